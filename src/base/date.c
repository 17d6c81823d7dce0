#include "config.h"

#include "base/date.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

/* Bytes of a refused text that a message shows. */
#define SHOWN 40

#define ABSENT -1  /* a month or day that the text does not name */
#define UNKNOWN -2 /* a month or day written as XX */

#define SPRING 21 /* EDTF's month numbers of seasons */
#define WINTER 24

/* One date or one end of an interval as it is written, nothing checked. */
struct parts {
	int32_t first_year, last_year; /* differ if a digit is an X */
	enum date_precision precision; /* of the year */
	int month, day;                /* or ABSENT or UNKNOWN */
	bool timed;
	bool uncertain, approximate;
};

static const struct date undated = { 0, 0, DATE_NONE, false, false };

/*
 * The calendar.  Years begin in March here, so that the leap day is the last
 * of its year; months are 153 days in fives, years 146097 days in 400s
 * (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil
 * and civil_from_days).  Wider integers than the result, so that no argument
 * overflows on the way.
 */
#define ERA_YEARS 400
#define ERA_DAYS 146097
#define EPOCH 719468 /* from 0000-03-01 to 1970-01-01 */

static int64_t
floor_div(int64_t a, int64_t b)
{
	return (a >= 0 ? a : a - (b - 1)) / b;
}

int32_t
date_day(int32_t year, int month, int day)
{
	int64_t y = month > 2 ? year : (int64_t)year - 1;
	int64_t era = floor_div(y, ERA_YEARS);
	int64_t year_of_era = y - era * ERA_YEARS;
	int64_t month_of_year = month > 2 ? month - 3 : month + 9;
	int64_t day_of_year = (153 * month_of_year + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
			     year_of_era / 100 + day_of_year;

	return (int32_t)(era * ERA_DAYS + day_of_era - EPOCH);
}

void
date_civil(int32_t days, int32_t *year, int *month, int *day)
{
	int64_t n = (int64_t)days + EPOCH;
	int64_t era = floor_div(n, ERA_DAYS);
	int64_t doe = n - era * ERA_DAYS;
	int64_t yoe =
	    (doe - doe / 1460 + doe / 36524 - doe / (ERA_DAYS - 1)) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int m = (int)(mp < 10 ? mp + 3 : mp - 9);

	if (year != NULL)
		*year = (int32_t)(yoe + era * ERA_YEARS + (m <= 2 ? 1 : 0));
	if (month != NULL)
		*month = m;
	if (day != NULL)
		*day = (int)(doy - (153 * mp + 2) / 5) + 1;
}

int32_t
date_year(int32_t days)
{
	int32_t year;

	date_civil(days, &year, NULL, NULL);
	return year;
}

bool
date_parts(const struct date *d, int *year, int *month, int *day)
{
	bool is_day = d->precision == DATE_DAY;
	bool is_month = d->precision == DATE_MONTH;
	int32_t first;

	*year = *month = *day = 0;
	if (d->precision == DATE_NONE || d->first == DATE_OPEN_START ||
	    d->last == DATE_OPEN_END)
		return false;
	date_civil(d->first, &first, month, day);
	if (first >= 1 && first == date_year(d->last))
		*year = (int)first;
	if (*year == 0 || !(is_day || is_month))
		*month = 0;
	if (*year == 0 || !is_day)
		*day = 0;
	return *year > 0 && !d->uncertain && !d->approximate &&
	       (is_day || is_month || d->precision == DATE_YEAR);
}

int32_t
date_key(const struct date *d)
{
	if (d->precision == DATE_NONE)
		return 0;
	if (d->first != DATE_OPEN_START)
		return d->first;
	return d->last != DATE_OPEN_END ? d->last : 0;
}

/*
 * Reading.  A take function cuts what it is named after off the front of *s
 * if it stands there, and says whether it did.
 */

static bool
take(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

static bool
take_digit(struct str *s, int *digit)
{
	if (s->n == 0 || s->p[0] < '0' || s->p[0] > '9')
		return false;
	*digit = s->p[0] - '0';
	s->p++;
	s->n--;
	return true;
}

static bool
take_two_digits(struct str *s, int *n)
{
	int tens, ones;

	if (!take_digit(s, &tens) || !take_digit(s, &ones))
		return false;
	*n = tens * 10 + ones;
	return true;
}

/* Two digits or XX, for a month or day. */
static bool
take_two(struct str *s, int *n)
{
	if (!take(s, 'X'))
		return take_two_digits(s, n);
	*n = UNKNOWN;
	return take(s, 'X');
}

/* Digits, as many as there are; what is beyond all years is not counted on. */
static size_t
take_number(struct str *s, int32_t *n)
{
	size_t count = 0;
	int digit;

	*n = 0;
	while (take_digit(s, &digit)) {
		count++;
		if (*n <= DATE_YEAR_MAX)
			*n = *n * 10 + digit;
	}
	return count;
}

/* The years from low to low + span - 1, or as many before Christ. */
static void
set_years(struct parts *p, bool minus, int32_t low, int32_t span)
{
	int32_t high = low + span - 1;

	p->precision = span == 1    ? DATE_YEAR
		       : span == 10 ? DATE_DECADE
				    : DATE_CENTURY;
	p->first_year = minus ? -high : low;
	p->last_year = minus ? -low : high;
	/* There is no year -0: -000X begins with -1. */
	if (minus && low == 0)
		p->last_year = -1;
}

/* 17000 in Y17000 or Y-17000: for years of more than four digits only. */
static bool
take_long_year(struct str *s, struct parts *p)
{
	bool minus = take(s, '-');
	bool padded = s->n > 0 && s->p[0] == '0';
	int32_t year;

	if (take_number(s, &year) < 5 || padded)
		return false;
	set_years(p, minus, year, 1);
	return true;
}

/* 1948, -0044, 199X, 19XX, 12345, +12345; *whole if there is no X in it. */
static bool
take_year(struct str *s, struct parts *p, bool *whole)
{
	bool plus = take(s, '+');
	bool minus = !plus && take(s, '-');
	int32_t year, span = 1;
	size_t digits = take_number(s, &year);
	size_t width = digits;

	for (; take(s, 'X') && span < 1000; width++) {
		year *= 10;
		span *= 10;
	}
	*whole = span == 1;
	if (width != 4 && !(width == 5 && *whole))
		return false;
	if ((plus && width == 4) || (minus && *whole && year == 0))
		return false;
	set_years(p, minus, year, span);
	return span <= 100;
}

/* What stands before a number, and the number: two digits below bound. */
static bool
take_clock_part(struct str *s, char before, int bound)
{
	int n;

	return take(s, before) && take_two_digits(s, &n) && n < bound;
}

/* T16:00:00, with Z, +02 or -05:30 or nothing; seconds may be a leap one. */
static bool
take_time(struct str *s)
{
	if (!take_clock_part(s, 'T', 24) || !take_clock_part(s, ':', 60) ||
	    !take_clock_part(s, ':', 61))
		return false;
	if (s->n == 0 || take(s, 'Z'))
		return true;
	if (!take_clock_part(s, s->p[0] == '-' ? '-' : '+', 24))
		return false;
	return s->n == 0 || take_clock_part(s, ':', 60);
}

static void
take_qualifier(struct str *s, struct parts *p)
{
	bool both = take(s, '%');

	p->uncertain = both || take(s, '?');
	p->approximate = both || (!p->uncertain && take(s, '~'));
}

/* Take apart all of s.  False if it has not the form of a date. */
static bool
read_parts(struct str s, struct parts *p)
{
	bool whole = false;

	*p = (struct parts){ .month = ABSENT, .day = ABSENT };
	if (take(&s, 'Y')) {
		if (!take_long_year(&s, p))
			return false;
	} else if (!take_year(&s, p, &whole)) {
		return false;
	}
	if (whole && take(&s, '-') && !take_two(&s, &p->month))
		return false;
	if (p->month != ABSENT && take(&s, '-') && !take_two(&s, &p->day))
		return false;
	if (p->month == UNKNOWN && p->day >= 0)
		return false;
	if (p->day >= 0 && s.n > 0 && s.p[0] == 'T') {
		p->timed = true;
		return take_time(&s) && s.n == 0;
	}
	take_qualifier(&s, p);
	return s.n == 0;
}

/* Count whole months from the first of month on; they may cross the year. */
static void
set_months(struct date *d, int32_t year, int month, int count)
{
	int next = month - 1 + count;

	d->first = date_day(year, month, 1);
	d->last = date_day(year + next / 12, next % 12 + 1, 1) - 1;
}

static enum date_fault
set_season(struct date *d, int32_t year, int season)
{
	/* The last winter would end in a year that we do not have. */
	if (season == WINTER && year == DATE_YEAR_MAX)
		return DATE_NO_YEAR;
	d->precision = DATE_SEASON;
	set_months(d, year, 3 * (season - SPRING) + 3, 3);
	return DATE_FINE;
}

/* The days that p means. */
static enum date_fault
set_days(const struct parts *p, struct date *d)
{
	int32_t year = p->first_year;

	if (year < -DATE_YEAR_MAX || p->last_year > DATE_YEAR_MAX)
		return DATE_NO_YEAR;
	if (p->month < 0) {
		d->precision = p->precision;
		d->first = date_day(year, 1, 1);
		d->last = date_day(p->last_year, 12, 31);
		return DATE_FINE;
	}
	if (p->month >= SPRING && p->month <= WINTER && p->day == ABSENT)
		return set_season(d, year, p->month);
	if (p->month < 1 || p->month > 12)
		return DATE_NO_MONTH;
	d->precision = p->day >= 0 ? DATE_DAY : DATE_MONTH;
	set_months(d, year, p->month, 1);
	if (p->day < 0)
		return DATE_FINE;
	if (p->day < 1 || p->day > d->last - d->first + 1)
		return DATE_NO_DAY;
	d->first += p->day - 1;
	d->last = d->first;
	return DATE_FINE;
}

static enum date_fault
read_single(struct str s, bool timed, struct date *d)
{
	struct parts p;

	if (!read_parts(s, &p) || (p.timed && !timed))
		return DATE_NO_EDTF;
	d->uncertain = p.uncertain;
	d->approximate = p.approximate;
	return set_days(&p, d);
}

/* One end of an interval; both sides of *d are open if there is none. */
static enum date_fault
read_end(struct str s, struct date *d)
{
	*d = undated;
	d->first = DATE_OPEN_START;
	d->last = DATE_OPEN_END;
	if (s.n == 0 || str_eq(s, str_of("..")))
		return DATE_FINE;
	return read_single(s, false, d);
}

static enum date_fault
read_interval(struct str from, struct str to, struct date *d)
{
	struct date a, b;
	enum date_fault fault = read_end(from, &a);

	if (fault == DATE_FINE)
		fault = read_end(to, &b);
	if (fault != DATE_FINE)
		return fault;
	/* Nobody knows when it began nor when it ended: that is no date. */
	if (from.n == 0 && to.n == 0)
		return DATE_NO_EDTF;
	d->first = a.first;
	d->last = b.last;
	d->precision = DATE_INTERVAL;
	d->uncertain = a.uncertain || b.uncertain;
	d->approximate = a.approximate || b.approximate;
	return d->first <= d->last ? DATE_FINE : DATE_BACKWARDS;
}

enum date_fault
date_read(struct str s, struct date *d)
{
	const char *slash;
	enum date_fault fault;
	size_t n;

	*d = undated;
	s = str_trim(s);
	if (s.n == 0)
		return DATE_FINE;
	slash = memchr(s.p, '/', s.n);
	if (slash == NULL) {
		fault = read_single(s, true, d);
	} else {
		n = (size_t)(slash - s.p);
		fault = read_interval((struct str){ s.p, n },
		    (struct str){ slash + 1, s.n - n - 1 }, d);
	}
	if (fault != DATE_FINE)
		*d = undated;
	return fault;
}

bool
date_parse(struct str s, struct date *d, struct err *e)
{
	enum date_fault fault = date_read(s, d);

	return fault == DATE_FINE || date_refuse(str_trim(s), fault, e);
}

bool
date_refuse(struct str s, enum date_fault fault, struct err *e)
{
	static const char *const what[] = {
		[DATE_FINE] = "nothing wrong",
		[DATE_NO_EDTF] = "not an EDTF date",
		[DATE_NO_DATE] = "not a date",
		[DATE_NO_YEAR] = "year out of range",
		[DATE_NO_MONTH] = "no such month",
		[DATE_NO_DAY] = "no such day",
		[DATE_BACKWARDS] = "ends before it begins",
	};
	char shown[SHOWN + 1] = "";

	/* Nothing of it but printable ASCII gets out. */
	for (size_t i = 0; e != NULL && i < s.n && i < SHOWN; i++)
		shown[i] = s.p[i] >= ' ' && s.p[i] <= '~' ? s.p[i] : '?';
	return err_set(e, ERR_FORMAT, "%s%s: %s", shown,
	    s.n > SHOWN ? "..." : "", what[fault]);
}

enum date_fault
date_make(struct date *d, int32_t year, int32_t month, int32_t day)
{
	struct parts p = { .first_year = year,
		.last_year = year,
		.precision = DATE_YEAR,
		.month = month != 0 || day != 0 ? month : ABSENT,
		.day = day != 0 ? day : ABSENT };
	enum date_fault fault;

	*d = undated;
	if (month < 0 || day < 0)
		return month < 0 ? DATE_NO_MONTH : DATE_NO_DAY;
	fault = set_days(&p, d);
	if (fault != DATE_FINE)
		*d = undated;
	return fault;
}

void
date_make_years(
    struct date *d, int32_t first, int32_t last, enum date_precision p)
{
	*d = undated;
	d->precision = p;
	d->first = date_day(first, 1, 1);
	d->last = date_day(last, 12, 31);
}
