/*
 * The list in another order while other things happen: typing, loading,
 * jumping, dropping the search.
 */
#include "config.h"

#include "ui/sorting.h"

#include "unit/playing.h"
#include "unit/refusing.h"

#define EVENTS 2300 /* three deliveries; too many to be sorted at once */

/* Titles rise while dates fall; every third event has a better title. */
static void
setup_events(void)
{
	struct buf csv = BUF_INIT;

	setup();
	buf_adds(&csv, "id,date,title,text\n");
	for (int i = 0; i < EVENTS; i++)
		buf_addf(&csv, "e%d,%d,%s %d,%s\n", i, 5000 - i,
		    i % 3 == 0 ? "war" : "peace", i,
		    i % 3 == 1 ? "war and a text that goes on" : "nothing");
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
	ck_assert_uint_eq(m.n, 3);
}

static void
sort_by(const char *name)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(reader_sort(&a.reader, name, &e), "%s", e.text);
}

START_TEST(the_list_stays_until_it_is_sorted)
{
	adopt(0, 3, 0);
	work(0);
	ck_assert_uint_eq(selected(), EVENTS - 1);
	press("5 j");
	ck_assert_uint_eq(selected(), EVENTS - 6);
	sort_by("id");
	ck_assert(reader_sorting(&a.reader));
	ck_assert_int_eq(app_due(&a, 0), 0);
	ck_assert_uint_eq(reader_at(&a.reader, 0), EVENTS - 1);
	ck_assert_uint_eq(a.reader.place, 5);
	work(0);
	ck_assert(!reader_sorting(&a.reader));
	ck_assert_uint_eq(reader_at(&a.reader, 0), 0);
	ck_assert_uint_eq(selected(), EVENTS - 6);
	ck_assert_uint_eq(a.reader.place, EVENTS - 6);
	ck_assert(shows("2295 of 2300 by id"));
	/* Another order: the list stays as it was. */
	sort_by("-title");
	ck_assert_uint_eq(reader_at(&a.reader, 0), 0);
	press("k");
	ck_assert_uint_eq(selected(), EVENTS - 7);
	ck_assert(shows("by -title"));
	sort_by("");
	ck_assert(!reader_sorting(&a.reader));
	ck_assert_uint_eq(a.reader.place, 6);
	/* The first one is not taken for selected. */
	press_at("g", 0);
	sort_by("-title");
	work(0);
	ck_assert_uint_eq(a.reader.place, 0);
	ck_assert_uint_eq(selected(), 2298); /* war 2298 */
}
END_TEST

START_TEST(what_needs_nothing_is_done_at_once)
{
	adopt(0, 3, 0);
	work(0);
	sort_by("-date");
	ck_assert(!reader_sorting(&a.reader));
	ck_assert_uint_eq(selected(), 0);
	sort_by("\"date\""); /* the column of the dates */
	ck_assert(!reader_sorting(&a.reader));
	ck_assert_ptr_null(a.reader.sorting.name);
	ck_assert_uint_eq(selected(), 0);
	ck_assert_uint_eq(a.reader.place, EVENTS - 1);
}
END_TEST

START_TEST(typing_goes_before_ranking)
{
	adopt(0, 3, 0);
	work(0);
	sort_by("rank");
	work(0); /* there is nothing to rank */
	ck_assert_ptr_null(a.reader.sorting.list.event);
	press_at("/ w a r", 1000);
	work(1000);
	ck_assert_uint_eq(reader_count(&a.reader), EVENTS * 2 / 3 + 1);
	ck_assert_ptr_null(a.reader.sorting.list.event);
	ck_assert_int_eq(app_due(&a, 1000), APP_QUIET_MS);
	ck_assert_uint_eq(selected(), 2299); /* by date */
	press_at("<Backspace>", 1100);
	work(1100);
	ck_assert_int_eq(app_due(&a, 1100), APP_QUIET_MS);
	work(1100 + APP_QUIET_MS);
	ck_assert_ptr_nonnull(a.reader.sorting.list.event);
	ck_assert_int_eq(app_due(&a, 1100 + APP_QUIET_MS), -1);
	/* The title counts most; what is equal is by date. */
	ck_assert_uint_eq(selected(), 2298);
	ck_assert_uint_eq(reader_at(&a.reader, 1), 2295);
	press_at("<Enter>", 2000);
	work(2000);
	ck_assert(shows("/wa  1 of 1534 by rank"));
	/* Without the query there is nothing to rank, and nothing to do. */
	press_at("<Esc>", 3000);
	work(3000);
	ck_assert_ptr_null(a.reader.sorting.list.event);
	ck_assert_int_eq(app_due(&a, 3000), -1);
	ck_assert(!shows("by rank"));
}
END_TEST

START_TEST(a_query_may_go_while_it_is_ranked)
{
	struct err e = { .code = ERR_NONE };
	bool changed;

	adopt(0, 3, 0);
	work(0);
	sort_by("rank");
	ck_assert(app_search(&a, "wa* OR pe*", false, &e));
	while (find_running(&a.reader.find))
		app_search_work(&a);
	ck_assert(reader_sorting(&a.reader));
	ck_assert(reader_sort_step(&a.reader, &changed, &e));
	ck_assert_ptr_nonnull(a.reader.sorting.job);
	/* Even if nobody told the reader. */
	ck_assert(find_drop(&a.reader.find));
	while (reader_sorting(&a.reader))
		ck_assert(reader_sort_step(&a.reader, &changed, &e));
	ck_assert_ptr_null(a.reader.sorting.list.event);
}
END_TEST

START_TEST(a_list_that_grows_stays_sorted)
{
	struct delivery *last;

	adopt(0, 1, 0);
	work(0);
	sort_by("-title");
	work(0);
	press_at("j", 0);
	ck_assert_uint_eq(reader_count(&a.reader), 100);
	ck_assert_uint_eq(selected(), 96);
	adopt(1, 2, 1);
	work(APP_LOADING_MS);
	ck_assert_uint_eq(reader_count(&a.reader), 2100);
	ck_assert_uint_eq(selected(), 96);
	ck_assert_uint_eq(reader_at(&a.reader, 0), 2097);
	sort_by("id"); /* another order does not wait for the end */
	work(APP_LOADING_MS);
	ck_assert_uint_eq(reader_at(&a.reader, 0), 0);
	sort_by("-title");
	work(APP_LOADING_MS);
	/* It is not worth to sort anew for a few, but it is at the end. */
	m.delivery[2]->last = false;
	adopt(2, 3, APP_LOADING_MS);
	work(2 * APP_LOADING_MS);
	ck_assert_uint_eq(a.reader.result.n, EVENTS);
	ck_assert_uint_eq(reader_count(&a.reader), 2100);
	ck_assert(!reader_sorting(&a.reader));
	last = delivery_new();
	last->last = true;
	app_adopt(&a, last, 2 * APP_LOADING_MS);
	work(2 * APP_LOADING_MS);
	ck_assert_uint_eq(reader_count(&a.reader), EVENTS);
	ck_assert_uint_eq(selected(), 96);
	ck_assert_uint_eq(reader_at(&a.reader, 0), 2298);
}
END_TEST

START_TEST(what_the_list_lacks_yet_is_gone_to_by_date)
{
	struct err e = { .code = ERR_NONE };

	adopt(0, 2, 0);
	work(0);
	sort_by("id");
	work(0);
	adopt(2, 3, 0);
	ck_assert(reader_update(&a.reader, &e));
	ck_assert_uint_eq(reader_count(&a.reader), 2100);
	ck_assert(reader_goto(&a.reader, 2200, &e));
	ck_assert_uint_eq(selected(), 2200);
	ck_assert_uint_eq(a.reader.place, EVENTS - 1 - 2200);
	work(1);
	ck_assert_uint_eq(selected(), 2200);
	ck_assert_uint_eq(reader_count(&a.reader), EVENTS);
	ck_assert(shows("by id"));
}
END_TEST

START_TEST(years_are_found_in_any_order)
{
	struct err e = { .code = ERR_NONE };

	adopt(0, 3, 0);
	work(0);
	sort_by("id");
	work(0);
	ck_assert(reader_goto_year(&a.reader, 4000, &e));
	ck_assert_uint_eq(selected(), 1000);
	ck_assert(reader_step(&a.reader, 1, 1)); /* 4001 */
	ck_assert_uint_eq(selected(), 999);
	ck_assert(reader_step(&a.reader, 10, -2));
	ck_assert_uint_eq(selected(), 1010); /* 3990, as 4000 was one */
	ck_assert(reader_jump(&a.reader, -1, &e));
	ck_assert_uint_eq(selected(), 999);
}
END_TEST

START_TEST(reloading_keeps_the_order)
{
	adopt(0, 3, 0);
	work(0);
	sort_by("-title");
	work(0);
	app_forget(&a);
	work(1);
	ck_assert_int_eq(app_due(&a, 1), -1);
	made_read(&m, "id,date,title\na,1900,x\nb,1901,y\n", "");
	adopt(0, m.n, 2);
	work(2);
	ck_assert_uint_eq(reader_at(&a.reader, 0), 1);
	press_at("^L", 2); /* what was selected is gone, which was said */
	work(2);
	ck_assert(shows("1 of 2 by -title"));
	/* If it has other columns it cannot. */
	app_forget(&a);
	made_read(&m, "id,date,headline\na,1901,x\nb,1900,y\n", "");
	adopt(0, m.n, 3);
	work(3);
	sort_by("headline");
	app_forget(&a);
	made_read(&m, "id,date,text\na,1901,x\nb,1900,y\n", "");
	adopt(0, m.n, 4);
	work(4);
	ck_assert(shows("sort headline: no column 'headline'"));
	ck_assert_uint_eq(reader_at(&a.reader, 0), 1);
	ck_assert_int_eq(app_due(&a, 5), -1);
}
END_TEST

START_TEST(sorting_that_takes_long_is_told)
{
	struct err e = { .code = ERR_NONE };

	adopt(0, 3, 0);
	work(0);
	/* Each step is one prefix in one segment. */
	ck_assert(app_search(&a, "wa* OR pe*", false, &e));
	work(1000);
	sort_by("rank");
	app_moved(&a);
	(void)app_draw(&a, 1000);
	(void)app_draw(&a, 1299);
	ck_assert(shows("1 of 2300 "));
	ck_assert(!shows("by rank"));
	(void)app_draw(&a, 1300);
	ck_assert(reader_sorting(&a.reader));
	ck_assert(shows("1 of 2300 sorting by rank"));
	work(1400);
	ck_assert(shows("1 of 2300 by rank"));
}
END_TEST

/* ---- what fails ---- */

START_TEST(what_cannot_be_sorted_is_by_date)
{
	struct err e = { .code = ERR_NONE };
	const struct segment_ops *were;
	struct segment_ops refusing;
	struct segment *s;
	size_t start;

	adopt(0, 3, 0);
	work(0);
	ck_assert(app_search(&a, "war", false, &e));
	work(0);
	s = chronicle_segment(a.reader.chronicle, 1, &start);
	were = s->ops;
	refuse_by(s, &refusing);
	refusing.read = refuse_read;
	refusing.walk = refuse_walk;
	press_at("5 j", 0);
	sort_by("title");
	work(1);
	ck_assert(shows("sort title: refused"));
	ck_assert_uint_eq(a.reader.place, 5);
	ck_assert_int_eq(app_due(&a, 1), -1);
	press_at("j", 1);
	sort_by("rank");
	work(2);
	ck_assert(shows("sort rank: refused"));
	ck_assert_uint_eq(a.reader.place, 6);
	ck_assert_ptr_null(a.reader.sorting.name);
	s->ops = were;
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup_events, teardown);
	tcase_add_test(t, the_list_stays_until_it_is_sorted);
	tcase_add_test(t, what_needs_nothing_is_done_at_once);
	tcase_add_test(t, typing_goes_before_ranking);
	tcase_add_test(t, a_query_may_go_while_it_is_ranked);
	tcase_add_test(t, a_list_that_grows_stays_sorted);
	tcase_add_test(t, what_the_list_lacks_yet_is_gone_to_by_date);
	tcase_add_test(t, years_are_found_in_any_order);
	tcase_add_test(t, reloading_keeps_the_order);
	tcase_add_test(t, sorting_that_takes_long_is_told);
	tcase_add_test(t, what_cannot_be_sorted_is_by_date);
}

int
main(void)
{
	return made_run("sorting", add);
}
