/*
 * Events over time: bars of equal spans, and how many events are in each.
 *
 * A bar is a century, decade, year or month as people count them: the 20th
 * century is 1900 to 1999, the 1st century BC 100 to 1 BC, the first decade
 * AD 1 to 9.  Bars have a number each, which goes up with time and is the year
 * where they are years (0 is 1 BC, see base/date.h).
 *
 * A date may be wider than a bar: an interval, or a year where the bars are
 * months.  Such an event is counted in every bar that it touches, apart from
 * those whose date lies within the bar:
 *
 *	within + wider of a bar are the events that happened in it or may
 *	have, the same that a search for its days finds;
 *	within of all bars, the wider events of a row (each once) and the
 *	undated ones are all events.
 *
 * Open ends are bounded by the span of the chronicle.  What is open at both
 * ends says nothing about time and counts as undated.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_TIMELINE_H
#define ANNALS_MODEL_TIMELINE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"
#include "model/result.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIMELINE_BARS_MAX                                                      \
	262144 /* all years there are, or months of 21,845                     \
		*/

enum timeline_level {
	TIMELINE_CENTURY,
	TIMELINE_DECADE,
	TIMELINE_YEAR,
	TIMELINE_MONTH,
	TIMELINE_NLEVELS
};

struct timeline_count {
	uint32_t within; /* the date lies within the bar */
	uint32_t wider;  /* the date reaches beyond it */
};

static inline uint32_t
timeline_sum(const struct timeline_count *n)
{
	return n->within + n->wider;
}

struct timeline_bar {
	struct timeline_count all;    /* of the chronicle */
	struct timeline_count listed; /* of the result */
};

/* The events of a top-level section and of those below it. */
struct timeline_row {
	uint32_t section;        /* SECTION_NONE: all that have no row */
	struct timeline_bar sum; /* of all bars, wider events once each */
	uint32_t undated, undated_listed;
};

struct timeline {
	enum timeline_level level;
	int32_t first_day, last_day; /* span of the chronicle, if nbars > 0 */
	int32_t first;               /* number of the first bar */
	size_t nbars;                /* 0: nothing is dated */
	size_t nrows;
	struct timeline_row *row; /* nrows, in the order of the sections */
	struct timeline_bar *bar; /* nbars of the first row, of the next ... */
	struct timeline_bar *all; /* nbars over all rows */
	struct timeline_row sum;  /* over all rows; its section is none */
};

/* What bars and rows are wanted. */
struct timeline_ask {
	enum timeline_level level; /* this one, or the next coarser one that */
	size_t bars; /* has at most so many (0: TIMELINE_BARS_MAX) */
	size_t rows; /* at most so many (at least 1) */
};

void timeline_init(struct timeline *t);
void timeline_fini(struct timeline *t);

/*
 * Count the events of c and those of them that are in r (NULL: all are).
 * Sections without events have no row; if there are more than wanted, the
 * largest have one, and the last row is for all others.  There may be fewer
 * rows than wanted where there are very many bars.  Linear in the number of
 * events.  False with *e if memory is refused; t is then empty.
 */
bool timeline_build(struct timeline *t, const struct chronicle *c,
    const struct result *r, const struct timeline_ask *ask, struct err *e);

/* Lend bar i (i < nbars) of a row (row < nrows). */
const struct timeline_bar *timeline_at(
    const struct timeline *t, size_t row, size_t i);

/* How many bars of a level the span of t has; 0 if it has none. */
size_t timeline_bars(const struct timeline *t, enum timeline_level level);

/* The number of the bar in which a day lies. */
int32_t timeline_bar_of(enum timeline_level level, int32_t day);

/* The days of the bar with that number. */
void timeline_days(
    enum timeline_level level, int32_t number, int32_t *first, int32_t *last);

/* Append its name: "20th century", "1990s", "44 BC", "May 1967". */
void timeline_describe(
    struct buf *out, enum timeline_level level, int32_t number);

#endif
