/*
 * What is read from the pages of a big index is what FTS5 answers: a term with
 * all its columns named is asked of FTS5, one without is not.
 */
#include "config.h"

#include "model/wordpages.h"

#include <check.h>
#include <stdint.h>

#include "base/buf.h"
#include "model/bitset.h"
#include "model/segment.h"
#include "model/wordwriter.h"
#include "running.h"
#include "unit/chance.h"

#define COLUMNS 2
#define ROWS_MAX 9000
#define LONG 4000 /* words of a text that fills pages alone */

static struct fold_map *map;
static struct word_writer *writer;
static struct segment *s;

/* Few words are frequent and many are rare; they share their beginnings. */
static void
add_word(struct buf *b)
{
	size_t n = chance(1 + chance(1 + chance(20000)));

	for (size_t i = 0; i < 4; i++, n /= 13)
		buf_addc(b, (char)('a' + n % 13));
	buf_addc(b, ' ');
}

static void
make_segment(size_t rows, size_t told, size_t words)
{
	static const bool worded[COLUMNS] = { true, true };
	struct segment_row row = { .section = 0 };
	struct buf field[COLUMNS] = { BUF_INIT, BUF_INIT };
	struct str lent[COLUMNS];
	struct err e;

	s = segment_new(COLUMNS, told, &e);
	ck_assert(s != NULL && segment_index(s, worded, map, &e));
	for (size_t i = 0; i < rows; i++) {
		size_t n = i % 1000 == 500 ? LONG : 1 + chance(words);

		for (size_t j = 0; j < COLUMNS; j++)
			buf_clear(&field[j]);
		buf_adds(&field[0], "always ");
		for (size_t j = 0; j < n; j++)
			add_word(&field[j % COLUMNS]);
		if (n == LONG)
			for (size_t j = 0; j < n; j++)
				buf_adds(&field[1], "again ");
		for (size_t j = 0; j < COLUMNS; j++)
			lent[j] = buf_str(&field[j]);
		ck_assert_msg(segment_add(s, lent, &row, &e), "%s", e.text);
	}
	ck_assert_msg(segment_seal(s, writer, &e), "%s", e.text);
	for (size_t j = 0; j < COLUMNS; j++)
		buf_fini(&field[j]);
}

static size_t
match(const char *word, bool prefix, bool by_fts5, uint64_t *set)
{
	static const int column[COLUMNS] = { 0, 1 };
	struct segment_term t = { &word, 1, prefix, column,
		by_fts5 ? COLUMNS : 0 };
	struct err e;
	size_t n = 0;

	bitset_clear(set, ROWS_MAX);
	ck_assert_msg(segment_match(s, &t, set, &n, &e), "%s", e.text);
	ck_assert_uint_eq(n, bitset_count(set, ROWS_MAX));
	return n;
}

static void
compare(const char *word, bool prefix)
{
	uint64_t here[ROWS_MAX / 64 + 1] = { 0 };
	uint64_t there[ROWS_MAX / 64 + 1] = { 0 };
	size_t n = match(word, prefix, false, here);

	ck_assert_msg(
	    n == match(word, prefix, true, there), "%s: %zu", word, n);
	ck_assert_mem_eq(here, there, sizeof here);
}

static bool
see(void *arg, struct str word, size_t rows)
{
	uint64_t set[ROWS_MAX / 64 + 1] = { 0 };
	struct buf b = BUF_INIT;

	if (chance(50) == 0) {
		buf_add(&b, word.p, word.n);
		ck_assert_msg(match(buf_cstr(&b), false, true, set) == rows,
		    "%s", buf_cstr(&b));
	}
	buf_fini(&b);
	return ++*(size_t *)arg < SIZE_MAX;
}

/* A big segment in few pieces, and a small one in many. */
static const struct {
	size_t rows, told, words;
} sizes[] = {
	{ 1, 1, 3 },
	{ 3000, 16384, 200 },
	{ 9000, 16384, 700 },
	{ 5000, 100, 400 },
};

START_TEST(pages_say_what_fts5_says)
{
	char word[8] = "";
	size_t words = 0, more = 0;
	struct err e;

	chance_start(_i);
	make_segment(sizes[_i].rows, sizes[_i].told, sizes[_i].words);
	compare("always", false);
	compare("again", false);
	compare("nowhere", false);
	compare("a", true);
	compare("l", true);
	compare("m", true);
	compare("z", true);
	for (size_t i = 0; i < 300; i++) {
		struct buf b = BUF_INIT;

		add_word(&b);
		b.n = 1 + chance(4);
		memcpy(word, b.p, b.n);
		word[b.n] = '\0';
		buf_fini(&b);
		compare(word, i % 2 == 0);
	}
	ck_assert(segment_words(s, str_of(""), see, &words, &e));
	ck_assert_uint_gt(words, 0);
	for (char c = 'a'; c <= 'z'; c++)
		ck_assert(
		    segment_words(s, (struct str){ &c, 1 }, see, &more, &e));
	ck_assert_uint_eq(words, more);
}
END_TEST

static void
setup(void)
{
	struct err e;

	ck_assert(segment_setup(&e));
	map = fold_map_new();
	writer = word_writer_new(map);
}

static void
teardown(void)
{
	segment_free(s);
	word_writer_free(writer);
	fold_map_free(map);
}

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(
	    tc, pages_say_what_fts5_says, 0, sizeof sizes / sizeof sizes[0]);
}

int
main(void)
{
	return run_tests("wordpages", add_tests);
}
