/*
 * What the columns are for, laid over the panes: a line for each role with
 * its column, how that was found and what it has in an event; then the
 * columns without a role.  What is chosen here is only shown until somebody
 * applies it (ui/app_roles.c).  Main thread.
 */
#ifndef ANNALS_UI_VIEW_ROLES_H
#define ANNALS_UI_VIEW_ROLES_H

#include "base/err.h"
#include "model/record.h"
#include "ui/view.h"

/* Lends r, whose chronicle must stay and has columns. */
struct view *view_roles_new(struct reader *r);

/*
 * Choose for the role of the current line the column that is step columns
 * after its own; beyond the last one and before the first it has none.  False
 * with *e if the line is no role's.
 */
bool view_roles_step(struct view *v, int step, struct err *e);

/* Lend the name of the column that was chosen for a role, "" for none; NULL
 * if it is as it was. */
const char *view_roles_chosen(const struct view *v, enum role role);

#endif
