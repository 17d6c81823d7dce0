/*
 * How each style looks: 16 ANSI colours over the terminal's own background,
 * readable on dark and light ground, and without any colour.
 */
#ifndef ANNALS_UI_THEME_H
#define ANNALS_UI_THEME_H

#include "text/style.h"

#include <stdbool.h>

struct theme {
	struct look look[STYLE_NSTYLES];
	bool own[STYLE_NSTYLES]; /* set by the user: thrift leaves it alone */
};

/* The shipped theme. */
void theme_defaults(struct theme *t);

/* The user's look for a style. */
void theme_set(struct theme *t, enum style s, struct look look);

/*
 * The look to use: with thrift the list's rows (dates, counts, the current
 * line) are plain, because colour makes every row travel twice.
 */
struct look theme_look(const struct theme *t, enum style s, bool thrift);

#endif
