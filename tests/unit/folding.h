/*
 * A map, and words as text to compare: what the tests of folding share.
 */
#ifndef ANNALS_TESTS_FOLDING_H
#define ANNALS_TESTS_FOLDING_H

#include "base/buf.h"
#include "text/fold.h"

static struct fold_map *map;

static void
setup(void)
{
	map = fold_map_new();
}

static void
teardown(void)
{
	fold_map_free(map);
}

/*
 * Append the words of s with blanks between: "=" before one that is at the
 * place of the one before, "~" before one that is glued to it.
 */
static inline void
print_words(struct buf *out, struct str s)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, map, s);
	while (fold_next(&f, &t)) {
		if (out->n > 0)
			buf_addc(out, ' ');
		if (t.glued)
			buf_addc(out, '~');
		if (t.colocated)
			buf_addc(out, '=');
		buf_add(out, t.text, t.n);
	}
}

#endif
