/*
 * A phrase is found word by word: the places of the words so far, which are
 * those of the last one of them, are kept, and of the next word those that
 * come right after one.  They come in order, mostly, so that a step leads from
 * one that was looked up to the next.
 *
 * Places are looked at only in rows that have all words: to find these first
 * takes a tenth of the time.
 */
#include "config.h"

#include "model/wordplaces.h"

#include <stdlib.h>

#include "base/str.h"
#include "model/bitset.h"

struct places {
	struct word_place *at;
	size_t n, cap;
};

struct finding {
	const struct word_places_ask *ask;
	const uint64_t *rows;        /* that matter; NULL: all do */
	const struct places *before; /* of the words so far; or NULL */
	size_t seen;                 /* where the last one was looked up */
	uint32_t back;               /* words from here to the first one */
	word_place_fn fn;            /* is shown them; or NULL: */
	void *arg;
	struct places *to; /* they are put there */
	bool refused;      /* no memory */
};

static bool
is_before(const struct word_place *a, const struct word_place *b)
{
	if (a->row != b->row)
		return a->row < b->row;
	return a->column != b->column ? a->column < b->column : a->at < b->at;
}

/* Look up a place among n that are in order, from *seen on if it is there. */
static bool
has_place(const struct places *p, const struct word_place *place, size_t *seen)
{
	size_t lo = *seen, hi = p->n, step = 1;

	if (lo > 0 && !is_before(&p->at[lo - 1], place))
		lo = 0;
	/* In steps that double, then halve. */
	while (lo + step < p->n && is_before(&p->at[lo + step], place)) {
		lo += step;
		step *= 2;
	}
	if (lo + step < hi)
		hi = lo + step + 1;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (is_before(&p->at[mid], place))
			lo = mid + 1;
		else
			hi = mid;
	}
	*seen = lo;
	return lo < p->n && !is_before(place, &p->at[lo]);
}

static bool
append(struct places *p, const struct word_place *place)
{
	if (p->n == p->cap) {
		size_t cap = p->cap > 0 ? p->cap * 2 : 256;
		struct word_place *at = realloc(p->at, cap * sizeof *at);

		if (at == NULL)
			return false;
		p->at = at;
		p->cap = cap;
	}
	p->at[p->n++] = *place;
	return true;
}

/* A place of the word at hand: is it one of the phrase?  False: that is enough
 * of the row. */
static bool
take_place(struct finding *f, const struct word_place *place)
{
	struct word_place other = *place;

	if (f->before != NULL) {
		if (place->at == 0)
			return true;
		other.at--;
		if (!has_place(f->before, &other, &f->seen))
			return true;
	}
	if (f->fn == NULL) {
		f->refused = !append(f->to, place);
		return !f->refused;
	}
	other.at = place->at - f->back;
	return f->fn(f->arg, &other);
}

static void
take_row(void *arg, uint64_t row, struct str bytes)
{
	struct finding *f = arg;
	const struct word_places_ask *ask = f->ask;
	struct leaf_places p;
	bool more = !f->refused;

	if (row >= ask->nrows ||
	    (f->rows != NULL && !bitset_has(f->rows, (size_t)row)))
		return;
	leaf_places_start(&p, bytes);
	while (more && leaf_places_next(&p)) {
		struct word_place place = { (uint32_t)row, p.column, p.at };

		if (p.column < ask->ncolumns && ask->column[p.column])
			more = take_place(f, &place);
	}
}

static int
compare(const void *pa, const void *pb)
{
	const struct word_place *a = pa, *b = pb;

	return is_before(a, b) ? -1 : is_before(b, a);
}

/* An index of several pieces may have rows in another order. */
static void
sort(struct places *p)
{
	for (size_t i = 1; i < p->n; i++)
		if (is_before(&p->at[i], &p->at[i - 1])) {
			qsort(p->at, p->n, sizeof *p->at, compare);
			return;
		}
}

static bool
no_memory(struct err *e)
{
	return err_set(e, ERR_MEMORY, "memory is used up");
}

/* Find word i of a phrase behind those before it; the last one is shown. */
static bool
find_word(struct word_pages *p, struct finding *f, size_t i, bool *known,
    struct err *e)
{
	const struct word_places_ask *ask = f->ask;
	bool last = i + 1 == ask->nwords;

	f->seen = 0;
	f->back = (uint32_t)i;
	if (!word_pages_each(p, str_of(ask->word[i]), last && ask->prefix,
		take_row, f, known, e))
		return false;
	return !f->refused || no_memory(e);
}

/* Let rows be those that have all words of a phrase. */
static bool
find_rows(struct word_pages *p, const struct word_places_ask *ask,
    uint64_t *rows, uint64_t *also, bool *known, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && *known && i < ask->nwords; i++) {
		uint64_t *to = i == 0 ? rows : also;
		const struct leaf_rows take = { to, ask->nrows };

		bitset_clear(to, ask->nrows);
		ok = word_pages_match(p, str_of(ask->word[i]),
		    i + 1 == ask->nwords && ask->prefix, &take, known, e);
		if (i > 0)
			bitset_and(rows, also, ask->nrows);
	}
	return ok;
}

/* Find a phrase in the rows. */
static bool
find_phrase(struct word_pages *p, struct finding *f, word_place_fn fn,
    void *arg, bool *known, struct err *e)
{
	struct places before = { NULL, 0, 0 }, here = { NULL, 0, 0 };
	bool ok = true, any = true;

	for (size_t i = 0; ok && *known && any && i < f->ask->nwords; i++) {
		struct places was = before;

		f->before = i > 0 ? &before : NULL;
		f->fn = i + 1 == f->ask->nwords ? fn : NULL;
		f->arg = arg;
		f->to = &here;
		here.n = 0;
		ok = find_word(p, f, i, known, e);
		if (f->fn != NULL)
			break;
		sort(&here);
		any = here.n > 0; /* else nothing can come after it */
		before = here;
		here = was;
	}
	free(before.at);
	free(here.at);
	return ok;
}

bool
word_places(struct word_pages *p, const struct word_places_ask *ask,
    word_place_fn fn, void *arg, bool *known, struct err *e)
{
	struct finding f = { .ask = ask };
	uint64_t *rows = NULL;
	size_t words = bitset_words(ask->nrows) + 1;
	bool ok = true;

	*known = true;
	if (ask->nwords > 1) {
		rows = calloc(2 * words, sizeof *rows);
		if (rows == NULL)
			return no_memory(e);
		f.rows = rows;
		ok = find_rows(p, ask, rows, rows + words, known, e);
	}
	if (ok && *known && (rows == NULL || !bitset_empty(rows, ask->nrows)))
		ok = find_phrase(p, &f, fn, arg, known, e);
	free(rows);
	return ok;
}
