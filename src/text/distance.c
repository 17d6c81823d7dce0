/*
 * A row for each letter of b, in which place i tells how far the first i
 * letters of a are from those of b up to there.  Only the places within most
 * of the diagonal can lead to most or less; all others count as too far.
 */
#include "config.h"

#include "text/distance.h"

#include <assert.h>

#include "base/utf8.h"

void
letters_of(struct letters *l, struct str word)
{
	size_t at = 0;

	for (l->n = 0; at < word.n && l->n < DISTANCE_LETTERS; l->n++)
		at += utf8_decode(word.p + at, word.n - at, &l->code[l->n]);
}

struct row {
	uint8_t at[DISTANCE_LETTERS + 2];
};

static uint8_t
least(unsigned a, unsigned b)
{
	return (uint8_t)(a < b ? a : b);
}

/* The three rows that matter: of letter j, and of the two before it. */
struct rows {
	struct row row[3];
	unsigned most;
};

static struct row *
row_at(struct rows *r, size_t j)
{
	return &r->row[j % 3];
}

static uint8_t
place_at(struct rows *r, const struct letters *a, const struct letters *b,
    size_t i, size_t j)
{
	const struct row *above = row_at(r, j - 1);
	unsigned changed = a->code[i - 1] != b->code[j - 1];
	uint8_t d = least(above->at[i - 1] + changed, above->at[i] + 1u);

	d = least(d, row_at(r, j)->at[i - 1] + 1u);
	if (i > 1 && j > 1 && a->code[i - 1] == b->code[j - 2] &&
	    a->code[i - 2] == b->code[j - 1])
		d = least(d, row_at(r, j - 2)->at[i - 2] + 1u);
	return least(d, r->most + 1);
}

/* Fill the row of letter j; returns the least of its places. */
static unsigned
fill_row(
    struct rows *r, const struct letters *a, const struct letters *b, size_t j)
{
	size_t from = j > r->most ? j - r->most : 1;
	size_t to = j + r->most < a->n ? j + r->most : a->n;
	struct row *row = row_at(r, j);
	unsigned nearest;

	row->at[from - 1] =
	    least(from == 1 ? (unsigned)j : UINT8_MAX, r->most + 1);
	nearest = row->at[from - 1];
	for (size_t i = from; i <= to; i++) {
		row->at[i] = place_at(r, a, b, i, j);
		nearest = least(nearest, row->at[i]);
	}
	row->at[to + 1] = (uint8_t)(r->most + 1); /* the next row looks there */
	return nearest;
}

unsigned
distance(const struct letters *a, const struct letters *b, bool prefix,
    unsigned most)
{
	struct rows r = { .most = most };
	unsigned best;

	assert(most <= DISTANCE_MOST);
	if (a->n > b->n + most || (!prefix && b->n > a->n + most))
		return most + 1;
	for (size_t i = 0; i <= a->n; i++)
		r.row[0].at[i] = least((unsigned)i, most + 1);
	best = r.row[0].at[a->n];
	for (size_t j = 1; j <= b->n && j <= a->n + most; j++) {
		unsigned nearest = fill_row(&r, a, b, j);

		if (a->n <= j + most &&
		    (!prefix || row_at(&r, j)->at[a->n] < best))
			best = row_at(&r, j)->at[a->n];
		/* What follows is as far: a swap comes from the row before,
		 * from which this one is farther by one at most. */
		if (nearest > most)
			return prefix ? best : most + 1;
	}
	return best;
}
