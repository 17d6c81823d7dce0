/*
 * The list as lines of text, put together piece by piece: "17 May 1948  Title"
 * in the order that is shown.
 *
 * If the list becomes another one meanwhile, it begins again.  Main thread.
 */
#ifndef ANNALS_UI_GATHER_H
#define ANNALS_UI_GATHER_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/reader.h"

#include <stdbool.h>
#include <stddef.h>

/* All 0: nothing is put together. */
struct gather {
	bool running;
	size_t most;      /* bytes, more are refused */
	bool plain;       /* what it is for; the caller's */
	unsigned version; /* of the list */
	size_t place;     /* that comes next */
	struct buf text;  /* sanitised */
};

void gather_start(struct gather *g, const struct reader *r, size_t most);

/* Stop, and forget the text. */
void gather_stop(struct gather *g);

/*
 * Add some events, a few milliseconds; the text is complete when it does not
 * run any more.  ascii: all of it is.  False with *e if there is too much or
 * an event cannot be read; then it is stopped.
 */
bool gather_step(
    struct gather *g, const struct reader *r, bool ascii, struct err *e);

#endif
