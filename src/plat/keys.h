/*
 * Bytes from a keyboard, taken apart into keys.
 *
 * No terminal in here: bytes go in, keys come out.  What terminfo says about
 * a terminal comes first (keys_define()); what it does not say is read as
 * ECMA-48 and xterm's control sequences (XTerm Control Sequences, "PC-Style
 * Function Keys"), which nearly all terminals send.  A control sequence that
 * means no key is swallowed whole, so that its letters are never commands.
 *
 * Thread: the main thread.
 */
#ifndef ANNALS_PLAT_KEYS_H
#define ANNALS_PLAT_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Keys that are no character: above Unicode. */
enum term_key {
	TERM_KEY_UP = 0x110000,
	TERM_KEY_DOWN,
	TERM_KEY_LEFT,
	TERM_KEY_RIGHT,
	TERM_KEY_HOME,
	TERM_KEY_END,
	TERM_KEY_PAGE_UP,
	TERM_KEY_PAGE_DOWN,
	TERM_KEY_INSERT,
	TERM_KEY_DELETE,
	TERM_KEY_BACKSPACE, /* 0x7f and ^H too */
	TERM_KEY_BACKTAB,
	TERM_KEY_PASTE_START, /* bracketed paste: text until the end */
	TERM_KEY_PASTE_END,
	TERM_KEY_F1, /* up to F12 */
	TERM_KEY_F12 = TERM_KEY_F1 + 11,
	TERM_KEY_EOF /* the terminal is gone */
};

#define TERM_KEY_ALT 0x1000000u /* or-ed in: Esc came right before it */

struct keys;

struct keys *keys_new(void);
void keys_free(struct keys *k); /* NULL is fine */

/* Lend the name of the i-th string of terminfo to define, and what it means;
 * NULL: there are no more. */
const char *keys_cap(size_t i, uint32_t *key);

/*
 * Let a sequence (of at least 2 bytes, the first of them Esc; others are left
 * out) mean a key.  The first definition of a sequence stays.
 */
void keys_define(struct keys *k, const char *bytes, uint32_t key);

/* Add n bytes that were read. */
void keys_feed(struct keys *k, const char *p, size_t n);

/* Forget the bytes that wait. */
void keys_clear(struct keys *k);

/*
 * Take the next key, a code point or an enum term_key.  Characters are
 * decoded by the locale; bytes that are none are skipped.  False if there is
 * no whole key: then more bytes may make it whole or, if keys_escape() says
 * that an Esc waits, the end of the time to wait for them (late), when it
 * stands for itself.
 */
bool keys_take(struct keys *k, bool late, uint32_t *key);

/* An Esc waits that may begin a longer sequence. */
bool keys_escape(const struct keys *k);

#endif
