/*
 * "Did you mean": nearest words for a search that found nothing, one key each.
 *
 * Lends query and chronicle from offer_start() on; once these are gone nothing
 * but offer_fini() and offer_start() may be called.  Main thread.
 */
#ifndef ANNALS_UI_OFFER_H
#define ANNALS_UI_OFFER_H

#include "base/buf.h"
#include "base/err.h"
#include "model/nearest.h"
#include "ui/find.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All 0 is one that offers nothing. */
struct offer {
	struct nearest *job; /* NULL: nothing was started */
	bool working;        /* there is more to do */
	struct buf text;     /* of the query */
	struct nearest_offer word[NEAREST_MAX];
	size_t n; /* words that are shown; 1 to n choose one */
};

void offer_fini(struct offer *o);

/*
 * Start to look for words that the query of f could mean, which is open.
 * False with *e if memory is refused.
 */
bool offer_start(struct offer *o, const struct find *f, struct err *e);

/* There are more events in which to look. */
void offer_grown(struct offer *o);

/* Do a piece of the work, some milliseconds.  False with *e: it has failed. */
bool offer_step(struct offer *o, struct err *e);

/*
 * Append what there is to say, in cols cells: that nothing was found, why, and
 * numbered words as far as there is room, but one at least.
 */
void offer_print(struct offer *o, int cols, bool ascii, struct buf *out);

/* Append the query that key chooses; false if it chooses none. */
bool offer_choose(const struct offer *o, uint32_t key, struct buf *out);

#endif
