/*
 * One date of a phrase: what is no interval, or an end of one.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_POINT_H
#define ANNALS_BASE_DATE_POINT_H

#include "base/date.h"
#include "base/date_numeric.h"
#include "base/date_scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date_point {
	bool done;          /* date is all of it, and the rest means nothing */
	struct date date;   /* else its qualifiers only */
	bool has_year;      /* no year: the other end of an interval has it */
	int32_t year;       /* 0 is 1 BC */
	int32_t month, day; /* 0: none */
	bool alone; /* number is all that there is, and it may be a day */
	bool bc;
	int32_t number;
	uint8_t digits;
	char before; /* the number, see date_scan.h */
	bool loose;  /* it might be an interval as well */
};

/*
 * Read tokens start to end - 1.  DATE_NO_DATE if they are no date of any
 * form; what else may be wrong with one mostly comes with the finish.
 */
enum date_fault date_point_read(const struct date_tokens *t, size_t start,
    size_t end, const struct date_rule *rule, struct date_point *p);

/* Make p that century, or one before Christ; c is 1 to 99. */
void date_point_set_century(struct date_point *p, int32_t c, bool bc);

/* The days of p, which is done or has a year. */
enum date_fault date_point_finish(const struct date_point *p, struct date *d);

/* Three tokens as a numeric date, if they are one. */
bool date_point_numeric(const struct date_token *t, struct date_numeric *n);

#endif
