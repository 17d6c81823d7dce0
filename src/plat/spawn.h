/*
 * Other programs: an editor, a clipboard, a browser.
 *
 * fork() and execvp(), never a shell: no byte of an argument is ever read as
 * syntax.  The program gets the signals as this one found them
 * (plat/signals.h), the environment as it is, and no descriptor but 0, 1 and
 * 2.  LINES and COLUMNS are gone from the environment since term_open().
 * Whatever happens, no child is left to be waited for.
 *
 * A program that cannot be started gives ERR_NOTFOUND if it is not there,
 * else ERR_IO; its name is in the text as it was given, to be cleaned like
 * everything that is shown.  Main thread.
 */
#ifndef ANNALS_PLAT_SPAWN_H
#define ANNALS_PLAT_SPAWN_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* How a program ended. */
struct spawn_end {
	bool killed; /* by a signal */
	int number;  /* of that signal, else the exit status */
};

/*
 * Arguments for the calls below: the words of a setting such as $VISUAL,
 * split at blanks and tabs (there is no quoting), then those of more, which
 * ends with NULL and may be NULL.  One block, x_free() frees all of it.  NULL
 * if setting is NULL or has no word.
 */
char **spawn_argv(const char *setting, const char *const *more);

/*
 * Run a program on a terminal that was given back (term_suspend()), with in
 * and out as its descriptors 0 and 1, and wait for its end.  Meanwhile SIGINT,
 * SIGQUIT and SIGTSTP are the program's alone, as a shell would have it; if it
 * stops (^Z) the whole job does, and both are continued together.  SIGTERM and
 * SIGHUP are passed on to it as SIGTERM.  False with *e if it did not start.
 */
bool spawn_wait(
    char *const argv[], int in, int out, struct spawn_end *end, struct err *e);

/*
 * Run a program in a session of its own, give it the bytes as its input, and
 * wait for its end, at most ms in all; then it is killed.  What it leaves in
 * the background lives on (xclip).  Its output is discarded.  False with *e,
 * one line that begins with its name, unless it took all bytes and ended with
 * status 0.
 */
bool spawn_feed(char *const argv[], struct str bytes, int ms, struct err *e);

/*
 * Start a program in a session of its own, without input and output, and
 * forget it.  False with *e if it did not start; how it ends is not known.
 */
bool spawn_detached(char *const argv[], struct err *e);

/* False with *e, "NAME: exit status 1", unless it ended well. */
bool spawn_ended_well(
    const struct spawn_end *end, const char *name, struct err *e);

#endif
