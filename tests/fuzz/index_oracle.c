#include "config.h"

#include "fuzz/index_oracle.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "fuzz/fuzzing.h"
#include "model/postings.h"
#include "model/tokenizer.h"

#define PIECE_ID (INT64_C(1) << 37) /* of page 0 of the first piece */

void
oracle_exec(sqlite3 *db, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK)
		return;
	(void)fprintf(stderr, "%s: %s\n", sql, why);
	abort();
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	must(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, sql);
	return stmt;
}

/* "c0,c1,...", or what before says instead of c. */
static void
add_list(struct buf *sql, const char *before, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_adds(sql, i > 0 ? "," : "");
		buf_addf(sql, "%s%zu", before, before[0] == '?' ? i + 1 : i);
	}
}

static void
fill(sqlite3 *db, const struct str *field, size_t nrows, size_t ncolumns)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt;

	buf_adds(&sql, "INSERT INTO event VALUES(");
	add_list(&sql, "?", ncolumns);
	buf_addc(&sql, ')');
	stmt = prepare(db, buf_cstr(&sql));
	for (size_t i = 0; i < nrows; i++) {
		for (size_t j = 0; j < ncolumns; j++) {
			const struct str *s = &field[i * ncolumns + j];

			(void)sqlite3_bind_text(stmt, (int)j + 1,
			    s->n > 0 ? s->p : "", (int)s->n, SQLITE_STATIC);
		}
		must(sqlite3_step(stmt) == SQLITE_DONE, "insert");
		(void)sqlite3_reset(stmt);
	}
	(void)sqlite3_finalize(stmt);
	buf_fini(&sql);
}

sqlite3 *
oracle_open(struct fold_map *map, const struct str *field, size_t nrows,
    size_t ncolumns)
{
	struct buf sql = BUF_INIT;
	sqlite3 *db = NULL;
	struct err e;

	must(sqlite3_open(":memory:", &db) == SQLITE_OK, "open");
	must(tokenizer_register(db, map, &e), "tokenizer");
	buf_adds(&sql, "BEGIN; CREATE TABLE event(");
	add_list(&sql, "c", ncolumns);
	buf_addc(&sql, ')');
	oracle_exec(db, buf_cstr(&sql));
	fill(db, field, nrows, ncolumns);
	buf_fini(&sql);
	return db;
}

void
oracle_index(sqlite3 *db, size_t ncolumns, size_t page_bytes)
{
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "CREATE VIRTUAL TABLE word USING fts5(");
	add_list(&sql, "c", ncolumns);
	buf_addf(&sql,
	    ",content='event',tokenize='annals');"
	    "INSERT INTO word(word,rank) VALUES('automerge',0),"
	    "('hashsize',1000000000),('pgsz',%zu);"
	    "INSERT INTO word(word) VALUES('rebuild'); COMMIT",
	    page_bytes);
	oracle_exec(db, buf_cstr(&sql));
	buf_fini(&sql);
}

static bool
is_same(sqlite3_stmt *a, sqlite3_stmt *b)
{
	for (int i = 0; i < sqlite3_column_count(a); i++) {
		const void *x = sqlite3_column_blob(a, i);
		const void *y = sqlite3_column_blob(b, i);
		int n = sqlite3_column_bytes(a, i);

		if (n != sqlite3_column_bytes(b, i) ||
		    (n > 0 && memcmp(x, y, (size_t)n) != 0))
			return false;
	}
	return true;
}

void
oracle_compare(sqlite3 *a, sqlite3 *b, const char *sql)
{
	sqlite3_stmt *x = prepare(a, sql), *y = prepare(b, sql);
	int rc;

	do {
		rc = sqlite3_step(x);
		must(sqlite3_step(y) == rc, sql);
		must(rc != SQLITE_ROW || is_same(x, y), sql);
	} while (rc == SQLITE_ROW);
	must(rc == SQLITE_DONE, sql);
	(void)sqlite3_finalize(x);
	(void)sqlite3_finalize(y);
}

/* ---- page by page ---- */

struct pages {
	sqlite3_stmt *page, *start;
	size_t npages, nstarts;
};

/* Is what the statement gives first just these bytes? */
static bool
gives(sqlite3_stmt *stmt, struct str bytes)
{
	bool same = false;

	if (sqlite3_step(stmt) == SQLITE_ROW) {
		struct str want = { .p = sqlite3_column_blob(stmt, 0) };

		want.n = (size_t)sqlite3_column_bytes(stmt, 0);
		same = str_eq(want, bytes);
	}
	(void)sqlite3_reset(stmt);
	return same;
}

static bool
take_page(void *arg, int64_t id, struct str bytes)
{
	struct pages *p = arg;

	(void)sqlite3_bind_int64(p->page, 1, PIECE_ID + id);
	must(gives(p->page, bytes), "a page is that of FTS5");
	p->npages++;
	return true;
}

static bool
take_start(void *arg, struct str start, int64_t place)
{
	struct pages *p = arg;

	(void)sqlite3_bind_int64(p->start, 1, place);
	must(gives(p->start, start), "the start of a page is that of FTS5");
	p->nstarts++;
	return true;
}

static size_t
count(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = prepare(db, sql);
	size_t n;

	must(sqlite3_step(stmt) == SQLITE_ROW, sql);
	n = (size_t)sqlite3_column_int64(stmt, 0);
	(void)sqlite3_finalize(stmt);
	return n;
}

static void
gather(struct postings *p, struct fold_map *map, const struct str *field,
    size_t nrows, size_t ncolumns)
{
	size_t places;

	for (size_t i = 0; i < nrows; i++) {
		must(postings_row(p), "memory");
		for (size_t j = 0; j < ncolumns; j++)
			must(postings_add(
				 p, j, map, field[i * ncolumns + j], &places),
			    "memory");
	}
}

void
oracle_check(struct fold_map *map, const struct str *field, size_t nrows,
    size_t ncolumns, size_t page_bytes)
{
	static const struct leaf_sink sink = { take_page, take_start };
	sqlite3 *db = oracle_open(map, field, nrows, ncolumns);
	struct postings *p = postings_new();
	struct pages pages = { .npages = 0 };
	struct leaf_writer w;
	uint32_t last = 0;

	oracle_index(db, ncolumns, page_bytes);
	pages.page = prepare(db, "SELECT block FROM word_data WHERE id=?");
	pages.start = prepare(db, "SELECT term FROM word_idx WHERE pgno=?");
	gather(p, map, field, nrows, ncolumns);
	leaf_writer_start(&w, page_bytes, &sink, &pages);
	must(postings_write(p, &w) && leaf_writer_end(&w, &last), "memory");
	must(count(db, "SELECT count(*) FROM word_data WHERE id>10") ==
		 pages.npages,
	    "there are as many pages");
	must(count(db, "SELECT count(*) FROM word_idx") == pages.nstarts,
	    "there are as many starts");
	must(last <= pages.npages, "the last page is one");
	postings_free(p);
	(void)sqlite3_finalize(pages.page);
	(void)sqlite3_finalize(pages.start);
	must(sqlite3_close(db) == SQLITE_OK, "close");
}
