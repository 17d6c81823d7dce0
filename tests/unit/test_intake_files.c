#include "config.h"

#include "model/intake.h"

#include <pthread.h>

#include "model/delivery.h"
#include "running.h"
#include "unit/loading.h"

static struct err failure; /* what the last delivery says */
static int others;         /* see count_others() */

static void
adopt(void *arg, struct delivery *d)
{
	(void)arg;
	(void)chronicle_adopt(c, d, &failure);
}

/* What is taken by another thread than the test's is counted. */
static void
count_others(void *arg, struct delivery *d)
{
	const pthread_t *ours = arg;

	others += !pthread_equal(*ours, pthread_self());
	delivery_free(d);
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

static void
feed(struct intake *in, const char *s)
{
	ck_assert_msg(intake_feed(in, s, strlen(s), &e), "%s", e.text);
}

static struct intake *
two_files(const char *first, const char *second, uint64_t size)
{
	struct intake_setup s = {
		.file = "a.csv", .title = "t", .size = size, .sink = adopt
	};
	struct intake *in = intake_new(&s, &e);

	ck_assert_msg(in != NULL, "%s", e.text);
	feed(in, first);
	ck_assert_msg(intake_next_file(in, "b.csv", size, &e), "%s", e.text);
	feed(in, second);
	return in;
}

/* Who keeps a processor free gets all from his own thread. */
START_TEST(alone_is_without_another_thread)
{
	pthread_t ours = pthread_self();
	struct intake_setup s = { .file = "a.csv",
		.title = "t",
		.alone = always,
		.sink = count_others,
		.arg = &ours };
	struct intake *in = intake_new(&s, &e);
	struct buf b = BUF_INIT;

	ck_assert_ptr_nonnull(in);
	others = 0;
	buf_adds(&b, "id,title\n");
	for (int i = 0; i < 100000; i++)
		buf_addf(&b, "%d,some words of a title, number %d\n", i, i);
	feed(in, buf_cstr(&b));
	intake_end(in, NULL);
	intake_free(in);
	ck_assert_int_eq(others, 0);
	buf_fini(&b);
}
END_TEST

/* Of many events the order comes once a second; a pipe that falls silent
 * where a segment ends is not kept waiting for it. */
START_TEST(what_came_is_seen_when_nothing_more_comes)
{
	struct intake_setup s = { .file = "a.csv",
		.title = "t",
		.options.ordered = true,
		.alone = always,
		.sink = adopt };
	struct intake *in = intake_new(&s, &e);
	size_t n = 100 + 2000 + 7 * SEGMENT_ROWS_MAX;
	struct buf b = BUF_INIT;

	ck_assert_ptr_nonnull(in);
	buf_adds(&b, "id,title\n");
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%zu,x\n", i);
	feed(in, buf_cstr(&b));
	ck_assert(intake_flush(in, &e));
	ck_assert_uint_eq(chronicle_count(c), n);
	intake_end(in, NULL);
	ck_assert_uint_eq(chronicle_count(c), n);
	intake_free(in);
	buf_fini(&b);
}
END_TEST

START_TEST(columns_may_come_in_another_order)
{
	struct intake *in = two_files("id,x,x,title\n1,2,3,one",
	    "title,x,id,x\ntwo,5,4,6\nthree,8\nfour,11,10,12,13\n",
	    _i == 0 ? 100 : 0);

	intake_end(in, NULL);
	ck_assert_uint_eq(chronicle_count(c), 4);
	assert_text(0, 3, "one");
	assert_text(1, 0, "4");
	assert_text(1, 1, "5");
	assert_text(1, 2, "6");
	assert_text(1, 3, "two");
	assert_text(2, 0, "");
	assert_text(2, 1, "8");
	assert_text(2, 3, "three");
	assert_text(3, 2, "12,13");
	assert_text(3, 3, "four");
	ck_assert_uint_eq(chronicle_problems(c)->count[PROBLEM_FIELDS], 2);
	assert_problem(
	    0, PROBLEM_FIELDS, "b.csv:3: 2 fields instead of 4", "three,8");
	intake_free(in);
}
END_TEST

START_TEST(problems_come_file_by_file)
{
	struct intake *in =
	    two_files("id,date\n1,1900\n2,x\n", "id,date\n1,1900\n", 0);

	intake_tell(in, "as a whole");
	intake_end(in, NULL);
	assert_problems(3);
	assert_problem(0, PROBLEM_DATE, "a.csv:3:2: x: not a date", "x");
	assert_problem(1, PROBLEM_FILE, "b.csv: as a whole", "");
	assert_problem(2, PROBLEM_ID, "b.csv:2:1: id is not unique: 1", "1");
	intake_free(in);
}
END_TEST

START_TEST(each_file_may_have_a_title)
{
	struct intake *in = two_files("one\nid,date,x\n1,1900,y\n2,1901,z\n",
	    "two\n\ndate,x,id\n1902,y,3\n1903,z,4\n", 0);

	intake_end(in, NULL);
	ck_assert_uint_eq(chronicle_count(c), 4);
	assert_text(2, 0, "3");
	assert_problems(2);
	assert_problem(1, PROBLEM_FILE,
	    "b.csv:1: left out, as it stands above the table", "two");
	ck_assert_uint_eq(chronicle_problems(c)->at[1].event, PROBLEM_NO_EVENT);
	intake_free(in);
}
END_TEST

/* Nothing of an open quote or record goes from one file into the next. */
START_TEST(a_file_ends_where_it_ends)
{
	struct intake *in = two_files("\xEF\xBB\xBFid,title\n1,\"open",
	    "\xEF\xBB\xBFid,title\n2,two\n", 0);

	intake_end(in, NULL);
	ck_assert_uint_eq(chronicle_count(c), 2);
	assert_text(0, 1, "open");
	assert_text(1, 1, "two");
	assert_problems(1);
	intake_free(in);
}
END_TEST

START_TEST(a_broken_file_is_told_at_the_end)
{
	struct intake *in = two_files("id\n1\n", "id\n2\n3", 0);
	struct err why = { ERR_IO, "b.csv: no more" };
	struct err later = { ERR_IO, "c.csv: neither" };

	intake_break_file(in, &why);
	ck_assert(intake_next_file(in, "c.csv", 0, &e));
	feed(in, "id\n4");
	intake_break_file(in, &later);
	ck_assert(intake_next_file(in, "d.csv", 0, &e));
	feed(in, "id\n5");
	intake_end(in, NULL);
	ck_assert_int_eq(failure.code, ERR_IO);
	ck_assert_str_eq(failure.text, "b.csv: no more");
	ck_assert_uint_eq(chronicle_count(c), 3);
	assert_text(2, 0, "5");
	intake_free(in);
}
END_TEST

START_TEST(other_columns_end_it)
{
	struct intake *in = two_files("id,title\n1,one\n", "", 0);

	feed(in, "id,name\n");
	ck_assert(!intake_flush(in, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(e.text, "b.csv:1: no column 'title', which a.csv has");
	intake_end(in, &e);
	ck_assert_uint_eq(chronicle_count(c), 1);
	ck_assert_int_eq(failure.code, ERR_FORMAT);
	intake_free(in);
}
END_TEST

/* However little it was. */
START_TEST(what_was_read_before_a_failure_is_there)
{
	struct intake *in = two_files("id\n1\n", "id\n2\n", 0);
	struct err why = { ERR_IO, "b.csv: no more" };

	intake_end(in, &why);
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_str_eq(failure.text, "b.csv: no more");
	intake_free(in);
}
END_TEST

/* Each file is in one of its own; what is told is the first of note. */
START_TEST(files_have_their_encodings)
{
	struct intake *in = two_files(
	    "id\n\xCC\xEE\xF1\xEA\xE2\xE0\n", "id\n\xD7\xA9\xD7\x9C\n", 0);
	bool guessed;

	intake_end(in, NULL);
	assert_text(0, 0, "Москва");
	assert_text(1, 0, "\xD7\xA9\xD7\x9C");
	ck_assert_str_eq(chronicle_encoding(c, &guessed), "WINDOWS-1251");
	ck_assert(guessed);
	intake_free(in);
}
END_TEST

/* 0x81 and 0x8D are nothing in WINDOWS-1252. */
START_TEST(bytes_that_mean_nothing_are_counted)
{
	struct intake_setup s = { .file = "a.csv",
		.title = "t",
		.options.encoding = "cp1252",
		.sink = adopt };
	struct intake *in = intake_new(&s, &e);

	ck_assert_msg(in != NULL, "%s", e.text);
	feed(in, "title\ncaf\xe9 \x81\nx \x8d\x81\n");
	ck_assert(intake_flush(in, &e));
	assert_problems(3);
	assert_problem(0, PROBLEM_BYTES,
	    "a.csv: 3 bytes mean nothing in WINDOWS-1252", "");
	feed(in, "y\nz \x81\n");
	ck_assert(intake_flush(in, &e));
	assert_problems(4);
	assert_problem(0, PROBLEM_BYTES,
	    "a.csv: 4 bytes mean nothing in WINDOWS-1252", "");
	ck_assert(chronicle_problems(c)->at[0].open);
	ck_assert(intake_next_file(in, "b.csv", 0, &e));
	feed(in, "title\nclean \xe9\n");
	ck_assert(intake_next_file(in, "c.csv", 0, &e));
	feed(in, "title\n\x81\n");
	intake_end(in, NULL);
	assert_problems(6);
	assert_problem(0, PROBLEM_BYTES,
	    "a.csv: 4 bytes mean nothing in WINDOWS-1252", "");
	ck_assert(!chronicle_problems(c)->at[0].open);
	assert_problem(5, PROBLEM_BYTES,
	    "c.csv: 1 byte means nothing in WINDOWS-1252", "");
	intake_free(in);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, bytes_that_mean_nothing_are_counted);
	tcase_add_test(t, alone_is_without_another_thread);
	tcase_add_test(t, what_came_is_seen_when_nothing_more_comes);
	tcase_add_loop_test(t, columns_may_come_in_another_order, 0, 2);
	tcase_add_test(t, problems_come_file_by_file);
	tcase_add_test(t, each_file_may_have_a_title);
	tcase_add_test(t, a_file_ends_where_it_ends);
	tcase_add_test(t, a_broken_file_is_told_at_the_end);
	tcase_add_test(t, other_columns_end_it);
	tcase_add_test(t, what_was_read_before_a_failure_is_there);
	tcase_add_test(t, files_have_their_encodings);
}

int
main(void)
{
	return run_tests("intake_files", add);
}
