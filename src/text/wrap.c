#include "config.h"

#include "text/wrap.h"

#include <assert.h>
#include <unictype.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"

/*
 * The text is cut piece by piece.  A piece begins where a line begins and
 * ends with its paragraph or, in a long one, at a blank at most 64 KiB on.
 * UAX #14 is asked for the whole piece at once; the lines are filled from
 * the left.  The last line of a piece that does not end its paragraph is
 * thrown away and begins the next piece.  So all that is known between two
 * calls is where the next line begins, the lines are the same however often
 * wrap_until() is called, and no byte is looked at more than a few times.
 *
 * A line that fills a whole piece (marks and what has no width never fill a
 * line) ends with it.
 */
#define PIECE_BYTES 65536

struct piece {
	struct str text; /* up to the line end, if it ends its paragraph */
	size_t after;    /* bytes of that line end */
	bool opens;      /* its paragraph begins with it */
	bool closes;     /* its paragraph ends with it */
	char *breaks;    /* UC_BREAK_* before each byte */
};

/* The line that is being filled, in offsets into the piece. */
struct filler {
	size_t start;  /* of the line */
	size_t at;     /* of the cluster that comes next */
	size_t chance; /* of the last cluster it may break before, or start */
	int cells;     /* from start to at */
	bool inked;    /* something but blanks is there */
};

static struct str
from(struct str s, size_t at)
{
	return (struct str){ s.p + at, s.n - at };
}

/* Is s one blank at which lines break, without marks on it? */
static bool
is_blank(struct str s)
{
	uint32_t cp;

	if (s.n == 1)
		return s.p[0] == ' ' || s.p[0] == '\t';
	if (s.n != 3)
		return false;
	(void)utf8_decode(s.p, s.n, &cp);
	return cp == 0x1680 || cp == 0x205f || cp == 0x3000 ||
	       (cp >= 0x2000 && cp <= 0x200a && cp != 0x2007);
}

/* s without the blanks at its end. */
static struct str
trim_end(struct str s)
{
	for (;;) {
		if (s.n >= 1 && is_blank(from(s, s.n - 1)))
			s.n -= 1;
		else if (s.n >= 3 && is_blank(from(s, s.n - 3)))
			s.n -= 3;
		else
			return s;
	}
}

/* Bytes of the line end at the start of s, 0 if there is none. */
static size_t
line_end(struct str s)
{
	if (s.p[0] == '\n')
		return 1;
	if (s.p[0] == '\r')
		return s.n > 1 && s.p[1] == '\n' ? 2 : 1;
	if (s.n >= 3 && (memcmp(s.p, "\xe2\x80\xa8", 3) == 0 ||
			    memcmp(s.p, "\xe2\x80\xa9", 3) == 0))
		return 3;
	return 0;
}

/* Does a paragraph begin at offset at? */
static bool
is_opening(struct str text, size_t at)
{
	return at == 0 || text.p[at - 1] == '\n' || text.p[at - 1] == '\r' ||
	       (at >= 3 && line_end(from(text, at - 3)) == 3);
}

/* Where to end a piece of a paragraph that is too long. */
static size_t
cut_piece(struct str s)
{
	size_t n = PIECE_BYTES;

	while (n > 0 && s.p[n - 1] != ' ' && s.p[n - 1] != '\t')
		n--;
	return n > 0 ? n : utf8_cut(s, PIECE_BYTES);
}

/* The piece from offset at on, but for its breaks. */
static void
find_piece(struct piece *p, struct str text, size_t at)
{
	struct str s = from(text, at);
	size_t n;

	p->after = 0;
	for (n = 0; n < s.n && n < PIECE_BYTES; n++) {
		if ((unsigned char)s.p[n] > '\r' && s.p[n] != '\xe2')
			continue;
		if ((p->after = line_end(from(s, n))) > 0)
			break;
	}
	p->opens = is_opening(text, at);
	p->closes = p->after > 0 || n == s.n;
	p->text = (struct str){ s.p, p->closes ? n : cut_piece(s) };
}

static bool
is_ascii_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static bool
is_stop(char c)
{
	return c == ',' || c == '.' || c == ';' || c == ':' || c == '!' ||
	       c == '?';
}

/*
 * The bytes up to the next word.  *plain: they are ASCII letters and digits,
 * then perhaps stops, then blanks or the end.
 */
static size_t
scan_word(struct str s, bool *plain)
{
	size_t n = 0, letters;

	while (n < s.n && is_ascii_alnum(s.p[n]))
		n++;
	letters = n;
	while (n < s.n && is_stop(s.p[n]))
		n++;
	*plain = letters > 0 && (n == s.n || s.p[n] == ' ');
	while (n < s.n && s.p[n] != ' ')
		n++;
	while (n < s.n && s.p[n] == ' ')
		n++;
	return n;
}

/* Do the words before and after a stop make one: "U.S.", "e.g."? */
static bool
is_inner_stop(char before, struct str after)
{
	uint32_t cp;

	if (before != '.' && before != ',' && before != ':' && before != ';')
		return false;
	(void)utf8_decode(after.p, after.n, &cp);
	return cp < 0x1100 &&
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
}

/*
 * Ask the library for s, whose first break is known.  libunistring 1.0 does
 * not follow LB29 (no break between a stop and a letter right after it).
 */
static void
ask_breaks(struct str s, char *breaks)
{
	char first = breaks[0];
	size_t i;

	u8_possible_linebreaks((const uint8_t *)s.p, s.n, "UTF-8", breaks);
	breaks[0] = first;
	for (i = 1; i < s.n; i++) {
		if (breaks[i] == UC_BREAK_POSSIBLE &&
		    is_inner_stop(s.p[i - 1], from(s, i)))
			breaks[i] = UC_BREAK_PROHIBITED;
	}
}

/*
 * Find where s, valid UTF-8 of at least a byte, may break.
 *
 * In every version of UAX #14 a line may break between two plain words (see
 * above) and not inside one, and nothing before such a word has a say in
 * what comes after its first letter.  So the library is only asked for what
 * lies between plain words, together with one on either side.
 */
static void
find_breaks(struct str s, char *breaks)
{
	size_t at, n, last = 0; /* start of the word before at */
	size_t ask = 0;         /* breaks are known up to here, included */
	bool plain, was = true, asking = false;

	memset(breaks, UC_BREAK_PROHIBITED, s.n);
	for (at = 0; at < s.n; at += n) {
		n = scan_word(from(s, at), &plain);
		if (plain && was && at > 0) {
			if (asking)
				ask_breaks((struct str){ s.p + ask, at - ask },
				    breaks + ask);
			breaks[at] = UC_BREAK_POSSIBLE;
			asking = false;
		}
		if (!plain && !asking) {
			asking = true;
			ask = last;
		}
		was = plain;
		last = at;
	}
	if (asking)
		ask_breaks(from(s, ask), breaks + ask);
}

/* The breaks of s; broken bytes count as letters. */
static char *
new_breaks(struct str s)
{
	char *breaks = x_malloc(s.n), *copy;
	size_t at = utf8_check(s), n;
	uint32_t cp;

	if (at == s.n) {
		if (s.n > 0)
			find_breaks(s, breaks);
		return breaks;
	}
	copy = x_strndup(s.p, s.n);
	while (at < s.n) {
		n = utf8_decode(s.p + at, s.n - at, &cp);
		if (cp == UTF8_BAD)
			memset(copy + at, 'x', n);
		at += n;
	}
	find_breaks((struct str){ copy, s.n }, breaks);
	x_free(copy);
	return breaks;
}

/* Add the bytes from start to end of the piece at w->next as a line; false
 * if nothing of it is left without its last blanks and empty ones go. */
static bool
add_line(struct wrap *w, size_t start, size_t end, bool even_empty)
{
	struct str s = { w->text.p + w->next + start, end - start };

	s = trim_end(s);
	if (s.n == 0 && !even_empty)
		return false;
	if (w->nlines == w->cap) {
		w->cap = w->cap > 0 ? 2 * w->cap : 64;
		w->line = x_reallocarray(w->line, w->cap, sizeof *w->line);
	}
	w->line[w->nlines++] = (struct wrap_line){ w->next + start, s.n };
	return true;
}

/* End the line before f->at at its last chance or, if it has none, there. */
static void
end_line(struct wrap *w, const struct piece *p, struct filler *f)
{
	size_t end = f->chance > f->start ? f->chance : f->at, n;

	(void)add_line(w, f->start, end, false);
	for (; end < p->text.n; end += n) {
		n = glyph_cluster(from(w->text, w->next + end), w->ascii, NULL);
		if (!is_blank((struct str){ p->text.p + end, n }))
			break;
	}
	*f = (struct filler){ end, end, end, 0, false };
}

/* Fill lines with p; f is then the line that is left over. */
static void
fill_lines(struct wrap *w, const struct piece *p, struct filler *f)
{
	size_t n;
	int cells;
	bool blank;

	while (f->at < p->text.n) {
		n = glyph_cluster(
		    from(w->text, w->next + f->at), w->ascii, &cells);
		blank = is_blank((struct str){ p->text.p + f->at, n });
		if (f->cells > 0 &&
		    (p->breaks[f->at] == UC_BREAK_POSSIBLE || !f->inked))
			f->chance = f->at;
		if (f->cells > 0 && !blank && cells > w->width - f->cells) {
			end_line(w, p, f);
			continue;
		}
		f->cells += cells;
		f->inked = f->inked || !blank;
		f->at += n;
	}
}

/* Cut one piece; w->next is then where the next one begins. */
static void
cut_lines(struct wrap *w)
{
	struct filler f = { 0 };
	struct piece p;
	size_t before = w->nlines;

	find_piece(&p, w->text, w->next);
	p.breaks = new_breaks(p.text);
	fill_lines(w, &p, &f);
	x_free(p.breaks);
	if (!p.closes && f.start > 0) {
		w->next += f.start;
		return;
	}
	(void)add_line(w, f.start, f.at, p.opens && w->nlines == before);
	w->next += f.at + p.after;
}

void
wrap_init(struct wrap *w, struct str text, int width, bool ascii)
{
	*w = (struct wrap){ .text = text, .width = width, .ascii = ascii };
	if (width < 1)
		w->width = 1;
}

void
wrap_fini(struct wrap *w)
{
	x_free(w->line);
	*w = (struct wrap){ .width = 1 };
}

bool
wrap_until(struct wrap *w, size_t n)
{
	while (w->nlines < n && w->next < w->text.n)
		cut_lines(w);
	return w->next == w->text.n;
}

struct str
wrap_at(const struct wrap *w, size_t i)
{
	assert(i < w->nlines);
	return (struct str){ w->text.p + w->line[i].start, w->line[i].n };
}

size_t
wrap_find(const struct wrap *w, size_t at)
{
	size_t low = 0, high = w->nlines, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (w->line[mid].start <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 ? low - 1 : 0;
}
