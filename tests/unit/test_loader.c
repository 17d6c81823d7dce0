#include "config.h"

#include "model/load.h"

#include <check.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "running.h"
#include "unit/loading.h"

/*
 * SQLite's memory with a countdown: after so many allocations all are
 * refused.  Negative: never.  The allocator has no argument to carry it.
 */
static atomic_long countdown = -1;
static sqlite3_mem_methods system_memory;

static bool
refuse(void)
{
	long was = atomic_load(&countdown);

	while (
	    was > 0 && !atomic_compare_exchange_weak(&countdown, &was, was - 1))
		continue;
	return was == 0 || was == 1;
}

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

/* Before anything uses SQLite. */
static void
make_memory_fail(long after)
{
	static sqlite3_mem_methods failing;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &system_memory);
	failing = system_memory;
	failing.xMalloc = fail_malloc;
	failing.xRealloc = fail_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
	countdown = after;
}

/* A CSV of n events that are told apart by their number. */
static void
put_many(const char *name, size_t n)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "id,date,title\n");
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "id-%zu,%zu-01,event number %zu\n", i,
		    1000 + i % 1000, i);
	put_bytes(name, buf_str(&b));
	buf_fini(&b);
}

/* Wait for the next letter. */
static struct delivery *
next_delivery(void)
{
	struct pollfd fd = { .fd = mailbox_fd(box), .events = POLLIN };
	struct letter *l;

	while ((l = mailbox_take(box)) == NULL)
		ck_assert_int_ge(poll(&fd, 1, -1), 0);
	return (struct delivery *)l;
}

static void
drop_letters(void)
{
	struct letter *l;

	while ((l = mailbox_take(box)) != NULL)
		delivery_free((struct delivery *)l);
}

/* ---- any CSV ---- */

START_TEST(any_number_of_events)
{
	static const size_t sizes[] = { 0, 1, 2, 99, 100, 101, 2099, 2100, 2101,
		60000 };
	size_t n = sizes[_i], step = n > 3000 ? 997 : 1, at;
	char id[48];

	put_many("f.csv", n);
	load("f.csv");
	ck_assert_uint_eq(chronicle_count(c), n);
	ck_assert_uint_eq(chronicle_columns(c)->n, 3);
	ck_assert_str_eq(chronicle_title(c), "f.csv");
	if (n > 0)
		assert_problems(0);
	else
		assert_problem(0, PROBLEM_FIELDS,
		    "f.csv:1: no events follow the header", "");
	for (size_t i = 0; i < n; i += step) {
		(void)snprintf(id, sizeof id, "event number %zu", i);
		assert_text(i, 2, id);
		(void)snprintf(id, sizeof id, "id-%zu", i);
		ck_assert(chronicle_find(c, str_of(id), &at));
		ck_assert_uint_eq(at, i);
	}
}
END_TEST

START_TEST(deliveries_grow)
{
	static const size_t sizes[] = { 100, 2000, SEGMENT_ROWS_MAX,
		SEGMENT_ROWS_MAX, 5000 };
	struct loader *l;
	int share = 0;

	put_many("f.csv", 100 + 2000 + 2 * SEGMENT_ROWS_MAX + 5000);
	l = loader_start("f.csv", &usual, box, &e);
	ck_assert(l != NULL);
	for (size_t i = 0; i < 5; i++) {
		struct delivery *d = next_delivery();

		ck_assert(d->segment != NULL);
		ck_assert_uint_eq(d->segment->n, sizes[i]);
		ck_assert(d->last == (i == 4));
		ck_assert_int_ge(d->share, share);
		share = d->share;
		ck_assert(d->last == (share == 100));
		ck_assert((d->title != NULL) == (i == 0));
		ck_assert_uint_eq(d->columns.n, i == 0 ? 3 : 0);
		ck_assert_msg(segment_check(d->segment, &e), "%s", e.text);
		delivery_free(d);
	}
	loader_stop(l);
	ck_assert(mailbox_take(box) == NULL);
}
END_TEST

START_TEST(a_small_file_comes_at_once)
{
	struct delivery *d;
	struct loader *l;

	put_many("f.csv", 300);
	l = loader_start("f.csv", &usual, box, &e);
	ck_assert(l != NULL);
	d = next_delivery();
	ck_assert(d->last);
	ck_assert_uint_eq(d->segment->n, 300);
	delivery_free(d);
	loader_stop(l);
}
END_TEST

START_TEST(long_texts_come_in_smaller_pieces)
{
	struct buf b = BUF_INIT;
	struct loader *l;
	struct delivery *d;

	buf_adds(&b, "title,text\n");
	for (int i = 0; i < 60; i++) {
		buf_adds(&b, "t,");
		for (int k = 0; k < 1000; k++)
			buf_adds(&b, "ten bytes ");
		buf_addc(&b, '\n');
	}
	put_bytes("f.csv", buf_str(&b));
	buf_fini(&b);
	l = loader_start("f.csv", &usual, box, &e);
	ck_assert(l != NULL);
	d = next_delivery();
	ck_assert(!d->last);
	ck_assert_uint_lt(d->segment->n, 60);
	delivery_free(d);
	loader_stop(l);
	drop_letters();
}
END_TEST

/* ---- what is wrong with events ---- */

/* ---- sections ---- */

/* ---- pipes, stopping, memory ---- */

/* Standard input becomes a pipe; returns the end to write to. */
static int
pipe_to_stdin(void)
{
	int fd[2];

	ck_assert(pipe(fd) == 0);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	ck_assert(close(fd[0]) == 0);
	return fd[1];
}

static void
write_all(int fd, const char *s)
{
	ck_assert_int_eq(write(fd, s, strlen(s)), (ssize_t)strlen(s));
}

START_TEST(standard_input_is_read)
{
	int fd = pipe_to_stdin();

	write_all(fd, "id,title\n1,one\n2,one\n2,tw");
	write_all(fd, "o\n");
	ck_assert(close(fd) == 0);
	load("-");
	ck_assert_str_eq(chronicle_title(c), "standard input");
	ck_assert_uint_eq(chronicle_count(c), 3);
	assert_text(2, 1, "two");
	assert_problem(
	    0, PROBLEM_ID, "standard input:4:1: id is not unique: 2", "2");
}
END_TEST

START_TEST(the_first_events_come_before_the_end)
{
	int fd = pipe_to_stdin();
	struct delivery *d;
	struct loader *l;

	write_all(fd, "title\n");
	for (int i = 0; i < 150; i++)
		write_all(fd, "t\n");
	l = loader_start("-", &usual, box, &e);
	ck_assert(l != NULL);
	d = next_delivery();
	ck_assert(!d->last);
	ck_assert_int_eq(d->share, -1);
	ck_assert_uint_eq(d->segment->n, 100);
	delivery_free(d);
	loader_stop(l); /* and the writer is still there */
	d = (struct delivery *)mailbox_take(box);
	ck_assert(d == NULL || !d->last); /* it may have been silent for long */
	delivery_free(d);
	ck_assert(mailbox_take(box) == NULL);
	ck_assert(close(fd) == 0);
}
END_TEST

START_TEST(stopping_does_not_wait_for_input)
{
	int fd = pipe_to_stdin();
	struct loader *l = loader_start("-", &usual, box, &e);

	ck_assert(l != NULL);
	loader_stop(l);
	ck_assert(mailbox_take(box) == NULL);
	ck_assert(close(fd) == 0);
}
END_TEST

START_TEST(cancelling_keeps_what_was_read)
{
	int fd = pipe_to_stdin();
	struct loader *l;

	write_all(fd, "title\n");
	for (int i = 0; i < 101; i++)
		write_all(fd, "t\n");
	l = loader_start("-", &usual, box, &e);
	ck_assert(l != NULL);
	ck_assert(chronicle_adopt(c, next_delivery(), &e));
	loader_cancel(l);
	while (chronicle_loading(c))
		(void)chronicle_adopt(c, next_delivery(), &e);
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_uint_ge(chronicle_count(c), 100);
	loader_stop(l);
	ck_assert(close(fd) == 0);
}
END_TEST

START_TEST(a_named_pipe_without_a_writer_does_not_block)
{
	struct loader *l;

	ck_assert(mkfifo("fifo", 0600) == 0);
	l = loader_start("fifo", &usual, box, &e);
	ck_assert(l != NULL);
	loader_stop(l);
	ck_assert(mailbox_take(box) == NULL);
}
END_TEST

START_TEST(a_named_pipe_is_read_once_there_is_a_writer)
{
	struct delivery *d;
	struct loader *l;
	int fd;

	ck_assert(mkfifo("fifo", 0600) == 0);
	l = loader_start("fifo", &usual, box, &e);
	ck_assert(l != NULL);
	fd = open("fifo", O_WRONLY);
	ck_assert_int_ge(fd, 0);
	write_all(fd, "title\none\n");
	ck_assert(close(fd) == 0);
	d = next_delivery();
	ck_assert(d->last);
	ck_assert_uint_eq(d->segment->n, 1);
	delivery_free(d);
	loader_stop(l);
}
END_TEST

START_TEST(a_load_may_be_stopped_anywhere)
{
	struct loader *l;

	put_many("f.csv", 20000);
	l = loader_start("f.csv", &usual, box, &e);
	ck_assert(l != NULL);
	for (int i = 0; i < _i; i++)
		delivery_free(next_delivery());
	loader_stop(l);
	drop_letters();
}
END_TEST

/* Whatever allocation is refused: a shorter chronicle, and it is said. */
START_TEST(refused_memory_shortens_the_chronicle)
{
	const struct problems *p = chronicle_problems(c);
	size_t n;

	countdown = 1L << _i;
	put_many("f.csv", 12000);
	load("f.csv");
	n = chronicle_count(c);
	ck_assert_uint_lt(n, 12000);
	ck_assert(n == 0 || n == 100 || n == 2100);
	ck_assert_uint_eq(p->count[PROBLEM_MEMORY], 1);
	ck_assert_str_eq(p->at[p->n - 1].what,
	    "memory is used up: the rest of the file is missing");
	ck_assert_uint_eq(p->at[p->n - 1].line, n + 2);
	ck_assert_uint_eq(p->at[p->n - 1].event, PROBLEM_NO_EVENT);
	countdown = -1; /* when there is some again, the rest is read */
	if (n > 0)
		assert_text(n - 1, 0, n == 100 ? "id-99" : "id-2099");
}
END_TEST

/* Two threads may be refused it, and still there is no gap. */
START_TEST(refused_memory_leaves_no_gap)
{
	const struct problems *p = chronicle_problems(c);
	size_t n;

	put_many("f.csv", 60000);
	countdown = 16000L * _i;
	load("f.csv");
	countdown = -1;
	n = chronicle_count(c);
	ck_assert(n == 100 || n == 60000 || (n - 2100) % SEGMENT_ROWS_MAX == 0);
	ck_assert_uint_eq(p->count[PROBLEM_MEMORY], n < 60000);
	if (n < 60000)
		ck_assert_uint_eq(p->at[p->n - 1].line, n + 2);
	for (size_t i = 2100; i < n; i += 4001) {
		char text[32];

		(void)snprintf(text, sizeof text, "id-%zu", i);
		assert_text(i, 0, text);
	}
}
END_TEST

static void
setup_failing(void)
{
	make_memory_fail(-1);
	setup();
}

static TCase *
memory_tests(void)
{
	TCase *tc = tcase_create("memory");

	tcase_add_checked_fixture(tc, setup_failing, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, refused_memory_shortens_the_chronicle, 3, 15);
	tcase_add_loop_test(tc, refused_memory_leaves_no_gap, 1, 12);
	return tc;
}

static TCase *
flow_tests(void)
{
	TCase *tc = tcase_create("flow");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, any_number_of_events, 0, 10);
	tcase_add_test(tc, deliveries_grow);
	tcase_add_test(tc, a_small_file_comes_at_once);
	tcase_add_test(tc, long_texts_come_in_smaller_pieces);
	tcase_add_test(tc, standard_input_is_read);
	tcase_add_test(tc, the_first_events_come_before_the_end);
	tcase_add_test(tc, stopping_does_not_wait_for_input);
	tcase_add_test(tc, cancelling_keeps_what_was_read);
	tcase_add_test(tc, a_named_pipe_without_a_writer_does_not_block);
	tcase_add_test(tc, a_named_pipe_is_read_once_there_is_a_writer);
	tcase_add_loop_test(tc, a_load_may_be_stopped_anywhere, 0, 3);
	return tc;
}

int
main(void)
{
	Suite *suite = suite_create("loader");

	suite_add_tcase(suite, flow_tests());
	suite_add_tcase(suite, memory_tests());
	return run_suite(suite);
}
