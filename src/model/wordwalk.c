#include "config.h"

#include "model/wordwalk.h"

#include "base/buf.h"
#include "model/bitset.h"
#include "model/sql.h"

#include <sqlite3.h>
#include <stdlib.h>

#define POINTER "annals" /* tells our pointers from others' */

struct word_walk {
	const struct word_index *index;
	sqlite3_stmt *stmt; /* NULL: there is nothing to find */
	const uint64_t *within;
	int apart;                 /* column of the index, or -1 */
	struct word_walk_row *row; /* to be filled by weigh() */
};

static void
count_one(struct word_walk *walk, int column)
{
	if (column == walk->apart)
		walk->row->apart++;
	else
		walk->row->others++;
}

/* One phrase: where it stands, without the list that FTS5 would make. */
static int
count_phrase(
    struct word_walk *walk, const Fts5ExtensionApi *api, Fts5Context *fts)
{
	Fts5PhraseIter iter;
	int column, at;
	int rc = api->xPhraseFirst(fts, 0, &iter, &column, &at);

	for (; rc == SQLITE_OK && column >= 0;
	     api->xPhraseNext(fts, &iter, &column, &at))
		count_one(walk, column);
	return rc;
}

/* Several phrases: a place where two of them stand counts once. */
static int
count_phrases(
    struct word_walk *walk, const Fts5ExtensionApi *api, Fts5Context *fts)
{
	int n, phrase, last_column = -1, last_at = -1;
	int rc = api->xInstCount(fts, &n);

	for (int i = 0; rc == SQLITE_OK && i < n; i++) {
		int column, at;

		rc = api->xInst(fts, i, &phrase, &column, &at);
		if (rc == SQLITE_OK && (column != last_column || at != last_at))
			count_one(walk, column);
		last_column = column;
		last_at = at;
	}
	return rc;
}

/* The function "weigh": fill the row of the walk that is its argument. */
static void
weigh(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx,
    int n, sqlite3_value **value)
{
	struct word_walk *walk =
	    n == 1 ? sqlite3_value_pointer(value[0], POINTER) : NULL;
	int words = 0, rc;

	if (walk == NULL)
		return;
	walk->row->row = (size_t)api->xRowid(fts) - 1;
	walk->row->within =
	    walk->within == NULL || bitset_has(walk->within, walk->row->row);
	if (!walk->row->within)
		return;
	rc = api->xColumnSize(fts, -1, &words);
	walk->row->words = (size_t)words;
	if (rc == SQLITE_OK && api->xPhraseCount(fts) == 1)
		rc = count_phrase(walk, api, fts);
	else if (rc == SQLITE_OK)
		rc = count_phrases(walk, api, fts);
	if (rc != SQLITE_OK)
		sqlite3_result_error_code(ctx, rc);
}

/* The function "total": add the words of the table to its argument. */
static void
total(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *ctx,
    int n, sqlite3_value **value)
{
	uint64_t *words =
	    n == 1 ? sqlite3_value_pointer(value[0], POINTER) : NULL;
	sqlite3_int64 all = 0;
	int rc;

	if (words == NULL)
		return;
	rc = api->xColumnTotalSize(fts, -1, &all);
	if (rc != SQLITE_OK)
		sqlite3_result_error_code(ctx, rc);
	*words = (uint64_t)all;
}

bool
word_walk_register(sqlite3 *db, struct err *e)
{
	fts5_api *api = sql_fts5(db);

	if (api == NULL)
		return sql_failed(db, e);
	if (api->xCreateFunction(api, "weigh", NULL, weigh, NULL) !=
		SQLITE_OK ||
	    api->xCreateFunction(api, "total", NULL, total, NULL) != SQLITE_OK)
		/* Nothing else can go wrong, and the database was not told. */
		return err_set(e, ERR_MEMORY, "memory is used up");
	return true;
}

bool
word_walk_total(const struct word_index *w, uint64_t *words, struct err *e)
{
	struct buf sql = BUF_INIT;
	sqlite3_stmt *stmt = NULL;
	bool ok = true;

	*words = 0;
	if (w->ncolumns == 0)
		return true;
	buf_adds(&sql, "SELECT total(word,?1) FROM word LIMIT 1");
	ok = sql_prepare(w->db, &sql, &stmt, e);
	if (ok)
		ok = (sqlite3_bind_pointer(stmt, 1, words, POINTER, NULL) ==
			     SQLITE_OK &&
			 sqlite3_step(stmt) == SQLITE_ROW) ||
		     sql_failed(w->db, e);
	sqlite3_finalize(stmt);
	buf_fini(&sql);
	return ok;
}

/* The column of the index that a column of the chronicle is, or -1. */
static int
find_column(const struct word_index *w, int column)
{
	for (size_t i = 0; i < w->ncolumns; i++)
		if (w->column[i] == column)
			return (int)i;
	return -1;
}

/* False with *e; nothing to find is no failure. */
static bool
prepare(
    struct word_walk *walk, const struct word_walk_setup *setup, struct err *e)
{
	const struct word_index *w = walk->index;
	struct buf sql = BUF_INIT, match = BUF_INIT;
	struct segment_term other = setup->term;
	bool ok = true;

	if (!word_index_print(w, &setup->term, &match))
		goto out;
	other.word = &setup->alternative;
	other.nwords = 1;
	if (setup->alternative != NULL) {
		buf_adds(&match, " OR ");
		(void)word_index_print(w, &other, &match);
	}
	buf_adds(&sql, "SELECT weigh(word,?2) FROM word WHERE word MATCH ?1");
	ok = sql_prepare(w->db, &sql, &walk->stmt, e);
	if (ok && (sqlite3_bind_text(walk->stmt, 1, buf_cstr(&match),
		       (int)match.n, SQLITE_TRANSIENT) != SQLITE_OK ||
		      sqlite3_bind_pointer(
			  walk->stmt, 2, walk, POINTER, NULL) != SQLITE_OK))
		ok = sql_failed(w->db, e);
out:
	buf_fini(&match);
	buf_fini(&sql);
	return ok;
}

struct word_walk *
word_walk_new(const struct word_index *w, const struct word_walk_setup *setup,
    struct err *e)
{
	struct word_walk *walk = calloc(1, sizeof *walk);

	if (walk == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	walk->index = w;
	walk->within = setup->within;
	walk->apart = find_column(w, setup->apart);
	if (!prepare(walk, setup, e)) {
		word_walk_free(walk);
		return NULL;
	}
	return walk;
}

void
word_walk_free(struct word_walk *walk)
{
	if (walk == NULL)
		return;
	sqlite3_finalize(walk->stmt);
	free(walk);
}

bool
word_walk_next(
    struct word_walk *walk, struct word_walk_row *row, bool *end, struct err *e)
{
	int rc = SQLITE_DONE;

	*row = (struct word_walk_row){ 0 };
	walk->row = row;
	if (walk->stmt != NULL)
		rc = sqlite3_step(walk->stmt);
	walk->row = NULL;
	*end = rc == SQLITE_DONE;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ||
	       sql_failed(walk->index->db, e);
}
