/*
 * Where a person is in a chronicle: section, selected event, the way there,
 * and the list of events, in the order in which it is shown.
 *
 * Knows nothing of panes or keys; the views draw it, the commands change it.
 * Holds event numbers and never pointers into the chronicle, so it stays
 * right while events arrive.  Main thread.
 */
#ifndef ANNALS_UI_READER_H
#define ANNALS_UI_READER_H

#include "model/chronicle.h"
#include "model/kept.h"
#include "model/result.h"
#include "ui/find.h"
#include "ui/sorting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define READER_JUMPS 100 /* places that jump back and forward remember */

/* How far the text of an event was scrolled. */
struct reader_offset {
	uint32_t event;
	size_t at; /* byte of the text at the top of the pane */
};

struct reader {
	struct chronicle *chronicle; /* owned */
	const struct kept *kept;     /* bookmarks and notes; lent, or NULL */
	struct result result;        /* the events of the list, by date */
	unsigned version;            /* another one whenever it is another */
	struct find find;            /* what is searched for */
	uint32_t section;            /* whose events; SECTION_NONE: all */
	struct sorting sorting;      /* how the list is shown */
	unsigned listed_version;     /* of the find, and the section, whose */
	uint32_t listed_section;     /* events the result has */
	size_t place;                /* of the selected event in the list */
	uint32_t *count;             /* events by section, with those below */
	size_t ncounts;
	size_t found; /* events that the find has, in all sections */
	bool grown;   /* the find does not know all events yet */
	uint32_t jump[READER_JUMPS]; /* events, oldest first */
	size_t njumps, jump_at;      /* jump_at == njumps: at the newest */
	struct reader_offset *offset;
	size_t noffsets;
};

/* Takes c. */
void reader_init(struct reader *r, struct chronicle *c);
void reader_fini(struct reader *r);

/*
 * The chronicle grew: rebuild the result around the selected event.  False
 * with *e if memory is refused; the old result stays.
 */
bool reader_update(struct reader *r, struct err *e);

/*
 * The find has another result: show its events, and count them.  The selected
 * event stays selected if it is one of them, but where the list is ranked the
 * best one of another query is; who stands on the first one while the
 * chronicle grows stays on the first one.
 */
bool reader_found(struct reader *r, struct err *e);

/* How many events there are in all sections: those found, if any are sought. */
size_t reader_all(const struct reader *r);

/*
 * The list as it is shown: how many events it has, the event at a place
 * (less than that), and how many come before the undated ones, if it is by
 * date; else all.  While it is sorted anew it may lack events that came.
 */
size_t reader_count(const struct reader *r);
size_t reader_at(const struct reader *r, size_t place);
size_t reader_dated(const struct reader *r);

/* The place of an event in that list; false if it is not there. */
bool reader_find(const struct reader *r, size_t event, size_t *place);

/*
 * Show the list in the order of that name (model/order_by.h; "": by date).
 * The selected event stays selected, but the first one of the list is not
 * taken for selected: it is the first one again, unless it goes back to the
 * order by date.  A long list is sorted by reader_sort_step().  False with *e
 * if there is no such order, or it failed.
 */
bool reader_sort(struct reader *r, const char *name, struct err *e);

/* The list is to be sorted yet, by reader_sort_step(). */
bool reader_sorting(const struct reader *r);

/* The order is rank, but nothing is searched for to rank by. */
bool reader_sorts_nothing(const struct reader *r);

/*
 * Do a piece of it, a few milliseconds; *changed says that the list is shown
 * in another order.  False with *e: it is by date from now on.
 */
bool reader_sort_step(struct reader *r, bool *changed, struct err *e);

/* The selected event; false if the list is empty. */
bool reader_event(const struct reader *r, size_t *event);

/* Select a place of the list; false if it was selected already. */
bool reader_select(struct reader *r, size_t place);

/*
 * Show the events of a section (SECTION_NONE: all).  The selected event stays
 * selected if it is one of them, else the first is.
 */
bool reader_filter(struct reader *r, uint32_t section, struct err *e);

/*
 * Select an event wherever it is: leaves the section, then the filters, if it
 * is not in them.
 * Remembers where it came from.
 */
bool reader_goto(struct reader *r, size_t event, struct err *e);

/* Remember the selected event as a place to jump back to. */
void reader_mark_jump(struct reader *r);

/* Go back (-1) or forward (1) among the remembered places. */
bool reader_jump(struct reader *r, int direction, struct err *e);

/* Have n places, at most READER_JUMPS, to jump to, at of them behind us. */
void reader_set_jumps(
    struct reader *r, const uint32_t *event, size_t n, size_t at);

/*
 * Select the first event, by date, of the n-th next (or, n < 0, previous) span
 * of years (1: year, 10: decade) that has one, or of the last such span if
 * there are not so many; from inside a span the previous one is its own start.
 * Remembers where it came from.  False if there is none.
 */
bool reader_step(struct reader *r, int years, long n);

/*
 * Select the first event, by date, of that year or, if there is none, after
 * it.
 * Remembers where it came from.  False with *e if nothing of the list is.
 */
bool reader_goto_year(struct reader *r, int32_t year, struct err *e);

/* How far the text of an event was scrolled; 0 if it was not. */
size_t reader_offset(const struct reader *r, size_t event);
void reader_set_offset(struct reader *r, size_t event, size_t at);

#endif
