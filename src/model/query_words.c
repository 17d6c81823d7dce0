#include "config.h"

#include "model/query_words.h"

#include "base/mem.h"

/* What has to be known of the words before to place the next one. */
struct state {
	struct fold_token first, last, joined;
	size_t njoined;
	bool pair; /* the last one ends where the one before it does */
};

static bool
add_word(struct query_words *w, struct state *s, const struct fold_token *t)
{
	if (w->n == QUERY_WORDS_MAX)
		return false;
	w->word[w->n] = x_strndup(t->text, t->n);
	if (w->n == 0)
		s->first = *t;
	s->pair = w->n > 0 && t->gram && s->last.gram && t->end == s->last.end;
	s->last = *t;
	w->n++;
	return true;
}

static void
add_joined(struct query_words *w, struct state *s, const struct fold_token *t)
{
	x_free(w->joined);
	w->joined = x_strndup(t->text, t->n);
	s->joined = *t;
	s->njoined++;
}

/* Settle what is known only now that all words are there. */
static void
finish(struct query_words *w, const struct state *s, struct str text)
{
	bool whole = s->njoined == 1 && s->joined.start == s->first.start &&
		     s->joined.end == s->last.end;

	if (!whole) {
		x_free(w->joined);
		w->joined = NULL;
	}
	w->touches = w->n > 0 && s->last.end == text.n;
	if (s->pair)
		x_free(w->word[--w->n]);
	w->single = w->n > 0 && s->last.gram && !s->pair;
}

bool
query_words_fold(
    struct query_words *w, struct fold_map *map, struct str text, struct err *e)
{
	struct state s = { .njoined = 0 };
	struct fold_token t;
	struct fold f;

	*w = (struct query_words){ .n = 0 };
	fold_init(&f, map, text);
	while (fold_next(&f, &t)) {
		if (t.colocated) {
			add_joined(w, &s, &t);
		} else if (!add_word(w, &s, &t)) {
			query_words_fini(w);
			return err_set(e, ERR_USAGE,
			    "more than %d words in one phrase",
			    QUERY_WORDS_MAX);
		}
	}
	finish(w, &s, text);
	return true;
}

void
query_words_fini(struct query_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		x_free(w->word[i]);
	x_free(w->joined);
	*w = (struct query_words){ .n = 0 };
}

void
query_words_put(struct query_words *w, struct query *q, struct query_node *node)
{
	const char **word;

	if (w->n > 0) {
		word = query_tree_own(q, x_calloc(w->n, sizeof *word));
		for (size_t i = 0; i < w->n; i++)
			word[i] = query_tree_own(q, w->word[i]);
		node->word = word;
		node->nwords = w->n;
	}
	if (w->joined != NULL)
		node->alternative = query_tree_own(q, w->joined);
	*w = (struct query_words){ .n = 0 };
}
