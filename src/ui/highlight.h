/*
 * What a search found, marked where it stands on the canvas.  Main thread.
 */
#ifndef ANNALS_UI_HIGHLIGHT_H
#define ANNALS_UI_HIGHLIGHT_H

#include "model/marks.h"
#include "text/canvas.h"
#include "ui/find.h"

#include <stddef.h>

/*
 * Give STYLE_MATCH to what marks[0..n) cover of a piece of text that was drawn
 * at (y, x) on at most max cells; at is where the piece starts in the text
 * that the marks are of.
 */
void highlight_piece(struct canvas *cv, int y, int x, int max, struct str piece,
    size_t at, const struct query_mark *mark, size_t n);

/* The same for a whole short text of column (-1: none) that f searches. */
void highlight_text(struct canvas *cv, int y, int x, int max, struct str text,
    const struct find *f, int column);

#endif
