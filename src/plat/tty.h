/*
 * The line to the terminal: its modes, its size, and writing without waiting.
 *
 * O_NONBLOCK belongs to an open file description, which the shell shares with
 * this program; so the terminal is opened once more and only that description
 * does not block.  Where it cannot be opened (su, some containers) poll() says
 * whether pieces of at most 512 bytes are taken.
 *
 * Thread: the main thread.
 */
#ifndef ANNALS_PLAT_TTY_H
#define ANNALS_PLAT_TTY_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

struct tty {
	int in, out; /* the caller's, never closed here */
	int own;     /* out, opened again and not blocking; -1: refused */
	struct termios was; /* as found by tty_open() */
	struct buf waiting; /* bytes to send; add to it, then tty_flush() */
	size_t sent;        /* of them */
};

/* False with *e, and nothing to close, if in or out is no terminal. */
bool tty_open(struct tty *y, int in, int out, struct err *e);
void tty_close(struct tty *y);

/*
 * Bytes as they come: no echo, no lines, no signal, flow or CR keys, nothing
 * done to output.  Stops the process (SIGTTOU) while it is in the background.
 */
bool tty_raw(struct tty *y, struct err *e);

/* As it was.  Nothing is done if the terminal is somebody else's now. */
void tty_restore(const struct tty *y);

/* May this process use the terminal, i.e. is it in the foreground? */
bool tty_ours(const struct tty *y);

/* What the system says, else what LINES and COLUMNS say, else 0. */
void tty_size(const struct tty *y, int *rows, int *cols);

/* Send what waits in y->waiting, as much as is taken now, by one write if the
 * terminal reads.  Never waits.  False with *e if the terminal is gone. */
bool tty_flush(struct tty *y, struct err *e);

/* Does something wait in y->waiting? */
bool tty_pending(const struct tty *y);

/* Drop what waits in y->waiting. */
void tty_forget(struct tty *y);

/*
 * Read what is there, up to n bytes, waiting at most ms for the first.
 * 0: nothing came.  -1: nothing will ever come, the terminal is gone.
 */
ssize_t tty_read(const struct tty *y, char *p, size_t n, int ms);

/*
 * Send all n bytes, waiting at most ms for a terminal that does not read.
 * Then what it has not read is thrown away, and these bytes are tried once
 * more.
 */
void tty_write_last(const struct tty *y, const char *p, size_t n, int ms);

/* The descriptor that is written to; to poll() for POLLOUT. */
int tty_fd(const struct tty *y);

#endif
