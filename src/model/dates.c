#include "config.h"

#include "model/dates.h"

#include <limits.h>
#include <string.h>

#include "base/date_phrase.h"
#include "base/date_scan.h"

/* Plain years that make a column look like one of dates. */
#define YEAR_LOW 1400
#define YEAR_HIGH 2100

/* Years of four digits that tell the century of those with two. */
#define NEAR_LOW 1000
#define NEAR_HIGH 2100

#define SENTINEL_CELLS 10 /* fewer say nothing */
#define SENTINEL_SHARE 30 /* of 100 dates */
#define SENTINEL_LESS 15  /* and then it is one no longer */
#define MOST 90           /* of 100, for "nearly all" */

/* Steps of years of two digits in one direction that are no chance. */
#define SERIES_STEPS 3

#define SHEET_EPOCH -25569 /* 1899-12-30, day 0 of spreadsheets */
#define DAY_SECONDS 86400

static bool
is_most(uint32_t n, uint32_t of)
{
	return n > 0 && (uint64_t)n * 100 >= (uint64_t)of * MOST;
}

static int
sentinel_of(const struct date *d)
{
	static const int32_t years[DATES_SENTINELS] = { 1970, 1900, 1 };

	if (d->precision != DATE_DAY || d->uncertain || d->approximate)
		return -1;
	for (int i = 0; i < DATES_SENTINELS; i++)
		if (d->first == date_day(years[i], 1, 1))
			return i;
	return -1;
}

/* ---- learning ---- */

void
dates_init(struct dates *d, const struct dates_options *options)
{
	memset(d, 0, sizeof *d);
	if (options != NULL)
		d->options = *options;
	dates_settle(d);
	d->settled = false;
}

static void
add_short_year(struct dates_series *s, int32_t two)
{
	if (s->n > 0) {
		s->rises += two > s->last;
		s->falls += two < s->last;
	}
	s->low = s->n == 0 || two < s->low ? two : s->low;
	s->high = s->n == 0 || two > s->high ? two : s->high;
	s->last = two;
	s->n++;
}

static void
add_year(struct dates *d, int32_t year)
{
	if (year < NEAR_LOW || year > NEAR_HIGH)
		return;
	d->low = d->low == 0 || year < d->low ? year : d->low;
	d->high = year > d->high ? year : d->high;
}

/* Two orders in which it is not the same day. */
static bool
is_open(const struct date_numeric *n, unsigned orders)
{
	bool day_month = (orders & 1u << DATE_ORDER_DMY) != 0 &&
			 (orders & 1u << DATE_ORDER_MDY) != 0;
	bool year = n->digits[0] != 4 && n->digits[2] != 4 &&
		    (orders & 1u << DATE_ORDER_YMD) != 0 &&
		    (orders & (orders - 1)) != 0;

	return (day_month && n->value[0] != n->value[1]) ||
	       (year && n->value[0] != n->value[2]);
}

static void
learn_order(struct dates *d, const struct date_numeric *n, struct str cell)
{
	unsigned orders = date_numeric_orders(n);

	d->orders[orders >> 1 & 7]++;
	if (!is_open(n, orders))
		return;
	if (n->separator == '/')
		d->slashes++;
	else
		d->others++;
	if (d->example[0] == '\0' && cell.n < sizeof d->example) {
		memcpy(d->example, cell.p, cell.n);
		d->example[cell.n] = '\0';
	}
}

static void
learn_numeric(struct dates *d, const struct date_numeric *n, struct str cell)
{
	static const int32_t years[DATES_SENTINELS] = { 1970, 1900, 1 };
	size_t year = n->digits[0] == 4 ? 0 : 2;

	d->dated++;
	if (n->digits[year] == 4) {
		add_year(d, n->value[year]);
		if (n->value[1] == 1 && n->value[2 - year] == 1)
			for (int i = 0; i < DATES_SENTINELS; i++)
				d->sentinels[i] += n->value[year] == years[i];
	} else {
		if (n->digits[0] == 2)
			add_short_year(&d->front, n->value[0]);
		if (n->digits[2] == 2)
			add_short_year(&d->back, n->value[2]);
	}
	if (year == 2)
		learn_order(d, n, cell);
}

static void
learn_number(struct dates *d, const struct date_cell_number *n)
{
	size_t digits = n->digits;
	struct date day;

	if (n->negative || n->part)
		digits = 0;
	if (digits == 4) {
		add_year(d, (int32_t)n->value);
		if (n->value >= YEAR_LOW && n->value <= YEAR_HIGH)
			d->years++;
		else
			d->numbers++;
	} else if (digits == 6 || digits == 8 || digits == 12 || digits == 14) {
		d->compact++;
		if (date_compact_read(n->value, digits, &day)) {
			d->days++;
			add_year(d, date_year(day.first));
		}
	} else {
		d->shorts += digits > 0 && digits < 4;
		d->numbers++;
	}
	if (n->digits == 5)
		d->units[DATES_DAYS]++;
	else if (n->digits >= 8 && n->digits <= 11)
		d->units[DATES_SECONDS]++;
	else if (n->digits >= 12 && n->digits <= 14)
		d->units[DATES_MILLISECONDS]++;
	else
		d->units[DATES_NO_UNIT]++;
}

/* Numbers of other kinds may be joined by a hyphen, too: 1234-5678. */
static bool
is_likely(const struct date *d)
{
	return d->last == DATE_OPEN_END || date_year(d->last) <= YEAR_HIGH;
}

/* What is read by itself, in whatever column. */
static void
learn_text(struct dates *d, struct str cell)
{
	static const struct date_rule rule = { .open = true,
		.pivot = DATE_PIVOT };
	struct date_tokens tokens;
	struct date_numeric n;
	struct date date;
	int32_t two;

	if (date_read(cell, &date) != DATE_FINE) {
		if (!date_scan(&tokens, cell))
			return;
		if (date_phrase_numeric(&tokens, &n)) {
			learn_numeric(d, &n, cell);
			return;
		}
		if (date_phrase_read(&tokens, &rule, &date) != DATE_FINE)
			return;
		if (date_phrase_short_year(&tokens, &two)) {
			d->dated++;
			add_short_year(&d->back, two);
			return;
		}
	}
	if (!is_likely(&date))
		return;
	d->dated++;
	if (sentinel_of(&date) >= 0)
		d->sentinels[sentinel_of(&date)]++;
	if (date.first != DATE_OPEN_START)
		add_year(d, date_year(date.first));
}

void
dates_learn(struct dates *d, struct str cell)
{
	struct date_numeric n;
	struct date_cell_number number;
	struct date date;

	cell = str_trim(cell);
	if (cell.n == 0 || d->cells == UINT32_MAX)
		return;
	d->pairs[date_cell_pair(cell, &date)]++;
	if (date_numeric_scan(cell, &n) && !date_numeric_is_zero(&n)) {
		d->cells++;
		learn_numeric(d, &n, cell);
		return;
	}
	if (date_cell_number(cell, &number) && number.value != 0) {
		d->cells++;
		learn_number(d, &number);
		return;
	}
	if (d->settled || date_cell_is_empty(cell))
		return;
	d->cells++;
	learn_text(d, cell);
}

/* ---- settling ---- */

/* Cells that make sense in that order. */
static uint32_t
votes(const struct dates *d, enum date_order order)
{
	uint32_t n = 0;

	for (unsigned bits = 0; bits < 8; bits++)
		if ((bits << 1 & 1u << order) != 0)
			n += d->orders[bits];
	return n;
}

/* Open: by habit, as no order fits better than another. */
static void
settle_order(const struct dates *d, struct date_rule *rule)
{
	uint32_t dmy = votes(d, DATE_ORDER_DMY);
	uint32_t mdy = votes(d, DATE_ORDER_MDY);
	uint32_t ymd = votes(d, DATE_ORDER_YMD);

	rule->order = d->options.order;
	if (rule->order != DATE_ORDER_OPEN)
		return;
	if (ymd > dmy && ymd > mdy)
		rule->order = DATE_ORDER_YMD;
	else if (dmy > mdy)
		rule->order = DATE_ORDER_DMY;
	else if (mdy > dmy)
		rule->order = DATE_ORDER_MDY;
	else
		rule->open = true;
	if (rule->open && d->slashes + d->others > 0)
		rule->order = d->slashes > d->others && !d->options.day_first
				  ? DATE_ORDER_MDY
				  : DATE_ORDER_DMY;
}

static void
settle_century(const struct dates *d, struct date_rule *rule)
{
	const struct dates_series *s =
	    rule->order == DATE_ORDER_YMD ? &d->front : &d->back;

	rule->pivot = DATE_PIVOT;
	if (d->options.has_pivot) {
		rule->pivot = d->options.pivot;
	} else if (d->low > 0) {
		rule->near_low = d->low;
		rule->near_high = d->high;
	} else if ((s->rises == 0 || s->falls == 0) &&
		   s->rises + s->falls >= SERIES_STEPS && s->low < DATE_PIVOT &&
		   s->high >= DATE_PIVOT) {
		rule->pivot = 0;
	}
}

static struct date_rule
make_rule(const struct dates *d)
{
	struct date_rule rule = { .open = false };
	uint32_t numbers = d->numbers + d->years;

	settle_order(d, &rule);
	settle_century(d, &rule);
	rule.compact = is_most(d->days, d->compact) &&
		       is_most(d->cells - d->numbers, d->cells);
	rule.short_years =
	    d->options.years || (d->years > 0 && d->years >= numbers / 2);
	return rule;
}

/* The day that stands for none, or -1. */
static int
find_sentinel(const struct dates *d)
{
	int best = 0;

	for (int i = 1; i < DATES_SENTINELS; i++)
		if (d->sentinels[i] > d->sentinels[best])
			best = i;
	if (d->cells < SENTINEL_CELLS ||
	    (uint64_t)d->sentinels[best] * 100 <=
		(uint64_t)d->dated * (d->settled && d->sentinel == best
					     ? SENTINEL_LESS
					     : SENTINEL_SHARE))
		return -1;
	return best;
}

/* All cells are numbers of one size, and not days as they are. */
static enum dates_unit
find_unit(const struct dates *d, bool compact)
{
	if (!d->options.numbers || (compact && d->compact > 0))
		return DATES_NO_UNIT;
	for (int i = DATES_DAYS; i < DATES_NUNITS; i++)
		if (d->units[i] > 0 && d->units[i] == d->cells)
			return (enum dates_unit)i;
	return DATES_NO_UNIT;
}

static bool
is_paired(const struct dates *d)
{
	return d->pairs[DATE_PAIR_SURE] > 0 && d->pairs[DATE_PAIR_OTHER] == 0;
}

void
dates_settle(struct dates *d)
{
	d->paired = is_paired(d);
	d->rule = make_rule(d);
	d->sentinel = find_sentinel(d);
	d->unit = find_unit(d, d->rule.compact);
	d->settled = true;
}

static bool
is_same_century(const struct dates_series *s, const struct date_rule *a,
    const struct date_rule *b)
{
	return s->n == 0 ||
	       (date_rule_year(a, s->low) == date_rule_year(b, s->low) &&
		   date_rule_year(a, s->high) == date_rule_year(b, s->high));
}

bool
dates_contradicted(const struct dates *d)
{
	struct date_rule now = make_rule(d);
	bool ordered = d->slashes + d->others > 0 ||
		       (d->orders[1] > 0 && d->orders[2] > 0);

	return (ordered && (now.order != d->rule.order ||
			       (now.open != d->rule.open && d->orders[1] > 0 &&
				   d->orders[2] > 0))) ||
	       (d->compact > 0 && now.compact != d->rule.compact) ||
	       (d->shorts > 0 && now.short_years != d->rule.short_years) ||
	       find_sentinel(d) != d->sentinel || is_paired(d) != d->paired ||
	       (d->unit == DATES_NO_UNIT &&
		   find_unit(d, now.compact) != DATES_NO_UNIT) ||
	       !is_same_century(&d->back, &now, &d->rule) ||
	       !is_same_century(&d->front, &now, &d->rule);
}

bool
dates_ambiguous(const struct dates *d)
{
	return d->rule.open && d->example[0] != '\0';
}

bool
dates_explain(const struct dates *d, struct buf *out)
{
	bool month = d->rule.order == DATE_ORDER_MDY;

	if (!dates_ambiguous(d))
		return false;
	buf_addf(out,
	    "dates like %s are read %s first; --date-order %s changes it",
	    d->example, month ? "month" : "day", month ? "dmy" : "mdy");
	return true;
}

/* ---- parsing ---- */

static int64_t
floor_div(int64_t a, int64_t b)
{
	return (a >= 0 ? a : a - (b - 1)) / b;
}

/* A number of the column's unit. */
static bool
read_unit(const struct dates *d, struct str cell, struct date *out)
{
	struct date_cell_number n;
	int64_t day;

	if (d->unit == DATES_NO_UNIT || !date_cell_number(cell, &n))
		return false;
	day = n.negative ? -n.value : n.value;
	if (d->unit == DATES_DAYS)
		day += SHEET_EPOCH;
	else if (d->unit == DATES_SECONDS)
		day = floor_div(day, DAY_SECONDS);
	else
		day = floor_div(day, (int64_t)DAY_SECONDS * 1000);
	if (day < date_day(-DATE_YEAR_MAX, 1, 1) ||
	    day > date_day(DATE_YEAR_MAX, 12, 31))
		return false;
	*out =
	    (struct date){ (int32_t)day, (int32_t)day, DATE_DAY, false, false };
	return true;
}

static bool
read_compact(const struct dates *d, struct str cell, struct date *out)
{
	struct date_cell_number n;

	return d->rule.compact && cell.n >= 6 && cell.n <= 14 &&
	       date_cell_number(cell, &n) && !n.negative && !n.part &&
	       date_compact_read(n.value, n.digits, out);
}

/* What is none of the plain forms. */
static enum date_fault
read_text(const struct dates *d, struct str cell, struct date *out)
{
	enum date_fault edtf = date_read(cell, out), fault = DATE_NO_DATE;
	struct date_tokens tokens;

	if (edtf == DATE_FINE)
		return DATE_FINE;
	if (date_cell_is_empty(cell)) {
		*out = (struct date){ .precision = DATE_NONE };
		return DATE_FINE;
	}
	if (date_scan(&tokens, cell))
		fault = date_phrase_read(&tokens, &d->rule, out);
	if (fault == DATE_NO_DATE && edtf != DATE_NO_EDTF)
		fault = edtf;
	return fault;
}

bool
dates_parse(
    const struct dates *d, struct str cell, struct date *out, struct err *e)
{
	static const struct date undated = { .precision = DATE_NONE };
	enum date_fault fault = DATE_FINE;
	struct date_numeric n;

	*out = undated;
	cell = str_trim(cell);
	if (cell.n == 0)
		return true;
	if (date_numeric_scan(cell, &n) && !date_numeric_is_zero(&n))
		fault = date_numeric_read(&n, &d->rule, out);
	else if (d->paired && date_cell_pair(cell, out) >= DATE_PAIR_OPEN)
		return true;
	else if (!read_unit(d, cell, out) && !read_compact(d, cell, out))
		fault = read_text(d, cell, out);
	if (fault != DATE_FINE) {
		*out = undated;
		return date_refuse(cell, fault, e);
	}
	if (d->sentinel >= 0 && sentinel_of(out) == d->sentinel)
		*out = undated;
	return true;
}

/* ---- composing ---- */

/* A number as a cell has it, also as 4.0; false if it is something else. */
static bool
plain_number(struct str s, int64_t *value)
{
	struct date_cell_number n;

	if (!date_cell_number(s, &n) || n.digits > 5)
		return false;
	if (n.part)
		for (size_t i = s.n; s.p[i - 1] != '.'; i--)
			if (s.p[i - 1] != '0')
				return false;
	*value = n.negative ? -n.value : n.value;
	return true;
}

static bool
month_number(struct str s, int64_t *value)
{
	struct date_tokens t;

	if (plain_number(s, value))
		return true;
	if (!date_scan(&t, s) || t.n != 1 || t.at[0].word != WORD_MONTH)
		return false;
	*value = t.at[0].value;
	return true;
}

/* Append it behind a hyphen; false if it is blank, 0 or below. */
static bool
add_part(
    struct buf *out, struct str s, bool (*number)(struct str s, int64_t *value))
{
	int64_t value;

	bool is_number = number(s, &value);

	if (date_cell_is_empty(s) || (is_number && value <= 0))
		return false;
	buf_addc(out, '-');
	if (is_number)
		buf_addf(out, "%02d", (int)value);
	else
		buf_add(out, s.p, s.n);
	return true;
}

void
dates_compose(
    struct buf *out, struct str year, struct str month, struct str day)
{
	int64_t value;

	year = str_trim(year);
	if (year.n == 0 || date_cell_is_empty(year))
		return;
	if (plain_number(year, &value))
		buf_addf(out, "%s%04d", value < 0 ? "-" : "",
		    (int)(value < 0 ? -value : value));
	else
		buf_add(out, year.p, year.n);
	if (add_part(out, str_trim(month), month_number))
		(void)add_part(out, str_trim(day), plain_number);
}
