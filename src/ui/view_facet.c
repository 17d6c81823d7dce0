#include "config.h"

#include "ui/view_facet.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"
#include "ui/tally.h"

#define NONE "(none)"
#define NOTHING UINT32_MAX /* not even FACET_NONE */

/* To measure values takes up to a microsecond each: what is wider than all
 * these is cut. */
#define MEASURED_ROWS 1000
#define MEASURED_BYTES 300

struct facet_view {
	struct view view; /* first */
	struct reader *reader;
	struct facet *facet;
	struct scroll scroll;
	uint32_t *order; /* values, as facet_order() has them */
	uint32_t *row;   /* the same as they are shown */
	size_t nrows;
	size_t known;     /* events that order is for */
	uint32_t *count;  /* by value: events of the list */
	unsigned version; /* of the reader that count is for */
	bool mixed;       /* row may be otherwise than count wants it */
	int widest;       /* cells of the longest value; 0: not known */
};

static struct facet_view *
cast(struct view *v)
{
	return (struct facet_view *)(void *)v;
}

/* The value of the current line; NOTHING if there is none. */
static uint32_t
current_value(const struct facet_view *v)
{
	size_t at = v->scroll.current;

	return at < v->nrows ? v->row[at] : NOTHING;
}

/* Read the values again; the rows are those, in their order. */
static void
list_rows(struct facet_view *v)
{
	size_t n = facet_values(v->facet);
	uint32_t current = current_value(v);

	v->order = x_reallocarray(v->order, n, sizeof *v->order);
	v->row = x_reallocarray(v->row, n, sizeof *v->row);
	v->nrows = facet_order(v->facet, v->order);
	v->known = facet_looked(v->facet);
	v->widest = 0;
	for (size_t i = 0; i < v->nrows; i++) {
		v->row[i] = v->order[i];
		if (v->row[i] == current)
			v->scroll.current = i;
	}
}

/* List or result may be others since we looked. */
static void
refresh(struct facet_view *v)
{
	const struct reader *r = v->reader;
	bool grown = v->known != facet_looked(v->facet);

	if (grown && !facet_running(v->facet))
		list_rows(v);
	else if (v->count != NULL && v->version == r->version)
		return;
	v->count =
	    x_reallocarray(v->count, facet_values(v->facet), sizeof *v->count);
	facet_count(v->facet, &r->result, v->count);
	v->version = r->version;
	v->mixed = true;
}

/* Put what has no events behind the rest. */
static void
sink(struct facet_view *v)
{
	uint32_t current = current_value(v);
	size_t n = 0;

	v->scroll.current = 0;
	for (int none = 0; none < 2; none++)
		for (size_t i = 0; i < v->nrows; i++) {
			uint32_t value = v->order[i];

			if ((v->count[value] == 0) != (none == 1))
				continue;
			if (value == current && none == 0)
				v->scroll.current = n;
			v->row[n++] = value;
		}
	v->mixed = false;
}

static struct str
name_of(const struct facet_view *v, size_t i)
{
	uint32_t value = v->row[i];

	return value == FACET_NONE ? str_of(NONE)
				   : facet_value(v->facet, value);
}

/* The widest of the values that most events have, and of the name. */
static void
measure_rows(struct facet_view *v, bool ascii)
{
	v->widest = glyph_width(facet_name(v->facet), ascii);
	for (size_t i = 0; i < v->nrows && i < MEASURED_ROWS; i++) {
		struct str name = name_of(v, i);
		int width;

		name.n = utf8_cut(name, MEASURED_BYTES);
		width = glyph_width(name, ascii);
		if (width > v->widest)
			v->widest = width;
	}
}

static int
cols(struct view *view, bool ascii)
{
	struct facet_view *v = cast(view);

	refresh(v);
	if (v->widest == 0)
		measure_rows(v, ascii);
	return tally_cols(
	    TALLY_INDENT + v->widest, chronicle_count(v->reader->chronicle));
}

static void
tell_row(void *arg, size_t i, struct tally_row *row)
{
	struct facet_view *v = arg;

	row->name = name_of(v, i);
	row->indent = TALLY_INDENT;
	row->count = v->count[v->row[i]];
	if (row->count == 0)
		row->style = STYLE_DIM;
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct facet_view *v = cast(view);
	struct tally t = {
		.heading = facet_name(v->facet),
		.most = chronicle_count(v->reader->chronicle),
		.row = tell_row,
		.arg = v,
	};

	t.cols = cols(view, canvas_ascii(cv));
	if (v->mixed && !look->typing)
		sink(v);
	t.nrows = v->nrows; /* as cols() found them */
	tally_draw(&t, &v->scroll, view, cv, b, look);
}

static bool
move(struct view *view, enum motion m, long n)
{
	struct facet_view *v = cast(view);

	refresh(v);
	v->scroll.count = v->nrows;
	return scroll_move(&v->scroll, m, n);
}

static void
free_view(struct view *view)
{
	struct facet_view *v = cast(view);

	facet_free(v->facet);
	x_free(v->order);
	x_free(v->row);
	x_free(v->count);
	x_free(v);
}

static const struct view_ops facet_ops = {
	.name = "facet",
	.cols = cols,
	.draw = draw,
	.move = move,
	.free = free_view,
};

struct view *
view_facet_new(struct reader *r, struct facet *f)
{
	struct facet_view *v = x_calloc(1, sizeof *v);

	v->view.ops = &facet_ops;
	v->reader = r;
	v->facet = f;
	v->scroll.rows = SCROLL_ROWS_UNKNOWN;
	return &v->view;
}

struct facet *
view_facet_of(const struct view *view)
{
	return ((const struct facet_view *)(const void *)view)->facet;
}

bool
view_facet_ask(struct view *view, struct buf *out, struct err *e)
{
	struct facet_view *v = cast(view);
	uint32_t value;

	refresh(v);
	value = current_value(v);
	if (value == NOTHING)
		return err_set(e, ERR_NOTFOUND, "there are no values");
	if (v->count[value] == 0)
		return err_set(
		    e, ERR_NOTFOUND, "no event of the list has this value");
	facet_ask(v->facet, value, out);
	return true;
}
