/*
 * annals bookmarks: what is bookmarked, without the screen.  Main thread.
 */
#ifndef ANNALS_CLI_BOOKMARKS_H
#define ANNALS_CLI_BOOKMARKS_H

#include "base/err.h"
#include "model/bookmarks.h"
#include "model/loader.h"

#include <stdbool.h>

enum bookmarks_action {
	BOOKMARKS_LIST,
	BOOKMARKS_ADD,
	BOOKMARKS_REMOVE,
	BOOKMARKS_EXPORT,
	BOOKMARKS_IMPORT,
	BOOKMARKS_NACTIONS
};

struct bookmarks_ask {
	enum bookmarks_action action;
	const char *operand; /* id of add and remove, file of import */
	const char *list;    /* of add, or NULL */
	const char *note;    /* of add; NULL leaves it as it is */
};

/* The action of that name, or BOOKMARKS_NACTIONS. */
enum bookmarks_action bookmarks_action_find(const char *name);

/* Is it about one chronicle?  Has it an operand? */
bool bookmarks_action_reads(enum bookmarks_action a);
bool bookmarks_action_takes(enum bookmarks_action a);

/*
 * Do what is asked for in the file of b; path is that of the chronicle, if the
 * action reads one.  Prints to standard output.  False with *e, ERR_NOTFOUND
 * if there is no such event.
 */
bool bookmarks_run(struct bookmarks *b, const struct bookmarks_ask *ask,
    const char *path, const struct loader_options *loading, bool ascii,
    struct err *e);

#endif
