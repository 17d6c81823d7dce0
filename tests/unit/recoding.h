/*
 * Text written in an encoding, and read from it: what the test programs of
 * encodings share.
 */
#ifndef ANNALS_TESTS_RECODING_H
#define ANNALS_TESTS_RECODING_H

#include <check.h>
#include <iconv.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/encoding.h"

/* Replace *out by text in the encoding that iconv calls so. */
static inline void
recode(const char *to, struct str text, struct buf *out)
{
	iconv_t cd = iconv_open(to, "UTF-8");
	char *from = (char *)(uintptr_t)text.p, *end;
	size_t n = text.n, room = text.n * 4 + 64;

	ck_assert_msg(cd != (iconv_t)-1, "iconv does not know %s", to);
	buf_clear(out);
	buf_reserve(out, room);
	end = out->p;
	ck_assert_msg(iconv(cd, &from, &n, &end, &room) != (size_t)-1,
	    "%s has no %.20s", to, from);
	ck_assert(iconv(cd, NULL, NULL, &end, &room) != (size_t)-1);
	out->n = (size_t)(end - out->p);
	(void)iconv_close(cd);
}

/* What was read, and what was said of it. */
struct reading_of {
	struct buf text;
	char name[64]; /* "ASCII" if it has none */
	bool guessed;
	size_t bad;
};

static inline bool
recoding_sink(void *arg, const char *p, size_t n, struct err *e)
{
	(void)e;
	ck_assert_uint_gt(n, 0);
	buf_add(arg, p, n);
	return true;
}

/* Read s, in pieces of n bytes, as name and hint tell (either may be NULL). */
static inline void
read_as(const char *name, const char *hint, struct str s, size_t n,
    struct reading_of *r)
{
	struct encoding_setup setup = { name, hint, recoding_sink, &r->text };
	struct err e = { ERR_NONE, "" };
	struct encoding *c = encoding_new(&setup, &e);

	ck_assert_msg(c != NULL, "%s", e.text);
	buf_clear(&r->text);
	for (size_t i = 0; i < s.n; i += n)
		ck_assert(
		    encoding_feed(c, s.p + i, n < s.n - i ? n : s.n - i, &e));
	ck_assert(encoding_finish(c, &e));
	(void)snprintf(r->name, sizeof r->name, "%s",
	    encoding_name(c) != NULL ? encoding_name(c) : "ASCII");
	r->guessed = encoding_guessed(c);
	r->bad = encoding_bad(c);
	encoding_free(c);
}

#endif
