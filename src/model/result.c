#include "config.h"

#include "model/result.h"

#include <assert.h>
#include <stdlib.h>

#include "base/stretch.h"
#include "model/bitset.h"

void
result_init(struct result *r)
{
	*r = (struct result){ NULL, NULL, 0, 0 };
}

void
result_fini(struct result *r)
{
	stretch_free(r->event);
	result_init(r);
}

/*
 * Which sections count: section and what is below it.  A parent has a smaller
 * number than its children, so one pass does.
 */
static bool *
find_members(const struct sections *s, uint32_t section)
{
	bool *member = calloc(s->n > 0 ? s->n : 1, sizeof *member);

	if (member == NULL)
		return NULL;
	for (size_t i = 0; i < s->n; i++) {
		uint32_t parent = s->at[i].parent;

		member[i] =
		    i == section || (parent != SECTION_NONE && member[parent]);
	}
	return member;
}

/*
 * Append those of the events from start to end in reading order that are
 * wanted to r, which has room for them and one more.  No branch depends on the
 * set, which is as good as random in this order; and the section is asked
 * last, because with a million events it is a cache miss.  NULL: all are
 * wanted.
 */
static void
add_wanted(struct result *r, const struct events *ev, size_t start, size_t end,
    const uint64_t *set, const bool *member)
{
	size_t n = r->n;

	for (size_t i = start; i < end; i++) {
		uint32_t event = ev->order[i];

		r->event[n] = event;
		if (member == NULL)
			n += set == NULL || bitset_has(set, event);
		else
			n += (set == NULL || bitset_has(set, event)) &&
			     member[ev->section[event]];
	}
	r->n = n;
}

/* What may be asked of the chronicle at any time needs no list. */
static void
lend_all(struct result *r, const struct events *ev)
{
	stretch_free(r->event);
	*r = (struct result){ NULL, ev, ev->n, ev->dated };
}

/* Will the order not change any more? */
static bool
stays(const struct chronicle *c)
{
	return !chronicle_loading(c) && !chronicle_redating(c);
}

/* Read what is needed to make a list. */
static bool
fetch(const struct events *ev, uint32_t section, struct err *e)
{
	return events_need_all(ev, EVENTS_ORDERS, e) &&
	       (section == SECTION_NONE ||
		   events_need_all(ev, EVENTS_SECTIONS, e));
}

bool
result_filter(struct result *r, const struct chronicle *c, uint32_t section,
    const uint64_t *set, struct err *e)
{
	const struct events *ev = chronicle_events(c);
	size_t most = set != NULL ? bitset_count(set, ev->n) : ev->n;
	bool *member = NULL;

	if (stays(c) && set == NULL && section == SECTION_NONE) {
		lend_all(r, ev);
		return true;
	}
	if (!fetch(ev, section, e))
		return false;
	if (section != SECTION_NONE)
		member = find_members(chronicle_sections(c), section);
	if ((section != SECTION_NONE && member == NULL) ||
	    !stretch(&r->event, most + 1, sizeof *r->event)) {
		free(member);
		return err_set(e, ERR_MEMORY, "memory is used up");
	}
	*r = (struct result){ r->event, NULL, 0, 0 };
	add_wanted(r, ev, 0, ev->dated, set, member);
	r->dated = r->n;
	add_wanted(r, ev, ev->dated, ev->n, set, member);
	free(member);
	return true;
}

/*
 * The first place in r where an event may stand that is read at when and has
 * the number n: r->n if that is behind all.
 */
static size_t
place_of(
    const struct result *r, const struct events *ev, uint64_t when, size_t n)
{
	size_t lo = 0, hi = r->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t event = result_event(r, mid);
		uint64_t here = events_when_at(ev, event);

		if (here < when || (here == when && event < n))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool
result_find(
    const struct result *r, const struct chronicle *c, size_t n, size_t *place)
{
	const struct events *ev = chronicle_events(c);
	size_t at;

	if (n >= ev->n)
		return false;
	at = place_of(r, ev, events_when_at(ev, n), n);
	if (at == r->n || result_event(r, at) != n)
		return false;
	*place = at;
	return true;
}

/* How many events of r are read before all that begins on that day. */
static size_t
before(const struct result *r, const struct events *ev, int32_t day)
{
	if (r == NULL || r->all != NULL)
		return events_before(ev, day);
	return place_of(r, ev, events_when_day(day), 0);
}

size_t
result_year(const struct result *r, const struct chronicle *c, int32_t year)
{

	if (year < -DATE_YEAR_MAX)
		return 0;
	if (year > DATE_YEAR_MAX)
		return r->dated;
	return before(r, chronicle_events(c), date_day(year, 1, 1));
}

static int32_t
year_of(const struct events *ev, uint32_t event)
{
	struct date d = events_date(ev, event);

	return date_year(date_key(&d));
}

int32_t
result_year_at(const struct result *r, const struct chronicle *c, size_t place)
{
	assert(place < r->dated);
	return year_of(chronicle_events(c), result_event(r, place));
}

/* Add what is below each section to its count. */
static void
add_below(const struct sections *s, uint32_t *count)
{
	for (size_t i = s->n; i > 0; i--) { /* children come after parents */
		uint32_t parent = s->at[i - 1].parent;

		if (parent != SECTION_NONE)
			count[parent] += count[i - 1];
	}
}

size_t
facets_sections(const struct chronicle *c, const uint64_t *set, uint32_t *count)
{
	const struct sections *s = chronicle_sections(c);
	const struct events *ev = chronicle_events(c);
	const struct events_source *source = ev->source;
	size_t n = ev->n;

	for (size_t i = 0; i < s->n; i++)
		count[i] = 0;
	if (set == NULL && source != NULL && source->nsections == s->n) {
		for (size_t i = 0; i < s->n; i++)
			count[i] = source->section[i];
	} else if (set == NULL) {
		for (size_t i = 0; i < n; i++)
			count[events_section(ev, i)]++;
	} else {
		size_t i = 0;

		(void)events_need_all(ev, EVENTS_SECTIONS, NULL); /* or 0 */
		for (n = 0; (i = bitset_next(set, ev->n, i)) < ev->n; i++, n++)
			count[ev->section[i]]++;
	}
	add_below(s, count);
	return n;
}

bool
facets_span(const struct chronicle *c, int32_t *first, int32_t *last)
{
	const struct events *ev = chronicle_events(c);

	if (ev->dated == 0)
		return false;
	*first = year_of(ev, events_place(ev, 0));
	*last = year_of(ev, events_place(ev, ev->dated - 1));
	return true;
}

/* They are in order, so a bin is what lies between two places. */
void
facets_plot(const struct result *r, const struct chronicle *c, int32_t first,
    int32_t last, uint32_t *bin, size_t nbins)
{
	const struct events *ev = chronicle_events(c);
	size_t from;
	int64_t start = date_day(first, 1, 1);
	int64_t days = date_day(last + 1, 1, 1) - start;
	int64_t n = (int64_t)nbins;

	assert(first <= last);
	from = before(r, ev, (int32_t)start);
	for (int64_t i = 0; i < n; i++) {
		int32_t end = (int32_t)(start + (days * (i + 1) + n - 1) / n);
		size_t to = before(r, ev, end);

		bin[i] = (uint32_t)(to - from);
		from = to;
	}
}
