/*
 * The cursor in a text: on a word of the title, the running text or the value
 * of a field, or on a link, which is one thing to it.
 *
 * Where it is does not depend on the width.  Main thread.
 */
#ifndef ANNALS_UI_TEXT_CURSOR_H
#define ANNALS_UI_TEXT_CURSOR_H

#include "text/fold_map.h"
#include "ui/doc.h"

#include <stdbool.h>
#include <stddef.h>

/* A word: bytes of the title or, if it is below it, places of the doc. */
struct text_cursor {
	bool set;
	bool title;
	size_t start, end;
};

/* What a cursor moves over; all is lent. */
struct text_words {
	const struct doc *doc;
	struct fold_map *map;
	size_t title; /* bytes of the title that are seen */
};

/* To the first word of text and fields that starts at place or behind it, or
 * to the last one of all words that starts before it.  False: none does. */
bool text_cursor_from(
    struct text_cursor *c, const struct text_words *w, size_t place);
bool text_cursor_before(
    struct text_cursor *c, const struct text_words *w, size_t place);

/* To the next word, or the one before; c is set.  False: there is none. */
bool text_cursor_next(struct text_cursor *c, const struct text_words *w);
bool text_cursor_previous(struct text_cursor *c, const struct text_words *w);

/* To link i of the doc. */
void text_cursor_link(struct text_cursor *c, const struct doc *d, size_t i);

/* The number of the link that c is on, from 0; false if it is on none. */
bool text_cursor_on_link(
    const struct text_cursor *c, const struct doc *d, size_t *i);

/* Lend the text of the word; c is set. */
struct str text_cursor_word(const struct text_cursor *c, const struct doc *d);

#endif
