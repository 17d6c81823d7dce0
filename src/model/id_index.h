/*
 * Events by the hashes of their ids.
 *
 * An open hash of ids_short(), which is all that is known of an id here: who
 * asks has to look whether an event really has it.  Of two events with the
 * same id the first one is found first.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_ID_INDEX_H
#define ANNALS_MODEL_ID_INDEX_H

#include "model/events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct id_index {
	uint32_t *slot; /* numbers + 1, 0 is free */
	size_t nslots;  /* a power of two */
	size_t done;    /* events that are in it */
};

void id_index_init(struct id_index *x);
void id_index_fini(struct id_index *x);

/* Put in what came since; false if memory is refused. */
bool id_index_extend(struct id_index *x, const struct events *ev);

/*
 * The next event with that hash, which is not 0, in *event; *at is 0 at first.
 * False if there is none.
 */
bool id_index_next(const struct id_index *x, const struct events *ev,
    uint32_t hash, size_t *at, size_t *event);

#endif
