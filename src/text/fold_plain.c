/*
 * A chunk is one number: what is asked of each byte is asked of all at once,
 * and answered in the highest bit of each.  H. Warren, Hacker's Delight,
 * chapter 6, has the like.
 */
#include "config.h"

#include "text/fold_plain.h"

#include <stdint.h>
#include <string.h>

#if defined __GNUC__ && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* All bytes of a chunk are b. */
#define EACH(b) (UINT64_C(0x0101010101010101) * (b))

/* The bytes of x, all below 0x80, that are less than b. */
static uint64_t
less(uint64_t x, unsigned b)
{
	return ~(x + EACH(0x80 - b)) & EACH(0x80);
}

/* Fold the letters and digits with which the chunk at p begins: how many they
 * are.  The chunk out is what they are folded, and NUL after them. */
static size_t
fold_chunk(const char *p, char *out)
{
	uint64_t in, lower, other;
	size_t n = FOLD_CHUNK;

	memcpy(&in, p, FOLD_CHUNK);
	lower = in & EACH(0x7F);
	other = ~(less(lower, '9' + 1) & ~less(lower, '0'));
	lower |= EACH(0x20);
	other &= ~(less(lower, 'z' + 1) & ~less(lower, 'a'));
	other = (other | in) & EACH(0x80);
	if (other != 0) {
		n = (size_t)__builtin_ctzll(other) / 8;
		lower &= (UINT64_C(1) << 8 * n) - 1;
	}
	memcpy(out, &lower, FOLD_CHUNK);
	return n;
}
#else
static size_t
fold_chunk(const char *p, char *out)
{
	size_t n = 0;

	memset(out, 0, FOLD_CHUNK);
	for (; n < FOLD_CHUNK; n++) {
		unsigned char lower = (unsigned char)p[n] | 0x20;

		if (p[n] >= '0' && p[n] <= '9')
			out[n] = p[n];
		else if (lower >= 'a' && lower <= 'z')
			out[n] = (char)lower;
		else
			break;
	}
	return n;
}
#endif

size_t
fold_plain(const char *p, size_t n, char *out, size_t max)
{
	char rest[FOLD_CHUNK], padded[FOLD_CHUNK] = { 0 };
	size_t at = 0, k = FOLD_CHUNK;

	while (k == FOLD_CHUNK && at < n) {
		const char *from = p + at;

		if (n - at < FOLD_CHUNK)
			from = memcpy(padded, from, n - at);
		k = fold_chunk(from, at < max ? out + at : rest);
		at += k;
	}
	return at;
}
