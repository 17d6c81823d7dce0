/*
 * A list of names, each with a number of events: how the pane of sections
 * looks, whatever it lists.
 *
 * The numbers stand in a column of their own, near the names however wide the
 * pane is.  Main thread.
 */
#ifndef ANNALS_UI_TALLY_H
#define ANNALS_UI_TALLY_H

#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>

#define TALLY_INDENT 2 /* cells before a name, for marks */

struct tally_row {
	struct str name;
	int indent;       /* cells before the name */
	bool closed;      /* there is more below it */
	size_t count;     /* events */
	enum style style; /* of the name */
};

struct tally {
	struct str heading;
	int cols;    /* what tally_cols() says */
	size_t most; /* no count is larger */
	size_t nrows;
	/* Tell what is on row i; the name is lent for the call. */
	void (*row)(void *arg, size_t i, struct tally_row *row);
	void *arg;
};

/* The cells that names, indents included, of that width need. */
int tally_cols(int names, size_t most);

/* Paint all of b as struct view_ops.draw does; s is over the rows. */
void tally_draw(const struct tally *t, struct scroll *s, struct view *v,
    struct canvas *cv, struct box b, const struct view_look *look);

#endif
