/*
 * Cells that are no date by themselves: a plain number, and what is written
 * where nobody knows or nothing is.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_CELL_H
#define ANNALS_BASE_DATE_CELL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date_cell_number {
	bool negative;
	int64_t value; /* without its sign and what stands behind the point */
	size_t digits; /* of that: 1 to 15 */
	bool part;     /* there is a point */
};

/* Read s (trimmed): "-44", "1999", "38300.25".  False if it is no number. */
bool date_cell_number(struct str s, struct date_cell_number *n);

/* Is it blank, or does it stand for nothing: "n.d.", "NA", "0000-00-00"? */
bool date_cell_is_empty(struct str cell);

#endif
