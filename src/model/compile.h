/*
 * Making a compiled file (model/compiled_schema.h) of what a loader sends.
 *
 * What is in the file depends on the deliveries and on nothing else, so that
 * the same chronicle gives the same bytes.  It takes some 40 bytes of memory
 * an event.  Whoever calls it sees to it that the file is on the disk and gets
 * its name.
 *
 * Any thread, one at a time.  False with *e that does not name the file.
 */
#ifndef ANNALS_MODEL_COMPILE_H
#define ANNALS_MODEL_COMPILE_H

#include "base/err.h"
#include "model/delivery.h"

#include <stdbool.h>
#include <stddef.h>

struct compile;

/* Begin in the file at path, which is there and empty.  NULL with *e. */
struct compile *compile_open(const char *path, struct err *e);

/* Add what d holds, all of it; d is lent, but its problems are taken. */
bool compile_add(struct compile *c, struct delivery *d, struct err *e);

/* How many events were added. */
size_t compile_count(const struct compile *c);

/* There is no more: write the rest.  Nothing can be added any more. */
bool compile_finish(struct compile *c, struct err *e);

/* Lend the problems, and how dates are written; these are settled at last by
 * compile_finish(). */
const struct problems *compile_problems(const struct compile *c);
const struct dates *compile_dates(const struct compile *c);

/* The file is of no use unless it was finished.  NULL is fine. */
void compile_close(struct compile *c);

#endif
