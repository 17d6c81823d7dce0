#include "config.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "plat/signals.h"
#include "plat/spawn.h"
#include "running.h"

#define LONG_MS 20000
#define MUCH ((size_t)1 << 20) /* more than any pipe holds */

/* A directory with two fifos, to hear from programs. */
struct place {
	char dir[64], out[80], in[80];
};

static void
make_place(struct place *p)
{
	(void)snprintf(p->dir, sizeof p->dir, "spawn.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(p->dir));
	(void)snprintf(p->out, sizeof p->out, "%s/out", p->dir);
	(void)snprintf(p->in, sizeof p->in, "%s/in", p->dir);
	ck_assert_int_eq(mkfifo(p->out, 0600), 0);
	ck_assert_int_eq(mkfifo(p->in, 0600), 0);
}

static void
drop_place(const struct place *p)
{
	(void)unlink(p->out);
	(void)unlink(p->in);
	ck_assert_int_eq(rmdir(p->dir), 0);
}

/* All that comes through a fifo or a file, NUL-terminated. */
static void
read_all(const char *path, char *p, size_t size)
{
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_ptr_nonnull(f);
	n = fread(p, 1, size - 1, f);
	p[n] = '\0';
	(void)fclose(f);
}

static void
check_no_child(void)
{
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
}

static void
check_argv(const char *setting, const char *const *more, const char *expected)
{
	char **argv = spawn_argv(setting, more);
	char got[256] = "";

	for (size_t i = 0; argv != NULL && argv[i] != NULL; i++) {
		(void)strncat(got, argv[i], sizeof got - strlen(got) - 1);
		(void)strncat(got, "|", sizeof got - strlen(got) - 1);
	}
	ck_assert_str_eq(got, expected);
	x_free(argv);
}

START_TEST(setting_is_split_at_blanks)
{
	static const char *const more[] = { "a b", "$(touch x)", "", NULL };

	check_argv("vi", NULL, "vi|");
	check_argv(" \tvi  -u\tNONE ", NULL, "vi|-u|NONE|");
	check_argv("vi", more, "vi|a b|$(touch x)||");
	check_argv("a \"b c\"", NULL, "a|\"b|c\"|");
	check_argv("", more, "");
	check_argv(" \t ", more, "");
	check_argv(NULL, more, "");
}
END_TEST

/* Run sh -c script NAME arg. */
static struct spawn_end
run(const char *script, const char *arg)
{
	const char *const more[] = { "-c", script, arg, NULL };
	char **argv = spawn_argv("sh", more);
	struct spawn_end end = { true, -1 };
	struct err e = { ERR_NONE, "" };

	ck_assert_msg(spawn_wait(argv, 0, 1, &end, &e), "%s", e.text);
	x_free(argv);
	check_no_child();
	return end;
}

START_TEST(end_is_told)
{
	struct spawn_end end = run("exit 3", "");
	struct err e = { ERR_NONE, "" };

	ck_assert(!end.killed && end.number == 3);
	ck_assert(!spawn_ended_well(&end, "vi", &e));
	ck_assert_str_eq(e.text, "vi: exit status 3");
	end = run("kill -KILL $$", "");
	ck_assert(end.killed && end.number == SIGKILL);
	ck_assert(!spawn_ended_well(&end, "vi", &e));
	ck_assert_str_eq(e.text, "vi: killed by signal 9");
	end = run(":", "");
	ck_assert(spawn_ended_well(&end, "vi", &e));
}
END_TEST

START_TEST(child_ignored_by_the_parent_is_waited_for)
{
	(void)signal(SIGCHLD, SIG_IGN);
	ck_assert_int_eq(run("exit 3", "").number, 3);
	ck_assert(signal(SIGCHLD, SIG_DFL) == SIG_IGN);
}
END_TEST

START_TEST(interrupt_is_the_programs_alone)
{
	(void)signal(SIGINT, SIG_DFL);
	ck_assert_int_eq(
	    run("kill -INT $PPID; kill -QUIT $PPID; exit 3", "").number, 3);
	/* Afterwards it is ours again. */
	ck_assert(signal(SIGINT, SIG_DFL) == SIG_DFL);
}
END_TEST

START_TEST(program_has_signals_as_found)
{
	struct spawn_end end;

	/* Whoever started the tests may ignore them. */
	(void)signal(SIGPIPE, SIG_DFL);
	(void)signal(SIGQUIT, SIG_DFL);
	ck_assert(signals_open(NULL));
	end = run("kill -PIPE $$; exit 4", "");
	ck_assert(end.killed && end.number == SIGPIPE);
	end = run("kill -QUIT $$; exit 4", "");
	ck_assert(end.killed && end.number == SIGQUIT);
	signals_close();
}
END_TEST

START_TEST(no_descriptor_is_inherited)
{
	ck_assert_int_eq(dup2(1, 9), 9);
	ck_assert_int_eq(
	    run("if true 2>/dev/null >&9; then exit 5; fi; exit 6", "").number,
	    6);
	(void)close(9);
}
END_TEST

START_TEST(no_argument_is_syntax)
{
	ck_assert_int_eq(
	    run("[ \"$0\" = '$(exit 9)`x`;\"' ]", "$(exit 9)`x`;\"").number, 0);
}
END_TEST

START_TEST(missing_program_is_not_found)
{
	char name[] = "./no-such-program";
	char *argv[] = { name, NULL };
	struct spawn_end end;
	struct err e = { ERR_NONE, "" };

	ck_assert(!spawn_wait(argv, 0, 1, &end, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	ck_assert_ptr_nonnull(strstr(e.text, "./no-such-program: "));
	e.code = ERR_NONE;
	ck_assert(!spawn_detached(argv, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	e.code = ERR_NONE;
	ck_assert(!spawn_feed(argv, str_of("x"), LONG_MS, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	(void)snprintf(name, sizeof name, ".");
	ck_assert(!spawn_wait(argv, 0, 1, &end, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	check_no_child();
}
END_TEST

static bool
feed(const char *script, const char *arg, struct str bytes, int ms,
    struct err *e)
{
	const char *const more[] = { "-c", script, arg, NULL };
	char **argv = spawn_argv("sh", more);
	bool ok = spawn_feed(argv, bytes, ms, e);

	x_free(argv);
	check_no_child();
	return ok;
}

START_TEST(all_bytes_are_fed)
{
	char *much = x_calloc(1, MUCH), count[32];
	struct place p;
	struct err e = { ERR_NONE, "" };
	bool ok;
	char file[90];

	make_place(&p);
	(void)snprintf(file, sizeof file, "%s/count", p.dir);
	ok = feed("wc -c >\"$0\"; echo noise; echo noise >&2", file,
	    (struct str){ much, MUCH }, LONG_MS, &e);
	ck_assert_msg(ok, "%s", e.text);
	read_all(file, count, sizeof count);
	ck_assert_int_eq(atol(count), (long)MUCH);
	(void)unlink(file);
	drop_place(&p);
	x_free(much);
}
END_TEST

START_TEST(who_does_not_read_is_no_signal)
{
	char *much = x_calloc(1, MUCH);
	struct str bytes = { much, MUCH };
	struct err e = { ERR_NONE, "" };

	ck_assert(!feed("exit 0", "", bytes, LONG_MS, &e));
	ck_assert_str_eq(e.text, "sh: did not read all");
	ck_assert(!feed("exit 7", "", bytes, LONG_MS, &e));
	ck_assert_str_eq(e.text, "sh: exit status 7");
	x_free(much);
}
END_TEST

START_TEST(who_does_not_end_is_killed)
{
	char *much = x_calloc(1, MUCH);
	int64_t start = clock_ms();
	struct err e = { ERR_NONE, "" };

	ck_assert(!feed("exec sleep 100", "", str_of("x"), 50, &e));
	ck_assert_str_eq(e.text, "sh: not done after 50 ms");
	ck_assert(
	    !feed("exec sleep 100", "", (struct str){ much, MUCH }, 50, &e));
	ck_assert_str_eq(e.text, "sh: not done after 50 ms");
	ck_assert_int_lt(clock_ms() - start, LONG_MS);
	x_free(much);
}
END_TEST

START_TEST(what_stays_in_the_background_is_not_waited_for)
{
	struct place p;
	struct err e = { ERR_NONE, "" };
	char heard[32];
	FILE *f;
	bool ok;

	make_place(&p);
	ok = feed("cat >/dev/null; "
		  "(read -r word <\"$0/in\"; echo \"$word\" >\"$0/out\") &",
	    p.dir, str_of("x"), LONG_MS, &e);
	ck_assert_msg(ok, "%s", e.text);
	f = fopen(p.in, "w");
	ck_assert_ptr_nonnull(f);
	(void)fputs("alive\n", f);
	(void)fclose(f);
	read_all(p.out, heard, sizeof heard);
	ck_assert_str_eq(heard, "alive\n");
	drop_place(&p);
}
END_TEST

START_TEST(detached_is_no_child_of_ours)
{
	struct place p;
	const char *more[] = { "-c",
		"cat; "
		"echo \"$1\" >\"$0/out\"",
		NULL, "a;b", NULL };
	struct err e = { ERR_NONE, "" };
	char heard[32];
	char **argv;

	make_place(&p);
	more[2] = p.dir;
	argv = spawn_argv("sh", more);
	ck_assert_msg(spawn_detached(argv, &e), "%s", e.text);
	check_no_child();
	read_all(p.out, heard, sizeof heard);
	ck_assert_str_eq(heard, "a;b\n");
	x_free(argv);
	drop_place(&p);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, setting_is_split_at_blanks);
	tcase_add_test(t, end_is_told);
	tcase_add_test(t, child_ignored_by_the_parent_is_waited_for);
	tcase_add_test(t, interrupt_is_the_programs_alone);
	tcase_add_test(t, program_has_signals_as_found);
	tcase_add_test(t, no_descriptor_is_inherited);
	tcase_add_test(t, no_argument_is_syntax);
	tcase_add_test(t, missing_program_is_not_found);
	tcase_add_test(t, all_bytes_are_fed);
	tcase_add_test(t, who_does_not_read_is_no_signal);
	tcase_add_test(t, who_does_not_end_is_killed);
	tcase_add_test(t, what_stays_in_the_background_is_not_waited_for);
	tcase_add_test(t, detached_is_no_child_of_ours);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("spawn", add);
}
