/*
 * What a cell is sorted by: bytes that compare as the cells are meant, taken
 * eight at a time, so that most cells are told apart by a number.
 *
 * Numbers come first, by their value; then dates (EDTF), by their first day,
 * the wider one first; then text, folded as for a search, so that case and
 * accents do not matter, and with numbers inside it by their value ("part 9"
 * before "part 10").  Where a column has dates, and all its numbers may be
 * years, these are dates.  Empty cells are the caller's.
 *
 * In a column of dates (model/date_columns.h) dates are what is one there; and
 * what stands for nothing there is as an empty cell.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_SORTKEY_H
#define ANNALS_MODEL_SORTKEY_H

#include "base/str.h"
#include "model/dates.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sortkey {              /* of a column */
	struct fold_map *map; /* lent */
	bool years;           /* its numbers are */
	/* How its dates are written; NULL: as EDTF.  Lent. */
	const struct dates *written;
	/* What was seen: dates, numbers that may be years, others. */
	bool dates, yearly, odd;
};

/* The key of an empty cell, and of no other one. */
#define SORTKEY_NONE UINT64_MAX

/*
 * The key of a cell, not blank, from byte 8 * chunk on.  It goes on behind
 * that only if the lowest byte is not 0.
 */
uint64_t sortkey_make(struct sortkey *k, struct str cell, size_t chunk);

/* All cells were seen: true if the keys of chunk 0 have to be made again, as
 * the numbers turned out to be years. */
bool sortkey_settle(struct sortkey *k);

#endif
