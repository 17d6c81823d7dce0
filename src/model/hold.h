/*
 * Records that wait until it is known what their columns are for.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_HOLD_H
#define ANNALS_MODEL_HOLD_H

#include "model/csv.h"

#include <stdbool.h>
#include <stddef.h>

struct hold {
	struct csv_record **record; /* n of them */
	size_t n, cap;
	size_t bytes; /* of the file that are in them */
};

void hold_init(struct hold *h);
void hold_fini(struct hold *h);

/* Append a copy; false if memory is refused. */
bool hold_add(struct hold *h, const struct csv_record *r);

#endif
