/*
 * The places of a term in the rows of a segment: what FTS5 would find for a
 * phrase, for words in certain columns, or for the beginning of a word.
 *
 * FTS5 merges the places of all words that begin so before it tells of the
 * first, which takes ten times as long; and it must not be asked of an index
 * that somebody else wrote, because it trusts what is in it.
 *
 * Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_WORDPLACES_H
#define ANNALS_MODEL_WORDPLACES_H

#include "base/err.h"
#include "model/wordpages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A column of the index, and how many words come before it there. */
struct word_place {
	uint32_t row, column, at;
};

struct word_places_ask {
	const char *const *word; /* folded words, one after another */
	size_t nwords;           /* at least one */
	bool prefix;             /* the last one may go on */
	const bool *column;      /* of the index: those that count, */
	size_t ncolumns;         /* of so many */
	size_t nrows;            /* what is of rows from there on is dropped */
};

/* Is shown a place.  False: that is enough of this row. */
typedef bool (*word_place_fn)(void *arg, const struct word_place *p);

/*
 * Show fn the places of the first word.  Of a phrase, and of one word, those
 * of a row come in their order, and rows in theirs, as long as the index is of
 * one piece; not so of prefixes, where a place may come twice, if two words
 * begin so there.
 *
 * False with *e: as sql_failed().  Unless *known, what fn was shown is wrong.
 */
bool word_places(struct word_pages *p, const struct word_places_ask *ask,
    word_place_fn fn, void *arg, bool *known, struct err *e);

#endif
