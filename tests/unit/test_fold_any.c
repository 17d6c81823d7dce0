/*
 * What holds for whatever is folded: any code point, any length, any thread.
 */
#include "config.h"

#include "text/fold.h"

#include <check.h>
#include <pthread.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/utf8.h"
#include "running.h"
#include "unit/folding.h"

/* As ck_assert_msg(), which tells the test's parent of each success. */
#define MUST(holds, ...)                                                       \
	do {                                                                   \
		if (!(holds))                                                  \
			ck_abort_msg(__VA_ARGS__);                             \
	} while (0)

/* The words alone: what two spellings must have in common. */
static void
print_plain(struct buf *out, struct str s)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, s);
	while (fold_next(&f, &t)) {
		buf_add(out, t.text, t.n);
		buf_addc(out, t.colocated ? '=' : ' ');
	}
}

static bool
is_same(struct str a, struct str b)
{
	struct buf fa = BUF_INIT, fb = BUF_INIT;
	bool same;

	print_plain(&fa, a);
	print_plain(&fb, b);
	same = str_eq(buf_str(&fa), buf_str(&fb));
	buf_fini(&fa);
	buf_fini(&fb);
	return same;
}

/* ---- length ---- */

/* The only word of what is in b. */
static struct fold_token
only_word(struct fold *f, const struct buf *b)
{
	struct fold_token t, more;

	fold_init(f, map, buf_str(b));
	ck_assert(fold_next(f, &t));
	ck_assert_uint_eq(t.start, 0);
	ck_assert_uint_eq(t.end, b->n);
	f->has_second = false;
	ck_assert(f->at == b->n || !fold_next(f, &more));
	return t;
}

START_TEST(long_words_are_cut)
{
	static const char *const letters[] = { "a", "\u00E9", "б", "ש", "한",
		"क", "𝐁", "ﬃ" };
	static const size_t kept[] = { 128, 128, 128, 128, 126, 126, 128, 126 };
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;

	for (int i = 0; i < 1000; i++)
		buf_adds(&b, letters[_i]);
	t = only_word(&f, &b);
	ck_assert_uint_eq(t.n, kept[_i]);
	ck_assert_uint_eq(utf8_check((struct str){ t.text, t.n }), t.n);
	buf_fini(&b);
}
END_TEST

START_TEST(what_is_cut_is_the_end)
{
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;

	for (int i = 0; i < FOLD_TOKEN_MAX - 1; i++)
		buf_addc(&b, 'a');
	buf_adds(&b, "бa\u0306");
	t = only_word(&f, &b);
	ck_assert_uint_eq(t.n, FOLD_TOKEN_MAX - 1);
	buf_fini(&b);
}
END_TEST

START_TEST(a_letter_with_many_marks_is_cut)
{
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;

	for (int i = 0; i < 300; i++)
		buf_adds(&b, i % 100 == 0 ? "ก" : "\u0E49");
	fold_init(&f, map, buf_str(&b));
	for (int i = 0; i < 3; i++) {
		ck_assert(fold_next(&f, &t));
		ck_assert_uint_eq(t.n, i < 2 ? 126 : 63);
		ck_assert_uint_eq(t.start, (size_t)i * 300);
		ck_assert_uint_eq(t.end, i < 2 ? t.start + 600 : 900);
	}
	ck_assert(!fold_next(&f, &t));
	buf_fini(&b);
}
END_TEST

START_TEST(a_whole_that_is_too_long_is_left_out)
{
	struct buf b = BUF_INIT, words = BUF_INIT;

	for (int i = 0; i < 64; i++)
		buf_adds(&b, i == 0 ? "ab" : "-ab");
	print_words(&words, buf_str(&b));
	ck_assert_ptr_nonnull(strchr(buf_cstr(&words), '='));
	buf_adds(&b, "-a");
	buf_clear(&words);
	print_words(&words, buf_str(&b));
	ck_assert_ptr_null(strchr(buf_cstr(&words), '='));
	buf_fini(&words);
	buf_fini(&b);
}
END_TEST

/* A megabyte of the same: what is not linear does not end. */
START_TEST(a_megabyte_takes_no_time)
{
	static const char *const pieces[] = { "a", "a-", "a.", ".", "a.\u0301",
		"-", "'", "a'", "a ", "\u00E9", "\u0301", "a\u0301", "\u00AD",
		"a\u00AD", "a-\u00AD", "\u00AD-", "ב\"", "ב'", "''", "ב''",
		"中", "か\u3099", "ก\u0E49", "\u0E49", "\u3099", "😀", "😀\u200D",
		"\u200D", "🏽", "🇮", "1\uFE0F\u20E3", "1\uFE0F", "\U000E0067",
		"😀\U000E0067", "©", "©\uFE0F", "\xFF", "\xE4\xB8",
		"\xF0\x9F\x98", "\xC3", "#", "*", "a\u200B-\u200B", "한",
		"\u1161", "\u1112\u1161", "क्", "\u0E33", "ﷺ", "1-", "a中", "a😀",
		"\u0CC6\u0CC2\u0CD5" };
	struct buf b = BUF_INIT;
	struct fold_token t;
	struct fold f;
	size_t start = 0;

	ck_assert_int_lt(
	    _i, (int)(sizeof pieces / sizeof pieces[0])); /* all are tried */
	while (b.n < 1 << 20)
		buf_adds(&b, pieces[_i]);
	fold_init(&f, map, buf_str(&b));
	while (fold_next(&f, &t)) {
		MUST(t.end <= b.n && t.start >= start, "%zu to %zu", t.start,
		    t.end);
		start = t.start;
	}
	buf_fini(&b);
}
END_TEST

/* ---- every code point ---- */

/* The next one, without surrogates and most of the planes without letters;
 * false at the end. */
static bool
next_code_point(uint32_t *cp)
{
	(*cp)++;
	if (*cp == 0xd800)
		*cp = 0xe000;
	else if (*cp == 0x34100)
		*cp = 0xe0000;
	else if (*cp == 0xe0300)
		*cp = 0x10ff00;
	return *cp <= 0x10ffff;
}

static bool
may_be_kept(uint32_t cp)
{
	if (cp == 0x200d || cp == 0xfe0f || (cp >= 0xe0020 && cp <= 0xe007f))
		return true; /* inside an emoji */
	if (uc_is_property_extended_pictographic(cp) ||
	    uc_is_property_emoji_presentation(cp) ||
	    uc_is_property_regional_indicator(cp) || cp == 0x20e3 ||
	    cp == '#' || cp == '*')
		return true;
	return (cp >= 0x20000 && cp < 0x34000 && (cp & 0xfffe) != 0xfffe) ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L |
							UC_CATEGORY_MASK_M |
							UC_CATEGORY_MASK_N) ||
	       (cp >= 0x2e80 && cp < 0x2fe0);
}

/* Whatever a token is, it must be so. */
static void
check_token(const struct fold_token *t, struct str text)
{
	char copy[FOLD_TOKEN_MAX];
	struct fold_token again;
	struct fold f;
	uint32_t cp;

	MUST(t->n > 0 && t->n <= FOLD_TOKEN_MAX, "%zu bytes", t->n);
	MUST(t->start < t->end && t->end <= text.n, "%zu to %zu of %zu",
	    t->start, t->end, text.n);
	for (size_t i = 0; i < t->n;) {
		i += utf8_decode(t->text + i, t->n - i, &cp);
		MUST(cp != UTF8_BAD, "broken after %.*s", (int)text.n, text.p);
		MUST(may_be_kept(cp), "U+%04X is kept", (unsigned)cp);
	}
	memcpy(copy, t->text, t->n);
	fold_init(&f, map, (struct str){ copy, t->n });
	MUST(fold_next(&f, &again), "%.*s is lost", (int)t->n, copy);
	MUST(again.n == t->n && memcmp(again.text, copy, t->n) == 0,
	    "'%.*s' folds to '%.*s'", (int)t->n, copy, (int)again.n,
	    again.text);
	MUST(t->gram || !fold_next(&f, &again), "'%.*s' gives more", (int)t->n,
	    copy);
}

static void
check_text(struct str text)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, text);
	while (fold_next(&f, &t))
		check_token(&t, text);
}

START_TEST(every_code_point_keeps_the_rules)
{
	static const char *const around[][2] = { { "", "" }, { "a", "b" },
		{ "a-", "" }, { "ב", "ב" }, { "中", "国" }, { "😀", "" },
		{ "\u1112", "\u11AB" }, { "か", "" }, { "и", "\u0306" },
		{ "😀\u200D", "😀" }, { "1", "\u20E3" } };
	struct buf b = BUF_INIT;
	char bytes[UTF8_MAX];

	for (uint32_t cp = 0; next_code_point(&cp);) {
		buf_clear(&b);
		buf_adds(&b, around[_i][0]);
		buf_add(&b, bytes, utf8_encode(cp, bytes));
		buf_adds(&b, around[_i][1]);
		check_text(buf_str(&b));
	}
	buf_fini(&b);
}
END_TEST

/* cp in UTF-8, normalized. */
static struct str
normalize(uint32_t cp, uninorm_t form, char *out, size_t size)
{
	uint8_t bytes[UTF8_MAX];
	int n = u8_uctomb(bytes, cp, sizeof bytes);

	MUST(u8_normalize(form, bytes, (size_t)n, (uint8_t *)out, &size) ==
		 (uint8_t *)out,
	    "U+%04X", (unsigned)cp);
	return (struct str){ out, size };
}

START_TEST(canonically_equal_is_the_same)
{
	char a[256], b[256];

	for (uint32_t cp = 0; next_code_point(&cp);) {
		struct str nfc, nfd;

		nfc = (struct str){ a, utf8_encode(cp, a) };
		nfd = normalize(cp, UNINORM_NFD, b, sizeof b);
		MUST(is_same(nfc, nfd), "U+%04X", (unsigned)cp);
	}
}
END_TEST

START_TEST(case_is_the_same)
{
	char a[UTF8_MAX], b[UTF8_MAX];

	for (uint32_t cp = 0; next_code_point(&cp);) {
		struct str as_is = { a, utf8_encode(cp, a) };

		if (cp == 0x0345)
			continue; /* an accent, but its upper case is none */
		MUST(is_same(as_is,
			 (struct str){ b, utf8_encode(uc_toupper(cp), b) }),
		    "upper case of U+%04X", (unsigned)cp);
		MUST(is_same(as_is,
			 (struct str){ b, utf8_encode(uc_tolower(cp), b) }),
		    "lower case of U+%04X", (unsigned)cp);
	}
}
END_TEST

START_TEST(every_picture_is_a_word)
{
	struct buf b = BUF_INIT, words = BUF_INIT, want = BUF_INIT;
	char bytes[UTF8_MAX];

	for (uint32_t cp = 0x80; cp <= 0x10ffff; cp++) {
		int n;

		if (!uc_is_property_emoji_presentation(cp))
			continue;
		n = (int)utf8_encode(cp, bytes);
		buf_clear(&b);
		buf_clear(&words);
		buf_clear(&want);
		buf_addf(&b, "a%.*sb", n, bytes);
		buf_addf(&want, "a ~%.*s ~b", n, bytes);
		print_words(&words, buf_str(&b));
		ck_assert_str_eq(buf_cstr(&words), buf_cstr(&want));
	}
	buf_fini(&want);
	buf_fini(&words);
	buf_fini(&b);
}
END_TEST

/* ---- the map ---- */

struct reader {
	struct fold_map *map;
	uint64_t sum;
};

static void *
read_all(void *arg)
{
	struct reader *r = arg;

	for (uint32_t cp = 0; cp <= 0x10ffff; cp += 7) {
		const struct fold_char *c = fold_map_find(r->map, cp);

		r->sum = r->sum * 31 + c->class;
		for (size_t i = 0; i < c->n; i++)
			r->sum = r->sum * 31 + (unsigned char)c->text[i];
	}
	fold_map_free(r->map);
	return NULL;
}

START_TEST(threads_see_the_same)
{
	struct reader r[4];
	pthread_t thread[4];

	for (int i = 0; i < 4; i++) {
		r[i] = (struct reader){ fold_map_share(map), 0 };
		ck_assert_int_eq(
		    pthread_create(&thread[i], NULL, read_all, &r[i]), 0);
	}
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_join(thread[i], NULL), 0);
	for (int i = 1; i < 4; i++)
		ck_assert(r[i].sum == r[0].sum);
}
END_TEST

START_TEST(broken_bytes_are_nothing)
{
	ck_assert_int_eq(fold_map_find(map, UTF8_BAD)->class, FOLD_SEPARATOR);
	ck_assert_int_eq(fold_map_find(map, 0x110000)->class, FOLD_SEPARATOR);
	ck_assert_int_eq(fold_map_find(map, 0xe0067)->class, FOLD_IGNORED);
	ck_assert_int_eq(fold_map_find(map, 0xe0100)->class, FOLD_MARK);
	ck_assert_int_eq(fold_map_find(map, 0x33fff)->class, FOLD_GRAM);
	ck_assert_int_eq(fold_map_find(map, 0x34000)->class, FOLD_SEPARATOR);
	fold_map_free(NULL);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, long_words_are_cut, 0, 8);
	tcase_add_test(tc, what_is_cut_is_the_end);
	tcase_add_test(tc, a_letter_with_many_marks_is_cut);
	tcase_add_test(tc, a_whole_that_is_too_long_is_left_out);
	tcase_add_loop_test(tc, a_megabyte_takes_no_time, 0, 53);
	tcase_add_loop_test(tc, every_code_point_keeps_the_rules, 0, 11);
	tcase_add_test(tc, canonically_equal_is_the_same);
	tcase_add_test(tc, case_is_the_same);
	tcase_add_test(tc, every_picture_is_a_word);
	tcase_add_test(tc, threads_see_the_same);
	tcase_add_test(tc, broken_bytes_are_nothing);
}

int
main(void)
{
	return run_tests("fold, anything", add_tests);
}
