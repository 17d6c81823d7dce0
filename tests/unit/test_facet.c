#include "config.h"

#include <stdio.h>

#include "running.h"
#include "unit/faceting.h"

#define MANY 10001 /* events that each have a value of their own */

/* "vote 2|visit 1|(none) 1": the values in order, counted in the result. */
static void
shows(const char *query, uint32_t section, const char *want)
{
	uint32_t order[FACET_VALUES_MAX + 1], count[FACET_VALUES_MAX + 1];
	struct buf out = BUF_INIT;
	struct result r;
	size_t n;

	build(&r, query, section);
	n = facet_order(f, order);
	facet_count(f, &r, count);
	for (size_t i = 0; i < n; i++) {
		struct str s = facet_value(f, order[i]);

		buf_adds(&out, i > 0 ? "|" : "");
		buf_add(&out, s.p, s.n);
		buf_addf(&out, "%s %u", order[i] == FACET_NONE ? "(none)" : "",
		    count[order[i]]);
	}
	ck_assert_str_eq(buf_cstr(&out), want);
	buf_fini(&out);
	result_fini(&r);
}

START_TEST(values_are_counted_and_ordered)
{
	add("", "vote");
	add("", "  visit\t");
	add("", "vote ");
	add("", "");
	add("", "Vote");
	add("", "a; b");
	add("", "\n");
	deliver();
	open_facet("kind");
	ck_assert_str_eq(facet_name(f).p, "kind");
	ck_assert_uint_eq(facet_values(f), 1);
	ck_assert(facet_running(f));
	read_all();
	ck_assert_uint_eq(facet_values(f), 5);
	shows("", SECTION_NONE, "vote 2|Vote 1|a; b 1|visit 1|(none) 2");
}
END_TEST

START_TEST(each_of_a_list_counts_once)
{
	add("Israel; Russia", "");
	add(" Russia ;Israel;Russia; ", "");
	add("Russia", "");
	add("", "");
	add("  ", "");
	add(";", "");
	add(" ; ;", "");
	add("Israel;", "");
	deliver();
	open_facet("actor");
	read_all();
	/* What is nothing but semicolons is one value, and not none. */
	shows("", SECTION_NONE, "Israel 3|Russia 3|; 1|; ; 1|(none) 2");
}
END_TEST

START_TEST(every_event_may_have_a_value_or_none)
{
	add("", "x");
	deliver();
	open_facet("actors");
	read_all();
	shows("", SECTION_NONE, "(none) 1");
	facet_free(f);
	open_facet("kind");
	read_all();
	shows("", SECTION_NONE, "x 1");
}
END_TEST

START_TEST(a_chronicle_may_have_no_events)
{
	add_section("all", SECTION_NONE, "All");
	deliver();
	open_facet("kind");
	ck_assert(!facet_running(f));
	read_all();
	shows("", SECTION_NONE, "");
}
END_TEST

START_TEST(the_result_is_counted_in_the_order_of_the_chronicle)
{
	const char *field[NCOLUMNS] = { "", "", "", "war", "", "", "vote", "",
		"" };

	add_section("all", SECTION_NONE, "All");
	add_section("oil", SECTION_NONE, "Oil");
	add_event(field, 0);
	field[TITLE] = "peace";
	add_event(field, 0);
	add_event(field, 1);
	field[KIND] = "visit";
	add_event(field, 1);
	field[KIND] = "";
	add_event(field, 1);
	deliver();
	open_facet("kind");
	read_all();
	shows("", SECTION_NONE, "vote 3|visit 1|(none) 1");
	shows("peace", SECTION_NONE, "vote 2|visit 1|(none) 1");
	shows("", 1, "vote 1|visit 1|(none) 1");
	shows("kind:visit", SECTION_NONE, "vote 0|visit 1|(none) 0");
	shows("nothing", SECTION_NONE, "vote 0|visit 0|(none) 0");
}
END_TEST

START_TEST(it_grows_with_the_chronicle)
{
	uint32_t order[8];

	add("a; b", "x");
	add("c", "y");
	deliver();
	open_facet("actors");
	read_all();
	shows("", SECTION_NONE, "a 1|b 1|c 1");
	ck_assert_uint_eq(facet_order(f, order), 3);

	add("c", "x");
	add("", "x");
	deliver();
	ck_assert(facet_running(f));
	read_all();
	shows("", SECTION_NONE, "c 2|a 1|b 1|(none) 1");
	/* A value keeps its number. */
	ck_assert(str_eq(facet_value(f, order[0]), str_of("a")));
	ck_assert(str_eq(facet_value(f, order[2]), str_of("c")));

	add("c; d; a", "x");
	deliver();
	read_all();
	shows("", SECTION_NONE, "c 3|a 2|b 1|d 1|(none) 1");
}
END_TEST

START_TEST(what_is_not_read_is_not_counted)
{
	add("", "x");
	add("", "");
	deliver();
	open_facet("kind");
	read_all();
	shows("", SECTION_NONE, "x 1|(none) 1");
	add("", "x");
	add("", "");
	deliver();
	shows("", SECTION_NONE, "x 1|(none) 1");
	read_all();
	shows("", SECTION_NONE, "x 2|(none) 2");
}
END_TEST

START_TEST(a_step_is_a_slice_of_a_segment)
{
	struct err e;

	for (int i = 0; i < 5000; i++)
		add(i % 2 ? "a;b" : "b", i % 3 ? "x" : "y");
	deliver();
	add("c", "z");
	deliver();
	open_facet("actors");
	ck_assert(facet_step(f, &e));
	ck_assert_uint_gt(facet_looked(f), 1000);
	ck_assert_uint_lt(facet_looked(f), 5000);
	ck_assert(facet_step(f, &e));
	ck_assert_uint_eq(facet_looked(f), 5000);
	ck_assert(facet_running(f));
	ck_assert(facet_step(f, &e));
	ck_assert(!facet_running(f));
	ck_assert(facet_step(f, &e)); /* there is nothing to do */
	shows("", SECTION_NONE, "b 5000|a 2500|c 1");
	facet_free(f);
	open_facet("kind");
	read_all();
	shows("", SECTION_NONE, "x 3333|y 1667|z 1");
}
END_TEST

/* Read until it is refused. */
static void
refuses(const char *want)
{
	struct err e = { ERR_NONE, "" };

	while (facet_step(f, &e))
		ck_assert(facet_running(f));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.text, want);
}

START_TEST(too_many_values_are_refused)
{
	char kind[16];

	for (int i = 0; i < MANY - 1; i++) {
		(void)snprintf(kind, sizeof kind, "k%d", i);
		add("", kind);
	}
	add("", "");
	add("", "k7");
	deliver();
	open_facet("kind");
	read_all(); /* so many are allowed */
	ck_assert_uint_eq(facet_values(f), MANY);
	add("", "one more");
	deliver();
	refuses("kind has too many values");
}
END_TEST

START_TEST(values_may_not_be_too_long)
{
	char *text = x_calloc(1, FACET_BYTES_MAX + 2);

	memset(text, 'x', FACET_BYTES_MAX);
	add("", text);
	deliver();
	open_facet("kind");
	read_all();
	text[0] = 'y';
	add("", text);
	deliver();
	refuses("kind has too many values");
	x_free(text);
}
END_TEST

/* ---- what is asked ------------------------------------------------------ */

static void
asks(size_t value, const char *want)
{
	struct buf out = BUF_INIT;

	facet_ask(f, value, &out);
	ck_assert_str_eq(buf_cstr(&out), want);
	buf_fini(&out);
}

START_TEST(a_value_is_asked_for_in_quotes)
{
	add("Golda Meir", "vote");
	add("", "say \"no\"");
	add("", "");
	deliver();
	open_facet("kind");
	read_all();
	asks(1, "kind=\"vote\"");
	asks(2, "kind=\"say \"\"no\"\"\"");
	asks(FACET_NONE, "kind=\"\"");
	facet_free(f);
	open_facet("actors");
	read_all();
	asks(1, "actors=\"Golda Meir\"");
	asks(FACET_NONE, "-actors:*");
}
END_TEST

static void
rename_column(int column, const char *name)
{
	struct columns *all = &delivery()->columns;

	x_free(all->name[column]);
	all->name[column] = x_strdup(name);
}

/* The column of these names is asked for so, and found. */
START_TEST(a_name_is_one_that_finds_the_column)
{
	static const struct {
		const char *name, *role, *asked;
		int column;
	} given[] = {
		{ "Kind", "Kind", "Kind=\"x\"", KIND },
		{ " Art ", "kind", "Art=\"x\"", KIND },
		{ "my kind", "my kind", "\"my kind\"=\"x\"", KIND },
		{ "a\"b", "a\"b", "\"a\"\"b\"=\"x\"", KIND },
		{ "-x", "-x", "\"-x\"=\"x\"", KIND },
		{ "x-y", "x-y", "x-y=\"x\"", KIND },
		{ "a=b", "a=b", "\"a=b\"=\"x\"", KIND },
		{ "OR", "OR", "\"OR\"=\"x\"", KIND },
		{ "(x)", "(x)", "\"(x)\"=\"x\"", KIND },
		{ "\u05de\u05e0\u05db\"\u05dc", "\u05de\u05e0\u05db\"\u05dc",
		    "\u05de\u05e0\u05db\"\u05dc=\"x\"", KIND },
		/* Another column has the name, or the language. */
		{ "id", "kind", "kind=\"x\"", KIND },
		{ "before", "kind", "\"before\"=\"x\"", KIND },
		{ "who", "who", "who=\"x\"", ACTORS },
		{ "date", "actors", "actors=\"x\"", ACTORS },
		{ "section", "section", "\"section\"=\"x\"", SECTION },
		{ "date", "date", "\"date\"=\"x\"", DATE },
	};
	const char *field[NCOLUMNS] = { "x", "x", "x", "x", "x", "x", "x", "x",
		"x" };

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		struct query *q;
		struct search *s;
		struct buf asked = BUF_INIT;

		rename_column(given[i].column, given[i].name);
		add_section("all", SECTION_NONE, "All");
		add_event(field, 0);
		deliver();
		open_facet(given[i].role);
		read_all();
		asks(1, given[i].asked);
		facet_ask(f, 1, &asked);
		q = parse(buf_cstr(&asked));
		ck_assert_int_eq(query_top(q)->kind, QUERY_EXACT);
		ck_assert_int_eq(query_top(q)->column, given[i].column);
		s = run(q);
		ck_assert_uint_eq(search_count(s), 1);
		search_free(s);
		query_free(q);
		buf_fini(&asked);
		teardown_facet();
		setup_facet();
	}
}
END_TEST

START_TEST(what_no_query_may_hold_is_refused_by_it)
{
	static const char *const values[] = { "a\nb", "\x1b[31m", "\xff",
		"a\177" };
	size_t column;
	struct err e;

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		add("", values[i]);
	deliver();
	open_facet("kind");
	read_all();
	for (size_t i = 1; i < facet_values(f); i++) {
		struct buf out = BUF_INIT;

		facet_ask(f, i, &out);
		ck_assert(query_parse(buf_str(&out), chronicle_columns(c),
			      chronicle_map(c), false, &column, &e) == NULL);
		buf_fini(&out);
	}
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup_facet, teardown_facet);
	tcase_add_test(tc, values_are_counted_and_ordered);
	tcase_add_test(tc, each_of_a_list_counts_once);
	tcase_add_test(tc, every_event_may_have_a_value_or_none);
	tcase_add_test(tc, a_chronicle_may_have_no_events);
	tcase_add_test(tc, the_result_is_counted_in_the_order_of_the_chronicle);
	tcase_add_test(tc, it_grows_with_the_chronicle);
	tcase_add_test(tc, what_is_not_read_is_not_counted);
	tcase_add_test(tc, a_step_is_a_slice_of_a_segment);
	tcase_add_test(tc, too_many_values_are_refused);
	tcase_add_test(tc, values_may_not_be_too_long);
	tcase_add_test(tc, a_value_is_asked_for_in_quotes);
	tcase_add_test(tc, a_name_is_one_that_finds_the_column);
	tcase_add_test(tc, what_no_query_may_hold_is_refused_by_it);
}

int
main(void)
{
	return run_tests("facet", add_tests);
}
