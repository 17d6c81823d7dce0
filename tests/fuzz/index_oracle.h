/*
 * What must hold of an index that is written without FTS5: it is, byte for
 * byte, what FTS5 makes of the same rows.  For tests/unit and tests/fuzz.
 */
#ifndef ANNALS_FUZZ_INDEX_ORACLE_H
#define ANNALS_FUZZ_INDEX_ORACLE_H

#include "base/str.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

struct sqlite3;

/* A database whose table "event" has the rows of field (nrows times ncolumns).
 * Its words are known, but there is no table "word". */
struct sqlite3 *oracle_open(struct fold_map *map, const struct str *field,
    size_t nrows, size_t ncolumns);

/* Run a statement that must not fail. */
void oracle_exec(struct sqlite3 *db, const char *sql);

/* Let FTS5 make the table "word" in one piece, with pages of that many
 * bytes. */
void oracle_index(struct sqlite3 *db, size_t ncolumns, size_t page_bytes);

/* Do these give the same rows in both? */
void oracle_compare(struct sqlite3 *a, struct sqlite3 *b, const char *sql);

/* Write the pages for the rows of field and compare them with those of FTS5;
 * aborts if they differ. */
void oracle_check(struct fold_map *map, const struct str *field, size_t nrows,
    size_t ncolumns, size_t page_bytes);

#endif
