#include "config.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

struct described {
	const char *edtf;
	const char *words;
};

/* clang-format off */
static const struct described words[] = {
	{ "1948-05-17", "17 May 1948" },
	{ "1948-05-07", "7 May 1948" },
	{ "1948-05", "May 1948" },
	{ "1948", "1948" },
	{ "1948-XX", "1948" },
	{ "1948-XX-XX", "1948" },
	{ "1948-05-XX", "May 1948" },
	{ "1948-01", "January 1948" },
	{ "1948-12-31", "31 December 1948" },
	{ "1948-05-17T16:00:00Z", "17 May 1948, 16:00 UTC" },
	{ "1948-05-17T16:00:05", "17 May 1948, 16:00:05" },
	{ "1948-05-17T16:00:00+02", "17 May 1948, 16:00 UTC+02" },
	{ "1948-05-17T16:30:59-05:30", "17 May 1948, 16:30:59 UTC-05:30" },
	/* Seasons. */
	{ "1948-21", "spring 1948" },
	{ "1948-22", "summer 1948" },
	{ "1948-23", "autumn 1948" },
	{ "1948-24", "winter 1948/49" },
	{ "1908-24", "winter 1908/09" },
	{ "1999-24", "winter 1999/2000" },
	{ "0100-24", "winter 100/01" },
	{ "0099-24", "winter AD 99/100" },
	{ "0000-24", "winter 1 BC/AD 1" },
	/* Decades and centuries. */
	{ "199X", "1990s" },
	{ "200X", "2000 to 2009" },
	{ "190X", "1900 to 1909" },
	{ "005X", "AD 50 to AD 59" },
	{ "000X", "1 BC to AD 9" },
	{ "-004X", "50 BC to 41 BC" },
	{ "19XX", "20th century" },
	{ "20XX", "21st century" },
	{ "21XX", "22nd century" },
	{ "22XX", "23rd century" },
	{ "10XX", "11th century" },
	{ "11XX", "12th century" },
	{ "12XX", "13th century" },
	{ "00XX", "1st century" },
	{ "-00XX", "1st century BC" },
	{ "-01XX", "2nd century BC" },
	/* Eras. */
	{ "-0043", "44 BC" },
	{ "-0043-03-15", "15 March 44 BC" },
	{ "0000", "1 BC" },
	{ "0001", "AD 1" },
	{ "0099", "AD 99" },
	{ "0476", "476" },
	{ "0033-04-03", "3 April AD 33" },
	{ "Y17000", "17000" },
	{ "Y-17000", "17001 BC" },
	/* Qualifiers. */
	{ "2014~", "about 2014" },
	{ "2022?", "perhaps 2022" },
	{ "1948-05%", "perhaps about May 1948" },
	{ "194X?", "perhaps the 1940s" },
	{ "19XX~", "about the 20th century" },
	/* Intervals. */
	{ "1970/1999", "1970 to 1999" },
	{ "1967-06/1991-10", "June 1967 to October 1991" },
	{ "1948-09-02/1949-03", "2 September 1948 to March 1949" },
	{ "1967-06-05/1967-06-10", "5 to 10 June 1967" },
	{ "1967-06-05/1967-07-10", "5 June to 10 July 1967" },
	{ "1967-06-05/1968-06-10", "5 June 1967 to 10 June 1968" },
	{ "1967-05/1967-06", "May to June 1967" },
	{ "2018-07?/2018-09?", "perhaps July to September 2018" },
	{ "2019-10~/2020-01~", "about October 2019 to January 2020" },
	{ "1967-06-05%/1967-06-10%", "perhaps about 5 to 10 June 1967" },
	{ "198X?/199X?", "perhaps the 1980s to the 1990s" },
	{ "1970?/1999%", "perhaps 1970 to perhaps about 1999" },
	{ "1970?/1999~", "perhaps 1970 to about 1999" },
	{ "1967-05~/1967-06", "about May 1967 to June 1967" },
	{ "1967-05/1967-06?", "May 1967 to perhaps June 1967" },
	{ "1967-06-05/1967-06", "5 June 1967 to June 1967" },
	{ "1948/1948", "1948" },
	{ "1948-05-17/1948-05-17", "17 May 1948" },
	{ "198X/199X", "1980s to the 1990s" },
	{ "1948-21/1948-22", "spring 1948 to summer 1948" },
	{ "-0049-01-10/-0043-03-15", "10 January 50 BC to 15 March 44 BC" },
	{ "2022-02-24/..", "since 24 February 2022" },
	{ "2000~/..", "since about 2000" },
	{ "199X/..", "since the 1990s" },
	{ "2022/", "from 2022, end unknown" },
	{ "../1948", "until 1948" },
	{ "../19XX", "until the 20th century" },
	{ "/1948", "until 1948, start unknown" },
	{ "../..", "at all times" },
	{ "../", "until an unknown day" },
	{ "/..", "since an unknown day" },
	/* Blanks around it go; what is undated is nothing. */
	{ " 1948-05 ", "May 1948" },
	{ "", "" },
	{ " \t", "" },
	/* What is no EDTF stays. */
	{ "13 May", "13 May" },
	{ " c. 1948 ", " c. 1948 " },
	{ "2019-02-29", "2019-02-29" },
	{ "/", "/" },
	{ "\xd0\xbc\xd0\xb0\xd0\xb9", "\xd0\xbc\xd0\xb0\xd0\xb9" },
};
/* clang-format on */

START_TEST(dates_in_words)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT(words); i++) {
		buf_clear(&b);
		date_describe(&b, str_of(words[i].edtf));
		ck_assert_msg(strcmp(buf_cstr(&b), words[i].words) == 0,
		    "%s: %s", words[i].edtf, buf_cstr(&b));
	}
	buf_fini(&b);
}
END_TEST

START_TEST(words_are_appended)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "On ");
	date_describe(&b, str_of("199X"));
	date_describe(&b, (struct str){ NULL, 0 });
	ck_assert_str_eq(buf_cstr(&b), "On 1990s");
	buf_fini(&b);
}
END_TEST

/* What a date of one year tells, and whether this is all of it. */
START_TEST(parts_of_a_date)
{
	static const struct {
		const char *edtf;
		int year, month, day;
		bool all;
	} given[] = {
		{ "1948-05-17", 1948, 5, 17, true },
		{ "1948-05", 1948, 5, 0, true },
		{ "1948", 1948, 0, 0, true },
		{ "1948-05-17?", 1948, 5, 17, false },
		{ "1948-05~", 1948, 5, 0, false },
		{ "1948-21", 1948, 0, 0, false },
		{ "1948-02/1948-03", 1948, 0, 0, false },
		{ "Y17000", 17000, 0, 0, true },
		{ "1948-24", 0, 0, 0, false },
		{ "194X", 0, 0, 0, false },
		{ "1948/..", 0, 0, 0, false },
		{ "/1948", 0, 0, 0, false },
		{ "0000-05-17", 0, 0, 0, false },
		{ "-0044-03", 0, 0, 0, false },
		{ "", 0, 0, 0, false },
	};

	for (size_t i = 0; i < COUNT(given); i++) {
		int year = -1, month = -1, day = -1;
		struct date d;
		bool all;

		ck_assert(date_parse(str_of(given[i].edtf), &d, NULL));
		all = date_parts(&d, &year, &month, &day);
		ck_assert_msg(year == given[i].year &&
				  month == given[i].month &&
				  day == given[i].day && all == given[i].all,
		    "%s: %d %d %d %d", given[i].edtf, year, month, day, all);
	}
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, dates_in_words);
	tcase_add_test(t, words_are_appended);
	tcase_add_test(t, parts_of_a_date);
}

int
main(void)
{
	return run_tests("date_print", add_tests);
}
