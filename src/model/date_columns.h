/*
 * How dates are written in the columns that do not have the events' dates.
 *
 * Nothing is learned of a column until somebody asks: then its first
 * DATE_COLUMNS_FIRST cells tell (model/dates.h).  Who goes through its cells
 * afterwards shows them, and each is learned from once, in the order of the
 * events; if that shows that cells were misread, date_columns_settle() says
 * so.  So to load a chronicle costs nothing, and what is known of a column
 * depends on its cells only.
 *
 * A column holds dates if half of what its first cells say are dates for sure,
 * or years beside such.  Years alone are numbers, which compare as they do.
 * Numbers that are seconds or milliseconds since 1970 are dates where all
 * cells are such, from 1973 to 2096; days as in spreadsheets only where the
 * name of the column, or a package, says that these are dates.
 *
 * Main thread, but for date_columns_hint(): any.
 */
#ifndef ANNALS_MODEL_DATE_COLUMNS_H
#define ANNALS_MODEL_DATE_COLUMNS_H

#include "base/str.h"
#include "model/dates.h"

#include <stdbool.h>
#include <stddef.h>

#define DATE_COLUMNS_FIRST 2000

struct date_column;

struct date_columns {
	size_t n;
	struct date_column *at; /* n of them */
	size_t before; /* events that are not in the chronicle any more */
};

void date_columns_init(struct date_columns *c);
void date_columns_fini(struct date_columns *c);

/*
 * There are n columns.  hint is what is known of each but for its cells: what
 * the user and a package say, and its name; numbers is whether these two say
 * that its numbers are dates.  NULL: nothing is.
 */
void date_columns_set(
    struct date_columns *c, const struct dates_options *hint, size_t n);

/* How many cells of a column were learned from; was it asked for at all? */
size_t date_columns_learned(const struct date_columns *c, size_t column);

/* Learn from the cell of an event, if it is the next one. */
void date_columns_learn(
    struct date_columns *c, size_t column, size_t event, struct str cell);

/*
 * Decide how to read.  True if that is not what it was, and whoever read cells
 * has to read them again.  What is written is the same until the next call.
 */
bool date_columns_settle(struct date_columns *c, size_t column);

/* Lend how the dates of a column are written, until that is settled again; NULL
 * if it holds none.  *version is another number for each way to read. */
const struct dates *date_columns_find(
    const struct date_columns *c, size_t column, unsigned *version);

#endif
