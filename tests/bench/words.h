/*
 * A made-up language: 50,000 words that can be spoken, and how often each of
 * them is drawn.
 *
 * Words have ranks from 0; rank r is drawn with a weight of 1/(r + 1), as in
 * what people write (Zipf).  Frequent words are short.  One in twenty is
 * Cyrillic or Hebrew.  The words are the same in every run, and no two are
 * equal.
 */
#ifndef ANNALS_TESTS_WORDS_H
#define ANNALS_TESTS_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { WORDS = 50000 };

/* A source of chance: the same numbers for the same state (splitmix64). */
struct chance {
	uint64_t state;
};

/* A number of 0 to n - 1; n > 0. */
uint32_t chance_below(struct chance *c, uint32_t n);

struct words;

struct words *words_new(void);
void words_free(struct words *w);

/* The word of a rank below WORDS; lends it for the life of w. */
struct str words_at(const struct words *w, size_t rank);

/* A rank, the frequent ones more often. */
size_t words_draw(const struct words *w, struct chance *c);

#endif
