#include "config.h"

#include "model/timeline.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MONTHS 12
#define CELLS_MAX 1048576 /* bars of all rows: 16 MiB */

enum { FLAG_LISTED = 1, FLAG_UNDATED = 2 };

/* What counting needs besides the events. */
struct counter {
	uint8_t *flag;    /* by event */
	uint32_t *row;    /* by section */
	int32_t *start;   /* by bar: its first day; one more after the last */
	uint64_t per_day; /* bars, times 2^32, on average */
};

void
timeline_init(struct timeline *t)
{
	*t = (struct timeline){ .sum.section = SECTION_NONE };
}

void
timeline_fini(struct timeline *t)
{
	free(t->row);
	free(t->bar);
	free(t->all);
	timeline_init(t);
}

/*
 * Spans of years, 10 or 100.  Before Christ they are counted by the years BC,
 * which are one more than ours: 0 to -9 are the 10 years before AD 1.
 */
static int32_t
span_of(int32_t year, int32_t years)
{
	return year > 0 ? year / years : year / years - 1;
}

static int32_t
span_start(int32_t span, int32_t years)
{
	if (span == 0)
		return 1;
	return span > 0 ? span * years : (span + 1) * years - (years - 1);
}

int32_t
timeline_bar_of(enum timeline_level level, int32_t day)
{
	int32_t year;
	int month;

	date_civil(day, &year, &month, NULL);
	switch (level) {
	case TIMELINE_CENTURY:
		return span_of(year, 100);
	case TIMELINE_DECADE:
		return span_of(year, 10);
	case TIMELINE_MONTH:
		return year * MONTHS + month - 1;
	case TIMELINE_YEAR:
	case TIMELINE_NLEVELS:
		break;
	}
	return year;
}

/* The year in which a bar begins, and the month, from 1. */
static int32_t
start_of(enum timeline_level level, int32_t number, int *month)
{
	int32_t year;

	*month = 1;
	switch (level) {
	case TIMELINE_CENTURY:
		return span_start(number, 100);
	case TIMELINE_DECADE:
		return span_start(number, 10);
	case TIMELINE_MONTH:
		year = number / MONTHS - (number % MONTHS < 0 ? 1 : 0);
		*month = (int)(number - year * MONTHS) + 1;
		return year;
	case TIMELINE_YEAR:
	case TIMELINE_NLEVELS:
		break;
	}
	return number;
}

static int32_t
first_day(enum timeline_level level, int32_t number)
{
	int month;
	int32_t year = start_of(level, number, &month);

	return date_day(year, month, 1);
}

void
timeline_days(
    enum timeline_level level, int32_t number, int32_t *first, int32_t *last)
{
	*first = first_day(level, number);
	*last = first_day(level, number + 1) - 1;
}

/* A year as EDTF has it. */
static void
add_year(struct buf *out, int32_t year)
{
	buf_addf(
	    out, "%s%04" PRId32, year < 0 ? "-" : "", year < 0 ? -year : year);
}

void
timeline_describe(struct buf *out, enum timeline_level level, int32_t number)
{
	struct buf edtf = BUF_INIT;
	int month;
	int32_t year = start_of(level, number, &month);

	if (level == TIMELINE_CENTURY && number >= -100 && number < 100) {
		/* 19XX is 1900 to 1999, -00XX before Christ. */
		buf_addf(&edtf, "%s%02" PRId32 "XX", number < 0 ? "-" : "",
		    number < 0 ? -number - 1 : number);
	} else if (level == TIMELINE_DECADE && number > 0 && number < 1000) {
		buf_addf(&edtf, "%03" PRId32 "X", number);
	} else {
		add_year(&edtf, year);
		if (level == TIMELINE_MONTH)
			buf_addf(&edtf, "-%02d", month);
	}
	if (edtf.p[edtf.n - 1] != 'X' && level < TIMELINE_YEAR) {
		buf_addc(&edtf, '/');
		add_year(&edtf, start_of(level, number + 1, &month) - 1);
	}
	date_describe(out, buf_str(&edtf));
	buf_fini(&edtf);
}

size_t
timeline_bars(const struct timeline *t, enum timeline_level level)
{
	if (t->nbars == 0)
		return 0;
	return (size_t)(timeline_bar_of(level, t->last_day) -
			timeline_bar_of(level, t->first_day)) +
	       1;
}

const struct timeline_bar *
timeline_at(const struct timeline *t, size_t row, size_t i)
{
	return &t->bar[row * t->nbars + i];
}

/* Which events are undated and which are in r. */
static uint8_t *
mark_events(const struct events *ev, const struct result *r)
{
	bool all = r == NULL || r->n == ev->n;
	uint8_t *flag = malloc(ev->n > 0 ? ev->n : 1);

	if (flag == NULL)
		return NULL;
	memset(flag, all ? FLAG_LISTED : 0, ev->n);
	for (size_t i = 0; !all && i < r->n; i++)
		flag[result_event(r, i)] = FLAG_LISTED;
	for (size_t i = ev->dated; i < ev->n; i++)
		flag[ev->order[i]] |= FLAG_UNDATED;
	return flag;
}

/* The days from the first dated event to the end of the last. */
static void
find_span(struct timeline *t, const struct events *ev, const uint8_t *flag)
{
	int32_t least = INT32_MAX, most = INT32_MIN;

	for (size_t i = 0; i < ev->n; i++) {
		int32_t first = ev->first[i], last = ev->last[i];

		if ((flag[i] & FLAG_UNDATED) != 0)
			continue;
		if (last == DATE_OPEN_END)
			last = first;
		if (first == DATE_OPEN_START)
			first = last;
		least = first < least ? first : least;
		most = last > most ? last : most;
	}
	t->first_day = least;
	t->last_day = most;
}

/* Set the bars: those asked for, or the next coarser ones. */
static void
choose_bars(struct timeline *t, const struct timeline_ask *ask)
{
	size_t most = ask->bars;

	if (most == 0 || most > TIMELINE_BARS_MAX)
		most = TIMELINE_BARS_MAX;
	t->nbars = 1; /* there are some */
	t->level = ask->level;
	while (t->level > TIMELINE_CENTURY && timeline_bars(t, t->level) > most)
		t->level--;
	t->nbars = timeline_bars(t, t->level);
	t->first = timeline_bar_of(t->level, t->first_day);
}

/* Where the bars start, and how many there are in a day. */
static bool
measure_bars(const struct timeline *t, struct counter *k)
{
	k->start = calloc(t->nbars + 1, sizeof *k->start);
	if (k->start == NULL)
		return false;
	for (size_t i = 0; i <= t->nbars; i++)
		k->start[i] = first_day(t->level, t->first + (int32_t)i);
	if (t->nbars == 0)
		return true;
	k->per_day = ((uint64_t)t->nbars << 32) /
		     (uint64_t)((int64_t)k->start[t->nbars] - k->start[0]);
	return true;
}

/* The bar in which a day lies, of those measured: a good guess, mended. */
static size_t
find_bar(const struct counter *k, int32_t day)
{
	uint64_t days = (uint64_t)((int64_t)day - k->start[0]);
	size_t i = (size_t)(days * k->per_day >> 32);

	while (k->start[i] > day)
		i--;
	while (k->start[i + 1] <= day)
		i++;
	return i;
}

/* Count the events of each top-level section, those below it too. */
static void
count_tops(const struct sections *s, const struct events *ev, uint32_t *count)
{
	for (size_t i = 0; i < ev->n; i++)
		count[ev->section[i]]++;
	for (size_t i = s->n; i-- > 0;) { /* children come after parents */
		uint32_t parent = s->at[i].parent;

		if (parent == SECTION_NONE)
			continue;
		count[parent] += count[i];
		count[i] = 0;
	}
}

static int
compare_down(const void *pa, const void *pb)
{
	const uint32_t *a = pa, *b = pb;

	return *a < *b ? 1 : *a > *b ? -1 : 0;
}

/*
 * How many events a section must have for a row of its own, if so many rows
 * are to be, the last for all others; *ties is how many of exactly that size
 * get one.  sorted: sizes, largest first.
 */
static uint32_t
find_least(const uint32_t *sorted, size_t n, size_t rows, size_t *ties)
{
	uint32_t least;
	size_t larger = 0;

	*ties = n;
	if (n <= rows)
		return 1;
	*ties = 0;
	if (rows < 2)
		return UINT32_MAX;
	least = sorted[rows - 2];
	while (sorted[larger] > least)
		larger++;
	*ties = rows - 1 - larger;
	return least;
}

/* Give the sections with enough events a row each; map all to their row. */
static void
number_rows(struct timeline *t, const struct sections *s, const uint32_t *count,
    uint32_t least, size_t ties, uint32_t *row)
{
	size_t rest = t->nrows - 1;
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint32_t parent = s->at[i].parent;
		bool own = parent == SECTION_NONE && count[i] >= least;

		if (own && count[i] == least)
			own = ties > 0 && ties-- > 0;
		row[i] = (uint32_t)rest;
		if (parent != SECTION_NONE)
			row[i] = row[parent];
		if (!own)
			continue;
		t->row[n].section = (uint32_t)i;
		row[i] = (uint32_t)n++;
	}
}

/* Choose at most most rows, at least 1, and say which sections are in which. */
static bool
choose_rows(struct timeline *t, const struct chronicle *c, size_t most,
    struct counter *k)
{
	const struct sections *s = chronicle_sections(c);
	uint32_t *count = calloc(2 * s->n + 1, sizeof *count);
	uint32_t *sorted;
	size_t n = 0, ties;
	uint32_t least;

	k->row = calloc(s->n + 1, sizeof *k->row);
	if (count == NULL || k->row == NULL) {
		free(count);
		return false;
	}
	count_tops(s, chronicle_events(c), count);
	sorted = count + s->n;
	for (size_t i = 0; i < s->n; i++)
		if (count[i] > 0)
			sorted[n++] = count[i];
	qsort(sorted, n, sizeof *sorted, compare_down);
	least = find_least(sorted, n, most, &ties);
	t->nrows = n < most ? n : most;
	if (t->nrows == 0)
		t->nrows = 1;
	t->row = calloc(t->nrows, sizeof *t->row);
	if (t->row != NULL) {
		t->row[t->nrows - 1].section = SECTION_NONE;
		number_rows(t, s, count, least, ties, k->row);
	}
	free(count);
	return t->row != NULL;
}

/* Count an event that has a date. */
static void
count_dated(struct timeline *t, const struct counter *k, uint32_t row,
    int32_t first, int32_t last, uint32_t listed)
{
	struct timeline_bar *bar = t->bar + row * t->nbars;
	struct timeline_bar *sum = &t->row[row].sum;
	/* Open ends become the span's. */
	size_t from = find_bar(k, first > t->first_day ? first : t->first_day);
	size_t to;

	if (last > t->last_day)
		last = t->last_day;
	if (last < k->start[from + 1]) {
		bar[from].all.within++;
		bar[from].listed.within += listed;
		return;
	}
	/* Begin and end for now; add_up() fills what lies between. */
	to = find_bar(k, last) + 1;
	sum->all.wider++;
	sum->listed.wider += listed;
	bar[from].all.wider++;
	bar[from].listed.wider += listed;
	if (to < t->nbars) {
		bar[to].all.wider--;
		bar[to].listed.wider -= listed;
	}
}

static void
count_events(
    struct timeline *t, const struct events *ev, const struct counter *k)
{
	for (size_t i = 0; i < ev->n; i++) {
		uint32_t row = k->row[ev->section[i]];
		uint32_t listed = k->flag[i] & FLAG_LISTED;

		if ((k->flag[i] & FLAG_UNDATED) == 0) {
			count_dated(
			    t, k, row, ev->first[i], ev->last[i], listed);
			continue;
		}
		t->row[row].undated++;
		t->row[row].undated_listed += listed;
	}
}

static void
add_counts(struct timeline_count *to, const struct timeline_count *more)
{
	to->within += more->within;
	to->wider += more->wider;
}

/* Let the wider events be in all bars from begin to end; sum bars and rows. */
static void
add_up(struct timeline *t)
{
	for (size_t y = 0; y < t->nrows; y++) {
		struct timeline_row *row = &t->row[y];
		struct timeline_bar *bar = t->bar + y * t->nbars;

		for (size_t i = 0; i < t->nbars; i++) {
			if (i > 0) {
				bar[i].all.wider += bar[i - 1].all.wider;
				bar[i].listed.wider += bar[i - 1].listed.wider;
			}
			add_counts(&t->all[i].all, &bar[i].all);
			add_counts(&t->all[i].listed, &bar[i].listed);
			row->sum.all.within += bar[i].all.within;
			row->sum.listed.within += bar[i].listed.within;
		}
		add_counts(&t->sum.sum.all, &row->sum.all);
		add_counts(&t->sum.sum.listed, &row->sum.listed);
		t->sum.undated += row->undated;
		t->sum.undated_listed += row->undated_listed;
	}
}

/* Set bars and rows and count; false if memory is refused. */
static bool
count_all(struct timeline *t, const struct chronicle *c,
    const struct timeline_ask *ask, struct counter *k)
{
	const struct events *ev = chronicle_events(c);
	size_t rows = ask->rows;

	if (k->flag == NULL)
		return false;
	if (ev->dated > 0) {
		find_span(t, ev, k->flag);
		choose_bars(t, ask);
	}
	if (t->nbars > 0 && rows > CELLS_MAX / t->nbars)
		rows = CELLS_MAX / t->nbars;
	if (!choose_rows(t, c, rows > 0 ? rows : 1, k) || !measure_bars(t, k))
		return false;
	t->bar = calloc(t->nrows * t->nbars + 1, sizeof *t->bar);
	t->all = calloc(t->nbars + 1, sizeof *t->all);
	if (t->bar == NULL || t->all == NULL)
		return false;
	count_events(t, ev, k);
	add_up(t);
	return true;
}

bool
timeline_build(struct timeline *t, const struct chronicle *c,
    const struct result *r, const struct timeline_ask *ask, struct err *e)
{
	const struct events *ev = chronicle_events(c);
	struct counter k = { NULL, NULL, NULL, 0 };
	bool ok;

	timeline_fini(t);
	t->level = ask->level;
	if (!events_need_all(
		ev, EVENTS_DATES | EVENTS_SECTIONS | EVENTS_ORDERS, e))
		return false;
	k.flag = mark_events(ev, r);
	ok = count_all(t, c, ask, &k);
	free(k.flag);
	free(k.row);
	free(k.start);
	if (ok)
		return true;
	timeline_fini(t);
	return err_set(e, ERR_MEMORY, "memory is used up");
}
