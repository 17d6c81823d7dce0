#include "config.h"

#include "model/hold.h"

#include <stdlib.h>
#include <string.h>

void
hold_init(struct hold *h)
{
	*h = (struct hold){ 0 };
}

void
hold_fini(struct hold *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->record[i]);
	free(h->record);
	hold_init(h);
}

/* Copy s to *to, which moves behind it. */
static struct str
keep(char **to, struct str s)
{
	struct str kept = { *to, s.n };

	if (s.n > 0)
		memcpy(*to, s.p, s.n);
	*to += s.n;
	return kept;
}

/* The record, its fields and their bytes in one block, or NULL. */
static struct csv_record *
copy(const struct csv_record *r)
{
	size_t bytes = r->raw.n;
	struct csv_record *new;
	struct str *field;
	char *to;

	for (size_t i = 0; i < r->n; i++)
		bytes += r->field[i].n;
	new = malloc(sizeof *new + r->n * sizeof *field + bytes);
	if (new == NULL)
		return NULL;
	field = (struct str *)(new + 1);
	to = (char *)(field + r->n);
	*new = *r;
	new->field = field;
	new->raw = keep(&to, r->raw);
	for (size_t i = 0; i < r->n; i++)
		field[i] = keep(&to, r->field[i]);
	return new;
}

static bool
make_room(struct hold *h)
{
	size_t cap = h->cap > 0 ? h->cap * 2 : 128;
	struct csv_record **record;

	if (h->n < h->cap)
		return true;
	record = realloc(h->record, cap * sizeof *record);
	if (record == NULL)
		return false;
	h->record = record;
	h->cap = cap;
	return true;
}

bool
hold_add(struct hold *h, const struct csv_record *r)
{
	struct csv_record *new = make_room(h) ? copy(r) : NULL;

	if (new == NULL)
		return false;
	h->record[h->n++] = new;
	h->bytes += r->raw.n;
	return true;
}
