/*
 * Pieces of a long text around what a search found in it.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_EXCERPT_H
#define ANNALS_MODEL_EXCERPT_H

#include "base/str.h"
#include "model/marks.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a text, whole words of it as far as words are short. */
struct excerpt {
	size_t start, end;
};

/*
 * Cut at most max excerpts of at most cells (2 or more) out of text, in order
 * and not overlapping, each around the first mark that is in none before it
 * (mark holds n of them, in order).  Returns how many.  Time does not depend on
 * the length of the text.
 */
size_t excerpt_cut(struct str text, const struct query_mark *mark, size_t n,
    int cells, bool ascii, struct excerpt *out, size_t max);

#endif
