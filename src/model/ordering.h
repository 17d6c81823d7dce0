/*
 * The order of reading of all events of a load, kept up while they come.
 *
 * To put the events of one more segment among a million takes some
 * milliseconds, in which nobody could press a key.  So it is done by the
 * threads that load: with a delivery comes what has changed in the order, and
 * the chronicle only copies it.
 *
 * Of many events each delivery would change nearly all of the order, and to
 * copy that takes a millisecond, too.  So it comes once a second then.  The
 * deliveries before that are "later": their events are not seen until then.
 *
 * Takes 12 bytes an event.  If they are refused, it gives up: the chronicle
 * finds the order itself then.  One thread at a time.
 */
#ifndef ANNALS_MODEL_ORDERING_H
#define ANNALS_MODEL_ORDERING_H

#include "model/delivery.h"
#include "model/events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Events in order of reading, beside each other when and which. */
struct ordered {
	size_t n, cap;
	uint64_t *when;  /* events_when() */
	uint32_t *event; /* the number */
};

/* All 0 is one that is off. */
struct ordering {
	bool on;
	int64_t given;       /* when it was sent last */
	struct ordered all;  /* what was sent */
	struct ordered more; /* what was not */
};

void ordering_init(struct ordering *o);
void ordering_fini(struct ordering *o);

/*
 * Set the order of a delivery, whose segment is sealed and follows those seen
 * before; now is the time in milliseconds.  At the last one, or if it hurries,
 * it does not come later.  A delivery that dates earlier events anew ends all
 * this.
 */
void ordering_set(struct ordering *o, struct delivery *d, int64_t now);

#endif
