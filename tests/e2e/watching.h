/*
 * A program on a pseudo terminal, and a test that fails if it does not do what
 * is expected of it: what the tests of the program share.
 */
#ifndef ANNALS_TESTS_WATCHING_H
#define ANNALS_TESTS_WATCHING_H

#include <check.h>
#include <stdio.h>
#include <sys/wait.h>

#include "e2e/given.h"
#include "e2e/pty.h"

#define WATCHING_MS 10000 /* for what should take a few */

/* Give a running program. */
static inline struct pty *
must_start(int rows, int cols, const struct job_program *program)
{
	struct err e = { ERR_NONE, "" };
	struct pty *p = pty_start(rows, cols, program, &e);

	ck_assert_msg(p != NULL, "%s", e.text);
	return p;
}

/* Wait until it shows text; if it does not, tell what it shows. */
static inline void
assert_sees(struct pty *p, const char *text)
{
	struct buf screen = BUF_INIT;

	if (pty_wait_text(p, text, WATCHING_MS))
		return;
	pty_screen(p, &screen);
	ck_abort_msg("'%s' is not in\n%s", text, buf_cstr(&screen));
}

/* The terminal is as the shell wants it. */
static inline void
assert_given_back(const struct pty *p)
{
	struct pty_modes m = pty_modes(p);

	ck_assert(pty_termios_same(p));
	ck_assert(!m.alternate);
	ck_assert(m.cursor);
	ck_assert(!m.paste);
}

/* It ends in time, by itself and with that code. */
static inline void
assert_exits(struct pty *p, int ms, int code)
{
	int status;

	ck_assert(pty_finish(p, ms, &status));
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == code,
	    "status %x, not of exit %d", (unsigned)status, code);
}

/* It ends when it is told so. */
static inline void
assert_quits(struct pty *p)
{
	ck_assert(pty_type(p, "Q"));
	assert_exits(p, WATCHING_MS, 0);
}

/* Has the cursor left the column *x?  For pty_wait(). */
static inline bool
left_column(struct pty *p, const void *x)
{
	int y, now;

	pty_cursor(p, &y, &now);
	return now != *(const int *)x;
}

/* Write a file anew. */
static inline void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	ck_assert_msg(f != NULL, "%s", path);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert_int_eq(fclose(f), 0);
}

#endif
