/*
 * The format is described in annals(5).  A value ends with its line; what
 * cannot stand in a line as it is, is escaped.
 */
#include "config.h"

#include "model/bookmarks_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define HEAD "annals bookmarks 1"

/* ---- writing ---- */

struct writer {
	struct buf *out;
	struct buf chronicle; /* the one whose rows are written */
};

/* Append bytes: controls and broken UTF-8 as \xHH, a backslash doubled. */
static void
add_escaped(struct buf *out, struct str s)
{
	while (s.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(s.p, s.n, &cp);
		bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);

		if (cp == '\\')
			buf_adds(out, "\\\\");
		else if (cp != UTF8_BAD && !control)
			buf_add(out, s.p, n);
		else
			for (size_t i = 0; i < n; i++)
				buf_addf(out, "\\x%02x", (unsigned char)s.p[i]);
		s.p += n;
		s.n -= n;
	}
}

static void
add_line(struct buf *out, const char *word, struct str value)
{
	buf_adds(out, word);
	if (value.n > 0)
		buf_addc(out, ' ');
	add_escaped(out, value);
	buf_addc(out, '\n');
}

static void
add_if(struct buf *out, const char *word, struct str value)
{
	if (value.n > 0)
		add_line(out, word, value);
}

/* A line of the text for each of the note. */
static void
add_note(struct buf *out, struct str note)
{
	while (note.n > 0) {
		const char *end = memchr(note.p, '\n', note.n);
		size_t n = end != NULL ? (size_t)(end - note.p) : note.n;

		add_line(out, "note", (struct str){ note.p, n });
		if (end == NULL)
			return;
		note.p += n + 1;
		note.n -= n + 1;
		if (note.n == 0) /* it ends with a line end */
			add_line(out, "note", note);
	}
}

static bool
write_row(void *arg, const struct bookmark *row)
{
	struct writer *w = arg;
	struct buf *out = w->out;

	if (!str_eq(buf_str(&w->chronicle), row->chronicle)) {
		buf_clear(&w->chronicle);
		buf_add(&w->chronicle, row->chronicle.p, row->chronicle.n);
		buf_addc(out, '\n');
		add_line(out, "chronicle", row->chronicle);
		buf_addf(out, "columns %016" PRIx64 "\n", row->columns);
		add_if(out, "called", row->called);
	}
	buf_addc(out, '\n');
	add_line(out, "event", row->key);
	add_if(out, "title", row->title);
	add_if(out, "date", row->date);
	buf_addf(out, "text %016" PRIx64 "\n", row->text);
	if (row->marked)
		buf_addf(out, "bookmark %" PRId64 "\n", row->created);
	if (row->letter != 0)
		buf_addf(out, "letter %c\n", row->letter);
	add_if(out, "list", row->list);
	add_note(out, row->note);
	return true;
}

bool
bookmarks_export(struct bookmarks *b, struct buf *out, struct err *e)
{
	struct writer w = { out, BUF_INIT };
	bool ok;

	buf_adds(out, HEAD "\n");
	ok = bookmarks_each(b, write_row, &w, e);
	buf_fini(&w.chronicle);
	return ok;
}

/* ---- reading ---- */

/* Values lie one after another in store; a row has their places until all is
 * read, as store moves while it grows. */
struct place {
	size_t at, n;
};

enum text { CHRONICLE, CALLED, KEY, TITLE, DATE, LIST, NOTE, NTEXTS };

struct raw {
	struct bookmark m; /* but for its texts */
	struct place text[NTEXTS];
};

struct parser {
	struct buf store;
	struct raw *row;
	size_t n, cap;
	struct raw chronicle; /* of what comes */
	bool named;           /* there was a chronicle */
	bool in_event;
	size_t line;
	bool noted; /* the row has a note */
};

static bool
wrong(const struct parser *p, const char *what, struct err *e)
{
	return err_set(e, ERR_FORMAT, "line %zu: %s", p->line, what);
}

static int
hex_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/* Append what an escape stands for; false if it is none. */
static bool
take_escape(struct parser *p, struct str *s)
{
	int high, low;

	if (s->n >= 2 && s->p[1] == '\\') {
		buf_addc(&p->store, '\\');
		s->p += 2;
		s->n -= 2;
		return true;
	}
	if (s->n < 4 || s->p[1] != 'x')
		return false;
	high = hex_of(s->p[2]);
	low = hex_of(s->p[3]);
	if (high < 0 || low < 0)
		return false;
	buf_addc(&p->store, (char)(high * 16 + low));
	s->p += 4;
	s->n -= 4;
	return true;
}

/* Put a value into the store, at the end of *to. */
static bool
take_text(struct parser *p, struct place *to, struct str s, struct err *e)
{
	if (to->n == 0)
		to->at = p->store.n;
	else if (to->at + to->n != p->store.n)
		return wrong(p, "comes twice", e);
	while (s.n > 0) {
		if (*s.p != '\\') {
			buf_addc(&p->store, *s.p);
			s.p++;
			s.n--;
		} else if (!take_escape(p, &s)) {
			return wrong(p, "no such escape", e);
		}
	}
	to->n = p->store.n - to->at;
	return true;
}

static bool
take_hash(struct parser *p, uint64_t *n, struct str s, struct err *e)
{
	*n = 0;
	if (s.n != 16)
		return wrong(p, "not 16 digits", e);
	for (size_t i = 0; i < s.n; i++) {
		int digit = hex_of(s.p[i]);

		if (digit < 0)
			return wrong(p, "not 16 digits", e);
		*n = *n << 4 | (uint64_t)digit;
	}
	return true;
}

static bool
take_time(struct parser *p, struct bookmark *m, struct str s, struct err *e)
{
	if (s.n == 0 || s.n > 15)
		return wrong(p, "no time", e);
	m->created = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return wrong(p, "no time", e);
		m->created = m->created * 10 + (s.p[i] - '0');
	}
	m->marked = true;
	return true;
}

static bool
take_letter(struct parser *p, struct bookmark *m, struct str s, struct err *e)
{
	if (s.n != 1 || s.p[0] < 'a' || s.p[0] > 'z')
		return wrong(p, "no letter from a to z", e);
	m->letter = s.p[0];
	return true;
}

static bool
begin_chronicle(struct parser *p, struct str s, struct err *e)
{
	p->chronicle = (struct raw){ 0 };
	p->named = true;
	p->in_event = false;
	return take_text(p, &p->chronicle.text[CHRONICLE], s, e);
}

static bool
begin_event(struct parser *p, struct str s, struct err *e)
{
	if (!p->named || s.n == 0)
		return wrong(p, "an event without a chronicle or id", e);
	if (p->n == p->cap) {
		size_t cap = p->cap > 0 ? 2 * p->cap : 64;
		struct raw *row = realloc(p->row, cap * sizeof *row);

		if (row == NULL)
			return err_set(e, ERR_MEMORY, "memory is used up");
		p->row = row;
		p->cap = cap;
	}
	p->row[p->n++] = p->chronicle;
	p->in_event = true;
	p->noted = false;
	return take_text(p, &p->row[p->n - 1].text[KEY], s, e);
}

/* The lines of a note follow one another, so it lies in one piece. */
static bool
take_note(struct parser *p, struct raw *r, struct str s, struct err *e)
{
	struct place *note = &r->text[NOTE];

	if (p->noted && note->at + note->n != p->store.n)
		return wrong(p, "the note goes on after something else", e);
	if (p->noted)
		buf_addc(&p->store, '\n');
	else
		note->at = p->store.n;
	p->noted = true;
	note->n = p->store.n - note->at;
	return take_text(p, note, s, e);
}

/* A line about a chronicle. */
static bool
take_of_chronicle(
    struct parser *p, struct str word, struct str s, struct err *e)
{
	struct raw *r = &p->chronicle;

	if (!p->named)
		return wrong(p, "comes before a chronicle", e);
	if (str_eq(word, str_of("columns")))
		return take_hash(p, &r->m.columns, s, e);
	if (str_eq(word, str_of("called")))
		return take_text(p, &r->text[CALLED], s, e);
	return wrong(p, "no such word", e);
}

static bool
take_of_event(struct parser *p, struct str word, struct str s, struct err *e)
{
	struct raw *r = &p->row[p->n - 1];

	if (str_eq(word, str_of("title")))
		return take_text(p, &r->text[TITLE], s, e);
	if (str_eq(word, str_of("date")))
		return take_text(p, &r->text[DATE], s, e);
	if (str_eq(word, str_of("text")))
		return take_hash(p, &r->m.text, s, e);
	if (str_eq(word, str_of("bookmark")))
		return take_time(p, &r->m, s, e);
	if (str_eq(word, str_of("letter")))
		return take_letter(p, &r->m, s, e);
	if (str_eq(word, str_of("list")))
		return take_text(p, &r->text[LIST], s, e);
	if (str_eq(word, str_of("note")))
		return take_note(p, r, s, e);
	return wrong(p, "no such word", e);
}

static bool
take_line(struct parser *p, struct str line, struct err *e)
{
	const char *blank = line.n > 0 ? memchr(line.p, ' ', line.n) : NULL;
	struct str word = line, value = { NULL, 0 };

	if (blank != NULL) {
		word.n = (size_t)(blank - line.p);
		value.p = blank + 1;
		value.n = line.n - word.n - 1;
	}
	if (p->line == 1)
		return str_eq(line, str_of(HEAD)) ||
		       wrong(p, "is not '" HEAD "'", e);
	if (line.n == 0)
		return true;
	if (str_eq(word, str_of("chronicle")))
		return begin_chronicle(p, value, e);
	if (str_eq(word, str_of("event")))
		return begin_event(p, value, e);
	if (p->in_event)
		return take_of_event(p, word, value, e);
	return take_of_chronicle(p, word, value, e);
}

static bool
parse(struct parser *p, struct str text, struct err *e)
{
	if (text.n > BOOKMARKS_TEXT_MAX)
		return err_set(e, ERR_FORMAT, "the text is too long");
	do {
		const char *end =
		    text.n > 0 ? memchr(text.p, '\n', text.n) : NULL;
		struct str line = text;

		if (end != NULL)
			line.n = (size_t)(end - text.p);
		p->line++;
		if (!take_line(p, line, e))
			return false;
		if (end == NULL)
			return true;
		text.p += line.n + 1;
		text.n -= line.n + 1;
	} while (text.n > 0);
	return true;
}

static struct str
text_of(const struct parser *p, const struct raw *r, enum text i)
{
	if (r->text[i].n == 0)
		return str_of("");
	return (struct str){ p->store.p + r->text[i].at, r->text[i].n };
}

static void
fill(const struct parser *p, const struct raw *r, struct bookmark *m)
{
	*m = r->m;
	m->chronicle = text_of(p, r, CHRONICLE);
	m->called = text_of(p, r, CALLED);
	m->key = text_of(p, r, KEY);
	m->title = text_of(p, r, TITLE);
	m->date = text_of(p, r, DATE);
	m->list = text_of(p, r, LIST);
	m->note = text_of(p, r, NOTE);
}

static enum bookmarks_answer
add_rows(struct bookmarks *b, const struct parser *p, struct err *e)
{
	struct bookmark *m = calloc(p->n + 1, sizeof *m);
	enum bookmarks_answer a;

	if (m == NULL) {
		(void)err_set(e, ERR_MEMORY, "memory is used up");
		return BOOKMARKS_FAILED;
	}
	for (size_t i = 0; i < p->n; i++)
		fill(p, &p->row[i], &m[i]);
	a = bookmarks_merge(b, m, p->n, e);
	free(m);
	return a;
}

enum bookmarks_answer
bookmarks_import(struct bookmarks *b, struct str text, size_t *n, struct err *e)
{
	struct parser p = { .store = BUF_INIT };
	enum bookmarks_answer a = BOOKMARKS_FAILED;

	*n = 0;
	if (parse(&p, text, e)) {
		*n = p.n;
		a = p.n > 0 ? add_rows(b, &p, e) : BOOKMARKS_SAVED;
	}
	free(p.row);
	buf_fini(&p.store);
	return a;
}
