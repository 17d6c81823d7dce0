#include "config.h"

#include "ui/find.h"

#include "unit/playing.h"

#define EVENTS 2300 /* three deliveries: 100, 2000 and the rest */

static void
setup_events(void)
{
	struct buf csv = BUF_INIT;

	setup();
	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < EVENTS; i++)
		buf_addf(&csv, "e%d,%d,event number %s\n", i, 1000 + i % 900,
		    i % 2 == 0 ? "even" : "odd");
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
	ck_assert_uint_eq(m.n, 3);
}

static void
search(const char *text)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(app_search(&a, text, false, &e), "%s", e.text);
	work(0);
}

static void
keep(void)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(find_keep(&a.reader.find, &e), "%s", e.text);
}

START_TEST(a_filter_grows_with_the_chronicle)
{
	adopt(0, 1, 0);
	(void)app_draw(&a, 0);
	search("event");
	ck_assert_uint_eq(a.reader.found, 100);
	keep();

	/* More events come, and a query before the list shows them. */
	adopt(1, 2, 0);
	search("even");
	ck_assert_uint_eq(a.reader.found, 1050);
	adopt(2, 3, 0);
	work(0);
	ck_assert_uint_eq(a.reader.found, EVENTS / 2);
	ck_assert(app_search_less(&a));
	ck_assert_uint_eq(a.reader.found, EVENTS);
	ck_assert(app_search_less(&a));
	ck_assert_ptr_null(find_set(&a.reader.find));
	ck_assert(!app_search_less(&a));
}
END_TEST

/* The later events come, the earlier they are in time. */
START_TEST(who_stands_on_the_first_hit_stays_there)
{
	struct buf csv = BUF_INIT;

	for (size_t i = 0; i < m.n; i++)
		delivery_free(m.delivery[i]);
	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < EVENTS; i++)
		buf_addf(&csv, "e%d,%d,event\n", i, 9999 - i);
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
	adopt(0, 1, 0);
	(void)app_draw(&a, 0);
	search("event");
	adopt(1, 3, 0);
	work(0);
	ck_assert_uint_eq(selected(), EVENTS - 1);
	/* A new query keeps the event. */
	search("date:8000..9500");
	ck_assert_uint_eq(selected(), 1999);
	ck_assert(app_search_less(&a));
	ck_assert_uint_eq(selected(), 1999);
}
END_TEST

/* Keys that come with a query are for what it finds. */
START_TEST(keys_do_not_overtake_a_query)
{
	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	type("/odd\rjj&date:1003..1009\rj");
	ck_assert_uint_eq(selected(), 903); /* 1003 twice before it is 1005 */
	ck_assert_str_eq(a.message, "");
}
END_TEST

START_TEST(a_query_may_be_kept_while_it_runs)
{
	struct err e = { .code = ERR_NONE };

	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	ck_assert(app_search(&a, "odd", false, &e));
	ck_assert(find_running(&a.reader.find));
	keep();
	ck_assert(app_search(&a, "date:1000..1009", false, &e));
	work(0);
	ck_assert_uint_eq(a.reader.find.nlevels, 2);
	ck_assert_uint_eq(a.reader.found, 15);
}
END_TEST

START_TEST(a_query_searches_inside_the_filters)
{
	struct buf said = BUF_INIT;

	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	search("odd");
	keep();
	search("date:1000..1009");
	/* 1000 to 1009 three times, half of them odd */
	ck_assert_uint_eq(a.reader.found, 15);
	find_describe(&a.reader.find, &said);
	ck_assert_str_eq(buf_cstr(&said), "&odd /date:1000..1009");
	buf_fini(&said);
	search("even");
	ck_assert_uint_eq(a.reader.found, 0);
	search(" ");
	ck_assert_uint_eq(a.reader.found, EVENTS / 2);
	ck_assert_str_eq(find_text(&a.reader.find), "");
}
END_TEST

START_TEST(mistakes_leave_what_was_found)
{
	struct err e = { .code = ERR_NONE };

	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	ck_assert(!find_keep(&a.reader.find, &e));
	search("odd");
	ck_assert(!app_search(&a, "(even", false, &e));
	ck_assert_str_eq(e.text, "query:1: closing parenthesis is missing");
	ck_assert_uint_eq(a.reader.found, EVENTS / 2);
	for (int i = 1; i < FIND_DEPTH; i++) {
		keep();
		search("event");
	}
	keep();
	ck_assert(!app_search(&a, "even", false, &e));
	ck_assert_str_eq(e.text, "8 filters are the most");
	ck_assert_uint_eq(a.reader.found, EVENTS / 2);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup_events, teardown);
	tcase_add_test(t, a_filter_grows_with_the_chronicle);
	tcase_add_test(t, who_stands_on_the_first_hit_stays_there);
	tcase_add_test(t, keys_do_not_overtake_a_query);
	tcase_add_test(t, a_query_may_be_kept_while_it_runs);
	tcase_add_test(t, a_query_searches_inside_the_filters);
	tcase_add_test(t, mistakes_leave_what_was_found);
}

int
main(void)
{
	return made_run("find", add);
}
