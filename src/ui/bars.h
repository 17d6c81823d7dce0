/*
 * Bars of events in block characters.
 *
 * From the bottom: solid, in eighths of a row, what the list shows; in medium
 * shade what of that has a date wider than the bar; in light shade what the
 * list does not show.  Shades fill whole rows.  Whatever is there is seen, be
 * it ever so little.  In ASCII they are '#', ':' and '.'; the top of a solid
 * bar is then one of "-=+*%#".  Main thread.
 */
#ifndef ANNALS_UI_BARS_H
#define ANNALS_UI_BARS_H

#include "model/timeline.h"
#include "text/canvas.h"

#include <stdbool.h>
#include <stdint.h>

/* The three in UTF-8, for a legend. */
#define BARS_SOLID "\xe2\x96\x88"
#define BARS_MEDIUM "\xe2\x96\x92"
#define BARS_LIGHT "\xe2\x96\x91"

/*
 * Does the canvas tell eighths of a block apart, or has it their ASCII form?
 * Draws in the first cell of b to find out; b is not empty.
 */
bool bars_blocks(struct canvas *cv, struct box b);

/*
 * Draw a bar in b on which nothing is yet.  full: how many events fill it, at
 * least those of bar and 1.
 */
void bars_draw(struct canvas *cv, struct box b, const struct timeline_bar *bar,
    uint32_t full, bool blocks);

#define BARS_LETTERS 26 /* rows of a timeline that are told apart */

/*
 * Draw bar i of t in b as bars_draw() does, but with the rows of t, which are
 * BARS_LETTERS at most, one upon the other: a letter for each, A the lowest.
 * A cell has the letter of the row to which its middle belongs, so that a row
 * of few events may not be seen.
 */
void bars_stack(struct canvas *cv, struct box b, const struct timeline *t,
    size_t i, uint32_t full);

#endif
