#include "config.h"

#include "ui/layout.h"

static const struct box nowhere = { 0, 0, 0, 0 };

static int
clamp(int n, int lo, int hi)
{
	if (n > hi)
		n = hi;
	return n < lo ? lo : n;
}

enum layout_mode
layout_auto(int rows, int cols)
{
	if (cols < 70 || rows < 16)
		return LAYOUT_SINGLE;
	return cols < 140 ? LAYOUT_STACKED : LAYOUT_COLUMNS;
}

/* Cut n rows off the top of *rest. */
static struct box
cut_rows(struct box *rest, int n)
{
	struct box top = *rest;

	top.rows = n;
	rest->y += n;
	rest->rows -= n;
	return top;
}

/* Cut n cells off the left of *rest. */
static struct box
cut_cols(struct box *rest, int n)
{
	struct box left = *rest;

	left.cols = n;
	rest->x += n;
	rest->cols -= n;
	return left;
}

/* Sections, a rule, and what is left: at least others cells. */
static void
split_sections(struct layout *l, struct box *rest, int cols, int others)
{
	int most = rest->cols - 1 - others;

	if (most > rest->cols / 2)
		most = rest->cols / 2;
	cols = clamp(cols, LAYOUT_SECTIONS_COLS, most);
	l->pane[PANE_SECTIONS] = cut_cols(rest, cols);
	l->vrule[0] = cut_cols(rest, 1);
	l->beside[PANE_SECTIONS] = l->beside[PANE_EVENTS] = true;
}

static void
split_stacked(struct layout *l, const struct layout_sizes *sizes)
{
	struct box text = l->body, top;
	int rows = l->body.rows * sizes->list_rows / 100;

	top = cut_rows(&text,
	    clamp(rows, LAYOUT_LIST_ROWS, l->body.rows - 1 - LAYOUT_TEXT_ROWS));
	l->hrule = cut_rows(&text, 1);
	l->pane[PANE_TEXT] = text;
	split_sections(l, &top, sizes->sections_cols, LAYOUT_EVENTS_COLS);
	l->pane[PANE_EVENTS] = top;
}

static void
split_columns(struct layout *l, const struct layout_sizes *sizes)
{
	struct box rest = l->body;
	int cols;

	split_sections(l, &rest, sizes->sections_cols,
	    LAYOUT_EVENTS_COLS + 1 + LAYOUT_TEXT_COLS);
	cols = clamp(rest.cols * sizes->list_cols / 100, LAYOUT_EVENTS_COLS,
	    rest.cols - 1 - LAYOUT_TEXT_COLS);
	l->pane[PANE_EVENTS] = cut_cols(&rest, cols);
	l->vrule[1] = cut_cols(&rest, 1);
	l->pane[PANE_TEXT] = rest;
	l->beside[PANE_TEXT] = true;
}

/* Has the screen room for all panes of a mode? */
static bool
has_room(struct box screen, enum layout_mode mode)
{
	int cols = LAYOUT_SECTIONS_COLS + 1 + LAYOUT_EVENTS_COLS;
	int rows = LAYOUT_LIST_ROWS + 1 + LAYOUT_TEXT_ROWS;

	if (mode == LAYOUT_COLUMNS)
		return screen.cols >= cols + 1 + LAYOUT_TEXT_COLS;
	/* Header and status line, too. */
	return screen.cols >= cols && screen.rows >= rows + 2;
}

void
layout_compute(struct layout *l, struct box screen, enum layout_mode mode,
    const struct layout_sizes *sizes, enum pane focus, enum pane only)
{
	struct box rest = screen;

	*l = (struct layout){ .hrule = nowhere };
	l->too_small =
	    screen.rows < LAYOUT_MIN_ROWS || screen.cols < LAYOUT_MIN_COLS;
	if (mode == LAYOUT_AUTO)
		mode = layout_auto(screen.rows, screen.cols);
	if (!has_room(screen, mode))
		mode = LAYOUT_SINGLE;
	l->mode = mode;
	if (l->too_small)
		return;

	l->header = cut_rows(&rest, screen.rows < 8 ? 0 : 1);
	l->body = cut_rows(&rest, rest.rows - 1);
	l->status = rest;
	if (only != PANE_NPANES)
		l->pane[only] = l->body;
	else if (mode == LAYOUT_STACKED)
		split_stacked(l, sizes);
	else if (mode == LAYOUT_COLUMNS)
		split_columns(l, sizes);
	else
		l->pane[focus] = l->body;
}
