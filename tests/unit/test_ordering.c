/*
 * Deliveries as the loader makes them, with the order that comes with them,
 * adopted one by one.
 */
#include "config.h"

#include "model/ordering.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "model/chronicle.h"
#include "model/segment.h"
#include "running.h"
#include "unit/chance.h"

static struct chronicle *c;
static struct ordering ordering;
static struct events whole; /* all that was sent */

static void
setup(void)
{
	c = chronicle_new();
	ordering_init(&ordering);
	events_init(&whole);
	chance_start(1);
}

static void
teardown(void)
{
	chronicle_free(c);
	ordering_fini(&ordering);
	events_fini(&whole);
}

/* A delivery of n events, of few days, some of them undated. */
static struct delivery *
make(size_t n)
{
	static const bool worded[] = { false };
	struct delivery *d = delivery_new();
	struct segment *s;
	struct err e;

	if (chronicle_title(c)[0] == '\0') {
		d->title = x_strdup("A title");
		d->source = x_strdup("");
		columns_add(&d->columns, str_of("date"));
	}
	if (n == 0)
		return d;
	s = segment_new(1, n, &e);
	ck_assert(s != NULL && segment_index(s, worded, chronicle_map(c), &e));
	for (size_t i = 0; i < n; i++) {
		struct str field = str_of("");
		struct segment_row row = { 0 };

		row.date.precision = chance(9) == 0 ? DATE_NONE : DATE_DAY;
		row.date.first = (int32_t)chance(50) - 25;
		row.date.last = row.date.first + (int32_t)chance(3);
		ck_assert(segment_add(s, &field, &row, &e));
		ck_assert(events_add(&whole, &row.date, 0, 0));
	}
	ck_assert(segment_seal(s, NULL, &e));
	d->segment = s;
	return d;
}

static void
adopt(struct delivery *d)
{
	struct err e;

	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
}

/* Send a delivery at time 0, which is not late. */
static void
start_with(size_t n)
{
	struct delivery *d = make(n);

	ordering_set(&ordering, d, 0);
	ck_assert(!d->later);
	adopt(d);
}

static void
assert_whole(void)
{
	const uint32_t *order;
	size_t dated;

	ck_assert(events_sort(&whole));
	order = chronicle_order(c, &dated);
	ck_assert_uint_eq(chronicle_count(c), whole.n);
	ck_assert_uint_eq(dated, whole.dated);
	ck_assert_mem_eq(order, whole.order, whole.n * sizeof *order);
}

START_TEST(the_order_is_that_of_all_events)
{
	size_t lates = 0;
	int64_t now = 0;

	chance_start(_i);
	start_with(70000);
	for (int piece = 0; piece < 60; piece++) {
		size_t was = chronicle_count(c);
		struct delivery *d = make(chance(40));
		bool late;

		d->hurries = chance(8) == 0;
		d->last = piece == 59;
		ordering_set(&ordering, d, now += (int64_t)chance(300));
		late = d->later;
		ck_assert(late == (d->order.event == NULL));
		ck_assert(!late || !(d->hurries || d->last));
		lates += late;
		adopt(d);
		if (late)
			ck_assert_uint_eq(chronicle_count(c), was);
		else
			assert_whole();
	}
	ck_assert_uint_gt(lates, 5);
}
END_TEST

START_TEST(many_are_ordered_once_a_second)
{
	static const struct {
		int64_t now;
		bool late;
	} given[] = { { 1, true }, { 999, true }, { 1000, false },
		{ 1001, true }, { 1999, true }, { 2100, false }, { 3000, true },
		{ 3100, false } };
	struct delivery *d;

	start_with(65535);
	start_with(1); /* not many yet */
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		d = make(1);
		ordering_set(&ordering, d, given[i].now);
		ck_assert_int_eq(d->later, given[i].late);
		adopt(d);
		if (!given[i].late)
			assert_whole();
	}
}
END_TEST

/* Only what has changed is sent: little, if what comes is of a later date. */
START_TEST(the_start_that_stays_is_not_sent_again)
{
	struct delivery *d = make(3200);
	size_t dated = 0;

	ordering_set(&ordering, d, 0);
	dated = d->order.dated;
	adopt(d);
	d = make(1);
	d->hurries = true;
	d->segment->events.first[0] = d->segment->events.last[0] = 1000;
	d->segment->events.how[0] = DATE_DAY;
	whole.first[3200] = whole.last[3200] = 1000;
	whole.how[3200] = DATE_DAY;
	ordering_set(&ordering, d, 0);
	ck_assert_uint_eq(d->order.start, dated);
	ck_assert_uint_eq(d->order.start + d->order.n, 3201);
	adopt(d);
	assert_whole();
}
END_TEST

/* Who dates events anew, or was off, sends no order: the chronicle has it. */
START_TEST(without_it_the_chronicle_sorts)
{
	static const size_t sizes[] = { 1000, 10, 20, 300 };
	struct delivery *d;

	if (_i == 1)
		ordering_fini(&ordering);
	for (size_t i = 0; i < 4; i++) {
		d = make(sizes[i]);
		d->misread = _i == 0 && i == 2 ? 1 : 0;
		ordering_set(&ordering, d, 0);
		if (_i == 1 || i >= 2)
			ck_assert(!d->later && d->order.event == NULL);
		d->misread = 0;
		adopt(d);
	}
	assert_whole();
	ck_assert(!ordering.on);
}
END_TEST

/* A load that fails sends its last delivery by another way. */
START_TEST(what_waits_at_the_end_is_taken)
{
	struct delivery *d;

	start_with(70000);
	d = make(50);
	ordering_set(&ordering, d, 1);
	ck_assert(d->later);
	adopt(d);
	d = delivery_new();
	d->last = true;
	adopt(d);
	assert_whole();
}
END_TEST

/* If events are lost on the way, what is said of all is not believed. */
START_TEST(the_order_of_others_is_not_taken)
{
	struct events others;
	struct delivery *d;

	for (int i = 0; i < 6; i++) {
		others = whole;
		if (i == 2)
			events_init(&whole);
		d = make(40);
		d->hurries = true;
		ordering_set(&ordering, d, 0);
		if (i != 2) {
			adopt(d);
			continue;
		}
		delivery_free(d);
		events_fini(&whole);
		whole = others;
	}
	assert_whole();
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, the_order_is_that_of_all_events, 0, 5);
	tcase_add_test(t, many_are_ordered_once_a_second);
	tcase_add_test(t, the_start_that_stays_is_not_sent_again);
	tcase_add_loop_test(t, without_it_the_chronicle_sorts, 0, 2);
	tcase_add_test(t, what_waits_at_the_end_is_taken);
	tcase_add_test(t, the_order_of_others_is_not_taken);
}

int
main(void)
{
	return run_tests("ordering", add_tests);
}
