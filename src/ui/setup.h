/*
 * What a reader set and what the program remembers: default keys, the config
 * file, sizes of the panes, history of the prompt.  Main thread.
 */
#ifndef ANNALS_UI_SETUP_H
#define ANNALS_UI_SETUP_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct app;

/* Bind the default keys of the command table. */
void setup_keys(struct app *a);

/* Run one line of the config language ("set thrift on"). */
bool setup_line(struct app *a, struct str line, struct err *e);

/*
 * Read the config file; what is wrong in it goes to a->notes.  path NULL: the
 * user's, if there is one.  False with *e if a file that was asked for cannot
 * be read.
 */
bool setup_config(struct app *a, const char *path, struct err *e);

/* Read what the last session left, and leave it for the next. */
void setup_recall(struct app *a);
bool setup_remember(struct app *a, struct err *e);

#endif
