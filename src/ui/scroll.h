/*
 * A window over rows of which one is current.
 *
 * Pure arithmetic, shared by all lists.  With flip the window turns a whole
 * page when the current row leaves it (one row stays for orientation):
 * beside another pane that costs a fraction of the bytes of moving the window
 * by single rows, because terminals scroll whole lines only.
 */
#ifndef ANNALS_UI_SCROLL_H
#define ANNALS_UI_SCROLL_H

#include <stdbool.h>
#include <stddef.h>

enum motion {
	MOTION_LINE, /* by n rows; n may be negative, in the next three too */
	MOTION_HALF, /* by n half windows */
	MOTION_PAGE, /* by n windows less a row */
	MOTION_TO    /* to row n, from 0; beyond the end: the last */
};

/* Before the first scroll_fit(): no window is in the way of moving. */
#define SCROLL_ROWS_UNKNOWN 1000

struct scroll {
	size_t top;     /* the row at the top of the window */
	size_t current; /* the row that is selected */
	size_t count;   /* rows there are; current is less, or both are 0 */
	int rows;       /* of the window, at least 1 */
	bool flip;
};

/* Tell the size of the list and of the window; keeps current visible. */
void scroll_fit(struct scroll *s, size_t count, int rows, bool flip);

/* Move the current row.  False if it was at the edge already. */
bool scroll_move(struct scroll *s, enum motion m, long n);

#endif
