#include "config.h"

#include "base/yearday.h"

#include <check.h>

#include "base/clock.h"
#include "running.h"

static const struct {
	const char *text;
	bool looks, is;
	int month, day;
} days[] = {
	{ "01-01", true, true, 1, 1 },
	{ "12-31", true, true, 12, 31 },
	{ "02-29", true, true, 2, 29 },
	{ "02-30", true, false, 0, 0 },
	{ "04-31", true, false, 0, 0 },
	{ "00-10", true, false, 0, 0 },
	{ "10-00", true, false, 0, 0 },
	{ "13-01", true, false, 0, 0 },
	{ "1-1", false, false, 0, 0 },
	{ "01-1a", false, false, 0, 0 },
	{ "01-011", false, false, 0, 0 },
	{ "01/01", false, false, 0, 0 },
	{ "", false, false, 0, 0 },
};
#define NDAYS ((int)(sizeof days / sizeof days[0]))

START_TEST(a_day_is_read)
{
	struct yearday t = { 0, 0 };
	struct err e = { 0 };

	ck_assert(yearday_looks_like(str_of(days[_i].text)) == days[_i].looks);
	ck_assert(yearday_parse(str_of(days[_i].text), &t, &e) == days[_i].is);
	if (days[_i].is) {
		ck_assert_int_eq(t.month, days[_i].month);
		ck_assert_int_eq(t.day, days[_i].day);
	} else {
		ck_assert_int_eq(e.code, ERR_USAGE);
	}
}
END_TEST

static const struct {
	const char *date;
	bool matches; /* 17 May */
} dates[] = {
	{ "1948-05-17", true },
	{ "2022-05-17", true },
	{ "-0044-05-17", true },
	{ "1948-05-17T16:00:00Z", true },
	{ "1948-05-17?", true },
	{ "1948-05-18", false },
	{ "1948-06-17", false },
	{ "1948-05", false },
	{ "1948", false },
	{ "1948-05-17/1948-05-20", false },
	{ "1948-05-17/..", false },
	{ "", false },
};
#define NDATES ((int)(sizeof dates / sizeof dates[0]))

START_TEST(only_a_day_is_on_a_day)
{
	static const struct yearday want = { 5, 17 };
	struct yearday is = { 0, 0 };
	struct date d;
	struct err e = { 0 };

	ck_assert_msg(date_parse(str_of(dates[_i].date), &d, &e), "%s", e.text);
	ck_assert((yearday_of(&d, &is) && yearday_equal(&is, &want)) ==
		  dates[_i].matches);
}
END_TEST

START_TEST(what_is_refused_is_shown_clean)
{
	struct yearday y;
	struct err e = { 0 };

	ck_assert(!yearday_parse(str_of("05\x1b[1m17"), &y, &e));
	ck_assert_str_eq(e.text, "'05?[1m17' is not MM-DD");
	ck_assert(!yearday_parse(
	    str_of("\u05d0 and what else somebody may type"), &y, &e));
	ck_assert_str_eq(e.text, "'?? and what else som...' is not MM-DD");
	ck_assert(!yearday_parse(str_of("02-30"), &y, &e));
	ck_assert_str_eq(e.text, "02-30: no such day");
}
END_TEST

START_TEST(each_day_has_its_place)
{
	size_t n = 0;

	for (size_t i = 0; i < YEARDAY_PLACES; i++) {
		struct yearday y = yearday_at(i), read = { 0, 0 };
		struct buf text = BUF_INIT;

		ck_assert_uint_eq(yearday_place(&y), i);
		buf_addf(&text, "%02d-%02d", y.month, y.day);
		if (yearday_parse(buf_str(&text), &read, NULL)) {
			ck_assert(yearday_equal(&y, &read));
			n++;
		}
		buf_fini(&text);
	}
	ck_assert_uint_eq(n, 366);
}
END_TEST

START_TEST(a_day_is_told_in_words)
{
	static const struct yearday first = { 1, 1 }, last = { 12, 31 };
	struct buf text = BUF_INIT;

	yearday_describe(&text, &first);
	buf_adds(&text, ", ");
	yearday_describe(&text, &last);
	ck_assert_str_eq(buf_cstr(&text), "1 January, 31 December");
	buf_fini(&text);
}
END_TEST

START_TEST(now_is_a_day)
{
	struct yearday t;
	struct err e;

	ck_assert(clock_today(&t, &e));
	ck_assert(t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= 31);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, a_day_is_read, 0, NDAYS);
	tcase_add_loop_test(tc, only_a_day_is_on_a_day, 0, NDATES);
	tcase_add_test(tc, what_is_refused_is_shown_clean);
	tcase_add_test(tc, each_day_has_its_place);
	tcase_add_test(tc, a_day_is_told_in_words);
	tcase_add_test(tc, now_is_a_day);
}

int
main(void)
{
	return run_tests("yearday", add_tests);
}
