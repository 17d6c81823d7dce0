/*
 * Any bytes as a date.  What is read must be in order, in range and the same
 * when it is read again; what is refused leaves nothing but one clean line.
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "fuzz/fuzzing.h"

#define MESSAGE_MAX 80 /* bytes; 40 of the text and what is wrong with it */
#define WORDS_MAX 160  /* bytes; two dates with all their qualifiers */

static bool
is_clean(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] < ' ' || p[i] > '~')
			return false;
	return true;
}

static bool
is_same(const struct date *a, const struct date *b)
{
	return a->first == b->first && a->last == b->last &&
	       a->precision == b->precision && a->uncertain == b->uncertain &&
	       a->approximate == b->approximate;
}

static void
check_refused(struct str s, const struct date *d, const struct err *e)
{
	struct buf b = BUF_INIT;

	must(d->precision == DATE_NONE, "refused, and not undated");
	must(e->code == ERR_FORMAT, "refused without a code");
	must(e->text[0] != '\0' && strlen(e->text) <= MESSAGE_MAX,
	    "length of the message");
	must(is_clean(e->text, strlen(e->text)), "message is clean");
	date_describe(&b, s);
	must(str_eq(buf_str(&b), s), "no EDTF, and not as it is");
	buf_fini(&b);
}

/* All whole periods begin and end where their precision says. */
static void
check_bounds(const struct date *d)
{
	int32_t year, last_year;
	int month, last_month, day;

	date_civil(d->first, &year, &month, &day);
	date_civil(d->last + 1, &last_year, &last_month, NULL);
	if (d->precision == DATE_DAY) {
		must(d->first == d->last, "a day is a day");
		return;
	}
	must(day == 1, "begins with a month");
	date_civil(d->last + 1, NULL, NULL, &day);
	must(day == 1, "ends with a month");
	if (d->precision == DATE_MONTH)
		must(d->last - d->first < 31, "a month is a month");
	else if (d->precision == DATE_SEASON)
		must(month % 3 == 0 && last_month % 3 == 0 &&
			 d->last - d->first < 92,
		    "a season is a season");
	else
		must(month == 1 && last_month == 1, "whole years");
	if (d->precision == DATE_YEAR)
		must(last_year == year + 1, "a year is a year");
}

/* The first day, written as EDTF, is that day. */
static void
check_written(int32_t day)
{
	char text[32];
	struct date d;
	int32_t year;
	int month, dom;

	date_civil(day, &year, &month, &dom);
	must(date_day(year, month, dom) == day, "day there and back");
	(void)snprintf(text, sizeof text, "%s%04d-%02d-%02d",
	    year < 0 ? "-" : "", abs((int)year), month, dom);
	must(date_parse(str_of(text), &d, NULL), "written day is read");
	must(d.first == day && d.last == day, "written day is that day");
}

/* A day or month that is named in s is the one that d begins with. */
static void
check_named(struct str s, const struct date *d)
{
	char name[16];
	int month, day;
	size_t n;

	if (d->precision != DATE_DAY && d->precision != DATE_MONTH)
		return;
	date_civil(d->first, NULL, &month, &day);
	(void)snprintf(name, sizeof name, "-%02d-%02d", month, day);
	n = d->precision == DATE_DAY ? 6 : 3;
	for (size_t i = 4; i + n <= s.n; i++)
		if (memcmp(s.p + i, name, n) == 0)
			return;
	must(false, "the day or month of the text");
}

static void
check_interval(struct str s, const struct date *d)
{
	const char *slash = memchr(s.p, '/', s.n);
	size_t n = (size_t)(slash - s.p);
	struct str from = str_trim((struct str){ s.p, n });
	struct str to = str_trim((struct str){ slash + 1, s.n - n - 1 });
	struct date a, b;
	bool starts = date_parse(from, &a, NULL) && a.precision != DATE_NONE;
	bool ends = date_parse(to, &b, NULL) && b.precision != DATE_NONE;

	must(d->first == (starts ? a.first : DATE_OPEN_START), "start");
	must(d->last == (ends ? b.last : DATE_OPEN_END), "end");
	must(d->uncertain == (a.uncertain || b.uncertain), "uncertain");
	must(d->approximate == (a.approximate || b.approximate), "approximate");
}

static void
check_read(struct str s, const struct date *d)
{
	const int32_t low = date_day(-DATE_YEAR_MAX, 1, 1);
	const int32_t high = date_day(DATE_YEAR_MAX, 12, 31);
	struct str trimmed = str_trim(s);
	struct buf b = BUF_INIT;
	struct date again;

	must(d->first <= d->last, "first before last");
	must(date_parse(trimmed, &again, NULL) && is_same(d, &again),
	    "the same when read again");
	must(is_clean(trimmed.p, trimmed.n), "EDTF is ASCII");
	date_describe(&b, s);
	must(b.n <= WORDS_MAX, "length of the words");
	must(is_clean(buf_cstr(&b), b.n), "words are clean");
	must((b.n == 0) == (d->precision == DATE_NONE), "words for a date");
	buf_fini(&b);
	if (d->precision == DATE_NONE) {
		must(trimmed.n == 0, "undated is blank");
		return;
	}
	must(d->first == DATE_OPEN_START || d->first >= low, "not too early");
	must(d->last == DATE_OPEN_END || d->last <= high, "not too late");
	if (d->first != DATE_OPEN_START)
		check_written(d->first);
	if (d->last != DATE_OPEN_END)
		check_written(d->last);
	if (d->precision == DATE_INTERVAL)
		check_interval(trimmed, d);
	else
		check_bounds(d);
	check_named(trimmed, d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str s = { (const char *)data, size };
	struct err e = { ERR_NONE, "" };
	struct date d = { 1, 0, DATE_CENTURY, true, true };

	if (date_parse(s, &d, &e))
		check_read(s, &d);
	else
		check_refused(s, &d, &e);
	return 0;
}
