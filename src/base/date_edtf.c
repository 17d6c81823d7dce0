#include "config.h"

#include "base/date.h"

#include <inttypes.h>
#include <string.h>

#include "base/date_cell.h"

/*
 * A date as EDTF.
 */

/* At least four digits.  The names of long years begin with a Y. */
static void
add_year(struct buf *out, int32_t year, bool alone)
{
	buf_addf(out, "%s%s%04" PRId32,
	    alone && (year > 9999 || year < -9999) ? "Y" : "",
	    year < 0 ? "-" : "", year < 0 ? -year : year);
}

/* Digits and Xs for ten or a hundred years; before Christ they end at 0. */
static void
add_span(struct buf *out, int32_t first, int32_t last, bool century)
{
	int32_t low = first >= 0 ? first : last == -1 ? 0 : -last;

	if (first < 0)
		buf_addc(out, '-');
	if (century)
		buf_addf(out, "%02" PRId32 "XX", low / 100);
	else
		buf_addf(out, "%03" PRId32 "X", low / 10);
}

static void
add_qualifier(struct buf *out, const struct date *d)
{
	if (d->uncertain || d->approximate)
		buf_addc(out, !d->approximate ? '?' : d->uncertain ? '%' : '~');
}

static void
add_day(struct buf *out, int32_t days, enum date_precision p)
{
	int32_t year;
	int month, day;

	date_civil(days, &year, &month, &day);
	add_year(out, year, p == DATE_YEAR);
	if (p == DATE_SEASON)
		buf_addf(out, "-%d", 20 + month / 3);
	else if (p != DATE_YEAR)
		buf_addf(out, "-%02d", month);
	if (p == DATE_DAY)
		buf_addf(out, "-%02d", day);
}

/* The widest period that begins on that day, or ends on it. */
static enum date_precision
widest(int32_t day, bool end)
{
	int dom, month;

	date_civil(day + (end ? 1 : 0), NULL, &month, &dom);
	if (dom != 1)
		return DATE_DAY;
	return month == 1 ? DATE_YEAR : DATE_MONTH;
}

/* Both ends alike, as people write it. */
static void
add_interval(struct buf *out, const struct date *d)
{
	bool starts = d->first != DATE_OPEN_START;
	bool ends = d->last != DATE_OPEN_END;
	enum date_precision p = DATE_YEAR, q = DATE_YEAR;

	if (starts)
		p = widest(d->first, false);
	if (ends)
		q = widest(d->last, true);
	p = p < q ? p : q;
	if (starts) {
		add_day(out, d->first, p);
		add_qualifier(out, d);
	} else {
		buf_adds(out, "..");
	}
	buf_addc(out, '/');
	if (ends) {
		add_day(out, d->last, p);
		add_qualifier(out, d);
	} else {
		buf_adds(out, "..");
	}
}

void
date_print_edtf(struct buf *out, const struct date *d)
{
	switch (d->precision) {
	case DATE_NONE:
		return;
	case DATE_INTERVAL:
		add_interval(out, d);
		return;
	case DATE_DECADE:
	case DATE_CENTURY:
		add_span(out, date_year(d->first), date_year(d->last),
		    d->precision == DATE_CENTURY);
		break;
	case DATE_DAY:
	case DATE_MONTH:
	case DATE_SEASON:
	case DATE_YEAR:
		add_day(out, d->first, d->precision);
		break;
	}
	add_qualifier(out, d);
}

/* Is that what the cell says, as EDTF? */
static bool
is_said(struct str cell, const struct date *d)
{
	struct date said;

	return date_read(cell, &said) == DATE_FINE &&
	       said.precision == d->precision && said.first == d->first &&
	       said.last == d->last;
}

void
date_print_cell(struct buf *out, struct str cell, const struct date *d)
{
	cell = str_trim(cell);
	if (d->precision != DATE_NONE && is_said(cell, d))
		buf_add(out, cell.p, cell.n);
	else
		date_print_edtf(out, d);
}

void
date_describe_cell(struct buf *out, struct str cell, const struct date *d)
{
	struct buf edtf = BUF_INIT;
	struct date said;

	cell = str_trim(cell);
	date_print_cell(&edtf, cell, d);
	if (edtf.n > 0)
		date_describe(out, buf_str(&edtf));
	else if (!date_cell_is_empty(cell) &&
		 date_read(cell, &said) != DATE_FINE)
		buf_add(out, cell.p, cell.n);
	buf_fini(&edtf);
}
