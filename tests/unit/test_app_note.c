/*
 * A note in our own editor: saved, left, refused, written by two, and cut off
 * by the end of the session.
 */
#include "config.h"

#include "plat/keys.h"
#include "ui/state.h"
#include "unit/marking.h"

static struct buf kept;
static struct err e;

static const char csv[] = "id,date,title\n"
			  "one,1901,First\n"
			  "two,1902,Second\n";

static void
start(void)
{
	marking_setup();
	buf_init(&kept);
	e = (struct err){ .code = ERR_NONE };
	ck_assert_int_eq(setenv("XDG_STATE_HOME", folder, 1), 0);
	ck_assert_int_eq(unsetenv("VISUAL"), 0);
	ck_assert_int_eq(unsetenv("EDITOR"), 0);
	begin(file, csv);
}

static void
end(void)
{
	marking_teardown();
	buf_fini(&kept);
}

static void
paste(const char *text)
{
	app_key(&a, TERM_KEY_PASTE_START, 0);
	type(text);
	app_key(&a, TERM_KEY_PASTE_END, 0);
	work(0);
}

/* The note of the first event is that, in the file. */
static void
assert_note(const char *want)
{
	struct app again;
	struct str is;

	again = a;
	begin(file, csv);
	is = app_note_of(&a, 0);
	buf_clear(&kept);
	buf_add(&kept, is.p, is.n);
	ck_assert_str_eq(buf_cstr(&kept), want);
	app_fini(&a);
	a = again;
}

/* Have a note, from the editor. */
static void
have_note(const char *text)
{
	press("e");
	type(text);
	press("^X");
	ck_assert(shows("note saved"));
}

START_TEST(it_is_saved_and_changed)
{
	press("e");
	ck_assert(shows("Note: First  1901"));
	type("One q.");
	press("<Enter>");
	paste("two\rthree\r\nfour\tx\n\nfive");
	press("^S");
	ck_assert(shows("note saved"));
	ck_assert(shows(">+1901"));
	assert_note("One q.\ntwo\nthree\nfour\tx\n\nfive");
	press("e ^A ^K <Backspace> <Backspace>");
	type("!");
	press("^X");
	assert_note("One q.\ntwo\nthree\nfour\tx!");
}
END_TEST

START_TEST(leaving_asks_if_something_was_changed)
{
	static const char *const leaving[] = { "<Esc>", "^C", "^G" };

	have_note("Old.");
	press("e");
	press(leaving[_i]);
	ck_assert(!app_note_open(&a));
	press("e x");
	press(leaving[_i]);
	ck_assert(shows("discard the changes? (y/n)"));
	press("<Enter>");
	ck_assert(shows("Old.x"));
	press(leaving[_i]);
	paste("yes"); /* no answer, and no text either */
	ck_assert(shows("Old.x"));
	ck_assert(!shows("yes"));
	type("z");
	ck_assert(shows("Old.xz"));
	press(leaving[_i]);
	press("y");
	ck_assert(!app_note_open(&a));
	assert_note("Old.");
}
END_TEST

START_TEST(an_emptied_note_goes_when_that_is_wanted)
{
	have_note("Old.");
	press("e ^U <Space> <Enter> ^X");
	ck_assert(shows("remove the note? (y/n)"));
	press("n");
	ck_assert(app_note_open(&a));
	assert_note("Old.");
	press("^X y");
	ck_assert(shows("note removed"));
	ck_assert(!app_note_open(&a));
	assert_note("");
	press("e <Space> ^X");
	ck_assert(shows("the note is as it was"));
	press("e <Space> <Esc>");
	ck_assert(!app_note_open(&a));
}
END_TEST

START_TEST(its_bound_is_said)
{
	press("e");
	app_key(&a, TERM_KEY_PASTE_START, 0);
	for (int i = 0; i < BOOKMARK_NOTE_MAX + 100; i++)
		app_key(&a, 'x', 0);
	app_key(&a, TERM_KEY_PASTE_END, 0);
	ck_assert(!a.alarming); /* the key after the last one wipes it */
	type("y");
	ck_assert(shows("a note has at most 8192 bytes"));
	press("^X");
	ck_assert(shows("note saved"));
	ck_assert_uint_eq(app_note_of(&a, 0).n, BOOKMARK_NOTE_MAX);
}
END_TEST

START_TEST(what_two_write_is_joined)
{
	have_note("Old.");
	press("e");
	type(" Mine.");
	let_another_write("UPDATE event SET note='Theirs.'");
	press("^X");
	ck_assert(shows("note saved, with what another reader wrote"));
	assert_note("Theirs.\n" BOOKMARK_SEPARATOR "\nOld. Mine.");
	press("e ^U ^U <Backspace> ^U <Backspace> ^U");
	let_another_write("UPDATE event SET note='Theirs again.'");
	press("^X y");
	ck_assert(shows("another reader changed the note: it stays"));
	assert_note("Theirs again.");
}
END_TEST

START_TEST(while_another_writes_it_stays_open)
{
	sqlite3 *db;

	have_note("Old.");
	press("e x");
	db = run_sql("BEGIN IMMEDIATE");
	press("^X");
	ck_assert(shows("not saved yet, another reader writes"));
	ck_assert(app_note_open(&a));
	press("^X");
	ck_assert(shows("not saved yet"));
	if (_i == 1)
		type("y");
	sqlite3_close(db);
	wait_all();
	ck_assert(shows("note saved"));
	assert_note("Old.x");
	ck_assert_int_eq(app_note_open(&a), _i == 1);
	if (_i == 0)
		return;
	press("^X");
	ck_assert(!app_note_open(&a));
	assert_note("Old.xy");
}
END_TEST

START_TEST(what_cannot_be_saved_stays_in_the_editor)
{
	sqlite3 *db;

	have_note("Old.");
	press("e x");
	db = run_sql("BEGIN IMMEDIATE");
	press("^X");
	wait_all();
	ck_assert(a.alarming);
	ck_assert(shows("not saved"));
	ck_assert(shows("Old.x"));
	sqlite3_close(db);
	press("^X");
	ck_assert(shows("note saved"));
	assert_note("Old.x");
}
END_TEST

START_TEST(what_cannot_be_saved_at_all_stays_too)
{
	FILE *f = fopen(file, "w");

	ck_assert(f != NULL && fputs("no database, and so it stays", f) >= 0);
	ck_assert_int_eq(fclose(f), 0);
	press("e x ^X");
	ck_assert(a.alarming);
	ck_assert(app_note_open(&a));
	/* Nor at the end: it goes into a file, and that is said. */
	ck_assert(!app_note_leave(&a, &e));
	ck_assert_msg(
	    strstr(e.text, "; the note is in ") != NULL, "%s", e.text);
	buf_clear(&shown);
	state_read("unsaved-notes", &shown);
	ck_assert_str_eq(
	    buf_cstr(&shown), "First  1901\n" BOOKMARK_SEPARATOR "\nx\n");
	app_fini(&a);
	ck_assert_int_eq(remove(file), 0);
	begin(file, csv);
	press("j e");
	ck_assert(shows("notes that were not saved are in /"));
	type("y");
	let_another_write("CREATE TABLE foreign_to_us (x)");
	ck_assert(!app_note_leave(&a, &e));
	buf_clear(&shown);
	state_read("unsaved-notes", &shown);
	ck_assert_str_eq(buf_cstr(&shown),
	    "First  1901\n" BOOKMARK_SEPARATOR "\nx\n\n"
	    "Second  1902\n" BOOKMARK_SEPARATOR "\ny\n");
}
END_TEST

static const struct {
	const char *had, *keys, *typed, *note;
} ends[] = {
	{ "", "<Space>", "", "" },
	{ "", "", "New.", "New." },
	{ "Old.", "", "", "Old." },
	{ "Old.", "", " More.", "Old. More." },
	{ "Old.", "^U", "", "Old." },
	{ "Old.", "^U", "Other.", "Old.\n" BOOKMARK_SEPARATOR "\nOther." },
	{ "Old.", "<Backspace>", "", "Old." },
	{ "Old.", "<Home>", "Before. ", "Before. Old." },
};

/* Whatever ends it, nothing of the note and nothing that was typed is lost. */
START_TEST(the_end_loses_nothing)
{
	if (ends[_i].had[0] != '\0')
		have_note(ends[_i].had);
	press("e");
	if (ends[_i].keys[0] != '\0')
		press(ends[_i].keys);
	type(ends[_i].typed);
	press("<Esc>"); /* it may be asking just then */
	if (app_note_open(&a))
		app_key(&a, TERM_KEY_EOF, 0);
	ck_assert_msg(app_note_leave(&a, &e), "%s", e.text);
	assert_note(ends[_i].note);
}
END_TEST

START_TEST(the_end_waits_for_another_who_writes)
{
	sqlite3 *db;

	have_note("Old.");
	press("e x");
	db = run_sql("BEGIN IMMEDIATE");
	press("^X");
	ck_assert(!app_note_leave(&a, &e)); /* but not for ever */
	ck_assert(
	    strstr(e.text, "another reader writes; the note is in ") != NULL);
	sqlite3_close(db);
	ck_assert(app_note_leave(&a, &e));
	assert_note("Old.x");
}
END_TEST

START_TEST(keys_of_the_panes_are_letters)
{
	press("e q Q : / 3 j <Tab> m ^Z");
	ck_assert(shows("qQ:/3j  m"));
	ck_assert(a.suspend && !a.quit);
	press("^L");
	ck_assert(a.redraw);
	press("<F1> <M-x>");
	ck_assert(app_note_open(&a));
	ck_assert(shows("^X save"));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, start, end);
	tcase_add_test(t, it_is_saved_and_changed);
	tcase_add_loop_test(t, leaving_asks_if_something_was_changed, 0, 3);
	tcase_add_test(t, an_emptied_note_goes_when_that_is_wanted);
	tcase_add_test(t, its_bound_is_said);
	tcase_add_test(t, what_two_write_is_joined);
	tcase_add_loop_test(t, while_another_writes_it_stays_open, 0, 2);
	tcase_add_test(t, what_cannot_be_saved_stays_in_the_editor);
	tcase_add_test(t, what_cannot_be_saved_at_all_stays_too);
	tcase_add_loop_test(t, the_end_loses_nothing, 0, (int)LENGTH(ends));
	tcase_add_test(t, the_end_waits_for_another_who_writes);
	tcase_add_test(t, keys_of_the_panes_are_letters);
}

int
main(void)
{
	return made_run("app_note", add);
}
