/*
 * Which column of a CSV is what.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_ROLES_H
#define ANNALS_MODEL_ROLES_H

#include "base/err.h"
#include "model/package.h"
#include "model/record.h"
#include "model/role_values.h"

#include <stdbool.h>

/* What the user says of roles. */
struct roles_option {
	/*
	 * NULL where nothing was said, "" where no column is to have the role,
	 * else the name of a column (in its letters, or else regardless of
	 * case and signs) or its number from 1, or several of these with
	 * commas between.  A column whose name holds a comma goes before.
	 */
	const char *column[ROLE_NROLES];
};

/*
 * Fill c->role and c->how.  For each role: the user's option, else the package
 * (may be NULL), else a guess by the columns' names (role_words.h) and by
 * what is in the sample (may be NULL).  A guess never takes a column that has
 * a role already or is a part of one, and gives a column one role.
 *
 * Names that are words for a role come first, and values say which of several
 * it is, and whether it can be.  By values alone are found a date, a text
 * (the longest column), a title (short and mostly distinct) and a section
 * (few values, repeated).  Columns for year, month and day become one.
 *
 * Several columns for one role are appended to c as a composed column.  What
 * c said of roles before is forgotten.  The same answer for the same input.
 *
 * False with *e (ERR_USAGE) if an option names no column.
 */
bool roles_assign(struct columns *c, const struct package *p,
    const struct roles_option *option, const struct roles_sample *sample,
    struct err *e);

#endif
