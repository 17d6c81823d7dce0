#include "config.h"

#include "model/redate.h"

void
redate_init(struct redate *r)
{
	*r = (struct redate){ 0 };
	problems_init(&r->was);
}

void
redate_fini(struct redate *r)
{
	problems_fini(&r->was);
}

void
redate_start(struct redate *r, size_t end, struct problems *p)
{
	redate_fini(r);
	redate_init(r);
	r->end = end;
	problems_take(p, PROBLEM_DATE, end, &r->was);
}

struct reading {
	struct redate *r;
	const struct redate_place *where;
	struct buf name; /* scratch */
};

/* The date of an event cannot be read, and where it stands is known if that
 * was told before. */
static void
complain(
    struct reading *reading, size_t event, const char *what, struct str raw)
{
	struct redate *r = reading->r;
	struct problems *p = reading->where->problems;
	const struct problem *was = NULL;

	while (r->told < r->was.n && r->was.at[r->told].event < event)
		r->told++;
	if (r->told < r->was.n && r->was.at[r->told].event == event)
		was = &r->was.at[r->told];
	p->event = event;
	problems_add(p, PROBLEM_DATE,
	    was != NULL ? was->file : reading->where->file,
	    was != NULL ? was->line : 0, was != NULL ? was->column : 0, what,
	    raw);
	p->event = PROBLEM_NO_EVENT;
}

static void
move_section(struct reading *reading, size_t event, const struct date *d)
{
	const struct redate_place *w = reading->where;

	if (w->sections != NULL)
		w->events->section[event] =
		    sections_of_decade(w->sections, d, &reading->name);
}

static bool
take_cell(void *arg, size_t row, struct str cell)
{
	struct reading *reading = arg;
	const struct redate_place *w = reading->where;
	size_t event = w->start + row;
	struct date d;
	struct err e;

	cell = str_trim(cell);
	if (!dates_parse(w->dates, cell, &d, &e)) {
		complain(reading, event, e.text, cell);
		d = (struct date){ .precision = DATE_NONE };
	}
	events_set_date(w->events, event, &d);
	move_section(reading, event, &d);
	reading->r->at = event + 1;
	return reading->r->at < reading->r->end;
}

bool
redate_segment(
    struct redate *r, const struct redate_place *where, struct err *e)
{
	struct reading reading = { r, where, BUF_INIT };
	size_t row = r->at - where->start;
	bool ok = segment_read_column(
	    where->segment, where->column, &row, take_cell, &reading, e);

	buf_fini(&reading.name);
	return ok;
}
