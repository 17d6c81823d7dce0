#include "config.h"

#include "ui/text_hits.h"

#include "base/mem.h"

#define HITS_MAX 1000 /* of one text */

#define BAR_SEEN 0x2502         /* a line down */
#define BAR_HIT 0x2500          /* a tick */
#define BAR_SEEN_AND_HIT 0x253C /* the two crossed */

void
text_hits_init(struct text_hits *h)
{
	*h = (struct text_hits){ .n = 0 };
}

void
text_hits_fini(struct text_hits *h)
{
	x_free(h->mark);
	text_hits_init(h);
}

void
text_hits_clear(struct text_hits *h)
{
	h->n = h->at = 0;
}

/* Add the hits in s, which is of column and starts at place. */
static void
add(struct text_hits *h, const struct query *q, int column, struct str s,
    size_t place)
{
	size_t first = h->n;

	h->n += query_marks(
	    q, query_map(q), column, s, h->mark + h->n, HITS_MAX - h->n);
	for (size_t i = first; i < h->n; i++) {
		h->mark[i].start += place;
		h->mark[i].end += place;
	}
}

void
text_hits_find(
    struct text_hits *h, const struct doc *d, const struct find *f, int column)
{
	const struct query *q = find_query(f);

	text_hits_clear(h);
	h->version = f->version;
	if (q == NULL)
		return;
	if (h->mark == NULL)
		h->mark = x_calloc(HITS_MAX, sizeof *h->mark);
	add(h, q, column, buf_str(&d->text), 0);
	for (size_t i = 0; i < d->nfields - d->nlinks; i++) {
		size_t place;
		struct str s = doc_field(d, i, &place);

		add(h, q, d->field[i].column, s, place);
	}
	h->at = h->n;
}

size_t
text_hits_number(const struct text_hits *h, size_t from, size_t to)
{
	size_t i = 0;

	if (h->at < h->n && h->mark[h->at].start >= from &&
	    h->mark[h->at].start < to)
		return h->at + 1;
	while (i < h->n && h->mark[i].start < from)
		i++;
	return i < h->n && h->mark[i].start < to ? i + 1 : i;
}

/* The row of a bar at which a place is: by lines or, while their number is not
 * known, by bytes of the text. */
static size_t
row_of(struct doc *d, size_t place, size_t rows)
{
	bool done = doc_done(d);
	size_t all = done ? doc_count(d) : d->text.n;
	size_t at = done ? doc_find(d, place) : place;

	if (at >= all)
		return rows - 1;
	return (size_t)((double)at * (double)rows / (double)all);
}

void
text_hits_draw_bar(const struct text_hits *h, struct doc *d, size_t top,
    struct canvas *cv, struct box b)
{
	int x = b.x + b.cols - 1;
	size_t rows = (size_t)b.rows, end = top + rows, n = doc_count(d);
	size_t last = doc_offset(d, (end < n ? end : n) - 1);
	size_t from = row_of(d, doc_offset(d, top), rows);
	size_t to = row_of(d, last, rows) + 1;

	canvas_vline(
	    cv, b.y + (int)from, x, (int)(to - from), BAR_SEEN, STYLE_RULE);
	for (size_t i = 0; i < h->n; i++) {
		size_t row = row_of(d, h->mark[i].start, rows);
		bool seen = row >= from && row < to;

		canvas_hline(cv, b.y + (int)row, x, 1,
		    seen ? BAR_SEEN_AND_HIT : BAR_HIT, STYLE_RULE);
	}
}
