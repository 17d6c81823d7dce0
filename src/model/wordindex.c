/*
 * When FTS5 fills its own table, what costs is merging its pieces again and
 * again.  So big segments get a hash that seldom overflows and never merge;
 * what is left are a few pieces.  Small ones never fill the default hash.
 *
 * Words are looked up in the pages of FTS5 (model/wordpages.h): 12 times as
 * fast for one letter, 3 times for a word, 20 times for one letter in a column.
 * If another FTS5 wrote them in a way that is not known here, it is asked
 * itself; hits are collected by an aggregate function then, which takes half
 * the time of fetching them as rows.
 */
#include "config.h"

#include "model/wordindex.h"

#include "base/buf.h"
#include "model/bitset.h"
#include "model/sql.h"
#include "model/tokenizer.h"
#include "model/wordcopy.h"
#include "model/wordplaces.h"
#include "model/wordwriter.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define PIECES_ID "10" /* of the record with the list of pieces */

void
word_index_init(struct word_index *w, sqlite3 *db)
{
	*w = (struct word_index){ .db = db };
}

void
word_index_fini(struct word_index *w)
{
	sqlite3_finalize(w->match);
	word_pages_free(w->pages);
	free(w->pieces);
	free(w->column);
	word_index_init(w, NULL);
}

/* ---- filling it ---- */

/* Append "c0,c1,...": those that are indexed. */
static void
add_columns(struct buf *sql, const struct word_index *w)
{
	for (size_t i = 0; i < w->ncolumns; i++)
		buf_addf(sql, "%sc%d", i > 0 ? "," : "", w->column[i]);
}

static bool
choose_columns(
    struct word_index *w, const bool *worded, size_t ncolumns, struct err *e)
{
	w->column = calloc(ncolumns, sizeof *w->column);
	if (w->column == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	for (size_t i = 0; i < ncolumns; i++) {
		if (worded[i])
			w->column[w->ncolumns++] = (int)i;
	}
	return true;
}

bool
word_index_choose(struct word_index *w, const bool *worded, size_t ncolumns,
    struct fold_map *map, struct err *e)
{
	return choose_columns(w, worded, ncolumns, e) &&
	       (w->ncolumns == 0 || tokenizer_register(w->db, map, e));
}

bool
word_index_open(struct word_index *w, const bool *worded, size_t ncolumns,
    const struct word_own *own, struct err *e)
{
	struct str *pieces = &w->own.source.pieces;

	w->own = *own;
	w->pieces = malloc(pieces->n + 1);
	if (w->pieces == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	if (pieces->n > 0)
		memcpy(w->pieces, pieces->p, pieces->n);
	pieces->p = w->pieces;
	return choose_columns(w, worded, ncolumns, e);
}

static bool
create_table(struct word_index *w, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "CREATE VIRTUAL TABLE word USING fts5(");
	add_columns(&sql, w);
	buf_adds(&sql, ",content='event',tokenize='annals')");
	ok = sql_exec(w->db, buf_cstr(&sql), e);
	buf_fini(&sql);
	return ok;
}

static bool
rebuild(struct word_index *w, bool big, struct err *e)
{
	if (big && !sql_exec(w->db,
		       "INSERT INTO word(word,rank) VALUES('automerge',0),"
		       "('crisismerge',1999),('hashsize',16777216)",
		       e))
		return false;
	return sql_exec(w->db, "INSERT INTO word(word) VALUES('rebuild')", e);
}

bool
word_index_fill(
    struct word_index *w, struct word_writer *writer, bool big, struct err *e)
{
	if (w->ncolumns == 0)
		return true;
	if (!create_table(w, e))
		return false;
	if (writer != NULL) {
		if (word_writer_fill(writer, w->db, w->column, w->ncolumns, e))
			return true;
		if (e->code == ERR_MEMORY)
			return false;
	}
	return rebuild(w, big, e);
}

/* ---- asking it ---- */

/* The aggregate function "hit": set the bit of a rowid. */
static void
take_hit(sqlite3_context *ctx, int n, sqlite3_value **value)
{
	const struct word_index *w = sqlite3_user_data(ctx);
	struct word_hits *hits = w->hits;
	size_t row = (size_t)sqlite3_value_int64(value[0]) - 1;
	uint64_t bit = UINT64_C(1) << row % 64;

	(void)n;
	if (row >= hits->nrows)
		return;
	hits->count += (hits->set[row / 64] & bit) == 0;
	hits->set[row / 64] |= bit;
}

static void
end_hits(sqlite3_context *ctx)
{
	sqlite3_result_null(ctx);
}

static bool
prepare_match(struct word_index *w, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	if (w->match != NULL)
		return true;
	if (sqlite3_create_function_v2(w->db, "hit", 1, SQLITE_UTF8, w, NULL,
		take_hit, end_hits, NULL) != SQLITE_OK)
		return sql_failed(w->db, e);
	buf_adds(&sql, "SELECT hit(rowid) FROM word WHERE word MATCH ?");
	ok = sql_prepare(w->db, &sql, &w->match, e);
	buf_fini(&sql);
	return ok;
}

static bool
is_indexed(const struct word_index *w, int column)
{
	for (size_t i = 0; i < w->ncolumns; i++) {
		if (w->column[i] == column)
			return true;
	}
	return false;
}

/* Append "{c1 c2} : " for those columns of t that there are; false if there
 * is none, so that nothing can be found. */
static bool
add_filter(
    struct buf *b, const struct word_index *w, const struct segment_term *t)
{
	size_t n = 0;

	if (t->ncolumns == 0)
		return true;
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (is_indexed(w, t->column[i]))
			buf_addf(
			    b, "%cc%d", n++ == 0 ? '{' : ' ', t->column[i]);
	}
	buf_adds(b, "} : ");
	return n > 0;
}

static void
add_quoted(struct buf *b, const char *word)
{
	buf_addc(b, '"');
	for (; *word != '\0'; word++) {
		if (*word == '"')
			buf_addc(b, '"');
		buf_addc(b, *word);
	}
	buf_addc(b, '"');
}

static void
add_words(struct buf *b, const struct segment_term *t)
{
	for (size_t i = 0; i < t->nwords; i++) {
		if (i > 0)
			buf_adds(b, " + ");
		add_quoted(b, t->word[i]);
	}
	if (t->prefix)
		buf_adds(b, " *");
}

bool
word_index_print(
    const struct word_index *w, const struct segment_term *t, struct buf *match)
{
	if (w->ncolumns == 0 || !add_filter(match, w, t))
		return false;
	add_words(match, t);
	return true;
}

static bool
match_fts5(struct word_index *w, const struct segment_term *t,
    struct word_hits *hits, struct err *e)
{
	struct buf match = BUF_INIT;
	bool ok = true;

	if (!word_index_print(w, t, &match))
		goto out;
	ok = prepare_match(w, e);
	if (!ok)
		goto out;
	w->hits = hits;
	ok = sql_bind(w->match, 1, buf_str(&match)) &&
	     sqlite3_step(w->match) == SQLITE_ROW;
	ok = sqlite3_reset(w->match) == SQLITE_OK && ok;
	w->hits = NULL;
	if (!ok)
		sql_failed(w->db, e);
out:
	buf_fini(&match);
	return ok;
}

/* What is in the tables of FTS5 (sqlite.org/fts5.html). */
static bool
open_fts5(struct word_index *w, struct err *e)
{
	struct word_source source = { w->db, "word_data", "word_idx",
		WORD_SOURCE_SHIFT, 0, { NULL, 0 } };
	sqlite3_stmt *stmt = NULL;
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "SELECT block FROM word_data WHERE id=" PIECES_ID);
	if (sql_prepare(w->db, &sql, &stmt, e) &&
	    sqlite3_step(stmt) == SQLITE_ROW) {
		source.pieces.p = sqlite3_column_blob(stmt, 0);
		source.pieces.n = (size_t)sqlite3_column_bytes(stmt, 0);
	}
	if (stmt != NULL)
		w->pages = word_pages_new(&source, e);
	sqlite3_finalize(stmt); /* without a list nothing is known */
	buf_fini(&sql);
	return w->pages != NULL;
}

static bool
open_pages(struct word_index *w, struct err *e)
{
	if (w->pages == NULL && w->own.size == NULL)
		return open_fts5(w, e);
	if (w->pages == NULL)
		w->pages = word_pages_new(&w->own.source, e);
	return w->pages != NULL;
}

/* What cannot be read may be asked of FTS5, if it has it. */
static bool
may_ask(const struct word_index *w, struct err *e)
{
	return w->own.size == NULL ||
	       err_set(e, ERR_FORMAT, "the index is damaged");
}

/* Show fn the places of a term; nothing if it has no column here. */
static bool
find_places(struct word_index *w, const struct segment_term *t, size_t nrows,
    word_place_fn fn, void *arg, bool *known, struct err *e)
{
	bool *column = calloc(w->ncolumns, sizeof *column), any = false;
	const struct word_places_ask ask = { t->word, t->nwords, t->prefix,
		column, w->ncolumns, nrows };
	bool ok;

	if (column == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	for (size_t i = 0; i < w->ncolumns; i++) {
		column[i] = t->ncolumns == 0;
		for (size_t k = 0; k < t->ncolumns; k++)
			if (t->column[k] == w->column[i])
				column[i] = true;
		any = any || column[i];
	}
	*known = true;
	ok = !any || (open_pages(w, e) &&
			 word_places(w->pages, &ask, fn, arg, known, e));
	free(column);
	return ok;
}

static bool
take_hit_place(void *arg, const struct word_place *p)
{
	bitset_add(arg, p->row);
	return false;
}

static bool
match_places(struct word_index *w, const struct segment_term *t,
    uint64_t *found, size_t nrows, bool *known, struct err *e)
{
	return find_places(w, t, nrows, take_hit_place, found, known, e);
}

/* From the pages, if they are *known: one word, or the beginning of one, has
 * only rows to be looked at. */
static bool
match_pages(struct word_index *w, const struct segment_term *t,
    struct word_hits *hits, bool *known, struct err *e)
{
	uint64_t *found = calloc(bitset_words(hits->nrows) + 1, sizeof *found);
	const struct leaf_rows rows = { found, hits->nrows };
	bool ok;

	if (found == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	if (t->nwords > 1 || t->ncolumns > 0)
		ok = match_places(w, t, found, hits->nrows, known, e);
	else
		ok = open_pages(w, e) &&
		     word_pages_match(w->pages, str_of(t->word[0]), t->prefix,
			 &rows, known, e);
	if (ok && *known) {
		hits->count -= bitset_count(hits->set, hits->nrows);
		bitset_or(hits->set, found, hits->nrows);
		hits->count += bitset_count(hits->set, hits->nrows);
	}
	free(found);
	return ok;
}

bool
word_index_match(struct word_index *w, const struct segment_term *t,
    struct word_hits *hits, struct err *e)
{
	bool known = false;

	if (w->ncolumns == 0)
		return true;
	if (!match_pages(w, t, hits, &known, e))
		return false;
	return known || (may_ask(w, e) && match_fts5(w, t, hits, e));
}

/* Where places are counted. */
struct counting {
	uint32_t (*count)[2];
	uint32_t apart; /* column of the index; or UINT32_MAX */
	/* Where a place may come twice all are kept, to be sorted. */
	struct word_place *place;
	size_t n, cap;
	bool keep, refused;
};

static void
count_place(struct counting *k, const struct word_place *p)
{
	k->count[p->row][p->column == k->apart ? 0 : 1]++;
}

static bool
take_place(void *arg, const struct word_place *p)
{
	struct counting *k = arg;

	if (!k->keep) {
		count_place(k, p);
		return true;
	}
	if (k->n == k->cap && !k->refused) {
		size_t cap = k->cap > 0 ? 2 * k->cap : 256;
		struct word_place *place =
		    realloc(k->place, cap * sizeof *place);

		k->refused = place == NULL;
		if (!k->refused) {
			k->place = place;
			k->cap = cap;
		}
	}
	if (!k->refused)
		k->place[k->n++] = *p;
	return !k->refused;
}

static int
compare_places(const void *pa, const void *pb)
{
	const struct word_place *a = pa, *b = pb;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static void
count_kept(struct counting *k)
{
	if (k->n > 0)
		qsort(k->place, k->n, sizeof *k->place, compare_places);
	for (size_t i = 0; i < k->n; i++)
		if (i == 0 ||
		    compare_places(&k->place[i - 1], &k->place[i]) != 0)
			count_place(k, &k->place[i]);
}

bool
word_index_count(struct word_index *w, const struct segment_term *t,
    const char *alternative, int apart, uint32_t (*count)[2], size_t nrows,
    bool *known, struct err *e)
{
	struct counting k = { .count = count, .apart = UINT32_MAX };
	struct segment_term other = *t;
	bool ok;

	k.keep = t->prefix || alternative != NULL;
	for (size_t i = 0; i < w->ncolumns; i++)
		if (w->column[i] == apart)
			k.apart = (uint32_t)i;
	*known = true;
	ok = w->ncolumns == 0 ||
	     find_places(w, t, nrows, take_place, &k, known, e);
	other.word = &alternative;
	other.nwords = 1;
	if (ok && *known && alternative != NULL && w->ncolumns > 0)
		ok = find_places(w, &other, nrows, take_place, &k, known, e);
	if (ok && k.refused)
		ok = err_set(e, ERR_MEMORY, "memory is used up");
	if (ok && *known)
		count_kept(&k);
	free(k.place);
	return ok && (*known || may_ask(w, e));
}

bool
word_index_visit(struct word_index *w, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e)
{
	if (w->ncolumns == 0)
		return true;
	return open_pages(w, e) &&
	       word_pages_visit(w->pages, prefix, after, visit, arg, e);
}

bool
word_index_copy(struct word_index *w, const struct word_source *to,
    struct buf *pieces, struct err *e)
{
	return open_pages(w, e) && word_copy(w->pages, to, pieces, e);
}

bool
word_index_check(struct word_index *w, struct err *e)
{
	if (w->ncolumns == 0)
		return true;
	return sql_exec(w->db,
	    "PRAGMA query_only=0;"
	    "INSERT INTO word(word,rank) VALUES('integrity-check',1);"
	    "PRAGMA query_only=1",
	    e);
}
