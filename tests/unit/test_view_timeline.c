#include "config.h"

#include "ui/view_timeline.h"

#include <limits.h>
#include <locale.h>
#include <string.h>

#include "running.h"
#include "unit/dated.h"
#include "unit/timelines.h"

static const struct dated small[] = {
	{ "1948-05-17", POLITICS },
	{ "1948", TRADE },
	{ "", CULTURE },
	{ "1949-21", VISITS },
	{ "1949-24", VISITS },
	{ "194X", TREATIES },
	{ "1950-02/1952-03", TRADE },
	{ "1952-01-02/..", POLITICS },
	{ "1953-12-31", VISITS },
	{ "1953-02", TRADE },
	{ "1953-02-05", TRADE },
	{ "1953-03", VISITS },
	{ "", POLITICS },
};
#define NSMALL (sizeof small / sizeof small[0])

static const struct view_look look = { .focused = true };

static struct reader r;
static struct view *v;
static struct canvas *cv;
static struct buf text;
static struct err e;

static void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	buf_init(&text);
	cv = NULL;
	v = NULL;
}

static void
teardown(void)
{
	buf_fini(&text);
	view_free(v);
	canvas_free(cv);
	reader_fini(&r);
}

/* Read c (taken) on a screen of that size. */
static void
open_view(struct chronicle *c, int rows, int cols, bool ascii)
{
	reader_init(&r, c);
	ck_assert(reader_update(&r, &e));
	v = view_timeline_new(&r);
	cv = canvas_new(rows, cols, ascii);
}

static void
open_small(int rows, int cols, bool ascii)
{
	open_view(dated_chronicle(small, NSMALL), rows, cols, ascii);
}

static void
draw(void)
{
	v->ops->draw(v, cv, canvas_box(cv), &look);
	buf_clear(&text);
	canvas_text(cv, &text);
}

/* Row y of the screen as last drawn, without blanks around it. */
static void
assert_row(int y, const char *want)
{
	struct str rest = buf_str(&text), s = rest;

	for (int i = 0; i <= y; i++)
		ck_assert(str_split(&rest, '\n', &s));
	ck_assert_msg(
	    str_eq(s, str_of(want)), "row %d is '%.*s'", y, (int)s.n, s.p);
}

/* The marker is on the screen, and the cursor at it. */
static void
assert_marked(void)
{
	ck_assert_uint_eq(
	    canvas_at(cv, v->cursor_y, v->cursor_x)->glyph[0], '^');
}

static void
assert_span(const char *first, const char *last)
{
	struct date a, b;
	int32_t days[2];

	ck_assert(date_parse(str_of(first), &a, &e));
	ck_assert(date_parse(str_of(last), &b, &e));
	ck_assert(view_timeline_span(v, &days[0], &days[1]));
	ck_assert_int_eq(days[0], a.first);
	ck_assert_int_eq(days[1], b.last);
}

/*
 * Do what the letters say, drawing between: S stack, s split, + - zoom, > < to
 * the next and previous bar, N to the last, P a page back, T the topic trade.
 */
static void
split(void)
{
	view_timeline_split(v);
	draw();
	view_timeline_split(v);
}

static void
play(const char *keys)
{
	for (draw(); *keys != '\0'; keys++, draw()) {
		if (*keys == 'S')
			view_timeline_split(v);
		else if (*keys == 's')
			split();
		else if (*keys == '+' || *keys == '-')
			(void)view_timeline_zoom(v, *keys == '+' ? 1 : -1);
		else if (*keys == '>' || *keys == '<')
			(void)v->ops->move(
			    v, MOTION_LINE, *keys == '>' ? 1 : -1);
		else if (*keys == 'N')
			(void)v->ops->move(v, MOTION_TO, LONG_MAX);
		else if (*keys == 'P')
			(void)v->ops->move(v, MOTION_PAGE, -1);
		else
			ck_assert(reader_filter(
			    &r, *keys == 'T' ? TRADE : POLITICS, &e));
	}
}

START_TEST(a_screen_looks_like_this)
{
	open_small(screens[_i].rows, screens[_i].cols, screens[_i].ascii);
	play(screens[_i].keys);
	ck_assert_msg(strcmp(buf_cstr(&text), screens[_i].want) == 0,
	    "screen %d:\n%s", _i, buf_cstr(&text));
	if (screens[_i].rows > 1)
		assert_marked();
}
END_TEST

START_TEST(old_terminals_have_the_ascii_form)
{
	struct buf plain = BUF_INIT;

	open_small(20, 80, true);
	play("Ts");
	buf_addf(&plain, "%s", buf_cstr(&text));
	canvas_free(cv);
	cv = canvas_new(20, 80, false);
	canvas_plain_lines(cv);
	draw();
	ck_assert_str_eq(buf_cstr(&text), buf_cstr(&plain));
	buf_fini(&plain);
}
END_TEST

START_TEST(large_screens_do_not_blow_up_few)
{
	static const int want[][2] = { { 35, 120 }, { 60, 200 } };
	int rows = want[_i][0];

	open_small(rows, want[_i][1], false);
	play(_i == 1 ? "->>>>>" : ">>>>>"); /* months fit the larger one */
	assert_row(0, "1945: 1 event, 1 with a wider date; Politics 1");
	ck_assert_int_eq(v->cursor_y, rows - 2);
	play("N");
	/* An event is about 4 rows high, so that few stay low. */
	ck_assert_uint_eq(
	    canvas_at(cv, rows - 3, v->cursor_x)->glyph[0], 0x2588);
	ck_assert_uint_ne(
	    canvas_at(cv, rows - 2 - 17, v->cursor_x)->glyph[0], ' ');
	ck_assert_uint_eq(
	    canvas_at(cv, rows - 2 - 21, v->cursor_x)->glyph[0], ' ');
	assert_marked();
}
END_TEST

/* The screen around b is as it was. */
static void
assert_outside(struct box b)
{
	for (int y = 0; y < canvas_rows(cv); y++)
		for (int x = 0; x < canvas_cols(cv); x++) {
			bool inside = y >= b.y && y < b.y + b.rows &&
				      x >= b.x && x < b.x + b.cols;

			if (!inside && canvas_at(cv, y, x)->glyph[0] != 'x')
				ck_abort_msg("%dx%d: wrote to %d, %d", b.cols,
				    b.rows, y, x);
		}
}

START_TEST(nothing_leaves_the_box)
{
	static const char *const keys[] = { "", "T", "s", "sO", "+", "s+N",
		"--", "O+P" };

	open_small(20, 80, false);
	play(keys[_i]);
	canvas_resize(cv, 40, 110);
	for (int rows = 0; rows <= 36; rows += rows < 15 ? 1 : 7)
		for (int cols = 0; cols <= 106; cols += cols < 24 ? 1 : 19) {
			struct box b = { 2, 2, rows, cols };

			for (int y = 0; y < 40; y++)
				canvas_hline(cv, y, 0, 110, 'x', STYLE_NORMAL);
			v->ops->draw(v, cv, b, &look);
			assert_outside(b);
			if (rows >= 2 && cols >= 20)
				assert_marked();
		}
}
END_TEST

START_TEST(the_selection_is_always_on_the_screen)
{
	int32_t first, last, next;

	open_small(9, 40, false);
	play("+");
	ck_assert(!v->ops->move(v, MOTION_LINE, -1));
	assert_span("1940-01", "1940-01");
	for (int i = 1; i < 14 * 12; i++) {
		ck_assert(view_timeline_span(v, &first, &last));
		ck_assert(v->ops->move(v, MOTION_LINE, 1));
		draw();
		assert_marked();
		ck_assert(view_timeline_span(v, &next, &first));
		ck_assert_int_eq(next, last + 1);
	}
	ck_assert(!v->ops->move(v, MOTION_LINE, 1));
	assert_span("1953-12", "1953-12");
	for (int i = 0; i < 14; i++) {
		(void)v->ops->move(
		    v, i % 2 ? MOTION_PAGE : MOTION_HALF, i < 7 ? -1 : 1);
		draw();
		assert_marked();
	}
}
END_TEST

START_TEST(moving_changes_marker_and_line_only)
{
	static const char *const keys[] = { "", "sT", "+>>>>>>>>>" };
	int markers = 0;

	open_small(20, 80, false);
	play(keys[_i]);
	canvas_clean(cv);
	ck_assert(v->ops->move(v, MOTION_LINE, 1));
	draw();
	for (int y = 0; y < 20; y++)
		if (canvas_changed(cv, y, &(int){ 0 }, &(int){ 0 }))
			ck_assert(y == 0 || y == v->cursor_y);
	for (int x = 0; x < 80; x++)
		markers += canvas_at(cv, v->cursor_y, x)->glyph[0] == '^';
	ck_assert_int_eq(markers, 1);
}
END_TEST

START_TEST(zoom_keeps_the_time)
{
	open_small(9, 40, false);
	view_timeline_goto(v, date_day(1952, 6, 15));
	play("-");
	assert_span("195X", "195X");
	ck_assert(view_timeline_zoom(v, 1));
	assert_span("1952", "1952");
	draw();
	assert_marked();
	ck_assert(view_timeline_zoom(v, 1));
	assert_span("1952-06", "1952-06");
	ck_assert(!view_timeline_zoom(v, 1));
	ck_assert(!view_timeline_zoom(v, 0));
	for (int i = 0; i < 3; i++)
		ck_assert(view_timeline_zoom(v, -1));
	assert_span("19XX", "19XX");
	ck_assert(!view_timeline_zoom(v, -1));
	for (int i = 0; i < 3; i++)
		ck_assert(view_timeline_zoom(v, 1));
	assert_span("1952-06", "1952-06");
}
END_TEST

START_TEST(zoom_keeps_the_place_on_the_screen)
{
	int x;

	open_small(9, 40, false);
	view_timeline_goto(v, date_day(1947, 6, 15));
	play("+");
	x = v->cursor_x;
	play("+");
	ck_assert_int_eq(v->cursor_x, x);
	assert_span("1947-06", "1947-06");
	/* Years all fit, so they are where they are. */
	play("-");
	ck_assert_int_eq(v->cursor_x, x);
}
END_TEST

START_TEST(the_nearest_is_selected)
{
	open_small(20, 80, false);
	draw();
	view_timeline_goto(v, date_day(2020, 1, 1));
	assert_span("1953", "1953");
	view_timeline_goto(v, DATE_OPEN_START);
	assert_span("1940", "1940");
}
END_TEST

START_TEST(the_selected_event_is_where_it_starts)
{
	reader_init(&r, dated_chronicle(small, NSMALL));
	ck_assert(reader_update(&r, &e));
	ck_assert(reader_goto(&r, 3, &e)); /* spring 1949 */
	v = view_timeline_new(&r);
	assert_span("1949", "1949");
	cv = canvas_new(4, 20, true);
	draw();
	assert_span("194X", "194X");
}
END_TEST

START_TEST(another_result_is_noticed)
{
	struct dated more = { "1961-04", TRADE };
	struct events ev;

	open_view(chronicle_new(), 9, 40, true);
	draw();
	assert_row(0, "loading");
	for (size_t i = 0; i < NSMALL; i += 4) {
		events_init(&ev);
		for (size_t k = i; k < i + 4 && k < NSMALL; k++)
			dated_add(&ev, &small[k]);
		dated_adopt(r.chronicle, &ev, false);
		ck_assert(reader_update(&r, &e));
		draw();
	}
	assert_row(0, "1940: 1 event, 1 with a wider date; Pol>");
	ck_assert(reader_filter(&r, TRADE, &e));
	draw();
	assert_row(0, "1940: none of 1 event");
	events_init(&ev);
	dated_add(&ev, &more);
	dated_adopt(r.chronicle, &ev, true);
	ck_assert(reader_update(&r, &e));
	ck_assert(v->ops->move(v, MOTION_TO, LONG_MAX));
	draw();
	assert_span("1961", "1961");
	assert_row(0, "1961: 1 of 2 events; Trade and industry>");
}
END_TEST

START_TEST(what_looks_the_same_is_another_version)
{
	open_small(20, 80, false);
	play("T>>>>>>>>");
	assert_row(0, "1948: 1 of 3 events; Trade and industry 1");
	r.result.event[0] = 0; /* 17 May 1948, politics */
	draw();
	assert_row(0, "1948: 1 of 3 events; Trade and industry 1");
	r.version++;
	draw();
	assert_row(0, "1948: 1 of 3 events; Politics 1");
}
END_TEST

START_TEST(nothing_dated_is_said)
{
	static const struct dated given[] = { { "", TRADE }, { "", CULTURE } };
	int32_t first, last;

	open_view(dated_chronicle(given, (size_t)_i), 9, 40, true);
	play("s");
	assert_row(0, "no dated events");
	assert_row(1, _i == 0 ? "" : _i == 1 ? "1 undated" : "2 undated");
	ck_assert(!v->ops->move(v, MOTION_LINE, 1));
	ck_assert(!view_timeline_zoom(v, 1));
	ck_assert(!view_timeline_span(v, &first, &last));
	ck_assert_int_eq(v->cursor_y, 0);
	ck_assert_int_eq(view_share(v), -1);
}
END_TEST

START_TEST(one_event_is_a_bar)
{
	static const struct dated given[] = { { "1948-05-17", TRADE } };

	open_view(dated_chronicle(given, 1), 8, 40, false);
	draw();
	assert_row(0, "May 1948: 1 event; Trade and industry 1");
	assert_row(2, "");
	assert_row(3, "▄▄▄▄▄▄▄▄▄▄▄"); /* four events would fill it */
	assert_row(4, "███████████");
	assert_row(5, "███████████");
	assert_row(6, "┬────^─────");
	assert_row(7, "May");
	ck_assert(!v->ops->move(v, MOTION_LINE, 1));
}
END_TEST

START_TEST(all_years_there_are_can_be_seen)
{
	static const struct dated given[] = { { "-99999", TRADE },
		{ "99999", CULTURE }, { "-0043-03-15", TRADE } };

	open_view(dated_chronicle(given, 3), 20, 80, false);
	draw();
	assert_row(0, "100000 BC to 99901 BC: 1 event; Trade and industry 1");
	ck_assert(view_timeline_zoom(v, 1));
	ck_assert(view_timeline_zoom(v, 1));
	ck_assert(!view_timeline_zoom(v, 1));
	view_timeline_goto(v, date_day(-43, 3, 15));
	draw();
	assert_row(0, "44 BC: 1 event; Trade and industry 1");
	assert_marked();
}
END_TEST

START_TEST(a_million_events_are_drawn)
{
	struct events ev;
	struct date d = { .precision = DATE_DAY };

	events_init(&ev);
	for (int i = 0; i < 1000000; i++) {
		d.first = d.last = date_day(1800, 1, 1) + i * 73 / 1000;
		ck_assert(events_add(&ev, &d, (uint32_t)i % NSECTIONS, 0));
	}
	reader_init(&r, chronicle_new());
	dated_adopt(r.chronicle, &ev, true);
	ck_assert(reader_update(&r, &e));
	v = view_timeline_new(&r);
	cv = canvas_new(40, 250, false);
	play("s");
	assert_row(0,
	    "1800: 5000 events; Politics 2501, Trade and industry 833, "
	    "Empty 833, Culture 833");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, a_screen_looks_like_this, 0,
	    (int)(sizeof screens / sizeof screens[0]));
	tcase_add_test(tc, old_terminals_have_the_ascii_form);
	tcase_add_loop_test(tc, large_screens_do_not_blow_up_few, 0, 2);
	tcase_add_loop_test(tc, nothing_leaves_the_box, 0, 8);
	tcase_add_test(tc, the_selection_is_always_on_the_screen);
	tcase_add_loop_test(tc, moving_changes_marker_and_line_only, 0, 3);
	tcase_add_test(tc, zoom_keeps_the_time);
	tcase_add_test(tc, zoom_keeps_the_place_on_the_screen);
	tcase_add_test(tc, the_nearest_is_selected);
	tcase_add_test(tc, the_selected_event_is_where_it_starts);
	tcase_add_test(tc, another_result_is_noticed);
	tcase_add_test(tc, what_looks_the_same_is_another_version);
	tcase_add_loop_test(tc, nothing_dated_is_said, 0, 3);
	tcase_add_test(tc, one_event_is_a_bar);
	tcase_add_test(tc, all_years_there_are_can_be_seen);
	tcase_add_test(tc, a_million_events_are_drawn);
}

int
main(void)
{
	return run_tests("view_timeline", add_tests);
}
