/*
 * What is asked of a single row of model/kept.h.
 *
 * Pure functions but for the fold_map.
 */
#ifndef ANNALS_MODEL_KEPT_ROW_H
#define ANNALS_MODEL_KEPT_ROW_H

#include "base/str.h"
#include "model/bookmark.h"
#include "model/query_node.h"
#include "text/fold.h"

#include <stdbool.h>

/* May a reading list have that name?  See kept_list(). */
bool kept_list_name(struct str name);

/* Is the row what a query asks for?  node: as kept_left() has it. */
bool kept_row_is(const struct query_node *node, struct fold_map *map,
    const struct bookmark *row);

#endif
