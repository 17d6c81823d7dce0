/*
 * When events are and where they belong: plain arrays by event number, and
 * the order in which events are read.
 *
 * A segment has them for its own rows, a chronicle for all its events; what a
 * list, a plot or a count asks is answered here and never by SQL.
 *
 * Order of reading: by first day (an open start counts by its end), then the
 * wider date first, then by number; what is undated, or open at both ends and
 * so says nothing about time, comes last.
 *
 * Memory that is refused is an answer (false), and nothing has changed then.
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_EVENTS_H
#define ANNALS_MODEL_EVENTS_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EVENTS_UNDATED UINT64_MAX /* events_when() of what comes last */

struct events {
	size_t n, cap;
	int32_t *first, *last; /* days, see base/date.h */
	uint8_t *how;          /* precision and what qualifies it */
	uint32_t *section;     /* number of the section */
	uint32_t *id;    /* hash of the id (model/ids.h), 0: it has none */
	uint32_t *order; /* n numbers in order of reading */
	size_t dated;    /* how many of these come before the undated */
};

void events_init(struct events *ev);
void events_fini(struct events *ev);

/* Make room for n events in all. */
bool events_reserve(struct events *ev, size_t n);

/* Append an event.  It is in order[] only after events_sort(). */
bool events_add(
    struct events *ev, const struct date *d, uint32_t section, uint32_t id);

/* Fill order[] and dated. */
bool events_sort(struct events *ev);

/*
 * Append all of more, which stays as it is; both are sorted, and ev is again
 * afterwards.  Linear in ev->n + more->n.
 */
bool events_append(struct events *ev, const struct events *more);

/* The date of event i (i < n). */
struct date events_date(const struct events *ev, size_t i);

/* Events are read by this number, then by their own. */
uint64_t events_when(int32_t first, int32_t last, enum date_precision p);

/* The least events_when() of what begins on that day. */
uint64_t events_when_day(int32_t day);

/* events_when() of event i (i < n). */
uint64_t events_when_at(const struct events *ev, size_t i);

#endif
