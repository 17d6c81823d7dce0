#include "config.h"

#include "model/splitter.h"

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_blank(const struct splitter *s, char c)
{
	return (c == ' ' || c == '\t') && c != s->delimiter;
}

/* How many bytes at *p are blanks. */
static size_t
skip_blanks(const struct splitter *s, struct str at)
{
	size_t n = 0;

	while (n < at.n && is_blank(s, at.p[n]))
		n++;
	return n;
}

/* Does a cell end there? */
static bool
ends(const struct splitter *s, struct str at)
{
	return at.n == 0 || at.p[0] == s->delimiter || is_line_end(at.p[0]);
}

/* Take n bytes off the rest. */
static void
drop(struct splitter *s, size_t n)
{
	s->rest.p += n;
	s->rest.n -= n;
}

/* Stands an odd number of escape characters before p, from start on? */
static bool
is_escaped(const struct splitter *s, const char *start, const char *p)
{
	bool odd = false;

	while (s->escape != '\0' && p > start && *--p == s->escape)
		odd = !odd;
	return odd;
}

/* Take a cell in quotes, from the first of them on. */
static void
take_quoted(struct splitter *s, struct split_cell *cell)
{
	drop(s, 1);
	cell->quoted = true;
	cell->text.p = s->rest.p;
	for (;;) {
		const char *at = s->rest.n > 0
				     ? memchr(s->rest.p, s->quote, s->rest.n)
				     : NULL;
		size_t n;

		if (at == NULL) {
			cell->open = true;
			drop(s, s->rest.n);
			cell->text.n = (size_t)(s->rest.p - cell->text.p);
			return;
		}
		drop(s, (size_t)(at - s->rest.p) + 1);
		if (is_escaped(s, cell->text.p, at))
			continue;
		if (s->rest.n > 0 && s->rest.p[0] == s->quote) {
			drop(s, 1);
			continue;
		}
		n = skip_blanks(s, s->rest);
		if (ends(s, (struct str){ s->rest.p + n, s->rest.n - n })) {
			cell->text.n = (size_t)(at - cell->text.p);
			drop(s, n);
			return;
		}
		cell->broken = true;
	}
}

static void
take_plain(struct splitter *s, struct split_cell *cell)
{
	size_t n = 0;

	while (!ends(s, (struct str){ s->rest.p + n, s->rest.n - n }))
		n++;
	cell->text = str_trim((struct str){ s->rest.p, n });
	drop(s, n);
}

/* Take the delimiter or the line ends behind a cell. */
static void
take_end(struct splitter *s, struct split_cell *cell)
{
	s->within = s->rest.n > 0 && s->rest.p[0] == s->delimiter;
	cell->last = !s->within;
	if (s->within)
		drop(s, 1);
	while (!s->within && s->rest.n > 0 && is_line_end(s->rest.p[0]))
		drop(s, 1);
}

bool
splitter_is_rule(struct str line)
{
	size_t dashes = 0;

	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '\0' || strchr("-=+|: ", line.p[i]) == NULL)
			return false;
		dashes += line.p[i] == '-' || line.p[i] == '=';
	}
	return dashes >= 3;
}

/* How many bytes at the start of the rest are a rule. */
static size_t
rule_length(const struct splitter *s)
{
	struct str line = { s->rest.p, 0 };

	if (s->delimiter != '|' || s->within)
		return 0;
	while (line.n < s->rest.n && !is_line_end(line.p[line.n]))
		line.n++;
	return splitter_is_rule(line) ? line.n : 0;
}

/* Drop blank lines and rules, up to where a record begins. */
static void
drop_lines(struct splitter *s)
{
	size_t n;

	do {
		drop(s, skip_blanks(s, s->rest));
		n = rule_length(s);
		if (n == 0 && !s->within && s->rest.n > 0)
			n = is_line_end(s->rest.p[0]);
		drop(s, n);
	} while (n > 0);
}

bool
splitter_next(struct splitter *s, struct split_cell *cell)
{
	*cell = (struct split_cell){ .text = { "", 0 } };
	drop_lines(s);
	if (s->rest.n == 0 && !s->within)
		return false;
	if (s->rest.n > 0 && s->quote != '\0' && s->rest.p[0] == s->quote)
		take_quoted(s, cell);
	else
		take_plain(s, cell);
	take_end(s, cell);
	return true;
}
