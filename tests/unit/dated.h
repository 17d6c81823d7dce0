/*
 * A chronicle that is nothing but dates in sections: what the test programs of
 * the timeline share.  No file is read and no database made.
 */
#ifndef ANNALS_TESTS_DATED_H
#define ANNALS_TESTS_DATED_H

#include <check.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/chronicle.h"
#include "model/delivery.h"
#include "model/segment.h"

/* Sections: two below the first, and one that stays empty. */
enum { POLITICS, VISITS, TREATIES, TRADE, EMPTY, CULTURE, NSECTIONS };

struct dated {
	const char *date; /* EDTF */
	uint32_t section;
};

static inline void
dated_free_segment(struct segment *s)
{
	events_fini(&s->events);
	x_free(s);
}

static inline void
dated_add_sections(struct sections *s)
{
	static const struct {
		const char *title;
		uint32_t parent;
	} given[NSECTIONS] = {
		[POLITICS] = { "Politics", SECTION_NONE },
		[VISITS] = { "Visits", POLITICS },
		[TREATIES] = { "Treaties", POLITICS },
		[TRADE] = { "Trade and industry", SECTION_NONE },
		[EMPTY] = { "Empty", SECTION_NONE },
		[CULTURE] = { "Culture", SECTION_NONE },
	};

	for (size_t i = 0; i < NSECTIONS; i++) {
		struct str title = str_of(given[i].title);

		sections_add(s, title, given[i].parent, title, str_of(""));
	}
}

/* Takes what is in ev.  complete: there is no more to come. */
static inline void
dated_adopt(struct chronicle *c, struct events *ev, bool complete)
{
	static const struct segment_ops ops = { .free = dated_free_segment };
	struct delivery *d = delivery_new();
	struct segment *s = x_calloc(1, sizeof *s);
	struct err e;

	if (chronicle_sections(c)->n == 0)
		dated_add_sections(&d->sections);
	ck_assert(events_sort(ev));
	*s = (struct segment){ .ops = &ops, .n = ev->n, .events = *ev };
	events_init(ev);
	d->segment = s;
	d->last = complete;
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
}

static inline void
dated_add(struct events *ev, const struct dated *given)
{
	struct date date;
	struct err e;

	ck_assert_msg(date_parse(str_of(given->date), &date, &e), "%s", e.text);
	ck_assert(events_add(ev, &date, given->section, 0));
}

/* A chronicle of n events; chronicle_free(). */
static inline struct chronicle *
dated_chronicle(const struct dated *given, size_t n)
{
	struct chronicle *c = chronicle_new();
	struct events ev;

	events_init(&ev);
	for (size_t i = 0; i < n; i++)
		dated_add(&ev, &given[i]);
	dated_adopt(c, &ev, true);
	return c;
}

#endif
