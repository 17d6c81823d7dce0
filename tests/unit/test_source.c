#include "config.h"

#include "model/source.h"

#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "model/gunzip.h"
#include "running.h"
#include "unit/packed.h"

static char dir[] = "/tmp/annals-source-XXXXXX";
static struct err e;

static void
setup(void)
{
	ck_assert(mkdtemp(dir) != NULL);
	ck_assert(chdir(dir) == 0);
}

static void
teardown(void)
{
	static const char *const names[] = { "a", "b", "c", "d", "fifo" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)remove(names[i]);
	ck_assert(chdir("/") == 0);
	ck_assert(rmdir(dir) == 0);
}

static void
put(const char *name, struct str s)
{
	FILE *f = fopen(name, "wb");

	ck_assert(f != NULL);
	ck_assert_uint_eq(fwrite(s.p, 1, s.n, f), s.n);
	ck_assert(fclose(f) == 0);
}

/* All that is said, as "[NAME]bytes.", "!" for a file that is broken. */
static void
tell_all(struct source *s, struct buf *out)
{
	enum source_got got;
	struct str bytes;

	while ((got = source_read(s, &bytes, &e)) != SOURCE_END) {
		if (got == SOURCE_FILE)
			buf_addf(out, "[%s]", source_name(s));
		else if (got == SOURCE_BYTES)
			buf_add(out, bytes.p, bytes.n);
		else
			buf_addc(out, got == SOURCE_OVER ? '.' : '!');
	}
}

static void
assert_all(const char *const *path, size_t n, const char *want)
{
	struct source *s = source_open(path, n, &e);
	struct buf out = BUF_INIT;

	ck_assert_msg(s != NULL, "%s", e.text);
	tell_all(s, &out);
	ck_assert_str_eq(buf_cstr(&out), want);
	ck_assert_int_eq(source_read(s, NULL, &e), SOURCE_END);
	source_close(s);
	buf_fini(&out);
}

START_TEST(files_come_one_after_the_other)
{
	static const char *const path[] = { "a", "b", "c" };

	put("a", str_of("one"));
	put("b", str_of(""));
	put("c", str_of("three"));
	assert_all(path, 3, "[a]one.[b].[c]three.");
}
END_TEST

START_TEST(what_is_compressed_is_unpacked)
{
	static const char *const path[] = { "a", "b", "c" };
	struct str zip = PACKED(zip), xz = PACKED(xz);

	put("a", zip);
	put("b", str_of("plain"));
	put("c", xz);
	assert_all(
	    path, 3, "[a:t.csv]" PACKED_TEXT ".[b]plain.[c]" PACKED_TEXT ".");
}
END_TEST

START_TEST(the_first_must_be_there)
{
	static const char *const path[] = { "a", "b" };

	put("b", str_of("two"));
	ck_assert_ptr_null(source_open(path, 2, &e));
	ck_assert_str_eq(e.text, "a: No such file or directory");
}
END_TEST

START_TEST(the_others_may_be_broken)
{
	static const char *const path[] = { "a", "b", "c", "d", "nowhere" };
	struct str gzip = PACKED(gzip);

	put("a", str_of("one"));
	ck_assert(mkdir("b", 0700) == 0);
	gzip.n -= 8; /* the checksum */
	put("c", gzip);
	put("d", str_of("four"));
	assert_all(path, 5,
	    gunzip_can() ? "[a]one.![c]" PACKED_TEXT "![d]four.!"
			 : "[a]one.!![d]four.!");
	ck_assert_str_eq(e.text, "nowhere: No such file or directory");
}
END_TEST

START_TEST(a_folder_is_no_file)
{
	static const char *const path[] = { "b" };
	struct str bytes;
	struct source *s;

	ck_assert(mkdir("b", 0700) == 0);
	s = source_open(path, 1, &e);
	ck_assert(s != NULL);
	ck_assert_int_eq(source_read(s, &bytes, &e), SOURCE_BROKEN);
	ck_assert_str_eq(e.text, "b: Is a directory");
	source_close(s);
}
END_TEST

START_TEST(tables_left_out_are_counted)
{
	static const char *const path[] = { "a" };
	struct str zip = PACKED(zip_many), bytes;
	struct source *s;
	enum source_got got;

	put("a", zip);
	s = source_open(path, 1, &e);
	ck_assert(s != NULL);
	while ((got = source_read(s, &bytes, &e)) != SOURCE_OVER)
		ck_assert(got == SOURCE_FILE || got == SOURCE_BYTES);
	ck_assert_uint_eq(source_others(s), 2);
	ck_assert_str_eq(source_name(s), "a:a/t.CSV");
	source_close(s);
}
END_TEST

START_TEST(the_share_is_of_all_bytes)
{
	static const char *const path[] = { "a", "b" };
	struct str bytes;
	struct source *s;

	put("a", str_of("ten bytes."));
	put("b", str_of("thirty bytes are what I am now"));
	s = source_open(path, 2, &e);
	ck_assert(s != NULL);
	ck_assert_int_eq(source_share(s), 0);
	ck_assert_int_eq(source_read(s, &bytes, &e), SOURCE_FILE);
	ck_assert_uint_eq(source_size(s), 10);
	while (source_read(s, &bytes, &e) != SOURCE_OVER)
		continue;
	ck_assert_int_eq(source_share(s), 25);
	while (source_read(s, &bytes, &e) != SOURCE_END)
		continue;
	ck_assert_int_eq(source_share(s), 100);
	source_close(s);
}
END_TEST

/* A file that shrank or vanished while it is read just ends. */
START_TEST(a_file_may_vanish)
{
	static const char *const path[] = { "a", "b" };
	struct source *s;
	struct buf out = BUF_INIT;

	put("a", str_of("one"));
	put("b", str_of("two"));
	s = source_open(path, 2, &e);
	ck_assert(s != NULL);
	ck_assert(truncate("a", 1) == 0);
	ck_assert(remove("a") == 0);
	ck_assert(remove("b") == 0);
	tell_all(s, &out);
	ck_assert_str_eq(buf_cstr(&out), "[a]o.!");
	source_close(s);
	buf_fini(&out);
}
END_TEST

/* ---- pipes ---- */

struct patience {
	int fd;                  /* to be written to */
	const char *const *text; /* a piece whenever it is waited for ever */
	int silences;            /* so often it was told that it is silent */
	bool stopped;            /* there is no more to write */
};

static int
wait_for(void *arg, int fd, int ms)
{
	struct patience *p = arg;
	struct pollfd f = { .fd = fd, .events = POLLIN };

	if (poll(&f, 1, 0) == 1)
		return 1;
	if (ms >= 0) {
		ck_assert_int_eq(ms, SOURCE_IDLE_MS);
		p->silences++;
		return 0;
	}
	if (*p->text == NULL) {
		p->stopped = true;
		return -1;
	}
	ck_assert_int_eq(write(p->fd, *p->text, strlen(*p->text)),
	    (ssize_t)strlen(*p->text));
	p->text++;
	return 1;
}

START_TEST(silence_is_told_once_after_bytes)
{
	static const char *const path[] = { "-" };
	static const char *const text[] = { "id\n", "1\n", "2\n", NULL };
	static const enum source_got want[] = { SOURCE_FILE, SOURCE_BYTES,
		SOURCE_SILENT, SOURCE_BYTES, SOURCE_SILENT, SOURCE_BYTES,
		SOURCE_SILENT, SOURCE_BROKEN, SOURCE_END };
	struct patience p = { .text = text };
	struct source *s;
	struct str bytes;
	int fd[2];

	ck_assert(pipe(fd) == 0);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	p.fd = fd[1];
	s = source_open(path, 1, &e);
	ck_assert(s != NULL);
	source_set_wait(s, wait_for, &p);
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
		ck_assert_int_eq(source_read(s, &bytes, &e), want[i]);
	ck_assert_int_eq(p.silences, 3);
	ck_assert(p.stopped);
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_int_eq(source_share(s), -1);
	source_close(s);
}
END_TEST

/* The kind is not known by its first byte. */
START_TEST(a_compressed_pipe_may_be_stopped)
{
	static const char *const path[] = { "fifo" };
	static const char *const text[] = { "\x1f", "\x8b", "\x08", NULL };
	struct patience p = { .text = text };
	struct source *s;
	struct str bytes;

	ck_assert(mkfifo("fifo", 0600) == 0);
	s = source_open(path, 1, &e);
	ck_assert(s != NULL);
	source_set_wait(s, wait_for, &p);
	p.fd = fileno(fopen("fifo", "w"));
	ck_assert_int_eq(source_read(s, &bytes, &e), SOURCE_BROKEN);
	ck_assert(p.stopped);
	ck_assert_int_eq(e.code, ERR_STOPPED);
	source_close(s);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, files_come_one_after_the_other);
	tcase_add_test(t, the_first_must_be_there);
	tcase_add_test(t, a_folder_is_no_file);
	tcase_add_test(t, the_share_is_of_all_bytes);
	tcase_add_test(t, a_file_may_vanish);
	tcase_add_test(t, silence_is_told_once_after_bytes);
	if (WITH_LIBARCHIVE) {
		tcase_add_test(t, the_others_may_be_broken);
		tcase_add_test(t, what_is_compressed_is_unpacked);
		tcase_add_test(t, tables_left_out_are_counted);
		tcase_add_test(t, a_compressed_pipe_may_be_stopped);
	}
}

int
main(void)
{
	return run_tests("source", add);
}
