/*
 * CSV records that are plain, split at once: what libcsv makes of them byte
 * by byte.
 *
 * Plain is a record that is all at hand, with fields that have no quote, or
 * one at each end and inside of these only doubled ones; its lines end with LF
 * or CR LF.  It has no blank lines before it and is no blank line itself.
 *
 * For csv.c.  Any thread.
 */
#ifndef ANNALS_MODEL_CSV_PLAIN_H
#define ANNALS_MODEL_CSV_PLAIN_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define CSV_PLAIN_MAX ((size_t)64 << 10) /* bytes; longer ones are not */

struct csv_plain {
	char delimiter, quote;
	struct str
	    *field; /* room for max; they lie in the record, or in store */
	size_t max;

	/* What is found. */
	size_t n;     /* fields */
	size_t text;  /* bytes of the record */
	size_t end;   /* with its line end */
	size_t lines; /* in it */
	size_t bytes; /* room that csv_plain_undouble() needs; 0: none */
};

/* Split the record with which s begins.  False if it is not plain, has too
 * many fields or may go on behind s. */
bool csv_plain_split(struct csv_plain *p, struct str s);

/* Let fields with doubled quotes have single ones, in store, where there is
 * room for p->bytes.  If there are none, this does nothing. */
void csv_plain_undouble(struct csv_plain *p, char *store);

#endif
