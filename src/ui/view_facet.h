/*
 * The values of a column, each with how many events of the list have it: in
 * the place of the tree of sections.
 *
 * Values stand in the order of the whole chronicle; those that no event of the
 * list has are dim, and stand behind the others once no query is being typed.
 * Moving filters nothing.  Main thread.
 */
#ifndef ANNALS_UI_VIEW_FACET_H
#define ANNALS_UI_VIEW_FACET_H

#include "model/facet.h"
#include "ui/view.h"

#include <stdbool.h>

/* Takes f, lends r. */
struct view *view_facet_new(struct reader *r, struct facet *f);

/*
 * Lend its facet, which may go on reading; what is new is shown once it is
 * done.
 */
struct facet *view_facet_of(const struct view *v);

/*
 * Append the query for the current value.  False with *e if there is none, or
 * if no event of the list has it.
 */
bool view_facet_ask(struct view *v, struct buf *out, struct err *e);

#endif
