#include "config.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

/* What follows a first byte (Unicode 15, table 3-7). */
struct form {
	size_t more;           /* bytes after the first */
	unsigned char low, up; /* range of the second; later ones: 80..BF */
};

/* False if c starts nothing: a continuation byte, C0, C1, F5 to FF. */
static bool
form_of(unsigned char c, struct form *f)
{
	if (c < 0xC2 || c > 0xF4)
		return false;
	f->more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
	f->low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	f->up = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	return true;
}

size_t
utf8_decode(const char *p, size_t n, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)p;
	struct form f;
	uint32_t value;
	size_t i;

	if (u[0] < 0x80) {
		*cp = u[0];
		return 1;
	}
	*cp = UTF8_BAD;
	if (!form_of(u[0], &f))
		return 1;
	value = u[0] & (0x3FU >> f.more);
	for (i = 1; i <= f.more; i++) {
		if (i >= n || u[i] < f.low || u[i] > f.up)
			return i;
		value = value << 6 | (u[i] & 0x3FU);
		f.low = 0x80;
		f.up = 0xBF;
	}
	*cp = value;
	return i;
}

size_t
utf8_encode(uint32_t cp, char out[UTF8_MAX])
{
	static const unsigned char lead[] = { 0x00, 0xC0, 0xE0, 0xF0 };
	size_t more = cp < 0x80 ? 0 : cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;

	assert(cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF));
	for (size_t i = more; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	out[0] = (char)(lead[more] | cp);
	return more + 1;
}

/* How many bytes from p on are ASCII, perhaps up to seven too few. */
static size_t
ascii_run(const char *p, size_t n)
{
	uint64_t eight;
	size_t i;

	for (i = 0; n - i >= sizeof eight; i += sizeof eight) {
		memcpy(&eight, p + i, sizeof eight);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return i;
}

size_t
utf8_check(struct str s)
{
	size_t i = 0;
	uint32_t cp;

	while (i < s.n) {
		size_t took;

		i += ascii_run(s.p + i, s.n - i);
		if (i == s.n)
			break;
		took = utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == UTF8_BAD)
			return i;
		i += took;
	}
	return s.n;
}

size_t
utf8_cut(struct str s, size_t n)
{
	uint32_t cp;

	if (n >= s.n)
		return s.n;
	/* At most one whole code point lies across n, and its first byte is
	 * at most three before it. */
	for (size_t i = 1; i < UTF8_MAX && i <= n; i++) {
		size_t took = utf8_decode(s.p + n - i, s.n - n + i, &cp);

		if (cp != UTF8_BAD && took > i)
			return n - i;
	}
	return n;
}
