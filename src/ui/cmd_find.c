#include "config.h"

#include "ui/cmd.h"

#include <stdio.h>
#include <string.h>

#include "ui/app.h"
#include "ui/view_timeline.h"

bool
cmd_search(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	if (arg[0] == '\0') {
		app_search_prompt(a);
		return true;
	}
	return app_search(a, arg, false, e);
}

bool
cmd_keep(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (!find_keep(&a->reader.find, e))
		return false;
	app_search_prompt(a);
	return true;
}

bool
cmd_unread(struct app *a, long n, const char *arg, struct err *e)
{
	static const char query[] = "is:unread";

	(void)n;
	(void)arg;
	/* Again: what was read meanwhile goes. */
	if (strcmp(find_text(&a->reader.find), query) == 0)
		return app_search(a, query, false, e);
	return app_search_inside(a, query, e);
}

/* Go to the next mark in the text or, if there is none, to the next event. */
static bool
next_hit(struct app *a, int direction, struct err *e)
{
	bool walk = a->focus == PANE_TEXT;
	struct view *list = a->view[PANE_EVENTS];

	if (find_query(&a->reader.find) == NULL)
		return err_set(e, ERR_USAGE, "nothing is searched for");
	app_settle(a);
	if (a->layout.pane[PANE_TEXT].rows > 0 &&
	    text_page_hit(app_page(a), direction, walk)) {
		app_page_moved(a);
		return true;
	}
	if (!list->ops->move(list, MOTION_LINE, direction))
		return err_set(e, ERR_NOTFOUND, "no %s event with a hit",
		    direction > 0 ? "later" : "earlier");
	app_moved(a);
	return true;
}

bool
cmd_next_hit(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return next_hit(a, 1, e);
}

bool
cmd_previous_hit(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return next_hit(a, -1, e);
}

/* ---- timeline ----------------------------------------------------------- */

bool
cmd_timeline(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	app_settle(a);
	app_cover(a,
	    app_covered(a, "timeline") ? NULL : view_timeline_new(&a->reader));
	return true;
}

static bool
need_timeline(const struct app *a, struct err *e)
{
	return app_covered(a, "timeline") ||
	       err_set(e, ERR_USAGE, "only in the timeline");
}

static bool
zoom(struct app *a, int by, struct err *e)
{
	if (!need_timeline(a, e))
		return false;
	if (!view_timeline_zoom(a->overlay, by))
		return err_set(
		    e, ERR_USAGE, "no %s bars", by > 0 ? "finer" : "coarser");
	app_moved(a);
	return true;
}

bool
cmd_finer(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return zoom(a, 1, e);
}

bool
cmd_coarser(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return zoom(a, -1, e);
}

bool
cmd_split(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (!need_timeline(a, e))
		return false;
	view_timeline_split(a->overlay);
	app_moved(a);
	return true;
}

/* Append a day as EDTF. */
static void
print_day(char *out, size_t size, int32_t days)
{
	int32_t year;
	int month, day;

	date_civil(days, &year, &month, &day);
	(void)snprintf(out, size, "%s%04d-%02d-%02d", year < 0 ? "-" : "",
	    (int)(year < 0 ? -year : year), month, day);
}

bool
cmd_span(struct app *a, long n, const char *arg, struct err *e)
{
	char query[64], from[24], to[24];
	int32_t first, last;

	(void)n;
	(void)arg;
	if (!need_timeline(a, e))
		return false;
	if (!view_timeline_span(a->overlay, &first, &last))
		return err_set(e, ERR_NOTFOUND, "nothing has a date");
	print_day(from, sizeof from, first);
	print_day(to, sizeof to, last);
	(void)snprintf(query, sizeof query, "date:%s..%s", from, to);
	app_cover(a, NULL);
	return app_search_inside(a, query, e);
}
