/*
 * The events of a result in another order than that of reading: a job that
 * makes a list of them.
 *
 * What is to be sorted by is fetched segment by segment and sorted as numbers,
 * in steps that are short whatever the size of the chronicle.  The events are
 * those of the result as it was at the start, whatever becomes of it; events
 * that come later are not in the list.
 *
 * What is equal stays in the order of reading, also where the order is turned
 * round; but -date is that order from its end.  Empty cells and, by date, what
 * is undated come last in either direction.  Text is told apart by its first
 * ORDER_BYTES folded bytes.
 *
 * While it runs it takes 40 bytes an event, and the list takes 4.  Memory that
 * is refused is an answer (ERR_MEMORY).  Main thread.
 */
#ifndef ANNALS_MODEL_ORDER_H
#define ANNALS_MODEL_ORDER_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/order_by.h"
#include "model/query.h"
#include "model/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ORDER_BYTES 128

/* Events as they are shown. */
struct order_list {
	uint32_t *event; /* n numbers; NULL: there is no list */
	size_t n;
	size_t dated; /* the first ones that have a date, by date; else n */
};

void order_list_init(struct order_list *l);
void order_list_fini(struct order_list *l);

/* The place of an event in the list; false if it is not in it. */
bool order_list_find(const struct order_list *l, size_t event, size_t *place);

struct order;

/* What an order is made of. */
struct order_setup {
	struct order_by by;
	const struct chronicle *chronicle; /* lent until order_free() */
	const struct result *result;       /* of it; lent for the call */
	const struct query *const *query;  /* for rank: what it is found by; */
	size_t nqueries;                   /* each lent until order_free() */
};

/* NULL with *e if memory is refused. */
struct order *order_new(const struct order_setup *setup, struct err *e);
void order_free(struct order *o); /* NULL is fine */

/*
 * Do a piece of the work, some 5 ms; *done says whether that was the last one.
 * False with *e if SQLite or memory fails; there is nothing to do then but to
 * free it.
 */
bool order_step(struct order *o, bool *done, struct err *e);

/* Once it is done: give the list. */
void order_take(struct order *o, struct order_list *list);

#endif
