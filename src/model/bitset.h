/*
 * Sets of numbers below n: bit i % 64 of word i / 64 is number i.  The bits
 * from n on in the last word are 0.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_BITSET_H
#define ANNALS_MODEL_BITSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The words that n bits take. */
static inline size_t
bitset_words(size_t n)
{
	return n / 64 + (n % 64 > 0);
}

static inline bool
bitset_has(const uint64_t *set, size_t i)
{
	return (set[i / 64] >> (i % 64) & 1) != 0;
}

static inline void
bitset_add(uint64_t *set, size_t i)
{
	set[i / 64] |= UINT64_C(1) << (i % 64);
}

/* The least number in the set from start on; n if there is none. */
static inline size_t
bitset_next(const uint64_t *set, size_t n, size_t start)
{
	size_t i = start / 64;
	uint64_t bits;

	if (start >= n)
		return n;
	bits = set[i] & UINT64_MAX << start % 64;
	while (bits == 0 && ++i < bitset_words(n))
		bits = set[i];
	return bits == 0 ? n : i * 64 + (size_t)__builtin_ctzll(bits);
}

void bitset_clear(uint64_t *set, size_t n);
void bitset_fill(uint64_t *set, size_t n);
void bitset_and(uint64_t *set, const uint64_t *with, size_t n);
void bitset_or(uint64_t *set, const uint64_t *with, size_t n);
void bitset_not(uint64_t *set, size_t n);
bool bitset_empty(const uint64_t *set, size_t n);
size_t bitset_count(const uint64_t *set, size_t n);

/* Add the n bits of from, as numbers from start on, to the bigger set. */
void bitset_put(uint64_t *set, size_t start, const uint64_t *from, size_t n);

#endif
