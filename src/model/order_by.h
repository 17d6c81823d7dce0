/*
 * The orders in which a list can be shown, and their names.
 *
 *	date     of reading (model/events.h)
 *	file     as the events stand in the file
 *	rank     best first, by what is searched for (model/rank.h)
 *	COLUMN   by the cells of a column, named as in a query
 *
 * A - before the name turns it round, but rank has no other way.  In quotes a
 * name is a column's if there is one of that name.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_ORDER_BY_H
#define ANNALS_MODEL_ORDER_BY_H

#include "base/err.h"
#include "model/record.h"
#include "text/fold.h"

#include <stdbool.h>

enum order_kind { ORDER_DATE, ORDER_FILE, ORDER_RANK, ORDER_COLUMN };

struct order_by {
	enum order_kind kind;
	int column; /* of ORDER_COLUMN; never that of the dates */
	bool reverse;
};

/* The names that are no column's, without their -; NULL behind the last. */
const char *order_by_word(size_t i);

/*
 * Understand name for a chronicle with these columns.  False with *e
 * (ERR_USAGE) if it is no order.
 */
bool order_by_read(struct order_by *by, const struct columns *columns,
    struct fold_map *map, struct str name, struct err *e);

/* Is it the order of reading? */
static inline bool
order_by_is_date(const struct order_by *by)
{
	return by->kind == ORDER_DATE && !by->reverse;
}

#endif
