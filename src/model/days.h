/*
 * How many events there are on each day of the year.  Main thread.
 */
#ifndef ANNALS_MODEL_DAYS_H
#define ANNALS_MODEL_DAYS_H

#include "base/yearday.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct days {
	uint32_t count[YEARDAY_PLACES]; /* by yearday_place() */
};

/*
 * Count the events of c that are in set: bit n % 64 of word n / 64 is event
 * n, for all events of the chronicle.  NULL: all.  Takes some 10 ns each.
 */
void days_count(struct days *d, const struct chronicle *c, const uint64_t *set);

uint32_t days_on(const struct days *d, const struct yearday *on);

/*
 * The nearest day with an event after on (step 1) or before it (step -1),
 * around the turn of the year, and on itself at last; false if there is none.
 */
bool days_find(const struct days *d, const struct yearday *on, int step,
    struct yearday *found);

#endif
