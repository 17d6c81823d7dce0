/*
 * The leaves of an FTS5 index, read in a row: its words in the order of their
 * bytes, and for each word the rows that have it, and where it stands in them.
 *
 * FTS5 answers a prefix by merging the positions of all words that begin so,
 * which takes ten times as long as going through them.  The format is the one
 * that the source of SQLite describes in ext/fts5/fts5_index.c; it has been
 * the same since FTS5 came.  Nothing is taken on trust: what does not fit is
 * damaged, and whoever asked asks FTS5 instead.
 *
 * Knows bytes and no SQLite; pages come by way of a function.  Any thread, one
 * at a time.
 */
#ifndef ANNALS_MODEL_LEAF_H
#define ANNALS_MODEL_LEAF_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEAF_WORD_MAX 256                 /* bytes of a word that can be read */
#define LEAF_PLACES_MAX ((size_t)1 << 28) /* of the places in one row */

/* Lend the next page until the next call; false if there is none. */
typedef bool (*leaf_page)(void *arg, struct str *page);

struct leaf_walk {
	leaf_page fetch;
	void *arg;
	struct str page;
	size_t end;      /* of what is no footer */
	size_t at;       /* what was not read yet */
	size_t foot;     /* the next entry of the footer */
	size_t next;     /* where the next word on the page is; end if none */
	size_t turns;    /* pages before this one */
	bool first;      /* it is the first one on the page */
	bool ended;      /* there are no more pages */
	bool damaged;    /* and what was read last may be wrong */
	struct str word; /* in text, as FTS5 has it: '0' before the word */
	char text[LEAF_WORD_MAX];
	struct buf places; /* of a row, where they are on several pages */
};

/* Rows that are found: bit row % 64 of word row / 64.  Rows count from 0, and
 * SQLite's rowids from 1. */
struct leaf_rows {
	uint64_t *set;
	size_t n; /* for which set has room; what is beyond is passed over */
};

void leaf_init(struct leaf_walk *w);
void leaf_fini(struct leaf_walk *w);

/* Start on the pages that fetch gives, the first one included. */
void leaf_start(struct leaf_walk *w, leaf_page fetch, void *arg);

/*
 * Go to the next word, which is the first one that begins on these pages;
 * false at their end, or if they are damaged.
 */
bool leaf_next(struct leaf_walk *w);

/* Is shown a row that has the word, counted from 0, and its places, lent. */
typedef void (*leaf_row)(void *arg, uint64_t row, struct str places);

/* Show fn the rows of the word, once, in their order.  What is damaged is not
 * shown, but what comes before it. */
void leaf_each(struct leaf_walk *w, leaf_row fn, void *arg);

/* Places in a row: the word is in that column of the index, after so many
 * other words. */
struct leaf_places {
	struct str bytes;
	size_t next; /* byte that was not read yet */
	uint32_t column, at;
};

/* Start with what leaf_each() shows. */
void leaf_places_start(struct leaf_places *p, struct str places);

/* Go to the next one; false if there is none, or it is damaged. */
bool leaf_places_next(struct leaf_places *p);

/* Read a number as SQLite writes them; false if there is none. */
bool leaf_number(struct str *from, uint64_t *n);

/* Take the rows of the word, once.  Returns how many it has. */
size_t leaf_take(struct leaf_walk *w, const struct leaf_rows *rows);

#endif
