/*
 * The words that a query wants, and where they stand in its text.
 *
 * All words of QUERY_WORDS that are not turned round by a NOT; of a word with
 * a hyphen its parts, and then what it is in one.  Main thread.
 */
#ifndef ANNALS_MODEL_WANTED_H
#define ANNALS_MODEL_WANTED_H

#include "base/str.h"
#include "model/query.h"

#include <stdbool.h>
#include <stddef.h>

#define WANTED_MAX 64

struct wanted {
	const struct query_node *node; /* lent by the query, like word */
	const char *word;              /* folded */
	size_t index;                  /* in node->word, if it is not joined */
	bool prefix;                   /* it may go on */
	bool joined;                   /* the alternative of node */
	size_t start, end; /* bytes of the text; 0 if that cannot be told */
};

/*
 * Fill w with the first WANTED_MAX of them, in the order of the text, from
 * which q was parsed.  Returns how many that are.
 */
size_t wanted_find(
    struct wanted w[WANTED_MAX], const struct query *q, struct str text);

#endif
