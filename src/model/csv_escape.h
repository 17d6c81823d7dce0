/*
 * Quotes after a backslash, as MySQL, Postgres and Hadoop write them, made
 * those of RFC 4180: within a quoted field \" becomes "", of the same length,
 * so that lines and columns stay what they are.
 *
 * Nothing else is changed.  What follows an escape character otherwise stays
 * with it, so that \\ is no escape of a quote behind it; and outside of quoted
 * fields it is a letter like any other.  What comes out does not depend on how
 * the input is cut into pieces.
 *
 * For csv.c.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_CSV_ESCAPE_H
#define ANNALS_MODEL_CSV_ESCAPE_H

#include "model/input.h"

#include <stdbool.h>
#include <stddef.h>

struct csv_escape {
	char escape; /* 0: there is none, and bytes stay as they are */
	bool held;   /* one is held back until what follows it is there */
	enum {
		ESCAPE_START, /* of a field */
		ESCAPE_BARE,  /* in one that is not quoted */
		ESCAPE_TEXT,  /* in a quoted one */
		ESCAPE_QUOTE, /* behind a quote that may close it */
		ESCAPE_BLANK  /* and blanks behind that */
	} at;
};

/* Append n bytes to the input, as input_add(). */
bool csv_escape_add(struct csv_escape *x, struct input *in, size_t done,
    const char *p, size_t n);

/* No more will come: append what is held back.  As input_add(). */
bool csv_escape_end(struct csv_escape *x, struct input *in, size_t done);

#endif
