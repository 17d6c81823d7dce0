/*
 * A segment whose events are rows of a table "event" in SQLite, and the words
 * in an index beside it: how it is asked, wherever the database lies.
 *
 * For segment.c, which makes such a database in memory, and compiled.c, which
 * opens one with many segments.  Whatever is in it is not trusted: rows that
 * are missing, out of order or of another type are an error or empty.
 */
#ifndef ANNALS_MODEL_SEGMENT_SQL_H
#define ANNALS_MODEL_SEGMENT_SQL_H

#include "base/buf.h"
#include "base/err.h"
#include "model/segment_ops.h"
#include "model/wordindex.h"

#include <stdbool.h>
#include <stddef.h>

struct sqlite3;
struct sqlite3_stmt;

struct segment_sql {
	struct segment base; /* first: a struct segment * points at this */
	struct sqlite3 *db;
	struct sqlite3_stmt *select; /* see below */
	size_t ncolumns;
	size_t before; /* rows of the table that are of other segments */
	struct word_index words;
};

/* Append "c0,c1,...", the names of n columns. */
void segment_sql_columns(struct buf *sql, size_t n);

/* Prepare the statement that gives the n columns of a row.  False with *e. */
bool segment_sql_select(
    struct sqlite3 *db, size_t n, struct sqlite3_stmt **select, struct err *e);

/* For struct segment_ops; s is a struct segment_sql. */
bool segment_sql_record(
    struct segment *s, size_t row, struct record *r, struct err *e);
bool segment_sql_indexes(const struct segment *s, size_t column);
bool segment_sql_scan(struct segment *s, size_t column, const uint64_t *within,
    segment_cell fn, void *arg, struct err *e);
bool segment_sql_read(struct segment *s, size_t column, size_t *row,
    segment_take fn, void *arg, struct err *e);
bool segment_sql_match(struct segment *s, const struct segment_term *t,
    uint64_t *set, size_t *count, struct err *e);
bool segment_sql_words(struct segment *s, struct str prefix, struct str after,
    word_visit visit, void *arg, struct err *e);
struct word_walk *segment_sql_walk(
    struct segment *s, const struct word_walk_setup *setup, struct err *e);
bool segment_sql_total(struct segment *s, uint64_t *words, struct err *e);
bool segment_sql_copy(struct segment *s, const struct word_source *to,
    struct buf *pieces, uint32_t *words, struct err *e);
bool segment_sql_check(struct segment *s, struct err *e);

#endif
