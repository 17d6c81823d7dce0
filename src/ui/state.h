/*
 * The files in which the program keeps something from one session to the
 * next: below XDG_STATE_HOME, named within "annals/".  A user without a home
 * has none of them, which is no error.  Main thread.
 */
#ifndef ANNALS_UI_STATE_H
#define ANNALS_UI_STATE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

#define STATE_MAX ((size_t)1 << 20) /* bytes of a file that are read */

/* Append what a file holds; nothing if it is not there, not to be read or too
 * large. */
void state_read(const char *name, struct buf *out);

/* Make a file hold just that.  False with *e. */
bool state_write(const char *name, const struct buf *text, struct err *e);

void state_remove(const char *name);

/*
 * Be the only one to read and then write such files, for a moment.  *fd is for
 * state_unlock().  False with *e: another one does, and does not end, or there
 * can be no files.
 */
bool state_lock(int *fd, struct err *e);
void state_unlock(int fd);

#endif
