#include "config.h"

#include "cli/left.h"

#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "plat/paths.h"
#include "ui/reading.h"
#include "ui/visits_file.h"

#define AGAIN_MS 3 /* until a file is read again while somebody writes */

struct left {
	const struct chronicle *chronicle;
	struct bookmarks *store;
	struct kept *kept;
	struct reading reading;
};

bool
left_find_kept(struct kept *k, struct err *e)
{
	bool done = false;

	while (!done && kept_stale(k)) {
		if (kept_step(k, &done, e))
			continue;
		if (e->code != ERR_STOPPED)
			return false;
		(void)poll(NULL, 0, AGAIN_MS);
	}
	return true;
}

static void
find_read(struct left *l, const char *path)
{
	char real[PATH_MAX];
	const char *of;

	l->reading.before = visits_new();
	if (strcmp(path, "-") == 0 || realpath(path, real) == NULL)
		return;
	of = visits_of(l->chronicle, real);
	if (of != NULL)
		visits_load(l->reading.before, of);
}

struct left *
left_new(const struct chronicle *c, const char *path, struct err *e)
{
	struct left *l = x_calloc(1, sizeof *l);
	char *file = paths_user(PATH_DATA, "annals.db");

	l->chronicle = c;
	reading_init(&l->reading);
	find_read(l, path);
	l->store = bookmarks_new(file);
	x_free(file);
	l->kept = kept_new(l->store, c, path);
	if (l->kept == NULL)
		(void)err_set(e, ERR_MEMORY, "bookmarks: memory is used up");
	else if (left_find_kept(l->kept, e))
		return l;
	left_free(l);
	return NULL;
}

void
left_free(struct left *l)
{
	if (l == NULL)
		return;
	kept_free(l->kept);
	bookmarks_free(l->store);
	reading_fini(&l->reading);
	x_free(l);
}

bool
left_answer(void *arg, const struct query_node *node, size_t start,
    uint64_t *set, size_t n, struct err *e)
{
	const struct left *l = arg;

	if (!reading_asked(node))
		return kept_left(l->kept, node, start, set, n, e);
	reading_answer(&l->reading, l->chronicle, node, start, set, n);
	return true;
}
