#include "config.h"

#include "ui/reader.h"

#include "made.h"

/* In the order of the file; beside it the place in the order of reading. */
static const char csv[] = "id,date,section,title\n"
			  "caesar,-0043,rome,A\n"        /* 1 */
			  "carthage,-0145,rome,B\n"      /* 0 */
			  "wall,0122,rome,C\n"           /* 2 */
			  "hastings,1066,north,D\n"      /* 3 */
			  "nobody,,north,E\n"            /* 11 */
			  "first,1914-06,war,F\n"        /* 4 */
			  "armistice,1918-11-11,war,G\n" /* 5 */
			  "league,1920,north,H\n"        /* 6 */
			  "crash,1929-10-24,war,I\n"     /* 8 */
			  "pact,1928,war,J\n"            /* 7 */
			  "union,1991,north,K\n"         /* 9 */
			  "never,,war,L\n"               /* 12 */
			  "../1999,../1999,north,M\n";   /* 10 */

enum { ROME, NORTH, WAR };

static struct reader r;

static void
setup(void)
{
	struct err e;

	reader_init(&r, made_chronicle(csv, ""));
	ck_assert(reader_update(&r, &e));
}

static void
teardown(void)
{
	reader_fini(&r);
}

static size_t
event(const char *id)
{
	size_t n = 0;

	ck_assert_msg(
	    chronicle_find(r.chronicle, str_of(id), &n), "no '%s'", id);
	return n;
}

static void
go(const char *id)
{
	struct err e;

	ck_assert_msg(reader_goto(&r, event(id), &e), "%s", e.text);
}

static void
filter(uint32_t section)
{
	struct err e;

	ck_assert(reader_filter(&r, section, &e));
}

static void
jump(int direction, bool works)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_int_eq(reader_jump(&r, direction, &e), works);
	ck_assert_int_eq(e.code, works ? ERR_NONE : ERR_NOTFOUND);
}

#define SELECTED(id)                                                           \
	do {                                                                   \
		size_t n_;                                                     \
                                                                               \
		ck_assert(reader_event(&r, &n_));                              \
		ck_assert_uint_eq(n_, event(id));                              \
	} while (0)

START_TEST(first_in_time_is_selected_at_the_start)
{
	ck_assert_uint_eq(r.result.n, 13);
	ck_assert_uint_eq(r.result.dated, 11);
	ck_assert_uint_eq(r.section, SECTION_NONE);
	SELECTED("carthage");
	ck_assert_uint_eq(r.ncounts, 3);
	ck_assert_uint_eq(r.count[ROME], 3);
	ck_assert_uint_eq(r.count[NORTH], 5);
	ck_assert_uint_eq(r.count[WAR], 5);
}
END_TEST

START_TEST(selecting_stays_in_the_list)
{
	ck_assert(reader_select(&r, 3));
	SELECTED("hastings");
	ck_assert(!reader_select(&r, 3));
	ck_assert(reader_select(&r, SIZE_MAX));
	SELECTED("never");
	ck_assert(!reader_select(&r, 13));
}
END_TEST

START_TEST(filter_keeps_the_event_it_can)
{
	go("league");
	filter(NORTH);
	SELECTED("league");
	ck_assert_uint_eq(r.result.n, 5);
	filter(WAR);
	SELECTED("first");
	filter(SECTION_NONE);
	SELECTED("first");
	ck_assert_uint_eq(r.place, 4);
}
END_TEST

START_TEST(going_to_an_event_leaves_the_section_if_it_must)
{
	struct err e;

	filter(WAR);
	go("crash");
	ck_assert_uint_eq(r.section, WAR);
	go("union");
	ck_assert_uint_eq(r.section, SECTION_NONE);
	SELECTED("union");
	ck_assert(!reader_goto(&r, 13, &e));
	ck_assert_str_eq(e.text, "no event 14, there are 13");
	SELECTED("union");
}
END_TEST

START_TEST(jumps_go_back_and_forward)
{
	jump(-1, false);
	jump(1, false);
	go("wall");
	go("union");
	go("union"); /* is no jump */
	jump(-1, true);
	SELECTED("wall");
	jump(-1, true);
	SELECTED("carthage");
	jump(-1, false);
	SELECTED("carthage");
	jump(1, true);
	SELECTED("wall");
	jump(1, true);
	SELECTED("union");
	jump(1, false);
	SELECTED("union");
}
END_TEST

START_TEST(moving_is_no_jump_but_is_remembered)
{
	go("union");
	(void)reader_select(&r, 5);
	jump(-1, true); /* to before the jump; from where we are now */
	SELECTED("carthage");
	jump(1, true);
	SELECTED("armistice");
	jump(1, false);
}
END_TEST

START_TEST(new_way_forgets_the_way_forward)
{
	go("wall");
	go("union");
	jump(-1, true);
	go("crash");
	jump(1, false);
	jump(-1, true);
	SELECTED("wall");
	jump(-1, true);
	SELECTED("carthage");
}
END_TEST

START_TEST(failed_jump_leaves_no_trace)
{
	jump(-1, false);
	(void)reader_select(&r, 5);
	jump(-1, false);
	go("union");
	jump(-1, true);
	SELECTED("armistice");
	jump(-1, false);
}
END_TEST

START_TEST(jumps_cross_sections)
{
	filter(WAR);
	go("crash");
	go("wall");
	jump(-1, true);
	SELECTED("crash");
	ck_assert_uint_eq(r.section, SECTION_NONE);
	filter(WAR);
	jump(1, true);
	SELECTED("wall");
	ck_assert_uint_eq(r.section, SECTION_NONE);
}
END_TEST

START_TEST(oldest_jumps_are_forgotten)
{
	size_t back = 0;

	for (size_t i = 0; i < 3 * READER_JUMPS; i++)
		go(i % 2 == 0 ? "wall" : "union");
	while (reader_jump(&r, -1, NULL))
		back++;
	ck_assert_uint_eq(back, READER_JUMPS - 1);
	while (reader_jump(&r, 1, NULL))
		back--;
	ck_assert_uint_eq(back, 0);
	SELECTED("union");
}
END_TEST

/* Steps of years from an event, and where they lead; "" is nowhere. */
static const struct {
	const char *from;
	int years;
	long n;
	const char *to;
} steps[] = {
	{ "carthage", 1, 1, "caesar" },
	{ "caesar", 1, -1, "carthage" },
	{ "caesar", 10, -1, "carthage" },
	{ "caesar", 1, 1, "wall" },
	{ "wall", 10, -1, "caesar" },
	{ "wall", 10, 1, "hastings" },
	{ "hastings", 10, 1, "first" },
	{ "first", 1, 1, "armistice" },
	{ "first", 10, 1, "league" },
	/* From inside a decade back to its start, then to the one before. */
	{ "crash", 10, -1, "league" },
	{ "league", 10, -1, "first" },
	{ "crash", 1, -1, "pact" },
	{ "league", 1, 2, "crash" },
	{ "league", 10, 2, "union" },
	/* The same decade has no next one. */
	{ "union", 10, 1, "" },
	{ "union", 1, 1, "../1999" },
	{ "../1999", 1, 1, "" },
	{ "../1999", 10, -1, "union" },
	/* As far as there is something. */
	{ "armistice", 1, 100, "../1999" },
	{ "armistice", 1, -100, "carthage" },
	{ "carthage", 1, -1, "" },
	/* From the undated back into time. */
	{ "never", 1, -1, "../1999" },
	{ "nobody", 10, -1, "union" },
	{ "nobody", 1, 1, "" },
};

START_TEST(steps_of_years)
{
	const char *to = steps[_i].to;

	go(steps[_i].from);
	ck_assert_int_eq(
	    reader_step(&r, steps[_i].years, steps[_i].n), to[0] != '\0');
	SELECTED(to[0] != '\0' ? to : steps[_i].from);
	if (to[0] != '\0') {
		jump(-1, true);
		SELECTED(steps[_i].from);
	}
}
END_TEST

START_TEST(year_is_the_first_event_in_or_after_it)
{
	static const struct {
		int32_t year;
		const char *to;
	} want[] = {
		{ -9999, "carthage" },
		{ -145, "carthage" },
		{ -144, "caesar" },
		{ 1, "wall" },
		{ 1066, "hastings" },
		{ 1067, "first" },
		{ 1928, "pact" },
		{ 1929, "crash" },
		{ 1992, "../1999" },
	};
	struct err e;

	for (size_t i = 0; i < LENGTH(want); i++) {
		ck_assert(reader_goto_year(&r, want[i].year, &e));
		SELECTED(want[i].to);
	}
	ck_assert(!reader_goto_year(&r, 2000, &e));
	ck_assert_str_eq(e.text, "no event in or after 2000 in this topic");
	SELECTED("../1999");
	filter(ROME);
	ck_assert(!reader_goto_year(&r, 1066, &e));
}
END_TEST

START_TEST(places_in_texts_are_kept_by_event)
{
	ck_assert_uint_eq(reader_offset(&r, 3), 0);
	reader_set_offset(&r, 3, 0);
	ck_assert_uint_eq(r.noffsets, 0);
	reader_set_offset(&r, 3, 77);
	reader_set_offset(&r, 5, 88);
	reader_set_offset(&r, 3, 99);
	ck_assert_uint_eq(reader_offset(&r, 3), 99);
	ck_assert_uint_eq(reader_offset(&r, 5), 88);
	ck_assert_uint_eq(r.noffsets, 2);
	reader_set_offset(&r, 3, 0);
	ck_assert_uint_eq(reader_offset(&r, 3), 0);
}
END_TEST

/* Later events of the file are earlier in time. */
static void
print_backwards(struct buf *out, int n)
{
	buf_adds(out, "id,date,section,title\n");
	for (int i = 0; i < n; i++)
		buf_addf(out, "e%d,%d,s%d,Event %d\n", i, 3000 - i, i % 3, i);
}

START_TEST(arriving_events_do_not_move_the_reader)
{
	struct buf text = BUF_INIT;
	struct made m;
	struct err e;
	size_t place = 0;

	teardown();
	print_backwards(&text, 5000);
	made_read(&m, buf_cstr(&text), "");
	ck_assert_uint_gt(m.n, 2);
	reader_init(&r, chronicle_new());
	ck_assert(reader_update(&r, &e)); /* of nothing */
	ck_assert_uint_eq(r.result.n, 0);
	for (size_t i = 0; i < m.n; i++) {
		ck_assert(chronicle_adopt(r.chronicle, m.delivery[i], &e));
		ck_assert(reader_update(&r, &e));
		if (i == 0) {
			go("e40");
			reader_set_offset(&r, event("e40"), 7);
			place = r.place;
			filter(1); /* e40 is in it */
		}
		SELECTED("e40");
		ck_assert_uint_eq(r.section, 1);
		ck_assert_uint_ge(r.result.n, 33);
		ck_assert_uint_eq(r.count[1], r.result.n);
	}
	ck_assert_uint_eq(r.result.n, 1667);
	filter(SECTION_NONE);
	SELECTED("e40");
	ck_assert_uint_gt(r.place, place);
	ck_assert_uint_eq(reader_offset(&r, event("e40")), 7);
	buf_fini(&text);
}
END_TEST

START_TEST(who_stands_at_the_start_stays_at_the_start)
{
	struct buf text = BUF_INIT;
	struct made m;
	struct err e;

	teardown();
	print_backwards(&text, 500);
	made_read(&m, buf_cstr(&text), "");
	reader_init(&r, chronicle_new());
	for (size_t i = 0; i < m.n; i++) {
		ck_assert(chronicle_adopt(r.chronicle, m.delivery[i], &e));
		ck_assert(reader_update(&r, &e));
		ck_assert_uint_eq(r.place, 0);
	}
	SELECTED("e499");
	buf_fini(&text);
}
END_TEST

START_TEST(empty_chronicle_leads_nowhere)
{
	struct err e;
	size_t n;

	teardown();
	reader_init(&r, made_chronicle("id,date,title\n", ""));
	ck_assert(reader_update(&r, &e));
	ck_assert(!reader_event(&r, &n));
	ck_assert(!reader_select(&r, 0));
	ck_assert(!reader_step(&r, 1, 1));
	ck_assert(!reader_step(&r, 10, -1));
	ck_assert(!reader_goto_year(&r, 1, &e));
	ck_assert(!reader_goto(&r, 0, &e));
	jump(-1, false);
	jump(1, false);
	reader_mark_jump(&r);
	ck_assert_uint_eq(r.njumps, 0);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, first_in_time_is_selected_at_the_start);
	tcase_add_test(t, selecting_stays_in_the_list);
	tcase_add_test(t, filter_keeps_the_event_it_can);
	tcase_add_test(t, going_to_an_event_leaves_the_section_if_it_must);
	tcase_add_test(t, jumps_go_back_and_forward);
	tcase_add_test(t, moving_is_no_jump_but_is_remembered);
	tcase_add_test(t, new_way_forgets_the_way_forward);
	tcase_add_test(t, failed_jump_leaves_no_trace);
	tcase_add_test(t, jumps_cross_sections);
	tcase_add_test(t, oldest_jumps_are_forgotten);
	tcase_add_loop_test(t, steps_of_years, 0, (int)LENGTH(steps));
	tcase_add_test(t, year_is_the_first_event_in_or_after_it);
	tcase_add_test(t, places_in_texts_are_kept_by_event);
	tcase_add_test(t, arriving_events_do_not_move_the_reader);
	tcase_add_test(t, who_stands_at_the_start_stays_at_the_start);
	tcase_add_test(t, empty_chronicle_leads_nowhere);
}

int
main(void)
{
	return made_run("reader", add);
}
