#include "config.h"

#include <check.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define SCALARS_END 0x110000

/* What bytes decode to: code points, UTF8_BAD as -1; how many bytes each. */
struct decoded {
	const char *bytes;
	size_t n;
	long cp[6];
	size_t took[6]; /* 0 ends it */
};

/* clang-format off */
static const struct decoded broken[] = {
	/* Alone: continuation bytes, and what never occurs. */
	{ "\x80", 1, { -1 }, { 1 } },
	{ "\xBF" "A", 2, { -1, 'A' }, { 1, 1 } },
	{ "\xC0\x80", 2, { -1, -1 }, { 1, 1 } },
	{ "\xC1\xBF", 2, { -1, -1 }, { 1, 1 } },
	{ "\xF5\x80\x80\x80", 4, { -1, -1, -1, -1 }, { 1, 1, 1, 1 } },
	{ "\xFE\xFF", 2, { -1, -1 }, { 1, 1 } },
	/* Overlong. */
	{ "\xE0\x80\x80", 3, { -1, -1, -1 }, { 1, 1, 1 } },
	{ "\xE0\x9F\xBF", 3, { -1, -1, -1 }, { 1, 1, 1 } },
	{ "\xF0\x80\x80\x80", 4, { -1, -1, -1, -1 }, { 1, 1, 1, 1 } },
	{ "\xF0\x8F\xBF\xBF", 4, { -1, -1, -1, -1 }, { 1, 1, 1, 1 } },
	/* Surrogates, alone and as a pair. */
	{ "\xED\xA0\x80", 3, { -1, -1, -1 }, { 1, 1, 1 } },
	{ "\xED\xBF\xBF", 3, { -1, -1, -1 }, { 1, 1, 1 } },
	{ "\xED\xA0\xBD\xED\xB8\x80", 6, { -1, -1, -1, -1, -1, -1 },
	    { 1, 1, 1, 1, 1, 1 } },
	/* Above U+10FFFF. */
	{ "\xF4\x90\x80\x80", 4, { -1, -1, -1, -1 }, { 1, 1, 1, 1 } },
	/* Cut off by the end. */
	{ "\xC3", 1, { -1 }, { 1 } },
	{ "\xE2\x82", 2, { -1 }, { 2 } },
	{ "\xE2", 1, { -1 }, { 1 } },
	{ "\xF0\x9F\x98", 3, { -1 }, { 3 } },
	{ "\xF0\x9F", 2, { -1 }, { 2 } },
	{ "\xF4\x8F\xBF", 3, { -1 }, { 3 } },
	/* Cut off by something else. */
	{ "\xC3" "A", 2, { -1, 'A' }, { 1, 1 } },
	{ "\xE2\x82" "A", 3, { -1, 'A' }, { 2, 1 } },
	{ "\xF0\x9F\x98" "A", 4, { -1, 'A' }, { 3, 1 } },
	{ "\xE2\x82\xC3\xA9", 4, { -1, 0xE9 }, { 2, 2 } },
	{ "\xF1\x80\x80\xE1\x80", 5, { -1, -1 }, { 3, 2 } },
	{ "\xC3\xA9\xA9", 3, { 0xE9, -1 }, { 2, 1 } },
	/* Unicode 15, 3.9, tables 3-8 to 3-11. */
	{ "\xC0\xAF\xE0\x80\xBF" "A", 6, { -1, -1, -1, -1, -1, 'A' },
	    { 1, 1, 1, 1, 1, 1 } },
	{ "\xED\xA0\x80\xED\xBF" "A", 6, { -1, -1, -1, -1, -1, 'A' },
	    { 1, 1, 1, 1, 1, 1 } },
	{ "\xF4\x91\x92\x93\xFF" "A", 6, { -1, -1, -1, -1, -1, 'A' },
	    { 1, 1, 1, 1, 1, 1 } },
	{ "\xE1\x80\xE2\xF0\x91\x92", 6, { -1, -1, -1 }, { 2, 1, 3 } },
};
/* clang-format on */

static bool
is_scalar(uint32_t cp)
{
	return cp < SCALARS_END && (cp < 0xD800 || cp > 0xDFFF);
}

START_TEST(every_scalar_there_and_back)
{
	static const uint32_t first_longer[] = { 0x80, 0x800, 0x10000,
		SCALARS_END };
	size_t want = 1;

	for (uint32_t cp = 0; cp < SCALARS_END; cp++) {
		char bytes[UTF8_MAX];
		uint32_t got;
		size_t n;

		want += cp == first_longer[want - 1];
		if (!is_scalar(cp))
			continue;
		n = utf8_encode(cp, bytes);
		if (n != want || utf8_decode(bytes, n, &got) != n || got != cp)
			ck_abort_msg("U+%04X", (unsigned)cp);
		if (utf8_check((struct str){ bytes, n }) != n)
			ck_abort_msg("U+%04X does not pass", (unsigned)cp);
	}
}
END_TEST

START_TEST(known_bytes)
{
	char b[UTF8_MAX];

	ck_assert_uint_eq(utf8_encode('A', b), 1);
	ck_assert_mem_eq(b, "A", 1);
	ck_assert_uint_eq(utf8_encode(0xE9, b), 2);
	ck_assert_mem_eq(b, "\xC3\xA9", 2);
	ck_assert_uint_eq(utf8_encode(0x20AC, b), 3);
	ck_assert_mem_eq(b, "\xE2\x82\xAC", 3);
	ck_assert_uint_eq(utf8_encode(0x1F600, b), 4);
	ck_assert_mem_eq(b, "\xF0\x9F\x98\x80", 4);
}
END_TEST

/* All pairs and triples: only what encodes a scalar value may be decoded. */
START_TEST(nothing_else_is_decoded)
{
	for (uint32_t v = 0; v < 1U << 24; v++) {
		char in[3] = { (char)(v >> 16), (char)(v >> 8), (char)v };
		char out[UTF8_MAX];
		uint32_t cp;
		size_t took = utf8_decode(in, sizeof in, &cp);

		if (took < 1 || took > sizeof in)
			ck_abort_msg("%06X took %zu", (unsigned)v, took);
		if (cp == UTF8_BAD)
			continue;
		if (!is_scalar(cp) || utf8_encode(cp, out) != took ||
		    memcmp(in, out, took) != 0)
			ck_abort_msg("%06X is U+%X", (unsigned)v, (unsigned)cp);
	}
}
END_TEST

START_TEST(broken_bytes_take_their_maximal_subpart)
{
	for (size_t i = 0; i < COUNT(broken); i++) {
		const struct decoded *d = &broken[i];
		/* On the heap, so that reading on is seen. */
		char *p = x_strndup(d->bytes, d->n);
		size_t at = 0;

		for (size_t k = 0; k < 6 && d->took[k] > 0; k++) {
			uint32_t cp;
			size_t took = utf8_decode(p + at, d->n - at, &cp);
			long got = cp == UTF8_BAD ? -1 : (long)cp;

			ck_assert_msg(took == d->took[k] && got == d->cp[k],
			    "case %zu, part %zu: %ld, %zu bytes", i, k, got,
			    took);
			at += took;
		}
		ck_assert_uint_eq(at, d->n);
		x_free(p);
	}
}
END_TEST

START_TEST(check_finds_the_first_broken_byte)
{
	char text[64];

	for (size_t n = 0; n < sizeof text; n++) {
		memset(text, 'a', sizeof text);
		ck_assert_uint_eq(utf8_check((struct str){ text, n }), n);
		for (size_t at = 0; at < n; at++) {
			text[at] = '\xFF';
			ck_assert_uint_eq(
			    utf8_check((struct str){ text, n }), at);
			text[at] = 'a';
		}
	}
	ck_assert_uint_eq(utf8_check((struct str){ NULL, 0 }), 0);
	ck_assert_uint_eq(utf8_check(str_of("\xC3\xA9\xE2\x82")), 2);
	ck_assert_uint_eq(utf8_check(str_of("caf\xC3\xA9 12345678 \xC3")), 15);
}
END_TEST

START_TEST(cut_keeps_code_points_whole)
{
	/* a, e acute, euro sign, grinning face, b: 1 2 3 4 1 bytes */
	struct str s = str_of("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"
			      "b");
	static const size_t want[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11,
		11 };

	for (size_t n = 0; n < COUNT(want); n++)
		ck_assert_uint_eq(utf8_cut(s, n), want[n]);
	ck_assert_uint_eq(utf8_cut((struct str){ NULL, 0 }, 3), 0);
	ck_assert_uint_eq(utf8_cut(s, SIZE_MAX), s.n);
}
END_TEST

START_TEST(cut_goes_through_what_is_broken)
{
	ck_assert_uint_eq(utf8_cut(str_of("\x80\x80\x80\x80\x80\x80"), 5), 5);
	ck_assert_uint_eq(utf8_cut(str_of("\xF0\x80\x80\x80\x80"), 3), 3);
	ck_assert_uint_eq(utf8_cut(str_of("ab\xE2\x82"), 3), 3);
	ck_assert_uint_eq(utf8_cut(str_of("\xC3\xA9\xA9\xA9"), 3), 3);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, every_scalar_there_and_back);
	tcase_add_test(t, known_bytes);
	tcase_add_test(t, nothing_else_is_decoded);
	tcase_add_test(t, broken_bytes_take_their_maximal_subpart);
	tcase_add_test(t, check_finds_the_first_broken_byte);
	tcase_add_test(t, cut_keeps_code_points_whole);
	tcase_add_test(t, cut_goes_through_what_is_broken);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("utf8", add_tests);
}
