#include "config.h"

#include "unit/searching.h"

#include "model/result.h"
#include "running.h"

enum { ALL, SOVIET, SOVIET_EARLY, OIL, OIL_GAS, NSECTIONS };

/*
 * id, date, section, title, text, actors, kind, number, published.  A new
 * segment begins with events 1, 4 and 9.
 */
static const struct {
	const char *field[NCOLUMNS];
	uint32_t section;
} events[] = {
	/* 0 */
	{ { "1947-vote", "1947-11-29", "early", "The vote on partition",
	      "Gromyko backs partition.", "Andrei Gromyko; Soviet Union",
	      "vote", "3", "1947-12" },
	    SOVIET_EARLY },
	/* 1 */
	{ { "1948-recognition", "1948-05-17", "early", "Recognition",
	      "The Soviet Union recognises Israel.", "Soviet Union; Israel",
	      "recognition", "10", "1948-05-18" },
	    SOVIET_EARLY },
	{ { "meir", "1948-09-02", "early", "Golda Meir arrives",
	      "Meir, the first ambassador, co-operates.", "Golda Meir", "visit",
	      "-5", "" },
	    SOVIET_EARLY },
	{ { "break", "1967-06-10", "soviet", "The break",
	      "Relations are cut. The S-300 is not there yet.", "", "statement",
	      "2.50", "1967" },
	    SOVIET },
	/* 4 */
	{ { "oil", "199X", "oil", "Oil", "They cooperate on oil.",
	      "O'Brien; Israel", "Trade", "100", "n/a" },
	    OIL },
	{ { "gas", "1999/2004", "oil-gas", "Oil and gas",
	      "AC/DC is C++, says Meir Golda.", "", "trade", "", "1999-07" },
	    OIL_GAS },
	{ { "army", "", "all",
	      "\u05e6\u05d4\u05f4\u05dc and \u0451\u043b\u043a\u0430",
	      "\u6211\u4e70\u624b\u673a\u4e86 \U0001F600", "", "", "1e3",
	      "later" },
	    ALL },
	{ { "war", "2022-02-24/..", "all", "A war begins", "", "Russia", "war",
	      "+3.0", "2022-02-24" },
	    ALL },
	{ { "early", "../1900", "all", "Before all of it", "nothing", "", "x",
	      "abc", "1900" },
	    ALL },
	/* 9 */
	{ { "last", "2022", "all", "Ambassador", "A visit", "Israel", "visit",
	      "7", "2022-03" },
	    ALL },
};
#define NEVENTS (sizeof events / sizeof events[0])

static void
fill(void)
{
	add_section("all", SECTION_NONE, "All");
	add_section("soviet", ALL, "Soviet Union");
	add_section("early", SOVIET, "Early years");
	add_section("oil", ALL, "Oil");
	add_section("oil-gas", ALL, "Oil and gas");
	for (size_t i = 0; i < NEVENTS; i++) {
		if (i == 1 || i == 4 || i == 9)
			deliver();
		add_event(events[i].field, events[i].section);
	}
	deliver();
}

static const struct {
	const char *query, *found;
} searches[] = {
	/* words */
	{ "*", "0 1 2 3 4 5 6 7 8 9" },
	{ "", "0 1 2 3 4 5 6 7 8 9" },
	{ "partition", "0" },
	{ "PARTITION", "0" },
	{ "meir", "2 5" },
	{ "golda meir", "2 5" },
	{ "\"golda meir\"", "2" },
	{ "ambassador", "2 9" },
	{ "ambass*", "2 9" },
	{ "recog*", "1" },
	{ "recog", "" },
	{ "israel", "1 4 9" },
	{ "C++", "5" },
	{ "AC/DC", "5" },
	{ "S-300", "3" },
	{ "s300", "3" },
	{ "300", "3" },
	{ "O'Brien", "4" },
	{ "obrien", "4" },
	{ "brien", "4" },
	{ "co-operates", "2" },
	{ "cooperat*", "2 4" },
	{ "co-operat*", "2 4" },
	{ "\u05e6\u05d4\"\u05dc", "6" },
	{ "\u0435\u043b\u043a\u0430", "6" },
	{ "\u624b\u673a", "6" },
	{ "\u624b", "6" },
	{ "\u4e86", "6" },
	{ "\u673a\u624b", "" },
	{ "\U0001F600", "6" },
	{ "1947", "" }, /* ids are no words of a text */
	/* columns, with an index and without */
	{ "title:oil", "4 5" },
	{ "text:oil", "4" },
	{ "text:golda", "5" },
	{ "actor:israel", "1 4 9" },
	{ "kind:visit", "2 9" },
	{ "kind:trade", "4 5" },
	{ "kind:vis*", "2 9" },
	{ "kind:(trade OR war)", "4 5 7" },
	{ "id:meir", "2" },
	{ "id:1948-recognition", "1" },
	{ "published:1948", "1" },
	{ "kind:*", "0 1 2 3 4 5 7 8 9" },
	{ "-kind:*", "6" },
	{ "-actor:*", "3 5 6 8" },
	/* and, or, not */
	{ "the -soviet", "2 3" },
	{ "the NOT (soviet OR golda)", "3" },
	{ "partition OR gas", "0 5" },
	{ "-the", "4 5 6 7 8 9" },
	{ "the -the", "" },
	{ "-(-partition)", "0" },
	{ "partition kind:vote", "0" },
	{ "kind:visit date:1948", "2" },
	{ "number>0 kind:visit -title:golda", "9" },
	{ "(kind:visit OR kind:trade) (oil OR golda)", "2 4 5" },
	{ "nothing (kind:visit OR number>0)", "" },
	/* sections, with those below */
	{ "section:soviet", "0 1 2 3" },
	{ "section:\"soviet union\"", "0 1 2 3" },
	{ "section:early", "0 1 2" },
	{ "section:years", "0 1 2" },
	{ "section:oil", "4" },
	{ "section:OIL", "4" },
	{ "section:oil*", "4 5" },
	{ "section:\"oil and\"", "5" },
	{ "section:all", "0 1 2 3 4 5 6 7 8 9" },
	{ "section:nothing", "" },
	{ "section:*", "0 1 2 3 4 5 6 7 8 9" },
	{ "section=oil-gas", "5" },
	{ "section:(oil OR early)", "0 1 2 4" },
	/* dates overlap, and undated is never */
	{ "date:1948", "1 2" },
	{ "date:1948-05", "1" },
	{ "date:1948-05-17", "1" },
	{ "date:1948-05-18", "" },
	{ "date:1995", "4" },
	{ "date:1999", "4 5" },
	{ "date:2004", "5" },
	{ "date:1947..1948-05", "0 1" },
	{ "date:..1900", "8" },
	{ "date:2023", "7" },
	{ "date:*", "0 1 2 3 4 5 7 8 9" },
	{ "-date:*", "6" },
	{ "before:1948", "0 8" },
	{ "before:2000", "0 1 2 3 4 5 8" },
	{ "after:1967", "4 5 7 9" },
	{ "after:2022", "7" },
	{ "after:1947 before:1948-06", "1" },
	/* a day of any year, and neither a month nor an interval */
	{ "day:05-17", "1" },
	{ "day:05-18", "" },
	{ "day:01-01", "" },
	{ "day:02-24", "" },
	{ "-day:05-17 date:1948", "2" },
	/* the date compared: all of it is there */
	{ "date<2000", "0 1 2 3 4 8" },
	{ "date<=2004", "0 1 2 3 4 5 8" },
	{ "date>1999", "7 9" },
	{ "date>=1999", "5 7 9" },
	{ "date=1948-05-17", "1" },
	/* exact */
	{ "kind=visit", "2 9" },
	{ "kind=trade", "5" },
	{ "kind=\"\"", "6" },
	{ "kind=vis", "" },
	{ "title=\"The break\"", "3" },
	{ "title=\"the break\"", "" },
	{ "actor=Israel", "1 4 9" },
	{ "actor=\"Soviet Union\"", "0 1" },
	{ "actor=\"Soviet Union; Israel\"", "1" },
	{ "actor=Union", "" },
	/* compared */
	{ "number>3", "1 4 9" },
	{ "number>=3", "0 1 4 7 9" },
	{ "number<3", "2 3" },
	{ "number<=2.5", "2 3" },
	{ "number>-5.0", "0 1 3 4 7 9" },
	{ "number>abb", "8" },
	{ "published>1948", "3 5 7 9" },
	{ "published>1967", "5 7 9" },
	{ "published>=2022-02-24", "7 9" },
	{ "published<=1948-05", "0 1 8" },
	{ "published>k", "6" },
	{ "published:*", "0 1 3 5 6 7 8 9" },
	{ "published:1948..1999-07", "1 3 5" },
	{ "published:2022-03..", "9" },
	{ "published:..1900", "8" },
	{ "published:\"1948..1999\"", "" },
	{ "number:1948..1999", "" },
	{ "kind>=vis", "0 2 7 8 9" },
	{ "kind>TRADE", "0 2 7 8 9" },
	{ "actor>r", "0 1 7" },
	{ "kind>\"--\"", "0 1 2 3 4 5 7 8 9" },
	{ "text>=\"a visit\"", "0 1 2 3 4 5 6 8 9" },
	{ "text<=\"a visi\"", "" },
	{ "text<\"a visit b\"", "9" },
	/* what readers left is not known */
	{ "is:bookmarked", "" },
	{ "-has:note", "0 1 2 3 4 5 6 7 8 9" },
	{ "note:x", "" },
};
#define NSEARCHES (sizeof searches / sizeof searches[0])

START_TEST(events_are_found)
{
	struct buf b = BUF_INIT;
	struct query *q;
	struct search *s;

	fill();
	q = parse(searches[_i].query);
	s = run(q);
	print_found(&b, s);
	ck_assert_msg(strcmp(buf_cstr(&b), searches[_i].found) == 0,
	    "%s: [%s] is not [%s]", searches[_i].query, buf_cstr(&b),
	    searches[_i].found);
	buf_fini(&b);
	search_free(s);
	query_free(q);
}
END_TEST

START_TEST(an_empty_chronicle_has_nothing)
{
	struct query *q;
	struct search *s;
	struct err e;
	bool done = false;

	q = parse("x");
	s = search_new(q, c, &e);
	ck_assert(search_set(s) == NULL);
	ck_assert(search_step(s, &done, &e));
	ck_assert(done);
	ck_assert(search_set(s) != NULL);
	ck_assert_uint_eq(search_count(s), 0);
	ck_assert_uint_eq(search_looked(s), 0);
	search_free(s);
	search_free(NULL);
	query_free(q);
}
END_TEST

START_TEST(a_step_is_a_segment)
{
	struct query *q;
	struct search *s;
	struct err e;
	bool done;

	fill();
	q = parse("israel");
	s = search_new(q, c, &e);
	for (size_t i = 0; i < 4; i++) {
		static const size_t looked[] = { 1, 4, 9, 10 };
		static const size_t count[] = { 0, 1, 2, 3 };

		ck_assert(search_step(s, &done, &e));
		ck_assert_uint_eq(search_looked(s), looked[i]);
		ck_assert_uint_eq(search_count(s), count[i]);
		ck_assert(done == (i == 3));
	}
	ck_assert(search_step(s, &done, &e)); /* no harm in one more */
	ck_assert(done);
	ck_assert_uint_eq(search_count(s), 3);
	search_free(s);
	query_free(q);
}
END_TEST

/* What was found stays, and what comes is found. */
START_TEST(a_search_goes_on_while_the_chronicle_grows)
{
	static const char *const event[NCOLUMNS] = { "x", "1948", "s", "Oil" };
	const char *field[NCOLUMNS];
	struct query *q;
	struct search *s;
	struct err e;
	bool done;
	size_t n = 0;

	for (size_t i = 0; i < NCOLUMNS; i++)
		field[i] = event[i] != NULL ? event[i] : "";
	add_section("s", SECTION_NONE, "S");
	deliver(); /* columns and a section, no events yet */
	q = parse("oil date:1948");
	s = search_new(q, c, &e);
	for (size_t more = 0; more < 140; more += 9) {
		for (size_t i = 0; i < more; i++)
			add_event(field, 0);
		deliver();
		n += more;
		do
			ck_assert(search_step(s, &done, &e));
		while (!done);
		ck_assert_uint_eq(search_looked(s), n);
		ck_assert_uint_eq(search_count(s), n);
		for (size_t i = 0; i < n; i++)
			ck_assert(bitset_has(search_set(s), i));
	}
	search_free(s);
	query_free(q);
}
END_TEST

START_TEST(a_section_that_comes_later_counts)
{
	struct query *q;
	struct search *s;
	struct buf b = BUF_INIT;
	struct err e;
	bool done;

	add_section("a", SECTION_NONE, "Oil and gas");
	add_event(events[0].field, 0);
	deliver();
	q = parse("section:oil");
	s = run(q);
	ck_assert_uint_eq(search_count(s), 1);
	add_section("oil", SECTION_NONE, "Oil");
	add_section("below", 0, "Below");
	add_event(events[1].field, 1);
	deliver();
	add_event(events[2].field, 2);
	deliver();
	do
		ck_assert(search_step(s, &done, &e));
	while (!done);
	print_found(&b, s);
	ck_assert_str_eq(buf_cstr(&b), "1");
	buf_fini(&b);
	search_free(s);
	query_free(q);
}
END_TEST

/* Every second event is bookmarked, every third has a note. */
static bool
answer(void *arg, const struct query_node *node, size_t start, uint64_t *set,
    size_t n, struct err *e)
{
	size_t step = strcmp(node->value, "bookmarked") == 0 ? 2 : 3;

	ck_assert(arg == c);
	for (size_t i = 0; i < n; i++)
		if ((start + i) % step == 0)
			bitset_add(set, i);
	return node->kind != QUERY_NOTE ||
	       err_set(e, ERR_IO, "%s is not read", node->word[0]);
}

START_TEST(what_readers_left_is_asked_for)
{
	struct query *q;
	struct search *s;
	struct buf b = BUF_INIT;
	struct err e;
	bool done = false;

	fill();
	q = parse("is:bookmarked -has:note");
	s = search_new(q, c, &e);
	search_ask(s, answer, c);
	while (!done)
		ck_assert(search_step(s, &done, &e));
	print_found(&b, s);
	ck_assert_str_eq(buf_cstr(&b), "2 4 8");
	search_free(s);
	query_free(q);
	q = parse("x OR note:it");
	s = search_new(q, c, &e);
	search_ask(s, answer, c);
	ck_assert(!search_step(s, &done, &e));
	ck_assert_str_eq(e.text, "it is not read");
	search_free(s);
	query_free(q);
	buf_fini(&b);
}
END_TEST

START_TEST(a_set_gives_a_result)
{
	static const uint32_t want[NSECTIONS] = { 3, 1, 1, 1, 0 };
	uint32_t count[NSECTIONS];
	struct result r;
	struct query *q;
	struct search *s;
	struct err e;

	fill();
	result_init(&r);
	q = parse("israel OR \"\u05e6\u05d4\"\u05dc\"");
	s = run(q);
	ck_assert(result_filter(&r, c, SECTION_NONE, search_set(s), &e));
	ck_assert_uint_eq(r.n, 4);
	ck_assert_uint_eq(r.dated, 3);
	ck_assert_uint_eq(r.event[0], 1);
	ck_assert_uint_eq(r.event[1], 4);
	ck_assert_uint_eq(r.event[2], 9);
	ck_assert_uint_eq(r.event[3], 6);
	ck_assert(result_filter(&r, c, SOVIET, search_set(s), &e));
	ck_assert_uint_eq(r.n, 1);
	ck_assert_uint_eq(r.event[0], 1);
	search_free(s);
	query_free(q);
	q = parse("actor:israel");
	s = run(q);
	ck_assert_uint_eq(facets_sections(c, search_set(s), count), 3);
	ck_assert_mem_eq(count, want, sizeof want);
	ck_assert(result_filter(&r, c, SECTION_NONE, NULL, &e));
	ck_assert_uint_eq(r.n, NEVENTS);
	search_free(s);
	query_free(q);
	result_fini(&r);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, events_are_found, 0, NSEARCHES);
	tcase_add_test(tc, an_empty_chronicle_has_nothing);
	tcase_add_test(tc, a_step_is_a_segment);
	tcase_add_test(tc, a_search_goes_on_while_the_chronicle_grows);
	tcase_add_test(tc, a_section_that_comes_later_counts);
	tcase_add_test(tc, what_readers_left_is_asked_for);
	tcase_add_test(tc, a_set_gives_a_result);
}

int
main(void)
{
	return run_tests("search", add_tests);
}
