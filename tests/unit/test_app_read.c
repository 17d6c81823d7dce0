/*
 * What an app knows to be read, and what another one is told of it.
 */
#include "config.h"

#include "ui/app.h"

#include "cli/left.h"
#include "model/ids.h"
#include "unit/leaving.h"

START_TEST(unread_is_what_was_not_read)
{
	open_csv(FIVE);
	read_event();
	press("j j"); /* gone past */
	now += READING_MS;
	run("unread");
	assert_find("/is:unread", 3);
	run("search is:read");
	assert_find("/is:read", 2);
	run("search is:unread five");
	assert_find("/is:unread five", 1);
	run("search -is:unread");
	assert_find("/-is:unread", 2);
	leave();
	open_csv(FIVE);
	run("search y*");
	press("<Esc>");
	run("search section:x");
	run("unread");
	assert_find("&section:x /is:unread", 2);
	/* What is read now goes when it is asked again. */
	now += READING_MS;
	run("unread");
	assert_find("&section:x /is:unread", 1);
	run("unread");
	assert_find("&section:x /is:unread", 1);
	leave();
}
END_TEST

START_TEST(reading_again_the_file_asks_again)
{
	open_csv(FIVE);
	read_event();
	run("unread");
	assert_find("/is:unread", 4);
	app_forget(&a);
	load(HEADER "e,1905,x,Five,5\na,1901,x,One,1\nb,1902,y,Two,2\n");
	assert_find("/is:unread", 2);
	leave();
}
END_TEST

START_TEST(the_shell_is_told_the_same)
{
	const struct query_node read = { .kind = QUERY_IS, .value = "read" },
				unread = { .kind = QUERY_IS,
					.value = "unread" };
	struct err e = { .code = ERR_NONE };
	uint64_t is[1] = { 0 }, is_not[1] = { 0 };
	struct left *l;

	ck_assert_int_eq(setenv("XDG_DATA_HOME", home, 1), 0);
	open_csv(FIVE);
	press("j");
	read_event();
	leave();
	open_csv(FIVE);
	l = left_new(a.reader.chronicle, csv, &e);
	ck_assert_msg(l != NULL, "%s", e.text);
	ck_assert(left_answer(l, &read, 0, is, 5, &e));
	ck_assert(left_answer(l, &unread, 0, is_not, 5, &e));
	ck_assert_uint_eq(is[0], 0x2);
	ck_assert_uint_eq(is_not[0], 0x1D);
	left_free(l);
	app_fini(&a);
}
END_TEST

START_TEST(chronicles_do_not_mix)
{
	char other[128];

	open_csv(FIVE);
	read_event();
	leave();
	(void)snprintf(other, sizeof other, "%s/other.csv", home);
	ck_assert(paths_write(other, "", 0, NULL));
	begin();
	app_keep(&a, other, false, false);
	load(FIVE);
	run("search is:read");
	ck_assert_uint_eq(a.reader.found, 0);
	leave();
}
END_TEST

/* What two names would share says whose it is. */
START_TEST(what_is_of_another_one_is_not_taken)
{
	static const char *const of[] = { csv, "/nowhere" };
	char name[40];

	(void)snprintf(name, sizeof name, "read/%016llx",
	    (unsigned long long)ids_hash(str_of(csv)));
	for (size_t i = 0; i < LENGTH(of); i++) {
		struct buf text = BUF_INIT;

		open_csv(FIVE);
		buf_addf(&text, "of=%s\n%08X\n", of[i],
		    (unsigned)visits_key(a.reader.chronicle, 3));
		write_file(name, text.p, text.n);
		run("search is:read");
		ck_assert_uint_eq(a.reader.found, i == 0 ? 1 : 0);
		app_fini(&a);
		buf_fini(&text);
	}
}
END_TEST

START_TEST(what_is_read_last_counts)
{
	open_csv(FIVE);
	now += READING_MS;
	leave(); /* no key came, a signal did */
	open_csv(FIVE);
	run("search is:read");
	ck_assert_uint_eq(a.reader.found, 1);
	app_fini(&a);
}
END_TEST

/* Who waits for the place to be loaded does not read what is shown then. */
START_TEST(waiting_is_not_reading)
{
	struct buf text = BUF_INIT;

	leave_far(&text);
	begin();
	app_keep(&a, csv, false, false);
	made_read(&m, buf_cstr(&text), "");
	for (size_t i = 0; i < m.n; i++) {
		app_adopt(&a, m.delivery[i], now);
		settle();
		now += READING_MS;
		if (i + 1 < m.n)
			press("^L"); /* a key that goes nowhere */
	}
	ck_assert_uint_gt(m.n, 1);
	assert_selected("Event 29000");
	leave();
	open_csv(buf_cstr(&text));
	run("search is:read");
	ck_assert_uint_eq(a.reader.found, 1);
	assert_selected("Event 29000");
	app_fini(&a);
	buf_fini(&text);
}
END_TEST

START_TEST(marks_are_for_who_asks)
{
	open_csv(FIVE);
	read_event();
	settle();
	ck_assert_int_eq(canvas_at(a.canvas, 2, 45)->style, STYLE_NORMAL);
	run("set read-marks on");
	ck_assert_int_eq(canvas_at(a.canvas, 2, 45)->style, STYLE_READ);
	/* Over SSH, too. */
	ck_assert_uint_eq(
	    theme_look(&a.theme, STYLE_READ, true).attributes, LOOK_DIM);
	leave();
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, unread_is_what_was_not_read);
	tcase_add_test(t, reading_again_the_file_asks_again);
	tcase_add_test(t, the_shell_is_told_the_same);
	tcase_add_test(t, chronicles_do_not_mix);
	tcase_add_test(t, what_is_of_another_one_is_not_taken);
	tcase_add_test(t, what_is_read_last_counts);
	tcase_add_test(t, waiting_is_not_reading);
	tcase_add_test(t, marks_are_for_who_asks);
}

int
main(void)
{
	return made_run("app_read", add);
}
