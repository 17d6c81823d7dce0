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

#include <stdbool.h>

/*
 * Fill c->role.  For each role: the user's option (a column's name, in its
 * letters or else regardless of case, or its number from 1), else the package
 * (may be NULL), else a guess by the column's name in the tables of roles.c.
 * A guess never takes a column that has a role already.  Without a title the
 * first column left that is neither id nor date is one.
 *
 * option holds ROLE_NROLES strings, NULL where the user said nothing.
 * False with *e (ERR_USAGE) if an option names no column.
 */
bool roles_assign(struct columns *c, const struct package *p,
    const char *const option[ROLE_NROLES], struct err *e);

#endif
