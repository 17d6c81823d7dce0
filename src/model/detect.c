#include "config.h"

#include "model/detect.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <uchardet.h>

#include "base/utf8.h"
#include "model/charset.h"

#define ESC 0x1B
#define HEBREW_LEAST 200 /* letters that cannot be anything else */
#define OLD_LEAST 2      /* letters that speak for an old code page */

/* ---- UTF-16 and UTF-32 ---- */

/* The number in n bytes. */
static uint32_t
unit_at(const char *p, size_t n, bool big)
{
	uint32_t u = 0;

	for (size_t i = 0; i < n; i++)
		u |= (uint32_t)(unsigned char)p[i] << 8 * (big ? n - 1 - i : i);
	return u;
}

/* Every four bytes are a code point of a text: in no other encoding are they
 * three times out of four below 0x11. */
static bool
is_utf32(struct str s, bool big)
{
	for (size_t i = 0; i + 4 <= s.n; i += 4) {
		uint32_t u = unit_at(s.p + i, 4, big);

		if (u == 0 || u > 0x10FFFF || (u >= 0xD800 && u <= 0xDFFF))
			return false;
	}
	return s.n >= 4;
}

/* What pairs of bytes would be in UTF-16. */
struct pairs {
	size_t n;
	size_t ascii;  /* ASCII that text has: a zero byte in its place */
	size_t breaks; /* of these: line ends, blanks, commas and the like */
	size_t bad;    /* zero, controls, halves of surrogate pairs */
	size_t plain;  /* both bytes are ASCII that text has */
	size_t odd;    /* of these, what is neither Han nor Kana */
};

static bool
is_text(uint32_t u)
{
	return (u >= 0x20 && u < 0x7F) || u == '\t' || u == '\n' || u == '\r';
}

static void
count_pair(struct pairs *c, uint32_t u)
{
	c->n++;
	if (is_text(u)) {
		c->ascii++;
		c->breaks += u <= 0x20 || u == ',' || u == ';';
	} else if (u < 0xA0 || u >= 0xFFFE) {
		c->bad++;
	} else if (is_text(u & 0xFF) && is_text(u >> 8)) {
		c->plain++;
		c->odd += u < 0x3000 || (u > 0x30FF && u < 0x4E00);
	}
}

static struct pairs
count_pairs(struct str s, bool big)
{
	struct pairs c = { .n = 0 };
	bool high = false; /* the one before is the first of two */

	for (size_t i = 0; i + 2 <= s.n; i += 2) {
		uint32_t u = unit_at(s.p + i, 2, big);

		c.bad += high != (u >= 0xDC00 && u <= 0xDFFF);
		high = u >= 0xD800 && u <= 0xDBFF;
		count_pair(&c, u);
	}
	return c;
}

/*
 * Text in UTF-16 has zero bytes, whatever its language: at least those of its
 * line ends, commas and blanks.  Text in anything else has none.  If it has
 * some all the same, most of its pairs are two ASCII characters: as UTF-16,
 * Han where they are letters, and odd where they are not.
 */
static bool
is_utf16(const struct pairs *c, const struct pairs *other)
{
	if (c->n < 2 || c->ascii == 0 || c->bad * 16 > c->n ||
	    c->odd * 8 > c->n || (c->plain > 0 && c->breaks == 0))
		return false;
	if (c->breaks != other->breaks)
		return c->breaks > other->breaks;
	return c->ascii > other->ascii;
}

const char *
detect_wide(struct str start)
{
	struct pairs le, be;

	if (is_utf32(start, false))
		return "UTF-32LE";
	if (is_utf32(start, true))
		return "UTF-32BE";
	le = count_pairs(start, false);
	be = count_pairs(start, true);
	if (is_utf16(&le, &be))
		return "UTF-16LE";
	return is_utf16(&be, &le) ? "UTF-16BE" : NULL;
}

/* ---- what is known by its form ---- */

/* ISO-2022 switches between sets of characters by sequences of its own. */
static const char *
find_iso2022(struct str s)
{
	static const struct {
		const char *bytes; /* after the ESC */
		const char *name;
	} switches[] = {
		{ "$@", "ISO-2022-JP" },
		{ "$B", "ISO-2022-JP" },
		{ "(J", "ISO-2022-JP" },
		{ "$(D", "ISO-2022-JP" },
		{ "$)C", "ISO-2022-KR" },
		{ "$)A", "ISO-2022-CN" },
	};
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, ESC, (size_t)(end - p))) != NULL) {
		p++;
		for (size_t i = 0; i < sizeof switches / sizeof switches[0];
		     i++) {
			size_t n = strlen(switches[i].bytes);

			if ((size_t)(end - p) >= n &&
			    memcmp(p, switches[i].bytes, n) == 0)
				return switches[i].name;
		}
	}
	return NULL;
}

/* What a sample would be as UTF-8, but for its ASCII. */
struct sequences {
	size_t good, bad; /* characters, and what is none */
};

static struct sequences
count_sequences(struct str s, bool cut)
{
	struct sequences c = { 0, 0 };
	size_t i = 0;

	while (i < s.n) {
		unsigned char lead = (unsigned char)s.p[i];
		uint32_t cp;
		size_t took = utf8_decode(s.p + i, s.n - i, &cp);

		if (cp != UTF8_BAD)
			c.good += cp >= 0x80;
		else if (!cut || i + took < s.n || lead < 0xC2 || lead > 0xF4)
			c.bad++;
		i += took;
	}
	return c;
}

/* ---- guesses ---- */

/* What is seen of a text of which each byte is a letter, if it is one. */
struct traits {
	bool seen[256];
	size_t latin;  /* bytes from 0x80 on behind an ASCII letter */
	size_t low;    /* of these, up to 0x9F, without 0x92, the quote */
	size_t odd;    /* of these, what Windows never has behind a small one */
	size_t dos;    /* of latin, what is a small letter only in IBM850 */
	size_t mac;    /* likewise, of the Macintosh */
	size_t high;   /* bytes from 0xC0 on */
	size_t hebrew; /* of these, 0xE0 to 0xFA */
	size_t rise;   /* 0xC0 to 0xDB and then 0xE0 to 0xFF */
	size_t fall;   /* the other way round */
};

/* What Spanish has there, and Windows capitals and signs. */
static bool
is_dos_letter(unsigned char b)
{
	return b == 0xA1 || b == 0xA2 || b == 0xA4;
}

static void
look_at_latin(struct traits *t, unsigned char was, unsigned char b)
{
	t->latin++;
	t->low += (b < 0xA0 && b != 0x92) || is_dos_letter(b);
	t->dos += (b >= 0x81 && b <= 0x86) || (b >= 0xA0 && b <= 0xA4);
	t->mac += (b >= 0x8E && b <= 0x91) || (b >= 0x97 && b <= 0x9F);
	if (was >= 'a')
		t->odd += (b >= 0x81 && b <= 0x84) ||
			  (b >= 0x86 && b <= 0x91) || b == 0x98 || b == 0x9B ||
			  is_dos_letter(b);
}

static void
look_at(struct traits *t, struct str s)
{
	unsigned char was = ' ';

	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		t->seen[b] = true;
		if (b >= 0x80 &&
		    ((was >= 'a' && was <= 'z') || (was >= 'A' && was <= 'Z')))
			look_at_latin(t, was, b);
		t->high += b >= 0xC0;
		t->hebrew += b >= 0xE0 && b <= 0xFA;
		t->rise += was >= 0xC0 && was <= 0xDB && b >= 0xE0;
		t->fall += was >= 0xE0 && b >= 0xC0 && b <= 0xDB;
		was = b;
	}
}

static bool
has_range(const struct traits *t, int from, int to)
{
	while (from <= to && !t->seen[from])
		from++;
	return from <= to;
}

/* Any of the bytes of a string? */
static bool
has_any(const struct traits *t, const char *bytes)
{
	while (*bytes != '\0' && !t->seen[(unsigned char)*bytes])
		bytes++;
	return *bytes != '\0';
}

/* Like has_any(), of all from 0x80 on but these. */
static bool
has_other(const struct traits *t, const char *bytes)
{
	for (int b = 0x80; b < 0x100; b++)
		if (t->seen[b] && strchr(bytes, b) == NULL)
			return true;
	return false;
}

/* What is answered for Latin letters, and how many of them must be there for
 * it to be believed. */
static const struct latin {
	const char *name;
	size_t least;
	const char *windows; /* has letters and dashes where it has controls */
} latins[] = {
	{ "WINDOWS-1252", 0, NULL },
	{ "WINDOWS-1250", 0, NULL },
	{ "WINDOWS-1254", 0, NULL },
	{ "WINDOWS-1257", 32, NULL },
	{ "WINDOWS-1258", 32, NULL },
	{ "ISO-8859-2", 0, "WINDOWS-1250" },
	{ "ISO-8859-3", 32, "WINDOWS-1254" },
	{ "ISO-8859-4", 32, "WINDOWS-1257" },
	{ "ISO-8859-10", 32, "WINDOWS-1257" },
	{ "ISO-8859-13", 32, "WINDOWS-1257" },
	{ "ISO-8859-14", 32, "WINDOWS-1252" },
	{ "ISO-8859-15", 0, "WINDOWS-1252" },
	{ "ISO-8859-16", 32, "WINDOWS-1250" },
	{ "IBM852", 32, NULL },
	{ "IBM865", 32, NULL },
	{ "MAC-CENTRALEUROPE", 32, NULL },
	{ "VISCII", 32, NULL },
};

static const struct latin *
find_latin(const char *name)
{
	for (size_t i = 0; i < sizeof latins / sizeof latins[0]; i++)
		if (strcmp(latins[i].name, name) == 0)
			return &latins[i];
	return NULL;
}

/* What ISO-8859-15 has other than Windows-1252. */
#define LATIN9_OWN "\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE"
/* What Windows-1250, ISO-8859-2 and Windows-1252 have in common. */
#define MIDDLE_COMMON                                                          \
	"\x80\x82\x84\x85\x86\x87\x89\x8A\x8B\x8E\x91\x92\x93\x94\x95\x96"     \
	"\x97\x99\x9A\x9B\x9E\xA0\xA4\xA7\xA8\xAD\xB0\xB4\xB8\xC1\xC2\xC4"     \
	"\xC7\xC9\xCB\xCD\xCE\xD3\xD4\xD6\xD7\xDA\xDC\xDD\xDF\xE1\xE2\xE4"     \
	"\xE7\xE9\xEB\xED\xEE\xF3\xF4\xF6\xF7\xFA\xFC\xFD"

/* What ISO-8859-2 has as letters and Windows-1250 as signs, and where that has
 * these letters. */
#define LATIN2_OWN "\xB1\xB6\xBC"
#define WINDOWS_OWN "\x9C\x9F\xB9"

/*
 * uchardet does not know the code pages of DOS and the Macintosh in the west
 * of Europe.  They have their letters where Windows has hardly any.
 */
static const char *
judge_old(const struct traits *t)
{
	if (t->odd < OLD_LEAST || t->low * 2 <= t->latin || t->dos == t->mac)
		return NULL;
	return t->dos > t->mac ? "IBM850" : "MACINTOSH";
}

/* Windows-1250 or ISO-8859-2, which uchardet takes for each other, unless
 * there is nothing in it that speaks for either. */
static const char *
judge_middle(const struct traits *t)
{
	if (!has_other(t, MIDDLE_COMMON))
		return "WINDOWS-1252";
	if (has_range(t, 0x80, 0x9F))
		return "WINDOWS-1250";
	if (has_any(t, LATIN2_OWN) && !has_any(t, WINDOWS_OWN))
		return "ISO-8859-2";
	return NULL;
}

/* If there is no reason to think otherwise, text is in that of Windows. */
static const char *
judge_latin(const struct latin *l, const struct traits *t)
{
	const char *name = judge_old(t);

	if (name != NULL)
		return name;
	if (t->latin < l->least)
		return "WINDOWS-1252";
	if (strcmp(l->name, "ISO-8859-2") == 0 ||
	    strcmp(l->name, "WINDOWS-1250") == 0)
		name = judge_middle(t);
	if (name != NULL)
		return name;
	if (strcmp(l->name, "ISO-8859-15") == 0 && !has_any(t, LATIN9_OWN))
		return "WINDOWS-1252";
	if (l->windows != NULL && has_range(t, 0x80, 0x9F))
		return l->windows;
	return l->name;
}

/*
 * A word begins with a capital or has none.  In Windows-1251 and -1253 and the
 * like, capitals come before the small letters, in KOI8 behind them.
 */
static const char *
judge_foreign(const char *name, const struct traits *t)
{
	static const char *const windows[][2] = {
		{ "ISO-8859-6", "WINDOWS-1256" },
		{ "ISO-8859-7", "WINDOWS-1253" },
		{ "ISO-8859-8", "WINDOWS-1255" },
	};

	if (strcmp(name, "WINDOWS-1251") == 0 && t->high >= HEBREW_LEAST &&
	    t->hebrew * 100 >= t->high * 99)
		return "WINDOWS-1255"; /* in Russian, five of those are others
					*/
	if (t->fall > t->rise && (strcmp(name, "ISO-8859-7") == 0 ||
				     strcmp(name, "WINDOWS-1251") == 0))
		name = "KOI8-R";
	if (strcmp(name, "KOI8-R") == 0 &&
	    has_any(t, "\xA4\xA6\xA7\xAD\xB4\xB6\xB7\xBD"))
		return "KOI8-U"; /* lines and boxes there */
	for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++)
		if (strcmp(name, windows[i][0]) == 0 &&
		    has_range(t, 0x80, 0x9F))
			return windows[i][1];
	return name;
}

#ifndef RTLD_NODELETE
#define RTLD_NODELETE 0 /* then it is loaded anew each time */
#endif

/* What we call of uchardet. */
#define FUNCTIONS(F)                                                           \
	F(uchardet_new)                                                        \
	F(uchardet_delete)                                                     \
	F(uchardet_handle_data)                                                \
	F(uchardet_data_end)                                                   \
	F(uchardet_get_charset)

struct api {
#define MEMBER(name) __typeof__(name) *name;
	FUNCTIONS(MEMBER)
#undef MEMBER
};

static bool
find_functions(void *library, struct api *api)
{
	static const struct {
		const char *name;
		size_t offset;
	} functions[] = {
#define ROW(name) { #name, offsetof(struct api, name) },
		FUNCTIONS(ROW)
#undef ROW
	};

	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		void *p = dlsym(library, functions[i].name);

		if (p == NULL)
			return false;
		/* POSIX has it that the two kinds of pointers are alike. */
		memcpy((char *)api + functions[i].offset, &p, sizeof p);
	}
	return true;
}

/* What uchardet says, by the name we know it by; NULL if that is nothing. */
static const struct charset *
ask(const struct api *api, struct str sample)
{
	uchardet_t u = api->uchardet_new();
	const struct charset *found = NULL;

	if (u == NULL)
		return NULL;
	if (api->uchardet_handle_data(u, sample.p, sample.n) == 0) {
		api->uchardet_data_end(u);
		found = charset_find(str_of(api->uchardet_get_charset(u)));
	}
	api->uchardet_delete(u);
	return found;
}

/* The same; also if there is no uchardet. */
static const char *
ask_uchardet(struct str sample)
{
	void *library =
	    dlopen(UCHARDET_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	const struct charset *found = NULL;
	struct api api;

	if (library == NULL)
		return NULL;
	if (find_functions(library, &api))
		found = ask(&api, sample);
	(void)dlclose(library);
	if (found == NULL || strncmp(found->name, "UTF-", 4) == 0)
		return NULL;
	return found->name;
}

static const char *
guess(struct str sample)
{
	const char *name = ask_uchardet(sample);
	struct traits t = { .latin = 0 };
	const struct latin *l;

	look_at(&t, sample);
	if (name == NULL)
		name = t.high <= t.latin * 2 ? "WINDOWS-1252" : "WINDOWS-1251";
	l = find_latin(name);
	return l != NULL ? judge_latin(l, &t) : judge_foreign(name, &t);
}

const char *
detect_name(struct str sample, bool cut, bool *sure)
{
	struct sequences c = count_sequences(sample, cut);
	const char *name = find_iso2022(sample);

	*sure = c.bad == 0;
	if ((c.good + c.bad) * 16 <= sample.n && name != NULL)
		return name; /* all of which is ASCII */
	if (c.good + c.bad == 0)
		return NULL;
	/* In other encodings, less than half of it looks like UTF-8, even in
	 * a short text; in most, hardly anything does. */
	if (c.bad * 2 <= c.good)
		return "UTF-8";
	return guess(sample);
}
