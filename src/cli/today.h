/*
 * On this day: months and days across the years.
 *
 * Pure functions but for the clock.  Main thread.
 */
#ifndef ANNALS_CLI_TODAY_H
#define ANNALS_CLI_TODAY_H

#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>

struct today {
	int month, day; /* 1 to 12, 1 to 31; 0: none in particular */
};

/* Is s two digits, a hyphen and two digits? */
bool today_looks_like(const char *s);

/*
 * Read MM-DD.  29 February is a day.  False with *e (ERR_USAGE) if there is
 * no such day in any year or s looks different.
 */
bool today_read(struct today *t, const char *s, struct err *e);

/* The day that it is here now.  False with *e if the system does not know. */
bool today_now(struct today *t, struct err *e);

/* Is d that very day in some year?  A month or an interval never is. */
bool today_matches(const struct today *t, const struct date *d);

#endif
