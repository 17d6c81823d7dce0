#include "config.h"

#include "base/date_phrase.h"

#include <string.h>

#include "base/date_point.h"

static bool
is_word(const struct date_tokens *t, size_t i, enum date_word word)
{
	return t->at[i].word == word;
}

/* ---- intervals ---- */

/*
 * Can a number be the last digits of a later year?  Behind a hyphen and an
 * early year it rather is a month that is wrong (2001-13), but for the year
 * that is next (2012-13).
 */
static bool
is_later_year(const struct date_point *a, const struct date_point *b)
{
	int32_t year = a->year % 100;

	if (a->year < 0 || b->number <= year)
		return false;
	return b->before != '-' || year > 12 || b->number == year + 1;
}

/*
 * What a number alone is at one end of an interval: the last digits of a
 * year ("1914-18"), a year before Christ ("50-44 BC"), a century ("18th-19th
 * century"), else a day ("5-10 June 1967").
 */
static bool
fill_number(struct date_point *a, struct date_point *b)
{
	/* Where 14 is a year, 1914-18 still is no 1900 years. */
	if (b->has_year && b->alone && b->digits == 2 && a->year >= 100 &&
	    is_later_year(a, b))
		b->has_year = false;
	if (b->alone && !b->has_year && b->digits == 2 && a->has_year &&
	    a->month == 0) {
		if (!is_later_year(a, b))
			return false;
		b->year = a->year - a->year % 100 + b->number;
		b->has_year = true;
	} else if (b->alone && !b->has_year) {
		b->day = b->number;
	}
	if (!a->alone)
		return true;
	if (b->done && b->date.precision == DATE_CENTURY && a->digits <= 2) {
		date_point_set_century(a, a->number, b->bc);
	} else if (b->bc && b->month == 0 && a->number > 0) {
		a->year = 1 - a->number;
		a->has_year = true;
	} else if (!a->has_year) {
		a->day = a->number;
	}
	return true;
}

static bool
is_year_only(const struct date_point *p)
{
	return p->has_year && p->month == 0 && p->day == 0;
}

/* Does it need nothing from elsewhere? */
static bool
is_complete(const struct date_point *p)
{
	return p->done || (p->has_year && (p->day == 0 || p->month > 0));
}

/* Give each end what only the other one says.  False if it does not fit. */
static bool
fill(struct date_point *a, struct date_point *b)
{
	bool from_end = !a->has_year;

	if ((from_end && (!b->has_year || is_year_only(b))) ||
	    (!b->has_year && is_year_only(a)))
		return false;
	if (from_end)
		a->year = b->year;
	if (!b->has_year)
		b->year = a->year;
	a->has_year = b->has_year = true;
	if (!is_complete(a) || !is_complete(b)) {
		if (a->day == 0 || b->day == 0)
			return false;
		if (a->month == 0)
			a->month = b->month;
		if (b->month == 0)
			b->month = a->month;
	}
	/* "28 December to 3 January 1948" */
	if (from_end && a->month > b->month && b->month > 0)
		a->year--;
	return is_complete(a) && is_complete(b);
}

static enum date_fault
join(struct date_point *a, struct date_point *b, struct date *d)
{
	struct date first, last;
	enum date_fault fault;

	if (!fill_number(a, b))
		return DATE_NO_DATE;
	if (a->done || b->done ? !is_complete(a) || !is_complete(b)
			       : !fill(a, b))
		return DATE_NO_DATE;
	fault = date_point_finish(a, &first);
	if (fault == DATE_FINE)
		fault = date_point_finish(b, &last);
	if (fault != DATE_FINE)
		return fault;
	*d = (struct date){ first.first, last.last, DATE_INTERVAL,
		first.uncertain || last.uncertain,
		first.approximate || last.approximate };
	return first.first <= last.last ? DATE_FINE : DATE_BACKWARDS;
}

/* Open at one side; at is the day of the other. */
static enum date_fault
open_side(const struct date *from, enum date_word how, struct date *d)
{
	*d = *from;
	d->precision = DATE_INTERVAL;
	switch (how) {
	case WORD_BEFORE:
		d->last = from->first - 1;
		d->first = DATE_OPEN_START;
		break;
	case WORD_AFTER:
		d->first = from->last + 1;
		d->last = DATE_OPEN_END;
		break;
	case WORD_UNTIL:
		d->first = DATE_OPEN_START;
		break;
	default:
		d->last = DATE_OPEN_END;
		break;
	}
	/* What comes before the first of all years, or after the last. */
	if ((how == WORD_BEFORE && date_year(d->last) < -DATE_YEAR_MAX) ||
	    (how == WORD_AFTER && date_year(d->first) > DATE_YEAR_MAX))
		return DATE_NO_YEAR;
	return DATE_FINE;
}

/* The two ends that are cut at i, where skip tokens say "to". */
static enum date_fault
read_ends(const struct date_tokens *t, size_t start, size_t i, size_t skip,
    const struct date_rule *rule, struct date *d)
{
	struct date_point a, b;
	enum date_fault fault = date_point_read(t, start, i, rule, &a);

	if (fault != DATE_FINE)
		return fault;
	if (i + skip + 1 == t->n && is_word(t, i + skip, WORD_PRESENT)) {
		if (!is_complete(&a))
			return DATE_NO_DATE;
		fault = date_point_finish(&a, d);
		return fault == DATE_FINE ? open_side(d, WORD_FROM, d) : fault;
	}
	fault = date_point_read(t, i + skip, t->n, rule, &b);
	return fault == DATE_FINE ? join(&a, &b, d) : fault;
}

/* Likewise, with both ends in one order where that is open. */
static enum date_fault
read_alike(const struct date_tokens *t, size_t start, size_t i, size_t skip,
    const struct date_rule *rule, struct date *d)
{
	const enum date_order order[] = { rule->order, DATE_ORDER_DMY,
		DATE_ORDER_MDY };
	struct date_rule strict = *rule;

	strict.open = false;
	for (size_t k = 0; k < 3 && rule->open; k++) {
		strict.order = order[k];
		if (read_ends(t, start, i, skip, &strict, d) == DATE_FINE)
			return DATE_FINE;
	}
	return read_ends(t, start, i, skip, rule, d);
}

static bool
says_to(enum date_word word)
{
	return word == WORD_TO || word == WORD_UNTIL || word == WORD_BEFORE;
}

static enum date_fault
read_interval(const struct date_tokens *t, size_t start,
    const struct date_rule *rule, struct date *d)
{
	/* What may stand between, the surest first; a blank is a word. */
	static const char cuts[] = { ' ', DATE_DASH, '-', '/' };
	enum date_fault why = DATE_NO_DATE;

	for (size_t c = 0; c < sizeof cuts; c++)
		for (size_t i = start + 1; i < t->n; i++) {
			bool word = cuts[c] == ' ';
			enum date_fault fault;

			if (word ? !says_to(t->at[i].word) || i + 1 == t->n
				 : t->at[i].before != cuts[c])
				continue;
			fault = read_alike(t, start, i, word ? 1 : 0, rule, d);
			/* Two dates that are backwards are no others. */
			if (fault == DATE_FINE || fault == DATE_BACKWARDS)
				return fault;
			if (fault != DATE_NO_DATE)
				why = fault;
		}
	return why;
}

/* ---- the whole ---- */

static enum date_fault
read_one(const struct date_tokens *t, size_t start,
    const struct date_rule *rule, struct date *d, bool *formed)
{
	struct date_point p;
	enum date_fault fault = date_point_read(t, start, t->n, rule, &p);

	*formed = fault != DATE_NO_DATE && !p.loose;
	if (fault == DATE_FINE && !is_complete(&p)) {
		*formed = false;
		return DATE_NO_DATE;
	}
	return fault == DATE_FINE ? date_point_finish(&p, d) : fault;
}

/* What begins with "before", "since" and the like. */
static enum date_fault
read_open(
    const struct date_tokens *t, const struct date_rule *rule, struct date *d)
{
	enum date_word how = t->at[0].word;
	enum date_fault fault;
	struct date at;
	bool formed;

	fault = read_one(t, 1, rule, &at, &formed);
	if (fault == DATE_FINE)
		return open_side(&at, how, d);
	return how == WORD_FROM && !formed ? read_interval(t, 1, rule, d)
					   : fault;
}

enum date_fault
date_phrase_read(
    const struct date_tokens *t, const struct date_rule *rule, struct date *d)
{
	static const struct date undated = { .precision = DATE_NONE };
	enum date_fault fault, pair;
	bool formed;

	*d = undated;
	if (t->n == 0)
		return DATE_NO_DATE;
	switch (t->at[0].word) {
	case WORD_BEFORE:
	case WORD_AFTER:
	case WORD_FROM:
	case WORD_UNTIL:
		fault = read_open(t, rule, d);
		break;
	default:
		fault = read_one(t, 0, rule, d, &formed);
		if (fault == DATE_FINE || formed)
			break;
		pair = read_interval(t, 0, rule, d);
		if (pair != DATE_NO_DATE)
			fault = pair;
		break;
	}
	if (fault != DATE_FINE)
		*d = undated;
	return fault;
}

bool
date_phrase_numeric(const struct date_tokens *t, struct date_numeric *n)
{
	if (t->n != 3)
		return false;
	return date_point_numeric(t->at, n);
}

bool
date_phrase_short_year(const struct date_tokens *t, int32_t *two)
{
	size_t numbers = 0, months = 0;

	for (size_t i = 0; i < t->n; i++) {
		numbers += is_word(t, i, WORD_NUMBER);
		months += is_word(t, i, WORD_MONTH);
		if (is_word(t, i, WORD_NUMBER) && t->at[i].digits > 2)
			return false;
	}
	if (months != 1 || numbers != 2 || !is_word(t, t->n - 1, WORD_NUMBER) ||
	    t->at[t->n - 1].digits != 2)
		return false;
	*two = (int32_t)t->at[t->n - 1].value;
	return true;
}
