#include "config.h"

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <unictype.h>
#include <wchar.h>

#include "base/utf8.h"
#include "running.h"
#include "text/glyph.h"
#include "text/style.h"

#define FORBIDDEN                                                              \
	(UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp)

/* For long loops: ck_assert() reports each time it holds, this does not. */
#define EXPECT(claim, ...)                                                     \
	do {                                                                   \
		if (!(claim))                                                  \
			ck_abort_msg(__VA_ARGS__);                             \
	} while (0)

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Bytes as a fuzzer would: ASCII, marks, joiners, broken sequences. */
static size_t
random_bytes(char *out, size_t max, uint32_t *state)
{
	static const char *const part[] = { "a", " ", "\n", "\r", "\t", "\x1b[",
		"\xcc\x81", "\xe2\x80\x8d", "\xef\xb8\x8f", "\xf0\x9f\x91\xa9",
		"\xf0\x9f\x87\xae", "\xd0\x9f", "\xe4\xb8\xad", "\xff",
		"\xe2\x80", "\xc2\x9b", "\xed\xa0\x80", "\xe2\x80\xae", "\x7f",
		"\xf3\xa0\x81\x81", "\xe1\x84\x80", "\xe1\x85\xa1", "\xd7\xa9",
		"\xd6\xb0", "\xc0\x9b", "\xd8\x80", "\xe2\x80\x8c" };
	size_t n = 0, len;

	while (n + UTF8_MAX < max) {
		uint32_t r = random_next(state) % 32;

		if (r < sizeof part / sizeof part[0]) {
			len = strlen(part[r]);
			memcpy(out + n, part[r], len);
			n += len;
		} else if (r < 30) {
			out[n++] = (char)random_next(state);
		} else {
			break;
		}
	}
	return n;
}

/* Every code point, then broken bytes. */
static uint32_t
nth_code(uint32_t i)
{
	return i <= 0x10ffff ? i : UTF8_BAD;
}

START_TEST(nothing_forbidden_comes_out)
{
	uint32_t i, cp, shown, again;
	int cells;

	for (i = 0; i <= 0x110000; i++) {
		cp = nth_code(i);
		cells = glyph_of(cp, false, &shown);
		EXPECT(cells >= 0 && cells <= 2, "U+%04X: %d", cp, cells);
		if (shown == 0) {
			EXPECT(cells == 0, "U+%04X takes %d", cp, cells);
			continue;
		}
		EXPECT(shown <= 0x10ffff &&
			   !uc_is_general_category_withtable(shown, FORBIDDEN),
		    "U+%04X shows U+%04X", cp, shown);
		EXPECT(
		    cells == wcwidth((wchar_t)shown), "U+%04X: %d", cp, cells);
		EXPECT(
		    glyph_of(shown, false, &again) == cells && again == shown,
		    "U+%04X shows U+%04X shows U+%04X", cp, shown, again);
	}
}
END_TEST

START_TEST(ascii_is_ascii)
{
	uint32_t i, cp, shown, again;
	int cells;

	for (i = 0; i <= 0x110000; i++) {
		cp = nth_code(i);
		cells = glyph_of(cp, true, &shown);
		if (shown == 0) {
			EXPECT(cells == 0, "U+%04X takes %d", cp, cells);
			continue;
		}
		EXPECT(cells == 1 && shown >= 0x20 && shown <= 0x7e,
		    "U+%04X shows %u in %d", cp, shown, cells);
		EXPECT(glyph_of(shown, true, &again) == 1 && again == shown,
		    "U+%04X shows %u shows %u", cp, shown, again);
	}
}
END_TEST

/* What is assigned, visible and has a width is never lost. */
START_TEST(text_is_itself)
{
	uint32_t cp, shown;
	int cells;

	for (cp = 0x20; cp <= 0x10ffff; cp++) {
		cells = wcwidth((wchar_t)cp);
		if (cells < 0 || uc_is_property_variation_selector(cp) ||
		    uc_is_general_category_withtable(cp, FORBIDDEN))
			continue;
		EXPECT(glyph_of(cp, false, &shown) == cells && shown == cp,
		    "U+%04X shows U+%04X", cp, shown);
	}
}
END_TEST

static const struct {
	uint32_t cp, shown;
	int cells;
} glyphs[] = {
	{ 0x00, 0x2400, 1 },
	{ 0x09, 0x2409, 1 },
	{ 0x1b, 0x241b, 1 },
	{ 0x7f, 0x2421, 1 },
	{ 0x85, GLYPH_BAD, 1 },
	{ 0x9b, GLYPH_BAD, 1 },
	{ 0xad, 0, 0 },
	{ 0x301, 0x301, 0 },
	{ 0x61c, 0, 0 },
	{ 0x600, GLYPH_BAD, 1 },
	{ 0x180b, 0, 0 },
	{ 0x200b, 0, 0 },
	{ 0x200c, 0, 0 },
	{ 0x200d, 0, 0 },
	{ 0x200e, 0, 0 },
	{ 0x200f, 0, 0 },
	{ 0x2028, GLYPH_BAD, 1 },
	{ 0x2029, GLYPH_BAD, 1 },
	{ 0x202a, GLYPH_BAD, 1 },
	{ 0x202e, GLYPH_BAD, 1 },
	{ 0x2060, 0, 0 },
	{ 0x2066, GLYPH_BAD, 1 },
	{ 0x2069, GLYPH_BAD, 1 },
	{ 0x4e2d, 0x4e2d, 2 },
	{ 0xd800, GLYPH_BAD, 1 },
	{ 0xe000, GLYPH_BAD, 1 },
	{ 0xfe0f, 0, 0 },
	{ 0xfeff, 0, 0 },
	{ 0xfff9, GLYPH_BAD, 1 },
	{ 0xffff, GLYPH_BAD, 1 },
	{ 0x1f600, 0x1f600, 2 },
	{ 0xe0041, GLYPH_BAD, 1 },
	{ 0xe0100, 0, 0 },
	{ 0x10fffd, GLYPH_BAD, 1 },
	{ UTF8_BAD, GLYPH_BAD, 1 },
};

START_TEST(shown_as)
{
	uint32_t shown;

	ck_assert_int_eq(
	    glyph_of(glyphs[_i].cp, false, &shown), glyphs[_i].cells);
	ck_assert_msg(shown == glyphs[_i].shown, "U+%04X shows U+%04X",
	    glyphs[_i].cp, shown);
}
END_TEST

static const struct {
	const char *utf8, *ascii;
} translit[] = {
	{ "Plain ~ text!", "Plain ~ text!" },
	{ "“It’s” – ‘so’ — «да»…", "\"It's\" - 'so' - \"??\"." },
	{ "Tábor, Łódź, Þórr, Straße, Ærø, İğdır, Ħal", NULL },
	{ "a\u00a0b\u2003c\u3000d", "a b c d" },
	{ "• · ● ○ ■", "* . * o #" },
	{ "←↑→↓ ▲▶▼◀", "<^>v ^>v<" },
	{ "│─┌┐└┘├┤┬┴┼║═╔╗╱╲╳╬╭", "|-+++++++++|=++/\\X++" },
	{ "▁▂▃▄▅▆▇█ ░▒▓", ".:-=+*%# .:#" },
	{ "\u0663\u0661 ½ x² № €", "31 ? x2 # E" },
	{ "e\u0301a\u0308", "ea" },
	{ "\u1ebf\u01d6 ＡＢ ﬁ", "eu AB f" },
	{ "Мир 中 \u202e", "??? ? ?" },
	{ "\xff\x1b[1m\x9b", "??[1m?" },
	{ "\u05d0\u05be\u05d1 \u05e6\u05d4\u05f4\u05dc", "?-? ??\"?" },
};

START_TEST(ascii_forms)
{
	struct buf out = BUF_INIT;
	const char *want = translit[_i].ascii;

	if (want == NULL)
		want = "Tabor, Lodz, Torr, Strase, Aro, Igdir, Hal";
	glyph_sanitize(&out, str_of(translit[_i].utf8), GLYPH_ASCII);
	ck_assert_str_eq(buf_cstr(&out), want);
	ck_assert_int_eq(
	    glyph_width(str_of(translit[_i].utf8), true), (int)strlen(want));
	buf_fini(&out);
}
END_TEST

/* In a locale that knows nothing but ASCII. */
START_TEST(ascii_needs_no_locale)
{
	uint32_t shown;

	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C"));
	ck_assert_int_eq(glyph_of(0x2014, true, &shown), 1);
	ck_assert_uint_eq(shown, '-');
	ck_assert_int_eq(glyph_of(0x4e2d, true, &shown), 1);
	ck_assert_uint_eq(shown, '?');
	(void)setlocale(LC_ALL, "");
}
END_TEST

/* Each is one cluster, also before and after other text. */
static const struct {
	const char *s;
	int cells;
} clusters[] = {
	{ "a", 1 },
	{ "\u00e9", 1 },
	{ "e\u0301", 1 },
	{ "e\u0301\u0302\u0303\u0304\u0305\u0306", 1 },
	{ "\r\n", 1 },
	{ "\n", 1 },
	{ "\u4e2d", 2 },
	{ "\U0001F1EE\U0001F1F1", 2 },                       /* flag */
	{ "\U0001F468\u200d\U0001F469\u200d\U0001F467", 6 }, /* family */
	{ "\U0001F44D\U0001F3FD", 4 },                       /* skin tone */
	{ "1\ufe0f\u20e3", 1 },                              /* keycap */
	{ "\u2764\ufe0f\u200d\U0001F525", 3 },               /* heart on fire */
	{ "\u2764\ufe0e", 1 },
	{ "\u1112\u1161\u11ab", 2 }, /* conjoining jamo */
	{ "\uac00\u11a8", 2 },       /* LV T */
	{ "\uac01\u11a8", 2 },       /* LVT T */
	{ "\u0915\u093f", 2 },       /* ka, vowel sign i */
	{ "\u0915\u094d\u200d", 1 }, /* half ka */
	{ "\u05e9\u05b8\u05c1", 1 }, /* shin with points */
	{ "\u0e01\u0e35\u0e48", 1 }, /* Thai with tone */
	{ "\u200b", 0 },
	{ "\ufeff", 0 },
	{ "\x1b", 1 },
};

START_TEST(one_cluster)
{
	struct buf text = BUF_INIT;
	struct str s = str_of(clusters[_i].s);
	int cells;

	ck_assert_uint_eq(glyph_cluster(s, false, &cells), s.n);
	ck_assert_int_eq(cells, clusters[_i].cells);
	ck_assert_uint_eq(glyph_cluster(s, false, NULL), s.n);
	buf_add(&text, s.p, s.n);
	buf_adds(&text, "x");
	ck_assert_uint_eq(glyph_cluster(buf_str(&text), false, NULL), s.n);
	buf_clear(&text);
	buf_add(&text, s.p, s.n);
	buf_adds(&text, "\u4e2d\u0301");
	ck_assert_uint_eq(glyph_cluster(buf_str(&text), false, NULL), s.n);
	buf_clear(&text);
	buf_adds(&text, "x");
	buf_add(&text, s.p, s.n);
	ck_assert_uint_eq(glyph_cluster(buf_str(&text), false, NULL), 1);
	buf_fini(&text);
}
END_TEST

static const struct {
	const char *s;
	size_t n; /* bytes of the first cluster */
	int cells;
} firsts[] = {
	{ "", 0, 0 },
	{ "\U0001F1EE\U0001F1F1\U0001F1F7\U0001F1FA", 8, 2 },
	{ "\U0001F1EE\U0001F1F1\U0001F1F7", 8, 2 },
	{ "a\u200d\U0001F469", 4, 1 }, /* no pictograph before */
	{ "\u0301\u0302", 4, 1 },      /* marks on a blank */
	{ "\u1161", 3, 1 },            /* a vowel jamo on a blank */
	{ "\ufe0f", 3, 0 },            /* nothing at all */
	{ "\n\u0301", 1, 1 },
	{ "\x1b\u0301", 1, 1 },
	{ "\n\r", 1, 1 },
	{ "\r\r\n", 1, 1 },
	{ "\u200b\u0301", 3, 0 },
	{ "\xff\u0301", 1, 1 }, /* no mark on a broken byte */
	{ "\xe2\x80x", 2, 1 },  /* maximal subpart */
	{ "\xc0\x80", 1, 1 },
	{ "a\xcc", 1, 1 },
	{ "\u0600a", 3, 2 }, /* prepended sign */
	{ "\u200d\U0001F469", 3, 0 },
};

START_TEST(first_cluster)
{
	int cells;

	ck_assert_uint_eq(
	    glyph_cluster(str_of(firsts[_i].s), false, &cells), firsts[_i].n);
	ck_assert_int_eq(cells, firsts[_i].cells);
}
END_TEST

START_TEST(five_hundred_marks)
{
	struct buf text = BUF_INIT;
	int cells, i;

	buf_adds(&text, "a");
	for (i = 0; i < 500; i++)
		buf_adds(&text, "\u0301");
	ck_assert_uint_eq(glyph_cluster(buf_str(&text), false, &cells), 1001);
	ck_assert_int_eq(cells, 1);
	buf_adds(&text, "b");
	ck_assert_int_eq(glyph_width(buf_str(&text), false), 2);
	buf_fini(&text);
}
END_TEST

START_TEST(fits)
{
	struct str s = str_of("ab\u4e2d\u0301\u0301c");
	int cells;

	ck_assert_uint_eq(glyph_fit(s, 0, false, &cells), 0);
	ck_assert_int_eq(cells, 0);
	ck_assert_uint_eq(glyph_fit(s, -3, false, &cells), 0);
	ck_assert_uint_eq(glyph_fit(s, 3, false, &cells), 2);
	ck_assert_int_eq(cells, 2);
	ck_assert_uint_eq(glyph_fit(s, 4, false, &cells), 9);
	ck_assert_int_eq(cells, 4);
	ck_assert_uint_eq(glyph_fit(s, 5, false, &cells), 10);
	ck_assert_uint_eq(glyph_fit(s, 99, false, NULL), 10);
	ck_assert_int_eq(glyph_width(s, false), 5);
	ck_assert_int_eq(glyph_width(s, true), 4);
	ck_assert_int_eq(glyph_width(str_of(""), false), 0);
	/* what takes nothing goes with what is before */
	ck_assert_uint_eq(
	    glyph_fit(str_of("a\u200b\u200bb"), 1, false, NULL), 7);
}
END_TEST

static const struct {
	const char *in;
	unsigned flags;
	const char *out;
} sanitized[] = {
	{ "", 0, "" },
	{ "plain", 0, "plain" },
	{ "a\tb\nc\r\nd", 0, "a\tb\nc\nd" },
	{ "a\tb\nc\r\nd", GLYPH_ONE_LINE, "a b c d" },
	{ "a\rb", 0, "a\u240db" },
	{ "\x1b]0;x\x07", 0, "\u241b]0;x\u2407" },
	{ "\xc2\x9b"
	  "1m\u202egnp",
	    0, "\ufffd1m\ufffdgnp" },
	{ "\xff\xe2\x80z", 0, "\ufffd\ufffdz" },
	{ "\ufeffso\u00adft\u200b", 0, "soft" },
	{ "\U0001F468\u200d\U0001F469", 0, "\U0001F468\u200d\U0001F469" },
	{ "\u2764\ufe0f\u200d\U0001F525", 0, "\u2764\ufe0f\u200d\U0001F525" },
	{ "a\u200d\u200d\u200c\u200db", 0, "a\u200db" },
	{ "a\ufe0f\ufe0f\u200d\ufe0fb", 0, "a\ufe0f\u200db" },
	{ "a\u200d\u200e\u200db", 0, "a\u200db" },
	{ "\u200d\ufe0fa", 0, "a" },
	{ "a\n\u200db", 0, "a\nb" },
	{ "\u06a9\u200c\u06a9", 0, "\u06a9\u200c\u06a9" },
	{ "\u2764\ufe0f\u200d!", GLYPH_ASCII, "?!" },
	{ "na\u00efve \u2014 e\u0301", GLYPH_ASCII, "naive - e" },
	{ "a\tb\n", GLYPH_ASCII | GLYPH_ONE_LINE, "a b " },
	{ "a\tb\n", GLYPH_ASCII, "a\tb\n" },
	{ "\x1b[m", GLYPH_ASCII, "?[m" },
};

START_TEST(sanitizes)
{
	struct buf out = BUF_INIT;

	glyph_sanitize(&out, str_of(sanitized[_i].in), sanitized[_i].flags);
	ck_assert_str_eq(buf_cstr(&out), sanitized[_i].out);
	buf_fini(&out);
}
END_TEST

static bool
is_kept(uint32_t cp, unsigned flags)
{
	if (cp == '\n' || cp == '\t')
		return (flags & GLYPH_ONE_LINE) == 0;
	return cp == 0x200c || cp == 0x200d;
}

static void
check_sanitized(struct str s, unsigned flags)
{
	size_t at = 0;
	uint32_t cp;

	EXPECT(utf8_check(s) == s.n, "no UTF-8 comes out");
	while (at < s.n) {
		at += utf8_decode(s.p + at, s.n - at, &cp);
		EXPECT(is_kept(cp, flags) ||
			   !uc_is_general_category_withtable(cp, FORBIDDEN),
		    "U+%04X comes out", cp);
		EXPECT((flags & GLYPH_ASCII) == 0 || cp < 0x7f,
		    "U+%04X comes out", cp);
	}
}

START_TEST(sanitizes_anything)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	uint32_t state = 1;
	char bytes[64];
	unsigned flags;
	size_t n;
	int i;

	for (i = 0; i < 20000; i++) {
		n = random_bytes(bytes, sizeof bytes, &state);
		flags = (unsigned)i % 4;
		buf_clear(&once);
		glyph_sanitize(&once, (struct str){ bytes, n }, flags);
		check_sanitized(buf_str(&once), flags);
		buf_clear(&twice);
		glyph_sanitize(&twice, buf_str(&once), flags);
		EXPECT(str_eq(buf_str(&once), buf_str(&twice)),
		    "\"%s\" becomes \"%s\"", buf_cstr(&once), buf_cstr(&twice));
	}
	buf_fini(&once);
	buf_fini(&twice);
}
END_TEST

/* Cluster by cluster is the same as all at once, and fit never exceeds. */
START_TEST(clusters_add_up)
{
	uint32_t state = 7;
	char bytes[64];
	size_t n, at;
	int i, sum, cells, max;

	for (i = 0; i < 20000; i++) {
		struct str s = { bytes, 0 };
		bool ascii = i % 2 == 0;

		s.n = random_bytes(bytes, sizeof bytes, &state);
		for (at = 0, sum = 0; at < s.n; at += n) {
			n = glyph_cluster(
			    (struct str){ s.p + at, s.n - at }, ascii, &cells);
			EXPECT(n > 0 && n <= s.n - at, "%zu bytes", n);
			sum += cells;
		}
		EXPECT(glyph_width(s, ascii) == sum, "%d cells", sum);
		max = i % 12;
		n = glyph_fit(s, max, ascii, &cells);
		EXPECT(cells <= max, "%d cells in %d", cells, max);
		EXPECT(n == s.n || sum > max, "%zu of %zu fit", n, s.n);
		EXPECT(glyph_width((struct str){ s.p, n }, ascii) == cells,
		    "%d cells", cells);
	}
}
END_TEST

START_TEST(styles_have_names)
{
	enum style s, found;

	for (s = STYLE_NORMAL; s < STYLE_NSTYLES; s++) {
		ck_assert_str_ne(style_name(s), "");
		ck_assert(style_find(style_name(s), &found));
		ck_assert_int_eq(found, s);
	}
	ck_assert_str_eq(style_name(STYLE_TITLE), "title");
	ck_assert_str_eq(style_name(STYLE_NSTYLES), "");
	ck_assert(!style_find("", &found));
	ck_assert(!style_find("titl", &found));
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_test(t, nothing_forbidden_comes_out);
	tcase_add_test(t, ascii_is_ascii);
	tcase_add_test(t, text_is_itself);
	tcase_add_loop_test(t, shown_as, 0, ROWS(glyphs));
	tcase_add_loop_test(t, ascii_forms, 0, ROWS(translit));
	tcase_add_test(t, ascii_needs_no_locale);
	tcase_add_loop_test(t, one_cluster, 0, ROWS(clusters));
	tcase_add_loop_test(t, first_cluster, 0, ROWS(firsts));
	tcase_add_test(t, five_hundred_marks);
	tcase_add_test(t, fits);
	tcase_add_loop_test(t, sanitizes, 0, ROWS(sanitized));
	tcase_add_test(t, sanitizes_anything);
	tcase_add_test(t, clusters_add_up);
	tcase_add_test(t, styles_have_names);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("glyph", add);
}
