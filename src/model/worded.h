/*
 * Which columns hold words, and so are worth a full-text index.
 *
 * A role may say so; for other columns the first events do: a column is
 * worded unless it has values and not one of them has a letter; the first few
 * of many events cannot tell, then all are.  Numbers and
 * dates are not worded, they are answered by comparison.
 *
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_WORDED_H
#define ANNALS_MODEL_WORDED_H

#include "base/str.h"
#include "model/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct worded {
	size_t n;       /* columns */
	size_t learned; /* events */
	uint8_t *seen;  /* what is known of each */
	bool *column;   /* whether it is; NULL until worded_settle() */
};

void worded_init(struct worded *w);
void worded_fini(struct worded *w);

/* Start with the roles of c. */
void worded_start(struct worded *w, const struct columns *c);

/* Learn from an event with n fields. */
void worded_learn(struct worded *w, const struct str *field, size_t n);

/* From here on it is known: fill w->column.  more: events will come. */
void worded_settle(struct worded *w, bool more);

#endif
