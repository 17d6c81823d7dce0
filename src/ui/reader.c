#include "config.h"

#include "ui/reader.h"

#include "base/mem.h"

#include <assert.h>
#include <string.h>

void
reader_init(struct reader *r, struct chronicle *c)
{
	memset(r, 0, sizeof *r);
	r->chronicle = c;
	r->section = SECTION_NONE;
	result_init(&r->result);
	r->listed_section = SECTION_NONE;
	find_init(&r->find, c);
	sorting_init(&r->sorting);
}

void
reader_fini(struct reader *r)
{
	sorting_fini(&r->sorting); /* before what it reads */
	result_fini(&r->result);
	find_fini(&r->find);
	chronicle_free(r->chronicle);
	x_free(r->count);
	x_free(r->offset);
}

static bool
is_sorted(const struct reader *r)
{
	return r->sorting.list.event != NULL;
}

size_t
reader_count(const struct reader *r)
{
	return is_sorted(r) ? r->sorting.list.n : r->result.n;
}

size_t
reader_at(const struct reader *r, size_t place)
{
	assert(place < reader_count(r));
	return is_sorted(r) ? r->sorting.list.event[place]
			    : result_event(&r->result, place);
}

size_t
reader_dated(const struct reader *r)
{
	return is_sorted(r) ? r->sorting.list.dated : r->result.dated;
}

bool
reader_find(const struct reader *r, size_t event, size_t *place)
{
	return is_sorted(r)
		   ? order_list_find(&r->sorting.list, event, place)
		   : result_find(&r->result, r->chronicle, event, place);
}

bool
reader_event(const struct reader *r, size_t *event)
{
	if (r->place >= reader_count(r))
		return false;
	*event = reader_at(r, r->place);
	return true;
}

size_t
reader_all(const struct reader *r)
{
	return r->found;
}

bool
reader_select(struct reader *r, size_t place)
{
	if (reader_count(r) == 0)
		return false;
	if (place >= reader_count(r))
		place = reader_count(r) - 1;
	if (place == r->place)
		return false;
	r->place = place;
	return true;
}

/* Count the events by section, of all sections. */
static void
count_sections(struct reader *r)
{
	size_t n = chronicle_sections(r->chronicle)->n;

	r->count = x_reallocarray(r->count, n, sizeof *r->count);
	r->ncounts = n;
	r->found = facets_sections(r->chronicle, find_set(&r->find), r->count);
}

/* ---- the list ---- */

static struct sorting_of
what(const struct reader *r)
{
	return (struct sorting_of){ r->chronicle, &r->result, &r->find };
}

/* Keep event n selected if there is one and it is there. */
static void
reselect(struct reader *r, bool had, size_t n)
{
	if (!had || !reader_find(r, n, &r->place))
		r->place = 0;
}

static bool
is_ranked(const struct reader *r)
{
	const struct sorting *s = &r->sorting;

	struct sorting_of of = what(r);

	return s->known && s->by.kind == ORDER_RANK && sorting_has_use(s, &of);
}

/* Sort it if that is done in a moment. */
static bool
sort_quickly(struct reader *r, struct err *e)
{
	struct sorting_of of = what(r);
	bool changed;

	while (sorting_is_quick(&r->sorting, &of) &&
	       sorting_running(&r->sorting, &of))
		if (!sorting_step(&r->sorting, &of, &changed, e))
			return false;
	return true;
}

/* Build the result and keep event n selected if it is there. */
static bool
rebuild(struct reader *r, bool had, size_t n, struct err *e)
{
	bool asked = r->listed_version != r->find.version;
	bool ok, same = !asked && r->listed_section == r->section;

	if (!result_filter(
		&r->result, r->chronicle, r->section, find_set(&r->find), e))
		return false;
	r->version++;
	r->listed_version = r->find.version;
	r->listed_section = r->section;
	(same ? sorting_grown : sorting_reset)(&r->sorting);
	ok = sort_quickly(r, e);
	/* Who asks for the best hits wants to see the best one. */
	reselect(r, had && !(asked && is_ranked(r)), n);
	return ok;
}

bool
reader_sort(struct reader *r, const char *name, struct err *e)
{
	struct sorting_of of = what(r);
	size_t n = 0;
	bool ok, had = reader_event(r, &n);

	if (!sorting_start(&r->sorting, &of, name, e))
		return false;
	if (r->place == 0 && r->sorting.name != NULL)
		had = false;
	ok = sort_quickly(r, e);
	reselect(r, had, n);
	return ok;
}

bool
reader_sorting(const struct reader *r)
{
	struct sorting_of of = what(r);

	return sorting_running(&r->sorting, &of);
}

bool
reader_sorts_nothing(const struct reader *r)
{
	struct sorting_of of = what(r);

	return !sorting_has_use(&r->sorting, &of);
}

bool
reader_sort_step(struct reader *r, bool *changed, struct err *e)
{
	struct sorting_of of = what(r);
	size_t n = 0;
	bool ok, had = reader_event(r, &n) && r->place > 0;

	ok = sorting_step(&r->sorting, &of, changed, e);
	if (*changed || !ok)
		reselect(r, had, n);
	return ok;
}

bool
reader_found(struct reader *r, struct err *e)
{
	size_t n = 0;
	bool had = reader_event(r, &n);

	if (r->grown && r->place == 0)
		had = false;
	r->grown = false;
	count_sections(r);
	return rebuild(r, had, n, e);
}

bool
reader_update(struct reader *r, struct err *e)
{
	size_t n = 0;
	bool had = reader_event(r, &n);

	find_grown(&r->find);
	r->grown = find_running(&r->find);
	count_sections(r);
	/* Somebody who still stands on the first event wants the first one. */
	if (r->place == 0)
		had = false;
	return rebuild(r, had, n, e);
}

bool
reader_filter(struct reader *r, uint32_t section, struct err *e)
{
	uint32_t was = r->section;
	size_t n = 0;
	bool had = reader_event(r, &n);

	if (section == was)
		return true;
	r->section = section;
	if (rebuild(r, had, n, e))
		return true;
	r->section = was;
	return false;
}

/* Select an event of the result; if a list that is sorted anew lacks it yet, it
 * is by date until then. */
static void
select_event(struct reader *r, size_t event)
{
	if (reader_find(r, event, &r->place))
		return;
	sorting_reset(&r->sorting);
	(void)reader_find(r, event, &r->place);
}

/* Select an event, in the whole chronicle if the section has it not. */
static bool
go(struct reader *r, size_t event, struct err *e)
{
	size_t place;

	if (event >= chronicle_count(r->chronicle))
		return err_set(e, ERR_NOTFOUND, "no event %zu, there are %zu",
		    event + 1, chronicle_count(r->chronicle));
	while (!result_find(&r->result, r->chronicle, event, &place)) {
		if (r->section != SECTION_NONE) {
			if (!reader_filter(r, SECTION_NONE, e))
				return false;
		} else if (!find_drop(&r->find)) {
			return err_set(e, ERR_NOTFOUND, "event is not listed");
		} else if (!reader_found(r, e)) {
			return false;
		}
	}
	select_event(r, event);
	return true;
}

bool
reader_goto(struct reader *r, size_t event, struct err *e)
{
	size_t from;

	if (reader_event(r, &from) && from != event)
		reader_mark_jump(r);
	return go(r, event, e);
}

void
reader_mark_jump(struct reader *r)
{
	size_t event;

	if (!reader_event(r, &event))
		return;
	r->njumps = r->jump_at; /* a new way forgets the old one forward */
	if (r->njumps > 0 && r->jump[r->njumps - 1] == event)
		return;
	if (r->njumps == READER_JUMPS) {
		memmove(r->jump, r->jump + 1,
		    (READER_JUMPS - 1) * sizeof r->jump[0]);
		r->njumps--;
	}
	r->jump[r->njumps++] = (uint32_t)event;
	r->jump_at = r->njumps;
}

bool
reader_jump(struct reader *r, int direction, struct err *e)
{
	size_t to;

	/* Leaving the newest place: remember it, to come back to. */
	if (direction < 0 && r->jump_at == r->njumps) {
		reader_mark_jump(r);
		r->jump_at = r->njumps > 0 ? r->njumps - 1 : 0;
	}
	if (direction < 0 && r->jump_at == 0)
		return err_set(e, ERR_NOTFOUND, "no earlier place");
	if (direction > 0 && r->jump_at + 1 >= r->njumps)
		return err_set(e, ERR_NOTFOUND, "no later place");
	to = direction < 0 ? r->jump_at - 1 : r->jump_at + 1;
	if (!go(r, r->jump[to], e))
		return false;
	r->jump_at = to;
	return true;
}

void
reader_set_jumps(struct reader *r, const uint32_t *event, size_t n, size_t at)
{
	for (size_t i = 0; i < n; i++)
		r->jump[i] = event[i];
	r->njumps = n;
	r->jump_at = at;
}

/* 1990 opens the 1990s, and -9 the ten years that end with 0. */
static int32_t
span_of(int32_t year, int years)
{
	return (year >= 0 ? year : year - (years - 1)) / years;
}

/* The span in which a dated place lies. */
static int32_t
span_at(const struct reader *r, size_t place, int years)
{
	return span_of(result_year_at(&r->result, r->chronicle, place), years);
}

/* The first place of the next span; where we are if there is none. */
static size_t
step_forward(const struct reader *r, size_t place, int years)
{
	size_t to;

	if (place >= r->result.dated)
		return place;
	to = result_year(
	    &r->result, r->chronicle, (span_at(r, place, years) + 1) * years);
	return to < r->result.dated ? to : place;
}

static size_t
step_back(const struct reader *r, size_t place, int years)
{
	size_t to = place < r->result.dated ? place : r->result.dated;

	if (to == 0)
		return place;
	return result_year(
	    &r->result, r->chronicle, span_at(r, to - 1, years) * years);
}

/* Select what is at a place of the result; false if it is selected. */
static bool
leap(struct reader *r, size_t place)
{
	size_t event = result_event(&r->result, place), from;

	if (reader_event(r, &from) && from == event)
		return false;
	reader_mark_jump(r);
	select_event(r, event);
	return true;
}

bool
reader_step(struct reader *r, int years, long n)
{
	size_t event, place, from;

	if (!reader_event(r, &event) ||
	    !result_find(&r->result, r->chronicle, event, &place))
		return false;
	do {
		from = place;
		if (n > 0)
			place = step_forward(r, from, years);
		else if (n < 0)
			place = step_back(r, from, years);
		n -= n > 0 ? 1 : -1;
	} while (n != 0 && place != from);
	return leap(r, place);
}

bool
reader_goto_year(struct reader *r, int32_t year, struct err *e)
{
	size_t place = result_year(&r->result, r->chronicle, year);

	if (place >= r->result.dated)
		return err_set(e, ERR_NOTFOUND,
		    "no event in or after %d in this topic", (int)year);
	(void)leap(r, place); /* it may be selected already */
	return true;
}

/* ---- texts ---- */

size_t
reader_offset(const struct reader *r, size_t event)
{
	for (size_t i = r->noffsets; i-- > 0;)
		if (r->offset[i].event == event)
			return r->offset[i].at;
	return 0;
}

void
reader_set_offset(struct reader *r, size_t event, size_t at)
{
	for (size_t i = r->noffsets; i-- > 0;)
		if (r->offset[i].event == event) {
			r->offset[i].at = at;
			return;
		}
	if (at == 0)
		return;
	r->offset =
	    x_reallocarray(r->offset, r->noffsets + 1, sizeof r->offset[0]);
	r->offset[r->noffsets++] =
	    (struct reader_offset){ (uint32_t)event, at };
}
