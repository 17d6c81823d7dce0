#include "config.h"

#include "model/bitset.h"

#include <string.h>

/* Clear what is behind number n - 1. */
static void
cut(uint64_t *set, size_t n)
{
	if (n % 64 > 0)
		set[n / 64] &= (UINT64_C(1) << (n % 64)) - 1;
}

void
bitset_clear(uint64_t *set, size_t n)
{
	if (n > 0)
		memset(set, 0, bitset_words(n) * sizeof *set);
}

void
bitset_fill(uint64_t *set, size_t n)
{
	if (n > 0)
		memset(set, 0xFF, bitset_words(n) * sizeof *set);
	cut(set, n);
}

void
bitset_and(uint64_t *set, const uint64_t *with, size_t n)
{
	for (size_t i = 0; i < bitset_words(n); i++)
		set[i] &= with[i];
}

void
bitset_or(uint64_t *set, const uint64_t *with, size_t n)
{
	for (size_t i = 0; i < bitset_words(n); i++)
		set[i] |= with[i];
}

void
bitset_not(uint64_t *set, size_t n)
{
	for (size_t i = 0; i < bitset_words(n); i++)
		set[i] = ~set[i];
	cut(set, n);
}

bool
bitset_empty(const uint64_t *set, size_t n)
{
	for (size_t i = 0; i < bitset_words(n); i++)
		if (set[i] != 0)
			return false;
	return true;
}

/* Bits of a word, added up in pairs, nibbles and bytes. */
static size_t
count_word(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) +
	    (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (size_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

size_t
bitset_count(const uint64_t *set, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < bitset_words(n); i++)
		count += count_word(set[i]);
	return count;
}

void
bitset_put(uint64_t *set, size_t start, const uint64_t *from, size_t n)
{
	unsigned shift = start % 64;

	set += start / 64;
	for (size_t i = 0; i < bitset_words(n); i++) {
		set[i] |= from[i] << shift;
		/* Only there if a bit gets there: set may end before. */
		if (shift > 0 && from[i] >> (64 - shift) != 0)
			set[i + 1] |= from[i] >> (64 - shift);
	}
}
