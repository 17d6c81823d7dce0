#include "config.h"

#include "model/runs.h"

#include <stdlib.h>

#include "model/segment.h"

void
runs_fini(struct runs *r)
{
	for (size_t i = 0; i < r->n + r->ahead; i++)
		segment_free(r->at[i].segment);
	free(r->at);
	*r = (struct runs){ 0 };
}

/* Make room for the segments of a list. */
static bool
make_room(struct runs *r, const struct segment *s)
{
	size_t n = r->n + r->ahead, cap = r->cap > 0 ? r->cap : 8;
	struct run *at;

	for (; s != NULL; s = s->next)
		n++;
	if (n <= r->cap)
		return true;
	while (cap < n)
		cap *= 2;
	at = realloc(r->at, cap * sizeof *at);
	if (at == NULL)
		return false;
	r->at = at;
	r->cap = cap;
	return true;
}

/* Take the events of a segment; the first ones as they are. */
static bool
take_events(struct events *ev, struct events *from, bool ordered)
{
	bool ok = true;

	if (ev->n == 0) {
		events_fini(ev);
		*ev = *from;
		events_init(from);
	} else if (ordered || ev->ahead > 0) {
		ok = events_extend(ev, from);
	} else {
		ok = events_append(ev, from);
	}
	events_fini(from);
	return ok;
}

/* Memory is asked for first: all come, or none. */
static bool
reserve(struct runs *r, struct events *ev, const struct segment *list)
{
	size_t n = ev->n + ev->ahead;

	for (const struct segment *s = list; s != NULL; s = s->next)
		n += s->n;
	return make_room(r, list) && (ev->n == 0 || events_reserve(ev, n));
}

bool
runs_add(struct runs *r, struct events *ev, const struct section_map *numbered,
    struct segment *list, bool ordered)
{
	bool ok = reserve(r, ev, list);
	struct segment *s;

	/* Of segments that come together the first has all events. */
	if (ok && list != NULL) {
		size_t start = ev->n + ev->ahead;

		ok = (!numbered->moved || events_renumber(&list->events,
					      numbered->number, NULL)) &&
		     take_events(ev, &list->events, ordered);
		for (; ok && (s = list) != NULL; start += s->n) {
			list = s->next;
			s->next = NULL;
			r->at[r->n + r->ahead++] = (struct run){ s, start };
		}
	}
	segment_free(list);
	return ok;
}

bool
runs_show(struct runs *r, struct events *ev, const struct order_part *part)
{
	bool known =
	    part->event != NULL && part->start + part->n == ev->n + ev->ahead;

	if (ev->ahead > 0 && known)
		events_set_order(ev, part->event, part->start, part->dated);
	else if (ev->ahead > 0 && !events_sort(ev))
		return false;
	r->n += r->ahead;
	r->ahead = 0;
	return true;
}

const struct run *
runs_find(const struct runs *r, size_t event)
{
	size_t lo = 0, hi = r->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->at[mid].start <= event)
			lo = mid;
		else
			hi = mid;
	}
	return &r->at[lo];
}
