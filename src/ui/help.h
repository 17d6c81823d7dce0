/*
 * The help screen, made from the live tables: what is bound now, what every
 * command does, what a query may be, what may be set.  Main thread.
 */
#ifndef ANNALS_UI_HELP_H
#define ANNALS_UI_HELP_H

#include "base/buf.h"
#include "ui/keymap.h"
#include "ui/option.h"

/* Append lines for view_pager_new(). */
void help_print(
    const struct keymap *m, const struct options *o, struct buf *out);

/*
 * Append the tables as tab-separated lines, which the manual is checked
 * against: "command", name, keys, arguments; "option", name, values; "query",
 * an example, what it finds; "style", name.
 */
void help_print_tables(struct buf *out);

#endif
