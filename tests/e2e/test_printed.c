/*
 * What the sub-commands that print do differently on a terminal.
 */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "e2e/watching.h"
#include "running.h"

#define MS 10000 /* for what should take a few */

static struct pty *p;
static char env_chronicle[4200];

static void
setup(void)
{
	(void)snprintf(env_chronicle, sizeof env_chronicle,
	    "ANNALS_CHRONICLE=%s", shipped());
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
}

/* Run it to its end; what it wrote is lent. */
static struct str
run(int cols, const char *term, const char *more, const char *sub,
    const char *query)
{
	const char *argv[] = { must_getenv("ANNALS"), sub, query, NULL };
	const char *env[] = { env_chronicle, more, NULL };
	struct job_program program = { argv, term, env, 0 };
	struct str raw;

	p = must_start(24, cols, &program);
	assert_exits(p, MS, 0);
	pty_whole(p, &raw);
	return raw;
}

static bool
holds(struct str s, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= s.n; i++)
		if (memcmp(s.p + i, what, n) == 0)
			return true;
	return false;
}

START_TEST(marks_are_highlighted)
{
	struct str raw = run(200, "xterm", NULL, "search", "gromyko");

	ck_assert(holds(raw, "\33[1;4mGromyko\33[m supports"));
	ck_assert(holds(raw, "Andrei \33[1;4mGromyko\33[m,"));
	ck_assert(pty_cell_at(p, 1, strlen("    In May 1947 Andrei ")).bold);
}
END_TEST

static const struct {
	const char *term, *env;
} plain[] = {
	{ "xterm", "NO_COLOR=1" },
	{ "dumb", NULL },
	{ NULL, NULL },
};
#define NPLAIN ((int)(sizeof plain / sizeof plain[0]))

START_TEST(marks_are_not_highlighted_where_nobody_wants_it)
{
	struct str raw =
	    run(200, plain[_i].term, plain[_i].env, "search", "gromyko");

	ck_assert(holds(raw, "Gromyko supports"));
	ck_assert(!holds(raw, "\33"));
}
END_TEST

START_TEST(an_empty_NO_COLOR_is_none)
{
	ck_assert(
	    holds(run(200, "xterm", "NO_COLOR=", "search", "gromyko"), "\33"));
}
END_TEST

START_TEST(a_plot_is_as_wide_as_the_terminal)
{
	int cols = 40 + 30 * _i, widest = 0;
	struct buf row = BUF_INIT;

	(void)run(cols, "xterm", NULL, "timeline", NULL);
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < cols; x++)
			if (pty_cell_at(p, y, x).cells > 0 &&
			    pty_cell_at(p, y, x).text[0] != '\0' && x > widest)
				widest = x;
	ck_assert_int_ge(widest, cols - 2);
	pty_row(p, 21, &row);
	ck_assert(holds(buf_str(&row), "220 events"));
	buf_fini(&row);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, marks_are_highlighted);
	tcase_add_loop_test(
	    tc, marks_are_not_highlighted_where_nobody_wants_it, 0, NPLAIN);
	tcase_add_test(tc, an_empty_NO_COLOR_is_none);
	tcase_add_loop_test(tc, a_plot_is_as_wide_as_the_terminal, 0, 3);
}

int
main(void)
{
	return run_tests("printed", add_tests);
}
