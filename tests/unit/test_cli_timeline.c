#include "config.h"

#include "cli/timeline.h"

#include "running.h"
#include "text/glyph.h"
#include "unit/printing.h"

/* Load events with these dates, blanks between. */
static void
load_dates(const char *dates)
{
	struct buf b = BUF_INIT;
	struct str rest = str_of(dates), date;

	buf_adds(&b, "title,date\n");
	while (str_split(&rest, ' ', &date))
		buf_addf(&b, "t,%.*s\n", (int)date.n, date.p);
	load_text(buf_cstr(&b));
	buf_fini(&b);
}

static void
print(const char *by, int cols, bool ascii)
{
	struct timeline_ask ask;

	ck_assert(timeline_find(by, &ask));
	buf_clear(&out);
	ck_assert_msg(
	    timeline_print(&out, c, &ask, cols, ascii, &e), "%s", e.text);
}

START_TEST(bars_are_as_long_as_there_are_events)
{
	load_dates("1990 1990 1990 1990 1992-05 1993-01-01 1993");
	print("year", 24, true);
	ck_assert_str_eq(buf_cstr(&out), "1990 4 #################\n"
					 "1991\n"
					 "1992 1 ####\n"
					 "1993 2 #########\n"
					 "\n"
					 "7 events\n");
	print("year", 24, false);
	ck_assert_str_eq(buf_cstr(&out), "1990 4 █████████████████\n"
					 "1991\n"
					 "1992 1 ████▎\n"
					 "1993 2 ████████▌\n"
					 "\n"
					 "7 events\n");
}
END_TEST

START_TEST(what_reaches_beyond_is_lighter)
{
	load_dates("1990 1990/1992 1991 1991-05 1992/..");
	print("year", 30, true);
	ck_assert_str_eq(buf_cstr(&out), "1990 1 +1 #######------\n"
					 "1991 2 +1 #############-------\n"
					 "1992 1 +1 #######------\n"
					 "\n"
					 "5 events\n"
					 "+: wider than a year\n");
}
END_TEST

START_TEST(undated_events_are_counted_apart)
{
	load_dates("1990  x");
	print("auto", 40, true);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&out), "\n3 events, 2 undated"));
}
END_TEST

START_TEST(without_dates_there_is_no_plot)
{
	load_dates("x y");
	print("auto", 40, false);
	ck_assert_str_eq(buf_cstr(&out), "2 events, 2 undated\n");
}
END_TEST

static size_t
count_lines(void)
{
	size_t n = 0;

	for (size_t i = 0; i < out.n; i++)
		n += out.p[i] == '\n';
	return n - 2; /* the last is a sum, with a blank one above */
}

static const struct {
	const char *dates;
	size_t lines;
} spans[] = {
	{ "1990-01-01", 1 },
	{ "1990-01-01 1991-12-31", 24 },
	{ "1801 1900", 100 },
	{ "1801 1901", 11 },
	{ "1000 1999-12-31", 100 },
	{ "1000 2000", 11 },
	{ "-0044 2000-12-31", 22 },
};
#define NSPANS ((int)(sizeof spans / sizeof spans[0]))

START_TEST(the_unit_follows_from_the_span)
{
	load_dates(spans[_i].dates);
	print("auto", 80, false);
	ck_assert_msg(count_lines() == spans[_i].lines, "%zu lines:\n%s",
	    count_lines(), buf_cstr(&out));
}
END_TEST

static const struct {
	const char *by;
	size_t lines;
} units[] = {
	{ "month", 25 * 12 },
	{ "year", 25 },
	{ "decade", 4 },
	{ "century", 2 },
};

START_TEST(the_unit_may_be_asked_for)
{
	load_dates("1989-01 2013-12");
	print(units[_i].by, 80, false);
	ck_assert_uint_eq(count_lines(), units[_i].lines);
}
END_TEST

START_TEST(lines_keep_to_the_width)
{
	int cols = TIMELINE_COLS_MIN + _i;
	const char *line, *lf;

	load_dates("1948 1948-05 1948/1950 1950 1951 1960/1970 1950/.. ");
	print("month", cols, _i % 2);
	for (line = buf_cstr(&out); (lf = strchr(line, '\n')) > line;
	     line = lf + 1) {
		struct str s = { line, (size_t)(lf - line) };

		ck_assert_int_le(glyph_width(s, false), cols > 30 ? cols : 30);
	}
}
END_TEST

START_TEST(other_units_are_unknown)
{
	struct timeline_ask ask;

	ck_assert(!timeline_find("day", &ask));
	ck_assert(!timeline_find("", &ask));
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, start, end);
	tcase_add_test(tc, bars_are_as_long_as_there_are_events);
	tcase_add_test(tc, what_reaches_beyond_is_lighter);
	tcase_add_test(tc, undated_events_are_counted_apart);
	tcase_add_test(tc, without_dates_there_is_no_plot);
	tcase_add_loop_test(tc, the_unit_follows_from_the_span, 0, NSPANS);
	tcase_add_loop_test(tc, the_unit_may_be_asked_for, 0, 4);
	tcase_add_loop_test(tc, lines_keep_to_the_width, 0, 40);
	tcase_add_test(tc, other_units_are_unknown);
}

int
main(void)
{
	return run_tests("cli timeline", add_tests);
}
