#include "config.h"

#include "base/date_point.h"

#include <string.h>

#define YEAR_DIGITS 5

/* What stands there, counted but not understood. */
struct items {
	struct date_token number[3]; /* in their order */
	size_t n;
	size_t before_month; /* numbers before the month */
	int32_t month, season, roman;
	bool quarter, century, decade, week, bc, ad, units;
};

/* ---- collecting ---- */

static bool
collect_once(int32_t *to, int64_t value)
{
	bool first = *to == 0;

	*to = (int32_t)value;
	return first;
}

/* The number before a unit is what the unit says. */
static bool
collect_unit(struct items *it, enum date_word unit, struct date_point *p)
{
	const struct date_token *number;
	int32_t value;

	if (it->n == 0)
		return false;
	number = &it->number[--it->n];
	if (number->digits > (unit == WORD_YEAR_UNIT ? YEAR_DIGITS : 2))
		return false;
	value = (int32_t)number->value;
	it->units = true;
	if (unit == WORD_MONTH_UNIT)
		return value > 0 && collect_once(&p->month, value);
	if (unit == WORD_DAY_UNIT)
		return value > 0 && collect_once(&p->day, value);
	if (p->has_year)
		return false;
	p->has_year = true;
	p->year = value;
	return true;
}

static bool
collect_flag(bool *flag)
{
	bool first = !*flag;

	*flag = true;
	return first;
}

static bool
collect(struct items *it, const struct date_token *at, struct date_point *p)
{
	switch (at->word) {
	case WORD_NUMBER:
		if (it->n == 3)
			return false;
		it->number[it->n++] = *at;
		return true;
	case WORD_MONTH:
		it->before_month = it->n;
		return collect_once(&it->month, at->value);
	case WORD_ROMAN:
		it->before_month = it->n;
		return collect_once(&it->roman, at->value);
	case WORD_SEASON:
		return collect_once(&it->season, at->value);
	case WORD_QUARTER:
		return collect_flag(&it->quarter);
	case WORD_CENTURY:
		return collect_flag(&it->century);
	case WORD_DECADE:
		return collect_flag(&it->decade);
	case WORD_WEEK:
		return it->n == 1 && collect_flag(&it->week);
	case WORD_BC:
		return collect_flag(&it->bc);
	case WORD_AD:
		return collect_flag(&it->ad);
	case WORD_CIRCA:
		p->date.approximate = true;
		return true;
	case WORD_DOUBT:
		p->date.uncertain = true;
		return true;
	case WORD_YEAR_UNIT:
	case WORD_MONTH_UNIT:
	case WORD_DAY_UNIT:
		return collect_unit(it, at->word, p);
	default:
		return false;
	}
}

/* ---- years ---- */

static bool
set_year(const struct items *it, const struct date_token *number,
    struct date_point *p)
{
	if (number->digits > YEAR_DIGITS || (it->bc && number->value == 0))
		return false;
	p->has_year = true;
	p->year = (int32_t)(it->bc ? 1 - number->value : number->value);
	return true;
}

static void
set_date(struct date_point *p, const struct date *d)
{
	p->done = true;
	p->date.first = d->first;
	p->date.last = d->last;
	p->date.precision = d->precision;
}

static void
set_years(struct date_point *p, int32_t first, int32_t last,
    enum date_precision precision)
{
	struct date d;

	date_make_years(&d, first, last, precision);
	set_date(p, &d);
}

/* ---- forms ---- */

/* As 18XX and -00XX in EDTF: a century is its hundreds. */
void
date_point_set_century(struct date_point *p, int32_t c, bool bc)
{
	if (!bc)
		set_years(p, 100 * (c - 1), 100 * c - 1, DATE_CENTURY);
	else
		set_years(
		    p, 1 - 100 * c, c == 1 ? -1 : -100 * (c - 1), DATE_CENTURY);
}

static bool
read_century(const struct items *it, struct date_point *p)
{
	int32_t c = it->roman;

	if (it->n == 1 && c == 0 && it->number[0].digits <= 2)
		c = (int32_t)it->number[0].value;
	else if (it->n != 0)
		return false;
	if (c > 0)
		date_point_set_century(p, c, it->bc);
	return c > 0;
}

static bool
read_decade(const struct items *it, struct date_point *p)
{
	int32_t year = (int32_t)it->number[0].value;

	if (it->n != 1 || it->number[0].digits != 4 || year % 10 != 0 || it->bc)
		return false;
	set_years(p, year, year + 9, DATE_DECADE);
	return true;
}

/* Days that are no month nor year. */
static void
set_span(struct date_point *p, int32_t first, int32_t last)
{
	struct date d = {
		.first = first, .last = last, .precision = DATE_INTERVAL
	};

	set_date(p, &d);
}

/* "Q3 2004", "2004-Q3", "3rd quarter 2004", "III кв. 2004" */
static bool
read_quarter(const struct items *it, struct date_point *p)
{
	const struct date_token *year = &it->number[it->n > 0 ? it->n - 1 : 0];
	struct date from, to;
	int32_t q = it->roman;

	if (it->n == 2 && q == 0) {
		if (it->number[0].digits == 4)
			year = &it->number[0];
		q = (int32_t)it->number[year == it->number ? 1 : 0].value;
	} else if (it->n != 1 || q == 0) {
		return false;
	}
	if (year->digits != 4 || q < 1 || q > 4 || it->bc)
		return false;
	/* Months of a year of four digits are there. */
	(void)date_make(&from, (int32_t)year->value, 3 * q - 2, 0);
	(void)date_make(&to, (int32_t)year->value, 3 * q, 0);
	set_span(p, from.first, to.last);
	return true;
}

/*
 * ISO 8601 weeks begin on Monday; the first has the 4th of January.  The
 * 1st of January 1970 was a Thursday.
 */
static enum date_fault
read_week(const struct items *it, struct date_point *p)
{
	const struct date_token *n = it->number;
	int32_t year = (int32_t)n[0].value;
	int32_t fourth, monday;

	if (it->n < 2 || n[0].digits != 4 || n[1].digits != 2 ||
	    (it->n == 3 && n[2].digits != 1))
		return DATE_NO_DATE;
	fourth = date_day(year, 1, 4);
	monday =
	    fourth - ((fourth + 3) % 7 + 7) % 7 + 7 * ((int32_t)n[1].value - 1);
	if (n[1].value == 0 || date_year(monday + 3) != year)
		return DATE_NO_DAY;
	if (it->n == 2) {
		set_span(p, monday, monday + 6);
		return DATE_FINE;
	}
	if (n[2].value < 1 || n[2].value > 7)
		return DATE_NO_DAY;
	monday += (int32_t)n[2].value - 1;
	set_span(p, monday, monday);
	p->date.precision = DATE_DAY;
	return DATE_FINE;
}

/* A year of two digits, or of as many as there are. */
static bool
set_any_year(const struct items *it, const struct date_token *number,
    const struct date_rule *rule, struct date_point *p)
{
	if (number->digits != 2 || it->bc || it->ad)
		return set_year(it, number, p);
	p->has_year = true;
	p->year = date_rule_year(rule, (int32_t)number->value);
	return true;
}

static bool
set_day(const struct date_token *number, struct date_point *p)
{
	if (number->digits > 2 || number->value == 0)
		return false;
	p->day = (int32_t)number->value;
	return true;
}

/* "Nov-04" and "Nov '04" are years, "Nov 4" is a day. */
static bool
is_short_year(const struct items *it)
{
	const struct date_token *n = &it->number[0];

	return n->digits == 2 && it->before_month == 0 &&
	       (n->before == '-' || n->before == '\'');
}

/* With the name of a month. */
static bool
read_named(
    const struct items *it, const struct date_rule *rule, struct date_point *p)
{
	const struct date_token *n = it->number;
	size_t year = 1;

	p->month = it->month;
	switch (it->n) {
	case 0:
		return true;
	case 1:
		if (n->digits >= 3 || it->bc || it->ad)
			return set_year(it, n, p);
		return is_short_year(it) ? set_any_year(it, n, rule, p)
					 : set_day(n, p);
	case 2:
		if (n[0].digits >= 3 || (n[1].digits <= 2 && n[0].value > 31))
			year = 0;
		return n[year].digits >= 2 && set_day(&n[1 - year], p) &&
		       set_any_year(it, &n[year], rule, p);
	default:
		return false;
	}
}

/* A number alone. */
static bool
read_number(const struct items *it, const struct date_rule *rule,
    struct date_point *p, bool first)
{
	const struct date_token *n = &it->number[0];
	bool qualified = p->date.approximate || p->date.uncertain;
	struct date d;

	if (it->bc || it->ad)
		return set_year(it, n, p);
	p->alone = n->digits <= 4;
	p->number = p->alone ? (int32_t)n->value : 0;
	p->digits = n->digits;
	p->before = n->before;
	if (first && n->before == '-') {
		p->has_year = n->digits <= 4;
		p->year = (int32_t)-n->value;
		return p->has_year && n->value > 0;
	}
	if (n->digits == 4 || (n->digits == 3 && qualified) ||
	    (n->digits < 4 && rule->short_years && n->value > 0))
		return set_year(it, n, p);
	if ((rule->compact || (n->timed && n->digits == 8)) &&
	    date_compact_read(n->value, n->digits, &d)) {
		set_date(p, &d);
		return true;
	}
	/* Alone it is none, but it may be an end of one. */
	return n->digits <= 3 && n->value > 0;
}

/* Day of the year: 2004-314. */
static enum date_fault
read_ordinal(const struct date_token *n, struct date_point *p)
{
	int32_t first = date_day((int32_t)n[0].value, 1, 1);
	int32_t day = first + (int32_t)n[1].value - 1;

	if (n[1].value == 0 || date_year(day) != n[0].value)
		return DATE_NO_DAY;
	set_span(p, day, day);
	p->date.precision = DATE_DAY;
	return DATE_FINE;
}

/* "2004/11" and "11/2004", and an end of an interval like "9.11." */
static enum date_fault
read_pair(
    const struct items *it, const struct date_rule *rule, struct date_point *p)
{
	const struct date_token *n = it->number;
	char sep = n[1].before;
	bool day_first = rule->order == DATE_ORDER_DMY || sep == '.';
	size_t year = n[0].digits == 4 ? 0 : 1;

	if (sep == ' ' && n[1].digits == 4) /* "... to 10, 1967" */
		return set_day(&n[0], p) && set_year(it, &n[1], p)
			   ? DATE_FINE
			   : DATE_NO_DATE;
	if (sep != '-' && sep != '.' && sep != '/')
		return DATE_NO_DATE;
	if (n[0].digits == 4 && n[1].digits == 3)
		return read_ordinal(n, p);
	if (n[1 - year].digits > 2)
		return DATE_NO_DATE;
	if (n[year].digits == 4) {
		/* It might be 1914-18, too. */
		p->loose = year == 0;
		p->month = (int32_t)n[1 - year].value;
		if (p->month > 12)
			return DATE_NO_MONTH;
		return set_year(it, &n[year], p) ? DATE_FINE : DATE_NO_DATE;
	}
	if (n[year].digits > 2 || sep == '-')
		return DATE_NO_DATE;
	p->month = (int32_t)n[day_first ? 1 : 0].value;
	return p->month > 0 && set_day(&n[day_first ? 0 : 1], p) ? DATE_FINE
								 : DATE_NO_DATE;
}

bool
date_point_numeric(const struct date_token *t, struct date_numeric *n)
{
	char sep = t[1].before;

	if ((sep != '-' && sep != '/' && sep != '.' && sep != ' ' &&
		sep != DATE_DASH) ||
	    t[2].before != sep)
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (t[i].word != WORD_NUMBER || t[i].digits == 3 ||
		    t[i].digits > (i == 1 ? 2 : 4))
			return false;
		n->value[i] = (int32_t)t[i].value;
		n->digits[i] = t[i].digits;
	}
	n->separator = sep;
	return date_numeric_has_year(n) &&
	       ((sep != ' ' && sep != DATE_DASH) || n->digits[0] == 4 ||
		   n->digits[2] == 4);
}

static enum date_fault
read_three(
    const struct items *it, const struct date_rule *rule, struct date_point *p)
{
	struct date_numeric n;
	enum date_fault fault;
	struct date d;
	int month, day;

	if (it->bc || it->ad || !date_point_numeric(it->number, &n))
		return DATE_NO_DATE;
	fault = date_numeric_read(&n, rule, &d);
	if (fault != DATE_FINE)
		return fault;
	p->has_year = true;
	date_civil(d.first, &p->year, &month, &day);
	p->month = d.precision != DATE_YEAR ? month : 0;
	p->day = d.precision == DATE_DAY ? day : 0;
	return DATE_FINE;
}

static bool
read_season(const struct items *it, struct date_point *p)
{
	struct date d;

	if (it->n != 1 || it->number[0].digits != 4 || it->bc ||
	    date_make(&d, (int32_t)it->number[0].value, it->season, 0) !=
		DATE_FINE)
		return false;
	set_date(p, &d);
	return true;
}

/* What is there decides the form. */
static enum date_fault
read_items(struct items *it, const struct date_rule *rule, struct date_point *p,
    bool first)
{
	int forms = it->quarter + it->century + it->decade + it->week +
		    it->units + (it->season != 0) + (it->month != 0);
	bool fine;

	if (forms > 1 || (it->bc && it->ad))
		return DATE_NO_DATE;
	if (it->roman != 0 && forms == 0 && it->n == 2 &&
	    it->before_month == 1 && it->roman <= 12) {
		it->month = it->roman; /* 9.XI.2004 */
		it->roman = 0;
	}
	if (it->roman != 0 && !it->century && !it->quarter) {
		p->alone = true;
		p->number = it->roman;
		p->digits = 2;
		return it->n == 0 && forms == 0 && !it->bc && !it->ad
			   ? DATE_FINE
			   : DATE_NO_DATE;
	}
	if (it->week)
		return read_week(it, p);
	if (forms == 0 && it->month == 0 && it->n == 2)
		return it->bc || it->ad ? DATE_NO_DATE : read_pair(it, rule, p);
	if (forms == 0 && it->month == 0 && it->n == 3)
		return read_three(it, rule, p);
	if (it->century)
		fine = read_century(it, p);
	else if (it->decade)
		fine = read_decade(it, p);
	else if (it->quarter)
		fine = read_quarter(it, p);
	else if (it->units)
		fine = it->n == 0 && !(it->bc && p->year == 0);
	else if (it->season != 0)
		fine = read_season(it, p);
	else if (it->month != 0)
		fine = read_named(it, rule, p);
	else
		fine = it->n == 1 && read_number(it, rule, p, first);
	return fine ? DATE_FINE : DATE_NO_DATE;
}

enum date_fault
date_point_read(const struct date_tokens *t, size_t start, size_t end,
    const struct date_rule *rule, struct date_point *p)
{
	struct items it = { .n = 0 };
	bool first = start == 0 && t->at[0].word == WORD_NUMBER;
	enum date_fault fault;

	memset(p, 0, sizeof *p);
	if (start >= end)
		return DATE_NO_DATE;
	for (size_t i = start; i < end; i++)
		if (!collect(&it, &t->at[i], p))
			return DATE_NO_DATE;
	fault = read_items(&it, rule, p, first);
	p->bc = it.bc;
	if (fault == DATE_FINE && it.units && it.bc && p->has_year)
		p->year = 1 - p->year;
	return fault;
}

enum date_fault
date_point_finish(const struct date_point *p, struct date *d)
{
	enum date_fault fault = DATE_FINE;

	if (p->done)
		*d = p->date;
	else
		fault = date_make(d, p->year, p->month, p->day);
	d->uncertain = p->date.uncertain;
	d->approximate = p->date.approximate;
	return fault;
}
