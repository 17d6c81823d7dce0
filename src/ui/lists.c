#include "config.h"

#include "ui/lists.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct list_name *
find_exact(const struct lists *l, struct str name)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->at[i].name, name))
			return &l->at[i];
	return NULL;
}

static void
count(struct lists *l, struct str name)
{
	struct list_name *it = find_exact(l, name);

	if (it == NULL) {
		l->at = x_reallocarray(l->at, l->n + 1, sizeof *l->at);
		it = &l->at[l->n++];
		*it = (struct list_name){ name, 0 };
	}
	it->count++;
}

static int
by_name(const void *a, const void *b)
{
	const struct list_name *x = a, *y = b;
	size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
	int order = memcmp(x->name.p, y->name.p, n);

	return order != 0 ? order
			  : (x->name.n > y->name.n) - (x->name.n < y->name.n);
}

void
lists_gather(struct lists *l, const struct kept *k)
{
	*l = (struct lists){ NULL, 0 };
	for (size_t i = 0; k != NULL && i < kept_count(k); i++) {
		struct str rest = kept_item(k, i)->row.list, name;

		while (str_split(&rest, ';', &name))
			if (name.n > 0)
				count(l, name);
	}
	if (l->n > 0)
		qsort(l->at, l->n, sizeof *l->at, by_name);
}

void
lists_fini(struct lists *l)
{
	x_free(l->at);
}

const struct list_name *
lists_find(const struct lists *l, struct str name)
{
	const struct list_name *it = find_exact(l, name);

	for (size_t i = 0; i < l->n && it == NULL; i++)
		if (str_eq_nocase(l->at[i].name, name))
			it = &l->at[i];
	return it;
}
