#include "config.h"

#include "ui/app.h"

#include "ui/status.h"
#include "ui/view_text.h"

/* What the sections need, but no more than the list can spare. */
static int
fitting_cols(struct app *a)
{
	struct view *v = a->view[PANE_SECTIONS];
	int cols = v->ops->cols(v, canvas_ascii(a->canvas));
	int most = canvas_cols(a->canvas) * 3 / 10;

	return cols < most ? cols : most;
}

void
app_lay_out(struct app *a)
{
	const struct options *o = &a->options;
	struct layout_sizes sizes = { o->sections_width, o->list_height,
		o->list_width };

	if (sizes.sections_cols == 0)
		sizes.sections_cols = fitting_cols(a);
	layout_compute(&a->layout, canvas_box(a->canvas),
	    (enum layout_mode)o->layout, &sizes, a->focus,
	    a->zoomed ? a->focus : PANE_NPANES);
}

static void
draw_pane(struct app *a, enum pane i)
{
	struct view_look look = {
		.focused = a->focus == i && a->overlay == NULL,
		.beside = a->layout.beside[i],
		.bar = !a->thrift,
		.typing = a->prompting && a->searching,
		.measure = a->options.measure,
		.reading = a->options.read_marks ? app_reading(a) : NULL,
	};

	if (a->layout.pane[i].rows > 0)
		a->view[i]->ops->draw(
		    a->view[i], a->canvas, a->layout.pane[i], &look);
}

static void
draw_rules(struct app *a)
{
	for (int i = 0; i < 2; i++) {
		struct box b = a->layout.vrule[i];

		canvas_vline(a->canvas, b.y, b.x, b.rows, 0x2502, STYLE_RULE);
	}
	canvas_hline(a->canvas, a->layout.hrule.y, a->layout.hrule.x,
	    a->layout.hrule.rows > 0 ? a->layout.hrule.cols : 0, 0x2500,
	    STYLE_RULE);
}

static void
draw_overlay(struct app *a)
{
	struct view_look look = { .focused = true,
		.measure = a->options.measure };

	a->overlay->ops->draw(a->overlay, a->canvas, a->layout.body, &look);
}

static void
relayout(struct app *a)
{
	app_lay_out(a);
	canvas_clear(a->canvas, canvas_box(a->canvas), STYLE_NORMAL);
	a->relayout = false;
	if (a->layout.too_small)
		canvas_putf(a->canvas, 0, 0, canvas_cols(a->canvas),
		    STYLE_NORMAL, "needs %dx%d", LAYOUT_MIN_COLS,
		    LAYOUT_MIN_ROWS);
	else if (a->overlay == NULL)
		draw_rules(a);
}

/* What waits for quiet: list of the chosen section, text, position. */
static void
draw_settled(struct app *a)
{
	bool topic = a->focus == PANE_SECTIONS && a->facet == NULL;

	app_settle(a);
	if (a->layout.header.rows > 0)
		header_draw(
		    &a->header, &a->reader, a->canvas, a->layout.header);
	view_text_topic(a->view[PANE_TEXT], topic, a->reader.section);
	if (a->overlay == NULL)
		draw_pane(a, PANE_TEXT);
}

/* What the key for close does now. */
static const char *
leave_hint(const struct app *a)
{
	if (a->overlay != NULL)
		return "close";
	if (a->layout.mode == LAYOUT_SINGLE)
		return a->focus != PANE_SECTIONS ? "back" : "quit";
	return a->zoomed ? "back" : "quit";
}

static void
draw_place(struct app *a, struct box b)
{
	const struct view *v = a->view[PANE_TEXT];
	size_t hit = 0, nhits = 0;
	int share = -1;

	if (a->options.hints && a->overlay != NULL &&
	    a->overlay->ops->hint != NULL) {
		status_draw_message(a->overlay->ops->hint, false, a->canvas, b);
		return;
	}
	if (a->options.hints)
		b.cols -=
		    status_draw_hints(a->keymap, leave_hint(a), a->canvas, b);
	if (a->overlay != NULL) {
		v = a->overlay;
		status_draw_cover(v->ops->name, view_share(v), a->canvas, b);
		return;
	}
	if (a->layout.pane[PANE_TEXT].rows > 0) {
		share = view_share(v);
		nhits = text_page_hits(app_page(a), &hit);
	}
	status_draw_place(&a->reader, a->count, share, hit, nhits,
	    a->save_share, a->canvas, b);
}

static void
draw_status(struct app *a, bool settled)
{
	struct box b = a->layout.status;

	if (a->prompting)
		a->prompt_x = status_draw_prompt(a->prompt, a->canvas, b);
	else if (app_asking(a))
		a->prompt_x = status_draw_question(a->question, a->canvas, b);
	else if (a->message[0] != '\0')
		status_draw_message(a->message, a->alarming, a->canvas, b);
	else if (settled)
		draw_place(a, b);
}

void
app_paint(struct app *a, bool settled)
{
	if (a->relayout)
		relayout(a);
	if (a->layout.too_small)
		return;
	if (settled)
		draw_settled(a);
	else if (a->text_dirty && a->overlay == NULL)
		draw_pane(a, PANE_TEXT);
	if (a->overlay != NULL) {
		draw_overlay(a);
	} else {
		draw_pane(a, PANE_SECTIONS);
		draw_pane(a, PANE_EVENTS);
	}
	draw_status(a, settled);
}
