#include "config.h"

#include "model/sources.h"

#include "text/url.h"

/* How many numbers a list holds; 0 if something else is in it. */
static size_t
count_numbers(struct str list)
{
	struct str piece;
	size_t n = 0;

	while (str_split(&list, ';', &piece)) {
		for (size_t i = 0; i < piece.n; i++)
			if (piece.p[i] < '0' || piece.p[i] > '9')
				return 0;
		n += piece.n > 0;
	}
	return n;
}

void
sources_describe(
    struct buf *out, const char *source, struct str list, bool addresses)
{
	size_t numbers = source[0] != '\0' ? count_numbers(list) : 0;
	struct str piece;
	bool first = true;

	if (numbers > 0)
		buf_addf(
		    out, "%s, %s ", source, numbers > 1 ? "notes" : "note");
	while (str_split(&list, ';', &piece)) {
		if (piece.n == 0 || (!addresses && url_is(piece)))
			continue;
		if (!first)
			buf_adds(out, numbers > 0 ? ", " : "; ");
		buf_add(out, piece.p, piece.n);
		first = false;
	}
}
