#include "config.h"

#include "plat/outfile.h"

#include <errno.h>

#include "running.h"
#include "unit/scratch.h"

static struct err e;
static bool exists;
static int64_t size;
static int calls; /* of a writer */

static void
setup(void)
{
	scratch_enter();
	e = (struct err){ .code = ERR_NONE };
	calls = 0;
}

static mode_t
mode_of(const char *name)
{
	struct stat st;

	ck_assert(lstat(name, &st) == 0);
	return st.st_mode & 07777;
}

static struct outfile *
begin(const char *path, bool replace, outfile_write_fn *writer)
{
	struct outfile *o = outfile_open(path, replace, writer, &e);

	ck_assert_msg(o != NULL, "%s", e.text);
	return o;
}

static void
save(const char *path, bool replace, const char *text)
{
	struct outfile *o = begin(path, replace, NULL);

	ck_assert_msg(outfile_write(o, str_of(text), &e), "%s", e.text);
	ck_assert_msg(outfile_close(o, &e), "%s", e.text);
}

static void
refused(const char *path, const char *why)
{
	ck_assert_msg(!outfile_look(path, &exists, &size, &e), "%s", path);
	ck_assert_str_eq(e.text, why);
}

START_TEST(what_there_is)
{
	ck_assert(outfile_look("new", &exists, &size, &e));
	ck_assert(!exists);
	scratch_put("old", "12345");
	ck_assert(outfile_look("./old", &exists, &size, &e));
	ck_assert(exists);
	ck_assert_int_eq(size, 5);
}
END_TEST

START_TEST(what_is_no_file_is_refused)
{
	ck_assert(mkdir("d", 0700) == 0);
	ck_assert(mkfifo("fifo", 0600) == 0);
	ck_assert(symlink("nothing", "dangling") == 0);
	ck_assert(symlink("loop", "loop") == 0);
	refused("d", "is a folder");
	refused("fifo", "is no regular file");
	refused("/dev/null", "is no regular file");
	refused("dangling", "is a link to nothing");
	refused("loop", "cannot be saved: Too many levels of symbolic links");
	refused("none/", "is no name of a file");
	refused("", "is no name of a file");
	scratch_put("f", "");
	refused("f/x", "cannot be saved: Not a directory");
}
END_TEST

/* Root may write anything; the folder is removed by who made it. */
START_TEST(what_is_protected_is_refused)
{
	uid_t nobody = 65534, was = geteuid();

	scratch_put("f", "x");
	ck_assert(chmod("f", 0444) == 0);
	ck_assert(chmod(".", 0555) == 0);
	if (was == 0)
		ck_assert(setresuid(nobody, nobody, 0) == 0);
	refused("f", "cannot be replaced: Permission denied");
	ck_assert_ptr_null(outfile_open("new", false, NULL, &e));
	ck_assert_str_eq(
	    e.text, "cannot make a file in its folder: Permission denied");
	if (was == 0)
		ck_assert(setresuid(0, 0, 0) == 0);
	ck_assert(chmod(".", 0700) == 0);
}
END_TEST

START_TEST(a_new_file_is_there_at_the_end)
{
	struct outfile *o;

	(void)umask(027);
	o = begin("new", false, NULL);
	ck_assert(outfile_write(o, str_of("one "), &e));
	ck_assert(access("new", F_OK) != 0);
	ck_assert(outfile_write(o, str_of("two"), &e));
	ck_assert(outfile_close(o, &e));
	scratch_holds("new", "one two");
	ck_assert_int_eq(mode_of("new"), 0640);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(a_file_is_replaced_as_a_whole)
{
	struct outfile *o;

	scratch_put("f", "before");
	ck_assert(chmod("f", 0606) == 0);
	o = begin("f", true, NULL);
	ck_assert(outfile_write(o, str_of("after"), &e));
	scratch_holds("f", "before");
	ck_assert(outfile_close(o, &e));
	scratch_holds("f", "after");
	ck_assert_int_eq(mode_of("f"), 0606);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(a_link_stays_a_link)
{
	ck_assert(mkdir("d", 0700) == 0);
	scratch_put("d/f", "before");
	ck_assert(symlink("d/f", "link") == 0);
	save("link", true, "after");
	scratch_holds("d/f", "after");
	ck_assert(unlink("d/f") == 0);
	ck_assert(access("link", F_OK) != 0); /* as it leads there */
	ck_assert(rmdir("d") == 0);
}
END_TEST

START_TEST(nothing_is_left_of_what_is_dropped)
{
	struct outfile *o;

	outfile_drop(NULL);
	scratch_put("f", "before");
	o = begin("f", true, NULL);
	ck_assert(outfile_write(o, str_of("after"), &e));
	outfile_drop(o);
	scratch_holds("f", "before");
	o = begin("new", false, NULL);
	outfile_drop(o);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(what_came_meanwhile_is_not_replaced)
{
	struct outfile *o = begin("f", false, NULL);

	ck_assert(outfile_write(o, str_of("ours"), &e));
	scratch_put("f", "theirs");
	ck_assert(!outfile_close(o, &e));
	ck_assert_str_eq(e.text, "cannot be put in its place: File exists");
	scratch_holds("f", "theirs");
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

/* A name that is taken is not followed, nor written. */
START_TEST(names_beside_it_are_left_alone)
{
	char taken[64];
	struct outfile *o;

	(void)snprintf(
	    taken, sizeof taken, ".annals-%ld-0.part", (long)getpid());
	scratch_put("victim", "safe");
	ck_assert(symlink("victim", taken) == 0);
	o = begin("f", false, NULL);
	ck_assert(outfile_write(o, str_of("x"), &e));
	ck_assert(outfile_close(o, &e));
	scratch_holds("victim", "safe");
	scratch_holds("f", "x");
	ck_assert_int_eq(scratch_count(), 3);
}
END_TEST

/* ---- a system that does less than it is asked for ---- */

static ssize_t
slow(int fd, const void *p, size_t n)
{
	if (calls++ % 2 == 0) {
		errno = EINTR;
		return -1;
	}
	return write(fd, p, n < 3 ? n : 3);
}

static ssize_t
full(int fd, const void *p, size_t n)
{
	if (calls++ < 2)
		return write(fd, p, n < 3 ? n : 3);
	errno = ENOSPC;
	return -1;
}

START_TEST(short_writes_go_on)
{
	struct outfile *o = begin("f", false, slow);

	ck_assert(outfile_write(o, str_of("a longer text"), &e));
	ck_assert(outfile_close(o, &e));
	scratch_holds("f", "a longer text");
	ck_assert_int_gt(calls, 8);
}
END_TEST

START_TEST(a_full_disk_is_said)
{
	struct outfile *o;

	scratch_put("f", "before");
	o = begin("f", true, full);
	ck_assert(!outfile_write(o, str_of("a longer text"), &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_str_eq(e.text, "cannot be written: No space left on device");
	outfile_drop(o);
	scratch_holds("f", "before");
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(without_a_folder_there_is_no_file)
{
	ck_assert_ptr_null(outfile_open("none/f", false, NULL, &e));
	ck_assert_str_eq(e.text, "cannot make a file in its folder: "
				 "No such file or directory");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, scratch_leave);
	tcase_add_test(tc, what_there_is);
	tcase_add_test(tc, what_is_no_file_is_refused);
	tcase_add_test(tc, a_new_file_is_there_at_the_end);
	tcase_add_test(tc, a_file_is_replaced_as_a_whole);
	tcase_add_test(tc, a_link_stays_a_link);
	tcase_add_test(tc, nothing_is_left_of_what_is_dropped);
	tcase_add_test(tc, what_came_meanwhile_is_not_replaced);
	tcase_add_test(tc, names_beside_it_are_left_alone);
	tcase_add_test(tc, short_writes_go_on);
	tcase_add_test(tc, a_full_disk_is_said);
	tcase_add_test(tc, without_a_folder_there_is_no_file);
	tcase_add_test(tc, what_is_protected_is_refused);
}

int
main(void)
{
	return run_tests("outfile", add);
}
