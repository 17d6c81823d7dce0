#include "config.h"

#include "model/stamp.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "running.h"

static char dir[] = "/tmp/annals-stamp-XXXXXX";
static struct stamps s;

static void
put(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	ck_assert(f != NULL);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert(fclose(f) == 0);
}

static void
setup(void)
{
	ck_assert(mkdtemp(dir) != NULL);
	ck_assert(chdir(dir) == 0);
	put("a", "one");
	put("b", "two");
	stamps_init(&s);
	stamps_add(&s, "a");
	stamps_add(&s, "b");
}

static void
teardown(void)
{
	static const char *const names[] = { "a", "b", "c", "fifo" };

	stamps_fini(&s);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)remove(names[i]);
	ck_assert(chdir("/") == 0);
	ck_assert(rmdir(dir) == 0);
}

static void
set_time(const char *name, time_t sec, long nsec)
{
	struct timespec t[] = { { sec, nsec }, { sec, nsec } };

	ck_assert(utimensat(AT_FDCWD, name, t, 0) == 0);
}

START_TEST(nothing_changed)
{
	FILE *f = fopen("a", "r");

	ck_assert(f != NULL);
	ck_assert_int_eq(getc(f), 'o');
	ck_assert(fclose(f) == 0);
	ck_assert_ptr_null(stamps_changed(&s));
}
END_TEST

START_TEST(whatever_changed_is_seen)
{
	static const char *const want[] = { "a", "b", "a", "b", "b" };

	if (_i == 0)
		ck_assert(truncate("a", 1) == 0);
	else if (_i == 1)
		ck_assert(remove("b") == 0);
	else if (_i == 2)
		set_time("a", 1000, 5);
	else if (_i == 3)
		set_time("b", s.at[1].was.st_mtim.tv_sec,
		    (s.at[1].was.st_mtim.tv_nsec + 1) % 1000000000);
	else { /* as editors save */
		put("c", "two");
		set_time("c", s.at[1].was.st_mtim.tv_sec,
		    s.at[1].was.st_mtim.tv_nsec);
		ck_assert(rename("c", "b") == 0);
	}
	ck_assert_pstr_eq(stamps_changed(&s), want[_i]);
}
END_TEST

START_TEST(what_cannot_be_read_again_is_not_kept)
{
	struct stamps all;

	ck_assert(mkfifo("fifo", 0600) == 0);
	stamps_add(&s, "fifo");
	stamps_add(&s, "nowhere");
	stamps_add(&s, dir);
	ck_assert_uint_eq(s.n, 2);
	stamps_init(&all);
	stamps_move(&all, &s);
	ck_assert_uint_eq(s.n, 0);
	ck_assert_uint_eq(all.n, 2);
	ck_assert_ptr_null(stamps_changed(&all));
	stamps_fini(&all);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, nothing_changed);
	tcase_add_loop_test(t, whatever_changed_is_seen, 0, 5);
	tcase_add_test(t, what_cannot_be_read_again_is_not_kept);
}

int
main(void)
{
	return run_tests("stamp", add);
}
