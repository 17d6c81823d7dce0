#include "config.h"

#include "ui/view_text.h"

#include "base/mem.h"
#include "text/glyph.h"
#include "ui/highlight.h"
#include "ui/text_title.h"

#define MARGIN 2 /* cells left of the text */

struct text_view {
	struct view view; /* first */
	struct text_page page;
	struct text_title title; /* as last drawn */
};

static struct text_view *
cast(struct view *v)
{
	return (struct text_view *)(void *)v;
}

void
view_text_topic(struct view *view, bool topic, uint32_t section)
{
	struct text_view *v = cast(view);

	v->page.topic = topic;
	v->page.section = section;
}

void
view_text_reset(struct view *view)
{
	text_page_reset(&cast(view)->page);
}

struct text_page *
view_text_page(struct view *view)
{
	return &cast(view)->page;
}

/* Cells that stand before a line. */
static int
indent_of(const struct doc *d, size_t line)
{
	return line < d->wrap.nlines ? 0 : d->label_cols + 2;
}

/* Draw a line into b, a row. */
static void
draw_line(struct text_page *p, struct canvas *cv, struct box b, size_t i)
{
	const struct doc *d = &p->doc;
	struct str label, text = doc_at(d, i, &label);
	int indent = indent_of(d, i);

	if (label.n > 0)
		canvas_put_field(cv, b.y, b.x, indent - 2, label, STYLE_LABEL);
	b.x += indent;
	b.cols -= indent;
	if (doc_link(d, i) != DOC_NO_LINK) {
		/* One row; the last cell stays free, and one before the bar
		 * that may be there. */
		canvas_put_field(cv, b.y, b.x, b.cols - 2, text, STYLE_NORMAL);
		return;
	}
	canvas_put(cv, b.y, b.x, b.cols, text, STYLE_NORMAL);
	highlight_piece(cv, b.y, b.x, b.cols, text, doc_offset(d, i),
	    p->hits.mark, p->hits.n);
}

static void
draw_lines(struct text_page *p, struct canvas *cv, struct box b)
{
	for (int y = 0; y < b.rows; y++) {
		size_t i = p->top + (size_t)y;

		if (i >= doc_count(&p->doc))
			return;
		draw_line(p, cv, (struct box){ b.y + y, b.x, 1, b.cols }, i);
	}
}

/* The terminal's cursor stands on a word of the page that is drawn in b or,
 * without one, where the text begins. */
static void
place_cursor(struct text_view *v, struct box b)
{
	struct text_page *p = &v->page;
	struct str label, text;
	size_t line;

	v->view.cursor_y = b.y;
	if (!text_page_sees_cursor(p, &line))
		return;
	if (p->cursor.title) {
		text_title_place(&v->title, &p->doc, p->cursor.start,
		    &v->view.cursor_y, &v->view.cursor_x);
		return;
	}
	text = doc_at(&p->doc, line, &label);
	text.n = p->cursor.start - doc_offset(&p->doc, line);
	v->view.cursor_y = b.y + (int)(line - p->top);
	v->view.cursor_x =
	    b.x + indent_of(&p->doc, line) + glyph_width(text, p->ascii);
}

/* Draw the title; the rows that it took. */
static int
draw_title(struct text_view *v, struct canvas *cv, struct box b)
{
	struct text_page *p = &v->page;
	const struct columns *cols = chronicle_columns(p->reader->chronicle);
	int column = p->topic ? -1 : cols->role[ROLE_TITLE];
	int rows = text_title_draw(&v->title, &p->doc, &p->reader->find, column,
	    cv, (struct box){ b.y, b.x + MARGIN, b.rows, b.cols - MARGIN - 1 });

	p->title = v->title.shown;
	return b.rows - rows > 5 ? rows + 1 : rows; /* a blank line */
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct text_view *v = cast(view);
	struct text_page *p = &v->page;
	int width = b.cols - MARGIN - 1, title;

	if (width > look->measure)
		width = look->measure;
	canvas_clear(cv, b, STYLE_NORMAL);
	view->cursor_y = b.y;
	view->cursor_x = b.x;
	if (!text_page_show(p, width > 1 ? width : 1, canvas_ascii(cv)))
		return;
	title = draw_title(v, cv, b);
	b.y += title;
	b.rows -= title;
	b.x += MARGIN;
	b.cols -= MARGIN;
	text_page_fit(p, b.rows, look->beside);
	if (b.rows <= 0)
		return;
	draw_lines(p, cv, b);
	if (p->hits.n > 0 && !text_page_fits(p))
		text_hits_draw_bar(&p->hits, &p->doc, p->top, cv, b);
	place_cursor(v, b);
}

static bool
move(struct view *view, enum motion m, long n)
{
	return text_page_scroll(&cast(view)->page, m, n);
}

static int
share(const struct view *view)
{
	return text_page_share(
	    &((const struct text_view *)(const void *)view)->page);
}

static void
free_view(struct view *view)
{
	struct text_view *v = cast(view);

	text_page_fini(&v->page);
	x_free(v);
}

static const struct view_ops text_ops = {
	.name = "text",
	.draw = draw,
	.move = move,
	.share = share,
	.free = free_view,
};

struct view *
view_text_new(struct reader *r)
{
	struct text_view *v = x_calloc(1, sizeof *v);

	v->view.ops = &text_ops;
	text_page_init(&v->page, r);
	return &v->view;
}
