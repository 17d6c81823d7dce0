#include "config.h"

#include "model/sortkey.h"

#include "unit/folding.h"
#include "unit/made.h"

/* Compare cells by their keys, as long as these go on; k says of what. */
static int
compare(struct sortkey *k, const char *a, const char *b)
{
	for (size_t chunk = 0; chunk < 100; chunk++) {
		uint64_t x = sortkey_make(k, str_of(a), chunk);
		uint64_t y = sortkey_make(k, str_of(b), chunk);

		ck_assert(x != SORTKEY_NONE && y != SORTKEY_NONE);
		if (x != y)
			return x < y ? -1 : 1;
		if ((x & 0xFF) == 0)
			return 0;
	}
	ck_abort_msg("'%s' and '%s' never end", a, b);
}

/* Each cell of the table comes before the next one. */
static void
rising(bool years, const char *const *cell, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			struct sortkey k = { .map = map, .years = years };
			int want = (i > j) - (i < j);

			ck_assert_msg(compare(&k, cell[i], cell[j]) == want,
			    "'%s' and '%s'", cell[i], cell[j]);
		}
}

static void
same(const char *a, const char *b)
{
	struct sortkey k = { .map = map };

	ck_assert_msg(compare(&k, a, b) == 0, "'%s' and '%s'", a, b);
}

START_TEST(numbers_then_dates_then_text)
{
	static const char *const cells[] = { "-2", "-1", "0", "3", "0044-01",
		"1948-05", "3 x", "a", "\303\241 b", "aa", "b" };

	rising(false, cells, LENGTH(cells));
}
END_TEST

START_TEST(numbers_by_value_of_any_length)
{
	static const char *const cells[] = { "-123456789012345678901234567891",
		"-123456789012345678901234567890", "-100", "-99.51", "-99.5",
		"-1", "-.5", "0", ".25", "0.3", "1", "1.5", "1.51", "2", "10",
		"1948", "1949.5", "20000", "12345678901234567890",
		"12345678901234567891" };

	rising(false, cells, LENGTH(cells));
	same("1", "+01.00");
	same("-0", "0");
	same(" 7", "7");
}
END_TEST

START_TEST(dates_by_day_the_wider_first)
{
	static const char *const cells[] = { "-0043-03-15", "1947-12-31",
		"../1948-01-01", "1948-01-01", "1948-05-17/..",
		"1948-05-17/1948-05-18", "1948-05-17", "1948-06", "2022-02-24",
		"Y99999", "../.." };

	rising(false, cells, LENGTH(cells));
	same("1948-05-17", "1948-05-17T12:00:00Z");
	same("1948-05-17", "1948-05-17~");
}
END_TEST

START_TEST(numbers_may_be_years)
{
	static const char *const cells[] = { "1947-12-31", "1948", "1948-01-01",
		"1948-02", "1949" };
	struct sortkey k = { .map = map };

	rising(true, cells, LENGTH(cells));

	/* They are if there are dates, and no number is something else. */
	(void)sortkey_make(&k, str_of("1948"), 0);
	ck_assert(!sortkey_settle(&k));
	(void)sortkey_make(&k, str_of("n/a"), 0);
	(void)sortkey_make(&k, str_of("1948-05"), 0);
	ck_assert(sortkey_settle(&k));
	ck_assert(k.years);
	ck_assert(!sortkey_settle(&k));
	k = (struct sortkey){ .map = map };
	(void)sortkey_make(&k, str_of("1948-05"), 0);
	(void)sortkey_make(&k, str_of("1948"), 0);
	(void)sortkey_make(&k, str_of("3.5"), 0);
	ck_assert(!sortkey_settle(&k));
}
END_TEST

START_TEST(text_by_its_words)
{
	static const char *const cells[] = { "???", "(7)", "part", "Part 2",
		"part 9", "PART 10", "part 10 b", "part a", "parts",
		"r\303\251sum\303\251 a", "resume b", "s9x", "s10x",
		"the committee on something long 9",
		"the committee on something long 10", "zebra",
		"\320\265\320\266", "\320\266", "\327\221\327\222",
		"\344\270\200\344\270\211", "\344\270\200\344\272\214" };

	rising(false, cells, LENGTH(cells));
	same("\320\225\320\273\320\272\320\260",
	    "\321\221\320\273\320\272\320\260");
	same("co-operate", "Co Operate!");
	same("part 007", "part 7");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, numbers_then_dates_then_text);
	tcase_add_test(t, numbers_by_value_of_any_length);
	tcase_add_test(t, dates_by_day_the_wider_first);
	tcase_add_test(t, numbers_may_be_years);
	tcase_add_test(t, text_by_its_words);
}

int
main(void)
{
	return made_run("sortkey", add);
}
