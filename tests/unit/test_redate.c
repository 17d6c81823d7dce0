#include "config.h"

#include "model/redate.h"

#include "running.h"
#include "unit/loading.h"

/* Dates that may be either, until one shows what all of them are. */
START_TEST(dates_that_were_misread_are_read_again)
{
	static const int at[] = { 150, 3000, 16000 };
	struct buf b = BUF_INIT;
	size_t dated;

	buf_adds(&b, "date,title\n");
	for (int i = 0; i < at[_i]; i++)
		buf_addf(&b, "%d/4/1999,before %d\n", i % 12 + 1, i);
	buf_adds(&b, "13/4/1999,now it is said\n14/4/1999,twice\n"
		     "4/13/1999,wrong\n");
	load_text(b.p);
	ck_assert_uint_eq(chronicle_count(c), (size_t)at[_i] + 3);
	for (int i = 0; i < at[_i]; i++)
		ck_assert_int_eq(chronicle_date(c, (size_t)i).first,
		    date_day(1999, 4, i % 12 + 1));
	ck_assert_int_eq(
	    chronicle_date(c, (size_t)at[_i]).first, date_day(1999, 4, 13));
	/* They stand in another order, too. */
	ck_assert_uint_eq(chronicle_order(c, &dated)[1], 12);
	ck_assert_uint_eq(dated, (size_t)at[_i] + 2);
	assert_problems(1);
	ck_assert_uint_eq(
	    chronicle_problems(c)->at[0].line, (size_t)at[_i] + 4);
	buf_fini(&b);
}
END_TEST

START_TEST(what_was_told_of_misread_dates_is_told_anew)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "date,title\n");
	for (int i = 0; i < 3000; i++)
		buf_addf(&b, "%s,%d\n",
		    i == 250   ? "some day"
		    : i == 260 ? "31/2/1999"
			       : "1/4/1999",
		    i);
	buf_adds(&b, "13/4/1999,x\n14/4/1999,y\n");
	load_text(b.p);
	assert_problems(2);
	assert_problem(
	    0, PROBLEM_DATE, "f.csv:252:1: some day: not a date", "some day");
	assert_problem(1, PROBLEM_DATE, "f.csv:262:1: 31/2/1999: no such day",
	    "31/2/1999");
	buf_fini(&b);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, dates_that_were_misread_are_read_again, 0, 3);
	tcase_add_test(t, what_was_told_of_misread_dates_is_told_anew);
}

int
main(void)
{
	return run_tests("redate", add_tests);
}
