/*
 * A text of several lines that is being written: cursor, what was cut, undo,
 * and the rows into which it is wrapped (text/wrap.h).
 *
 * A line ends with a line end, a row where the screen does; there is always a
 * row for the cursor, so one more after a line end that ends the text.  The
 * text it begins with may hold any bytes and keeps them; what is added is
 * UTF-8 without controls but TAB and LF.  It grows to its bound and no
 * further.  Positions are bytes.  Knows no screen and no keys.  Main thread.
 */
#ifndef ANNALS_UI_DRAFT_TEXT_H
#define ANNALS_UI_DRAFT_TEXT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DRAFT_TAB_COLS 4

/* Where to, from the cursor. */
enum draft_place {
	DRAFT_LEFT,
	DRAFT_RIGHT,
	DRAFT_WORD_LEFT,
	DRAFT_WORD_RIGHT,
	DRAFT_LINE_START,
	DRAFT_LINE_END,
	DRAFT_START,
	DRAFT_END
};

struct draft_text;

/* Begin with text, cursor at its end; at most max bytes, or as many as it has
 * now. */
struct draft_text *draft_text_new(struct str text, size_t max);
void draft_text_free(struct draft_text *d); /* NULL is fine */

/* Lend the text until it changes, the cursor, and the bound.  The cursor
 * stands between clusters of the text; who draws wants its row, so that only
 * the tests, which hold that, ask for its byte. */
struct str draft_text_get(const struct draft_text *d);
size_t draft_text_at(const struct draft_text *d);
size_t draft_text_max(const struct draft_text *d);

/*
 * Wrap into rows of so many cells, at least 1.  As long as that is not told it
 * is 80.  Afterwards rows are asked for; they are lent until the text changes.
 */
void draft_text_fit(struct draft_text *d, int cols, bool ascii);
size_t draft_text_rows(struct draft_text *d);
struct str draft_text_row(struct draft_text *d, size_t i);

/* The row of the cursor, and the cells before it, at most cols. */
void draft_text_cursor(struct draft_text *d, size_t *row, int *x);

void draft_text_move(struct draft_text *d, enum draft_place to);

/* Down so many rows, up if n is negative, in the same column if there is one;
 * no further than the first and last row. */
void draft_text_move_rows(struct draft_text *d, long n);

/*
 * The functions from here on change the text.  False: nothing is done, as it
 * would be longer than its bound.
 */

/* Insert a character that was typed: CR is a line end, TAB blanks up to the
 * next multiple of DRAFT_TAB_COLS, other controls nothing. */
bool draft_text_type(struct draft_text *d, uint32_t cp);

/* Insert the next character of a paste: CR, CR LF and LF are a line end, TAB
 * is a tab.  All of it is one step to be taken back. */
bool draft_text_paste(struct draft_text *d, uint32_t cp);

/* A paste begins, and ends. */
void draft_text_paste_start(struct draft_text *d);
void draft_text_paste_end(struct draft_text *d);

/* Delete from the cursor to there. */
void draft_text_delete(struct draft_text *d, enum draft_place to);

/* The same, and keep it for draft_text_yank(); what is cut at a stretch is
 * kept together.  At the end of a line the line end is cut. */
void draft_text_cut(struct draft_text *d, enum draft_place to);
bool draft_text_yank(struct draft_text *d);

/* Take back what was done last; do it again.  Nothing if there is none. */
void draft_text_undo(struct draft_text *d);
void draft_text_redo(struct draft_text *d);

#endif
