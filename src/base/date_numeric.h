/*
 * Dates of three numbers, "9.11.2004", "11/9/04 10:00" and "2004-11-09", and
 * in one, "20041109"; and what must be known to read them.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_NUMERIC_H
#define ANNALS_BASE_DATE_NUMERIC_H

#include "base/date.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* What comes first where the numbers do not tell. */
enum date_order {
	DATE_ORDER_OPEN, /* by the separator: the month before '/' only */
	DATE_ORDER_DMY,
	DATE_ORDER_MDY,
	DATE_ORDER_YMD,
	DATE_NORDERS
};

/* The order called "dmy", "mdy" or "ymd"; false if none is called so. */
bool date_order_find(const char *name, enum date_order *order);

#define DATE_PIVOT 69 /* of POSIX strptime(): 69 is 1969, 68 is 2068 */

/* How a column is to be read. */
struct date_rule {
	enum date_order order;
	bool open;     /* where the order makes no day, another may */
	int32_t pivot; /* years of two digits from this on are 19xx */
	/* ... unless there are years of four digits, from near_low to
	 * near_high: then in the century that is nearest to these. */
	int32_t near_low, near_high; /* 0: there are none */
	bool compact;                /* numbers like 20041109 are dates */
	bool short_years;            /* numbers like 476 are years */
};

struct date_numeric {
	int32_t value[3];
	uint8_t digits[3]; /* 1, 2 or 4; one of the outer ones is a year */
	char separator;
};

/*
 * Take apart s (trimmed): three numbers with the same '-', '/' or '.' between,
 * which may be followed by a time of day.  False if it is something else.
 */
bool date_numeric_scan(struct str s, struct date_numeric *n);

/* May a year stand at one of its ends? */
bool date_numeric_has_year(const struct date_numeric *n);

/* All numbers are zero, as where nobody knew. */
bool date_numeric_is_zero(const struct date_numeric *n);

/*
 * The orders in which n makes sense, a bit 1 << order each; all of them if
 * the year comes first and so no order matters.
 */
unsigned date_numeric_orders(const struct date_numeric *n);

/* The day that n is; a month or year where its day and month are zero. */
enum date_fault date_numeric_read(
    const struct date_numeric *n, const struct date_rule *rule, struct date *d);

/*
 * YYYYMM, YYYYMMDD, or with hhmm or hhmmss behind it (digits of these tell).
 * False if there is no such day, or its year is not from 1000 to 2100.
 */
bool date_compact_read(int64_t value, size_t digits, struct date *d);

/* The year of which two digits are written. */
int32_t date_rule_year(const struct date_rule *rule, int32_t two);

#endif
