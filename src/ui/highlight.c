#include "config.h"

#include "ui/highlight.h"

#include "text/glyph.h"

#define MARKS_MAX 32 /* of a short text */

void
highlight_piece(struct canvas *cv, int y, int x, int max, struct str piece,
    size_t at, const struct query_mark *mark, size_t n)
{
	bool ascii = canvas_ascii(cv);

	for (size_t i = 0; i < n; i++) {
		size_t start = mark[i].start > at ? mark[i].start - at : 0;
		size_t end = mark[i].end > at ? mark[i].end - at : 0;
		int from, cells;

		if (start >= piece.n)
			break;
		if (end > piece.n)
			end = piece.n;
		if (end <= start)
			continue;
		from = glyph_width((struct str){ piece.p, start }, ascii);
		cells = glyph_width(
		    (struct str){ piece.p + start, end - start }, ascii);
		if (from + cells > max)
			cells = max - from;
		if (cells > 0)
			canvas_restyle(cv, y, x + from, cells, STYLE_MATCH);
	}
}

void
highlight_text(struct canvas *cv, int y, int x, int max, struct str text,
    const struct find *f, int column)
{
	struct query_mark mark[MARKS_MAX];
	const struct query *q = find_query(f);
	size_t n;

	if (q == NULL || text.n == 0)
		return;
	n = query_marks(q, query_map(q), column, text, mark, MARKS_MAX);
	highlight_piece(cv, y, x, max, text, 0, mark, n);
}
