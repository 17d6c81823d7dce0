#include "config.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "folder.h"
#include "plat/paths.h"
#include "running.h"

static char folder[FOLDER_SIZE];
static struct buf name = BUF_INIT;

/* A path below the folder of this test.  Lends until the next call. */
static const char *
in_folder(const char *s)
{
	buf_clear(&name);
	buf_addf(&name, "%s/%s", folder, s);
	return buf_cstr(&name);
}

static void
setup(void)
{
	ck_assert(folder_make(folder));
	(void)unsetenv("XDG_CONFIG_HOME");
	(void)unsetenv("XDG_DATA_HOME");
	(void)unsetenv("XDG_STATE_HOME");
	(void)setenv("HOME", "/home/somebody", 1);
}

static void
teardown(void)
{
	ck_assert(folder_remove(folder));
	buf_fini(&name);
}

static void
is_user(enum path_kind kind, const char *file, const char *want)
{
	char *got = paths_user(kind, file);

	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got, want);
	x_free(got);
}

START_TEST(below_home)
{
	is_user(PATH_CONFIG, "config", "/home/somebody/.config/annals/config");
	is_user(PATH_DATA, "annals.db",
	    "/home/somebody/.local/share/annals/annals.db");
	is_user(
	    PATH_STATE, "places", "/home/somebody/.local/state/annals/places");
}
END_TEST

START_TEST(where_xdg_says)
{
	(void)setenv("XDG_CONFIG_HOME", "/etc/x", 1);
	(void)setenv("XDG_DATA_HOME", "", 1);
	(void)setenv("XDG_STATE_HOME", "relative/is/invalid", 1);
	is_user(PATH_CONFIG, "c", "/etc/x/annals/c");
	is_user(PATH_DATA, "d", "/home/somebody/.local/share/annals/d");
	is_user(PATH_STATE, "s", "/home/somebody/.local/state/annals/s");
}
END_TEST

static void
expands(const char *path, const char *want)
{
	struct err e = { ERR_NONE, "" };
	char *got = paths_expand(path, &e);

	ck_assert_msg(got != NULL, "%s", e.text);
	ck_assert_str_eq(got, want);
	x_free(got);
}

START_TEST(only_the_own_home_is_expanded)
{
	expands("~/x y", "/home/somebody/x y");
	expands("~/", "/home/somebody/");
	expands("~", "~");
	expands("~root/x", "~root/x");
	expands("a/~/$HOME", "a/~/$HOME");
	expands("", "");
}
END_TEST

START_TEST(without_home)
{
	char *got;

	(void)unsetenv("HOME");
	got = paths_user(PATH_CONFIG, "c");
	if (got != NULL) /* whatever the password database says */
		ck_assert_int_eq(got[0], '/');
	x_free(got);
}
END_TEST

START_TEST(shipped_or_said_where_not)
{
	struct err e = { ERR_NONE, "" };

	ck_assert_ptr_null(paths_shipped("no-such-chronicle", &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	/* This program lies in the build tree. */
	ck_assert_ptr_nonnull(strstr(
	    e.text, ANNALS_SRCDIR "/data/no-such-chronicle: No such file"));
}
END_TEST

START_TEST(written_and_read)
{
	struct err e;
	struct stat st;
	size_t n = 99;
	char *got;

	ck_assert(paths_write(in_folder("file"), "one", 3, &e));
	ck_assert(paths_write(in_folder("file"), "a\0b\n", 4, &e));
	got = paths_read(in_folder("file"), 4, &n, &e);
	ck_assert_ptr_nonnull(got);
	ck_assert_uint_eq(n, 4);
	ck_assert_mem_eq(got, "a\0b\n", 5);
	x_free(got);
	ck_assert_int_eq(stat(in_folder("file"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	ck_assert_uint_eq(st.st_nlink, 1);
}
END_TEST

START_TEST(empty_file)
{
	struct err e;
	size_t n = 99;
	char *got;

	ck_assert(paths_write(in_folder("file"), "", 0, &e));
	got = paths_read(in_folder("file"), 0, &n, &e);
	ck_assert_ptr_nonnull(got);
	ck_assert_uint_eq(n, 0);
	ck_assert_str_eq(got, "");
	x_free(got);
}
END_TEST

START_TEST(folders_are_made)
{
	struct err e;
	struct stat st;

	ck_assert(paths_write(in_folder("a/b/file"), "x", 1, &e));
	ck_assert_int_eq(stat(in_folder("a/b"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0700);
}
END_TEST

START_TEST(a_link_stays_a_link)
{
	struct err e;
	struct stat st;
	size_t n;
	char *got;
	char *target = x_strdup(in_folder("target"));

	ck_assert(paths_write(target, "old", 3, &e));
	ck_assert_int_eq(symlink(target, in_folder("link")), 0);
	ck_assert(paths_write(in_folder("link"), "new", 3, &e));
	ck_assert_int_eq(lstat(in_folder("link"), &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	got = paths_read(target, 10, &n, &e);
	ck_assert_str_eq(got, "new");
	x_free(got);
	x_free(target);
}
END_TEST

START_TEST(what_cannot_be_is_said)
{
	struct err e = { ERR_NONE, "" };
	size_t n;

	ck_assert_ptr_null(paths_read(in_folder("none"), 10, &n, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
	ck_assert_ptr_nonnull(strstr(e.text, "none: No such file"));
	ck_assert_ptr_null(paths_read(folder, 10, &n, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(paths_write(in_folder("big"), "12345", 5, &e));
	ck_assert_ptr_null(paths_read(in_folder("big"), 4, &n, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_ptr_nonnull(strstr(e.text, "larger than 4 bytes"));
	/* A file where a folder should be; nothing is left behind. */
	ck_assert(!paths_write(in_folder("big/file"), "x", 1, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(!paths_write(folder, "x", 1, &e));
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, below_home);
	tcase_add_test(t, where_xdg_says);
	tcase_add_test(t, only_the_own_home_is_expanded);
	tcase_add_test(t, without_home);
	tcase_add_test(t, shipped_or_said_where_not);
	tcase_add_test(t, written_and_read);
	tcase_add_test(t, empty_file);
	tcase_add_test(t, folders_are_made);
	tcase_add_test(t, a_link_stays_a_link);
	tcase_add_test(t, what_cannot_be_is_said);
}

int
main(void)
{
	return run_tests("paths", add_tests);
}
