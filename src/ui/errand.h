/*
 * What commands want done outside: other programs, the clipboard, the normal
 * screen.  A command sets what it wants, and whoever owns the terminal
 * does it before the next key (ui/outside.h).
 *
 * Main thread.
 */
#ifndef ANNALS_UI_ERRAND_H
#define ANNALS_UI_ERRAND_H

#include "base/buf.h"
#include "base/err.h"
#include "plat/spawn.h"

#include <stdbool.h>

struct app;

/*
 * Called when the program is done and the screen is ours again.  end is how it
 * ended; NULL: it did not start, and *why says why.
 */
typedef void errand_done(
    struct app *a, const struct spawn_end *end, const struct err *why);

/* All 0: nothing is wanted. */
struct errand {
	char **argv; /* a program for the terminal (spawn_argv()), or NULL */
	errand_done *done;
	bool copying, showing;
	struct buf copy; /* to the clipboard */
	struct buf show; /* on the normal screen */
	char *url;       /* for a browser, or NULL */
};

void errand_fini(struct errand *x);

/* Hand the terminal to a program (takes argv), then call done. */
void errand_run(struct errand *x, char **argv, errand_done *done);

/* Copy a text, sanitised; takes the bytes of text and leaves it empty. */
void errand_copy(struct errand *x, struct buf *text);

/* Show a text, sanitised but for OSC 8, on the normal screen; likewise. */
void errand_show(struct errand *x, struct buf *text);

/* Open an address of text/url.h in a browser. */
void errand_open(struct errand *x, const char *url);

/* Is anything wanted? */
bool errand_waits(const struct errand *x);

#endif
