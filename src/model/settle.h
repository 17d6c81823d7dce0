/*
 * What the columns of a file are for, how its dates are written and where it
 * has words: settled by its first records.
 *
 * One thread at a time, the loader's.
 */
#ifndef ANNALS_MODEL_SETTLE_H
#define ANNALS_MODEL_SETTLE_H

#include "base/err.h"
#include "model/dates.h"
#include "model/hold.h"
#include "model/package.h"
#include "model/roles.h"
#include "model/shaper.h"
#include "model/worded.h"

#include <stdbool.h>

struct settling {
	const struct hold *hold;       /* the first records */
	const struct package *package; /* or NULL */
	const struct roles_option *role;
	const struct dates_options *dates;
	bool more; /* records will come */
};

/* Fill what s (whose columns have no roles yet) knows of roles and dates, and
 * w.  False with *e: as roles_assign(). */
bool settle_columns(const struct settling *by, struct shaper *s,
    struct worded *w, struct err *e);

/* Give what is known of the dates in each column but for its cells (x_free),
 * see model/date_columns.h; its roles are settled. */
struct dates_options *settle_hints(
    const struct settling *by, const struct shaper *s);

#endif
