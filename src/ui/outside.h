/*
 * Doing what commands want done outside (ui/errand.h): starts programs, fills
 * the clipboard, and lends the terminal.  For ui/loop.c.  Main thread.
 */
#ifndef ANNALS_UI_OUTSIDE_H
#define ANNALS_UI_OUTSIDE_H

#include "base/err.h"
#include "plat/term.h"

#include <stdbool.h>

struct app;

/*
 * Do all that a->errand wants, and tell a what came of it; o is what t was
 * opened with.  The loop stands still for the time of an editor, and for at
 * most some CLIPBOARD_MS for a clipboard.  False with *e if the terminal
 * failed.
 */
bool outside_do(
    struct app *a, struct term *t, const struct term_options *o, struct err *e);

#endif
