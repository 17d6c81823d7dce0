#include "config.h"

#include "model/ordering.h"

#include <stdlib.h>
#include <string.h>

#include "base/stretch.h"
#include "model/segment.h"

#define MANY 65536    /* events of which it takes a while to order them */
#define APART_MS 1000 /* so long after each other that is done then */

void
ordering_init(struct ordering *o)
{
	*o = (struct ordering){ .on = true };
}

static void
ordered_fini(struct ordered *o)
{
	stretch_free(o->when);
	stretch_free(o->event);
	*o = (struct ordered){ 0 };
}

void
ordering_fini(struct ordering *o)
{
	ordered_fini(&o->all);
	ordered_fini(&o->more);
	o->on = false;
}

/* Make room for n in all. */
static bool
reserve(struct ordered *o, size_t n)
{
	size_t cap = o->cap > 0 ? o->cap : 128;

	if (n <= o->cap)
		return true;
	while (cap < n)
		cap += cap / 2;
	if (!stretch(&o->when, cap, sizeof *o->when) ||
	    !stretch(&o->event, cap, sizeof *o->event))
		return false;
	o->cap = cap;
	return true;
}

/*
 * The first of n places that is read after when, looking from the end in
 * steps that double: from one to the next it mostly is not far.
 */
static size_t
place_after(const uint64_t *at, size_t n, uint64_t when)
{
	size_t lo = n, step = 1;

	while (lo > 0 && at[lo - 1] > when) {
		n = lo - 1;
		lo = lo > step ? lo - step : 0;
		step *= 2;
	}
	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;

		if (at[mid] > when)
			n = mid;
		else
			lo = mid + 1;
	}
	return n;
}

/*
 * Put all of from, whose numbers are higher, into to, which has room.  From
 * the last to the first: what is read after it is moved to its final place.
 * Returns the first place that has changed.
 */
static size_t
merge(struct ordered *to, const struct ordered *from)
{
	size_t left = to->n;

	for (size_t k = from->n; k > 0; k--) {
		uint64_t when = from->when[k - 1];
		size_t at = place_after(to->when, left, when);

		memmove(to->when + at + k, to->when + at,
		    (left - at) * sizeof *to->when);
		memmove(to->event + at + k, to->event + at,
		    (left - at) * sizeof *to->event);
		to->when[at + k - 1] = when;
		to->event[at + k - 1] = from->event[k - 1];
		left = at;
	}
	to->n += from->n;
	return left;
}

/* Take the events of a segment, which come after all others. */
static bool
add(struct ordering *o, const struct events *ev)
{
	struct ordered seg = { 0 };
	size_t start = o->all.n + o->more.n;
	bool ok = start + ev->n <= UINT32_MAX && reserve(&seg, ev->n) &&
		  reserve(&o->more, o->more.n + ev->n);

	for (size_t i = 0; ok && i < ev->n; i++) {
		uint32_t event = ev->order[i];

		seg.when[i] = events_when_at(ev, event);
		seg.event[i] = (uint32_t)start + event;
	}
	seg.n = ok ? ev->n : 0;
	(void)merge(&o->more, &seg);
	ordered_fini(&seg);
	return ok;
}

static size_t
count_dated(const struct ordered *o)
{
	return place_after(o->when, o->n, EVENTS_UNDATED - 1);
}

/* Give the order from the first place on that has changed. */
static bool
give(struct ordering *o, struct order_part *part)
{
	size_t start, n;
	uint32_t *event;

	if (!reserve(&o->all, o->all.n + o->more.n))
		return false;
	start = merge(&o->all, &o->more);
	o->more.n = 0;
	n = o->all.n - start;
	event = malloc((n > 0 ? n : 1) * sizeof *event);
	if (event == NULL)
		return false;
	if (n > 0)
		memcpy(event, o->all.event + start, n * sizeof *event);
	*part = (struct order_part){ event, start, n, count_dated(&o->all) };
	return true;
}

static bool
is_due(const struct ordering *o, const struct delivery *d, int64_t now)
{
	return d->hurries || d->last || o->all.n < MANY ||
	       now - o->given >= APART_MS;
}

void
ordering_set(struct ordering *o, struct delivery *d, int64_t now)
{
	bool ok = o->on && d->misread == 0;

	if (ok && d->segment != NULL)
		ok = add(o, &d->segment->events);
	if (ok && !is_due(o, d, now)) {
		d->later = true;
		return;
	}
	o->given = now;
	if (!ok || !give(o, &d->order))
		ordering_fini(o);
}
