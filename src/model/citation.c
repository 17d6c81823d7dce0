#include "config.h"

#include "model/citation.h"

#include <string.h>

#include "model/encode.h"
#include "model/sources.h"
#include "text/glyph.h"
#include "text/url.h"

/* What is cited of an event, before it is sanitised. */
struct parts {
	struct str title, id;
	struct buf date, sources;
};

static void
parts_init(struct parts *p, const struct chronicle *c, size_t n,
    const struct record *r)
{
	const struct columns *cols = chronicle_columns(c);
	struct date date = chronicle_date(c, n);

	*p = (struct parts){ .title = str_trim(record_name(r, cols)),
		.id = str_trim(record_role(r, cols, ROLE_ID)) };
	date_describe_cell(&p->date, record_role(r, cols, ROLE_DATE), &date);
	sources_describe(&p->sources, chronicle_source(c),
	    record_role(r, cols, ROLE_SOURCES), true);
}

static void
parts_fini(struct parts *p)
{
	buf_fini(&p->date);
	buf_fini(&p->sources);
}

static void
add_text(struct buf *out, struct str s, bool ascii)
{
	struct buf shown = BUF_INIT;

	glyph_sanitize(
	    &shown, s, GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	s = str_trim(buf_str(&shown));
	buf_add(out, s.p, s.n);
	buf_fini(&shown);
}

/* End a sentence, if what stands there did not. */
static void
add_stop(struct buf *out)
{
	if (out->n > 0 && memchr(".!?", out->p[out->n - 1], 3) == NULL)
		buf_addc(out, '.');
}

/* What text and Markdown do not have in common. */
struct style {
	void (*add)(struct buf *out, struct str s, bool ascii);
	const char *strong, *work; /* around title and chronicle */
};

static void
add_marked(struct buf *out, const struct style *style, const char *mark,
    struct str s, bool ascii)
{
	if (s.n == 0)
		return;
	buf_adds(out, mark);
	style->add(out, s, ascii);
	buf_adds(out, mark);
}

static void
cite(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, const struct style *style, bool ascii)
{
	struct str work = str_trim(str_of(chronicle_title(c)));
	struct parts p;

	parts_init(&p, c, n, r);
	add_marked(out, style, style->strong, p.title, ascii);
	if (p.date.n > 0) {
		buf_adds(out, p.title.n > 0 ? ", " : "");
		style->add(out, buf_str(&p.date), ascii);
	}
	add_stop(out);
	if (work.n > 0 || p.id.n > 0)
		buf_adds(out, out->n > 0 ? " In: " : "In: ");
	add_marked(out, style, style->work, work, ascii);
	buf_adds(out, work.n > 0 && p.id.n > 0 ? ", " : "");
	style->add(out, p.id, ascii);
	add_stop(out);
	if (p.sources.n > 0) {
		/* No stop: it would be taken for a part of an address. */
		buf_adds(out, " Source: ");
		style->add(out, buf_str(&p.sources), ascii);
	}
	buf_addc(out, '\n');
	parts_fini(&p);
}

void
citation_text(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	static const struct style style = { add_text, "", "" };

	cite(out, c, n, r, &style, ascii);
}

void
citation_markdown(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	static const struct style style = { encode_markdown, "**", "*" };

	cite(out, c, n, r, &style, ascii);
}

/* ---- RIS ---- */

static void
add_line(struct buf *out, const char *tag, struct str s, bool ascii)
{
	if (s.n == 0)
		return;
	buf_addf(out, "%s  - ", tag);
	add_text(out, s, ascii);
	buf_addc(out, '\n');
}

/* PY and DA, if it is in one year; do they tell all of the date? */
static bool
add_date(struct buf *out, const struct date *d)
{
	int year, month, day;
	bool all = date_parts(d, &year, &month, &day);

	if (year == 0 || year > 9999)
		return false;
	buf_addf(out, "PY  - %04d\n", year);
	if (day > 0)
		buf_addf(out, "DA  - %04d/%02d/%02d/\n", year, month, day);
	else if (month > 0)
		buf_addf(out, "DA  - %04d/%02d//\n", year, month);
	return all;
}

static void
add_urls(struct buf *out, struct str sources)
{
	struct buf url = BUF_INIT;
	struct str piece;

	while (str_split(&sources, ';', &piece))
		while (url_next(&piece, &url)) {
			buf_addf(out, "UR  - %s\n", buf_cstr(&url));
			buf_clear(&url);
		}
	buf_fini(&url);
}

void
citation_ris(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, bool ascii)
{
	struct date date = chronicle_date(c, n);
	struct parts p;

	parts_init(&p, c, n, r);
	buf_adds(out, "TY  - GEN\n");
	add_line(out, "TI", p.title, ascii);
	if (!add_date(out, &date))
		add_line(out, "N1", buf_str(&p.date), ascii);
	add_line(out, "T2", str_trim(str_of(chronicle_title(c))), ascii);
	add_line(out, "N1", buf_str(&p.sources), ascii);
	add_line(out, "ID", p.id, ascii);
	add_urls(out, record_role(r, chronicle_columns(c), ROLE_SOURCES));
	buf_adds(out, "ER  - \n");
	parts_fini(&p);
}
