/*
 * Signals as bytes in a pipe that the loop polls.
 *
 * SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT are caught; SIGPIPE and
 * SIGQUIT are ignored.  SIGHUP, SIGINT and SIGTSTP stay ignored if the parent
 * ignored them (nohup).  SIGTERM and SIGHUP also throw away what a blocked
 * terminal did not read (tcflush) and set an alarm, so that the process ends
 * within 2 s whatever it is doing.  Crashes (SIGSEGV, SIGBUS, SIGFPE, SIGILL,
 * SIGABRT) and that alarm give the terminal back first, then end the process
 * by the same signal.
 *
 * The handlers' state (one pipe, one terminal) is the program's only global.
 * Main thread; the handlers run on it.  Other threads block all signals but
 * those of crashes: a blocked one kills at once, with the terminal as it is.
 */
#ifndef ANNALS_PLAT_SIGNALS_H
#define ANNALS_PLAT_SIGNALS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct termios;

/* Install the handlers. */
bool signals_open(struct err *e);

/* Put everything back as it was found. */
void signals_close(void);

/*
 * For a child between fork() and exec: handle each signal as it was found,
 * and touch nothing else.  Nothing happens unless signals_open() did.
 */
void signals_as_found(void);

/* The descriptor to poll() for POLLIN. */
int signals_fd(void);

/*
 * The next kind of signal that came, or 0; to be called until it says 0.
 * Those that end come first; several of one kind are one.
 */
int signals_take(void);

/* Did SIGTERM or SIGHUP come, taken or not? */
bool signals_ending(void);

/*
 * What a crash must give back: termios of fd and n bytes (at most 256) to
 * write to it.  Copied.  fd < 0: nothing any more.
 */
void signals_guard(
    int fd, const struct termios *was, const char *bytes, size_t n);

/*
 * Stop this process and its job as ^Z does; returns when it was continued,
 * and that SIGCONT is not told by signals_take().  At once where there is
 * nobody who could continue it, or SIGTSTP was found ignored.
 */
void signals_stop_self(void);

#endif
