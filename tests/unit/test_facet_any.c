/*
 * Fields made by chance: what a facet counts is what is there, and what the
 * query finds that it asks for it.
 */
#include "config.h"

#include "running.h"
#include "unit/chance.h"
#include "unit/faceting.h"

#define ANY 200 /* events */

static const char *const pieces[] = { "vote", "Vote", "visit", "a b", "a  b",
	"*", "vote*", "-", "OR", "\"", "\"\"", "say \"no\"", "x\"", "\"x",
	"\u05e6\u05d4\"\u05dc", "\u05e6\u05d4\"", "\"\u05dc",
	"\u05e6\"\"\u05dc", "\u05e6\u05d4\u05f4\u05dc",
	"\u0451\u043b\u043a\u0430", "\u0435\u043b\u043a\u0430", "caf\u00e9",
	"cafe", "10", "10.0", "1948", "\u6771\u4eac", "\u00a0", "a\tb", "(a)",
	"a:b", "a=b", "\\", "%", "" };
#define NPIECES (sizeof pieces / sizeof pieces[0])

static char cells[ANY][2][256]; /* actors, kind */

static void
write_cell(char *out, size_t size, size_t most)
{
	static const char *const blanks[] = { "", "", " ", "\t ", "\r\n" };
	size_t n = chance(most + 1);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s%s%s", i > 0 ? ";" : "", blanks[chance(5)],
		    pieces[chance(NPIECES)], blanks[chance(5)]);
	if (most > 1 && chance(5) == 0)
		buf_adds(&b, ";");
	ck_assert_uint_lt(b.n, size);
	memcpy(out, buf_cstr(&b), b.n + 1);
	buf_fini(&b);
}

/* Does an event have value i, as somebody would say who reads its field? */
static bool
has(size_t event, bool list, size_t i)
{
	struct str rest = str_of(cells[event][list ? 0 : 1]), piece;
	struct str all = str_trim(rest), want = facet_value(f, i);
	bool any = false;

	if (i == FACET_NONE)
		return all.n == 0;
	if (!list)
		return str_eq(all, want);
	while (str_split(&rest, ';', &piece)) {
		any = any || piece.n > 0;
		if (piece.n > 0 && str_eq(piece, want))
			return true;
	}
	return !any && str_eq(all, want);
}

/* What is counted, what is there, and what the query finds are the same. */
static void
check_value(size_t i, bool list, const struct result *r, size_t count)
{
	struct buf asked = BUF_INIT;
	struct query *q;
	struct search *s;
	size_t there = 0;

	facet_ask(f, i, &asked);
	q = parse(buf_cstr(&asked));
	s = run(q);
	for (size_t n = 0; n < r->n; n++) {
		uint32_t event = r->event[n];

		ck_assert_msg(
		    bitset_has(search_set(s), event) == has(event, list, i),
		    "%s: event %u", buf_cstr(&asked), event);
		there += has(event, list, i);
	}
	ck_assert_msg(count == there, "%s: %zu are counted, %zu are there",
	    buf_cstr(&asked), count, there);
	search_free(s);
	query_free(q);
	buf_fini(&asked);
}

static void
check_facet(bool list, const char *query)
{
	uint32_t count[ANY + 1], order[ANY + 1], before = UINT32_MAX;
	struct result all, some;
	size_t n;

	build(&all, "", SECTION_NONE);
	build(&some, query, SECTION_NONE);
	ck_assert_uint_lt(facet_values(f), ANY);
	facet_count(f, &some, count);
	for (size_t i = 0; i < facet_values(f); i++)
		check_value(i, list, &some, count[i]);
	facet_count(f, &all, count);
	n = facet_order(f, order);
	for (size_t i = 0; i < n; i++) {
		check_value(order[i], list, &all, count[order[i]]);
		ck_assert_uint_gt(count[order[i]], 0);
		if (order[i] != FACET_NONE)
			ck_assert_uint_le(count[order[i]], before);
		before = count[order[i]];
	}
	result_fini(&all);
	result_fini(&some);
}

START_TEST(any_count_is_what_its_query_finds)
{
	bool list = _i % 2 == 0;

	chance_start(_i);
	for (size_t i = 0; i < ANY; i++) {
		write_cell(cells[i][0], sizeof cells[i][0], 4);
		write_cell(cells[i][1], sizeof cells[i][1], 1);
	}
	for (size_t i = 0; i < ANY; i++) {
		add(cells[i][0], cells[i][1]);
		if (i == 20)
			deliver();
		if (i == 20)
			open_facet(list ? "actors" : "kind");
		if (i == 100)
			deliver();
	}
	deliver();
	read_all();
	check_facet(list, list ? "kind=\"vote\" OR kind:a" : "actors:vote");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup_facet, teardown_facet);
	tcase_add_loop_test(tc, any_count_is_what_its_query_finds, 0, 20);
}

int
main(void)
{
	return run_tests("facet_any", add_tests);
}
