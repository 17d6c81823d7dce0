/*
 * Where the words of a query stand in a text: what is highlighted, and the
 * answer for columns that have no index.
 *
 * A text is cut and folded by the code that cut what is indexed, so a mark is
 * where a search found something.  Linear in the text.
 *
 * Pure functions but for the fold_map; main thread.
 */
#ifndef ANNALS_MODEL_MARKS_H
#define ANNALS_MODEL_MARKS_H

#include "base/str.h"
#include "model/query.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a text that a query marks: whole letters with their marks. */
struct query_mark {
	size_t start, end;
};

/*
 * Find what q's words (those not under a NOT) are in text, which is of column
 * (-1: of none), in order, not overlapping; at most max, the first ones.
 * Returns how many.  A phrase is one mark.  Words that q looks for in another
 * column are not marked.
 */
size_t query_marks(const struct query *q, struct fold_map *map, int column,
    struct str text, struct query_mark *mark, size_t max);

/* Do the words of a node (QUERY_WORDS, QUERY_NOTE, QUERY_SECTION) stand in
 * text?  False if it has none. */
bool query_words_in(
    const struct query_node *node, struct fold_map *map, struct str text);

#endif
