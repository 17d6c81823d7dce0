/*
 * The head of a text: its title, at most two lines of it, and beside or below
 * them what else is said of the event in one line.  Main thread.
 */
#ifndef ANNALS_UI_TEXT_TITLE_H
#define ANNALS_UI_TEXT_TITLE_H

#include "text/canvas.h"
#include "ui/doc.h"
#include "ui/find.h"

#include <stddef.h>

/* Where a title was drawn. */
struct text_title {
	struct box box; /* rows: the lines that it has */
	size_t shown;   /* bytes of it that are seen */
};

/*
 * Draw the head of d at the top of b with what f searches for marked in it, if
 * it is the title of column (-1: of none).  Returns the rows that it took.
 */
int text_title_draw(struct text_title *t, const struct doc *d,
    const struct find *f, int column, struct canvas *cv, struct box b);

/* Where on the screen byte at of the title is (at < t->shown). */
void text_title_place(
    const struct text_title *t, const struct doc *d, size_t at, int *y, int *x);

#endif
