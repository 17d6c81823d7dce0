#include "config.h"

#include "ui/reading.h"

#include <string.h>

#include "model/bitset.h"

void
reading_init(struct reading *r)
{
	*r = (struct reading){ 0 };
}

void
reading_fini(struct reading *r)
{
	visits_free(r->now);
	visits_free(r->before);
	reading_init(r);
}

void
reading_show(struct reading *r, uint32_t key, int64_t now)
{
	if (key == r->shown)
		return;
	r->shown = key;
	r->since = now;
}

static bool
has(const struct reading *r, uint32_t key)
{
	return (r->now != NULL && visits_has(r->now, key)) ||
	       (r->before != NULL && visits_has(r->before, key));
}

bool
reading_pass(struct reading *r, int64_t now)
{
	bool was;

	if (r->shown == 0 || now - r->since < READING_MS)
		return false;
	was = has(r, r->shown);
	if (r->now == NULL)
		r->now = visits_new();
	visits_add(r->now, r->shown);
	return !was;
}

bool
reading_has(const struct reading *r, const struct chronicle *c, size_t n)
{
	return has(r, visits_key(c, n));
}

static bool
wants_unread(const struct query_node *node)
{
	return strcmp(node->value, "unread") == 0;
}

bool
reading_asked(const struct query_node *node)
{
	return node->kind == QUERY_IS &&
	       (wants_unread(node) || strcmp(node->value, "read") == 0);
}

void
reading_answer(const struct reading *r, const struct chronicle *c,
    const struct query_node *node, size_t start, uint64_t *set, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (reading_has(r, c, start + i) != wants_unread(node))
			bitset_add(set, i);
}
