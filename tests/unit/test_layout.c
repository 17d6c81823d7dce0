#include "config.h"

#include "ui/layout.h"

#include "made.h"

#define ROWS_MAX 70
#define COLS_MAX 220

static const struct layout_sizes usual = { 24, 45, 50 };

static struct layout
compute(int rows, int cols, enum layout_mode mode)
{
	struct box screen = { 0, 0, rows, cols };
	struct layout l;

	layout_compute(&l, screen, mode, &usual, PANE_EVENTS, PANE_NPANES);
	return l;
}

static bool
is_there(struct box b)
{
	return b.rows > 0;
}

static int
area(struct box b)
{
	return is_there(b) ? b.rows * b.cols : 0;
}

static bool
is_inside(struct box b, struct box outer)
{
	return b.cols > 0 && b.y >= outer.y && b.x >= outer.x &&
	       b.y + b.rows <= outer.y + outer.rows &&
	       b.x + b.cols <= outer.x + outer.cols;
}

static bool
overlap(struct box a, struct box b)
{
	return a.y < b.y + b.rows && b.y < a.y + a.rows && a.x < b.x + b.cols &&
	       b.x < a.x + a.cols;
}

/* What lies in the body, whether it is there or not. */
#define NPARTS (PANE_NPANES + 3)

static void
list_parts(const struct layout *l, struct box part[NPARTS])
{
	for (int i = 0; i < PANE_NPANES; i++)
		part[i] = l->pane[i];
	part[PANE_NPANES] = l->hrule;
	part[PANE_NPANES + 1] = l->vrule[0];
	part[PANE_NPANES + 2] = l->vrule[1];
}

/* Panes and rules cover the body, and none lies on another. */
static bool
covers_body(const struct layout *l)
{
	struct box part[NPARTS];
	int sum = 0;

	list_parts(l, part);
	for (int i = 0; i < NPARTS; i++) {
		if (!is_there(part[i]))
			continue;
		if (!is_inside(part[i], l->body))
			return false;
		sum += area(part[i]);
		for (int k = 0; k < i; k++)
			if (is_there(part[k]) && overlap(part[i], part[k]))
				return false;
	}
	return sum == area(l->body);
}

/* One pane, or all of them and none too small. */
static bool
has_room(const struct layout *l)
{
	static const struct {
		int rows, cols;
	} least[] = {
		{ LAYOUT_LIST_ROWS, LAYOUT_SECTIONS_COLS },
		{ LAYOUT_LIST_ROWS, LAYOUT_EVENTS_COLS },
		{ LAYOUT_TEXT_ROWS, LAYOUT_TEXT_COLS },
	};
	int panes = 0;

	for (int i = 0; i < PANE_NPANES; i++)
		panes += is_there(l->pane[i]);
	for (int i = 0; i < PANE_NPANES && panes > 1; i++) {
		int rows = l->mode == LAYOUT_COLUMNS ? 3 : least[i].rows;

		if (l->pane[i].rows < rows || l->pane[i].cols < least[i].cols)
			return false;
	}
	return panes == 1 || panes == PANE_NPANES;
}

/* Header, body and status line are the screen, from the top down. */
static bool
covers_screen(const struct layout *l, struct box screen)
{
	return l->body.rows >= 3 && l->status.rows == 1 &&
	       l->status.y == screen.rows - 1 &&
	       l->status.cols == screen.cols && l->header.rows <= 1 &&
	       l->body.y == l->header.rows && l->body.cols == screen.cols &&
	       l->body.y + l->body.rows == l->status.y;
}

/* Beside is who shares rows with another pane. */
static bool
knows_beside(const struct layout *l)
{
	for (int i = 0; i < PANE_NPANES; i++) {
		struct box a = l->pane[i];
		bool beside = false;

		for (int k = 0; k < PANE_NPANES; k++) {
			struct box b = l->pane[k];

			if (k != i && is_there(b) && a.y < b.y + b.rows &&
			    b.y < a.y + a.rows)
				beside = true;
		}
		if (is_there(a) && l->beside[i] != beside)
			return false;
	}
	return true;
}

static bool
is_right(const struct layout *l, struct box screen, enum pane must)
{
	if (l->too_small !=
	    (screen.rows < LAYOUT_MIN_ROWS || screen.cols < LAYOUT_MIN_COLS))
		return false;
	return l->too_small ||
	       (l->mode != LAYOUT_AUTO && covers_screen(l, screen) &&
		   covers_body(l) && has_room(l) && knows_beside(l) &&
		   is_there(l->pane[must]));
}

static void
check_layout(
    int rows, int cols, enum layout_mode mode, const struct layout_sizes *sizes)
{
	struct box screen = { 0, 0, rows, cols };

	for (int i = 0; i < PANE_NPANES * (PANE_NPANES + 1); i++) {
		enum pane focus = (enum pane)(i % PANE_NPANES);
		enum pane only = (enum pane)(i / PANE_NPANES);
		struct layout l;

		layout_compute(&l, screen, mode, sizes, focus, only);
		if (!is_right(&l, screen, only != PANE_NPANES ? only : focus))
			ck_abort_msg("%d x %d, mode %d, focus %d, only %d",
			    cols, rows, mode, focus, only);
	}
}

START_TEST(every_size_in_every_mode)
{
	static const struct layout_sizes sizes[] = {
		{ 24, 45, 50 },
		{ 0, 0, 0 },
		{ 1000, 1000, 1000 },
		{ -5, -5, -5 },
		{ 12, 90, 10 },
	};
	enum layout_mode mode = (enum layout_mode)_i;

	for (int rows = 1; rows <= ROWS_MAX; rows++)
		for (int cols = 1; cols <= COLS_MAX; cols++)
			check_layout(rows, cols, mode,
			    &sizes[(size_t)(rows + cols) % LENGTH(sizes)]);
}
END_TEST

START_TEST(size_of_the_screen_decides)
{
	static const struct {
		int rows, cols;
		enum layout_mode mode;
	} want[] = {
		{ 24, 80, LAYOUT_STACKED },
		{ 16, 70, LAYOUT_STACKED },
		{ 15, 70, LAYOUT_SINGLE },
		{ 16, 69, LAYOUT_SINGLE },
		{ 15, 300, LAYOUT_SINGLE },
		{ 60, 139, LAYOUT_STACKED },
		{ 16, 140, LAYOUT_COLUMNS },
		{ 12, 40, LAYOUT_SINGLE },
		{ 5, 20, LAYOUT_SINGLE },
	};

	for (size_t i = 0; i < LENGTH(want); i++) {
		struct layout l =
		    compute(want[i].rows, want[i].cols, LAYOUT_AUTO);

		ck_assert_int_eq(l.mode, want[i].mode);
		ck_assert_int_eq(
		    layout_auto(want[i].rows, want[i].cols), want[i].mode);
	}
}
END_TEST

START_TEST(mode_without_room_is_single)
{
	ck_assert_int_eq(compute(11, 33, LAYOUT_STACKED).mode, LAYOUT_STACKED);
	ck_assert_int_eq(compute(10, 33, LAYOUT_STACKED).mode, LAYOUT_SINGLE);
	ck_assert_int_eq(compute(11, 32, LAYOUT_STACKED).mode, LAYOUT_SINGLE);
	ck_assert_int_eq(compute(5, 54, LAYOUT_COLUMNS).mode, LAYOUT_COLUMNS);
	ck_assert_int_eq(compute(5, 53, LAYOUT_COLUMNS).mode, LAYOUT_SINGLE);
}
END_TEST

START_TEST(sizes_are_what_was_asked_for)
{
	struct layout l = compute(24, 80, LAYOUT_STACKED);

	ck_assert_int_eq(l.pane[PANE_SECTIONS].cols, 24);
	ck_assert_int_eq(l.pane[PANE_EVENTS].cols, 80 - 24 - 1);
	ck_assert_int_eq(l.pane[PANE_EVENTS].rows, 22 * 45 / 100);
	ck_assert_int_eq(l.pane[PANE_TEXT].cols, 80);
	l = compute(50, 200, LAYOUT_COLUMNS);
	ck_assert_int_eq(l.pane[PANE_SECTIONS].cols, 24);
	ck_assert_int_eq(l.pane[PANE_EVENTS].cols, 175 * 50 / 100);
	for (int i = 0; i < PANE_NPANES; i++)
		ck_assert_int_eq(l.pane[i].rows, 48);
}
END_TEST

START_TEST(panes_never_swap_places)
{
	struct layout l = compute(24, 80, LAYOUT_STACKED);

	ck_assert_int_lt(l.pane[PANE_SECTIONS].x, l.pane[PANE_EVENTS].x);
	ck_assert_int_lt(l.pane[PANE_EVENTS].y, l.pane[PANE_TEXT].y);
	l = compute(24, 160, LAYOUT_COLUMNS);
	ck_assert_int_lt(l.pane[PANE_SECTIONS].x, l.pane[PANE_EVENTS].x);
	ck_assert_int_lt(l.pane[PANE_EVENTS].x, l.pane[PANE_TEXT].x);
}
END_TEST

START_TEST(zoomed_pane_is_the_body)
{
	struct box screen = { 0, 0, 40, 120 };

	for (int only = 0; only < PANE_NPANES; only++) {
		struct layout l;

		layout_compute(&l, screen, LAYOUT_STACKED, &usual, PANE_EVENTS,
		    (enum pane)only);
		ck_assert_int_eq(l.mode, LAYOUT_STACKED);
		ck_assert_int_eq(area(l.pane[only]), area(l.body));
		for (int i = 0; i < PANE_NPANES; i++)
			ck_assert(i == only || !is_there(l.pane[i]));
		ck_assert(!is_there(l.hrule) && !is_there(l.vrule[0]));
	}
}
END_TEST

START_TEST(low_screens_have_no_header)
{
	ck_assert_int_eq(compute(8, 80, LAYOUT_AUTO).header.rows, 1);
	ck_assert_int_eq(compute(7, 80, LAYOUT_AUTO).header.rows, 0);
	ck_assert_int_eq(compute(7, 80, LAYOUT_AUTO).body.rows, 6);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, every_size_in_every_mode, LAYOUT_AUTO, LAYOUT_SINGLE + 1);
	tcase_add_test(t, size_of_the_screen_decides);
	tcase_add_test(t, mode_without_room_is_single);
	tcase_add_test(t, sizes_are_what_was_asked_for);
	tcase_add_test(t, panes_never_swap_places);
	tcase_add_test(t, zoomed_pane_is_the_body);
	tcase_add_test(t, low_screens_have_no_header);
}

int
main(void)
{
	return made_run("layout", add);
}
