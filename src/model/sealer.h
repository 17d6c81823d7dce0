/*
 * Seals the segments of deliveries and sends these on in their order.
 *
 * Most of the time of a load goes into the index of a segment, which is
 * written when it is sealed.  So the sealer has a thread of its own, and one
 * segment may wait for it.  Whoever brings more seals them himself: so both
 * threads are busy, and no more is in memory than two can work at.
 *
 * If a segment cannot be sealed, which mostly is that memory was refused, it
 * is gone, and so are those after it: what is sent has no gap.
 *
 * One thread, the loader's; the sink is called by either, one at a time.
 */
#ifndef ANNALS_MODEL_SEALER_H
#define ANNALS_MODEL_SEALER_H

#include "base/err.h"
#include "model/delivery.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes d. */
typedef void sealer_sink(void *arg, struct delivery *d);

/* Where a segment starts; file is lent until sealer_free(). */
struct sealer_place {
	const char *file;
	size_t line;
};

struct sealer;

/* Shares map. */
struct sealer *sealer_new(struct fold_map *map, sealer_sink *sink, void *arg);

/* What was not sent is dropped.  NULL is fine. */
void sealer_free(struct sealer *s);

/*
 * Take d, whose segment starts at place and is not sealed, or NULL.  Unless
 * alone, another thread may seal it, and later.  False with *e if this or an
 * earlier segment could not be sealed: it, and what is sent from then on, goes
 * on without its segment.
 */
bool sealer_send(struct sealer *s, struct delivery *d,
    struct sealer_place place, bool alone, struct err *e);

/* Seal a segment at once, for a delivery that the caller sends himself after
 * sealer_wait().  False with *e: as segment_seal(). */
bool sealer_seal(struct sealer *s, struct segment *segment, struct err *e);

/* Wait until all is sent.  False with *e: as sealer_send(), and *lost is the
 * place of the first segment that is gone. */
bool sealer_wait(struct sealer *s, struct sealer_place *lost, struct err *e);

#endif
