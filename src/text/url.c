#include "config.h"

#include "text/url.h"

#include <string.h>

#include "base/utf8.h"
#include "text/glyph.h"

static struct str
skip(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.n - n };
}

/* The bytes of the scheme that s begins with, or 0. */
static size_t
scheme_of(struct str s, const char **scheme)
{
	static const char *const schemes[] = { "https://", "http://" };

	for (size_t i = 0; i < 2; i++) {
		struct str want = str_of(schemes[i]);

		*scheme = schemes[i];
		if (s.n > want.n &&
		    str_eq_nocase((struct str){ s.p, want.n }, want))
			return want.n;
	}
	return 0;
}

static bool
is_wordlike(char b)
{
	return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') ||
	       (b >= 'a' && b <= 'z');
}

/* Of ASCII: what may stand in an address; braces are escaped. */
static bool
is_plain(uint32_t cp)
{
	return cp > 0x20 && cp < 0x7f && strchr("\"<>\\^`|", (int)cp) == NULL;
}

/*
 * Beyond ASCII: what is shown as it is and is no blank, no quotation mark and
 * no full stop of any script: these end an address.
 */
static bool
is_letter(uint32_t cp)
{
	uint32_t shown;

	if (cp < 0xc0 || (cp >= 0x2000 && cp < 0x2070) ||
	    (cp >= 0x3000 && cp < 0x3040 && cp != 0x3005) ||
	    (cp >= 0xff00 && cp < 0xff66) || cp == UTF8_BAD)
		return false;
	(void)glyph_of(cp, false, &shown);
	return shown == cp && cp != GLYPH_BAD;
}

/* The bytes of s that may belong to an address. */
static size_t
extent(struct str s)
{
	const char *scheme;
	uint32_t cp;
	size_t at = 0;

	while (at < s.n) {
		size_t n = utf8_decode(s.p + at, s.n - at, &cp);

		if (!is_plain(cp) && !is_letter(cp))
			break;
		if ((cp == ';' || cp == ',') &&
		    scheme_of(skip(s, at + 1), &scheme) > 0)
			break;
		at += n;
	}
	return at;
}

static size_t
count(struct str s, char b)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == b;
	return n;
}

/* Is the last byte of s the end of a sentence, or of a bracket around it? */
static bool
ends_around(struct str s)
{
	char last = s.p[s.n - 1];

	if (last == ')')
		return count(s, ')') > count(s, '(');
	if (last == ']')
		return count(s, ']') > count(s, '[');
	if (last == '}')
		return count(s, '}') > count(s, '{');
	return memchr(".,;:!?'*_~", last, 10) != NULL;
}

static void
add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b < 0x80 && b != '{' && b != '}')
			buf_addc(out, s.p[i]);
		else
			buf_addf(out, "%%%02X", b);
	}
}

/* Append the address that s begins with, if it does; how long it is, or 0. */
static size_t
take(struct str s, struct buf *out)
{
	const char *scheme;
	size_t head = scheme_of(s, &scheme), before = out->n;
	struct str rest = skip(s, head);

	if (head == 0)
		return 0;
	rest.n = extent(rest);
	while (rest.n > 0 && ends_around(rest))
		rest.n--;
	/* A host begins with a letter, a digit or the [ of an address. */
	if (rest.n == 0 || memchr("/?#@:&=", rest.p[0], 7) != NULL)
		return 0;
	buf_adds(out, scheme);
	add_escaped(out, rest);
	if (out->n - before <= URL_MAX)
		return head + rest.n;
	out->n = before;
	out->p[before] = '\0';
	return 0;
}

bool
url_next(struct str *rest, struct buf *out)
{
	const char *colon;
	struct str s = *rest;

	while (s.n > 0 && (colon = memchr(s.p, ':', s.n)) != NULL) {
		size_t at = (size_t)(colon - s.p);

		for (size_t back = 5; back >= 4; back--) {
			size_t n;

			if (at < back ||
			    (colon - back > rest->p &&
				is_wordlike(colon[-(ptrdiff_t)back - 1])))
				continue;
			n = take(skip(s, at - back), out);
			if (n == 0)
				continue;
			*rest = skip(s, at - back + n);
			return true;
		}
		s = skip(s, at + 1);
	}
	*rest = (struct str){ NULL, 0 };
	return false;
}

bool
url_is(struct str s)
{
	struct buf url = BUF_INIT;
	size_t n = take(s, &url);

	buf_fini(&url);
	return n > 0 && n == s.n;
}
