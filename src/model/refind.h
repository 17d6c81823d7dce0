/*
 * Finds the events again that bookmarks and notes belong to.
 *
 * By id, and what has none, or one that is gone or names something else now
 * (title, date and text are others), by its title and then date and text: the
 * same title and one of the others will do, and the best match gets it.  That
 * reads all titles of the chronicle, once, in steps of a few ms; of many
 * events with the same title some are passed over.  Main thread.
 */
#ifndef ANNALS_MODEL_REFIND_H
#define ANNALS_MODEL_REFIND_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/kept_item.h"

#include <stdbool.h>
#include <stddef.h>

struct refind;

struct refind *refind_new(const struct chronicle *c); /* lends c */
void refind_free(struct refind *r);                   /* NULL is fine */

/* Look for those of n items that are KEPT_SOUGHT.  Lends them until the next
 * refind_start(). */
void refind_start(struct refind *r, struct kept_item *item, size_t n);

/* Is there something left to do? */
bool refind_behind(const struct refind *r);

/*
 * Do a piece of it; *done says that it was the last one for the chronicle as
 * it is now.  What is not found is gone once the chronicle is complete.  False
 * with *e if SQLite or memory fails; what is sought then stays so.
 */
bool refind_step(struct refind *r, bool *done, struct err *e);

#endif
