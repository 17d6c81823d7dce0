#include "config.h"

#include "model/events.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/stretch.h"
#include "model/bitset.h"

#define HOW_PRECISION 0x0F
#define HOW_UNCERTAIN 0x10
#define HOW_APPROXIMATE 0x20

#define SIGN_BIT 0x80000000u

/* What qsort() sees of an event. */
struct place {
	uint64_t when;
	uint32_t event;
};

void
events_init(struct events *ev)
{
	*ev = (struct events){ 0 };
}

static void
close_source(struct events *ev)
{
	struct events_source *s = ev->source;

	ev->source = NULL;
	if (s == NULL)
		return;
	for (int a = 0; a < EVENTS_NARRAYS; a++)
		free(s->have[a]);
	s->free(s);
}

void
events_fini(struct events *ev)
{
	close_source(ev);
	stretch_free(ev->first);
	stretch_free(ev->last);
	stretch_free(ev->how);
	stretch_free(ev->section);
	stretch_free(ev->id);
	stretch_free(ev->order);
	events_init(ev);
}

/* Let all arrays have room for cap events; what is new is 0. */
static bool
make_room(struct events *ev, size_t cap)
{
	if (!stretch(&ev->first, cap, sizeof *ev->first) ||
	    !stretch(&ev->last, cap, sizeof *ev->last) ||
	    !stretch(&ev->how, cap, sizeof *ev->how) ||
	    !stretch(&ev->section, cap, sizeof *ev->section) ||
	    !stretch(&ev->id, cap, sizeof *ev->id) ||
	    !stretch(&ev->order, cap, sizeof *ev->order))
		return false;
	ev->cap = cap;
	return true;
}

bool
events_reserve(struct events *ev, size_t n)
{
	size_t cap = ev->cap > 128 ? ev->cap : 128;

	if (n <= ev->cap)
		return true;
	if (n > UINT32_MAX)
		return false; /* the order holds 32 bits */
	while (cap < n)
		cap += cap / 2;
	return make_room(ev, cap);
}

void
events_set_date(struct events *ev, size_t i, const struct date *d)
{
	unsigned how = (unsigned)d->precision;

	if (d->uncertain)
		how |= HOW_UNCERTAIN;
	if (d->approximate)
		how |= HOW_APPROXIMATE;
	ev->first[i] = d->first;
	ev->last[i] = d->last;
	ev->how[i] = (uint8_t)how;
}

bool
events_add(
    struct events *ev, const struct date *d, uint32_t section, uint32_t id)
{
	size_t i = ev->n;

	if (!events_reserve(ev, i + 1))
		return false;
	events_set_date(ev, i, d);
	ev->section[i] = section;
	ev->id[i] = id;
	ev->n++;
	return true;
}

/* ---- what comes when it is asked for ---- */

static size_t
chunks(size_t n)
{
	return n / EVENTS_CHUNK + 1;
}

bool
events_open(
    struct events *ev, struct events_source *source, size_t n, size_t dated)
{
	bool ok = n <= UINT32_MAX && make_room(ev, n > 0 ? n : 1);

	ev->source = source;
	source->lost.code = ERR_NONE;
	for (int a = 0; a < EVENTS_NARRAYS; a++) {
		source->have[a] =
		    calloc(bitset_words(chunks(n)), sizeof *source->have[a]);
		if (source->have[a] == NULL)
			ok = false;
	}
	if (!ok) {
		events_fini(ev);
		return false;
	}
	ev->n = n;
	ev->dated = dated;
	return true;
}

/* What fails is not tried again: it would be for each event. */
static void
fetch_chunk(const struct events *ev, enum events_array array, size_t chunk)
{
	struct events_source *s = ev->source;
	size_t from = chunk * EVENTS_CHUNK;
	size_t n = ev->n - from < EVENTS_CHUNK ? ev->n - from : EVENTS_CHUNK;
	struct err e;

	bitset_add(s->have[array], chunk);
	if (!s->fetch(s, ev, array, from, n, &e) && s->lost.code == ERR_NONE)
		s->lost = e;
}

void
events_fetch(const struct events *ev, enum events_array array, size_t i)
{
	const uint64_t *have = ev->source->have[array];

	assert(i < ev->n);
	if (have != NULL && !bitset_has(have, i / EVENTS_CHUNK))
		fetch_chunk(ev, array, i / EVENTS_CHUNK);
}

static bool
is_lost(const struct events_source *s, struct err *e)
{
	if (s->lost.code == ERR_NONE)
		return false;
	if (e != NULL)
		*e = s->lost;
	return true;
}

bool
events_need(const struct events *ev, unsigned arrays, size_t from, size_t n,
    struct err *e)
{
	assert(n <= ev->n && from <= ev->n - n);
	if (ev->source == NULL || n == 0)
		return true;
	for (int a = 0; a < EVENTS_NARRAYS; a++) {
		size_t end = chunks(from + n - 1);

		if ((arrays >> a & 1) == 0 || ev->source->have[a] == NULL)
			continue;
		for (size_t i = from / EVENTS_CHUNK; i < end; i++)
			if (!bitset_has(ev->source->have[a], i))
				fetch_chunk(ev, (enum events_array)a, i);
	}
	return !is_lost(ev->source, e);
}

/* Does the order have each event once?  If not, it is lost. */
static void
check_order(const struct events *ev)
{
	struct events_source *s = ev->source;
	uint64_t *seen = calloc(bitset_words(ev->n) + 1, sizeof *seen);

	if (seen == NULL) {
		(void)err_set(&s->lost, ERR_MEMORY, "memory is used up");
		return;
	}
	for (size_t i = 0; i < ev->n; i++)
		bitset_add(seen, ev->order[i]);
	if (bitset_count(seen, ev->n) != ev->n)
		(void)err_set(&s->lost, ERR_FORMAT, "the order is damaged");
	free(seen);
}

bool
events_need_all(const struct events *ev, unsigned arrays, struct err *e)
{
	struct events_source *s = ev->source;

	if (s == NULL)
		return true;
	if (!events_need(ev, arrays, 0, ev->n, e))
		return false;
	if ((arrays & EVENTS_ORDERS) != 0 && s->have[EVENTS_ORDER] != NULL)
		check_order(ev);
	if (is_lost(s, e))
		return false;
	for (int a = 0; a < EVENTS_NARRAYS; a++) {
		if ((arrays >> a & 1) == 0)
			continue;
		free(s->have[a]);
		s->have[a] = NULL;
	}
	return true;
}

static bool
need_everything(const struct events *ev, struct err *e)
{
	return events_need_all(
	    ev, EVENTS_DATES | EVENTS_SECTIONS | EVENTS_IDS | EVENTS_ORDERS, e);
}

/* Have all, so that there is no source any more. */
static bool
settle(struct events *ev, struct err *e)
{
	if (!need_everything(ev, e))
		return false;
	close_source(ev);
	return true;
}

bool
events_renumber(struct events *ev, const uint32_t *number, struct err *e)
{
	if (!settle(ev, e))
		return false;
	for (size_t i = 0; i < ev->n; i++)
		ev->section[i] = number[ev->section[i]];
	return true;
}

/* ---- dates and order ---- */

static struct date
make_date(int32_t first, int32_t last, unsigned how)
{
	return (struct date){
		.first = first,
		.last = last,
		.precision = (enum date_precision)(how & HOW_PRECISION),
		.uncertain = (how & HOW_UNCERTAIN) != 0,
		.approximate = (how & HOW_APPROXIMATE) != 0,
	};
}

struct date
events_date(const struct events *ev, size_t i)
{
	if (ev->source != NULL)
		events_fetch(ev, EVENTS_DATE, i);
	return make_date(ev->first[i], ev->last[i], ev->how[i]);
}

struct date
events_date_once(const struct events *ev, size_t i)
{
	const uint64_t *have = NULL;
	int32_t first, last;
	uint8_t how;

	if (ev->source != NULL)
		have = ev->source->have[EVENTS_DATE];
	if (have == NULL || bitset_has(have, i / EVENTS_CHUNK))
		return events_date(ev, i);
	if (!ev->source->peek(ev->source, i, &first, &last, &how))
		return make_date(0, 0, DATE_NONE);
	return make_date(first, last, how);
}

uint64_t
events_when_day(int32_t day)
{
	return (uint64_t)((uint32_t)day ^ SIGN_BIT) << 32;
}

/*
 * The day in the high half, its sign turned round so that it compares without
 * one; in the low half the width, turned round so that the wider is less.
 * UINT64_MAX stays free for the undated: no day of a year in range is
 * INT32_MAX.
 */
uint64_t
events_when(int32_t first, int32_t last, enum date_precision p)
{
	int32_t key = first != DATE_OPEN_START ? first : last;
	uint32_t width = (uint32_t)last - (uint32_t)first;

	if (p == DATE_NONE || key == DATE_OPEN_END)
		return EVENTS_UNDATED;
	return events_when_day(key) | (UINT32_MAX - width);
}

uint64_t
events_when_at(const struct events *ev, size_t i)
{
	if (ev->source != NULL)
		events_fetch(ev, EVENTS_DATE, i);
	return events_when(ev->first[i], ev->last[i],
	    (enum date_precision)(ev->how[i] & HOW_PRECISION));
}

size_t
events_before(const struct events *ev, int32_t day)
{
	uint64_t when = events_when_day(day);
	size_t lo = 0, hi = ev->dated;

	if (ev->source != NULL)
		return ev->source->before(ev->source, day);
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (events_when_at(ev, ev->order[mid]) < when)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static int
compare(const void *pa, const void *pb)
{
	const struct place *a = pa, *b = pb;

	if (a->when != b->when)
		return a->when < b->when ? -1 : 1;
	return a->event < b->event ? -1 : 1;
}

/* Count those that had no place. */
static void
take_ahead(struct events *ev)
{
	ev->n += ev->ahead;
	ev->ahead = 0;
}

bool
events_sort(struct events *ev)
{
	struct place *places;
	bool sorted = true;

	if (ev->n + ev->ahead == 0)
		return true;
	places = calloc(ev->n + ev->ahead, sizeof *places);
	if (places == NULL)
		return false;
	take_ahead(ev);
	ev->dated = 0;
	for (size_t i = 0; i < ev->n; i++) {
		places[i].when = events_when_at(ev, i);
		places[i].event = (uint32_t)i;
		if (places[i].when != EVENTS_UNDATED)
			ev->dated++;
		if (i > 0 && places[i].when < places[i - 1].when)
			sorted = false;
	}
	if (!sorted) /* many files are in order of date already */
		qsort(places, ev->n, sizeof *places, compare);
	for (size_t i = 0; i < ev->n; i++)
		ev->order[i] = places[i].event;
	free(places);
	return true;
}

/*
 * The first of n places whose event is read after when, looking from the end
 * in steps that double: what arrives mostly belongs near it.
 */
static size_t
place_after(const struct events *ev, size_t n, uint64_t when)
{
	size_t lo = n, step = 1;

	while (lo > 0 && events_when_at(ev, ev->order[lo - 1]) > when) {
		n = lo - 1;
		lo = lo > step ? lo - step : 0;
		step *= 2;
	}
	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;

		if (events_when_at(ev, ev->order[mid]) > when)
			n = mid;
		else
			lo = mid + 1;
	}
	return n;
}

/*
 * From the last to the first of more: move what is read after it to its final
 * place, then put it before that.  On a tie the older event stays in front.
 */
static void
merge_orders(struct events *ev, const struct events *more)
{
	size_t left = ev->n;

	for (size_t k = more->n; k > 0; k--) {
		uint32_t event = more->order[k - 1];
		size_t at = place_after(ev, left, events_when_at(more, event));

		memmove(ev->order + at + k, ev->order + at,
		    (left - at) * sizeof *ev->order);
		ev->order[at + k - 1] = (uint32_t)ev->n + event;
		left = at;
	}
}

/* Have all of both, and room for them together. */
static bool
prepare(struct events *ev, const struct events *more)
{
	return settle(ev, NULL) && need_everything(more, NULL) &&
	       events_reserve(ev, ev->n + ev->ahead + more->n);
}

/* Copy what is not the order. */
static void
copy_behind(struct events *ev, const struct events *more)
{
	size_t at = ev->n + ev->ahead, n = more->n;

	memcpy(ev->first + at, more->first, n * sizeof *ev->first);
	memcpy(ev->last + at, more->last, n * sizeof *ev->last);
	memcpy(ev->how + at, more->how, n * sizeof *ev->how);
	memcpy(ev->section + at, more->section, n * sizeof *ev->section);
	memcpy(ev->id + at, more->id, n * sizeof *ev->id);
}

bool
events_append(struct events *ev, const struct events *more)
{
	assert(ev->ahead == 0);
	if (more->n == 0)
		return true;
	if (!prepare(ev, more))
		return false;
	copy_behind(ev, more);
	merge_orders(ev, more);
	ev->n += more->n;
	ev->dated += more->dated;
	return true;
}

bool
events_extend(struct events *ev, const struct events *more)
{
	if (more->n == 0)
		return true;
	if (!prepare(ev, more))
		return false;
	copy_behind(ev, more);
	ev->ahead += more->n;
	return true;
}

void
events_set_order(
    struct events *ev, const uint32_t *event, size_t start, size_t dated)
{
	take_ahead(ev);
	if (start < ev->n)
		memcpy(
		    ev->order + start, event, (ev->n - start) * sizeof *event);
	ev->dated = dated;
}
