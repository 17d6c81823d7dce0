/*
 * Writing the arrays of struct events into a compiled file
 * (model/compiled_schema.h).  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_COMPILE_ARRAYS_H
#define ANNALS_MODEL_COMPILE_ARRAYS_H

#include "base/err.h"
#include "model/events.h"

#include <stdbool.h>
#include <stdint.h>

struct sqlite3;

/* Fill the table "array" of db from ev, which is sorted, and the words of each
 * event (NULL: none are indexed).  False with *e. */
bool compile_arrays(struct sqlite3 *db, const struct events *ev,
    const uint32_t *words, struct err *e);

#endif
