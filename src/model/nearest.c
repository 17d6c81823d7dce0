/*
 * First each word is looked up, segment by segment, as the search did; most
 * are there.  For those that are not, the vocabulary is walked.  Some word of
 * one segment is in the others too, so what is near is kept until the end;
 * but once there are enough words at some distance, farther ones are not.
 */
#include "config.h"

#include "model/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/bitset.h"
#include "model/segment.h"
#include "model/wanted.h"
#include "text/distance.h"

/*
 * What a step may cost, in events counted, which take some 60 ns each with
 * the word they have.  The most that the last word adds is a whole segment.
 */
#define STEP_COST 60000
#define WORD_COST 4    /* to come to a word */
#define COMPARE_COST 2 /* to compare it with one of the query */
#define MATCH_COST 200 /* to look a word up in the index */

#define BEGINNING 4 /* letters that are enough of one to be like others */

/* A word of the vocabulary. */
struct near {
	char *word; /* owned */
	size_t events;
	unsigned distance;
};

/* A word of the query that is not there, and the words near it. */
struct target {
	const struct wanted *wanted;
	struct letters letters;
	unsigned most;     /* farther ones are of no use (any more) */
	struct near *near; /* nnear, by word */
	size_t nnear, cap;
	size_t at[DISTANCE_MOST + 1]; /* how many are so far */
};

struct nearest {
	const struct query *query;
	const struct chronicle *c;
	struct wanted wanted[WANTED_MAX];
	bool known[WANTED_MAX];
	size_t nwanted;
	size_t checked;  /* segments in which all words were looked up */
	size_t checking; /* word of the next one */
	bool chosen;     /* the targets are */
	struct target target[NEAREST_MAX];
	size_t ntargets;
	size_t walked;              /* segments */
	char after[FOLD_TOKEN_MAX]; /* the last word seen of the next one */
	size_t nafter;
	uint64_t *set; /* for a match in a segment */
	size_t room;   /* rows of it */
	size_t cost;   /* of this step so far */
	bool paused;   /* in the middle of a segment */
	struct err *e; /* of this step */
	bool failed;
};

struct nearest *
nearest_new(const struct query *q, struct str text, const struct chronicle *c,
    struct err *e)
{
	struct nearest *n = calloc(1, sizeof *n);

	if (n == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	n->query = q;
	n->c = c;
	n->nwanted = wanted_find(n->wanted, q, text);
	return n;
}

void
nearest_free(struct nearest *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->ntargets; i++) {
		for (size_t j = 0; j < n->target[i].nnear; j++)
			free(n->target[i].near[j].word);
		free(n->target[i].near);
	}
	free(n->set);
	free(n);
}

/* ---- what is there ------------------------------------------------------ */

static bool
no_memory(struct nearest *n)
{
	n->failed = true;
	return err_set(n->e, ERR_MEMORY, "memory is used up");
}

static bool
make_room(struct nearest *n, size_t rows)
{
	if (rows <= n->room)
		return true;
	free(n->set);
	n->set = malloc(bitset_words(rows) * sizeof *n->set);
	n->room = n->set != NULL ? rows : 0;
	return n->set != NULL || no_memory(n);
}

/* Is the column looked in that the query names? */
static bool
is_narrow(const struct segment *s, const struct wanted *w)
{
	return w->node->column >= 0 &&
	       segment_indexes(s, (size_t)w->node->column);
}

/* Count the rows of s that have words one after another where w is wanted;
 * the last one may go on if that is a prefix. */
static bool
count_rows(struct nearest *n, struct segment *s, const struct wanted *w,
    const char *const *words, size_t nwords, bool prefix, size_t *rows)
{
	struct segment_term term = {
		.word = words,
		.nwords = nwords,
		.prefix = prefix,
		.column = &w->node->column,
		.ncolumns = is_narrow(s, w),
	};

	*rows = 0;
	if (!make_room(n, s->n))
		return false;
	bitset_clear(n->set, s->n);
	n->failed = !segment_match(s, &term, n->set, rows, n->e);
	/* A beginning is that of many words, which are at many places. */
	n->cost += MATCH_COST + *rows * (prefix ? 4 : 1);
	return !n->failed;
}

/* Look up the next word in the next segment. */
static bool
check_word(struct nearest *n)
{
	size_t start, rows;
	struct segment *s = chronicle_segment(n->c, n->checked, &start);
	const struct wanted *w = &n->wanted[n->checking];

	if (n->checking == n->nwanted) {
		n->checked++;
		n->checking = 0;
		return true;
	}
	if (!n->known[n->checking]) {
		if (!count_rows(n, s, w, &w->word, 1, w->prefix, &rows))
			return false;
		n->known[n->checking] = rows > 0;
	}
	n->checking++;
	return true;
}

/* Is it there, by itself or as one word with its neighbours? */
static bool
is_known(const struct nearest *n, const struct wanted *w)
{
	for (size_t i = 0; i < n->nwanted; i++)
		if (n->known[i] &&
		    (&n->wanted[i] == w ||
			(n->wanted[i].joined && n->wanted[i].node == w->node)))
			return true;
	return false;
}

/* ---- what is not -------------------------------------------------------- */

/* Is it made of letters of an alphabet? */
static bool
is_spelled(const struct letters *l, struct fold_map *map)
{
	for (size_t i = 0; i < l->n; i++)
		switch (fold_map_find(map, l->code[i])->class) {
		case FOLD_LETTER:
		case FOLD_LETTER_MARK:
		case FOLD_HEBREW:
		case FOLD_MARK:
			break;
		default:
			return false;
		}
	return true;
}

static unsigned
most_of(const struct letters *l)
{
	if (l->n <= 2)
		return 0;
	return l->n <= 5 ? 1 : l->n <= 8 ? 2 : 3;
}

static void
choose_targets(struct nearest *n)
{
	n->chosen = true;
	for (size_t i = 0; i < n->nwanted && n->ntargets < NEAREST_MAX; i++) {
		struct target *t = &n->target[n->ntargets];
		const struct wanted *w = &n->wanted[i];

		if (w->end == 0 || is_known(n, w))
			continue;
		letters_of(&t->letters, str_of(w->word));
		t->most = most_of(&t->letters);
		if (t->most == 0 ||
		    !is_spelled(&t->letters, query_map(n->query)))
			continue;
		t->wanted = w;
		n->ntargets++;
	}
}

/* Where word is in t->near, or belongs. */
static size_t
find_near(const struct target *t, struct str word, bool *found)
{
	size_t low = 0, high = t->nnear;

	*found = false;
	while (low < high) {
		size_t i = low + (high - low) / 2;
		int cmp = strncmp(t->near[i].word, word.p, word.n);

		if (cmp == 0 && t->near[i].word[word.n] == '\0') {
			*found = true;
			return i;
		}
		if (cmp < 0)
			low = i + 1;
		else
			high = i;
	}
	return low;
}

/* Let enough words that are near put an end to farther ones. */
static void
narrow(struct target *t)
{
	size_t count = 0;

	for (unsigned d = 1; d < t->most; d++)
		if ((count += t->at[d]) >= NEAREST_MAX)
			t->most = d;
}

static bool
insert_near(struct nearest *n, struct target *t, size_t i, struct str word)
{
	char *copy;

	if (t->nnear == t->cap) {
		size_t cap = t->cap > 0 ? t->cap * 2 : 16;
		struct near *near = realloc(t->near, cap * sizeof *near);

		if (near == NULL)
			return no_memory(n);
		t->near = near;
		t->cap = cap;
	}
	if ((copy = malloc(word.n + 1)) == NULL)
		return no_memory(n);
	memcpy(copy, word.p, word.n);
	copy[word.n] = '\0';
	memmove(
	    &t->near[i + 1], &t->near[i], (t->nnear - i) * sizeof t->near[i]);
	t->near[i] = (struct near){ .word = copy };
	t->nnear++;
	return true;
}

static bool
add_near(struct nearest *n, struct target *t, struct str word, unsigned d,
    size_t events)
{
	bool found;
	size_t i = find_near(t, word, &found);

	if (!found) {
		if (!insert_near(n, t, i, word))
			return false;
		t->near[i].distance = d;
		t->at[d]++;
		narrow(t);
	}
	t->near[i].events += events;
	return true;
}

/*
 * Count the rows of s that would be found by word in the place of what is
 * wanted.  Of a word with a hyphen that is all of it.
 */
static bool
count_instead(struct nearest *n, struct segment *s, const struct wanted *w,
    struct str word, size_t *rows)
{
	const struct query_node *node = w->node;
	const char *words[QUERY_WORDS_MAX];
	char text[FOLD_TOKEN_MAX + 1];
	bool whole = !w->joined && node->alternative != NULL;

	memcpy(text, word.p, word.n);
	text[word.n] = '\0';
	memcpy(words, node->word, node->nwords * sizeof *words);
	words[whole ? w->index : 0] = text;
	return count_rows(n, s, w, words, whole ? node->nwords : 1,
	    whole && node->prefix, rows);
}

/* Compare a word of the segment at hand, which rows of it have. */
static bool
compare(struct nearest *n, struct target *t, struct str word,
    const struct letters *letters, size_t rows)
{
	size_t start;
	struct segment *s = chronicle_segment(n->c, n->walked, &start);
	const struct wanted *w = t->wanted;
	bool prefix = w->prefix && t->letters.n >= BEGINNING;
	unsigned d = distance(&t->letters, letters, prefix, t->most);

	n->cost += COMPARE_COST;
	if (d == 0 || d > t->most || letters->n < 2)
		return true;
	if ((is_narrow(s, w) || w->node->alternative != NULL) &&
	    !count_instead(n, s, w, word, &rows))
		return false;
	return rows == 0 || add_near(n, t, word, d, rows);
}

/* Show the targets a word of the segment at hand. */
static bool
see_word(void *arg, struct str word, size_t rows)
{
	struct nearest *n = arg;
	struct letters letters;

	n->cost += WORD_COST + rows;
	n->nafter = word.n;
	memcpy(n->after, word.p, word.n);
	letters_of(&letters, word);
	for (size_t i = 0; i < n->ntargets; i++)
		if (!compare(n, &n->target[i], word, &letters, rows))
			return false;
	n->paused = n->cost >= STEP_COST;
	return !n->paused;
}

/* Walk on in the vocabulary of the next segment. */
static bool
walk(struct nearest *n)
{
	struct str after = { n->after, n->nafter };
	size_t start;
	struct segment *s = chronicle_segment(n->c, n->walked, &start);

	n->paused = false;
	if (!segment_words_after(s, str_of(""), after, see_word, n, n->e) ||
	    n->failed)
		return false;
	if (!n->paused) {
		n->walked++;
		n->nafter = 0;
	}
	return true;
}

bool
nearest_step(struct nearest *n, bool *done, struct err *e)
{
	size_t segments = chronicle_segments(n->c);

	n->e = e;
	n->cost = 0;
	*done = false;
	while (n->cost < STEP_COST) {
		if (n->checked < segments) {
			if (!check_word(n))
				return false;
		} else if (!n->chosen) {
			choose_targets(n);
		} else if (n->ntargets > 0 && n->walked < segments) {
			if (!walk(n))
				return false;
		} else {
			*done = true;
			return true;
		}
	}
	return true;
}

/* ---- what is offered ---------------------------------------------------- */

static bool
is_better(const struct near *a, const struct near *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->events != b->events)
		return a->events > b->events;
	return strcmp(a->word, b->word) < 0;
}

/* Fill best with the best of t, NEAREST_MAX at most.  Returns how many. */
static size_t
find_best(const struct target *t, const struct near *best[NEAREST_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < t->nnear; i++) {
		size_t at = n;

		while (at > 0 && is_better(&t->near[i], best[at - 1]))
			at--;
		if (at == NEAREST_MAX)
			continue;
		n += n < NEAREST_MAX;
		memmove(
		    &best[at + 1], &best[at], (n - 1 - at) * sizeof best[at]);
		best[at] = &t->near[i];
	}
	return n;
}

/* Share the places that there are: one for each target, then one more. */
static void
share(const size_t *has, size_t ntargets, size_t *gets)
{
	size_t left = NEAREST_MAX;
	bool more = true;

	while (more && left > 0) {
		more = false;
		for (size_t i = 0; i < ntargets && left > 0; i++) {
			if (gets[i] == has[i])
				continue;
			gets[i]++;
			left--;
			more = true;
		}
	}
}

/* What is written in one is for where its parts are near to nothing. */
static bool
is_better_in_parts(const struct nearest *n, const struct wanted *w)
{
	for (size_t i = 0; i < n->ntargets; i++)
		if (w->joined && n->target[i].wanted->node == w->node &&
		    n->target[i].wanted != w && n->target[i].nnear > 0)
			return true;
	return false;
}

size_t
nearest_offers(const struct nearest *n, struct nearest_offer offer[NEAREST_MAX])
{
	const struct near *best[NEAREST_MAX][NEAREST_MAX];
	size_t has[NEAREST_MAX] = { 0 }, gets[NEAREST_MAX] = { 0 }, count = 0;

	for (size_t i = 0; i < n->ntargets; i++)
		if (!is_known(n, n->target[i].wanted) &&
		    !is_better_in_parts(n, n->target[i].wanted))
			has[i] = find_best(&n->target[i], best[i]);
	share(has, n->ntargets, gets);
	for (size_t i = 0; i < n->ntargets; i++)
		for (size_t j = 0; j < gets[i]; j++)
			offer[count++] = (struct nearest_offer){
				.word = best[i][j]->word,
				.start = n->target[i].wanted->start,
				.end = n->target[i].wanted->end,
				.events = best[i][j]->events,
				.distance = best[i][j]->distance,
			};
	return count;
}

const char *
nearest_missing(const struct nearest *n)
{
	for (size_t i = 0; i < n->nwanted && n->nwanted > 1; i++) {
		const struct wanted *w = &n->wanted[i];

		if (!w->joined && w->node->column < 0 && !is_known(n, w))
			return w->word;
	}
	return NULL;
}

static bool
is_only_words(const struct query_node *node)
{
	if (node->kind == QUERY_AND || node->kind == QUERY_OR)
		return is_only_words(node->left) && is_only_words(node->right);
	return node->kind == QUERY_WORDS;
}

bool
nearest_apart(const struct nearest *n)
{
	size_t start, nwords = 0;
	const struct segment *s;

	if (n->nwanted == WANTED_MAX || chronicle_segments(n->c) == 0 ||
	    !is_only_words(query_top(n->query)))
		return false;
	s = chronicle_segment(n->c, 0, &start);
	for (size_t i = 0; i < n->nwanted; i++) {
		const struct wanted *w = &n->wanted[i];

		nwords += !w->joined;
		if ((!w->joined && !is_known(n, w)) ||
		    (w->node->column >= 0 && !is_narrow(s, w)))
			return false;
	}
	return nwords > 1;
}

void
nearest_apply(
    struct buf *out, struct str text, const struct nearest_offer *offer)
{
	buf_add(out, text.p, offer->start);
	buf_adds(out, offer->word);
	buf_add(out, text.p + offer->end, text.n - offer->end);
}
