/*
 * How a program on plat/term.h and plat/signals.h ends and is stopped: by
 * keys, signals, crashes, and terminals that are gone or do not read.
 */
#include "config.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "e2e/watching.h"
#include "running.h"

#define MS 5000 /* for what should take none */

static struct pty *p;
static int told; /* what term_demo writes to its descriptor 3 */

static void
start(int rows, int cols, const char *term)
{
	const char *argv[] = { term_demo(), NULL };
	struct job_program program = { argv, term, NULL, 0 };
	int ends[2];

	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	told = ends[0];
	program.keep = ends[1];
	p = must_start(rows, cols, &program);
	(void)close(ends[1]);
	ck_assert(pty_wait_text(p, "line 0", MS));
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
	(void)close(told);
}

static void
is_ours(void)
{
	ck_assert(!pty_termios_same(p));
	ck_assert(pty_modes(p).alternate);
	ck_assert(pty_modes(p).paste);
}

static void
ends_by(int ms, int number)
{
	int status;

	ck_assert(pty_finish(p, ms, &status));
	ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == number,
	    "status %x", (unsigned)status);
}

/* Ask for more than the terminal takes, which is not read any more. */
static void
block(void)
{
	struct pollfd f = { told, POLLIN, 0 };

	pty_stop_reading(p);
	for (int i = 0; i < 200 && poll(&f, 1, 20) == 0; i++)
		ck_assert(pty_type(p, "f"));
	ck_assert_int_eq(f.revents & POLLIN, POLLIN);
}

START_TEST(a_signal_that_ends)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT };

	start(24, 80, "xterm-256color");
	ck_assert(pty_signal(p, numbers[_i]));
	assert_exits(p, 1000, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(signals_that_do_nothing)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_signal(p, SIGQUIT));
	ck_assert(pty_signal(p, SIGPIPE));
	pty_type(p, "x");
	ck_assert(pty_wait_text(p, "keys: x", MS));
	is_ours();
}
END_TEST

START_TEST(stuck_and_told_to_end)
{
	int64_t begin;

	start(24, 80, "xterm-256color");
	pty_type(p, "s");
	(void)pty_quiet(p, 80);
	begin = clock_ms();
	ck_assert(pty_signal(p, _i == 0 ? SIGTERM : SIGHUP));
	ends_by(2000, _i == 0 ? SIGTERM : SIGHUP);
	ck_assert_int_ge(clock_ms() - begin, 900);
	assert_given_back(p);
}
END_TEST

START_TEST(crashing)
{
	static const int numbers[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
		SIGABRT };
	int status;

	start(24, 80, "xterm-256color");
	if (_i == 5)
		pty_type(p, "c");
	else
		ck_assert(pty_signal(p, numbers[_i]));
	ck_assert(pty_finish(p, MS, &status));
	/* A sanitizer has its own way to end. */
	ck_assert(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
	if (WIFSIGNALED(status))
		ck_assert_int_eq(
		    WTERMSIG(status), _i == 5 ? SIGSEGV : numbers[_i]);
	assert_given_back(p);
}
END_TEST

static void
stops_and_goes_on(void)
{
	ck_assert(pty_wait_stop(p, MS));
	assert_given_back(p);
	pty_mark(p);
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "line 17", MS));
	(void)pty_quiet(p, 80);
	is_ours();
	ck_assert_uint_eq(pty_chunks(p), 1);
}

START_TEST(suspending)
{
	start(24, 80, "xterm-256color");
	for (int i = 0; i < 3; i++) {
		pty_type(p, "\032");
		stops_and_goes_on();
	}
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
}
END_TEST

START_TEST(suspended_from_outside)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_signal(p, SIGTSTP));
	stops_and_goes_on();
}
END_TEST

START_TEST(resized_while_suspended)
{
	start(24, 80, "xterm-256color");
	pty_type(p, "\032");
	ck_assert(pty_wait_stop(p, MS));
	ck_assert(pty_resize(p, 30, 100));
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "demo 30x100", MS));
	ck_assert(pty_wait_text(p, "line 23", MS));
}
END_TEST

/* The terminal is the shell's then: not touched, and no reason to stop. */
START_TEST(ended_while_suspended)
{
	start(24, 80, "xterm-256color");
	pty_type(p, "\032");
	ck_assert(pty_wait_stop(p, MS));
	pty_mark(p);
	ck_assert(pty_signal(p, _i == 0 ? SIGTERM : SIGHUP));
	ck_assert(pty_signal(p, SIGCONT));
	assert_exits(p, 900, 0);
	assert_given_back(p);
	ck_assert_uint_eq(pty_raw(p).n, 0);
}
END_TEST

START_TEST(continued_in_the_background)
{
	start(24, 80, "xterm-256color");
	pty_type(p, "\032");
	ck_assert(pty_wait_stop(p, MS));
	pty_mark(p);
	ck_assert(pty_signal(p, SIGCONT));
	ck_assert(pty_wait_stop(p, MS));
	assert_given_back(p);
	ck_assert_uint_eq(pty_raw(p).n, 0);
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "line 17", MS));
	is_ours();
}
END_TEST

/* Nobody asked it: SIGSTOP, and the shell's modes afterwards. */
START_TEST(stopped_by_force)
{
	start(24, 80, "xterm-256color");
	ck_assert(pty_signal(p, SIGSTOP));
	ck_assert(pty_wait_stop(p, MS));
	pty_restore_termios(p);
	pty_mark(p);
	ck_assert(pty_continue(p));
	while (!pty_wait_text(p, "line 17", MS) || pty_raw(p).n < 200)
		ck_assert_uint_gt(pty_quiet(p, 500), 0);
	is_ours();
}
END_TEST

START_TEST(the_terminal_is_gone)
{
	int64_t begin;

	start(24, 80, "xterm-256color");
	begin = clock_ms();
	pty_hangup(p);
	assert_exits(p, 1000, 0);
	ck_assert_int_lt(clock_ms() - begin, 1000);
}
END_TEST

START_TEST(the_terminal_is_gone_while_suspended)
{
	start(24, 80, "xterm-256color");
	pty_type(p, "\032");
	ck_assert(pty_wait_stop(p, MS));
	pty_hangup(p);
	ck_assert(pty_continue(p));
	ck_assert(pty_finish(p, 1000, &(int){ 0 }));
}
END_TEST

START_TEST(the_terminal_is_gone_while_blocked)
{
	start(200, 500, "xterm-256color");
	block();
	pty_hangup(p);
	ck_assert(pty_finish(p, 1000, &(int){ 0 }));
}
END_TEST

START_TEST(blocked_and_told_to_end)
{
	int64_t begin;

	start(200, 500, "xterm-256color");
	block();
	begin = clock_ms();
	ck_assert(pty_signal(p, _i == 0 ? SIGTERM : SIGHUP));
	assert_exits(p, 2000, 0);
	ck_assert_int_lt(clock_ms() - begin, 1500);
	ck_assert(pty_termios_same(p));
	/* The last words are behind what was taken before. */
	pty_read_again(p);
	(void)pty_quiet(p, 80);
	assert_given_back(p);
}
END_TEST

START_TEST(blocked_and_quit)
{
	start(200, 500, "xterm-256color");
	block();
	pty_type(p, "q");
	assert_exits(p, 1500, 0);
	ck_assert(pty_termios_same(p));
}
END_TEST

START_TEST(blocked_and_suspended)
{
	start(200, 500, "xterm-256color");
	block();
	pty_type(p, "\032");
	ck_assert(pty_wait_stop(p, 1500));
	ck_assert(pty_termios_same(p));
	pty_read_again(p);
	pty_mark(p);
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "demo 200x500", MS));
}
END_TEST

START_TEST(blocked_and_read_again)
{
	struct buf before = BUF_INIT, after = BUF_INIT;

	start(200, 500, "xterm-256color");
	block();
	pty_read_again(p);
	(void)pty_quiet(p, 300);
	pty_screen(p, &before);
	pty_type(p, "\f");
	(void)pty_quiet(p, 300);
	pty_screen(p, &after);
	/* All but the line of keys. */
	ck_assert_str_eq(strchr(strchr(buf_cstr(&before), '\n') + 1, '\n'),
	    strchr(strchr(buf_cstr(&after), '\n') + 1, '\n'));
	pty_type(p, "q");
	assert_exits(p, MS, 0);
	assert_given_back(p);
	buf_fini(&before);
	buf_fini(&after);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, a_signal_that_ends, 0, 3);
	tcase_add_test(t, signals_that_do_nothing);
	tcase_add_loop_test(t, stuck_and_told_to_end, 0, 2);
	tcase_add_loop_test(t, crashing, 0, 6);
	tcase_add_test(t, suspending);
	tcase_add_test(t, suspended_from_outside);
	tcase_add_test(t, resized_while_suspended);
	tcase_add_loop_test(t, ended_while_suspended, 0, 2);
	tcase_add_test(t, continued_in_the_background);
	tcase_add_test(t, stopped_by_force);
	tcase_add_test(t, the_terminal_is_gone);
	tcase_add_test(t, the_terminal_is_gone_while_suspended);
	tcase_add_test(t, the_terminal_is_gone_while_blocked);
	tcase_add_loop_test(t, blocked_and_told_to_end, 0, 2);
	tcase_add_test(t, blocked_and_quit);
	tcase_add_test(t, blocked_and_suspended);
	tcase_add_test(t, blocked_and_read_again);
}

int
main(void)
{
	return run_tests("term_end", add);
}
