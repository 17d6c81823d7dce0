/*
 * Two threads seal, and what comes out is in order and has no gap.
 */
#include "config.h"

#include "model/sealer.h"

#include <check.h>
#include <sqlite3.h>
#include <stdatomic.h>

#include "base/buf.h"
#include "model/segment.h"
#include "running.h"
#include "unit/chance.h"

#define MANY 40
#define LONG 3000000 /* bytes of a text */
#define SHORT 100000 /* bytes that are refused in the end */

/* The most that SQLite gets at a time; the allocator has no argument. */
static atomic_int most;
static sqlite3_mem_methods system_memory;

static struct fold_map *map;
static struct sealer *s;
static struct delivery *sent[MANY];
static size_t nsent; /* the sealer's lock is on it */

static void *
bounded_malloc(int n)
{
	return n > atomic_load(&most) ? NULL : system_memory.xMalloc(n);
}

static void *
bounded_realloc(void *p, int n)
{
	return n > atomic_load(&most) ? NULL : system_memory.xRealloc(p, n);
}

static void
take(void *arg, struct delivery *d)
{
	ck_assert_ptr_eq(arg, sent);
	ck_assert_uint_lt(nsent, MANY);
	sent[nsent++] = d;
}

static void
setup(void)
{
	static sqlite3_mem_methods bounded;
	struct err e;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
	bounded = system_memory;
	bounded.xMalloc = bounded_malloc;
	bounded.xRealloc = bounded_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &bounded);
	atomic_store(&most, INT32_MAX);
	ck_assert(segment_setup(&e));
	map = fold_map_new();
	nsent = 0;
	s = sealer_new(map, take, sent);
}

static void
teardown(void)
{
	sealer_free(s);
	for (size_t i = 0; i < nsent; i++)
		delivery_free(sent[i]);
	fold_map_free(map);
}

/* A delivery that is told by its number, of some rows with a text each. */
static struct delivery *
make_delivery(size_t number, size_t rows, size_t bytes)
{
	static const bool worded[] = { true };
	struct segment_row row = { .section = 0 };
	struct delivery *d = delivery_new();
	struct buf text = BUF_INIT;
	struct str field;
	struct err e;

	d->date_cols = (int)number;
	d->segment = segment_new(1, rows, &e);
	ck_assert(d->segment != NULL);
	ck_assert(segment_index(d->segment, worded, map, &e));
	while (text.n < bytes)
		buf_addf(&text, "word%zu ", text.n * number % 1000);
	field = buf_str(&text);
	for (size_t i = 0; i < rows; i++)
		ck_assert(segment_add(d->segment, &field, &row, &e));
	buf_fini(&text);
	return d;
}

static bool
send(struct delivery *d, bool alone, struct err *e)
{
	struct sealer_place place = { "file", (size_t)d->date_cols + 1000 };

	return sealer_send(s, d, place, alone, e);
}

START_TEST(all_come_in_order)
{
	struct sealer_place lost;
	struct err e;

	chance_start(_i);
	for (size_t i = 0; i < MANY; i++) {
		struct delivery *d = make_delivery(i, 1 + chance(200), 200);

		ck_assert(send(d, chance(4) == 0, &e));
	}
	ck_assert(sealer_wait(s, &lost, &e));
	ck_assert_uint_eq(nsent, MANY);
	for (size_t i = 0; i < MANY; i++) {
		ck_assert_int_eq(sent[i]->date_cols, (int)i);
		ck_assert(sent[i]->segment != NULL);
		ck_assert_msg(
		    segment_check(sent[i]->segment, &e), "%s", e.text);
	}
}
END_TEST

START_TEST(what_has_no_segment_waits_for_its_turn)
{
	struct sealer_place lost;
	struct err e;

	ck_assert(send(make_delivery(0, 3000, 300), false, &e));
	ck_assert(send(delivery_new(), true, &e));
	ck_assert(sealer_wait(s, &lost, &e));
	ck_assert_uint_eq(nsent, 2);
	ck_assert(sent[0]->segment != NULL);
	ck_assert(sent[1]->segment == NULL);
}
END_TEST

/* One cannot be sealed: by either thread, and with others behind it. */
START_TEST(nothing_comes_after_a_gap)
{
	struct sealer_place lost;
	struct delivery *d[MANY];
	size_t gap = (size_t)_i % 20;
	bool ok = true;
	struct err e;

	for (size_t i = 0; i < MANY; i++)
		d[i] = make_delivery(i, i == gap ? 1 : 20, i == gap ? LONG : 9);
	atomic_store(&most, SHORT);
	for (size_t i = 0; i < MANY; i++) {
		bool alone = _i >= 20 && i == gap;

		ok = send(d[i], alone, &e);
		ck_assert(ok || i >= gap);
	}
	e.code = ERR_NONE;
	ck_assert(!sealer_wait(s, &lost, &e));
	ck_assert_int_eq(e.code, ERR_MEMORY);
	ck_assert_str_eq(lost.file, "file");
	ck_assert_uint_eq(lost.line, gap + 1000);
	ck_assert_uint_eq(nsent, MANY);
	for (size_t i = 0; i < MANY; i++) {
		ck_assert_int_eq(sent[i]->date_cols, (int)i);
		ck_assert((sent[i]->segment != NULL) == (i < gap));
	}
}
END_TEST

START_TEST(it_may_be_freed_at_any_time)
{
	struct err e;

	for (int i = 0; i < _i; i++)
		ck_assert(send(make_delivery((size_t)i, 2000, 100), false, &e));
	sealer_free(s);
	s = NULL;
	ck_assert_uint_le(nsent, (size_t)_i);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, all_come_in_order, 0, 4);
	tcase_add_test(tc, what_has_no_segment_waits_for_its_turn);
	tcase_add_loop_test(tc, nothing_comes_after_a_gap, 0, 40);
	tcase_add_loop_test(tc, it_may_be_freed_at_any_time, 0, 5);
}

int
main(void)
{
	return run_tests("sealer", add_tests);
}
