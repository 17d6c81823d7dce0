/*
 * Any bytes, in any encoding.  The first byte picks the encoding and whether
 * ASCII comes before the rest, the second the series of pieces.
 *
 * - How the bytes are cut changes nothing, nor does flushing between the
 *   pieces if the encoding is given; once known, its name stays.
 * - What is UTF-8 and nothing else comes out as it went in.
 * - Text that iconv can write in an encoding comes out as iconv reads it.
 * - Bytes that mean nothing are seen in what comes out.
 */
#include "config.h"

#include <iconv.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "model/encoding.h"

#define MUST(cond)                                                             \
	do {                                                                   \
		if (!(cond))                                                   \
			abort();                                               \
	} while (0)

#define PAD 1020 /* so that the bytes lie across ENCODING_START */

/* What comes out, and what is said of it. */
struct outcome {
	struct buf text;
	char name[64];
	size_t bad;
};

static bool
collect(void *arg, const char *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(arg, p, n);
	return true;
}

static void
note_name(struct outcome *o, const struct encoding *c)
{
	const char *name = encoding_name(c);

	MUST(o->name[0] == '\0' || (name != NULL && !strcmp(o->name, name)));
	MUST(name == NULL || strlen(name) < sizeof o->name);
	if (name != NULL)
		strcpy(o->name, name);
}

/* The bytes in pieces, of lengths that seed tells; 0: in one. */
static void
decode(const char *name, struct str s, unsigned seed, bool flush,
    struct outcome *o)
{
	struct encoding_setup setup = { name, NULL, collect, &o->text };
	struct err e;
	struct encoding *c = encoding_new(&setup, &e);
	unsigned x = seed;

	MUST(c != NULL);
	buf_init(&o->text);
	o->name[0] = '\0';
	for (size_t i = 0; i < s.n;) {
		size_t n = seed == 0 ? s.n : 1 + (x = x * 37 + 11) % 256 % seed;

		n = n < s.n - i ? n : s.n - i;
		MUST(encoding_feed(c, s.p + i, n, &e));
		MUST(!flush || encoding_flush(c, &e));
		note_name(o, c);
		i += n;
	}
	MUST(encoding_finish(c, &e));
	note_name(o, c);
	o->bad = encoding_bad(c);
	encoding_free(c);
}

static void
same(const struct outcome *a, const struct outcome *b)
{
	MUST(str_eq(buf_str(&a->text), buf_str(&b->text)));
	MUST(strcmp(a->name, b->name) == 0);
	MUST(a->bad == b->bad);
}

static void
check_cuts(const char *name, struct str s, unsigned seed)
{
	struct outcome whole, cut, flushed;

	decode(name, s, 0, false, &whole);
	decode(name, s, seed, false, &cut);
	same(&whole, &cut);
	decode(name, s, seed, true, &flushed);
	if (name != NULL)
		same(&whole, &flushed);
	buf_fini(&whole.text);
	buf_fini(&cut.text);
	buf_fini(&flushed.text);
}

/* Without a mark, a zero or an ESC, by which it would be something else. */
static void
check_utf8(struct str s)
{
	struct outcome o;

	if (utf8_check(s) < s.n || memchr(s.p, 0, s.n) != NULL ||
	    memchr(s.p, 0x1B, s.n) != NULL ||
	    (s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0))
		return;
	decode(NULL, s, 0, false, &o);
	MUST(str_eq(buf_str(&o.text), s));
	MUST(o.name[0] == '\0' || strcmp(o.name, "UTF-8") == 0);
	buf_fini(&o.text);
}

/* False if there is something that cannot be converted. */
static bool
convert(iconv_t cd, struct str s, struct buf *out)
{
	char piece[4096 * 8];
	char *from = (char *)(uintptr_t)s.p, *to = piece;
	size_t n = s.n, room = sizeof piece;

	(void)iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &n, &to, &room) != 0 ||
	    iconv(cd, NULL, NULL, &to, &room) != 0)
		return false;
	buf_clear(out);
	buf_add(out, piece, sizeof piece - room);
	return true;
}

/* The encoding and how iconv calls it; is each number a character or bad? */
static const struct {
	const char *name, *known;
	bool plain;
	unsigned unit;
} encodings[] = {
	{ "utf-16le", "UTF-16LE", true, 2 },
	{ "utf-16be", "UTF-16BE", true, 2 },
	{ "utf-32le", "UTF-32LE", true, 4 },
	{ "utf-32be", "UTF-32BE", true, 4 },
	{ "cp1251", "CP1251", true, 1 },
	{ "cp1252", "CP1252", true, 1 },
	{ "cp1253", "CP1253", true, 1 },
	{ "cp1255", "CP1255", true, 1 },
	{ "cp1258", "CP1258", true, 1 },
	{ "koi8-r", "KOI8-R", true, 1 },
	{ "sjis", "CP932", false, 1 },
	{ "euc-jp", "EUC-JP-MS", false, 1 },
	{ "iso-2022-jp", "ISO-2022-JP", false, 1 },
	{ "gbk", "GB18030", false, 1 },
	{ "big5", "CP950", false, 1 },
	{ "euc-kr", "CP949", false, 1 },
	{ "big5-hkscs", "BIG5-HKSCS", false, 1 },
};

#define NENCODINGS (sizeof encodings / sizeof encodings[0])

/* Both ways, opened once: to open them takes longer than all else. */
static void
open_both(size_t i, iconv_t *there, iconv_t *back)
{
	static iconv_t cds[NENCODINGS][2];

	if (cds[i][0] == NULL) {
		cds[i][0] = iconv_open(encodings[i].known, "UTF-8");
		cds[i][1] = iconv_open("UTF-8", encodings[i].known);
	}
	*there = cds[i][0];
	*back = cds[i][1];
	MUST(*there != (iconv_t)-1 && *back != (iconv_t)-1);
}

/* A mark, or what is one in the other order of bytes. */
static bool
starts_as_mark(struct str text)
{
	return text.n >= 3 && (memcmp(text.p, "\xEF\xBB\xBF", 3) == 0 ||
				  memcmp(text.p, "\xEF\xBF\xBE", 3) == 0);
}

/* What iconv makes of text, if all of it is in encoding i. */
static void
check_iconv(size_t i, struct str text)
{
	struct buf coded = BUF_INIT, again = BUF_INIT;
	iconv_t there, back;
	struct outcome o;

	open_both(i, &there, &back);
	if (!starts_as_mark(text) && convert(there, text, &coded) &&
	    convert(back, buf_str(&coded), &again)) {
		decode(encodings[i].name, buf_str(&coded), 7, false, &o);
		MUST(o.bad == 0);
		MUST(str_eq(buf_str(&o.text), buf_str(&again)));
		buf_fini(&o.text);
	}
	buf_fini(&coded);
	buf_fini(&again);
}

/* In an encoding of which all ASCII means something. */
static void
check_bad(const char *name, struct str s)
{
	struct outcome o;

	decode(name, s, 5, false, &o);
	MUST((o.bad > 0) == (utf8_check(buf_str(&o.text)) < o.text.n));
	buf_fini(&o.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char pad[PAD];
	struct buf in = BUF_INIT;
	struct str s;
	size_t i;

	if (size < 2 || size > 4096)
		return 0;
	i = data[0] % 32;
	memset(pad, 'a', sizeof pad);
	buf_add(&in, pad, data[0] >= 0xE0 ? sizeof pad : 0);
	buf_add(&in, (const char *)data + 2, size - 2);
	s = buf_str(&in);
	if (i < NENCODINGS) {
		check_cuts(encodings[i].name, s, data[1]);
		if (utf8_check(s) == s.n)
			check_iconv(i, s);
		if (encodings[i].plain && s.n % encodings[i].unit == 0)
			check_bad(encodings[i].name, s);
	} else if (i == NENCODINGS) {
		check_cuts(NULL, s, data[1]);
	} else {
		check_utf8(s);
	}
	buf_fini(&in);
	return 0;
}
