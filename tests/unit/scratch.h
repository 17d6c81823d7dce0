/*
 * An empty folder to work in: what the tests that write files share.  It is
 * the current one, and the user's home.
 */
#ifndef ANNALS_TESTS_SCRATCH_H
#define ANNALS_TESTS_SCRATCH_H

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "folder.h"
#include "plat/paths.h"

static char scratch[FOLDER_SIZE];

static inline void
scratch_enter(void)
{
	ck_assert(folder_make(scratch));
	ck_assert(chdir(scratch) == 0);
	ck_assert(setenv("HOME", scratch, 1) == 0);
	(void)umask(022);
}

/* How many names there are in it. */
static inline int
scratch_count(void)
{
	DIR *d = opendir(".");
	const struct dirent *entry;
	int n = 0;

	ck_assert(d != NULL);
	while ((entry = readdir(d)) != NULL)
		n += strcmp(entry->d_name, ".") != 0 &&
		     strcmp(entry->d_name, "..") != 0;
	ck_assert(closedir(d) == 0);
	return n;
}

static inline void
scratch_leave(void)
{
	ck_assert(chdir("/") == 0);
	ck_assert(folder_remove(scratch));
}

static inline void
scratch_put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	ck_assert(f != NULL);
	ck_assert(fputs(text, f) >= 0);
	ck_assert(fclose(f) == 0);
}

/* Give the text of a file (x_free). */
static inline char *
scratch_get(const char *name)
{
	struct err why = { .code = ERR_NONE };
	size_t n;
	char *got = paths_read(name, (size_t)1 << 28, &n, &why);

	ck_assert_msg(got != NULL, "%s", why.text);
	return got;
}

static inline void
scratch_holds(const char *name, const char *want)
{
	char *got = scratch_get(name);

	ck_assert_str_eq(got, want);
	x_free(got);
}

#endif
