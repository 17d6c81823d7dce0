/*
 * A sealed run of events.
 *
 * Behind segment_ops, so that the events may live in an SQLite database in
 * memory (what this header makes), in a file, or elsewhere.  What is asked
 * for all the time lies beside them in plain arrays (model/events.h).
 *
 * Life: segment_new(), segment_add() for each event, segment_index() before,
 * between or after these, segment_seal(); from then on nothing is ever written
 * to it, so that whoever reads it waits for nobody.  Used by one thread at a
 * time: the loader fills and seals it and gives it away, the main thread reads
 * it.
 *
 * The database has a table "event" with the columns c0, c1, ... as they are
 * in struct columns (a user's own names never get into SQL) and the row of
 * event n as rowid n + 1, and, if a column is indexed, a full-text table
 * "word" with these columns over the same rowids.
 */
#ifndef ANNALS_MODEL_SEGMENT_H
#define ANNALS_MODEL_SEGMENT_H

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "model/record.h"
#include "model/segment_ops.h"
#include "model/wordindex.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEGMENT_COLUMNS_MAX 1990 /* what FTS5 bears is 2,000, less its own */
/* Of these so many are of the file; the others are composed for roles. */
#define COLUMNS_FILE_MAX (SEGMENT_COLUMNS_MAX - ROLE_NROLES)
#define SEGMENT_ROWS_MAX 12288
#define SEGMENT_SMALL 2200 /* up to so many rows little memory is taken */

struct word_writer; /* model/wordwriter.h */

/* What segment_add() is told of an event besides its fields. */
struct segment_row {
	struct date date;
	uint32_t section;
	uint32_t id; /* ids_short() of its hash */
};

/*
 * Prepare SQLite for this process.  Once, before anything uses it and before
 * there are threads.  False with *e if that is too late.
 */
bool segment_setup(struct err *e);

/*
 * A new segment for about rows events (that decides sizes, and is no limit)
 * of ncolumns fields, 1 to SEGMENT_COLUMNS_MAX.  NULL with *e.
 */
struct segment *segment_new(size_t ncolumns, size_t rows, struct err *e);

/*
 * Index the words of the columns for which worded says so, when the segment is
 * sealed.  At most once, whenever.  Shares map.  False with *e: as
 * segment_add().
 */
bool segment_index(
    struct segment *s, const bool *worded, struct fold_map *map, struct err *e);

/*
 * Append an event: as many fields as there are columns, any bytes.  After
 * false with *e (ERR_MEMORY mostly) the segment is of no use any more but to
 * be freed: SQLite takes back what was added to it when memory is refused.
 */
bool segment_add(struct segment *s, const struct str *field,
    const struct segment_row *row, struct err *e);

/*
 * Nothing more will be added.  writer writes the index, of which most of the
 * time is for: lent for the call.  Without one, NULL, FTS5 does it, which
 * takes four times as long.  False with *e: as segment_add().
 */
bool segment_seal(struct segment *s, struct word_writer *writer, struct err *e);

/* And what comes with it.  NULL is fine. */
void segment_free(struct segment *s);

/*
 * Fetch a row (less than n) of a sealed segment.  False with *e if
 * SQLite fails or memory is refused; what is in r is unspecified then.
 */
bool segment_record(
    struct segment *s, size_t row, struct record *r, struct err *e);

/*
 * Compare the index with the rows, word by word.  False with *e if they
 * differ.  Takes as long as indexing did, and so is for the tests, which hold
 * whoever writes an index to it.  That of a compiled file is not compared.
 */
bool segment_check(struct segment *s, struct err *e);

/*
 * Find the rows of a sealed segment that have t, in the columns that are
 * indexed: set their bits (row % 64 of word row / 64), leave the others, and
 * add to *count how many were not set before.  False with *e: as
 * segment_record(); some bits may be set then.
 *
 * Takes some 5 ns for each row of a word, also of one that begins with a
 * prefix: 1 ms for one letter in 16,384 long events.  Phrases, and words in
 * certain columns, take 30 ns a row, and 120 ns for each place of a word that
 * begins with a prefix.
 */
bool segment_match(struct segment *s, const struct segment_term *t,
    uint64_t *set, size_t *count, struct err *e);

/*
 * Show visit the words of a sealed segment that begin with prefix, in the
 * order of their bytes, until it has enough.  False with *e: as
 * segment_record().
 *
 * Goes through the rows of each word to count them: 16,384 long events take
 * some 10 ms.
 */
bool segment_words(struct segment *s, struct str prefix, word_visit visit,
    void *arg, struct err *e);

/*
 * As segment_words(), but only those that come after the word after ("": all),
 * which begins with prefix: to go on where a visit had enough.
 */
bool segment_words_after(struct segment *s, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e);

/*
 * Give a walk over the rows of a sealed segment that have a term
 * (word_walk_free() before the segment is).  NULL with *e: as
 * segment_record().
 */
struct word_walk *segment_walk(
    struct segment *s, const struct word_walk_setup *setup, struct err *e);

/*
 * Copy the index of a sealed segment: its pages go to the tables that to names
 * (its list of pieces is not looked at, but appended to pieces), and words, as
 * many as rows, are how many words each row has in it.  Nothing if no column
 * is indexed.  False with *e: as segment_record().
 */
bool segment_copy_words(struct segment *s, const struct word_source *to,
    struct buf *pieces, uint32_t *words, struct err *e);

/* How many words there are in the index of a sealed segment. */
bool segment_words_total(struct segment *s, uint64_t *words, struct err *e);

/* Are the words of that column indexed? */
bool segment_indexes(const struct segment *s, size_t column);

/*
 * Show fn the field in column of every row of a sealed segment, or of those
 * rows that are in within (bit row % 64 of word row / 64), in their order.
 * False with *e: as segment_record(); fn has seen some rows then.
 */
bool segment_scan_column(struct segment *s, size_t column,
    const uint64_t *within, segment_cell fn, void *arg, struct err *e);

/*
 * Show fn the field in column of the rows of a sealed segment, from *row on,
 * until it has enough; *row is then the next one, or n.  False with *e: as
 * segment_scan_column().
 */
bool segment_read_column(struct segment *s, size_t column, size_t *row,
    segment_take fn, void *arg, struct err *e);

#endif
