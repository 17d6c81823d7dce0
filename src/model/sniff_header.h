/*
 * Is the first record of a CSV its header?  Part of model/sniff.h.
 */
#ifndef ANNALS_MODEL_SNIFF_HEADER_H
#define ANNALS_MODEL_SNIFF_HEADER_H

#include "base/str.h"
#include "model/csv.h"

#include <stdbool.h>

/*
 * How much speaks for a header (above 0) or against one (below), -100 to 100.
 * A header has names: known ones (role_words.h), or words above numbers, dates
 * and addresses.  A record has numbers above numbers, dates, addresses, and
 * values that come again below.  Years in a row are names, too.
 */
int sniff_header(struct str sample, bool final, const struct csv_options *d);

#endif
