#include "config.h"

#include "ui/doc.h"

#include "base/date.h"
#include "base/mem.h"
#include "model/sources.h"
#include "text/glyph.h"

#define DATE_COLS 12     /* the most that dates of links get */
#define DOT " \302\267 " /* between what stands beside a title */

void
doc_init(struct doc *d)
{
	*d = (struct doc){ .nlines = 0 };
}

static void
clear(struct doc *d)
{
	wrap_fini(&d->wrap);
	d->wrap = (struct wrap){ .nlines = 0 };
	buf_clear(&d->title);
	buf_clear(&d->meta);
	buf_clear(&d->text);
	buf_clear(&d->fields);
	/* So that no value starts at 0, which is the blank line's. */
	buf_addc(&d->fields, '\n');
	d->nfields = d->nlinks = d->nlines = 0;
	d->label_cols = 0;
}

void
doc_fini(struct doc *d)
{
	clear(d);
	buf_fini(&d->title);
	buf_fini(&d->meta);
	buf_fini(&d->text);
	buf_fini(&d->fields);
	x_free(d->field);
	x_free(d->line);
	doc_init(d);
}

static struct doc_line *
add_line(struct doc *d)
{
	if (d->nlines == d->cap) {
		d->cap = d->cap > 0 ? 2 * d->cap : 16;
		d->line = x_reallocarray(d->line, d->cap, sizeof *d->line);
	}
	d->line[d->nlines] = (struct doc_line){ 0, 0, 0, false };
	return &d->line[d->nlines++];
}

/* Remember a field of column; cut_fields() cuts its value into lines. */
static void
add_field(struct doc *d, int column, struct str label, struct str value)
{
	struct doc_field *f;
	int cols = glyph_width(label, d->wrap.ascii);

	if (value.n == 0)
		return;
	d->field = x_reallocarray(d->field, d->nfields + 1, sizeof *d->field);
	f = &d->field[d->nfields++];
	f->column = column;
	f->link = DOC_NO_LINK;
	f->label = d->fields.n;
	f->nlabel = label.n;
	buf_add(&d->fields, label.p, label.n);
	f->value = d->fields.n;
	f->nvalue = value.n;
	buf_add(&d->fields, value.p, value.n);
	if (cols > DOC_LABEL_COLS)
		cols = DOC_LABEL_COLS;
	if (cols > d->label_cols)
		d->label_cols = cols;
}

/* Wrap the value of field i into room cells beside its name. */
static void
cut_field(struct doc *d, size_t i, int room)
{
	const struct doc_field *f = &d->field[i];
	struct wrap w;
	struct str value = { d->fields.p + f->value, f->nvalue };

	wrap_init(&w, value, room > 1 ? room : 1, d->wrap.ascii);
	(void)wrap_until(&w, SIZE_MAX);
	for (size_t k = 0; k < w.nlines; k++) {
		struct doc_line *l = add_line(d);

		l->field = i;
		l->first = k == 0;
		l->value = f->value + w.line[k].start;
		l->nvalue = w.line[k].n;
	}
	wrap_fini(&w);
}

/* A blank line between the text and what is below it. */
static void
part_from_text(struct doc *d)
{
	if (d->nlines == 0 && d->text.n > 0)
		(void)add_line(d);
}

static void
cut_fields(struct doc *d)
{
	int width = d->wrap.width;

	if (d->label_cols > width / 2)
		d->label_cols = width / 2;
	if (d->nfields > 0)
		part_from_text(d);
	for (size_t i = 0; i < d->nfields; i++)
		cut_field(d, i, width - d->label_cols - 2);
}

/* "a;b" as people write lists. */
static void
add_list(struct doc *d, int column, struct str label, struct str list)
{
	struct buf b = BUF_INIT;
	struct str piece;

	while (str_split(&list, ';', &piece))
		if (piece.n > 0) {
			buf_adds(&b, b.n > 0 ? "; " : "");
			buf_add(&b, piece.p, piece.n);
		}
	add_field(d, column, label, buf_str(&b));
	buf_fini(&b);
}

static void
add_sources(
    struct doc *d, const struct chronicle *c, struct str label, struct str list)
{
	struct buf b = BUF_INIT;

	sources_describe(&b, chronicle_source(c), list, true);
	add_field(
	    d, chronicle_columns(c)->role[ROLE_SOURCES], label, buf_str(&b));
	buf_fini(&b);
}

/* "Military collaboration > ..." from the top down. */
static void
section_path(struct buf *out, const struct sections *s, uint32_t at)
{
	uint32_t way[16];
	int n = 0;

	for (; at != SECTION_NONE && n < 16; at = s->at[at].parent)
		way[n++] = at;
	while (n-- > 0)
		buf_addf(out, "%s%s", s->at[way[n]].title, n > 0 ? " > " : "");
}

/* What the columns of roles are called below the text, in this order. */
static const struct {
	enum role role;
	const char *label;
} shown[] = {
	{ ROLE_ACTORS, "Actors" },
	{ ROLE_PLACES, "Places" },
	{ ROLE_SOURCES, "Sources" },
	{ ROLE_SECTION, "Section" },
	{ ROLE_KIND, "Kind" },
	{ ROLE_DATE, "Date" },
	{ ROLE_ID, "Id" },
};

/* By its role, or as a part of a column that has one. */
static bool
is_shown_elsewhere(const struct columns *cols, size_t column)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (cols->role[r] == (int)column)
			return true;
	return columns_whole(cols, column) >= 0;
}

static void
add_role(struct doc *d, const struct chronicle *c, size_t n,
    const struct record *r, size_t i)
{
	const struct columns *cols = chronicle_columns(c);
	int column = cols->role[shown[i].role];
	struct str label = str_of(shown[i].label);
	struct str value = record_role(r, cols, shown[i].role);
	struct buf path = BUF_INIT;

	switch (shown[i].role) {
	case ROLE_ACTORS:
	case ROLE_PLACES:
		add_list(d, column, label, value);
		break;
	case ROLE_SOURCES:
		add_sources(d, c, label, value);
		break;
	case ROLE_SECTION:
		section_path(
		    &path, chronicle_sections(c), chronicle_section(c, n));
		add_field(d, column, label, buf_str(&path));
		break;
	case ROLE_ID:
	case ROLE_DATE:
	case ROLE_KIND:
	case ROLE_TITLE:
	case ROLE_TEXT:
	case ROLE_NROLES:
		add_field(d, column, label, str_trim(value));
		break;
	}
	buf_fini(&path);
}

static void
describe(
    struct doc *d, const struct chronicle *c, size_t n, const struct record *r)
{
	const struct columns *cols = chronicle_columns(c);
	struct str kind = str_trim(record_role(r, cols, ROLE_KIND));
	struct date date = chronicle_date(c, n);

	date_describe_cell(&d->meta, record_role(r, cols, ROLE_DATE), &date);
	if (kind.n > 0) {
		buf_adds(&d->meta, d->meta.n > 0 ? DOT : "");
		buf_add(&d->meta, kind.p, kind.n);
	}
	buf_addf(&d->meta, "%s#%zu", d->meta.n > 0 ? "  " : "", n + 1);
}

void
doc_event(
    struct doc *d, const struct chronicle *c, size_t n, int width, bool ascii)
{
	const struct columns *cols = chronicle_columns(c);
	struct record r;
	struct err e = { .code = ERR_NONE };
	struct str s;

	clear(d);
	d->wrap.width = width;
	d->wrap.ascii = ascii;
	record_init(&r);
	if (!chronicle_record(c, n, &r, &e))
		buf_addf(&d->text, "This event cannot be read: %s.", e.text);
	s = str_trim(record_role(&r, cols, ROLE_TITLE));
	buf_add(&d->title, s.p, s.n);
	describe(d, c, n, &r);
	s = record_role(&r, cols, ROLE_TEXT);
	buf_add(&d->text, s.p, s.n);
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		add_role(d, c, n, &r, i);
	for (size_t i = 0; i < r.n && i < cols->nfile; i++)
		if (!is_shown_elsewhere(cols, i))
			add_field(d, (int)i, str_of(cols->name[i]), r.field[i]);
	record_fini(&r);
	wrap_init(&d->wrap, buf_str(&d->text), width, ascii);
	cut_fields(d);
}

void
doc_add(struct doc *d, struct str label, struct str value)
{
	int label_cols = d->nfields > 0 ? d->label_cols : d->wrap.width / 2;
	size_t n = d->nfields;

	part_from_text(d);
	add_field(d, -1, label, value);
	/* The lines above are cut for that. */
	if (d->label_cols > label_cols)
		d->label_cols = label_cols;
	if (d->nfields > n)
		cut_field(d, n, d->wrap.width - d->label_cols - 2);
}

/* Append a date, cut as the list of events cuts it. */
static void
add_date(struct buf *out, struct str date, bool ascii)
{
	size_t n = date.n;

	if (glyph_width(date, ascii) > DATE_COLS)
		n = glyph_fit(date, DATE_COLS - 1, ascii, NULL);
	buf_add(out, date.p, n);
	if (n < date.n)
		buf_adds(out, ascii ? ">" : "\342\200\246");
}

/* The date and title of event n, as far as they can be read. */
static void
read_link(const struct doc *d, const struct chronicle *c, uint32_t n,
    struct buf *date, struct buf *title)
{
	const struct columns *cols = chronicle_columns(c);
	struct record r;
	struct str s;

	record_init(&r);
	(void)chronicle_record(c, n, &r, NULL);
	add_date(
	    date, str_trim(record_role(&r, cols, ROLE_DATE)), d->wrap.ascii);
	s = record_name(&r, cols);
	buf_add(title, s.p, s.n);
	if (s.n == 0)
		buf_addf(title, "#%zu", (size_t)n + 1);
	record_fini(&r);
}

/* "2  1948-05  What happened": a link with its date in so many cells. */
static void
add_link(struct doc *d, uint32_t event, const struct buf *date, int cells,
    const struct buf *title)
{
	struct buf b = BUF_INIT;
	int pad = cells - glyph_width(buf_str(date), d->wrap.ascii);
	struct doc_line *l;

	buf_addf(&b, "%zu  ", d->nlinks + 1);
	buf_add(&b, date->p, date->n);
	if (cells > 0)
		buf_addf(&b, "%*s", pad + 2, "");
	buf_add(&b, title->p, title->n);
	add_field(d, -1, str_of(d->nlinks == 0 ? "Related" : ""), buf_str(&b));
	d->field[d->nfields - 1].link = event;
	l = add_line(d);
	*l = (struct doc_line){ d->nfields - 1, d->field[d->nfields - 1].value,
		b.n, true };
	d->nlinks++;
	buf_fini(&b);
}

void
doc_relate(
    struct doc *d, const struct chronicle *c, const uint32_t *event, size_t n)
{
	struct buf *date = x_calloc(2 * n + 1, sizeof *date), *title = date + n;
	int label_cols = d->nfields > 0 ? d->label_cols : d->wrap.width / 2;
	int cells = 0;

	for (size_t i = 0; i < n; i++) {
		int w;

		read_link(d, c, event[i], &date[i], &title[i]);
		w = glyph_width(buf_str(&date[i]), d->wrap.ascii);
		if (w > cells)
			cells = w;
	}
	if (n > 0)
		part_from_text(d);
	for (size_t i = 0; i < n; i++)
		add_link(d, event[i], &date[i], cells, &title[i]);
	/* The lines above are cut for that. */
	if (d->label_cols > label_cols)
		d->label_cols = label_cols;
	for (size_t i = 0; i < 2 * n; i++)
		buf_fini(&date[i]);
	x_free(date);
}

void
doc_section(struct doc *d, const struct chronicle *c, uint32_t section,
    size_t count, int width, bool ascii)
{
	const struct sections *s = chronicle_sections(c);

	clear(d);
	if (section == SECTION_NONE) {
		buf_adds(&d->title, chronicle_title(c));
	} else {
		buf_adds(&d->title, s->at[section].title);
		buf_adds(&d->text, s->at[section].summary);
	}
	buf_addf(&d->meta, "%zu %s", count, count == 1 ? "event" : "events");
	if (section != SECTION_NONE && s->at[section].parent != SECTION_NONE) {
		buf_adds(&d->meta, DOT);
		section_path(&d->meta, s, s->at[section].parent);
	}
	wrap_init(&d->wrap, buf_str(&d->text), width, ascii);
}

void
doc_until(struct doc *d, size_t n)
{
	(void)wrap_until(&d->wrap, n);
}

bool
doc_done(const struct doc *d)
{
	return d->wrap.next >= d->wrap.text.n;
}

size_t
doc_count(const struct doc *d)
{
	return d->wrap.nlines + (doc_done(d) ? d->nlines : 0);
}

struct str
doc_at(const struct doc *d, size_t i, struct str *label)
{
	const struct doc_line *l;

	*label = (struct str){ NULL, 0 };
	if (i < d->wrap.nlines)
		return wrap_at(&d->wrap, i);
	l = &d->line[i - d->wrap.nlines];
	if (l->value == 0)
		return (struct str){ NULL, 0 };
	if (l->first)
		*label = (struct str){ d->fields.p + d->field[l->field].label,
			d->field[l->field].nlabel };
	return (struct str){ d->fields.p + l->value, l->nvalue };
}

uint32_t
doc_link(const struct doc *d, size_t i)
{
	const struct doc_line *l;

	if (i < d->wrap.nlines)
		return DOC_NO_LINK;
	l = &d->line[i - d->wrap.nlines];
	return l->value > 0 ? d->field[l->field].link : DOC_NO_LINK;
}

uint32_t
doc_link_event(const struct doc *d, size_t i)
{
	return d->field[d->nfields - d->nlinks + i].link;
}

struct str
doc_field(const struct doc *d, size_t i, size_t *place)
{
	*place = d->text.n + d->field[i].value;
	return (
	    struct str){ d->fields.p + d->field[i].value, d->field[i].nvalue };
}

size_t
doc_offset(const struct doc *d, size_t i)
{
	if (i < d->wrap.nlines)
		return d->wrap.line[i].start;
	return d->text.n + d->line[i - d->wrap.nlines].value;
}

/* The last line below the text that does not start after byte at. */
static size_t
find_below(const struct doc *d, size_t at)
{
	size_t lo = 0, hi = d->nlines;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->line[mid].value <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

size_t
doc_find(struct doc *d, size_t offset)
{
	while (!doc_done(d) && d->wrap.next <= offset)
		(void)wrap_until(&d->wrap, d->wrap.nlines + 256);
	if (offset >= d->text.n && d->nlines > 0)
		return d->wrap.nlines + find_below(d, offset - d->text.n);
	return wrap_find(&d->wrap, offset);
}
