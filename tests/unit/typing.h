/*
 * A prompt to type at: what its test programs share.
 */
#ifndef ANNALS_TESTS_TYPING_H
#define ANNALS_TESTS_TYPING_H

#include <check.h>
#include <locale.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "plat/term.h"
#include "running.h"
#include "ui/key.h"
#include "ui/prompt.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

static struct prompt *p;
static struct history *h;
static struct buf shown;

static void
setup(void)
{
	p = prompt_new();
	h = history_new(10);
	buf_init(&shown);
	prompt_open(p, ":", "", h);
}

static void
teardown(void)
{
	buf_fini(&shown);
	prompt_free(p);
	history_free(h);
}

/* The length of the name of a key at s: <word>, ^X or a code point. */
static size_t
name_length(const char *s)
{
	uint32_t cp;

	if (s[0] == '<' && s[1] != '\0' && strchr(s, '>') != NULL)
		return (size_t)(strchr(s, '>') - s) + 1;
	if (s[0] == '^')
		return 2;
	return utf8_decode(s, strlen(s), &cp);
}

/* Press the keys of a script; { and } start and end a paste.  The state
 * after the last one. */
static inline enum prompt_state
type(const char *keys)
{
	enum prompt_state state = PROMPT_EDITING;

	while (*keys != '\0') {
		size_t n = name_length(keys);
		char name[32];
		uint32_t key;

		ck_assert_uint_lt(n, sizeof name);
		memcpy(name, keys, n);
		name[n] = '\0';
		if (strcmp(name, "{") == 0)
			key = TERM_KEY_PASTE_START;
		else if (strcmp(name, "}") == 0)
			key = TERM_KEY_PASTE_END;
		else
			ck_assert_msg(key_parse(name, &key), "'%s'", name);
		state = prompt_key(p, key);
		keys += n;
	}
	return state;
}

/* The text with a | at the cursor. */
static inline const char *
now(void)
{
	const char *s = prompt_text(p);

	ck_assert_uint_le(prompt_cursor(p), strlen(s));
	buf_clear(&shown);
	buf_add(&shown, s, prompt_cursor(p));
	buf_addc(&shown, '|');
	buf_adds(&shown, s + prompt_cursor(p));
	return shown.p;
}

#endif
