/*
 * The roles of columns are changed while the program runs: it reads the file
 * by them and comes back to the event; and once saved they are there when it
 * is opened again.
 */
#include "config.h"

#include <check.h>
#include <stdio.h>
#include <unistd.h>

#include "e2e/watching.h"
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
	ck_assert(folder_make(folder));
	(void)snprintf(file, sizeof file, "%s/bridges.csv", folder);
	(void)snprintf(
	    env_state, sizeof env_state, "XDG_STATE_HOME=%s", folder);
	(void)snprintf(
	    env_config, sizeof env_config, "XDG_CONFIG_HOME=%s", folder);
	write_file(file, csv);
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

	pty = must_start(24, 80, &program);
	ck_assert(pty_wait_text(pty, " 1 of 2", MS));
}

static void
finish(void)
{
	assert_quits(pty);
	pty_free(pty);
	pty = NULL;
}

START_TEST(roles_are_changed_and_kept)
{
	start();
	ck_assert(pty_type(pty, "j"));
	assert_sees(pty, " 2 of 2");
	assert_sees(pty, "An arch");
	ck_assert(pty_type(pty, ":role text=What,Notes\r"));
	assert_sees(pty, "read again");
	assert_sees(pty, "1932  #2");
	assert_sees(pty, "With a ribbon");
	ck_assert(pty_type(pty, ":roles\r"));
	assert_sees(pty, "What + Notes");
	ck_assert(pty_type(pty, "s"));
	assert_sees(pty, "roles saved in");
	ck_assert(pty_type(pty, "q"));
	ck_assert(pty_type(pty, "k"));
	assert_sees(pty, "24 May 1883  #1");
	finish();
	start();
	assert_sees(pty, "By elephants");
	ck_assert(pty_type(pty, ":roles\r"));
	assert_sees(pty, "package");
	ck_assert(pty_type(pty, "jjjj")); /* the text: none, then When */
	ck_assert(pty_type(pty, "ll"));
	assert_sees(pty, "chosen");
	ck_assert(pty_type(pty, "\r"));
	assert_sees(pty, "read again");
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
