#include "config.h"

#include "ui/reading.h"

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
