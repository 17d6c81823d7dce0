/*
 * Ids as numbers, and a set of those that were seen.
 *
 * The set knows hashes only, 64 bits each: that the ids of a million events
 * hold one false twin has a chance of 3 in 10^8.  It is there to warn.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_IDS_H
#define ANNALS_MODEL_IDS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ids {
	uint64_t *slot; /* 0 is free */
	size_t n, nslots;
};

/* The hash of an id; neither half is 0, but both of the empty id are. */
uint64_t ids_hash(struct str id);

/* What struct events keeps of it. */
uint32_t ids_short(uint64_t hash);

void ids_init(struct ids *set);
void ids_fini(struct ids *set);

/* The hash will be put in soon: let its place come from memory meanwhile. */
void ids_fetch(const struct ids *set, uint64_t hash);

/*
 * Put hash (not 0) into the set; *twin tells that it was there.  False if
 * memory is refused: the set is as it was.
 */
bool ids_add(struct ids *set, uint64_t hash, bool *twin);

#endif
