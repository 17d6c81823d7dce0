#include "config.h"

#include "ui/view.h"

#include <string.h>

#include "base/mem.h"
#include "text/glyph.h"
#include "ui/tally.h"

#define HEADING "Topics"
#define DEPTH_MAX 8 /* levels that are indented */

struct sections_view {
	struct view view; /* first */
	struct reader *reader;
	struct scroll scroll;
	bool *open;    /* by section */
	bool *node;    /* by section: there are sections below it */
	int *depth;    /* by section, from 0 */
	uint32_t *row; /* the sections on rows 1.., row 0 is "All" */
	size_t nrows;  /* "All" too */
	size_t known;  /* sections that open, node, depth and row are for */
	int widest;    /* cells of the longest title on a row; 0: not known */
};

static struct sections_view *
cast(struct view *v)
{
	return (struct sections_view *)(void *)v;
}

/* Append the open part of the tree below parent, depth first. */
static void
list_below(struct sections_view *v, const struct sections *s, uint32_t parent,
    const uint32_t *first, const uint32_t *next)
{
	uint32_t i = parent == SECTION_NONE ? first[s->n] : first[parent];

	/* Walks up by parents instead of recursing: depth is the file's. */
	while (i != SECTION_NONE) {
		v->row[v->nrows++ - 1] = i;
		if (v->open[i] && first[i] != SECTION_NONE) {
			i = first[i];
			continue;
		}
		while (i != SECTION_NONE && next[i] == SECTION_NONE)
			i = s->at[i].parent;
		if (i != SECTION_NONE)
			i = next[i];
	}
}

/* Find out which rows there are. */
static void
list_rows(struct sections_view *v)
{
	const struct sections *s = chronicle_sections(v->reader->chronicle);
	uint32_t *first = x_reallocarray(NULL, s->n + 1, sizeof *first);
	uint32_t *next = x_reallocarray(NULL, s->n, sizeof *next);

	sections_tree(s, first, next);
	for (size_t i = 0; i < s->n; i++)
		v->node[i] = first[i] != SECTION_NONE;
	v->nrows = 1;
	v->widest = 0;
	list_below(v, s, SECTION_NONE, first, next);
	x_free(first);
	x_free(next);
}

/* Make a section the current row, if it is on one; else "All". */
static void
stand_on(struct sections_view *v, uint32_t section)
{
	v->scroll.current = 0;
	for (size_t i = 1; i < v->nrows; i++)
		if (v->row[i - 1] == section)
			v->scroll.current = i;
}

/* The chronicle may have got more sections since we looked. */
static void
refresh(struct sections_view *v)
{
	const struct sections *s = chronicle_sections(v->reader->chronicle);
	uint32_t at = view_sections_current(&v->view);

	if (v->known == s->n && v->nrows > 0)
		return;
	v->open = x_reallocarray(v->open, s->n, sizeof *v->open);
	v->node = x_reallocarray(v->node, s->n, sizeof *v->node);
	v->depth = x_reallocarray(v->depth, s->n, sizeof *v->depth);
	v->row = x_reallocarray(v->row, s->n, sizeof *v->row);
	for (size_t i = v->known; i < s->n; i++) {
		uint32_t up = s->at[i].parent;

		v->open[i] = true;
		v->depth[i] = up == SECTION_NONE ? 0 : v->depth[up] + 1;
	}
	v->known = s->n;
	list_rows(v);
	stand_on(v, at);
}

uint32_t
view_sections_current(const struct view *view)
{
	const struct sections_view *v =
	    (const struct sections_view *)(const void *)view;

	if (v->scroll.current == 0 || v->scroll.current >= v->nrows)
		return SECTION_NONE;
	return v->row[v->scroll.current - 1];
}

void
view_sections_select(struct view *view, uint32_t section)
{
	struct sections_view *v = cast(view);
	const struct sections *s = chronicle_sections(v->reader->chronicle);
	uint32_t up;

	refresh(v);
	v->scroll.current = 0;
	if (section == SECTION_NONE || section >= s->n)
		return;
	for (up = s->at[section].parent; up != SECTION_NONE;
	     up = s->at[up].parent)
		v->open[up] = true;
	list_rows(v);
	stand_on(v, section);
}

void
view_sections_fold(struct view *view, bool open)
{
	struct sections_view *v = cast(view);
	const struct sections *s = chronicle_sections(v->reader->chronicle);
	uint32_t at = view_sections_current(view);

	refresh(v);
	for (size_t i = 0; i < v->known; i++)
		v->open[i] = open;
	if (!open)
		while (at != SECTION_NONE && s->at[at].parent != SECTION_NONE)
			at = s->at[at].parent;
	list_rows(v);
	stand_on(v, at);
}

/* Where the title of a section starts. */
static int
indent(const struct sections_view *v, uint32_t section)
{
	int depth = v->depth[section];

	return TALLY_INDENT + 2 * (depth < DEPTH_MAX ? depth : DEPTH_MAX);
}

/* Find the widest title on the rows, its indent included. */
static void
measure_rows(struct sections_view *v, bool ascii)
{
	const struct sections *s = chronicle_sections(v->reader->chronicle);

	v->widest = TALLY_INDENT + (int)strlen(HEADING);
	for (size_t i = 1; i < v->nrows; i++) {
		uint32_t at = v->row[i - 1];
		int cols =
		    indent(v, at) + glyph_width(str_of(s->at[at].title), ascii);

		if (cols > v->widest)
			v->widest = cols;
	}
}

static int
cols(struct view *view, bool ascii)
{
	struct sections_view *v = cast(view);

	refresh(v);
	if (v->widest == 0)
		measure_rows(v, ascii);
	return tally_cols(v->widest, chronicle_count(v->reader->chronicle));
}

static void
tell_row(void *arg, size_t i, struct tally_row *row)
{
	struct sections_view *v = arg;
	const struct reader *r = v->reader;
	uint32_t at;

	row->name = str_of("All");
	row->indent = TALLY_INDENT;
	row->count = reader_all(r);
	if (i == 0)
		return;
	at = v->row[i - 1];
	row->name = str_of(chronicle_sections(r->chronicle)->at[at].title);
	row->indent = indent(v, at);
	row->closed = v->node[at] && !v->open[at];
	row->count = at < r->ncounts ? r->count[at] : 0;
}

static void
draw(struct view *view, struct canvas *cv, struct box b,
    const struct view_look *look)
{
	struct sections_view *v = cast(view);
	struct tally t = {
		.heading = str_of(HEADING),
		.most = chronicle_count(v->reader->chronicle),
		.row = tell_row,
		.arg = v,
	};

	t.cols = cols(view, canvas_ascii(cv));
	t.nrows = v->nrows; /* as cols() found them */
	tally_draw(&t, &v->scroll, view, cv, b, look);
}

static bool
move(struct view *view, enum motion m, long n)
{
	struct sections_view *v = cast(view);

	refresh(v);
	v->scroll.count = v->nrows;
	return scroll_move(&v->scroll, m, n);
}

/* Open the current node. */
static bool
deeper(struct view *view)
{
	struct sections_view *v = cast(view);
	uint32_t at = view_sections_current(view);

	if (at == SECTION_NONE || !v->node[at] || v->open[at])
		return false;
	v->open[at] = true;
	list_rows(v);
	return true;
}

/* Close the current node, or go to its parent. */
static bool
back(struct view *view)
{
	struct sections_view *v = cast(view);
	const struct sections *s = chronicle_sections(v->reader->chronicle);
	uint32_t at = view_sections_current(view);

	if (at == SECTION_NONE)
		return false;
	if (v->node[at] && v->open[at]) {
		v->open[at] = false;
		list_rows(v);
		return true;
	}
	view_sections_select(view, s->at[at].parent);
	return true;
}

static void
free_view(struct view *view)
{
	struct sections_view *v = cast(view);

	x_free(v->open);
	x_free(v->node);
	x_free(v->depth);
	x_free(v->row);
	x_free(v);
}

static const struct view_ops sections_ops = {
	.name = "sections",
	.cols = cols,
	.draw = draw,
	.move = move,
	.deeper = deeper,
	.back = back,
	.free = free_view,
};

struct view *
view_sections_new(struct reader *r)
{
	struct sections_view *v = x_calloc(1, sizeof *v);

	v->view.ops = &sections_ops;
	v->reader = r;
	v->scroll.rows = SCROLL_ROWS_UNKNOWN;
	return &v->view;
}
