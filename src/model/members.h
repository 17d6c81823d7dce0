/*
 * Which sections somebody means by section:x.
 *
 * The one with that id; else those with that title, whatever its case and
 * accents; else those with these words in the title, or whose id begins so if
 * the last word is a prefix.  With each come the sections below it.
 * Main thread.
 */
#ifndef ANNALS_MODEL_MEMBERS_H
#define ANNALS_MODEL_MEMBERS_H

#include "model/query_node.h"
#include "model/sections.h"
#include "text/fold.h"

#include <stdbool.h>

/* Fill member, one for each section, for a QUERY_SECTION node. */
void members_find(bool *member, const struct sections *s,
    const struct query_node *node, struct fold_map *map);

#endif
