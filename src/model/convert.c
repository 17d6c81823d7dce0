#include "config.h"

#include "model/convert.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "model/charset.h"

#define IN_BYTES 4096
#define OUT_BYTES 8192
#define ROOM 64 /* in out, for what is put there byte by byte */

struct convert {
	convert_sink *sink;
	void *arg;
	iconv_t cd;
	size_t unit;       /* bytes of a number: 1, of UTF-16 2, of UTF-32 4 */
	bool big;          /* the first of them counts most */
	bool korean;       /* by CP949 */
	bool composes;     /* iconv keeps letters, for what may come on them */
	char in[IN_BYTES]; /* the first nin are not converted yet */
	size_t nin;
	char out[OUT_BYTES]; /* the first nout are not sent yet */
	size_t nout;
	bool open; /* what went out last may be the first byte of UTF-8 */
	size_t bad;
};

#define NO_ICONV ((iconv_t)-1)

/* By one of the names that it has in different systems. */
static iconv_t
open_iconv(const char *name)
{
	const struct charset *cs = charset_find(str_of(name));
	struct str rest = str_of(cs != NULL ? cs->iconv : name), word;
	char known[CHARSET_NAME_MAX];
	iconv_t cd = NO_ICONV;

	while (cd == NO_ICONV && str_split(&rest, ' ', &word)) {
		if (!charset_name_check(word))
			break;
		memcpy(known, word.p, word.n);
		known[word.n] = '\0';
		cd = iconv_open("UTF-8", known);
	}
	return cd;
}

/* Those of which iconv holds back a letter until it knows that no accent comes
 * on it. */
static bool
is_composing(const char *name)
{
	static const char *const names[] = { "WINDOWS-1255", "WINDOWS-1258",
		"BIG5-HKSCS", "JISX0213", "ISO-2022-JP-3", "TCVN" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strstr(name, names[i]) != NULL)
			return true;
	return false;
}

struct convert *
convert_new(const char *name, convert_sink *sink, void *arg)
{
	iconv_t cd = open_iconv(name);
	struct convert *c;

	if (cd == NO_ICONV)
		return NULL;
	c = x_malloc(sizeof *c);
	c->sink = sink;
	c->arg = arg;
	c->cd = cd;
	c->unit = strncmp(name, "UTF-16", 6) == 0   ? 2
		  : strncmp(name, "UTF-32", 6) == 0 ? 4
						    : 1;
	c->big = strstr(name, "BE") != NULL;
	c->korean = strcmp(name, "EUC-KR") == 0;
	c->composes = is_composing(name);
	c->nin = c->nout = c->bad = 0;
	c->open = false;
	return c;
}

void
convert_free(struct convert *c)
{
	if (c == NULL)
		return;
	(void)iconv_close(c->cd);
	x_free(c);
}

bool
convert_knows(const char *name)
{
	iconv_t cd = open_iconv(name);

	return cd != NO_ICONV && iconv_close(cd) == 0;
}

static bool
send(struct convert *c, struct err *e)
{
	size_t n = c->nout;

	c->nout = 0;
	return n == 0 || c->sink(c->arg, c->out, n, e);
}

/*
 * The CP949 of glibc 2.36 stops behind the two bytes A2 E8, which mean
 * nothing, instead of in front of them.
 */
static void
step_back(char **in, size_t *left, const char *start)
{
	if (*in - start < 2 || memcmp(*in - 2, "\xA2\xE8", 2) != 0)
		return;
	*in -= 2;
	*left += 2;
}

/* iconv() into out; 0 or what errno is.  in may be NULL, see there. */
static int
run(struct convert *c, char **in, size_t *left)
{
	const char *start = in != NULL ? *in : NULL;
	char *to = c->out + c->nout;
	size_t room = sizeof c->out - c->nout;
	size_t rc = iconv(c->cd, in, left, &to, &room);
	int why = rc == (size_t)-1 ? errno : 0;

	if (to > c->out + c->nout)
		c->open = false;
	c->nout = (size_t)(to - c->out);
	if (why == EILSEQ && c->korean)
		step_back(in, left, start);
	return why;
}

/* Put a number that is no character into out, in the form of UTF-8 as it once
 * was meant to go on. */
static void
put_number(struct convert *c, uint64_t u)
{
	static const uint64_t ends[] = { 0x800, 0x10000, 0x200000, 0x4000000,
		0x80000000 };
	unsigned more = 1;

	while (more <= sizeof ends / sizeof ends[0] && u >= ends[more - 1])
		more++;
	c->out[c->nout++] =
	    (char)((0xFF00U >> (more + 1) & 0xFFU) | u >> 6 * more);
	while (more-- > 0)
		c->out[c->nout++] = (char)(0x80 | (u >> 6 * more & 0x3F));
	c->open = false;
}

/*
 * Put a byte that means nothing into out.  Two of them may happen to be a
 * character of UTF-8, which would hide that they are none: then the second is
 * written as the number 0xDC00 more, which is no character.
 */
static void
put_byte(struct convert *c, unsigned char b)
{
	if (c->open && b >= 0x80 && b < 0xC0) {
		put_number(c, 0xDC00U + b);
		return;
	}
	c->out[c->nout++] = (char)b;
	c->open = b >= 0xC0;
}

/* Take what iconv stopped at. */
static void
take_bad(struct convert *c, char **in, size_t *left)
{
	const unsigned char *p = (const unsigned char *)*in;
	size_t n = c->unit <= *left ? c->unit : 1;
	uint64_t u = 0;

	if (c->composes) /* what it holds back comes first */
		(void)run(c, NULL, NULL);
	for (size_t i = 0; i < n; i++)
		u = u << 8 | p[c->big ? i : n - 1 - i];
	if (n > 1)
		put_number(c, u);
	else
		put_byte(c, p[0]);
	c->bad += n;
	*in += n;
	*left -= n;
}

/* Convert what is in in: all of it, if nothing follows. */
static bool
run_all(struct convert *c, bool last, struct err *e)
{
	char *p = c->in;
	size_t left = c->nin;
	bool full;

	while (left > 0) {
		int why = run(c, &p, &left);

		if (why == 0 || (why == EINVAL && !last && left < sizeof c->in))
			break;
		full = why == E2BIG && c->nout > 0;
		if ((full || sizeof c->out - c->nout < ROOM) && !send(c, e))
			return false;
		if (!full)
			take_bad(c, &p, &left);
	}
	memmove(c->in, p, left);
	c->nin = left;
	return true;
}

bool
convert_feed(struct convert *c, const char *p, size_t n, struct err *e)
{
	while (n > 0) {
		size_t room = sizeof c->in - c->nin;
		size_t took = n < room ? n : room;

		memcpy(c->in + c->nin, p, took);
		c->nin += took;
		p += took;
		n -= took;
		if (!run_all(c, false, e))
			return false;
	}
	return send(c, e);
}

bool
convert_finish(struct convert *c, struct err *e)
{
	if (!run_all(c, true, e) || !send(c, e))
		return false;
	(void)run(c, NULL, NULL);
	return send(c, e);
}

size_t
convert_bad(const struct convert *c)
{
	return c->bad;
}
