/*
 * Words that are nearly the same, and how far they are from each other by the
 * whole table of the textbooks: what the test programs of the nearest words
 * share.
 */
#ifndef ANNALS_TESTS_SPELLING_H
#define ANNALS_TESTS_SPELLING_H

#include "text/distance.h"

static uint32_t seed;

static inline unsigned
pick(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static inline unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Change up to n letters of l to some of abc, or leave them out. */
static inline void
spoil(struct letters *l, unsigned n, const struct letters *abc)
{
	for (n = pick(n + 1); n > 0 && l->n > 1; n--) {
		size_t at = pick((unsigned)l->n);

		if (pick(2) == 0) {
			l->code[at] = abc->code[pick((unsigned)abc->n)];
			continue;
		}
		l->n--;
		for (size_t i = at; i < l->n; i++)
			l->code[i] = l->code[i + 1];
	}
}

/* [i][j] is the distance of the first i and j letters. */
static unsigned table[DISTANCE_LETTERS + 1][DISTANCE_LETTERS + 1];

static inline unsigned
cell(const struct letters *a, const struct letters *b, size_t i, size_t j)
{
	unsigned d;

	if (i == 0 || j == 0)
		return (unsigned)(i + j);
	d = least(table[i - 1][j], table[i][j - 1]) + 1;
	d = least(d, table[i - 1][j - 1] + (a->code[i - 1] != b->code[j - 1]));
	if (i > 1 && j > 1 && a->code[i - 1] == b->code[j - 2] &&
	    a->code[i - 2] == b->code[j - 1])
		d = least(d, table[i - 2][j - 2] + 1);
	return d;
}

static inline unsigned
naive_distance(const struct letters *a, const struct letters *b, bool prefix)
{
	unsigned d;

	for (size_t i = 0; i <= a->n; i++)
		for (size_t j = 0; j <= b->n; j++)
			table[i][j] = cell(a, b, i, j);
	d = table[a->n][b->n];
	for (size_t j = 0; prefix && j < b->n; j++)
		d = least(d, table[a->n][j]);
	return d;
}

#endif
