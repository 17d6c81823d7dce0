/*
 * A temporary folder: what the tests that write files share.
 */
#ifndef ANNALS_TESTS_FOLDER_H
#define ANNALS_TESTS_FOLDER_H

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FOLDER_SIZE 32 /* bytes of its path */

/* Make an empty one; path is short, as messages on 80 columns have it. */
static inline bool
folder_make(char path[FOLDER_SIZE])
{
	(void)snprintf(path, FOLDER_SIZE, "/tmp/annals-XXXXXX");
	return mkdtemp(path) != NULL;
}

static inline int
folder_remove_one(
    const char *path, const struct stat *st, int what, struct FTW *at)
{
	(void)st;
	(void)what;
	(void)at;
	return remove(path);
}

/* Remove it with all that is in it, and follow no link. */
static inline bool
folder_remove(const char *path)
{
	return nftw(path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0;
}

#endif
