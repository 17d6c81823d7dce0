/*
 * A page is four bytes, what was begun on the page before, words with their
 * rows, and a footer with the place of each word.  The four bytes are two
 * numbers: where the first row begins that belongs to a word of a page before
 * (0: none does), and where the footer is.
 *
 * A row is a number (the difference to the one before, but for the first of a
 * word or page), a size times two, and so many bytes of positions; these may
 * run on over several pages.
 */
#include "config.h"

#include "model/leaf.h"

#include <string.h>

#define HEADER 4
#define VARINT_MAX 9

/* Read a number of SQLite's kind: seven bits a byte, the highest first; false
 * if it goes beyond end. */
static bool
read_long(const unsigned char *p, size_t *at, size_t end, uint64_t *out)
{
	uint64_t n = 0;

	for (int i = 0; i < VARINT_MAX && *at < end; i++) {
		unsigned char c = p[(*at)++];

		if (i == VARINT_MAX - 1) {
			*out = n << 8 | c;
			return true;
		}
		n = n << 7 | (c & 0x7F);
		if (c < 0x80) {
			*out = n;
			return true;
		}
	}
	return false;
}

/* Most are of one byte. */
static inline bool
read_number(const unsigned char *p, size_t *at, size_t end, uint64_t *out)
{
	if (*at < end && p[*at] < 0x80) {
		*out = p[(*at)++];
		return true;
	}
	return read_long(p, at, end, out);
}

static size_t
read_short(const unsigned char *p)
{
	return (size_t)p[0] << 8 | p[1];
}

static const unsigned char *
bytes_of(const struct leaf_walk *w)
{
	return (const unsigned char *)w->page.p;
}

/* Stop: nothing that is here can be read. */
static bool
damage(struct leaf_walk *w)
{
	w->ended = w->damaged = true;
	w->at = w->next = w->end = 0;
	return false;
}

/* Find where the next word on the page is. */
static bool
find_next(struct leaf_walk *w)
{
	size_t was = w->first ? 0 : w->next;
	uint64_t n;

	if (w->foot == w->page.n) {
		w->next = w->end;
		return true;
	}
	if (!read_number(bytes_of(w), &w->foot, w->page.n, &n) || n == 0 ||
	    n > w->end || was + n < HEADER || was + n >= w->end)
		return damage(w);
	w->next = was + (size_t)n;
	return true;
}

static bool
turn_page(struct leaf_walk *w)
{
	if (w->ended || !w->fetch(w->arg, &w->page)) {
		w->ended = true;
		w->at = w->next = w->end = 0;
		return false;
	}
	if (w->page.n < HEADER)
		return damage(w);
	w->end = w->foot = read_short(bytes_of(w) + 2);
	if (w->end < HEADER || w->end > w->page.n)
		return damage(w);
	w->at = HEADER;
	w->first = true;
	return find_next(w);
}

void
leaf_start(struct leaf_walk *w, leaf_page fetch, void *arg)
{
	memset(w, 0, sizeof *w);
	w->fetch = fetch;
	w->arg = arg;
}

/* Read the word at which the walk stands, after the one before it. */
static bool
read_word(struct leaf_walk *w)
{
	const unsigned char *p = bytes_of(w);
	uint64_t same = 0, more;

	if ((!w->first && !read_number(p, &w->at, w->end, &same)) ||
	    !read_number(p, &w->at, w->end, &more))
		return damage(w);
	if (same > w->word.n || more > w->end - w->at ||
	    same + more > sizeof w->text)
		return damage(w);
	memcpy(w->text + same, p + w->at, (size_t)more);
	w->word = (struct str){ w->text, (size_t)(same + more) };
	w->at += (size_t)more;
	return true;
}

bool
leaf_next(struct leaf_walk *w)
{
	while (w->next == w->end) {
		if (!turn_page(w))
			return false;
	}
	w->at = w->next;
	if (!read_word(w))
		return false;
	w->first = false;
	return find_next(w);
}

static inline void
take_row(const struct leaf_rows *rows, uint64_t rowid)
{
	uint64_t row = rowid - 1;

	if (row < rows->n)
		rows->set[row / 64] |= UINT64_C(1) << row % 64;
}

/*
 * Take the rows from here to the next word or the end of the page.  What is
 * used for each row is copied, as a row that is set might change it otherwise,
 * for all the compiler knows.
 */
static size_t
take_page(struct leaf_walk *w, const struct leaf_rows *rows)
{
	const unsigned char *p = bytes_of(w);
	const struct leaf_rows to = *rows;
	size_t at = w->at, end = w->next, n = 0;
	uint64_t rowid = 0, number = 0;
	bool ok = true;

	while (at < end && (ok = read_number(p, &at, end, &number))) {
		rowid += number;
		n++;
		take_row(&to, rowid);
		if (at == end) /* its positions are on the next page */
			break;
		if (!(ok = read_number(p, &at, end, &number)))
			break;
		at = number / 2 < end - at ? at + (size_t)(number / 2) : end;
	}
	w->at = end;
	if (!ok)
		damage(w);
	return n;
}

size_t
leaf_take(struct leaf_walk *w, const struct leaf_rows *rows)
{
	size_t n = take_page(w, rows);

	/* It goes on over the pages, until there is a word on one. */
	while (w->next == w->end && turn_page(w)) {
		size_t row = read_short(bytes_of(w));

		if (row == 0)
			continue;
		if (row < HEADER || row > w->next) {
			damage(w);
			break;
		}
		w->at = row;
		n += take_page(w, rows);
	}
	return n;
}
