#include "config.h"

#include "ui/cmd.h"

#include <errno.h>
#include <stdlib.h>

#include "ui/app.h"

/* Move what has the focus or lies over it. */
static bool
move(struct app *a, enum motion m, long n)
{
	struct view *v = app_view(a);

	if (!v->ops->move(v, m, n))
		return true; /* at the edge: that is seen, not said */
	if (v == a->view[PANE_TEXT])
		a->text_dirty = true;
	app_moved(a);
	return true;
}

static long
times(long n)
{
	return n > 0 ? n : 1;
}

bool
cmd_down(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_LINE, times(n));
}

bool
cmd_up(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_LINE, -times(n));
}

bool
cmd_half_down(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_HALF, times(n));
}

bool
cmd_half_up(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_HALF, -times(n));
}

bool
cmd_page_down(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_PAGE, times(n));
}

bool
cmd_page_up(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move(a, MOTION_PAGE, -times(n));
}

/* Go far away, so that jump-back knows the way. */
static bool
move_to(struct app *a, long line)
{
	if (app_view(a) == a->view[PANE_EVENTS])
		reader_mark_jump(&a->reader);
	return move(a, MOTION_TO, line);
}

bool
cmd_top(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move_to(a, n > 0 ? n - 1 : 0);
}

bool
cmd_bottom(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	(void)e;
	return move_to(a, n > 0 ? n - 1 : -1);
}

/* Step through the list from wherever the focus is. */
static bool
step_event(struct app *a, long n, struct err *e)
{
	struct view *list = a->view[PANE_EVENTS];

	app_settle(a);
	if (!list->ops->move(list, MOTION_LINE, n))
		return err_set(e, ERR_NOTFOUND,
		    n < 0 ? "this is the first event"
			  : "this is the last event");
	app_arrive(a);
	return true;
}

bool
cmd_next_event(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_event(a, times(n), e);
}

bool
cmd_previous_event(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_event(a, -times(n), e);
}

static bool
step_years(struct app *a, int years, long n, struct err *e)
{
	app_settle(a);
	if (!reader_step(&a->reader, years, n))
		return err_set(e, ERR_NOTFOUND, "no %s %s with an event",
		    n < 0 ? "earlier" : "later",
		    years == 1 ? "year" : "decade");
	app_arrive(a);
	return true;
}

bool
cmd_next_year(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_years(a, 1, times(n), e);
}

bool
cmd_previous_year(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_years(a, 1, -times(n), e);
}

bool
cmd_next_decade(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_years(a, 10, times(n), e);
}

bool
cmd_previous_decade(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return step_years(a, 10, -times(n), e);
}

/* A whole number, nothing behind it. */
static bool
number(const char *s, long *n)
{
	char *end;

	errno = 0;
	*n = strtol(s, &end, 10);
	return end != s && *end == '\0' && errno == 0;
}

/* A year between the first and the last of the chronicle, else a line. */
static bool
go_number(struct app *a, long n, struct err *e)
{
	struct reader *r = &a->reader;
	int32_t first, last;

	if (facets_span(r->chronicle, &first, &last) && n >= first && n <= last)
		return reader_goto_year(r, (int32_t)n, e);
	if (n < 1 || (size_t)n > reader_count(r))
		return err_set(e, ERR_USAGE,
		    "%ld is no year of the chronicle and no line of the list",
		    n);
	reader_mark_jump(r);
	(void)reader_select(r, (size_t)n - 1);
	return true;
}

bool
cmd_go(struct app *a, long n, const char *arg, struct err *e)
{
	struct reader *r = &a->reader;
	size_t event;
	bool ok;

	app_settle(a);
	if (arg[0] == '\0' && n == 0)
		return err_set(e, ERR_USAGE, "goto needs #N, a year or an id");
	if (arg[0] == '\0') {
		ok = go_number(a, n, e);
	} else if (arg[0] == '#') {
		if (!number(arg + 1, &n) || n < 1)
			return err_set(e, ERR_USAGE, "no event '%s'", arg);
		ok = reader_goto(r, (size_t)n - 1, e);
	} else if (chronicle_find(r->chronicle, str_of(arg), &event)) {
		ok = reader_goto(r, event, e);
	} else if (number(arg, &n)) {
		ok = go_number(a, n, e);
	} else {
		return err_set(e, ERR_NOTFOUND, "no event '%s'", arg);
	}
	if (ok)
		app_arrive(a);
	return ok;
}

static bool
jump(struct app *a, int direction, long n, struct err *e)
{
	bool moved = false;

	app_settle(a);
	for (; n > 0 && reader_jump(&a->reader, direction, e); n--)
		moved = true;
	if (moved)
		app_arrive(a);
	return moved;
}

bool
cmd_jump_back(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return jump(a, -1, times(n), e);
}

bool
cmd_jump_forward(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return jump(a, 1, times(n), e);
}

/* Say how the dates by which the list is sorted were read, if that is left
 * open. */
static void
tell_order(struct app *a)
{
	const struct sorting *s = &a->reader.sorting;
	struct buf line = BUF_INIT;

	if (s->name != NULL && s->known && s->by.kind == ORDER_COLUMN &&
	    chronicle_explain_dates(
		a->reader.chronicle, (size_t)s->by.column, &line))
		app_tell(a, "%s", buf_cstr(&line));
	buf_fini(&line);
}

bool
cmd_sort(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	app_settle(a);
	app_moved(a);
	if (!reader_sort(&a->reader, arg, e))
		return false;
	if (reader_sorts_nothing(&a->reader))
		app_tell(a, "by date, until words are searched for");
	else
		tell_order(a);
	return true;
}
