/*
 * The files of the state in which it is kept what was read, one for each
 * chronicle.  of says which that is (visits_of()).  Main thread.
 */
#ifndef ANNALS_UI_VISITS_FILE_H
#define ANNALS_UI_VISITS_FILE_H

#include "base/err.h"
#include "model/chronicle.h"
#include "ui/visits.h"

#include <stdbool.h>

/*
 * By what c is known, whose absolute path is path (NULL: it has none, and
 * nothing is kept of it): lends the name of its package, or path.  NULL also
 * before it is known.
 */
const char *visits_of(const struct chronicle *c, const char *path);

/* Add what the file says; nothing if there is none. */
void visits_load(struct visits *v, const char *of);

/*
 * Add v to what the file says by now, as others may have read meanwhile; under
 * state_lock().  False with *e.
 */
bool visits_save(const struct visits *v, const char *of, struct err *e);

void visits_remove(const char *of);

#endif
