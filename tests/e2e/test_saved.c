/*
 * What the reader saves, beside what the sub-commands print.
 */
#include "config.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "e2e/watching.h"
#include "running.h"
#include "unit/scratch.h"

#define MS 10000 /* for what should take a few */

static struct pty *p;
static char env_chronicle[4200], home[64];

static void
setup(void)
{
	const char *argv[] = { must_getenv("ANNALS"), NULL };
	const char *env[] = { env_chronicle, home,
		"XDG_STATE_HOME=/nonexistent", NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };

	scratch_enter();
	(void)snprintf(home, sizeof home, "HOME=%s", scratch);
	(void)snprintf(env_chronicle, sizeof env_chronicle,
	    "ANNALS_CHRONICLE=%s", shipped());
	p = must_start(24, 80, &program);
	ck_assert(pty_wait_text(p, "1 of 220", MS));
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
	scratch_leave();
}

/* Run annals with these arguments; its output goes to that file. */
static void
print(const char *arguments, const char *to)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s '%s' %s >'%s' 2>/dev/null", env_chronicle,
	    must_getenv("ANNALS"), arguments, to);
	ck_assert_msg(system(buf_cstr(&line)) == 0, "%s", buf_cstr(&line));
	buf_fini(&line);
}

/* All at once, as a paste or a slow line brings it. */
static void
save(const char *name)
{
	struct buf keys = BUF_INIT;

	buf_addf(&keys, "s%s\r", name);
	ck_assert(pty_type(p, buf_cstr(&keys)));
	buf_clear(&keys);
	buf_addf(&keys, " to %s", name);
	ck_assert_msg(pty_wait_text(p, buf_cstr(&keys), MS), "%s", name);
	buf_fini(&keys);
}

static void
same(const char *a, const char *b)
{
	char *x = scratch_get(a), *y = scratch_get(b);

	ck_assert_msg(strcmp(x, y) == 0, "%s is not %s", a, b);
	ck_assert_uint_gt(strlen(x), 0);
	x_free(x);
	x_free(y);
}

/* The value that SQL gives for the text of a file. */
static int
ask(const char *sql, const char *name)
{
	char *text = scratch_get(name);
	sqlite3 *db;
	sqlite3_stmt *s;
	int n;

	ck_assert(sqlite3_open(":memory:", &db) == SQLITE_OK);
	ck_assert(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK);
	ck_assert(sqlite3_bind_text(s, 1, text, -1, NULL) == SQLITE_OK);
	ck_assert(sqlite3_step(s) == SQLITE_ROW);
	n = sqlite3_column_int(s, 0);
	(void)sqlite3_finalize(s);
	(void)sqlite3_close(db);
	x_free(text);
	return n;
}

static const char *const formats[][2] = {
	{ "text", "txt" },
	{ "tsv", "tsv" },
	{ "csv", "csv" },
	{ "json", "json" },
	{ "jsonl", "jsonl" },
	{ "markdown", "md" },
	{ "bibtex", "bib" },
};
#define NFORMATS ((int)(sizeof formats / sizeof formats[0]))

START_TEST(a_file_is_what_is_printed)
{
	char line[128], name[32];

	(void)snprintf(name, sizeof name, "found.%s", formats[_i][1]);
	(void)snprintf(line, sizeof line,
	    "search --format %s --sort title 'putin syria'", formats[_i][0]);
	ck_assert(pty_type(p, ":search putin syria\r:sort title\r"));
	ck_assert(pty_wait_text(p, "by title", MS));
	save(name);
	print(line, "printed");
	same(name, "printed");
	ck_assert_int_eq(scratch_count(), 2);
}
END_TEST

START_TEST(json_is_json)
{
	save("all.json");
	ck_assert_int_eq(ask("SELECT json_valid(?)", "all.json"), 1);
	ck_assert_int_eq(ask("SELECT json_array_length(?)", "all.json"), 220);
}
END_TEST

START_TEST(csv_is_read_back)
{
	save("all.csv");
	print("search --format csv '*' all.csv", "again");
	same("all.csv", "again");
}
END_TEST

START_TEST(the_user_is_asked)
{
	scratch_put("x.csv", "before\n");
	ck_assert(pty_type(p, "s~/x.csv\r"));
	ck_assert(pty_wait_text(p, "overwrite ~/x.csv, 7 bytes? (y/n)", MS));
	ck_assert(pty_type(p, "q"));
	ck_assert(pty_wait_text(p, "~/x.csv is not saved", MS));
	scratch_holds("x.csv", "before\n");
	ck_assert(pty_type(p, "s~/x.csv\ry"));
	ck_assert(pty_wait_text(p, "saved 220 events, ", MS));
	print("search --format csv '*'", "printed");
	same("x.csv", "printed");
}
END_TEST

/* Typed ahead, a file is there before the program ends. */
START_TEST(quitting_comes_after_it)
{
	ck_assert(pty_type(p, "sx.json\rq"));
	assert_exits(p, MS, 0);
	ck_assert_int_eq(ask("SELECT json_valid(?)", "x.json"), 1);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, a_file_is_what_is_printed, 0, NFORMATS);
	tcase_add_test(tc, json_is_json);
	tcase_add_test(tc, csv_is_read_back);
	tcase_add_test(tc, the_user_is_asked);
	tcase_add_test(tc, quitting_comes_after_it);
}

int
main(void)
{
	return run_tests("saved", add);
}
