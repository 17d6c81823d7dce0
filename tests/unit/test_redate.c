#include "config.h"

#include "model/redate.h"

#include "model/delivery.h"
#include "model/intake.h"
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
assert_decade(size_t event, const char *want)
{
	const struct section *s =
	    &chronicle_sections(c)->at[chronicle_section(c, event)];

	ck_assert_msg(strcmp(s->title, want) == 0, "event %zu: %s is not %s",
	    event, s->title, want);
}

/* The decades that there are, in their order. */
static void
assert_decades(const char *want)
{
	const struct sections *s = chronicle_sections(c);
	uint32_t first[32], next[32];
	struct buf b = BUF_INIT;

	ck_assert_uint_lt(s->n, 32);
	sections_tree(s, first, next);
	for (uint32_t i = first[s->n]; i != SECTION_NONE; i = next[i])
		buf_addf(&b, "%s%s", b.n > 0 ? " " : "", s->at[i].title);
	ck_assert_str_eq(buf_cstr(&b), want);
	buf_fini(&b);
}

START_TEST(decades_of_dates_that_were_misread_are_made)
{
	static const int before[] = { 50, 150, 3000 };
	struct buf b = BUF_INIT;

	buf_adds(&b, "date,title\n");
	for (int i = 0; i < before[_i]; i++)
		buf_addf(&b, "1.1.%02d,before %d\n", i % 2 == 0 ? 29 : 15, i);
	buf_adds(&b, "1.1.1931,now it is said\n2.1.24,and so is this\n");
	load_text(b.p);
	assert_decade(0, "1920s");
	assert_decade(1, "1910s");
	assert_decade((size_t)before[_i], "1930s");
	assert_decade((size_t)before[_i] + 1, "1920s");
	buf_fini(&b);
}
END_TEST

static void
adopt(void *arg, struct delivery *d)
{
	(void)arg;
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
	ck_assert_msg(chronicle_redate_all(c, &e), "%s", e.text);
}

/* What the loader finds later may be there by then, and what it numbers is
 * another section here. */
START_TEST(decades_are_made_while_more_is_read)
{
	static const char *const pieces[] = {
		"date,title\n1.1.29,a\n1.1.15,b\n", "1.1.1931,c\n",
		"1.1.24,d\n1.1.44,e\n", "1.1.1901,f\n,g\n"
	};
	struct intake_setup s = {
		.file = "f.csv", .title = "t", .sink = adopt
	};
	struct intake *in = intake_new(&s, &e);

	ck_assert_msg(in != NULL, "%s", e.text);
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		ck_assert(intake_feed(in, pieces[i], strlen(pieces[i]), &e));
		ck_assert(intake_flush(in, &e));
		if (i == 0)
			assert_decade(0, "2020s");
	}
	intake_end(in, NULL);
	intake_free(in);
	assert_decade(0, "1920s");
	assert_decade(1, "1910s");
	assert_decade(2, "1930s");
	assert_decade(3, "1920s");
	assert_decade(4, "1940s");
	assert_decade(5, "1900s");
	assert_decade(6, "undated");
	assert_decades("1900s 1910s 1920s 1930s 1940s 2010s 2020s undated");
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, dates_that_were_misread_are_read_again, 0, 3);
	tcase_add_test(t, what_was_told_of_misread_dates_is_told_anew);
	tcase_add_loop_test(
	    t, decades_of_dates_that_were_misread_are_made, 0, 3);
	tcase_add_test(t, decades_are_made_while_more_is_read);
}

int
main(void)
{
	return run_tests("redate", add_tests);
}
