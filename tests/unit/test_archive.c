#include "config.h"

#include "model/archive.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "running.h"
#include "unit/packed.h"
#include "unit/pieces.h"

static struct err e;

/* Append what comes out. */
static bool
unpack(struct archive_input *a, struct buf *out)
{
	struct str s;
	bool ok;

	while ((ok = archive_input_read(a, &s, &e)) && s.n > 0)
		buf_add(out, s.p, s.n);
	return ok;
}

static const struct {
	struct str bytes;
	enum archive_kind kind;
	const char *text, *member;
	size_t others;
} files[] = {
	{ PACKED(gzip), ARCHIVE_KIND_GZIP, PACKED_TEXT, NULL, 0 },
	{ PACKED(bzip2), ARCHIVE_KIND_BZIP2, PACKED_TEXT, NULL, 0 },
	{ PACKED(xz), ARCHIVE_KIND_XZ, PACKED_TEXT, NULL, 0 },
	{ PACKED(zstd), ARCHIVE_KIND_ZSTD, PACKED_TEXT, NULL, 0 },
	{ PACKED(zip), ARCHIVE_KIND_ZIP, PACKED_TEXT, "t.csv", 0 },
	{ PACKED(zip_many), ARCHIVE_KIND_ZIP, PACKED_TEXT, "a/t.CSV", 2 },
	{ PACKED(tar_gzip), ARCHIVE_KIND_GZIP, PACKED_TEXT, "t.csv", 0 },
	{ PACKED(tar_many), ARCHIVE_KIND_GZIP, PACKED_TEXT, "a/t.CSV", 2 },
	{ PACKED(empty), ARCHIVE_KIND_GZIP, "", NULL, 0 },
	/* Last: the first half of it is a whole file. */
	{ PACKED(gzip_twice), ARCHIVE_KIND_GZIP, PACKED_TEXT, NULL, 0 },
};

enum { NFILES = sizeof files / sizeof files[0] };

START_TEST(the_first_bytes_tell_the_kind)
{
	struct str head = files[_i].bytes;

	ck_assert_int_eq(archive_kind_of(head, true), files[_i].kind);
	for (head.n = 0; head.n < 3; head.n++) {
		ck_assert_int_eq(
		    archive_kind_of(head, false), ARCHIVE_KIND_UNSURE);
		ck_assert_int_eq(
		    archive_kind_of(head, true), ARCHIVE_KIND_NONE);
	}
}
END_TEST

START_TEST(a_tar_is_known_behind_its_name)
{
	char head[512] = "t.csv";
	struct str s = { head, 262 };

	ck_assert_int_eq(archive_kind_of(s, true), ARCHIVE_KIND_NONE);
	memcpy(head + 257, "ustar", 5);
	ck_assert_int_eq(archive_kind_of(s, false), ARCHIVE_KIND_TAR);
	s.n = 100;
	ck_assert_int_eq(archive_kind_of(s, false), ARCHIVE_KIND_UNSURE);
}
END_TEST

START_TEST(a_text_is_known_at_once)
{
	static const char *const texts[] = { "i", "id,title\n", "PK,title\n",
		"BZh,x", "BZh9,x", "BZh91AY&SZ", "\x1f,", "ustar" };

	ck_assert_int_eq(
	    archive_kind_of(str_of(texts[_i]), false), ARCHIVE_KIND_NONE);
}
END_TEST

START_TEST(what_comes_out_is_what_went_in)
{
	const char *member;

	for (size_t step = 1; step < 600; step = step * 3 + 1) {
		struct pieces f = { files[_i].bytes, step, false };
		struct archive_input *a;
		struct buf out = BUF_INIT;

		ck_assert_msg(
		    archive_input_open(&a, files[_i].kind, give, &f, &e), "%s",
		    e.text);
		member = archive_input_member(a);
		ck_assert_pstr_eq(member, files[_i].member);
		ck_assert_msg(unpack(a, &out), "%s", e.text);
		ck_assert_str_eq(buf_cstr(&out), files[_i].text);
		ck_assert_uint_eq(archive_input_others(a), files[_i].others);
		archive_input_close(a);
		buf_fini(&out);
	}
}
END_TEST

/* Never more than there is, and said. */
START_TEST(what_is_cut_short_is_said)
{
	const char *text = files[_i].text;

	for (size_t n = 12; n < files[_i].bytes.n; n++) {
		struct pieces f = { { files[_i].bytes.p, n }, 16, false };
		struct archive_input *a;
		struct buf out = BUF_INIT;
		bool whole;

		e.code = ERR_NONE;
		whole = archive_input_open(&a, files[_i].kind, give, &f, &e) &&
			unpack(a, &out);
		ck_assert(whole || e.code == ERR_FORMAT);
		ck_assert_uint_le(out.n, strlen(text));
		ck_assert(memcmp(buf_cstr(&out), text, out.n) == 0);
		if (whole) /* what was left off is behind the text */
			ck_assert_str_eq(buf_cstr(&out), text);
		archive_input_close(a);
		buf_fini(&out);
	}
}
END_TEST

START_TEST(what_the_source_says_is_handed_up)
{
	struct str s = files[_i].bytes;
	struct pieces f = { { s.p, s.n / 3 }, 8, true };
	struct archive_input *a;
	struct buf out = BUF_INIT;

	ck_assert(!archive_input_open(&a, files[_i].kind, give, &f, &e) ||
		  !unpack(a, &out));
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_str_eq(e.text, "told to stop");
	archive_input_close(a);
	buf_fini(&out);
}
END_TEST

/* Any byte may be wrong; what must not happen is a crash. */
START_TEST(damage_does_no_harm)
{
	struct str s = files[_i].bytes;
	char bytes[600];

	ck_assert_uint_le(s.n, sizeof bytes);
	for (size_t i = 0; i < s.n; i++) {
		struct pieces f = { { bytes, s.n }, 64, false };
		struct archive_input *a;
		struct buf out = BUF_INIT;

		memcpy(bytes, s.p, s.n);
		bytes[i] ^= 0x55;
		if (archive_input_open(&a, files[_i].kind, give, &f, &e))
			(void)unpack(a, &out);
		archive_input_close(a);
		buf_fini(&out);
	}
}
END_TEST

START_TEST(an_archive_without_a_table_is_refused)
{
	struct pieces f = { PACKED(tar_none), 512, false };
	struct archive_input *a;

	ck_assert(!archive_input_open(&a, ARCHIVE_KIND_GZIP, give, &f, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(e.text, "no file .csv or .tsv is in this archive");
	ck_assert_ptr_null(a);
}
END_TEST

START_TEST(without_the_library_it_is_said)
{
	struct pieces f = { PACKED(gzip), 512, false };
	struct archive_input *a;

	ck_assert(!archive_input_open(&a, ARCHIVE_KIND_GZIP, give, &f, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(e.text, "built without libarchive"));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, the_first_bytes_tell_the_kind, 0, NFILES);
	tcase_add_test(t, a_tar_is_known_behind_its_name);
	tcase_add_loop_test(t, a_text_is_known_at_once, 0, 8);
	if (!WITH_LIBARCHIVE) {
		tcase_add_test(t, without_the_library_it_is_said);
		return;
	}
	tcase_add_loop_test(t, what_comes_out_is_what_went_in, 0, NFILES);
	tcase_add_loop_test(t, what_is_cut_short_is_said, 0, NFILES - 1);
	tcase_add_loop_test(t, what_the_source_says_is_handed_up, 0, NFILES);
	tcase_add_loop_test(t, damage_does_no_harm, 0, NFILES);
	tcase_add_test(t, an_archive_without_a_table_is_refused);
}

int
main(void)
{
	return run_tests("archive", add);
}
