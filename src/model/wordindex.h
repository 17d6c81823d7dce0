/*
 * The words of a segment: a full-text table "word" beside its table "event",
 * over the same rowids, with the words of text/fold.h.  Or pages like those of
 * such a table, kept somewhere else, of which FTS5 knows nothing.
 *
 * False with *e: as sql_failed().  Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_WORDINDEX_H
#define ANNALS_MODEL_WORDINDEX_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/wordpages.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sqlite3;
struct sqlite3_stmt;
struct word_writer; /* model/wordwriter.h */

/* What is looked for. */
struct segment_term {
	const char *const *word; /* folded words, one after another; not "" */
	size_t nwords;           /* at least one */
	bool prefix;             /* the last one may go on */
	const int *column;       /* in one of these columns */
	size_t ncolumns;         /* 0: in any */
};

/* Rows that are found: bit row % 64 of word row / 64. */
struct word_hits {
	uint64_t *set;
	size_t nrows; /* for which set has room */
	size_t count; /* bits that were set since */
};

/* An index of which FTS5 knows nothing. */
struct word_own {
	struct word_source source;
	uint64_t total; /* words in all rows */
	/* How many words a row has, in all columns that are indexed. */
	bool (*size)(void *arg, size_t row, uint64_t *words, struct err *e);
	void *arg;
};

struct word_index {
	struct sqlite3 *db;         /* lent */
	struct word_own own;        /* if own.size is not NULL */
	char *pieces;               /* of own, or NULL */
	int *column;                /* those that are indexed */
	size_t ncolumns;            /* 0: there is no table */
	struct sqlite3_stmt *match; /* NULL until needed */
	struct word_pages *pages;   /* likewise */
	struct word_hits *hits;     /* of the match that runs */
};

/* Lends db until word_index_fini(), w must not move until then. */
void word_index_init(struct word_index *w, struct sqlite3 *db);
void word_index_fini(struct word_index *w);

/* Choose the columns, of ncolumns, for which worded says so.  Shares map as
 * long as there is the database. */
bool word_index_choose(struct word_index *w, const bool *worded,
    size_t ncolumns, struct fold_map *map, struct err *e);

/* Or use an index that is there; lends what own does, but for the list of its
 * pieces. */
bool word_index_open(struct word_index *w, const bool *worded, size_t ncolumns,
    const struct word_own *own, struct err *e);

/*
 * Put in all rows that are there; nothing is added later.  By way of writer
 * or, if that is NULL or knows no way, of FTS5; big says that there may be
 * more than a few thousand rows.
 */
bool word_index_fill(
    struct word_index *w, struct word_writer *writer, bool big, struct err *e);

/* Append t as FTS5 is asked for it; false if there is no such column. */
bool word_index_print(const struct word_index *w, const struct segment_term *t,
    struct buf *match);

/*
 * Count the places of t in each row, or of the word alternative in its place
 * (NULL: none), each place once, into count: nrows pairs of those in the
 * column apart (-1: none) and in the others, all 0.  Unless *known, they are
 * wrong, and FTS5 is to be asked.
 */
bool word_index_count(struct word_index *w, const struct segment_term *t,
    const char *alternative, int apart, uint32_t (*count)[2], size_t nrows,
    bool *known, struct err *e);

/* Copy it to where to says, and append the list of its pieces. */
bool word_index_copy(struct word_index *w, const struct word_source *to,
    struct buf *pieces, struct err *e);

/* See segment_match(), segment_words_after() and segment_check(). */
bool word_index_match(struct word_index *w, const struct segment_term *t,
    struct word_hits *hits, struct err *e);
bool word_index_visit(struct word_index *w, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e);
bool word_index_check(struct word_index *w, struct err *e);

#endif
