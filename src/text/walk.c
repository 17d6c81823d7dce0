#include "config.h"

#include "text/walk.h"

void
walk_init(struct walk *w, struct fold_map *map, struct str text)
{
	fold_init(&w->fold, map, text);
	w->end = 0;
}

/* Does the whole of a word come next, of which this is the first part? */
static bool
has_whole(const struct walk *w, const struct fold_token *t)
{
	struct fold ahead = w->fold;
	struct fold_token next;

	/* Most words end with a blank, so that is looked at first. */
	return t->end < ahead.text.n && ahead.text.p[t->end] != ' ' &&
	       fold_next(&ahead, &next) && next.colocated;
}

bool
walk_next(struct walk *w, struct walk_word *word)
{
	struct fold_token t;

	do {
		if (!fold_next(&w->fold, &t))
			return false;
		/* Behind a pair its second letter begins a pair, or is the
		 * last of the run; so only what goes on is new. */
	} while (t.end <= w->end);
	if (has_whole(w, &t))
		(void)fold_next(&w->fold, &t);
	w->end = t.end;
	*word = (struct walk_word){ t.start, t.end, { t.text, t.n } };
	return true;
}
