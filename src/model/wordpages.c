/*
 * FTS5 keeps an index in pieces, which it calls segments: what was in its hash
 * each time that was full.  A word may be in several of them, with other rows
 * in each.
 *
 * Table word_data has a record with the list of the pieces, and the pages,
 * numbered by piece and place; word_idx has the first words of pages.
 */
#include "config.h"

#include "model/wordpages.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "model/sql.h"

#define PIECES_ID "10"   /* of the record with the list */
#define PIECE_SHIFT 37   /* page n of piece p is (p << 37) + n */
#define PIECES_MAX 10000 /* more than FTS5 lets grow */
#define MAIN '0'         /* comes before all words of the index */

struct piece {
	int64_t id;
	int64_t last; /* page */
};

/* A way through a piece. */
struct walker {
	sqlite3_stmt *pages;
	struct leaf_walk walk;
	bool stands; /* on a word */
};

struct word_pages {
	sqlite3 *db;
	sqlite3_stmt *seek;
	struct walker walker; /* for who needs only one at a time */
	struct piece *piece;
	size_t npieces;
	bool known; /* the format */
};

/* ---- the list of the pieces ---- */

/* Read numbers that FTS5 wrote; false if one is cut off or too large. */
static bool
read_numbers(struct str *from, uint32_t *out, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint64_t number = 0;
		unsigned char c;

		do {
			if (from->n == 0 || number > UINT32_MAX >> 7)
				return false;
			c = (unsigned char)*from->p++;
			from->n--;
			number = number << 7 | (c & 0x7F);
		} while (c >= 0x80);
		out[i] = (uint32_t)number;
	}
	return true;
}

/* For each level how many pieces it has, and for each their id and first and
 * last page.  False if that is not what it is. */
static bool
read_pieces(struct word_pages *p, struct str list)
{
	uint32_t head[3], level[2], piece[3];
	size_t n = 0;

	if (list.n < 4)
		return false;
	list.p += 4; /* which changes with the settings */
	list.n -= 4;
	if (!read_numbers(&list, head, 3) || head[1] > PIECES_MAX)
		return false;
	p->npieces = head[1];
	p->piece = calloc(p->npieces + 1, sizeof *p->piece);
	if (p->piece == NULL)
		return false;
	for (size_t i = 0; i < head[0]; i++) {
		if (!read_numbers(&list, level, 2) || level[0] > 0 ||
		    level[1] > p->npieces - n)
			return false;
		for (size_t j = 0; j < level[1]; j++, n++) {
			if (!read_numbers(&list, piece, 3))
				return false;
			p->piece[n] = (struct piece){ piece[0], piece[2] };
		}
	}
	return n == p->npieces && list.n == 0;
}

static bool
learn_pieces(struct word_pages *p, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT block FROM word_data WHERE id=" PIECES_ID);
	ok = sql_prepare(p->db, &sql, &stmt, e);
	if (ok && sqlite3_step(stmt) == SQLITE_ROW) {
		struct str list = { .p = sqlite3_column_blob(stmt, 0) };

		list.n = (size_t)sqlite3_column_bytes(stmt, 0);
		p->known = list.p != NULL && read_pieces(p, list);
	}
	if (sqlite3_finalize(stmt) != SQLITE_OK)
		ok = sql_failed(p->db, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_pages(struct word_pages *p, struct walker *w, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT block FROM word_data WHERE id BETWEEN ?1 AND ?2 "
		       "ORDER BY id");
	ok = sql_prepare(p->db, &sql, &w->pages, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_seek(struct word_pages *p, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_adds(&sql, "SELECT pgno>>1 FROM word_idx "
		       "WHERE segid=?1 AND term<=CAST(?2 AS BLOB) "
		       "ORDER BY term DESC LIMIT 1");
	ok = sql_prepare(p->db, &sql, &p->seek, e);
	buf_fini(&sql);
	return ok;
}

struct word_pages *
word_pages_new(sqlite3 *db, struct err *e)
{
	struct word_pages *p = calloc(1, sizeof *p);

	if (p == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	p->db = db;
	if (learn_pieces(p, e) && prepare_seek(p, e) &&
	    prepare_pages(p, &p->walker, e))
		return p;
	word_pages_free(p);
	return NULL;
}

void
word_pages_free(struct word_pages *p)
{
	if (p == NULL)
		return;
	sqlite3_finalize(p->seek);
	sqlite3_finalize(p->walker.pages);
	free(p->piece);
	free(p);
}

/* ---- through a piece ---- */

static bool
fetch(void *arg, struct str *page)
{
	sqlite3_stmt *pages = arg;

	if (sqlite3_step(pages) != SQLITE_ROW)
		return false;
	page->p = sqlite3_column_blob(pages, 0);
	page->n = (size_t)sqlite3_column_bytes(pages, 0);
	return page->p != NULL;
}

/* The page on which a word is, if it is there at all; 0 if SQLite fails. */
static int64_t
seek(struct word_pages *p, int64_t piece, struct str key)
{
	int64_t page = 1;
	int rc = SQLITE_ERROR;

	if (sqlite3_bind_int64(p->seek, 1, piece) == SQLITE_OK &&
	    sql_bind(p->seek, 2, key))
		rc = sqlite3_step(p->seek);
	if (rc == SQLITE_ROW)
		page = sqlite3_column_int64(p->seek, 0);
	if (sqlite3_reset(p->seek) != SQLITE_OK ||
	    (rc != SQLITE_ROW && rc != SQLITE_DONE))
		return 0;
	return page;
}

/* Bytes as FTS5 compares them. */
static bool
is_before(struct str a, struct str b)
{
	int way = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);

	return way != 0 ? way < 0 : a.n < b.n;
}

static bool
starts_with(struct str s, struct str key)
{
	return s.n >= key.n && memcmp(s.p, key.p, key.n) == 0;
}

/* Stand on the first word of a piece from key on. */
static bool
walk_to(struct word_pages *p, struct walker *w, const struct piece *piece,
    struct str key)
{
	int64_t start = piece->id << PIECE_SHIFT;
	int64_t page = seek(p, piece->id, key);

	sqlite3_reset(w->pages);
	if (page == 0 ||
	    sqlite3_bind_int64(w->pages, 1, start + page) != SQLITE_OK ||
	    sqlite3_bind_int64(w->pages, 2, start + piece->last) != SQLITE_OK)
		return false;
	leaf_start(&w->walk, fetch, w->pages);
	do
		w->stands = leaf_next(&w->walk);
	while (w->stands && is_before(w->walk.word, key));
	return true;
}

/* The walk is over: did it meet with what it should not? */
static bool
end_walk(struct word_pages *p, struct walker *w)
{
	bool ok = sqlite3_reset(w->pages) == SQLITE_OK;

	if (w->walk.damaged)
		p->known = false;
	return ok;
}

/* Give the word as FTS5 keeps it. */
static struct str
key_of(struct buf *b, struct str word)
{
	buf_addc(b, MAIN);
	buf_add(b, word.p, word.n);
	return buf_str(b);
}

static bool
match_piece(struct word_pages *p, const struct piece *piece, struct str key,
    bool prefix, const struct leaf_rows *rows)
{
	struct walker *w = &p->walker;

	if (!walk_to(p, w, piece, key))
		return false;
	while (w->stands && starts_with(w->walk.word, key) &&
	       (prefix || w->walk.word.n == key.n)) {
		(void)leaf_take(&w->walk, rows);
		w->stands = prefix && leaf_next(&w->walk);
	}
	return end_walk(p, w);
}

bool
word_pages_match(struct word_pages *p, struct str word, bool prefix,
    const struct leaf_rows *rows, bool *known, struct err *e)
{
	struct buf b = BUF_INIT;
	struct str key = key_of(&b, word);
	bool ok = true;

	for (size_t i = 0; ok && p->known && i < p->npieces; i++)
		ok = match_piece(p, &p->piece[i], key, prefix, rows) ||
		     sql_failed(p->db, e);
	*known = p->known;
	buf_fini(&b);
	return ok;
}

/* ---- through all of them ---- */

static void
free_walkers(struct walker *walker, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sqlite3_finalize(walker[i].pages);
	free(walker);
}

/* Let a walker stand at the start of each piece; NULL with *e. */
static struct walker *
start_walkers(struct word_pages *p, struct str key, struct err *e)
{
	struct walker *walker = calloc(p->npieces + 1, sizeof *walker);

	if (walker == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	for (size_t i = 0; i < p->npieces; i++) {
		if (!prepare_pages(p, &walker[i], e))
			goto failed;
		if (!walk_to(p, &walker[i], &p->piece[i], key)) {
			sql_failed(p->db, e);
			goto failed;
		}
	}
	return walker;
failed:
	free_walkers(walker, p->npieces);
	return NULL;
}

/* The walker that stands on the least word, or NULL. */
static struct walker *
find_least(struct walker *walker, size_t n)
{
	struct walker *least = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!walker[i].stands)
			continue;
		if (least == NULL ||
		    is_before(walker[i].walk.word, least->walk.word))
			least = &walker[i];
	}
	return least;
}

/* Go on from a word with all that stand on it; returns how many rows have it.
 */
static size_t
count_rows(struct walker *walker, size_t n, struct str word)
{
	size_t rows = 0;

	for (size_t i = 0; i < n; i++) {
		const struct leaf_rows none = { NULL, 0 };

		if (!walker[i].stands || !str_eq(walker[i].walk.word, word))
			continue;
		rows += leaf_take(&walker[i].walk, &none);
		walker[i].stands = leaf_next(&walker[i].walk);
	}
	return rows;
}

static void
visit_words(struct word_pages *p, struct walker *walker, struct str key,
    word_visit visit, void *arg)
{
	struct buf word = BUF_INIT;
	struct walker *least;
	bool more = true;

	while (more && (least = find_least(walker, p->npieces)) != NULL) {
		size_t rows;

		if (!starts_with(least->walk.word, key))
			break;
		buf_clear(&word);
		buf_add(&word, least->walk.word.p, least->walk.word.n);
		rows = count_rows(walker, p->npieces, buf_str(&word));
		more = visit(arg, (struct str){ word.p + 1, word.n - 1 }, rows);
	}
	buf_fini(&word);
}

bool
word_pages_visit(struct word_pages *p, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e)
{
	struct buf b = BUF_INIT, start = BUF_INIT;
	struct str key = key_of(&b, prefix);
	struct walker *walker = NULL;
	bool ok = true;

	if (!p->known)
		goto out;
	(void)key_of(&start, after.n > 0 ? after : prefix);
	if (after.n > 0)
		buf_addc(&start, '\1'); /* comes before all that words hold */
	walker = start_walkers(p, buf_str(&start), e);
	ok = walker != NULL;
	if (!ok)
		goto out;
	visit_words(p, walker, key, visit, arg);
	for (size_t i = 0; ok && i < p->npieces; i++)
		ok = end_walk(p, &walker[i]) || sql_failed(p->db, e);
	free_walkers(walker, p->npieces);
out:
	buf_fini(&b);
	buf_fini(&start);
	return ok;
}
