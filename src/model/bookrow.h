/*
 * A row of the file of bookmarks, within a transaction (model/bookfile.h):
 * what belongs to the reader, not what its event is found by.
 *
 * All but init and fini give false if SQLite fails; why is in the database,
 * for bookfile_rollback().  Main thread.
 */
#ifndef ANNALS_MODEL_BOOKROW_H
#define ANNALS_MODEL_BOOKROW_H

#include "base/buf.h"
#include "model/bookfile.h"
#include "model/bookmark.h"

#include <stdbool.h>
#include <stdint.h>

struct bookrow {
	bool marked;
	int64_t created;
	char letter;
	struct buf list, note;
};

/* A query of all rows in the order of their bytes, for bookrow_take(). */
#define BOOKROW_ALL                                                            \
	"SELECT c.name, c.columns, c.title, e.key, e.title, e.date, e.text,"   \
	" e.created, e.letter, e.list, e.note"                                 \
	" FROM event e JOIN chronicle c ON c.id = e.chronicle"                 \
	" ORDER BY c.name, e.key"

void bookrow_init(struct bookrow *r);
void bookrow_fini(struct bookrow *r);

/* Lend what a query stands at, until its next step. */
void bookrow_take(struct sqlite3_stmt *q, struct bookmark *row);

/* Fetch the row of the event of m; without one, r stays as it is. */
bool bookrow_load(
    struct bookfile *f, const struct bookmark *m, struct bookrow *r);

/*
 * Store r for the event of m; away with the row if there is neither bookmark
 * nor note.  keep: what it is found by stays as it was, if there was a row.
 */
bool bookrow_store(struct bookfile *f, const struct bookmark *m,
    const struct bookrow *r, bool keep);

/* Take m->letter from whatever event of the chronicle has it. */
bool bookrow_free_letter(struct bookfile *f, const struct bookmark *m);

/* Has another event of the chronicle m->letter? */
bool bookrow_letter_taken(
    struct bookfile *f, const struct bookmark *m, bool *taken);

/* Give the rows of m->chronicle to the chronicle to, where it has none; the
 * columns and the name to show are those of m. */
bool bookrow_move(struct bookfile *f, const struct bookmark *m, struct str to);

#endif
