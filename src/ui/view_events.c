#include "config.h"

#include "ui/view.h"

#include <string.h>

#include "base/date_cell.h"
#include "base/mem.h"
#include "text/glyph.h"
#include "ui/highlight.h"
#include "ui/reading.h"

#define HEADING_DATE "Date"
#define HEADING_EVENT "Event"
#define DATE_COLS 12 /* the most that the dates get */

/* What a line of the list shows; fetched once, not with every key. */
struct line {
	bool set;
	size_t event;
	struct buf date, title;
};

struct events_view {
	struct view view; /* first */
	struct reader *reader;
	struct scroll scroll; /* over lines: events and "undated" */
	struct line *line;    /* of the window, from its top */
	int nlines;
};

static struct events_view *
cast(struct view *v)
{
	return (struct events_view *)(void *)v;
}

/* By date, undated events come last, under a line that says so. */
static bool
has_undated(const struct reader *r)
{
	size_t dated = reader_dated(r);

	return dated > 0 && dated < reader_count(r);
}

static size_t
row_of(const struct reader *r, size_t place)
{
	return has_undated(r) && place >= reader_dated(r) ? place + 1 : place;
}

static size_t
place_of(const struct reader *r, size_t row)
{
	return has_undated(r) && row > reader_dated(r) ? row - 1 : row;
}

static void
forget_lines(struct events_view *v)
{
	for (int i = 0; i < v->nlines; i++) {
		buf_fini(&v->line[i].date);
		buf_fini(&v->line[i].title);
		v->line[i].set = false;
	}
}

void
view_events_reset(struct view *view)
{
	forget_lines(cast(view));
}

static void
set_rows(struct events_view *v, int rows)
{
	if (rows == v->nlines)
		return;
	forget_lines(v);
	v->line = x_reallocarray(v->line, (size_t)rows, sizeof *v->line);
	v->nlines = rows;
	memset(v->line, 0, (size_t)rows * sizeof *v->line);
}

static const struct line *
fetch(struct events_view *v, int i, size_t event)
{
	struct line *l = &v->line[i];
	const struct chronicle *c = v->reader->chronicle;
	const struct columns *cols = chronicle_columns(c);
	struct record r;
	struct str s;

	if (l->set && l->event == event)
		return l;
	buf_clear(&l->date);
	buf_clear(&l->title);
	record_init(&r);
	/* On failure the fields are empty, and the text pane says why. */
	(void)chronicle_record(c, event, &r, NULL);
	s = str_trim(record_role(&r, cols, ROLE_DATE));
	buf_add(&l->date, s.p, s.n);
	s = record_name(&r, cols);
	buf_add(&l->title, s.p, s.n);
	if (s.n == 0)
		buf_addf(&l->title, "#%zu", event + 1);
	l->event = event;
	l->set = true;
	record_fini(&r);
	return l;
}

/*
 * What the dates and their heading need, but no more than a quarter of a
 * narrow list.
 */
static int
date_cols(const struct events_view *v, int cols)
{
	int n = chronicle_date_cols(v->reader->chronicle);
	int most = cols / 4 < DATE_COLS ? cols / 4 : DATE_COLS;

	if (n > 0 && n < (int)strlen(HEADING_DATE))
		n = (int)strlen(HEADING_DATE);
	return n < most ? n : most;
}

static void
draw_heading(
    struct events_view *v, struct canvas *cv, struct box b, enum style style)
{
	int dates = date_cols(v, b.cols);
	int x = b.x + 2;

	if (dates > 0) {
		canvas_put(cv, b.y, x, dates, str_of(HEADING_DATE), style);
		x += dates + 2;
	}
	canvas_put(cv, b.y, x, b.x + b.cols - x, str_of(HEADING_EVENT), style);
}

/* What the reader left behind at an event. */
static void
draw_mark(
    const struct events_view *v, struct canvas *cv, struct box b, size_t event)
{
	const struct kept *k = v->reader->kept;

	if (k == NULL)
		return;
	if (kept_marked(k, event))
		canvas_put(cv, b.y, b.x + 1, 1, str_of("*"), STYLE_MARKER);
	else if (kept_noted(k, event))
		canvas_put(cv, b.y, b.x + 1, 1, str_of("+"), STYLE_MARKER);
}

/* The date whole, at the cost of the time, where there is no room for both. */
static struct str
fit_date(struct str date, int cols, bool ascii)
{
	if (glyph_width(date, ascii) > cols)
		date.n = date_cell_day(date);
	return date;
}

static void
draw_row(struct events_view *v, struct canvas *cv, struct box b, int i,
    const struct reading *reading)
{
	const struct reader *r = v->reader;
	size_t row = v->scroll.top + (size_t)i;
	int dates = date_cols(v, b.cols);
	const struct line *l;
	bool dim;
	int x = b.x + 2;

	if (has_undated(r) && row == reader_dated(r)) {
		canvas_put(
		    cv, b.y, x, b.cols - 2, str_of("undated"), STYLE_DIM);
		return;
	}
	l = fetch(v, i, reader_at(r, place_of(r, row)));
	dim = reading != NULL && reading_has(reading, r->chronicle, l->event);
	if (row == v->scroll.current)
		canvas_put(cv, b.y, b.x, 1, str_of(">"), STYLE_MARKER);
	draw_mark(v, cv, b, l->event);
	if (dates > 0) {
		canvas_put_field(cv, b.y, x, dates,
		    fit_date(buf_str(&l->date), dates, canvas_ascii(cv)),
		    dim ? STYLE_READ : STYLE_DATE);
		x += dates + 2;
	}
	/* The last cell stays free, so that no title touches the rule. */
	canvas_put_field(cv, b.y, x, b.x + b.cols - 1 - x, buf_str(&l->title),
	    dim ? STYLE_READ : STYLE_NORMAL);
}

/* Mark in a row what the search found. */
static void
mark_row(struct events_view *v, struct canvas *cv, struct box b, int i)
{
	const struct columns *cols = chronicle_columns(v->reader->chronicle);
	int dates = date_cols(v, b.cols);
	int x = 2 + (dates > 0 ? dates + 2 : 0);

	if (v->line[i].set)
		highlight_text(cv, b.y, b.x + x, b.cols - 1 - x,
		    buf_str(&v->line[i].title), &v->reader->find,
		    cols->role[ROLE_TITLE]);
}

static void
draw_rows(struct events_view *v, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	for (int y = 0; y < b.rows; y++) {
		struct box row = { b.y + y, b.x, 1, b.cols };

		if (v->scroll.top + (size_t)y >= v->scroll.count)
			break;
		draw_row(v, cv, row, y, look->reading);
		if (look->bar && v->scroll.top + (size_t)y == v->scroll.current)
			canvas_restyle(cv, row.y, row.x, row.cols,
			    look->focused ? STYLE_CURRENT : STYLE_PARKED);
		mark_row(v, cv, row, y);
	}
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct events_view *v = cast(view);
	const struct reader *r = v->reader;

	canvas_clear(cv, b, STYLE_NORMAL);
	if (b.rows > 5) {
		draw_heading(v, cv, b, look->focused ? STYLE_LABEL : STYLE_DIM);
		b.y++;
		b.rows--;
	}
	set_rows(v, b.rows);
	v->scroll.current = row_of(r, r->place);
	scroll_fit(
	    &v->scroll, row_of(r, reader_count(r)), b.rows, look->beside);
	view->cursor_y = b.y + (int)(v->scroll.current - v->scroll.top);
	view->cursor_x = b.x;
	if (reader_count(r) == 0)
		canvas_put(cv, b.y, b.x + 2, b.cols - 2,
		    str_of(chronicle_loading(r->chronicle) ? "loading"
							   : "no events"),
		    STYLE_DIM);
	else
		draw_rows(v, cv, b, look);
}

static bool
move(struct view *view, enum motion m, long n)
{
	struct events_view *v = cast(view);
	struct reader *r = v->reader;
	size_t place;

	if (m == MOTION_LINE || m == MOTION_TO) {
		/* Counted in events; the line "undated" is none. */
		struct scroll s = {
			.current = r->place, .count = reader_count(r), .rows = 1
		};

		(void)scroll_move(&s, m, n);
		return reader_select(r, s.current);
	}
	v->scroll.current = row_of(r, r->place);
	v->scroll.count = row_of(r, reader_count(r));
	(void)scroll_move(&v->scroll, m, n);
	place = place_of(r, v->scroll.current);
	if (has_undated(r) && v->scroll.current == reader_dated(r) && n < 0 &&
	    place > 0)
		place--;
	return reader_select(r, place);
}

static void
free_view(struct view *view)
{
	struct events_view *v = cast(view);

	forget_lines(v);
	x_free(v->line);
	x_free(v);
}

static const struct view_ops events_ops = {
	.name = "events",
	.draw = draw,
	.move = move,
	.free = free_view,
};

struct view *
view_events_new(struct reader *r)
{
	struct events_view *v = x_calloc(1, sizeof *v);

	v->view.ops = &events_ops;
	v->reader = r;
	v->scroll.rows = SCROLL_ROWS_UNKNOWN;
	return &v->view;
}
