#include "config.h"

#include "ui/view.h"

#include "base/mem.h"
#include "text/glyph.h"
#include "ui/doc.h"
#include "ui/highlight.h"

#define MARGIN 2       /* cells left of the text */
#define MARKS_MAX 1000 /* of one text */

struct text_view {
	struct view view; /* first */
	struct reader *reader;
	struct doc doc;
	bool topic;       /* show a section, not the event */
	uint32_t section; /* if so, this one */
	bool valid;       /* doc is of shown_*, cut to width */
	bool shown_topic;
	size_t shown; /* event or section */
	size_t shown_count;
	int width; /* 0 before the first draw */
	bool ascii;
	size_t top; /* the line at the top of the pane */
	size_t at;  /* the byte there, when the reader moved: does not drift
		       with the width */
	int rows;   /* of the pane's text, as last drawn */
	struct query_mark *mark; /* what the search found in the text */
	size_t nmarks;
	unsigned version; /* of the search that the marks are of */
};

static struct text_view *
cast(struct view *v)
{
	return (struct text_view *)(void *)v;
}

/* Remember how far the event was read. */
static void
keep_place(struct text_view *v)
{
	if (v->valid && !v->shown_topic)
		reader_set_offset(v->reader, v->shown, v->at);
}

void
view_text_topic(struct view *view, bool topic, uint32_t section)
{
	struct text_view *v = cast(view);

	v->topic = topic;
	v->section = section;
}

void
view_text_reset(struct view *view)
{
	struct text_view *v = cast(view);

	keep_place(v);
	v->valid = false;
}

static size_t
last_top(const struct text_view *v)
{
	size_t n = doc_count(&v->doc), rows = (size_t)v->rows;

	return n > rows ? n - rows : 0;
}

/* Put the byte where the reader is at the top, unless that wastes room. */
static void
clamp_top(struct text_view *v)
{
	v->top = v->at > 0 ? doc_find(&v->doc, v->at) : 0;
	doc_until(&v->doc, v->top + (size_t)v->rows + 1);
	if (doc_done(&v->doc) && v->top > last_top(v))
		v->top = last_top(v);
}

/* How many events the topic on show has. */
static size_t
topic_count(const struct text_view *v)
{
	const struct reader *r = v->reader;

	if (v->section == SECTION_NONE)
		return chronicle_count(r->chronicle);
	return v->section < r->ncounts ? r->count[v->section] : 0;
}

/* A line with some of what stands before it, as a place in the text. */
static size_t
place_before(struct text_view *v, size_t line)
{
	return line > 2 ? doc_offset(&v->doc, line - 2) : 0;
}

/* Find the hits, and open a text that was not read yet at the first one. */
static void
mark_text(struct text_view *v)
{
	const struct find *f = &v->reader->find;
	const struct query *q = find_query(f);
	int column = chronicle_columns(v->reader->chronicle)->role[ROLE_TEXT];
	size_t line;

	v->version = f->version;
	v->nmarks = 0;
	if (q == NULL || v->topic)
		return;
	if (v->mark == NULL)
		v->mark = x_calloc(MARKS_MAX, sizeof *v->mark);
	v->nmarks = query_marks(
	    q, query_map(q), column, buf_str(&v->doc.text), v->mark, MARKS_MAX);
	if (v->nmarks == 0 || v->at > 0)
		return;
	line = doc_find(&v->doc, v->mark[0].start);
	if (line >= (size_t)v->rows)
		v->at = place_before(v, line);
}

/* Make doc what is to be shown, width cells wide.  False: nothing is. */
static bool
refresh(struct text_view *v, int width, bool ascii)
{
	size_t what = v->section, count = v->topic ? topic_count(v) : 0;

	if (!v->topic && !reader_event(v->reader, &what)) {
		keep_place(v);
		return v->valid = false;
	}
	if (v->valid && v->width == width && v->shown_topic == v->topic &&
	    v->shown == what && v->shown_count == count) {
		if (v->version != v->reader->find.version)
			mark_text(v);
		return true;
	}
	keep_place(v);
	v->at = 0;
	if (v->topic) {
		doc_section(&v->doc, v->reader->chronicle, v->section, count,
		    width, ascii);
	} else {
		v->at = reader_offset(v->reader, what);
		doc_event(&v->doc, v->reader->chronicle, what, width, ascii);
	}
	v->valid = true;
	v->width = width;
	v->ascii = ascii;
	v->shown_topic = v->topic;
	v->shown = what;
	v->shown_count = count;
	mark_text(v);
	return true;
}

static int
title_column(const struct text_view *v)
{
	return chronicle_columns(v->reader->chronicle)->role[ROLE_TITLE];
}

/* The title, at most two lines of it, with date and kind; rows it took. */
static int
draw_title(struct text_view *v, struct canvas *cv, struct box b)
{
	bool ascii = canvas_ascii(cv);
	struct str meta = buf_str(&v->doc.meta);
	int cols = b.cols - MARGIN - 1, most = b.rows > 6 ? 2 : 1, y = 0;
	int taken = 0, want = glyph_width(meta, ascii);
	struct wrap w;

	wrap_init(&w, buf_str(&v->doc.title), cols > 1 ? cols : 1, ascii);
	(void)wrap_until(&w, 3);
	for (; y < most && (size_t)y < w.nlines; y++) {
		struct str line = wrap_at(&w, (size_t)y);

		if (y + 1 == most && w.nlines > (size_t)most)
			line.n = (size_t)(w.text.p + w.text.n - line.p);
		taken = glyph_width(line, ascii);
		if (taken > cols)
			taken = cols;
		canvas_put_field(
		    cv, b.y + y, b.x + MARGIN, taken, line, STYLE_TITLE);
		highlight_text(cv, b.y + y, b.x + MARGIN, taken, line,
		    &v->reader->find, v->topic ? -1 : title_column(v));
	}
	wrap_fini(&w);
	if (want == 0 || b.rows < 4)
		return y > 0 ? y : 1;
	if (y > 0 && taken + 3 + want <= cols) {
		canvas_put(cv, b.y + y - 1, b.x + b.cols - 1 - want, want, meta,
		    STYLE_DIM);
		return y;
	}
	canvas_put_field(cv, b.y + y, b.x + MARGIN, cols, meta, STYLE_DIM);
	return y + 1;
}

/* Mark in line i, drawn in b, what the search found. */
static void
mark_line(struct text_view *v, struct canvas *cv, struct box b, size_t i,
    struct str line)
{
	if (i < v->doc.wrap.nlines)
		highlight_piece(cv, b.y, b.x, b.cols, line,
		    v->doc.wrap.line[i].start, v->mark, v->nmarks);
	else
		highlight_text(
		    cv, b.y, b.x, b.cols, line, &v->reader->find, -1);
}

static void
draw_lines(struct text_view *v, struct canvas *cv, struct box b)
{
	int indent = v->doc.label_cols + 2;

	for (int y = 0; y < b.rows; y++) {
		size_t i = v->top + (size_t)y;
		struct str label, text;
		int x = 0;

		if (i >= doc_count(&v->doc))
			break;
		text = doc_at(&v->doc, i, &label);
		if (i >= v->doc.wrap.nlines)
			x = indent;
		if (label.n > 0)
			canvas_put_field(
			    cv, b.y + y, b.x, indent - 2, label, STYLE_LABEL);
		canvas_put(
		    cv, b.y + y, b.x + x, b.cols - x, text, STYLE_NORMAL);
		mark_line(v, cv,
		    (struct box){ b.y + y, b.x + x, 1, b.cols - x }, i, text);
	}
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct text_view *v = cast(view);
	int width = b.cols - MARGIN - 1, title;

	if (width > look->measure)
		width = look->measure;
	canvas_clear(cv, b, STYLE_NORMAL);
	view->cursor_y = b.y;
	view->cursor_x = b.x;
	if (!refresh(v, width > 1 ? width : 1, canvas_ascii(cv)))
		return;
	title = draw_title(v, cv, b);
	if (b.rows - title > 5)
		title++; /* a blank line */
	b.y += title;
	b.rows -= title;
	b.x += MARGIN;
	b.cols -= MARGIN;
	v->rows = b.rows > 0 ? b.rows : 1;
	clamp_top(v);
	draw_lines(v, cv, b);
	view->cursor_y = b.rows > 0 ? b.y : view->cursor_y;
}

static bool
move(struct view *view, enum motion m, long n)
{
	struct text_view *v = cast(view);
	size_t was, rows = (size_t)(v->rows > 1 ? v->rows : 1);
	size_t by = (size_t)(n < 0 ? -(n + 1) : n) + (n < 0 ? 1 : 0);

	/* The event may have changed since it was drawn. */
	if (v->width == 0 || !refresh(v, v->width, v->ascii))
		return false;
	clamp_top(v);
	was = v->top;
	if (m == MOTION_HALF)
		by *= rows > 1 ? rows / 2 : 1;
	if (m == MOTION_PAGE)
		by *= rows > 1 ? rows - 1 : 1;
	if (m == MOTION_TO) {
		doc_until(&v->doc, n < 0 ? SIZE_MAX : by + rows);
		v->top = n < 0 ? last_top(v) : by;
	} else if (n < 0) {
		v->top -= by > v->top ? v->top : by;
	} else {
		v->top += by;
	}
	doc_until(&v->doc, v->top + rows + 1);
	if (v->top > last_top(v))
		v->top = last_top(v);
	if (v->top != was)
		v->at = v->top > 0 ? doc_offset(&v->doc, v->top) : 0;
	return v->top != was;
}

bool
view_text_hit(struct view *view, int direction)
{
	struct text_view *v = cast(view);
	size_t found = SIZE_MAX;

	if (v->width == 0 || !refresh(v, v->width, v->ascii))
		return false;
	clamp_top(v);
	for (size_t i = 0; i < v->nmarks; i++) {
		size_t line = doc_find(&v->doc, v->mark[i].start);

		if (direction < 0 && line < v->top)
			found = line;
		if (direction > 0 && line >= v->top + (size_t)v->rows) {
			found = line;
			break;
		}
	}
	if (found == SIZE_MAX)
		return false;
	v->at = place_before(v, found);
	return true;
}

/* By lines or, while their number is not known, by bytes. */
static int
share(const struct view *view)
{
	const struct text_view *v =
	    (const struct text_view *)(const void *)view;
	size_t n = doc_count(&v->doc), seen = v->top + (size_t)v->rows;

	if (!v->valid || (doc_done(&v->doc) && n <= (size_t)v->rows))
		return -1;
	if (!doc_done(&v->doc)) {
		seen = seen < n ? doc_offset(&v->doc, seen) : v->doc.wrap.next;
		n = v->doc.text.n;
	}
	return seen >= n ? 100 : (int)(100.0 * (double)seen / (double)n);
}

static void
free_view(struct view *view)
{
	struct text_view *v = cast(view);

	doc_fini(&v->doc);
	x_free(v->mark);
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
	v->reader = r;
	v->rows = 1;
	doc_init(&v->doc);
	return &v->view;
}
