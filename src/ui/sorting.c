#include "config.h"

#include "ui/sorting.h"

#include "base/mem.h"
#include "model/rank.h"

void
sorting_init(struct sorting *s)
{
	*s = (struct sorting){ .name = NULL };
	order_list_init(&s->list);
}

static void
give_up(struct sorting *s)
{
	order_free(s->job);
	s->job = NULL;
	s->slow = false;
}

void
sorting_fini(struct sorting *s)
{
	give_up(s);
	order_list_fini(&s->list);
	x_free(s->name);
	sorting_init(s);
}

/* Learn what the name means, as soon as there are columns. */
static bool
learn(struct sorting *s, const struct sorting_of *of, struct err *e)
{
	const struct columns *columns = chronicle_columns(of->chronicle);

	if (s->known || columns->n == 0)
		return true;
	s->known = order_by_read(
	    &s->by, columns, chronicle_map(of->chronicle), str_of(s->name), e);
	return s->known;
}

bool
sorting_start(struct sorting *s, const struct sorting_of *of, const char *name,
    struct err *e)
{
	struct sorting next;

	sorting_init(&next);
	if (name != NULL && name[0] != '\0')
		next.name = x_strdup(name);
	if (next.name != NULL && !learn(&next, of, e)) {
		x_free(next.name);
		return false;
	}
	if (next.known && order_by_is_date(&next.by)) {
		x_free(next.name);
		next.name = NULL;
	}
	give_up(s);
	x_free(s->name);
	s->name = next.name;
	s->known = next.known;
	s->by = next.by;
	s->current = false;
	s->due = s->name != NULL;
	if (!s->due)
		order_list_fini(&s->list);
	return true;
}

void
sorting_reset(struct sorting *s)
{
	give_up(s);
	order_list_fini(&s->list);
	s->current = false;
	s->due = s->name != NULL;
}

void
sorting_grown(struct sorting *s)
{
	if (s->list.event == NULL) /* or it would lose events that are shown */
		give_up(s);
	s->due = s->name != NULL;
}

/* The queries that found the events. */
static size_t
list_queries(const struct find *f, const struct query **query)
{
	for (size_t i = 0; i < f->nlevels; i++)
		query[i] = f->level[i].query;
	return f->nlevels;
}

bool
sorting_has_use(const struct sorting *s, const struct sorting_of *of)
{
	const struct query *query[FIND_DEPTH];
	size_t n = list_queries(of->find, query);

	if (!s->known || s->by.kind != ORDER_RANK)
		return true;
	for (size_t i = 0; i < n; i++)
		if (rank_has_words(query[i]))
			return true;
	return false;
}

bool
sorting_is_quick(const struct sorting *s, const struct sorting_of *of)
{
	return chronicle_count(of->chronicle) <= SORTING_AT_ONCE ||
	       (s->known && s->by.kind == ORDER_DATE);
}

/*
 * A list that grows is sorted again when it has doubled, and at the end: with
 * each delivery it would cost as much as the loading.
 */
static bool
may_wait(const struct sorting *s, const struct sorting_of *of)
{
	return s->current && chronicle_loading(of->chronicle) &&
	       !sorting_is_quick(s, of) && of->result->n < 2 * s->list.n;
}

bool
sorting_running(const struct sorting *s, const struct sorting_of *of)
{
	if (find_running(of->find)) /* there will be another result */
		return false;
	if (s->job != NULL)
		return true;
	return s->due && chronicle_columns(of->chronicle)->n > 0 &&
	       !may_wait(s, of);
}

static bool
begin(struct sorting *s, const struct sorting_of *of, struct err *e)
{
	const struct query *query[FIND_DEPTH];
	struct order_setup setup = {
		.by = s->by,
		.chronicle = of->chronicle,
		.result = of->result,
		.query = query,
	};

	setup.nqueries = list_queries(of->find, query);
	s->due = false;
	s->version = of->find->version;
	s->job = order_new(&setup, e);
	return s->job != NULL;
}

/* It cannot be sorted: be content with dates. */
static bool
fail(struct sorting *s, struct err *e)
{
	err_in(e, "sort %s", s->name);
	sorting_fini(s);
	return false;
}

bool
sorting_step(struct sorting *s, const struct sorting_of *of, bool *changed,
    struct err *e)
{
	bool done;

	*changed = false;
	if (s->job != NULL && s->version != of->find->version) {
		give_up(s); /* the queries that it knew are gone */
		s->due = true;
	}
	if (s->job == NULL && !learn(s, of, e))
		return fail(s, e);
	if (s->job == NULL && !sorting_has_use(s, of)) {
		s->due = false;
		*changed = s->list.event != NULL;
		order_list_fini(&s->list);
		return true;
	}
	if (s->job == NULL && !begin(s, of, e))
		return fail(s, e);
	if (!order_step(s->job, &done, e))
		return fail(s, e);
	if (!done)
		return true;
	order_list_fini(&s->list);
	order_take(s->job, &s->list);
	s->current = true;
	give_up(s);
	*changed = true;
	return true;
}
