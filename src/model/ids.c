#include "config.h"

#include "model/ids.h"

#include "base/mem.h"

#include <stdlib.h>

/*
 * FNV-1a of 64 bits (draft-eastlake-fnv), then the finaliser of MurmurHash3,
 * because tables take the low bits, which FNV mixes least.
 */
uint64_t
ids_hash(struct str id)
{
	uint64_t h = 0xCBF29CE484222325u;

	if (id.n == 0)
		return 0;
	for (size_t i = 0; i < id.n; i++) {
		h ^= (unsigned char)id.p[i];
		h *= 0x100000001B3u;
	}
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	h *= 0xC4CEB9FE1A85EC53u;
	h ^= h >> 33;
	if ((uint32_t)h == 0)
		h |= 1;
	return h;
}

uint32_t
ids_short(uint64_t hash)
{
	return (uint32_t)hash;
}

void
ids_init(struct ids *set)
{
	*set = (struct ids){ 0 };
}

void
ids_fini(struct ids *set)
{
	free(set->slot);
	ids_init(set);
}

/* The slot of hash: where it is, or the free one where it belongs. */
static uint64_t *
find(uint64_t *slot, size_t nslots, uint64_t hash)
{
	size_t i = (size_t)hash & (nslots - 1);

	while (slot[i] != 0 && slot[i] != hash)
		i = (i + 1) & (nslots - 1);
	return &slot[i];
}

/* Twice the slots; a power of two, never more than half full. */
static bool
grow(struct ids *set)
{
	size_t nslots = set->nslots > 0 ? set->nslots * 2 : 256;
	uint64_t *slot = calloc(nslots, sizeof *slot);

	if (slot == NULL)
		return false;
	for (size_t i = 0; i < set->nslots; i++) {
		if (set->slot[i] != 0)
			*find(slot, nslots, set->slot[i]) = set->slot[i];
	}
	free(set->slot);
	set->slot = slot;
	set->nslots = nslots;
	return true;
}

void
ids_fetch(const struct ids *set, uint64_t hash)
{
	if (set->nslots > 0)
		MEM_FETCH(&set->slot[(size_t)hash & (set->nslots - 1)]);
}

bool
ids_add(struct ids *set, uint64_t hash, bool *twin)
{
	uint64_t *slot;

	if (set->n >= set->nslots / 2 && !grow(set))
		return false;
	slot = find(set->slot, set->nslots, hash);
	*twin = *slot == hash;
	if (!*twin) {
		*slot = hash;
		set->n++;
	}
	return true;
}
