/*
 * Several compiled files as one chronicle: events of the second one come after
 * those of the first, and so on, and sections with the same id are one.
 *
 * The loader's thread.
 */
#ifndef ANNALS_MODEL_COMPILED_LIST_H
#define ANNALS_MODEL_COMPILED_LIST_H

#include "base/err.h"
#include "model/delivery.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes d. */
typedef void compiled_sink(void *arg, struct delivery *d);

/*
 * Are the n files at path compiled?  False with *e (ERR_USAGE) if only some
 * are, or standard input is; what cannot be opened is not.
 */
bool compiled_list_look(
    const char *const *path, size_t n, bool *compiled, struct err *e);

/*
 * Give each of them to sink as a delivery.  Shares map.  False with *e: one of
 * them is not what it should be, or has other columns than the first; the last
 * delivery is missing then.
 */
bool compiled_list_load(const char *const *path, size_t n, compiled_sink *sink,
    void *arg, struct err *e);

#endif
