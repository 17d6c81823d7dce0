/*
 * How far two words are from each other: the least number of letters that are
 * put in, left out, changed, or swapped with their neighbour to make one from
 * the other ("optimal string alignment": no letter is touched twice).
 *
 * Letters are code points.  Pure functions; any thread.
 */
#ifndef ANNALS_TEXT_DISTANCE_H
#define ANNALS_TEXT_DISTANCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISTANCE_LETTERS 128 /* the most that a word may have */
#define DISTANCE_MOST 3      /* what is farther is not told apart */

struct letters {
	uint32_t code[DISTANCE_LETTERS];
	size_t n;
};

/* Take a word apart; what has more than DISTANCE_LETTERS is cut. */
void letters_of(struct letters *l, struct str word);

/*
 * The distance from a to b or, with prefix, to the beginning of b that is
 * nearest (b whole, or nothing of it, are beginnings too).  most + 1 if it is
 * more than most, which is at most DISTANCE_MOST.
 */
unsigned distance(const struct letters *a, const struct letters *b, bool prefix,
    unsigned most);

#endif
