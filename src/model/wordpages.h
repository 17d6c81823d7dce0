/*
 * The words of a segment's index and their rows, read from the pages of FTS5
 * (model/leaf.h) and not by way of a query.  Nothing in them is trusted.
 *
 * False with *e: as sql_failed().  What is in the pages may be of a format
 * that is not known here, as another SQLite may write it: then nothing is
 * told, and FTS5 is to be asked.  Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_WORDPAGES_H
#define ANNALS_MODEL_WORDPAGES_H

#include "base/err.h"
#include "base/str.h"
#include "model/leaf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sqlite3;
struct word_pages;

/* Is shown a word of the index (lent for the call) and how many rows have it.
 * False: that is enough. */
typedef bool (*word_visit)(void *arg, struct str word, size_t rows);

/*
 * Where the pages are.  FTS5 keeps page n of piece p as row (p << 37) + n of a
 * table; several indexes may share one if the pieces of each have numbers of
 * their own.
 */
#define WORD_SOURCE_SHIFT 37

struct word_source {
	struct sqlite3 *db;
	const char *pages;  /* table: id, block */
	const char *starts; /* table: segid, term, pgno */
	int shift;          /* instead of that */
	int64_t base;       /* added to the numbers of pieces */
	struct str pieces;  /* the list of them, as FTS5 keeps it */
};

/* Nothing is added to the index any more.  Lends what source lends, but for the
 * list, until word_pages_free().  NULL with *e. */
struct word_pages *word_pages_new(
    const struct word_source *source, struct err *e);
void word_pages_free(struct word_pages *p); /* NULL is fine */

/*
 * Take the rows of a folded word or, if prefix, of all words that begin so.
 * Unless *known, what was taken is wrong.
 */
bool word_pages_match(struct word_pages *p, struct str word, bool prefix,
    const struct leaf_rows *rows, bool *known, struct err *e);

/* Lend where the pages are, with the list of pieces as it is kept. */
const struct word_source *word_pages_source(const struct word_pages *p);

struct word_piece {
	int64_t id;
	int64_t last; /* page; the first one is 1 */
};

/* Lend the pieces; NULL if the format is not known. */
const struct word_piece *word_pages_pieces(
    const struct word_pages *p, size_t *n);

/* Show fn the rows of a word, or of all words that begin so, and its places in
 * them (model/leaf.h); likewise. */
bool word_pages_each(struct word_pages *p, struct str word, bool prefix,
    leaf_row fn, void *arg, bool *known, struct err *e);

/*
 * Show visit the words that begin with prefix, in the order of their bytes,
 * until it has enough; only those that come after the word after, if that is
 * not "".
 */
bool word_pages_visit(struct word_pages *p, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e);

#endif
