#include "config.h"

#include <check.h>

#include "base/buf.h"
#include "plat/term.h"
#include "running.h"
#include "ui/key.h"

struct pair {
	const char *name;
	uint32_t key;
};

/* Printed as they are read. */
static const struct pair canonical[] = {
	{ "j", 'j' },
	{ "J", 'J' },
	{ "?", '?' },
	{ "^", '^' },
	{ "<", '<' },
	{ ">", '>' },
	{ "#", '#' },
	{ "\"", '"' },
	{ "ж", 0x436 },
	{ "א", 0x5D0 },
	{ "日", 0x65E5 },
	{ "\U0001F600", 0x1F600 },
	{ "\U0010FFFF", 0x10FFFF },
	{ "^@", 0 },
	{ "^A", 1 },
	{ "^D", 4 },
	{ "^J", 10 },
	{ "^Z", 26 },
	{ "^\\", 28 },
	{ "^]", 29 },
	{ "^^", 30 },
	{ "^_", 31 },
	{ "<Up>", TERM_KEY_UP },
	{ "<Down>", TERM_KEY_DOWN },
	{ "<Left>", TERM_KEY_LEFT },
	{ "<Right>", TERM_KEY_RIGHT },
	{ "<Home>", TERM_KEY_HOME },
	{ "<End>", TERM_KEY_END },
	{ "<PgUp>", TERM_KEY_PAGE_UP },
	{ "<PgDn>", TERM_KEY_PAGE_DOWN },
	{ "<Insert>", TERM_KEY_INSERT },
	{ "<Delete>", TERM_KEY_DELETE },
	{ "<Backspace>", TERM_KEY_BACKSPACE },
	{ "<Tab>", 9 },
	{ "<S-Tab>", TERM_KEY_BACKTAB },
	{ "<Enter>", 13 },
	{ "<Esc>", 27 },
	{ "<Space>", ' ' },
	{ "<F1>", TERM_KEY_F1 },
	{ "<F9>", TERM_KEY_F1 + 8 },
	{ "<F10>", TERM_KEY_F1 + 9 },
	{ "<F12>", TERM_KEY_F12 },
	{ "<M-x>", TERM_KEY_ALT | 'x' },
	{ "<M-X>", TERM_KEY_ALT | 'X' },
	{ "<M-<>", TERM_KEY_ALT | '<' },
	{ "<M->>", TERM_KEY_ALT | '>' },
	{ "<M-->", TERM_KEY_ALT | '-' },
	{ "<M-ж>", TERM_KEY_ALT | 0x436 },
	{ "<M-^D>", TERM_KEY_ALT | 4 },
	{ "<M-Down>", TERM_KEY_ALT | TERM_KEY_DOWN },
	{ "<M-S-Tab>", TERM_KEY_ALT | TERM_KEY_BACKTAB },
	{ "<M-Enter>", TERM_KEY_ALT | 13 },
};

/* Read, but printed otherwise. */
static const struct pair other[] = {
	{ " ", ' ' },
	{ "<lt>", '<' },
	{ "<LT>", '<' },
	{ "^a", 1 },
	{ "^d", 4 },
	{ "^z", 26 },
	{ "^i", 9 },
	{ "^M", 13 },
	{ "^[", 27 },
	{ "^H", TERM_KEY_BACKSPACE },
	{ "^?", TERM_KEY_BACKSPACE },
	{ "<C-d>", 4 },
	{ "<c-D>", 4 },
	{ "<C-@>", 0 },
	{ "<C-h>", TERM_KEY_BACKSPACE },
	{ "<down>", TERM_KEY_DOWN },
	{ "<DOWN>", TERM_KEY_DOWN },
	{ "<pgdn>", TERM_KEY_PAGE_DOWN },
	{ "<PageUp>", TERM_KEY_PAGE_UP },
	{ "<pagedown>", TERM_KEY_PAGE_DOWN },
	{ "<BackTab>", TERM_KEY_BACKTAB },
	{ "<s-tab>", TERM_KEY_BACKTAB },
	{ "<Return>", 13 },
	{ "<CR>", 13 },
	{ "<f12>", TERM_KEY_F12 },
	{ "<m-x>", TERM_KEY_ALT | 'x' },
	{ "<M-lt>", TERM_KEY_ALT | '<' },
	{ "<M-C-d>", TERM_KEY_ALT | 4 },
};

static const char *const wrong[] = { "", "jj", "gg", "<>", "<x>", "<->",
	"<Dow>", "<Downs>", "<Down", "Down>", "Down", "<F0>", "<F13>", "<F01>",
	"<M->", "<M-xx>", "<M-M-x>", "<M-<Down>>", "<C->", "<C-1>", "<C-dd>",
	"^1", "^ж", "^DD", "<C-ж>", "\x01", "\x1b", "\x7f", "\xff", "\xc3",
	"j\xcc", "e\xcc\x81", "\xed\xa0\x80", "< Down>", "<Down >", " j" };

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

START_TEST(names_are_read)
{
	for (size_t i = 0; i < LENGTH(other); i++) {
		uint32_t key = 0xBAD;

		ck_assert_msg(
		    key_parse(other[i].name, &key), "'%s'", other[i].name);
		ck_assert_msg(key == other[i].key, "'%s' is 0x%x",
		    other[i].name, (unsigned)key);
	}
}
END_TEST

START_TEST(canonical_names_are_read_and_printed)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < LENGTH(canonical); i++) {
		uint32_t key = 0xBAD;

		ck_assert_msg(key_parse(canonical[i].name, &key), "'%s'",
		    canonical[i].name);
		ck_assert_msg(key == canonical[i].key, "'%s' is 0x%x",
		    canonical[i].name, (unsigned)key);
		buf_clear(&b);
		key_print(&b, key);
		ck_assert_str_eq(buf_cstr(&b), canonical[i].name);
	}
	buf_fini(&b);
}
END_TEST

START_TEST(what_is_no_key_is_refused)
{
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		uint32_t key = 0xBAD;

		ck_assert_msg(!key_parse(wrong[i], &key), "'%s' is 0x%x",
		    wrong[i], (unsigned)key);
		ck_assert_uint_eq(key, 0xBAD);
	}
}
END_TEST

/* What term_key() gives and a name can be bound to. */
static bool
can_be_bound(uint32_t key)
{
	return key != 8 && key != 0x7F && (key < 0xD800 || key > 0xDFFF) &&
	       key != TERM_KEY_PASTE_START && key != TERM_KEY_PASTE_END &&
	       key < TERM_KEY_EOF;
}

START_TEST(print_then_parse_gives_the_key_back)
{
	struct buf b = BUF_INIT;

	for (uint32_t k = 0; k <= TERM_KEY_EOF + 1; k++) {
		for (uint32_t alt = 0; alt <= TERM_KEY_ALT;
		     alt += TERM_KEY_ALT) {
			uint32_t back = 0xBAD;

			if (k == 8 || k == 0x7F)
				continue;
			buf_clear(&b);
			key_print(&b, k | alt);
			if (!can_be_bound(k)) {
				ck_assert_uint_eq(b.n, 0);
				continue;
			}
			if (!key_parse(buf_cstr(&b), &back) ||
			    back != (k | alt))
				ck_abort_msg("0x%x is '%s' is 0x%x",
				    (unsigned)(k | alt), buf_cstr(&b),
				    (unsigned)back);
			if (memchr(b.p, ' ', b.n) != NULL)
				ck_abort_msg("a blank in '%s'", b.p);
		}
	}
	buf_fini(&b);
}
END_TEST

START_TEST(print_appends)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "keys: ");
	key_print(&b, 'j');
	key_print(&b, TERM_KEY_DOWN);
	key_print(&b, 0x7F);
	ck_assert_str_eq(b.p, "keys: j<Down><Backspace>");
	buf_fini(&b);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 60);
	tcase_add_test(t, names_are_read);
	tcase_add_test(t, canonical_names_are_read_and_printed);
	tcase_add_test(t, what_is_no_key_is_refused);
	tcase_add_test(t, print_then_parse_gives_the_key_back);
	tcase_add_test(t, print_appends);
}

int
main(void)
{
	return run_tests("key", add);
}
