#include "config.h"

#include "unit/typing.h"

static const char *const words[] = { "goto", "goto-year", "grow", "help",
	"heute", "Übung", "Übel" };

/* The last word before the cursor, among words. */
static void
complete_word(void *arg, const char *before, struct candidates *out)
{
	const char *blank = strrchr(before, ' ');
	const char *word = blank != NULL ? blank + 1 : before;

	if (arg != NULL)
		(*(int *)arg)++;
	ck_assert_uint_eq(out->n, 0);
	ck_assert_uint_eq(out->start, strlen(before));
	out->start = (size_t)(word - before);
	for (size_t i = 0; i < LENGTH(words); i++)
		if (strncmp(words[i], word, strlen(word)) == 0)
			candidates_add(out, words[i]);
}

START_TEST(tab_inserts_what_is_common)
{
	prompt_set_completer(p, complete_word, NULL);
	ck_assert_str_eq(prompt_hint(p), "");
	ck_assert_int_eq(type("x got<Tab>"), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "x goto|");
	ck_assert_str_eq(prompt_hint(p), "goto  goto-year");
	type("^Uhe<Tab>");
	ck_assert_str_eq(now(), "he|");
	ck_assert_str_eq(prompt_hint(p), "help  heute");
	type("u");
	ck_assert_str_eq(prompt_hint(p), "");
}
END_TEST

START_TEST(one_candidate_is_inserted)
{
	int calls = 0;

	prompt_set_completer(p, complete_word, &calls);
	ck_assert_int_eq(type("hel<Tab>"), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "help|");
	ck_assert_str_eq(prompt_hint(p), "");
	ck_assert_int_eq(type("<Tab>"), PROMPT_EDITING);
	ck_assert_int_eq(calls, 2);
	type("<Space>heu<S-Tab>");
	ck_assert_str_eq(now(), "help heute|");
}
END_TEST

START_TEST(no_candidate_changes_nothing)
{
	prompt_set_completer(p, complete_word, NULL);
	ck_assert_int_eq(type("zzz<Tab>"), PROMPT_EDITING);
	ck_assert_int_eq(type("<S-Tab>"), PROMPT_EDITING);
	ck_assert_str_eq(now(), "zzz|");
	ck_assert_str_eq(prompt_hint(p), "");
}
END_TEST

START_TEST(tabs_cycle)
{
	int calls = 0;

	prompt_set_completer(p, complete_word, &calls);
	type("g<Tab>");
	ck_assert_str_eq(now(), "g|");
	ck_assert_int_eq(type("<Tab>"), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "goto|");
	ck_assert_str_eq(prompt_hint(p), "goto  goto-year  grow");
	type("<Tab>");
	ck_assert_str_eq(now(), "goto-year|");
	ck_assert_str_eq(prompt_hint(p), "goto-year  grow  goto");
	type("<Tab>");
	ck_assert_str_eq(now(), "grow|");
	type("<Tab>");
	ck_assert_str_eq(now(), "g|");
	type("<Tab>");
	ck_assert_str_eq(now(), "goto|");
	type("<S-Tab>");
	ck_assert_str_eq(now(), "g|");
	type("<S-Tab>");
	ck_assert_str_eq(now(), "grow|");
	ck_assert_int_eq(calls, 1);
	type("<Space><Tab>");
	ck_assert_int_eq(calls, 2);
}
END_TEST

START_TEST(backtab_starts_with_the_last)
{
	prompt_set_completer(p, complete_word, NULL);
	type("x g y<Left><Left><S-Tab>");
	ck_assert_str_eq(now(), "x grow| y");
	type("<S-Tab>");
	ck_assert_str_eq(now(), "x goto-year| y");
	type("<Tab><Tab>");
	ck_assert_str_eq(now(), "x g| y");
	type("<Tab>");
	ck_assert_str_eq(now(), "x goto| y");
}
END_TEST

START_TEST(common_part_is_no_half_letter)
{
	prompt_set_completer(p, complete_word, NULL);
	type("Ü<Tab>");
	ck_assert_str_eq(now(), "Üb|");
}
END_TEST

/* Replaces everything, whatever was typed. */
static void
complete_anything(void *arg, const char *before, struct candidates *out)
{
	const char *const *list = arg;

	(void)before;
	out->start = 0;
	for (size_t i = 0; list[i] != NULL; i++)
		candidates_add(out, list[i]);
}

START_TEST(candidates_need_not_start_with_the_word)
{
	static const char *list[] = { "Israel", "Israeli", NULL };

	prompt_set_completer(p, complete_anything, list);
	type("rael<Tab>");
	ck_assert_str_eq(now(), "Israel|");
	type("<Tab><Tab><Tab>");
	ck_assert_str_eq(now(), "Israel|");

	list[0] = "Moscow";
	type("^Urae<Tab>"); /* nothing in common with "Israeli" */
	ck_assert_str_eq(now(), "rae|");
	type("<Tab>");
	ck_assert_str_eq(now(), "Moscow|");
	type("<Tab><Tab>");
	ck_assert_str_eq(now(), "rae|");
}
END_TEST

START_TEST(candidates_are_cleaned)
{
	static const char *list[] = { "a\x1b[1m\nb", "", "a[1m b", "\x01",
		NULL };

	prompt_set_completer(p, complete_anything, list);
	type("<Tab>");
	ck_assert_str_eq(now(), "a[1m b|");
	ck_assert_str_eq(prompt_hint(p), ""); /* they were one */
}
END_TEST

START_TEST(candidates_with_common_flags)
{
	/* Flags share half of themselves. */
	static const char *list[] = { "x\U0001F1EE\U0001F1F1",
		"x\U0001F1EE\U0001F1F9", NULL };

	prompt_set_completer(p, complete_anything, list);
	type("<Tab>");
	ck_assert_str_eq(now(), "x|");
}
END_TEST

static void
complete_beyond(void *arg, const char *before, struct candidates *out)
{
	out->start = strlen(before) + *(size_t *)arg;
	candidates_add(out, "x");
	candidates_add(out, "y");
}

START_TEST(start_beyond_the_cursor_is_the_cursor)
{
	size_t far = 10;

	prompt_set_completer(p, complete_beyond, &far);
	type("abc<Left><Tab><Tab>");
	ck_assert_str_eq(now(), "abx|c");
	far = (size_t)-1; /* one before it, inside of é */
	type("^U^Ké<Tab><Tab>");
	ck_assert_str_eq(now(), "x|");
}
END_TEST

START_TEST(completed_word_may_join_with_what_follows)
{
	static const char *list[] = { "a", "b", NULL };

	prompt_set_completer(p, complete_anything, list);
	type("\u0301<Home><Tab><Tab>");
	ck_assert_str_eq(now(), "a\u0301|");
	type("<Tab>");
	ck_assert_str_eq(now(), "b\u0301|");
	type("<Tab>");
	ck_assert_str_eq(prompt_text(p), "\u0301");
}
END_TEST

START_TEST(open_forgets_the_completer)
{
	prompt_set_completer(p, complete_word, NULL);
	type("g<Tab>");
	prompt_open(p, "/", "g", h);
	ck_assert_str_eq(prompt_hint(p), "");
	ck_assert_int_eq(type("<Tab><Tab>"), PROMPT_EDITING);
}
END_TEST

START_TEST(many_candidates)
{
	struct candidates c;
	struct buf b = BUF_INIT;

	candidates_init(&c);
	for (int i = 0; i < CANDIDATES_MAX + 10; i++) {
		buf_clear(&b);
		buf_addf(&b, "word-%d", i);
		candidates_add(&c, b.p);
	}
	ck_assert_uint_eq(c.n, CANDIDATES_MAX);
	buf_clear(&b);
	candidates_print(&c, 998, &b);
	ck_assert_int_eq(
	    strncmp(b.p, "word-998  word-999  word-0  word-1  ", 36), 0);
	ck_assert_uint_lt(b.n, 4096);
	buf_fini(&b);
	candidates_fini(&c);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, tab_inserts_what_is_common);
	tcase_add_test(t, one_candidate_is_inserted);
	tcase_add_test(t, no_candidate_changes_nothing);
	tcase_add_test(t, tabs_cycle);
	tcase_add_test(t, backtab_starts_with_the_last);
	tcase_add_test(t, common_part_is_no_half_letter);
	tcase_add_test(t, candidates_need_not_start_with_the_word);
	tcase_add_test(t, candidates_are_cleaned);
	tcase_add_test(t, candidates_with_common_flags);
	tcase_add_test(t, start_beyond_the_cursor_is_the_cursor);
	tcase_add_test(t, completed_word_may_join_with_what_follows);
	tcase_add_test(t, open_forgets_the_completer);
	tcase_add_test(t, many_candidates);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("prompt_complete", add);
}
