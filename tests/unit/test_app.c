#include "config.h"

#include "ui/app.h"

#include "plat/keys.h"
#include "unit/playing.h"

static void
read_events(int n)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < n; i++)
		buf_addf(&csv, "e%d,%04d,Event %d\n", i, 3000 - i, i);
	made_read(&m, csv.p, "");
	buf_fini(&csv);
}

START_TEST(nothing_is_due_at_rest)
{
	static const struct {
		int rows, cols;
	} sizes[] = { { 24, 80 }, { 5, 20 }, { 4, 20 }, { 1, 1 } };

	read_events(10);
	adopt(0, m.n, 0);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		app_resize(&a, sizes[i].rows, sizes[i].cols);
		ck_assert_int_eq(app_due(&a, 0), 0);
		ck_assert(app_draw(&a, 0));
		ck_assert_int_eq(app_due(&a, 0), -1);
		ck_assert(!app_draw(&a, 10000));
		press_at("j x :", 0);
		(void)app_draw(&a, 0);
		ck_assert_int_eq(app_due(&a, 0), -1);
		press_at("<Esc>", 0);
		(void)app_draw(&a, 0);
		ck_assert_int_eq(app_due(&a, 0), -1);
	}
}
END_TEST

START_TEST(thrift_waits_for_quiet)
{
	struct err e;

	read_events(10);
	adopt(0, m.n, 0);
	ck_assert(setup_line(&a, str_of("set thrift on"), &e));
	ck_assert(app_draw(&a, 0));
	press_at("j", 1000);
	ck_assert_int_eq(app_due(&a, 1000), 0);
	ck_assert(app_draw(&a, 1000));
	ck_assert_int_eq(app_due(&a, 1000), APP_QUIET_MS);
	press_at("j", 1100);
	ck_assert(app_draw(&a, 1100));
	ck_assert_int_eq(app_due(&a, 1100), APP_QUIET_MS);
	ck_assert_int_eq(app_due(&a, 1219), 1);
	ck_assert(!app_draw(&a, 1219));
	ck_assert(shows("1 of 10"));
	ck_assert(app_draw(&a, 1220));
	ck_assert(shows("3 of 10"));
	ck_assert_int_eq(app_due(&a, 1220), -1);
	/* Without thrift it is shown at once. */
	ck_assert(setup_line(&a, str_of("set thrift off"), &e));
	press_at("j", 2000);
	ck_assert(app_draw(&a, 2000));
	ck_assert(shows("4 of 10"));
	ck_assert_int_eq(app_due(&a, 2000), -1);
}
END_TEST

START_TEST(loading_is_shown_once_a_second)
{
	read_events(3000);
	ck_assert_uint_ge(m.n, 3);
	m.delivery[1]->share = 42;
	adopt(0, 1, 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(shows("100 events"));
	ck_assert(shows("loading"));
	adopt(1, 2, 10);
	ck_assert(!app_draw(&a, 10));
	ck_assert_int_eq(app_due(&a, 10), APP_LOADING_MS - 10);
	/* A key does not wait for that. */
	press_at("j", 20);
	ck_assert(app_draw(&a, 20));
	ck_assert(shows("100 events"));
	ck_assert(app_draw(&a, APP_LOADING_MS));
	ck_assert(shows("2100 events"));
	ck_assert(shows("loading 42%"));
	/* The end is shown at once. */
	adopt(2, m.n, 1100);
	ck_assert(app_draw(&a, 1100));
	ck_assert(shows("3000 events"));
	ck_assert(!shows("loading"));
	ck_assert_int_eq(app_due(&a, 1100), -1);
}
END_TEST

START_TEST(target_is_gone_to_when_it_is_there)
{
	read_events(3000);
	app_set_target(&a, "e2500");
	for (size_t i = 0; i < m.n; i++) {
		adopt(i, i + 1, 0);
		ck_assert(app_draw(&a, (int64_t)i * APP_LOADING_MS));
		ck_assert_int_eq(shows("#2501"), a.target == NULL);
	}
	ck_assert(a.target == NULL);
	ck_assert(shows("#2501"));
	press_at("^O", 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(!shows("#2501"));
}
END_TEST

START_TEST(reloading_comes_back)
{
	read_events(300);
	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	press_at("5 j <Tab>", 0);
	(void)app_draw(&a, 0);
	ck_assert(shows("#295"));
	app_forget(&a);
	(void)app_draw(&a, 0);
	ck_assert(shows("loading"));
	read_events(400);
	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	ck_assert(shows("#295"));
	ck_assert(shows("400 events"));
	ck_assert(shows("read again"));
	press_at("j", 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(!shows("read again"));
}
END_TEST

/* Type text after the slash, and do what is due then. */
static bool
finds(const char *text)
{
	bool found;

	type_at("/", 0);
	type(text);
	found = find_set(&a.reader.find) != NULL;
	press("<Esc>");
	return found;
}

START_TEST(one_letter_waits_where_there_is_much)
{
	read_events(50001);
	adopt(0, m.n, 0);
	ck_assert(!finds("e"));
	ck_assert(!finds(" e "));
	ck_assert(!finds("\"event 1"));
	ck_assert(!finds("-\"event 1\" \"e"));
	ck_assert(finds("ev"));
	ck_assert(finds("event 1"));
	ck_assert(finds("\"event 12"));
	ck_assert(finds("\"event 1\""));
	/* Until Enter asks for it. */
	press("/ e <Enter>");
	ck_assert(shows("50001 of 50001"));
}
END_TEST

START_TEST(loader_that_fails_is_told)
{
	struct delivery *d;

	read_events(5);
	d = m.delivery[m.n - 1];
	d->failed = true;
	(void)err_set(&d->e, ERR_IO, "made.csv: the disk is gone");
	adopt(0, m.n, 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(shows("made.csv: the disk is gone"));
	ck_assert(shows("5 events"));
	ck_assert_int_eq(a.failure.code, ERR_IO);
}
END_TEST

START_TEST(cursor_is_where_the_eyes_are)
{
	int y, x;

	read_events(10);
	adopt(0, m.n, 0);
	(void)app_draw(&a, 0);
	press_at("j", 0);
	(void)app_draw(&a, 0);
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, a.layout.pane[PANE_EVENTS].y + 2);
	ck_assert_int_eq(x, a.layout.pane[PANE_EVENTS].x);
	press_at(": a b", 0);
	(void)app_draw(&a, 0);
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, 23);
	ck_assert_int_eq(x, 4);
	app_resize(&a, 2, 2);
	(void)app_draw(&a, 0);
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, 0);
	ck_assert_int_eq(x, 0);
}
END_TEST

/* What the status line says of a file with that title in it. */
static void
says(const char *title, const char *want)
{
	char csv[256];

	(void)snprintf(csv, sizeof csv, "id,title\n1,%s\n", title);
	open_csv(csv);
	ck_assert_str_eq(a.message, want);
	ck_assert(!a.alarming);
}

START_TEST(an_encoding_is_told)
{
	says("\xEF\xE5\xF0\xE2\xEE\xE5 \xF1\xEE\xE1\xFB\xF2\xE8\xE5",
	    "read as WINDOWS-1251 (guessed; --encoding NAME changes it)");
	type(":problems\r");
	ck_assert_str_eq(a.message,
	    "no problems; read as WINDOWS-1251 (guessed; --encoding NAME "
	    "changes it)");
}
END_TEST

START_TEST(how_the_dates_of_an_order_are_read_is_told)
{
	open_csv("date,title,seen,left\n1999,a,3/4/1999,5\n1999,b,,7\n");
	ck_assert_str_eq(a.message, "");
	type(":sort seen\r");
	ck_assert_str_eq(a.message,
	    "seen: dates like 3/4/1999 are read month first; --date-order dmy "
	    "changes it");
	type(":sort left\r");
	ck_assert_str_eq(a.message, "");
}
END_TEST

START_TEST(utf8_is_not_told)
{
	says("\xD7\xA9\xD7\x9C", "");
	type(":problems\r");
	ck_assert_str_eq(a.message, "no problems");
}
END_TEST

START_TEST(an_encoding_is_told_with_the_problems)
{
	open_csv("id,title,date\n1,\xEF\xE5\xF0\xE2\xEE\xE5 "
		 "\xF1\xEE\xE1\xFB\xF2\xE8\xE5,x\n");
	ck_assert(a.alarming);
	type(":problems\r");
	ck_assert(app_covered(&a, "problems"));
	ck_assert(shows("read as WINDOWS-1251"));
}
END_TEST

START_TEST(end_of_input_quits)
{
	app_key(&a, TERM_KEY_EOF, 0);
	ck_assert(a.quit);
}
END_TEST

START_TEST(any_keys_will_do)
{
	static const char keys[] = "jkgGJK[]{}()hlq+-|z><?:\t\r\033 b15x#";

	read_events(150);
	adopt(0, m.n, 0);
	press_any(keys, (uint32_t)_i + 1, 60, 180);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nothing_is_due_at_rest);
	tcase_add_test(t, thrift_waits_for_quiet);
	tcase_add_test(t, loading_is_shown_once_a_second);
	tcase_add_test(t, target_is_gone_to_when_it_is_there);
	tcase_add_test(t, reloading_comes_back);
	tcase_add_test(t, one_letter_waits_where_there_is_much);
	tcase_add_test(t, loader_that_fails_is_told);
	tcase_add_test(t, cursor_is_where_the_eyes_are);
	tcase_add_test(t, an_encoding_is_told);
	tcase_add_test(t, how_the_dates_of_an_order_are_read_is_told);
	tcase_add_test(t, utf8_is_not_told);
	tcase_add_test(t, an_encoding_is_told_with_the_problems);
	tcase_add_test(t, end_of_input_quits);
	tcase_add_loop_test(t, any_keys_will_do, 0, 8);
}

int
main(void)
{
	return made_run("app", add);
}
