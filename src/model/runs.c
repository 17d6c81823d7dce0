#include "config.h"

#include "model/runs.h"

#include <stdlib.h>

#include "model/segment.h"

void
runs_fini(struct runs *r)
{
	for (size_t i = 0; i < r->n; i++)
		segment_free(r->at[i].segment);
	segment_free(r->waiting);
	free(r->at);
	*r = (struct runs){ 0 };
}

void
runs_wait(struct runs *r, struct segment *s)
{
	struct segment **end = &r->waiting;

	while (*end != NULL)
		end = &(*end)->next;
	*end = s;
}

/* Make room for those that wait. */
static bool
make_room(struct runs *r)
{
	size_t n = r->n, cap = r->cap > 0 ? r->cap : 8;
	struct run *at;

	for (const struct segment *s = r->waiting; s != NULL; s = s->next)
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

/*
 * Take the events of all segments that wait; those of segments that came
 * together the first one has.  Their order is to be set if sorted says so.
 */
static bool
take_events(const struct runs *r, struct events *ev,
    const struct section_map *numbered, bool sorted)
{
	for (struct segment *s = r->waiting; s != NULL; s = s->next) {
		if (numbered->moved &&
		    !events_renumber(&s->events, numbered->number, NULL))
			return false;
		if (ev->n == 0) {
			events_fini(ev);
			*ev = s->events;
			events_init(&s->events);
		} else if (!(sorted ? events_extend : events_append)(
			       ev, &s->events)) {
			return false;
		}
		events_fini(&s->events);
	}
	return true;
}

/* How many events there will be. */
static size_t
count(const struct runs *r, const struct events *ev)
{
	size_t n = ev->n;

	for (const struct segment *s = r->waiting; s != NULL; s = s->next)
		n += s->n;
	return n;
}

bool
runs_take(struct runs *r, struct events *ev, const struct section_map *numbered,
    const struct order_part *part)
{
	size_t start = ev->n, n = count(r, ev);
	bool sorted = part->event != NULL && part->start + part->n == n;
	struct segment *s;

	if (r->waiting == NULL)
		return true;
	/* Memory is asked for first: all come, or none. */
	if (!make_room(r) || (start > 0 && !events_reserve(ev, n)) ||
	    !take_events(r, ev, numbered, sorted)) {
		segment_free(r->waiting);
		r->waiting = NULL;
		return false;
	}
	while ((s = r->waiting) != NULL) {
		r->waiting = s->next;
		r->at[r->n++] = (struct run){ s, start };
		start += s->n;
		s->next = NULL;
	}
	if (sorted)
		events_set_order(ev, part->event, part->start, part->dated);
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
