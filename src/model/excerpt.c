#include "config.h"

#include "model/excerpt.h"

#include "text/glyph.h"

/* Bytes that are looked at on either side of a mark: 76 cells are seldom
 * more, and marks that take no room must not lead through a whole text. */
#define REACH 1024

static bool
is_blank(char b)
{
	return b == ' ' || b == '\t' || b == '\n' || b == '\r';
}

static struct str
between(struct str text, size_t start, size_t end)
{
	return (struct str){ text.p + start, end - start };
}

/* Where a cluster may begin, REACH before at or after, but not before from. */
static size_t
reach_back(struct str text, size_t from, size_t at)
{
	if (at - from > REACH)
		from = at - REACH;
	while (from < at && ((unsigned char)text.p[from] & 0xc0) == 0x80)
		from++;
	return from;
}

/*
 * The start of what fits into max cells before at: at a word, unless the last
 * one alone is too long.
 */
static size_t
fit_before(struct str text, size_t from, size_t at, int max, bool ascii)
{
	size_t start = reach_back(text, from, at), word;
	int cells = glyph_width(between(text, start, at), ascii), one;

	if (cells <= max && start == from)
		return start;
	while (cells > max) {
		start += glyph_cluster(between(text, start, at), ascii, &one);
		cells -= one;
	}
	if (start == 0 || is_blank(text.p[start - 1]))
		return start;
	for (word = start; word < at; word++)
		if (is_blank(text.p[word]))
			return word + 1;
	return start;
}

/* Likewise the end of what fits after at. */
static size_t
fit_after(struct str text, size_t at, int max, bool ascii)
{
	size_t limit = text.n - at > REACH ? at + REACH : text.n;
	size_t end = at + glyph_fit(between(text, at, limit), max, ascii, NULL);

	if (end == text.n || is_blank(text.p[end]))
		return end;
	for (size_t word = end; word > at; word--)
		if (is_blank(text.p[word - 1]))
			return word - 1;
	return end;
}

/* The excerpt around m; nothing before from. */
static struct excerpt
cut_around(
    struct str text, size_t from, struct query_mark m, int cells, bool ascii)
{
	struct str marked = between(text, m.start, m.end);
	struct excerpt x;
	int room, left;

	x.end = m.start + glyph_fit(marked, cells, ascii, &room);
	room = cells - room;
	x.start = fit_before(text, from, m.start, room / 2, ascii);
	left = glyph_width(between(text, x.start, m.start), ascii);
	if (x.end == m.end)
		x.end = fit_after(text, m.end, room - left, ascii);
	if (x.end == text.n) { /* what is not needed there serves here */
		room -= glyph_width(between(text, m.end, x.end), ascii);
		x.start = fit_before(text, from, m.start, room, ascii);
	}
	while (x.start < m.start && is_blank(text.p[x.start]))
		x.start++;
	while (x.end > m.start + 1 && is_blank(text.p[x.end - 1]))
		x.end--;
	return x;
}

size_t
excerpt_cut(struct str text, const struct query_mark *mark, size_t n, int cells,
    bool ascii, struct excerpt *out, size_t max)
{
	size_t count = 0, done = 0;

	for (size_t i = 0; i < n && count < max; i++) {
		if (mark[i].start < done)
			continue;
		out[count] = cut_around(text, done, mark[i], cells, ascii);
		done = out[count++].end;
	}
	return count;
}
