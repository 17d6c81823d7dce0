/*
 * A walk over the rows of an index that have a term, with what ranking asks
 * of each: how often the term is there, and how long the row is.
 *
 * Places are counted in the pages of the index; where these are not known, FTS5
 * tells this to functions of its own (sqlite.org/fts5.html, "Custom Auxiliary
 * Functions").  Its bm25() is of no use here, as it knows one segment only.
 * Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_WORDWALK_H
#define ANNALS_MODEL_WORDWALK_H

#include "base/err.h"
#include "model/wordindex.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sqlite3;
struct word_walk;

/* What is looked for, and where it counts apart from the rest. */
struct word_walk_setup {
	struct segment_term term;
	const char *alternative; /* or this word in its place; or NULL */
	int apart;               /* a column of the chronicle, or -1 */
	const uint64_t *within;  /* only these rows; NULL: all.  Lent */
};

struct word_walk_row {
	size_t row;
	bool within;
	/* If it is: the words of the row in all columns that are indexed, and
	 * how often the term stands in the column apart and in the others. */
	size_t words, apart, others;
};

/* Let db know the functions that this needs.  Once. */
bool word_walk_register(struct sqlite3 *db, struct err *e);

/* The words of all rows, in all columns that are indexed. */
bool word_walk_total(
    const struct word_index *w, uint64_t *words, struct err *e);

/* Tell how many words each of the nrows rows has, in all columns that are
 * indexed.  False with *e. */
bool word_walk_sizes(
    struct word_index *w, size_t nrows, uint32_t *words, struct err *e);

/* Gives a walk over nrows rows (word_walk_free), until which w and its database
 * are lent.  NULL with *e. */
struct word_walk *word_walk_new(struct word_index *w, size_t nrows,
    const struct word_walk_setup *setup, struct err *e);
void word_walk_free(struct word_walk *walk); /* NULL is fine */

/* Go to the next row; *end: there is none.  False with *e. */
bool word_walk_next(struct word_walk *walk, struct word_walk_row *row,
    bool *end, struct err *e);

#endif
