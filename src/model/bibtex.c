#include "config.h"

#include "model/bibtex.h"

#include <string.h>

#include "text/glyph.h"

static bool
is_digit(char b)
{
	return b >= '0' && b <= '9';
}

static bool
is_letter(char b)
{
	return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
}

/* ---- values ---- */

/*
 * BibTeX counts braces, also those after a backslash; so they are commands,
 * too.
 */
static const char *
command_of(char b)
{
	switch (b) {
	case '\\':
		return "\\textbackslash{}";
	case '{':
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '#':
		return "\\#";
	case '$':
		return "\\$";
	case '%':
		return "\\%";
	case '&':
		return "\\&";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

static void
add_value(struct buf *out, struct str s, bool ascii)
{
	struct buf shown = BUF_INIT;

	glyph_sanitize(
	    &shown, s, GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	s = str_trim(buf_str(&shown));
	for (size_t i = 0; i < s.n; i++) {
		const char *command = command_of(s.p[i]);

		if (command != NULL)
			buf_adds(out, command);
		else
			buf_addc(out, s.p[i]);
	}
	buf_fini(&shown);
}

static void
add_field(struct buf *out, const char *name, struct str value, bool ascii)
{
	if (str_trim(value).n == 0)
		return;
	buf_addf(out, "  %s = {", name);
	add_value(out, value, ascii);
	buf_adds(out, "},\n");
}

/* ---- key ---- */

static bool
is_key(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]) && !is_letter(s.p[i]) &&
		    memchr("-_:.+/", s.p[i], 6) == NULL)
			return false;
	return s.n > 0;
}

static void
add_key(struct buf *out, const struct chronicle *c, size_t n, size_t number,
    struct str id)
{
	size_t first;

	if (is_key(id) && chronicle_find(c, id, &first) && first == n) {
		buf_add(out, id.p, id.n);
		return;
	}
	for (size_t i = 0; i < id.n; i++)
		if (is_key((struct str){ id.p + i, 1 }))
			buf_addc(out, id.p[i]);
	buf_addf(out, "%sevent-%zu", id.n > 0 ? "-" : "", number);
}

/* ---- date ---- */

/* Do year, month and day tell all of the date? */
static bool
add_date(struct buf *out, const struct date *d)
{
	int32_t year;
	int month, day;

	if (d->precision == DATE_NONE || d->first == DATE_OPEN_START ||
	    d->last == DATE_OPEN_END)
		return false;
	date_civil(d->first, &year, &month, &day);
	if (year < 1 || year != date_year(d->last))
		return false;
	buf_addf(out, "  year = {%04d},\n", (int)year);
	if (d->precision == DATE_DAY || d->precision == DATE_MONTH) {
		const char *name = date_month_name(month);

		/* The macros of BibTeX: jan, feb, and so on. */
		buf_addf(out, "  month = %c%.2s,\n", name[0] | 0x20, name + 1);
	}
	if (d->precision == DATE_DAY)
		buf_addf(out, "  day = {%d},\n", day);
	return !d->uncertain && !d->approximate &&
	       (d->precision == DATE_DAY || d->precision == DATE_MONTH ||
		   d->precision == DATE_YEAR);
}

/* ---- sources ---- */

static bool
is_url(struct str s)
{
	static const char *const schemes[] = { "https://", "http://" };

	for (size_t i = 0; i < 2; i++) {
		struct str scheme = str_of(schemes[i]), start = s;

		if (start.n > scheme.n) {
			start.n = scheme.n;
			if (str_eq_nocase(start, scheme))
				return true;
		}
	}
	return false;
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

/* RFC 3986: what cannot stand in a URL, or would be a brace, is escaped. */
static void
add_url(struct buf *out, struct str list)
{
	struct str url;

	do {
		if (!str_split(&list, ';', &url))
			return;
	} while (!is_url(url));
	buf_adds(out, "  url = {");
	for (size_t i = 0; i < url.n; i++) {
		unsigned char b = (unsigned char)url.p[i];

		if (b > 0x20 && b < 0x7f && strchr("{}\\\"<>^`|", b) == NULL)
			buf_addc(out, url.p[i]);
		else
			buf_addf(out, "%%%02X", b);
	}
	buf_adds(out, "},\n");
}

/* "article, notes 1, 2": numbers alone say little.  URLs are left out. */
static void
add_sources(struct buf *note, const char *source, struct str list)
{
	struct str rest = list, piece;
	bool numbers = source[0] != '\0';
	size_t n = 0;

	while (str_split(&rest, ';', &piece)) {
		numbers = numbers && (piece.n == 0 || is_number(piece));
		n += piece.n > 0 && !is_url(piece);
	}
	if (n == 0)
		return;
	buf_adds(note, note->n > 0 ? "; " : "");
	if (numbers)
		buf_addf(note, "%s, %s ", source, n > 1 ? "notes" : "note");
	for (n = 0; str_split(&list, ';', &piece);) {
		if (piece.n == 0 || is_url(piece))
			continue;
		buf_adds(note, n++ == 0 ? "" : numbers ? ", " : "; ");
		buf_add(note, piece.p, piece.n);
	}
}

void
bibtex_add(struct buf *out, const struct chronicle *c, size_t n, size_t number,
    const struct record *r, bool ascii)
{
	const struct columns *cols = chronicle_columns(c);
	struct str sources = record_role(r, cols, ROLE_SOURCES);
	struct date date = chronicle_date(c, n);
	struct buf note = BUF_INIT;

	buf_adds(out, "@misc{");
	add_key(out, c, n, number, str_trim(record_role(r, cols, ROLE_ID)));
	buf_adds(out, ",\n  title = {{");
	add_value(out, record_name(r, cols), ascii);
	buf_adds(out, "}},\n");
	if (!add_date(out, &date))
		date_describe(&note, str_trim(record_role(r, cols, ROLE_DATE)));
	add_field(out, "howpublished", str_of(chronicle_title(c)), ascii);
	add_sources(&note, chronicle_source(c), sources);
	add_field(out, "note", buf_str(&note), ascii);
	add_url(out, sources);
	buf_adds(out, "}\n");
	buf_fini(&note);
}
