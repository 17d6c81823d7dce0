/*
 * The arrays of struct events out of a compiled file, a chunk at a time.
 *
 * Each chunk is looked at before any of it is taken: sections and events that
 * do not exist, dates out of range or that end before they begin make it
 * damaged.  One thread at a time.
 */
#ifndef ANNALS_MODEL_COMPILED_EVENTS_H
#define ANNALS_MODEL_COMPILED_EVENTS_H

#include "base/err.h"
#include "model/compiled_db.h"
#include "model/events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Let ev, which is empty, have n events out of d (shared).  section (x_malloc,
 * taken, also on failure) says how many events each of nsections has.  False
 * with *e.
 */
bool compiled_events_open(struct events *ev, struct compiled_db *d, size_t n,
    size_t dated, uint32_t *section, size_t nsections, struct err *e);

#endif
