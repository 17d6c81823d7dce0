/*
 * Searching: the query, the filters under it, the events that they found.
 *
 * A query runs as a job, segment by segment; until it is done the last good
 * result stays.  A result may be kept as a filter: later queries then search
 * inside it.  When the chronicle has grown, what is new is searched too.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_FIND_H
#define ANNALS_UI_FIND_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"
#include "model/query.h"
#include "model/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIND_DEPTH 8 /* the query and the filters under it */

/* A query, and the events that it and those under it found. */
struct found {
	struct query *query;
	struct buf text;
	bool typing; /* see query_parse() */
	struct search *search;
	uint64_t *set; /* bit n % 64 of word n / 64 is event n */
	size_t words;  /* of set: enough for all events */
	size_t events; /* of the chronicle that set has room for */
	bool fresh;    /* set is of the chronicle as it is now */
};

struct find {
	const struct chronicle *chronicle; /* lent */
	struct found level[FIND_DEPTH];
	size_t nlevels;
	bool open;         /* the top level is a query, not a filter yet */
	struct found next; /* to become the top; query is NULL if nothing is */
	unsigned version;  /* another one whenever there is another query */
	search_left left;  /* who is asked for is:, has: and note:, or NULL */
	void *left_arg;
};

/* The queries of a find, to be run again on another chronicle. */
struct find_texts {
	char *text[FIND_DEPTH]; /* n of them, lowest first */
	bool typing[FIND_DEPTH];
	size_t n;
	bool open; /* the last one is a query, not a filter */
};

void find_init(struct find *f, const struct chronicle *c);
void find_fini(struct find *f);

/* Ask fn for is:, has: and note: (search_ask()). */
void find_ask(struct find *f, search_left fn, void *arg);

/* What fn answers is another thing now: run again what asks for it. */
void find_ask_again(struct find *f);

/* Events are dated in another way now: run all again. */
void find_again(struct find *f);

/*
 * Start to run text as the query, in place of the one there; a blank text
 * drops it.  typing: see query_parse().  False with *e, which names the place
 * in text, if it is a mistake; nothing changes then.
 */
bool find_start(struct find *f, struct str text, bool typing, struct err *e);

/* Is text a query without a mistake?  False with *e, which names the place. */
bool find_check(const struct find *f, struct str text, struct err *e);

/* There is work to do. */
bool find_running(const struct find *f);

/*
 * Do a piece of it, a few milliseconds; *changed says that there is another
 * result.  False with *e; the last good result stays.
 */
bool find_step(struct find *f, bool *changed, struct err *e);

/*
 * The chronicle may have more events: the sets get room for them, and what is
 * new is searched.  To be called before anything is asked of f again.
 */
void find_grown(struct find *f);

/* Keep the query as a filter, also while it runs.  False with *e if there is
 * none. */
bool find_keep(struct find *f, struct err *e);

/* Drop the query or, without one, the last filter; false if there is none. */
bool find_drop(struct find *f);

/*
 * Lend the set of events that are to be seen, with room for all; NULL: all
 * are.
 */
const uint64_t *find_set(const struct find *f);

/* Lend the set in which the query at the top searched; NULL: in all. */
const uint64_t *find_below(const struct find *f);

/* Lend the query whose words are marked; NULL if there is none. */
const struct query *find_query(const struct find *f);

/* Lend the text of the query; "" if there is none. */
const char *find_text(const struct find *f);

/* Tell the queries, also the one that runs; find_texts_fini() when done. */
void find_texts(const struct find *f, struct find_texts *t);
void find_texts_fini(struct find_texts *t);

/*
 * Give f, which has none, these queries; they are then to be run.  One that is
 * a mistake here is left out, which is appended to lost.
 */
void find_restore(struct find *f, const struct find_texts *t, struct buf *lost);

/* Append "&filter &filter /query"; nothing if there is none. */
void find_describe(const struct find *f, struct buf *out);

#endif
