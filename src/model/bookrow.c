#include "config.h"

#include "model/bookrow.h"

#include <sqlite3.h>

#include "model/sql.h"

#define EVENT_OF                                                               \
	" WHERE chronicle = (SELECT id FROM chronicle WHERE name = ?1)"        \
	" AND key = ?2"

void
bookrow_init(struct bookrow *r)
{
	*r = (struct bookrow){ .list = BUF_INIT, .note = BUF_INIT };
}

void
bookrow_fini(struct bookrow *r)
{
	buf_fini(&r->list);
	buf_fini(&r->note);
}

/* Lend a text of the row that q stands at. */
static struct str
text_at(sqlite3_stmt *q, int i)
{
	const char *p = (const char *)sqlite3_column_text(q, i);

	if (p == NULL)
		return str_of("");
	return (struct str){ p, (size_t)sqlite3_column_bytes(q, i) };
}

static char
letter_at(sqlite3_stmt *q, int i)
{
	struct str s = text_at(q, i);

	return s.n == 1 && s.p[0] >= 'a' && s.p[0] <= 'z' ? s.p[0] : 0;
}

void
bookrow_take(sqlite3_stmt *q, struct bookmark *row)
{
	row->chronicle = text_at(q, 0);
	row->columns = (uint64_t)sqlite3_column_int64(q, 1);
	row->called = text_at(q, 2);
	row->key = text_at(q, 3);
	row->title = text_at(q, 4);
	row->date = text_at(q, 5);
	row->text = (uint64_t)sqlite3_column_int64(q, 6);
	row->marked = sqlite3_column_type(q, 7) != SQLITE_NULL;
	row->created = sqlite3_column_int64(q, 7);
	row->letter = letter_at(q, 8);
	row->list = text_at(q, 9);
	row->note = text_at(q, 10);
}

/* A statement about the event of m: ?1 and ?2 are bound.  NULL if it fails. */
static sqlite3_stmt *
about(struct bookfile *f, const char *sql, const struct bookmark *m)
{
	sqlite3_stmt *q = bookfile_query(f, sql);

	if (q != NULL && sql_bind(q, 1, m->chronicle) && sql_bind(q, 2, m->key))
		return q;
	(void)sqlite3_finalize(q); /* the error stays in the database */
	return NULL;
}

/* Run a statement without rows to its end, and away with it. */
static bool
run(sqlite3_stmt *q)
{
	bool ok = q != NULL && sql_run(q);

	return sqlite3_finalize(q) == SQLITE_OK && ok;
}

static bool
bind_letter(sqlite3_stmt *q, int i, const char *letter)
{
	if (*letter == 0)
		return sqlite3_bind_null(q, i) == SQLITE_OK;
	return sql_bind(q, i, (struct str){ letter, 1 });
}

static void
fill(struct bookrow *r, sqlite3_stmt *q)
{
	struct str list = text_at(q, 2), note = text_at(q, 3);

	r->marked = sqlite3_column_type(q, 0) != SQLITE_NULL;
	r->created = sqlite3_column_int64(q, 0);
	r->letter = letter_at(q, 1);
	buf_add(&r->list, list.p, list.n);
	buf_add(&r->note, note.p, note.n);
}

bool
bookrow_load(struct bookfile *f, const struct bookmark *m, struct bookrow *r)
{
	sqlite3_stmt *q = about(
	    f, "SELECT created, letter, list, note FROM event" EVENT_OF, m);
	int rc = q != NULL ? sqlite3_step(q) : SQLITE_ERROR;

	if (rc == SQLITE_ROW)
		fill(r, q);
	return sqlite3_finalize(q) == SQLITE_OK &&
	       (rc == SQLITE_ROW || rc == SQLITE_DONE);
}

static bool
store_chronicle(struct bookfile *f, const struct bookmark *m, bool keep)
{
	sqlite3_stmt *q = bookfile_query(
	    f, keep ? "INSERT INTO chronicle(name, columns, title)"
		      " VALUES(?1, ?2, ?3) ON CONFLICT(name) DO NOTHING"
		    : "INSERT INTO chronicle(name, columns, title)"
		      " VALUES(?1, ?2, ?3) ON CONFLICT(name) DO UPDATE SET"
		      " columns = excluded.columns, title = excluded.title"
		      " WHERE columns <> excluded.columns"
		      " OR title <> excluded.title");

	if (q != NULL && sql_bind(q, 1, m->chronicle) &&
	    sqlite3_bind_int64(q, 2, (sqlite3_int64)m->columns) == SQLITE_OK &&
	    sql_bind(q, 3, m->called))
		return run(q);
	(void)sqlite3_finalize(q);
	return false;
}

#define STORE                                                                  \
	"INSERT INTO event(chronicle, key, title, date, text, created,"        \
	" letter, list, note)"                                                 \
	" SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"                           \
	" FROM chronicle WHERE name = ?1"                                      \
	" ON CONFLICT(chronicle, key) DO UPDATE SET"                           \
	" created = excluded.created, letter = excluded.letter,"               \
	" list = excluded.list, note = excluded.note"

static bool
store_event(struct bookfile *f, const struct bookmark *m,
    const struct bookrow *r, bool keep)
{
	sqlite3_stmt *q = about(f,
	    keep ? STORE
		 : STORE ", title = excluded.title, date = excluded.date,"
			 " text = excluded.text",
	    m);
	bool ok =
	    q != NULL && sql_bind(q, 3, m->title) && sql_bind(q, 4, m->date) &&
	    sqlite3_bind_int64(q, 5, (sqlite3_int64)m->text) == SQLITE_OK &&
	    bind_letter(q, 7, &r->letter) &&
	    sql_bind(q, 8, buf_str(&r->list)) &&
	    sql_bind(q, 9, buf_str(&r->note));

	if (ok && r->marked)
		ok = sqlite3_bind_int64(q, 6, r->created) == SQLITE_OK;
	if (ok)
		return run(q);
	(void)sqlite3_finalize(q);
	return false;
}

bool
bookrow_store(struct bookfile *f, const struct bookmark *m,
    const struct bookrow *r, bool keep)
{
	if (!r->marked && r->note.n == 0)
		return run(about(f, "DELETE FROM event" EVENT_OF, m));
	return store_chronicle(f, m, keep) && store_event(f, m, r, keep);
}

bool
bookrow_free_letter(struct bookfile *f, const struct bookmark *m)
{
	sqlite3_stmt *q = about(f,
	    "UPDATE event SET letter = NULL"
	    " WHERE chronicle = (SELECT id FROM chronicle WHERE name = ?1)"
	    " AND key <> ?2 AND letter = ?3",
	    m);

	if (q != NULL && bind_letter(q, 3, &m->letter))
		return run(q);
	(void)sqlite3_finalize(q);
	return false;
}

bool
bookrow_letter_taken(struct bookfile *f, const struct bookmark *m, bool *taken)
{
	sqlite3_stmt *q = about(f,
	    "SELECT 1 FROM event"
	    " WHERE chronicle = (SELECT id FROM chronicle WHERE name = ?1)"
	    " AND key <> ?2 AND letter = ?3",
	    m);
	int rc = SQLITE_ERROR;

	if (q != NULL && bind_letter(q, 3, &m->letter))
		rc = sqlite3_step(q);
	*taken = rc == SQLITE_ROW;
	return sqlite3_finalize(q) == SQLITE_OK &&
	       (rc == SQLITE_ROW || rc == SQLITE_DONE);
}

bool
bookrow_move(struct bookfile *f, const struct bookmark *m, struct str to)
{
	struct bookmark at = *m;
	sqlite3_stmt *q;

	at.chronicle = to;
	if (!store_chronicle(f, &at, false))
		return false;
	q = bookfile_query(f,
	    "UPDATE OR IGNORE event"
	    " SET chronicle = (SELECT id FROM chronicle WHERE name = ?2)"
	    " WHERE chronicle = (SELECT id FROM chronicle WHERE name = ?1)");
	if (q != NULL && sql_bind(q, 1, m->chronicle) && sql_bind(q, 2, to))
		return run(q);
	(void)sqlite3_finalize(q);
	return false;
}
