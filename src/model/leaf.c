/*
 * A page is four bytes, what was begun on the page before, words with their
 * rows, and a footer with the place of each word.  The four bytes are two
 * numbers: where the first row begins that belongs to a word of a page before
 * (0: none does), and where the footer is.
 *
 * A row is a number (the difference to the one before, but for the first of a
 * word or page), a size times two, and so many bytes of places; these may run
 * on over several pages.  A place is the difference to the one before in the
 * same column, and 2; where the column is another one, a 1 and its number come
 * first.
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
	w->turns++;
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
leaf_init(struct leaf_walk *w)
{
	memset(w, 0, sizeof *w);
	buf_init(&w->places);
}

void
leaf_fini(struct leaf_walk *w)
{
	buf_fini(&w->places);
}

void
leaf_start(struct leaf_walk *w, leaf_page fetch, void *arg)
{
	struct buf places = w->places;

	memset(w, 0, sizeof *w);
	w->places = places;
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

/* Do the rows of the word go on?  They do over pages, until there is a word on
 * one. */
static bool
go_on(struct leaf_walk *w)
{
	while (w->next == w->end && turn_page(w)) {
		size_t row = read_short(bytes_of(w));

		if (row == 0)
			continue;
		if (row < HEADER || row > w->next)
			return damage(w);
		w->at = row;
		return true;
	}
	return false;
}

size_t
leaf_take(struct leaf_walk *w, const struct leaf_rows *rows)
{
	size_t n = take_page(w, rows);

	while (go_on(w))
		n += take_page(w, rows);
	return n;
}

/* ---- places ---- */

/*
 * Turn to the page on which the row goes on, from HEADER to *end: the first
 * row or word there, or the end of the page.
 */
static bool
turn_within(struct leaf_walk *w, size_t *end)
{
	size_t row;

	if (*end != w->end || !turn_page(w))
		return damage(w); /* it was said to go on */
	row = read_short(bytes_of(w));
	*end = row != 0 ? row : w->next;
	return (*end >= HEADER && *end <= w->next) || damage(w);
}

/* Lend the places of a row, n bytes, which go on to *end on this page. */
static bool
find_places(struct leaf_walk *w, size_t n, size_t *end, struct str *places)
{
	if (n <= *end - w->at) {
		*places = (struct str){ w->page.p + w->at, n };
		w->at += n;
		return true;
	}
	buf_clear(&w->places);
	for (;;) {
		size_t here = *end - w->at;

		if (here > n)
			here = n;
		buf_add(&w->places, w->page.p + w->at, here);
		w->at += here;
		n -= here;
		if (n == 0)
			break;
		if (!turn_within(w, end))
			return false;
	}
	*places = buf_str(&w->places);
	return true;
}

/* Show a row, which goes on to *end; that is another end if a page is turned.
 */
static bool
show_row(
    struct leaf_walk *w, uint64_t rowid, size_t *end, leaf_row fn, void *arg)
{
	struct str places;
	uint64_t size;

	while (w->at == *end) /* all of it is on the next page */
		if (!turn_within(w, end))
			return false;
	if (!read_number(bytes_of(w), &w->at, *end, &size) ||
	    size / 2 > LEAF_PLACES_MAX)
		return damage(w);
	if (!find_places(w, (size_t)(size / 2), end, &places))
		return false;
	fn(arg, rowid - 1, places);
	return true;
}

/* Show the rows from here to the next word or the end of a page, which may be
 * a later one. */
static bool
show_page(struct leaf_walk *w, leaf_row fn, void *arg)
{
	size_t end = w->next, turns = w->turns;
	uint64_t rowid = 0, number;

	while (w->at < w->next) {
		if (!read_number(bytes_of(w), &w->at, w->next, &number))
			return damage(w);
		rowid += number;
		if (!show_row(w, rowid, &end, fn, arg))
			return false;
		if (w->turns == turns)
			continue;
		/* It ends on another page, where the next one is. */
		if (w->at != end)
			return damage(w);
		turns = w->turns;
		end = w->next;
		rowid = 0;
	}
	return true;
}

void
leaf_each(struct leaf_walk *w, leaf_row fn, void *arg)
{
	while (show_page(w, fn, arg) && go_on(w))
		continue;
}

bool
leaf_number(struct str *from, uint64_t *n)
{
	size_t at = 0;

	if (!read_number((const unsigned char *)from->p, &at, from->n, n))
		return false;
	from->p += at;
	from->n -= at;
	return true;
}

void
leaf_places_start(struct leaf_places *p, struct str places)
{
	*p = (struct leaf_places){ places, 0, 0, 0 };
}

bool
leaf_places_next(struct leaf_places *p)
{
	const unsigned char *bytes = (const unsigned char *)p->bytes.p;
	size_t end = p->bytes.n;
	uint64_t n;

	if (!read_number(bytes, &p->next, end, &n))
		return false;
	if (n == 1) {
		if (!read_number(bytes, &p->next, end, &n) || n > INT32_MAX)
			return false;
		p->column = (uint32_t)n;
		p->at = 0;
		if (!read_number(bytes, &p->next, end, &n))
			return false;
	}
	if (n < 2 || n - 2 > INT32_MAX - p->at)
		return false;
	p->at += (uint32_t)(n - 2);
	return true;
}
