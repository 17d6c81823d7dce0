#include "config.h"

#include "ui/scroll.h"

#include <limits.h>
#include <stdint.h>

#include "made.h"

static struct scroll
window(size_t count, int rows, bool flip)
{
	struct scroll s = { .top = 0 };

	scroll_fit(&s, count, rows, flip);
	return s;
}

/* Move and say where that leads. */
#define LEADS(s, motion, n, want_current, want_top)                            \
	do {                                                                   \
		size_t was = (s).current;                                      \
		bool moved = scroll_move(&(s), motion, n);                     \
                                                                               \
		ck_assert_uint_eq((s).current, want_current);                  \
		ck_assert_uint_eq((s).top, want_top);                          \
		ck_assert_int_eq(moved, was != (s).current);                   \
	} while (0)

START_TEST(lines_scroll_at_the_edge)
{
	struct scroll s = window(10, 4, false);

	LEADS(s, MOTION_LINE, 3, 3, 0);
	LEADS(s, MOTION_LINE, 1, 4, 1);
	LEADS(s, MOTION_LINE, -2, 2, 1);
	LEADS(s, MOTION_LINE, -2, 0, 0);
	LEADS(s, MOTION_LINE, -1, 0, 0);
	LEADS(s, MOTION_LINE, 100, 9, 6);
	LEADS(s, MOTION_LINE, 1, 9, 6);
}
END_TEST

START_TEST(flipping_turns_a_page)
{
	struct scroll s = window(20, 5, true);

	LEADS(s, MOTION_LINE, 4, 4, 0);
	/* One row of the old page stays above. */
	LEADS(s, MOTION_LINE, 1, 5, 4);
	LEADS(s, MOTION_LINE, 3, 8, 4);
	LEADS(s, MOTION_LINE, 1, 9, 8);
	LEADS(s, MOTION_LINE, -1, 8, 8);
	/* And one below on the way back. */
	LEADS(s, MOTION_LINE, -1, 7, 4);
	/* The last page is full. */
	LEADS(s, MOTION_TO, 18, 18, 15);
	LEADS(s, MOTION_TO, 0, 0, 0);
}
END_TEST

START_TEST(small_windows_flip_too)
{
	struct scroll one = window(5, 1, true), two = window(5, 2, true);

	LEADS(one, MOTION_LINE, 1, 1, 1);
	LEADS(one, MOTION_LINE, -1, 0, 0);
	LEADS(one, MOTION_PAGE, 2, 2, 2);
	LEADS(one, MOTION_HALF, -1, 1, 1);
	LEADS(two, MOTION_LINE, 2, 2, 2);
	LEADS(two, MOTION_LINE, -1, 1, 0);
	LEADS(two, MOTION_LINE, 3, 4, 3);
}
END_TEST

START_TEST(halves_and_pages)
{
	struct scroll s = window(100, 10, false);

	LEADS(s, MOTION_HALF, 1, 5, 0);
	LEADS(s, MOTION_HALF, 1, 10, 1);
	/* A page moves the window as far as the current row. */
	LEADS(s, MOTION_PAGE, 1, 19, 10);
	LEADS(s, MOTION_PAGE, 2, 37, 28);
	LEADS(s, MOTION_PAGE, -1, 28, 19);
	LEADS(s, MOTION_HALF, -2, 18, 18);
	LEADS(s, MOTION_PAGE, -10, 0, 0);
	LEADS(s, MOTION_PAGE, 11, 99, 90);
	LEADS(s, MOTION_PAGE, 1, 99, 90);
	LEADS(s, MOTION_PAGE, -1, 90, 81);
}
END_TEST

START_TEST(going_to_a_row)
{
	struct scroll s = window(50, 8, false);

	LEADS(s, MOTION_TO, 20, 20, 13);
	LEADS(s, MOTION_TO, 50, 49, 42);
	LEADS(s, MOTION_TO, 0, 0, 0);
	LEADS(s, MOTION_TO, -1, 49, 42);
}
END_TEST

START_TEST(huge_numbers_are_the_edges)
{
	static const enum motion all[] = { MOTION_LINE, MOTION_HALF,
		MOTION_PAGE, MOTION_TO };

	for (size_t i = 0; i < LENGTH(all); i++) {
		struct scroll s = window(30, 7, false);

		LEADS(s, all[i], LONG_MAX, 29, 23);
		LEADS(s, MOTION_LINE, LONG_MIN, 0, 0);
		(void)scroll_move(&s, all[i], LONG_MIN);
		ck_assert_uint_eq(s.current, all[i] == MOTION_TO ? 29 : 0);
	}
}
END_TEST

START_TEST(empty_list_has_nowhere_to_go)
{
	struct scroll s = window(0, 5, true);

	LEADS(s, MOTION_LINE, 1, 0, 0);
	LEADS(s, MOTION_PAGE, -1, 0, 0);
	LEADS(s, MOTION_HALF, 1, 0, 0);
	LEADS(s, MOTION_TO, -1, 0, 0);
}
END_TEST

START_TEST(fitting_follows_list_and_window)
{
	struct scroll s = window(100, 10, false);

	LEADS(s, MOTION_TO, 99, 99, 90);
	scroll_fit(&s, 50, 10, false); /* the list got shorter */
	ck_assert_uint_eq(s.current, 49);
	ck_assert_uint_eq(s.top, 40);
	scroll_fit(&s, 50, 20, false); /* the window larger */
	ck_assert_uint_eq(s.current, 49);
	ck_assert_uint_eq(s.top, 30);
	scroll_fit(&s, 50, 5, false); /* and smaller */
	ck_assert_uint_eq(s.top, 45);
	scroll_fit(&s, 0, 0, false);
	ck_assert_uint_eq(s.current, 0);
	ck_assert_uint_eq(s.top, 0);
	ck_assert_int_eq(s.rows, 1);
}
END_TEST

START_TEST(the_end_is_seen)
{
	struct scroll s = window(10, 4, false);

	(void)scroll_move(&s, MOTION_TO, 8);
	(void)scroll_move(&s, MOTION_TO, 9);
}
END_TEST

START_TEST(before_the_first_window_nothing_scrolls)
{
	struct scroll s = { .count = 30, .rows = SCROLL_ROWS_UNKNOWN };

	LEADS(s, MOTION_LINE, 12, 12, 0);
	scroll_fit(&s, 30, 15, false);
	ck_assert_uint_eq(s.top, 0);
}
END_TEST

/* A sequence that is the same every time. */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* The current row is in the window, and no room is wasted. */
static bool
is_right(const struct scroll *s)
{
	size_t rows = (size_t)s->rows;

	return (s->count > 0 ? s->current < s->count : s->current == 0) &&
	       s->top <= s->current && s->current < s->top + rows &&
	       (s->count <= rows ? s->top == 0 : s->top + rows <= s->count);
}

START_TEST(current_row_is_in_a_full_window_whatever_happens)
{
	uint32_t seed = 1;
	struct scroll s = window(1000, 20, false);

	for (int i = 0; i < 200000; i++) {
		enum motion m = (enum motion)(next(&seed) % 4);
		long n = (long)(next(&seed) % 100) - 50;

		if (next(&seed) % 20 == 0)
			scroll_fit(&s, next(&seed) % 1000,
			    (int)(next(&seed) % 60), next(&seed) % 2 == 0);
		else
			(void)scroll_move(&s, m, n);
		if (!is_right(&s))
			ck_abort_msg("step %d: row %zu of %zu, top %zu of %d",
			    i, s.current, s.count, s.top, s.rows);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, lines_scroll_at_the_edge);
	tcase_add_test(t, flipping_turns_a_page);
	tcase_add_test(t, small_windows_flip_too);
	tcase_add_test(t, halves_and_pages);
	tcase_add_test(t, going_to_a_row);
	tcase_add_test(t, huge_numbers_are_the_edges);
	tcase_add_test(t, empty_list_has_nowhere_to_go);
	tcase_add_test(t, fitting_follows_list_and_window);
	tcase_add_test(t, the_end_is_seen);
	tcase_add_test(t, before_the_first_window_nothing_scrolls);
	tcase_add_test(t, current_row_is_in_a_full_window_whatever_happens);
}

int
main(void)
{
	return made_run("scroll", add);
}
