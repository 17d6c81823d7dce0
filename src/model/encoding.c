#include "config.h"

#include "model/encoding.h"

#include <stdint.h>

#include "base/mem.h"
#include "base/utf8.h"

#define MARK_MAX 4 /* bytes of the longest byte order mark */

/* Byte order marks (Unicode 15, table 2-4); the longer of two that start
 * alike comes first. */
static const struct mark {
	const char *bytes;
	size_t n;
	const char *name; /* of an encoding that is not read; NULL: UTF-8 */
} marks[] = {
	{ "\xEF\xBB\xBF", 3, NULL },
	{ "\xFF\xFE\0\0", 4, "UTF-32" },
	{ "\0\0\xFE\xFF", 4, "UTF-32" },
	{ "\xFF\xFE", 2, "UTF-16" },
	{ "\xFE\xFF", 2, "UTF-16" },
};

struct encoding {
	encoding_sink *sink;
	void *arg;
	char start[MARK_MAX]; /* held back until there are enough */
	size_t nstart;
	bool started; /* the mark is dealt with */
};

struct encoding *
encoding_new(encoding_sink *sink, void *arg)
{
	struct encoding *c = x_calloc(1, sizeof *c);

	c->sink = sink;
	c->arg = arg;
	return c;
}

void
encoding_free(struct encoding *c)
{
	x_free(c);
}

/* Send what was held back, without the mark. */
static bool
start(struct encoding *c, struct err *e)
{
	size_t skip = 0;

	c->started = true;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		const struct mark *m = &marks[i];

		if (c->nstart < m->n || memcmp(c->start, m->bytes, m->n) != 0)
			continue;
		if (m->name != NULL)
			return err_set(
			    e, ERR_FORMAT, "%s is not read yet", m->name);
		skip = m->n;
		break;
	}
	return skip == c->nstart ||
	       c->sink(c->arg, c->start + skip, c->nstart - skip, e);
}

bool
encoding_feed(struct encoding *c, const char *p, size_t n, struct err *e)
{
	while (!c->started && n > 0) {
		c->start[c->nstart++] = *p++;
		n--;
		if (c->nstart == MARK_MAX && !start(c, e))
			return false;
	}
	return n == 0 || c->sink(c->arg, p, n, e);
}

bool
encoding_finish(struct encoding *c, struct err *e)
{
	return c->started || start(c, e);
}

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* Eight bytes are all in U+0020 to U+007E. */
static bool
is_plain(const char *p)
{
	uint64_t x, del;

	memcpy(&x, p, sizeof x);
	del = x ^ EACH_BYTE(0x7F);
	return (((x - EACH_BYTE(0x20)) | (del - EACH_BYTE(0x01)) | x) &
		   EACH_BYTE(0x80)) == 0;
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
	while (i < s.n) {
		unsigned char b = (unsigned char)s.p[i];
		size_t took = 1;

		if (b < 0x80 && s.n - i >= 8 && is_plain(s.p + i)) {
			i += 8;
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
