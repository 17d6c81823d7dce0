/*
 * Events that are fetched when they are asked for: from a source that counts
 * what it is asked, and that fails.
 */
#include "config.h"

#include "model/events.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "running.h"

#define N (3 * EVENTS_CHUNK + 7)
#define DATED (N - 5)

struct source {
	struct events_source base;
	size_t asked[EVENTS_NARRAYS], peeked;
	size_t failing; /* the chunk that fails, from 1 */
	bool twice;     /* the order has an event twice */
};

static struct source *source;
static struct events ev;
static struct err e;
static int freed;
static uint32_t sections[] = { N - 1, 1 };

/* What event i is. */
static int32_t
day_of(size_t i)
{
	return (int32_t)(N - i); /* so the order is from the last on */
}

static void
fill(const struct events *to, enum events_array array, size_t i)
{
	switch (array) {
	case EVENTS_DATE:
		to->first[i] = to->last[i] = day_of(i);
		to->how[i] = i < 5 ? DATE_NONE : DATE_DAY;
		break;
	case EVENTS_SECTION:
		to->section[i] = i == 3;
		break;
	case EVENTS_ID:
		to->id[i] = (uint32_t)i * 3 + 1;
		break;
	default:
		to->order[i] = (uint32_t)(i < DATED ? N - 1 - i : i - DATED);
		if (source->twice && i == 9)
			to->order[i] = 8;
	}
}

static bool
fetch(struct events_source *base, const struct events *to,
    enum events_array array, size_t from, size_t n, struct err *why)
{
	struct source *s = (struct source *)base;

	s->asked[array]++;
	ck_assert_uint_eq(from % EVENTS_CHUNK, 0);
	ck_assert_uint_eq(n, N - from < EVENTS_CHUNK ? N - from : EVENTS_CHUNK);
	if (from / EVENTS_CHUNK + 1 == s->failing)
		return err_set(why, ERR_IO, "no such chunk");
	for (size_t i = from; i < from + n; i++)
		fill(to, array, i);
	return true;
}

static bool
peek(struct events_source *base, size_t event, int32_t *first, int32_t *last,
    uint8_t *how)
{
	struct source *s = (struct source *)base;

	s->peeked++;
	*first = *last = day_of(event);
	*how = DATE_DAY;
	return event / EVENTS_CHUNK + 1 != s->failing;
}

static size_t
before(struct events_source *s, int32_t day)
{
	(void)s;
	return day < 1 ? 0 : (size_t)(day - 1);
}

static bool
find(struct events_source *s, uint32_t id, size_t *event)
{
	(void)s;
	(void)id;
	(void)event;
	return false;
}

static void
free_source(struct events_source *s)
{
	freed++;
	x_free(s);
}

static void
setup(void)
{
	source = x_calloc(1, sizeof *source);
	source->base = (struct events_source){ .fetch = fetch,
		.peek = peek,
		.before = before,
		.find = find,
		.free = free_source,
		.section = sections,
		.nsections = 2 };
	freed = 0;
	events_init(&ev);
	ck_assert(events_open(&ev, &source->base, N, DATED));
}

static void
teardown(void)
{
	events_fini(&ev);
	ck_assert_int_eq(freed, 1);
}

static void
asked(size_t dates, size_t section, size_t ids, size_t orders)
{
	ck_assert_uint_eq(source->asked[EVENTS_DATE], dates);
	ck_assert_uint_eq(source->asked[EVENTS_SECTION], section);
	ck_assert_uint_eq(source->asked[EVENTS_ID], ids);
	ck_assert_uint_eq(source->asked[EVENTS_ORDER], orders);
}

START_TEST(one_event_takes_one_chunk)
{
	struct date d;

	asked(0, 0, 0, 0);
	ck_assert_uint_eq(events_place(&ev, 0), N - 1);
	ck_assert_uint_eq(events_place(&ev, 1), N - 2);
	asked(0, 0, 0, 1);
	d = events_date(&ev, N - 1);
	ck_assert_int_eq(d.first, 1);
	ck_assert_int_eq(d.precision, DATE_DAY);
	ck_assert_uint_eq(events_section(&ev, 3), 1);
	ck_assert_uint_eq(events_id(&ev, EVENTS_CHUNK), 3 * EVENTS_CHUNK + 1);
	ck_assert(events_when_at(&ev, N - 1) < events_when_at(&ev, N - 2));
	asked(1, 1, 1, 1);
	ck_assert_uint_eq(events_before(&ev, 17), 16);
	asked(1, 1, 1, 1);
}
END_TEST

START_TEST(a_run_takes_what_it_needs)
{
	ck_assert(events_need(
	    &ev, EVENTS_DATES | EVENTS_IDS, EVENTS_CHUNK - 1, 2, &e));
	asked(2, 0, 2, 0);
	ck_assert_int_eq(ev.first[EVENTS_CHUNK], day_of(EVENTS_CHUNK));
	ck_assert(events_need(&ev, EVENTS_DATES, 0, EVENTS_CHUNK, &e));
	asked(2, 0, 2, 0);
	ck_assert(events_need(&ev, EVENTS_DATES, 5, 0, &e));
	ck_assert(events_need(&ev, EVENTS_SECTIONS, N - 1, 1, &e));
	asked(2, 1, 2, 0);
	ck_assert(events_need_all(&ev, EVENTS_DATES | EVENTS_ORDERS, &e));
	asked(4, 1, 2, 4);
	for (size_t i = 0; i < N; i++)
		ck_assert_int_eq(ev.first[i], day_of(i));
	ck_assert(events_need_all(&ev, EVENTS_DATES | EVENTS_ORDERS, &e));
	ck_assert_uint_eq(events_place(&ev, N - 1), 4);
	asked(4, 1, 2, 4);
}
END_TEST

START_TEST(a_look_keeps_nothing)
{
	ck_assert_int_eq(events_date_once(&ev, 7).first, day_of(7));
	ck_assert_int_eq(events_date_once(&ev, 7).precision, DATE_DAY);
	asked(0, 0, 0, 0);
	ck_assert_uint_eq(source->peeked, 2);
	(void)events_date(&ev, 8);
	ck_assert_int_eq(events_date_once(&ev, 7).first, day_of(7));
	ck_assert_uint_eq(source->peeked, 2); /* it is here by now */
	source->failing = 2;
	ck_assert_int_eq(
	    events_date_once(&ev, EVENTS_CHUNK).precision, DATE_NONE);
	ck_assert_int_eq(events_date_once(&ev, EVENTS_CHUNK).first, 0);
}
END_TEST

START_TEST(what_is_lost_is_zero_and_told)
{
	source->failing = 2;
	ck_assert_uint_eq(events_section(&ev, EVENTS_CHUNK), 0);
	ck_assert_int_eq(events_date(&ev, EVENTS_CHUNK).precision, DATE_NONE);
	ck_assert_int_eq(events_date(&ev, EVENTS_CHUNK + 1).first, 0);
	asked(1, 1, 0, 0); /* and it is not tried for each event */
	ck_assert(!events_need(&ev, EVENTS_DATES, EVENTS_CHUNK, 1, &e));
	ck_assert_str_eq(e.text, "no such chunk");
	ck_assert(!events_need_all(&ev, EVENTS_DATES, &e));
	ck_assert_str_eq(e.text, "no such chunk");
	ck_assert_int_eq(events_date(&ev, N - 1).precision, DATE_DAY);
}
END_TEST

START_TEST(an_order_has_each_event_once)
{
	source->twice = true;
	ck_assert_uint_eq(events_place(&ev, 9), 8);
	ck_assert(!events_need_all(&ev, EVENTS_ORDERS, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
}
END_TEST

/* More events come: then all are here. */
START_TEST(they_grow)
{
	struct events more;
	struct date d = { .first = 2, .last = 2, .precision = DATE_DAY };

	events_init(&more);
	ck_assert(events_add(&more, &d, 1, 77));
	ck_assert(events_sort(&more));
	ck_assert(events_append(&ev, &more));
	ck_assert_int_eq(freed, 1);
	ck_assert_ptr_null(ev.source);
	ck_assert_uint_eq(ev.n, N + 1);
	ck_assert_uint_eq(ev.dated, DATED + 1);
	ck_assert_uint_eq(ev.order[0], N - 1);
	ck_assert_uint_eq(ev.order[1], N - 2);
	ck_assert_uint_eq(ev.order[2], N);
	ck_assert_uint_eq(events_id(&ev, N), 77);
	events_fini(&more);
}
END_TEST

START_TEST(they_are_appended)
{
	struct events all;
	struct date d = { .first = 2, .last = 2, .precision = DATE_DAY };

	events_init(&all);
	ck_assert(events_add(&all, &d, 0, 77));
	ck_assert(events_sort(&all));
	ck_assert(events_append(&all, &ev));
	ck_assert_uint_eq(all.n, N + 1);
	ck_assert_uint_eq(all.order[0], N);
	ck_assert_uint_eq(all.order[1], 0); /* the same day, but it was there */
	ck_assert_uint_eq(events_section(&all, 4), 1);
	events_fini(&all);
	ck_assert_ptr_nonnull(ev.source);
}
END_TEST

static bool
fetch_one(struct events_source *base, const struct events *to,
    enum events_array array, size_t from, size_t n, struct err *why)
{
	(void)base;
	(void)why;
	ck_assert_uint_eq(from + n, 1);
	if (array == EVENTS_DATE)
		to->how[0] = DATE_DAY;
	return true;
}

START_TEST(a_single_one_grows_too)
{
	struct source *one = x_calloc(1, sizeof *one);
	struct date later = { .first = 1, .last = 1, .precision = DATE_DAY };
	struct events single, more;

	one->base =
	    (struct events_source){ .fetch = fetch_one, .free = free_source };
	events_init(&single);
	events_init(&more);
	ck_assert(events_open(&single, &one->base, 1, 1));
	ck_assert(events_add(&more, &later, 0, 0) && events_sort(&more));
	ck_assert(events_append(&single, &more));
	ck_assert_uint_eq(single.n, 2);
	ck_assert_uint_eq(single.order[1], 1);
	events_fini(&single);
	events_fini(&more);
	ck_assert_int_eq(freed, 1);
	freed = 0;
}
END_TEST

START_TEST(sections_get_other_numbers)
{
	static const uint32_t number[] = { 5, 2 };

	ck_assert(events_renumber(&ev, number, &e));
	ck_assert_uint_eq(events_section(&ev, 0), 5);
	ck_assert_uint_eq(events_section(&ev, 3), 2);
	ck_assert_ptr_null(ev.source);
}
END_TEST

START_TEST(what_cannot_be_fetched_does_not_grow)
{
	static const uint32_t number[] = { 5, 2 };
	struct events more;
	struct date d = { .precision = DATE_NONE };

	events_init(&more);
	ck_assert(events_add(&more, &d, 1, 77) && events_sort(&more));
	source->failing = 4;
	ck_assert(!events_append(&ev, &more));
	ck_assert_uint_eq(ev.n, N);
	ck_assert(!events_append(&more, &ev));
	ck_assert_uint_eq(more.n, 1);
	ck_assert(!events_renumber(&ev, number, &e));
	ck_assert_str_eq(e.text, "no such chunk");
	events_fini(&more);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, one_event_takes_one_chunk);
	tcase_add_test(t, a_run_takes_what_it_needs);
	tcase_add_test(t, a_look_keeps_nothing);
	tcase_add_test(t, what_is_lost_is_zero_and_told);
	tcase_add_test(t, an_order_has_each_event_once);
	tcase_add_test(t, they_grow);
	tcase_add_test(t, they_are_appended);
	tcase_add_test(t, a_single_one_grows_too);
	tcase_add_test(t, sections_get_other_numbers);
	tcase_add_test(t, what_cannot_be_fetched_does_not_grow);
}

int
main(void)
{
	return run_tests("events", add);
}
