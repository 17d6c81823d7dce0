/*
 * Where a user's files are (XDG Base Directory Specification 0.8).
 *
 * A variable that is unset, empty or not absolute gives the default below
 * HOME; without HOME the password database is asked.  Main thread.
 */
#ifndef ANNALS_PLAT_PATHS_H
#define ANNALS_PLAT_PATHS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum path_kind {
	PATH_CONFIG, /* XDG_CONFIG_HOME, ~/.config */
	PATH_DATA,   /* XDG_DATA_HOME, ~/.local/share */
	PATH_STATE   /* XDG_STATE_HOME, ~/.local/state */
};

/* Give ".../annals/NAME" (x_free), or NULL if there is no home. */
char *paths_user(enum path_kind kind, const char *name);

/*
 * Give the folder of the shipped chronicle (x_free): the installed one or,
 * when run from the build tree, the one of the source tree.  NULL with *e.
 */
char *paths_shipped(const char *name, struct err *e);

/*
 * Give path with the user's home in the place of the ~ of "~/" (x_free); any
 * other path is as it was.  NULL with *e if there is no home.
 */
char *paths_expand(const char *path, struct err *e);

/* Give the whole of a file (x_free), *n bytes and a NUL; at most max. */
char *paths_read(const char *path, size_t max, size_t *n, struct err *e);

/*
 * Make the file hold n bytes of p, by writing beside it and renaming; the
 * folders above it are made (0700), the file gets 0600.
 */
bool paths_write(const char *path, const char *p, size_t n, struct err *e);

/*
 * Take the lock that the file stands for, which is made if it is not there, as
 * are the folders above it; waits for whoever has it, at most ms.  A lock ends
 * with its process, the file stays.  Gives a descriptor for paths_unlock(), or
 * -1 with *e.  Where the file system knows no locks there is none to wait for.
 */
int paths_lock(const char *path, int ms, struct err *e);
void paths_unlock(int fd);

/* Remove a file; that there is none is fine. */
bool paths_remove(const char *path, struct err *e);

#endif
