/*
 * A query run over a chronicle: a job that gives the set of events found.
 *
 * Goes segment by segment, so that one step is short (a few ms at 12,288
 * events) and may be given up at any time.  Words are asked of the index, one
 * by one or as a phrase; AND, OR, NOT, dates and sections work on bit sets;
 * comparisons, exact values and words in columns without an index read their
 * column, but only where the rest of the query has left something.  Nothing
 * ranks here.
 *
 * The chronicle may grow meanwhile: then there is more to do, and what is
 * found so far stays.  Main thread.
 */
#ifndef ANNALS_MODEL_SEARCH_H
#define ANNALS_MODEL_SEARCH_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct search;

/*
 * Who knows what a reader left behind: set bit i of set (n bits, all 0) if
 * event start + i is what node (QUERY_IS, QUERY_NOTE) asks for.
 */
typedef bool (*search_left)(void *arg, const struct query_node *node,
    size_t start, uint64_t *set, size_t n, struct err *e);

/* Lends q and c until search_free().  NULL with *e if memory is refused. */
struct search *search_new(
    const struct query *q, const struct chronicle *c, struct err *e);
void search_free(struct search *s); /* NULL is fine */

/* Ask fn for is:, has: and note:, which find nothing otherwise.  Before the
 * first step. */
void search_ask(struct search *s, search_left fn, void *arg);

/*
 * Do a piece of the work.  *done says whether that was the last one, for the
 * chronicle as it is now.  False with *e if SQLite or memory fails; the same
 * piece is tried again by the next call.
 */
bool search_step(struct search *s, bool *done, struct err *e);

/*
 * Lend the set until the next step: bit n % 64 of word n / 64 is event n.  It
 * has room for search_looked() events; NULL before the first step.
 */
const uint64_t *search_set(const struct search *s);

/* How many events are in it so far, and how many were looked at, which are
 * the first ones. */
size_t search_count(const struct search *s);
size_t search_looked(const struct search *s);

#endif
