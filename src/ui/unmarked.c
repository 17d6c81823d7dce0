#include "config.h"

#include "ui/unmarked.h"

#include "base/mem.h"

void
unmarked_fini(struct unmarked *u)
{
	for (size_t i = 0; i < u->n; i++)
		x_free(u->row[i].list);
	x_free(u->row);
	*u = (struct unmarked){ NULL, 0, 0 };
}

static size_t
index_of(const struct unmarked *u, uint32_t key)
{
	size_t i = 0;

	while (i < u->n && u->row[i].key != key)
		i++;
	return i;
}

void
unmarked_put(struct unmarked *u, uint32_t key, char letter, struct str list)
{
	size_t i = index_of(u, key);

	if (i == u->n && u->n == u->cap) {
		u->cap = u->cap > 0 ? 2 * u->cap : 8;
		u->row = x_reallocarray(u->row, u->cap, sizeof *u->row);
	}
	if (i == u->n)
		u->row[u->n++] = (struct unmarked_row){ key, 0, NULL };
	x_free(u->row[i].list);
	u->row[i].letter = letter;
	u->row[i].list = x_strndup(list.p, list.n);
}

const struct unmarked_row *
unmarked_find(const struct unmarked *u, uint32_t key)
{
	size_t i = index_of(u, key);

	return i < u->n ? &u->row[i] : NULL;
}
