#include "config.h"

#include "model/telling.h"

#include <stdlib.h>

#include "base/buf.h"
#include "model/bitset.h"
#include "model/segment.h"
#include "text/walk.h"

#define WORDS_MAX 32
#define COMMON 2000 /* events: that more have it is all there is to know */

/* In how many of so many events a word was found. */
struct count {
	size_t found, looked;
};

/* Count the events of c that have a folded word, with room for a segment. */
static bool
count_word(const struct chronicle *c, const char *word, uint64_t *set,
    struct count *count, struct err *e)
{
	const struct segment_term term = { .word = &word, .nwords = 1 };

	*count = (struct count){ 0, 0 };
	for (size_t i = 0; i < chronicle_segments(c); i++) {
		size_t start;
		struct segment *s = chronicle_segment(c, i, &start);

		bitset_clear(set, s->n);
		if (!segment_match(s, &term, set, &count->found, e))
			return false;
		count->looked += s->n;
		if (count->found > COMMON)
			break;
	}
	return true;
}

/* Is a, in more than one event, the rarer one? */
static bool
is_rarer(const struct count *a, const struct count *b)
{
	if (a->found < 2 || b->found < 2)
		return a->found >= 2;
	return (uint64_t)a->found * b->looked < (uint64_t)b->found * a->looked;
}

/* The rows of the largest segment. */
static size_t
most_rows(const struct chronicle *c)
{
	size_t most = 1, start;

	for (size_t i = 0; i < chronicle_segments(c); i++) {
		size_t n = chronicle_segment(c, i, &start)->n;

		if (n > most)
			most = n;
	}
	return most;
}

bool
telling_word(const struct chronicle *c, struct str title, struct str *word,
    struct err *e)
{
	uint64_t *set = calloc(bitset_words(most_rows(c)), sizeof *set);
	struct count best = { 0, 0 }, count;
	struct buf folded = BUF_INIT;
	struct walk walk;
	struct walk_word w;
	bool ok = set != NULL || err_set(e, ERR_MEMORY, "memory is used up");

	*word = (struct str){ title.p, 0 };
	walk_init(&walk, chronicle_map(c), title);
	for (int i = 0; ok && i < WORDS_MAX && walk_next(&walk, &w); i++) {
		buf_clear(&folded);
		buf_add(&folded, w.folded.p, w.folded.n);
		ok = count_word(c, buf_cstr(&folded), set, &count, e);
		if (ok && (word->n == 0 || is_rarer(&count, &best))) {
			*word =
			    (struct str){ title.p + w.start, w.end - w.start };
			best = count;
		}
	}
	buf_fini(&folded);
	free(set);
	return ok;
}
