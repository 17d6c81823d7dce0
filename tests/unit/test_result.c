#include "config.h"

#include "model/result.h"

#include <check.h>

#include "base/mem.h"
#include "model/delivery.h"
#include "model/segment.h"
#include "running.h"

enum { ALL, LEFT, LEFT_LOW, RIGHT, EMPTY, NSECTIONS };

/* Events in the order of the file, with the place at which they are read. */
static const struct given {
	const char *date;
	uint32_t section;
	size_t place;
} given[] = {
	{ "1948-05-17", LEFT_LOW, 2 },
	{ "", LEFT, 6 },
	{ "1947-05", RIGHT, 0 },
	{ "1947-11-29", LEFT, 1 },
	{ "2022-02-24/..", RIGHT, 5 },
	{ "", RIGHT, 7 },
	{ "1967-06-10", LEFT_LOW, 3 },
	{ "1991-10", ALL, 4 },
};
#define NGIVEN (sizeof given / sizeof given[0])

static struct chronicle *c;
static struct result r;

static void
add_sections(struct sections *s)
{
	sections_add(s, str_of("all"), SECTION_NONE, str_of("All"), str_of(""));
	sections_add(s, str_of("left"), ALL, str_of("Left"), str_of(""));
	sections_add(s, str_of("low"), LEFT, str_of("Low"), str_of(""));
	sections_add(s, str_of("right"), ALL, str_of("Right"), str_of(""));
	sections_add(
	    s, str_of("empty"), SECTION_NONE, str_of("Empty"), str_of(""));
}

static void
adopt(struct delivery *d)
{
	struct err e;

	ck_assert(segment_seal(d->segment, NULL, &e));
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
}

static void
setup(void)
{
	struct delivery *d = delivery_new();
	struct err e;

	c = chronicle_new();
	result_init(&r);
	d->title = x_strdup("");
	d->source = x_strdup("");
	columns_add(&d->columns, str_of("date"));
	add_sections(&d->sections);
	for (size_t i = 0; i < NGIVEN; i++) {
		struct str field = str_of(given[i].date);
		struct segment_row row = { .section = given[i].section };

		if (i == 5) { /* from here on in another segment */
			adopt(d);
			d = delivery_new();
		}
		if (d->segment == NULL)
			d->segment = segment_new(1, 10, &e);
		ck_assert(date_parse(field, &row.date, &e));
		ck_assert(segment_add(d->segment, &field, &row, &e));
	}
	adopt(d);
}

static void
teardown(void)
{
	result_fini(&r);
	chronicle_free(c);
}

static void
build(uint32_t section)
{
	struct err e;

	ck_assert_msg(result_filter(&r, c, section, NULL, &e), "%s", e.text);
}

START_TEST(without_a_section_all_is_there)
{
	size_t place;

	build(SECTION_NONE);
	ck_assert_uint_eq(r.n, NGIVEN);
	ck_assert_uint_eq(r.dated, 6);
	for (size_t i = 0; i < NGIVEN; i++) {
		ck_assert_uint_eq(r.event[given[i].place], i);
		ck_assert(result_find(&r, c, i, &place));
		ck_assert_uint_eq(place, given[i].place);
	}
	ck_assert(!result_find(&r, c, NGIVEN, &place));
	ck_assert(!result_find(&r, c, SIZE_MAX, &place));
}
END_TEST

START_TEST(a_section_has_what_is_below_it)
{
	static const struct {
		uint32_t section;
		size_t n, dated;
	} want[] = {
		{ ALL, 8, 6 },
		{ LEFT, 4, 3 },
		{ LEFT_LOW, 2, 2 },
		{ RIGHT, 3, 2 },
		{ EMPTY, 0, 0 },
	};

	build(want[_i].section);
	ck_assert_uint_eq(r.n, want[_i].n);
	ck_assert_uint_eq(r.dated, want[_i].dated);
}
END_TEST

START_TEST(a_filter_keeps_the_order)
{
	size_t place = 99;

	build(LEFT);
	ck_assert_uint_eq(r.event[0], 3);
	ck_assert_uint_eq(r.event[1], 0);
	ck_assert_uint_eq(r.event[2], 6);
	ck_assert_uint_eq(r.event[3], 1);
	ck_assert(result_find(&r, c, 1, &place));
	ck_assert_uint_eq(place, 3);
	ck_assert(!result_find(&r, c, 2, &place)); /* before the first */
	ck_assert(!result_find(&r, c, 7, &place)); /* between two */
	ck_assert(!result_find(&r, c, 5, &place)); /* behind the last */
	ck_assert_uint_eq(place, 3);
}
END_TEST

START_TEST(a_result_may_be_built_again)
{
	build(SECTION_NONE);
	build(RIGHT);
	build(SECTION_NONE);
	ck_assert_uint_eq(r.n, NGIVEN);
	build(EMPTY);
	ck_assert_uint_eq(r.n, 0);
}
END_TEST

START_TEST(years_go_forward)
{
	static const struct {
		int32_t year;
		size_t place;
	} want[] = {
		{ INT32_MIN, 0 },
		{ -5000, 0 },
		{ 1946, 0 },
		{ 1947, 0 },
		{ 1948, 2 },
		{ 1949, 3 },
		{ 1967, 3 },
		{ 1968, 4 },
		{ 1991, 4 },
		{ 2022, 5 },
		{ 2023, 6 },
		{ INT32_MAX, 6 },
	};

	build(SECTION_NONE);
	ck_assert_uint_eq(result_year(&r, c, want[_i].year), want[_i].place);
}
END_TEST

START_TEST(a_place_has_a_year)
{
	static const int32_t want[] = { 1947, 1947, 1948, 1967, 1991, 2022 };

	build(SECTION_NONE);
	for (size_t i = 0; i < r.dated; i++)
		ck_assert_int_eq(result_year_at(&r, c, i), want[i]);
}
END_TEST

START_TEST(counts_include_what_is_below)
{
	static const uint32_t want[NSECTIONS] = { 8, 4, 2, 3, 0 };
	uint32_t count[NSECTIONS];

	ck_assert_uint_eq(facets_sections(c, NULL, count), 8);
	ck_assert_mem_eq(count, want, sizeof want);
}
END_TEST

START_TEST(the_span_is_that_of_the_dated)
{
	struct chronicle *none = chronicle_new();
	int32_t first, last;

	ck_assert(facets_span(c, &first, &last));
	ck_assert_int_eq(first, 1947);
	ck_assert_int_eq(last, 2022);
	ck_assert(!facets_span(none, &first, &last));
	chronicle_free(none);
}
END_TEST

/* The bins as they are defined, one event after the other. */
static void
count_slowly(int32_t first, int32_t last, uint32_t *bin, size_t nbins)
{
	int64_t start = date_day(first, 1, 1);
	int64_t days = date_day(last + 1, 1, 1) - start;

	for (size_t i = 0; i < nbins; i++)
		bin[i] = 0;
	for (size_t i = 0; i < r.dated; i++) {
		struct date d = chronicle_date(c, r.event[i]);
		int64_t day = date_key(&d) - start;

		if (day >= 0 && day < days)
			bin[day * (int64_t)nbins / days]++;
	}
}

START_TEST(bins_hold_each_event_once)
{
	static const struct {
		int32_t first, last;
		size_t nbins;
		uint32_t sum;
	} want[] = {
		{ 1947, 2022, 1, 6 },
		{ 1947, 2022, 24, 6 },
		{ 1947, 2022, 76, 6 },
		{ 1947, 2022, 1000, 6 },
		{ 1947, 1947, 365, 2 },
		{ 1947, 1947, 2000, 2 },
		{ 1948, 1991, 7, 3 },
		{ 1900, 1946, 7, 0 },
		{ 2023, 2100, 7, 0 },
		{ -99999, 99999, 50, 6 },
	};
	size_t nbins = want[_i].nbins;
	uint32_t bin[2000], slowly[2000], sum = 0;

	build(SECTION_NONE);
	facets_plot(&r, c, want[_i].first, want[_i].last, bin, nbins);
	count_slowly(want[_i].first, want[_i].last, slowly, nbins);
	ck_assert_mem_eq(bin, slowly, nbins * sizeof *bin);
	for (size_t i = 0; i < nbins; i++)
		sum += bin[i];
	ck_assert_uint_eq(sum, want[_i].sum);
}
END_TEST

START_TEST(a_year_is_a_bin_where_there_are_as_many)
{
	uint32_t bin[76];

	build(SECTION_NONE);
	for (int i = 0; i < 2; i++) {
		facets_plot(i == 0 ? &r : NULL, c, 1947, 2022, bin, 76);
		ck_assert_uint_eq(bin[0], 2);
		ck_assert_uint_eq(bin[1], 1);
		ck_assert_uint_eq(bin[20], 1);
		ck_assert_uint_eq(bin[75], 1);
	}
}
END_TEST

START_TEST(an_empty_chronicle_gives_an_empty_result)
{
	struct chronicle *none = chronicle_new();
	struct err e;
	uint32_t bin[3] = { 9, 9, 9 };
	size_t place;

	ck_assert(result_filter(&r, none, SECTION_NONE, NULL, &e));
	ck_assert_uint_eq(r.n, 0);
	ck_assert_uint_eq(r.dated, 0);
	ck_assert_uint_eq(result_year(&r, none, 1948), 0);
	ck_assert(!result_find(&r, none, 0, &place));
	facets_plot(&r, none, 1900, 2000, bin, 3);
	ck_assert_uint_eq(bin[0] + bin[1] + bin[2], 0);
	chronicle_free(none);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, without_a_section_all_is_there);
	tcase_add_loop_test(tc, a_section_has_what_is_below_it, 0, NSECTIONS);
	tcase_add_test(tc, a_filter_keeps_the_order);
	tcase_add_test(tc, a_result_may_be_built_again);
	tcase_add_loop_test(tc, years_go_forward, 0, 12);
	tcase_add_test(tc, a_place_has_a_year);
	tcase_add_test(tc, counts_include_what_is_below);
	tcase_add_test(tc, the_span_is_that_of_the_dated);
	tcase_add_loop_test(tc, bins_hold_each_event_once, 0, 10);
	tcase_add_test(tc, a_year_is_a_bin_where_there_are_as_many);
	tcase_add_test(tc, an_empty_chronicle_gives_an_empty_result);
}

int
main(void)
{
	return run_tests("result", add_tests);
}
