/*
 * Words as a search sees them: cut, and folded so that spellings that people
 * take for the same are the same.
 *
 * Case, accents, Hebrew points and cantillation, Arabic vowel signs and
 * tatweel are dropped; yo is ye (but letters of their own stay apart: short i,
 * the Ukrainian yi); gershayim, geresh and quote marks between Hebrew letters
 * are dropped; dashes and apostrophes are one of their kind; digits of any
 * script are ASCII.  Soft hyphens, joiners and direction marks are as if they
 * were not there.  Letters, marks and digits make words, all else separates
 * them, but an emoji (a whole cluster) is a word of its own, whatever the
 * colour of its skin.
 *
 * A word with a hyphen or apostrophe inside gives its parts and, at the place
 * of the first, also the whole without it ("co-operate": "co", "cooperate",
 * "operate"), unless that is longer than FOLD_TOKEN_MAX.  So do initials
 * ("U.S.": "u", "us", "s").  What is no hyphen
 * of a word separates: one between digits ("1914-1918"), and a dash that is
 * wider than U+2013, which is a pause.
 *
 * Runs of Han, Kana, Thai, Lao, Khmer, Burmese and other scripts without
 * blanks become pairs of letters, and the last letter of a run stands alone
 * too, so that every substring can be found.  A letter has its marks here.
 *
 * The same code cuts what is indexed, what is searched, and what is marked.
 * A word that is folded again stays as it is, but for pairs, which are cut
 * into themselves and their last letter.
 */
#ifndef ANNALS_TEXT_FOLD_H
#define ANNALS_TEXT_FOLD_H

#include "base/str.h"
#include "text/fold_map.h"
#include "text/fold_plain.h"

#include <stdbool.h>
#include <stddef.h>

#define FOLD_TOKEN_MAX 128 /* bytes of a folded word; longer ones are cut */

struct fold_token {
	/* n bytes, n > 0, folded UTF-8 without NUL, and then NUL up to a whole
	 * chunk; lent until the next call */
	const char *text;
	size_t n;
	/* Bytes of the original that it stands for: from its first letter to
	 * its last one and the marks on it. */
	size_t start, end;
	bool colocated; /* at the same place as the token before it */
	bool gram;      /* a pair, or the last letter of a run */
	bool glued;     /* between the token before it and this one stands
			 * nothing, or what joins the parts of a word */
};

/* A word in the making. */
struct fold_word {
	char text[FOLD_TOKEN_MAX];
	size_t n;
	size_t last; /* where the last letter is in text, with its marks */
	size_t start, end;
	size_t letters; /* in its last part */
	uint8_t class;  /* of the last letter */
	bool cut;       /* it is longer than text */
};

struct fold {
	struct fold_map *map;
	struct str text;
	size_t at;       /* all before it was looked at */
	size_t whole;    /* parts up to there have had their whole */
	bool apart;      /* the next token is not glued */
	bool has_second; /* more to come from what was looked at */
	struct fold_word first, second;
	char pair[FOLD_TOKEN_MAX];
};

/* Lends map and text. */
void fold_init(struct fold *f, struct fold_map *map, struct str text);

/* The next word; false at the end. */
bool fold_next(struct fold *f, struct fold_token *t);

#endif
