/*
 * Any bytes as pages of an index: the walk ends, stays inside of them, and
 * tells no more words and rows than there are bytes.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz/fuzzing.h"
#include "model/leaf.h"

#define ROWS 1000

struct pages {
	const uint8_t *data;
	size_t size;
	char *page; /* of its own, so that a step outside is seen */
};

/* A page is two bytes with its length, and as many as there are of it. */
static bool
fetch(void *arg, struct str *page)
{
	struct pages *p = arg;
	size_t n;

	if (p->size < 2)
		return false;
	n = ((size_t)p->data[0] << 8 | p->data[1]) % 600;
	p->data += 2;
	p->size -= 2;
	if (n > p->size)
		n = p->size;
	x_free(p->page);
	p->page = x_malloc(n > 0 ? n : 1);
	memcpy(p->page, p->data, n);
	p->data += n;
	p->size -= n;
	*page = (struct str){ p->page, n };
	return true;
}

static void
count_places(void *arg, uint64_t row, struct str bytes)
{
	size_t *n = arg;
	struct leaf_places p;

	(void)row;
	++*n;
	leaf_places_start(&p, bytes);
	while (leaf_places_next(&p))
		++*n;
}

enum how { PASS, TAKE, EACH };

static void
walk(const uint8_t *data, size_t size, enum how how)
{
	uint64_t set[ROWS / 64 + 1] = { 0 };
	struct leaf_rows rows = { set, ROWS };
	struct pages pages = { data, size, NULL };
	struct leaf_walk w = { .places = BUF_INIT };
	size_t words = 0, n = 0;

	leaf_start(&w, fetch, &pages);
	while (leaf_next(&w)) {
		must(++words <= size, "more words than bytes");
		must(w.word.n <= LEAF_WORD_MAX, "a word that is too long");
		if (how == EACH)
			leaf_each(&w, count_places, &n);
		must(n <= 2 * size, "more places than bytes");
		if (how == TAKE)
			must(leaf_take(&w, &rows) <= size,
			    "more rows than bytes");
	}
	must(set[ROWS / 64] >> ROWS % 64 == 0, "rows beyond the set");
	must(!leaf_next(&w), "a word behind the end");
	leaf_fini(&w);
	x_free(pages.page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	walk(data, size, PASS);
	walk(data, size, TAKE);
	walk(data, size, EACH);
	return 0;
}
