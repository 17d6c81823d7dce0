#include "config.h"

#include "ui/header.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "text/glyph.h"

#define PLOT_MIN 12 /* cells */

static uint32_t
most_of(const uint32_t *bin, int n)
{
	uint32_t most = 0;

	for (int i = 0; i < n; i++)
		if (bin[i] > most)
			most = bin[i];
	return most;
}

static bool
is_whole(const struct reader *r)
{
	return r->section == SECTION_NONE && find_set(&r->find) == NULL;
}

/* Count, unless it is known: that takes a look at some thousand events, here
 * and there in a large chronicle. */
static void
count_bins(struct header *h, const struct reader *r, int32_t first,
    int32_t last, int n)
{
	if (h->n == n && h->version == r->version && h->first == first &&
	    h->last == last)
		return;
	h->n = n;
	h->version = r->version;
	h->first = first;
	h->last = last;
	facets_plot(&r->result, r->chronicle, first, last, h->bin, (size_t)n);
	if (is_whole(r))
		memcpy(h->all, h->bin, (size_t)n * sizeof h->all[0]);
	else
		facets_plot(NULL, r->chronicle, first, last, h->all, (size_t)n);
}

/*
 * Append bars: what the list shows in eighths of a block, U+2581 to U+2588,
 * and a dot where there are events that it does not show.
 */
static void
add_bars(const struct header *h, struct buf *bars)
{
	uint32_t most = most_of(h->bin, h->n);
	char out[UTF8_MAX];

	for (int i = 0; i < h->n; i++) {
		uint32_t glyph = h->all[i] > 0 ? 0xB7 : ' ';

		if (h->bin[i] > 0)
			glyph =
			    0x2581 + (uint32_t)((uint64_t)h->bin[i] * 7 / most);
		buf_add(bars, out, utf8_encode(glyph, out));
	}
}

/* Draw the plot and its first and last year into b. */
static void
draw_plot(
    struct header *h, const struct reader *r, struct canvas *cv, struct box b)
{
	int32_t first, last;
	struct buf bars = BUF_INIT;
	char label[2][16];
	int n = b.cols;

	if (!facets_span(r->chronicle, &first, &last) || first == last)
		return;
	(void)snprintf(label[0], sizeof label[0], "%d ", (int)first);
	(void)snprintf(label[1], sizeof label[1], " %d", (int)last);
	n -= (int)(strlen(label[0]) + strlen(label[1]));
	if (n > HEADER_PLOT_MAX)
		n = HEADER_PLOT_MAX;
	if (n > last - first + 1)
		n = last - first + 1;
	if (n < PLOT_MIN)
		return;
	count_bins(h, r, first, last, n);
	add_bars(h, &bars);
	b.x += canvas_put(cv, b.y, b.x, 16, str_of(label[0]), STYLE_DIM);
	b.x += canvas_put(cv, b.y, b.x, n, buf_str(&bars), STYLE_PLOT);
	canvas_put(cv, b.y, b.x, 16, str_of(label[1]), STYLE_DIM);
	buf_fini(&bars);
}

/* "14 of 168 events" */
static void
count_events(const struct reader *r, struct buf *out)
{
	size_t all = chronicle_count(r->chronicle);

	if (!is_whole(r))
		buf_addf(out, "%zu of ", r->result.n);
	buf_addf(out, "%zu %s", all, all == 1 ? "event" : "events");
}

void
header_draw(
    struct header *h, const struct reader *r, struct canvas *cv, struct box b)
{
	struct str title = str_of(chronicle_title(r->chronicle));
	struct buf count = BUF_INIT;
	int used, cols;

	canvas_clear(cv, b, STYLE_NORMAL);
	count_events(r, &count);
	cols = (int)count.n;
	canvas_put(cv, b.y, b.x + b.cols - 1 - cols, cols, buf_str(&count),
	    STYLE_COUNT);
	buf_fini(&count);
	cols = b.cols - cols - 4;
	used = glyph_width(title, canvas_ascii(cv));
	if (used > cols)
		used = cols;
	canvas_put_field(cv, b.y, b.x + 1, used, title, STYLE_HEADER);
	b.x += used + 3;
	b.cols = cols - used - 1;
	draw_plot(h, r, cv, b);
}
