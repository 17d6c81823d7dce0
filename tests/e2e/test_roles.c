/*
 * The roles of columns are changed while the program runs: it reads the file
 * by them and comes back to the event; and once saved they are there when it
 * is opened again.
 */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/given.h"
#include "e2e/pty.h"
#include "folder.h"
#include "running.h"

#define MS 10000

static struct pty *pty;
static char folder[FOLDER_SIZE], file[128], env_state[128], env_config[128];

static const char csv[] = "When,Headline,What,Notes,Place\n"
			  "1883-05-24,Brooklyn Bridge opens,By elephants,"
			  "Of steel wire,New York\n"
			  "1932,Harbour Bridge opens,With a ribbon,"
			  "An arch,Sydney\n";

static void
setup(void)
{
	FILE *f;

	ck_assert(folder_make(folder));
	(void)snprintf(file, sizeof file, "%s/bridges.csv", folder);
	(void)snprintf(
	    env_state, sizeof env_state, "XDG_STATE_HOME=%s", folder);
	(void)snprintf(
	    env_config, sizeof env_config, "XDG_CONFIG_HOME=%s", folder);
	f = fopen(file, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert(fputs(csv, f) >= 0);
	ck_assert_int_eq(fclose(f), 0);
}

static void
teardown(void)
{
	pty_free(pty);
	pty = NULL;
	ck_assert(folder_remove(folder));
}

static void
start(void)
{
	const char *argv[] = { must_getenv("ANNALS"), file, NULL };
	const char *env[] = { env_state, env_config, NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };
	struct err e = { ERR_NONE, "" };

	pty = pty_start(24, 80, &program, &e);
	ck_assert_msg(pty != NULL, "%s", e.text);
	ck_assert(pty_wait_text(pty, " 1 of 2", MS));
}

static void
finish(void)
{
	int status;

	ck_assert(pty_type(pty, "Q"));
	ck_assert(pty_finish(pty, MS, &status));
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	pty_free(pty);
	pty = NULL;
}

static void
assert_sees(const char *text)
{
	if (pty_wait_text(pty, text, MS))
		return;
	for (int y = 0; y < 24; y++) {
		struct buf row = BUF_INIT;

		pty_row(pty, y, &row);
		(void)fprintf(stderr, "%s\n", buf_cstr(&row));
		buf_fini(&row);
	}
	ck_abort_msg("'%s' is not seen", text);
}

START_TEST(roles_are_changed_and_kept)
{
	start();
	ck_assert(pty_type(pty, "j"));
	assert_sees(" 2 of 2");
	assert_sees("An arch");
	ck_assert(pty_type(pty, ":role text=What,Notes\r"));
	assert_sees("read again");
	assert_sees("1932  #2");
	assert_sees("With a ribbon");
	ck_assert(pty_type(pty, ":roles\r"));
	assert_sees("What + Notes");
	ck_assert(pty_type(pty, "s"));
	assert_sees("roles saved in");
	ck_assert(pty_type(pty, "q"));
	ck_assert(pty_type(pty, "k"));
	assert_sees("24 May 1883  #1");
	finish();
	start();
	assert_sees("By elephants");
	ck_assert(pty_type(pty, ":roles\r"));
	assert_sees("package");
	ck_assert(pty_type(pty, "jjjj")); /* the text: none, then When */
	ck_assert(pty_type(pty, "ll"));
	assert_sees("chosen");
	ck_assert(pty_type(pty, "\r"));
	assert_sees("read again");
	finish();
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, roles_are_changed_and_kept);
}

int
main(void)
{
	return run_tests("roles on a terminal", add);
}
