/*
 * Cells that are no date by themselves: a plain number, and what is written
 * where nobody knows or nothing is.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_CELL_H
#define ANNALS_BASE_DATE_CELL_H

#include "base/date.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date_cell_number {
	bool negative;
	int64_t value; /* without its sign and what stands behind the point */
	size_t digits; /* of that: 1 to 15 */
	bool part;     /* there is a point */
};

/* Read s (trimmed): "-44", "1999", "38300.25".  False if it is no number. */
bool date_cell_number(struct str s, struct date_cell_number *n);

/* What YYYY-YY is; a season of sports or a budget has two years in a row. */
enum date_pair {
	DATE_PAIR_NONE,  /* not written like that */
	DATE_PAIR_OTHER, /* a month or season of EDTF, or nothing */
	DATE_PAIR_OPEN,  /* either a pair or one of these: 2011-12, 2020-21 */
	DATE_PAIR_SURE,  /* nothing else: 2019-20, 1999-00 */
	DATE_NPAIRS
};

/* What s (trimmed) is; if that is OPEN or SURE *d is from the first year to the
 * next one. */
enum date_pair date_cell_pair(struct str s, struct date *d);

/* Is it blank, or does it stand for nothing: "n.d.", "NA", "0000-00-00"? */
bool date_cell_is_empty(struct str cell);

/*
 * How many bytes at the start of s are its date, if a time of day follows it:
 * 10 of "2014-03-05T10:11:12Z".  All of s if none does, or if more than a zone
 * comes behind it ("Mar 5 10:11:12 2014").
 */
size_t date_cell_day(struct str s);

#endif
