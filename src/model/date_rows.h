/*
 * What a query asks of the events' dates, answered from their arrays.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_DATE_ROWS_H
#define ANNALS_MODEL_DATE_ROWS_H

#include "model/events.h"
#include "model/query_node.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Set the bits of those of n events from start on of which the date is what
 * node (QUERY_DAY, or any other one with a date, which overlaps or, if it is a
 * QUERY_COMPARE, is compared) asks for.  What is undated never is.
 */
void date_rows_add(const struct events *ev, size_t start, size_t n,
    const struct query_node *node, uint64_t *set);

#endif
