#include "config.h"

#include "model/days.h"

#include <assert.h>
#include <string.h>

#include "model/bitset.h"

void
days_count(struct days *d, const struct chronicle *c, const uint64_t *set)
{
	const struct events *ev = chronicle_events(c);
	struct yearday on;

	memset(d, 0, sizeof *d);
	(void)events_need_all(ev, EVENTS_DATES, NULL); /* or undated */
	for (size_t i = 0; i < ev->n; i++) {
		struct date date = events_date(ev, i);

		if ((set == NULL || bitset_has(set, i)) &&
		    yearday_of(&date, &on))
			d->count[yearday_place(&on)]++;
	}
}

uint32_t
days_on(const struct days *d, const struct yearday *on)
{
	return d->count[yearday_place(on)];
}

bool
days_find(const struct days *d, const struct yearday *on, int step,
    struct yearday *found)
{
	size_t at = yearday_place(on);

	assert(step == 1 || step == -1);
	for (size_t i = 0; i < YEARDAY_PLACES; i++) {
		at += YEARDAY_PLACES + (size_t)step;
		at %= YEARDAY_PLACES;
		if (d->count[at] == 0)
			continue;
		*found = yearday_at(at);
		return true;
	}
	return false;
}
