#include "config.h"

#include "model/chronicle.h"

#include "base/mem.h"
#include "model/date_columns.h"
#include "model/delivery.h"
#include "model/id_index.h"
#include "model/ids.h"
#include "model/redate.h"
#include "model/runs.h"
#include "model/section_map.h"
#include "model/segment.h"

#include <assert.h>
#include <stdlib.h>

struct chronicle {
	struct fold_map *map;
	char *title, *source; /* NULL before the first delivery */
	char *name;           /* or NULL */
	char *encoding;       /* likewise */
	bool guessed;         /* that is */
	struct columns columns;
	struct csv_options dialect;
	struct sections sections;
	struct section_map numbered; /* the loader's */
	struct problems problems;
	struct stamps stamps;
	struct redate redate;
	struct events events;
	struct runs runs;
	bool complete, compiled;
	struct dates dates;
	int date_cols, share;
	/* Behind pointers, as they are made by who only looks. */
	struct id_index *index;
	struct date_columns *date_columns;
};

struct chronicle *
chronicle_new(void)
{
	struct chronicle *c = x_calloc(1, sizeof *c);

	c->map = fold_map_new();
	columns_init(&c->columns);
	sections_init(&c->sections);
	problems_init(&c->problems);
	redate_init(&c->redate);
	stamps_init(&c->stamps);
	events_init(&c->events);
	dates_init(&c->dates, NULL);
	c->share = -1;
	c->index = x_calloc(1, sizeof *c->index);
	c->date_columns = x_calloc(1, sizeof *c->date_columns);
	return c;
}

void
chronicle_free(struct chronicle *c)
{
	if (c == NULL)
		return;
	id_index_fini(c->index);
	x_free(c->index);
	date_columns_fini(c->date_columns);
	x_free(c->date_columns);
	runs_fini(&c->runs);
	events_fini(&c->events);
	problems_fini(&c->problems);
	redate_fini(&c->redate);
	stamps_fini(&c->stamps);
	sections_fini(&c->sections);
	section_map_fini(&c->numbered);
	columns_fini(&c->columns);
	x_free(c->source);
	x_free(c->title);
	x_free(c->name);
	x_free(c->encoding);
	fold_map_free(c->map);
	x_free(c);
}

struct fold_map *
chronicle_map(const struct chronicle *c)
{
	return c->map;
}

static void
adopt_head(struct chronicle *c, struct delivery *d)
{
	if (d->title == NULL || c->title != NULL)
		return;
	c->title = d->title;
	c->source = d->source;
	c->name = d->name;
	c->columns = d->columns;
	c->dialect = d->dialect;
	date_columns_set(c->date_columns, d->hint, c->columns.n);
	d->title = NULL;
	d->source = NULL;
	d->name = NULL;
	columns_init(&d->columns);
}

static void
adopt_encoding(struct chronicle *c, struct delivery *d)
{
	if (d->encoding == NULL)
		return;
	x_free(c->encoding);
	c->encoding = d->encoding;
	c->guessed = d->guessed;
	d->encoding = NULL;
}

static bool
adopt_segments(struct chronicle *c, struct delivery *d)
{
	bool ordered = d->later || d->order.event != NULL;
	struct segment *s = d->segment;

	d->segment = NULL;
	return runs_add(&c->runs, &c->events, &c->numbered, s, ordered) &&
	       (d->later || runs_show(&c->runs, &c->events, &d->order));
}

bool
chronicle_adopt(struct chronicle *c, struct delivery *d, struct err *e)
{
	bool ok = true;

	adopt_head(c, d);
	adopt_encoding(c, d);
	section_map_add(&c->numbered, &c->sections, &d->sections);
	problems_move(&c->problems, &d->problems);
	stamps_move(&c->stamps, &d->stamps);
	if (!adopt_segments(c, d))
		ok = err_set(e, ERR_MEMORY, "memory is used up");
	c->dates = d->dates;
	if (d->misread > 0)
		redate_start(&c->redate,
		    d->misread < c->events.n ? d->misread : c->events.n,
		    &c->problems);
	c->date_cols = d->date_cols;
	c->share = d->share;
	c->compiled = d->compiled;
	if (d->last)
		c->complete = true;
	if (ok && d->failed) {
		if (e != NULL)
			*e = d->e;
		ok = false;
	}
	delivery_free(d);
	return ok;
}

bool
chronicle_redating(const struct chronicle *c)
{
	return c->redate.at < c->redate.end;
}

bool
chronicle_redate(struct chronicle *c, bool *done, struct err *e)
{
	const struct run *run = runs_find(&c->runs, c->redate.at);
	const struct redate_place where = {
		.segment = run->segment,
		.start = run->start,
		.column = (size_t)c->columns.role[ROLE_DATE],
		.dates = &c->dates,
		.events = &c->events,
		.sections =
		    c->columns.role[ROLE_SECTION] < 0 ? &c->sections : NULL,
		.problems = &c->problems,
		.file = chronicle_title(c),
	};
	bool ok = redate_segment(&c->redate, &where, e);

	*done = !ok || !chronicle_redating(c);
	if (!ok)
		c->redate.end = c->redate.at;
	if (ok && *done && !events_sort(&c->events))
		return err_set(e, ERR_MEMORY, "memory is used up");
	return ok;
}

bool
chronicle_loading(const struct chronicle *c)
{
	return !c->complete;
}

bool
chronicle_compiled(const struct chronicle *c)
{
	return c->compiled;
}

int
chronicle_share(const struct chronicle *c)
{
	return c->share;
}

const char *
chronicle_title(const struct chronicle *c)
{
	return c->title != NULL ? c->title : "";
}

const char *
chronicle_name(const struct chronicle *c)
{
	return c->name != NULL ? c->name : "";
}

const char *
chronicle_source(const struct chronicle *c)
{
	return c->source != NULL ? c->source : "";
}

const char *
chronicle_encoding(const struct chronicle *c, bool *guessed)
{
	*guessed = c->guessed;
	return c->encoding;
}

const struct columns *
chronicle_columns(const struct chronicle *c)
{
	return &c->columns;
}

const struct csv_options *
chronicle_dialect(const struct chronicle *c)
{
	return &c->dialect;
}

const struct sections *
chronicle_sections(const struct chronicle *c)
{
	return &c->sections;
}

const struct problems *
chronicle_problems(const struct chronicle *c)
{
	return &c->problems;
}

const struct stamps *
chronicle_stamps(const struct chronicle *c)
{
	return &c->stamps;
}

const struct events *
chronicle_events(const struct chronicle *c)
{
	return &c->events;
}

size_t
chronicle_count(const struct chronicle *c)
{
	return c->events.n;
}

struct date
chronicle_date(const struct chronicle *c, size_t n)
{
	assert(n < c->events.n);
	return events_date(&c->events, n);
}

uint32_t
chronicle_section(const struct chronicle *c, size_t n)
{
	assert(n < c->events.n);
	return events_section(&c->events, n);
}

size_t
chronicle_dated(const struct chronicle *c)
{
	return c->events.dated;
}

const uint32_t *
chronicle_order(const struct chronicle *c, size_t *dated)
{
	*dated = c->events.dated;
	(void)events_need_all(&c->events, EVENTS_ORDERS, NULL); /* or 0 */
	return c->events.order;
}

/* A record of which nothing is known but how many fields it has. */
static void
make_blank(struct record *r, size_t n)
{
	if (n > r->cap) {
		r->field = x_reallocarray(r->field, n, sizeof *r->field);
		r->cap = n;
	}
	for (size_t i = 0; i < n; i++)
		r->field[i] = str_of("");
	r->n = n;
}

bool
chronicle_record(
    const struct chronicle *c, size_t n, struct record *r, struct err *e)
{
	const struct run *run = runs_find(&c->runs, n);

	assert(n < c->events.n);
	if (segment_record(run->segment, n - run->start, r, e))
		return true;
	make_blank(r, c->columns.n);
	return false;
}

/* Is it the id of event n?  What cannot be read has none. */
static bool
has_id(const struct chronicle *c, size_t n, struct str id)
{
	struct record r;
	bool same;

	record_init(&r);
	same = chronicle_record(c, n, &r, NULL) &&
	       str_eq(str_trim(record_role(&r, &c->columns, ROLE_ID)), id);
	record_fini(&r);
	return same;
}

const struct dates *
chronicle_dates(const struct chronicle *c)
{
	return &c->dates;
}

#define LEARN_BYTES ((size_t)1 << 20) /* at once: a few ms */

struct learning {
	struct date_columns *columns;
	size_t column, start;
	size_t left; /* of LEARN_BYTES */
};

static bool
learn_cell(void *arg, size_t row, struct str cell)
{
	struct learning *l = arg;

	date_columns_learn(l->columns, l->column, l->start + row, cell);
	l->left -= cell.n < l->left ? cell.n : l->left;
	return l->left > 0 &&
	       date_columns_learned(l->columns, l->column) < DATE_COLUMNS_FIRST;
}

/* Learn from the first cells of a column, as many as there are; of long ones
 * from some, and from more the next time. */
static void
learn_first(const struct chronicle *c, size_t column)
{
	struct date_columns *to = c->date_columns;
	struct learning l = { to, column, 0, LEARN_BYTES };
	size_t n = date_columns_learned(to, column);
	bool ok = true;

	while (ok && l.left > 0 && n < DATE_COLUMNS_FIRST && n >= to->before &&
	       n - to->before < c->events.n) {
		const struct run *run = runs_find(&c->runs, n - to->before);
		size_t row = n - to->before - run->start;

		l.start = run->start;
		ok = segment_read_column(
		    run->segment, column, &row, learn_cell, &l, NULL);
		ok = ok && date_columns_learned(to, column) > n;
		n = date_columns_learned(to, column);
	}
	(void)date_columns_settle(to, column);
}

const struct dates *
chronicle_column_dates(
    const struct chronicle *c, size_t column, unsigned *version)
{
	*version = 0;
	if ((int)column == c->columns.role[ROLE_DATE] ||
	    column >= c->date_columns->n)
		return NULL;
	if (date_columns_learned(c->date_columns, column) < DATE_COLUMNS_FIRST)
		learn_first(c, column);
	return date_columns_find(c->date_columns, column, version);
}

bool
chronicle_explain_dates(
    const struct chronicle *c, size_t column, struct buf *out)
{
	unsigned version;
	const struct dates *dates = chronicle_column_dates(c, column, &version);

	/* What is compiled is read as it was when it was. */
	if (dates == NULL || c->compiled || !dates_ambiguous(dates))
		return false;
	buf_addf(out, "%s: ", c->columns.name[column]);
	return dates_explain(dates, out);
}

struct date_columns *
chronicle_date_columns(const struct chronicle *c)
{
	return c->date_columns;
}

void
chronicle_follow(struct chronicle *c, struct chronicle *from)
{
	date_columns_fini(c->date_columns);
	*c->date_columns = *from->date_columns;
	c->date_columns->before += from->events.n;
	date_columns_init(from->date_columns);
}

int
chronicle_date_cols(const struct chronicle *c)
{
	return c->date_cols;
}

/* Where events come from when they are asked for, so does who has an id. */
static bool
find_in_source(
    const struct chronicle *c, struct str id, uint32_t hash, size_t *n)
{
	struct events_source *s = c->events.source;

	for (size_t event = 0; s->find(s, hash, &event); event++)
		if (has_id(c, event, id)) {
			*n = event;
			return true;
		}
	return false;
}

bool
chronicle_find(const struct chronicle *c, struct str id, size_t *n)
{
	size_t at = 0, event;
	uint32_t hash;

	id = str_trim(id);
	hash = ids_short(ids_hash(id));
	if (hash == 0)
		return false;
	if (c->events.source != NULL)
		return find_in_source(c, id, hash, n);
	if (!id_index_extend(c->index, &c->events))
		return false;
	while (id_index_next(c->index, &c->events, hash, &at, &event))
		if (has_id(c, event, id)) {
			*n = event;
			return true;
		}
	return false;
}

size_t
chronicle_segments(const struct chronicle *c)
{
	return c->runs.n;
}

struct segment *
chronicle_segment(const struct chronicle *c, size_t i, size_t *start)
{
	assert(i < c->runs.n);
	*start = c->runs.at[i].start;
	return c->runs.at[i].segment;
}
