#include "config.h"

#include "model/columns_match.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/segment.h"

void
columns_take(struct columns *c, const struct csv_record *header)
{
	for (size_t i = 0; i < header->n; i++)
		columns_add_header(c, i == COLUMNS_FILE_MAX - 1
					  ? str_of(CSV_MORE_COLUMNS)
					  : header->field[i]);
}

/* The first column of that name that is not used, or SIZE_MAX. */
static size_t
find_unused(const struct columns *c, const char *name, const bool *used)
{
	for (size_t i = 0; i < c->n; i++)
		if (!used[i] && strcmp(c->name[i], name) == 0)
			return i;
	return SIZE_MAX;
}

/* Fill from; the column that has none is told, or NULL if all have. */
static const char *
match(const struct columns *c, const struct columns *other, size_t *from,
    bool *used)
{
	for (size_t i = 0; i < c->nfile; i++) {
		from[i] = find_unused(other, c->name[i], used);
		if (from[i] == SIZE_MAX)
			return c->name[i];
		used[from[i]] = true;
	}
	return NULL;
}

static bool
is_same_order(const struct columns *a, const struct columns *b)
{
	bool same = a->nfile == b->nfile;

	for (size_t i = 0; same && i < a->nfile; i++)
		same = strcmp(a->name[i], b->name[i]) == 0;
	return same;
}

static bool
match_any(const struct columns *c, const char *first,
    const struct columns *other, size_t *from, struct err *e)
{
	bool *used = x_calloc(other->n, sizeof *used);
	const char *missing = match(c, other, from, used);
	size_t extra = 0;

	while (missing == NULL && extra < other->n && used[extra])
		extra++;
	x_free(used);
	if (missing != NULL)
		return err_set(e, ERR_FORMAT, "no column '%s', which %s has",
		    missing, first);
	if (extra < other->n)
		return err_set(e, ERR_FORMAT, "a column '%s', which %s has not",
		    other->name[extra], first);
	return true;
}

bool
columns_match(const struct columns *c, const char *first,
    const struct csv_record *header, size_t **from, struct err *e)
{
	struct columns other;
	bool ok = true;

	*from = NULL;
	columns_init(&other);
	columns_take(&other, header);
	if (!is_same_order(c, &other)) {
		*from = x_calloc(c->nfile, sizeof **from);
		ok = match_any(c, first, &other, *from, e);
	}
	if (!ok) {
		x_free(*from);
		*from = NULL;
	}
	columns_fini(&other);
	return ok;
}
