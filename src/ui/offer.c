#include "config.h"

#include "ui/offer.h"

#include <string.h>

#include "text/glyph.h"

#define LINE_MAX 500 /* bytes; a message has room for them */

void
offer_fini(struct offer *o)
{
	nearest_free(o->job);
	buf_fini(&o->text);
	memset(o, 0, sizeof *o);
}

bool
offer_start(struct offer *o, const struct find *f, struct err *e)
{
	offer_fini(o);
	buf_adds(&o->text, find_text(f));
	o->job = nearest_new(find_query(f), buf_str(&o->text), f->chronicle, e);
	o->working = o->job != NULL;
	return o->working;
}

void
offer_grown(struct offer *o)
{
	o->working = o->job != NULL;
	o->n = 0;
}

bool
offer_step(struct offer *o, struct err *e)
{
	bool done = false;

	if (!nearest_step(o->job, &done, e)) {
		o->working = false;
		return false;
	}
	o->working = !done;
	return true;
}

/* Append as many of the n words as fit behind before; returns how many. */
static size_t
print_words(const struct offer *o, size_t n, const char *before, int cols,
    bool ascii, struct buf *out)
{
	struct buf line = BUF_INIT;
	size_t i, fits = 0;

	buf_adds(&line, before);
	for (i = 0; i < n; i++) {
		buf_addf(&line, "%s%zu %s", i > 0 ? "  " : "", i + 1,
		    o->word[i].word);
		if (i > 0 && (glyph_width(buf_str(&line), ascii) > cols ||
				 line.n > LINE_MAX))
			break;
		fits = line.n;
	}
	buf_add(out, buf_cstr(&line), fits);
	buf_fini(&line);
	return i;
}

/* Why nothing was found, where that is known and no word helps. */
static void
print_why(const struct offer *o, struct buf *out)
{
	const char *missing = o->working ? NULL : nearest_missing(o->job);

	buf_adds(out, "nothing found");
	if (missing != NULL)
		buf_addf(out, ": no event has %s", missing);
	else if (!o->working && nearest_apart(o->job))
		buf_adds(out, ": these words are never together");
}

void
offer_print(struct offer *o, int cols, bool ascii, struct buf *out)
{
	size_t n = o->working ? 0 : nearest_offers(o->job, o->word);
	size_t start = out->n;

	o->n = 0;
	if (n == 0) {
		print_why(o, out);
		return;
	}
	o->n =
	    print_words(o, n, "nothing found; did you mean ", cols, ascii, out);
	if (o->n == n && glyph_width(buf_str(out), ascii) <= cols)
		return;
	/* What is found is seen: the words need the room. */
	out->n = start;
	o->n = print_words(o, n, "did you mean ", cols, ascii, out);
}

bool
offer_choose(const struct offer *o, uint32_t key, struct buf *out)
{
	if (key < '1' || key >= '1' + o->n)
		return false;
	nearest_apply(out, buf_str(&o->text), &o->word[key - '1']);
	return true;
}
