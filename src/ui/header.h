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

/* Draw in the first row of b. */
void header_draw(const struct reader *r, struct canvas *cv, struct box b);

#endif
