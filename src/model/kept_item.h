/*
 * A bookmark or note of a chronicle, and the event that it belongs to.
 */
#ifndef ANNALS_MODEL_KEPT_ITEM_H
#define ANNALS_MODEL_KEPT_ITEM_H

#include "model/bookmark.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kept_state {
	KEPT_SOUGHT,  /* not found yet; there is more to look at */
	KEPT_FOUND,   /* it is there, with the same text */
	KEPT_CHANGED, /* it is there, and its text is another one */
	KEPT_GONE     /* it is not in the chronicle any more */
};

/* A row of this chronicle; event counts only if it is found or changed. */
struct kept_item {
	struct bookmark row; /* lent by the kept, until it reads again */
	enum kept_state state;
	size_t event;
	char *texts; /* that row lends; of model/kept_rows.h */
	/* For model/refind.h. */
	bool doubtful;          /* its id names something else now */
	uint32_t same, similar; /* candidates with its date, and others */
};

#endif
