#include "config.h"

#include <check.h>
#include <locale.h>
#include <string.h>

#include "base/mem.h"
#include "plat/keys.h"
#include "running.h"

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define ALT TERM_KEY_ALT
#define E "\033"

struct typed {
	const char *bytes;
	uint32_t keys[8]; /* 0 ends it */
};

/* clang-format off */
static const struct typed typed[] = {
	{ "aZ", { 'a', 'Z' } },
	{ "\x01\r\n\t", { 1, '\r', '\n', '\t' } },
	{ "\x7f\x08", { TERM_KEY_BACKSPACE, TERM_KEY_BACKSPACE } },
	{ "\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80", { 0xe9, 0x4e2d, 0x1f600 } },
	/* Broken UTF-8 is skipped. */
	{ "a\xff" "b\xc3" "c\x80" "d", { 'a', 'b', 'c', 'd' } },
	/* Arrows, cursor mode and application mode. */
	{ E "[A" E "[B" E "[C" E "[D",
	    { TERM_KEY_UP, TERM_KEY_DOWN, TERM_KEY_RIGHT, TERM_KEY_LEFT } },
	{ E "OA" E "OB" E "OC" E "OD",
	    { TERM_KEY_UP, TERM_KEY_DOWN, TERM_KEY_RIGHT, TERM_KEY_LEFT } },
	{ E "[H" E "OH" E "[1~" E "[7~",
	    { TERM_KEY_HOME, TERM_KEY_HOME, TERM_KEY_HOME, TERM_KEY_HOME } },
	{ E "[F" E "OF" E "[4~" E "[8~",
	    { TERM_KEY_END, TERM_KEY_END, TERM_KEY_END, TERM_KEY_END } },
	{ E "[2~" E "[3~" E "[5~" E "[6~" E "[Z",
	    { TERM_KEY_INSERT, TERM_KEY_DELETE, TERM_KEY_PAGE_UP,
	      TERM_KEY_PAGE_DOWN, TERM_KEY_BACKTAB } },
	{ E "OP" E "[11~" E "[[A" E "[1;2P",
	    { TERM_KEY_F1, TERM_KEY_F1, TERM_KEY_F1, TERM_KEY_F1 } },
	{ E "[15~" E "[24~" E "[[E",
	    { TERM_KEY_F1 + 4, TERM_KEY_F12, TERM_KEY_F1 + 4 } },
	/* The keypad as it is labelled. */
	{ E "OM" E "Oq" E "Ok", { '\r', '1', '+' } },
	/* Modifiers: only Alt matters. */
	{ E "[1;5A" E "[1;3A" E "[3;3~" E "O5C",
	    { TERM_KEY_UP, TERM_KEY_UP | ALT, TERM_KEY_DELETE | ALT,
	      TERM_KEY_RIGHT } },
	{ E "x" E "\xc3\xa9" E "\x7f" E "\r",
	    { 'x' | ALT, 0xe9 | ALT, TERM_KEY_BACKSPACE | ALT, '\r' | ALT } },
	{ E E "[A" E E "OB", { TERM_KEY_UP | ALT, TERM_KEY_DOWN | ALT } },
	{ E E "x", { 033, 'x' | ALT } },
	{ E "Oz" E "O9" E "O5z",
	    { 'O' | ALT, 'z', 'O' | ALT, '9', 'O' | ALT, '5', 'z' } },
	{ E E E "[A", { 033, TERM_KEY_UP | ALT } },
	{ E "[200~a" E "[201~",
	    { TERM_KEY_PASTE_START, 'a', TERM_KEY_PASTE_END } },
	/* Sequences that mean nothing here are swallowed whole. */
	{ E "[I" E "[O" E "[<0;10;10M" E "[?1;2c" E "[12;40R" E "[99~"
	  E "[1;2;3;4;5;6u" E "[4 q" "x", { 'x' } },
	/* A sequence that something else breaks off. */
	{ E "[12\x03" "x", { 3, 'x' } },
	{ E "[1" E "[A", { TERM_KEY_UP } },
};

/* What is typed and then nothing for a while. */
static const struct typed late[] = {
	{ E, { 033 } },
	{ E E, { 033, 033 } },
	{ E "[", { '[' | ALT } },
	{ E "O", { 'O' | ALT } },
	{ E "O5", { 'O' | ALT, '5' } },
	{ "a" E, { 'a', 033 } },
};
/* clang-format on */

static struct keys *k;

static void
setup(void)
{
	k = keys_new();
}

static void
teardown(void)
{
	keys_free(k);
}

static void
takes(const struct typed *t, bool is_late)
{
	uint32_t key;

	for (size_t i = 0; i < COUNT(t->keys) && t->keys[i] != 0; i++) {
		ck_assert_msg(
		    keys_take(k, is_late, &key), "%s: no key %zu", t->bytes, i);
		ck_assert_msg(key == t->keys[i], "%s: key %zu is %x", t->bytes,
		    i, (unsigned)key);
	}
	ck_assert_msg(!keys_take(k, false, &key), "%s: one more, %x", t->bytes,
	    (unsigned)key);
}

START_TEST(at_once)
{
	const struct typed *t = &typed[_i];

	keys_feed(k, t->bytes, strlen(t->bytes));
	takes(t, false);
	ck_assert(!keys_escape(k));
}
END_TEST

/* However the bytes arrive, the keys are the same. */
START_TEST(byte_by_byte)
{
	const struct typed *t = &typed[_i];
	size_t n = 0;
	uint32_t key;

	for (const char *p = t->bytes; *p != '\0'; p++) {
		char *byte = x_strndup(p, 1);

		keys_feed(k, byte, 1);
		x_free(byte);
		while (keys_take(k, false, &key)) {
			ck_assert_uint_lt(n, COUNT(t->keys));
			ck_assert_uint_eq(key, t->keys[n++]);
		}
	}
	ck_assert(n == COUNT(t->keys) || t->keys[n] == 0);
}
END_TEST

START_TEST(after_a_while)
{
	const struct typed *t = &late[_i];
	uint32_t key;

	keys_feed(k, t->bytes, strlen(t->bytes));
	while (keys_take(k, false, &key))
		ck_assert_uint_eq(key, 'a');
	ck_assert(keys_escape(k));
	keys_clear(k);
	ck_assert(!keys_escape(k));
	keys_feed(k, t->bytes, strlen(t->bytes));
	takes(t, true);
}
END_TEST

/* The head of a paste that was torn apart on the way. */
START_TEST(the_beginning_of_a_sequence_waits)
{
	uint32_t key;

	keys_feed(k, E "[20", 4);
	ck_assert(!keys_take(k, false, &key));
	ck_assert(!keys_take(k, true, &key));
	keys_feed(k, "0~q", 3);
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, TERM_KEY_PASTE_START);
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, 'q');
}
END_TEST

START_TEST(what_terminfo_says_comes_first)
{
	uint32_t key;

	keys_define(k, E "[A", TERM_KEY_F1);
	keys_define(k, E "[A", TERM_KEY_END);
	keys_define(k, E "~~x", TERM_KEY_HOME);
	keys_define(k, "q", TERM_KEY_DOWN);
	keys_define(k, "", TERM_KEY_DOWN);
	keys_define(k, E, TERM_KEY_DOWN);
	keys_feed(k, E "[A" E "~~xq" E "~~y", 12);
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, TERM_KEY_F1);
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, TERM_KEY_HOME);
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, 'q');
	ck_assert(keys_take(k, false, &key));
	ck_assert_uint_eq(key, '~' | ALT);
}
END_TEST

/* Any bytes at all: never more keys than bytes, and nothing that is neither a
 * scalar value nor in the enum. */
START_TEST(noise)
{
	static const char alphabet[] =
	    "\033\033\033[[O;0129~AMq \x7f\x80\xc3\xa9";
	unsigned seed = 1;
	size_t bytes = 0, keys = 0;
	uint32_t key;

	for (int i = 0; i < 200000; i++) {
		char c;

		seed = seed * 1103515245 + 12345;
		c = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		keys_feed(k, &c, 1);
		bytes++;
		while (keys_take(k, (seed >> 24) % 4 == 0, &key)) {
			keys++;
			key &= ~ALT;
			ck_assert(key < TERM_KEY_EOF);
			ck_assert(key < 0xd800 || key > 0xdfff);
		}
	}
	ck_assert_uint_le(keys, bytes);
	ck_assert_uint_gt(keys, bytes / 4);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, at_once, 0, (int)COUNT(typed));
	tcase_add_loop_test(t, byte_by_byte, 0, (int)COUNT(typed));
	tcase_add_loop_test(t, after_a_while, 0, (int)COUNT(late));
	tcase_add_test(t, the_beginning_of_a_sequence_waits);
	tcase_add_test(t, what_terminfo_says_comes_first);
	tcase_add_test(t, noise);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("keys", add_tests);
}
