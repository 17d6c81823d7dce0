/*
 * The program left and opened again: it goes on where it was left, on a screen
 * of another size, whoever ended it and whoever else ended at the same time.
 */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "e2e/watching.h"
#include "folder.h"
#include "running.h"

#define MS 10000
#define AFTER 300
#define READERS 4
#define TRIES 5
#define FRAME_MAX 4300 /* bytes of the first frame */

static struct pty *pty[READERS];
static char home[FOLDER_SIZE], env_home[256];

static void
setup(void)
{
	ck_assert(folder_make(home));
	(void)snprintf(env_home, sizeof env_home, "XDG_STATE_HOME=%s", home);
}

static void
teardown(void)
{
	for (int i = 0; i < READERS; i++) {
		pty_free(pty[i]);
		pty[i] = NULL;
	}
	(void)chmod(home, 0700);
	ck_assert(folder_remove(home));
}

/* Open path as reader i, with up to two more arguments. */
static void
open_as(int i, const char *path, int rows, int cols, const char *option,
    const char *value)
{
	const char *argv[] = { must_getenv("ANNALS"), path, option, value,
		NULL };
	const char *env[] = { env_home, "SSH_CONNECTION=1", NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };

	pty_free(pty[i]);
	pty[i] = must_start(rows, cols, &program);
	ck_assert(pty_wait_text(pty[i], " of 2", MS));
	(void)pty_quiet(pty[i], AFTER);
}

START_TEST(it_goes_on_at_another_size)
{
	open_as(0, shipped(), 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#150\r\r"));
	assert_sees(pty[0], "#150");
	assert_quits(pty[0]);
	open_as(0, shipped(), 12, 40, NULL, NULL);
	assert_sees(pty[0], "#150"); /* one pane: the text */
	assert_quits(pty[0]);
	open_as(0, shipped(), 40, 120, NULL, NULL);
	assert_sees(pty[0], "#150");
}
END_TEST

START_TEST(the_first_frame_is_the_right_one)
{
	size_t chunks = 0;
	struct str raw;

	open_as(0, shipped(), 40, 120, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#150\r"));
	assert_sees(pty[0], "#150");
	assert_quits(pty[0]);
	/* What is read late, as others run, looks like more chunks. */
	for (int i = 0; i < TRIES && chunks != 1; i++) {
		open_as(0, shipped(), 40, 120, NULL, NULL);
		assert_sees(pty[0], "#150");
		chunks = pty_chunks(pty[0]);
	}
	ck_assert_uint_eq(chunks, 1);
	pty_whole(pty[0], &raw);
	ck_assert_uint_le(raw.n, FRAME_MAX);
}
END_TEST

START_TEST(a_signal_keeps_the_place)
{
	static const int number[] = { SIGTERM, SIGHUP, SIGINT };

	open_as(0, shipped(), 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#150\r"));
	assert_sees(pty[0], "#150");
	ck_assert(pty_signal(pty[0], number[_i]));
	assert_exits(pty[0], MS, 128 + number[_i]);
	open_as(0, shipped(), 24, 80, NULL, NULL);
	assert_sees(pty[0], "#150");
}
END_TEST

START_TEST(a_hang_up_keeps_the_place)
{
	int status;

	open_as(0, shipped(), 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#150\r"));
	assert_sees(pty[0], "#150");
	pty_hangup(pty[0]);
	ck_assert(pty_finish(pty[0], MS, &status));
	open_as(0, shipped(), 24, 80, NULL, NULL);
	assert_sees(pty[0], "#150");
}
END_TEST

START_TEST(the_command_line_wins)
{
	open_as(0, shipped(), 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#150\r"));
	assert_sees(pty[0], "#150");
	assert_quits(pty[0]);
	open_as(0, shipped(), 24, 80, "--at", "1948-recognition");
	assert_sees(pty[0], "#17");
	assert_quits(pty[0]);
	open_as(0, shipped(), 24, 80, "--fresh", NULL);
	assert_sees(pty[0], " 1 of 220");
	assert_quits(pty[0]);
	open_as(0, shipped(), 24, 80, NULL, NULL);
	assert_sees(pty[0], "#150");
}
END_TEST

static void
write_csv(char *path, size_t size, int i)
{
	FILE *f;

	(void)snprintf(path, size, "%s/%d.csv", home, i);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	(void)fputs("id,date,title\n", f);
	for (int n = 1; n <= 20; n++)
		(void)fprintf(f, "e%d,%d,Event %d\n", n, 1900 + n, n);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(readers_that_end_at_once_lose_nothing)
{
	char path[READERS][128];

	for (int i = 0; i < READERS; i++) {
		char keys[32];

		write_csv(path[i], sizeof path[i], i);
		open_as(i, path[i], 24, 80, NULL, NULL);
		(void)snprintf(keys, sizeof keys, ":#%d\r", 10 + i);
		ck_assert(pty_type(pty[i], keys));
		(void)snprintf(keys, sizeof keys, " %d of 20", 10 + i);
		assert_sees(pty[i], keys);
	}
	for (int i = 0; i < READERS; i++)
		ck_assert(pty_signal(pty[i], SIGTERM));
	for (int i = 0; i < READERS; i++)
		assert_exits(pty[i], MS, 128 + SIGTERM);
	for (int i = 0; i < READERS; i++) {
		char place[32];

		open_as(i, path[i], 24, 80, NULL, NULL);
		(void)snprintf(place, sizeof place, " %d of 20", 10 + i);
		assert_sees(pty[i], place);
	}
}
END_TEST

/* Root may write where nobody may, but not below a file. */
START_TEST(where_nothing_can_be_kept_reading_goes_on)
{
	char path[128], want[256];

	write_csv(path, sizeof path, 0);
	(void)snprintf(env_home, sizeof env_home, "XDG_STATE_HOME=%s", path);
	open_as(0, shipped(), 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], "jj"));
	assert_sees(pty[0], " 3 of 220");
	assert_quits(pty[0]);
	(void)snprintf(
	    want, sizeof want, "annals: %s/annals: Not a directory", path);
	assert_sees(pty[0], want);
}
END_TEST

/* Somebody writes to the file meanwhile. */
START_TEST(a_change_on_disk_is_said_and_read)
{
	char path[128];
	FILE *f;

	write_csv(path, sizeof path, 0);
	open_as(0, path, 24, 80, NULL, NULL);
	ck_assert(pty_type(pty[0], ":#7\r"));
	assert_sees(pty[0], " 7 of 20");
	f = fopen(path, "a");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs("e0,1850,Event 0\n", f), 0);
	ck_assert_int_eq(fclose(f), 0);
	/* It is looked at once a second, when a key comes. */
	do
		ck_assert(pty_type(pty[0], "jk"));
	while (!pty_wait_text(pty[0], "0.csv changed on disk", AFTER));
	assert_sees(pty[0], "0.csv changed on disk, R reads it again");
	ck_assert(pty_type(pty[0], "R"));
	assert_sees(pty[0], "read again");
	ck_assert(pty_type(pty[0], "\x1b"));
	assert_sees(pty[0], " 8 of 21");
	assert_quits(pty[0]);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, it_goes_on_at_another_size);
	tcase_add_test(t, the_first_frame_is_the_right_one);
	tcase_add_loop_test(t, a_signal_keeps_the_place, 0, 3);
	tcase_add_test(t, a_hang_up_keeps_the_place);
	tcase_add_test(t, the_command_line_wins);
	tcase_add_test(t, readers_that_end_at_once_lose_nothing);
	tcase_add_test(t, where_nothing_can_be_kept_reading_goes_on);
	tcase_add_test(t, a_change_on_disk_is_said_and_read);
}

int
main(void)
{
	return run_tests("place", add);
}
