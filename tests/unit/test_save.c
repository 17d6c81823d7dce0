#include "config.h"

#include "ui/saving.h"

#include <errno.h>

#include "plat/term.h"
#include "ui/command.h"
#include "unit/reading.h"
#include "unit/scratch.h"

#define LONG 20000 /* events that take more than what is done at once */

static const char few[] = "id,date,section,title,text\n"
			  "b,1950,x,Beta,The second word.\n"
			  "a,1940,x,Alpha,The first word.\n"
			  "c,1960,y,Gamma,Another one.\n";

static void
start(void)
{
	scratch_enter();
	setup();
}

static void
end(void)
{
	teardown();
	scratch_leave();
}

/* Append the CSV of n events. */
static void
add_many(struct buf *csv, int n)
{
	buf_adds(csv, "id,date,title,text\n");
	for (int i = 0; i < n; i++)
		buf_addf(csv, "e%d,%d,Event %d,\"Some text, %s.\"\n", i,
		    1000 + i % 1000, i, i % 2 == 0 ? "even" : "odd");
}

static void
open_many(int n)
{
	struct buf csv = BUF_INIT;

	add_many(&csv, n);
	open_csv(buf_cstr(&csv));
	buf_fini(&csv);
}

/* Press the keys of a text, and Enter; nothing is drawn. */
static void
enter(const char *text)
{
	for (; *text != '\0'; text++)
		app_key(&a, (uint32_t)*text, 0);
	app_key(&a, '\r', 0);
}

static void
says(const char *want)
{
	ck_assert_str_eq(a.message, want);
}

/* Run a command, which begins with the colon, and all that follows. */
static void
run(const char *line)
{
	enter(line);
	work(0);
}

static bool
there_is(const char *name)
{
	return access(name, F_OK) == 0;
}

START_TEST(the_key_asks_for_a_name)
{
	open_csv(few);
	press("s");
	ck_assert(a.prompting);
	ck_assert_str_eq(prompt_text(a.prompt), "save ");
	enter("x.csv");
	work(0);
	says("saved 3 events, 117 bytes to x.csv");
	ck_assert(there_is("x.csv"));
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(it_is_saved_as_it_is_listed)
{
	open_csv(few);
	run(":save all.csv");
	scratch_holds("all.csv", "id,date,section,title,text\n"
				 "a,1940,x,Alpha,The first word.\n"
				 "b,1950,x,Beta,The second word.\n"
				 "c,1960,y,Gamma,Another one.\n");
	run(":sort -title");
	run(":save sorted.tsv");
	scratch_holds("sorted.tsv", "id\tdate\tsection\ttitle\ttext\n"
				    "c\t1960\ty\tGamma\tAnother one.\n"
				    "b\t1950\tx\tBeta\tThe second word.\n"
				    "a\t1940\tx\tAlpha\tThe first word.\n");
	run("/word");
	run(":save found.txt");
	scratch_holds("found.txt", "b\t1950\tBeta\n    The second word.\n"
				   "a\t1940\tAlpha\n    The first word.\n");
	run(":save markdown one two.x");
	scratch_holds("one two.x", "- **1950** Beta\n\n"
				   "  > The second word.\n\n"
				   "- **1940** Alpha\n\n"
				   "  > The first word.\n");
	says("saved 2 events, 77 bytes to one two.x");
}
END_TEST

/* The section that the cursor is on, though its list is not drawn yet. */
START_TEST(the_section_that_is_chosen)
{
	open_csv(few);
	a.thrift = true;
	press("h");
	app_key(&a, 'j', 0);
	app_key(&a, 'j', 0);
	enter(":save y.csv");
	says("saved 1 event, 55 bytes to y.csv");
}
END_TEST

START_TEST(names_that_are_refused)
{
	static const struct {
		const char *line, *message;
	} given[] = {
		{ ":save x", "'x' has no ending that tells a format, like "
			     ".json" },
		{ ":save json",
		    "'json' has no ending that tells a format, like .json" },
		{ ":save no/x.csv",
		    "no/x.csv: cannot make a file in its folder: "
		    "No such file or directory" },
		{ ":save csv .", ".: is a folder" },
		{ ":save csv /dev/full", "/dev/full: is no regular file" },
	};

	open_csv(few);
	for (size_t i = 0; i < LENGTH(given); i++) {
		run(given[i].line);
		says(given[i].message);
		ck_assert(a.alarming);
		ck_assert_ptr_null(a.saving);
	}
	run("/nothinglikethis");
	run(":save x.csv");
	says("nothing is listed to be saved");
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

START_TEST(home_is_known)
{
	open_csv(few);
	ck_assert(mkdir("sub", 0700) == 0 && chdir("sub") == 0);
	run(":save ~/x.csv");
	says("saved 3 events, 117 bytes to ~/x.csv");
	run(":save ~x.csv");
	says("saved 3 events, 117 bytes to ~x.csv");
	ck_assert(there_is("~x.csv") && unlink("~x.csv") == 0);
	ck_assert(chdir("..") == 0);
	ck_assert(there_is("x.csv"));
}
END_TEST

static void
asks(const char *line)
{
	run(line);
	ck_assert_msg(app_asking(&a), "%s", a.message);
	ck_assert(shows("overwrite x.csv, 7 bytes? (y/n)"));
}

START_TEST(what_is_there_is_asked_for)
{
	static const char *const no[] = { "n", "q", "<Enter>", "<Esc>", "j",
		"<Space>" };
	int y, x;

	open_csv(few);
	scratch_put("x.csv", "before\n");
	asks(":save x.csv");
	app_cursor(&a, &y, &x);
	ck_assert_int_eq(y, 23);
	ck_assert_int_eq(x, (int)strlen(" overwrite x.csv, 7 bytes? (y/n) "));
	press("N");
	for (size_t i = 0; i < LENGTH(no); i++) {
		asks(":save x.csv");
		press(no[i]);
		says("x.csv is not saved");
		ck_assert(!a.quit && event() == 2);
		scratch_holds("x.csv", "before\n");
	}
	asks(":save x.csv");
	app_key(&a, TERM_KEY_PASTE_START, 0);
	app_key(&a, 'y', 0);
	app_key(&a, 'j', 0);
	app_key(&a, TERM_KEY_PASTE_END, 0);
	ck_assert_uint_eq(event(), 2);
	scratch_holds("x.csv", "before\n");
	asks(":save x.csv");
	press("y");
	says("saved 3 events, 117 bytes to x.csv");
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

/* A message that comes meanwhile is seen after the answer. */
START_TEST(a_question_stays)
{
	open_csv(few);
	scratch_put("x.csv", "before\n");
	asks(":save x.csv");
	app_tell(&a, "something");
	app_resize(&a, 12, 40);
	work(0);
	ck_assert(shows("overwrite x.csv, 7 bytes? (y/n)"));
	ck_assert(!shows("something"));
}
END_TEST

/* ---- what takes its time ---- */

/* Start to save what takes many steps. */
static void
start_long(const char *line)
{
	open_many(LONG);
	enter(line);
	ck_assert_ptr_nonnull(a.saving);
}

START_TEST(keys_go_on_meanwhile)
{
	char *got;
	size_t lines = 0;

	start_long(":save x.jsonl");
	(void)app_draw(&a, 0);
	ck_assert(!there_is("x.jsonl"));
	ck_assert_int_eq(app_due(&a, 0), 0);
	app_key(&a, 'j', 0);
	(void)app_draw(&a, 0);
	ck_assert_uint_eq(a.reader.place, 1);
	/* What is listed later does not matter. */
	ck_assert(command_run(&a, "search even", 0, NULL));
	work(0);
	ck_assert_ptr_null(a.saving);
	ck_assert_uint_eq(reader_count(&a.reader), LONG / 2);
	got = scratch_get("x.jsonl");
	for (const char *s = got; (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	ck_assert_uint_eq(lines, LONG);
	x_free(got);
	ck_assert(strncmp(a.message, "saved 20,000 events, ", 21) == 0);
	ck_assert_int_eq(app_due(&a, 0), -1);
}
END_TEST

START_TEST(progress_is_shown)
{
	start_long(":save x.csv");
	(void)app_draw(&a, 1000);
	ck_assert(!shows("saving"));
	(void)app_draw(&a, 1499);
	(void)app_draw(&a, 1499);
	ck_assert(!shows("saving"));
	(void)app_draw(&a, 1500);
	ck_assert(shows("  saving 9%") || shows("  saving 1"));
	work(0);
	ck_assert(!shows("  saving "));
}
END_TEST

START_TEST(it_can_be_given_up)
{
	start_long(":save x.csv");
	ck_assert_int_eq(scratch_count(), 1);
	press("<Esc>");
	says("x.csv is not saved");
	ck_assert_ptr_null(a.saving);
	ck_assert_int_eq(scratch_count(), 0);
	run(":save x.csv");
	ck_assert(there_is("x.csv"));
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(nothing_is_lost_by_quitting)
{
	static const char *const keys[] = { "q", "Q" };

	start_long(":save x.csv");
	for (size_t i = 0; i < LENGTH(keys); i++) {
		app_key(&a, (uint32_t)keys[i][0], 0);
		ck_assert_str_eq(
		    a.question, "x.csv is still being saved; quit?");
		app_key(&a, 'n', 0);
		ck_assert(!a.quit);
		ck_assert_ptr_nonnull(a.saving);
	}
	app_key(&a, 'q', 0);
	app_key(&a, 'y', 0);
	ck_assert(a.quit);
	teardown();
	ck_assert_int_eq(scratch_count(), 0);
	setup();
}
END_TEST

START_TEST(one_at_a_time)
{
	start_long(":save x.csv");
	enter(":save y.csv");
	says("x.csv is still being saved");
	enter(":reload");
	says("x.csv is still being saved");
	ck_assert(!a.reload);
	ck_assert_ptr_nonnull(a.saving);
	/* Whoever does it all the same loses the file, not the program. */
	app_forget(&a);
	ck_assert_ptr_null(a.saving);
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

/* The end is told where it is seen. */
START_TEST(the_prompt_hides_no_end)
{
	start_long(":save x.csv");
	app_key(&a, ':', 0);
	work(0);
	ck_assert(saving_ending(a.saving));
	ck_assert(!there_is("x.csv"));
	press("<Esc>");
	ck_assert(there_is("x.csv"));
	ck_assert(strncmp(a.message, "saved 20,000 events, ", 21) == 0);
}
END_TEST

START_TEST(it_waits_for_the_list)
{
	open_many(LONG);
	ck_assert(command_run(&a, "search odd", 0, NULL));
	ck_assert(find_running(&a.reader.find));
	ck_assert(command_run(&a, "save x.csv", 0, NULL));
	ck_assert(!saving_begun(a.saving));
	work(0);
	ck_assert_msg(strncmp(a.message, "saved 10,000 events, ", 21) == 0,
	    "%s", a.message);
	/* But another list is not what was asked for. */
	ck_assert(command_run(&a, "search even", 0, NULL));
	ck_assert(command_run(&a, "save y.csv", 0, NULL));
	ck_assert(command_run(&a, "search event", 0, NULL));
	work(0);
	says("y.csv is not saved: the list is another one now");
	ck_assert(!there_is("y.csv"));
}
END_TEST

START_TEST(what_is_loaded_is_saved_while_more_comes)
{
	struct buf csv = BUF_INIT;

	add_many(&csv, 1000);
	made_read(&m, buf_cstr(&csv), "");
	buf_fini(&csv);
	for (size_t i = 0; i + 1 < m.n; i++)
		app_adopt(&a, m.delivery[i], 0);
	(void)app_draw(&a, 0);
	ck_assert(chronicle_loading(a.reader.chronicle));
	enter(":save x.csv");
	ck_assert_msg(strncmp(a.message, "saved 100 events, ", 18) == 0 &&
			  strstr(a.message, "x.csv; more are being read"),
	    "%s", a.message);
	app_adopt(&a, m.delivery[m.n - 1], 0);
}
END_TEST

/* ---- options and locales ---- */

START_TEST(tables_may_be_safe)
{
	open_csv("id,title\n=1,-x\n");
	run(":save x.csv");
	scratch_holds("x.csv", "id,title\n=1,-x\n");
	run(":set safe on");
	run(":save y.csv");
	scratch_holds("y.csv", "id,title\n'=1,'-x\n");
	run(":save z.json");
	ck_assert(strncmp(a.message, "saved 1 event, ", 15) == 0);
}
END_TEST

START_TEST(data_is_utf8_in_any_locale)
{
	app_fini(&a);
	app_init(&a, true, false);
	setup_keys(&a);
	open_csv("id,title\na,\303\251\327\251\n");
	ck_assert(setlocale(LC_ALL, "C") != NULL);
	run(":save x.csv");
	scratch_holds("x.csv", "id,title\na,\303\251\327\251\n");
	run(":save x.txt");
	scratch_holds("x.txt", "a\t\te?\n");
}
END_TEST

/* ---- a disk that is full ---- */

static int room; /* bytes that it takes yet */

static ssize_t
full(int fd, const void *p, size_t n)
{
	if (room == 0) {
		errno = ENOSPC;
		return -1;
	}
	if (n > (size_t)room)
		n = (size_t)room;
	room -= (int)n;
	return write(fd, p, n);
}

static bool
save_all(int bytes, struct err *e)
{
	struct saving_setup setup = {
		.name = "x.csv",
		.format = format_find("csv"),
		.writer = full,
	};
	int64_t size;
	bool exists, done = false, ok;
	struct saving *s = saving_new(&setup, &exists, &size, e);

	room = bytes;
	ck_assert(s != NULL && exists);
	ok = saving_begin(s, &a.reader, true, e);
	while (ok && !done)
		ok = saving_step(s, &done, e);
	saving_free(s);
	return ok;
}

/* At whichever byte it ends, the file of before stays. */
START_TEST(a_full_disk_costs_nothing)
{
	struct err e = { .code = ERR_NONE };

	open_csv(few);
	for (int bytes = 0; bytes < 117; bytes++) {
		scratch_put("x.csv", "before\n");
		ck_assert(!save_all(bytes, &e));
		ck_assert_str_eq(e.text,
		    "x.csv: cannot be written: No space left on device");
		scratch_holds("x.csv", "before\n");
		ck_assert_int_eq(scratch_count(), 1);
	}
	ck_assert_msg(save_all(117, &e), "%s", e.text);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, start, end);
	tcase_add_test(t, the_key_asks_for_a_name);
	tcase_add_test(t, it_is_saved_as_it_is_listed);
	tcase_add_test(t, the_section_that_is_chosen);
	tcase_add_test(t, names_that_are_refused);
	tcase_add_test(t, home_is_known);
	tcase_add_test(t, what_is_there_is_asked_for);
	tcase_add_test(t, a_question_stays);
	tcase_add_test(t, keys_go_on_meanwhile);
	tcase_add_test(t, progress_is_shown);
	tcase_add_test(t, it_can_be_given_up);
	tcase_add_test(t, nothing_is_lost_by_quitting);
	tcase_add_test(t, one_at_a_time);
	tcase_add_test(t, the_prompt_hides_no_end);
	tcase_add_test(t, it_waits_for_the_list);
	tcase_add_test(t, what_is_loaded_is_saved_while_more_comes);
	tcase_add_test(t, tables_may_be_safe);
	tcase_add_test(t, data_is_utf8_in_any_locale);
	tcase_add_test(t, a_full_disk_costs_nothing);
}

int
main(void)
{
	return made_run("save", add_tests);
}
