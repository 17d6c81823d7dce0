/*
 * The strip at the top: title, events over time, how many there are.
 *
 * The plot is proportional to time (a gap in history looks like a gap) and
 * shows the result, on the scale of the whole.  Main thread.
 */
#ifndef ANNALS_UI_HEADER_H
#define ANNALS_UI_HEADER_H

#include "text/canvas.h"
#include "ui/reader.h"

#include <stdint.h>

#define HEADER_PLOT_MAX 100 /* cells */

/* The plot as it was drawn last; all 0: not yet. */
struct header {
	unsigned version; /* of the reader's list that it is of */
	int32_t first, last;
	int n; /* cells */
	uint32_t bin[HEADER_PLOT_MAX], all[HEADER_PLOT_MAX];
};

/* Draw in the first row of b.  With another chronicle, h is to be cleared. */
void header_draw(
    struct header *h, const struct reader *r, struct canvas *cv, struct box b);

#endif
