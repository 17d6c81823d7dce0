/*
 * Headers whose names do not stand above their columns.  Part of
 * model/sniff.h.
 */
#ifndef ANNALS_MODEL_SNIFF_NAMES_H
#define ANNALS_MODEL_SNIFF_NAMES_H

#include "base/str.h"
#include "model/csv.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Does the header, with which the sample begins, have a name for each column
 * but the first, which has the names of the rows, as R writes it?  Then each
 * record has one field more.  These names are quoted like those of the header,
 * or numbers that grow and are no years: else a delimiter in each record may
 * just not be quoted.
 */
bool sniff_row_names(
    struct str sample, bool final, const struct csv_options *d);

/*
 * The log format of the W3C: comments, of which one is "#Fields:" and the
 * names of the columns, and below it records divided by tabs or else blanks.
 * Takes what is above that line off the sample, counts the lines of it that
 * are not blank, and gives the delimiter; or 0 if it is no such log.
 */
char sniff_fields(struct str *sample, size_t *above);

/*
 * Find the next name in such a line, of which "#Fields:" is the first.  False
 * if there are no more.
 */
bool sniff_fields_next(struct str *rest, struct str *name);

#endif
