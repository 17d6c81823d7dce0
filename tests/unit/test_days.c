#include "config.h"

#include "model/days.h"

#include "model/bitset.h"
#include "model/search.h"
#include "unit/made.h"

#define EVENTS 3000

/* Most of them a day, all in March and April or on New Year's Eve. */
static struct chronicle *
make_chronicle(void)
{
	struct buf csv = BUF_INIT;
	struct chronicle *c;

	buf_adds(&csv, "id,date,title\n");
	for (int i = 0; i < EVENTS; i++) {
		int year = 1700 + i % 97, month = 3 + i % 2;

		buf_addf(&csv, "e%d,%d", i, year);
		if (i % 7 == 0)
			buf_addf(&csv, "-%02d", month);
		else if (i % 11 == 0)
			buf_addf(&csv, "-%02d-01/%d", month, year + 1);
		else if (i % 13 == 0)
			buf_adds(&csv, "-12-31");
		else if (i % 17 != 0)
			buf_addf(&csv, "-%02d-%02d", month, 1 + i % 30);
		buf_adds(&csv, ",x\n");
	}
	c = made_chronicle(buf_cstr(&csv), "");
	buf_fini(&csv);
	return c;
}

/* What a search for that day finds, and no other. */
static size_t
search_day(const struct chronicle *c, size_t place, uint64_t *set)
{
	struct yearday on = yearday_at(place);
	struct err e = { .code = ERR_NONE };
	struct search *s;
	struct query *q;
	char text[16];
	size_t column, n;
	bool done = false;

	(void)snprintf(text, sizeof text, "day:%02d-%02d", on.month, on.day);
	q = query_parse(str_of(text), chronicle_columns(c), chronicle_map(c),
	    false, &column, NULL);
	if (q == NULL)
		return 0; /* no such day */
	s = search_new(q, c, &e);
	while (!done)
		ck_assert(search_step(s, &done, &e));
	n = search_count(s);
	if (set != NULL)
		bitset_or(set, search_set(s), EVENTS);
	search_free(s);
	query_free(q);
	return n;
}

START_TEST(a_day_has_what_a_search_finds)
{
	struct chronicle *c = make_chronicle();
	uint64_t set[EVENTS / 64 + 1] = { 0 };
	struct days all, some;
	size_t found, n = 0;
	struct yearday on = { 4, 18 };

	ck_assert_uint_gt(search_day(c, yearday_place(&on), set), 0);
	days_count(&all, c, NULL);
	days_count(&some, c, set);
	for (size_t i = 0; i < YEARDAY_PLACES; i++) {
		found = search_day(c, i, NULL);
		ck_assert_uint_eq(all.count[i], found);
		n += found;
		ck_assert_uint_eq(
		    some.count[i], i == yearday_place(&on) ? found : 0);
	}
	ck_assert_uint_gt(n, 2000);
	ck_assert_uint_lt(n, EVENTS);
	chronicle_free(c);
}
END_TEST

START_TEST(the_nearest_days_go_around_the_year)
{
	static const struct {
		struct yearday on, next, last;
	} rows[] = {
		{ { 3, 5 }, { 12, 31 }, { 12, 31 } },
		{ { 12, 31 }, { 3, 5 }, { 3, 5 } },
		{ { 1, 1 }, { 3, 5 }, { 12, 31 } },
		{ { 2, 29 }, { 3, 5 }, { 12, 31 } },
		{ { 3, 6 }, { 12, 31 }, { 3, 5 } },
	};
	struct chronicle *c = made_chronicle("date,title\n1900-12-31,a\n"
					     "1901-03-05,b\n1902-03-05,c\n"
					     "1903-06,d\n",
	    "");
	struct yearday is;
	struct days d;

	days_count(&d, c, NULL);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		ck_assert(days_find(&d, &rows[i].on, 1, &is));
		ck_assert(yearday_equal(&is, &rows[i].next));
		ck_assert(days_find(&d, &rows[i].on, -1, &is));
		ck_assert(yearday_equal(&is, &rows[i].last));
	}
	ck_assert_uint_eq(days_on(&d, &rows[0].on), 2);
	chronicle_free(c);
}
END_TEST

START_TEST(without_days_there_is_no_nearest)
{
	static const struct yearday on = { 1, 1 }, only = { 5, 6 };
	struct chronicle *c = made_chronicle("date,title\n1900,a\n,b\n", "");
	struct yearday is;
	struct days d;

	days_count(&d, c, NULL);
	ck_assert(!days_find(&d, &on, 1, &is) && !days_find(&d, &on, -1, &is));
	d.count[yearday_place(&only)] = 1;
	ck_assert(days_find(&d, &only, 1, &is) && yearday_equal(&is, &only));
	chronicle_free(c);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_day_has_what_a_search_finds);
	tcase_add_test(t, the_nearest_days_go_around_the_year);
	tcase_add_test(t, without_days_there_is_no_nearest);
}

int
main(void)
{
	return made_run("days", add);
}
