#include "config.h"

#include <check.h>
#include <string.h>

#include "base/date.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

/* Printed as it was, or as that. */
static const struct {
	const char *edtf, *as;
} dates[] = {
	{ "", NULL },
	{ "1948-05-17", NULL },
	{ "1948-05-17T16:00:00Z", "1948-05-17" },
	{ "1948-05-17?", NULL },
	{ "1948-05~", NULL },
	{ "1948%", NULL },
	{ "1948-05-XX", "1948-05" },
	{ "1948-XX", "1948" },
	{ "0044", NULL },
	{ "0000", NULL },
	{ "-0044-03-15", NULL },
	{ "Y17000", NULL },
	{ "Y-17000", NULL },
	{ "17000", "Y17000" },
	{ "17000-05", NULL },
	{ "199X", NULL },
	{ "199X~", NULL },
	{ "000X", NULL },
	{ "-000X", NULL },
	{ "-004X", NULL },
	{ "19XX", NULL },
	{ "00XX", NULL },
	{ "-00XX", NULL },
	{ "-01XX?", NULL },
	{ "1948-21", NULL },
	{ "1948-22", NULL },
	{ "1948-23", NULL },
	{ "1948-24~", NULL },
	{ "1970/1999", NULL },
	{ "1970/1999-05", "1970-01/1999-05" },
	{ "1947-05/1948-06-17", "1947-05-01/1948-06-17" },
	{ "1947-05/1948-06", NULL },
	{ "1947~/1948", "1947~/1948~" },
	{ "1947?/..", NULL },
	{ "2022-02-24/..", NULL },
	{ "2022-02-24/", "2022-02-24/.." },
	{ "../1948", NULL },
	{ "../..", NULL },
	{ "Y17000/Y18000", NULL },
	{ "-0044/0070", NULL },
	{ "199X/2004", "1990/2004" },
};

START_TEST(prints)
{
	for (size_t i = 0; i < COUNT(dates); i++) {
		const char *want =
		    dates[i].as != NULL ? dates[i].as : dates[i].edtf;
		struct buf b = BUF_INIT;
		struct date d, again;

		ck_assert(date_parse(str_of(dates[i].edtf), &d, NULL));
		date_print_edtf(&b, &d);
		ck_assert_str_eq(buf_cstr(&b), want);
		ck_assert(date_parse(buf_str(&b), &again, NULL));
		ck_assert_int_eq(again.precision, d.precision);
		ck_assert_int_eq(again.first, d.first);
		ck_assert_int_eq(again.last, d.last);
		ck_assert_int_eq(again.uncertain, d.uncertain);
		ck_assert_int_eq(again.approximate, d.approximate);
		buf_fini(&b);
	}
}
END_TEST

/* What a cell says and the day that it was read as. */
static const struct {
	const char *cell, *day, *printed, *described;
} cells[] = {
	{ " 1948-05-17T16:00:00Z ", "1948-05-17", "1948-05-17T16:00:00Z",
	    "17 May 1948, 16:00 UTC" },
	{ "1947/1948-05", "1947/1948-05", "1947/1948-05", "1947 to May 1948" },
	{ "9 Nov 2004", "2004-11-09", "2004-11-09", "9 November 2004" },
	{ "c. 1948", "1948~", "1948~", "about 1948" },
	{ "NA", "", "", "" },
	{ "1970-01-01", "", "", "" },
	{ "38300", "2004-11-09", "2004-11-09", "9 November 2004" },
	{ "31/4/1999", "", "", "31/4/1999" },
	{ "", "", "", "" },
};

START_TEST(describes)
{
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct buf b = BUF_INIT;
		struct date d;

		ck_assert(date_parse(str_of(cells[i].day), &d, NULL));
		date_print_cell(&b, str_of(cells[i].cell), &d);
		ck_assert_str_eq(buf_cstr(&b), cells[i].printed);
		buf_clear(&b);
		date_describe_cell(&b, str_of(cells[i].cell), &d);
		ck_assert_str_eq(buf_cstr(&b), cells[i].described);
		buf_fini(&b);
	}
}
END_TEST

START_TEST(makes)
{
	static const struct {
		int32_t year, month, day;
		enum date_fault fault;
		const char *edtf;
	} row[] = {
		{ 1948, 5, 17, DATE_FINE, "1948-05-17" },
		{ 1948, 5, 0, DATE_FINE, "1948-05" },
		{ 1948, 0, 0, DATE_FINE, "1948" },
		{ 1948, 21, 0, DATE_FINE, "1948-21" },
		{ 1948, 0, 17, DATE_NO_MONTH, "" },
		{ 1948, 13, 0, DATE_NO_MONTH, "" },
		{ 1948, 21, 1, DATE_NO_MONTH, "" },
		{ 1948, -1, 0, DATE_NO_MONTH, "" },
		{ 1948, 4, 31, DATE_NO_DAY, "" },
		{ 1948, 4, -2, DATE_NO_DAY, "" },
		{ INT32_MAX, 4, 1, DATE_NO_YEAR, "" },
		{ INT32_MIN, 4, 1, DATE_NO_YEAR, "" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b = BUF_INIT;
		struct date d;

		ck_assert_int_eq(
		    date_make(&d, row[i].year, row[i].month, row[i].day),
		    row[i].fault);
		date_print_edtf(&b, &d);
		ck_assert_str_eq(buf_cstr(&b), row[i].edtf);
		buf_fini(&b);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, prints);
	tcase_add_test(t, describes);
	tcase_add_test(t, makes);
}

int
main(void)
{
	return run_tests("date_edtf", add);
}
