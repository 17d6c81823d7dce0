/*
 * Quotes that stand where RFC 4180 has none.  Pure; any thread.
 */
#ifndef ANNALS_MODEL_CSV_STRAY_H
#define ANNALS_MODEL_CSV_STRAY_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Find the first field of a record, as it stands in the file, with such a
 * quote: from 1, or 0 if there is none.  *inside: it stands in a quoted field,
 * not doubled; else in one that is not quoted, where it is a letter like any
 * other.
 */
size_t csv_stray(struct str raw, char delimiter, char quote, bool *inside);

#endif
