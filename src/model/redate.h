/*
 * Reads the dates of events again that were misread: of a segment at a time,
 * from their cells.
 *
 * What was told of their dates is told again where it still holds.  Events of
 * a chronicle without sections go to the decade of their new date, which is
 * made if there is no such section.  Main thread.
 */
#ifndef ANNALS_MODEL_REDATE_H
#define ANNALS_MODEL_REDATE_H

#include "base/err.h"
#include "model/dates.h"
#include "model/events.h"
#include "model/problem.h"
#include "model/sections.h"
#include "model/segment.h"

#include <stdbool.h>
#include <stddef.h>

struct redate {
	size_t end; /* events before this one are read again */
	size_t at;  /* those before this one were */
	struct problems was;
	size_t told; /* of these, how many are of events before at */
};

void redate_init(struct redate *r);
void redate_fini(struct redate *r);

/* Begin anew, for the events before end; p (of the chronicle) loses what it
 * says of their dates. */
void redate_start(struct redate *r, size_t end, struct problems *p);

/* Where the events are, all lent. */
struct redate_place {
	struct segment *segment;
	size_t start; /* number of its first event: redate.at is in it */
	size_t column;
	const struct dates *dates;
	struct events *events;
	struct sections *sections; /* NULL: not by decades */
	struct problems *problems;
	const char *file; /* for what is told of an event for the first time */
};

/* Read the rest of a segment.  False with *e as segment_read_column(). */
bool redate_segment(
    struct redate *r, const struct redate_place *where, struct err *e);

#endif
