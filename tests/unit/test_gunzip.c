#include "config.h"

#include "model/gunzip.h"

#include <check.h>
#include <string.h>

#include "base/buf.h"
#include "running.h"
#include "unit/packed.h"
#include "unit/pieces.h"

static struct err e;

/* Append what comes out; true if that ends well. */
static bool
unpack(struct pieces *f, struct buf *out)
{
	struct gunzip *g = gunzip_open(give, f);
	const char *p;
	ssize_t n;

	ck_assert(g != NULL);
	e.code = ERR_NONE;
	while ((n = gunzip_read(g, &p, &e)) > 0)
		buf_add(out, p, (size_t)n);
	if (n == 0)
		ck_assert_int_eq(gunzip_read(g, &p, &e), 0);
	gunzip_close(g);
	return n == 0;
}

START_TEST(what_comes_out_is_what_went_in)
{
	static const struct {
		struct str bytes;
		const char *text;
	} files[] = {
		{ PACKED(gzip), PACKED_TEXT },
		{ PACKED(gzip_twice), PACKED_TEXT },
		{ PACKED(empty), "" },
	};

	for (size_t step = 1; step < 100; step = step * 2 + 1) {
		struct pieces f = { files[_i].bytes, step, false };
		struct buf out = BUF_INIT;

		ck_assert_msg(unpack(&f, &out), "%s", e.text);
		ck_assert_str_eq(buf_cstr(&out), files[_i].text);
		buf_fini(&out);
	}
}
END_TEST

/* All that there is, and that it is not all. */
START_TEST(what_is_cut_short_is_given_and_said)
{
	struct str whole = PACKED(gzip);
	size_t most = 0;

	for (size_t n = 3; n < whole.n; n++) {
		struct pieces f = { { whole.p, n }, 5, false };
		struct buf out = BUF_INIT;

		ck_assert(!unpack(&f, &out));
		ck_assert_int_eq(e.code, ERR_FORMAT);
		ck_assert_str_eq(
		    e.text, "damaged or cut short: the end is missing");
		ck_assert(memcmp(buf_cstr(&out), PACKED_TEXT, out.n) == 0);
		ck_assert_uint_ge(out.n, most);
		most = out.n;
		if (n >= whole.n - 8)
			ck_assert_str_eq(buf_cstr(&out), PACKED_TEXT);
		buf_fini(&out);
	}
}
END_TEST

/* Nine bytes of the header say when, where and how; all else matters. */
START_TEST(damage_is_seen)
{
	struct str whole = PACKED(gzip);
	char bytes[64];

	ck_assert_uint_le(whole.n, sizeof bytes);
	for (size_t i = 10; i < whole.n; i++) {
		struct pieces f = { { bytes, whole.n }, 64, false };
		struct buf out = BUF_INIT;

		memcpy(bytes, whole.p, whole.n);
		bytes[i] ^= 0x01; /* of the last byte some bits are idle */
		ck_assert(!unpack(&f, &out));
		ck_assert_int_eq(e.code, ERR_FORMAT);
		ck_assert(strncmp(e.text, "damaged or cut short: ", 22) == 0);
		buf_fini(&out);
	}
}
END_TEST

START_TEST(what_follows_a_member_does_not_count)
{
	static const char *const tails[] = { "\0\0\0", "x", "garbage" };
	struct str whole = PACKED(gzip);

	for (size_t step = 1; step < 100; step += 33) {
		struct buf file = BUF_INIT, out = BUF_INIT;
		struct pieces f = { { NULL, 0 }, step, false };

		buf_add(&file, whole.p, whole.n);
		buf_add(&file, tails[_i], _i == 0 ? 3 : strlen(tails[_i]));
		f.rest = buf_str(&file);
		ck_assert_msg(unpack(&f, &out), "%s", e.text);
		ck_assert_str_eq(buf_cstr(&out), PACKED_TEXT);
		buf_fini(&file);
		buf_fini(&out);
	}
}
END_TEST

START_TEST(what_the_source_says_is_handed_up)
{
	struct str whole = PACKED(gzip);
	struct pieces f = { { whole.p, whole.n - 8 }, 64, true };
	struct buf out = BUF_INIT;

	ck_assert(!unpack(&f, &out));
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_str_eq(e.text, "told to stop");
	ck_assert_str_eq(buf_cstr(&out), PACKED_TEXT);
	buf_fini(&out);
}
END_TEST

static void
add(TCase *t)
{
	if (!gunzip_can())
		return;
	tcase_add_loop_test(t, what_comes_out_is_what_went_in, 0, 3);
	tcase_add_test(t, what_is_cut_short_is_given_and_said);
	tcase_add_test(t, damage_is_seen);
	tcase_add_loop_test(t, what_follows_a_member_does_not_count, 0, 3);
	tcase_add_test(t, what_the_source_says_is_handed_up);
}

int
main(void)
{
	return run_tests("gunzip", add);
}
