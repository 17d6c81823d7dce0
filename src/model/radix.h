/*
 * Sorting by numbers in slices: byte by byte from the lowest, each time
 * keeping the order of what is equal.  Bytes that are the same in all items
 * cost nothing.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_RADIX_H
#define ANNALS_MODEL_RADIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct radix_item {
	uint64_t key;   /* sorted by this within a group */
	uint32_t group; /* the groups are sorted first */
	uint32_t event; /* whose it is */
};

#define RADIX_BYTES 12 /* of key and group */

struct radix {
	struct radix_item *from, *to;
	size_t n;
	size_t at; /* items that this round has done */
	bool counted;
	unsigned byte; /* of the round, 0 is the lowest of the key */
	size_t count[RADIX_BYTES][256];
};

/* Begin with n items; lends them and room for as many. */
void radix_start(struct radix *r, struct radix_item *item,
    struct radix_item *room, size_t n);

/*
 * Move or count at most that many items.  True when all is done: they lie at
 * r->from then, and r->to is free.
 */
bool radix_step(struct radix *r, size_t most);

#endif
