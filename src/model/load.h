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

/* Takes the letters that come to box, as many as it wants; false with *e. */
typedef bool load_take(void *arg, struct mailbox *box, struct err *e);

/*
 * Start to read path (see loader_start()), let take have what comes, and end
 * the loader; letters that take left are dropped.  False with *e, also what
 * take said.
 */
bool load_with(const char *path, const struct loader_options *options,
    load_take *take, void *arg, struct err *e);

/* Do what chronicle_redating() is about, if anything.  False with *e. */
bool chronicle_redate_all(struct chronicle *c, struct err *e);

/*
 * Read path (see loader_start()) into c, which is new, and return when all of
 * it is there.  False with *e if something went wrong; what came before that
 * is in c.
 */
bool chronicle_load(struct chronicle *c, const char *path,
    const struct loader_options *options, struct err *e);

#endif
