/*
 * The words of a text one by one, as a reader would point at them.
 *
 * They are what a search takes for words (text/fold.h), but what has a hyphen
 * or apostrophe inside is one word and not its parts ("co-operate"), and in a
 * run without blanks each letter with the next one is a word, as no more can
 * be said about it.
 *
 * A walk may begin at any word that another one gave.  Main thread.
 */
#ifndef ANNALS_TEXT_WALK_H
#define ANNALS_TEXT_WALK_H

#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

struct walk {
	struct fold fold;
	size_t end; /* of the last word that was given */
};

struct walk_word {
	size_t start, end; /* bytes of the text */
	struct str folded; /* lent until the next call */
};

/* Lends map and text. */
void walk_init(struct walk *w, struct fold_map *map, struct str text);

/* The next word; false at the end. */
bool walk_next(struct walk *w, struct walk_word *word);

#endif
