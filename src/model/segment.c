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
#include "model/segment_sql.h"
#include "model/sql.h"
#include "model/wordwalk.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

struct memory_segment {
	struct segment_sql sql; /* first; select is NULL until it is sealed */
	sqlite3_stmt *insert;   /* into event; NULL once it is sealed */
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

static bool
create_table(struct memory_segment *s, struct err *e)
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
	segment_sql_columns(&sql, s->sql.ncolumns);
	buf_addc(&sql, ')');
	ok = sql_exec(s->sql.db, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_insert(struct memory_segment *s, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "INSERT INTO event VALUES(");
	for (size_t i = 0; i < s->sql.ncolumns; i++)
		buf_adds(&sql, i > 0 ? ",?" : "?");
	buf_addc(&sql, ')');
	ok = sql_prepare(s->sql.db, &sql, &s->insert, e);
	buf_fini(&sql);
	return ok;
}

bool
segment_index(struct segment *seg, const bool *worded, struct fold_map *map,
    struct err *e)
{
	struct memory_segment *s = (struct memory_segment *)seg;

	assert(s->insert != NULL && !s->indexed);
	s->indexed = true;
	return word_walk_register(s->sql.db, e) &&
	       word_index_choose(
		   &s->sql.words, worded, s->sql.ncolumns, map, e);
}

bool
segment_add(struct segment *seg, const struct str *field,
    const struct segment_row *row, struct err *e)
{
	struct memory_segment *s = (struct memory_segment *)seg;
	bool ok = true;

	assert(s->insert != NULL);
	for (size_t i = 0; ok && i < s->sql.ncolumns; i++)
		ok = sql_bind(s->insert, (int)i + 1, field[i]);
	if (!ok || !sql_run(s->insert))
		return sql_failed(s->sql.db, e);
	if (!events_add(&seg->events, &row->date, row->section, row->id))
		return err_set(e, ERR_MEMORY, "memory is used up");
	seg->n++;
	return true;
}

bool
segment_seal(struct segment *seg, struct word_writer *writer, struct err *e)
{
	struct memory_segment *s = (struct memory_segment *)seg;

	sqlite3_finalize(s->insert);
	s->insert = NULL;
	if (!word_index_fill(&s->sql.words, writer, s->big, e) ||
	    !sql_exec(s->sql.db, "COMMIT; PRAGMA query_only=1", e) ||
	    !segment_sql_select(s->sql.db, s->sql.ncolumns, &s->sql.select, e))
		return false;
	if (!events_sort(&seg->events))
		return err_set(e, ERR_MEMORY, "memory is used up");
	return true;
}

static void
memory_free(struct segment *seg)
{
	struct memory_segment *s = (struct memory_segment *)seg;

	sqlite3_finalize(s->insert);
	sqlite3_finalize(s->sql.select);
	word_index_fini(&s->sql.words);
	sqlite3_close(s->sql.db);
	events_fini(&seg->events);
	free(s);
}

static const struct segment_ops memory_ops = {
	.record = segment_sql_record,
	.indexes = segment_sql_indexes,
	.scan = segment_sql_scan,
	.read = segment_sql_read,
	.match = segment_sql_match,
	.words = segment_sql_words,
	.walk = segment_sql_walk,
	.total = segment_sql_total,
	.copy = segment_sql_copy,
	.check = segment_sql_check,
	.free = memory_free,
};

struct segment *
segment_new(size_t ncolumns, size_t rows, struct err *e)
{
	static const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
				 SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE |
				 SQLITE_OPEN_NOMUTEX;
	struct memory_segment *s = calloc(1, sizeof *s);

	assert(ncolumns > 0 && ncolumns <= SEGMENT_COLUMNS_MAX);
	if (s == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	s->sql.base.ops = &memory_ops;
	events_init(&s->sql.base.events);
	s->sql.ncolumns = ncolumns;
	s->big = rows > SEGMENT_SMALL;
	if (sqlite3_open_v2(":memory:", &s->sql.db, flags, NULL) != SQLITE_OK) {
		sql_failed(s->sql.db, e);
		goto failed;
	}
	word_index_init(&s->sql.words, s->sql.db);
	if (!create_table(s, e) || !prepare_insert(s, e))
		goto failed;
	return &s->sql.base;
failed:
	memory_free(&s->sql.base);
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
	return s->ops->check == NULL || s->ops->check(s, e);
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
segment_copy_words(struct segment *s, const struct word_source *to,
    struct buf *pieces, uint32_t *words, struct err *e)
{
	return s->ops->copy(s, to, pieces, words, e);
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
