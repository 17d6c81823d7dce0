/*
 * What is being read, and what was: an event whose text was on the screen for
 * READING_MS is taken for read when the next key comes, so that nobody has to
 * wake up for it, and who goes past with a held key has read nothing.
 *
 * Times are milliseconds of base/clock.h.  Main thread.
 */
#ifndef ANNALS_UI_READING_H
#define ANNALS_UI_READING_H

#include "model/query_node.h"
#include "ui/visits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define READING_MS 1000

struct reading {
	struct visits *now;    /* read in this session; NULL: nothing */
	struct visits *before; /* and before it; NULL: not asked for yet */
	uint32_t shown;        /* key of the event that is, 0: none */
	int64_t since;
};

void reading_init(struct reading *r);
void reading_fini(struct reading *r);

/* The text of the event with that key is seen now; 0: of none. */
void reading_show(struct reading *r, uint32_t key, int64_t now);

/* It was seen until now.  True if an event is read that was not. */
bool reading_pass(struct reading *r, int64_t now);

/* Is event n of c read? */
bool reading_has(const struct reading *r, const struct chronicle *c, size_t n);

/* Does node ask for that?  Then answer it: a search_left. */
bool reading_asked(const struct query_node *node);
void reading_answer(const struct reading *r, const struct chronicle *c,
    const struct query_node *node, size_t start, uint64_t *set, size_t n);

#endif
