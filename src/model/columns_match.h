/*
 * Whether another file has the same columns.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_COLUMNS_MATCH_H
#define ANNALS_MODEL_COLUMNS_MATCH_H

#include "base/err.h"
#include "base/str.h"
#include "model/csv.h"
#include "model/record.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Append to c the columns that a header names, trimmed; "column N" where it
 * names none.
 */
void columns_take(struct columns *c, const struct csv_record *header);

/*
 * Find the columns c in the header of another file, which must have these and
 * no others.  *from is NULL if they come in the same order, else it has the
 * number of the field for each column (x_free).  Of columns with one name the
 * first is the first.  False with *e (ERR_FORMAT), which names the first that
 * is missing or, if none is, the first that is too many; first: the file that
 * c is of.
 */
bool columns_match(const struct columns *c, const char *first,
    const struct csv_record *header, size_t **from, struct err *e);

#endif
