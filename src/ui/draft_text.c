#include "config.h"

#include "ui/draft_text.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "text/glyph.h"
#include "text/wrap.h"
#include "ui/edit.h"
#include "ui/undo.h"

#define COLS_UNKNOWN 80

struct draft_text {
	struct edit edit;
	struct undo *undo;
	struct wrap wrap; /* of the text, if wrapped */
	bool wrapped;
	int cols;
	bool ascii;
	int goal;      /* the column that up and down keep; -1: none */
	bool cutting;  /* nothing was done since something was cut */
	bool after_cr; /* in a paste: the LF that follows belongs to it */
};

static struct str
text_of(const struct draft_text *d)
{
	return buf_str(&d->edit.text);
}

struct draft_text *
draft_text_new(struct str text, size_t max)
{
	struct draft_text *d = x_calloc(1, sizeof *d);

	edit_init(&d->edit, text.n > max ? text.n : max);
	(void)edit_replace(&d->edit, 0, 0, text);
	d->undo = undo_new();
	d->cols = COLS_UNKNOWN;
	d->goal = -1;
	return d;
}

void
draft_text_free(struct draft_text *d)
{
	if (d == NULL)
		return;
	wrap_fini(&d->wrap);
	undo_free(d->undo);
	edit_fini(&d->edit);
	x_free(d);
}

struct str
draft_text_get(const struct draft_text *d)
{
	return text_of(d);
}

size_t
draft_text_at(const struct draft_text *d)
{
	return d->edit.at;
}

size_t
draft_text_max(const struct draft_text *d)
{
	return d->edit.max;
}

/* ---- rows --------------------------------------------------------------- */

/* Bytes of the line end that ends before byte at, 0 if none does. */
static size_t
line_end_before(struct str s, size_t at)
{
	if (at >= 1 && s.p[at - 1] == '\n')
		return at >= 2 && s.p[at - 2] == '\r' ? 2 : 1;
	if (at >= 1 && s.p[at - 1] == '\r')
		return 1;
	if (at >= 3 && (memcmp(s.p + at - 3, "\xe2\x80\xa8", 3) == 0 ||
			   memcmp(s.p + at - 3, "\xe2\x80\xa9", 3) == 0))
		return 3;
	return 0;
}

static void
wrap(struct draft_text *d)
{
	if (d->wrapped)
		return;
	wrap_fini(&d->wrap);
	wrap_init(&d->wrap, text_of(d), d->cols, d->ascii);
	(void)wrap_until(&d->wrap, SIZE_MAX);
	d->wrapped = true;
}

void
draft_text_fit(struct draft_text *d, int cols, bool ascii)
{
	if (cols < 1)
		cols = 1;
	if (d->cols == cols && d->ascii == ascii)
		return;
	d->cols = cols;
	d->ascii = ascii;
	d->wrapped = false;
	d->goal = -1;
}

size_t
draft_text_rows(struct draft_text *d)
{
	struct str s = text_of(d);

	wrap(d);
	return d->wrap.nlines + (s.n == 0 || line_end_before(s, s.n) > 0);
}

/* Where row i starts; the end of the text for the row after the last. */
static size_t
row_start(const struct draft_text *d, size_t i)
{
	return i < d->wrap.nlines ? d->wrap.line[i].start : d->edit.text.n;
}

struct str
draft_text_row(struct draft_text *d, size_t i)
{
	wrap(d);
	if (i >= d->wrap.nlines)
		return (struct str){ NULL, 0 };
	return wrap_at(&d->wrap, i);
}

void
draft_text_cursor(struct draft_text *d, size_t *row, int *x)
{
	size_t at = d->edit.at, last = draft_text_rows(d) - 1;
	size_t start;

	*row = at >= row_start(d, last) ? last : wrap_find(&d->wrap, at);
	/* Blanks where a row breaks are not shown, but may hold the cursor,
	 * and there may be a row of them before the first one. */
	start = row_start(d, *row) < at ? row_start(d, *row) : at;
	*x = glyph_width(edit_part(&d->edit, start, at), d->ascii);
	if (*x > d->cols)
		*x = d->cols;
}

/* ---- moving ------------------------------------------------------------- */

static size_t
line_start(const struct draft_text *d)
{
	struct str s = text_of(d);
	size_t at = d->edit.at;

	while (at > 0 && line_end_before(s, at) == 0)
		at--;
	return at;
}

static size_t
line_end(const struct draft_text *d)
{
	struct str s = text_of(d);
	size_t at = d->edit.at, n;

	for (size_t i = at + 1; i <= s.n; i++) {
		n = line_end_before(s, i);
		if (n > 0)
			return i - n;
	}
	return s.n;
}

static size_t
place_of(const struct draft_text *d, enum draft_place to)
{
	switch (to) {
	case DRAFT_LEFT:
		return edit_left(&d->edit);
	case DRAFT_RIGHT:
		return edit_right(&d->edit);
	case DRAFT_WORD_LEFT:
		return edit_word_left(&d->edit);
	case DRAFT_WORD_RIGHT:
		return edit_word_right(&d->edit);
	case DRAFT_LINE_START:
		return line_start(d);
	case DRAFT_LINE_END:
		return line_end(d);
	case DRAFT_START:
		return 0;
	case DRAFT_END:
		break;
	}
	return d->edit.text.n;
}

/* Something else is done: what was done at a stretch ends. */
static void
part(struct draft_text *d)
{
	undo_part(d->undo);
	d->goal = -1;
	d->cutting = false;
}

void
draft_text_move(struct draft_text *d, enum draft_place to)
{
	part(d);
	d->edit.at = place_of(d, to);
}

/* The place in a row below or above cells, at most its last one. */
static size_t
place_in_row(const struct draft_text *d, size_t row, int cells)
{
	size_t start = row_start(d, row), at, next;

	if (row >= d->wrap.nlines)
		return start;
	at = start + glyph_fit(wrap_at(&d->wrap, row), cells, d->ascii, NULL);
	next = row_start(d, row + 1);
	/* Where a word is broken, its other half begins the next row. */
	if (row + 1 < d->wrap.nlines && at == next && at > start)
		at = edit_border(text_of(d), at - 1, false);
	return at;
}

void
draft_text_move_rows(struct draft_text *d, long n)
{
	size_t row, last = draft_text_rows(d) - 1;
	int goal = d->goal, x;

	draft_text_cursor(d, &row, &x);
	part(d);
	if (goal < 0)
		goal = x;
	if (n < 0)
		row -= (size_t)-n < row ? (size_t)-n : row;
	else
		row += (size_t)n < last - row ? (size_t)n : last - row;
	d->edit.at = place_in_row(d, row, goal);
	d->goal = goal;
}

/* ---- changing ----------------------------------------------------------- */

/* Put s, no part of the text, in the place of a piece. */
static bool
put(struct draft_text *d, enum undo_kind kind, size_t from, size_t to,
    struct str s)
{
	struct str was = edit_part(&d->edit, from, to);

	if (d->edit.text.n - was.n + s.n > d->edit.max)
		return false;
	if (was.n == 0 && s.n == 0)
		return true;
	undo_add(d->undo, kind, from, was, s);
	(void)edit_replace(&d->edit, from, to, s);
	d->wrapped = false;
	d->goal = -1;
	return true;
}

/* At the cursor, as something of its own. */
static bool
insert(struct draft_text *d, enum undo_kind kind, struct str s)
{
	d->cutting = false;
	return put(d, kind, d->edit.at, d->edit.at, s);
}

static bool
type_tab(struct draft_text *d)
{
	static const char blanks[DRAFT_TAB_COLS + 1] = "    ";
	struct str before = edit_part(&d->edit, line_start(d), d->edit.at);
	int cols = glyph_width(before, d->ascii) % DRAFT_TAB_COLS;

	return insert(d, UNDO_TYPED, str_of(blanks + cols));
}

/* Does a word begin at the cursor with cp?  Then it is taken back alone. */
static bool
begins_word(const struct draft_text *d, uint32_t cp)
{
	size_t at = d->edit.at;

	return cp != ' ' && at > 0 &&
	       (d->edit.text.p[at - 1] == ' ' ||
		   d->edit.text.p[at - 1] == '\n');
}

bool
draft_text_type(struct draft_text *d, uint32_t cp)
{
	char bytes[UTF8_MAX];

	if (cp == '\t')
		return type_tab(d);
	if (cp == '\r' || cp == '\n')
		cp = '\n';
	else if ((cp = edit_character(cp)) == 0)
		return true;
	if (begins_word(d, cp))
		undo_part(d->undo);
	return insert(
	    d, UNDO_TYPED, (struct str){ bytes, utf8_encode(cp, bytes) });
}

void
draft_text_paste_start(struct draft_text *d)
{
	part(d);
	d->after_cr = false;
}

/* The cursor may stand inside a cluster until the paste ends, or it would
 * take the square of its length. */
static bool
paste_character(struct draft_text *d, uint32_t cp)
{
	char bytes[UTF8_MAX];
	struct str s = { bytes, utf8_encode(cp, bytes) };

	if (d->edit.text.n + s.n > d->edit.max)
		return false;
	undo_add(d->undo, UNDO_PASTED, d->edit.at, (struct str){ NULL, 0 }, s);
	(void)edit_insert(&d->edit, cp);
	d->wrapped = false;
	return true;
}

bool
draft_text_paste(struct draft_text *d, uint32_t cp)
{
	bool done = cp == '\n' && d->after_cr;

	d->after_cr = cp == '\r';
	if (cp == '\r')
		cp = '\n';
	else if (cp != '\n' && cp != '\t')
		cp = edit_character(cp);
	return cp == 0 || done || paste_character(d, cp);
}

void
draft_text_paste_end(struct draft_text *d)
{
	edit_settle(&d->edit);
	part(d);
}

void
draft_text_delete(struct draft_text *d, enum draft_place to)
{
	size_t at = d->edit.at, there = place_of(d, to);

	d->cutting = false;
	(void)put(d, UNDO_DELETED, at < there ? at : there,
	    at < there ? there : at, (struct str){ NULL, 0 });
}

/* Put what is cut before or after what was cut at this stretch. */
static void
keep_cut(struct draft_text *d, struct str s, bool before)
{
	struct buf *cut = &d->edit.cut, all = BUF_INIT;

	if (before)
		buf_add(&all, s.p, s.n);
	if (d->cutting)
		buf_add(&all, cut->p, cut->n);
	if (!before)
		buf_add(&all, s.p, s.n);
	buf_fini(cut);
	*cut = all;
}

void
draft_text_cut(struct draft_text *d, enum draft_place to)
{
	size_t at = d->edit.at, there = place_of(d, to), from, end;

	if (to == DRAFT_LINE_END && there == at)
		there = edit_right(&d->edit);
	if (there == at)
		return;
	from = at < there ? at : there;
	end = at < there ? there : at;
	keep_cut(d, edit_part(&d->edit, from, end), there < at);
	undo_part(d->undo);
	(void)put(d, UNDO_ALONE, from, end, (struct str){ NULL, 0 });
	d->cutting = true;
}

bool
draft_text_yank(struct draft_text *d)
{
	return insert(d, UNDO_ALONE, buf_str(&d->edit.cut));
}

static void
change(struct draft_text *d, const struct undo_change *c)
{
	(void)edit_replace(&d->edit, c->at, c->at + c->is.n, c->will);
	d->wrapped = false;
}

void
draft_text_undo(struct draft_text *d)
{
	struct undo_change c;

	part(d);
	if (undo_back(d->undo, &c))
		change(d, &c);
}

void
draft_text_redo(struct draft_text *d)
{
	struct undo_change c;

	part(d);
	if (undo_again(d->undo, &c))
		change(d, &c);
}
