#include "config.h"

#include "ui/cmd.h"

#include "ui/app.h"

bool
cmd_next_pane(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	app_focus(a, (enum pane)((a->focus + 1) % PANE_NPANES));
	return true;
}

bool
cmd_previous_pane(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	(void)e;
	app_focus(a, (enum pane)((a->focus + PANE_NPANES - 1) % PANE_NPANES));
	return true;
}

/* Go to related event n or (0) that at the cursor, or the cursor to a link. */
static bool
follow(struct app *a, long n, struct err *e)
{
	struct text_page *p = app_own_page(a);
	size_t event;

	if (text_page_link(p, n, &event)) {
		if (!reader_goto(&a->reader, event, e))
			return false;
		app_arrive(a);
		return true;
	}
	if (text_page_working(p))
		return err_set(
		    e, ERR_NOTFOUND, "related events are not known yet");
	if (p->doc.nlinks == 0)
		return err_set(e, ERR_NOTFOUND, "no related events");
	if (n > 0)
		return err_set(e, ERR_NOTFOUND, "no related event %ld", n);
	if (text_page_to_link(p))
		app_page_moved(a);
	return true;
}

bool
cmd_deeper(struct app *a, long n, const char *arg, struct err *e)
{
	struct view *v = a->view[a->focus];

	(void)arg;
	if (a->focus == PANE_TEXT)
		return follow(a, n, e);
	if (v->ops->deeper != NULL && v->ops->deeper(v))
		app_moved(a);
	else
		app_focus(a, (enum pane)(a->focus + 1));
	return true;
}

bool
cmd_back(struct app *a, long n, const char *arg, struct err *e)
{
	struct view *v = a->view[a->focus];

	(void)n;
	(void)arg;
	(void)e;
	if (v->ops->back != NULL && v->ops->back(v))
		app_moved(a);
	else if (a->focus != PANE_SECTIONS)
		app_focus(a, (enum pane)(a->focus - 1));
	return true;
}

static bool
fold(struct app *a, bool open, struct err *e)
{
	if (a->facet != NULL)
		return err_set(e, ERR_USAGE, "only in the sections");
	view_sections_fold(a->tree, open);
	app_moved(a);
	return true;
}

bool
cmd_fold(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return fold(a, false, e);
}

bool
cmd_unfold(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return fold(a, true, e);
}

/* The user chose: remember it beyond this session. */
static void
sizes_changed(struct app *a)
{
	a->keep_sizes = true;
	app_options_changed(a);
}

bool
cmd_layout(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	if (arg[0] != '\0') {
		if (!option_set(&a->options, "layout", arg, e))
			return false;
	} else {
		/* From what is seen, so that the first press shows a change. */
		int next = (int)a->layout.mode + 1;

		a->options.layout =
		    next > LAYOUT_SINGLE ? LAYOUT_STACKED : next;
	}
	a->zoomed = false;
	sizes_changed(a);
	return true;
}

static bool
has_it_all(struct err *e)
{
	return err_set(e, ERR_USAGE, "the pane has the whole screen");
}

bool
cmd_zoom(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (a->layout.mode == LAYOUT_SINGLE)
		return has_it_all(e);
	a->zoomed = !a->zoomed;
	a->relayout = true;
	return true;
}

static int
clamp(int n, int lo, int hi)
{
	if (n < lo)
		return lo;
	return n > hi ? hi : n;
}

/* Move the border of the focused pane outwards (1) or inwards (-1), n times. */
static bool
resize(struct app *a, int by, long n, struct err *e)
{
	struct options *o = &a->options;
	int step = (a->focus == PANE_TEXT ? -by : by) * clamp((int)n, 1, 100);

	if (a->zoomed || a->layout.mode == LAYOUT_SINGLE)
		return has_it_all(e);
	if (a->focus == PANE_SECTIONS)
		o->sections_width = clamp(
		    a->layout.pane[PANE_SECTIONS].cols + 2 * step, 12, 200);
	else if (a->layout.mode == LAYOUT_STACKED)
		o->list_height = clamp(o->list_height + 5 * step, 10, 90);
	else
		o->list_width = clamp(o->list_width + 5 * step, 10, 90);
	sizes_changed(a);
	return true;
}

bool
cmd_grow(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return resize(a, 1, n, e);
}

bool
cmd_shrink(struct app *a, long n, const char *arg, struct err *e)
{
	(void)arg;
	return resize(a, -1, n, e);
}
