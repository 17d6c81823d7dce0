#include "config.h"

#include "model/encoding.h"

#include <stdint.h>
#include <stdio.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/charset.h"
#include "model/convert.h"
#include "model/detect.h"

/* Byte order marks (Unicode 15, table 2-4); the longer of two that start
 * alike comes first. */
static const struct mark {
	const char *bytes;
	size_t n;
	const char *name;
	const char *family; /* what is called so may be meant */
} marks[] = {
	{ "\xEF\xBB\xBF", 3, "UTF-8", "UTF-8" },
	{ "\xFF\xFE\0\0", 4, "UTF-32LE", "UTF-32" },
	{ "\0\0\xFE\xFF", 4, "UTF-32BE", "UTF-32" },
	{ "\xFF\xFE", 2, "UTF-16LE", "UTF-16" },
	{ "\xFE\xFF", 2, "UTF-16BE", "UTF-16" },
};

#define PLAIN_START 32 /* bytes of ASCII that cannot be UTF-16 */
#define CONTEXT 256    /* bytes of ASCII that tell something, too */
#define NMARKS (sizeof marks / sizeof marks[0])

enum stage {
	START,  /* hold the first bytes back, for marks and UTF-16 */
	ASCII,  /* send until there is something else */
	SAMPLE, /* hold back what comes after that */
	PASS,   /* it is UTF-8: send */
	CONVERT /* by iconv */
};

struct encoding {
	encoding_sink *sink;
	void *arg;
	enum stage stage;
	char said[CHARSET_NAME_MAX]; /* by the user, or "" */
	char hint[CHARSET_NAME_MAX]; /* by the maker of the file, or "" */
	char name[CHARSET_NAME_MAX]; /* "": not known */
	bool guessed;
	bool escaped; /* an ESC was seen that switches nothing */

	char *held;   /* room for ENCODING_SAMPLE bytes, until it is known */
	size_t nheld; /* bytes in it, */
	size_t nsent; /* the first of which were sent, up to CONTEXT */

	struct convert *convert; /* CONVERT only, else NULL */
};

/* Is a byte order mark of that encoding known? */
static bool
has_mark(const char *name)
{
	for (size_t i = 0; i < NMARKS; i++)
		if (strcmp(marks[i].name, name) == 0 ||
		    strcmp(marks[i].family, name) == 0)
			return true;
	return false;
}

/* Put the name that is shown for what somebody says into to, and say whether
 * there may be such an encoding. */
static bool
take_name(const char *said, char to[CHARSET_NAME_MAX])
{
	const struct charset *cs = charset_find(str_of(said));

	if (!charset_name_check(str_of(said)))
		return false;
	(void)snprintf(
	    to, CHARSET_NAME_MAX, "%s", cs != NULL ? cs->name : said);
	for (char *p = to; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
	return true;
}

/* From now on it is that; false if there is no such encoding. */
static bool
use(struct encoding *c, const char *name)
{
	(void)snprintf(c->name, sizeof c->name, "%s", name);
	c->stage = PASS;
	if (strcmp(name, "UTF-8") == 0)
		return true;
	c->stage = CONVERT;
	c->convert = convert_new(name, c->sink, c->arg);
	return c->convert != NULL;
}

/* Take what the user or the maker of the file says. */
static bool
take_names(
    struct encoding *c, const struct encoding_setup *setup, struct err *e)
{
	const char *said = setup->name, *hint = setup->hint;

	if (said != NULL)
		return (take_name(said, c->said) &&
			   (has_mark(c->said) || use(c, c->said))) ||
		       err_set(e, ERR_USAGE, "no such encoding: %s", said);
	if (hint != NULL)
		return (take_name(hint, c->hint) &&
			   (has_mark(c->hint) || convert_knows(c->hint))) ||
		       err_set(e, ERR_FORMAT, "no such encoding: %s", hint);
	return true;
}

struct encoding *
encoding_new(const struct encoding_setup *setup, struct err *e)
{
	struct encoding *c = x_calloc(1, sizeof *c);

	c->sink = setup->sink;
	c->arg = setup->arg;
	if (!take_names(c, setup, e)) {
		encoding_free(c);
		return NULL;
	}
	if (c->stage == START)
		c->held = x_malloc(ENCODING_SAMPLE);
	return c;
}

void
encoding_free(struct encoding *c)
{
	if (c == NULL)
		return;
	convert_free(c->convert);
	x_free(c->held);
	x_free(c);
}

/* Send on n bytes in the encoding that is known now. */
static bool
pass_on(struct encoding *c, const char *p, size_t n, struct err *e)
{
	if (c->stage == CONVERT)
		return convert_feed(c->convert, p, n, e);
	return n == 0 || c->sink(c->arg, p, n, e);
}

/* It is that: send what was held back, without the first skip bytes.  What
 * iconv does not know is read as something like it. */
static bool
settle(struct encoding *c, const char *name, size_t skip, struct err *e)
{
	bool ok;

	if (!use(c, name) && !use(c, "WINDOWS-1252"))
		(void)use(c, "UTF-8");
	ok = pass_on(c, c->held + skip, c->nheld - skip, e);
	x_free(c->held);
	c->held = NULL;
	return ok;
}

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))
#define BLOCK 64

/* Are all bytes of a block ASCII, and none the control? */
static bool
is_block_plain(const char *p, unsigned char control)
{
	uint64_t any = 0, all = UINT64_MAX;

	for (size_t i = 0; i < BLOCK; i += 8) {
		uint64_t x;

		memcpy(&x, p + i, sizeof x);
		any |= x;
		/* Not 0, in ASCII, is what 0x7F makes 0x80 or more. */
		all &= (x ^ EACH_BYTE(control)) + EACH_BYTE(0x7F);
	}
	return ((any | ~all) & EACH_BYTE(0x80)) == 0;
}

/* How many of n bytes say nothing of their encoding. */
static size_t
count_plain(const struct encoding *c, const char *p, size_t n)
{
	/* DEL is in the way once ESC is not: it is rare. */
	unsigned char control = c->escaped ? 0x7F : 0x1B;
	size_t i = 0;

	while (n - i >= BLOCK && is_block_plain(p + i, control))
		i += BLOCK;
	while (
	    i < n && (unsigned char)p[i] < 0x80 && (p[i] != 0x1B || c->escaped))
		i++;
	return i;
}

/* Of what was sent, keep only what is near to what follows. */
static void
forget(struct encoding *c)
{
	size_t n = c->nsent > CONTEXT ? c->nsent - CONTEXT : 0;

	c->nsent -= n;
	c->nheld -= n;
	memmove(c->held, c->held + n, c->nheld);
}

/* Keep n bytes that were sent. */
static void
remember(struct encoding *c, const char *p, size_t n)
{
	size_t skip = n > CONTEXT ? n - CONTEXT : 0;

	memcpy(c->held + c->nheld, p + skip, n - skip);
	c->nheld += n - skip;
	c->nsent = c->nheld;
	forget(c);
}

/* Send what is ASCII of what was held back; the rest is the sample. */
static bool
resume(struct encoding *c, struct err *e)
{
	const char *p = c->held + c->nsent;
	size_t n = count_plain(c, p, c->nheld - c->nsent);

	if (n > 0 && !c->sink(c->arg, p, n, e))
		return false;
	c->nsent += n;
	forget(c);
	c->stage = c->nheld > c->nsent ? SAMPLE : ASCII;
	return true;
}

static const struct mark *
find_mark(const struct encoding *c)
{
	for (size_t i = 0; i < NMARKS; i++) {
		const struct mark *m = &marks[i];

		if (c->nheld < m->n || memcmp(c->held, m->bytes, m->n) != 0)
			continue;
		if (c->said[0] == '\0' ||
		    strncmp(c->said, m->family, strlen(m->family)) == 0)
			return m;
	}
	return NULL;
}

/* Does it start as a mark does, and is not yet one? */
static bool
may_be_mark(const struct encoding *c)
{
	for (size_t i = 0; i < NMARKS; i++)
		if (c->nheld < marks[i].n &&
		    memcmp(c->held, marks[i].bytes, c->nheld) == 0)
			return true;
	return false;
}

/* The start is there: decide, if it says so. */
static bool
start(struct encoding *c, struct err *e)
{
	const struct mark *m = find_mark(c);
	const char *said = c->said[0] != '\0' ? c->said : c->hint;
	const char *wide = detect_wide((struct str){ c->held, c->nheld });

	if (m != NULL)
		return settle(c, m->name, m->n, e);
	if (strcmp(said, "UTF-16") == 0)
		said = wide != NULL && strcmp(wide, "UTF-16BE") == 0
			   ? "UTF-16BE"
			   : "UTF-16LE";
	if (strcmp(said, "UTF-32") == 0)
		said = wide != NULL && strcmp(wide, "UTF-32BE") == 0
			   ? "UTF-32BE"
			   : "UTF-32LE";
	if (said[0] != '\0')
		return settle(c, said, 0, e);
	c->guessed = wide != NULL;
	return wide != NULL ? settle(c, wide, 0, e) : resume(c, e);
}

/* The sample is there: decide.  cut: the text goes on. */
static bool
decide(struct encoding *c, bool cut, struct err *e)
{
	struct str sample = { c->held, c->nheld };
	bool sure;
	const char *name = detect_name(sample, cut, &sure);

	if (name != NULL) {
		c->guessed = !sure;
		return settle(c, name, c->nsent, e);
	}
	c->escaped = c->escaped || c->held[c->nsent] == 0x1B;
	return resume(c, e);
}

/* Hold back what is missing to max; returns how many of n bytes it is. */
static size_t
hold(struct encoding *c, const char *p, size_t n, size_t max)
{
	size_t took = n < max - c->nheld ? n : max - c->nheld;

	memcpy(c->held + c->nheld, p, took);
	c->nheld += took;
	return took;
}

/*
 * How many bytes it takes to see how it starts.  Two bytes of UTF-16 have a
 * zero in them, a control, or one that is no ASCII, as do more than half of
 * the Chinese characters: if there is none of these, it is something else.
 */
static size_t
start_max(const struct encoding *c)
{
	if (c->nheld < PLAIN_START)
		return PLAIN_START;
	for (size_t i = 0; i < PLAIN_START; i++) {
		char b = c->held[i];

		if ((b < 0x20 && b != '\t' && b != '\r' && b != '\n') ||
		    b == 0x7F)
			return ENCODING_START;
	}
	return PLAIN_START;
}

/* Take some of n bytes: how many is *took. */
static bool
feed_some(
    struct encoding *c, const char *p, size_t n, size_t *took, struct err *e)
{
	*took = n;
	switch (c->stage) {
	case START:
		*took = hold(c, p, n, start_max(c));
		return c->nheld < start_max(c) || start(c, e);
	case ASCII:
		*took = count_plain(c, p, n);
		if (*took < n)
			c->stage = SAMPLE;
		remember(c, p, *took);
		return *took == 0 || c->sink(c->arg, p, *took, e);
	case SAMPLE:
		*took = hold(c, p, n, ENCODING_SAMPLE);
		return c->nheld < ENCODING_SAMPLE || decide(c, true, e);
	case PASS:
	case CONVERT:
		break;
	}
	return pass_on(c, p, n, e);
}

bool
encoding_feed(struct encoding *c, const char *p, size_t n, struct err *e)
{
	while (n > 0) {
		size_t took;

		if (!feed_some(c, p, n, &took, e))
			return false;
		p += took;
		n -= took;
	}
	return true;
}

bool
encoding_flush(struct encoding *c, struct err *e)
{
	if (c->stage == START && !may_be_mark(c) && !start(c, e))
		return false;
	return c->stage != SAMPLE || decide(c, true, e);
}

bool
encoding_finish(struct encoding *c, struct err *e)
{
	if (c->stage == START && !start(c, e))
		return false;
	while (c->stage == SAMPLE)
		if (!decide(c, false, e))
			return false;
	return c->stage != CONVERT || convert_finish(c->convert, e);
}

const char *
encoding_name(const struct encoding *c)
{
	return c->name[0] != '\0' ? c->name : NULL;
}

bool
encoding_guessed(const struct encoding *c)
{
	return c->guessed;
}

size_t
encoding_bad(const struct encoding *c)
{
	return c->convert != NULL ? convert_bad(c->convert) : 0;
}

bool
encoding_explain(const struct encoding *c, struct buf *out)
{
	size_t n = encoding_bad(c);

	if (n == 0)
		return false;
	buf_addf(out, "%zu byte%s nothing in %s", n,
	    n == 1 ? " means" : "s mean", c->name);
	return true;
}

/* ---- UTF-8 that is no text ---- */

/* 0 if eight bytes are all in U+0020 to U+007E. */
static uint64_t
oddness(const char *p)
{
	uint64_t x, del;

	memcpy(&x, p, sizeof x);
	del = x ^ EACH_BYTE(0x7F);
	return ((x - EACH_BYTE(0x20)) | (del - EACH_BYTE(0x01)) | x) &
	       EACH_BYTE(0x80);
}

/* From i on, the offset of 32 bytes that are not all so, or of fewer ones. */
static size_t
skip_plain(struct str s, size_t i)
{
	for (; s.n - i >= 32; i += 32) {
		const char *p = s.p + i;

		if ((oddness(p) | oddness(p + 8) | oddness(p + 16) |
			oddness(p + 24)) != 0)
			break;
	}
	return i;
}

static bool
is_control(uint32_t cp)
{
	if (cp < 0x20)
		return cp != '\t' && cp != '\r' && cp != '\n';
	return (cp >= 0x7F && cp <= 0x9F) || cp == 0x200E || cp == 0x200F ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

/*
 * The offset of the first control or broken byte from offset i on, or s.n.
 * *cp is what stands there.
 */
static size_t
find_odd(struct str s, size_t i, uint32_t *cp)
{
	i = skip_plain(s, i);
	while (i < s.n) {
		unsigned char b = (unsigned char)s.p[i];
		size_t took = 1;

		if (b < 0x80 && s.n - i >= 8 && oddness(s.p + i) == 0) {
			i = skip_plain(s, i + 8);
			continue;
		}
		/* U+00C0 to U+07FF: most letters of Europe and the Near East,
		 * and none of them a control. */
		if (b >= 0xC3 && b <= 0xDF && s.n - i >= 2 &&
		    ((unsigned char)s.p[i + 1] & 0xC0) == 0x80) {
			i += 2;
			continue;
		}
		*cp = b;
		if (b >= 0x80)
			took = utf8_decode(s.p + i, s.n - i, cp);
		if (*cp == UTF8_BAD || is_control(*cp))
			return i;
		i += took;
	}
	return s.n;
}

bool
encoding_check(struct str s, enum problem_kind *kind, struct buf *what)
{
	uint32_t cp = 0, first_cp;
	size_t first = find_odd(s, 0, &cp);
	size_t at = first;

	if (at == s.n)
		return true;
	first_cp = cp;
	while (at < s.n && cp != UTF8_BAD) {
		char bytes[UTF8_MAX];

		at = find_odd(s, at + utf8_encode(cp, bytes), &cp);
	}
	buf_clear(what);
	if (at < s.n) {
		*kind = PROBLEM_ENCODING;
		buf_addf(what, "byte %zu of the field, 0x%02X, is no UTF-8",
		    at + 1, (unsigned)(unsigned char)s.p[at]);
	} else {
		*kind = PROBLEM_CONTROL;
		buf_addf(what, "control character U+%04X at byte %zu",
		    (unsigned)first_cp, first + 1);
	}
	return false;
}
