#include "config.h"

#include "model/csv_stray.h"

static bool
is_end(char b, char delimiter)
{
	return b == delimiter || b == '\n' || b == '\r';
}

static const char *
skip_blanks(const char *p, const char *end, char delimiter)
{
	while (p < end && (*p == ' ' || *p == '\t') && *p != delimiter)
		p++;
	return p;
}

/* Skip a quoted field, which starts with its quote; NULL if there is a quote
 * in it that is not doubled. */
static const char *
skip_quoted(const char *p, const char *end, char delimiter, char quote)
{
	for (p++; p < end; p++) {
		if (*p != quote)
			continue;
		if (p + 1 < end && p[1] == quote) {
			p++;
			continue;
		}
		p = skip_blanks(p + 1, end, delimiter);
		return p == end || is_end(*p, delimiter) ? p : NULL;
	}
	return p;
}

size_t
csv_stray(struct str raw, char delimiter, char quote, bool *inside)
{
	const char *p = raw.p, *end = raw.p + raw.n;

	for (size_t field = 1; p < end; field++, p++) {
		p = skip_blanks(p, end, delimiter);
		*inside = p < end && *p == quote;
		if (*inside)
			p = skip_quoted(p, end, delimiter, quote);
		if (p == NULL)
			return field;
		for (; p < end && !is_end(*p, delimiter); p++)
			if (*p == quote)
				return field;
	}
	return 0;
}
