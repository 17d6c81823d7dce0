#include "config.h"

#include "base/date.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

/*
 * A date in words.  Everything is told from the parsed days, but for the time
 * of day, which only the text has.
 */

const char *
date_month_name(int month)
{
	static const char *const name[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	return name[month - 1];
}

/* The year 0 is 1 BC.  Two digits alone would be read as of our century. */
static void
add_year(struct buf *out, int32_t year)
{
	if (year <= 0)
		buf_addf(out, "%" PRId32 " BC", 1 - year);
	else if (year < 100)
		buf_addf(out, "AD %" PRId32, year);
	else
		buf_addf(out, "%" PRId32, year);
}

/* A season of three months, by its first. */
static void
add_season(struct buf *out, int32_t year, int month)
{
	static const char *const name[] = { "spring", "summer", "autumn",
		"winter" };

	buf_addf(out, "%s ", name[month / 3 - 1]);
	add_year(out, year);
	if (month < 12)
		return;
	buf_addc(out, '/');
	if (year < 100 || year % 100 == 99)
		add_year(out, year + 1);
	else
		buf_addf(out, "%02d", (int)(year % 100) + 1);
}

/*
 * "1990s", where that cannot be misread; not for 190X, since "1900s" may mean
 * the century.
 */
static void
add_decade(struct buf *out, int32_t first, int32_t last, bool inner)
{
	if (first >= 100 && first % 100 != 0) {
		buf_addf(out, "%s%" PRId32 "s", inner ? "the " : "", first);
		return;
	}
	add_year(out, first);
	buf_adds(out, " to ");
	add_year(out, last);
}

/* 19XX is the 20th century; -01XX, 200 to 101 BC, the 2nd before Christ. */
static void
add_century(struct buf *out, int32_t first, bool inner)
{
	static const char *const ending[] = { "th", "st", "nd", "rd", "th",
		"th", "th", "th", "th", "th" };
	int32_t n = (first < 0 ? -first : first) / 100 + 1;
	bool teen = n % 100 >= 11 && n % 100 <= 13;

	buf_addf(out, "%s%" PRId32 "%s century%s", inner ? "the " : "", n,
	    teen ? "th" : ending[n % 10], first < 0 ? " BC" : "");
}

static void
add_qualifier(struct buf *out, const struct date *d)
{
	if (d->uncertain)
		buf_adds(out, "perhaps ");
	if (d->approximate)
		buf_adds(out, "about ");
}

/* One date that is no interval.  inner: words of the same phrase come first. */
static void
add_date(struct buf *out, const struct date *d, bool inner)
{
	int32_t year;
	int month, day;

	add_qualifier(out, d);
	inner = inner || d->uncertain || d->approximate;
	date_civil(d->first, &year, &month, &day);
	switch (d->precision) {
	case DATE_DAY:
		buf_addf(out, "%d %s ", day, date_month_name(month));
		add_year(out, year);
		break;
	case DATE_MONTH:
		buf_addf(out, "%s ", date_month_name(month));
		add_year(out, year);
		break;
	case DATE_SEASON:
		add_season(out, year, month);
		break;
	case DATE_YEAR:
		add_year(out, year);
		break;
	case DATE_DECADE:
		add_decade(out, year, date_year(d->last), inner);
		break;
	case DATE_CENTURY:
		add_century(out, year, inner);
		break;
	case DATE_NONE:
	case DATE_INTERVAL:
		break;
	}
}

/* The time of day after its T: hh:mm:ss and a zone, as the parser took it. */
static void
add_time(struct buf *out, struct str time)
{
	struct str zone = { time.p + 8, time.n - 8 };

	buf_adds(out, ", ");
	buf_add(out, time.p, memcmp(time.p + 6, "00", 2) == 0 ? 5 : 8);
	if (zone.n == 0)
		return;
	buf_adds(out, " UTC");
	if (zone.p[0] != 'Z')
		buf_add(out, zone.p, zone.n);
}

/* The start of "5 to 10 June 1967" and "May to June 1967", if it is one. */
static bool
add_short_start(struct buf *out, const struct date *a, const struct date *b)
{
	int32_t year_a, year_b;
	int month_a, month_b, day;

	date_civil(a->first, &year_a, &month_a, &day);
	date_civil(b->first, &year_b, &month_b, NULL);
	if (a->precision != b->precision || year_a != year_b)
		return false;
	if (a->precision == DATE_MONTH)
		buf_adds(out, date_month_name(month_a));
	else if (a->precision == DATE_DAY && month_a == month_b)
		buf_addf(out, "%d", day);
	else if (a->precision == DATE_DAY)
		buf_addf(out, "%d %s", day, date_month_name(month_a));
	else
		return false;
	return true;
}

/* From a to b; what qualifies both alike is said once, before them. */
static void
add_between(struct buf *out, struct date a, struct date b)
{
	bool alike =
	    a.uncertain == b.uncertain && a.approximate == b.approximate;
	bool inner = alike && (a.uncertain || a.approximate);

	if (alike) {
		add_qualifier(out, &a);
		a.uncertain = b.uncertain = false;
		a.approximate = b.approximate = false;
	}
	if (!alike || !add_short_start(out, &a, &b))
		add_date(out, &a, inner);
	buf_adds(out, " to ");
	add_date(out, &b, true);
}

/* How an end of an interval is written. */
enum end { END_DATE, END_OPEN, END_UNKNOWN };

static enum end
read_end(struct str s, struct date *d)
{
	/* What stands here is part of an interval that parsed. */
	(void)date_parse(s, d, NULL);
	if (d->precision != DATE_NONE)
		return END_DATE;
	return s.n > 0 ? END_OPEN : END_UNKNOWN;
}

static void
add_interval(struct buf *out, struct str from, struct str to)
{
	/* What comes before and after the date that there is, if any. */
	static const char *const phrase[3][3][2] = {
		[END_DATE][END_OPEN] = { "since ", "" },
		[END_DATE][END_UNKNOWN] = { "from ", ", end unknown" },
		[END_OPEN][END_DATE] = { "until ", "" },
		[END_OPEN][END_OPEN] = { "at all times", "" },
		[END_OPEN][END_UNKNOWN] = { "until an unknown day", "" },
		[END_UNKNOWN][END_DATE] = { "until ", ", start unknown" },
		[END_UNKNOWN][END_OPEN] = { "since an unknown day", "" },
	};
	struct date a, b;
	enum end start = read_end(from, &a);
	enum end end = read_end(to, &b);

	if (start == END_DATE && end == END_DATE) {
		if (str_eq(from, to))
			add_date(out, &a, false);
		else
			add_between(out, a, b);
		return;
	}
	buf_adds(out, phrase[start][end][0]);
	if (start == END_DATE)
		add_date(out, &a, true);
	if (end == END_DATE)
		add_date(out, &b, true);
	buf_adds(out, phrase[start][end][1]);
}

/* What comes after the first c in s, which has one. */
static struct str
after(struct str s, char c)
{
	const char *at = memchr(s.p, c, s.n);
	size_t n = at != NULL ? (size_t)(at - s.p) + 1 : s.n;

	return (struct str){ s.p + n, s.n - n };
}

void
date_describe(struct buf *out, struct str edtf)
{
	struct str s = str_trim(edtf);
	struct str rest;
	struct date d;

	if (!date_parse(s, &d, NULL)) {
		buf_add(out, edtf.p, edtf.n);
	} else if (d.precision == DATE_INTERVAL) {
		rest = after(s, '/');
		add_interval(out, (struct str){ s.p, s.n - rest.n - 1 }, rest);
	} else if (d.precision != DATE_NONE) {
		add_date(out, &d, false);
		rest = after(s, 'T');
		if (rest.n > 0)
			add_time(out, rest);
	}
}
