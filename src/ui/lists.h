/*
 * The reading lists of a chronicle: names, and how many bookmarks are on each.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_LISTS_H
#define ANNALS_UI_LISTS_H

#include "model/kept.h"

#include <stddef.h>

struct lists {
	struct list_name {
		struct str name; /* lent by the kept until it changes */
		size_t count;
	} * at;
	size_t n;
};

/* Gather the lists of k (NULL: none), in the order of their names. */
void lists_gather(struct lists *l, const struct kept *k);
void lists_fini(struct lists *l);

/* Lend the list of that name, or that is called so but for the case of ASCII
 * letters; or NULL. */
const struct list_name *lists_find(const struct lists *l, struct str name);

#endif
