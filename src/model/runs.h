/*
 * The segments of a chronicle, one after the other.  Those that have come, but
 * wait for the order of their events (model/ordering.h), are not seen.
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
	size_t ahead; /* behind these, not seen yet */
};

void runs_fini(struct runs *r);

/*
 * Add the segments of a list (takes it, also on failure; NULL is none) and
 * their events to ev, after all others; what they call sections has the
 * numbers of numbered.  They are seen by runs_show(); ordered says that it
 * will know their order.  False if memory is refused.
 */
bool runs_add(struct runs *r, struct events *ev,
    const struct section_map *numbered, struct segment *s, bool ordered);

/*
 * Let all be seen.  The order of all events is part; it is found if part has
 * none, or is of others, as some were lost on the way.  False if memory is
 * refused.
 */
bool runs_show(
    struct runs *r, struct events *ev, const struct order_part *part);

/* The run in which an event is; there is one. */
const struct run *runs_find(const struct runs *r, size_t event);

#endif
