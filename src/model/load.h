/*
 * A chronicle read whole before anything else is done, for commands that
 * print and end.  Main thread.
 */
#ifndef ANNALS_MODEL_LOAD_H
#define ANNALS_MODEL_LOAD_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/loader.h"

#include <stdbool.h>

/*
 * Read path (see loader_start()) into c, which is new, and return when all of
 * it is there.  False with *e if something went wrong; what came before that
 * is in c.
 */
bool chronicle_load(struct chronicle *c, const char *path,
    const struct loader_options *options, struct err *e);

#endif
