/*
 * A text with a cursor in it.
 *
 * What would make it longer than its bound is refused.  The cursor stands
 * between grapheme clusters.  Words end at blanks and line ends.  Positions are
 * bytes of the text.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_EDIT_H
#define ANNALS_UI_EDIT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct edit {
	struct buf text;
	size_t at; /* the cursor */
	size_t max;
	struct buf cut;
};

/* max: bytes of the text. */
void edit_init(struct edit *d, size_t max);
void edit_fini(struct edit *d);

/*
 * What a code point is as text: a blank for tabs and line ends, 0 for other
 * controls and for what is no code point.
 */
uint32_t edit_character(uint32_t cp);

/* Append s, each code point by edit_character(), CR LF as one blank. */
void edit_clean(struct buf *out, struct str s);

/* The border between clusters of s next to byte at: from at on, if after,
 * else up to at. */
size_t edit_border(struct str s, size_t at, bool after);

/* A piece of the text.  Lends until it changes. */
struct str edit_part(const struct edit *d, size_t from, size_t to);

/* Cluster and word beside the cursor: where they start or end. */
size_t edit_left(const struct edit *d);
size_t edit_right(const struct edit *d);
size_t edit_word_left(const struct edit *d);
size_t edit_word_right(const struct edit *d);

/*
 * Put s (no part of the text) in the place of a piece; the cursor goes
 * behind it.  False if the text stays as it was.
 */
bool edit_replace(struct edit *d, size_t from, size_t to, struct str s);

/*
 * Insert a character at the cursor, which may then stand inside a cluster
 * until edit_settle(): so a long paste need not look at its neighbours each
 * time.  False if the text stays as it was.
 */
bool edit_insert(struct edit *d, uint32_t cp);
void edit_settle(struct edit *d);

/* Delete a piece and keep it for edit_yank(), unless it is empty. */
bool edit_cut(struct edit *d, size_t from, size_t to);

/* Insert what was cut last. */
bool edit_yank(struct edit *d);

#endif
