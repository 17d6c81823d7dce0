#include "config.h"

#include "model/format.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/bibtex.h"
#include "model/encode.h"
#include "model/excerpt.h"
#include "text/glyph.h"

#define NAME_BYTES 160 /* of a text that stands for a title */
#define MARKS_MAX 64   /* of one field; more than three excerpts can show */

/* Select Graphic Rendition, ECMA-48 8.3.117: bold and underlined; default. */
#define SGR_MARK "\033[1;4m"
#define SGR_DEFAULT "\033[m"

static struct str
field_of(const struct printer *p, const struct record *r, enum role role)
{
	return str_trim(record_role(r, chronicle_columns(p->chronicle), role));
}

static void
add_line_text(struct printer *p, struct str s)
{
	glyph_sanitize(&p->out, s,
	    GLYPH_ONE_LINE | (p->ascii ? (unsigned)GLYPH_ASCII : 0));
}

/* ---- text ---- */

static size_t
find_marks(
    struct printer *p, int column, struct str text, struct query_mark *mark)
{
	if (p->query == NULL || column < 0)
		return 0;
	return query_marks(p->query, p->map, column, text, mark, MARKS_MAX);
}

/* Append text[x.start, x.end), marks highlighted. */
static void
add_marked(struct printer *p, struct str text, struct excerpt x,
    const struct query_mark *mark, size_t n)
{
	size_t at = x.start;

	for (size_t i = 0; p->highlight && i < n; i++) {
		size_t from = mark[i].start, to = mark[i].end;

		if (from < at || from >= x.end)
			continue;
		if (to > x.end)
			to = x.end;
		add_line_text(p, (struct str){ text.p + at, from - at });
		buf_adds(&p->out, SGR_MARK);
		add_line_text(p, (struct str){ text.p + from, to - from });
		buf_adds(&p->out, SGR_DEFAULT);
		at = to;
	}
	add_line_text(p, (struct str){ text.p + at, x.end - at });
}

/* Append excerpts of a column's field; false if nothing in it is marked. */
static bool
add_excerpts(
    struct printer *p, const struct record *r, int column, const char *label)
{
	struct query_mark mark[MARKS_MAX];
	struct excerpt x[FORMAT_EXCERPTS];
	struct str text = str_trim(column < 0 ? str_of("") : r->field[column]);
	size_t n = find_marks(p, column, text, mark), count;
	int cells = FORMAT_EXCERPT_CELLS - 8; /* "... " and " ..." */

	if (label[0] != '\0')
		cells -= glyph_width(str_of(label), p->ascii) + 2;
	count = excerpt_cut(text, mark, n, cells > 20 ? cells : 20, p->ascii, x,
	    FORMAT_EXCERPTS);
	for (size_t i = 0; i < count; i++) {
		buf_adds(&p->out, "    ");
		add_line_text(p, str_of(label));
		buf_adds(&p->out, label[0] != '\0' ? ": " : "");
		buf_adds(&p->out, x[i].start > 0 ? "... " : "");
		add_marked(p, text, x[i], mark, n);
		buf_adds(&p->out, x[i].end < text.n ? " ..." : "");
		buf_addc(&p->out, '\n');
	}
	return count > 0;
}

/* Why an event was found whose title and text do not show it. */
static void
add_other_excerpts(struct printer *p, const struct record *r)
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	static const enum role seen[] = { ROLE_ID, ROLE_DATE, ROLE_TITLE,
		ROLE_TEXT };

	for (size_t i = 0; i < cols->n && i < r->n; i++) {
		bool skip = false;

		for (size_t k = 0; k < sizeof seen / sizeof seen[0]; k++)
			skip = skip || cols->role[seen[k]] == (int)i;
		if (!skip && add_excerpts(p, r, (int)i, cols->name[i]))
			return;
	}
}

/* What an event is called, and of which column that is: its title or else the
 * beginning of its text. */
static struct str
name_of(const struct printer *p, const struct record *r, int *column)
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	struct str title = field_of(p, r, ROLE_TITLE);

	*column = cols->role[ROLE_TITLE];
	if (title.n > 0)
		return title;
	*column = cols->role[ROLE_TEXT];
	title = record_name(r, cols);
	title.n = utf8_cut(title, NAME_BYTES);
	return title;
}

static void
text_event(struct printer *p, size_t n, const struct record *r)
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	int column;
	struct str id = field_of(p, r, ROLE_ID);
	struct str title = name_of(p, r, &column);
	struct query_mark mark[MARKS_MAX];
	size_t nmarks = find_marks(p, column, title, mark);

	if (id.n > 0)
		add_line_text(p, id);
	else
		buf_addf(&p->out, "#%zu", p->base + n + 1);
	buf_addc(&p->out, '\t');
	add_line_text(p, field_of(p, r, ROLE_DATE));
	buf_addc(&p->out, '\t');
	add_marked(p, title, (struct excerpt){ 0, title.n }, mark, nmarks);
	buf_addc(&p->out, '\n');
	if (!add_excerpts(p, r, cols->role[ROLE_TEXT], "") && nmarks == 0)
		add_other_excerpts(p, r);
}

static void
no_frame(struct printer *p)
{
	(void)p;
}

/* ---- csv and tsv ---- */

typedef void encode_cell(struct buf *out, struct str cell, unsigned flags);

static unsigned
cell_flags(const struct printer *p)
{
	return (p->ascii ? (unsigned)ENCODE_ASCII : 0) |
	       (p->safe ? (unsigned)ENCODE_SAFE : 0);
}

/* A line of n cells.  One empty cell alone would be a blank line. */
static void
csv_line(struct printer *p, const struct str *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(&p->out, ',');
		encode_csv(&p->out, cell[i], cell_flags(p));
	}
	if (n == 1 && cell[0].n == 0)
		buf_adds(&p->out, "\"\"");
	buf_addc(&p->out, '\n');
}

static void
tsv_line(struct printer *p, const struct str *cell, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(&p->out, '\t');
		encode_tsv(&p->out, cell[i], cell_flags(p));
	}
	buf_addc(&p->out, '\n');
}

/* How many fields of the event the file has. */
static size_t
count_fields(const struct printer *p, const struct record *r)
{
	size_t n = chronicle_columns(p->chronicle)->nfile;

	return r->n < n ? r->n : n;
}

/* The names of the columns through line. */
static void
add_names(struct printer *p,
    void (*line)(struct printer *, const struct str *, size_t))
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	struct str *name = x_calloc(cols->nfile, sizeof *name);

	for (size_t i = 0; i < cols->nfile; i++)
		name[i] = str_of(cols->name[i]);
	if (cols->nfile > 0)
		line(p, name, cols->nfile);
	x_free(name);
}

static void
csv_begin(struct printer *p)
{
	add_names(p, csv_line);
}

static void
csv_event(struct printer *p, size_t n, const struct record *r)
{
	(void)n;
	csv_line(p, r->field, count_fields(p, r));
}

static void
tsv_begin(struct printer *p)
{
	add_names(p, tsv_line);
}

static void
tsv_event(struct printer *p, size_t n, const struct record *r)
{
	(void)n;
	tsv_line(p, r->field, count_fields(p, r));
}

/* ---- json and jsonl ---- */

static void
add_member(struct printer *p, const char *name, struct str value)
{
	buf_addf(&p->out, "\"%s\":", name);
	encode_json(&p->out, value, p->ascii);
	buf_addc(&p->out, ',');
}

/* Append the pieces of a list. */
static void
add_array(struct printer *p, const struct record *r, enum role role)
{
	struct str list = field_of(p, r, role), piece;
	const char *comma = "";

	buf_addf(&p->out, "\"%s\":[", role_name(role));
	while (str_split(&list, ';', &piece)) {
		if (piece.n == 0)
			continue;
		buf_adds(&p->out, comma);
		encode_json(&p->out, piece, p->ascii);
		comma = ",";
	}
	buf_adds(&p->out, "],");
}

static bool
has_role(const struct columns *cols, size_t column)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (cols->role[r] == (int)column)
			return true;
	return false;
}

/* The columns of the file that have no role, by name. */
static void
add_fields(struct printer *p, const struct record *r)
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	const char *comma = "";

	buf_adds(&p->out, "\"fields\":{");
	for (size_t i = 0; i < cols->nfile && i < r->n; i++) {
		if (has_role(cols, i))
			continue;
		buf_adds(&p->out, comma);
		encode_json(&p->out, str_of(cols->name[i]), p->ascii);
		buf_addc(&p->out, ':');
		encode_json(&p->out, r->field[i], p->ascii);
		comma = ",";
	}
	buf_addc(&p->out, '}');
}

/* Append the object of an event, on one line. */
static void
add_object(struct printer *p, size_t n, const struct record *r)
{
	const struct columns *cols = chronicle_columns(p->chronicle);
	const struct sections *s = chronicle_sections(p->chronicle);
	uint32_t section = chronicle_section(p->chronicle, n);
	struct str date = field_of(p, r, ROLE_DATE);
	struct date d = chronicle_date(p->chronicle, n);
	struct buf edtf = BUF_INIT;
	bool in = section < s->n;

	buf_addc(&p->out, '{');
	add_member(p, "id", field_of(p, r, ROLE_ID));
	date_print_cell(&edtf, date, &d);
	add_member(p, "date", buf_str(&edtf));
	add_member(p, "date_text", record_role(r, cols, ROLE_DATE));
	add_member(p, "section", str_of(in ? s->at[section].title : ""));
	add_member(p, "section_id", str_of(in ? s->at[section].id : ""));
	add_member(p, "title", field_of(p, r, ROLE_TITLE));
	add_member(p, "text", record_role(r, cols, ROLE_TEXT));
	add_member(p, "kind", field_of(p, r, ROLE_KIND));
	add_array(p, r, ROLE_ACTORS);
	add_array(p, r, ROLE_PLACES);
	add_array(p, r, ROLE_SOURCES);
	add_fields(p, r);
	buf_addc(&p->out, '}');
	buf_fini(&edtf);
}

static void
json_begin(struct printer *p)
{
	buf_addc(&p->out, '[');
}

static void
json_event(struct printer *p, size_t n, const struct record *r)
{
	buf_adds(&p->out, p->n > 0 ? ",\n" : "\n");
	add_object(p, n, r);
}

static void
json_end(struct printer *p)
{
	buf_adds(&p->out, p->n > 0 ? "\n]\n" : "]\n");
}

static void
jsonl_event(struct printer *p, size_t n, const struct record *r)
{
	add_object(p, n, r);
	buf_addc(&p->out, '\n');
}

/* ---- markdown ---- */

/* Append the text as a quotation within the item of a list. */
static void
add_quotation(struct printer *p, struct str text)
{
	struct buf lines = BUF_INIT;
	struct str rest, line;

	glyph_sanitize(&lines, text, p->ascii ? (unsigned)GLYPH_ASCII : 0);
	rest = str_trim(buf_str(&lines));
	buf_adds(&p->out, rest.n > 0 ? "\n" : "");
	while (rest.n > 0 && str_split(&rest, '\n', &line)) {
		buf_adds(&p->out, line.n > 0 ? "  > " : "  >");
		encode_markdown(&p->out, line, p->ascii);
		buf_addc(&p->out, '\n');
	}
	buf_fini(&lines);
}

static void
markdown_event(struct printer *p, size_t n, const struct record *r)
{
	struct str date = field_of(p, r, ROLE_DATE);
	int column;

	(void)n;
	buf_adds(&p->out, p->n > 0 ? "\n- **" : "- **");
	encode_markdown(
	    &p->out, date.n > 0 ? date : str_of("undated"), p->ascii);
	buf_adds(&p->out, "** ");
	encode_markdown(&p->out, name_of(p, r, &column), p->ascii);
	buf_addc(&p->out, '\n');
	add_quotation(
	    p, record_role(r, chronicle_columns(p->chronicle), ROLE_TEXT));
}

/* ---- bibtex ---- */

static void
bibtex_event(struct printer *p, size_t n, const struct record *r)
{
	buf_adds(&p->out, p->n > 0 ? "\n" : "");
	bibtex_add(&p->out, p->chronicle, n, p->base + n + 1, r, p->ascii);
}

/* ---- all ---- */

static const struct format formats[] = {
	{ "text", ".txt", false, no_frame, text_event, no_frame },
	{ "tsv", ".tsv", true, tsv_begin, tsv_event, no_frame },
	{ "csv", ".csv", true, csv_begin, csv_event, no_frame },
	{ "json", ".json", true, json_begin, json_event, json_end },
	{ "jsonl", ".jsonl", true, no_frame, jsonl_event, no_frame },
	{ "markdown", ".md", true, no_frame, markdown_event, no_frame },
	{ "bibtex", ".bib", true, no_frame, bibtex_event, no_frame },
};

const struct format *
format_at(size_t i)
{
	return i < sizeof formats / sizeof formats[0] ? &formats[i] : NULL;
}

const struct format *
format_find(const char *name)
{
	const struct format *f;

	for (size_t i = 0; (f = format_at(i)) != NULL; i++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct format *
format_of_file(const char *path)
{
	const char *dot = strrchr(path, '.');
	const struct format *f;

	for (size_t i = 0; dot != NULL && (f = format_at(i)) != NULL; i++)
		if (str_eq_nocase(str_of(f->ending), str_of(dot)))
			return f;
	return NULL;
}

void
format_begin(struct printer *p)
{
	p->format->begin(p);
}

void
format_event(struct printer *p, size_t n, const struct record *r)
{
	p->format->event(p, n, r);
	p->n++;
}

void
format_end(struct printer *p)
{
	p->format->end(p);
}
