#include "config.h"

#include "model/query_leaf.h"

#include <assert.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/query_words.h"
#include "text/glyph.h"

#define SHOWN 60 /* bytes of a query that a message shows */

/* What is:x and has:x may ask, and the name for it. */
static const struct {
	const char *word, *value;
} states[] = {
	{ "bookmarked", "bookmarked" },
	{ "bookmark", "bookmarked" },
	{ "bookmarks", "bookmarked" },
	{ "listed", "listed" },
	{ "list", "listed" },
	{ "lists", "listed" },
	{ "noted", "note" },
	{ "note", "note" },
	{ "notes", "note" },
	{ "read", "read" },
	{ "unread", "unread" },
};

void
query_leaf_show(struct buf *out, struct str text)
{
	struct buf clean = BUF_INIT;
	size_t n;

	glyph_sanitize(&clean, text, GLYPH_ONE_LINE);
	n = utf8_cut(buf_str(&clean), SHOWN);
	buf_addc(out, '"');
	buf_add(out, buf_cstr(&clean), n);
	buf_adds(out, n < clean.n ? "..." : "");
	buf_addc(out, '"');
	buf_fini(&clean);
}

/* Say what about text.  Returns false. */
static bool
refuse(struct err *e, const char *before, struct str text, const char *behind)
{
	struct buf shown = BUF_INIT;

	query_leaf_show(&shown, text);
	err_set(e, ERR_USAGE, "%s%s%s", before, buf_cstr(&shown), behind);
	buf_fini(&shown);
	return false;
}

static struct query_node *
new_leaf(struct query *q, enum query_kind kind, const struct query_term *t,
    struct err *e)
{
	struct query_node *node = query_tree_leaf(q, kind, e);

	if (node == NULL)
		return NULL;
	node->column = t->field.column;
	node->list = t->field.list;
	node->value = query_tree_own(q, x_strndup(t->text.p, t->text.n));
	node->nvalue = t->text.n;
	node->start = t->start;
	node->end = t->end;
	return node;
}

/* Cut the stars off the end; false if none is there. */
static bool
cut_stars(struct str *text)
{
	size_t was = text->n;

	while (text->n > 0 && text->p[text->n - 1] == '*')
		text->n--;
	return text->n < was;
}

static bool
is_only_stars(const struct query_term *t)
{
	struct str text = t->text;

	return !t->quoted && cut_stars(&text) && text.n == 0;
}

/* The words of a value, and in *prefix whether the last one may go on. */
static bool
read_words(struct query_words *w, bool *prefix, struct fold_map *map,
    const struct query_term *t, struct err *e)
{
	struct str text = t->text;
	bool star = t->star;

	if (!t->quoted) {
		star = cut_stars(&text);
		if (text.n > 0 && memchr(text.p, '*', text.n) != NULL)
			return err_set(
			    e, ERR_USAGE, "* stands only at the end of a word");
	}
	if (!query_words_fold(w, map, text, e))
		return false;
	*prefix = star || w->single || (t->unfinished && w->touches);
	return true;
}

/* A column of which the words are not what it is for may have dates. */
static bool
may_have_dates(const struct query_term *t)
{
	return t->field.kind == FIELD_COLUMN && !t->field.worded && !t->quoted;
}

static bool
make_words(struct query *q, struct fold_map *map, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	enum query_kind kind = QUERY_WORDS;
	struct query_node *node;
	struct query_words w;
	bool prefix = false;

	if (t->field.kind == FIELD_SECTION)
		kind = QUERY_SECTION;
	else if (t->field.kind == FIELD_NOTE)
		kind = QUERY_NOTE;
	else if (t->field.kind == FIELD_LIST)
		kind = QUERY_LIST;
	if (!read_words(&w, &prefix, map, t, e))
		return false;
	if (w.n == 0 && kind != QUERY_SECTION) {
		query_words_fini(&w);
		return t->unfinished ||
		       (t->field.kind == FIELD_ANY && !t->quoted) ||
		       refuse(e, "nothing to search for in ", t->text, "");
	}
	node = new_leaf(q, kind, t, e);
	if (node == NULL) {
		query_words_fini(&w);
		return false;
	}
	query_words_put(&w, q, node);
	node->prefix = prefix;
	node->whole = t->quoted && !t->unfinished;
	if (may_have_dates(t))
		(void)date_parse(t->text, &node->date, NULL); /* or undated */
	*out = node;
	return true;
}

static bool
read_date(struct str text, struct date *d, struct err *e)
{
	if (!date_parse(text, d, e)) {
		if (e != NULL)
			e->code = ERR_USAGE;
		return false;
	}
	return d->precision != DATE_NONE || refuse(e, "", text, " is no date");
}

/* Where two dots stand that are not those of an open interval, or NULL. */
static const char *
find_dots(struct str text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '.' && text.p[i + 1] == '.')
			return text.p + i;
	return NULL;
}

/* "1967", "2014..2018", "..1950", "1948-05..", ".." */
static bool
read_period(struct str text, struct date *d, struct err *e)
{
	const char *dots = find_dots(text);
	struct date from = { DATE_OPEN_START, 0, DATE_NONE, false, false };
	struct date to = { 0, DATE_OPEN_END, DATE_NONE, false, false };
	struct str left, right;

	if (dots == NULL || date_parse(text, d, NULL))
		return read_date(text, d, e);
	left = str_trim((struct str){ text.p, (size_t)(dots - text.p) });
	right = str_trim(
	    (struct str){ dots + 2, text.n - (size_t)(dots + 2 - text.p) });
	if ((left.n > 0 && !read_date(left, &from, e)) ||
	    (right.n > 0 && !read_date(right, &to, e)))
		return false;
	if (from.first > to.last)
		return refuse(e, "", text, " ends before it begins");
	*d = (struct date){ from.first, to.last, DATE_INTERVAL, false, false };
	return true;
}

/* Two or three digits are the beginning of a year: 19 is 19XX, 196 is 196X. */
static bool
read_half_year(struct str text, struct date *d)
{
	char year[] = "XXXX";

	if (text.n < 2 || text.n > 3)
		return false;
	memcpy(year, text.p, text.n);
	return date_parse(str_of(year), d, NULL);
}

/* As much of what is being typed as is a period already; false if none is. */
static bool
read_unfinished(struct str text, struct date *d)
{
	if (read_half_year(text, d))
		return true;
	for (; text.n > 0; text.n--)
		if (read_period(text, d, NULL))
			return true;
	return false;
}

/* A period, or *none if what is typed of it is not one yet. */
static bool
read_term_period(
    const struct query_term *t, struct date *d, bool *none, struct err *e)
{
	*none = false;
	if (read_period(t->text, d, t->unfinished ? NULL : e))
		return true;
	if (!t->unfinished)
		return false;
	*none = !read_unfinished(t->text, d);
	return true;
}

/* What is before a period ends the day before it begins; after it likewise. */
static bool
turn_period(const struct query_term *t, struct date *d, struct err *e)
{
	if (t->field.kind == FIELD_BEFORE) {
		if (d->first == DATE_OPEN_START)
			return refuse(e, "", t->text, " has no first day");
		d->last = d->first - 1;
		d->first = DATE_OPEN_START;
	} else {
		if (d->last == DATE_OPEN_END)
			return refuse(e, "", t->text, " has no last day");
		d->first = d->last + 1;
		d->last = DATE_OPEN_END;
	}
	d->precision = DATE_INTERVAL;
	return true;
}

static bool
make_date(struct query *q, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct query_node *node;
	struct date d = { DATE_OPEN_START, DATE_OPEN_END, DATE_INTERVAL, false,
		false };
	bool none = false;

	if (!is_only_stars(t) || t->field.kind != FIELD_DATE) {
		if (!read_term_period(t, &d, &none, e))
			return false;
		if (none)
			return true;
	}
	if (t->field.kind != FIELD_DATE &&
	    !turn_period(t, &d, t->unfinished ? NULL : e))
		return t->unfinished;
	node = new_leaf(q, QUERY_DATE, t, e);
	if (node == NULL)
		return false;
	node->date = d;
	*out = node;
	return true;
}

/* "1990..2000" in a column, but not what is a date without that. */
static bool
is_period(const struct query_term *t, struct date *d)
{
	return may_have_dates(t) && find_dots(t->text) != NULL &&
	       read_period(t->text, d, NULL);
}

static bool
make_period(struct query *q, const struct query_term *t, const struct date *d,
    const struct query_node **out, struct err *e)
{
	struct query_node *node = new_leaf(q, QUERY_PERIOD, t, e);

	if (node == NULL)
		return false;
	node->date = *d;
	*out = node;
	return true;
}

/* A star alone: everything, or whatever has something in that column. */
static bool
make_star(struct query *q, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct query_term term = *t;
	struct query_node *node;

	term.text = str_of("");
	node = new_leaf(q,
	    t->field.kind == FIELD_COLUMN ? QUERY_COMPARE : QUERY_ALL, &term,
	    e);
	if (node == NULL)
		return false;
	node->compare = QUERY_GT;
	*out = node;
	return true;
}

/*
 * Many files have a column of days, so what is not MM-DD may be something in
 * that.
 */
static bool
make_day(struct query *q, struct fold_map *map, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct str text = str_trim(t->text);
	struct query_term in_column = *t;
	struct query_node *node;
	struct yearday on;

	if (t->field.column >= 0 && !yearday_looks_like(text)) {
		in_column.field.kind = FIELD_COLUMN;
		return is_only_stars(t)
			   ? make_star(q, &in_column, out, e)
			   : make_words(q, map, &in_column, out, e);
	}
	if (!yearday_parse(text, &on, t->unfinished ? NULL : e))
		return t->unfinished;
	node = new_leaf(q, QUERY_DAY, t, e);
	if (node == NULL)
		return false;
	node->column = -1;
	node->on = on;
	*out = node;
	return true;
}

static bool
make_state(struct query *q, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct query_term known = *t;
	struct query_node *node;

	if (is_only_stars(t)) /* note:*, list:* */
		known.text =
		    str_of(t->field.kind == FIELD_LIST ? "list" : "note");
	else if (t->unfinished && t->text.n == 0)
		return true;
	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		struct str word = str_of(states[i].word);

		if (t->unfinished && known.text.n < word.n)
			word.n = known.text.n;
		if (!str_eq_nocase(known.text, word))
			continue;
		known.text = str_of(states[i].value);
		node = new_leaf(q, QUERY_IS, &known, e);
		*out = node;
		return node != NULL;
	}
	return t->unfinished ||
	       refuse(e, "", t->text,
		   " is none of bookmarked, note, list, read, unread");
}

static bool
make_exact(struct query *q, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct query_term trimmed = *t;
	struct query_node *node;

	trimmed.text = str_trim(t->text);
	node = new_leaf(q, QUERY_EXACT, &trimmed, e);
	if (node == NULL)
		return false;
	node->prefix = t->unfinished;
	*out = node;
	return true;
}

static enum query_compare
compare_of(enum lex_operator op)
{
	switch (op) {
	case LEX_LT:
		return QUERY_LT;
	case LEX_LE:
		return QUERY_LE;
	case LEX_GT:
		return QUERY_GT;
	default:
		assert(op == LEX_GE);
		return QUERY_GE;
	}
}

static bool
make_compare(struct query *q, const struct query_term *t,
    const struct query_node **out, struct err *e)
{
	struct query_term trimmed = *t;
	struct query_node *node;
	bool none = false;
	struct date d;

	trimmed.text = str_trim(t->text);
	if (t->field.dated) {
		if (!read_term_period(&trimmed, &d, &none, e))
			return false;
		if (none)
			return true;
	} else {
		(void)date_parse(trimmed.text, &d, NULL); /* else undated */
	}
	node = new_leaf(q, QUERY_COMPARE, &trimmed, e);
	if (node == NULL)
		return false;
	node->date = d;
	node->compare = compare_of(t->op);
	*out = node;
	return true;
}

bool
query_leaf_make(struct query *q, struct fold_map *map,
    const struct query_term *t, const struct query_node **out, struct err *e)
{
	struct date period;

	*out = NULL;
	if (t->op == LEX_EQ)
		return make_exact(q, t, out, e);
	if (t->op != LEX_COLON)
		return make_compare(q, t, out, e);
	switch (t->field.kind) {
	case FIELD_DATE:
	case FIELD_BEFORE:
	case FIELD_AFTER:
		return make_date(q, t, out, e);
	case FIELD_DAY:
		return make_day(q, map, t, out, e);
	case FIELD_IS:
	case FIELD_HAS:
		return make_state(q, t, out, e);
	case FIELD_NOTE:
	case FIELD_LIST:
		return is_only_stars(t) ? make_state(q, t, out, e)
					: make_words(q, map, t, out, e);
	default:
		if (is_period(t, &period))
			return make_period(q, t, &period, out, e);
		return is_only_stars(t) ? make_star(q, t, out, e)
					: make_words(q, map, t, out, e);
	}
}
