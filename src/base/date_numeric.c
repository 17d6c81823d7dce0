#include "config.h"

#include "base/date_numeric.h"

#include <stddef.h>
#include <string.h>

#define COMPACT_LOW 1000
#define COMPACT_HIGH 2100

/* The centuries that two digits may be of. */
#define CENTURY_LOW 1000
#define CENTURY_HIGH 2000

bool
date_order_find(const char *name, enum date_order *order)
{
	static const char *const names[] = {
		[DATE_ORDER_DMY] = "dmy",
		[DATE_ORDER_MDY] = "mdy",
		[DATE_ORDER_YMD] = "ymd",
	};

	for (int o = DATE_ORDER_DMY; o < DATE_NORDERS; o++)
		if (strcmp(names[o], name) == 0) {
			*order = (enum date_order)o;
			return true;
		}
	return false;
}

/* ---- scanning: a skip function cuts off the front what it is named after */

static bool
skip(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

/* Up to most digits; how many. */
static size_t
skip_digits(struct str *s, size_t most, int32_t *value)
{
	size_t n = 0;

	*value = 0;
	while (n < most && n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		*value = *value * 10 + (s->p[n++] - '0');
	s->p += n;
	s->n -= n;
	return n;
}

/* What stands before a number, and the number: two digits below bound. */
static bool
skip_part(struct str *s, char before, int32_t bound)
{
	int32_t n;

	return skip(s, before) && skip_digits(s, 2, &n) == 2 && n < bound;
}

/* am or pm. */
static void
skip_noon(struct str *s)
{
	char c = s->n >= 2 ? (char)(s->p[0] | 0x20) : '\0';

	if ((c == 'a' || c == 'p') && (s->p[1] | 0x20) == 'm') {
		s->p += 2;
		s->n -= 2;
	}
}

/* Z, +02, +02:00 or +0200 */
static bool
skip_zone(struct str *s)
{
	if (s->n == 0 || skip(s, 'Z'))
		return true;
	if (!skip_part(s, s->p[0] == '-' ? '-' : '+', 24))
		return false;
	if (s->n > 0 && s->p[0] != ':') {
		int32_t minutes;

		return skip_digits(s, 2, &minutes) == 2 && minutes < 60;
	}
	return s->n == 0 || skip_part(s, ':', 60);
}

/* 9:05, 09:05:00, 09:05:00.000, with what may follow */
static bool
skip_time(struct str *s)
{
	int32_t n;

	if (skip_digits(s, 2, &n) == 0 || n > 24 || !skip_part(s, ':', 60))
		return false;
	if (s->n > 0 && s->p[0] == ':') {
		if (!skip_part(s, ':', 61))
			return false;
		if (skip(s, '.') || skip(s, ','))
			while (skip_digits(s, 9, &n) == 9)
				continue;
	}
	(void)skip(s, ' ');
	skip_noon(s);
	return skip_zone(s);
}

bool
date_numeric_scan(struct str s, struct date_numeric *n)
{
	static const size_t most[] = { 4, 2, 4 };

	for (size_t i = 0; i < 3; i++) {
		size_t digits = skip_digits(&s, most[i], &n->value[i]);

		if (digits == 0 || digits == 3)
			return false;
		n->digits[i] = (uint8_t)digits;
		if (i == 2 || s.n == 0)
			continue;
		if (i == 0)
			n->separator = s.p[0];
		if (!skip(&s, n->separator))
			return false;
	}
	if ((n->separator != '-' && n->separator != '/' &&
		n->separator != '.') ||
	    !date_numeric_has_year(n))
		return false;
	if (s.n == 1 && (s.p[0] == '.' || s.p[0] == ','))
		return true;
	if (s.n == 0)
		return true;
	if (!skip(&s, 'T')) {
		(void)skip(&s, ',');
		if (!skip(&s, ' '))
			return false;
	}
	return skip_time(&s) && s.n == 0;
}

/* ---- what the numbers mean ---- */

bool
date_numeric_has_year(const struct date_numeric *n)
{
	return (n->digits[0] == 4) != (n->digits[2] == 4) ||
	       (n->digits[0] < 4 && n->digits[2] == 2) ||
	       (n->digits[2] < 4 && n->digits[0] == 2);
}

bool
date_numeric_is_zero(const struct date_numeric *n)
{
	return n->value[0] == 0 && n->value[1] == 0 && n->value[2] == 0;
}

/* Where year, month and day are. */
struct places {
	uint8_t year, month, day;
};

static struct places
places_of(const struct date_numeric *n, enum date_order order)
{
	static const struct places places[] = {
		[DATE_ORDER_DMY] = { 2, 1, 0 },
		[DATE_ORDER_MDY] = { 2, 0, 1 },
		[DATE_ORDER_YMD] = { 0, 1, 2 },
	};
	bool slash = n->separator == '/';

	if (n->digits[0] == 4)
		return places[DATE_ORDER_YMD];
	if (order == DATE_ORDER_OPEN ||
	    (order == DATE_ORDER_YMD && n->digits[2] == 4))
		order = slash ? DATE_ORDER_MDY : DATE_ORDER_DMY;
	return places[order];
}

/* Can it be read in that order? */
static bool
fits(const struct date_numeric *n, enum date_order order)
{
	struct places at = places_of(n, order);

	if (order == DATE_ORDER_YMD && n->digits[2] == 4)
		return false;
	return n->digits[at.year] != 1 && n->value[at.month] <= 12 &&
	       n->value[at.day] <= 31;
}

unsigned
date_numeric_orders(const struct date_numeric *n)
{
	unsigned orders = 0;

	for (int o = DATE_ORDER_DMY; o < DATE_NORDERS; o++)
		if (fits(n, (enum date_order)o))
			orders |= 1u << o;
	return orders;
}

static enum date_fault
read_ordered(const struct date_numeric *n, const struct date_rule *rule,
    enum date_order order, struct date *d)
{
	struct places at = places_of(n, order);
	int32_t year = n->value[at.year];

	if (n->digits[at.year] == 1)
		return DATE_NO_DATE;
	if (n->digits[at.year] == 2)
		year = date_rule_year(rule, year);
	return date_make(d, year, n->value[at.month], n->value[at.day]);
}

enum date_fault
date_numeric_read(
    const struct date_numeric *n, const struct date_rule *rule, struct date *d)
{
	enum date_fault fault = read_ordered(n, rule, rule->order, d);

	if (fault == DATE_FINE || !rule->open)
		return fault;
	for (int o = DATE_ORDER_DMY; o < DATE_NORDERS; o++)
		if (fits(n, (enum date_order)o) &&
		    read_ordered(n, rule, (enum date_order)o, d) == DATE_FINE)
			return DATE_FINE;
	return fault;
}

bool
date_compact_read(int64_t value, size_t digits, struct date *d)
{
	int32_t clock = 0;

	if (digits == 6) { /* a month */
		value *= 100;
		digits = value % 10000 != 0 ? 8 : 0;
	}
	if (digits == 14) {
		clock = (int32_t)(value % 100);
		value /= 100;
	}
	if (digits == 14 || digits == 12) {
		clock += (int32_t)(value % 10000) * 100;
		value /= 10000;
	} else if (digits != 8) {
		return false;
	}
	if (value / 10000 < COMPACT_LOW || value / 10000 > COMPACT_HIGH ||
	    clock / 10000 > 24 || clock / 100 % 100 > 59 || clock % 100 > 60)
		return false;
	return date_make(d, (int32_t)(value / 10000),
		   (int32_t)(value / 100 % 100),
		   (int32_t)(value % 100)) == DATE_FINE;
}

int32_t
date_rule_year(const struct date_rule *rule, int32_t two)
{
	int32_t best = 0, least = INT32_MAX;

	if (rule->near_high == 0)
		return two + (two < rule->pivot ? 2000 : 1900);
	for (int32_t c = CENTURY_LOW; c <= CENTURY_HIGH; c += 100) {
		int32_t year = c + two, far = 0;

		if (year < rule->near_low)
			far = rule->near_low - year;
		else if (year > rule->near_high)
			far = year - rule->near_high;
		/* Of two that are as near, what the pivot says. */
		if (far < least ||
		    (far == least && c == (two < rule->pivot ? 2000 : 1900))) {
			best = year;
			least = far;
		}
	}
	return best;
}
