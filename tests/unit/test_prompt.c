#include "config.h"

#include "unit/typing.h"

#include "text/glyph.h"

struct row {
	const char *keys;
	const char *text; /* with a | at the cursor */
	enum prompt_state state;
};

static const struct row scripts[] = {
	{ "", "|", PROMPT_EDITING },
	{ "abc", "abc|", PROMPT_CHANGED },
	{ "a<Space>b", "a b|", PROMPT_CHANGED },
	{ "ж日\U0001F600", "ж日\U0001F600|", PROMPT_CHANGED },
	{ "<M-x><F1><PgUp><Insert>^V^Z^@", "|", PROMPT_EDITING },

	{ "abc<Left>", "ab|c", PROMPT_EDITING },
	{ "abc<Left>x", "abx|c", PROMPT_CHANGED },
	{ "abc^B^Bx", "ax|bc", PROMPT_CHANGED },
	{ "a<Left><Left><Left>", "|a", PROMPT_EDITING },
	{ "abc<Home><Right>", "a|bc", PROMPT_EDITING },
	{ "abc^A^F^F", "ab|c", PROMPT_EDITING },
	{ "a<Right><Right>", "a|", PROMPT_EDITING },
	{ "abc<Home><End>", "abc|", PROMPT_EDITING },
	{ "abc^A^E", "abc|", PROMPT_EDITING },

	{ "abc<Backspace>", "ab|", PROMPT_CHANGED },
	{ "abc<Home><Backspace>", "|abc", PROMPT_EDITING },
	{ "abc<Home><Delete>", "|bc", PROMPT_CHANGED },
	{ "abc<Home>^D^D", "|c", PROMPT_CHANGED },
	{ "abc<Delete>", "abc|", PROMPT_EDITING },
	{ "abc^D", "abc|", PROMPT_EDITING },
	{ "<Delete>", "|", PROMPT_EDITING },
	{ "<Backspace>", "|", PROMPT_CANCELLED },
	{ "a<Backspace>", "|", PROMPT_CHANGED },
	{ "a<Backspace><Backspace>", "|", PROMPT_CANCELLED },
	{ "^D", "|", PROMPT_CANCELLED },

	{ "one two three<M-b>", "one two |three", PROMPT_EDITING },
	{ "one two three<M-b><M-b><M-b><M-b>", "|one two three",
	    PROMPT_EDITING },
	{ "one  two<Home><M-f>", "one|  two", PROMPT_EDITING },
	{ "one  two<Home><M-f><M-f>", "one  two|", PROMPT_EDITING },
	{ "one two^W", "one |", PROMPT_CHANGED },
	{ "one two  ^W", "one |", PROMPT_CHANGED },
	{ "one two<Left>^W", "one |o", PROMPT_CHANGED },
	{ "one^W^W", "|", PROMPT_EDITING },
	{ "one two<Left><Left>^U", "|wo", PROMPT_CHANGED },
	{ "one two<Left><Left>^K", "one t|", PROMPT_CHANGED },
	{ "one^K", "one|", PROMPT_EDITING },
	{ "one^A^U", "|one", PROMPT_EDITING },
	{ "one two^W^Y^Y", "one twotwo|", PROMPT_CHANGED },
	{ "one two^W^W^K^U^A^Y", "one |", PROMPT_CHANGED },
	{ "^Y", "|", PROMPT_EDITING },
	{ "one two^U^Yx^A^Y", "one two|one twox", PROMPT_CHANGED },

	{ "abc<Enter>", "abc|", PROMPT_DONE },
	{ "<Enter>", "|", PROMPT_DONE },
	{ "abc^J", "abc|", PROMPT_DONE },
	{ "abc<Esc>", "abc|", PROMPT_CANCELLED },
	{ "abc^C", "abc|", PROMPT_CANCELLED },
	{ "abc^G", "abc|", PROMPT_CANCELLED },
	{ "abc<Tab><S-Tab>", "abc|", PROMPT_EDITING },
	{ "abc<Up><Down>^P^N", "abc|", PROMPT_EDITING },

	/* Clusters: a letter with marks, a flag, a family. */
	{ "ae\u0301\u0323<Left>", "a|e\u0301\u0323", PROMPT_EDITING },
	{ "ae\u0301\u0323<Backspace>", "a|", PROMPT_CHANGED },
	{ "e\u0301b<Home><Delete>", "|b", PROMPT_CHANGED },
	{ "e\u0301b<Home><Right>", "e\u0301|b", PROMPT_EDITING },
	{ "ab<Left>\u0301", "a\u0301|b", PROMPT_CHANGED },
	{ "\u0301<Home>a", "a\u0301|", PROMPT_CHANGED },
	{ "x\U0001F1EE\U0001F1F1\U0001F1F7\U0001F1FA<Left>",
	    "x\U0001F1EE\U0001F1F1|\U0001F1F7\U0001F1FA", PROMPT_EDITING },
	{ "x\U0001F1EE\U0001F1F1\U0001F1F7\U0001F1FA<Left><Backspace>",
	    "x|\U0001F1F7\U0001F1FA", PROMPT_CHANGED },
	{ "\U0001F1EEx\U0001F1F1<Left><Backspace>", "\U0001F1EE\U0001F1F1|",
	    PROMPT_CHANGED },
	{ "a\U0001F468\u200D\U0001F469b<Left><Left>",
	    "a|\U0001F468\u200D\U0001F469b", PROMPT_EDITING },
	{ "a\U0001F468\u200D\U0001F469<Backspace>", "a|", PROMPT_CHANGED },
	{ "שלום עולם^W", "שלום |", PROMPT_CHANGED },
	{ "日本<Left><Delete>", "日|", PROMPT_CHANGED },

	/* Paste. */
	{ "{abc}", "abc|", PROMPT_EDITING },
	{ "{abc", "abc|", PROMPT_CHANGED },
	{ "x{a<Enter>b}", "xa b|", PROMPT_EDITING },
	{ "{a<Enter>^Jb^J^Jc^Jd}", "a b  c d|", PROMPT_EDITING },
	{ "{a<Tab>b<Esc>c^C^G^D^A^W^@d}", "a bcd|", PROMPT_EDITING },
	{ "{a<Up><Left><Backspace><Home><F1>b}", "ab|", PROMPT_EDITING },
	{ "{a<M-b>c<M-Enter>^Jd}", "abc d|", PROMPT_EDITING },
	{ "{ab}<Left>{x}<Backspace>c", "ac|b", PROMPT_CHANGED },
	{ "}a", "a|", PROMPT_CHANGED },
	{ "\u0301<Home>{a}", "a\u0301|", PROMPT_EDITING },
	{ "{a}<Enter>", "a|", PROMPT_DONE },
	{ "{a<Enter>}{^Jb}", "a  b|", PROMPT_EDITING },
};

START_TEST(script)
{
	const struct row *r = &scripts[_i];
	enum prompt_state state = type(r->keys);

	ck_assert_msg(
	    strcmp(now(), r->text) == 0, "'%s' gives '%s'", r->keys, shown.p);
	ck_assert_msg(
	    state == r->state, "'%s' gives state %d", r->keys, (int)state);
}
END_TEST

START_TEST(controls_never_get_in)
{
	static const uint32_t keys[] = { 0x1F, 0x7F, 0x80, 0x9B, 0x9F, 0xD800,
		0xDFFF, 0x110000 + 1000, TERM_KEY_PASTE_END,
		TERM_KEY_ALT | 0x9B };

	type("x{");
	for (size_t i = 0; i < LENGTH(keys) - 2; i++)
		ck_assert_int_eq(prompt_key(p, keys[i]), PROMPT_EDITING);
	type("}");
	for (size_t i = 2; i < LENGTH(keys); i++)
		ck_assert_int_eq(prompt_key(p, keys[i]), PROMPT_EDITING);
	ck_assert_str_eq(now(), "x|");
	ck_assert_int_eq(prompt_key(p, 0x7F), PROMPT_EDITING);
	type("{");
	ck_assert_int_eq(prompt_key(p, 0x2028), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "x |");
}
END_TEST

START_TEST(end_of_input_cancels)
{
	ck_assert_int_eq(prompt_key(p, TERM_KEY_EOF), PROMPT_CANCELLED);
	type("{a");
	ck_assert_int_eq(prompt_key(p, TERM_KEY_EOF), PROMPT_CANCELLED);
}
END_TEST

START_TEST(open_cleans_the_text)
{
	prompt_open(p, "/", "a\r\nb\nc\x1b[m\xff\xc2\x9b\td", h);
	ck_assert_str_eq(now(), "a b c[m d|");
	type("<Left>");
	prompt_open(p, "/", prompt_text(p), h);
	ck_assert_str_eq(now(), "a b c[m d|");
	prompt_open(p, "/", "", h);
	ck_assert_str_eq(now(), "|");
}
END_TEST

START_TEST(open_ends_a_paste)
{
	type("{ab");
	prompt_open(p, ":", "", h);
	ck_assert_int_eq(type("a<Enter>"), PROMPT_DONE);
}
END_TEST

START_TEST(what_was_cut_survives_open)
{
	type("one two^W");
	prompt_open(p, "/", "", NULL);
	type("^Y");
	ck_assert_str_eq(now(), "two|");
}
END_TEST

START_TEST(length_is_bounded)
{
	struct buf b = BUF_INIT;

	while (b.n < PROMPT_MAX - 1)
		buf_addc(&b, 'x');
	prompt_open(p, ":", b.p, h);
	ck_assert_int_eq(type("é"), PROMPT_EDITING);
	ck_assert_int_eq(type("{é"), PROMPT_EDITING);
	ck_assert_int_eq(type("}y"), PROMPT_CHANGED);
	ck_assert_int_eq(type("z"), PROMPT_EDITING);
	ck_assert_uint_eq(strlen(prompt_text(p)), PROMPT_MAX);
	type("^U^Y");
	ck_assert_uint_eq(strlen(prompt_text(p)), PROMPT_MAX);
	ck_assert_int_eq(type("^Y"), PROMPT_EDITING);
	ck_assert_uint_eq(prompt_cursor(p), PROMPT_MAX);

	buf_adds(&b, "é");
	prompt_open(p, ":", b.p, h);
	ck_assert_uint_eq(strlen(prompt_text(p)), PROMPT_MAX - 1);
	buf_fini(&b);
}
END_TEST

START_TEST(history_walks_back_and_forth)
{
	history_add(h, "one");
	history_add(h, "two");
	history_add(h, "three");

	ck_assert_int_eq(type("<Up>"), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "three|");
	type("^P^P");
	ck_assert_str_eq(now(), "one|");
	ck_assert_int_eq(type("<Up>"), PROMPT_EDITING);
	ck_assert_str_eq(now(), "one|");
	ck_assert_int_eq(type("<Down>"), PROMPT_CHANGED);
	ck_assert_str_eq(now(), "two|");
	type("^N^N");
	ck_assert_str_eq(now(), "|");
	ck_assert_int_eq(type("<Down>"), PROMPT_EDITING);
}
END_TEST

START_TEST(history_finds_what_starts_so)
{
	history_add(h, "gromyko");
	history_add(h, "meir");
	history_add(h, "gromyko partition");
	history_add(h, "begin");

	type("gro<Up>");
	ck_assert_str_eq(now(), "gromyko partition|");
	type("<Up>");
	ck_assert_str_eq(now(), "gromyko|");
	type("<Up>");
	ck_assert_str_eq(now(), "gromyko|");
	type("<Down><Down>");
	ck_assert_str_eq(now(), "gro|");
	ck_assert_int_eq(type("x<Up>"), PROMPT_EDITING);
	ck_assert_str_eq(now(), "grox|");
}
END_TEST

START_TEST(history_skips_the_text_itself)
{
	history_add(h, "gromyko");
	history_add(h, "gro");

	type("gro<Up>");
	ck_assert_str_eq(now(), "gromyko|");
	type("<Down>");
	ck_assert_str_eq(now(), "gro|");
}
END_TEST

START_TEST(moving_keeps_the_walk_and_editing_ends_it)
{
	history_add(h, "a1");
	history_add(h, "a2");
	history_add(h, "a2x");

	type("a<Up><Left><Up>");
	ck_assert_str_eq(now(), "a2|");
	type("x<Down>");
	ck_assert_str_eq(now(), "a2x|");
	type("<Backspace><Up>"); /* what was typed is now "a2" */
	ck_assert_str_eq(now(), "a2x|");
	type("<Down>");
	ck_assert_str_eq(now(), "a2|");
}
END_TEST

START_TEST(history_may_be_none_or_shrink)
{
	prompt_open(p, "/", "", NULL);
	ck_assert_int_eq(type("a<Up><Down>"), PROMPT_EDITING);

	prompt_open(p, "/", "", h);
	for (int i = 0; i < 5; i++)
		history_add(h, (const char *[]){ "a", "b", "c", "d", "e" }[i]);
	type("<Up>");
	history_set_max(h, 2);
	type("<Up><Up><Up>");
	ck_assert_str_eq(now(), "d|");
	history_set_max(h, 0);
	type("<Up><Down>");
	ck_assert_str_eq(now(), "|");
}
END_TEST

/* Any keys: what must hold after each of them. */
static void
check_state(enum prompt_state state, const char *before)
{
	struct str text = str_of(prompt_text(p));
	size_t i = 0;
	uint32_t cp;

	ck_assert_uint_le(text.n, PROMPT_MAX);
	while (i < text.n) {
		i += utf8_decode(text.p + i, text.n - i, &cp);
		ck_assert_uint_ne(cp, UTF8_BAD);
		ck_assert(cp >= 0x20 && (cp < 0x7F || cp >= 0xA0));
	}
	ck_assert_int_eq(strcmp(before, text.p) != 0, state == PROMPT_CHANGED);
	for (i = 0; i < prompt_cursor(p);)
		i += glyph_cluster(
		    (struct str){ text.p + i, text.n - i }, false, NULL);
	ck_assert_uint_eq(i, prompt_cursor(p));
}

static void
complete_letters(void *arg, const char *before, struct candidates *out)
{
	(void)arg;
	out->start = strlen(before) / 2;
	candidates_add(out, "go");
	candidates_add(out, "goto-\u05E9");
	candidates_add(out, "\u0301x");
}

START_TEST(any_keys)
{
	static const uint32_t keys[] = { 'a', 'g', ' ', 0x301, 0x65E5, 0x5E9,
		0x1F1EE, 0x200D, 0x1F468, 0xAC00, 0x11A8, 0x600, 1, 2, 4, 5, 6,
		8, 11, 14, 16, 21, 23, 25, 9, 9, 9, TERM_KEY_BACKTAB,
		TERM_KEY_LEFT, TERM_KEY_LEFT, TERM_KEY_RIGHT, TERM_KEY_UP,
		TERM_KEY_DOWN, TERM_KEY_HOME, TERM_KEY_DELETE,
		TERM_KEY_BACKSPACE, TERM_KEY_ALT | 'b', TERM_KEY_ALT | 'f', 27,
		13 };
	struct buf before = BUF_INIT;
	uint32_t seed = 1;

	history_add(h, "goto \u0301 1967");
	history_add(h, "a\U0001F1EE");
	prompt_set_completer(p, complete_letters, NULL);
	for (int i = 0; i < 20000; i++) {
		seed = seed * 1664525 + 1013904223;
		buf_clear(&before);
		buf_adds(&before, prompt_text(p));
		check_state(
		    prompt_key(p, keys[(seed >> 16) % LENGTH(keys)]), before.p);
	}
	ck_assert_uint_gt(before.n, 0);
	buf_fini(&before);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, script, 0, LENGTH(scripts));
	tcase_add_test(t, controls_never_get_in);
	tcase_add_test(t, end_of_input_cancels);
	tcase_add_test(t, open_cleans_the_text);
	tcase_add_test(t, open_ends_a_paste);
	tcase_add_test(t, what_was_cut_survives_open);
	tcase_add_test(t, length_is_bounded);
	tcase_add_test(t, history_walks_back_and_forth);
	tcase_add_test(t, history_finds_what_starts_so);
	tcase_add_test(t, history_skips_the_text_itself);
	tcase_add_test(t, moving_keeps_the_walk_and_editing_ends_it);
	tcase_add_test(t, history_may_be_none_or_shrink);
	tcase_add_test(t, any_keys);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("prompt", add);
}
