/*
 * Of FTS5's pages those are left out that only say where to go on in a long
 * list of rows.
 */
#include "config.h"

#include "model/wordcopy.h"

#include <sqlite3.h>
#include <stdint.h>

#include "model/sql.h"

#define COOKIE 4 /* bytes of a list that say nothing of the pieces */

struct copy {
	const struct word_source *from, *to;
	sqlite3_stmt *pages, *starts, *add_page, *add_start;
};

static bool
prepare_one(sqlite3 *db, sqlite3_stmt **stmt, const char *before,
    const char *table, const char *after, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_addf(&sql, "%s %s %s", before, table, after);
	ok = sql_prepare(db, &sql, stmt, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare(struct copy *c, struct err *e)
{
	const struct word_source *from = c->from, *to = c->to;

	return prepare_one(from->db, &c->pages, "SELECT id,block FROM",
		   from->pages, "WHERE id BETWEEN ? AND ? ORDER BY id", e) &&
	       prepare_one(from->db, &c->starts, "SELECT term,pgno>>1 FROM",
		   from->starts, "WHERE segid=? ORDER BY term", e) &&
	       prepare_one(to->db, &c->add_page, "INSERT INTO", to->pages,
		   "VALUES(?,?)", e) &&
	       prepare_one(to->db, &c->add_start, "INSERT INTO", to->starts,
		   "VALUES(?,?,?<<1)", e);
}

/* Bind what a row has at a column. */
static bool
bind_value(sqlite3_stmt *to, int at, sqlite3_stmt *row, int column)
{
	return sqlite3_bind_value(to, at, sqlite3_column_value(row, column)) ==
	       SQLITE_OK;
}

static bool
copy_pages(struct copy *c, const struct word_piece *piece, struct err *e)
{
	int64_t was = (c->from->base + piece->id) << c->from->shift;
	int64_t is = (c->to->base + piece->id) << c->to->shift;
	int rc = SQLITE_ERROR;

	if (sqlite3_bind_int64(c->pages, 1, was + 1) == SQLITE_OK &&
	    sqlite3_bind_int64(c->pages, 2, was + piece->last) == SQLITE_OK)
		while ((rc = sqlite3_step(c->pages)) == SQLITE_ROW) {
			int64_t id = sqlite3_column_int64(c->pages, 0);

			if (sqlite3_bind_int64(c->add_page, 1, id - was + is) !=
				SQLITE_OK ||
			    !bind_value(c->add_page, 2, c->pages, 1) ||
			    !sql_run(c->add_page))
				return sql_failed(c->to->db, e);
		}
	if (rc == SQLITE_DONE)
		rc = sqlite3_reset(c->pages);
	return rc == SQLITE_OK || sql_failed(c->from->db, e);
}

static bool
copy_starts(struct copy *c, const struct word_piece *piece, struct err *e)
{
	int rc = SQLITE_ERROR;

	if (sqlite3_bind_int64(c->starts, 1, c->from->base + piece->id) ==
	    SQLITE_OK)
		while ((rc = sqlite3_step(c->starts)) == SQLITE_ROW)
			if (sqlite3_bind_int64(c->add_start, 1,
				c->to->base + piece->id) != SQLITE_OK ||
			    !bind_value(c->add_start, 2, c->starts, 0) ||
			    !bind_value(c->add_start, 3, c->starts, 1) ||
			    !sql_run(c->add_start))
				return sql_failed(c->to->db, e);
	if (rc == SQLITE_DONE)
		rc = sqlite3_reset(c->starts);
	return rc == SQLITE_OK || sql_failed(c->from->db, e);
}

static bool
copy_piece(struct copy *c, const struct word_piece *piece, struct err *e)
{
	if (piece->id >= WORD_COPY_PIECES ||
	    piece->last >> WORD_COPY_SHIFT != 0)
		return err_set(e, ERR_FORMAT, "the index is too large");
	return copy_pages(c, piece, e) && copy_starts(c, piece, e);
}

bool
word_copy(const struct word_pages *p, const struct word_source *to,
    struct buf *pieces, struct err *e)
{
	struct copy c = { word_pages_source(p), to, NULL, NULL, NULL, NULL };
	struct str list = c.from->pieces;
	const struct word_piece *piece;
	size_t n;
	bool ok;

	piece = word_pages_pieces(p, &n);
	if (piece == NULL)
		return err_set(e, ERR_FORMAT,
		    "this SQLite has an index of a kind that is not known");
	ok = prepare(&c, e);
	for (size_t i = 0; ok && i < n; i++)
		ok = copy_piece(&c, &piece[i], e);
	sqlite3_finalize(c.pages);
	sqlite3_finalize(c.starts);
	sqlite3_finalize(c.add_page);
	sqlite3_finalize(c.add_start); /* what failed was said */
	buf_add(pieces, "\0\0\0\0", COOKIE);
	buf_add(pieces, list.p + COOKIE, list.n - COOKIE);
	return ok;
}
