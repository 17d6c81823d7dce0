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
 * Append an EDTF text as people write it: "17 May 1948", "May 1948",
 * "spring 1948", "about 2014", "1990s", "1970 to 1999", "since 24 February
 * 2022", "44 BC".  What is no EDTF is appended as it is.
 */
void date_describe(struct buf *out, struct str edtf);

#endif
