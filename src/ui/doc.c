#include "config.h"

#include "ui/doc.h"

#include "base/date.h"
#include "base/mem.h"
#include "text/glyph.h"

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
	d->nlines = 0;
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
	d->line[d->nlines] = (struct doc_line){ 0, 0, 0, 0 };
	return &d->line[d->nlines++];
}

/* Remember a field; its value is cut into lines by cut_fields(). */
static void
add_field(struct doc *d, struct str label, struct str value, bool ascii)
{
	struct doc_line *l;
	int cols = glyph_width(label, ascii);

	if (value.n == 0)
		return;
	l = add_line(d);
	l->label = d->fields.n;
	l->nlabel = label.n;
	buf_add(&d->fields, label.p, label.n);
	l->value = d->fields.n;
	l->nvalue = value.n;
	buf_add(&d->fields, value.p, value.n);
	if (cols > DOC_LABEL_COLS)
		cols = DOC_LABEL_COLS;
	if (cols > d->label_cols)
		d->label_cols = cols;
}

/* Wrap each field's value beside its name. */
static void
cut_fields(struct doc *d, int width, bool ascii)
{
	struct doc_line *field = d->line;
	size_t n = d->nlines;
	int room;

	if (d->label_cols > width / 2)
		d->label_cols = width / 2;
	room = width - d->label_cols - 2;
	d->line = NULL;
	d->nlines = d->cap = 0;
	if (n > 0 && d->text.n > 0)
		(void)add_line(d); /* a blank one after the text */
	for (size_t i = 0; i < n; i++) {
		struct wrap w;
		struct str value = { d->fields.p + field[i].value,
			field[i].nvalue };

		wrap_init(&w, value, room > 1 ? room : 1, ascii);
		(void)wrap_until(&w, SIZE_MAX);
		for (size_t k = 0; k < w.nlines; k++) {
			struct doc_line *l = add_line(d);

			if (k == 0) {
				l->label = field[i].label;
				l->nlabel = field[i].nlabel;
			}
			l->value = field[i].value + w.line[k].start;
			l->nvalue = w.line[k].n;
		}
		wrap_fini(&w);
	}
	x_free(field);
}

/* "a;b" as people write lists: before, then the pieces with sep between. */
static void
add_list(struct doc *d, struct str label, struct str list, const char *before,
    const char *sep, bool ascii)
{
	struct buf b = BUF_INIT;
	struct str piece;

	while (str_split(&list, ';', &piece))
		if (piece.n > 0) {
			buf_adds(&b, b.n > 0 ? sep : before);
			buf_add(&b, piece.p, piece.n);
		}
	add_field(d, label, buf_str(&b), ascii);
	buf_fini(&b);
}

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

/* "article, notes 1, 2", as numbers alone say little. */
static void
add_sources(struct doc *d, const struct chronicle *c, struct str label,
    struct str list, bool ascii)
{
	struct buf before = BUF_INIT;
	size_t n = count_numbers(list);

	if (n > 0 && chronicle_source(c)[0] != '\0')
		buf_addf(&before, "%s, %s ", chronicle_source(c),
		    n > 1 ? "notes" : "note");
	add_list(d, label, list, buf_cstr(&before), before.n > 0 ? ", " : "; ",
	    ascii);
	buf_fini(&before);
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

static bool
is_shown_elsewhere(const struct columns *cols, size_t column)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (cols->role[r] == (int)column)
			return true;
	return false;
}

static void
add_role(struct doc *d, const struct chronicle *c, size_t n,
    const struct record *r, size_t i, bool ascii)
{
	struct str label = str_of(shown[i].label);
	struct str value = record_role(r, chronicle_columns(c), shown[i].role);
	struct buf path = BUF_INIT;

	switch (shown[i].role) {
	case ROLE_ACTORS:
	case ROLE_PLACES:
		add_list(d, label, value, "", "; ", ascii);
		break;
	case ROLE_SOURCES:
		add_sources(d, c, label, value, ascii);
		break;
	case ROLE_SECTION:
		section_path(
		    &path, chronicle_sections(c), chronicle_section(c, n));
		add_field(d, label, buf_str(&path), ascii);
		break;
	case ROLE_ID:
	case ROLE_DATE:
	case ROLE_KIND:
	case ROLE_TITLE:
	case ROLE_TEXT:
	case ROLE_NROLES:
		add_field(d, label, str_trim(value), ascii);
		break;
	}
	buf_fini(&path);
}

static void
describe(
    struct doc *d, const struct record *r, const struct columns *cols, size_t n)
{
	struct str kind = str_trim(record_role(r, cols, ROLE_KIND));
	struct str date = str_trim(record_role(r, cols, ROLE_DATE));

	date_describe(&d->meta, date);
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
	record_init(&r);
	if (!chronicle_record(c, n, &r, &e))
		buf_addf(&d->text, "This event cannot be read: %s.", e.text);
	s = str_trim(record_role(&r, cols, ROLE_TITLE));
	buf_add(&d->title, s.p, s.n);
	describe(d, &r, cols, n);
	s = record_role(&r, cols, ROLE_TEXT);
	buf_add(&d->text, s.p, s.n);
	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		add_role(d, c, n, &r, i, ascii);
	for (size_t i = 0; i < r.n && i < cols->n; i++)
		if (!is_shown_elsewhere(cols, i))
			add_field(d, str_of(cols->name[i]), r.field[i], ascii);
	record_fini(&r);
	wrap_init(&d->wrap, buf_str(&d->text), width, ascii);
	cut_fields(d, width, ascii);
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
	if (l->nlabel > 0)
		*label = (struct str){ d->fields.p + l->label, l->nlabel };
	if (l->nvalue == 0)
		return (struct str){ NULL, 0 };
	return (struct str){ d->fields.p + l->value, l->nvalue };
}

size_t
doc_offset(const struct doc *d, size_t i)
{
	if (i < d->wrap.nlines)
		return d->wrap.line[i].start;
	return d->text.n + (i - d->wrap.nlines);
}

size_t
doc_find(struct doc *d, size_t offset)
{
	while (!doc_done(d) && d->wrap.next <= offset)
		(void)wrap_until(&d->wrap, d->wrap.nlines + 256);
	if (offset >= d->text.n)
		return d->wrap.nlines + (offset - d->text.n);
	return wrap_find(&d->wrap, offset);
}
