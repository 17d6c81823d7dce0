/*
 * libcsv is given one physical line at a time, as only so the number of the
 * line is known.  After a line that ends inside a quoted field it waits until
 * a look ahead has found the quote that closes the field.  If there is none,
 * the record is parsed again with the opening quote taken literally.
 *
 * That is five times slower than it can be.  So plain records, which most are,
 * are split without libcsv (model/csv_plain.h).
 */
#include "config.h"

#include "model/csv.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/csv_escape.h"
#include "model/csv_plain.h"
#include "model/input.h"

#define CHUNK ((size_t)64 << 10) /* bytes taken over and grown by at a time */

/* The field that is open at a line end, and the line where it was opened. */
struct open {
	bool is;
	size_t field;  /* from 0 */
	size_t number; /* of the line */
	struct input_line line;
};

struct csv {
	struct csv_parser lib;
	struct csv_ops ops;
	void *arg;
	char quote;
	char mute; /* as libcsv's quote it makes quotes mean nothing */
	bool no_quote;
	bool header; /* the next record is one */
	size_t field_max, record_max, columns_max;
	struct csv_stats stats;

	struct csv_escape escape;
	struct input in;
	size_t start;     /* of the record, or what follows the last one */
	size_t first;     /* number of its first line */
	size_t pos;       /* what follows is not given to libcsv yet */
	size_t number;    /* of the line that ends there */
	bool plain;       /* the record at hand is */
	size_t not_plain; /* where a record starts that is not plain */
	bool skipping;    /* to the end of a line over record_max */
	struct open open;

	bool muted;
	bool ended;     /* libcsv says that the record is complete */
	bool refused;   /* memory, in a callback */
	size_t over;    /* first field over field_max, from 1 */
	bool told_more; /* a problem about too many columns */

	char *store; /* the fields, one after the other */
	size_t store_n, store_cap;
	struct str *field; /* only n is set until the record is complete */
	size_t nfields, field_cap;
	size_t seen; /* fields, folded ones too */
};

enum step { STEP_ON, STEP_WAIT, STEP_FAILED };
enum fed { FED_ALL, FED_QUOTE_OVER, FED_REFUSED };

static void
note_peak(struct csv *c)
{
	size_t held = c->in.cap + c->store_cap + csv_get_buffer_size(&c->lib) +
		      c->field_cap * sizeof *c->field;

	if (held > c->stats.peak)
		c->stats.peak = held;
}

/*
 * Fields, as libcsv finds them.
 */

/* Never more than a field: feed() stops before, this is the second lock. */
static void *
limited_realloc(void *p, size_t n)
{
	return n <= CSV_FIELD_MAX + 2 * CHUNK ? realloc(p, n) : NULL;
}

static bool
make_field(struct csv *c)
{
	size_t cap = c->field_cap == 0 ? 16 : c->field_cap * 2;
	struct str *new;

	if (c->nfields == c->field_cap) {
		new = realloc(c->field, cap * sizeof *c->field);
		if (new == NULL)
			return false;
		c->field = new;
		c->field_cap = cap;
	}
	c->field[c->nfields++] = (struct str){ NULL, 0 };
	return true;
}

static void
add_byte(struct csv *c, char b)
{
	c->store[c->store_n++] = b;
	c->field[c->nfields - 1].n++;
}

static void
on_field(void *text, size_t n, void *arg)
{
	struct csv *c = arg;
	const char *p = text;

	c->seen++;
	while (c->muted && n > 0 && input_is_blank(&c->in, p[n - 1]))
		n--; /* libcsv leaves those that are its quote */
	if (n > c->field_max)
		n = input_cut(p, c->field_max);
	if (!input_grow(&c->store, &c->store_cap, c->store_n + n + 1) ||
	    (c->seen <= c->columns_max + 1 && !make_field(c))) {
		c->refused = true;
		return;
	}
	if (c->seen > c->columns_max + 1)
		add_byte(c, c->in.delimiter);
	if (n > 0)
		memcpy(c->store + c->store_n, p, n);
	c->store_n += n;
	c->field[c->nfields - 1].n += n;
}

static void
on_record(int end, void *arg)
{
	struct csv *c = arg;

	(void)end;
	c->ended = true;
}

static void
mute(struct csv *c, bool on)
{
	c->muted = on || c->no_quote;
	csv_set_quote(&c->lib, (unsigned char)(c->muted ? c->mute : c->quote));
}

/* Forget the fields of the record. */
static void
reset(struct csv *c)
{
	(void)csv_fini(&c->lib, NULL, NULL, NULL);
	mute(c, false);
	c->ended = false;
	c->over = 0;
	c->store_n = 0;
	c->nfields = 0;
	c->seen = 0;
}

static bool
parse(struct csv *c, const char *p, size_t n)
{
	return csv_parse(&c->lib, p, n, on_field, on_record, c) == n &&
	       !c->refused;
}

/*
 * Give libcsv the bytes [from, to).  No field becomes longer than field_max
 * by more than a byte: the rest of an unquoted one is left out, and a quoted
 * one ends it with FED_QUOTE_OVER.
 */
static enum fed
feed(struct csv *c, size_t from, size_t to)
{
	while (from < to) {
		size_t n = 1;

		if (c->lib.entry_pos <= c->field_max)
			n = c->field_max + 1 - c->lib.entry_pos;
		if (n > to - from)
			n = to - from;
		if (!parse(c, input_str(&c->in, from, to).p, n))
			return FED_REFUSED;
		from += n;
		if (c->lib.entry_pos <= c->field_max)
			continue;
		if (c->lib.quoted)
			return FED_QUOTE_OVER;
		if (c->over == 0)
			c->over = c->seen + 1;
		from = input_field_end(&c->in, from, to);
	}
	return FED_ALL;
}

/* Give libcsv a line from an offset on, with a line end if it has none. */
static enum fed
feed_line(struct csv *c, const struct input_line *l, size_t from)
{
	enum fed fed = feed(c, from, l->end);

	if (fed != FED_ALL || l->text < l->end)
		return fed;
	return parse(c, "\n", 1) ? FED_ALL : FED_REFUSED;
}

/*
 * Records.
 */

static void
tell(struct csv *c, enum problem_kind kind, size_t number, size_t column,
    const char *what, struct str raw)
{
	c->ops.problem(c->arg, kind, number, column, what, raw);
}

static void
tell_bounds(struct csv *c, const struct input_line *last, struct str raw)
{
	if (c->over > 0)
		tell(c, PROBLEM_LENGTH, c->first, c->over,
		    "field is too long and was cut", raw);
	if (last->cut)
		tell(c, PROBLEM_LENGTH, c->first, 0,
		    "record is too long: the rest of its line is left out",
		    raw);
	if (c->seen > c->columns_max && !c->told_more) {
		c->told_more = true;
		tell(c, PROBLEM_LENGTH, c->first, c->columns_max + 1,
		    "too many columns: the rest is in \"" CSV_MORE_COLUMNS "\"",
		    raw);
	}
}

/* Give the record that ends with the line, with c->field as it is. */
static enum step
give_fields(
    struct csv *c, const struct input_line *last, bool literal, struct err *e)
{
	struct csv_record r = {
		.field = c->field,
		.n = c->nfields,
		.line = c->first,
		.literal_quote = literal,
		.plain = c->plain || c->no_quote,
		.raw = input_str(&c->in, c->start, last->text),
	};

	note_peak(c);
	if (c->header && c->seen > c->columns_max)
		c->field[c->columns_max] = str_of(CSV_MORE_COLUMNS);
	tell_bounds(c, last, r.raw);
	c->header = false;
	c->stats.records++;
	c->stats.record_bytes += last->end - c->start;
	c->pos = c->start = last->end;
	c->skipping = last->cut;
	c->open.is = false;
	if (!c->ops.record(c->arg, &r)) {
		(void)err_set(e, ERR_STOPPED, "stopped");
		return STEP_FAILED;
	}
	reset(c);
	return STEP_ON;
}

/* Likewise, when the fields are in the store. */
static enum step
give(struct csv *c, const struct input_line *last, bool literal, struct err *e)
{
	const char *p = c->store;

	for (size_t i = 0; i < c->nfields; i++) {
		c->field[i].p = p;
		p += c->field[i].n;
	}
	return give_fields(c, last, literal, e);
}

/*
 * Is what is at an offset of the line the rest of the file, and one field?
 * Then it is the same with its quote and without, and goes without.
 */
static bool
is_rest(const struct csv *c, size_t at, const struct input_line *l)
{
	return c->in.final && l->text == input_end(&c->in) &&
	       l->text - at <= c->field_max &&
	       input_field_end(&c->in, at, l->text) == l->text;
}

/* Give libcsv the last field, whose quote is open. */
static enum fed
feed_rest(struct csv *c, size_t at, size_t end)
{
	enum fed fed = feed(c, at, end);

	if (fed == FED_ALL)
		(void)csv_fini(&c->lib, on_field, on_record, c);
	return c->refused ? FED_REFUSED : fed;
}

/*
 * Parse the record again up to the line where a quote was opened that is
 * never closed, and give it.
 */
static enum step
give_literal(struct csv *c, struct err *e)
{
	struct open open = c->open;
	size_t at = open.line.start;
	enum fed fed;

	if (c->header) {
		c->stats.error_line = open.number;
		(void)err_set(e, ERR_FORMAT,
		    "quote opened in the header is never closed");
		return STEP_FAILED;
	}
	tell(c, PROBLEM_QUOTE, open.number, open.field + 1,
	    "quote is never closed",
	    input_str(&c->in, open.line.start, open.line.text));
	reset(c);
	fed = feed(c, c->start, at);
	while (fed == FED_ALL && c->seen < open.field) {
		size_t to = input_field_end(&c->in, at, open.line.end);

		to += to < open.line.end;
		fed = feed(c, at, to);
		at = to;
	}
	if (fed == FED_ALL && is_rest(c, at, &open.line)) {
		fed = feed_rest(c, at, open.line.text);
	} else if (fed == FED_ALL) {
		mute(c, true);
		fed = feed_line(c, &open.line, at);
	}
	if (fed != FED_ALL) {
		(void)err_set(e, ERR_MEMORY, "memory refused");
		return STEP_FAILED;
	}
	c->number = open.number;
	return give(c, &open.line, true, e);
}

/* libcsv has the line and its record is not complete. */
static enum step
keep_open(struct csv *c, const struct input_line *l)
{
	if (!c->open.is || c->open.field != c->seen)
		c->open = (struct open){ true, c->seen, c->number, *l };
	c->pos = l->end;
	return STEP_ON;
}

static enum step
take_blank(struct csv *c, const struct input_line *l)
{
	if (l->cut)
		tell_bounds(c, l, input_str(&c->in, l->start, l->text));
	c->stats.blank_lines++;
	c->stats.blank_bytes += l->end - c->start;
	c->pos = c->start = l->end;
	c->skipping = l->cut;
	reset(c);
	return STEP_ON;
}

/* How long a plain record may be: so that it breaks no bound. */
static size_t
plain_bound(const struct csv *c)
{
	size_t bound = CSV_PLAIN_MAX;

	if (bound > c->field_max)
		bound = c->field_max;
	return bound < c->record_max ? bound : c->record_max;
}

/* Give the record that starts here if it is plain; *taken says whether.  Asked
 * once: what is not at hand yet might be asked for by every byte that comes. */
static enum step
take_plain(struct csv *c, bool *taken, struct err *e)
{
	size_t left = input_end(&c->in) - c->start, bound = plain_bound(c);
	size_t max =
	    c->field_cap < c->columns_max ? c->field_cap : c->columns_max;
	struct csv_plain p = { .delimiter = c->in.delimiter,
		.quote = c->quote,
		.field = c->field,
		.max = max };
	struct input_line last = { .start = c->start };

	left = left < bound ? left : bound;
	*taken =
	    !c->no_quote && c->start != c->not_plain &&
	    csv_plain_split(&p, input_str(&c->in, c->start, c->start + left)) &&
	    input_grow(&c->store, &c->store_cap, p.bytes);
	c->plain = *taken;
	if (!*taken) {
		c->not_plain = c->start;
		return STEP_ON;
	}
	csv_plain_undouble(&p, c->store);
	c->nfields = c->seen = p.n;
	c->first = c->number + 1;
	c->number += p.lines;
	last.text = c->start + p.text;
	last.end = c->start + p.end;
	return give_fields(c, &last, false, e);
}

static enum step
take_line(struct csv *c, struct err *e)
{
	struct input_line l;

	if (!input_line(&c->in, c->pos, c->start + c->record_max, &l))
		return STEP_WAIT;
	c->number++;
	if (!c->open.is)
		c->first = c->number;
	switch (feed_line(c, &l, l.start)) {
	case FED_REFUSED:
		(void)err_set(e, ERR_MEMORY, "memory refused");
		return STEP_FAILED;
	case FED_QUOTE_OVER:
		(void)keep_open(c, &l);
		return give_literal(c, e);
	case FED_ALL:
		break;
	}
	if (c->ended)
		return give(c, &l, false, e);
	if (!c->lib.quoted)
		return take_blank(c, &l);
	(void)keep_open(c, &l);
	/* Without a line end there is nothing behind it to look at. */
	return l.text == l.end ? give_literal(c, e) : STEP_ON;
}

/* Leave out what lies beyond record_max. */
static enum step
skip_line(struct csv *c)
{
	struct input_line l;
	bool whole = input_line(&c->in, c->pos, SIZE_MAX, &l);
	size_t to = whole ? l.end : l.text;

	c->stats.cut_bytes += to - c->pos;
	c->pos = c->start = to;
	c->skipping = !whole;
	return whole ? STEP_ON : STEP_WAIT;
}

/* Is the field that is open closed further on, within the bounds? */
static enum input_quote
look_ahead(struct csv *c)
{
	size_t bound = c->open.line.end + c->field_max;

	if (bound > c->start + c->record_max)
		bound = c->start + c->record_max;
	return input_closed(&c->in, c->pos, bound);
}

static enum step
step(struct csv *c, struct err *e)
{
	bool taken;
	enum step s;

	if (c->skipping)
		return skip_line(c);
	if (!c->open.is) {
		s = take_plain(c, &taken, e);
		return taken ? s : take_line(c, e);
	}
	switch (look_ahead(c)) {
	case QUOTE_WAIT:
		return STEP_WAIT;
	case QUOTE_OPEN:
		return give_literal(c, e);
	case QUOTE_CLOSED:
		break;
	}
	return take_line(c, e);
}

static bool
drain(struct csv *c, struct err *e)
{
	enum step s;

	do
		s = step(c, e);
	while (s == STEP_ON);
	note_peak(c);
	c->stats.lines = c->number;
	return s == STEP_WAIT;
}

struct csv *
csv_new(const struct csv_options *options, const struct csv_ops *ops, void *arg)
{
	const struct csv_options o = csv_options_filled(options);
	struct csv *c = calloc(1, sizeof *c);

	if (c == NULL || csv_init(&c->lib, 0) != 0) {
		free(c);
		return NULL;
	}
	c->ops = *ops;
	c->arg = arg;
	c->quote = o.quote;
	c->not_plain = SIZE_MAX;
	input_init(&c->in, o.delimiter, o.quote);
	c->escape.escape = o.no_quote ? '\0' : o.escape;
	c->mute = c->in.delimiter == ' ' ? '\t' : ' ';
	c->no_quote = o.no_quote;
	c->header = !o.no_header;
	c->field_max = o.field_max;
	c->record_max = o.record_max;
	c->columns_max = o.columns_max;
	csv_set_delim(&c->lib, (unsigned char)c->in.delimiter);
	csv_set_blk_size(&c->lib, CHUNK);
	csv_set_realloc_func(&c->lib, limited_realloc);
	reset(c);
	return c;
}

void
csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	csv_free(&c->lib);
	input_fini(&c->in);
	free(c->store);
	free(c->field);
	free(c);
}

bool
csv_feed(struct csv *c, const char *p, size_t n, struct err *e)
{
	while (n > 0) {
		size_t part = n < CHUNK ? n : CHUNK;

		if (!csv_escape_add(&c->escape, &c->in, c->start, p, part))
			return err_set(e, ERR_MEMORY, "memory refused");
		c->stats.bytes += part;
		if (!drain(c, e))
			return false;
		p += part;
		n -= part;
	}
	return true;
}

bool
csv_finish(struct csv *c, struct err *e)
{
	if (!csv_escape_end(&c->escape, &c->in, c->start))
		return err_set(e, ERR_MEMORY, "memory refused");
	c->in.final = true;
	return c->in.n == 0 || drain(c, e);
}

const struct csv_stats *
csv_stats(const struct csv *c)
{
	return &c->stats;
}
