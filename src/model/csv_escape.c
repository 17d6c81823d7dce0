#include "config.h"

#include "model/csv_escape.h"

/* One byte further that is not escaped. */
static void
pass(struct csv_escape *x, const struct input *in, char b)
{
	bool quoted = x->at >= ESCAPE_TEXT;

	if (quoted && b == in->quote)
		x->at = x->at == ESCAPE_QUOTE ? ESCAPE_TEXT : ESCAPE_QUOTE;
	else if (x->at == ESCAPE_TEXT)
		return;
	else if (b == in->delimiter || b == '\r' || b == '\n')
		x->at = ESCAPE_START;
	else if (input_is_blank(in, b))
		x->at = x->at == ESCAPE_QUOTE ? ESCAPE_BLANK : x->at;
	else if (x->at == ESCAPE_START)
		x->at = b == in->quote ? ESCAPE_TEXT : ESCAPE_BARE;
	else if (quoted)
		x->at = ESCAPE_TEXT;
}

/* Double the quotes in n bytes.  Gives how many are settled: all, or all but
 * an escape character at their end. */
static size_t
turn(struct csv_escape *x, const struct input *in, char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] != x->escape || x->at < ESCAPE_TEXT) {
			pass(x, in, p[i]);
			continue;
		}
		if (i + 1 == n)
			return i;
		x->at = ESCAPE_TEXT;
		if (p[i + 1] == in->quote)
			p[i] = in->quote;
		i++;
	}
	return n;
}

bool
csv_escape_add(struct csv_escape *x, struct input *in, size_t done,
    const char *p, size_t n)
{
	size_t all = n + x->held, settled;

	if (!csv_escape_end(x, in, done) || !input_add(in, done, p, n))
		return false;
	if (x->escape == '\0')
		return true;
	settled = turn(x, in, in->p + in->n - all, all);
	x->held = settled < all;
	in->n -= x->held;
	return true;
}

bool
csv_escape_end(struct csv_escape *x, struct input *in, size_t done)
{
	bool held = x->held;

	x->held = false;
	return !held || input_add(in, done, &x->escape, 1);
}
