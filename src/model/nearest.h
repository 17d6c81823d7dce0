/*
 * The nearest words of the vocabulary, for a query that found nothing: a job.
 *
 * Each word that the query wants and no event has is compared with all words
 * that are indexed.  Near are those at a distance (text/distance.h) of 1 from
 * a word of three to five letters, 2 from up to eight, 3 from longer ones; of a
 * word that may go on, from four letters on, so are words that begin like that.
 * The nearest come first, of these the ones in more events, then the alphabet
 * decides.  Where the query asks for one column that is indexed, only words in
 * that column count.  Numbers, emoji and pairs of letters (text/fold.h) are
 * near to nothing.
 *
 * A step takes about 5 ms, which counting events by word needs; it goes on
 * behind the last word that was seen.  The chronicle may grow meanwhile: then
 * there is more to do.  Main thread.
 */
#ifndef ANNALS_MODEL_NEAREST_H
#define ANNALS_MODEL_NEAREST_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"
#include "model/query.h"

#include <stdbool.h>
#include <stddef.h>

#define NEAREST_MAX 5 /* words that are offered */

struct nearest;

struct nearest_offer {
	const char *word;  /* lent until the next step */
	size_t start, end; /* bytes of the query's text to put it in */
	size_t events;     /* that have it */
	unsigned distance; /* from 1 on */
};

/*
 * Lends q, parsed from text, and c until nearest_free(); text only for the
 * call.  NULL with *e if memory is refused.
 */
struct nearest *nearest_new(const struct query *q, struct str text,
    const struct chronicle *c, struct err *e);
void nearest_free(struct nearest *n); /* NULL is fine */

/*
 * Do a piece of the work.  *done says whether that was the last one, for the
 * chronicle as it is now.  False with *e if SQLite or memory fails: the job
 * is of no use any more then.
 */
bool nearest_step(struct nearest *n, bool *done, struct err *e);

/*
 * What to offer, once it is done: the best first, and those for the first
 * word of the query before those for the second.  Returns how many.
 */
size_t nearest_offers(
    const struct nearest *n, struct nearest_offer offer[NEAREST_MAX]);

/*
 * Once it is done: lend a word of the query that no event has, where it may
 * be in any column and is not the only one.  NULL if there is none.
 */
const char *nearest_missing(const struct nearest *n);

/*
 * Once it is done: is the query nothing but words, of which each one is in
 * some event?  Then they are never together.
 */
bool nearest_apart(const struct nearest *n);

/* Append text with the word that is offered in place of the wrong one. */
void nearest_apply(
    struct buf *out, struct str text, const struct nearest_offer *offer);

#endif
