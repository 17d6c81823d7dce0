/*
 * What takes time is not the work but waiting for memory, as the words of a
 * segment do not fit into the nearest cache.  So words are looked up some
 * dozens at a time: all their slots are fetched, then what these point at, and
 * only then they are compared.
 */
#include "config.h"

#include "model/wordtable.h"

#include "base/mem.h"
#include "model/radix.h"

#include <stdlib.h>

#define NSLOTS 1024 /* at the start */

/* Where a word may be; at is 0 if there is none. */
struct word_slot {
	uint32_t hash;
	uint32_t at;
};

/*
 * In text, a word is a chunk with its number and its length, and then its
 * chunks.  The first chunk of all is not used.
 */
static uint64_t
head(uint32_t number, uint32_t n)
{
	return (uint64_t)number << 32 | n;
}

static size_t
chunks_of(size_t n)
{
	return (n + WORD_CHUNK - 1) / WORD_CHUNK;
}

void
word_table_init(struct word_table *t)
{
	*t = (struct word_table){ .ntext = 1 };
	/* So that nobody can know which words meet in one slot. */
	t->seed = (uint64_t)(uintptr_t)t * UINT64_C(0x9E3779B97F4A7C15);
}

void
word_table_fini(struct word_table *t)
{
	free(t->slot);
	free(t->text);
	free(t->at);
	free(t->item);
	free(t->room);
	free(t->place);
	word_table_init(t);
}

void
word_table_clear(struct word_table *t)
{
	if (t->nslots > 0)
		memset(t->slot, 0, t->nslots * sizeof *t->slot);
	t->ntext = 1;
	t->n = 0;
}

/* ---- looking up ---- */

static struct word_slot *
slot_at(const struct word_table *t, uint64_t h)
{
	return &t->slot[h & (t->nslots - 1)];
}

static struct word_slot *
next_slot(const struct word_table *t, struct word_slot *s)
{
	return s + 1 < t->slot + t->nslots ? s + 1 : t->slot;
}

/* Put the slots of was into a table of n. */
static bool
grow_slots(struct word_table *t, size_t n)
{
	struct word_slot *was = t->slot, *slot = calloc(n, sizeof *slot);
	size_t nwas = t->nslots;

	if (slot == NULL)
		return false;
	t->slot = slot;
	t->nslots = n;
	for (size_t i = 0; i < nwas; i++) {
		struct word_slot *s = slot_at(t, was[i].hash);

		if (was[i].at == 0)
			continue;
		while (s->at != 0)
			s = next_slot(t, s);
		*s = was[i];
	}
	free(was);
	return true;
}

/* Make sure that n more words can be added. */
static bool
reserve(struct word_table *t, size_t n)
{
	size_t nslots = t->nslots > 0 ? t->nslots : NSLOTS;
	size_t ntext = t->ntext + n * (1 + WORD_CHUNKS);

	while ((t->n + n) * 2 > nslots)
		nslots *= 2;
	return t->n + n <= WORD_NUMBER_MAX && ntext <= UINT32_MAX &&
	       (nslots == t->nslots || grow_slots(t, nslots)) &&
	       mem_grow(&t->text, &t->text_cap, ntext, sizeof *t->text) &&
	       mem_grow(&t->at, &t->at_cap, t->n + n, sizeof *t->at);
}

static bool
is_word(const uint64_t *text, const struct word_seek *w)
{
	if ((uint32_t)text[0] != w->n)
		return false;
	for (size_t i = 0; i < chunks_of(w->n); i++) {
		if (text[1 + i] != w->text[i])
			return false;
	}
	return true;
}

static void
add(struct word_table *t, struct word_slot *s, struct word_seek *w)
{
	uint32_t at = (uint32_t)t->ntext;
	size_t n = chunks_of(w->n);

	w->number = (uint32_t)t->n;
	*s = (struct word_slot){ (uint32_t)w->hash, at };
	t->at[t->n++] = at;
	t->text[at] = head(w->number, w->n);
	memcpy(t->text + at + 1, w->text, n * WORD_CHUNK);
	t->ntext += 1 + n;
}

static void
find(struct word_table *t, struct word_seek *w)
{
	struct word_slot *s = slot_at(t, w->hash);

	for (; s->at != 0; s = next_slot(t, s)) {
		if (s->hash == (uint32_t)w->hash &&
		    is_word(t->text + s->at, w)) {
			w->number = (uint32_t)(t->text[s->at] >> 32);
			return;
		}
	}
	add(t, s, w);
}

bool
word_table_find(struct word_table *t, struct word_seek *seek, size_t n)
{
	if (!reserve(t, n))
		return false;
	for (size_t i = 0; i < n; i++)
		MEM_FETCH(slot_at(t, seek[i].hash));
	for (size_t i = 0; i < n; i++)
		MEM_FETCH(t->text + slot_at(t, seek[i].hash)->at);
	for (size_t i = 0; i < n; i++) {
		if (seek[i].n > 0)
			find(t, &seek[i]);
	}
	return true;
}

struct str
word_table_at(const struct word_table *t, size_t number)
{
	const uint64_t *text = t->text + t->at[number];

	return (struct str){ (const char *)(text + 1), (uint32_t)text[0] };
}

void
word_table_fetch(const struct word_table *t, size_t number)
{
	MEM_FETCH(t->text + t->at[number]);
}

/* ---- sorting ---- */

/* A chunk of a word as a number that is in order as its bytes are; 0 if the
 * word ended before. */
static uint64_t
key_of(const struct word_table *t, uint32_t number, size_t chunk)
{
	const uint64_t *text = t->text + t->at[number];
	const unsigned char *p = (const unsigned char *)(text + 1 + chunk);
	uint64_t key = 0;

	if (chunk >= chunks_of((uint32_t)text[0]))
		return 0;
	for (size_t i = 0; i < WORD_CHUNK; i++)
		key = key << 8 | p[i];
	return key;
}

static bool
is_tied(const struct radix_item *a, const struct radix_item *b)
{
	return a->key == b->key && a->group == b->group;
}

/*
 * Keep those of n items that are equal to a neighbour so far, each run of them
 * as a group, with their next chunk as key, and where in the order they are.
 * Returns how many are left.
 */
static size_t
keep_tied(
    struct word_table *t, const struct radix_item *from, size_t n, size_t chunk)
{
	size_t left = 0, end;
	uint32_t group = 0;

	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && is_tied(&from[i], &from[end]);)
			end++;
		if (end - i == 1)
			continue;
		for (size_t j = i; j < end; j++) {
			uint32_t number = from[j].event;

			t->place[left] = t->place[j];
			t->item[left++] = (struct radix_item){
				.key = key_of(t, number, chunk),
				.group = group,
				.event = number,
			};
		}
		group++;
	}
	return left;
}

bool
word_table_sort(struct word_table *t, uint32_t *order)
{
	size_t left = t->n;
	struct radix r;

	if (!mem_grow(&t->item, &t->item_cap, left, sizeof *t->item) ||
	    !mem_grow(&t->room, &t->room_cap, left, sizeof *t->room) ||
	    !mem_grow(&t->place, &t->place_cap, left, sizeof *t->place))
		return false;
	for (uint32_t i = 0; i < left; i++) {
		t->item[i] = (struct radix_item){ key_of(t, i, 0), 0, i };
		t->place[i] = i;
	}
	for (size_t chunk = 1; left > 0; chunk++) {
		radix_start(&r, t->item, t->room, left);
		while (!radix_step(&r, SIZE_MAX))
			continue;
		for (size_t i = 0; i < left; i++)
			order[t->place[i]] = r.from[i].event;
		left = keep_tied(t, r.from, left, chunk);
	}
	return true;
}
