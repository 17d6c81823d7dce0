#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "base/mem.h"
#include "ui/view_facet.h"

#define AT_ONCE 5000 /* events that do not wait: keys may mean the facet */

/* A name in quotes is first of all a column's. */
static bool
find_field(
    const struct app *a, const char *name, struct field *f, struct err *e)
{
	const struct chronicle *c = a->reader.chronicle;
	struct str s = str_of(name);
	bool quoted = s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"';

	if (quoted)
		s = str_trim((struct str){ s.p + 1, s.n - 2 });
	return field_find_column(
		   chronicle_columns(c), chronicle_map(c), s, quoted, f) ||
	       err_set(e, ERR_NOTFOUND, "no column '%s'", name);
}

/* The facet that has something to do, or NULL. */
static struct facet *
running(const struct app *a)
{
	if (a->next_facet != NULL)
		return a->next_facet;
	if (a->facet != NULL && facet_running(view_facet_of(a->facet)))
		return view_facet_of(a->facet);
	return NULL;
}

bool
app_facet_running(const struct app *a)
{
	return running(a) != NULL;
}

void
app_facet_drop(struct app *a)
{
	facet_free(a->next_facet);
	view_free(a->facet);
	a->next_facet = NULL;
	a->facet = NULL;
	a->view[PANE_SECTIONS] = a->tree;
	a->relayout = true;
}

/* All that there is was read. */
static void
show(struct app *a)
{
	if (a->next_facet != NULL) {
		view_free(a->facet);
		a->facet = view_facet_new(&a->reader, a->next_facet);
		a->next_facet = NULL;
		a->view[PANE_SECTIONS] = a->facet;
		a->relayout = true;
		if (a->facet_focus)
			app_focus(a, PANE_SECTIONS);
	} else if (!a->stale) { /* else together with the list */
		a->relayout = true;
	}
}

void
app_facet_work(struct app *a)
{
	struct err e = { .code = ERR_NONE };
	struct facet *f = running(a);

	if (facet_step(f, &e)) {
		if (!facet_running(f))
			show(a);
		return;
	}
	app_alarm(a, "%s", e.text);
	if (f != a->next_facet) {
		app_facet_drop(a);
	} else { /* the one before stays */
		facet_free(f);
		a->next_facet = NULL;
	}
}

static bool
start(struct app *a, const char *name, bool focus, struct err *e)
{
	struct field field;
	struct facet *f;

	if (!find_field(a, name, &field, e))
		return false;
	f = facet_new(a->reader.chronicle, &field, e);
	if (f == NULL)
		return false;
	facet_free(a->next_facet);
	a->next_facet = f;
	a->facet_focus = focus;
	if (!facet_running(f))
		show(a);
	while (a->next_facet != NULL && facet_looked(f) < AT_ONCE)
		app_facet_work(a);
	return true;
}

bool
app_facet(struct app *a, const char *name, struct err *e)
{
	if (name[0] != '\0' && strcmp(name, "section") != 0)
		return start(a, name, true, e);
	app_facet_drop(a);
	return true;
}

void
app_facet_forget(struct app *a)
{
	struct buf name = BUF_INIT;

	if (a->next_facet != NULL || a->facet != NULL) {
		struct str s =
		    facet_name(a->next_facet != NULL ? a->next_facet
						     : view_facet_of(a->facet));

		buf_addf(&name, "\"%.*s\"", (int)s.n, s.p);
		x_free(a->facet_back);
		a->facet_back = buf_steal(&name);
	}
	app_facet_drop(a);
}

void
app_facet_recall(struct app *a)
{
	if (a->facet_back == NULL)
		return;
	/* Where the column is gone there is the tree. */
	(void)start(a, a->facet_back, false, NULL);
	x_free(a->facet_back);
	a->facet_back = NULL;
}
