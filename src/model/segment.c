/*
 * A segment in SQLite.
 *
 * Sizes were measured with a million events: FTS5 is nearly all of a load,
 * and what costs is merging its own pieces again and again.  So big segments
 * get a hash that seldom overflows and never merge; what is left are a few
 * pieces for each segment.  Small ones, which are most chronicles, never fill
 * the default hash, and each statement saved is a good part of their time.
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

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

struct sql_segment {
	struct segment base; /* first: a struct segment * points at this */
	sqlite3 *db;
	sqlite3_stmt *insert; /* into event; NULL once it is sealed */
	sqlite3_stmt *index; /* into word; likewise, or if nothing is indexed */
	sqlite3_stmt *select; /* NULL until it is sealed */
	size_t ncolumns;
	int *worded; /* numbers of the indexed columns; NULL: not yet known */
	size_t nworded;
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

static bool
sql_failed(struct sql_segment *s, struct err *e)
{
	int rc = sqlite3_errcode(s->db);

	if (s->db == NULL || rc == SQLITE_NOMEM)
		return err_set(e, ERR_MEMORY, "memory is used up");
	return err_set(e, ERR_IO, "SQLite: %s", sqlite3_errmsg(s->db));
}

static bool
sql_exec(struct sql_segment *s, const char *sql, struct err *e)
{
	if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sql_failed(s, e);
	return true;
}

/* Append "c0,c1,..." for all columns, or for the worded ones. */
static void
add_columns(struct buf *sql, const struct sql_segment *s, bool worded)
{
	size_t n = worded ? s->nworded : s->ncolumns;

	for (size_t i = 0; i < n; i++)
		buf_addf(sql, "%sc%d", i > 0 ? "," : "",
		    worded ? s->worded[i] : (int)i);
}

/* Append "?,?,...": n of them. */
static void
add_marks(struct buf *sql, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_adds(sql, i > 0 ? ",?" : "?");
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
	add_columns(&sql, s, false);
	buf_addc(&sql, ')');
	ok = sql_exec(s, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

/* Prepare what is in sql and empty it. */
static bool
prepare(
    struct sql_segment *s, struct buf *sql, sqlite3_stmt **stmt, struct err *e)
{
	int rc = sqlite3_prepare_v3(s->db, buf_cstr(sql), (int)sql->n + 1,
	    SQLITE_PREPARE_PERSISTENT, stmt, NULL);

	buf_clear(sql);
	return rc == SQLITE_OK || sql_failed(s, e);
}

static bool
prepare_insert(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO event VALUES(");
	add_marks(&sql, s->ncolumns);
	buf_addc(&sql, ')');
	ok = prepare(s, &sql, &s->insert, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_index(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO word(rowid,");
	add_columns(&sql, s, true);
	buf_adds(&sql, ") VALUES(?,");
	add_marks(&sql, s->nworded);
	buf_addc(&sql, ')');
	ok = prepare(s, &sql, &s->index, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_select(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT ");
	add_columns(&sql, s, false);
	buf_adds(&sql, " FROM event WHERE rowid=?");
	ok = prepare(s, &sql, &s->select, e);
	buf_fini(&sql);
	return ok;
}

static bool
bind(sqlite3_stmt *stmt, int at, struct str s)
{
	/* The caller's bytes outlive the step, so they need no copy.  A NULL
	 * pointer would be bound as NULL. */
	return sqlite3_bind_text64(stmt, at, s.n > 0 ? s.p : "", s.n,
		   SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
}

/* Run an INSERT that is bound. */
static bool
run(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);

	return sqlite3_reset(stmt) == SQLITE_OK && rc == SQLITE_DONE;
}

static bool
create_index(struct sql_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "CREATE VIRTUAL TABLE word USING fts5(");
	add_columns(&sql, s, true);
	buf_adds(&sql, ",content='event',"
		       "tokenize='unicode61 remove_diacritics 2');");
	if (s->big)
		buf_adds(&sql, "INSERT INTO word(word,rank) VALUES"
			       "('automerge',0),('crisismerge',1999),"
			       "('hashsize',16777216);");
	if (s->base.n > 0)
		buf_adds(&sql, "INSERT INTO word(word) VALUES('rebuild')");
	ok = sql_exec(s, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

bool
segment_index(struct segment *seg, const bool *worded, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	assert(s->insert != NULL && s->worded == NULL);
	s->worded = calloc(s->ncolumns, sizeof *s->worded);
	if (s->worded == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	for (size_t i = 0; i < s->ncolumns; i++) {
		if (worded[i])
			s->worded[s->nworded++] = (int)i;
	}
	return s->nworded == 0 || (create_index(s, e) && prepare_index(s, e));
}

bool
segment_add(struct segment *seg, const struct str *field,
    const struct segment_row *row, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;
	bool ok = true;

	assert(s->insert != NULL);
	for (size_t i = 0; ok && i < s->ncolumns; i++)
		ok = bind(s->insert, (int)i + 1, field[i]);
	ok = ok && run(s->insert);
	if (ok && s->index != NULL) {
		ok = sqlite3_bind_int64(s->index, 1,
			 sqlite3_last_insert_rowid(s->db)) == SQLITE_OK;
		for (size_t i = 0; ok && i < s->nworded; i++)
			ok = bind(s->index, (int)i + 2, field[s->worded[i]]);
		ok = ok && run(s->index);
	}
	if (!ok)
		return sql_failed(s, e);
	if (!events_add(&seg->events, &row->date, row->section, row->id))
		return err_set(e, ERR_MEMORY, "memory is used up");
	seg->n++;
	return true;
}

bool
segment_seal(struct segment *seg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	sqlite3_finalize(s->insert);
	sqlite3_finalize(s->index);
	s->insert = NULL;
	s->index = NULL;
	if (!sql_exec(s, "COMMIT; PRAGMA query_only=1", e) ||
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
		sql_failed(s, e);
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
sql_check(struct segment *seg, struct err *e)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	if (s->nworded == 0)
		return true;
	return sql_exec(s,
	    "PRAGMA query_only=0;"
	    "INSERT INTO word(word,rank) VALUES('integrity-check',1);"
	    "PRAGMA query_only=1",
	    e);
}

static void
sql_free(struct segment *seg)
{
	struct sql_segment *s = (struct sql_segment *)seg;

	sqlite3_finalize(s->insert);
	sqlite3_finalize(s->index);
	sqlite3_finalize(s->select);
	sqlite3_close(s->db);
	events_fini(&seg->events);
	free(s->worded);
	free(s);
}

static const struct segment_ops sql_ops = {
	.record = sql_record,
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
		sql_failed(s, e);
		goto failed;
	}
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
	if (s != NULL)
		s->ops->free(s);
}

bool
segment_record(struct segment *s, size_t row, struct record *r, struct err *e)
{
	return s->ops->record(s, row, r, e);
}

bool
segment_check(struct segment *s, struct err *e)
{
	return s->ops->check(s, e);
}
