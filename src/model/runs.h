/*
 * The segments of a chronicle, in their order, and those that have come but
 * wait for the order of their events (model/ordering.h): these are not seen.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_RUNS_H
#define ANNALS_MODEL_RUNS_H

#include "model/delivery.h"
#include "model/events.h"
#include "model/section_map.h"

#include <stdbool.h>
#include <stddef.h>

struct segment;

/* A segment and the number of its first event. */
struct run {
	struct segment *segment;
	size_t start;
};

/* All 0 is one of no segments. */
struct runs {
	struct run *at;
	size_t n, cap;
	struct segment *waiting; /* or NULL */
};

void runs_fini(struct runs *r);

/* Let the segments of a list (takes it) wait; NULL is none. */
void runs_wait(struct runs *r, struct segment *s);

/*
 * Take the segments that wait, and their events, which are after those of ev;
 * what they call sections has the numbers of numbered.  The order of all is
 * part, or found if that has none or lost events on the way.  False if memory
 * is refused: they are gone then, all of them.
 */
bool runs_take(struct runs *r, struct events *ev,
    const struct section_map *numbered, const struct order_part *part);

/* The run in which an event is; there is one. */
const struct run *runs_find(const struct runs *r, size_t event);

#endif
