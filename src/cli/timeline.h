/*
 * How events are spread over time, as lines of text.
 *
 * A line for each bar of model/timeline.h, empty ones too: what is long ago
 * is far away.  Full blocks stand for the events whose date lies within the
 * bar, a lighter part for those that reach beyond it.  Main thread.
 */
#ifndef ANNALS_CLI_TIMELINE_H
#define ANNALS_CLI_TIMELINE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"
#include "model/timeline.h"

#include <stdbool.h>

#define TIMELINE_COLS_MIN 24
#define TIMELINE_LINES 100 /* at most, if the user does not say what lines */

/*
 * What lines are wanted: "auto", "month", "year", "decade", "century".  False
 * if that is none of them.
 */
bool timeline_find(const char *name, struct timeline_ask *ask);

/*
 * Append the plot, at most cols (TIMELINE_COLS_MIN or more) cells wide, and
 * lines that count the events and explain it.  False with *e if memory is
 * refused.
 */
bool timeline_print(struct buf *out, const struct chronicle *c,
    const struct timeline_ask *ask, int cols, bool ascii, struct err *e);

#endif
