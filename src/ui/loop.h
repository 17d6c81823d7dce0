/*
 * The loop: terminal, signals, mailbox and keys around a struct app.
 *
 * One poll(); a timer only when something is due.  All keys that wait are
 * handled before anything is drawn, and only one place draws.  Main thread.
 */
#ifndef ANNALS_UI_LOOP_H
#define ANNALS_UI_LOOP_H

#include "base/err.h"
#include "model/loader.h"
#include "plat/term.h"

#include <stdbool.h>
#include <stdint.h>

struct app;

struct loop_options {
	const char *path;                     /* the chronicle */
	const struct loader_options *loading; /* lent */
	struct term_options terminal;
	int64_t started; /* when the program was; clock_ms() */
};

/*
 * Read path in a until the user quits; signals_open() comes before.  The
 * terminal is given back before it returns, whatever happens.  *signo is the
 * signal that ended it, or 0.  False with *e if it could not start or the
 * terminal failed.
 */
bool loop_run(
    struct app *a, const struct loop_options *o, int *signo, struct err *e);

#endif
