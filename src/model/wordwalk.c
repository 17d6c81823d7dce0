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
	size_t nrows;
	const uint64_t *within;
	/* Places of each row, apart and others; or NULL, and FTS5 is asked. */
	uint32_t (*count)[2];
	size_t next; /* row */
	/* Asks for the words of a row, or for rows; NULL: nothing to find. */
	sqlite3_stmt *stmt;
	int apart;                 /* column of the index, or -1 */
	struct word_walk_row *row; /* to be filled by weigh() */
};

/* ---- by FTS5 ---- */

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
	    walk->row->row < walk->nrows &&
	    (walk->within == NULL || bitset_has(walk->within, walk->row->row));
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
	if (w->own.size != NULL) {
		*words = w->own.total;
		return true;
	}
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

/* Let FTS5 find the rows.  False with *e; nothing to find is no failure. */
static bool
ask_fts5(
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

/* ---- by counting ---- */

/* Ask for the words of rows, of which FTS5 keeps the numbers by column. */
static bool
prepare_sizes(struct word_walk *walk, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok = true;

	if (walk->index->own.size == NULL && walk->index->ncolumns > 0) {
		buf_adds(&sql, "SELECT sz FROM word_docsize WHERE id=?");
		ok = sql_prepare(walk->index->db, &sql, &walk->stmt, e);
	}
	buf_fini(&sql);
	return ok;
}

static bool
read_size(struct word_walk *walk, size_t row, uint64_t *words, struct err *e)
{
	uint64_t n;
	struct str sizes;
	int rc = SQLITE_ERROR;

	*words = 0;
	if (walk->index->own.size != NULL)
		return walk->index->own.size(
		    walk->index->own.arg, row, words, e);
	if (sqlite3_bind_int64(walk->stmt, 1, (sqlite3_int64)row + 1) ==
	    SQLITE_OK)
		rc = sqlite3_step(walk->stmt);
	if (rc != SQLITE_ROW)
		return sql_failed(walk->index->db, e);
	sizes.p = sqlite3_column_blob(walk->stmt, 0);
	sizes.n = (size_t)sqlite3_column_bytes(walk->stmt, 0);
	while (leaf_number(&sizes, &n))
		*words += n;
	sqlite3_reset(walk->stmt);
	return true;
}

bool
word_walk_sizes(
    struct word_index *w, size_t nrows, uint32_t *words, struct err *e)
{
	struct word_walk walk = { .index = w };
	bool ok = prepare_sizes(&walk, e);
	uint64_t n;

	for (size_t row = 0; ok && row < nrows; row++) {
		ok = read_size(&walk, row, &n, e);
		words[row] = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
	}
	sqlite3_finalize(walk.stmt);
	return ok;
}

static bool
next_counted(
    struct word_walk *walk, struct word_walk_row *row, bool *end, struct err *e)
{
	const uint32_t *count = NULL;
	uint64_t words = 0;

	while (count == NULL && walk->next < walk->nrows) {
		count = walk->count[walk->next++];
		if (count[0] + count[1] == 0)
			count = NULL;
	}
	*end = count == NULL;
	if (*end)
		return true;
	row->row = walk->next - 1;
	row->within =
	    walk->within == NULL || bitset_has(walk->within, row->row);
	if (!row->within)
		return true;
	row->apart = count[0];
	row->others = count[1];
	if (!read_size(walk, row->row, &words, e))
		return false;
	row->words = (size_t)words;
	return true;
}

/* Count the places; *known says whether that could be done. */
static bool
count(struct word_walk *walk, struct word_index *w,
    const struct word_walk_setup *setup, bool *known, struct err *e)
{
	walk->count = calloc(walk->nrows + 1, sizeof *walk->count);
	if (walk->count == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	if (!word_index_count(w, &setup->term, setup->alternative, setup->apart,
		walk->count, walk->nrows, known, e))
		return false;
	if (*known)
		return prepare_sizes(walk, e);
	free(walk->count);
	walk->count = NULL;
	return true;
}

/* ---- either way ---- */

struct word_walk *
word_walk_new(struct word_index *w, size_t nrows,
    const struct word_walk_setup *setup, struct err *e)
{
	struct word_walk *walk = calloc(1, sizeof *walk);
	bool known = true;

	if (walk == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	walk->index = w;
	walk->nrows = nrows;
	walk->within = setup->within;
	walk->apart = find_column(w, setup->apart);
	if (count(walk, w, setup, &known, e) &&
	    (known || ask_fts5(walk, setup, e)))
		return walk;
	word_walk_free(walk);
	return NULL;
}

void
word_walk_free(struct word_walk *walk)
{
	if (walk == NULL)
		return;
	sqlite3_finalize(walk->stmt);
	free(walk->count);
	free(walk);
}

bool
word_walk_next(
    struct word_walk *walk, struct word_walk_row *row, bool *end, struct err *e)
{
	int rc = SQLITE_DONE;

	*row = (struct word_walk_row){ 0 };
	if (walk->count != NULL)
		return next_counted(walk, row, end, e);
	walk->row = row;
	if (walk->stmt != NULL)
		rc = sqlite3_step(walk->stmt);
	walk->row = NULL;
	*end = rc == SQLITE_DONE;
	return rc == SQLITE_ROW || rc == SQLITE_DONE ||
	       sql_failed(walk->index->db, e);
}
