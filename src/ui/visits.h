/*
 * Which events of a chronicle were read: a bounded set of keys, the last read
 * at the end.  At least VISITS_MAX of them are known, and no more printed.
 *
 * A key is what struct events has of an id (model/ids.h): 32 bits, so that of
 * a million events one may be taken for one of 5,000 that were read.  An event
 * without an id has a key of its number and days.  Main thread.
 */
#ifndef ANNALS_UI_VISITS_H
#define ANNALS_UI_VISITS_H

#include "base/buf.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VISITS_MAX 5000

struct visits;

struct visits *visits_new(void);
void visits_free(struct visits *v); /* NULL is fine */

/* The key of event n of c; never 0. */
uint32_t visits_key(const struct chronicle *c, size_t n);

/* Make a key the last one. */
void visits_add(struct visits *v, uint32_t key);
bool visits_has(const struct visits *v, uint32_t key);
size_t visits_count(const struct visits *v);

/* Add all of more, which stay in their order. */
void visits_add_all(struct visits *v, const struct visits *more);

/* Append a line for each key.  Add what such lines say; any bytes will do. */
void visits_print(const struct visits *v, struct buf *out);
void visits_parse(struct visits *v, struct str lines);

#endif
