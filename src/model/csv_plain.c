/*
 * The first chunk of bytes in which a field may end is found by asking all of
 * its bytes at once, as in text/fold_plain.c.
 */
#include "config.h"

#include "model/csv_plain.h"

#include <stdint.h>

/* Set in the length of a field that has doubled quotes still. */
#define DOUBLED (SIZE_MAX - SIZE_MAX / 2)

#define CHUNK sizeof(uint64_t)
#define EACH(b) (UINT64_C(0x0101010101010101) * (unsigned char)(b))

/* Where reading is. */
struct cursor {
	struct csv_plain *plain;
	const char *p, *end;
};

/* Not 0 if one of the bytes of x is 0. */
static uint64_t
has_zero(uint64_t x)
{
	return (x - EACH(1)) & ~x & EACH(0x80);
}

static bool
ends_field(char b, char delimiter)
{
	return b == delimiter || b == '\n' || b == '\r';
}

/* The first delimiter or line end from p on, or end. */
static const char *
find_end(const char *p, const char *end, char delimiter)
{
	while ((size_t)(end - p) >= CHUNK) {
		uint64_t x;

		memcpy(&x, p, CHUNK);
		if ((has_zero(x ^ EACH(delimiter)) | has_zero(x ^ EACH('\n')) |
			has_zero(x ^ EACH('\r'))) != 0)
			break;
		p += CHUNK;
	}
	while (p < end && !ends_field(*p, delimiter))
		p++;
	return p;
}

static bool
is_blank(char b, char delimiter)
{
	return (b == ' ' || b == '\t') && b != delimiter;
}

/* Count the lines that end in a field; false if one ends otherwise than with
 * LF or CR LF. */
static bool
count_lines(const char *p, const char *end, size_t *lines)
{
	const char *at = p;

	while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
		if (++at == end || *at != '\n')
			return false;
	}
	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		++*lines;
	}
	return true;
}

/* Read a quoted field, its opening quote included. */
static bool
read_quoted(struct cursor *c, struct str *field)
{
	const char quote = c->plain->quote, *at = c->p + 1;
	size_t doubled = 0;

	field->p = at;
	for (;; at += 2, doubled = DOUBLED) {
		at = memchr(at, quote, (size_t)(c->end - at));
		if (at == NULL || at + 1 == c->end)
			return false; /* it may go on */
		if (at[1] != quote)
			break;
	}
	field->n = (size_t)(at - field->p);
	if (doubled != 0)
		c->plain->bytes += field->n;
	field->n |= doubled;
	c->p = at + 1;
	return ends_field(*c->p, c->plain->delimiter) &&
	       count_lines(field->p, at, &c->plain->lines);
}

/* False if there is a quote in it. */
static bool
read_bare(struct cursor *c, struct str *field)
{
	const char delimiter = c->plain->delimiter;
	const char *to = find_end(c->p, c->end, delimiter);

	field->p = c->p;
	c->p = to;
	while (to > field->p && is_blank(to[-1], delimiter))
		to--;
	field->n = (size_t)(to - field->p);
	return memchr(field->p, c->plain->quote, field->n) == NULL;
}

/* Read a field, up to what ends it. */
static bool
read_field(struct cursor *c, struct str *field)
{
	while (c->p < c->end && is_blank(*c->p, c->plain->delimiter))
		c->p++;
	if (c->p == c->end)
		return false;
	if (*c->p == c->plain->quote)
		return read_quoted(c, field);
	return read_bare(c, field) && c->p < c->end;
}

bool
csv_plain_split(struct csv_plain *p, struct str s)
{
	struct cursor c = { p, s.p, s.p + s.n };

	p->n = p->bytes = 0;
	p->lines = 1;
	for (;; c.p++) {
		if (p->n == p->max || !read_field(&c, &p->field[p->n]))
			return false;
		p->n++;
		if (*c.p != p->delimiter)
			break;
	}
	p->text = (size_t)(c.p - s.p);
	if (*c.p == '\r' && (++c.p == c.end || *c.p != '\n'))
		return false;
	p->end = (size_t)(c.p - s.p) + 1;
	/* A line of blanks is no record. */
	return p->n > 1 || p->field[0].n > 0 ||
	       (p->text > 0 && s.p[p->text - 1] == p->quote);
}

/* Copy a field with doubled quotes to out; returns its bytes then. */
static size_t
copy_undoubled(struct str from, char quote, char *out)
{
	const char *end = from.p + from.n, *at;
	size_t n = 0;

	while ((at = memchr(from.p, quote, (size_t)(end - from.p))) != NULL) {
		size_t k = (size_t)(at - from.p) + 1;

		memcpy(out + n, from.p, k);
		n += k;
		from.p = at + 2;
	}
	memcpy(out + n, from.p, (size_t)(end - from.p));
	return n + (size_t)(end - from.p);
}

void
csv_plain_undouble(struct csv_plain *p, char *store)
{
	for (size_t i = 0; p->bytes > 0 && i < p->n; i++) {
		struct str *field = &p->field[i];

		if ((field->n & DOUBLED) == 0)
			continue;
		field->n &= ~DOUBLED;
		field->n = copy_undoubled(*field, p->quote, store);
		field->p = store;
		store += field->n;
	}
}
