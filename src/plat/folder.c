#include "config.h"

#include "plat/folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "plat/paths.h"

struct names {
	char **at;
	size_t n, cap;
};

static void
add(struct names *names, const char *name)
{
	if (names->n == names->cap) {
		names->cap = names->cap > 0 ? names->cap * 2 : 16;
		names->at =
		    x_reallocarray(names->at, names->cap, sizeof *names->at);
	}
	names->at[names->n++] = x_strdup(name);
}

static int
compare(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return strcmp(*x, *y);
}

/* The names in folder that begin with start. */
static void
read_names(const char *folder, const char *start, struct names *names)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;

	for (int i = 0;
	     d != NULL && i < FOLDER_MAX && (entry = readdir(d)) != NULL; i++) {
		const char *name = entry->d_name;

		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
		    (name[0] == '.' && start[0] != '.') ||
		    strncmp(name, start, strlen(start)) != 0)
			continue;
		add(names, name);
	}
	if (d != NULL)
		(void)closedir(d);
	if (names->n > 0)
		qsort(names->at, names->n, sizeof *names->at, compare);
}

static bool
is_folder(const char *folder, const char *name)
{
	struct buf path = BUF_INIT;
	struct stat st;
	bool is;

	buf_addf(&path, "%s/%s", folder, name);
	is = stat(buf_cstr(&path), &st) == 0 && S_ISDIR(st.st_mode);
	buf_fini(&path);
	return is;
}

void
folder_complete(const char *start, folder_visit *visit, void *arg)
{
	const char *slash = strrchr(start, '/');
	const char *name = slash != NULL ? slash + 1 : start;
	char *typed = x_strndup(start, (size_t)(name - start));
	char *folder =
	    typed[0] != '\0' ? paths_expand(typed, NULL) : x_strdup(".");
	struct names names = { NULL, 0, 0 };
	struct buf path = BUF_INIT;

	if (folder != NULL)
		read_names(folder, name, &names);
	for (size_t i = 0; i < names.n; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s%s%s", typed, names.at[i],
		    is_folder(folder, names.at[i]) ? "/" : "");
		visit(arg, buf_cstr(&path));
		x_free(names.at[i]);
	}
	buf_fini(&path);
	x_free(names.at);
	x_free(folder);
	x_free(typed);
}
