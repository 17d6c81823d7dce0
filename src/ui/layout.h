/*
 * How the screen is split into boxes.  A pure function of its arguments.
 *
 * Panes never swap places: sections are left, events right of them or alone,
 * the text below or to the right.  A pane that is not on the screen has a box
 * of no rows.
 */
#ifndef ANNALS_UI_LAYOUT_H
#define ANNALS_UI_LAYOUT_H

#include "text/canvas.h"

#include <stdbool.h>

/* The smallest screen that works, and the smallest panes beside others. */
#define LAYOUT_MIN_ROWS 5
#define LAYOUT_MIN_COLS 20
#define LAYOUT_SECTIONS_COLS 12
#define LAYOUT_EVENTS_COLS 20
#define LAYOUT_TEXT_COLS 20
#define LAYOUT_LIST_ROWS 4
#define LAYOUT_TEXT_ROWS 4

enum layout_mode {
	LAYOUT_AUTO,    /* by the size of the screen */
	LAYOUT_STACKED, /* list over text, sections left of the list */
	LAYOUT_COLUMNS, /* three side by side */
	LAYOUT_SINGLE   /* the pane with the focus */
};

enum pane { PANE_SECTIONS, PANE_EVENTS, PANE_TEXT, PANE_NPANES };

/* What the user may change; clamped to what fits. */
struct layout_sizes {
	int sections_cols; /* cells of the sections pane */
	int list_rows;     /* percent of the rows for the list, stacked */
	int list_cols;     /* percent of the rest for the list, in columns */
};

struct layout {
	enum layout_mode mode; /* never LAYOUT_AUTO */
	bool too_small;        /* nothing else counts then */
	struct box header;     /* no rows on very low screens */
	struct box body;       /* all panes together */
	struct box pane[PANE_NPANES];
	struct box hrule, vrule[2]; /* no rows if there is none */
	struct box status;
	bool beside[PANE_NPANES]; /* another pane shares its rows */
};

/*
 * Split rows x cols.  only: the pane that is zoomed, PANE_NPANES if none is.
 * focus: the pane that LAYOUT_SINGLE shows, which is also what a mode becomes
 * whose panes would be too small.
 */
void layout_compute(struct layout *l, struct box screen, enum layout_mode mode,
    const struct layout_sizes *sizes, enum pane focus, enum pane only);

/* The mode that LAYOUT_AUTO stands for on that screen. */
enum layout_mode layout_auto(int rows, int cols);

#endif
