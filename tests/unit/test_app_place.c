/*
 * What an app leaves in files, and what another one makes of them.
 */
#include "config.h"

#include "ui/app.h"

#include <signal.h>
#include <sys/wait.h>

#include "ui/state.h"
#include "unit/leaving.h"

START_TEST(all_of_it_comes_back)
{
	open_csv(FIVE);
	run("sort -date");
	press("h j l");
	press("j <Enter>");
	ck_assert_uint_eq(a.reader.section, 0);
	assert_selected("Three");
	run("layout columns");
	press("z");
	leave();
	open_csv(HEADER "n,1900,y,New,\ne,1905,x,Five,5\nc,1903,x,Three,3\n");
	ck_assert_uint_eq(a.reader.section, 1);
	assert_selected("Three");
	ck_assert_str_eq(a.reader.sorting.name, "-date");
	ck_assert_int_eq(a.options.layout, LAYOUT_COLUMNS);
	ck_assert_int_eq(a.focus, PANE_TEXT);
	ck_assert(a.zoomed);
	ck_assert_str_eq(a.message, "");
	app_fini(&a);
}
END_TEST

START_TEST(what_is_gone_is_said)
{
	open_csv(FIVE);
	press("h j j l j");
	assert_selected("Four");
	leave();
	open_csv(HEADER "a,1901,x,One,1\nb,1902,x,Two,2\n");
	ck_assert_str_eq(a.message, "no section 'y'; no event 'd'");
	assert_selected("Two");
	leave();
	open_csv(HEADER); /* today nothing is in it at all */
	leave();
	open_csv(FIVE); /* and they are there again */
	assert_selected("Four");
	ck_assert_uint_eq(a.reader.section, 1);
	app_fini(&a);
}
END_TEST

START_TEST(without_ids_number_and_title_count)
{
	open_csv(NO_IDS);
	press("j j");
	leave();
	open_csv(NO_IDS);
	assert_selected("Three");
	ck_assert_str_eq(a.message, "");
	app_fini(&a);
	open_csv("date,title\n1901,One\n1902,Two\n1902-02,New\n1903,Three\n");
	ck_assert_str_eq(a.message, "event #3 is another one now");
	app_fini(&a);
}
END_TEST

START_TEST(the_first_event_is_no_place)
{
	open_csv(FIVE);
	press("j k");
	leave();
	ck_assert_int_ne(access(path_of("places"), F_OK), 0);
	open_csv(FIVE);
	press("j");
	leave();
	open_csv(FIVE);
	assert_selected("Two");
	press("g");
	leave();
	open_csv(FIVE);
	assert_selected("One");
	app_fini(&a);
}
END_TEST

START_TEST(looking_up_leaves_the_place)
{
	open_csv(FIVE);
	run("sort -title");
	press("j j j");
	assert_selected("Four");
	leave();
	begin();
	app_set_target(&a, "c");
	app_keep(&a, csv, false, false);
	load(FIVE);
	assert_selected("Three");
	ck_assert_str_eq(a.reader.sorting.name, "-title");
	leave();
	begin();
	app_keep(&a, csv, true, false);
	load(FIVE);
	assert_selected("One");
	ck_assert_ptr_null(a.reader.sorting.name);
	leave();
	open_csv(FIVE);
	assert_selected("Four");
	app_fini(&a);
	/* Who goes on from there has another place. */
	begin();
	app_set_target(&a, "c");
	app_keep(&a, csv, false, false);
	load(FIVE);
	press("K");
	leave();
	open_csv(FIVE);
	assert_selected("Two");
	app_fini(&a);
}
END_TEST

START_TEST(the_command_line_has_the_layout)
{
	open_csv(FIVE);
	run("layout columns");
	leave();
	begin();
	app_keep(&a, csv, false, true);
	load(FIVE);
	ck_assert_int_eq(a.options.layout, LAYOUT_AUTO);
	app_fini(&a);
}
END_TEST

/* It is where it was while it is loaded, and stays so if that is not done. */
START_TEST(who_leaves_before_keeps_the_place)
{
	struct buf text = BUF_INIT;

	leave_far(&text);
	for (int moves = 0; moves < 2; moves++) {
		begin();
		app_keep(&a, csv, false, false);
		made_read(&m, buf_cstr(&text), "");
		ck_assert_uint_gt(m.n, 1);
		app_adopt(&a, m.delivery[0], now);
		settle();
		ck_assert_uint_eq(a.reader.place, 0);
		if (moves > 0)
			press("j");
		leave();
		for (size_t i = 1; i < m.n; i++)
			delivery_free(m.delivery[i]);
		now += 10000;
		open_csv(buf_cstr(&text));
		assert_selected(moves > 0 ? "Event 1" : "Event 29000");
		app_fini(&a);
	}
	buf_fini(&text);
}
END_TEST

START_TEST(nothing_is_kept_of_standard_input)
{
	begin();
	app_keep(&a, "-", false, false);
	load(FIVE);
	now += READING_MS;
	press("j j");
	leave();
	ck_assert_int_ne(access(path_of(""), F_OK), 0);
}
END_TEST

START_TEST(files_may_hold_anything)
{
	static const char *const rest[] = {
		"event=%00%FF section=%1B[2J order=nosuch layout=x pane=9",
		"zoom=2 event=x text=999999999999 line=99999999999",
		"number=0 title=99999999999",
		"number=4294967295 title=1 line=4294967295 text=67108864",
		"number=2 text=67108864",
		"event=b line=0 text=67108864",
		"event= section=",
		"order=\"",
		"pane=text pane=sections zoom=1",
		"layout=columns layout=single",
	};

	for (size_t i = 0; i < LENGTH(rest); i++) {
		struct buf line = BUF_INIT;

		buf_addf(&line, "\377\001\n\nof=%s %s\n", csv, rest[i]);
		write_file("places", line.p, line.n);
		open_csv(FIVE);
		press("j k <Enter> <Space> h");
		ck_assert_uint_eq(reader_count(&a.reader), 5);
		press("Q");
		leave();
		buf_fini(&line);
	}
}
END_TEST

/* ---- several at once, and none at all ---- */

START_TEST(none_loses_what_others_keep)
{
	enum { READERS = 12 };
	pid_t pid[READERS];
	char path[128];

	for (int i = 0; i < READERS; i++) {
		(void)snprintf(path, sizeof path, "%s/c%d.csv", home, i / 2);
		ck_assert(paths_write(path, "", 0, NULL));
	}
	for (int i = 0; i < READERS; i++) {
		if ((pid[i] = fork()) > 0)
			continue;
		(void)snprintf(path, sizeof path, "%s/c%d.csv", home, i / 2);
		begin();
		app_keep(&a, path, false, false);
		load(FIVE);
		press(i % 2 == 0 ? "j" : "j j");
		read_event();
		_exit(app_place_save(&a, now, NULL) ? 0 : 1);
	}
	for (int i = 0; i < READERS; i++) {
		int status = -1;

		ck_assert_int_eq(waitpid(pid[i], &status, 0), pid[i]);
		ck_assert_int_eq(status, 0);
	}
	for (int i = 0; i < READERS / 2; i++) {
		(void)snprintf(path, sizeof path, "%s/c%d.csv", home, i);
		begin();
		app_keep(&a, path, false, false);
		load(FIVE);
		ck_assert_uint_ge(a.reader.place, 2);
		run("search is:read");
		ck_assert_uint_eq(a.reader.found, 2);
		app_fini(&a);
	}
}
END_TEST

START_TEST(none_loses_what_others_entered)
{
	enum { READERS = 12 };
	pid_t pid[READERS];
	char line[32];
	struct buf all = BUF_INIT;

	for (int i = 0; i < READERS; i++) {
		if ((pid[i] = fork()) > 0)
			continue;
		begin();
		load(FIVE);
		(void)snprintf(line, sizeof line, "set history %d", 100 + i);
		run(line);
		press("/");
		app_key(&a, 'a' + (uint32_t)i, now);
		press("<Enter>");
		_exit(setup_remember(&a, NULL) ? 0 : 1);
	}
	for (int i = 0; i < READERS; i++) {
		int status = -1;

		ck_assert_int_eq(waitpid(pid[i], &status, 0), pid[i]);
		ck_assert_int_eq(status, 0);
	}
	state_read("prompt", &all);
	state_read("searches", &all);
	for (int i = 0; i < READERS; i++) {
		(void)snprintf(line, sizeof line, "set history %d\n", 100 + i);
		ck_assert_ptr_nonnull(strstr(buf_cstr(&all), line));
		(void)snprintf(line, sizeof line, "\n%c\n", 'a' + i);
		ck_assert_ptr_nonnull(strstr(buf_cstr(&all), line));
	}
	buf_fini(&all);
}
END_TEST

START_TEST(a_lock_that_is_held_is_waited_for_and_said)
{
	struct err e = { .code = ERR_NONE };
	int ends[2], status;
	char c;
	pid_t pid;

	ck_assert_int_eq(pipe(ends), 0);
	if ((pid = fork()) == 0) {
		if (paths_lock(path_of("lock"), 0, NULL) < 0 ||
		    write(ends[1], "x", 1) != 1)
			_exit(1);
		(void)pause();
	}
	ck_assert_int_eq(read(ends[0], &c, 1), 1);
	open_csv(FIVE);
	press("j");
	ck_assert(!app_place_save(&a, now, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "lock: another reader writes"));
	(void)kill(pid, SIGKILL); /* the lock goes with it */
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	leave();
	open_csv(FIVE);
	assert_selected("Two");
	app_fini(&a);
	(void)close(ends[0]);
	(void)close(ends[1]);
}
END_TEST

START_TEST(where_there_can_be_no_files_it_is_said)
{
	struct err e = { .code = ERR_NONE };
	char want[256];

	ck_assert(paths_write(path_of("places"), "", 0, NULL));
	ck_assert_int_eq(setenv("XDG_STATE_HOME", csv, 1), 0);
	open_csv(FIVE);
	press("j");
	ck_assert(!app_place_save(&a, now, &e));
	(void)snprintf(want, sizeof want, "%s/annals: Not a directory", csv);
	ck_assert_str_eq(e.text, want);
	app_fini(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, all_of_it_comes_back);
	tcase_add_test(t, what_is_gone_is_said);
	tcase_add_test(t, without_ids_number_and_title_count);
	tcase_add_test(t, the_first_event_is_no_place);
	tcase_add_test(t, looking_up_leaves_the_place);
	tcase_add_test(t, the_command_line_has_the_layout);
	tcase_add_test(t, who_leaves_before_keeps_the_place);
	tcase_add_test(t, nothing_is_kept_of_standard_input);
	tcase_add_test(t, files_may_hold_anything);
	tcase_add_test(t, none_loses_what_others_keep);
	tcase_add_test(t, none_loses_what_others_entered);
	tcase_add_test(t, a_lock_that_is_held_is_waited_for_and_said);
	tcase_add_test(t, where_there_can_be_no_files_it_is_said);
}

int
main(void)
{
	return made_run("app_place", add);
}
