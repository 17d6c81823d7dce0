/*
 * Bookmarks in the reader: at the key, from other readers, and where nothing
 * can be kept.
 */
#include "config.h"

#include "ui/app.h"

#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "folder.h"
#include "plat/keys.h"
#include "ui/key.h"
#include "ui/setup.h"
#include "unit/made.h"
#include "unit/pressing.h"

static struct app a;
static struct buf screen;
static struct made m;
static char folder[FOLDER_SIZE], file[96];

static const char csv[] = "id,date,title\n"
			  "one,1901,First\n"
			  "two,1902,Second\n"
			  "three,1903,Third\n";

static void
draw(void)
{
	do
		(void)app_draw(&a, 0);
	while (app_due(&a, 0) == 0);
}

static void
open_app(const char *path)
{
	app_init(&a, false, false);
	setup_keys(&a);
	app_kept_open(&a, path, "/somewhere/c.csv");
	app_resize(&a, 24, 80);
	made_read(&m, csv, "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	draw();
}

static void
setup(void)
{
	buf_init(&screen);
	ck_assert(folder_make(folder));
	(void)snprintf(file, sizeof file, "%s/annals.db", folder);
}

static void
teardown(void)
{
	app_fini(&a);
	buf_fini(&screen);
	ck_assert(folder_remove(folder));
}

static void
press(const char *names)
{
	press_keys(&a, names, 0);
	draw();
}

static void
enter(const char *text)
{
	for (; *text != '\0'; text++)
		app_key(&a, (unsigned char)*text, 0);
	press("<Enter>");
}

static bool
shows(const char *text)
{
	buf_clear(&screen);
	canvas_text(a.canvas, &screen);
	return strstr(buf_cstr(&screen), text) != NULL;
}

/* As another reader, who opened the same chronicle. */
static void
run_sql(const char *sql)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK,
	    "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

START_TEST(a_bookmark_is_there_the_next_time)
{
	open_app(file);
	press("j m");
	ck_assert(shows("bookmarked 'a"));
	ck_assert(shows(">*1902"));
	app_fini(&a);
	open_app(file);
	ck_assert(shows(" *1902"));
	press("u");
	ck_assert(shows(">*1902"));
	press("m");
	ck_assert(shows("bookmark removed"));
	ck_assert(shows("> 1902"));
	app_fini(&a);
	open_app(file);
	ck_assert(!shows("*1902"));
}
END_TEST

START_TEST(a_bookmark_comes_back_as_it_was)
{
	open_app(file);
	enter(":bookmark q");
	run_sql("UPDATE event SET list='One;Two'");
	press("j");
	press("k m m");
	ck_assert(shows("bookmarked 'q"));
	press("j k");
	ck_assert(shows("bookmark 'q"));
	ck_assert(str_eq(kept_at(a.kept, 0)->row.list, str_of("One;Two")));
	/* Also when the file was read again and numbers are others. */
	press("m");
	app_forget(&a);
	made_read(&m, "id,date,title\nnew,1900,New\none,1901,First\n", "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	draw();
	press("G m");
	ck_assert(shows("bookmarked 'q"));
	/* But not if somebody else has its letter. */
	press("m k");
	enter(":bookmark q");
	press("j m");
	ck_assert(shows("bookmarked 'a"));
	ck_assert(str_eq(kept_at(a.kept, 1)->row.list, str_of("One;Two")));
}
END_TEST

START_TEST(a_note_outlives_its_bookmark)
{
	open_app(file);
	press("m");
	enter(":note Say more.\\nAnd \\\\n.");
	ck_assert(shows("note saved"));
	press("m");
	ck_assert(shows(">+1901"));
	ck_assert(shows("Note     Say more."));
	ck_assert(shows("And \\n."));
	enter("/has:note");
	ck_assert(shows("1 of 1"));
	enter(":note");
	ck_assert(shows("Note: First  1901"));
	press("^U ^U <Backspace> ^U ^X y");
	ck_assert(shows("no events"));
}
END_TEST

START_TEST(what_is_searched_follows)
{
	open_app(file);
	press("m B");
	ck_assert(shows("1 of 3 events"));
	press("m");
	ck_assert(shows("0 of 3 events"));
	press("B");
	ck_assert(shows("3 events"));
	enter("/-is:bookmarked");
	press("& <Esc>");
	press("j m");
	ck_assert(shows("2 of 3 events"));
}
END_TEST

START_TEST(another_reader_is_seen_at_the_next_key)
{
	open_app(file);
	press("m");
	run_sql("UPDATE event SET letter='q'");
	press("j");
	press("k");
	ck_assert(shows("bookmark 'q"));
}
END_TEST

START_TEST(who_has_to_wait_is_told)
{
	sqlite3 *db;
	int wait;

	open_app(file);
	press("m");
	ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	press("j m");
	ck_assert(shows("not saved yet, another reader writes"));
	ck_assert(shows("> 1902"));
	wait = app_due(&a, 0);
	ck_assert(wait > 0 && wait <= 50);
	ck_assert_int_eq(
	    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	for (int64_t now = 0; app_due(&a, now) >= 0;) {
		int due = app_due(&a, now);

		(void)poll(NULL, 0, due); /* the store has the system's clock */
		now += due;
		(void)app_draw(&a, now);
	}
	ck_assert(shows("bookmarked 'b"));
	ck_assert(shows(">*1902"));
}
END_TEST

START_TEST(where_nothing_can_be_kept_it_is_said)
{
	open_app(_i == 0 ? NULL : "/dev/null/annals.db");
	press("m");
	ck_assert(a.alarming);
	ck_assert(shows("> 1901"));
	press("'");
	ck_assert(shows("no bookmarks"));
	enter(":note x");
	ck_assert(a.alarming);
	enter("/is:bookmarked");
	ck_assert(shows("no events"));
	press("<Esc> R");
	ck_assert(a.reload);
	app_forget(&a);
	made_read(&m, csv, "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	draw();
	ck_assert(shows("3 events"));
}
END_TEST

START_TEST(reading_again_keeps_them)
{
	open_app(file);
	press("j m");
	app_forget(&a);
	made_read(&m, "id,date,title\ntwo,1902,Second\none,1901,First\n", "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	draw();
	ck_assert(shows("*1902"));
	app_forget(&a);
	made_read(&m, "id,date,title\none,1901,First\n", "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	draw();
	press("' a");
	ck_assert(shows("the event of 'a is not here"));
	press("'");
	ck_assert(shows("Second  (not here any more)"));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_bookmark_is_there_the_next_time);
	tcase_add_test(t, a_bookmark_comes_back_as_it_was);
	tcase_add_test(t, a_note_outlives_its_bookmark);
	tcase_add_test(t, what_is_searched_follows);
	tcase_add_test(t, another_reader_is_seen_at_the_next_key);
	tcase_add_test(t, who_has_to_wait_is_told);
	tcase_add_loop_test(t, where_nothing_can_be_kept_it_is_said, 0, 2);
	tcase_add_test(t, reading_again_keeps_them);
}

int
main(void)
{
	return made_run("app_kept", add);
}
