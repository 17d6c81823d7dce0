#include "config.h"

#include "model/date_rows.h"

#include "base/yearday.h"
#include "model/bitset.h"
#include "model/cell.h"

static bool
is_found(const struct date *d, const struct query_node *node)
{
	struct yearday on;

	switch (node->kind) {
	case QUERY_COMPARE:
		return cell_compare_dates(d, node->compare, &node->date);
	case QUERY_DAY:
		return yearday_of(d, &on) && yearday_equal(&on, &node->on);
	default:
		return d->first <= node->date.last &&
		       d->last >= node->date.first;
	}
}

void
date_rows_add(const struct events *ev, size_t start, size_t n,
    const struct query_node *node, uint64_t *set)
{
	for (size_t i = 0; i < n; i++) {
		struct date d = events_date(ev, start + i);

		if (d.precision != DATE_NONE && is_found(&d, node))
			bitset_add(set, i);
	}
}
