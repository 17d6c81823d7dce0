#include "config.h"

#include "ui/key.h"

#include "base/str.h"
#include "base/utf8.h"
#include "plat/term.h"

struct key_name {
	const char *word; /* without the angle brackets */
	uint32_t key;
};

static const struct key_name names[] = {
	{ "Up", TERM_KEY_UP },
	{ "Down", TERM_KEY_DOWN },
	{ "Left", TERM_KEY_LEFT },
	{ "Right", TERM_KEY_RIGHT },
	{ "Home", TERM_KEY_HOME },
	{ "End", TERM_KEY_END },
	{ "PgUp", TERM_KEY_PAGE_UP },
	{ "PgDn", TERM_KEY_PAGE_DOWN },
	{ "Insert", TERM_KEY_INSERT },
	{ "Delete", TERM_KEY_DELETE },
	{ "Backspace", TERM_KEY_BACKSPACE },
	{ "S-Tab", TERM_KEY_BACKTAB },
	{ "Tab", '\t' },
	{ "Enter", '\r' },
	{ "Esc", 0x1B },
	{ "Space", ' ' },
	{ "F1", TERM_KEY_F1 },
	{ "F2", TERM_KEY_F1 + 1 },
	{ "F3", TERM_KEY_F1 + 2 },
	{ "F4", TERM_KEY_F1 + 3 },
	{ "F5", TERM_KEY_F1 + 4 },
	{ "F6", TERM_KEY_F1 + 5 },
	{ "F7", TERM_KEY_F1 + 6 },
	{ "F8", TERM_KEY_F1 + 7 },
	{ "F9", TERM_KEY_F1 + 8 },
	{ "F10", TERM_KEY_F1 + 9 },
	{ "F11", TERM_KEY_F1 + 10 },
	{ "F12", TERM_KEY_F12 },
};

/* Understood, but never printed. */
static const struct key_name aliases[] = {
	{ "lt", '<' },
	{ "PageUp", TERM_KEY_PAGE_UP },
	{ "PageDown", TERM_KEY_PAGE_DOWN },
	{ "BackTab", TERM_KEY_BACKTAB },
	{ "Return", '\r' },
	{ "CR", '\r' },
};

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* The terminal gives ^H and DEL as the Backspace key. */
static uint32_t
as_given(uint32_t key)
{
	return key == 0x08 || key == 0x7F ? TERM_KEY_BACKSPACE : key;
}

static bool
parse_control(char c, uint32_t *key)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c != '?' && (c < '@' || c > '_'))
		return false;
	*key = as_given((uint32_t)(unsigned char)c ^ 0x40);
	return true;
}

/* A character, or a control character as ^D. */
static bool
parse_character(struct str s, uint32_t *key)
{
	uint32_t cp;

	if (s.n == 2 && s.p[0] == '^')
		return parse_control(s.p[1], key);
	if (s.n == 0 || utf8_decode(s.p, s.n, &cp) != s.n || cp == UTF8_BAD)
		return false;
	if (cp < 0x20 || cp == 0x7F)
		return false; /* their names are ^D and the like */
	*key = cp;
	return true;
}

static bool
find_word(
    const struct key_name *table, size_t n, struct str word, uint32_t *key)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq_nocase(word, str_of(table[i].word))) {
			*key = table[i].key;
			return true;
		}
	}
	return false;
}

/* What stands in angle brackets, but for Alt. */
static bool
parse_word(struct str s, uint32_t *key)
{
	if (s.n == 3 && (s.p[0] == 'C' || s.p[0] == 'c') && s.p[1] == '-')
		return parse_control(s.p[2], key);
	return find_word(names, LENGTH(names), s, key) ||
	       find_word(aliases, LENGTH(aliases), s, key);
}

static bool
parse_alt(struct str s, uint32_t *key)
{
	uint32_t inner;

	if (s.n < 3 || (s.p[0] != 'M' && s.p[0] != 'm') || s.p[1] != '-')
		return false;
	s = (struct str){ s.p + 2, s.n - 2 };
	if (!parse_character(s, &inner) && !parse_word(s, &inner))
		return false;
	*key = inner | TERM_KEY_ALT;
	return true;
}

bool
key_parse(const char *name, uint32_t *key)
{
	struct str s = str_of(name);

	if (parse_character(s, key))
		return true;
	if (s.n < 3 || s.p[0] != '<' || s.p[s.n - 1] != '>')
		return false;
	s = (struct str){ s.p + 1, s.n - 2 };
	return parse_word(s, key) || parse_alt(s, key);
}

static const char *
word_of(uint32_t key)
{
	for (size_t i = 0; i < LENGTH(names); i++)
		if (names[i].key == key)
			return names[i].word;
	return NULL;
}

static void
print_character(struct buf *out, uint32_t cp)
{
	char bytes[UTF8_MAX];

	if (cp < 0x20) {
		buf_addc(out, '^');
		buf_addc(out, (char)(cp ^ 0x40));
		return;
	}
	buf_add(out, bytes, utf8_encode(cp, bytes));
}

static bool
is_scalar(uint32_t cp)
{
	return cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
}

void
key_print(struct buf *out, uint32_t key)
{
	bool alt = (key & TERM_KEY_ALT) != 0;
	uint32_t plain = as_given(key & ~TERM_KEY_ALT);
	const char *word = word_of(plain);

	if (word == NULL && !is_scalar(plain))
		return;
	if (alt || word != NULL)
		buf_addc(out, '<');
	if (alt)
		buf_adds(out, "M-");
	if (word != NULL)
		buf_adds(out, word);
	else
		print_character(out, plain);
	if (alt || word != NULL)
		buf_addc(out, '>');
}
