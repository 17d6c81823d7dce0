/*
 * A program on a pseudo terminal, and what a person in front of it sees.
 *
 * All output is fed to a libvterm screen and kept as bytes; queries that the
 * program sends are answered by nobody.
 *
 * Waiting is for events, with a time limit in milliseconds; every function
 * that waits reads what the program writes meanwhile.  Linux only.
 */
#ifndef ANNALS_TESTS_PTY_H
#define ANNALS_TESTS_PTY_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "e2e/job.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The libvterm screen grows no larger, nor smaller than 4, whatever the
 * window. */
#define PTY_ROWS_MAX 400
#define PTY_COLS_MAX 1200

struct pty;

struct pty_cell {
	char text[32]; /* "" if blank */
	int cells;     /* 1, 2 */
	bool bold, underline, reverse;
	int fg, bg; /* index of the palette, -1 the terminal's own */
};

struct pty_modes {
	bool alternate; /* screen */
	bool cursor;    /* is visible */
	bool paste;     /* is bracketed */
};

/*
 * Give a running program, or NULL with *e.  A size of 0 x 0 is a terminal that
 * does not know its size.
 */
struct pty *pty_start(
    int rows, int cols, const struct job_program *program, struct err *e);

/* End the program if it still runs.  NULL is fine. */
void pty_free(struct pty *p);

/* The program's process. */
pid_t pty_pid(const struct pty *p);

/* Type n bytes, or a C string; false if the program took none for 5 s. */
bool pty_send(struct pty *p, const char *bytes, size_t n);
bool pty_type(struct pty *p, const char *s);

/* Wait until some row of the screen shows s, or done() says true. */
bool pty_wait_text(struct pty *p, const char *s, int ms);
bool pty_wait(struct pty *p, bool (*done)(struct pty *p, const void *arg),
    const void *arg, int ms);

/* Count bytes and chunks from here on. */
void pty_mark(struct pty *p);

/* Wait for ms without output; the bytes since the mark. */
size_t pty_quiet(struct pty *p, int ms);

/* Read for ms, however much comes; the bytes since the mark. */
size_t pty_read_for(struct pty *p, int ms);

/* Since the mark: the bytes (lent), and the number of chunks: reads less than
 * 1 ms apart are one, as the kernel hands a large write over in pieces. */
struct str pty_raw(const struct pty *p);
size_t pty_chunks(const struct pty *p);

/* Lend all bytes since the start. */
void pty_whole(const struct pty *p, struct str *raw);

/* Append the text of row y, or of all rows with LF, blanks at ends cut. */
void pty_row(const struct pty *p, int y, struct buf *out);
void pty_screen(const struct pty *p, struct buf *out);

void pty_cursor(const struct pty *p, int *y, int *x);
struct pty_cell pty_cell_at(const struct pty *p, int y, int x);
struct pty_modes pty_modes(const struct pty *p);

/* Change the size of the window; the kernel sends SIGWINCH. */
bool pty_resize(struct pty *p, int rows, int cols);

bool pty_signal(const struct pty *p, int number);

/* Wait until the program stops (once more); pty_continue() is the shell's
 * fg, pty_signal(p, SIGCONT) its bg. */
bool pty_wait_stop(struct pty *p, int ms);
bool pty_continue(struct pty *p);

/* Wait for the end of the program; *status as of waitpid(). */
bool pty_finish(struct pty *p, int ms, int *status);

/* Are the terminal's modes as they were before the program started? */
bool pty_termios_same(const struct pty *p);

/* Set them so again, as a shell does for itself. */
void pty_restore_termios(struct pty *p);

/* Read no output any more, or again. */
void pty_stop_reading(struct pty *p);
void pty_read_again(struct pty *p);

/* Pull the plug: the other end of the terminal is gone. */
void pty_hangup(struct pty *p);

#endif
