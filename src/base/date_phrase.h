/*
 * Dates as people write them, from what date_scan() made of them: "9th of
 * November 2004", "44 BC", "c. 1948", "XIX century", "May 1947 - June 1948".
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_BASE_DATE_PHRASE_H
#define ANNALS_BASE_DATE_PHRASE_H

#include "base/date.h"
#include "base/date_numeric.h"
#include "base/date_scan.h"

#include <stdbool.h>

/*
 * Before a day or year is all before its first day, open at the start; after
 * it what comes after its last; since it includes it.  A quarter of a year
 * and a week are intervals, 1900s is a decade.  The year of a season is the
 * one in which it begins.
 */
enum date_fault date_phrase_read(
    const struct date_tokens *t, const struct date_rule *rule, struct date *d);

/* Is t three numbers and nothing else?  Then they are in *n. */
bool date_phrase_numeric(const struct date_tokens *t, struct date_numeric *n);

/* Is a year of two digits in it, beside the name of a month?  Then *two. */
bool date_phrase_short_year(const struct date_tokens *t, int32_t *two);

#endif
