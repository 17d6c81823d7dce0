/*
 * What stands above the header of a CSV: comments, and titles as spreadsheets
 * and banks put them there.  Part of model/sniff.h.
 */
#ifndef ANNALS_MODEL_SNIFF_TITLES_H
#define ANNALS_MODEL_SNIFF_TITLES_H

#include "base/str.h"
#include "model/csv.h"

#include <stdbool.h>
#include <stddef.h>

#define SNIFF_TITLES_MAX 64 /* records that may be titles and comments */

/*
 * Take the comments and titles off the start of *sample, and tell how many
 * records these are.  fields is how many most records have.
 *
 * A comment begins with # or %; so may a header, which is known by its number
 * of fields.  A title has few cells, but for empty ones, and below it come
 * records that nearly all have that number of fields.  If d says that there is
 * no header, a title has fewer fields than these.
 */
size_t sniff_titles(
    struct str *sample, bool final, const struct csv_options *d, size_t fields);

#endif
