/*
 * Bookmarks in the reader: at the key, from other readers, and where nothing
 * can be kept.
 */
#include "config.h"

#include "unit/marking.h"

static const char csv[] = "id,date,title\n"
			  "one,1901,First\n"
			  "two,1902,Second\n"
			  "three,1903,Third\n";

START_TEST(a_bookmark_is_there_the_next_time)
{
	begin(file, csv);
	press("j m");
	ck_assert(shows("bookmarked 'a"));
	ck_assert(shows(">*1902"));
	app_fini(&a);
	begin(file, csv);
	ck_assert(shows(" *1902"));
	press("u");
	ck_assert(shows(">*1902"));
	press("m");
	ck_assert(shows("bookmark removed"));
	ck_assert(shows("> 1902"));
	app_fini(&a);
	begin(file, csv);
	ck_assert(!shows("*1902"));
}
END_TEST

START_TEST(a_bookmark_comes_back_as_it_was)
{
	begin(file, csv);
	type(":bookmark q\r");
	let_another_write("UPDATE event SET list='One;Two'");
	press("j");
	press("k m m");
	ck_assert(shows("bookmarked 'q"));
	press("j k");
	ck_assert(shows("bookmark 'q"));
	ck_assert(str_eq(kept_at(a.kept, 0)->row.list, str_of("One;Two")));
	/* Also when the file was read again and numbers are others. */
	press("m");
	app_forget(&a);
	open_csv("id,date,title\nnew,1900,New\none,1901,First\n");
	press("G m");
	ck_assert(shows("bookmarked 'q"));
	/* But not if somebody else has its letter. */
	press("m k");
	type(":bookmark q\r");
	press("j m");
	ck_assert(shows("bookmarked 'a"));
	ck_assert(str_eq(kept_at(a.kept, 1)->row.list, str_of("One;Two")));
}
END_TEST

START_TEST(a_note_outlives_its_bookmark)
{
	begin(file, csv);
	press("m");
	type(":note Say more.\\nAnd \\\\n.\r");
	ck_assert(shows("note saved"));
	press("m");
	ck_assert(shows(">+1901"));
	ck_assert(shows("Note     Say more."));
	ck_assert(shows("And \\n."));
	type("/has:note\r");
	ck_assert(shows("1 of 1"));
	type(":note\r");
	ck_assert(shows("Note: First  1901"));
	press("^U ^U <Backspace> ^U ^X y");
	ck_assert(shows("no events"));
}
END_TEST

START_TEST(what_is_searched_follows)
{
	begin(file, csv);
	press("m B");
	ck_assert(shows("1 of 3 events"));
	press("m");
	ck_assert(shows("0 of 3 events"));
	press("B");
	ck_assert(shows("3 events"));
	type("/-is:bookmarked\r");
	press("& <Esc>");
	press("j m");
	ck_assert(shows("2 of 3 events"));
}
END_TEST

START_TEST(another_reader_is_seen_at_the_next_key)
{
	begin(file, csv);
	press("m");
	let_another_write("UPDATE event SET letter='q'");
	press("j");
	press("k");
	ck_assert(shows("bookmark 'q"));
}
END_TEST

START_TEST(who_has_to_wait_is_told)
{
	sqlite3 *db;
	int wait;

	begin(file, csv);
	press("m");
	db = run_sql("BEGIN IMMEDIATE");
	press("j m");
	ck_assert(shows("not saved yet, another reader writes"));
	ck_assert(shows("> 1902"));
	wait = app_due(&a, 0);
	ck_assert(wait > 0 && wait <= 50);
	ck_assert_int_eq(
	    sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	wait_all();
	ck_assert(shows("bookmarked 'b"));
	ck_assert(shows(">*1902"));
}
END_TEST

START_TEST(where_nothing_can_be_kept_it_is_said)
{
	begin(_i == 0 ? NULL : "/dev/null/annals.db", csv);
	press("m");
	ck_assert(a.alarming);
	ck_assert(shows("> 1901"));
	press("'");
	ck_assert(shows("no bookmarks"));
	type(":note x\r");
	ck_assert(a.alarming);
	type("/is:bookmarked\r");
	ck_assert(shows("no events"));
	press("<Esc> R");
	ck_assert(a.reload);
	app_forget(&a);
	open_csv(csv);
	ck_assert(shows("3 events"));
}
END_TEST

START_TEST(reading_again_keeps_them)
{
	begin(file, csv);
	press("j m");
	app_forget(&a);
	open_csv("id,date,title\ntwo,1902,Second\none,1901,First\n");
	ck_assert(shows("*1902"));
	app_forget(&a);
	open_csv("id,date,title\none,1901,First\n");
	press("' a");
	ck_assert(shows("the event of 'a is not here"));
	press("'");
	ck_assert(shows("Second  (not here any more)"));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, marking_setup, marking_teardown);
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
