/*
 * What folding makes of one code point: what it is for words, and how it is
 * written when it is folded.
 *
 * Filled by pages of 256 when one is needed first, so that it costs nothing
 * at the start and little memory.  Any thread, several at a time: a page is
 * complete before another thread sees it.
 */
#ifndef ANNALS_TEXT_FOLD_MAP_H
#define ANNALS_TEXT_FOLD_MAP_H

#include <stdint.h>

enum fold_class {
	FOLD_SEPARATOR,  /* between words; broken bytes (UTF8_BAD) too */
	FOLD_IGNORED,    /* nothing, wherever it stands: soft hyphen, joiners */
	FOLD_MARK,       /* part of what it stands on, and dropped */
	FOLD_HYPHEN,     /* may join words */
	FOLD_APOSTROPHE, /* likewise; geresh too */
	FOLD_STOP,       /* may join initials */
	FOLD_QUOTE,      /* double quote, gershayim: inside Hebrew words */
	FOLD_LETTER,     /* and odd numbers */
	FOLD_LETTER_MARK, /* a mark that is not dropped; may melt */
	FOLD_DIGIT,       /* its text is ASCII */
	FOLD_HEBREW,      /* a Hebrew letter */
	FOLD_GRAM,        /* a letter of a script without blanks */
	FOLD_GRAM_MARK,   /* likewise, of a script without blanks */
	FOLD_EMOJI,       /* begins an emoji */
	FOLD_SYMBOL,      /* an emoji only if U+FE0F follows */
	FOLD_FLAG         /* half of a flag */
};

#define FOLD_BYTES 8 /* the most that a code point becomes */

struct fold_char {
	uint8_t class;
	uint8_t n; /* bytes of text */
	/*
	 * Folded UTF-8.  Of a FOLD_MARK: what it is if it can melt with what it
	 * stands on (fold_compose()), else nothing.  Empty for what is not
	 * part of a word or an emoji.
	 */
	char text[FOLD_BYTES];
};

struct fold_map;

/* Gives (fold_map_free). */
struct fold_map *fold_map_new(void);

/* Gives m once more; it is gone when it was freed as often as it was given. */
struct fold_map *fold_map_share(struct fold_map *m);
void fold_map_free(struct fold_map *m); /* NULL is fine */

/* Lend what folding makes of cp, as long as there is m; UTF8_BAD is fine. */
const struct fold_char *fold_map_find(struct fold_map *m, uint32_t cp);

/*
 * The letter that base with mark is, if it is one of its own: short i, voiced
 * kana, Hangul syllables, what Indic vowel signs are made of.  0 if there is
 * none, and the mark is an accent.  Both folded.
 */
uint32_t fold_compose(uint32_t base, uint32_t mark);

#endif
