#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define E_ACUTE "\xC3\xA9"

/* err */

START_TEST(err_is_filled)
{
	struct err e = { ERR_NONE, "" };

	ck_assert(!err_set(&e, ERR_FORMAT, "%s:%d: no such day", "a.csv", 7));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(e.text, "a.csv:7: no such day");
	ck_assert(!err_in(&e, "line %d", 3));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(e.text, "line 3: a.csv:7: no such day");
}
END_TEST

START_TEST(err_may_be_null)
{
	ck_assert(!err_set(NULL, ERR_IO, "nobody asks"));
	ck_assert(!err_in(NULL, "nobody"));
}
END_TEST

/* A text of n times a two-byte letter, after shift bytes. */
static char *
letters(size_t shift, size_t n)
{
	struct buf b = BUF_INIT;

	for (; shift > 0; shift--)
		buf_addc(&b, 'x');
	for (; n > 0; n--)
		buf_adds(&b, E_ACUTE);
	return buf_steal(&b);
}

START_TEST(err_is_cut_at_a_code_point)
{
	for (size_t shift = 0; shift < 4; shift++) {
		char *s = letters(shift, 600);
		struct err e;
		size_t n;

		(void)err_set(&e, ERR_IO, "%s", s);
		n = strlen(e.text);
		ck_assert_uint_ge(n, sizeof e.text - 3);
		ck_assert_uint_lt(n, sizeof e.text);
		ck_assert_uint_eq((n - shift) % 2, 0);
		ck_assert_mem_eq(e.text, s, n);

		(void)err_in(&e, "in");
		n = strlen(e.text);
		ck_assert_uint_lt(n, sizeof e.text);
		ck_assert_uint_eq((n - 4 - shift) % 2, 0);
		ck_assert_mem_eq(e.text, "in: ", 4);
		ck_assert_mem_eq(e.text + 4, s, n - 4);
		x_free(s);
	}
}
END_TEST

START_TEST(err_in_of_what_is_too_long)
{
	char *s = letters(0, 600);
	struct err e;

	(void)err_set(&e, ERR_IO, "short");
	(void)err_in(&e, "%s", s);
	ck_assert_uint_lt(strlen(e.text), sizeof e.text);
	ck_assert_uint_eq(strlen(e.text) % 2, 0);
	x_free(s);
}
END_TEST

/* mem */

START_TEST(mem_of_no_bytes_is_there)
{
	void *p = x_malloc(0);
	void *q = x_calloc(0, 8);
	void *r = x_reallocarray(NULL, 0, 8);

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(q);
	ck_assert_ptr_nonnull(r);
	r = x_reallocarray(r, 0, 0);
	ck_assert_ptr_nonnull(r);
	x_free(p);
	x_free(q);
	x_free(r);
	x_free(NULL);
}
END_TEST

START_TEST(mem_keeps_what_was_in_it)
{
	char *p = x_calloc(3, 4);

	for (int i = 0; i < 12; i++)
		ck_assert_int_eq(p[i], 0);
	memcpy(p, "abcdefghijk", 12);
	p = x_reallocarray(p, 100, 100);
	ck_assert_str_eq(p, "abcdefghijk");
	p[9999] = 'z';
	x_free(p);
}
END_TEST

START_TEST(mem_copies_strings)
{
	char *all = x_strdup("chronicle");
	char *some = x_strndup("chronicle", 6);
	char *none = x_strndup(NULL, 0);

	ck_assert_str_eq(all, "chronicle");
	ck_assert_str_eq(some, "chroni");
	ck_assert_str_eq(none, "");
	x_free(all);
	x_free(some);
	x_free(none);
}
END_TEST

START_TEST(mem_product_that_overflows_ends)
{
	volatile size_t half = SIZE_MAX / 2 + 1;

	/* Twice the half is 0 after wrapping round: it would be granted. */
	(void)x_reallocarray(NULL, half, 2);
}
END_TEST

START_TEST(buf_that_overflows_ends)
{
	struct buf b = BUF_INIT;
	volatile size_t n = SIZE_MAX;

	buf_reserve(&b, n);
}
END_TEST

/* str */

static void
ck_assert_text(struct str s, const char *want)
{
	ck_assert_uint_eq(s.n, strlen(want));
	if (s.n > 0)
		ck_assert_mem_eq(s.p, want, s.n);
}

START_TEST(str_is_trimmed)
{
	ck_assert_text(str_trim(str_of("")), "");
	ck_assert_text(str_trim((struct str){ NULL, 0 }), "");
	ck_assert_text(str_trim(str_of(" \t\r\n ")), "");
	ck_assert_text(str_trim(str_of("a")), "a");
	ck_assert_text(str_trim(str_of("\r\n a b\t ")), "a b");
	/* Other controls and blanks beyond ASCII are text. */
	ck_assert_text(str_trim(str_of("\v\f")), "\v\f");
	ck_assert_text(str_trim(str_of("\xC2\xA0")), "\xC2\xA0");
}
END_TEST

START_TEST(str_equality)
{
	struct str none = { NULL, 0 };

	ck_assert(str_eq(str_of("abc"), str_of("abc")));
	ck_assert(!str_eq(str_of("abc"), str_of("abd")));
	ck_assert(!str_eq(str_of("abc"), str_of("ab")));
	ck_assert(!str_eq(str_of("abc"), str_of("ABC")));
	ck_assert(str_eq(none, str_of("")));
	ck_assert(!str_eq(none, str_of("a")));
	ck_assert(
	    !str_eq((struct str){ "a\0b", 3 }, (struct str){ "a\0c", 3 }));

	ck_assert(str_eq_nocase(str_of("Date"), str_of("dATE")));
	ck_assert(!str_eq_nocase(str_of("Date"), str_of("Data")));
	ck_assert(!str_eq_nocase(str_of("Date"), str_of("Dat")));
	ck_assert(str_eq_nocase(none, str_of("")));
	/* Only ASCII letters have a case here. */
	ck_assert(!str_eq_nocase(str_of("\xC3\x89"), str_of(E_ACUTE)));
	ck_assert(!str_eq_nocase(str_of("@["), str_of("`{")));
}
END_TEST

struct split {
	const char *text;
	const char *piece[5]; /* up to the first NULL */
};

START_TEST(str_is_split)
{
	/* clang-format off */
	static const struct split cases[] = {
		{ "a; b;;c", { "a", "b", "", "c" } },
		{ "a", { "a" } },
		{ "", { "" } },
		{ " ", { "" } },
		{ ";", { "", "" } },
		{ ";;", { "", "", "" } },
		{ "a;", { "a", "" } },
		{ ";a", { "", "a" } },
		{ " a b ; c ", { "a b", "c" } },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct str rest = str_of(cases[i].text);
		struct str piece;

		for (size_t k = 0; cases[i].piece[k] != NULL; k++) {
			ck_assert_msg(str_split(&rest, ';', &piece),
			    "\"%s\": no piece %zu", cases[i].text, k);
			ck_assert_text(piece, cases[i].piece[k]);
		}
		ck_assert_msg(!str_split(&rest, ';', &piece),
		    "\"%s\": one piece too many", cases[i].text);
		ck_assert(!str_split(&rest, ';', &piece));
	}
}
END_TEST

START_TEST(str_of_nothing_has_no_piece)
{
	struct str rest = { NULL, 0 };
	struct str piece;

	ck_assert(!str_split(&rest, ';', &piece));
}
END_TEST

START_TEST(str_split_stays_inside)
{
	struct str rest = { "a;b;c", 3 };
	struct str piece;

	ck_assert(str_split(&rest, ';', &piece));
	ck_assert_text(piece, "a");
	ck_assert(str_split(&rest, ';', &piece));
	ck_assert_text(piece, "b");
	ck_assert(!str_split(&rest, ';', &piece));
}
END_TEST

/* buf */

START_TEST(buf_begins_empty)
{
	struct buf b = BUF_INIT;
	char *p;

	ck_assert_str_eq(buf_cstr(&b), "");
	ck_assert_uint_eq(buf_str(&b).n, 0);
	ck_assert_ptr_nonnull(buf_str(&b).p);
	buf_clear(&b);
	buf_add(&b, NULL, 0);
	ck_assert_ptr_nonnull(b.p);
	ck_assert_str_eq(b.p, "");
	buf_fini(&b);
	ck_assert_ptr_null(b.p);
	p = buf_steal(&b);
	ck_assert_str_eq(p, "");
	x_free(p);
}
END_TEST

START_TEST(buf_grows_and_ends_in_nul)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < 10000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		ck_assert_uint_eq(b.n, i + 1);
		ck_assert_uint_gt(b.cap, b.n);
		ck_assert_int_eq(b.p[b.n], '\0');
	}
	for (size_t i = 0; i < b.n; i++)
		ck_assert_int_eq(b.p[i], (char)('a' + i % 26));
	buf_fini(&b);
}
END_TEST

START_TEST(buf_takes_bytes_and_formats)
{
	struct buf b = BUF_INIT;
	char *long_text = letters(0, 5000);

	buf_adds(&b, "one");
	buf_addf(&b, " %d %s", 2, "three");
	buf_addf(&b, "%s", "");
	ck_assert_str_eq(buf_cstr(&b), "one 2 three");
	buf_clear(&b);
	ck_assert_str_eq(buf_cstr(&b), "");
	buf_addf(&b, "[%s]", long_text);
	ck_assert_uint_eq(b.n, 10002);
	ck_assert_int_eq(b.p[b.n - 1], ']');
	buf_clear(&b);
	buf_add(&b, "a\0b", 3);
	ck_assert_uint_eq(buf_str(&b).n, 3);
	ck_assert_mem_eq(b.p, "a\0b", 4);
	buf_fini(&b);
	x_free(long_text);
}
END_TEST

START_TEST(buf_reserves_room)
{
	struct buf b = BUF_INIT;
	const char *p;

	buf_adds(&b, "x");
	buf_reserve(&b, 5000);
	p = b.p;
	for (size_t i = 0; i < 5000; i++)
		buf_addc(&b, 'y');
	ck_assert_ptr_eq(b.p, p);
	buf_clear(&b);
	ck_assert_ptr_eq(b.p, p);
	buf_fini(&b);
}
END_TEST

START_TEST(buf_gives_its_bytes)
{
	struct buf b = BUF_INIT;
	char *p;

	buf_adds(&b, "mine");
	p = buf_steal(&b);
	ck_assert_str_eq(p, "mine");
	ck_assert_ptr_null(b.p);
	ck_assert_uint_eq(b.n, 0);
	buf_adds(&b, "new");
	ck_assert_str_eq(p, "mine");
	ck_assert_str_eq(buf_cstr(&b), "new");
	buf_fini(&b);
	x_free(p);
}
END_TEST

/* clock */

START_TEST(clock_goes_forward)
{
	int64_t before = clock_ms();

	for (int i = 0; i < 10000; i++) {
		int64_t now = clock_ms();

		ck_assert_int_ge(now, before);
		before = now;
	}
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_test(t, err_is_filled);
	tcase_add_test(t, err_may_be_null);
	tcase_add_test(t, err_is_cut_at_a_code_point);
	tcase_add_test(t, err_in_of_what_is_too_long);
	tcase_add_test(t, mem_of_no_bytes_is_there);
	tcase_add_test(t, mem_keeps_what_was_in_it);
	tcase_add_test(t, mem_copies_strings);
	tcase_add_test_raise_signal(
	    t, mem_product_that_overflows_ends, SIGABRT);
	tcase_add_test_raise_signal(t, buf_that_overflows_ends, SIGABRT);
	tcase_add_test(t, str_is_trimmed);
	tcase_add_test(t, str_equality);
	tcase_add_test(t, str_is_split);
	tcase_add_test(t, str_of_nothing_has_no_piece);
	tcase_add_test(t, str_split_stays_inside);
	tcase_add_test(t, buf_begins_empty);
	tcase_add_test(t, buf_grows_and_ends_in_nul);
	tcase_add_test(t, buf_takes_bytes_and_formats);
	tcase_add_test(t, buf_reserves_room);
	tcase_add_test(t, buf_gives_its_bytes);
	tcase_add_test(t, clock_goes_forward);
}

int
main(void)
{
	return run_tests("base", add_tests);
}
