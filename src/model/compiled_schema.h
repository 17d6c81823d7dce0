/*
 * What is in a compiled file: an SQLite database of these tables, and of
 * nothing else (annals(5) tells what they hold).
 *
 * The text of each is what SQLite keeps in its table of tables; a file in
 * which any of it is another one, or which has an index, a view, a trigger or
 * a table more, was not written by us and is not read.  Any thread.
 */
#ifndef ANNALS_MODEL_COMPILED_SCHEMA_H
#define ANNALS_MODEL_COMPILED_SCHEMA_H

#include "base/err.h"
#include "model/dates.h"
#include "model/wordpages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COMPILED_APPLICATION 0x616E6E63 /* at byte 68 of the file */
#define COMPILED_VERSION 2              /* at byte 60, "user_version" */
#define COMPILED_PAGE 8192              /* bytes */

/* Arrays: rows of the table "array", in chunks, as id number << 32 | chunk. */
enum compiled_array {
	/* By event or place, EVENTS_CHUNK in a chunk. */
	COMPILED_DATE,    /* first (4 bytes), last (4), how (1): n of each */
	COMPILED_SECTION, /* 4 */
	COMPILED_ID,      /* 4 */
	COMPILED_ORDER,   /* 4 */
	/* By day that is the date_key() of a dated event, COMPILED_DAYS in a
	 * chunk. */
	COMPILED_DAY,   /* the day (4), and how many events come before (4) */
	COMPILED_FIRST, /* the first one of each chunk of these, all in one */
	/* By event again. */
	COMPILED_WORDS /* 4: how many words of it are indexed */
};

#define COMPILED_DAYS 900

#define COMPILED_HINTS 3

/*
 * What is known of the dates in a column (model/date_columns.h) in numbers:
 * the order, the pivot or -1, and bits: numbers, 1, years, 2, day first, 4.
 * False if they are not those of anything.
 */
void compiled_hint_tell(
    const struct dates_options *hint, int64_t n[COMPILED_HINTS]);
bool compiled_hint_take(
    struct dates_options *hint, const int64_t n[COMPILED_HINTS]);

struct sqlite3;

/* Make all tables, for so many columns. */
bool compiled_create(struct sqlite3 *db, size_t ncolumns, struct err *e);

/*
 * Are there these tables, and no others?  ncolumns is 0 before it is known: do
 * they begin as all do?  False with *e: ERR_FORMAT if not.
 */
bool compiled_check(struct sqlite3 *db, size_t ncolumns, struct err *e);

/* Tell where the index of a part is, but for the list of its pieces. */
void compiled_index(
    struct word_source *source, struct sqlite3 *db, size_t part);

#endif
