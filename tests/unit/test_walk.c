#include "config.h"

#include "text/walk.h"

#include <check.h>
#include <locale.h>

#include "base/buf.h"
#include "running.h"
#include "unit/folding.h"

/* The words of s as they stand there, with bars between. */
static void
print_walk(struct buf *out, struct str s)
{
	struct walk_word word;
	struct walk w;

	walk_init(&w, map, s);
	while (walk_next(&w, &word)) {
		ck_assert_uint_lt(word.start, word.end);
		ck_assert_uint_le(word.end, s.n);
		ck_assert_uint_gt(word.folded.n, 0);
		buf_adds(out, out->n > 0 ? "|" : "");
		buf_add(out, s.p + word.start, word.end - word.start);
	}
}

START_TEST(words_are_what_a_reader_points_at)
{
	static const struct {
		const char *text, *words;
	} given[] = {
		{ "", "" },
		{ " - ... ", "" },
		{ "One two, three.", "One|two|three" },
		{ "They co-operate.", "They|co-operate" },
		{ "a co-operate-with b", "a|co-operate-with|b" },
		{ "Russia’s O'Brien", "Russia’s|O'Brien" },
		{ "the U.S. and the UK", "the|U.S|and|the|UK" },
		{ "1914-1918", "1914|1918" },
		{ "S-300s", "S-300s" },
		{ "צה\"ל הודיע", "צה\"ל|הודיע" },
		{ "תל-אביב", "תל-אביב" },
		{ "שָׁלוֹם", "שָׁלוֹם" },
		{ "ещё Čapek", "ещё|Čapek" },
		/* Each letter with the next one; the last alone says less. */
		{ "以色列", "以色|色列" },
		{ "以 色列", "以|色列" },
		{ "in 以色列 now", "in|以色|色列|now" },
		{ "a👨‍👩‍👧b", "a|👨‍👩‍👧|b" },
		{ "\xff ok \xc3", "ok" },
	};

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		struct buf b = BUF_INIT;

		print_walk(&b, str_of(given[i].text));
		ck_assert_str_eq(buf_cstr(&b), given[i].words);
		buf_fini(&b);
	}
}
END_TEST

START_TEST(a_walk_may_begin_at_any_word)
{
	struct str s = str_of("Co-operate, the צה\"ל 以色列人 U.S.A. end");
	struct walk_word word;
	struct walk w;

	walk_init(&w, map, s);
	while (walk_next(&w, &word)) {
		struct walk_word again;
		struct walk from;

		walk_init(&from, map,
		    (struct str){ s.p + word.start, s.n - word.start });
		ck_assert(walk_next(&from, &again));
		ck_assert_uint_eq(again.start, 0);
		ck_assert_uint_eq(again.end, word.end - word.start);
	}
}
END_TEST

START_TEST(a_word_is_folded_as_a_whole)
{
	struct walk_word word;
	struct walk w;

	walk_init(&w, map, str_of("Co-Opérate"));
	ck_assert(walk_next(&w, &word));
	ck_assert(str_eq(word.folded, str_of("cooperate")));
	ck_assert(!walk_next(&w, &word));
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, words_are_what_a_reader_points_at);
	tcase_add_test(t, a_walk_may_begin_at_any_word);
	tcase_add_test(t, a_word_is_folded_as_a_whole);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("walk", add_tests);
}
