/*
 * The leaves of an FTS5 index, written: the other end of model/leaf.h.
 *
 * Words come in the order of their bytes, each with its rows in their order;
 * pages, and what leads to them, go out by functions as soon as they are
 * full.  Byte for byte they are what FTS5 makes of the same words when they
 * all fit into its hash; the format, and where a page ends, are told in
 * ext/fts5/fts5_index.c of SQLite's source.
 *
 * Knows bytes and no SQLite.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_LEAFWRITER_H
#define ANNALS_MODEL_LEAFWRITER_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEAF_BYTES 4050     /* what FTS5 lets a page have if it is not told */
#define LEAF_WORD_BYTES 255 /* the most of a word */
#define LEAF_SKIP_LEVELS 5

/* False: it failed, and the rest is of no use. */
struct leaf_sink {
	/* Take the page for that id, which counts from 0 for each index. */
	bool (*page)(void *arg, int64_t id, struct str bytes);
	/* Take where words begin that come from start on: twice the number of
	 * a page, and one more if rows can be skipped there. */
	bool (*start)(void *arg, struct str start, int64_t place);
};

/* Pages of one height of a doclist index: the first rows of pages, so that a
 * word that fills many of them need not be read from its first row on. */
struct leaf_skip {
	struct buf page;
	uint64_t number; /* of the page */
	uint64_t last;   /* the row in it */
};

struct leaf_writer {
	const struct leaf_sink *sink;
	void *arg;
	bool failed;
	size_t full; /* bytes of a page with its footer */
	unsigned char page[LEAF_BYTES + 64];
	size_t n;
	unsigned char foot[LEAF_BYTES + 64];
	size_t nfoot;
	size_t foot_last; /* where the last word on the page begins */
	uint32_t number;  /* of the page, from 1 */
	bool has_word;    /* on the page */
	bool has_row;     /* likewise, at its start or after a word */
	uint64_t rowid;   /* the last one of the word, or 0 */
	char word[LEAF_WORD_BYTES];
	size_t nword;
	char start[LEAF_WORD_BYTES]; /* of the words from a page on */
	size_t nstart;
	uint32_t start_page;
	unsigned wordless; /* pages since that one */
	struct leaf_skip skip[LEAF_SKIP_LEVELS];
};

/* Pages are full with so many bytes, 32 to LEAF_BYTES.  Lends sink and arg
 * until leaf_writer_end(). */
void leaf_writer_start(struct leaf_writer *w, size_t full,
    const struct leaf_sink *sink, void *arg);

/* Begin a word, 1 to LEAF_WORD_BYTES bytes, which comes after the one before.
 * As FTS5 has it: with '0' before. */
void leaf_writer_word(struct leaf_writer *w, struct str word);

#define LEAF_SLACK 8

/* Append a row to the word: a rowid larger than the one before and than 0, and
 * its places as n bytes, whole numbers as leaf_number_put() writes them.  There
 * are LEAF_SLACK bytes at p, if n is less. */
void leaf_writer_row(
    struct leaf_writer *w, uint64_t rowid, const unsigned char *p, size_t n);

/* End.  False if a function said so; else *pages is the number of the last
 * page, 0 if there was no word. */
bool leaf_writer_end(struct leaf_writer *w, uint32_t *pages);

#define LEAF_NUMBER_MAX 9

/* See leaf_number_put(). */
size_t leaf_number_put_long(unsigned char *p, uint64_t n);

/* Write a number of SQLite's kind; returns its bytes.  Most are of one or
 * two. */
static inline size_t
leaf_number_put(unsigned char *p, uint64_t n)
{
	if (n < 0x80) {
		p[0] = (unsigned char)n;
		return 1;
	}
	if (n >= 0x4000)
		return leaf_number_put_long(p, n);
	p[0] = (unsigned char)(n >> 7) | 0x80;
	p[1] = n & 0x7F;
	return 2;
}

#endif
