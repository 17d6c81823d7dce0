/*
 * The order in which the reader's list is shown, if it is not by date.
 *
 * The result itself stays in the order of reading (model/result.h); beside it
 * is a list made by a job (model/order.h).  Until that is done the list is by
 * date or, if only more events came or the order is another one, as it was.
 * While a chronicle is loaded it is made anew when there are twice as many
 * events, and at the end.  Main thread.
 */
#ifndef ANNALS_UI_SORTING_H
#define ANNALS_UI_SORTING_H

#include "model/order.h"
#include "ui/find.h"

#include <stdbool.h>
#include <stddef.h>

#define SORTING_AT_ONCE 2000 /* of so many events nobody has to wait */

struct sorting {
	char *name; /* of the order, as it was asked for; NULL: by date */
	bool known; /* what it means: by */
	struct order_by by;
	struct order_list list; /* event is NULL: by date */
	bool current;           /* it is in that order, not in the last one */
	struct order *job;
	unsigned version; /* of the find, when the job began */
	bool due;         /* the list is not that of the result as it is now */
	bool slow;        /* the job takes so long that it should be said */
};

/* What there is to sort. */
struct sorting_of {
	const struct chronicle *chronicle;
	const struct result *result;
	const struct find *find;
};

void sorting_init(struct sorting *s);
void sorting_fini(struct sorting *s);

/* Sort by that name; NULL, "" and "date": by date.  False with *e if there is
 * no such order; nothing changes then. */
bool sorting_start(struct sorting *s, const struct sorting_of *of,
    const char *name, struct err *e);

/* Another result: it is by date until it is sorted. */
void sorting_reset(struct sorting *s);

/* Its events are those of before and others: a list that is sorted stays until
 * it is sorted anew. */
void sorting_grown(struct sorting *s);

/* False if it is rank, and no words are searched for: by date then. */
bool sorting_has_use(const struct sorting *s, const struct sorting_of *of);

/* Is it done in a moment? */
bool sorting_is_quick(const struct sorting *s, const struct sorting_of *of);

/* There is work to do. */
bool sorting_running(const struct sorting *s, const struct sorting_of *of);

/*
 * Do a piece of it; *changed says that there is another list.  False with *e:
 * from now on it is by date.
 */
bool sorting_step(struct sorting *s, const struct sorting_of *of, bool *changed,
    struct err *e);

#endif
