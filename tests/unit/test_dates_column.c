/*
 * What columns tell that a cell alone does not.
 */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "model/dates.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

static struct dates dates;

/* A column of these cells, which end with NULL, settled. */
static void
learn(const struct dates_options *options, const char *const *cell)
{
	dates_init(&dates, options);
	for (; *cell != NULL; cell++)
		dates_learn(&dates, str_of(*cell));
	dates_settle(&dates);
}

#define LEARN(options, ...)                                                    \
	learn(options, (const char *const[]){ __VA_ARGS__, NULL })

static void
is(const char *cell, const char *want)
{
	struct buf got = BUF_INIT;
	struct err e;
	struct date d;

	if (dates_parse(&dates, str_of(cell), &d, &e))
		date_print_edtf(&got, &d);
	else
		buf_adds(&got, e.text);
	ck_assert_msg(strcmp(buf_cstr(&got), want) == 0,
	    "\"%s\" is \"%s\", not \"%s\"", cell, buf_cstr(&got), want);
	buf_fini(&got);
}

START_TEST(order_told)
{
	LEARN(NULL, "3/4/1999", "23/4/1999", "5/6/1999");
	is("3/4/1999", "1999-04-03");
	is("4/23/1999", "4/23/1999: no such month");
	ck_assert(!dates_ambiguous(&dates));
	LEARN(NULL, "3/4/1999", "4/23/1999", "5/6/1999");
	is("3/4/1999", "1999-03-04");
	is("23/4/1999", "23/4/1999: no such month");
	ck_assert(!dates_ambiguous(&dates));
	/* One order for all separators. */
	LEARN(NULL, "3.4.1999", "4/23/1999");
	is("3.4.1999", "1999-03-04");
	/* Most cells are right. */
	LEARN(NULL, "13/4/1999", "4/23/1999", "14/4/1999");
	is("3/4/1999", "1999-04-03");
	/* The year may be first. */
	LEARN(NULL, "99-04-05", "98-05-23", "01-02-03");
	is("01-02-03", "2001-02-03");
	ck_assert(!dates_ambiguous(&dates));
}
END_TEST

START_TEST(order_assumed)
{
	struct buf b = BUF_INIT;

	LEARN(NULL, "3/4/1999", "4/4/1999", "5/6/1999");
	ck_assert(dates_ambiguous(&dates));
	ck_assert(!dates_contradicted(&dates));
	ck_assert(dates_explain(&dates, &b));
	ck_assert_str_eq(buf_cstr(&b),
	    "dates like 3/4/1999 are read month first; "
	    "--date-order dmy changes it");
	is("3/4/1999", "1999-03-04");
	/* The other order where this one makes no sense, until it is told. */
	is("23/4/1999", "1999-04-23");
	is("4/23/1999", "1999-04-23");
	dates_learn(&dates, str_of("23/4/1999"));
	ck_assert(dates_contradicted(&dates));
	is("3/4/1999", "1999-03-04");
	dates_settle(&dates);
	ck_assert(!dates_contradicted(&dates));
	ck_assert(!dates_ambiguous(&dates));
	is("3/4/1999", "1999-04-03");
	is("4/23/1999", "4/23/1999: no such month");

	LEARN(NULL, "3.4.1999", "5.6.1999");
	is("3.4.1999", "1999-04-03");
	buf_clear(&b);
	ck_assert(dates_explain(&dates, &b));
	ck_assert_str_eq(buf_cstr(&b),
	    "dates like 3.4.1999 are read day first; "
	    "--date-order mdy changes it");
	/* What agrees with what was assumed is no contradiction. */
	dates_learn(&dates, str_of("23.4.1999"));
	ck_assert(!dates_contradicted(&dates));
	/* Nothing is ambiguous. */
	LEARN(NULL, "4/4/1999", "2004-05-06", "5/5/2001");
	ck_assert(!dates_ambiguous(&dates));
	buf_clear(&b);
	ck_assert(!dates_explain(&dates, &b));
	ck_assert_uint_eq(b.n, 0);
	buf_fini(&b);
}
END_TEST

START_TEST(order_assumed_where_the_day_is_first)
{
	struct dates_options day_first = { .day_first = true };
	struct buf b = BUF_INIT;

	LEARN(&day_first, "3/4/1999", "5/6/1999");
	is("3/4/1999", "1999-04-03");
	ck_assert(dates_explain(&dates, &b));
	ck_assert_str_eq(buf_cstr(&b),
	    "dates like 3/4/1999 are read day first; "
	    "--date-order mdy changes it");
	buf_fini(&b);
	/* Both ends of an interval are of one order. */
	LEARN(NULL, "1999");
	is("6/10/1973-25/10/1973", "1973-10-06/1973-10-25");
	is("9/28/1973-10/6/1973", "1973-09-28/1973-10-06");
	is("3/4/1973-5/6/1973", "1973-03-04/1973-05-06");
	is("1/13/1973-13/2/1973", "1973-01-13/1973-02-13");
	LEARN(&day_first, "3/4/1999", "5/6/1999");
	/* Cells tell more. */
	LEARN(&day_first, "3/4/1999", "4/23/1999");
	is("3/4/1999", "1999-03-04");
}
END_TEST

START_TEST(order_given)
{
	struct dates_options dmy = { .order = DATE_ORDER_DMY };
	struct dates_options mdy = { .order = DATE_ORDER_MDY };
	struct dates_options ymd = { .order = DATE_ORDER_YMD };

	LEARN(&dmy, "3/4/1999", "4/23/1999");
	is("3/4/1999", "1999-04-03");
	is("4/23/1999", "4/23/1999: no such month");
	is("2004/5/6", "2004-05-06");
	ck_assert(!dates_ambiguous(&dates));
	LEARN(&mdy, "3.4.1999");
	is("3.4.1999", "1999-03-04");
	ck_assert(!dates_ambiguous(&dates));
	LEARN(&ymd, "03-04-05");
	is("03-04-05", "2003-04-05");
	/* No order puts the year elsewhere than it is. */
	is("3/4/1999", "1999-03-04");
	dates_learn(&dates, str_of("23-04-99"));
	ck_assert(!dates_contradicted(&dates));
}
END_TEST

START_TEST(centuries)
{
	struct dates_options pivot = { .has_pivot = true, .pivot = 30 };
	struct dates_options zero = { .has_pivot = true, .pivot = 0 };

	LEARN(NULL, "1/31/68", "1/31/69", "1/31/68");
	is("1/31/68", "2068-01-31");
	is("1/31/69", "1969-01-31");
	LEARN(&pivot, "1/31/1999", "1/31/29");
	is("1/31/29", "2029-01-31");
	is("1/31/30", "1930-01-31");
	LEARN(&zero, "1/31/00");
	is("1/31/00", "1900-01-31");
	/* Among years of four digits. */
	LEARN(NULL, "1/31/1908", "1/31/06", "1/31/1950");
	is("1/31/06", "1906-01-31");
	is("1/31/51", "1951-01-31");
	is("31-Jan-06", "1906-01-31");
	LEARN(NULL, "1990", "1/31/06", "1 May 2012");
	is("1/31/06", "2006-01-31");
	is("1/31/98", "1998-01-31");
	/* A series across the pivot. */
	LEARN(NULL, "31-Jan-06", "31-Jan-44", "31-Jan-45", "31-Jan-96");
	is("31-Jan-06", "1906-01-31");
	is("31-Jan-96", "1996-01-31");
	LEARN(NULL, "31-Jan-96", "31-Jan-45", "31-Jan-44", "31-Jan-06");
	is("31-Jan-06", "1906-01-31");
	/* None: it goes around once. */
	LEARN(NULL, "31-Jan-96", "31-Jan-99", "31-Jan-06", "31-Jan-10");
	is("31-Jan-06", "2006-01-31");
	is("31-Jan-96", "1996-01-31");
	/* What comes later may tell. */
	LEARN(NULL, "1/31/06", "1/31/07");
	is("1/31/06", "2006-01-31");
	dates_learn(&dates, str_of("1/31/1908"));
	ck_assert(dates_contradicted(&dates));
	dates_settle(&dates);
	is("1/31/06", "1906-01-31");
}
END_TEST

START_TEST(compact)
{
	char cell[32];

	LEARN(NULL, "20041109", "19480514", "n.d.", "2004-11-10");
	is("20041109", "2004-11-09");
	is("20041131", "20041131: not a date");
	is("12345678", "12345678: not a date");
	LEARN(NULL, "200411", "194805");
	is("200411", "2004-11");
	is("200413", "200413: not a date");
	is("200400", "200400: not a date");
	/* Numbers that only happen to be days. */
	LEARN(NULL, "20041109", "38300123", "77112233");
	is("20041109", "20041109: not a date");
	LEARN(NULL, "20041109", "17", "38300", "1234567");
	is("20041109", "20041109: not a date");
	/* That turns out later. */
	LEARN(NULL, "20041109", "20041110");
	for (int i = 0; i < 5; i++) {
		(void)snprintf(cell, sizeof cell, "7004110%d", i);
		dates_learn(&dates, str_of(cell));
	}
	ck_assert(dates_contradicted(&dates));
	dates_settle(&dates);
	is("20041109", "20041109: not a date");
}
END_TEST

START_TEST(years)
{
	LEARN(NULL, "476", "1066", "1453");
	is("476", "0476");
	is("17", "0017");
	is("1903–05", "1903/1905");
	is("1956-57", "1956/1957");
	is("14–37", "0014/0037");
	is("476–93", "0476/0493");
	LEARN(NULL, "476", "477", "478", "1453", "12", "13");
	is("476", "476: not a date");
	LEARN(NULL, "1999.0", "2004.0");
	is("1999.0", "1999");
}
END_TEST

START_TEST(years_in_a_row)
{
	LEARN(NULL, "2019-20", "2020-21", "1911-12", "1999-00");
	is("2019-20", "2019/2020");
	is("2020-21", "2020/2021");
	is("1911-12", "1911/1912");
	is("1999-00", "1999/2000");
	is("2020-22", "2020-22");
	ck_assert(!dates_contradicted(&dates));
	dates_learn(&dates, str_of("1911-11"));
	ck_assert(dates_contradicted(&dates));
	dates_settle(&dates);
	is("1911-12", "1911-12");
	/* Nothing says so: EDTF. */
	LEARN(NULL, "2020-21", "1911-12");
	is("2020-21", "2020-21");
	is("1911-12", "1911-12");
	dates_learn(&dates, str_of("2019-20"));
	ck_assert(dates_contradicted(&dates));
	LEARN(NULL, "2019-20", "2020-11");
	is("2011-12", "2011-12");
}
END_TEST

START_TEST(years_that_are_known_to_be)
{
	struct dates_options known = { .years = true };

	LEARN(&known, "-753", "-44", "14", "476");
	is("-44", "-0044");
	is("14", "0014");
	is("476", "0476");
	LEARN(&known, "14");
	is("14", "0014");
	is("1453", "1453");
}
END_TEST

START_TEST(units)
{
	struct dates_options numbers = { .numbers = true };

	LEARN(&numbers, "38300", "38301.5", "");
	is("38300", "2004-11-09");
	is("38301.5", "2004-11-10");
	is("25569", "1970-01-01");
	is("2004-11-09", "2004-11-09");
	LEARN(&numbers, "1100000000", "1099999999", "-86400000");
	is("1100000000", "2004-11-09");
	is("1099990000", "2004-11-09");
	is("0", "1970-01-01");
	is("-1", "1969-12-31");
	is("-86400", "1969-12-31");
	is("-86401", "1969-12-30");
	LEARN(&numbers, "1100000000000", "1100000000001");
	is("1100000000000", "2004-11-09");
	/* Years and days are what they are. */
	LEARN(&numbers, "1948", "1949");
	is("1948", "1948");
	LEARN(&numbers, "20041109", "20041110");
	is("20041109", "2004-11-09");
	/* Not all are of one kind. */
	LEARN(&numbers, "1100000000", "17");
	is("1100000000", "1100000000: not a date");
	/* Nobody asked for it; five digits are a year of EDTF. */
	LEARN(NULL, "1100000000", "1099999999");
	is("1100000000", "1100000000: not a date");
	LEARN(NULL, "38300", "38301");
	is("38300", "Y38300");
}
END_TEST

START_TEST(sentinels)
{
	static const char *const day[] = { "1970-01-01", "1/1/1900",
		"1970-01-01T00:00:00Z", "1 January 1970" };

	for (size_t k = 0; k < COUNT(day); k++)
		for (int share = 2; share < 6; share++) {
			char cell[32];

			dates_init(&dates, NULL);
			for (int i = 0; i < 10; i++) {
				(void)snprintf(
				    cell, sizeof cell, "2004-11-%02d", i + 10);
				dates_learn(
				    &dates, str_of(i < share ? day[k] : cell));
			}
			dates_settle(&dates);
			is(day[k], share > 3 ? ""
				   : k == 1  ? "1900-01-01"
					     : "1970-01-01");
			is("2004-11-09", "2004-11-09");
			is("1970", "1970");
		}
	/* Too few to say so. */
	LEARN(NULL, "1970-01-01");
	is("1970-01-01", "1970-01-01");
	/* Such cells come later. */
	dates_init(&dates, NULL);
	for (int i = 0; i < 20; i++)
		dates_learn(&dates, str_of("2004-11-09"));
	dates_settle(&dates);
	for (int i = 0; i < 8; i++)
		dates_learn(&dates, str_of("1970-01-01"));
	ck_assert(!dates_contradicted(&dates));
	dates_learn(&dates, str_of("1970-01-01"));
	ck_assert(dates_contradicted(&dates));
	dates_settle(&dates);
	is("1970-01-01", "");
	/* And it does not change at every cell. */
	for (int i = 0; i < 20; i++)
		dates_learn(&dates, str_of("2004-11-09"));
	ck_assert(!dates_contradicted(&dates));
}
END_TEST

/* What EDTF accepts is never read in another way. */
START_TEST(edtf_first)
{
	static const char *const cells[] = { "2010-11", "2010-24", "1948-21",
		"199X", "1948-XX", "1947/1948", "/1948", "1948/", "2022/..",
		"0000", "-0044", "Y17000", "12345", "1948-05-17T16:00:00Z" };

	LEARN(NULL, "23/4/1999", "20041109", "476", "1948");
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct date want, got;

		ck_assert(date_parse(str_of(cells[i]), &want, NULL));
		ck_assert(dates_parse(&dates, str_of(cells[i]), &got, NULL));
		ck_assert_int_eq(got.first, want.first);
		ck_assert_int_eq(got.last, want.last);
		ck_assert_int_eq(got.precision, want.precision);
	}
}
END_TEST

START_TEST(composing)
{
	static const struct {
		const char *year, *month, *day, *want;
	} row[] = {
		{ "1999", "4", "5", "1999-04-05" },
		{ " 1999 ", " 4 ", " 5 ", "1999-04-05" },
		{ "1999", "04", "05", "1999-04-05" },
		{ "1999", "4", "", "1999-04" },
		{ "1999", "4", "0", "1999-04" },
		{ "1999", "", "", "1999" },
		{ "1999", "0", "0", "1999" },
		{ "1999", "4", "-9", "1999-04" },
		{ "1999", "-99", "-99", "1999" },
		{ "1999", "", "5", "1999" },
		{ "1999", "NA", "NA", "1999" },
		{ "1999", "April", "5", "1999-04-05" },
		{ "1999", "апреля", "5", "1999-04-05" },
		{ "1999", "Sept.", "", "1999-09" },
		{ "1999.0", "4.0", "5.0", "1999-04-05" },
		{ "70", "", "", "0070" },
		{ "-44", "3", "15", "-0044-03-15" },
		{ "", "4", "5", "" },
		{ "n.d.", "4", "5", "" },
		/* What is wrong is told by who reads it. */
		{ "1999", "13", "5", "1999-13-05" },
		{ "1999", "Foo", "5", "1999-Foo-05" },
		{ "x", "4", "", "x-04" },
		{ "1999", "4.5", "", "1999-4.5" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b = BUF_INIT;

		dates_compose(&b, str_of(row[i].year), str_of(row[i].month),
		    str_of(row[i].day));
		ck_assert_str_eq(buf_cstr(&b), row[i].want);
		buf_fini(&b);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, order_told);
	tcase_add_test(t, order_assumed);
	tcase_add_test(t, order_assumed_where_the_day_is_first);
	tcase_add_test(t, order_given);
	tcase_add_test(t, centuries);
	tcase_add_test(t, compact);
	tcase_add_test(t, years);
	tcase_add_test(t, years_in_a_row);
	tcase_add_test(t, years_that_are_known_to_be);
	tcase_add_test(t, units);
	tcase_add_test(t, sentinels);
	tcase_add_test(t, edtf_first);
	tcase_add_test(t, composing);
}

int
main(void)
{
	return run_tests("dates_column", add);
}
