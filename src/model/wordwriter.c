/*
 * Of the tables of FTS5, word_config says the version; word_docsize has the
 * words of each row by column; word_data has the pages of the index, the sums
 * of word_docsize, and a list of the pieces that the index consists of, here
 * one; word_idx leads to pages by their first words.
 */
#include "config.h"

#include "model/wordwriter.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/leafwriter.h"
#include "model/postings.h"
#include "model/sql.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>

#define FORMAT 4
#define SUMS_ID 1
#define PIECES_ID 10
#define PIECE 1
#define PIECE_ID ((int64_t)PIECE << 37) /* of the page 0 of that piece */
#define COOKIE 4                        /* bytes before the list of pieces */

struct word_writer {
	struct fold_map *map;
	struct postings *postings;
	struct leaf_writer leaves;
};

/* What it takes to fill one table. */
struct filling {
	struct word_writer *w;
	sqlite3 *db;
	const int *column;
	size_t ncolumns;
	sqlite3_stmt *rows, *size, *page, *start;
	int64_t nrows;
	uint64_t *sum; /* of the words, by column */
	unsigned char *sizes;
};

struct word_writer *
word_writer_new(struct fold_map *map)
{
	struct word_writer *w = x_calloc(1, sizeof *w);

	w->map = fold_map_share(map);
	w->postings = postings_new();
	return w;
}

void
word_writer_free(struct word_writer *w)
{
	if (w == NULL)
		return;
	fold_map_free(w->map);
	postings_free(w->postings);
	x_free(w);
}

static bool
refused(struct err *e)
{
	return err_set(e, ERR_MEMORY, "memory is used up");
}

static bool
prepare(struct filling *f, sqlite3_stmt **stmt, const char *text, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, text);
	ok = sql_prepare(f->db, &sql, stmt, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_rows(struct filling *f, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT ");
	for (size_t i = 0; i < f->ncolumns; i++)
		buf_addf(&sql, "%sc%d", i > 0 ? "," : "", f->column[i]);
	buf_adds(&sql, " FROM event ORDER BY rowid");
	ok = sql_prepare(f->db, &sql, &f->rows, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_all(struct filling *f, struct err *e)
{
	return prepare_rows(f, e) &&
	       prepare(
		   f, &f->size, "INSERT INTO word_docsize VALUES(?,?)", e) &&
	       prepare(f, &f->page, "INSERT INTO word_data VALUES(?,?)", e) &&
	       prepare(f, &f->start, "INSERT INTO word_idx VALUES(?,?,?)", e);
}

static bool
bind_bytes(sqlite3_stmt *stmt, int at, struct str s)
{
	return sqlite3_bind_blob64(stmt, at, s.n > 0 ? s.p : "", s.n,
		   SQLITE_STATIC) == SQLITE_OK;
}

/* Insert a row of a number and bytes. */
static bool
insert(sqlite3_stmt *stmt, int64_t id, struct str bytes)
{
	return sqlite3_bind_int64(stmt, 1, id) == SQLITE_OK &&
	       bind_bytes(stmt, 2, bytes) && sql_run(stmt);
}

/* ---- rows ---- */

static bool
add_row(struct filling *f, struct err *e)
{
	size_t n = 0;

	if (!postings_row(f->w->postings))
		return refused(e);
	f->nrows++;
	for (size_t i = 0; i < f->ncolumns; i++) {
		struct str text;
		size_t places;

		text.p = (const char *)sqlite3_column_text(f->rows, (int)i);
		text.n = (size_t)sqlite3_column_bytes(f->rows, (int)i);
		if (text.p == NULL)
			return refused(e); /* it is never NULL in the table */
		if (!postings_add(f->w->postings, i, f->w->map, text, &places))
			return refused(e);
		f->sum[i] += places;
		n += leaf_number_put(f->sizes + n, places);
	}
	return insert(f->size, f->nrows,
		   (struct str){ (const char *)f->sizes, n }) ||
	       sql_failed(f->db, e);
}

static bool
add_rows(struct filling *f, struct err *e)
{
	int rc;

	while ((rc = sqlite3_step(f->rows)) == SQLITE_ROW)
		if (!add_row(f, e))
			return false;
	return (sqlite3_reset(f->rows) == SQLITE_OK && rc == SQLITE_DONE) ||
	       sql_failed(f->db, e);
}

/* ---- the index ---- */

static bool
write_page(void *arg, int64_t id, struct str bytes)
{
	const struct filling *f = arg;

	return insert(f->page, PIECE_ID + id, bytes);
}

static bool
write_start(void *arg, struct str start, int64_t place)
{
	const struct filling *f = arg;

	return sqlite3_bind_int(f->start, 1, PIECE) == SQLITE_OK &&
	       bind_bytes(f->start, 2, start) &&
	       sqlite3_bind_int64(f->start, 3, place) == SQLITE_OK &&
	       sql_run(f->start);
}

static bool
write_index(struct filling *f, uint32_t *pages, struct err *e)
{
	static const struct leaf_sink sink = { write_page, write_start };
	struct leaf_writer *leaves = &f->w->leaves;
	bool ok;

	leaf_writer_start(leaves, LEAF_BYTES, &sink, f);
	ok = postings_write(f->w->postings, leaves);
	if (!leaf_writer_end(leaves, pages))
		return sql_failed(f->db, e);
	return ok || refused(e);
}

static void
add_number(struct buf *b, uint64_t n)
{
	unsigned char bytes[LEAF_NUMBER_MAX];

	buf_add(b, (const char *)bytes, leaf_number_put(bytes, n));
}

/* Put bytes into a row of word_data that there is. */
static bool
replace(struct filling *f, int64_t id, struct str bytes, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	bool ok =
	    prepare(f, &stmt, "UPDATE word_data SET block=?2 WHERE id=?1", e);

	if (ok && !insert(stmt, id, bytes))
		ok = sql_failed(f->db, e);
	sqlite3_finalize(stmt);
	return ok;
}

/* The number of rows, and the words by column. */
static bool
write_sums(struct filling *f, struct err *e)
{
	struct buf b = BUF_INIT;
	bool ok;

	add_number(&b, (uint64_t)f->nrows);
	for (size_t i = 0; i < f->ncolumns; i++)
		add_number(&b, f->sum[i]);
	ok = replace(f, SUMS_ID, buf_str(&b), e);
	buf_fini(&b);
	return ok;
}

/*
 * One level, one piece, nothing written since; of the level, no piece that is
 * being merged, and one; of that, its number, first and last page.
 */
static bool
write_pieces(struct filling *f, uint32_t pages, struct err *e)
{
	const uint32_t list[] = { 1, 1, 0, 0, 1, PIECE, 1, pages };
	struct buf b = BUF_INIT;
	bool ok;

	buf_add(&b, "\0\0\0\0", COOKIE);
	for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
		add_number(&b, list[i]);
	ok = replace(f, PIECES_ID, buf_str(&b), e);
	buf_fini(&b);
	return ok;
}

/* ---- all of it ---- */

static bool
check_version(struct filling *f, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	bool ok =
	    prepare(f, &stmt, "SELECT v FROM word_config WHERE k='version'", e);

	if (ok && (sqlite3_step(stmt) != SQLITE_ROW ||
		      sqlite3_column_int(stmt, 0) != FORMAT))
		ok = err_set(e, ERR_IO, "a version of FTS5 that is not known");
	sqlite3_finalize(stmt);
	return ok;
}

static bool
fill(struct filling *f, struct err *e)
{
	uint32_t pages;

	if (!check_version(f, e) || !prepare_all(f, e) || !add_rows(f, e) ||
	    !write_index(f, &pages, e) || !write_sums(f, e))
		return false;
	return pages == 0 || write_pieces(f, pages, e);
}

bool
word_writer_fill(struct word_writer *w, sqlite3 *db, const int *column,
    size_t ncolumns, struct err *e)
{
	struct filling f = {
		.w = w,
		.db = db,
		.column = column,
		.ncolumns = ncolumns,
		.sum = calloc(ncolumns, sizeof *f.sum),
		.sizes = malloc(ncolumns * LEAF_NUMBER_MAX),
	};
	bool ok;

	if (f.sum != NULL && f.sizes != NULL)
		ok = fill(&f, e);
	else
		ok = refused(e);
	sqlite3_finalize(f.rows);
	sqlite3_finalize(f.size);
	sqlite3_finalize(f.page);
	sqlite3_finalize(f.start);
	free(f.sum);
	free(f.sizes);
	postings_clear(w->postings);
	return ok;
}
