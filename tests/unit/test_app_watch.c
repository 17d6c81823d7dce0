/*
 * That a file changed on disk is seen when a key comes.
 */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "running.h"
#include "unit/playing.h"

#define SAID "c.csv changed on disk, R reads it again"

static char file[] = "/tmp/annals-watch-XXXXXX/c.csv";

static void
write_file(const char *text)
{
	FILE *f = fopen(file, "w");

	ck_assert(f != NULL);
	ck_assert_int_ge(fputs(text, f), 0);
	ck_assert(fclose(f) == 0);
}

static void
open_file(void)
{
	static const char csv[] = "id,title\n1,one\n2,two\n3,three\n4,four\n";
	char *slash = strrchr(file, '/');

	setup();
	*slash = '\0';
	ck_assert(mkdtemp(file) != NULL);
	*slash = '/';
	write_file(csv);
	made_read(&m, csv, "");
	stamps_add(&m.delivery[0]->stamps, file);
	adopt(0, m.n, 1000);
	work(1000);
}

static void
close_file(void)
{
	char *slash = strrchr(file, '/');

	teardown();
	(void)remove(file);
	*slash = '\0';
	ck_assert(rmdir(file) == 0);
	*slash = '/';
}

static void
press_and_work(const char *names, int64_t now)
{
	press_at(names, now);
	work(now);
}

START_TEST(a_change_is_said_once)
{
	press_and_work("j", 2000);
	ck_assert(!shows("changed"));
	write_file("id,title\n1,other\n");
	ck_assert_int_eq(app_due(&a, 2500), -1); /* idle stays idle */
	press_and_work("j", 2999); /* not looked at, that was just now */
	ck_assert(!shows("changed"));
	press_and_work("j", 3000);
	ck_assert(shows(SAID));
	ck_assert(!a.alarming);
	press_and_work("k", 9000);
	ck_assert(!shows("changed"));
	ck_assert_int_eq(app_due(&a, 9000), -1);
	/* Another chronicle is another matter. */
	app_forget(&a);
	ck_assert(!a.watch_told);
}
END_TEST

START_TEST(a_file_that_is_gone_changed)
{
	ck_assert(remove(file) == 0);
	press_and_work("j", 2000);
	ck_assert(shows(SAID));
	ck_assert_uint_eq(chronicle_count(a.reader.chronicle), 4);
}
END_TEST

START_TEST(other_messages_stay)
{
	write_file("");
	press_and_work("<F9>", 2000);
	ck_assert(shows("is not bound"));
	ck_assert(!shows("changed"));
	press_and_work(":", 3000);
	ck_assert(!shows("changed"));
	press_and_work("<Esc>", 4000);
	ck_assert(shows(SAID));
}
END_TEST

START_TEST(the_key_is_the_one_that_is_bound)
{
	struct err e;

	ck_assert(setup_line(&a, str_of("bind global R none"), &e));
	write_file("");
	press_and_work("j", 2000);
	ck_assert(shows("c.csv changed on disk, :reload reads it again"));
}
END_TEST

/* Bytes are saved where they are dear: first what the key asked for. */
START_TEST(the_key_is_answered_first)
{
	struct err e;

	ck_assert(setup_line(&a, str_of("set thrift on"), &e));
	work(1000);
	write_file("");
	press_at("j", 2000);
	ck_assert(app_draw(&a, 2000));
	ck_assert(a.unsettled);
	work(2000);
	ck_assert(!shows("changed"));
	work(2000 + APP_QUIET_MS);
	ck_assert(shows(SAID));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, open_file, close_file);
	tcase_add_test(t, a_change_is_said_once);
	tcase_add_test(t, a_file_that_is_gone_changed);
	tcase_add_test(t, other_messages_stay);
	tcase_add_test(t, the_key_is_the_one_that_is_bound);
	tcase_add_test(t, the_key_is_answered_first);
}

int
main(void)
{
	return run_tests("app_watch", add);
}
