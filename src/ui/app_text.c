#include "config.h"

#include "ui/app.h"

#include "ui/view_text.h"

struct text_page *
app_page(const struct app *a)
{
	return view_text_page(a->view[PANE_TEXT]);
}

struct text_page *
app_own_page(struct app *a)
{
	app_settle(a);
	view_text_topic(a->view[PANE_TEXT], false, SECTION_NONE);
	return app_page(a);
}

void
app_page_moved(struct app *a)
{
	a->text_dirty = true;
	app_moved(a);
}

void
app_text_work(struct app *a)
{
	/* The status line says how much of the text is read, so all is due. */
	if (text_page_work(app_page(a)))
		a->unsettled = true;
}

void
app_arrive(struct app *a)
{
	app_follow_section(a);
	if (a->focus != PANE_SECTIONS)
		return;
	/* The text would show the topic, or there is none. */
	if (a->facet == NULL || a->layout.pane[PANE_EVENTS].rows == 0)
		app_focus(a, PANE_EVENTS);
}
