/*
 * The places in chronicles, as the file of them has them: a line
 * (ui/fields.h) for each chronicle, the one that was read last at the end.
 * Its first field, "of", says which chronicle: the name of its package, else
 * its absolute path, which begins with a slash.
 *
 * Any bytes will do for a file; lines of nobody are dropped.  Pure functions,
 * any thread.
 */
#ifndef ANNALS_UI_PLACES_H
#define ANNALS_UI_PLACES_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define PLACES_MAX 200       /* chronicles, the last ones */
#define PLACES_LINE_MAX 4096 /* bytes of a line; longer ones are dropped */

/* Lend the line of a chronicle in file; false if there is none. */
bool places_find(struct str file, const char *of, struct str *line);

/*
 * Append to out the file with line, which begins with a field "of" of that
 * chronicle, as its last one.  Calls gone with each chronicle that has no line
 * any more.
 */
void places_put(struct str file, const char *of, struct str line,
    struct buf *out, void (*gone)(void *arg, const char *of), void *arg);

#endif
