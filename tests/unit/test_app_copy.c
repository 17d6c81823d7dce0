#include "config.h"

#include "unit/reading.h"

/* A chronicle of n events; each title has so many bytes more. */
static void
read_events(int n, int more)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title,kind\n");
	for (int i = 0; i < n; i++)
		buf_addf(&csv, "e%d,%d,Event %d%*s.,%s\n", i, 1000 + i, i, more,
		    "", i % 2 == 0 ? "even" : "odd");
	made_read(&m, csv.p, "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	(void)app_draw(&a, 0);
	buf_fini(&csv);
}

static void
copy_result(void)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(app_copy(&a, str_of("result"), false, &e), "%s", e.text);
}

/* How often the app worked until the text was put together. */
static int
put_together(void)
{
	int n = 0;

	for (; a.gather.running; n++) {
		ck_assert_int_eq(app_due(&a, n), 0);
		(void)app_draw(&a, n);
		ck_assert_int_lt(n, 1000);
	}
	return n;
}

static size_t
count_lines(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

START_TEST(short_list_is_there_at_once)
{
	read_events(3, 0);
	copy_result();
	ck_assert(!a.gather.running);
	ck_assert(a.errand.copying);
	ck_assert_str_eq(buf_cstr(&a.errand.copy),
	    "1000  Event 0.\n1001  Event 1.\n1002  Event 2.\n");
}
END_TEST

START_TEST(long_list_takes_pieces)
{
	read_events(3000, 0);
	copy_result();
	ck_assert(a.gather.running);
	ck_assert(!errand_waits(&a.errand));
	ck_assert_int_gt(put_together(), 5);
	ck_assert(errand_waits(&a.errand));
	ck_assert_uint_eq(count_lines(buf_str(&a.errand.copy)), 3000);
	/* And nothing is left to be done. */
	(void)app_draw(&a, 100000);
	ck_assert_int_eq(app_due(&a, 200000), -1);
}
END_TEST

START_TEST(key_stops_it)
{
	read_events(3000, 0);
	copy_result();
	app_key(&a, 'j', 0);
	ck_assert(!a.gather.running);
	ck_assert_uint_eq(a.gather.text.n, 0);
	ck_assert(!errand_waits(&a.errand));
}
END_TEST

START_TEST(another_list_begins_again)
{
	struct err e = { .code = ERR_NONE };
	struct str text;

	read_events(3000, 0);
	copy_result();
	ck_assert(app_search(&a, "kind:odd", false, &e));
	(void)put_together();
	text = buf_str(&a.errand.copy);
	ck_assert_uint_eq(count_lines(text), 1500);
	ck_assert_int_eq(strncmp(text.p, "1001  Event 1.\n1003", 19), 0);
}
END_TEST

START_TEST(order_is_that_of_the_list)
{
	struct err e = { .code = ERR_NONE };

	read_events(3000, 0);
	ck_assert(reader_sort(&a.reader, "-date", &e));
	copy_result();
	for (int i = 0; a.gather.running; i += 50)
		(void)app_draw(&a, i);
	ck_assert_int_eq(
	    strncmp(a.errand.copy.p, "3999  Event 2999.\n3998", 22), 0);
	ck_assert_uint_eq(count_lines(buf_str(&a.errand.copy)), 3000);
}
END_TEST

START_TEST(too_long_list_is_refused)
{
	read_events(6000, 200);
	copy_result();
	(void)put_together();
	ck_assert(!errand_waits(&a.errand));
	ck_assert_str_eq(
	    a.message, "not copied: the list takes more than 1048576 bytes");
	ck_assert(a.alarming);
}
END_TEST

START_TEST(chronicle_that_goes_takes_it_along)
{
	read_events(3000, 0);
	copy_result();
	app_forget(&a);
	ck_assert(!a.gather.running);
	(void)app_draw(&a, 0);
	ck_assert(!errand_waits(&a.errand));
}
END_TEST

START_TEST(plain_is_shown_instead)
{
	struct err e = { .code = ERR_NONE };

	read_events(1, 0);
	ck_assert(app_copy(&a, str_of("id"), true, &e));
	ck_assert(a.errand.showing && !a.errand.copying);
	ck_assert_str_eq(buf_cstr(&a.errand.show), "e0");
	ck_assert(!app_copy(&a, str_of("text "), true, &e));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, short_list_is_there_at_once);
	tcase_add_test(t, long_list_takes_pieces);
	tcase_add_test(t, key_stops_it);
	tcase_add_test(t, another_list_begins_again);
	tcase_add_test(t, order_is_that_of_the_list);
	tcase_add_test(t, too_long_list_is_refused);
	tcase_add_test(t, chronicle_that_goes_takes_it_along);
	tcase_add_test(t, plain_is_shown_instead);
}

int
main(void)
{
	return made_run("app_copy", add);
}
