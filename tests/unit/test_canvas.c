#include "config.h"

#include <check.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "running.h"
#include "text/canvas.h"
#include "text/glyph.h"

static struct canvas *cv;

static void
setup(void)
{
	cv = canvas_new(3, 8, false);
}

static void
setup_ascii(void)
{
	cv = canvas_new(3, 8, true);
}

static void
teardown(void)
{
	canvas_free(cv);
}

/* The invariant: halves come in pairs of one style, the rest is full. */
static bool
is_whole(void)
{
	int x, y, i;

	for (y = 0; y < canvas_rows(cv); y++) {
		for (x = 0; x < canvas_cols(cv); x++) {
			const struct cell *c = canvas_at(cv, y, x);
			const struct cell *left =
			    x > 0 ? canvas_at(cv, y, x - 1) : NULL;

			if ((c->cells == 0) !=
			    (left != NULL && left->cells == 2))
				return false;
			if (c->cells == 0 &&
			    (c->glyph[0] != 0 || c->style != left->style))
				return false;
			if (c->cells != 0 && c->glyph[0] == 0)
				return false;
			for (i = 1; i < CANVAS_GLYPHS; i++) {
				if (c->glyph[i] != 0 && c->glyph[i - 1] == 0)
					return false;
			}
		}
		if (canvas_at(cv, y, canvas_cols(cv) - 1)->cells == 2)
			return false;
	}
	return true;
}

static void
expect_text(const char *want)
{
	struct buf out = BUF_INIT;

	ck_assert(is_whole());
	canvas_text(cv, &out);
	ck_assert_str_eq(buf_cstr(&out), want);
	buf_fini(&out);
}

static void
expect_styles(const char *want)
{
	struct buf out = BUF_INIT;

	canvas_styles(cv, &out);
	ck_assert_str_eq(buf_cstr(&out), want);
	buf_fini(&out);
}

static int
put(int y, int x, int max, const char *s)
{
	return canvas_put(cv, y, x, max, str_of(s), STYLE_NORMAL);
}

static int
put_field(int x, int max, const char *s)
{
	return canvas_put_field(cv, 0, x, max, str_of(s), STYLE_NORMAL);
}

START_TEST(starts_blank)
{
	struct box b = canvas_box(cv);

	ck_assert_int_eq(canvas_rows(cv), 3);
	ck_assert_int_eq(canvas_cols(cv), 8);
	ck_assert(!canvas_ascii(cv));
	ck_assert_int_eq(b.y, 0);
	ck_assert_int_eq(b.x, 0);
	ck_assert_int_eq(b.rows, 3);
	ck_assert_int_eq(b.cols, 8);
	expect_text("\n\n\n");
	expect_styles("........\n........\n........\n");
}
END_TEST

START_TEST(puts_text)
{
	ck_assert_int_eq(put(0, 0, 8, "Golda"), 5);
	ck_assert_int_eq(put(1, 2, 8, "中a"), 3);
	ck_assert_int_eq(put(2, 7, 8, "x"), 1);
	expect_text("Golda\n  中a\n       x\n");
	ck_assert_uint_eq(canvas_at(cv, 1, 2)->cells, 2);
	ck_assert_uint_eq(canvas_at(cv, 1, 3)->cells, 0);
	ck_assert_uint_eq(canvas_at(cv, 1, 4)->glyph[0], 'a');
}
END_TEST

START_TEST(cuts_at_all_sides)
{
	ck_assert_int_eq(put(0, 5, 8, "abcdef"), 6);
	ck_assert_int_eq(put(1, -2, 8, "abcdef"), 6);
	ck_assert_int_eq(put(-1, 0, 8, "above"), 5);
	ck_assert_int_eq(put(3, 0, 8, "below"), 5);
	ck_assert_int_eq(put(2, 8, 8, "right"), 5);
	ck_assert_int_eq(put(2, -9, 8, "left"), 4);
	ck_assert_int_eq(put(2, INT_MAX, INT_MAX, "far"), 3);
	ck_assert_int_eq(put(2, INT_MIN, INT_MAX, "far"), 3);
	ck_assert_int_eq(put(INT_MIN, 0, 8, "far"), 3);
	ck_assert_int_eq(put(INT_MAX, 0, 8, "far"), 3);
	ck_assert_int_eq(put(0, 0, 0, "none"), 0);
	ck_assert_int_eq(put(0, 0, -1, "none"), 0);
	expect_text("     abc\ncdef\n\n");
}
END_TEST

START_TEST(wide_at_the_sides)
{
	ck_assert_int_eq(put(0, 5, 9, "a中文"), 5);
	ck_assert_int_eq(put(1, 6, 9, "a中"), 3);
	ck_assert_int_eq(put(2, -1, 9, "中b"), 3);
	expect_text("     a中\n      a\n b\n");
}
END_TEST

START_TEST(wide_at_the_end_of_max)
{
	ck_assert_int_eq(put(0, 0, 4, "abc中d"), 3);
	ck_assert_int_eq(put(1, 0, 1, "中"), 0);
	ck_assert_int_eq(put(2, 0, 3, "é🇮🇱x"), 3);
	expect_text("abc\n\né🇮🇱\n");
}
END_TEST

/* A flag does not fit by halves. */
START_TEST(clusters_are_not_cut)
{
	ck_assert_int_eq(put(0, 0, 2, "é🇮🇱x"), 1);
	ck_assert_int_eq(put(1, 0, 5, "👨‍👩‍👧x"), 0);
	ck_assert_int_eq(put(2, 0, 7, "👨‍👩‍👧x"), 7);
	expect_text("é\n\n👨👩👧x\n");
}
END_TEST

START_TEST(halves_become_blank)
{
	(void)put(0, 0, 8, "中文中文");
	(void)put(0, 1, 1, "|");
	expect_text(" |文中文\n\n\n");
	(void)put(0, 2, 1, "|");
	expect_text(" || 中文\n\n\n");
	(void)put(0, 5, 2, "国");
	expect_text(" ||  国\n\n\n");
	(void)put(0, 4, 2, "国");
	expect_text(" || 国\n\n\n");
	(void)put(0, 4, 2, "中");
	expect_text(" || 中\n\n\n");
}
END_TEST

START_TEST(halves_keep_their_style)
{
	canvas_put(cv, 0, 0, 8, str_of("中文"), STYLE_TITLE);
	canvas_put(cv, 0, 1, 2, str_of("ab"), STYLE_LABEL);
	expect_text(" ab\n\n\n");
	expect_styles("bddb....\n........\n........\n");
}
END_TEST

START_TEST(marks_stay_on_their_letter)
{
	const struct cell *c;

	ck_assert_int_eq(
	    put(0, 0, 8, "a\u0301\u0302\u0303\u0304\u0305\u0306b\u05b8"), 2);
	c = canvas_at(cv, 0, 0);
	ck_assert_uint_eq(c->glyph[0], 'a');
	ck_assert_uint_eq(c->glyph[1], 0x301);
	ck_assert_uint_eq(c->glyph[4], 0x304); /* the others are dropped */
	c = canvas_at(cv, 0, 1);
	ck_assert_uint_eq(c->glyph[1], 0x5b8);
	ck_assert_uint_eq(c->glyph[2], 0);
	expect_text("a\u0301\u0302\u0303\u0304b\u05b8\n\n\n");
}
END_TEST

START_TEST(marks_alone_stand_on_a_blank)
{
	ck_assert_int_eq(put(0, 0, 8, "\u0301\u0302x"), 2);
	ck_assert_int_eq(put(1, 0, 8, "x\n\u0301"), 3);
	ck_assert_int_eq(put(2, 0, 8, "\u200d\ufe0f\u200b"), 0);
	expect_text(" \u0301\u0302x\nx  \u0301\n\n");
}
END_TEST

START_TEST(nothing_gets_out)
{
	ck_assert_int_eq(put(0, 0, 8, "a\tb\nc\rd\r\n"), 8);
	ck_assert_int_eq(put(1, 0, 8, "\x1b[\x7f\u202e\xff\ufeff."), 6);
	ck_assert_int_eq(
	    canvas_put(cv, 2, 0, 8, (struct str){ "a\0b", 3 }, STYLE_NORMAL),
	    3);
	expect_text("a b c d\n\u241b[\u2421\ufffd\ufffd.\na\u2400b\n");
}
END_TEST

START_TEST(fields_fit_or_end_in_an_ellipsis)
{
	(void)put(0, 0, 8, "xxxxxxxx");
	ck_assert_int_eq(put_field(1, 6, "ab"), 6);
	expect_text("xab    x\n\n\n");
	ck_assert_int_eq(put_field(1, 6, "abcdef"), 6);
	expect_text("xabcdefx\n\n\n");
	ck_assert_int_eq(put_field(1, 6, "abcdefg"), 6);
	expect_text("xabcde…x\n\n\n");
	ck_assert_int_eq(put_field(1, 6, "中文中文"), 6);
	expect_text("x中文… x\n\n\n");
	ck_assert_int_eq(put_field(1, 6, ""), 6);
	expect_text("x      x\n\n\n");
	ck_assert_int_eq(put_field(1, 2, "abc"), 2);
	expect_text("xa…    x\n\n\n");
	ck_assert_int_eq(put_field(1, 1, "中"), 1);
	expect_text("x …    x\n\n\n");
	ck_assert_int_eq(put_field(1, 1, "abc"), 1);
	expect_text("xa…    x\n\n\n");
	ck_assert_int_eq(put_field(1, 0, "abc"), 0);
	ck_assert_int_eq(put_field(1, -4, "abc"), 0);
	expect_text("xa…    x\n\n\n");
}
END_TEST

START_TEST(fields_leave_nothing_behind)
{
	(void)put(0, 0, 8, "中文中文");
	ck_assert_int_eq(put_field(1, 4, "ab"), 4);
	expect_text(" ab   文\n\n\n");
	ck_assert_int_eq(put_field(6, 9, "abcdefghijk"), 9);
	expect_text(" ab   ab\n\n\n");
	ck_assert_int_eq(put_field(INT_MAX, INT_MAX, "abc"), INT_MAX);
	ck_assert_int_eq(put_field(INT_MIN, INT_MAX, "abc"), INT_MAX);
	expect_text(" ab   ab\n\n\n");
	ck_assert_int_eq(put_field(-2, 6, "abcdefgh"), 6);
	expect_text("cde…  ab\n\n\n");
}
END_TEST

/* What never fills a cell does not make drawing slow. */
START_TEST(floods_are_bounded)
{
	struct buf text = BUF_INIT;
	int i;

	buf_adds(&text, "a");
	for (i = 0; i < 100000; i++)
		buf_adds(&text, "\u0301");
	ck_assert_int_eq(
	    canvas_put_field(cv, 0, 0, 8, buf_str(&text), STYLE_NORMAL), 8);
	buf_clear(&text);
	buf_adds(&text, "a");
	for (i = 0; i < 100000; i++)
		buf_adds(&text, "\u200b");
	buf_adds(&text, "b");
	ck_assert_int_eq(
	    canvas_put(cv, 1, 0, 8, buf_str(&text), STYLE_NORMAL), 1);
	expect_text("a\u0301\u0301\u0301\u0301…\na\n\n");
	buf_fini(&text);
}
END_TEST

START_TEST(formats)
{
	ck_assert_int_eq(
	    canvas_putf(cv, 0, 0, 8, STYLE_COUNT, "%d of %s", 3, "16"), 7);
	ck_assert_int_eq(
	    canvas_putf(cv, 1, 0, 3, STYLE_COUNT, "%s", "abcdef"), 3);
	ck_assert_int_eq(canvas_putf(cv, 2, 0, 3, STYLE_COUNT, "%s", ""), 0);
	expect_text("3 of 16\nabc\n\n");
	expect_styles("ggggggg.\nggg.....\n........\n");
}
END_TEST

START_TEST(draws_lines)
{
	canvas_hline(cv, 1, -5, INT_MAX, 0x2500, STYLE_RULE);
	canvas_vline(cv, -5, 3, INT_MAX, 0x2502, STYLE_RULE);
	canvas_hline(cv, 0, 5, 1, 0x4e2d, STYLE_RULE); /* too wide */
	canvas_hline(cv, 0, 6, 1, 0x1b, STYLE_RULE);
	canvas_hline(cv, 7, 0, 8, '-', STYLE_RULE);
	canvas_hline(cv, 0, 0, -8, '-', STYLE_RULE);
	canvas_vline(cv, 0, 8, 3, '|', STYLE_RULE);
	canvas_vline(cv, 0, -1, 3, '|', STYLE_RULE);
	canvas_vline(cv, INT_MIN, 0, 3, '|', STYLE_RULE);
	expect_text("   │  \u241b\n───│────\n   │\n");
	expect_styles("...k.kk.\nkkkkkkkk\n...k....\n");
}
END_TEST

START_TEST(lines_halve_wide_ones)
{
	(void)put(0, 0, 8, "中文");
	canvas_vline(cv, 0, 1, 1, '|', STYLE_RULE);
	canvas_hline(cv, 0, 2, 1, '-', STYLE_RULE);
	expect_text(" |-\n\n\n");
}
END_TEST

START_TEST(clears)
{
	(void)put(0, 0, 8, "中文中文");
	(void)put(1, 0, 8, "abcdefgh");
	(void)put(2, 0, 8, "abcdefgh");
	canvas_clear(cv, (struct box){ -1, 1, 3, 4 }, STYLE_STATUS);
	expect_text("      文\na    fgh\nabcdefgh\n");
	expect_styles(".nnnn...\n.nnnn...\n........\n");
	canvas_clear(cv, (struct box){ 2, 6, 9, 9 }, STYLE_NORMAL);
	canvas_clear(cv, (struct box){ 0, 0, -1, 9 }, STYLE_NORMAL);
	canvas_clear(cv, (struct box){ 0, 0, 9, -1 }, STYLE_NORMAL);
	canvas_clear(cv, (struct box){ INT_MAX, 0, INT_MAX, 1 }, STYLE_NORMAL);
	canvas_clear(cv, (struct box){ INT_MIN, 0, 1, 1 }, STYLE_NORMAL);
	expect_text("      文\na    fgh\nabcdef\n");
	canvas_clear(cv, canvas_box(cv), STYLE_NORMAL);
	expect_text("\n\n\n");
	expect_styles("........\n........\n........\n");
}
END_TEST

START_TEST(restyles)
{
	(void)put(0, 0, 8, "ab中文c");
	canvas_restyle(cv, 0, 1, 3, STYLE_MATCH);
	expect_styles(".mmm....\n........\n........\n");
	canvas_restyle(cv, 0, 1, 2, STYLE_TITLE); /* half of 中 */
	expect_styles(".bmm....\n........\n........\n");
	canvas_restyle(cv, 0, 3, 2, STYLE_TITLE); /* two halves */
	expect_styles(".bmm....\n........\n........\n");
	canvas_restyle(cv, 0, -3, INT_MAX, STYLE_DIM);
	expect_styles("eeeeeeee\n........\n........\n");
	canvas_restyle(cv, 5, 0, 8, STYLE_DIM);
	canvas_restyle(cv, -1, 0, 8, STYLE_DIM);
	canvas_restyle(cv, 1, 9, 8, STYLE_DIM);
	canvas_restyle(cv, 1, 0, -8, STYLE_DIM);
	expect_styles("eeeeeeee\n........\n........\n");
	expect_text("ab中文c\n\n\n");
}
END_TEST

static bool
dirty(int y)
{
	int from, to;

	return canvas_changed(cv, y, &from, &to);
}

static void
expect_changed(int y, int from, int to)
{
	int x = -1, end = -1;

	ck_assert(canvas_changed(cv, y, &x, &end));
	ck_assert_int_eq(x, from);
	ck_assert_int_eq(end, to);
}

START_TEST(knows_which_cells_changed)
{
	expect_changed(0, 0, 8);
	(void)put(1, 0, 8, "ab中cd");
	canvas_clean(cv);
	(void)put(1, 1, 8, "x");
	expect_changed(1, 1, 2);
	(void)put(1, 5, 8, "y");
	expect_changed(1, 1, 6);
	canvas_clean(cv);
	(void)put(1, 2, 8, "文"); /* its right half is as it was */
	expect_changed(1, 2, 4);
	canvas_clean(cv);
	(void)put(1, 3, 8, "z"); /* halves what stands there */
	expect_changed(1, 2, 4);
}
END_TEST

START_TEST(knows_what_changed)
{
	ck_assert(dirty(0) && dirty(2));
	canvas_clean(cv);
	ck_assert(!dirty(0) && !dirty(2));
	(void)put(1, 0, 8, "ab中");
	ck_assert(!dirty(0));
	ck_assert(dirty(1));
	canvas_clean(cv);
	(void)put(1, 0, 8, "ab中");
	canvas_put_field(cv, 1, 0, 8, str_of("ab中"), STYLE_NORMAL);
	canvas_hline(cv, 1, 5, 3, ' ', STYLE_NORMAL);
	canvas_restyle(cv, 1, 0, 8, STYLE_NORMAL);
	canvas_clear(cv, (struct box){ 2, 0, 1, 8 }, STYLE_NORMAL);
	ck_assert(!dirty(1) && !dirty(2));
	canvas_clear(cv, (struct box){ 1, 0, 1, 8 }, STYLE_TITLE);
	ck_assert(dirty(1));
	canvas_put_field(cv, 1, 0, 8, str_of("ab中"), STYLE_NORMAL);
	ck_assert(!dirty(1)); /* the same in the end */
	canvas_restyle(cv, 1, 7, 1, STYLE_DIM);
	ck_assert(dirty(1));
	canvas_clean(cv);
	(void)put(1, 1, 1, "b\u0301");
	ck_assert(dirty(1));
	ck_assert(!dirty(-1) && !dirty(3));
}
END_TEST

START_TEST(resizes)
{
	(void)put(0, 0, 8, "abcdefgh");
	canvas_clean(cv);
	canvas_resize(cv, 2, 3);
	ck_assert_int_eq(canvas_rows(cv), 2);
	ck_assert_int_eq(canvas_cols(cv), 3);
	ck_assert(dirty(0) && dirty(1));
	expect_text("\n\n");
	canvas_resize(cv, 1, 1);
	ck_assert_int_eq(put(0, 0, 8, "中"), 2);
	expect_text("\n");
	canvas_resize(cv, 300, 1000);
	ck_assert_int_eq(put(299, 999, 8, "x"), 1);
	ck_assert_uint_eq(canvas_at(cv, 299, 999)->glyph[0], 'x');
}
END_TEST

START_TEST(ascii_only)
{
	ck_assert(canvas_ascii(cv));
	ck_assert_int_eq(put(0, 0, 8, "é—“中\u0301”Ж\u202e"), 7);
	canvas_hline(cv, 1, 0, 4, 0x2500, STYLE_RULE);
	canvas_vline(cv, 1, 4, 2, 0x2502, STYLE_RULE);
	canvas_put_field(cv, 2, 0, 4, str_of("abcde"), STYLE_NORMAL);
	expect_text("e-\"?\"??\n----|\nabc>|\n");
}
END_TEST

START_TEST(plain_lines)
{
	canvas_plain_lines(cv);
	ck_assert_int_eq(put(0, 0, 8, "é│▃中"), 5);
	canvas_hline(cv, 1, 0, 4, 0x2500, STYLE_RULE);
	expect_text("é|-中\n----\n\n");
}
END_TEST

static uint32_t
random_next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Whatever is drawn wherever: it stays whole, takes what fit says, and
 * touches no other row nor cell, but for what it halves. */
START_TEST(anything_anywhere)
{
	static const char *const part[] = { "a", "中", "\u0301", "\u200d",
		"\U0001F468", "\n", "\r\n", "\xff", "\U0001F1EE", "\u093f",
		"\u1100", "\u1161", "\x1b", " ", "é" };
	uint32_t state = 5;
	struct buf text = BUF_INIT;
	int i, k, x, y, max, cells;

	for (i = 0; i < 5000; i++) {
		buf_clear(&text);
		for (k = (int)(random_next(&state) % 9); k > 0; k--)
			buf_adds(&text, part[random_next(&state) %
					     (sizeof part / sizeof part[0])]);
		x = (int)(random_next(&state) % 14) - 3;
		y = (int)(random_next(&state) % 5) - 1;
		max = (int)(random_next(&state) % 10);
		(void)glyph_fit(buf_str(&text), max, false, &cells);
		canvas_clean(cv);
		if (i % 2 == 0) {
			k = canvas_put(cv, y, x, max, buf_str(&text),
			    (enum style)(i % STYLE_NSTYLES));
		} else {
			k = canvas_put_field(cv, y, x, max, buf_str(&text),
			    (enum style)(i % STYLE_NSTYLES));
			cells = max;
		}
		if (k != cells || !is_whole())
			ck_abort_msg("\"%s\" takes %d of %d at %d,%d",
			    buf_cstr(&text), k, max, y, x);
		for (k = 0; k < 3; k++) {
			if (k != y && dirty(k))
				ck_abort_msg("row %d for %d", k, y);
		}
	}
	buf_fini(&text);
}
END_TEST

static Suite *
canvas_suite(void)
{
	Suite *suite = suite_create("canvas");
	TCase *t = tcase_create("canvas"), *ascii = tcase_create("ascii");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, starts_blank);
	tcase_add_test(t, puts_text);
	tcase_add_test(t, cuts_at_all_sides);
	tcase_add_test(t, wide_at_the_sides);
	tcase_add_test(t, wide_at_the_end_of_max);
	tcase_add_test(t, clusters_are_not_cut);
	tcase_add_test(t, halves_become_blank);
	tcase_add_test(t, halves_keep_their_style);
	tcase_add_test(t, marks_stay_on_their_letter);
	tcase_add_test(t, marks_alone_stand_on_a_blank);
	tcase_add_test(t, nothing_gets_out);
	tcase_add_test(t, fields_fit_or_end_in_an_ellipsis);
	tcase_add_test(t, fields_leave_nothing_behind);
	tcase_add_test(t, floods_are_bounded);
	tcase_add_test(t, formats);
	tcase_add_test(t, draws_lines);
	tcase_add_test(t, lines_halve_wide_ones);
	tcase_add_test(t, clears);
	tcase_add_test(t, restyles);
	tcase_add_test(t, knows_what_changed);
	tcase_add_test(t, knows_which_cells_changed);
	tcase_add_test(t, resizes);
	tcase_add_test(t, plain_lines);
	tcase_add_test(t, anything_anywhere);
	suite_add_tcase(suite, t);
	tcase_add_checked_fixture(ascii, setup_ascii, teardown);
	tcase_add_test(ascii, ascii_only);
	suite_add_tcase(suite, ascii);
	return suite;
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_suite(canvas_suite());
}
