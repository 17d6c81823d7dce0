#include "config.h"

#include "model/kept_rows.h"

#include <stdlib.h>
#include <string.h>

void
kept_rows_fini(struct kept_rows *r)
{
	for (size_t i = 0; i < r->n; i++)
		free(r->item[i].texts);
	free(r->item);
	*r = (struct kept_rows){ 0 };
}

static struct str
move_to(char **room, struct str s)
{
	struct str at = { *room, s.n };

	if (s.n > 0)
		memcpy(*room, s.p, s.n);
	*room += s.n;
	return at;
}

/* All texts of a row in one piece of memory. */
static bool
copy_row(struct kept_item *item, const struct bookmark *from)
{
	struct bookmark *to = &item->row;
	size_t n = from->chronicle.n + from->called.n + from->key.n +
		   from->title.n + from->date.n + from->list.n + from->note.n;
	char *room = malloc(n + 1);

	if (room == NULL)
		return false;
	item->texts = room;
	*to = *from;
	to->chronicle = move_to(&room, from->chronicle);
	to->called = move_to(&room, from->called);
	to->key = move_to(&room, from->key);
	to->title = move_to(&room, from->title);
	to->date = move_to(&room, from->date);
	to->list = move_to(&room, from->list);
	to->note = move_to(&room, from->note);
	return true;
}

bool
kept_rows_add(struct kept_rows *r, const struct bookmark *row)
{
	if (r->n == r->cap) {
		size_t cap = r->cap > 0 ? 2 * r->cap : 32;
		struct kept_item *p = realloc(r->item, cap * sizeof *p);

		if (p == NULL)
			return false;
		r->item = p;
		r->cap = cap;
	}
	r->item[r->n] = (struct kept_item){ .state = KEPT_SOUGHT };
	if (!copy_row(&r->item[r->n], row))
		return false;
	r->n++;
	return true;
}

/* The order of the file. */
static int
compare_str(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int way = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (way != 0)
		return way;
	return (a.n > b.n) - (a.n < b.n);
}

static int
compare_rows(const struct bookmark *a, const struct bookmark *b)
{
	int way = compare_str(a->chronicle, b->chronicle);

	return way != 0 ? way : compare_str(a->key, b->key);
}

static bool
same_trace(const struct bookmark *a, const struct bookmark *b)
{
	return a->text == b->text && str_eq(a->title, b->title) &&
	       str_eq(a->date, b->date);
}

void
kept_rows_carry(struct kept_rows *to, const struct kept_rows *from)
{
	for (size_t i = 0, j = 0; i < to->n; i++) {
		struct kept_item *item = &to->item[i];
		const struct kept_item *was;

		while (j < from->n &&
		       compare_rows(&from->item[j].row, &item->row) < 0)
			j++;
		if (j == from->n)
			return;
		was = &from->item[j];
		if (compare_rows(&was->row, &item->row) != 0 ||
		    !same_trace(&was->row, &item->row))
			continue;
		item->state = was->state;
		item->event = was->event;
		item->doubtful = was->doubtful;
	}
}
