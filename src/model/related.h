/*
 * Events that have much in common with one: its rarest actors, places and
 * words.
 *
 * What an event has is weighed by how few others have it: log(N/n), if n of N
 * events do.  Words of the title count twice as much as words of the text, and
 * actors and places, which are whole values, three times as much.  What more
 * than RELATED_COMMON events have, or 16 and a sixteenth of all, says nothing,
 * nor do numbers and single letters.  The weights of the rarest RELATED_TERMS
 * are added up for each event; those with most are the answer, and of equals
 * those nearer in time.  What has a third of the best or less is left out, and
 * so is what comes to less than the title's word that nobody else has.
 *
 * A job: a step asks the index for a few words and takes a few milliseconds,
 * whatever the chronicle; it is over when the last one is asked.  Main thread.
 */
#ifndef ANNALS_MODEL_RELATED_H
#define ANNALS_MODEL_RELATED_H

#include "base/err.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RELATED_MAX 5       /* events that are told */
#define RELATED_TERMS 16    /* that are weighed */
#define RELATED_COMMON 2000 /* events: what more have is passed over */

struct related;

/*
 * Start to look for what is related to an event of c.  Lends c, which may
 * grow: what comes is looked at for what was not asked yet.  NULL with *e if
 * the event cannot be read or memory is refused.
 */
struct related *related_new(
    const struct chronicle *c, size_t event, struct err *e);
void related_free(struct related *r); /* NULL is fine */

/*
 * Do a piece of the work.  *done says whether that was the last one.  False
 * with *e if SQLite fails or memory is refused; then it is over.
 */
bool related_step(struct related *r, bool *done, struct err *e);

/* How many there are, at most RELATED_MAX; 0 before it is done. */
size_t related_count(const struct related *r);

/* The number of event i, the one that has most in common first. */
size_t related_at(const struct related *r, size_t i);

#endif
