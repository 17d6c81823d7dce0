#include "config.h"

#include "unit/typing.h"

#include "text/canvas.h"
#include "text/glyph.h"

/*
 * Draw into a row of cols cells in the middle of a canvas; what the row shows
 * afterwards is in shown, [ ] at its ends.  The cursor's cell in that row.
 */
static int
draw(int cols, bool ascii)
{
	struct canvas *cv = canvas_new(3, cols + 2, ascii);
	struct box b = { 1, 1, 1, cols };
	struct buf text = BUF_INIT;
	char *row, *end;
	int x;

	for (int y = 0; y < 3; y++)
		canvas_hline(cv, y, 0, cols + 2, '%', STYLE_NORMAL);
	x = prompt_draw(p, cv, b);
	canvas_text(cv, &text);
	row = strchr(text.p, '\n') + 1;
	end = strchr(row, '\n');
	ck_assert_int_eq(row[0], '%');
	ck_assert_int_eq(end[-1], '%');
	for (char *q = text.p; q < row - 1; q++)
		ck_assert_int_eq(*q, '%');
	buf_clear(&shown);
	buf_add(&shown, row + 1, (size_t)(end - row - 2));
	ck_assert_int_eq(glyph_width(buf_str(&shown), ascii), cols);
	while (shown.n > 0 && shown.p[shown.n - 1] == ' ')
		shown.p[--shown.n] = '\0';
	buf_fini(&text);
	canvas_free(cv);
	ck_assert_int_ge(x, 1);
	ck_assert_int_le(x, cols);
	return x - 1;
}

START_TEST(draws_what_fits)
{
	type("help");
	ck_assert_int_eq(draw(40, false), 5);
	ck_assert_str_eq(shown.p, ":help");
	ck_assert_int_eq(prompt_width(p, false), 5);
	type("<Left><Left>");
	ck_assert_int_eq(draw(10, false), 3);
	ck_assert_str_eq(shown.p, ":help");
	type("<End>1234"); /* ":help1234" and the cursor: 10 */
	ck_assert_int_eq(draw(10, false), 9);
	ck_assert_str_eq(shown.p, ":help1234");
	type("<Left>56");
	ck_assert_int_eq(draw(40, false), 10);
	ck_assert_str_eq(shown.p, ":help123564");
	type("<Home>");
	ck_assert_int_eq(draw(10, false), 1);
	ck_assert_str_eq(shown.p, ":help12356");
}
END_TEST

START_TEST(scrolls_sideways)
{
	type("abcdefghi");
	ck_assert_int_eq(draw(10, false), 7);
	ck_assert_str_eq(shown.p, ":<efghi");
	type("jk");
	ck_assert_int_eq(draw(10, false), 9);
	ck_assert_str_eq(shown.p, ":<efghijk");
	type("l");
	ck_assert_int_eq(draw(10, false), 6);
	ck_assert_str_eq(shown.p, ":<ijkl");
	type("<Left>");
	ck_assert_int_eq(draw(10, false), 9);
	ck_assert_str_eq(shown.p, ":<efghijkl");
	type("<Home>");
	ck_assert_int_eq(draw(10, false), 1);
	ck_assert_str_eq(shown.p, ":abcdefghi");
}
END_TEST

START_TEST(scrolls_by_whole_clusters)
{
	type("日本語日本語");
	ck_assert_int_eq(draw(40, false), 13);
	ck_assert_str_eq(shown.p, ":日本語日本語");
	ck_assert_int_eq(draw(10, false), 6);
	ck_assert_str_eq(shown.p, ":<本語");
	/* The one under the cursor is shown whole. */
	type("<Left>");
	ck_assert_int_eq(draw(10, false), 8);
	ck_assert_str_eq(shown.p, ":<語日本語");
}
END_TEST

START_TEST(wide_one_under_the_cursor_is_whole)
{
	static const char *const texts[] = { "日本語日本語", "x日本語日本語" };

	for (size_t i = 0; i < LENGTH(texts); i++) {
		prompt_open(p, ":", texts[i], h);
		type("<Left>");
		while (prompt_cursor(p) > 1) {
			ck_assert_int_le(draw(10, false) + 2, 10);
			type("<Left>");
		}
	}
}
END_TEST

START_TEST(hardly_any_room)
{
	type("日本語日本語a");
	ck_assert_int_eq(draw(5, false), 3);
	ck_assert_str_eq(shown.p, ":<a");
	/* No room for the wide one: nothing else is shown in its place. */
	prompt_open(p, ":", "日本a", h);
	type("<Left><Left>");
	ck_assert_int_eq(draw(3, false), 2);
	ck_assert_str_eq(shown.p, ":<");
}
END_TEST

START_TEST(combining_marks_take_no_cell)
{
	type("e\u0301e\u0301e\u0301");
	ck_assert_int_eq(draw(10, false), 4);
	ck_assert_str_eq(shown.p, ":e\u0301e\u0301e\u0301");
	type("<Left>");
	ck_assert_int_eq(draw(10, false), 3);
	prompt_open(p, ":", "", h);
	type("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301");
	ck_assert_int_eq(draw(10, false), 9);
	type("e\u0301");
	ck_assert_int_eq(draw(10, false), 7);
	ck_assert_str_eq(shown.p, ":<e\u0301e\u0301e\u0301e\u0301e\u0301");
}
END_TEST

START_TEST(narrow_rows_show_the_text)
{
	prompt_open(p, "sort the list by: ", "date", h);
	ck_assert_int_eq(draw(10, false), 9);
	ck_assert_str_eq(shown.p, "sort date");
	prompt_open(p, "sort the list by: ", "dates", h);
	ck_assert_int_eq(draw(40, false), 23);
	ck_assert_str_eq(shown.p, "sort the list by: dates");
}
END_TEST

START_TEST(ascii_draws_one_cell_a_letter)
{
	type("Über");
	ck_assert_int_eq(draw(10, true), 5);
	ck_assert_str_eq(shown.p, ":Uber");
	prompt_open(p, ":", "日本", h);
	ck_assert_int_eq(draw(10, true), 3);
	ck_assert_str_eq(shown.p, ":??");
}
END_TEST

START_TEST(controls_are_never_drawn)
{
	prompt_open(p, "\x1b[1m:", "a\u202eb", h);
	draw(40, false);
	ck_assert_str_eq(shown.p, "\u241b[1m:a\uFFFDb");
}
END_TEST

/* draw() checks that nothing leaves the box and that the cursor is in it. */
START_TEST(nothing_leaves_the_box)
{
	static const char *const texts[] = { "", "a", "abcdefghijklmnopqrst",
		"日本語日本語日本語日", "a日b本c語d",
		"e\u0301e\u0301x\u0301\u0323", "\u0301\u0301",
		"\U0001F1EE\U0001F1F1\U0001F1F7\U0001F1FA",
		"\U0001F468\u200D\U0001F469\u200D\U0001F467 x" };

	for (size_t i = 0; i < LENGTH(texts); i++) {
		for (int cols = 1; cols < 14; cols++) {
			size_t was = (size_t)-1;

			prompt_open(p, ":", texts[i], h);
			while (prompt_cursor(p) != was) {
				draw(cols, false);
				draw(cols, true);
				was = prompt_cursor(p);
				type("<Left>");
			}
			ck_assert_uint_eq(was, 0);
		}
	}
}
END_TEST

START_TEST(empty_box_draws_nothing)
{
	struct canvas *cv = canvas_new(1, 4, false);
	struct buf b = BUF_INIT;

	canvas_hline(cv, 0, 0, 4, '%', STYLE_NORMAL);
	type("abc");
	ck_assert_int_eq(prompt_draw(p, cv, (struct box){ 0, 2, 1, 0 }), 2);
	ck_assert_int_eq(prompt_draw(p, cv, (struct box){ 0, 2, 0, 2 }), 2);
	canvas_text(cv, &b);
	ck_assert_str_eq(b.p, "%%%%\n");
	buf_fini(&b);
	canvas_free(cv);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, draws_what_fits);
	tcase_add_test(t, scrolls_sideways);
	tcase_add_test(t, scrolls_by_whole_clusters);
	tcase_add_test(t, wide_one_under_the_cursor_is_whole);
	tcase_add_test(t, hardly_any_room);
	tcase_add_test(t, combining_marks_take_no_cell);
	tcase_add_test(t, narrow_rows_show_the_text);
	tcase_add_test(t, ascii_draws_one_cell_a_letter);
	tcase_add_test(t, controls_are_never_drawn);
	tcase_add_test(t, nothing_leaves_the_box);
	tcase_add_test(t, empty_box_draws_nothing);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("prompt_draw", add);
}
