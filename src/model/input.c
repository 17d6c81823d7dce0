#include "config.h"

#include "model/input.h"

#include <stdlib.h>

void
input_init(struct input *in, char delimiter, char quote)
{
	memset(in, 0, sizeof *in);
	in->delimiter = delimiter;
	in->quote = quote;
}

void
input_fini(struct input *in)
{
	free(in->p);
	in->p = NULL;
}

bool
input_grow(char **p, size_t *cap, size_t n)
{
	size_t want = n + n / 2 + 64;
	char *new;

	if (n <= *cap)
		return true;
	new = realloc(*p, want);
	if (new == NULL) {
		want = n;
		new = realloc(*p, want);
	}
	if (new == NULL)
		return false;
	*p = new;
	*cap = want;
	return true;
}

bool
input_add(struct input *in, size_t done, const char *p, size_t n)
{
	size_t gone = done - in->base;

	/* A long record that is waited for must not be moved by each piece. */
	if (gone > 0 && gone >= (in->n - gone) / 4) {
		memmove(in->p, in->p + gone, in->n - gone);
		in->base += gone;
		in->n -= gone;
	}
	if (!input_grow(&in->p, &in->cap, in->n + n))
		return false;
	memcpy(in->p + in->n, p, n);
	in->n += n;
	return true;
}

size_t
input_end(const struct input *in)
{
	return in->base + in->n;
}

static const char *
at(const struct input *in, size_t offset)
{
	return in->p + (offset - in->base);
}

struct str
input_str(const struct input *in, size_t from, size_t to)
{
	return (struct str){ at(in, from), to - from };
}

bool
input_is_blank(const struct input *in, char b)
{
	return (b == ' ' || b == '\t') && b != in->delimiter;
}

size_t
input_cut(const char *p, size_t n)
{
	size_t back = 0;

	while (
	    back < 3 && back < n && ((unsigned char)p[n - back] & 0xC0) == 0x80)
		back++;
	return (unsigned char)p[n - back] >= 0xC0 ? n - back : n;
}

/* The first byte b in [from, to), or to. */
static size_t
find_byte(const struct input *in, char b, size_t from, size_t to)
{
	const char *p;

	if (from == to)
		return to;
	p = memchr(at(in, from), b, to - from);
	return p != NULL ? in->base + (size_t)(p - in->p) : to;
}

/* The first byte b at from or later, or the end of what is at hand. */
static size_t
seek_byte(const struct input *in, struct input_seek *k, char b, size_t from)
{
	if (from < k->from || from > k->at)
		k->from = k->at = from;
	k->at = find_byte(in, b, k->at, input_end(in));
	return k->at;
}

/* Where the line end that starts at text ends, 0 if that is not known yet. */
static size_t
line_end(const struct input *in, size_t text)
{
	size_t left = input_end(in) - text;
	const char *p = at(in, text);

	if (p[0] == '\n')
		return text + 1;
	if (left < 2)
		return in->final ? text + 1 : 0;
	if (p[1] == '\n')
		return text + 2;
	if (p[1] != '\r')
		return text + 1;
	if (left < 3)
		return in->final ? text + 1 : 0;
	return p[2] == '\n' ? text + 3 : text + 1;
}

bool
input_line(struct input *in, size_t start, size_t bound, struct input_line *l)
{
	size_t lf = seek_byte(in, &in->lf, '\n', start);
	size_t cr = seek_byte(in, &in->cr, '\r', start);

	l->start = start;
	l->text = lf < cr ? lf : cr;
	l->cut = l->text > bound && bound > start;
	if (l->cut) {
		l->text = start + input_cut(at(in, start), bound - start);
		if (l->text == start)
			l->text = bound;
		l->end = l->text;
		return true;
	}
	if (l->text < input_end(in)) {
		l->end = line_end(in, l->text);
		return l->end != 0;
	}
	l->end = l->text;
	return in->final && start < l->end;
}

size_t
input_field_end(const struct input *in, size_t from, size_t to)
{
	to = find_byte(in, in->delimiter, from, to);
	to = find_byte(in, '\n', from, to);
	return find_byte(in, '\r', from, to);
}

/* One byte further in a quoted field; true if the field was closed. */
static bool
scan_byte(const struct input *in, struct input_scan *s, char b)
{
	if (b == in->quote) {
		s->state = s->state == SCAN_QUOTE ? SCAN_TEXT : SCAN_QUOTE;
		return false;
	}
	if (s->state == SCAN_TEXT)
		return false;
	if (b == in->delimiter || b == '\r' || b == '\n')
		return true;
	s->state = input_is_blank(in, b) ? SCAN_BLANK : SCAN_TEXT;
	return false;
}

static void
scan_to(const struct input *in, struct input_scan *s, size_t to)
{
	while (!s->found && s->at < to) {
		if (s->state == SCAN_TEXT)
			s->at = find_byte(in, in->quote, s->at, to);
		if (s->at == to)
			return;
		s->found = scan_byte(in, s, *at(in, s->at));
		if (!s->found)
			s->at++;
	}
}

enum input_quote
input_closed(struct input *in, size_t start, size_t bound)
{
	struct input_scan *s = &in->scan;
	size_t end = input_end(in);

	if (start < s->from || start > s->at)
		*s = (struct input_scan){ start, start, SCAN_TEXT, false };
	scan_to(in, s, bound < end ? bound : end);
	if (s->found)
		return s->at < bound ? QUOTE_CLOSED : QUOTE_OPEN;
	if (s->at >= bound)
		return QUOTE_OPEN;
	if (!in->final)
		return QUOTE_WAIT;
	s->found = s->state != SCAN_TEXT; /* the end is a line end */
	return s->found ? QUOTE_CLOSED : QUOTE_OPEN;
}
