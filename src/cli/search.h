/*
 * Finding events and printing them without a terminal: search and today.
 *
 * Most orders need the whole chronicle first.  By file, and to count, it goes
 * piece by piece as the loader sends it: what is found is out before the rest
 * is read, and no more than a piece is in memory.  Not so if the query asks for
 * what the reader left behind (is:, has:, note:).
 *
 * Main thread.
 */
#ifndef ANNALS_CLI_SEARCH_H
#define ANNALS_CLI_SEARCH_H

#include "base/err.h"
#include "model/loader.h"

#include <stdbool.h>
#include <stddef.h>

struct format; /* model/format.h */

struct search_request {
	const char *query;
	const char *sort; /* the name of an order; NULL: by date */
	size_t limit;     /* at most so many events; 0: all */
	bool count;       /* print only how many there are */
	const struct format *format;
	bool safe; /* as in struct printer, all three */
	bool ascii, highlight;
	bool ascii_messages; /* ascii, for standard error */
};

/*
 * Read the chronicle at path, print to standard output what rq asks for, and
 * the problems of the file to standard error.  *found is how many events that
 * are; if none and all of them are at hand (sort is not file, no count), words
 * near to those of the query go to standard error, too.  False with *e: what
 * was found up to there is printed.  ERR_USAGE "query:COLUMN: ..." is a mistake
 * in the query, "--sort: ..." in the order, ERR_STOPPED that nobody reads
 * standard output any more.
 */
bool search_print(const char *path, const struct loader_options *loading,
    const struct search_request *rq, size_t *found, struct err *e);

#endif
