#include "config.h"

#include "ui/app.h"

#include "made.h"
#include "plat/keys.h"
#include "ui/key.h"
#include "ui/setup.h"

static struct app a;
static struct buf screen;

static void
setup(void)
{
	app_init(&a, false, false);
	setup_keys(&a);
	buf_init(&screen);
	app_resize(&a, 24, 80);
}

static void
teardown(void)
{
	buf_fini(&screen);
	app_fini(&a);
}

/* What was read by now, and what is still to come. */
static struct made m;

static void
read_events(int n)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < n; i++)
		buf_addf(&csv, "e%d,%d,Event %d\n", i, 3000 - i, i);
	made_read(&m, csv.p, "");
	buf_fini(&csv);
}

static void
press(const char *names, int64_t now)
{
	struct str rest = str_of(names), name;
	char text[16];
	uint32_t key;

	while (str_split(&rest, ' ', &name)) {
		(void)snprintf(text, sizeof text, "%.*s", (int)name.n, name.p);
		ck_assert_msg(key_parse(text, &key), "%s", text);
		app_key(&a, key, now);
	}
}

static bool
shows(const char *text)
{
	buf_clear(&screen);
	canvas_text(a.canvas, &screen);
	return strstr(buf_cstr(&screen), text) != NULL;
}

START_TEST(nothing_is_due_at_rest)
{
	static const struct {
		int rows, cols;
	} sizes[] = { { 24, 80 }, { 5, 20 }, { 4, 20 }, { 1, 1 } };

	read_events(10);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	for (size_t i = 0; i < LENGTH(sizes); i++) {
		app_resize(&a, sizes[i].rows, sizes[i].cols);
		ck_assert_int_eq(app_due(&a, 0), 0);
		ck_assert(app_draw(&a, 0));
		ck_assert_int_eq(app_due(&a, 0), -1);
		ck_assert(!app_draw(&a, 10000));
		press("j x :", 0);
		(void)app_draw(&a, 0);
		ck_assert_int_eq(app_due(&a, 0), -1);
		press("<Esc>", 0);
		(void)app_draw(&a, 0);
		ck_assert_int_eq(app_due(&a, 0), -1);
	}
}
END_TEST

START_TEST(thrift_waits_for_quiet)
{
	struct err e;

	read_events(10);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	ck_assert(setup_line(&a, str_of("set thrift on"), &e));
	ck_assert(app_draw(&a, 0));
	press("j", 1000);
	ck_assert_int_eq(app_due(&a, 1000), 0);
	ck_assert(app_draw(&a, 1000));
	ck_assert_int_eq(app_due(&a, 1000), APP_QUIET_MS);
	press("j", 1100);
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
	press("j", 2000);
	ck_assert(app_draw(&a, 2000));
	ck_assert(shows("4 of 10"));
	ck_assert_int_eq(app_due(&a, 2000), -1);
}
END_TEST

START_TEST(loading_is_shown_once_a_second)
{
	read_events(3000);
	ck_assert_uint_ge(m.n, 3);
	app_adopt(&a, m.delivery[0], 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(shows("100 events"));
	ck_assert(shows("loading"));
	app_adopt(&a, m.delivery[1], 10);
	ck_assert(!app_draw(&a, 10));
	ck_assert_int_eq(app_due(&a, 10), APP_LOADING_MS - 10);
	/* A key does not wait for that. */
	press("j", 20);
	ck_assert(app_draw(&a, 20));
	ck_assert(shows("100 events"));
	ck_assert(app_draw(&a, APP_LOADING_MS));
	ck_assert(shows("2100 events"));
	/* The end is shown at once. */
	for (size_t i = 2; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 1100);
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
		app_adopt(&a, m.delivery[i], 0);
		ck_assert(app_draw(&a, (int64_t)i * APP_LOADING_MS));
		ck_assert_int_eq(shows("#2501"), a.target == NULL);
	}
	ck_assert(a.target == NULL);
	ck_assert(shows("#2501"));
	press("^O", 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(!shows("#2501"));
}
END_TEST

START_TEST(reloading_comes_back)
{
	read_events(300);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	(void)app_draw(&a, 0);
	press("5 j <Tab>", 0);
	(void)app_draw(&a, 0);
	ck_assert(shows("#295"));
	app_forget(&a);
	(void)app_draw(&a, 0);
	ck_assert(shows("loading"));
	read_events(400);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	(void)app_draw(&a, 0);
	ck_assert(shows("#295"));
	ck_assert(shows("400 events"));
	ck_assert(shows("read again"));
	press("j", 0);
	ck_assert(app_draw(&a, 0));
	ck_assert(!shows("read again"));
}
END_TEST

/* Type text after the slash, and do what is due then. */
static bool
finds(const char *text)
{
	bool found;

	press("/", 0);
	for (; *text != '\0'; text++)
		app_key(&a, (unsigned char)*text, 0);
	do
		(void)app_draw(&a, 0);
	while (app_due(&a, 0) == 0);
	found = find_set(&a.reader.find) != NULL;
	press("<Esc>", 0);
	do
		(void)app_draw(&a, 0);
	while (app_due(&a, 0) == 0);
	return found;
}

START_TEST(one_letter_waits_where_there_is_much)
{
	read_events(50001);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	ck_assert(!finds("e"));
	ck_assert(!finds(" e "));
	ck_assert(!finds("\"event 1"));
	ck_assert(!finds("-\"event 1\" \"e"));
	ck_assert(finds("ev"));
	ck_assert(finds("event 1"));
	ck_assert(finds("\"event 12"));
	ck_assert(finds("\"event 1\""));
	/* Until Enter asks for it. */
	press("/ e <Enter>", 0);
	do
		(void)app_draw(&a, 0);
	while (app_due(&a, 0) == 0);
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
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
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
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	(void)app_draw(&a, 0);
	press("j", 0);
	(void)app_draw(&a, 0);
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, a.layout.pane[PANE_EVENTS].y + 2);
	ck_assert_int_eq(x, a.layout.pane[PANE_EVENTS].x);
	press(": a b", 0);
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

START_TEST(end_of_input_quits)
{
	app_key(&a, TERM_KEY_EOF, 0);
	ck_assert(a.quit);
}
END_TEST

/* Any keys in any order, at any size: nothing falls over, and what is on the
 * screen is within it. */
START_TEST(any_keys_will_do)
{
	static const char keys[] = "jkgGJK[]{}()hlq+-|z><?:\t\r\033 b15x#";
	uint32_t seed = (uint32_t)_i + 1;

	read_events(150);
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	for (int64_t now = 0; now < 3000; now++) {
		int y, x;

		seed = seed * 1664525 + 1013904223;
		if ((seed >> 8) % 50 == 0)
			app_resize(&a, (int)(seed >> 10) % 60 + 1,
			    (int)(seed >> 16) % 180 + 1);
		else
			app_key(&a,
			    (uint32_t)keys[(seed >> 8) % (sizeof keys - 1)],
			    now);
		if ((seed >> 24) % 3 == 0)
			continue;
		(void)app_draw(&a, now);
		app_cursor(&a, &y, &x);
		ck_assert(y >= 0 && y < canvas_rows(a.canvas));
		ck_assert(x >= 0 && x < canvas_cols(a.canvas));
		a.quit = a.reload = a.redraw = a.suspend = a.stop = false;
	}
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
	tcase_add_test(t, end_of_input_quits);
	tcase_add_loop_test(t, any_keys_will_do, 0, 8);
}

int
main(void)
{
	return made_run("app", add);
}
