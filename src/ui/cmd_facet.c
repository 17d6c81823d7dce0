#include "config.h"

#include "ui/cmd.h"

#include "ui/app.h"
#include "ui/view_facet.h"

bool
cmd_facet(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	return app_facet(a, arg, e);
}

bool
cmd_pick(struct app *a, long n, const char *arg, struct err *e)
{
	struct buf query = BUF_INIT;
	bool ok;

	(void)n;
	(void)arg;
	if (a->facet == NULL || a->focus != PANE_SECTIONS)
		return err_set(e, ERR_USAGE, "only in a facet");
	/* A value may have bytes that a query may not, NUL too. */
	ok = view_facet_ask(a->facet, &query, e) &&
	     find_check(&a->reader.find, buf_str(&query), e) &&
	     app_search_inside(a, buf_cstr(&query), e);
	buf_fini(&query);
	if (ok && a->layout.pane[PANE_EVENTS].rows == 0)
		app_focus(a, PANE_EVENTS);
	return ok;
}
