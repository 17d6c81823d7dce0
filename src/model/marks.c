/*
 * All patterns go through a text at once.  Each keeps a bit for every number
 * of its words that stood here in a row (Baeza-Yates and Gonnet, "A new
 * approach to text searching", 1992): a step per word of the text, and
 * nothing is read twice.  A place may have two words, "co" and "cooperate".
 */
#include "config.h"

#include "model/marks.h"

#include <assert.h>
#include <stdint.h>

_Static_assert(QUERY_WORDS_MAX == 64, "a bit of uint64_t for each word");

#define PATTERNS_MAX (2 * QUERY_TERMS_MAX)

struct pattern {
	const char *const *word;
	size_t n;
	bool prefix;
	uint64_t before; /* bit i: words 0 to i end at the place before */
	uint64_t here;   /* bit i: words 0 to i end at this place */
};

/* The words of a query, and where the last places of the text began. */
struct matcher {
	struct pattern pattern[PATTERNS_MAX];
	size_t n;
	size_t start[QUERY_WORDS_MAX]; /* of place i at i % QUERY_WORDS_MAX */
	size_t places;
};

/* Marks as they are found. */
struct list {
	struct query_mark *mark;
	size_t n, max;
	bool found; /* one at least, also if none fits */
};

static void
add_pattern(struct matcher *m, const char *const *word, size_t n, bool prefix)
{
	assert(m->n < PATTERNS_MAX && n <= QUERY_WORDS_MAX);
	if (n > 0)
		m->pattern[m->n++] = (struct pattern){ word, n, prefix, 0, 0 };
}

static void
add_patterns(struct matcher *m, const struct query_node *node)
{
	add_pattern(m, node->word, node->nwords, node->prefix);
	if (node->alternative != NULL)
		add_pattern(m, &node->alternative, 1, node->prefix);
}

/* Does word i of a pattern stand for the token? */
static bool
is_word(const struct pattern *p, size_t i, const struct fold_token *t)
{
	size_t n = strlen(p->word[i]);
	bool prefix = p->prefix && i + 1 == p->n;

	return (prefix ? t->n >= n : t->n == n) &&
	       memcmp(p->word[i], t->text, n) == 0;
}

/*
 * Where the part of a pair ends that a pattern asks for: behind its first
 * letter if that is all, which is where the next token begins.
 */
static size_t
end_of(
    const struct pattern *p, const struct fold *f, const struct fold_token *t)
{
	struct fold_token next;
	struct fold ahead;

	if (!t->gram || t->n == strlen(p->word[p->n - 1]))
		return t->end;
	ahead = *f;
	if (fold_next(&ahead, &next) && next.start < t->end)
		return next.start;
	return t->end;
}

/* What was found may lie over others: they become one. */
static bool
add_mark(struct list *l, size_t start, size_t end)
{
	l->found = true;
	while (l->n > 0 && l->mark[l->n - 1].end > start) {
		l->n--;
		if (l->mark[l->n].start < start)
			start = l->mark[l->n].start;
		if (l->mark[l->n].end > end)
			end = l->mark[l->n].end;
	}
	if (l->n == l->max)
		return false;
	l->mark[l->n++] = (struct query_mark){ start, end };
	return true;
}

/* Go on to the next place, where a token begins. */
static void
next_place(struct matcher *m, size_t start)
{
	for (size_t i = 0; i < m->n; i++) {
		m->pattern[i].before = m->pattern[i].here;
		m->pattern[i].here = 0;
	}
	m->start[m->places++ % QUERY_WORDS_MAX] = start;
}

/* Take a token at this place; true if it is the last word of p. */
static bool
take_token(struct pattern *p, const struct fold_token *t)
{
	uint64_t last = UINT64_C(1) << (p->n - 1);
	uint64_t open = p->before << 1 | 1;

	for (size_t i = 0; i < p->n; i++) {
		uint64_t bit = UINT64_C(1) << i;

		if (open < bit)
			break;
		if ((open & bit) != 0 && is_word(p, i, t)) {
			p->here |= bit;
			if (bit == last)
				return true;
		}
	}
	return false;
}

/* Find all patterns, or as many as fit. */
static void
find(struct matcher *m, struct fold_map *map, struct str text, struct list *l)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, text);
	while (fold_next(&f, &t)) {
		if (!t.colocated)
			next_place(m, t.start);
		for (size_t i = 0; i < m->n; i++) {
			struct pattern *p = &m->pattern[i];
			size_t first;

			if (!take_token(p, &t))
				continue;
			first = (m->places - p->n) % QUERY_WORDS_MAX;
			if (!add_mark(l, m->start[first], end_of(p, &f, &t)))
				return;
		}
	}
}

/* The words that are wanted in column. */
static void
collect(struct matcher *m, const struct query_node *node, int column)
{
	switch (node->kind) {
	case QUERY_AND:
	case QUERY_OR:
		collect(m, node->left, column);
		collect(m, node->right, column);
		break;
	case QUERY_WORDS:
		if (node->column < 0 || node->column == column)
			add_patterns(m, node);
		break;
	default:
		break;
	}
}

size_t
query_marks(const struct query *q, struct fold_map *map, int column,
    struct str text, struct query_mark *mark, size_t max)
{
	struct list l = { mark, 0, max, false };
	struct matcher m;

	m.n = 0;
	m.places = 0;
	collect(&m, query_top(q), column);
	if (m.n > 0 && max > 0)
		find(&m, map, text, &l);
	return l.n;
}

bool
query_words_in(
    const struct query_node *node, struct fold_map *map, struct str text)
{
	struct list l = { NULL, 0, 0, false };
	struct matcher m;

	m.n = 0;
	m.places = 0;
	add_patterns(&m, node);
	find(&m, map, text, &l);
	return l.found;
}
