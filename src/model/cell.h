/*
 * The field of an event compared with what a query asks for.
 *
 * Numbers if both sides are one; else periods if both are one (EDTF), where
 * less is to end before the other begins; else text, folded.  What a query
 * gives as a number or a date is never compared with what is neither: "n/a" is
 * not above 100.  An empty field is neither above nor below anything, but
 * above the empty text is what is not empty.
 *
 * In a column of dates (model/date_columns.h) a period is what is one there,
 * of the query and of fields; a field that stands for nothing there is empty.
 *
 * Pure functions but for the fold_map; any thread.
 */
#ifndef ANNALS_MODEL_CELL_H
#define ANNALS_MODEL_CELL_H

#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"
#include "model/dates.h"
#include "model/query_node.h"
#include "text/fold.h"

#include <stdbool.h>

/* A QUERY_COMPARE, QUERY_EXACT, QUERY_PERIOD or, of which only the period is
 * looked for, QUERY_WORDS, prepared for many cells. */
struct cell_test {
	const struct query_node *node;
	struct fold_map *map;
	bool number;       /* the value is one */
	struct buf folded; /* the value */
	/* How dates are written in the column; NULL: as EDTF only. */
	const struct dates *dates;
	struct date date; /* what the value is there, or undated */
};

/* Lends node and map. */
void cell_test_init(
    struct cell_test *t, const struct query_node *node, struct fold_map *map);
void cell_test_fini(struct cell_test *t);

/* Dates are written so in the column: NULL, which it is at first, or lent. */
void cell_test_dates(struct cell_test *t, const struct dates *dates);

/* Does a cell pass?  If node->list is set: does one of its values? */
bool cell_test_pass(struct cell_test *t, struct str cell);

/* Append the words of s, folded, with blanks between them. */
void cell_fold(struct buf *out, struct fold_map *map, struct str s);

/* Does one period stand so to the other?  Neither is undated. */
bool cell_compare_dates(
    const struct date *a, enum query_compare how, const struct date *b);

/* A decimal number in its digits: no rounding, no locale, no bounds. */
struct cell_number {
	bool negative;    /* zero never is */
	struct str whole; /* without zeros in front */
	struct str part;  /* behind the point, without zeros at the end */
};

/* Take a number ("-1.50"; no exponent, no separator of thousands) apart; x
 * lends from s.  False if it is none. */
bool cell_read_number(struct str s, struct cell_number *x);

/*
 * Compare decimal numbers of any length into *order, below, at or above 0.
 * False if one is none.
 */
bool cell_compare_numbers(struct str a, struct str b, int *order);

#endif
