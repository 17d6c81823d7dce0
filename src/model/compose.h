/*
 * The fields of columns that are made of several columns of the file.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_COMPOSE_H
#define ANNALS_MODEL_COMPOSE_H

#include "base/buf.h"
#include "base/str.h"
#include "model/record.h"

#include <stddef.h>

/*
 * Append what the composed column (its place in c->composed) is for an event
 * with these fields of the file.  Parts are trimmed, and empty ones left out:
 * paragraphs of a text, " · " in a title, " / " in a section, "-" in an id,
 * "; " in lists and kinds, and a date as by compose_date().
 */
void columns_compose(const struct columns *c, size_t composed,
    const struct str *field, struct buf *out);

/*
 * Append a date of n parts.  Of three, these are year, month and day, or day,
 * month and year if only the last one has four digits; of two, year and month:
 * dates_compose().  Two of which the second cannot be a month are the interval
 * 1999/2001, or a day and a time; more than three stand behind each other.
 */
void compose_date(const struct str *part, size_t n, struct buf *out);

/*
 * Fill field[c->nfile] to field[c->n - 1] from those before.  Their bytes are
 * in *store, lent until it changes.
 */
void columns_fill(
    const struct columns *c, struct str *field, struct buf *store);

#endif
