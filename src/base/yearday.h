/*
 * Days of the year: a month and a day, whatever the year.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_YEARDAY_H
#define ANNALS_BASE_YEARDAY_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define YEARDAY_PLACES 372 /* twelve months with 31 places each */

struct yearday {
	int month, day; /* from 1; 29 February is one */
};

/* Is s two digits, a hyphen and two digits? */
bool yearday_looks_like(struct str s);

/*
 * Read MM-DD.  False with *e (ERR_USAGE; what it shows of s is sanitised) if
 * there is no such day in any year or s looks different.
 */
bool yearday_parse(struct str s, struct yearday *y, struct err *e);

/*
 * The day of the year that d is; false if it is no single day.  A month or an
 * interval never is one, a day of which somebody is not sure is.
 */
bool yearday_of(const struct date *d, struct yearday *y);

bool yearday_equal(const struct yearday *a, const struct yearday *b);

/* Where it stands among YEARDAY_PLACES, and what stands at a place; some
 * places are those of no day. */
size_t yearday_place(const struct yearday *y);
struct yearday yearday_at(size_t place);

/* Append "17 May". */
void yearday_describe(struct buf *out, const struct yearday *y);

#endif
