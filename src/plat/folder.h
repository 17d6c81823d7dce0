/*
 * The names in a folder.  Main thread.
 */
#ifndef ANNALS_PLAT_FOLDER_H
#define ANNALS_PLAT_FOLDER_H

#include <stdbool.h>

#define FOLDER_MAX 10000 /* names that are looked at; the rest is not shown */

/* path is lent for the call. */
typedef void folder_visit(void *arg, const char *path);

/*
 * Show visit, in the order of their bytes, all paths that begin with start
 * and go on to the end of a name; that of a folder ends in a slash.  "~/" at
 * the start is the user's folder and stays as it is.  Names with a dot before
 * them are shown only if start has the dot.  What cannot be read has none.
 */
void folder_complete(const char *start, folder_visit *visit, void *arg);

#endif
