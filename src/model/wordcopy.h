/*
 * An index, copied to where it shares tables with others.  Whatever thread
 * uses both databases.
 */
#ifndef ANNALS_MODEL_WORDCOPY_H
#define ANNALS_MODEL_WORDCOPY_H

#include "base/buf.h"
#include "base/err.h"
#include "model/wordpages.h"

#include <stdbool.h>

#define WORD_COPY_PIECES 256 /* numbers that a copy has for its pieces */
#define WORD_COPY_SHIFT 24   /* shift of a source of copies */

/*
 * Copy all pages of p to where to says: the tables are there, and its base is
 * a multiple of WORD_COPY_PIECES that no other copy has.  Appends the list of
 * the pieces, which is to be that of the copy.  False with *e: as sql_failed(),
 * or ERR_FORMAT if the pages are not known or are too many.
 */
bool word_copy(const struct word_pages *p, const struct word_source *to,
    struct buf *pieces, struct err *e);

#endif
