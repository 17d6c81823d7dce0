#include "config.h"

#include "model/wanted.h"

#include <string.h>

struct finder {
	struct wanted *wanted;
	size_t n;
	struct fold_map *map;
	struct str text;
};

static struct wanted *
add_word(struct finder *f, const struct query_node *node, const char *word,
    size_t index)
{
	struct wanted *w;

	if (f->n == WANTED_MAX)
		return NULL;
	w = &f->wanted[f->n++];
	*w = (struct wanted){ .node = node,
		.word = word,
		.index = index,
		.prefix = node->prefix && index + 1 >= node->nwords };
	return w;
}

/*
 * Find where the words from number first on stand in what was typed for their
 * node, which is folded again as it stands, with the quotes.
 */
static void
place_words(struct finder *f, const struct query_node *node, size_t first)
{
	struct fold_token t;
	struct fold fold;
	size_t i = first;

	fold_init(&fold, f->map,
	    (struct str){ f->text.p + node->start, node->end - node->start });
	while (i < f->n && fold_next(&fold, &t)) {
		struct wanted *w = &f->wanted[i];

		if (t.colocated || t.n != strlen(w->word) ||
		    memcmp(t.text, w->word, t.n) != 0)
			continue;
		w->start = node->start + t.start;
		w->end = node->start + t.end;
		i++;
	}
}

static void
add_words(struct finder *f, const struct query_node *node)
{
	size_t first = f->n, last;
	struct wanted *w;

	for (size_t i = 0; i < node->nwords; i++)
		(void)add_word(f, node, node->word[i], i);
	place_words(f, node, first);
	if (node->alternative == NULL || f->n == WANTED_MAX)
		return;
	last = f->n - 1;
	w = add_word(f, node, node->alternative, node->nwords);
	w->joined = true;
	w->start = f->wanted[first].start;
	w->end = f->wanted[last].end;
}

static void
find_below(struct finder *f, const struct query_node *node, bool turned)
{
	if (node->kind == QUERY_WORDS && !turned)
		add_words(f, node);
	if (node->left != NULL)
		find_below(f, node->left, turned != (node->kind == QUERY_NOT));
	if (node->right != NULL)
		find_below(f, node->right, turned);
}

size_t
wanted_find(struct wanted w[WANTED_MAX], const struct query *q, struct str text)
{
	struct finder f = { .wanted = w, .map = query_map(q), .text = text };

	find_below(&f, query_top(q), false);
	return f.n;
}
