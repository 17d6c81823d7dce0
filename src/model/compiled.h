/*
 * A compiled file, read: one delivery that holds all there is, of which the
 * events and their arrays are fetched when they are asked for.
 *
 * The thread that opens it may give it away, as any delivery.
 */
#ifndef ANNALS_MODEL_COMPILED_H
#define ANNALS_MODEL_COMPILED_H

#include "base/err.h"
#include "model/delivery.h"

/*
 * Open the compiled file at path.  Gives the delivery, the last
 * one; NULL with *e, ERR_FORMAT if it is not what it should be.  The text
 * starts with the path.
 */
struct delivery *compiled_open(const char *path, struct err *e);

/* Give the name of the package in the compiled file at path (x_free).  NULL if
 * it has none, or is no compiled file. */
char *compiled_name(const char *path);

#endif
