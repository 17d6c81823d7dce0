/*
 * Numbers for words: 0 for the first one that is looked up, 1 for the next one
 * that is another, and so on.
 *
 * Made to be used again and again: what it took it keeps.  Grows with the
 * words, and lives with a refusal.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_WORDTABLE_H
#define ANNALS_MODEL_WORDTABLE_H

#include "base/str.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct radix_item; /* model/radix.h */
struct word_slot;

#define WORD_CHUNK FOLD_CHUNK /* bytes that are compared at a time */
#define WORD_CHUNKS (FOLD_TOKEN_MAX / WORD_CHUNK)
#define WORD_NUMBER_MAX (UINT32_C(1) << 28)

/* A word that is looked up: see word_seek(). */
struct word_seek {
	uint32_t n;      /* bytes; 0: it is none, and number is the caller's */
	uint32_t number; /* what is found */
	uint64_t hash;
	uint64_t text[WORD_CHUNKS];
};

struct word_table {
	struct word_slot *slot;
	size_t nslots; /* a power of two */
	uint64_t *text;
	size_t ntext, text_cap;
	uint32_t *at; /* of each word, by number: where it is in text */
	size_t n, at_cap;
	uint64_t seed;
	struct radix_item *item, *room; /* to sort */
	uint32_t *place;
	size_t item_cap, room_cap, place_cap;
};

void word_table_init(struct word_table *t);
void word_table_fini(struct word_table *t);

/* Forget all words. */
void word_table_clear(struct word_table *t);

/* Multiply, and let the upper half have a say in the lower one. */
static inline uint64_t
word_mix(uint64_t x)
{
	x *= UINT64_C(0x9E3779B97F4A7C15);
	return x ^ x >> 32;
}

/* Let w be a word, to be looked up in t: n bytes, none of them NUL, and then
 * NUL up to a whole chunk. */
static inline void
word_seek(
    const struct word_table *t, struct word_seek *w, const char *text, size_t n)
{
	uint64_t h = t->seed ^ n;
	size_t i = 0;

	do {
		memcpy(&w->text[i], text + i * WORD_CHUNK, WORD_CHUNK);
		h = word_mix(h ^ w->text[i]);
	} while (++i * WORD_CHUNK < n);
	w->hash = word_mix(h);
	w->n = (uint32_t)n;
}

/*
 * Look up n words, some dozens at best, and add those that are not there.
 * False if memory is refused or there are too many words.
 */
bool word_table_find(struct word_table *t, struct word_seek *seek, size_t n);

/* Lend a word until the next word_table_find(). */
struct str word_table_at(const struct word_table *t, size_t number);

/* It will be asked for soon: let it come from memory meanwhile. */
void word_table_fetch(const struct word_table *t, size_t number);

/* Fill order with the numbers of all words, in the order of their bytes.
 * False if memory is refused. */
bool word_table_sort(struct word_table *t, uint32_t *order);

#endif
