#include "config.h"

#include "model/segment.h"

#include <check.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>

#include "model/wordwalk.h"
#include "model/wordwriter.h"
#include "running.h"

static const bool all_worded[] = { true, true, true };
static const bool none_worded[] = { false, false, false };

static struct fold_map *map;
static struct word_writer *writer;

/*
 * SQLite's memory with a countdown: after so many allocations all are
 * refused.  Negative: never.  The allocator has no argument to carry it.
 */
static long countdown = -1;

static bool
refuse(void)
{
	if (countdown > 0)
		countdown--;
	return countdown == 0;
}

static sqlite3_mem_methods system_memory;

static void *
fail_malloc(int n)
{
	return refuse() ? NULL : system_memory.xMalloc(n);
}

static void *
fail_realloc(void *p, int n)
{
	return refuse() ? NULL : system_memory.xRealloc(p, n);
}

static void
setup(void)
{
	static sqlite3_mem_methods failing;
	struct err e;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
	failing = system_memory;
	failing.xMalloc = fail_malloc;
	failing.xRealloc = fail_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
	ck_assert(segment_setup(&e));
	countdown = -1;
	map = fold_map_new();
	writer = word_writer_new(map);
}

static void
teardown(void)
{
	word_writer_free(writer);
	fold_map_free(map);
}

static struct segment_row
day(int32_t first, int32_t last)
{
	return (struct segment_row){
		.date = { .first = first, .last = last, .precision = DATE_DAY }
	};
}

static const struct segment_row undated;

static void
add(struct segment *s, const char *a, const char *b, const char *c,
    struct segment_row row)
{
	struct str field[] = { str_of(a), str_of(b), str_of(c) };
	struct err e;

	ck_assert_msg(segment_add(s, field, &row, &e), "%s", e.text);
}

static void
assert_field(struct segment *s, size_t row, size_t column, struct str want)
{
	struct record r;
	struct err e;

	record_init(&r);
	ck_assert_msg(segment_record(s, row, &r, &e), "%s", e.text);
	ck_assert_uint_lt(column, r.n);
	ck_assert_uint_eq(r.field[column].n, want.n);
	ck_assert(str_eq(r.field[column], want));
	record_fini(&r);
}

static struct segment *
sealed(size_t nrows, size_t hint)
{
	struct segment *s;
	struct err e;
	char text[64];

	s = segment_new(3, hint, &e);
	ck_assert(s != NULL);
	ck_assert(segment_index(s, all_worded, map, &e));
	for (size_t i = 0; i < nrows; i++) {
		(void)snprintf(
		    text, sizeof text, "word%zu \xC3\xA9t\xC3\xA9", i);
		add(s, text, "Moscow", "", day((int32_t)(nrows - i), 0x7FFF));
	}
	ck_assert_msg(segment_seal(s, writer, &e), "%s", e.text);
	return s;
}

START_TEST(rows_come_back_by_number)
{
	static const size_t sizes[] = { 1, 100, 2000, 5000 };
	struct segment *s = sealed(sizes[_i], sizes[_i]);

	ck_assert_uint_eq(s->n, sizes[_i]);
	assert_field(s, 0, 0, str_of("word0 \xC3\xA9t\xC3\xA9"));
	assert_field(s, 0, 1, str_of("Moscow"));
	assert_field(s, 0, 2, str_of(""));
	assert_field(s, sizes[_i] - 1, 1, str_of("Moscow"));
	segment_free(s);
}
END_TEST

START_TEST(index_holds_the_words)
{
	struct segment *s = sealed(3000, _i == 0 ? 100 : 32768);
	struct err e;

	ck_assert_msg(segment_check(s, &e), "%s", e.text);
	assert_field(s, 2999, 1, str_of("Moscow")); /* and it still reads */
	segment_free(s);
}
END_TEST

START_TEST(index_may_come_before_between_and_after)
{
	struct segment *s;
	struct err e;

	s = segment_new(3, 100, &e);
	for (int i = 0; i < 3; i++) {
		if (i == _i)
			ck_assert(segment_index(s, all_worded, map, &e));
		add(s, "one", "two", "three", undated);
	}
	if (_i == 3)
		ck_assert(segment_index(s, all_worded, map, &e));
	ck_assert(segment_seal(s, writer, &e));
	ck_assert_msg(segment_check(s, &e), "%s", e.text);
	segment_free(s);
}
END_TEST

START_TEST(nothing_worded_needs_no_index)
{
	struct segment *s;
	struct err e;

	s = segment_new(3, 100, &e);
	ck_assert(segment_index(s, none_worded, map, &e));
	add(s, "1", "2", "3", undated);
	ck_assert(segment_seal(s, writer, &e));
	ck_assert(segment_check(s, &e));
	assert_field(s, 0, 2, str_of("3"));
	segment_free(s);
}
END_TEST

START_TEST(an_empty_segment_can_be_sealed)
{
	struct segment *s = sealed(0, 100);

	ck_assert_uint_eq(s->n, 0);
	ck_assert_uint_eq(s->events.dated, 0);
	segment_free(s);
}
END_TEST

START_TEST(every_byte_is_kept)
{
	static const struct str odd[] = {
		{ "a\0b", 3 },
		{ "\0", 1 },
		{ "\0\0\0", 3 },
		{ "\x1B[31mred", 8 },
		{ "\xFF\xFE\xC3", 3 },
		{ "\xED\xA0\x80", 3 },
		{ "\xEF\xBB\xBF", 3 },
		{ "'; DROP TABLE event; --", 23 },
		{ NULL, 0 },
	};
	struct segment_row row = undated;
	struct str field[3] = { odd[_i], { "x", 1 }, odd[_i] };
	struct segment *s;
	struct err e;

	s = segment_new(3, 100, &e);
	ck_assert(segment_index(s, all_worded, map, &e));
	ck_assert(segment_add(s, field, &row, &e));
	ck_assert(segment_seal(s, writer, &e));
	assert_field(s, 0, 0, odd[_i]);
	assert_field(s, 0, 1, str_of("x"));
	assert_field(s, 0, 2, odd[_i]);
	ck_assert_msg(segment_check(s, &e), "%s", e.text);
	segment_free(s);
}
END_TEST

START_TEST(as_many_columns_as_are_allowed)
{
	static bool worded[SEGMENT_COLUMNS_MAX];
	static struct str field[SEGMENT_COLUMNS_MAX];
	struct segment_row row = undated;
	struct segment *s;
	struct err e;

	for (size_t i = 0; i < SEGMENT_COLUMNS_MAX; i++) {
		worded[i] = true;
		field[i] = str_of(i % 2 == 0 ? "even" : "odd");
	}
	s = segment_new(SEGMENT_COLUMNS_MAX, 100, &e);
	ck_assert_msg(s != NULL, "%s", e.text);
	ck_assert_msg(segment_index(s, worded, map, &e), "%s", e.text);
	ck_assert_msg(segment_add(s, field, &row, &e), "%s", e.text);
	ck_assert_msg(segment_seal(s, writer, &e), "%s", e.text);
	assert_field(s, 0, SEGMENT_COLUMNS_MAX - 1, str_of("odd"));
	ck_assert_msg(segment_check(s, &e), "%s", e.text);
	segment_free(s);
}
END_TEST

START_TEST(a_sealed_segment_knows_its_order)
{
	struct segment *s;
	struct err e;

	s = segment_new(3, 100, &e);
	ck_assert(segment_index(s, none_worded, map, &e));
	add(s, "a", "", "", undated);
	add(s, "b", "", "", day(20, 20));
	add(s, "c", "", "", day(10, 10));
	add(s, "d", "", "", day(10, 40));
	ck_assert(segment_seal(s, writer, &e));
	ck_assert_uint_eq(s->events.dated, 3);
	ck_assert_uint_eq(s->events.order[0], 3);
	ck_assert_uint_eq(s->events.order[1], 2);
	ck_assert_uint_eq(s->events.order[2], 1);
	ck_assert_uint_eq(s->events.order[3], 0);
	segment_free(s);
}
END_TEST

START_TEST(a_record_may_be_used_again)
{
	struct segment *s;
	struct record r;
	struct err e;

	s = segment_new(3, 100, &e);
	ck_assert(segment_index(s, none_worded, map, &e));
	add(s, "a long text, longer than what follows", "b", "c", undated);
	add(s, "", "", "z", undated);
	ck_assert(segment_seal(s, writer, &e));
	record_init(&r);
	for (size_t i = 0; i < 6; i++)
		ck_assert(segment_record(s, i % 2, &r, &e));
	ck_assert_uint_eq(r.n, 3);
	ck_assert_uint_eq(r.field[0].n, 0);
	ck_assert(str_eq(r.field[2], str_of("z")));
	record_fini(&r);
	segment_free(s);
}
END_TEST

static bool
count_word(void *arg, struct str word, size_t rows)
{
	(void)word;
	*(size_t *)arg += rows;
	return true;
}

/* Take three cells, and count them. */
static bool
take_three(void *arg, size_t row, struct str cell)
{
	size_t *n = arg;

	(void)row;
	ck_assert(str_eq(cell, str_of("three")));
	return ++*n % 3 != 0;
}

static bool
read_cells(struct segment *s, struct err *e)
{
	size_t n = 0, row = 0;

	while (row < s->n)
		if (!segment_read_column(s, 1, &row, take_three, &n, e))
			return false;
	ck_assert_uint_eq(n, s->n);
	return true;
}

/* Walk over "one" OR "three", with what is in column 1 apart. */
static bool
walk(struct segment *s, struct err *e)
{
	static const char *const word[] = { "one" };
	struct word_walk_setup setup = { .term = { word, 1, false, NULL, 0 },
		.alternative = "three",
		.apart = 1 };
	struct word_walk *w = segment_walk(s, &setup, e);
	struct word_walk_row row;
	uint64_t words = 0;
	bool ok = w != NULL, end = false;

	for (size_t n = 0; ok; n++) {
		ok = word_walk_next(w, &row, &end, e);
		if (!ok || end)
			break;
		ck_assert_uint_eq(row.row, n);
		ck_assert(row.within);
		ck_assert_uint_eq(row.words, 3);
		ck_assert_uint_eq(row.apart, 1);
		ck_assert_uint_eq(row.others, 1);
	}
	word_walk_free(w);
	ok = ok && segment_words_total(s, &words, e);
	ck_assert(!ok || words == 3 * s->n);
	return ok;
}

/* Ask what the segment of live() must know. */
static bool
ask(struct segment *s, struct err *e)
{
	static const char *const word[] = { "one", "tw" };
	static const int column = 0;
	struct segment_term t = { word, 2, true, &column, 1 };
	size_t n = 0, rows = 0;
	uint64_t set = 0;

	if (!segment_match(s, &t, &set, &n, e) ||
	    !segment_words(s, str_of("t"), count_word, &rows, e))
		return false;
	ck_assert_uint_eq(n, 20);
	ck_assert_uint_eq(rows, 40); /* two, three */
	return read_cells(s, e) && walk(s, e);
}

/* All of a segment's life; false as soon as a step fails. */
static bool
live(struct err *e)
{
	struct str field[] = { str_of("one two"), str_of("three"), str_of("") };
	struct segment_row row = day(1, 1);
	struct segment *s = segment_new(3, 100, e);
	struct record r;
	bool ok = s != NULL;

	record_init(&r);
	for (int i = 0; ok && i < 20; i++) {
		if (i == 10)
			ok = segment_index(s, all_worded, map, e);
		ok = ok && segment_add(s, field, &row, e);
	}
	ok = ok && segment_seal(s, writer, e) && segment_record(s, 3, &r, e) &&
	     ask(s, e);
	record_fini(&r);
	segment_free(s);
	return ok;
}

START_TEST(refused_memory_is_an_error_wherever_it_happens)
{
	struct err e = { 0 };
	long n;

	for (n = 1; n < 20000; n++) {
		bool ok;

		countdown = n;
		ok = live(&e);
		if (ok)
			break;
		ck_assert_msg(e.code == ERR_MEMORY, "%ld: %s", n, e.text);
	}
	ck_assert_int_gt(n, 50); /* it did happen */
	ck_assert_int_lt(n, 20000);
	countdown = -1;
	ck_assert(live(&e)); /* and leaves nothing behind */
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, rows_come_back_by_number, 0, 4);
	tcase_add_loop_test(tc, index_holds_the_words, 0, 2);
	tcase_add_loop_test(tc, index_may_come_before_between_and_after, 0, 4);
	tcase_add_test(tc, nothing_worded_needs_no_index);
	tcase_add_test(tc, an_empty_segment_can_be_sealed);
	tcase_add_loop_test(tc, every_byte_is_kept, 0, 9);
	tcase_add_test(tc, as_many_columns_as_are_allowed);
	tcase_add_test(tc, a_sealed_segment_knows_its_order);
	tcase_add_test(tc, a_record_may_be_used_again);
	tcase_add_test(tc, refused_memory_is_an_error_wherever_it_happens);
}

int
main(void)
{
	return run_tests("segment", add_tests);
}
