/*
 * Rows of the file of bookmarks, copied, in the order of the file.  Main
 * thread.
 */
#ifndef ANNALS_MODEL_KEPT_ROWS_H
#define ANNALS_MODEL_KEPT_ROWS_H

#include "model/kept_item.h"

#include <stdbool.h>
#include <stddef.h>

struct kept_rows {
	struct kept_item *item;
	size_t n, cap;
	bool refused; /* memory */
};

/* All zero is empty. */
void kept_rows_fini(struct kept_rows *r);

/* Append a copy, which is sought.  False if memory is refused. */
bool kept_rows_add(struct kept_rows *r, const struct bookmark *row);

/* What was found among the rows of from is where it was. */
void kept_rows_carry(struct kept_rows *to, const struct kept_rows *from);

#endif
