/*
 * Dates as intervals of days.
 *
 * A day is a count of days from 1970-01-01 in the proleptic Gregorian
 * calendar (astronomical years: 0 is 1 BC), like EDTF (ISO 8601-2:2019).
 * A date that is less precise than a day, approximate or an interval is the
 * closed range [first, last] of the days that it may mean.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_H
#define ANNALS_BASE_DATE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

#define DATE_OPEN_START INT32_MIN /* first: nobody knows or no beginning */
#define DATE_OPEN_END INT32_MAX   /* last: goes on or nobody knows */
#define DATE_YEAR_MAX 99999       /* years reach from -this to this */

enum date_precision {
	DATE_NONE, /* undated: first and last mean nothing */
	DATE_DAY,
	DATE_MONTH,
	DATE_SEASON,
	DATE_YEAR,
	DATE_DECADE,
	DATE_CENTURY,
	DATE_INTERVAL
};

struct date {
	int32_t first; /* or DATE_OPEN_START */
	int32_t last;  /* or DATE_OPEN_END; first <= last */
	enum date_precision precision;
	bool uncertain;   /* ? or % somewhere in it */
	bool approximate; /* ~ or % somewhere in it */
};

/* What can be wrong with a text that is to be a date. */
enum date_fault {
	DATE_FINE,
	DATE_NO_EDTF, /* it has not the form of EDTF */
	DATE_NO_DATE, /* it has not the form of any date */
	DATE_NO_YEAR, /* the year is out of range */
	DATE_NO_MONTH,
	DATE_NO_DAY,
	DATE_BACKWARDS /* an interval that ends before it begins */
};

/*
 * Parse EDTF of level 0 and 1: 1948, 1948-05, 1948-05-17, a day with a time
 * (1948-05-17T16:00:00Z, the time is dropped), 199X 19XX 1948-XX 1948-05-XX
 * 1948-XX-XX, ? ~ %, seasons 1948-21 to 1948-24, -0044, Y17000 (up to
 * DATE_YEAR_MAX; plain five digits with or without sign too), intervals
 * 1970/1999, open 2022/.. ../1948 and unknown 1948/ /1948.
 * Blank is undated: DATE_NONE and true.  Seasons are Mar-May, Jun-Aug,
 * Sep-Nov, Dec-Feb of the next year.
 *
 * False with *e (ERR_FORMAT, "2019-02-29: no such day") and *d undated if s
 * is none of these, names a month or day that does not exist, or ends before
 * it begins.
 */
bool date_parse(struct str s, struct date *d, struct err *e);

/* The same without the words.  *d is undated if something is wrong. */
enum date_fault date_read(struct str s, struct date *d);

/* Say that of s: "2019-02-29: no such day" (ERR_FORMAT).  Returns false. */
bool date_refuse(struct str s, enum date_fault fault, struct err *e);

/*
 * A day, a month (day 0), a season (month 21 to 24, day 0) or a year (both 0)
 * from numbers that need not make sense.
 */
enum date_fault date_make(
    struct date *d, int32_t year, int32_t month, int32_t day);

/* All of first to last, from the years that there are. */
void date_make_years(
    struct date *d, int32_t first, int32_t last, enum date_precision p);

/* Day count of a civil date; month 1 to 12, day 1 to 31, not checked. */
int32_t date_day(int32_t year, int month, int day);

/* The civil date of a day count; any of the pointers may be NULL. */
void date_civil(int32_t days, int32_t *year, int *month, int *day);

/* The year in which a day lies. */
int32_t date_year(int32_t days);

/*
 * Year, month and day of a date that lies in one year: month and day are 0
 * where it does not tell them.  All are 0 if it is undated, open, before the
 * year 1 or in more than one year.  True if they say all that it does.
 */
bool date_parts(const struct date *d, int *year, int *month, int *day);

/* "January" for 1, and so on to 12. */
const char *date_month_name(int month);

/*
 * Where the date stands on a line of time: its first day, or its last if the
 * start is open; 0 if both are or it is undated.
 */
int32_t date_key(const struct date *d);

/*
 * Append d as EDTF: "1948-05-17", "199X~", "1947/1948", "../1948"; nothing
 * if it is undated.  Read again it is the same.
 */
void date_print_edtf(struct buf *out, const struct date *d);

/*
 * Append an EDTF text as people write it: "17 May 1948", "May 1948",
 * "spring 1948", "about 2014", "1990s", "1970 to 1999", "since 24 February
 * 2022", "44 BC".  What is no EDTF is appended as it is.
 */
void date_describe(struct buf *out, struct str edtf);

/*
 * Append what a cell of a table says: the cell itself as EDTF if it is that
 * and d what it was read as, else d; nothing if d is undated.
 */
void date_print_cell(struct buf *out, struct str cell, const struct date *d);

/*
 * The same as people write it.  A cell that could not be read is appended as it
 * is; nothing if it stands for nothing ("n.d."), or for no day.
 */
void date_describe_cell(struct buf *out, struct str cell, const struct date *d);

#endif
