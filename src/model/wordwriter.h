/*
 * Fills the full-text table of a segment without FTS5: its pages are written
 * as FTS5 would have left them, which takes a quarter of the time.
 *
 * FTS5 reads them as its own: the format has a version, which it says in the
 * table when that is made, and reads for ever.  Where another version is said,
 * or the tables must not be written, nothing is known here, and FTS5 is to be
 * asked.
 *
 * One thread at a time.
 */
#ifndef ANNALS_MODEL_WORDWRITER_H
#define ANNALS_MODEL_WORDWRITER_H

#include "base/err.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

struct sqlite3;
struct word_writer;

/* Gives a writer (word_writer_free), to be used for one segment after another:
 * it keeps its memory.  Shares map. */
struct word_writer *word_writer_new(struct fold_map *map);
void word_writer_free(struct word_writer *w); /* NULL is fine */

/*
 * Fill the table "word" of db, which was made just now and never used, with
 * the columns column[] (ascending) of all rows of the table "event", whose
 * rowids are 1, 2, 3 and so on.  In a transaction.
 *
 * False with *e: ERR_MEMORY, or something else if it cannot be done in this
 * way; then FTS5 is to rebuild the table.
 */
bool word_writer_fill(struct word_writer *w, struct sqlite3 *db,
    const int *column, size_t ncolumns, struct err *e);

#endif
