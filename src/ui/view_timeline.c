#include "config.h"

#include "ui/view_timeline.h"

#include <string.h>

#include "base/mem.h"
#include "model/timeline.h"
#include "text/glyph.h"
#include "ui/axis.h"
#include "ui/bars.h"
#include "ui/span.h"

#define ROWS_MAX 64    /* sections that are told apart */
#define SIDE 1         /* a column for < and one for > beside the bars */
#define APART 2        /* columns between these and the undated */
#define BAR_COLS 12    /* at most, with its gap */
#define GAP_FROM 3     /* bars so wide have a gap between them */
#define EVENT_ROWS 4   /* one event makes a bar of at most so many rows */
#define LEGEND_FROM 10 /* rows of the screen, for the second line */
#define SPACE_FROM 14  /* for an empty line below it */
#define BRIEF_BELOW 60 /* columns: words are short */
#define BARS_FROM 8    /* columns that bars need at least */

/* What becomes of the sections. */
enum shape {
	TOGETHER, /* all in one bar */
	STACKED,  /* letters in it */
	SPLIT,    /* a row of bars each */
	NSHAPES
};

struct timeline_view {
	struct view view; /* first */
	struct reader *reader;
	struct timeline t;
	struct timeline_ask ask; /* that t was built for */
	unsigned version;        /* likewise: of the reader */
	bool built;
	uint32_t most[2];     /* of the bars of t, and of those by row */
	struct scroll scroll; /* over the bars of t */
	int32_t day;          /* in the selected bar */
	bool zoomed;          /* the level is the user's choice */
	enum shape shape;
	int bar_cols; /* as last drawn */
	int keep_x;   /* where the selected bar is to stay; -1: anywhere */
};

/* Where everything is on the screen. */
struct plan {
	struct box b;
	int legend;      /* row of it, or -1 */
	struct box bars; /* titles and undated are left and right of it */
	struct axis axis;
	int row_rows;  /* of a row of bars, with the empty line over it */
	int tall;      /* rows of a full bar */
	uint32_t full; /* how many events that is */
	int title_cols;
	int undated_cols; /* 0: there are none */
	bool blocks;      /* eighths of a block can be told apart */
	bool brief;       /* words are short */
};

static struct timeline_view *
cast(struct view *v)
{
	return (struct timeline_view *)(void *)v;
}

/* The list shows less than all. */
static bool
filtered(const struct timeline_view *v)
{
	return v->reader->result.n != chronicle_count(v->reader->chronicle);
}

static const struct sections *
sections_of(const struct timeline_view *v)
{
	return chronicle_sections(v->reader->chronicle);
}

/* The number of the selected bar. */
static int32_t
number(const struct timeline_view *v)
{
	return v->t.first + (int32_t)v->scroll.current;
}

/* Select the bar of v->day, or the nearest. */
static void
select_day(struct timeline_view *v)
{
	const struct timeline *t = &v->t;
	int32_t day = v->day;

	v->scroll.count = t->nbars;
	v->scroll.current = 0;
	if (t->nbars == 0)
		return;
	if (day < t->first_day)
		day = t->first_day;
	if (day > t->last_day)
		day = t->last_day;
	v->scroll.current = (size_t)(timeline_bar_of(t->level, day) - t->first);
}

static void
find_most(struct timeline_view *v)
{
	const struct timeline *t = &v->t;

	v->most[0] = v->most[1] = 0;
	for (size_t i = 0; i < t->nbars; i++)
		if (timeline_sum(&t->all[i].all) > v->most[0])
			v->most[0] = timeline_sum(&t->all[i].all);
	for (size_t i = 0; i < t->nrows * t->nbars; i++)
		if (timeline_sum(&t->bar[i].all) > v->most[1])
			v->most[1] = timeline_sum(&t->bar[i].all);
}

/* Count, if that was not done for this. */
static void
build(struct timeline_view *v, const struct timeline_ask *ask)
{
	const struct reader *r = v->reader;

	if (v->built && v->version == r->version &&
	    v->ask.level == ask->level && v->ask.bars == ask->bars &&
	    v->ask.rows == ask->rows)
		return;
	/* Refused memory leaves an empty timeline, and that is shown. */
	v->built = timeline_build(&v->t, r->chronicle, &r->result, ask, NULL);
	v->ask = *ask;
	v->version = r->version;
	find_most(v);
	select_day(v);
}

/* As it was built before, with what is new. */
static void
refresh(struct timeline_view *v)
{
	struct timeline_ask ask = v->ask;

	build(v, &ask);
}

/* ---- where everything is ---- */

static void
plan_rows(struct plan *p, struct box b)
{
	int top = 1, bottom = b.rows;

	*p = (struct plan){ .b = b,
		.legend = -1,
		.axis = { .line = -1, .labels = -1, .end = b.x + b.cols },
		.brief = b.cols < BRIEF_BELOW };
	if (b.rows >= LEGEND_FROM)
		p->legend = b.y + top++;
	if (b.rows >= SPACE_FROM)
		top++;
	if (b.rows >= 4)
		p->axis.labels = b.y + --bottom;
	if (b.rows >= 2)
		p->axis.line = b.y + --bottom;
	p->bars.y = b.y + top;
	p->bars.rows = bottom > top ? bottom - top : 0;
	p->bars.x = b.x + SIDE;
	p->bars.cols = b.cols - 2 * SIDE;
}

static const char *
undated_word(const struct plan *p)
{
	return p->brief ? "n.d." : "undated";
}

/* Make room for the undated.  Told without t, which is not built yet: what
 * is left of the screen says which bars are wanted. */
static void
plan_undated(const struct timeline_view *v, struct plan *p)
{
	const struct chronicle *c = v->reader->chronicle;
	const struct result *r = &v->reader->result;
	struct timeline_row sum = { 0 };
	struct buf text = BUF_INIT;
	int cols;

	sum.undated = (uint32_t)(chronicle_count(c) - chronicle_dated(c));
	sum.undated_listed = (uint32_t)(r->n - r->dated);
	span_tell_undated(&text, &sum, filtered(v), p->brief);
	cols = (int)strlen(undated_word(p));
	if ((int)text.n > cols)
		cols = (int)text.n;
	buf_fini(&text);
	if (sum.undated == 0 || p->bars.cols - APART - cols < BARS_FROM)
		return;
	p->undated_cols = cols;
	p->bars.cols -= APART + cols;
}

static void
plan_titles(const struct timeline_view *v, struct plan *p, bool ascii)
{
	int most = p->b.cols * 3 / 10;

	for (size_t i = 0; i < v->t.nrows; i++) {
		int cols =
		    glyph_width(span_title(&v->t, i, sections_of(v)), ascii);

		if (cols > p->title_cols)
			p->title_cols = cols;
	}
	if (p->title_cols > most)
		p->title_cols = most;
	p->bars.x += p->title_cols + 1;
	p->bars.cols -= p->title_cols + 1;
}

/* As wide as there is room for all of them, or a page of narrow ones. */
static void
plan_cols(const struct timeline_view *v, struct plan *p)
{
	struct axis *a = &p->axis;
	int cols = p->bars.cols;

	a->x = p->bars.x;
	a->bar_cols = BAR_COLS;
	if (v->t.nbars > (size_t)(cols / BAR_COLS))
		a->bar_cols =
		    v->t.nbars < (size_t)cols ? cols / (int)v->t.nbars : 1;
	a->gap = a->bar_cols >= GAP_FROM ? 1 : 0;
	a->shown = cols / a->bar_cols;
	if (v->t.nbars < (size_t)a->shown)
		a->shown = (int)v->t.nbars;
	if (p->undated_cols > 0)
		a->end = axis_x(a, a->shown) + SIDE;
}

/* As high as there is room, the axis right under them. */
static void
plan_heights(const struct timeline_view *v, struct plan *p)
{
	uint32_t most = v->most[v->shape == SPLIT ? 1 : 0], least;
	int rows = v->shape == SPLIT ? (int)v->t.nrows : 1;
	int left = p->bars.rows % rows;

	p->row_rows = p->bars.rows / rows;
	p->tall = v->shape == SPLIT && p->row_rows > 1 ? p->row_rows - 1
						       : p->row_rows;
	least = (uint32_t)((p->tall + EVENT_ROWS - 1) / EVENT_ROWS);
	p->full = most > least ? most : least;
	p->bars.rows -= left;
	if (p->axis.line >= 0)
		p->axis.line -= left;
	if (p->axis.labels >= 0)
		p->axis.labels -= left;
}

/* ---- drawing ---- */

/* Draw a row of bars, whose last screen row is bottom. */
static void
draw_bars(const struct timeline_view *v, const struct plan *p,
    struct canvas *cv, const struct timeline_bar *bar, int bottom)
{
	for (int i = 0; i < p->axis.shown; i++) {
		struct box b = { bottom - p->tall + 1, axis_x(&p->axis, i),
			p->tall, p->axis.bar_cols - p->axis.gap };

		size_t at = v->scroll.top + (size_t)i;

		if (v->shape == STACKED)
			bars_stack(cv, b, &v->t, at, p->full);
		else
			bars_draw(cv, b, &bar[at], p->full, p->blocks);
	}
}

/* Right of the bars, in the columns for it. */
static void
put_undated(const struct plan *p, struct canvas *cv, int y, struct str s,
    enum style style)
{
	int end = p->axis.end + APART + p->undated_cols;

	if (p->undated_cols > 0)
		canvas_put(cv, y, end - (int)s.n, p->undated_cols, s, style);
}

static void
draw_undated(const struct timeline_view *v, const struct plan *p,
    struct canvas *cv, int y, const struct timeline_row *row)
{
	struct buf text = BUF_INIT;

	if (row->undated == 0)
		return;
	span_tell_undated(&text, row, filtered(v), p->brief);
	put_undated(p, cv, y, buf_str(&text), STYLE_COUNT);
	buf_fini(&text);
}

/* A row of bars for each section. */
static void
draw_split(
    const struct timeline_view *v, const struct plan *p, struct canvas *cv)
{
	for (size_t i = 0; i < v->t.nrows; i++) {
		int bottom = p->bars.y + ((int)i + 1) * p->row_rows - 1;

		canvas_put_field(cv, bottom, p->b.x + 1, p->title_cols,
		    span_title(&v->t, i, sections_of(v)), STYLE_NORMAL);
		draw_bars(v, p, cv, timeline_at(&v->t, i, 0), bottom);
		draw_undated(v, p, cv, bottom, &v->t.row[i]);
	}
}

static void
draw_axis(struct timeline_view *v, const struct plan *p, struct canvas *cv)
{
	const struct axis *a = &p->axis;
	int x = axis_middle(a, (int)(v->scroll.current - v->scroll.top));

	if (a->line < 0)
		return;
	axis_draw(a, cv, &v->t, v->scroll.top);
	draw_undated(v, p, cv, a->line, &v->t.sum);
	if (a->labels >= 0)
		put_undated(
		    p, cv, a->labels, str_of(undated_word(p)), STYLE_DIM);
	canvas_put(cv, a->line, x, 1, str_of("^"), STYLE_MARKER);
	v->view.cursor_y = a->line;
	v->view.cursor_x = x;
}

/* ---- the lines at the top ---- */

static void
draw_line(
    const struct timeline_view *v, const struct plan *p, struct canvas *cv)
{
	struct box b = p->b;
	struct buf text = BUF_INIT;
	size_t at = v->scroll.current, n;
	int margin = p->brief ? 0 : 1;

	span_tell(&text, &v->t, at, filtered(v));
	if ((int)text.n > b.cols - margin) { /* it is ASCII */
		buf_clear(&text);
		span_tell_briefly(&text, &v->t, at, filtered(v));
	} else {
		buf_adds(&text, "; ");
		n = text.n;
		span_tell_shares(
		    &text, &v->t, at, sections_of(v), v->shape == STACKED);
		if (text.n == n)
			text.n -= 2;
	}
	canvas_put_field(cv, b.y, b.x + margin, b.cols - margin, buf_str(&text),
	    STYLE_NORMAL);
	buf_fini(&text);
}

static void
draw_legend(
    const struct timeline_view *v, const struct plan *p, struct canvas *cv)
{
	struct buf text = BUF_INIT;

	if (p->legend < 0)
		return;
	if (v->shape == STACKED)
		span_tell_letters(&text, &v->t, p->full, sections_of(v));
	else
		span_tell_legend(&text, &v->t, p->full, filtered(v));
	canvas_put_field(cv, p->legend, p->b.x + 1, p->b.cols - 1,
	    buf_str(&text), STYLE_DIM);
	buf_fini(&text);
}

/* Instead of bars. */
static void
draw_nothing(struct timeline_view *v, struct canvas *cv, struct box b)
{
	const struct chronicle *c = v->reader->chronicle;
	const char *what = "no dated events";

	if (!v->built)
		what = "memory is used up";
	else if (chronicle_loading(c))
		what = "loading";
	canvas_put_field(cv, b.y, b.x + 1, b.cols - 1, str_of(what), STYLE_DIM);
	if (b.rows > 1 && chronicle_count(c) > 0)
		canvas_putf(cv, b.y + 1, b.x + 1, b.cols - 1, STYLE_COUNT,
		    "%zu undated", chronicle_count(c));
}

/* Count what is wanted for a screen with this plan. */
static void
build_for(struct timeline_view *v, const struct plan *p)
{
	struct timeline_ask ask = v->ask;

	ask.rows = ROWS_MAX;
	if (v->shape == STACKED)
		ask.rows = BARS_LETTERS;
	else if (v->shape == SPLIT && p->bars.rows < ROWS_MAX)
		ask.rows = p->bars.rows > 0 ? (size_t)p->bars.rows : 1;
	if (!v->zoomed) {
		ask.level = TIMELINE_MONTH;
		ask.bars = (size_t)p->bars.cols;
	}
	build(v, &ask);
}

/* Show the page with the selected bar. */
static void
turn_page(struct timeline_view *v, const struct plan *p)
{
	size_t left =
	    (size_t)(v->keep_x < 0 ? 0 : v->keep_x / p->axis.bar_cols);

	if (v->keep_x >= 0)
		v->scroll.top =
		    v->scroll.current > left ? v->scroll.current - left : 0;
	v->keep_x = -1;
	v->bar_cols = p->axis.bar_cols;
	scroll_fit(&v->scroll, v->t.nbars, p->axis.shown, true);
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct timeline_view *v = cast(view);
	struct plan p;

	(void)look; /* it always has the focus, and no line is current */
	view->cursor_y = b.y;
	view->cursor_x = b.x;
	plan_rows(&p, b);
	if (p.bars.cols < BARS_FROM || b.rows < 1)
		return;
	p.blocks = bars_blocks(cv, b);
	canvas_clear(cv, b, STYLE_NORMAL);
	plan_undated(v, &p);
	build_for(v, &p);
	if (v->t.nbars == 0) {
		draw_nothing(v, cv, b);
		return;
	}
	if (v->shape == SPLIT)
		plan_titles(v, &p, canvas_ascii(cv));
	plan_cols(v, &p);
	plan_heights(v, &p);
	turn_page(v, &p);
	draw_line(v, &p, cv);
	draw_legend(v, &p, cv);
	if (p.bars.rows > 0 && v->shape == SPLIT)
		draw_split(v, &p, cv);
	else if (p.bars.rows > 0)
		draw_bars(v, &p, cv, v->t.all, p.bars.y + p.bars.rows - 1);
	draw_axis(v, &p, cv);
}

/* ---- what commands do ---- */

static bool
move(struct view *view, enum motion m, long n)
{
	struct timeline_view *v = cast(view);
	int32_t last;

	refresh(v);
	if (v->t.nbars == 0 || !scroll_move(&v->scroll, m, n))
		return false;
	timeline_days(v->t.level, number(v), &v->day, &last);
	if (v->day < v->t.first_day)
		v->day = v->t.first_day;
	return true;
}

static void
free_view(struct view *view)
{
	struct timeline_view *v = cast(view);

	timeline_fini(&v->t);
	x_free(v);
}

static const struct view_ops timeline_ops = {
	.name = "timeline",
	.draw = draw,
	.move = move,
	.free = free_view,
};

struct view *
view_timeline_new(struct reader *r)
{
	struct timeline_view *v = x_calloc(1, sizeof *v);
	size_t event;

	v->view.ops = &timeline_ops;
	v->reader = r;
	timeline_init(&v->t);
	v->ask = (struct timeline_ask){ TIMELINE_YEAR, 0, ROWS_MAX };
	v->scroll.rows = SCROLL_ROWS_UNKNOWN;
	v->bar_cols = 1;
	v->keep_x = -1;
	v->day = DATE_OPEN_START;
	if (reader_event(r, &event)) {
		struct date d = chronicle_date(r->chronicle, event);

		if (d.precision != DATE_NONE)
			v->day = date_key(&d);
	}
	return &v->view;
}

void
view_timeline_goto(struct view *view, int32_t day)
{
	struct timeline_view *v = cast(view);

	v->day = day;
	refresh(v);
	select_day(v);
}

bool
view_timeline_zoom(struct view *view, int by)
{
	struct timeline_view *v = cast(view);
	struct timeline_ask ask = v->ask;
	int level;

	refresh(v);
	level = (int)v->t.level + (by > 0) - (by < 0);
	if (by == 0 || level < 0 || level >= TIMELINE_NLEVELS ||
	    v->t.nbars == 0)
		return false;
	ask.level = (enum timeline_level)level;
	ask.bars = 0;
	if (timeline_bars(&v->t, ask.level) > TIMELINE_BARS_MAX)
		return false;
	v->keep_x = (int)(v->scroll.current - v->scroll.top) * v->bar_cols +
		    v->bar_cols / 2;
	v->zoomed = true;
	build(v, &ask);
	return true;
}

void
view_timeline_split(struct view *view)
{
	struct timeline_view *v = cast(view);

	v->shape = (v->shape + 1) % NSHAPES;
}

bool
view_timeline_span(struct view *view, int32_t *first, int32_t *last)
{
	struct timeline_view *v = cast(view);

	refresh(v);
	if (v->t.nbars == 0)
		return false;
	timeline_days(v->t.level, number(v), first, last);
	return true;
}
