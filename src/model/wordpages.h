/*
 * The words of a segment's index and their rows, read from the pages of FTS5
 * (model/leaf.h) and not by way of a query.
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

struct sqlite3;
struct word_pages;

/* Is shown a word of the index (lent for the call) and how many rows have it.
 * False: that is enough. */
typedef bool (*word_visit)(void *arg, struct str word, size_t rows);

/* For the table "word", to which nothing is added any more.  Lends db until
 * word_pages_free().  NULL with *e. */
struct word_pages *word_pages_new(struct sqlite3 *db, struct err *e);
void word_pages_free(struct word_pages *p); /* NULL is fine */

/*
 * Take the rows of a folded word or, if prefix, of all words that begin so.
 * Unless *known, what was taken is wrong.
 */
bool word_pages_match(struct word_pages *p, struct str word, bool prefix,
    const struct leaf_rows *rows, bool *known, struct err *e);

/*
 * Show visit the words that begin with prefix, in the order of their bytes,
 * until it has enough; only those that come after the word after, if that is
 * not "".
 */
bool word_pages_visit(struct word_pages *p, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e);

#endif
