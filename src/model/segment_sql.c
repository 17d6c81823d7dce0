#include "config.h"

#include "model/segment_sql.h"

#include "model/sql.h"
#include "model/wordwalk.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

void
segment_sql_columns(struct buf *sql, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(sql, "%sc%zu", i > 0 ? "," : "", i);
}

bool
segment_sql_select(sqlite3 *db, size_t n, sqlite3_stmt **select, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT ");
	segment_sql_columns(&sql, n);
	buf_adds(&sql, " FROM event WHERE rowid=?");
	ok = sql_prepare(db, &sql, select, e);
	buf_fini(&sql);
	return ok;
}

/* The rowid before that of a row. */
static sqlite3_int64
before(const struct segment_sql *s, size_t row)
{
	return (sqlite3_int64)(s->before + row);
}

/* ---- a row ---- */

/*
 * Let r have n fields and bytes of store.  By hand and not by buf_reserve(),
 * because a record may have 64 MiB, and a refusal of those must not be the
 * end of the program.
 */
static bool
make_room(struct record *r, size_t n, size_t bytes)
{
	if (n > r->cap) {
		struct str *field = realloc(r->field, n * sizeof *field);

		if (field == NULL)
			return false;
		r->field = field;
		r->cap = n;
	}
	buf_clear(&r->store);
	if (bytes >= r->store.cap) {
		char *p = realloc(r->store.p, bytes + 1);

		if (p == NULL)
			return false;
		r->store.p = p;
		r->store.cap = bytes + 1;
	}
	return true;
}

/* Lend a field of the row at which the statement stands; false if memory is
 * refused. */
static bool
read_field(sqlite3_stmt *row, int column, struct str *field)
{
	*field = str_of("");
	if (sqlite3_column_type(row, column) == SQLITE_NULL)
		return true;
	field->p = (const char *)sqlite3_column_text(row, column);
	field->n = (size_t)sqlite3_column_bytes(row, column);
	return field->p != NULL;
}

/* Copy the row at which the statement stands. */
static bool
copy_row(sqlite3_stmt *row, size_t n, struct record *r)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n; i++)
		bytes += (size_t)sqlite3_column_bytes(row, (int)i);
	if (!make_room(r, n, bytes))
		return false;
	for (size_t i = 0; i < n; i++) {
		size_t at = r->store.n;
		struct str field;

		if (!read_field(row, (int)i, &field))
			return false;
		buf_add(&r->store, field.p, field.n);
		r->field[i].p = r->store.p + at;
		r->field[i].n = r->store.n - at;
	}
	r->n = n;
	return true;
}

bool
segment_sql_record(
    struct segment *seg, size_t row, struct record *r, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;
	bool ok = false;
	int rc = SQLITE_ERROR;

	assert(row < seg->n);
	if (sqlite3_bind_int64(s->select, 1, before(s, row) + 1) == SQLITE_OK)
		rc = sqlite3_step(s->select);
	if (rc == SQLITE_DONE)
		err_set(
		    e, ERR_FORMAT, "event %zu is missing", s->before + row + 1);
	else if (rc != SQLITE_ROW)
		sql_failed(s->db, e);
	else if (!copy_row(s->select, s->ncolumns, r))
		err_set(e, ERR_MEMORY, "no memory for event %zu",
		    s->before + row + 1);
	else
		ok = true;
	sqlite3_reset(s->select);
	return ok;
}

/* ---- a column ---- */

/* Who is shown cells, until he has enough. */
struct reading {
	struct segment_sql *segment;
	size_t row; /* the next one */
	segment_cell cell;
	segment_take take; /* or this */
	void *arg;
	bool more;
};

static bool
damaged(struct err *e)
{
	return err_set(e, ERR_FORMAT, "the events are damaged");
}

/* Show what the statement stands at: a rowid and a field. */
static bool
show_cell(sqlite3_stmt *stmt, struct reading *reading, struct err *e)
{
	sqlite3_int64 rowid = sqlite3_column_int64(stmt, 0);
	size_t row = (size_t)(rowid - before(reading->segment, 0) - 1);
	struct str field;

	if (row != reading->row || row >= reading->segment->base.n)
		return damaged(e);
	if (!read_field(stmt, 1, &field))
		return err_set(e, ERR_MEMORY, "memory is used up");
	reading->row = row + 1;
	if (reading->cell != NULL)
		reading->cell(reading->arg, row, field);
	else
		reading->more = reading->take(reading->arg, row, field);
	return true;
}

/* Show the rows that the statement gives, once it is told which. */
static bool
show_cells(sqlite3_stmt *stmt, struct reading *reading, struct err *e)
{
	int rc = SQLITE_ROW;
	bool ok = true;

	while (ok && reading->more && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		ok = show_cell(stmt, reading, e);
	if (ok && rc != SQLITE_ROW && rc != SQLITE_DONE)
		ok = sql_failed(reading->segment->db, e);
	sqlite3_reset(stmt); /* what failed was said */
	return ok;
}

/* Show the rows from that of the reading on. */
static bool
show_run(struct reading *reading, size_t column, struct err *e)
{
	struct segment_sql *s = reading->segment;
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	bool ok;

	buf_addf(&sql,
	    "SELECT rowid,c%zu FROM event WHERE rowid>?1 AND rowid<=?2",
	    column);
	ok = sql_prepare(s->db, &sql, &stmt, e) &&
	     ((sqlite3_bind_int64(stmt, 1, before(s, reading->row)) ==
		      SQLITE_OK &&
		  sqlite3_bind_int64(stmt, 2, before(s, s->base.n)) ==
		      SQLITE_OK) ||
		 sql_failed(s->db, e)) &&
	     show_cells(stmt, reading, e) &&
	     (!reading->more || reading->row == s->base.n || damaged(e));
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

/* Show the rows that are in within. */
static bool
show_some(struct reading *reading, size_t column, const uint64_t *within,
    struct err *e)
{
	struct segment_sql *s = reading->segment;
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	bool ok;

	buf_addf(&sql, "SELECT rowid,c%zu FROM event WHERE rowid=?1", column);
	ok = sql_prepare(s->db, &sql, &stmt, e);
	for (size_t row = 0; ok && row < s->base.n; row++) {
		if ((within[row / 64] >> (row % 64) & 1) == 0)
			continue;
		ok = sqlite3_bind_int64(stmt, 1, before(s, row) + 1) ==
			 SQLITE_OK ||
		     sql_failed(s->db, e);
		reading->row = row;
		ok = ok && show_cells(stmt, reading, e) &&
		     (reading->row == row + 1 || damaged(e));
	}
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

bool
segment_sql_scan(struct segment *seg, size_t column, const uint64_t *within,
    segment_cell fn, void *arg, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;
	struct reading reading = {
		.segment = s,
		.cell = fn,
		.arg = arg,
		.more = true,
	};

	assert(column < s->ncolumns);
	if (within == NULL)
		return show_run(&reading, column, e);
	return show_some(&reading, column, within, e);
}

bool
segment_sql_read(struct segment *seg, size_t column, size_t *row,
    segment_take fn, void *arg, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;
	struct reading reading = {
		.segment = s,
		.row = *row,
		.take = fn,
		.arg = arg,
		.more = true,
	};
	bool ok;

	assert(column < s->ncolumns);
	ok = show_run(&reading, column, e);
	*row = reading.row;
	return ok;
}

/* ---- words ---- */

bool
segment_sql_indexes(const struct segment *seg, size_t column)
{
	const struct segment_sql *s = (const struct segment_sql *)seg;

	for (size_t i = 0; i < s->words.ncolumns; i++)
		if ((size_t)s->words.column[i] == column)
			return true;
	return false;
}

bool
segment_sql_match(struct segment *seg, const struct segment_term *t,
    uint64_t *set, size_t *count, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;
	struct word_hits hits = { set, seg->n, 0 };
	bool ok = word_index_match(&s->words, t, &hits, e);

	*count += hits.count;
	return ok;
}

bool
segment_sql_words(struct segment *seg, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;

	return word_index_visit(&s->words, prefix, after, visit, arg, e);
}

struct word_walk *
segment_sql_walk(
    struct segment *seg, const struct word_walk_setup *setup, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;

	return word_walk_new(&s->words, seg->n, setup, e);
}

bool
segment_sql_total(struct segment *seg, uint64_t *words, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;

	return word_walk_total(&s->words, words, e);
}

bool
segment_sql_copy(struct segment *seg, const struct word_source *to,
    struct buf *pieces, uint32_t *words, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;

	return s->words.ncolumns == 0 ||
	       (word_index_copy(&s->words, to, pieces, e) &&
		   word_walk_sizes(&s->words, seg->n, words, e));
}

bool
segment_sql_check(struct segment *seg, struct err *e)
{
	struct segment_sql *s = (struct segment_sql *)seg;

	return word_index_check(&s->words, e);
}
