/*
 * The reader on a terminal: every kind and size of one, and every way to end.
 */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/usage.h"
#include "e2e/watching.h"
#include "running.h"

#define MS 10000  /* for what should take a few */
#define AFTER 300 /* without output: all is drawn */

static struct pty *p;
static char hostile[4096];

static void
run(int rows, int cols, const char *term, const char *const *argv,
    const char *const *env)
{
	struct job_program program = { argv, term, env, 0 };

	p = must_start(rows, cols, &program);
}

/* The status line says where we are, or what there is to say first. */
static bool
is_there(struct pty *pty, const void *arg)
{
	static const char *const said[] = { "1 of ", "terminal", "needs ",
		"problem", "using xterm" };
	struct buf screen = BUF_INIT;
	bool found = false;

	(void)arg;
	pty_screen(pty, &screen);
	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		found |= strstr(buf_cstr(&screen), said[i]) != NULL;
	buf_fini(&screen);
	return found;
}

/* Read a chronicle, and wait until it is there. */
static void
start_on(const char *path, int rows, int cols, const char *term,
    const char *const *env)
{
	const char *argv[] = { must_getenv("ANNALS"), path, NULL };

	run(rows, cols, term, argv, env);
	ck_assert_msg(pty_wait(p, is_there, NULL, MS), "%s at %dx%d",
	    term != NULL ? term : "no TERM", cols, rows);
	(void)pty_quiet(p, AFTER);
}

static void
start(int rows, int cols, const char *term)
{
	start_on(shipped(), rows, cols, term, NULL);
}

static void
setup(void)
{
	(void)snprintf(hostile, sizeof hostile,
	    "%s/tests/golden/hostile/events.csv", must_getenv("SRC"));
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
}

/* ---- kinds and sizes ---- */

static const char *const terms[] = { "xterm-256color", "screen-256color",
	"linux", "vt100", "xterm-kitty", "xterm", "dumb", NULL };
#define NTERMS ((int)(sizeof terms / sizeof terms[0]))

static const struct {
	int rows, cols;
} sizes[] = { { 24, 80 }, { 40, 120 }, { 60, 200 }, { 12, 40 }, { 5, 20 } };
#define NSIZES ((int)(sizeof sizes / sizeof sizes[0]))

START_TEST(every_terminal_at_every_size)
{
	const char *term = terms[_i / NSIZES];
	int rows = sizes[_i % NSIZES].rows, cols = sizes[_i % NSIZES].cols;
	int y, x;

	start(rows, cols, term);
	ck_assert(pty_wait_text(p, "> 194X", MS) || cols < 60);
	/* Twice down and to the text and back, whatever the layout is. */
	ck_assert(pty_type(p, "jj"));
	ck_assert(pty_wait_text(p, "3 of ", MS));
	ck_assert(pty_type(p, "\r"));
	(void)pty_quiet(p, AFTER);
	pty_cursor(p, &y, &x);
	ck_assert_int_lt(y, rows);
	ck_assert_int_lt(x, cols);
	assert_quits(p);
	assert_given_back(p);
}
END_TEST

START_TEST(no_locale_gets_ascii_only)
{
	static const char *const env[] = { "LC_ALL=C", "LANG=C", NULL };
	struct str raw;

	start_on(shipped(), 24, 80, "xterm-256color", env);
	ck_assert(pty_type(p, "jjjG"));
	(void)pty_quiet(p, AFTER);
	assert_quits(p);
	pty_whole(p, &raw);
	for (size_t i = 0; i < raw.n; i++)
		ck_assert_uint_lt((unsigned char)raw.p[i], 0x80);
}
END_TEST

/* Is there an SGR with a colour (30 to 37, 40 to 47, 38, 48, 90 to 107)? */
static bool
colours(struct str raw)
{
	for (size_t i = 0; i + 2 < raw.n; i++) {
		size_t k = i + 2;
		bool colour = false;
		int n = 0;

		if (raw.p[i] != 033 || raw.p[i + 1] != '[')
			continue;
		for (; k < raw.n && strchr("0123456789;", raw.p[k]); k++) {
			n = raw.p[k] == ';' ? 0 : n * 10 + raw.p[k] - '0';
			colour |= (n >= 30 && n <= 48 && n != 39) || n >= 90;
		}
		if (colour && k < raw.n && raw.p[k] == 'm')
			return true;
	}
	return false;
}

START_TEST(no_color_sends_none)
{
	static const char *const env[] = { "NO_COLOR=1", NULL };
	struct str raw;

	start_on(shipped(), 24, 80, "xterm-256color", env);
	ck_assert(pty_type(p, "jj:nonsense\r"));
	ck_assert(pty_wait_text(p, "no command", MS));
	pty_whole(p, &raw);
	ck_assert(!colours(raw));
	pty_free(p);
	start(24, 80, "xterm-256color");
	pty_whole(p, &raw);
	ck_assert(colours(raw)); /* so that this test can fail */
}
END_TEST

START_TEST(a_giant_window_stays_small)
{
	struct usage u;

	start(10000, 10000, "xterm-256color");
	ck_assert(pty_resize(p, 65535, 65535));
	ck_assert(pty_type(p, "j"));
	(void)pty_quiet(p, AFTER);
	ck_assert(usage_of(pty_pid(p), &u));
	if (!SANITIZED)
		ck_assert_int_le(u.peak_kb, 64 * 1024);
	assert_quits(p);
}
END_TEST

START_TEST(resize_at_any_moment)
{
	start(24, 80, "xterm-256color");
	for (int i = 0; i < 60; i++) {
		ck_assert(pty_resize(p, 1 + (i * 7) % 60, 1 + (i * 13) % 200));
		ck_assert(pty_type(p, i % 3 == 0   ? "j"
				      : i % 3 == 1 ? "?"
						   : "q"));
		(void)pty_read_for(p, 3);
	}
	/* The loop ends with q, which may have ended the reader in a list of
	 * a screen with one pane. */
	ck_assert(pty_resize(p, 24, 80));
	(void)pty_quiet(p, AFTER);
	assert_quits(p);
	assert_given_back(p);
}
END_TEST

/* ---- ends ---- */

START_TEST(keys_end_it)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_type(p, _i == 0 ? "q" : "Q"));
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(signals_end_it)
{
	static const int number[] = { SIGTERM, SIGHUP, SIGINT };

	start(24, 80, "xterm-256color");
	ck_assert(pty_signal(p, number[_i]));
	assert_exits(p, 2000, 128 + number[_i]);
	assert_given_back(p);
}
END_TEST

START_TEST(control_c_does_not)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_type(p, "\003\003j"));
	ck_assert(pty_wait_text(p, "2 of ", MS));
}
END_TEST

START_TEST(it_stops_and_goes_on)
{
	struct buf before = BUF_INIT, after = BUF_INIT;

	start(24, 80, "xterm-256color");
	pty_screen(p, &before);
	ck_assert(pty_type(p, "\032"));
	ck_assert(pty_wait_stop(p, MS));
	assert_given_back(p);
	pty_restore_termios(p);
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "1 of ", MS));
	(void)pty_quiet(p, AFTER);
	pty_screen(p, &after);
	ck_assert_str_eq(buf_cstr(&before), buf_cstr(&after));
	assert_quits(p);
	assert_given_back(p);
	buf_fini(&before);
	buf_fini(&after);
}
END_TEST

START_TEST(a_dead_terminal_ends_it)
{
	int status;

	start(24, 80, "xterm-256color");
	pty_hangup(p);
	ck_assert(pty_finish(p, 1000, &status));
}
END_TEST

START_TEST(a_blocked_terminal_does_not_hold_it)
{
	start(60, 200, "xterm-256color");
	pty_stop_reading(p);
	for (int i = 0; i < 60; i++)
		ck_assert(pty_type(p, "\014")); /* draws all of it again */
	ck_assert(pty_signal(p, SIGTERM));
	assert_exits(p, 2000, 128 + SIGTERM);
}
END_TEST

START_TEST(a_blocked_terminal_catches_up)
{
	start(60, 200, "xterm-256color");
	pty_stop_reading(p);
	for (int i = 0; i < 60; i++)
		ck_assert(pty_type(p, "\014"));
	ck_assert(pty_type(p, "jjj"));
	pty_read_again(p);
	ck_assert(pty_wait_text(p, "4 of ", MS));
	assert_quits(p);
	assert_given_back(p);
}
END_TEST

/* ---- what is read ---- */

START_TEST(keys_come_from_the_terminal_when_data_come_by_a_pipe)
{
	const char *argv[] = { "/bin/sh", "-c",
		"{ echo id,date,title; echo a,1999,Alpha; echo b,2000,Beta; }"
		" | exec \"$ANNALS\" -",
		NULL };
	char annals[4200];
	const char *env[] = { annals, NULL };

	(void)snprintf(
	    annals, sizeof annals, "ANNALS=%s", must_getenv("ANNALS"));
	run(24, 80, "xterm-256color", argv, env);
	ck_assert(pty_wait_text(p, "1 of 2", MS));
	ck_assert(pty_type(p, "j"));
	ck_assert(pty_wait_text(p, "2 of 2", MS));
	ck_assert(pty_type(p, "q"));
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(a_changed_file_is_read_again)
{
	char path[] = "/tmp/annals-again-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	(void)close(fd);
	write_file(path, "id,date,title\na,1999,Alpha one\nb,2000,Beta one\n"
			 "c,2001,Gamma two\nd,2002,Delta one\n");
	start_on(path, 24, 80, "xterm-256color", NULL);
	ck_assert(pty_type(p, "/one\rj"));
	ck_assert(pty_wait_text(p, "/one  2 of 3", MS));
	write_file(path, "id,date,title\nd,2002,Delta one\nx,1900,Xi one\n"
			 "a,1999,Alpha one\nb,2000,Beta one again\n");
	ck_assert(pty_type(p, "R"));
	ck_assert(pty_wait_text(p, "read again", MS));
	ck_assert(pty_wait_text(p, " 4 of 4 events", MS));
	ck_assert(pty_type(p, "K"));
	ck_assert(pty_wait_text(p, "/one  2 of 4", MS));
	ck_assert(pty_type(p, "J"));
	ck_assert(pty_wait_text(p, "/one  3 of 4", MS));
	ck_assert(pty_wait_text(p, "Beta one again", MS));
	ck_assert_int_eq(unlink(path), 0);
	/* What cannot be read leaves what was. */
	ck_assert(pty_type(p, "R"));
	ck_assert(pty_wait_text(p, "No such file", MS));
	ck_assert(pty_type(p, "K"));
	ck_assert(pty_wait_text(p, "/one  2 of 4", MS));
	assert_quits(p);
}
END_TEST

/* Is there a control sequence that the program itself would not send? */
static bool
leaks(struct str raw)
{
	static const char *const ends = "hlmHJKdGCDABrXPMLST@tb";

	for (size_t i = 0; i + 1 < raw.n; i++) {
		unsigned char c = (unsigned char)raw.p[i];
		size_t k = i + 2;

		if (c == 0x9B || c == 0x9D)
			if (i == 0 || (unsigned char)raw.p[i - 1] < 0x80)
				return true;
		if (c != 033)
			continue;
		if (raw.p[i + 1] == ']' || raw.p[i + 1] == 'P')
			return true;
		if (raw.p[i + 1] != '[')
			continue;
		while (k < raw.n && strchr("0123456789;?>", raw.p[k]) != NULL)
			k++;
		if (k < raw.n && strchr(ends, raw.p[k]) == NULL)
			return true;
	}
	return false;
}

START_TEST(hostile_data_stay_in_their_pane)
{
	struct buf all = BUF_INIT;
	struct str raw;

	start_on(hostile, 24, 80, "xterm-256color", NULL);
	for (int i = 0; i < 12; i++) {
		struct buf row = BUF_INIT;

		ck_assert(pty_type(p, "j"));
		(void)pty_quiet(p, 50);
		for (int y = 1; y < 9; y++) {
			buf_clear(&row);
			pty_row(p, y, &row);
			/* The rule between the panes stands in every row. */
			ck_assert_ptr_nonnull(
			    strstr(buf_cstr(&row), "\342\224\202"));
		}
		buf_fini(&row);
	}
	pty_whole(p, &raw);
	ck_assert(!leaks(raw));
	buf_add(&all, raw.p, raw.n);
	for (size_t i = 0; i < all.n; i++)
		if (all.p[i] == '\0')
			all.p[i] = '0'; /* and go on: padding, if any */
	ck_assert_ptr_null(strstr(all.p, "\033[31mred"));
	ck_assert_ptr_null(strstr(all.p, "\033[2J\033[H cleared"));
	ck_assert_ptr_nonnull(strstr(all.p, "cleared"));
	buf_fini(&all);
}
END_TEST

START_TEST(an_error_leaves_the_terminal_alone)
{
	const char *argv[] = { must_getenv("ANNALS"), "/nonexistent.csv",
		NULL };
	struct str raw;

	run(24, 80, "xterm-256color", argv, NULL);
	assert_exits(p, MS, 2);
	ck_assert(pty_termios_same(p));
	pty_whole(p, &raw);
	ck_assert_ptr_null(memchr(raw.p, 033, raw.n));
	ck_assert(pty_wait_text(
	    p, "annals: /nonexistent.csv: No such file or directory", MS));
}
END_TEST

static void
add_kinds(Suite *s)
{
	TCase *t = tcase_create("kinds");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(
	    t, every_terminal_at_every_size, 0, NTERMS * NSIZES);
	tcase_add_test(t, no_locale_gets_ascii_only);
	tcase_add_test(t, no_color_sends_none);
	tcase_add_test(t, a_giant_window_stays_small);
	tcase_add_test(t, resize_at_any_moment);
	suite_add_tcase(s, t);
}

static void
add_ends(Suite *s)
{
	TCase *t = tcase_create("ends");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, keys_end_it, 0, 2);
	tcase_add_loop_test(t, signals_end_it, 0, 3);
	tcase_add_test(t, control_c_does_not);
	tcase_add_test(t, it_stops_and_goes_on);
	tcase_add_test(t, a_dead_terminal_ends_it);
	tcase_add_test(t, a_blocked_terminal_does_not_hold_it);
	tcase_add_test(t, a_blocked_terminal_catches_up);
	suite_add_tcase(s, t);
}

static void
add_reading(Suite *s)
{
	TCase *t = tcase_create("reading");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, keys_come_from_the_terminal_when_data_come_by_a_pipe);
	tcase_add_test(t, a_changed_file_is_read_again);
	tcase_add_test(t, hostile_data_stay_in_their_pane);
	tcase_add_test(t, an_error_leaves_the_terminal_alone);
	suite_add_tcase(s, t);
}

int
main(void)
{
	Suite *s = suite_create("reader");

	add_kinds(s);
	add_ends(s);
	add_reading(s);
	return run_suite(s);
}
