/*
 * Ranking, held against a BM25 that is as simple as can be: chronicles that
 * are made by chance, cut into segments of any size, and for each event the
 * formula of model/rank.h over all words of all events.
 */
#include "config.h"

#include "model/rank.h"

#include <math.h>

#include "model/order.h"
#include "running.h"
#include "unit/chance.h"
#include "unit/searching.h"

#define NEVENTS 240
#define TOKENS_MAX 64

static const char *const vocabulary[] = { "war", "peace", "visit", "oil",
	"co-operate", "cooperate", "operate", "warm", "U.S.",
	"\327\221\327\222", "treaty", "the", "the", "the", "the" };

static const char *const queries[] = { "war", "the", "visit oil",
	"war OR peace", "-war the", "the -(war OR visit)", "title:oil",
	"title:oil the", "co-operate", "\"the war\"", "\"the the\" oil", "wa*",
	"o*", "U.S.", "actors:the", "actors:war* peace", "kind:the war",
	"number>50 oil", "war war", "\"oil treaty\" OR \"visit the\"" };

static const int indexed[] = { TITLE, TEXT, ACTORS };

#define NINDEXED (sizeof indexed / sizeof indexed[0])

static void
write_words(struct buf *out, size_t most)
{
	for (size_t n = chance(most + 1); n > 0; n--)
		buf_addf(out, "%s ",
		    vocabulary[chance(
			sizeof vocabulary / sizeof vocabulary[0])]);
}

/* Make the events that start says, in segments of at most size events. */
static void
make(int start, size_t size)
{
	chance_start(start);
	add_section("a", SECTION_NONE, "A");
	for (size_t i = 0; i < NEVENTS; i++) {
		struct buf b[NCOLUMNS] = { 0 };
		const char *field[NCOLUMNS];

		buf_addf(&b[DATE], "%d", 1900 + (int)chance(40));
		buf_addf(&b[NUMBER], "%d", (int)chance(100));
		write_words(&b[TITLE], 3);
		write_words(&b[TEXT], 20);
		write_words(&b[ACTORS], 2);
		write_words(&b[KIND], 1);
		for (size_t k = 0; k < NCOLUMNS; k++)
			field[k] = buf_cstr(&b[k]);
		add_event(field, 0);
		for (size_t k = 0; k < NCOLUMNS; k++)
			buf_fini(&b[k]);
		if ((i + 1) % size == 0)
			deliver();
	}
	deliver();
}

/* ---- the simple one ---- */

struct token {
	char text[FOLD_TOKEN_MAX + 1];
	size_t at;
};

struct cell {
	struct token token[TOKENS_MAX];
	size_t n, length;
};

static struct cell cells[NEVENTS][NINDEXED];

static void
read_cell(struct cell *cell, struct str s)
{
	struct fold_token t;
	struct fold f;

	*cell = (struct cell){ .n = 0 };
	fold_init(&f, chronicle_map(c), s);
	while (fold_next(&f, &t)) {
		struct token *token = &cell->token[cell->n++];

		ck_assert_uint_lt(cell->n, TOKENS_MAX);
		cell->length += !t.colocated;
		token->at = cell->length - 1;
		memcpy(token->text, t.text, t.n);
		token->text[t.n] = '\0';
	}
}

static void
read_cells(void)
{
	struct record r;
	struct err e;

	record_init(&r);
	for (size_t i = 0; i < NEVENTS; i++) {
		ck_assert(chronicle_record(c, i, &r, &e));
		for (size_t k = 0; k < NINDEXED; k++)
			read_cell(&cells[i][k], r.field[indexed[k]]);
	}
	record_fini(&r);
}

static bool
stands_at(const struct cell *cell, size_t at, const char *word, bool prefix)
{
	size_t n = strlen(word) + !prefix;

	for (size_t i = 0; i < cell->n; i++)
		if (cell->token[i].at == at &&
		    strncmp(cell->token[i].text, word, n) == 0)
			return true;
	return false;
}

static size_t
count(const struct cell *cell, const struct query_node *node)
{
	size_t n = 0;

	for (size_t at = 0; at < cell->length; at++) {
		bool all = true;

		for (size_t i = 0; i < node->nwords; i++)
			all = all && stands_at(cell, at + i, node->word[i],
					 node->prefix && i + 1 == node->nwords);
		n += all ||
		     (node->alternative != NULL &&
			 stands_at(cell, at, node->alternative, node->prefix));
	}
	return n;
}

/* How often an event has a leaf, the title weighed. */
static double
frequency(size_t event, const struct query_node *leaf)
{
	double tf = 0;

	for (size_t k = 0; k < NINDEXED; k++)
		if (leaf->column < 0 || leaf->column == indexed[k])
			tf += (double)count(&cells[event][k], leaf) *
			      (indexed[k] == TITLE ? 5 : 1);
	return tf;
}

static double
length(size_t event)
{
	double n = 0;

	for (size_t k = 0; k < NINDEXED; k++)
		n += (double)cells[event][k].length;
	return n;
}

/* What is the same for all events, of each leaf that was asked for. */
static struct counts {
	const struct query_node *leaf;
	double found, words;
} counts[QUERY_TERMS_MAX];
static size_t ncounts;

static const struct counts *
count_all(const struct query_node *leaf)
{
	struct counts *new = &counts[ncounts];

	for (size_t i = 0; i < ncounts; i++)
		if (counts[i].leaf == leaf)
			return &counts[i];
	*new = (struct counts){ leaf, 0, 0 };
	for (size_t i = 0; i < NEVENTS; i++) {
		new->found += frequency(i, leaf) > 0;
		new->words += length(i);
	}
	ncounts++;
	return new;
}

static double
score_leaf(size_t event, const struct query_node *leaf)
{
	const struct counts *all = count_all(leaf);
	double tf = frequency(event, leaf), average = all->words / NEVENTS;

	return log(1 + (NEVENTS - all->found + 0.5) / (all->found + 0.5)) * tf *
	       2.2 / (tf + 1.2 * (0.25 + 0.75 * length(event) / average));
}

static double
score(size_t event, const struct query_node *node)
{
	if (node->kind == QUERY_WORDS)
		return score_leaf(event, node);
	if (node->kind != QUERY_AND && node->kind != QUERY_OR)
		return 0;
	return score(event, node->left) + score(event, node->right);
}

/* ---- both ---- */

static void
assert_scores(const char *text, const struct query *q, const uint64_t *found,
    const float *is)
{
	for (size_t i = 0; i < NEVENTS; i++) {
		double want = bitset_has(found, i) ? score(i, query_top(q)) : 0;

		ck_assert_msg(fabs((double)is[i] - want) <= 1e-5 * (1 + want),
		    "%s: event %zu: %g is not %g", text, i, (double)is[i],
		    want);
	}
}

/* The list is that of the scores; what is equal in order of reading. */
static void
assert_order(const char *text, const struct order_list *list,
    const struct result *result, const float *is)
{
	ck_assert_uint_eq(list->n, result->n);
	ck_assert_uint_eq(list->dated, result->n);
	for (size_t i = 1; i < list->n; i++) {
		size_t a = list->event[i - 1], b = list->event[i], pa, pb;

		ck_assert(result_find(result, c, a, &pa));
		ck_assert(result_find(result, c, b, &pb));
		ck_assert_msg(is[a] > is[b] || (is[a] == is[b] && pa < pb),
		    "%s: %zu before %zu", text, a, b);
	}
}

/* Rank in steps that are as short as can be. */
static struct rank *
rank_all(const struct query *q, const uint64_t *within)
{
	struct err e = { ERR_NONE, "" };
	struct rank *r = rank_new(&q, 1, c, within, &e);
	bool done = false;

	ck_assert(r != NULL);
	while (!done) {
		size_t left = 1;

		ck_assert_msg(rank_step(r, &left, &done, &e), "%s", e.text);
	}
	return r;
}

static void
order(
    const struct query *q, const struct result *result, struct order_list *list)
{
	struct order_setup setup = {
		.by = { ORDER_RANK, -1, false },
		.chronicle = c,
		.result = result,
		.query = &q,
		.nqueries = 1,
	};
	struct err e = { ERR_NONE, "" };
	struct order *o = order_new(&setup, &e);
	bool done = false;

	ck_assert(o != NULL);
	while (!done)
		ck_assert_msg(order_step(o, &done, &e), "%s", e.text);
	order_take(o, list);
	order_free(o);
}

/* Rank what a query finds, into list; true if there is something to rank. */
static bool
try(const char *text, struct order_list *list)
{
	struct query *q = parse(text);
	struct search *s = run(q);
	struct rank *r = rank_all(q, search_set(s));
	bool any = rank_has_words(q) && search_count(s) > 1;
	struct result result;
	struct err e;

	ncounts = 0;
	result_init(&result);
	ck_assert(result_filter(&result, c, SECTION_NONE, search_set(s), &e));
	assert_scores(text, q, search_set(s), rank_scores(r));
	order(q, &result, list);
	assert_order(text, list, &result, rank_scores(r));
	result_fini(&result);
	rank_free(r);
	search_free(s);
	query_free(q);
	return any;
}

START_TEST(ranks_as_the_formula_says)
{
	static const size_t sizes[] = { 1, 7, 100, NEVENTS };
	const size_t nqueries = sizeof queries / sizeof queries[0];
	struct order_list first[sizeof queries / sizeof queries[0]];
	size_t ranked = 0;

	for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
		setup();
		make(_i, sizes[k]);
		read_cells();
		for (size_t i = 0; i < nqueries; i++) {
			struct order_list list;

			ranked += try(queries[i], &list);
			if (k == 0) {
				first[i] = list;
				continue;
			}
			/* The same order whatever the segments. */
			ck_assert_uint_eq(list.n, first[i].n);
			ck_assert_msg(memcmp(list.event, first[i].event,
					  list.n * sizeof *list.event) == 0,
			    "%s: segments of %zu", queries[i], sizes[k]);
			order_list_fini(&list);
		}
		teardown();
	}
	for (size_t i = 0; i < nqueries; i++)
		order_list_fini(&first[i]);
	ck_assert_uint_gt(ranked, nqueries * 3);
}
END_TEST

/* A chronicle that grows, and others who read it, do not disturb a walk. */
static bool
look(void *arg, struct str word, size_t rows)
{
	(void)word;
	(void)rows;
	++*(size_t *)arg;
	return true;
}

START_TEST(others_may_read_meanwhile)
{
	struct err e = { ERR_NONE, "" };
	const struct query *asked;
	struct query *q;
	struct search *s;
	struct rank *r;
	bool done = false;
	size_t words = 0, start;

	setup();
	make(7, 100);
	read_cells();
	q = parse("the OR wa*");
	asked = q;
	s = run(q);
	r = rank_new(&asked, 1, c, search_set(s), &e);
	ck_assert(r != NULL);
	while (!done) {
		size_t left = 3;
		struct record record;

		ck_assert(rank_step(r, &left, &done, &e));
		record_init(&record);
		ck_assert(chronicle_record(c, 120, &record, &e));
		record_fini(&record);
		ck_assert_msg(segment_words(chronicle_segment(c, 1, &start),
				  str_of("t"), look, &words, &e),
		    "%s", e.text);
	}
	ck_assert_uint_gt(words, 0);
	assert_scores("the OR wa*", q, search_set(s), rank_scores(r));
	rank_free(r);
	/* And one that is given up lets go of its segment. */
	r = rank_new(&asked, 1, c, search_set(s), &e);
	for (size_t i = 0; i < 40; i++) {
		size_t left = 3;

		ck_assert(rank_step(r, &left, &done, &e));
	}
	ck_assert(!done);
	rank_free(r);
	search_free(s);
	query_free(q);
	teardown();
}
END_TEST

START_TEST(without_words_there_is_nothing_to_rank)
{
	static const char *const none[] = { "*", "-war", "date:1948",
		"number>3", "section:a" };

	setup();
	make(1, NEVENTS);
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		struct query *q = parse(none[i]);

		ck_assert_msg(!rank_has_words(q), "%s", none[i]);
		query_free(q);
	}
	teardown();
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, ranks_as_the_formula_says, 0, 4);
	tcase_add_test(tc, others_may_read_meanwhile);
	tcase_add_test(tc, without_words_there_is_nothing_to_rank);
}

int
main(void)
{
	return run_tests("rank", add_tests);
}
