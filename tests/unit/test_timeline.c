#include "config.h"

#include "model/timeline.h"

#include <inttypes.h>

#include "base/stretch.h"
#include "running.h"
#include "unit/dated.h"

#define ALL_ROWS 100

static struct chronicle *c;
static struct timeline t;

static void
setup(void)
{
	c = NULL;
	timeline_init(&t);
}

static void
teardown(void)
{
	timeline_fini(&t);
	chronicle_free(c);
}

static void
build(enum timeline_level level, size_t rows, const struct result *r)
{
	struct timeline_ask ask = { level, 0, rows };
	struct err e;

	ck_assert_msg(timeline_build(&t, c, r, &ask, &e), "%s", e.text);
}

/* Bar i over all rows counts so many within and so many wider. */
static void
assert_bar(size_t i, uint32_t within, uint32_t wider)
{
	ck_assert_uint_lt(i, t.nbars);
	ck_assert_msg(
	    t.all[i].all.within == within && t.all[i].all.wider == wider,
	    "bar %zu is %" PRIu32 " and %" PRIu32, i, t.all[i].all.within,
	    t.all[i].all.wider);
}

static const struct {
	enum timeline_level level;
	int32_t number;
	const char *name;
	const char *first, *last; /* days */
} bars[] = {
	{ TIMELINE_CENTURY, 19, "20th century", "1900-01-01", "1999-12-31" },
	{ TIMELINE_CENTURY, 1, "2nd century", "0100-01-01", "0199-12-31" },
	{ TIMELINE_CENTURY, 0, "1st century", "0001-01-01", "0099-12-31" },
	{ TIMELINE_CENTURY, -1, "1st century BC", "-0099-01-01", "0000-12-31" },
	{ TIMELINE_CENTURY, -2, "2nd century BC", "-0199-01-01",
	    "-0100-12-31" },
	{ TIMELINE_CENTURY, -100, "100th century BC", "-9999-01-01",
	    "-9900-12-31" },
	{ TIMELINE_CENTURY, -101, "10100 BC to 10001 BC", "-10099-01-01",
	    "-10000-12-31" },
	{ TIMELINE_CENTURY, 123, "12300 to 12399", "12300-01-01",
	    "12399-12-31" },
	{ TIMELINE_DECADE, 199, "1990s", "1990-01-01", "1999-12-31" },
	{ TIMELINE_DECADE, 190, "1900 to 1909", "1900-01-01", "1909-12-31" },
	{ TIMELINE_DECADE, 1, "AD 10 to AD 19", "0010-01-01", "0019-12-31" },
	{ TIMELINE_DECADE, 0, "AD 1 to AD 9", "0001-01-01", "0009-12-31" },
	{ TIMELINE_DECADE, -1, "10 BC to 1 BC", "-0009-01-01", "0000-12-31" },
	{ TIMELINE_DECADE, -5, "50 BC to 41 BC", "-0049-01-01", "-0040-12-31" },
	{ TIMELINE_DECADE, 1234, "12340 to 12349", "12340-01-01",
	    "12349-12-31" },
	{ TIMELINE_YEAR, 1967, "1967", "1967-01-01", "1967-12-31" },
	{ TIMELINE_YEAR, 1, "AD 1", "0001-01-01", "0001-12-31" },
	{ TIMELINE_YEAR, 0, "1 BC", "0000-01-01", "0000-12-31" },
	{ TIMELINE_YEAR, -43, "44 BC", "-0043-01-01", "-0043-12-31" },
	{ TIMELINE_YEAR, -99999, "100000 BC", "-99999-01-01", "-99999-12-31" },
	{ TIMELINE_MONTH, 1967 * 12 + 4, "May 1967", "1967-05-01",
	    "1967-05-31" },
	{ TIMELINE_MONTH, 2000 * 12 + 1, "February 2000", "2000-02-01",
	    "2000-02-29" },
	{ TIMELINE_MONTH, 0, "January 1 BC", "0000-01-01", "0000-01-31" },
	{ TIMELINE_MONTH, -1, "December 2 BC", "-0001-12-01", "-0001-12-31" },
	{ TIMELINE_MONTH, -12, "January 2 BC", "-0001-01-01", "-0001-01-31" },
	{ TIMELINE_MONTH, -43 * 12 + 2, "March 44 BC", "-0043-03-01",
	    "-0043-03-31" },
};

static int32_t
day_of(const char *text)
{
	struct date d;
	struct err e;

	ck_assert_msg(date_parse(str_of(text), &d, &e), "%s", e.text);
	return d.first;
}

START_TEST(bars_are_as_people_count)
{
	struct buf name = BUF_INIT;
	int32_t first, last;

	timeline_days(bars[_i].level, bars[_i].number, &first, &last);
	ck_assert_int_eq(first, day_of(bars[_i].first));
	ck_assert_int_eq(last, day_of(bars[_i].last));
	ck_assert_int_eq(
	    timeline_bar_of(bars[_i].level, first), bars[_i].number);
	ck_assert_int_eq(
	    timeline_bar_of(bars[_i].level, last), bars[_i].number);
	buf_adds(&name, "in ");
	timeline_describe(&name, bars[_i].level, bars[_i].number);
	ck_assert_str_eq(buf_cstr(&name) + 3, bars[_i].name);
	buf_fini(&name);
}
END_TEST

START_TEST(bars_follow_each_other)
{
	static const int32_t most[] = { 999, 9999, 99998, 99998 * 12 };
	enum timeline_level level = (enum timeline_level)_i;
	int32_t step = most[_i] / 5000 + 1, first, last, next, dummy;

	for (int32_t n = -most[_i]; n <= most[_i]; n += step) {
		timeline_days(level, n, &first, &last);
		timeline_days(level, n + 1, &next, &dummy);
		ck_assert_int_eq(last + 1, next);
		ck_assert_int_le(first, last);
		ck_assert_int_eq(timeline_bar_of(level, first), n);
		ck_assert_int_eq(timeline_bar_of(level, last), n);
	}
}
END_TEST

static const struct dated small[] = {
	{ "1948-05-17", POLITICS },
	{ "1948", TRADE },
	{ "", CULTURE },
	{ "1949-21", VISITS }, /* spring */
	{ "1949-24", VISITS }, /* winter, into 1950 */
	{ "194X", TREATIES },  /* from 1940 on */
	{ "1950-02/1952-03", TRADE },
	{ "../1941-06", CULTURE },     /* an open start is the span's */
	{ "1952-01-02/..", POLITICS }, /* so is an open end */
	{ "../..", POLITICS },         /* says nothing */
	{ "1953-12-31", VISITS },
};
#define NSMALL (sizeof small / sizeof small[0])

START_TEST(years_count_what_touches_them)
{
	/* 1940 to 1953 */
	static const uint32_t want[][2] = { { 0, 2 }, { 0, 2 }, { 0, 1 },
		{ 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 1 }, { 0, 1 }, { 2, 1 },
		{ 1, 2 }, { 0, 2 }, { 0, 1 }, { 0, 2 }, { 1, 1 } };

	c = dated_chronicle(small, NSMALL);
	build(TIMELINE_YEAR, ALL_ROWS, NULL);
	ck_assert_int_eq(t.level, TIMELINE_YEAR);
	ck_assert_int_eq(t.first, 1940);
	ck_assert_uint_eq(t.nbars, 14);
	ck_assert_int_eq(t.first_day, day_of("1940-01-01"));
	ck_assert_int_eq(t.last_day, day_of("1953-12-31"));
	for (size_t i = 0; i < t.nbars; i++)
		assert_bar(i, want[i][0], want[i][1]);
	ck_assert_uint_eq(t.sum.sum.all.within, 4);
	ck_assert_uint_eq(t.sum.sum.all.wider, 5);
	ck_assert_uint_eq(t.sum.undated, 2);
}
END_TEST

START_TEST(other_levels_count_the_same_events)
{
	c = dated_chronicle(small, NSMALL);
	build(TIMELINE_DECADE, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 2);
	/* What is open at the start is within the decade all the same. */
	assert_bar(0, 5, 1);
	assert_bar(1, 3, 1);
	build(TIMELINE_CENTURY, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 1);
	assert_bar(0, 9, 0);
	build(TIMELINE_MONTH, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 14 * 12);
	assert_bar(8 * 12 + 3, 0, 2); /* April 1948 */
	assert_bar(8 * 12 + 4, 1, 2);
	assert_bar(9 * 12 + 1, 0, 1); /* spring is from March to May */
	assert_bar(9 * 12 + 2, 0, 2);
	assert_bar(9 * 12 + 4, 0, 2);
	assert_bar(9 * 12 + 5, 0, 1);
	ck_assert_uint_eq(t.sum.sum.all.within, 2);
	ck_assert_uint_eq(t.sum.sum.all.wider, 7);
}
END_TEST

START_TEST(sections_have_rows_in_their_order)
{
	c = dated_chronicle(small, NSMALL);
	build(TIMELINE_YEAR, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nrows, 3);
	ck_assert_uint_eq(t.row[0].section, POLITICS);
	ck_assert_uint_eq(t.row[1].section, TRADE);
	ck_assert_uint_eq(t.row[2].section, CULTURE);
	ck_assert_uint_eq(t.row[0].sum.all.within, 3);
	ck_assert_uint_eq(t.row[0].sum.all.wider, 3);
	ck_assert_uint_eq(t.row[0].undated, 1);
	ck_assert_uint_eq(t.row[1].undated, 0);
	ck_assert_uint_eq(timeline_at(&t, 1, 8)->all.within, 1);
	ck_assert_uint_eq(timeline_at(&t, 1, 11)->all.wider, 1);
}
END_TEST

START_TEST(small_sections_share_the_last_row)
{
	c = dated_chronicle(small, NSMALL);
	build(TIMELINE_YEAR, 3, NULL);
	ck_assert_uint_eq(t.nrows, 3);
	ck_assert_uint_eq(t.row[2].section, CULTURE);
	build(TIMELINE_YEAR, 2, NULL);
	ck_assert_uint_eq(t.nrows, 2);
	ck_assert_uint_eq(t.row[0].section, POLITICS);
	ck_assert_uint_eq(t.row[1].section, SECTION_NONE);
	ck_assert_uint_eq(t.row[1].sum.all.within, 1);
	ck_assert_uint_eq(t.row[1].sum.all.wider, 2);
	ck_assert_uint_eq(t.row[1].undated, 1);
	build(TIMELINE_YEAR, 1, NULL);
	ck_assert_uint_eq(t.nrows, 1);
	ck_assert_uint_eq(t.row[0].section, SECTION_NONE);
	ck_assert_uint_eq(t.row[0].sum.all.wider, 5);
	build(TIMELINE_YEAR, SIZE_MAX, NULL);
	ck_assert_uint_eq(t.nrows, 3);
}
END_TEST

START_TEST(of_equal_sections_the_first_have_rows)
{
	static const struct dated given[] = { { "1950", TRADE },
		{ "1951", CULTURE }, { "1952", POLITICS } };

	c = dated_chronicle(given, 3);
	build(TIMELINE_YEAR, 2, NULL);
	ck_assert_uint_eq(t.nrows, 2);
	ck_assert_uint_eq(t.row[0].section, POLITICS);
	ck_assert_uint_eq(t.row[1].section, SECTION_NONE);
	ck_assert_uint_eq(t.row[1].sum.all.within, 2);
}
END_TEST

START_TEST(a_result_is_counted_beside_the_whole)
{
	struct result r;
	struct err e;

	c = dated_chronicle(small, NSMALL);
	result_init(&r);
	ck_assert(result_filter(&r, c, TRADE, NULL, &e));
	build(TIMELINE_YEAR, ALL_ROWS, &r);
	result_fini(&r);
	ck_assert_int_eq(t.first, 1940);
	assert_bar(8, 2, 1);
	ck_assert_uint_eq(t.all[8].listed.within, 1);
	ck_assert_uint_eq(t.all[8].listed.wider, 0);
	ck_assert_uint_eq(t.all[11].listed.wider, 1);
	ck_assert_uint_eq(t.sum.sum.listed.within, 1);
	ck_assert_uint_eq(t.sum.sum.listed.wider, 1);
	ck_assert_uint_eq(t.sum.undated_listed, 0);
	ck_assert_uint_eq(t.row[0].sum.listed.within, 0);
	ck_assert_uint_eq(t.row[1].sum.listed.within, 1);
	ck_assert_uint_eq(t.sum.undated, 2);
}
END_TEST

START_TEST(christ_is_no_gap)
{
	static const struct dated given[] = { { "-0043-03-15", POLITICS },
		{ "0000", POLITICS }, { "0001", TRADE }, { "-00XX", TRADE } };

	c = dated_chronicle(given, 4);
	build(TIMELINE_YEAR, ALL_ROWS, NULL);
	ck_assert_int_eq(t.first, -99);
	ck_assert_uint_eq(t.nbars, 101);
	assert_bar(-43 + 99, 1, 1);
	assert_bar(98, 0, 1); /* -00XX ends with 2 BC */
	assert_bar(99, 1, 0);
	assert_bar(100, 1, 0);
	build(TIMELINE_CENTURY, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 2);
	assert_bar(0, 3, 0);
	assert_bar(1, 1, 0);
}
END_TEST

START_TEST(what_has_no_date_has_no_bars)
{
	static const struct dated given[] = { { "", TRADE },
		{ "../..", CULTURE } };

	c = chronicle_new();
	build(TIMELINE_YEAR, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 0);
	ck_assert_uint_eq(t.sum.undated, 0);
	ck_assert_uint_eq(timeline_bars(&t, TIMELINE_MONTH), 0);
	chronicle_free(c);
	c = dated_chronicle(given, 2);
	build(TIMELINE_MONTH, ALL_ROWS, NULL);
	ck_assert_uint_eq(t.nbars, 0);
	ck_assert_uint_eq(t.sum.undated, 2);
	ck_assert_uint_eq(t.sum.undated_listed, 2);
	ck_assert_uint_eq(t.nrows, 2);
}
END_TEST

START_TEST(bars_are_coarser_than_asked_for_if_too_many)
{
	static const struct dated given[] = { { "-99999", TRADE },
		{ "99999-12-31", CULTURE }, { "1948-05", TRADE } };
	struct timeline_ask ask = { TIMELINE_MONTH, 19, ALL_ROWS };
	struct err e;

	c = dated_chronicle(small, NSMALL);
	ck_assert(timeline_build(&t, c, NULL, &ask, &e));
	ck_assert_int_eq(t.level, TIMELINE_YEAR);
	ask.bars = 13;
	ck_assert(timeline_build(&t, c, NULL, &ask, &e));
	ck_assert_int_eq(t.level, TIMELINE_DECADE);
	ck_assert_uint_eq(timeline_bars(&t, TIMELINE_MONTH), 14 * 12);
	ask.bars = 1;
	ck_assert(timeline_build(&t, c, NULL, &ask, &e));
	ck_assert_int_eq(t.level, TIMELINE_CENTURY);
	chronicle_free(c);
	c = dated_chronicle(given, 3);
	build(TIMELINE_MONTH, ALL_ROWS, NULL);
	ck_assert_int_eq(t.level, TIMELINE_YEAR);
	ck_assert_uint_eq(t.nbars, 199999);
	assert_bar(0, 1, 0);
	assert_bar(99999 + 1948, 1, 0);
	assert_bar(199998, 1, 0);
	ask.bars = 1; /* the coarsest there is */
	ck_assert(timeline_build(&t, c, NULL, &ask, &e));
	ck_assert_int_eq(t.level, TIMELINE_CENTURY);
	ck_assert_uint_eq(t.nbars, 2000);
}
END_TEST

/* The same numbers for the same start (xorshift64, G. Marsaglia). */
static uint64_t seed;

static uint32_t
any(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % below;
}

static void
add_any(struct events *ev, int32_t middle, uint32_t days)
{
	static const enum date_precision how[] = { DATE_NONE, DATE_DAY,
		DATE_MONTH, DATE_YEAR, DATE_INTERVAL };
	struct date d = { .precision = how[any(5)] };
	uint32_t kind = any(20);

	if (d.precision != DATE_NONE) {
		d.first = middle - (int32_t)(days / 2) + (int32_t)any(days);
		d.last = d.first;
	}
	if (d.precision == DATE_MONTH)
		d.last += 30;
	if (d.precision == DATE_YEAR)
		d.last += 365;
	if (d.precision == DATE_INTERVAL) {
		d.last += (int32_t)any(days);
		if (kind < 3)
			d.first = DATE_OPEN_START;
		if (kind == 0 || (kind > 2 && kind < 6))
			d.last = DATE_OPEN_END;
	}
	ck_assert(events_add(ev, &d, any(NSECTIONS), 0));
}

/* Does event n count for row? */
static bool
belongs(size_t n, size_t row)
{
	uint32_t section = chronicle_section(c, n);

	if (chronicle_sections(c)->at[section].parent != SECTION_NONE)
		section = chronicle_sections(c)->at[section].parent;
	if (t.row[row].section != SECTION_NONE)
		return section == t.row[row].section;
	for (size_t i = 0; i < t.nrows; i++)
		if (t.row[i].section == section)
			return false;
	return true;
}

/* The bar as it is defined, one event after the other. */
static struct timeline_bar
count_slowly(size_t row, size_t i, const bool *listed)
{
	struct timeline_bar bar = { { 0, 0 }, { 0, 0 } };
	size_t n = chronicle_count(c);
	int32_t first, last;

	timeline_days(t.level, t.first + (int32_t)i, &first, &last);
	for (size_t k = 0; k < n; k++) {
		struct date d = chronicle_date(c, k);

		if (d.precision == DATE_NONE || !belongs(k, row) ||
		    (d.first == DATE_OPEN_START && d.last == DATE_OPEN_END))
			continue;
		if (d.first < t.first_day)
			d.first = t.first_day;
		if (d.last > t.last_day)
			d.last = t.last_day;
		if (d.last < first || d.first > last)
			continue;
		if (d.first >= first && d.last <= last) {
			bar.all.within++;
			bar.listed.within += listed[k];
		} else {
			bar.all.wider++;
			bar.listed.wider += listed[k];
		}
	}
	return bar;
}

static void
assert_all_bars(const bool *listed)
{
	struct timeline_bar want;

	for (size_t row = 0; row < t.nrows; row++)
		for (size_t i = 0; i < t.nbars; i++) {
			want = count_slowly(row, i, listed);
			ck_assert_msg(memcmp(&want, timeline_at(&t, row, i),
					  sizeof want) == 0,
			    "level %d, row %zu, bar %zu", (int)t.level, row, i);
		}
}

static void
assert_sums(size_t nlisted)
{
	struct timeline_bar sum = { { 0, 0 }, { 0, 0 } };
	const struct timeline_bar *all = &t.sum.sum;

	for (size_t i = 0; i < t.nbars; i++) {
		sum.all.within += t.all[i].all.within;
		sum.listed.within += t.all[i].listed.within;
	}
	ck_assert_uint_eq(all->all.within, sum.all.within);
	ck_assert_uint_eq(all->listed.within, sum.listed.within);
	ck_assert_uint_eq(all->all.within + all->all.wider + t.sum.undated,
	    chronicle_count(c));
	ck_assert_uint_eq(
	    all->listed.within + all->listed.wider + t.sum.undated_listed,
	    nlisted);
}

START_TEST(any_chronicle_is_counted_right)
{
	static const uint32_t spans[] = { 40, 800, 5000, 60000 };
	bool listed[60] = { false };
	struct events ev;
	struct result r;
	size_t n, dated;

	seed = 88172645463325252u + (uint64_t)_i;
	c = chronicle_new();
	result_init(&r);
	events_init(&ev);
	n = any(60);
	for (size_t i = 0; i < n; i++)
		add_any(&ev, day_of(_i % 2 ? "0001-01-01" : "1948-05-17"),
		    spans[_i / 2 % 4]);
	dated_adopt(c, &ev, true);
	ck_assert(stretch(&r.event, 60, sizeof *r.event));
	for (size_t i = 0; i < n; i++) {
		uint32_t event = chronicle_order(c, &dated)[i];

		listed[event] = any(3) > 0;
		if (listed[event])
			r.event[r.n++] = event;
	}
	for (int level = 0; level < TIMELINE_NLEVELS; level++) {
		build((enum timeline_level)level, 1 + any(5), &r);
		if (t.nbars < 300)
			assert_all_bars(listed);
		assert_sums(r.n);
	}
	result_fini(&r);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, bars_are_as_people_count, 0,
	    (int)(sizeof bars / sizeof bars[0]));
	tcase_add_loop_test(tc, bars_follow_each_other, 0, TIMELINE_NLEVELS);
	tcase_add_test(tc, years_count_what_touches_them);
	tcase_add_test(tc, other_levels_count_the_same_events);
	tcase_add_test(tc, sections_have_rows_in_their_order);
	tcase_add_test(tc, small_sections_share_the_last_row);
	tcase_add_test(tc, of_equal_sections_the_first_have_rows);
	tcase_add_test(tc, a_result_is_counted_beside_the_whole);
	tcase_add_test(tc, christ_is_no_gap);
	tcase_add_test(tc, what_has_no_date_has_no_bars);
	tcase_add_test(tc, bars_are_coarser_than_asked_for_if_too_many);
	tcase_add_loop_test(tc, any_chronicle_is_counted_right, 0, 200);
}

int
main(void)
{
	return run_tests("timeline", add_tests);
}
