#include "config.h"

#include "model/csv_options.h"

static bool
is_usable(char b)
{
	unsigned char u = (unsigned char)b;

	return u > 0 && u < 0x7F && b != '\r' && b != '\n' &&
	       !(u >= '0' && u <= '9') &&
	       !((u | 0x20) >= 'a' && (u | 0x20) <= 'z');
}

/* Of a quote, or a character before it: letters and blanks are none. */
static bool
is_mark(char b)
{
	return is_usable(b) && b != ' ' && b != '\t';
}

bool
csv_options_check(const struct csv_options *o, struct err *e)
{
	const struct csv_options f = csv_options_filled(o);

	if (!is_usable(f.delimiter))
		return err_set(
		    e, ERR_USAGE, "delimiter is a letter, digit or line end");
	if (f.no_quote)
		return true;
	if (!is_mark(f.quote))
		return err_set(e, ERR_USAGE,
		    "quote is a letter, digit, blank or line end");
	if (f.quote == f.delimiter)
		return err_set(e, ERR_USAGE, "delimiter and quote are equal");
	if (f.escape != '\0' && !is_mark(f.escape))
		return err_set(e, ERR_USAGE,
		    "escape is a letter, digit, blank or line end");
	if (f.escape != '\0' &&
	    (f.escape == f.quote || f.escape == f.delimiter))
		return err_set(
		    e, ERR_USAGE, "escape is also the delimiter or quote");
	return true;
}

static size_t
or_most(size_t n, size_t most)
{
	return n != 0 && n < most ? n : most;
}

struct csv_options
csv_options_filled(const struct csv_options *o)
{
	struct csv_options f = *o;

	f.delimiter = f.delimiter != 0 ? f.delimiter : ',';
	f.quote = f.quote != 0 ? f.quote : '"';
	f.field_max = or_most(f.field_max, CSV_FIELD_MAX);
	f.record_max = or_most(f.record_max, CSV_RECORD_MAX);
	f.columns_max = or_most(f.columns_max, CSV_COLUMNS_MAX);
	return f;
}
