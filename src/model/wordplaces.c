/*
 * A phrase is found word by word: the places of the words so far, which are
 * those of the last one of them, are kept, and of the next word those that
 * come right after one.  They come in order, mostly, so that a step leads from
 * one that was looked up to the next.
 */
#include "config.h"

#include "model/wordplaces.h"

#include <stdlib.h>

#include "base/str.h"

struct places {
	struct word_place *at;
	size_t n, cap;
};

struct finding {
	const struct word_places_ask *ask;
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

/* A place of the word at hand: is it one of the phrase? */
static void
take_place(struct finding *f, const struct word_place *place)
{
	struct word_place other = *place;

	if (f->before != NULL) {
		if (place->at == 0)
			return;
		other.at--;
		if (!has_place(f->before, &other, &f->seen))
			return;
	}
	if (f->fn != NULL) {
		other.at = place->at - f->back;
		f->fn(f->arg, &other);
	} else if (!append(f->to, place)) {
		f->refused = true;
	}
}

static void
take_row(void *arg, uint64_t row, struct str bytes)
{
	struct finding *f = arg;
	const struct word_places_ask *ask = f->ask;
	struct leaf_places p;

	if (row >= ask->nrows)
		return;
	leaf_places_start(&p, bytes);
	while (!f->refused && leaf_places_next(&p)) {
		struct word_place place = { (uint32_t)row, p.column, p.at };

		if (p.column < ask->ncolumns && ask->column[p.column])
			take_place(f, &place);
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

bool
word_places(struct word_pages *p, const struct word_places_ask *ask,
    word_place_fn fn, void *arg, bool *known, struct err *e)
{
	struct finding f = { .ask = ask };
	struct places before = { NULL, 0, 0 }, here = { NULL, 0, 0 };
	bool ok = true;

	*known = true;
	for (size_t i = 0; ok && *known && i < ask->nwords; i++) {
		bool last = i + 1 == ask->nwords;

		f.before = i > 0 ? &before : NULL;
		f.fn = last ? fn : NULL;
		f.arg = arg;
		f.to = &here;
		here.n = 0;
		ok = find_word(p, &f, i, known, e);
		if (!last) {
			struct places was = before;

			sort(&here);
			before = here;
			here = was;
		}
		if (!last && before.n == 0)
			break; /* nothing can come after it */
	}
	free(before.at);
	free(here.at);
	return ok;
}
