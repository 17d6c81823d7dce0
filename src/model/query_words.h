/*
 * What somebody typed as words that stand one after another.
 *
 * A word that folding cuts into several is their phrase, or the joined word
 * where there is one.  The last character of a run without blanks is indexed
 * alone so that it can be found; to look for it behind the pair that ends with
 * it would find it at the end of a run only, so it is left out there, and a
 * character that is alone is the beginning of a pair.
 */
#ifndef ANNALS_MODEL_QUERY_WORDS_H
#define ANNALS_MODEL_QUERY_WORDS_H

#include "base/err.h"
#include "model/query_tree.h"

#include <stdbool.h>

struct query_words {
	char *word[QUERY_WORDS_MAX]; /* x_free, unless they were put */
	size_t n;
	char *joined; /* or NULL; likewise */
	bool touches; /* the last one goes to the end of the text */
	bool single;  /* the last one is a character out of a run */
};

/*
 * Fold text.  False with *e if it has more than QUERY_WORDS_MAX words; there
 * is nothing to free then.
 */
bool query_words_fold(struct query_words *w, struct fold_map *map,
    struct str text, struct err *e);
void query_words_fini(struct query_words *w);

/* Put the words into a node of q; w is empty then. */
void query_words_put(
    struct query_words *w, struct query *q, struct query_node *node);

#endif
