/*
 * A query: what annals(1), SEARCH, describes, parsed.
 *
 *	words            all of them must be there
 *	"a phrase"       these words one after another
 *	prefix*          words that begin so; * alone is every event
 *	-x  x OR y  ( )  not, either, groups; NOT and AND may be written too
 *	title:x          in one column: title text actor place section kind
 *	                 source id, note, list, or any column by its name;
 *	                 before a group too: title:(x OR y)
 *	column:*         is not empty
 *	column="x"       exactly; column>10, column<=2020-05: comparison
 *	column:1990..2000  is a date that overlaps
 *	date:1967 date:1948-05-17 date:2014..2018 before:1990 after:2000-05
 *	day:05-17        on that day of any year
 *	is:bookmarked has:note list:x   what a reader left behind
 *
 * AND binds closer than OR, NOT closer than both.  Inside quotes two quotation
 * marks are one.  A name with blanks stands in quotes, and is then looked for
 * among the columns first.  Words that are symbols only ("-", "&") are passed
 * over where there is something else to search for.
 *
 * date:, before: and after: find what overlaps with that time, so before:1990
 * finds what began before 1990, and date<1990 only what had ended by then.
 * What is undated is never found.  day: finds single days only, no months and
 * no intervals; where a column is called so, day:x finds x in that.
 *
 * Immutable once parsed.  Bounded: QUERY_BYTES_MAX, QUERY_TERMS_MAX,
 * QUERY_DEPTH_MAX, QUERY_WORDS_MAX.  Nothing of a user's text is ever SQL or
 * an FTS5 expression but quoted words.  Main thread.
 */
#ifndef ANNALS_MODEL_QUERY_H
#define ANNALS_MODEL_QUERY_H

#include "base/err.h"
#include "base/str.h"
#include "model/query_node.h"
#include "model/record.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

#define QUERY_BYTES_MAX 1024

struct query;

/* Is there nothing in text but blanks, of ASCII or Unicode? */
bool query_is_blank(struct str text);

/*
 * Parse text for a chronicle with these columns (lent for the call).  typing:
 * the last word is a prefix unless a blank follows it, and what is not
 * finished yet (a quote that is open, an OR without a right side, a field
 * without a value, half a date) is no mistake.  Where text is a query, it is
 * one with typing too.  An empty query is QUERY_ALL.  Gives (query_free).
 * NULL with *e (ERR_USAGE; what it shows of text is sanitised) and *column, in
 * code points of text from 1, for a mistake.
 */
struct query *query_parse(struct str text, const struct columns *columns,
    struct fold_map *map, bool typing, size_t *column, struct err *e);
void query_free(struct query *q); /* NULL is fine */

/* Lend the top of the tree. */
const struct query_node *query_top(const struct query *q);

/* Does it ask for what a reader left behind (is:, has:, note:, list:)? */
bool query_asks(const struct query *q);

/* Lend the map by which its words were folded. */
struct fold_map *query_map(const struct query *q);

#endif
