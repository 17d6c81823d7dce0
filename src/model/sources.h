/*
 * The sources of an event as people write them.  Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_SOURCES_H
#define ANNALS_MODEL_SOURCES_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * Append the pieces of list, "a;b", as "a; b".  Numbers alone say little: they
 * become "article, notes 1, 2", where source, the article, is not empty.
 * addresses: also what is an address of the web and nothing else.
 */
void sources_describe(
    struct buf *out, const char *source, struct str list, bool addresses);

#endif
