#include "config.h"

#include "model/cell.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "model/bitset.h"
#include "running.h"

START_TEST(numbers_are_in_order)
{
	static const struct {
		const char *a, *b;
		int order;
	} table[] = {
		{ "1", "2", -1 },
		{ "2", "10", -1 },
		{ "10", "10.0", 0 },
		{ "007", "7", 0 },
		{ "+3", "3", 0 },
		{ "-0", "0.000", 0 },
		{ "-1", "0", -1 },
		{ "-10", "-9", -1 },
		{ "-1.5", "-1.25", -1 },
		{ "1.5", "1.25", 1 },
		{ ".5", "0.50", 0 },
		{ "5.", "5", 0 },
		{ " 5\t", "5", 0 },
		{ "0.1", "0.10000000000000000000000001", -1 },
		{ "123456789012345678901234567890",
		    "123456789012345678901234567891", -1 },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct str a = str_of(table[i].a), b = str_of(table[i].b);
		int order = 9, turned = 9;

		ck_assert(cell_compare_numbers(a, b, &order));
		ck_assert(cell_compare_numbers(b, a, &turned));
		order = (order > 0) - (order < 0);
		turned = (turned > 0) - (turned < 0);
		ck_assert_msg(order == table[i].order && turned == -order,
		    "%s and %s: %d", table[i].a, table[i].b, order);
	}
}
END_TEST

START_TEST(what_is_no_number_is_not_compared)
{
	static const char *const none[] = { "", " ", "-", "+", ".", "1e3",
		"1,000", "0x1", "--1", "1 2", "1.2.3", "inf", "n/a", "\u0661" };

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		int order;

		ck_assert_msg(
		    !cell_compare_numbers(str_of(none[i]), str_of("1"), &order),
		    "%s", none[i]);
		ck_assert(!cell_compare_numbers(
		    str_of("1"), str_of(none[i]), &order));
	}
}
END_TEST

START_TEST(dates_are_compared_whole)
{
	static const struct {
		const char *a, *b;
		bool lt, le, gt, ge;
	} table[] = {
		{ "1948", "1949", true, true, false, false },
		{ "1948", "1948", false, true, false, true },
		{ "1948-05", "1948", false, true, false, true },
		{ "1948", "1948-05", false, false, false, false },
		{ "1948-12-31", "1948", false, true, false, true },
		{ "1948/..", "1950", false, false, false, false },
		{ "../1948", "1950", true, true, false, false },
		{ "1950/..", "1948", false, false, true, true },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct date a, b;

		ck_assert(date_parse(str_of(table[i].a), &a, NULL));
		ck_assert(date_parse(str_of(table[i].b), &b, NULL));
		ck_assert_msg(
		    cell_compare_dates(&a, QUERY_LT, &b) == table[i].lt &&
			cell_compare_dates(&a, QUERY_LE, &b) == table[i].le &&
			cell_compare_dates(&a, QUERY_GT, &b) == table[i].gt &&
			cell_compare_dates(&a, QUERY_GE, &b) == table[i].ge,
		    "%s and %s", table[i].a, table[i].b);
	}
}
END_TEST

/* A set put into another one is there, and nothing besides. */
START_TEST(sets_are_put_anywhere)
{
	for (size_t start = 0; start < 130; start++) {
		size_t n = 1 + (size_t)_i;
		size_t words = bitset_words(start + n);
		/* No more than is needed, so that a sanitizer sees a step
		 * outside. */
		uint64_t *set = calloc(words, sizeof *set);
		uint64_t *from = calloc(bitset_words(n), sizeof *from);

		ck_assert(set != NULL && from != NULL);
		bitset_fill(from, n);
		ck_assert_uint_eq(bitset_count(from, n), n);
		from[0] &= ~UINT64_C(2);
		bitset_put(set, start, from, n);
		for (size_t i = 0; i < words * 64; i++)
			ck_assert(
			    bitset_has(set, i) ==
			    (i >= start && i < start + n && i != start + 1));
		free(set);
		free(from);
	}
}
END_TEST

START_TEST(sets_know_their_end)
{
	uint64_t a[3], b[3];

	bitset_clear(a, 130);
	ck_assert(bitset_empty(a, 130));
	bitset_not(a, 130);
	ck_assert_uint_eq(bitset_count(a, 130), 130);
	memcpy(b, a, bitset_words(130) * sizeof *b);
	bitset_not(b, 130);
	ck_assert(bitset_empty(b, 130));
	bitset_add(b, 129);
	ck_assert(!bitset_empty(b, 130));
	bitset_and(a, b, 130);
	ck_assert_uint_eq(bitset_count(a, 130), 1);
	bitset_add(b, 0);
	bitset_or(a, b, 130);
	ck_assert_uint_eq(bitset_count(a, 130), 2);
	ck_assert_uint_eq(bitset_next(a, 130, 0), 0);
	ck_assert_uint_eq(bitset_next(a, 130, 1), 129);
	ck_assert_uint_eq(bitset_next(a, 130, 129), 129);
	ck_assert_uint_eq(bitset_next(a, 130, 130), 130);
	ck_assert_uint_eq(bitset_next(a, 129, 1), 129);
	bitset_clear(a, 130);
	bitset_add(a, 64);
	ck_assert_uint_eq(bitset_next(a, 130, 3), 64);
	ck_assert_uint_eq(bitset_next(a, 130, 65), 130);
	ck_assert(bitset_empty(a, 0));
	ck_assert_uint_eq(bitset_count(a, 0), 0);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_test(tc, numbers_are_in_order);
	tcase_add_test(tc, what_is_no_number_is_not_compared);
	tcase_add_test(tc, dates_are_compared_whole);
	tcase_add_loop_test(tc, sets_are_put_anywhere, 0, 130);
	tcase_add_test(tc, sets_know_their_end);
}

int
main(void)
{
	return run_tests("cell", add_tests);
}
