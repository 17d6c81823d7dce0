#include "config.h"

#include "model/id_index.h"

#include <stdlib.h>

void
id_index_init(struct id_index *x)
{
	*x = (struct id_index){ NULL, 0, 0 };
}

void
id_index_fini(struct id_index *x)
{
	free(x->slot);
	id_index_init(x);
}

static void
put(struct id_index *x, const struct events *ev, size_t n)
{
	size_t i = ev->id[n] & (x->nslots - 1);

	if (ev->id[n] == 0)
		return;
	while (x->slot[i] != 0)
		i = (i + 1) & (x->nslots - 1);
	x->slot[i] = (uint32_t)n + 1;
}

bool
id_index_extend(struct id_index *x, const struct events *ev)
{
	size_t nslots = x->nslots > 0 ? x->nslots : 256;
	uint32_t *slot;

	while (nslots < ev->n * 2)
		nslots *= 2;
	if (nslots != x->nslots) {
		slot = calloc(nslots, sizeof *slot);
		if (slot == NULL)
			return false;
		free(x->slot);
		x->slot = slot;
		x->nslots = nslots;
		x->done = 0;
	}
	while (x->done < ev->n)
		put(x, ev, x->done++);
	return true;
}

bool
id_index_next(const struct id_index *x, const struct events *ev, uint32_t hash,
    size_t *at, size_t *event)
{
	size_t i;

	for (; x->slot[i = (hash + *at) & (x->nslots - 1)] != 0; ++*at) {
		*event = x->slot[i] - 1;
		if (ev->id[*event] == hash) {
			++*at;
			return true;
		}
	}
	return false;
}
