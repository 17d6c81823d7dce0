/*
 * The bookmarks that were taken away in this session: what they were, so that
 * an event that gets its bookmark back has its letter and lists again.  Events
 * are known by visits_key(), which outlives a reload.  Main thread.
 */
#ifndef ANNALS_UI_UNMARKED_H
#define ANNALS_UI_UNMARKED_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct unmarked_row {
	uint32_t key;
	char letter; /* 0: it had none */
	char *list;  /* may be "" */
};

/* All zero is empty. */
struct unmarked {
	struct unmarked_row *row;
	size_t n, cap;
};

void unmarked_fini(struct unmarked *u);

/* Remember what the bookmark of an event is. */
void unmarked_put(
    struct unmarked *u, uint32_t key, char letter, struct str list);

/* Lend what it was last, or NULL. */
const struct unmarked_row *unmarked_find(
    const struct unmarked *u, uint32_t key);

#endif
