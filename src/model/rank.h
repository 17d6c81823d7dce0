/*
 * How well events fit what is searched for: a job that gives each a score by
 * Okapi BM25, with k1 = 1.2 and b = 0.75 (Robertson and Zaragoza, "The
 * Probabilistic Relevance Framework: BM25 and Beyond", 2009).
 *
 *	score = sum over the terms of
 *	    idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * words / average))
 *	idf = ln(1 + (events - found + 0.5) / (found + 0.5))
 *
 * A term is a leaf of the query that asks for words and is not under NOT: a
 * word, a beginning of words, a phrase.  found is how many events have it, tf
 * how often an event has it, where once in the title counts as RANK_TITLE
 * times elsewhere.  words and average are the length of the event and of all
 * events, in the columns that are indexed.  All of it is counted over the
 * whole chronicle, so segments do not show.  What has no index counts for
 * nothing, and neither do dates, sections and exact values.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_RANK_H
#define ANNALS_MODEL_RANK_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RANK_TITLE 5

struct rank;

/* Has q words to rank by? */
bool rank_has_words(const struct query *q);

/*
 * Score the events in within, a set with room for all there are now (lent),
 * by all of n queries.  Lends these and c until rank_free().  NULL with *e if
 * memory is refused.
 */
struct rank *rank_new(const struct query *const *query, size_t n,
    const struct chronicle *c, const uint64_t *within, struct err *e);
void rank_free(struct rank *r); /* NULL is fine */

/*
 * Work until *left is used up, which is about how many rows are looked at; a
 * call goes over it by as much as the longest search of a word in a segment
 * takes.  *done: that was all.  False with *e.
 */
bool rank_step(struct rank *r, size_t *left, bool *done, struct err *e);

/* Lend the scores by event, 0 or more, once it is done. */
const float *rank_scores(const struct rank *r);

#endif
