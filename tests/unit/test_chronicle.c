#include "config.h"

#include "model/chronicle.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/delivery.h"
#include "model/ids.h"
#include "running.h"
#include "unit/refusing.h"

/* Columns of all chronicles here: id and date, as they are in the file. */
static const bool worded[] = { true, true };

static struct chronicle *c;

static void
setup(void)
{
	c = chronicle_new();
}

static void
teardown(void)
{
	chronicle_free(c);
}

static struct delivery *
delivery_with(struct segment *s)
{
	struct delivery *d = delivery_new();

	d->segment = s;
	return d;
}

static struct delivery *
first_delivery(void)
{
	struct delivery *d = delivery_new();

	d->title = x_strdup("A title");
	d->source = x_strdup("article");
	columns_add(&d->columns, str_of("id"));
	columns_add(&d->columns, str_of("date"));
	d->columns.role[ROLE_ID] = 0;
	d->columns.role[ROLE_DATE] = 1;
	return d;
}

static struct segment *
new_segment(void)
{
	struct err e;
	struct segment *s = segment_new(2, 100, &e);

	ck_assert_msg(s != NULL, "%s", e.text);
	ck_assert(segment_index(s, worded, chronicle_map(c), &e));
	return s;
}

static void
add(struct segment *s, const char *id, const char *date, uint32_t section)
{
	struct str field[] = { str_of(id), str_of(date) };
	struct segment_row row = { .section = section };
	struct err e;

	ck_assert_msg(date_parse(field[1], &row.date, &e), "%s", e.text);
	row.id = ids_short(ids_hash(field[0]));
	ck_assert_msg(segment_add(s, field, &row, &e), "%s", e.text);
}

static void
adopt(struct delivery *d)
{
	struct err e;

	if (d->segment != NULL)
		ck_assert(segment_seal(d->segment, NULL, &e));
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
}

static void
assert_date(size_t n, const char *want)
{
	struct record r;
	struct err e;
	struct str date;

	record_init(&r);
	ck_assert_msg(chronicle_record(c, n, &r, &e), "%s", e.text);
	date = record_role(&r, chronicle_columns(c), ROLE_DATE);
	ck_assert_msg(str_eq(date, str_of(want)), "event %zu: %.*s, not %s", n,
	    (int)date.n, date.p, want);
	record_fini(&r);
}

START_TEST(new_one_is_empty_and_loading)
{
	size_t n;

	ck_assert(chronicle_loading(c));
	ck_assert_uint_eq(chronicle_count(c), 0);
	ck_assert_str_eq(chronicle_title(c), "");
	ck_assert_str_eq(chronicle_source(c), "");
	ck_assert_uint_eq(chronicle_columns(c)->n, 0);
	chronicle_order(c, &n);
	ck_assert_uint_eq(n, 0);
	ck_assert(!chronicle_find(c, str_of("x"), &n));
	ck_assert(!chronicle_find(c, str_of(""), &n));
}
END_TEST

/* All in the order in which they are to be read. */
static const char *const in_order[] = { "-0100/-0050", "-0044", "-0044-03-15",
	"../0476", "1900/1999", "190X", "1900", "1900-01", "1900-01-01",
	"1900-01-02", "../1947", "1947-12-31", "1948/..", "1948/1950", "1948",
	"1948-21", "1948-05-14/1948-05-17", "1948-05-17", "199X", "2000~",
	"2000-01?", "2022-02-24/..", "2022-02-24", "", "" };
#define NDATES (sizeof in_order / sizeof in_order[0])

static const struct pair {
	const char *before, *after;
} pairs[] = {
	{ "1947", "1948" },
	{ "-0044", "0044" },
	{ "1948", "1948-01" },
	{ "1948-01", "1948-01-01" },
	{ "194X", "1940" },
	{ "19XX", "190X" },
	{ "1948/..", "1948/2020" },
	{ "1948/2020", "1948" },
	{ "1948-05-17/..", "1948-05-17" },
	{ "../1948", "1948-12-31" },
	{ "1948-12-30", "../1948" },
	{ "../1948", "1949" },
	{ "1948-21", "1948-03" },
	{ "1948-02-29", "1948-21" },
	{ "1948-24", "1949" },
	{ "1948~", "1948-01-01" },
	{ "2022-02-24/..", "" },
	{ "9999-12-31", "" },
	{ "../1948", "" },
	{ "1948-05-17", "1948-05-17" },
	{ "", "" },
};
#define NPAIRS (sizeof pairs / sizeof pairs[0])

/* Each pair both ways round, in one segment and in two. */
START_TEST(one_date_comes_before_another)
{
	const struct pair *p = &pairs[_i / 4];
	bool turned = _i % 2 != 0, two = _i / 2 % 2 != 0;
	const char *one = turned ? p->after : p->before;
	const char *other = turned ? p->before : p->after;
	struct delivery *d = first_delivery();
	const uint32_t *order;
	size_t dated;

	d->segment = new_segment();
	add(d->segment, "0", one, 0);
	if (two) {
		adopt(d);
		d = delivery_with(new_segment());
	}
	add(d->segment, "1", other, 0);
	adopt(d);
	order = chronicle_order(c, &dated);
	assert_date(order[0], p->before);
	assert_date(order[1], p->after);
	if (strcmp(one, other) == 0) /* file order decides */
		ck_assert_uint_eq(order[0], 0);
}
END_TEST

/* Forwards, backwards, and each in a segment of its own. */
START_TEST(many_dates_come_in_order)
{
	struct delivery *d = first_delivery();
	const uint32_t *order;
	size_t dated;

	d->segment = new_segment();
	for (size_t i = 0; i < NDATES; i++) {
		size_t which = _i == 0 ? i : NDATES - 1 - i;

		add(d->segment, "", in_order[which], 0);
		if (_i < 2)
			continue;
		adopt(d);
		d = delivery_with(new_segment());
	}
	adopt(d);
	order = chronicle_order(c, &dated);
	ck_assert_uint_eq(dated, NDATES - 2);
	for (size_t i = 0; i < NDATES; i++)
		assert_date(order[i], in_order[i]);
}
END_TEST

START_TEST(undated_ones_come_last)
{
	struct delivery *d = first_delivery();
	const uint32_t *order;
	size_t dated;

	d->segment = new_segment();
	add(d->segment, "0", "", 0);
	add(d->segment, "1", "1948", 0);
	add(d->segment, "2", "", 0);
	adopt(d);
	d = delivery_with(new_segment());
	add(d->segment, "3", "", 0);
	add(d->segment, "4", "2022/..", 0);
	add(d->segment, "5", "1800", 0);
	adopt(d);
	order = chronicle_order(c, &dated);
	ck_assert_uint_eq(dated, 3);
	ck_assert_uint_eq(order[0], 5);
	ck_assert_uint_eq(order[1], 1);
	ck_assert_uint_eq(order[2], 4);
	ck_assert_uint_eq(order[3], 0);
	ck_assert_uint_eq(order[4], 2);
	ck_assert_uint_eq(order[5], 3);
	ck_assert_int_eq(chronicle_date(c, 0).precision, DATE_NONE);
	ck_assert_int_eq(chronicle_date(c, 1).precision, DATE_YEAR);
	ck_assert_int_eq(chronicle_date(c, 1).first, date_day(1948, 1, 1));
	ck_assert_int_eq(chronicle_date(c, 4).last, DATE_OPEN_END);
}
END_TEST

/* A fixed row of numbers (Numerical Recipes' quick generator). */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

START_TEST(adopting_pieces_equals_sorting_the_whole)
{
	uint32_t seed = (uint32_t)_i + 1;
	struct delivery *d = first_delivery();
	struct events whole;
	const uint32_t *order;
	size_t dated;

	events_init(&whole);
	for (int piece = 0; piece < 40; piece++) {
		d->segment = new_segment();
		for (uint32_t k = next(&seed) % 60; k > 0; k--) {
			size_t which = next(&seed) % NDATES;
			struct date date;

			add(d->segment, "", in_order[which], 7);
			date_parse(str_of(in_order[which]), &date, NULL);
			ck_assert(events_add(&whole, &date, 7, 0));
		}
		adopt(d);
		d = delivery_new();
	}
	delivery_free(d);
	ck_assert(events_sort(&whole));
	order = chronicle_order(c, &dated);
	ck_assert_uint_eq(chronicle_count(c), whole.n);
	ck_assert_uint_eq(dated, whole.dated);
	ck_assert_mem_eq(order, whole.order, whole.n * sizeof *order);
	events_fini(&whole);
}
END_TEST

START_TEST(dates_keep_what_qualifies_them)
{
	struct delivery *d = first_delivery();
	struct date date;

	d->segment = new_segment();
	add(d->segment, "0", "2014~", 0);
	add(d->segment, "1", "2014-05?", 0);
	add(d->segment, "2", "2014-05-06%", 0);
	add(d->segment, "3", "2014-05-06", 0);
	adopt(d);
	date = chronicle_date(c, 0);
	ck_assert(date.approximate && !date.uncertain);
	date = chronicle_date(c, 1);
	ck_assert(!date.approximate && date.uncertain);
	ck_assert_int_eq(date.precision, DATE_MONTH);
	date = chronicle_date(c, 2);
	ck_assert(date.approximate && date.uncertain);
	date = chronicle_date(c, 3);
	ck_assert(!date.approximate && !date.uncertain);
}
END_TEST

START_TEST(records_are_found_in_their_segments)
{
	struct delivery *d = first_delivery();
	char id[32];
	size_t n = 0;

	for (int piece = 0; piece < 5; piece++) {
		if (piece != 2) /* one delivery brings no events */
			d->segment = new_segment();
		for (int k = 0; piece != 2 && k <= piece; k++) {
			(void)snprintf(id, sizeof id, "19%02zu", n++);
			add(d->segment, id, id, (uint32_t)piece);
		}
		adopt(d);
		d = delivery_new();
	}
	delivery_free(d);
	ck_assert_uint_eq(chronicle_count(c), n);
	for (size_t i = 0; i < n; i++) {
		(void)snprintf(id, sizeof id, "19%02zu", i);
		assert_date(i, id);
	}
	ck_assert_uint_eq(chronicle_section(c, 0), 0);
	ck_assert_uint_eq(chronicle_section(c, 2), 1);
	ck_assert_uint_eq(chronicle_section(c, n - 1), 4);
}
END_TEST

START_TEST(ids_are_found_also_after_more_came)
{
	struct delivery *d = first_delivery();
	char id[32];
	size_t n;

	for (int piece = 0; piece < 4; piece++) {
		d->segment = new_segment();
		for (int k = 0; k < 100; k++) {
			(void)snprintf(id, sizeof id, "id-%d", 100 * piece + k);
			add(d->segment, id, "1948", 0);
		}
		add(d->segment, "", "1948", 0);
		add(d->segment, "twin", "1948", 0);
		adopt(d);
		ck_assert(chronicle_find(c, str_of(id), &n));
		ck_assert_uint_eq(n, 102 * (size_t)piece + 99);
		d = delivery_new();
	}
	delivery_free(d);
	ck_assert(chronicle_find(c, str_of("id-0"), &n));
	ck_assert_uint_eq(n, 0);
	ck_assert(chronicle_find(c, str_of("twin"), &n));
	ck_assert_uint_eq(n, 101);
	ck_assert(chronicle_find(c, str_of(" id-250 "), &n));
	ck_assert_uint_eq(n, 2 * 102 + 50);
	ck_assert(!chronicle_find(c, str_of("id-400"), &n));
	ck_assert(!chronicle_find(c, str_of("id"), &n));
	ck_assert(!chronicle_find(c, str_of(""), &n));
}
END_TEST

START_TEST(head_is_taken_once)
{
	struct delivery *d = first_delivery();
	struct delivery *second = first_delivery();

	adopt(d);
	x_free(second->title);
	second->title = x_strdup("Another title");
	adopt(second);
	ck_assert_str_eq(chronicle_title(c), "A title");
	ck_assert_str_eq(chronicle_source(c), "article");
	ck_assert_uint_eq(chronicle_columns(c)->n, 2);
	ck_assert_int_eq(chronicle_columns(c)->role[ROLE_DATE], 1);
	ck_assert_int_eq(chronicle_columns(c)->role[ROLE_TEXT], -1);
}
END_TEST

/* As the loader sends them: parents by their number in the whole. */
START_TEST(sections_and_problems_add_up)
{
	struct delivery *d = first_delivery();

	sections_add(&d->sections, str_of("a"), SECTION_NONE, str_of("A"),
	    str_of("about a"));
	problems_add(
	    &d->problems, PROBLEM_DATE, "f.csv", 2, 1, "no date", str_of("x"));
	adopt(d);
	d = delivery_new();
	sections_add(
	    &d->sections, str_of("b"), SECTION_NONE, str_of("B"), str_of(""));
	d->sections.at[0].parent = 0;
	problems_add(
	    &d->problems, PROBLEM_ID, "f.csv", 3, 1, "no id", str_of(""));
	adopt(d);
	ck_assert_uint_eq(chronicle_sections(c)->n, 2);
	ck_assert_uint_eq(chronicle_sections(c)->at[1].parent, 0);
	ck_assert_str_eq(chronicle_sections(c)->at[0].summary, "about a");
	ck_assert_uint_eq(sections_find(chronicle_sections(c), str_of("b")), 1);
	ck_assert_uint_eq(problems_total(chronicle_problems(c)), 2);
}
END_TEST

START_TEST(the_last_delivery_ends_the_load)
{
	struct delivery *d = first_delivery();
	struct err e = { 0 };

	adopt(d);
	ck_assert(chronicle_loading(c));
	d = delivery_with(new_segment());
	add(d->segment, "0", "1948", 0);
	ck_assert(segment_seal(d->segment, NULL, &e));
	d->last = true;
	d->failed = true;
	err_set(&d->e, ERR_IO, "f.csv: Input/output error");
	ck_assert(!chronicle_adopt(c, d, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_str_eq(e.text, "f.csv: Input/output error");
	ck_assert(!chronicle_loading(c));
	ck_assert_uint_eq(chronicle_count(c), 1); /* and it stays readable */
	assert_date(0, "1948");
}
END_TEST

static void
free_refusing(struct segment *s)
{
	events_fini(&s->events);
	free(s);
}

START_TEST(what_cannot_be_fetched_is_blank)
{
	static const struct segment_ops ops = { .record = refuse_record,
		.free = free_refusing };
	struct delivery *d = first_delivery();
	struct segment *s = calloc(1, sizeof *s);
	struct date date = { .precision = DATE_NONE };
	struct record r;
	struct err e = { 0 };
	size_t n;

	ck_assert(s != NULL);
	s->ops = &ops;
	s->n = 1;
	ck_assert(events_add(&s->events, &date, 0, 1));
	ck_assert(events_sort(&s->events));
	d->segment = s;
	ck_assert(chronicle_adopt(c, d, &e));
	record_init(&r);
	ck_assert(!chronicle_record(c, 0, &r, &e));
	ck_assert_int_eq(e.code, ERR_MEMORY);
	ck_assert_uint_eq(r.n, 2);
	ck_assert_uint_eq(r.field[0].n, 0);
	ck_assert_uint_eq(r.field[1].n, 0);
	record_fini(&r);
	ck_assert(!chronicle_find(c, str_of("x"), &n));
}
END_TEST

START_TEST(ids_of_the_empty_text_and_of_others)
{
	struct ids set;
	bool twin;

	ck_assert_uint_eq(ids_hash(str_of("")), 0);
	ck_assert_uint_ne(ids_hash(str_of("a")), ids_hash(str_of("b")));
	ids_init(&set);
	for (size_t i = 1; i <= 5000; i++) {
		uint64_t h = ids_hash((struct str){ (char *)&i, sizeof i });

		ck_assert_uint_ne(ids_short(h), 0);
		ck_assert(ids_add(&set, h, &twin));
		ck_assert(!twin);
		ck_assert(ids_add(&set, h, &twin));
		ck_assert(twin);
	}
	ck_assert_uint_eq(set.n, 5000);
	ids_fini(&set);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, new_one_is_empty_and_loading);
	tcase_add_loop_test(
	    tc, one_date_comes_before_another, 0, 4 * (int)NPAIRS);
	tcase_add_loop_test(tc, many_dates_come_in_order, 0, 3);
	tcase_add_test(tc, undated_ones_come_last);
	tcase_add_loop_test(tc, adopting_pieces_equals_sorting_the_whole, 0, 8);
	tcase_add_test(tc, dates_keep_what_qualifies_them);
	tcase_add_test(tc, records_are_found_in_their_segments);
	tcase_add_test(tc, ids_are_found_also_after_more_came);
	tcase_add_test(tc, head_is_taken_once);
	tcase_add_test(tc, sections_and_problems_add_up);
	tcase_add_test(tc, the_last_delivery_ends_the_load);
	tcase_add_test(tc, what_cannot_be_fetched_is_blank);
	tcase_add_test(tc, ids_of_the_empty_text_and_of_others);
}

int
main(void)
{
	return run_tests("chronicle", add_tests);
}
