/*
 * When events are and where they belong: plain arrays by event number, and
 * the order in which events are read.
 *
 * A segment has them for its own rows, a chronicle for all its events; what a
 * list, a plot or a count asks is answered here and never by SQL.
 *
 * Order of reading: by first day (an open start counts by its end), then the
 * wider date first, then by number; what is undated, or open at both ends and
 * so says nothing about time, comes last.
 *
 * The arrays of a file that is opened and not read (model/compiled.h) are
 * there, but what is in them comes when it is asked for.  Who looks at a few
 * events asks by events_date(), events_section(), events_id() and
 * events_place(); who goes through many says so, by events_need(), and may use
 * the arrays then.
 *
 * Memory that is refused is an answer (false), and nothing has changed then.
 * Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_EVENTS_H
#define ANNALS_MODEL_EVENTS_H

#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EVENTS_UNDATED UINT64_MAX /* events_when() of what comes last */

#define EVENTS_CHUNK 1800 /* that are fetched at once */

/* What is fetched by itself. */
enum events_array {
	EVENTS_DATE, /* first, last and how */
	EVENTS_SECTION,
	EVENTS_ID,
	EVENTS_ORDER,
	EVENTS_NARRAYS
};

/* Bits for events_need(). */
#define EVENTS_DATES (1u << EVENTS_DATE)
#define EVENTS_SECTIONS (1u << EVENTS_SECTION)
#define EVENTS_IDS (1u << EVENTS_ID)
#define EVENTS_ORDERS (1u << EVENTS_ORDER)

struct events;

/*
 * Where events are that were not fetched yet.  Whoever makes one sets what
 * stands before have; the rest is for events.c.
 */
struct events_source {
	/*
	 * Fill n values of an array of ev from event (in the order: place)
	 * from on, which is a multiple of EVENTS_CHUNK, with what is in range;
	 * false with *e, and nothing was changed.
	 */
	bool (*fetch)(struct events_source *s, const struct events *ev,
	    enum events_array array, size_t from, size_t n, struct err *e);
	/*
	 * Tell first, last and how of one event, and keep nothing; false if
	 * they cannot be fetched.
	 */
	bool (*peek)(struct events_source *s, size_t event, int32_t *first,
	    int32_t *last, uint8_t *how);
	/*
	 * How many dated events have a date_key() before day.
	 */
	size_t (*before)(struct events_source *s, int32_t day);
	/* The first event from *event on that has this id (as events_id());
	 * false if there is none. */
	bool (*find)(struct events_source *s, uint32_t id, size_t *event);
	void (*free)(struct events_source *s);
	const uint32_t *section; /* how many events each of nsections has, */
	size_t nsections;        /* without those below it; or 0 */

	uint64_t *have[EVENTS_NARRAYS]; /* which chunks; NULL: all */
	struct err lost; /* of what could not be fetched; it is 0 */
};

struct events {
	size_t n, cap;
	int32_t *first, *last; /* days, see base/date.h */
	uint8_t *how;          /* precision and what qualifies it */
	uint32_t *section;     /* number of the section */
	uint32_t *id;    /* hash of the id (model/ids.h), 0: it has none */
	uint32_t *order; /* n numbers in order of reading */
	size_t dated;    /* how many of these come before the undated */
	size_t ahead;    /* events behind these, which have no place yet */
	struct events_source *source; /* NULL: all are here */
};

void events_init(struct events *ev);
void events_fini(struct events *ev);

/* Make room for n events in all. */
bool events_reserve(struct events *ev, size_t n);

/* Append an event.  It is in order[] only after events_sort(). */
bool events_add(
    struct events *ev, const struct date *d, uint32_t section, uint32_t id);

/* Fill order[] and dated; those that had no place have one. */
bool events_sort(struct events *ev);

/*
 * Let each event be of section number[its section].  False with *e if it
 * cannot be fetched or memory is refused.
 */
bool events_renumber(struct events *ev, const uint32_t *number, struct err *e);

/*
 * Append all of more, which stays as it is; both are sorted, and ev is again
 * afterwards.  Linear in ev->n + more->n.
 */
bool events_append(struct events *ev, const struct events *more);

/* Likewise, but they have no place yet and are not counted until then. */
bool events_extend(struct events *ev, const struct events *more);

/* All have a place: from start on, that is the order of them; so many of all
 * are dated. */
void events_set_order(
    struct events *ev, const uint32_t *event, size_t start, size_t dated);

/* Give event i, which is here, another date; events_sort() is due. */
void events_set_date(struct events *ev, size_t i, const struct date *d);

/*
 * Have n events, dated of them with a date, that come from source (takes it,
 * also on failure).  ev is empty.
 */
bool events_open(
    struct events *ev, struct events_source *source, size_t n, size_t dated);

/*
 * Have the n events from from on in these arrays (bits).  False with *e if
 * they cannot be fetched; what is lacking is 0 then: undated, of the first
 * section, without an id, the first event.
 */
bool events_need(const struct events *ev, unsigned arrays, size_t from,
    size_t n, struct err *e);

/* Likewise all events; of the order it is sure then that it has each once. */
bool events_need_all(const struct events *ev, unsigned arrays, struct err *e);

/* For one event, or place, that may not be here: what is lost is 0. */
void events_fetch(const struct events *ev, enum events_array array, size_t i);

static inline uint32_t
events_section(const struct events *ev, size_t i)
{
	if (ev->source != NULL)
		events_fetch(ev, EVENTS_SECTION, i);
	return ev->section[i];
}

static inline uint32_t
events_id(const struct events *ev, size_t i)
{
	if (ev->source != NULL)
		events_fetch(ev, EVENTS_ID, i);
	return ev->id[i];
}

/* The event at a place (less than n) in order of reading. */
static inline uint32_t
events_place(const struct events *ev, size_t place)
{
	if (ev->source != NULL)
		events_fetch(ev, EVENTS_ORDER, place);
	return ev->order[place];
}

/* The date of event i (i < n). */
struct date events_date(const struct events *ev, size_t i);

/* The same for who goes through many events and needs each once: what is
 * fetched for it does not stay. */
struct date events_date_once(const struct events *ev, size_t i);

/* How many events are read before all that begins on that day. */
size_t events_before(const struct events *ev, int32_t day);

/* Events are read by this number, then by their own. */
uint64_t events_when(int32_t first, int32_t last, enum date_precision p);

/* The least events_when() of what begins on that day. */
uint64_t events_when_day(int32_t day);

/* events_when() of event i (i < n). */
uint64_t events_when_at(const struct events *ev, size_t i);

#endif
