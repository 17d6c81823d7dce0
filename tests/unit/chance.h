/*
 * Numbers by chance, the same everywhere: what the tests share that make up
 * what they look at.
 */
#ifndef ANNALS_TESTS_CHANCE_H
#define ANNALS_TESTS_CHANCE_H

#include <stddef.h>
#include <stdint.h>

static uint64_t seed;

/* Begin anew; another i means other numbers. */
static inline void
chance_start(int i)
{
	seed = UINT64_C(88172645463325252) + (uint64_t)i;
}

/* A number below n.  xorshift64*: S. Vigna, doi:10.1145/2845077. */
static inline size_t
chance(size_t n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (size_t)((seed * UINT64_C(2685821657736338717)) >> 33) % n;
}

#endif
