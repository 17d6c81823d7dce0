#include "config.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "running.h"
#include "ui/history.h"

static struct history *h;
static struct buf out;

static void
setup(void)
{
	h = history_new(3);
	buf_init(&out);
}

static void
teardown(void)
{
	buf_fini(&out);
	history_free(h);
}

static const char *
print(void)
{
	buf_clear(&out);
	history_print(h, &out);
	return buf_cstr(&out);
}

START_TEST(newest_is_last)
{
	ck_assert_uint_eq(history_count(h), 0);
	ck_assert_ptr_null(history_at(h, 0));
	ck_assert_str_eq(print(), "");
	history_add(h, "one");
	history_add(h, "two");

	ck_assert_uint_eq(history_count(h), 2);
	ck_assert_str_eq(history_at(h, 0), "one");
	ck_assert_str_eq(history_at(h, 1), "two");
	ck_assert_ptr_null(history_at(h, 2));
	ck_assert_ptr_null(history_at(h, (size_t)-1));
}
END_TEST

START_TEST(no_two_are_equal)
{
	history_add(h, "one");
	history_add(h, "two");
	history_add(h, "one");
	ck_assert_str_eq(print(), "two\none\n");
	history_add(h, "one");
	ck_assert_str_eq(print(), "two\none\n");
	history_add(h, "One");
	ck_assert_str_eq(print(), "two\none\nOne\n");
}
END_TEST

START_TEST(oldest_go_first)
{
	for (int i = 0; i < 5; i++) {
		char s[16];

		(void)snprintf(s, sizeof s, "%d", i);
		history_add(h, s);
	}
	ck_assert_str_eq(print(), "2\n3\n4\n");
	history_set_max(h, 2);
	ck_assert_str_eq(print(), "3\n4\n");
	history_set_max(h, 4);
	history_add(h, "5");
	history_add(h, "6");
	history_add(h, "7");
	ck_assert_str_eq(print(), "4\n5\n6\n7\n");
}
END_TEST

START_TEST(zero_turns_it_off)
{
	history_add(h, "one");
	history_set_max(h, 0);
	history_add(h, "two");
	history_parse(h, str_of("three\n"));
	ck_assert_uint_eq(history_count(h), 0);
	history_set_max(h, 1);
	history_add(h, "four");
	ck_assert_str_eq(print(), "four\n");
}
END_TEST

START_TEST(blanks_alone_are_no_line)
{
	history_add(h, "");
	history_add(h, " \t ");
	history_parse(h, str_of("\n\r\n \n"));
	history_parse(h, (struct str){ NULL, 0 });
	ck_assert_uint_eq(history_count(h), 0);
	history_add(h, " one ");
	ck_assert_str_eq(print(), " one \n");
}
END_TEST

START_TEST(lines_are_sanitised)
{
	history_add(h, "a\nb\tc");
	history_add(h, "\x1b]0;x\x07");
	history_add(h, "broken \xff\xfe \xe2\x80\xae");
	ck_assert_str_eq(print(), "a b c\n"
				  "\u241b]0;x\u2407\n"
				  "broken \uFFFD\uFFFD \uFFFD\n");
	history_add(h, history_at(h, 1));
	ck_assert_uint_eq(history_count(h), 3);
	ck_assert_str_eq(history_at(h, 2), "\u241b]0;x\u2407");
}
END_TEST

START_TEST(parse_reads_what_print_wrote)
{
	struct history *again = history_new(3);
	char *first;

	history_add(h, "gromyko \"a phrase\"");
	history_add(h, "  title:ждать ");
	history_add(h, "e\u0301 \U0001F468\u200D\U0001F469");
	first = x_strdup(print());
	history_parse(again, str_of(first));
	for (size_t i = 0; i < 3; i++)
		ck_assert_str_eq(history_at(again, i), history_at(h, i));
	ck_assert_uint_eq(history_count(again), 3);
	x_free(first);
	history_free(again);
}
END_TEST

START_TEST(parse_takes_any_bytes)
{
	static const char bytes[] = "one\r\ntwo\0x\n\n\xff\none\nlast";

	history_set_max(h, 10);
	history_add(h, "last");
	history_parse(h, (struct str){ bytes, sizeof bytes - 1 });
	ck_assert_str_eq(print(), "two\u2400x\n\uFFFD\none\nlast\n");
}
END_TEST

START_TEST(long_lines_are_cut_between_code_points)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, 'x');
	while (b.n < 3 * (size_t)HISTORY_LINE_MAX)
		buf_adds(&b, "\u2192");
	history_add(h, b.p);
	ck_assert_uint_le(strlen(history_at(h, 0)), HISTORY_LINE_MAX);
	ck_assert_uint_gt(strlen(history_at(h, 0)), HISTORY_LINE_MAX - 3);
	ck_assert_uint_eq(
	    utf8_check(str_of(history_at(h, 0))), strlen(history_at(h, 0)));

	/* Sanitising makes three bytes of one. */
	buf_clear(&b);
	while (b.n < HISTORY_LINE_MAX)
		buf_adds(&b, "\x01");
	history_add(h, b.p);
	ck_assert_uint_le(strlen(history_at(h, 1)), HISTORY_LINE_MAX);
	ck_assert_uint_eq(
	    utf8_check(str_of(history_at(h, 1))), strlen(history_at(h, 1)));
	buf_fini(&b);
}
END_TEST

START_TEST(merging_keeps_what_others_added)
{
	history_parse(h, str_of("one\ntwo\n"));
	buf_clear(&out);
	ck_assert(!history_merge(h, str_of("one\ntwo\nthree\n"), &out));
	history_add(h, "mine");
	history_add(h, "one");
	buf_clear(&out);
	ck_assert(history_merge(h, str_of("one\ntwo\nthree\n"), &out));
	ck_assert_str_eq(buf_cstr(&out), "three\nmine\none\n");
	ck_assert_str_eq(print(), "two\nmine\none\n");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, newest_is_last);
	tcase_add_test(t, no_two_are_equal);
	tcase_add_test(t, oldest_go_first);
	tcase_add_test(t, zero_turns_it_off);
	tcase_add_test(t, blanks_alone_are_no_line);
	tcase_add_test(t, lines_are_sanitised);
	tcase_add_test(t, parse_reads_what_print_wrote);
	tcase_add_test(t, parse_takes_any_bytes);
	tcase_add_test(t, long_lines_are_cut_between_code_points);
	tcase_add_test(t, merging_keeps_what_others_added);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("history", add);
}
