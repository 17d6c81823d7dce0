/*
 * An axis of time under bars: a line, ticks with labels, and < > where there
 * are more bars than are shown.
 *
 * Labels stand at round years, two cells apart at least: at every bar, every
 * 2nd, 5th, 10th and so on; where bars are months at every 3rd or 6th, at
 * January, at every 2nd January and so on.  Main thread.
 */
#ifndef ANNALS_UI_AXIS_H
#define ANNALS_UI_AXIS_H

#include "model/timeline.h"
#include "text/canvas.h"

#include <stddef.h>

/* Where the bars stand; < and > are in the columns beside them. */
struct axis {
	int line;     /* y of the line, -1: there is none */
	int labels;   /* y of the labels, -1: there are none */
	int x;        /* of the first bar */
	int bar_cols; /* from one bar to the next, at least 1 */
	int gap;      /* cells of that between two bars */
	int shown;    /* bars on the screen, at least 1 */
	int end;      /* the column in which labels must have ended */
};

/* Where bar i of those on the screen begins; i may be a->shown. */
int axis_x(const struct axis *a, int i);

/* A column in the middle of it. */
int axis_middle(const struct axis *a, int i);

/* Draw the axis for the bars of t from the one with index top on. */
void axis_draw(const struct axis *a, struct canvas *cv,
    const struct timeline *t, size_t top);

#endif
