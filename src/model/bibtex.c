#include "config.h"

#include "model/bibtex.h"

#include <string.h>

#include "model/sources.h"
#include "text/glyph.h"
#include "text/url.h"

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
	int year, month, day;
	bool all = date_parts(d, &year, &month, &day);

	if (year > 0)
		buf_addf(out, "  year = {%04d},\n", year);
	if (month > 0) {
		const char *name = date_month_name(month);

		/* The macros of BibTeX: jan, feb, and so on. */
		buf_addf(out, "  month = %c%.2s,\n", name[0] | 0x20, name + 1);
	}
	if (day > 0)
		buf_addf(out, "  day = {%d},\n", day);
	return all;
}

/* ---- sources ---- */

/* The sources but for what is a URL only, as the first of these has a field. */
static void
add_sources(struct buf *note, const char *source, struct str list)
{
	struct buf b = BUF_INIT;

	sources_describe(&b, source, list, false);
	if (b.n > 0) {
		buf_adds(note, note->n > 0 ? "; " : "");
		buf_add(note, b.p, b.n);
	}
	buf_fini(&b);
}

static void
add_url(struct buf *out, struct str list)
{
	struct buf url = BUF_INIT;
	struct str piece;

	while (url.n == 0 && str_split(&list, ';', &piece))
		(void)url_next(&piece, &url);
	if (url.n > 0)
		buf_addf(out, "  url = {%s},\n", buf_cstr(&url));
	buf_fini(&url);
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
		date_describe_cell(
		    &note, record_role(r, cols, ROLE_DATE), &date);
	add_field(out, "howpublished", str_of(chronicle_title(c)), ascii);
	add_sources(&note, chronicle_source(c), sources);
	add_field(out, "note", buf_str(&note), ascii);
	add_url(out, sources);
	buf_adds(out, "}\n");
	buf_fini(&note);
}
