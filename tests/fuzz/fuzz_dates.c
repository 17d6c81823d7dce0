/*
 * Any lines as the cells of a column of dates.  The first byte picks the
 * options, and how many cells are learned before the column is settled.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/date_cell.h"
#include "fuzz/fuzzing.h"
#include "model/dates.h"

#define MESSAGE_MAX 80 /* bytes; 40 of the text and what is wrong with it */

static bool
is_same(const struct date *a, const struct date *b)
{
	return a->first == b->first && a->last == b->last &&
	       a->precision == b->precision && a->uncertain == b->uncertain &&
	       a->approximate == b->approximate;
}

static void
check_refused(const struct date *d, const struct err *e)
{
	size_t n = strlen(e->text);

	must(d->precision == DATE_NONE, "refused, and not undated");
	must(e->code == ERR_FORMAT, "refused without a code");
	must(n > 0 && n <= MESSAGE_MAX, "length of the message");
	for (size_t i = 0; i < n; i++)
		must(e->text[i] >= ' ' && e->text[i] <= '~', "clean message");
}

static void
check_read(const struct date *d)
{
	const int32_t low = date_day(-DATE_YEAR_MAX, 1, 1);
	const int32_t high = date_day(DATE_YEAR_MAX, 12, 31);
	struct buf b = BUF_INIT;
	struct date again;

	must(d->first <= d->last, "first before last");
	if (d->precision != DATE_NONE) {
		must(d->first == DATE_OPEN_START || d->first >= low, "early");
		must(d->last == DATE_OPEN_END || d->last <= high, "late");
	}
	if (d->precision == DATE_DAY)
		must(d->first == d->last, "a day is a day");
	date_print_edtf(&b, d);
	must((b.n == 0) == (d->precision == DATE_NONE), "printed if dated");
	must(date_parse(buf_str(&b), &again, NULL), "printed is EDTF");
	must(is_same(d, &again), "printed is the same");
	buf_fini(&b);
}

/* Whatever was learned, EDTF means what it means, but for two years in a row
 * among others. */
static void
check_edtf(const struct dates *dates, struct str cell, const struct date *d)
{
	struct date edtf, pair;

	if (!date_parse(cell, &edtf, NULL) || dates->unit != DATES_NO_UNIT)
		return;
	if (dates->paired &&
	    date_cell_pair(str_trim(cell), &pair) >= DATE_PAIR_OPEN)
		edtf = pair;
	must(is_same(d, &edtf) ||
		 (dates->sentinel >= 0 && d->precision == DATE_NONE),
	    "EDTF is EDTF");
}

/* A cell that is the same in columns of all kinds is so in this one. */
static void
check_plain(const struct dates *dates, struct str cell, const struct date *d)
{
	static const enum date_order orders[] = { DATE_ORDER_OPEN,
		DATE_ORDER_DMY, DATE_ORDER_MDY, DATE_ORDER_YMD };
	struct date_cell_number number;
	struct date first, other;
	struct dates column;

	if (date_cell_number(str_trim(cell), &number) ||
	    date_cell_pair(str_trim(cell), &first) >= DATE_PAIR_OPEN)
		return;
	for (size_t i = 0; i < 8; i++) {
		struct dates_options o = { .order = orders[i / 2],
			.has_pivot = true,
			.pivot = i % 2 == 0 ? 0 : 100 };

		dates_init(&column, &o);
		if (i % 2 == 1)
			dates_learn(&column, str_of("1948"));
		dates_settle(&column);
		if (!dates_parse(&column, cell, &other, NULL))
			return;
		if (i == 0)
			first = other;
		else if (!is_same(&first, &other))
			return;
	}
	must(is_same(d, &first) ||
		 (dates->sentinel >= 0 && d->precision == DATE_NONE),
	    "what is unambiguous is the same in any column");
}

static void
check_parsed(const struct dates *dates, struct str cell)
{
	struct date d = { 1, 0, DATE_CENTURY, true, true };
	struct err e = { ERR_NONE, "" };

	if (dates_parse(dates, cell, &d, &e))
		check_read(&d);
	else
		check_refused(&d, &e);
	check_edtf(dates, cell, &d);
}

/* What needs more than the one column. */
static void
check_cell(const struct dates *dates, struct str cell)
{
	struct buf b = BUF_INIT;
	struct date d;

	if (dates_parse(dates, cell, &d, NULL))
		check_plain(dates, cell, &d);
	date_describe_cell(&b, cell, &d);
	must(b.n > 0 || d.precision == DATE_NONE, "words for a date");
	buf_fini(&b);
}

static bool
next_cell(struct str *rest, struct str *cell)
{
	const char *end;
	size_t n;

	if (rest->n == 0)
		return false;
	end = memchr(rest->p, '\n', rest->n);
	n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	*cell = (struct str){ rest->p, n };
	n += end != NULL;
	rest->p += n;
	rest->n -= n;
	return true;
}

static void
check_composed(struct str rest)
{
	struct str part[3] = { { "", 0 }, { "", 0 }, { "", 0 } };
	struct buf b = BUF_INIT;
	struct date d;

	for (size_t i = 0; i < 3; i++)
		(void)next_cell(&rest, &part[i]);
	dates_compose(&b, part[0], part[1], part[2]);
	(void)date_parse(buf_str(&b), &d, NULL);
	buf_fini(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dates_options o = { .order = DATE_ORDER_OPEN };
	struct str all, rest, cell;
	struct dates dates;
	size_t n = 0;

	if (size < 2 || size > 1024)
		return 0;
	all = (struct str){ (const char *)data + 1, size - 1 };
	o.order = (enum date_order)(data[0] & 3);
	o.has_pivot = (data[0] & 12) == 12;
	o.pivot = data[1] % 100;
	o.numbers = (data[0] & 16) != 0;
	o.years = data[1] >= 200;
	o.day_first = (data[1] & 1) != 0;
	dates_init(&dates, &o);
	for (rest = all; next_cell(&rest, &cell); n++) {
		dates_learn(&dates, cell);
		if (n == data[0] >> 5)
			dates_settle(&dates);
	}
	for (rest = all; next_cell(&rest, &cell);)
		check_parsed(&dates, cell);
	dates_settle(&dates);
	must(!dates_contradicted(&dates), "settled is not contradicted");
	must(!dates_ambiguous(&dates) || o.order == DATE_ORDER_OPEN,
	    "what the user says is not ambiguous");
	for (rest = all; next_cell(&rest, &cell);) {
		check_parsed(&dates, cell);
		check_cell(&dates, cell);
	}
	check_composed(all);
	return 0;
}
