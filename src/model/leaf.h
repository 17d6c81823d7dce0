/*
 * The leaves of an FTS5 index, read in a row: its words in the order of their
 * bytes, and for each word the rows that have it.
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

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEAF_WORD_MAX 256 /* bytes of a word that can be read */

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
	bool first;      /* it is the first one on the page */
	bool ended;      /* there are no more pages */
	bool damaged;    /* and what was read last may be wrong */
	struct str word; /* in text, as FTS5 has it: '0' before the word */
	char text[LEAF_WORD_MAX];
};

/* Rows that are found: bit row % 64 of word row / 64.  Rows count from 0, and
 * SQLite's rowids from 1. */
struct leaf_rows {
	uint64_t *set;
	size_t n; /* for which set has room; what is beyond is passed over */
};

/* Start on the pages that fetch gives, the first one included. */
void leaf_start(struct leaf_walk *w, leaf_page fetch, void *arg);

/*
 * Go to the next word, which is the first one that begins on these pages;
 * false at their end, or if they are damaged.
 */
bool leaf_next(struct leaf_walk *w);

/* Take the rows of the word, once.  Returns how many it has. */
size_t leaf_take(struct leaf_walk *w, const struct leaf_rows *rows);

#endif
