/*
 * Any bytes as a cell, a string or a line that a format can hold.
 *
 * Pure functions; any thread after setlocale().
 */
#ifndef ANNALS_MODEL_ENCODE_H
#define ANNALS_MODEL_ENCODE_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>

enum {
	ENCODE_ASCII = 1, /* nothing else may come out */
	ENCODE_SAFE = 2   /* put ' before what a spreadsheet would run */
};

/*
 * Append a cell of RFC 4180, in quotes if a reader would take it for another
 * one without them.  TAB, LF and CR LF are kept; for other characters see
 * format.h.
 */
void encode_csv(struct buf *out, struct str cell, unsigned flags);

/* The same as text/tab-separated-values, with \t \n \r \\ for these four. */
void encode_tsv(struct buf *out, struct str cell, unsigned flags);

/*
 * Append a string of RFC 8259 with its quotes.  What the screen would not
 * show as it is gets escaped; broken bytes are U+FFFD.  ascii: so is all that
 * is not ASCII.
 */
void encode_json(struct buf *out, struct str s, bool ascii);

/*
 * Append s as a line of CommonMark that shows s, sanitised, and nothing else:
 * what would be mark-up there, or in GitHub's tables and strikethrough, gets a
 * backslash.
 */
void encode_markdown(struct buf *out, struct str s, bool ascii);

#endif
