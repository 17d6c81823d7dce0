/*
 * FTS5 keeps an index in pieces, which it calls segments: what was in its hash
 * each time that was full.  A word may be in several of them, with other rows
 * in each.
 *
 * A list tells the pieces; one table has the pages, numbered by piece and
 * place, and another one the first words of pages.
 */
#include "config.h"

#include "model/wordpages.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "model/sql.h"

#define COOKIE 4         /* bytes of the list that say nothing of them */
#define PIECES_MAX 10000 /* more than FTS5 lets grow */
#define MAIN '0'         /* comes before all words of the index */

/* A way through a piece. */
struct walker {
	sqlite3_stmt *pages;
	int64_t page; /* id of the one that was fetched last */
	struct leaf_walk walk;
	bool stands; /* on a word */
};

struct word_pages {
	struct word_source source;
	sqlite3_stmt *seek;
	struct walker walker; /* for who needs only one at a time */
	struct buf list;      /* of the pieces, as it is kept */
	struct word_piece *piece;
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

	if (list.n < COOKIE)
		return false;
	list.p += COOKIE; /* which changes with the settings */
	list.n -= COOKIE;
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
			p->piece[n] = (struct word_piece){ piece[0], piece[2] };
		}
	}
	return n == p->npieces && list.n == 0;
}

static bool
prepare_pages(struct word_pages *p, struct walker *w, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_addf(&sql,
	    "SELECT block,id FROM %s WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
	    p->source.pages);
	ok = sql_prepare(p->source.db, &sql, &w->pages, e);
	buf_fini(&sql);
	return ok;
}

static bool
prepare_seek(struct word_pages *p, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_addf(&sql,
	    "SELECT pgno>>1 FROM %s WHERE segid=?1 AND "
	    "term<=CAST(?2 AS BLOB) ORDER BY term DESC LIMIT 1",
	    p->source.starts);
	ok = sql_prepare(p->source.db, &sql, &p->seek, e);
	buf_fini(&sql);
	return ok;
}

struct word_pages *
word_pages_new(const struct word_source *source, struct err *e)
{
	struct word_pages *p = calloc(1, sizeof *p);

	if (p == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	p->source = *source;
	leaf_init(&p->walker.walk);
	buf_init(&p->list);
	buf_add(&p->list, source->pieces.p, source->pieces.n);
	p->source.pieces = buf_str(&p->list);
	p->known = read_pieces(p, p->source.pieces);
	if (prepare_seek(p, e) && prepare_pages(p, &p->walker, e))
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
	leaf_fini(&p->walker.walk);
	buf_fini(&p->list);
	free(p->piece);
	free(p);
}

const struct word_source *
word_pages_source(const struct word_pages *p)
{
	return &p->source;
}

const struct word_piece *
word_pages_pieces(const struct word_pages *p, size_t *n)
{
	*n = p->npieces;
	return p->known ? p->piece : NULL;
}

/* ---- through a piece ---- */

/* Each page once, whatever a damaged table has. */
static bool
fetch(void *arg, struct str *page)
{
	struct walker *w = arg;
	int64_t id;

	if (sqlite3_step(w->pages) != SQLITE_ROW)
		return false;
	page->p = sqlite3_column_blob(w->pages, 0);
	page->n = (size_t)sqlite3_column_bytes(w->pages, 0);
	id = sqlite3_column_int64(w->pages, 1);
	if (id <= w->page)
		return false;
	w->page = id;
	return page->p != NULL;
}

/* The page on which a word is, if it is there at all; 0 if SQLite fails. */
static int64_t
seek(struct word_pages *p, int64_t piece, struct str key)
{
	int64_t page = 1;
	int rc = SQLITE_ERROR;

	if (sqlite3_bind_int64(p->seek, 1, p->source.base + piece) ==
		SQLITE_OK &&
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
walk_to(struct word_pages *p, struct walker *w, const struct word_piece *piece,
    struct str key)
{
	int64_t start = (p->source.base + piece->id) << p->source.shift;
	int64_t page = seek(p, piece->id, key);

	sqlite3_reset(w->pages);
	if (page == 0 ||
	    sqlite3_bind_int64(w->pages, 1, start + page) != SQLITE_OK ||
	    sqlite3_bind_int64(w->pages, 2, start + piece->last) != SQLITE_OK)
		return false;
	w->page = -1;
	leaf_start(&w->walk, fetch, w);
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

/* What is looked for, and what is done with it. */
struct seeking {
	struct str key;
	bool prefix;
	const struct leaf_rows *rows; /* takes the rows; or NULL: */
	leaf_row each;                /* is shown them */
	void *arg;
};

static bool
seek_piece(struct word_pages *p, const struct word_piece *piece,
    const struct seeking *sought)
{
	struct walker *w = &p->walker;
	struct str key = sought->key;

	if (!walk_to(p, w, piece, key))
		return false;
	while (w->stands && starts_with(w->walk.word, key) &&
	       (sought->prefix || w->walk.word.n == key.n)) {
		if (sought->rows != NULL)
			(void)leaf_take(&w->walk, sought->rows);
		else
			leaf_each(&w->walk, sought->each, sought->arg);
		w->stands = sought->prefix && leaf_next(&w->walk);
	}
	return end_walk(p, w);
}

static bool
seek_pieces(struct word_pages *p, struct str word, struct seeking *sought,
    bool *known, struct err *e)
{
	struct buf b = BUF_INIT;
	bool ok = true;

	sought->key = key_of(&b, word);
	for (size_t i = 0; ok && p->known && i < p->npieces; i++)
		ok = seek_piece(p, &p->piece[i], sought) ||
		     sql_failed(p->source.db, e);
	*known = p->known;
	buf_fini(&b);
	return ok;
}

bool
word_pages_match(struct word_pages *p, struct str word, bool prefix,
    const struct leaf_rows *rows, bool *known, struct err *e)
{
	struct seeking sought = { .prefix = prefix, .rows = rows };

	return seek_pieces(p, word, &sought, known, e);
}

bool
word_pages_each(struct word_pages *p, struct str word, bool prefix, leaf_row fn,
    void *arg, bool *known, struct err *e)
{
	struct seeking sought = { .prefix = prefix, .each = fn, .arg = arg };

	return seek_pieces(p, word, &sought, known, e);
}

/* ---- through all of them ---- */

static void
free_walkers(struct walker *walker, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sqlite3_finalize(walker[i].pages);
		leaf_fini(&walker[i].walk);
	}
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
		leaf_init(&walker[i].walk);
		if (!prepare_pages(p, &walker[i], e))
			goto failed;
		if (!walk_to(p, &walker[i], &p->piece[i], key)) {
			sql_failed(p->source.db, e);
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
		ok = end_walk(p, &walker[i]) || sql_failed(p->source.db, e);
	free_walkers(walker, p->npieces);
out:
	buf_fini(&b);
	buf_fini(&start);
	return ok;
}
