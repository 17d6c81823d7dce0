/*
 * What a search found in a text and its fields: where, which one is meant,
 * and at which height they lie.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_TEXT_HITS_H
#define ANNALS_UI_TEXT_HITS_H

#include "model/marks.h"
#include "text/canvas.h"
#include "ui/doc.h"
#include "ui/find.h"

#include <stdbool.h>
#include <stddef.h>

struct text_hits {
	struct query_mark *mark; /* n, places of the doc, in order */
	size_t n;
	size_t at;        /* the one that was gone to; n: none was */
	unsigned version; /* of the search that they are of */
};

void text_hits_init(struct text_hits *h);
void text_hits_fini(struct text_hits *h);

/* Find them in d, which shows an event; column is that of its text. */
void text_hits_find(
    struct text_hits *h, const struct doc *d, const struct find *f, int column);

/* None. */
void text_hits_clear(struct text_hits *h);

/*
 * The number of the hit, from 1, that is meant while places from to to are
 * seen: the one that was gone to, else the first one seen, else the last one
 * before; 0 if all come behind.
 */
size_t text_hits_number(const struct text_hits *h, size_t from, size_t to);

/*
 * Draw in the last column of b, which has a row at least, which part of d is
 * seen there, from line top (top < doc_count()) on, and where hits lie.
 */
void text_hits_draw_bar(const struct text_hits *h, struct doc *d, size_t top,
    struct canvas *cv, struct box b);

#endif
