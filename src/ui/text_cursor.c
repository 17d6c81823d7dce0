/*
 * What it moves over is stretches: the title is the first, the running text
 * the second, and each field is one.  Nothing of a long text is looked at but
 * what is near.
 */
#include "config.h"

#include "ui/text_cursor.h"

#include "base/utf8.h"
#include "text/walk.h"

#define NEAR 256 /* bytes back within which a blank is looked for */

enum { TITLE, TEXT, FIELDS };

static size_t
stretches(const struct doc *d)
{
	return FIELDS + d->nfields;
}

/* Lend stretch k, and where it starts, in the doc if it is not the title. */
static struct str
stretch(const struct text_words *w, size_t k, size_t *place)
{
	*place = 0;
	if (k == TITLE)
		return (struct str){ w->doc->title.p, w->title };
	if (k == TEXT)
		return buf_str(&w->doc->text);
	return doc_field(w->doc, k - FIELDS, place);
}

static bool
is_link(const struct text_words *w, size_t k)
{
	return k >= FIELDS && w->doc->field[k - FIELDS].link != DOC_NO_LINK;
}

/* The stretch in which a place of the doc is. */
static size_t
stretch_at(const struct text_words *w, size_t place)
{
	size_t k = TEXT, start;

	for (size_t i = FIELDS; i < stretches(w->doc); i++) {
		(void)stretch(w, i, &start);
		if (start > place)
			break;
		k = i;
	}
	return place < w->doc->text.n ? (size_t)TEXT : k;
}

static void
set(struct text_cursor *c, size_t k, size_t start, size_t end)
{
	*c = (struct text_cursor){ true, k == TITLE, start, end };
}

/* A byte at or before at from which on words can be cut: after a blank or, if
 * there is none near, between two letters. */
static size_t
back_up(struct str s, size_t at)
{
	size_t i = at;

	while (i > 0 && s.p[i - 1] != ' ' && at - i < NEAR)
		i--;
	return utf8_cut(s, i);
}

/* To the first word of stretch k that starts at byte at or behind it. */
static bool
word_from(
    struct text_cursor *c, const struct text_words *w, size_t k, size_t at)
{
	size_t place, first;
	struct str s = stretch(w, k, &place);
	struct walk walk;
	struct walk_word word;

	if (is_link(w, k)) {
		if (at == 0)
			set(c, k, place, place + s.n);
		return at == 0;
	}
	if (at >= s.n)
		return false;
	first = back_up(s, at);
	walk_init(&walk, w->map, (struct str){ s.p + first, s.n - first });
	while (walk_next(&walk, &word)) {
		if (first + word.start < at)
			continue;
		set(c, k, place + first + word.start, place + first + word.end);
		return true;
	}
	return false;
}

/* To the last word of stretch k that starts in [from, to). */
static bool
last_between(struct text_cursor *c, const struct text_words *w, size_t k,
    size_t from, size_t to)
{
	size_t place;
	struct str s = stretch(w, k, &place);
	struct walk walk;
	struct walk_word word;
	bool found = false;

	walk_init(&walk, w->map, (struct str){ s.p + from, s.n - from });
	while (walk_next(&walk, &word) && from + word.start < to) {
		set(c, k, place + from + word.start, place + from + word.end);
		found = true;
	}
	return found;
}

/* To the last word of stretch k that starts before byte at. */
static bool
word_before(
    struct text_cursor *c, const struct text_words *w, size_t k, size_t at)
{
	size_t place;
	struct str s = stretch(w, k, &place);

	if (at > s.n)
		at = s.n;
	if (is_link(w, k)) {
		if (at > 0)
			set(c, k, place, place + s.n);
		return at > 0;
	}
	while (at > 0) {
		size_t from = back_up(s, at - 1);

		if (last_between(c, w, k, from, at))
			return true;
		at = from;
	}
	return false;
}

/* From byte at of stretch k on, over all that follow. */
static bool
go_on(struct text_cursor *c, const struct text_words *w, size_t k, size_t at)
{
	for (; k < stretches(w->doc); k++, at = 0)
		if (word_from(c, w, k, at))
			return true;
	return false;
}

/* The other way. */
static bool
go_back(struct text_cursor *c, const struct text_words *w, size_t k, size_t at)
{
	for (;; k--, at = SIZE_MAX) {
		if (word_before(c, w, k, at))
			return true;
		if (k == TITLE)
			return false;
	}
}

bool
text_cursor_from(
    struct text_cursor *c, const struct text_words *w, size_t place)
{
	size_t k = stretch_at(w, place), start;

	(void)stretch(w, k, &start);
	return go_on(c, w, k, place > start ? place - start : 0);
}

bool
text_cursor_before(
    struct text_cursor *c, const struct text_words *w, size_t place)
{
	size_t k = stretch_at(w, place), start;

	(void)stretch(w, k, &start);
	return go_back(c, w, k, place > start ? place - start : 0);
}

/* The stretch that c is in, and at which byte of it. */
static size_t
stretch_of(const struct text_cursor *c, const struct text_words *w, size_t *at)
{
	size_t k = c->title ? (size_t)TITLE : stretch_at(w, c->start), start;

	(void)stretch(w, k, &start);
	*at = c->start - start;
	return k;
}

bool
text_cursor_next(struct text_cursor *c, const struct text_words *w)
{
	size_t at, k = stretch_of(c, w, &at);

	return go_on(c, w, k, at + 1);
}

bool
text_cursor_previous(struct text_cursor *c, const struct text_words *w)
{
	size_t at, k = stretch_of(c, w, &at);

	return go_back(c, w, k, at);
}

void
text_cursor_link(struct text_cursor *c, const struct doc *d, size_t i)
{
	size_t place;
	struct str s = doc_field(d, d->nfields - d->nlinks + i, &place);

	set(c, FIELDS, place, place + s.n);
}

bool
text_cursor_on_link(const struct text_cursor *c, const struct doc *d, size_t *i)
{
	for (*i = 0; c->set && !c->title && *i < d->nlinks; ++*i) {
		struct text_cursor link;

		text_cursor_link(&link, d, *i);
		if (link.start == c->start)
			return true;
	}
	return false;
}

struct str
text_cursor_word(const struct text_cursor *c, const struct doc *d)
{
	size_t n = c->end - c->start;

	if (c->title)
		return (struct str){ d->title.p + c->start, n };
	if (c->start < d->text.n)
		return (struct str){ d->text.p + c->start, n };
	return (struct str){ d->fields.p + c->start - d->text.n, n };
}
