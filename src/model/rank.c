#include "config.h"

#include "model/rank.h"

#include <math.h>
#include <stdlib.h>

#include "model/bitset.h"
#include "model/segment.h"
#include "model/wordwalk.h"

#define K1 1.2
#define B 0.75

/* What a piece of work besides its rows costs, in rows. */
#define FIXED_COST 16
/* To find a row costs so much less than to weigh it. */
#define FINDING 32

struct term {
	const struct query_node *node;
	size_t found;
	double idf;
};

struct rank {
	const struct chronicle *c;
	const uint64_t *within;
	struct term *term;
	size_t nterms;
	size_t nsegments, nevents; /* as they were at the start */
	float *score;
	bool counted;      /* found and idf of the terms are known */
	uint64_t words;    /* of all events */
	size_t segment, i; /* what comes next: this segment, term i in it */
	struct word_walk *walk;
	uint64_t *rows; /* within, of that segment; found when counting */
};

/* ---- the terms ---- */

/* Count the terms below node, and put them into term if there is one. */
static size_t
collect(const struct query_node *node, struct term *term)
{
	size_t n = 0;

	switch (node->kind) {
	case QUERY_WORDS:
		if (term != NULL)
			term->node = node;
		return 1;
	case QUERY_AND:
	case QUERY_OR:
		n = collect(node->left, term);
		return n + collect(node->right, term != NULL ? term + n : NULL);
	default:
		return 0;
	}
}

bool
rank_has_words(const struct query *q)
{
	return collect(query_top(q), NULL) > 0;
}

static bool
make_terms(struct rank *r, const struct query *const *query, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		most += collect(query_top(query[i]), NULL);
	r->term = calloc(most > 0 ? most : 1, sizeof *r->term);
	for (size_t i = 0; r->term != NULL && i < n; i++)
		r->nterms += collect(query_top(query[i]), r->term + r->nterms);
	return r->term != NULL;
}

/* The rows of the longest segment. */
static size_t
most_rows(const struct chronicle *c)
{
	size_t most = 0, start;

	for (size_t i = 0; i < chronicle_segments(c); i++) {
		size_t n = chronicle_segment(c, i, &start)->n;

		if (n > most)
			most = n;
	}
	return most;
}

struct rank *
rank_new(const struct query *const *query, size_t n, const struct chronicle *c,
    const uint64_t *within, struct err *e)
{
	struct rank *r = calloc(1, sizeof *r);

	if (r == NULL)
		goto failed;
	r->c = c;
	r->within = within;
	r->nevents = chronicle_count(c);
	r->nsegments = chronicle_segments(c);
	r->score = calloc(r->nevents + 1, sizeof *r->score);
	r->rows = calloc(bitset_words(most_rows(c)) + 1, sizeof *r->rows);
	if (r->score != NULL && r->rows != NULL && make_terms(r, query, n))
		return r;
failed:
	rank_free(r);
	err_set(e, ERR_MEMORY, "memory is used up");
	return NULL;
}

void
rank_free(struct rank *r)
{
	if (r == NULL)
		return;
	word_walk_free(r->walk);
	free(r->rows);
	free(r->score);
	free(r->term);
	free(r);
}

static void
use(size_t *left, size_t cost)
{
	*left -= cost < *left ? cost : *left;
}

/* Go on to the next term or, after the last one, the next segment. */
static void
go_on(struct rank *r)
{
	if (++r->i >= r->nterms) {
		r->i = 0;
		r->segment++;
	}
}

static struct segment_term
phrase_of(const struct query_node *node)
{
	return (struct segment_term){
		.word = node->word,
		.nwords = node->nwords,
		.prefix = node->prefix,
		.column = &node->column,
		.ncolumns = node->column >= 0,
	};
}

/*
 * To start looking for what may go on takes FTS5 as long as a step may, and so
 * does a phrase of frequent words that is seldom there.
 */
static bool
is_dear(const struct term *term)
{
	return term->node->prefix || term->node->nwords > 1;
}

/* ---- counting ---- */

static void
finish_counting(struct rank *r)
{
	double n = (double)r->nevents;

	for (size_t i = 0; i < r->nterms; i++) {
		double found = (double)r->term[i].found;

		r->term[i].idf = log(1 + (n - found + 0.5) / (found + 0.5));
	}
	r->counted = true;
	r->segment = 0;
}

/* Count where a term is in a segment and, with the first one, its words. */
static bool
count_term(struct rank *r, size_t *left, struct err *e)
{
	size_t start, found = 0;
	struct segment *s = chronicle_segment(r->c, r->segment, &start);
	struct term *term = &r->term[r->i];
	struct segment_term t = phrase_of(term->node);
	uint64_t words = 0;

	bitset_clear(r->rows, s->n);
	if (!segment_match(s, &t, r->rows, &found, e))
		return false;
	if (term->node->alternative != NULL) {
		t.word = &term->node->alternative;
		t.nwords = 1;
		if (!segment_match(s, &t, r->rows, &found, e))
			return false;
	}
	if (r->i == 0 && !segment_words_total(s, &words, e))
		return false;
	r->words += words;
	term->found += found;
	use(left, is_dear(term) ? *left : FIXED_COST + found / FINDING);
	go_on(r);
	return true;
}

/* ---- scoring ---- */

/* Fill rows with what matters in a segment; false if nothing does. */
static bool
find_rows(struct rank *r, size_t start, size_t n)
{
	bool any = false;

	bitset_clear(r->rows, n);
	for (size_t i = bitset_next(r->within, start + n, start); i < start + n;
	     i = bitset_next(r->within, start + n, i + 1)) {
		bitset_add(r->rows, i - start);
		any = true;
	}
	return any;
}

static bool
start_walk(struct rank *r, struct segment *s, struct err *e)
{
	const struct query_node *node = r->term[r->i].node;
	struct word_walk_setup setup = {
		.term = phrase_of(node),
		.alternative = node->alternative,
		.apart = chronicle_columns(r->c)->role[ROLE_TITLE],
		.within = r->rows,
	};

	r->walk = segment_walk(s, &setup, e);
	return r->walk != NULL;
}

static double
score_of(const struct rank *r, const struct word_walk_row *row)
{
	double average = (double)r->words / (double)r->nevents;
	double length = (double)row->words / average;
	double tf = (double)row->apart * RANK_TITLE + (double)row->others;

	return r->term[r->i].idf * tf * (K1 + 1) /
	       (tf + K1 * (1 - B + B * length));
}

/* Walk on through the rows of a term. */
static bool
score_rows(struct rank *r, size_t start, size_t *left, struct err *e)
{
	size_t passed = 0; /* rows that did not matter */
	bool end = false;

	while (*left > 0 && !end) {
		struct word_walk_row row;

		if (!word_walk_next(r->walk, &row, &end, e))
			return false;
		if (!end && row.within)
			r->score[start + row.row] += (float)score_of(r, &row);
		if (row.within || ++passed % FINDING == 0)
			use(left, 1);
	}
	if (end) {
		word_walk_free(r->walk);
		r->walk = NULL;
		go_on(r);
	}
	return true;
}

static bool
score(struct rank *r, size_t *left, struct err *e)
{
	size_t start;
	struct segment *s = chronicle_segment(r->c, r->segment, &start);

	if (r->walk == NULL) {
		use(left, FIXED_COST);
		if (r->i == 0 && !find_rows(r, start, s->n)) {
			r->segment++;
			return true;
		}
		if (!start_walk(r, s, e))
			return false;
		if (is_dear(&r->term[r->i]))
			*left = 1; /* its first row ends the step */
	}
	return score_rows(r, start, left, e);
}

bool
rank_step(struct rank *r, size_t *left, bool *done, struct err *e)
{
	*done = r->nterms == 0 || r->nsegments == 0;
	while (*left > 0 && !*done) {
		if (!(r->counted ? score : count_term)(r, left, e))
			return false;
		if (r->segment < r->nsegments)
			continue;
		*done = r->counted;
		if (!r->counted)
			finish_counting(r);
	}
	return true;
}

const float *
rank_scores(const struct rank *r)
{
	return r->score;
}
