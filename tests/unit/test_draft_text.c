/*
 * A text that is being written, by scripts of what is done to it.
 */
#include "config.h"

#include "ui/draft_text.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "running.h"
#include "text/glyph.h"
#include "unit/chance.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))
#define MAX 200

static struct draft_text *d;
static struct buf out;

static void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	d = draft_text_new((struct str){ NULL, 0 }, MAX);
	buf_init(&out);
}

static void
teardown(void)
{
	draft_text_free(d);
	buf_fini(&out);
}

/* The text with a | at the cursor. */
static const char *
shown(void)
{
	struct str s = draft_text_get(d);
	size_t at = draft_text_at(d);

	buf_clear(&out);
	buf_add(&out, s.p, at);
	buf_addc(&out, '|');
	buf_add(&out, s.p + at, s.n - at);
	return buf_cstr(&out);
}

/*
 * What a script does: a letter in braces moves ({h} left, {l} right, {b} {f}
 * by words, {0} {$} in the line, {<} {>} in the text, {j} {k} by rows),
 * deletes ({X} before, {x} at the cursor), cuts ({W} {D} words, {U} {K} in
 * the line), puts in ({p}), takes back and does again ({u} {r}), or begins
 * and ends a paste ({[} {]}); all else is typed or pasted.
 */
static void
command(char c)
{
	static const char places[] = "hlbf0$<>";
	const char *place = strchr(places, c);

	if (place != NULL)
		draft_text_move(d, (enum draft_place)(place - places));
	else if (c == 'j' || c == 'k')
		draft_text_move_rows(d, c == 'j' ? 1 : -1);
	else if (c == 'X' || c == 'x')
		draft_text_delete(d, c == 'X' ? DRAFT_LEFT : DRAFT_RIGHT);
	else if (c == 'W' || c == 'D')
		draft_text_cut(
		    d, c == 'W' ? DRAFT_WORD_LEFT : DRAFT_WORD_RIGHT);
	else if (c == 'U' || c == 'K')
		draft_text_cut(d, c == 'U' ? DRAFT_LINE_START : DRAFT_LINE_END);
	else if (c == 'p')
		ck_assert(draft_text_yank(d));
	else if (c == 'u')
		draft_text_undo(d);
	else if (c == 'r')
		draft_text_redo(d);
	else
		ck_assert_msg(false, "%c", c);
}

static void
play(const char *script)
{
	bool pasting = false;
	uint32_t cp;

	while (*script != '\0') {
		if (script[0] == '{' && script[2] == '}') {
			if (script[1] == '[')
				draft_text_paste_start(d);
			else if (script[1] == ']')
				draft_text_paste_end(d);
			else
				command(script[1]);
			if (script[1] == '[' || script[1] == ']')
				pasting = script[1] == '[';
			script += 3;
			continue;
		}
		script += utf8_decode(script, strlen(script), &cp);
		ck_assert(
		    (pasting ? draft_text_paste : draft_text_type)(d, cp));
	}
}

static const struct {
	const char *script, *text;
} scripts[] = {
	{ "", "|" },
	{ "one\rtwo\nx", "one\ntwo\nx|" },
	{ "a\tb\r\tc", "a   b\n    c|" },
	{ "abcd\te\x01\x7F", "abcd    e|" },
	{ "日\tb", "日  b|" },
	{ "one\rtwo{0}{h}{h}x", "onx|e\ntwo" },
	{ "one{<}{>}{l}{l}", "one|" },
	/* Words go over line ends, lines do not. */
	{ "one two\rthree{b}{b}", "one |two\nthree" },
	{ "one two\rthree{<}{f}{f}{f}", "one two\nthree|" },
	{ "one two\rthree{0}{0}", "one two\n|three" },
	{ "one two\rthree{<}{$}{$}", "one two|\nthree" },
	{ "one two\rthree{0}{X}", "one two|three" },
	{ "one\rtwo{<}{$}{x}", "one|two" },
	{ "one two\rthree{U}", "one two\n|" },
	{ "one two\rthree{U}{U}", "one two\n|" },
	{ "one two\rthree{W}{W}", "one |" },
	{ "one two{<}{D}{D}", "|" },
	{ "one\rtwo\rthree{<}{K}", "|\ntwo\nthree" },
	{ "one\rtwo\rthree{<}{K}{K}", "|two\nthree" },
	/* What is cut at a stretch is kept together, in its order. */
	{ "one\rtwo\rthree{<}{K}{K}{K}{K}{>}{p}", "threeone\ntwo\n|" },
	{ "one two{W}{W}{p}{p}", "one twoone two|" },
	{ "one two{W}{<}{K}{p}{p}", "one one |" },
	{ "{p}", "|" },
	/* Clusters stay whole; CR LF of another program is one. */
	{ "e\u0301\U0001F1EE\U0001F1F1{h}{h}{x}", "|\U0001F1EE\U0001F1F1" },
	{ "{[}a\r\nb\rc\n\nd\te\x1B[31m\u2028f{]}", "a\nb\nc\n\nd\te[31m f|" },
	{ "{[}a\u0301{]}{h}b", "b|a\u0301" },
	{ "\u0301x{<}{[}b{]}", "b\u0301|x" },
	/* Taking back goes by words, and by what was done at a stretch. */
	{ "one two{u}", "one |" },
	{ "one two{u}{u}{u}{u}", "|" },
	{ "one two{u}{u}{r}{r}{r}", "one two|" },
	{ "one two{u}{u}x{r}", "x|" },
	{ "one two{X}{X}{X}{u}", "one two|" },
	{ "one two{<}{x}{x}{x}{u}", "one| two" },
	{ "one{X}{X}{u}{u}", "|" },
	{ "one{h}x{u}", "on|e" },
	{ "one two{W}{p}{u}{u}", "one two|" },
	{ "one two{U}{u}{r}", "|" },
	{ "a{[}one two\rthree{]}b{u}{u}", "a|" },
	{ "one\rtwo{u}", "one\n|" },
};

START_TEST(scripts_do_what_they_say)
{
	play(scripts[_i].script);
	ck_assert_str_eq(shown(), scripts[_i].text);
}
END_TEST

static void
begin(const char *text, int cols)
{
	draft_text_free(d);
	d = draft_text_new(str_of(text), MAX);
	draft_text_fit(d, cols, false);
}

START_TEST(rows_are_where_the_screen_ends)
{
	static const char *const rows[] = { "one two", "three", "", "fourfive",
		"six", "" };
	size_t row;
	int x;

	begin("one two three\n\nfourfivesix\n", 8);
	ck_assert_uint_eq(draft_text_rows(d), LENGTH(rows));
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct str s = draft_text_row(d, i);

		ck_assert(str_eq(s, str_of(rows[i])));
	}
	draft_text_cursor(d, &row, &x);
	ck_assert_uint_eq(row, 5);
	ck_assert_int_eq(x, 0);
	draft_text_fit(d, 20, false);
	ck_assert_uint_eq(draft_text_rows(d), 4);
	begin("", 8);
	ck_assert_uint_eq(draft_text_rows(d), 1);
	ck_assert(str_eq(draft_text_row(d, 0), str_of("")));
}
END_TEST

START_TEST(up_and_down_keep_the_column)
{
	begin("one two three\n\nfourfivesix\n", 8);
	command('<');
	play("{f}{f}"); /* column 7 */
	play("{j}");
	ck_assert_str_eq(shown(), "one two three|\n\nfourfivesix\n");
	play("{j}");
	ck_assert_str_eq(shown(), "one two three\n|\nfourfivesix\n");
	play("{j}");
	ck_assert_str_eq(shown(), "one two three\n\nfourfiv|esix\n");
	play("{j}");
	ck_assert_str_eq(shown(), "one two three\n\nfourfivesix|\n");
	play("{j}");
	ck_assert_str_eq(shown(), "one two three\n\nfourfivesix\n|");
	play("{j}{k}{k}{k}{k}{k}{k}");
	ck_assert_str_eq(shown(), "one two| three\n\nfourfivesix\n");
	draft_text_move_rows(d, 1000);
	ck_assert_str_eq(shown(), "one two three\n\nfourfivesix\n|");
	draft_text_move_rows(d, -1000);
	ck_assert_str_eq(shown(), "one two| three\n\nfourfivesix\n");
	/* A column that lies in a wide one, and a row that a word fills. */
	begin("日日日\nabcdef", 4);
	play("{<}{l}{j}{k}{j}{j}");
	ck_assert_str_eq(shown(), "日日日\nab|cdef");
	begin("wxyz\nabcdefghij", 4);
	play("{<}{$}{j}");
	ck_assert_str_eq(shown(), "wxyz\nabc|defghij");
	play("{j}");
	ck_assert_str_eq(shown(), "wxyz\nabcdefg|hij");
	play("{j}");
	ck_assert_str_eq(shown(), "wxyz\nabcdefghij|");
}
END_TEST

START_TEST(blanks_at_a_break_hold_the_cursor)
{
	size_t row;
	int x;

	begin("one", 5);
	play("     ");
	draft_text_cursor(d, &row, &x);
	ck_assert_uint_eq(row, 0);
	ck_assert_int_eq(x, 5);
	play("two");
	draft_text_cursor(d, &row, &x);
	ck_assert_uint_eq(row, 1);
	ck_assert_int_eq(x, 3);
	ck_assert_str_eq(shown(), "one     two|");
}
END_TEST

START_TEST(it_grows_to_its_bound)
{
	begin("", 8);
	for (int i = 0; i < MAX; i++)
		ck_assert(draft_text_type(d, 'x'));
	ck_assert(!draft_text_type(d, 'x'));
	ck_assert(!draft_text_type(d, '\t'));
	draft_text_paste_start(d);
	ck_assert(!draft_text_paste(d, 'x'));
	ck_assert(draft_text_paste(d, 1)); /* would not be there anyway */
	draft_text_paste_end(d);
	play("{X}");
	ck_assert(!draft_text_type(d, 0xE9));
	ck_assert(draft_text_type(d, 'y'));
	play("{U}{p}");
	ck_assert(!draft_text_yank(d));
	ck_assert_uint_eq(draft_text_get(d).n, MAX);
	ck_assert_uint_eq(draft_text_max(d), MAX);
}
END_TEST

START_TEST(what_is_longer_may_get_shorter)
{
	struct buf text = BUF_INIT;

	while (text.n < (size_t)2 * MAX)
		buf_addc(&text, 'x');
	begin(buf_cstr(&text), 8);
	ck_assert(!draft_text_type(d, 'x'));
	play("{X}x{X}{X}");
	ck_assert(draft_text_type(d, 'x'));
	ck_assert_uint_eq(draft_text_max(d), text.n);
	buf_fini(&text);
}
END_TEST

START_TEST(foreign_bytes_stay_as_they_are)
{
	static const char bytes[] = "a\r\n\xff\xe2\x80\xae\x00\x1b[31m\rb";
	struct str s = { bytes, sizeof bytes - 1 };

	draft_text_free(d);
	d = draft_text_new(s, MAX);
	draft_text_fit(d, 10, false);
	ck_assert_uint_eq(draft_text_rows(d), 3);
	play("{k}{k}{k}{$}{0}");
	ck_assert(str_eq(draft_text_get(d), s));
	ck_assert_uint_eq(draft_text_at(d), 0);
	play("{$}");
	ck_assert_uint_eq(draft_text_at(d), 1);
	play("{l}");
	ck_assert_uint_eq(draft_text_at(d), 3);
	play("{X}");
	ck_assert_uint_eq(draft_text_get(d).n, s.n - 2);
}
END_TEST

static void
assert_between_clusters(void)
{
	struct str s = draft_text_get(d);
	size_t at = 0;

	while (at < draft_text_at(d))
		at += glyph_cluster(
		    (struct str){ s.p + at, s.n - at }, false, NULL);
	ck_assert_uint_eq(at, draft_text_at(d));
	ck_assert_uint_eq(utf8_check(s), s.n);
}

/*
 * Whatever is done, the cursor stands between clusters of the text and has a
 * row; and all of it can be taken back and done again.
 */
START_TEST(anything_can_be_taken_back)
{
	static const char *const bits[] = { "a", " ", "\r", "\u0301", "日",
		"\U0001F1EE", "\t", "{h}", "{l}", "{b}", "{f}", "{0}", "{$}",
		"{j}", "{k}", "{X}", "{x}", "{W}", "{D}", "{U}", "{K}", "{p}",
		"{u}", "{r}", "{[}b\u0301\r\nc{]}", "{[}\U0001F1F1{]}" };
	struct buf last = BUF_INIT;
	size_t row;
	int x;

	chance_start(_i);
	draft_text_free(d);
	d = draft_text_new(str_of("begin"), 1 << 20);
	draft_text_fit(d, 7, false);
	for (int i = 0; i < 400; i++) {
		play(bits[chance(LENGTH(bits))]);
		draft_text_cursor(d, &row, &x);
		ck_assert_uint_lt(row, draft_text_rows(d));
		ck_assert(x >= 0 && x <= 7);
		assert_between_clusters();
	}
	for (int i = 0; i < 500; i++)
		draft_text_redo(d);
	buf_add(&last, draft_text_get(d).p, draft_text_get(d).n);
	for (int i = 0; i < 500; i++)
		draft_text_undo(d);
	ck_assert(str_eq(draft_text_get(d), str_of("begin")));
	for (int i = 0; i < 500; i++)
		draft_text_redo(d);
	ck_assert(str_eq(draft_text_get(d), buf_str(&last)));
	buf_fini(&last);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(
	    t, scripts_do_what_they_say, 0, (int)LENGTH(scripts));
	tcase_add_test(t, rows_are_where_the_screen_ends);
	tcase_add_test(t, up_and_down_keep_the_column);
	tcase_add_test(t, blanks_at_a_break_hold_the_cursor);
	tcase_add_test(t, it_grows_to_its_bound);
	tcase_add_test(t, what_is_longer_may_get_shorter);
	tcase_add_test(t, foreign_bytes_stay_as_they_are);
	tcase_add_loop_test(t, anything_can_be_taken_back, 0, 20);
}

int
main(void)
{
	return run_tests("draft_text", add);
}
