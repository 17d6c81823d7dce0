#include "config.h"

#include <check.h>
#include <locale.h>
#include <stdint.h>

#include "base/buf.h"
#include "running.h"
#include "text/wrap.h"

/* Lines are shown with a | after each. */
static const struct {
	const char *text;
	int width;
	const char *lines;
} cases[] = {
	/* line ends and empty lines */
	{ "", 10, "" },
	{ "a", 10, "a|" },
	{ "\n", 10, "|" },
	{ "a\n", 10, "a|" },
	{ "a\n\n", 10, "a||" },
	{ "\n\na", 10, "||a|" },
	{ "a\nb\rc\r\nd\u2028e\u2029f", 10, "a|b|c|d|e|f|" },
	{ "a\r\r\nb\n\rc", 10, "a||b||c|" },
	{ "a  \n  \n\t\nb", 10, "a|||b|" },
	{ "   ", 2, "|" },
	{ "a\u2003\nb\u2007\nc\u00a0\n", 3, "a|b\u2007|c\u00a0|" },
	{ "a\u2027b\u202ab", 10, "a\u2027b\u202ab|" }, /* like U+2028, not it */
	/* words */
	{ "The Soviet Union recognises Israel", 12,
	    "The Soviet|Union|recognises|Israel|" },
	{ "abc def", 7, "abc def|" },
	{ "abc def", 6, "abc|def|" },
	{ "abc def   ", 7, "abc def|" },
	{ "abc    def", 3, "abc|def|" },
	{ "abc    def", 6, "abc|def|" },
	{ "  abc def", 6, "  abc|def|" },
	{ "  abcdef", 6, "abcdef|" },
	{ "abc \t\x01\x01\x01", 6, "abc|\x01\x01\x01|" },
	{ "\tabc\tdef", 4, "\tabc|def|" },
	{ "a b c d e f", 1, "a|b|c|d|e|f|" },
	{ "a, b. c", 2, "a,|b.|c|" },
	{ "end. (Next) one", 6, "end.|(Next)|one|" },
	{ "say \"yes sir\" now", 9, "say \"yes|sir\" now|" },
	{ "the U.S. and e.g. a.out", 5, "the|U.S.|and|e.g.|a.out|" },
	{ "в т.ч. и т.д.", 5, "в|т.ч.|и|т.д.|" },
	{ "well-known fact", 6, "well-|known|fact|" },
	{ "either/or maybe", 8, "either/|or maybe|" },
	{ "costs $1,000.00 each", 10, "costs|$1,000.00|each|" },
	{ "at 5 % of 3.5 km", 7, "at 5 %|of 3.5|km|" },
	{ "wait ... what", 8, "wait ...|what|" },
	/* longer than a line */
	{ "abcdefghij", 4, "abcd|efgh|ij|" },
	{ "ab cdefghij kl", 4, "ab|cdef|ghij|kl|" },
	{ "ab cdefghijk lm", 4, "ab|cdef|ghij|k lm|" },
	{ "see https://example.org/a/very-long/path?x=1&y=2 now", 20,
	    "see https://|example.org/a/very-|long/path?x=1&y=2|now|" },
	/* dashes, hard blanks, soft hyphens */
	{ "one—two—three", 7, "one—two|—three|" },
	{ "1948–1967 war", 6, "1948–|1967|war|" },
	{ "a\u00a0b\u00a0c d", 5, "a\u00a0b\u00a0c|d|" },
	{ "10\u00a0000 men", 7, "10\u00a0000|men|" },
	{ "in\u00adter\u00adna\u00adtio\u00adnal", 8,
	    "in\u00adter\u00adna\u00ad|tio\u00adnal|" },
	{ "a\u200bb\u200bc", 2, "a\u200bb\u200b|c|" },
	{ "a\u2060b c", 2, "a\u2060b|c|" },
	{ "don’t “quote me” so", 8, "don’t|“quote|me” so|" },
	/* Russian */
	{ "Советский Союз признал Израиль — первым.", 16,
	    "Советский Союз|признал Израиль|— первым.|" },
	{ "кое-что по-русски", 7, "кое-что|по-|русски|" },
	/* Hebrew with points and maqaf */
	{ "ברית המועצות הכירה", 9, "ברית|המועצות|הכירה|" },
	{ "שָׁלוֹם עוֹלָם", 4, "שָׁלוֹם|עוֹלָם|" },
	{ "בית־ספר גדול", 8, "בית־ספר|גדול|" },
	/* Chinese and Japanese: no line begins with a closing mark */
	{ "苏联承认以色列。", 8, "苏联承认|以色列。|" },
	{ "苏联承认以。色列", 10, "苏联承认|以。色列|" },
	{ "「日本」語", 6, "「日|本」語|" },
	{ "ソ連はイスラエルを承認した。", 10,
	    "ソ連はイス|ラエルを承|認した。|" },
	{ "中文english中文", 6, "中文|englis|h中文|" },
	{ "中文\u3000中文", 4, "中文|中文|" },
	{ "\u3000\u3000中文中文", 8, "\u3000\u3000中文|中文|" },
	{ "中文", 1, "中|文|" },
	{ "a中 文b", 1, "a|中|文|b|" },
	{ "中文中", 3, "中|文|中|" },
	/* Thai: one run for us, cut between clusters */
	{ "สวัสดีครับ", 4, "สวัสดี|ครับ|" },
	/* clusters */
	{ "🇮🇱🇷🇺🇩🇪", 2, "🇮🇱|🇷🇺|🇩🇪|" },
	{ "👨‍👩‍👧 👨‍👩‍👧", 6,
	    "👨‍👩‍👧|👨‍👩‍👧|" },
	{ "👨‍👩‍👧👨‍👩‍👧", 3,
	    "👨‍👩‍👧|👨‍👩‍👧|" },
	{ "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|" },
	{ "ab \u0301c", 2, "ab| \u0301c|" },
	/* what cannot be shown */
	{ "a\xff\xfe b", 3, "a\xff\xfe|b|" },
	{ "\xff\xff\xff\xff", 3, "\xff\xff\xff|\xff|" },
	{ "ab\xe2\x80 cd", 3, "ab\xe2\x80|cd|" },
	{ "a\x1b[1m b", 5, "a\x1b[1m|b|" },
	{ "\u200b\u200babcd", 3, "\u200b\u200babc|d|" },
};

static void
expect_lines(const struct wrap *w, const char *want)
{
	struct buf got = BUF_INIT;
	size_t i;

	for (i = 0; i < w->nlines; i++) {
		struct str s = wrap_at(w, i);

		buf_add(&got, s.p, s.n);
		buf_addc(&got, '|');
	}
	ck_assert_str_eq(buf_cstr(&got), want);
	buf_fini(&got);
}

START_TEST(wraps)
{
	struct wrap w;

	wrap_init(&w, str_of(cases[_i].text), cases[_i].width, false);
	ck_assert_uint_eq(w.nlines, 0);
	ck_assert(wrap_until(&w, SIZE_MAX));
	expect_lines(&w, cases[_i].lines);
	ck_assert(wrap_until(&w, SIZE_MAX));
	expect_lines(&w, cases[_i].lines);
	wrap_fini(&w);
}
END_TEST

START_TEST(ascii_has_its_own_widths)
{
	struct wrap w;

	wrap_init(&w, str_of("中文中文 e\u0301e\u0301"), 4, true);
	ck_assert(wrap_until(&w, SIZE_MAX));
	expect_lines(&w, "中文中文|e\u0301e\u0301|");
	wrap_fini(&w);
}
END_TEST

START_TEST(width_is_one_at_least)
{
	struct wrap w;

	wrap_init(&w, str_of("ab"), 0, false);
	ck_assert(wrap_until(&w, SIZE_MAX));
	expect_lines(&w, "a|b|");
	wrap_fini(&w);
}
END_TEST

START_TEST(stops_early)
{
	struct wrap w;

	wrap_init(&w, str_of("a\nb\nc\n"), 5, false);
	ck_assert(!wrap_until(&w, 0));
	ck_assert_uint_eq(w.nlines, 0);
	ck_assert(!wrap_until(&w, 2));
	ck_assert_uint_eq(w.nlines, 2);
	ck_assert(wrap_until(&w, 3));
	ck_assert_uint_eq(w.nlines, 3);
	wrap_fini(&w);
}
END_TEST

START_TEST(finds_the_line_of_a_byte)
{
	struct wrap w;

	wrap_init(&w, str_of("ab  cd\n\nef"), 2, false);
	ck_assert_uint_eq(wrap_find(&w, 5), 0);
	ck_assert(wrap_until(&w, SIZE_MAX));
	expect_lines(&w, "ab|cd||ef|");
	ck_assert_uint_eq(wrap_find(&w, 0), 0);
	ck_assert_uint_eq(wrap_find(&w, 3), 0); /* a blank at the break */
	ck_assert_uint_eq(wrap_find(&w, 4), 1);
	ck_assert_uint_eq(wrap_find(&w, 6), 1);
	ck_assert_uint_eq(wrap_find(&w, 7), 2);
	ck_assert_uint_eq(wrap_find(&w, 8), 3);
	ck_assert_uint_eq(wrap_find(&w, 999), 3);
	wrap_fini(&w);
}
END_TEST

/* A line that ends with its piece, and nothing but blanks left. */
START_TEST(no_line_of_what_is_left)
{
	struct buf text = BUF_INIT;
	struct wrap w;
	int i;

	for (i = 0; i < 65535 / 3; i++)
		buf_adds(&text, "\u200b");
	buf_adds(&text, "    \n\nend");
	wrap_init(&w, buf_str(&text), 76, false);
	ck_assert(wrap_until(&w, SIZE_MAX));
	ck_assert_uint_eq(w.nlines, 3);
	ck_assert_uint_eq(wrap_at(&w, 0).n, 65535);
	ck_assert_uint_eq(wrap_at(&w, 1).n, 0);
	ck_assert_uint_eq(wrap_at(&w, 2).n, 3);
	wrap_fini(&w);
	buf_fini(&text);
}
END_TEST

START_TEST(one_call_does_not_do_it_all)
{
	struct buf text = BUF_INIT;
	struct wrap w;

	while (text.n < (size_t)1000000)
		buf_adds(&text, "слово за словом ");
	wrap_init(&w, buf_str(&text), 76, false);
	ck_assert(!wrap_until(&w, 50));
	ck_assert_uint_ge(w.nlines, 50);
	ck_assert_uint_le(w.next, 2 * 65536);
	wrap_fini(&w);
	buf_fini(&text);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

static void
add(TCase *t)
{
	tcase_add_loop_test(t, wraps, 0, ROWS(cases));
	tcase_add_test(t, ascii_has_its_own_widths);
	tcase_add_test(t, width_is_one_at_least);
	tcase_add_test(t, stops_early);
	tcase_add_test(t, finds_the_line_of_a_byte);
	tcase_add_test(t, no_line_of_what_is_left);
	tcase_add_test(t, one_call_does_not_do_it_all);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("wrap", add);
}
