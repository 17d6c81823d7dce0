/*
 * The words of some rows and where they stand, gathered row by row and then
 * written as the leaves of an index.
 *
 * Made to be used again and again: what it took it keeps, unless that is far
 * more than usual.  Grows with the rows, and lives with a refusal.  Any thread,
 * one at a time.
 */
#ifndef ANNALS_MODEL_POSTINGS_H
#define ANNALS_MODEL_POSTINGS_H

#include "base/str.h"
#include "model/leafwriter.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct postings;

struct postings *postings_new(void);
void postings_free(struct postings *p); /* NULL is fine */

/* Forget all rows. */
void postings_clear(struct postings *p);

/* Begin a row, the first one is 1.  False if memory is refused; then there is
 * nothing but to clear or to free it. */
bool postings_row(struct postings *p);

/*
 * Add the words of a column of the row: columns in their order, less than 128
 * MiB of text each.  *places is how many places they take, those at the same
 * place counted once.  False: as postings_row().
 */
bool postings_add(struct postings *p, size_t column, struct fold_map *map,
    struct str text, size_t *places);

/* Write all of it: w has been started.  False: as postings_row(). */
bool postings_write(struct postings *p, struct leaf_writer *w);

#endif
