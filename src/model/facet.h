/*
 * The values of a column, and which of them each event has.
 *
 * Values are what column="value" of a query compares: a field without the
 * blanks around it, byte by byte; of a list (actors, places, sources) each of
 * its pieces, and one that stands twice in a list counts once.  Value
 * FACET_NONE is that of events which have none.  So a count is what the query
 * that facet_ask() writes finds.
 *
 * Reading them is a job, a slice of a segment after another; it goes on when
 * the chronicle has grown.  Values keep their numbers, there are only more of
 * them.  Counting reads plain arrays.  Main thread.
 */
#ifndef ANNALS_MODEL_FACET_H
#define ANNALS_MODEL_FACET_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"
#include "model/query_field.h"
#include "model/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FACET_NONE 0 /* the value of events that have none */

/* More is no list that anybody reads. */
#define FACET_VALUES_MAX 10000
#define FACET_BYTES_MAX (1024 * 1024) /* of all values */

struct facet;

/*
 * For the column of field (FIELD_COLUMN).  Lends c until facet_free().  NULL
 * with *e if memory is refused.
 */
struct facet *facet_new(
    const struct chronicle *c, const struct field *field, struct err *e);
void facet_free(struct facet *f); /* NULL is fine */

/* There are events whose values were not read yet. */
bool facet_running(const struct facet *f);

/*
 * Read some of them, for about a millisecond.  False with *e (ERR_USAGE: the
 * column has too many values); f is of no use any more then but to be freed.
 */
bool facet_step(struct facet *f, struct err *e);

/* How many events were read, which are the first ones. */
size_t facet_looked(const struct facet *f);

/* Lend the name of the column. */
struct str facet_name(const struct facet *f);

/* How many values there are, FACET_NONE too. */
size_t facet_values(const struct facet *f);

/* Lend value i, until the next step; "" for FACET_NONE. */
struct str facet_value(const struct facet *f, size_t i);

/*
 * Put the values that events have into order, which has room for all: by how
 * many events of the chronicle have them, the most first, then by their bytes;
 * FACET_NONE is the last.  Returns how many there are.
 */
size_t facet_order(const struct facet *f, uint32_t *order);

/*
 * Count the events of r that have each value into count, which has room for
 * all.  Events that were not read yet are left out.
 */
void facet_count(
    const struct facet *f, const struct result *r, uint32_t *count);

/*
 * Append a query that finds the events with value i.  It is no query if the
 * value, or the name of the column, has what a query may not have: control
 * characters, broken UTF-8, more bytes.
 */
void facet_ask(const struct facet *f, size_t i, struct buf *out);

#endif
