/*
 * What the reader left behind in a chronicle, bookmarks, notes and what was
 * read, for queries without the screen.  Main thread.
 */
#ifndef ANNALS_CLI_LEFT_H
#define ANNALS_CLI_LEFT_H

#include "base/err.h"
#include "model/chronicle.h"
#include "model/kept.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct left;

/*
 * Look for it in c, which is complete and was read from path; lends c until
 * left_free().  NULL with *e if the file of bookmarks cannot be read.
 */
struct left *left_new(
    const struct chronicle *c, const char *path, struct err *e);
void left_free(struct left *l); /* NULL is fine */

/* A search_left, for search_ask(); arg is the left. */
bool left_answer(void *arg, const struct query_node *node, size_t start,
    uint64_t *set, size_t n, struct err *e);

/* Find the rows of k in its chronicle, which is complete.  Waits while
 * somebody else writes. */
bool left_find_kept(struct kept *k, struct err *e);

#endif
