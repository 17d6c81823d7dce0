/*
 * A chronicle from standard input: keys come from the terminal, what a slow
 * pipe sent is seen before it sends more, and reading can be given up.
 */
#include "config.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "e2e/watching.h"
#include "folder.h"
#include "running.h"

#define MS 10000

static char dir[FOLDER_SIZE], fifo[96], state[128];
static struct pty *pty;
static int out; /* the other end of the pipe, or -1 */

static void
setup(void)
{
	ck_assert(folder_make(dir));
	(void)snprintf(fifo, sizeof fifo, "%s/fifo", dir);
	(void)snprintf(state, sizeof state, "XDG_STATE_HOME=%s", dir);
	ck_assert(mkfifo(fifo, 0600) == 0);
	out = -1;
}

static void
teardown(void)
{
	pty_free(pty);
	pty = NULL;
	if (out >= 0)
		(void)close(out);
	ck_assert(folder_remove(dir));
}

/* Run a line of the shell with the program's path in it. */
static void
run(const char *before, const char *after)
{
	struct buf line = BUF_INIT;
	const char *argv[] = { "/bin/sh", "-c", NULL, NULL };
	const char *env[] = { state, NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };

	buf_addf(&line, "%s '%s' %s", before, must_getenv("ANNALS"), after);
	argv[2] = buf_cstr(&line);
	pty = must_start(24, 80, &program);
	buf_fini(&line);
}

/* Read from the pipe, which stays open. */
static void
read_pipe(void)
{
	struct buf after = BUF_INIT;

	out = open(fifo, O_RDWR | O_CLOEXEC);
	ck_assert_int_ge(out, 0);
	buf_addf(&after, "- <'%s'", fifo);
	run("exec", buf_cstr(&after));
	buf_fini(&after);
}

static void
send_line(const char *s)
{
	ck_assert_int_eq(write(out, s, strlen(s)), (ssize_t)strlen(s));
}

START_TEST(keys_come_from_the_terminal)
{
	struct buf before = BUF_INIT;

	buf_addf(&before, "cat '%s/data/israel-russia/events.csv' |",
	    must_getenv("SRC"));
	run(buf_cstr(&before), "-");
	assert_sees(pty, "1 of 220");
	ck_assert(pty_type(pty, "jj"));
	assert_sees(pty, "3 of 220");
	ck_assert(pty_type(pty, "R"));
	assert_sees(pty, "standard input cannot be read again");
	assert_quits(pty);
	buf_fini(&before);
}
END_TEST

START_TEST(a_slow_pipe_is_seen_as_it_comes)
{
	read_pipe();
	send_line("id,date,title\n");
	send_line("1,1901,Alpha\n");
	assert_sees(pty, "Alpha");
	assert_sees(pty, "loading");
	send_line("2,1902,Beta\n3,1903,Gam");
	assert_sees(pty, "Beta");
	send_line("ma\n");
	assert_sees(pty, "Gamma");
	ck_assert(pty_type(pty, "G"));
	assert_sees(pty, "3 of 3");
	assert_quits(pty);
}
END_TEST

/* Nobody waits for the end of a large file to hear of it. */
START_TEST(a_problem_is_told_while_it_reads)
{
	read_pipe();
	send_line("id,date,title\n1,1901,Alpha\n2,soon,Beta\n");
	assert_sees(pty, "standard input:3:2: soon: not a date");
	ck_assert(pty_type(pty, "j"));
	assert_sees(pty, "loading, 1 problem");
	send_line("3,later,Gamma\n");
	assert_sees(pty, "loading, 2 problems");
	assert_quits(pty);
}
END_TEST

START_TEST(reading_is_given_up)
{
	read_pipe();
	send_line("id,date,title\n1,1901,Alpha\n");
	assert_sees(pty, "Alpha");
	ck_assert(pty_type(pty, "\x03"));
	assert_sees(pty, "standard input: reading was cancelled");
	ck_assert(pty_type(pty, "j"));
	assert_sees(pty, "1 of 1");
	assert_quits(pty);
}
END_TEST

/* Nothing has come yet, and it is not known what it will be. */
START_TEST(a_silent_pipe_does_not_keep_it)
{
	read_pipe();
	assert_sees(pty, "loading");
	assert_quits(pty);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, keys_come_from_the_terminal);
	tcase_add_test(t, a_slow_pipe_is_seen_as_it_comes);
	tcase_add_test(t, a_problem_is_told_while_it_reads);
	tcase_add_test(t, reading_is_given_up);
	tcase_add_test(t, a_silent_pipe_does_not_keep_it);
}

int
main(void)
{
	return run_tests("pipe", add);
}
