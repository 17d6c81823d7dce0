/*
 * The ordered event numbers that the list shows, and counts over them.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_RESULT_H
#define ANNALS_MODEL_RESULT_H

#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct result {
	uint32_t *event; /* n numbers in reading order (base/stretch.h) */
	/* Or of all events of a chronicle that is complete, which lends them:
	 * a list of a million is not made only to be looked at. */
	const struct events *all;
	size_t n;
	size_t dated; /* the first ones that have a date */
};

void result_init(struct result *r);
void result_fini(struct result *r);

/*
 * The events of section (SECTION_NONE: of the chronicle) and of the sections
 * below it, in reading order: those in set (model/bitset.h, with room for all
 * events of the chronicle), or all if it is NULL.  False with *e if memory is
 * refused; r is then as it was.
 */
bool result_filter(struct result *r, const struct chronicle *c,
    uint32_t section, const uint64_t *set, struct err *e);

/* The event at a place (less than n). */
static inline uint32_t
result_event(const struct result *r, size_t place)
{
	return r->all != NULL ? events_place(r->all, place) : r->event[place];
}

/* The place of event n in r; false if it is not in it. */
bool result_find(
    const struct result *r, const struct chronicle *c, size_t n, size_t *place);

/*
 * The first place whose date lies in year or later (result_year) going
 * forward; r->dated if there is none.
 */
size_t result_year(
    const struct result *r, const struct chronicle *c, int32_t year);

/* The year at a place, for dated ones. */
int32_t result_year_at(
    const struct result *r, const struct chronicle *c, size_t place);

/*
 * Count the events of each section with those below it into count (as many
 * as chronicle_sections() has): those in set (as above), or all if it is
 * NULL.  Returns how many were counted.
 */
size_t facets_sections(
    const struct chronicle *c, const uint64_t *set, uint32_t *count);

/* First and last year with a dated event; false if there is none. */
bool facets_span(const struct chronicle *c, int32_t *first, int32_t *last);

/*
 * Count the dated events of r (NULL: of the chronicle) by time into nbins equal
 * parts of the years first to last, each event at its date_key().
 */
void facets_plot(const struct result *r, const struct chronicle *c,
    int32_t first, int32_t last, uint32_t *bin, size_t nbins);

#endif
