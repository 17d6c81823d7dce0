/*
 * The parts of a query (model/query.h): what it asks for, as a tree.
 *
 * Immutable once parsed.  Main thread.
 */
#ifndef ANNALS_MODEL_QUERY_NODE_H
#define ANNALS_MODEL_QUERY_NODE_H

#include "base/date.h"
#include "base/yearday.h"

#include <stdbool.h>
#include <stddef.h>

#define QUERY_TERMS_MAX 32 /* leaves of the tree */
#define QUERY_NODES_MAX (4 * QUERY_TERMS_MAX)
#define QUERY_DEPTH_MAX 16 /* parentheses */
#define QUERY_WORDS_MAX 64 /* words of one phrase */

enum query_kind {
	QUERY_ALL,     /* every event */
	QUERY_AND,     /* both sides */
	QUERY_OR,      /* either */
	QUERY_NOT,     /* not left */
	QUERY_WORDS,   /* words in column or anywhere */
	QUERY_SECTION, /* a section by title or id, with those below it */
	QUERY_DATE,    /* overlaps with date */
	QUERY_DAY,     /* is a day, and on that one of a year */
	QUERY_EXACT, /* column is exactly value, or begins with it if prefix */
	QUERY_COMPARE, /* column compared with value; of a list, one of it */
	QUERY_PERIOD,  /* column is a date that overlaps with date */
	QUERY_IS,      /* value: "bookmarked", "read", "unread", or "note" for
			  who has one */
	QUERY_NOTE,    /* words in the note that a reader wrote */
	QUERY_LIST     /* words in the name of a reading list that it is on, or
			  the name that value is if whole */
};

enum query_compare { QUERY_LT, QUERY_LE, QUERY_GT, QUERY_GE };

/* A node; all that it points at is owned by the query. */
struct query_node {
	enum query_kind kind;
	const struct query_node *left, *right; /* of AND, OR; left of NOT */
	int column;        /* of the chronicle; -1 anywhere */
	bool list;         /* column holds several values with ; between them */
	const char *value; /* as written, without quotes; NUL-terminated */
	size_t nvalue;
	size_t start, end; /* where it stands in the text, with its quotes */
	/* QUERY_WORDS, QUERY_NOTE, QUERY_LIST, QUERY_SECTION: nwords folded
	 * words, each NUL-terminated, that stand one after another.
	 * alternative: the same in one word ("cooperate" for co-operate), or
	 * NULL. */
	const char *const *word;
	size_t nwords;
	bool whole;
	bool prefix; /* the last word, and the alternative, may go on */
	const char *alternative;
	enum query_compare compare;
	/* QUERY_DATE, QUERY_PERIOD; QUERY_COMPARE, and QUERY_WORDS in a column
	 * that may have dates, if value is a date, else undated. */
	struct date date;
	struct yearday on; /* QUERY_DAY */
};

#endif
