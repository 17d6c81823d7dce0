/*
 * A segment in SQLite.
 *
 * Fields are bound as TEXT with a length, whatever bytes they are.  SQLite
 * keeps them as they are, NUL and broken UTF-8 too, because the database is
 * UTF-8 and nothing converts; FTS5 hands pointer and length to its tokenizer.
 * As BLOBs they would be kept no better, and a BLOB never equals a text that
 * somebody asks for.
 */
#include "config.h"

#include "model/segment.h"

#include "base/buf.h"
#include "model/sql.h"
#include "model/wordwalk.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

struct sql_segment {
	struct segment base; /* first: a struct segment * points at this */
	sqlite3 *db;
	sqlite3_stmt *insert; /* into event; NULL once it is sealed */
	sqlite3_stmt *select; /* NULL until it is sealed */
	struct word_index words;
	size_t ncolumns;
	bool indexed;
	bool big;
};

bool
segment_setup(struct err *e)
{
	/* Counting its memory costs SQLite a fifth of the load. */
	if (sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK)
		return true;
	return err_set(e, ERR_IO, "SQLite is in use already");
}

/* Append "c0,c1,...". */
static void
add_columns(struct buf *sql, const struct sql_segment *s)
{
	for (size_t i = 0; i < s->ncolumns; i++)
		buf_addf(sql, "%sc%zu", i > 0 ? "," : "", i);
}

static bool
create_table(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	/*
	 * No journal: what fails is thrown away as a whole.  Secure delete,
	 * which Debian turns on, would overwrite pages that nobody can see.
	 */
	buf_addf(&sql,
	    "PRAGMA page_size=%d; PRAGMA journal_mode=OFF;"
	    "PRAGMA secure_delete=0; BEGIN; CREATE TABLE event(",
	    s->big ? 16384 : 4096);
	add_columns(&sql, s);
	buf_addc(&sql, ')');
	ok = sql_exec(s->db, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_insert(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO event VALUES(");
	for (size_t i = 0; i < s->ncolumns; i++)
		buf_adds(&sql, i > 0 ? ",?" : "?");
	buf_addc(&sql, ')');
	ok = sql_prepare(s->db, &sql, &s->insert, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_select(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT ");
	add_columns(&sql, s);
	buf_adds(&sql, " FROM event WHERE rowid=?");
	ok = sql_prepare(s->db, &sql, &s->select, e);
	buf_fini(&sql);
	return ok;
}

bool
segment_index(struct segment *seg, const bool *worded, struct fold_map *map,
    struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	assert(s->insert != NULL && !s->indexed);
	s->indexed = true;
	return word_walk_register(s->db, e) &&
	       word_index_choose(&s->words, worded, s->ncolumns, map, e);
}

bool
segment_add(struct segment *seg, const struct str *field,
    const struct segment_row *row, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	bool ok = true;

	assert(s->insert != NULL);
	for (size_t i = 0; ok && i < s->ncolumns; i++)
		ok = sql_bind(s->insert, (int)i + 1, field[i]);
	if (!ok || !sql_run(s->insert))
		return sql_failed(s->db, e);
	if (!events_add(&seg->events, &row->date, row->section, row->id))
		return err_set(e, ERR_MEMORY, "memory is used up");
	seg->n++;
	return true;
}

bool
segment_seal(struct segment *seg, struct word_writer *writer, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	sqlite3_finalize(s->insert);
	s->insert = NULL;
	if (!word_index_fill(&s->words, writer, s->big, e) ||
	    !sql_exec(s->db, "COMMIT; PRAGMA query_only=1", e) ||
	    !prepare_select(s, e))
		return false;
	if (!events_sort(&seg->events))
		return err_set(e, ERR_MEMORY, "memory is used up");
	return true;
}

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
		const void *p = sqlite3_column_text(row, (int)i);

		if (p == NULL)
			return false; /* it is never NULL in the table */
		buf_add(
		    &r->store, p, (size_t)sqlite3_column_bytes(row, (int)i));
		r->field[i].p = r->store.p + at;
		r->field[i].n = r->store.n - at;
	}
	r->n = n;
	return true;
}

static bool
sql_record(struct segment *seg, size_t row, struct record *r, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	bool ok = false;

	assert(row < seg->n);
	if (sqlite3_bind_int64(s->select, 1, (sqlite3_int64)row + 1) !=
		SQLITE_OK ||
	    sqlite3_step(s->select) != SQLITE_ROW) {
		sql_failed(s->db, e);
		goto out;
	}
	ok = copy_row(s->select, s->ncolumns, r);
	if (!ok)
		err_set(e, ERR_MEMORY, "no memory for event %zu", row + 1);
out:
	sqlite3_reset(s->select);
	return ok;
}

static bool
sql_indexes(const struct segment *seg, size_t column)
{
	const struct sql_segment *s = (const struct sql_segment *)seg;

	for (size_t i = 0; i < s->words.ncolumns; i++)
		if ((size_t)s->words.column[i] == column)
			return true;
	return false;
}

/* Show fn what the statement stands at: a rowid and a field. */
static bool
show_cell(sqlite3_stmt *row, segment_cell fn, void *arg)
{
	const void *p = sqlite3_column_text(row, 1);
	size_t n = (size_t)sqlite3_column_bytes(row, 1);

	if (p == NULL)
		return false; /* it is never NULL in the table */
	fn(arg, (size_t)sqlite3_column_int64(row, 0) - 1, (struct str){ p, n });
	return true;
}

/* Show fn all rows that the statement gives. */
static bool
show_cells(sqlite3_stmt *rows, segment_cell fn, void *arg)
{
	int rc;

	while ((rc = sqlite3_step(rows)) == SQLITE_ROW)
		if (!show_cell(rows, fn, arg))
			break;
	return sqlite3_reset(rows) == SQLITE_OK && rc == SQLITE_DONE;
}

/* Who is shown cells until he has enough. */
struct reading {
	size_t *row; /* the next one */
	segment_take fn;
	void *arg;
	bool more;
};

static void
take_cell(void *arg, size_t row, struct str cell)
{
	struct reading *reading = arg;

	*reading->row = row + 1;
	reading->more = reading->fn(reading->arg, row, cell);
}

static bool
sql_scan(struct segment *seg, size_t column, const uint64_t *within,
    segment_cell fn, void *arg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	bool ok;

	assert(column < s->ncolumns);
	buf_addf(&sql, "SELECT rowid,c%zu FROM event%s", column,
	    within != NULL ? " WHERE rowid=?" : "");
	ok = sql_prepare(s->db, &sql, &stmt, e);
	if (ok && within == NULL)
		ok = show_cells(stmt, fn, arg) || sql_failed(s->db, e);
	for (size_t row = 0; ok && within != NULL && row < seg->n; row++) {
		if ((within[row / 64] >> (row % 64) & 1) == 0)
			continue;
		ok = (sqlite3_bind_int64(stmt, 1, (sqlite3_int64)row + 1) ==
			     SQLITE_OK &&
			 show_cells(stmt, fn, arg)) ||
		     sql_failed(s->db, e);
	}
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

static bool
sql_read(struct segment *seg, size_t column, size_t *row, segment_take fn,
    void *arg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	struct reading reading = { row, fn, arg, true };
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	int rc = SQLITE_ROW;
	bool ok;

	assert(column < s->ncolumns);
	buf_addf(&sql, "SELECT rowid,c%zu FROM event WHERE rowid>?", column);
	ok = sql_prepare(s->db, &sql, &stmt, e) &&
	     (sqlite3_bind_int64(stmt, 1, (sqlite3_int64)*row) == SQLITE_OK ||
		 sql_failed(s->db, e));
	while (ok && reading.more && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
		ok = show_cell(stmt, take_cell, &reading) ||
		     sql_failed(s->db, e);
	if (ok && rc != SQLITE_ROW && rc != SQLITE_DONE)
		ok = sql_failed(s->db, e);
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

static bool
sql_match(struct segment *seg, const struct segment_term *t, uint64_t *set,
    size_t *count, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	struct word_hits hits = { set, seg->n, 0 };
	bool ok = word_index_match(&s->words, t, &hits, e);

	*count += hits.count;
	return ok;
}

static bool
sql_words(struct segment *seg, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	return word_index_visit(&s->words, prefix, after, visit, arg, e);
}

static struct word_walk *
sql_walk(
    struct segment *seg, const struct word_walk_setup *setup, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	return word_walk_new(&s->words, setup, e);
}

static bool
sql_total(struct segment *seg, uint64_t *words, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	return word_walk_total(&s->words, words, e);
}

static bool
sql_check(struct segment *seg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	return word_index_check(&s->words, e);
}

static void
sql_free(struct segment *seg)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	sqlite3_finalize(s->insert);
	sqlite3_finalize(s->select);
	word_index_fini(&s->words);
	sqlite3_close(s->db);
	events_fini(&seg->events);
	free(s);
}

static const struct segment_ops sql_ops = {
	.record = sql_record,
	.indexes = sql_indexes,
	.scan = sql_scan,
	.read = sql_read,
	.match = sql_match,
	.words = sql_words,
	.walk = sql_walk,
	.total = sql_total,
	.check = sql_check,
	.free = sql_free,
};

struct segment *
segment_new(size_t ncolumns, size_t rows, struct err *e)
{
	static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
				 SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE |
				 SQLITE_OPEN_NOMUTEX;
	struct sql_segment *s = calloc(1, sizeof *s);

	assert(ncolumns > 0 && ncolumns <= SEGMENT_COLUMNS_MAX);
	if (s == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	s->base.ops = &sql_ops;
	events_init(&s->base.events);
	s->ncolumns = ncolumns;
	s->big = rows > SEGMENT_SMALL;
	if (sqlite3_open_v2(":memory:", &s->db, flags, NULL) != SQLITE_OK) {
		sql_failed(s->db, e);
		goto failed;
	}
	word_index_init(&s->words, s->db);
	if (!create_table(s, e) || !prepare_insert(s, e))
		goto failed;
	return &s->base;
failed:
	sql_free(&s->base);
	return NULL;
}

void
segment_free(struct segment *s)
{
	while (s != NULL) {
		struct segment *next = s->next;

		s->ops->free(s);
		s = next;
	}
}

bool
segment_record(struct segment *s, size_t row, struct record *r, struct err *e)
{
	return s->ops->record(s, row, r, e);
}

bool
segment_match(struct segment *s, const struct segment_term *t, uint64_t *set,
    size_t *count, struct err *e)
{
	return s->ops->match(s, t, set, count, e);
}

bool
segment_words(struct segment *s, struct str prefix, word_visit visit, void *arg,
    struct err *e)
{
	return s->ops->words(s, prefix, str_of(""), visit, arg, e);
}

bool
segment_words_after(struct segment *s, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e)
{
	return s->ops->words(s, prefix, after, visit, arg, e);
}

bool
segment_check(struct segment *s, struct err *e)
{
	return s->ops->check(s, e);
}

bool
segment_indexes(const struct segment *s, size_t column)
{
	return s->ops->indexes(s, column);
}

bool
segment_scan_column(struct segment *s, size_t column, const uint64_t *within,
    segment_cell fn, void *arg, struct err *e)
{
	return s->ops->scan(s, column, within, fn, arg, e);
}

struct word_walk *
segment_walk(
    struct segment *s, const struct word_walk_setup *setup, struct err *e)
{
	return s->ops->walk(s, setup, e);
}

bool
segment_words_total(struct segment *s, uint64_t *words, struct err *e)
{
	return s->ops->total(s, words, e);
}

bool
segment_read_column(struct segment *s, size_t column, size_t *row,
    segment_take fn, void *arg, struct err *e)
{
	return s->ops->read(s, column, row, fn, arg, e);
}
