/*
 * The tree is planned once: what each part costs, so that cheap parts come
 * first, and what its leaves need.  Then it is evaluated for each segment on
 * sets of its rows.
 *
 * evaluate() is told within which rows the answer matters (NULL: all); outside
 * of them it may say anything.  So the dear side of an AND is asked only where
 * the cheap one holds.
 */
#include "config.h"

#include "model/search.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/bitset.h"
#include "model/cell.h"
#include "model/date_columns.h"
#include "model/date_rows.h"
#include "model/marks.h"
#include "model/members.h"
#include "model/segment.h"

/* Rows are looked up one by one if fewer than one in so many is asked for:
 * that is the dearer way to read them all. */
#define SPARSE 8

/* The most sets at once: the result, and one for each joint on the way to a
 * leaf. */
#define SPARES QUERY_TERMS_MAX

enum cost { COST_ARRAY = 1, COST_INDEX = 10, COST_SCAN = 1000 };

struct plan {
	const struct query_node *node;
	struct plan *left, *right;
	unsigned cost;
	bool *member;          /* QUERY_SECTION: by section */
	struct cell_test cell; /* of those that look at cells */
	unsigned version;      /* of how its column writes dates */
};

/* The segment at hand. */
struct now {
	struct segment *segment;
	size_t start, n;
};

struct search {
	const struct query *query;
	const struct chronicle *c;
	search_left left_fn;
	void *left_arg;
	struct plan plan[QUERY_NODES_MAX];
	size_t nplans;
	size_t nsections; /* of which the plans know */
	struct now now;
	size_t next; /* segment */
	uint64_t *set;
	size_t room; /* events for which set has bits */
	size_t looked, count;
	/* Sets for the segment at hand, used as a stack. */
	uint64_t *spare[SPARES];
	size_t nspare, spare_room;
};

static bool evaluate(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e);

static bool
no_memory(struct err *e)
{
	return err_set(e, ERR_MEMORY, "memory is used up");
}

/* Days are known from the arrays. */
static bool
is_of_dates(const struct search *s, const struct query_node *node)
{
	return (node->kind == QUERY_COMPARE || node->kind == QUERY_PERIOD ||
		   node->kind == QUERY_WORDS) &&
	       node->column >= 0 &&
	       node->column == chronicle_columns(s->c)->role[ROLE_DATE] &&
	       node->date.precision != DATE_NONE;
}

/* Has it to be known whether the column has dates, and how? */
static bool
reads_dates(const struct search *s, const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_COMPARE:
	case QUERY_PERIOD:
		return !is_of_dates(s, node);
	case QUERY_WORDS:
		return node->column >= 0 && node->date.precision != DATE_NONE &&
		       !is_of_dates(s, node);
	default:
		return false;
	}
}

static unsigned
cost_of(const struct search *s, const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_WORDS:
		return COST_INDEX;
	case QUERY_EXACT:
		return COST_SCAN;
	case QUERY_COMPARE:
	case QUERY_PERIOD:
		return is_of_dates(s, node) ? COST_ARRAY : COST_SCAN;
	default:
		return COST_ARRAY;
	}
}

static struct plan *
make_plan(struct search *s, const struct query_node *node)
{
	struct plan *p = &s->plan[s->nplans++];

	assert(s->nplans <= QUERY_NODES_MAX);
	p->node = node;
	p->cost = cost_of(s, node);
	if (node->left != NULL) {
		p->left = make_plan(s, node->left);
		p->cost += p->left->cost;
	}
	if (node->right != NULL) {
		p->right = make_plan(s, node->right);
		p->cost += p->right->cost;
	}
	if (node->kind == QUERY_EXACT || node->kind == QUERY_COMPARE ||
	    reads_dates(s, node))
		cell_test_init(&p->cell, node, query_map(s->query));
	return p;
}

struct search *
search_new(const struct query *q, const struct chronicle *c, struct err *e)
{
	struct search *s = calloc(1, sizeof *s);

	if (s == NULL) {
		no_memory(e);
		return NULL;
	}
	s->query = q;
	s->c = c;
	make_plan(s, query_top(q));
	return s;
}

static void
drop_spares(struct search *s)
{
	for (size_t i = 0; i < SPARES; i++) {
		free(s->spare[i]);
		s->spare[i] = NULL;
	}
}

void
search_free(struct search *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->nplans; i++) {
		free(s->plan[i].member);
		if (s->plan[i].cell.node != NULL)
			cell_test_fini(&s->plan[i].cell);
	}
	drop_spares(s);
	free(s->set);
	free(s);
}

void
search_ask(struct search *s, search_left fn, void *arg)
{
	s->left_fn = fn;
	s->left_arg = arg;
}

/* A set for the segment at hand, until give_back(); NULL with *e. */
static uint64_t *
borrow(struct search *s, struct err *e)
{
	uint64_t **spare = &s->spare[s->nspare];

	assert(s->nspare < SPARES);
	if (*spare == NULL)
		*spare = calloc(bitset_words(s->spare_room), sizeof **spare);
	if (*spare == NULL) {
		no_memory(e);
		return NULL;
	}
	s->nspare++;
	return *spare;
}

static void
give_back(struct search *s)
{
	s->nspare--;
}

/* Where a scan puts what it finds. */
struct scan {
	struct plan *plan;
	struct fold_map *map;
	uint64_t *out;
	struct date_columns *learning; /* from what it sees; or NULL */
	size_t start;
};

static void
scan_cell(void *arg, size_t row, struct str cell)
{
	struct scan *scan = arg;

	if (scan->learning != NULL)
		date_columns_learn(scan->learning,
		    (size_t)scan->plan->node->column, scan->start + row, cell);
	if (cell_test_pass(&scan->plan->cell, cell))
		bitset_add(scan->out, row);
}

static void
scan_words(void *arg, size_t row, struct str cell)
{
	struct scan *scan = arg;

	if (query_words_in(scan->plan->node, scan->map, cell))
		bitset_add(scan->out, row);
}

/* Add the rows of which the cell passes to out. */
static bool
scan(struct search *s, struct plan *p, const uint64_t *within,
    segment_cell look, uint64_t *out, struct err *e)
{
	struct scan scan = {
		.plan = p,
		.map = query_map(s->query),
		.out = out,
		.start = s->now.start,
	};
	size_t n = s->now.n;

	if (p->cell.dates != NULL)
		scan.learning = chronicle_date_columns(s->c);
	if (within != NULL && bitset_count(within, n) > n / SPARSE)
		within = NULL;
	return segment_scan_column(
	    s->now.segment, (size_t)p->node->column, within, look, &scan, e);
}

static bool
find_by_scan(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	bitset_clear(out, s->now.n);
	return scan(s, p, within, scan_cell, out, e);
}

/* Add the rows with these words, where node wants them. */
static bool
match(struct search *s, const struct query_node *node, const char *const *word,
    size_t nwords, uint64_t *out, struct err *e)
{
	struct segment_term term = {
		.word = word,
		.nwords = nwords,
		.prefix = node->prefix,
		.column = &node->column,
		.ncolumns = node->column >= 0,
	};
	size_t count = 0;

	return segment_match(s->now.segment, &term, out, &count, e);
}

static bool
find_plain_words(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	const struct query_node *node = p->node;

	bitset_clear(out, s->now.n);
	if (node->column >= 0 &&
	    !segment_indexes(s->now.segment, (size_t)node->column))
		return scan(s, p, within, scan_words, out, e);
	return match(s, node, node->word, node->nwords, out, e) &&
	       (node->alternative == NULL ||
		   match(s, node, &node->alternative, 1, out, e));
}

static void
add_dates(struct search *s, const struct query_node *node, uint64_t *out)
{
	date_rows_add(
	    chronicle_events(s->c), s->now.start, s->now.n, node, out);
}

/* In a column of dates what is a date, too, however that is written. */
static bool
find_words(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	if (!find_plain_words(s, p, within, out, e))
		return false;
	if (is_of_dates(s, p->node))
		add_dates(s, p->node, out);
	return p->cell.dates == NULL || scan(s, p, within, scan_cell, out, e);
}

static void
find_dates(struct search *s, const struct query_node *node, uint64_t *out)
{
	bitset_clear(out, s->now.n);
	add_dates(s, node, out);
}

static void
find_members(struct search *s, const struct plan *p, uint64_t *out)
{
	const uint32_t *section =
	    chronicle_events(s->c)->section + s->now.start;

	bitset_clear(out, s->now.n);
	for (size_t i = 0; i < s->now.n; i++)
		if (p->member[section[i]])
			bitset_add(out, i);
}

static bool
find_left(struct search *s, const struct query_node *node, uint64_t *out,
    struct err *e)
{
	bitset_clear(out, s->now.n);
	return s->left_fn == NULL ||
	       s->left_fn(s->left_arg, node, s->now.start, out, s->now.n, e);
}

static bool
find_both(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	bool swap = p->right->cost < p->left->cost;
	struct plan *first = swap ? p->right : p->left;
	struct plan *second = swap ? p->left : p->right;
	uint64_t *also;
	bool ok;

	if (!evaluate(s, first, within, out, e))
		return false;
	if (within != NULL)
		bitset_and(out, within, s->now.n);
	if (bitset_empty(out, s->now.n))
		return true;
	also = borrow(s, e);
	if (also == NULL)
		return false;
	ok = evaluate(s, second, out, also, e);
	if (ok)
		bitset_and(out, also, s->now.n);
	give_back(s);
	return ok;
}

static bool
find_either(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	uint64_t *also;
	bool ok;

	if (!evaluate(s, p->left, within, out, e))
		return false;
	also = borrow(s, e);
	if (also == NULL)
		return false;
	ok = evaluate(s, p->right, within, also, e);
	if (ok)
		bitset_or(out, also, s->now.n);
	give_back(s);
	return ok;
}

/* Read what the arrays have to say on a query. */
static bool
fetch(const struct search *s, const struct query_node *node, struct err *e)
{
	unsigned arrays = EVENTS_DATES;

	if (node->kind == QUERY_SECTION)
		arrays = EVENTS_SECTIONS;
	else if (!is_of_dates(s, node) && node->kind != QUERY_DATE &&
		 node->kind != QUERY_DAY)
		return true;
	return events_need(
	    chronicle_events(s->c), arrays, s->now.start, s->now.n, e);
}

static bool
evaluate(struct search *s, struct plan *p, const uint64_t *within,
    uint64_t *out, struct err *e)
{
	if (!fetch(s, p->node, e))
		return false;
	switch (p->node->kind) {
	case QUERY_ALL:
		bitset_fill(out, s->now.n);
		return true;
	case QUERY_AND:
		return find_both(s, p, within, out, e);
	case QUERY_OR:
		return find_either(s, p, within, out, e);
	case QUERY_NOT:
		if (!evaluate(s, p->left, within, out, e))
			return false;
		bitset_not(out, s->now.n);
		return true;
	case QUERY_WORDS:
		return find_words(s, p, within, out, e);
	case QUERY_SECTION:
		find_members(s, p, out);
		return true;
	case QUERY_COMPARE:
	case QUERY_PERIOD:
		if (!is_of_dates(s, p->node))
			return find_by_scan(s, p, within, out, e);
		find_dates(s, p->node, out);
		return true;
	case QUERY_DATE:
	case QUERY_DAY:
		find_dates(s, p->node, out);
		return true;
	case QUERY_EXACT:
		return find_by_scan(s, p, within, out, e);
	default:
		return find_left(s, p->node, out, e);
	}
}

/* What was found is found again. */
static void
start_again(struct search *s)
{
	bitset_clear(s->set, s->room);
	s->next = s->looked = s->count = 0;
}

/*
 * Learn of the sections that came.  A section: may mean others now, so what
 * was found by one is found again.
 */
static bool
learn_sections(struct search *s, struct err *e)
{
	const struct sections *sections = chronicle_sections(s->c);
	bool again = false;

	if (sections->n == s->nsections)
		return true;
	for (size_t i = 0; i < s->nplans; i++) {
		struct plan *p = &s->plan[i];
		bool *member;

		if (p->node->kind != QUERY_SECTION)
			continue;
		member = realloc(p->member, sections->n * sizeof *member);
		if (member == NULL)
			return no_memory(e);
		p->member = member;
		members_find(member, sections, p->node, query_map(s->query));
		again = true;
	}
	s->nsections = sections->n;
	if (again)
		start_again(s);
	return true;
}

/* Learn how the columns write their dates; if that is not what it was, what
 * was found by it is found again. */
static void
learn_dates(struct search *s)
{
	bool again = false;

	for (size_t i = 0; i < s->nplans; i++) {
		struct plan *p = &s->plan[i];
		const struct dates *dates;
		unsigned version;

		if (!reads_dates(s, p->node))
			continue;
		dates = chronicle_column_dates(
		    s->c, (size_t)p->node->column, &version);
		if (version == p->version)
			continue;
		p->version = version;
		cell_test_dates(&p->cell, dates);
		again = true;
	}
	if (again && s->next > 0)
		start_again(s);
}

/* All was looked at: does it show that dates were misread? */
static bool
misread(struct search *s)
{
	bool again = false;

	for (size_t i = 0; i < s->nplans; i++)
		if (s->plan[i].cell.dates != NULL &&
		    date_columns_settle(chronicle_date_columns(s->c),
			(size_t)s->plan[i].node->column))
			again = true;
	return again;
}

/* Let the set have room for all events of the chronicle. */
static bool
make_room(struct search *s, struct err *e)
{
	size_t n = chronicle_count(s->c);
	size_t was = bitset_words(s->room), words = bitset_words(n);
	uint64_t *set = s->set;

	if (set == NULL || words > was) {
		set = realloc(set, (words + 1) * sizeof *set);
		if (set == NULL)
			return no_memory(e);
		memset(set + was, 0, (words + 1 - was) * sizeof *set);
		s->set = set;
	}
	s->room = n;
	return true;
}

bool
search_step(struct search *s, bool *done, struct err *e)
{
	struct now *now = &s->now;
	uint64_t *out;

	*done = true;
	if (!make_room(s, e) || !learn_sections(s, e))
		return false;
	learn_dates(s);
	if (s->next == chronicle_segments(s->c))
		return true;
	now->segment = chronicle_segment(s->c, s->next, &now->start);
	now->n = now->segment->n;
	if (now->n > s->spare_room) {
		drop_spares(s);
		s->spare_room = now->n;
	}
	s->nspare = 0;
	out = borrow(s, e);
	if (out == NULL || !evaluate(s, &s->plan[0], NULL, out, e))
		return false;
	bitset_put(s->set, now->start, out, now->n);
	s->count += bitset_count(out, now->n);
	s->looked += now->n;
	*done = ++s->next == chronicle_segments(s->c) && !misread(s);
	return true;
}

const uint64_t *
search_set(const struct search *s)
{
	return s->set;
}

size_t
search_count(const struct search *s)
{
	return s->count;
}

size_t
search_looked(const struct search *s)
{
	return s->looked;
}
