#include "config.h"

#include "fuzz/csv_oracle.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct listener {
	struct buf *out;
	struct buf *raw;
};

static void
print_record(
    struct buf *out, size_t line, bool literal, const struct str *f, size_t n)
{
	buf_addf(out, "%zu%s:", line, literal ? "!" : "");
	for (size_t i = 0; i < n; i++) {
		buf_addc(out, '[');
		buf_add(out, f[i].p, f[i].n);
		buf_addc(out, ']');
	}
	buf_addc(out, '\n');
}

static void
print_problem(
    struct buf *out, enum problem_kind kind, size_t line, size_t column)
{
	buf_addf(out, "? %d %zu:%zu\n", (int)kind, line, column);
}

static bool
on_record(void *arg, const struct csv_record *r)
{
	struct listener *l = arg;

	print_record(l->out, r->line, r->literal_quote, r->field, r->n);
	if (l->raw != NULL) {
		buf_add(l->raw, r->raw.p, r->raw.n);
		buf_addc(l->raw, '\0');
	}
	return true;
}

static void
on_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	struct listener *l = arg;

	(void)what;
	(void)raw;
	print_problem(l->out, kind, line, column);
}

static size_t
next_piece(unsigned *seed, size_t most)
{
	*seed = *seed * 1103515245u + 12345u;
	return 1 + (*seed >> 16) % most;
}

void
oracle_read(const struct csv_options *o, struct str p, size_t most,
    unsigned seed, struct buf *out, struct csv_stats *stats, struct buf *raw)
{
	static const struct csv_ops ops = { on_record, on_problem };
	struct listener l = { out, raw };
	struct csv *c = csv_new(o, &ops, &l);
	struct err e;
	bool ok = c != NULL;

	if (!ok)
		abort();
	while (ok && p.n > 0) {
		size_t n = next_piece(&seed, most);
		char *piece; /* of its own, so that reading on is noticed */

		n = n < p.n ? n : p.n;
		piece = malloc(n);
		if (piece == NULL)
			abort();
		memcpy(piece, p.p, n);
		ok = csv_feed(c, piece, n, &e);
		free(piece);
		p.p += n;
		p.n -= n;
	}
	ok = ok && csv_finish(c, &e);
	if (!ok)
		buf_addf(
		    out, "error %zu: %s\n", csv_stats(c)->error_line, e.text);
	*stats = *csv_stats(c);
	csv_close(c);
}

/*
 * The second reader: one byte after the other, anew for each record, with no
 * thought for time.
 */

struct reader {
	const struct csv_options *o;
	char delimiter, quote;
	struct str in;
	size_t at;
	struct buf text;    /* the fields, one after the other */
	size_t end[4096];   /* where each ends in it */
	size_t n;           /* fields */
	size_t literal;     /* offset of the quote that is none, or SIZE_MAX */
	size_t literal_end; /* from there to here there are no quotes */
	size_t opened;      /* offset of the quote that is open at the end */
};

static int
peek(const struct reader *s, size_t at)
{
	return at < s->in.n ? (unsigned char)s->in.p[at] : -1;
}

static bool
is_end(int b)
{
	return b == '\r' || b == '\n' || b < 0;
}

static bool
is_blank(const struct reader *s, int b)
{
	return (b == ' ' || b == '\t') && b != s->delimiter;
}

static bool
is_quote(const struct reader *s, size_t at)
{
	return !s->o->no_quote && peek(s, at) == s->quote &&
	       !(at >= s->literal && at < s->literal_end);
}

/* The offset after the line end at at. */
static size_t
after_line_end(const struct reader *s, size_t at)
{
	if (peek(s, at) == '\r' && peek(s, at + 1) == '\r' &&
	    peek(s, at + 2) == '\n')
		return at + 3;
	if (peek(s, at) == '\r' && peek(s, at + 1) == '\n')
		return at + 2;
	return at < s->in.n ? at + 1 : at;
}

static size_t
line_of(const struct reader *s, size_t offset)
{
	size_t line = 1;

	for (size_t i = 0; i < offset;) {
		if (is_end(peek(s, i))) {
			i = after_line_end(s, i);
			line += i <= offset;
		} else {
			i++;
		}
	}
	return line;
}

/* After the opening quote; false if there is none that closes. */
static bool
quoted_field(struct reader *s)
{
	while (s->at < s->in.n) {
		size_t run = 0, after;

		while (peek(s, s->at + run) == s->quote)
			run++;
		after = s->at + run;
		while (is_blank(s, peek(s, after)))
			after++;
		if (run % 2 == 1 && (is_end(peek(s, after)) ||
					peek(s, after) == s->delimiter)) {
			for (size_t i = 0; i < run / 2; i++)
				buf_addc(&s->text, s->quote);
			s->at = after;
			return true;
		}
		for (size_t i = 0; i < (run + 1) / 2; i++)
			buf_addc(&s->text, s->quote);
		s->at += run;
		if (run == 0)
			buf_addc(&s->text, s->in.p[s->at++]);
	}
	return false;
}

static void
plain_field(struct reader *s)
{
	size_t from = s->at, to;

	while (!is_end(peek(s, s->at)) && peek(s, s->at) != s->delimiter)
		s->at++;
	for (to = s->at; to > from && is_blank(s, peek(s, to - 1)); to--)
		continue;
	buf_add(&s->text, s->in.p + from, to - from);
}

/* One record, up to its line end; false if a quote is open at the end. */
static bool
record(struct reader *s)
{
	buf_clear(&s->text);
	for (s->n = 0;; s->at++) {
		while (is_blank(s, peek(s, s->at)))
			s->at++;
		if (s->n == 0 && is_end(peek(s, s->at)))
			return true;
		s->opened = s->at;
		if (is_quote(s, s->at)) {
			s->at++;
			if (!quoted_field(s))
				return false;
		} else {
			plain_field(s);
		}
		if (s->n == sizeof s->end / sizeof s->end[0])
			abort();
		s->end[s->n++] = s->text.n;
		if (is_end(peek(s, s->at)))
			return true;
	}
}

static void
print_fields(struct reader *s, size_t line, struct buf *out)
{
	struct str field[sizeof s->end / sizeof s->end[0]];
	size_t from = 0;

	if (s->n == 0)
		return;
	for (size_t i = 0; i < s->n; i++) {
		field[i] =
		    (struct str){ buf_cstr(&s->text) + from, s->end[i] - from };
		from = s->end[i];
	}
	print_record(out, line, s->literal != SIZE_MAX, field, s->n);
}

/* Is the quote opened in the last field of the file? */
static bool
is_rest(const struct reader *s)
{
	size_t at = s->opened;

	while (!is_end(peek(s, at)) && peek(s, at) != s->delimiter)
		at++;
	return at == s->in.n;
}

static struct reader
reader(const struct csv_options *o, struct str p)
{
	struct reader s = { .o = o, .in = p };

	s.delimiter = o->delimiter != 0 ? o->delimiter : ',';
	s.quote = o->quote != 0 ? o->quote : '"';
	return s;
}

/* Copy up to an offset. */
static void
copy_to(struct reader *s, size_t at, struct buf *out)
{
	at = at < s->in.n ? at : s->in.n;
	buf_add(out, s->in.p + s->at, at - s->at);
	s->at = at;
}

/* Copy the rest of a quoted field, whose escaped quotes become two. */
static void
copy_quoted(struct reader *s, struct buf *out)
{
	size_t after;

	while (s->at < s->in.n) {
		size_t run = 0;

		if (peek(s, s->at) == s->o->escape) {
			if (peek(s, s->at + 1) == s->quote) {
				buf_addc(out, s->quote);
				s->at++;
			} else {
				copy_to(s, s->at + 1, out);
			}
			copy_to(s, s->at + 1, out);
			continue;
		}
		while (peek(s, s->at + run) == s->quote)
			run++;
		after = s->at + run;
		while (is_blank(s, peek(s, after)))
			after++;
		copy_to(s, s->at + (run > 0 ? run : 1), out);
		if (run % 2 == 1 &&
		    (is_end(peek(s, after)) || peek(s, after) == s->delimiter))
			return;
	}
}

/* What p is without an escape character. */
static void
unescape(const struct csv_options *o, struct str p, struct buf *out)
{
	struct reader s = reader(o, p);

	if (o->escape == 0 || o->no_quote)
		s.at = p.n;
	if (s.at > 0)
		buf_add(out, p.p, p.n);
	while (s.at < p.n) {
		while (is_blank(&s, peek(&s, s.at)) ||
		       (s.at < p.n && is_end(peek(&s, s.at))))
			copy_to(&s, s.at + 1, out);
		if (peek(&s, s.at) == s.quote) {
			copy_to(&s, s.at + 1, out);
			copy_quoted(&s, out);
		}
		while (!is_end(peek(&s, s.at)) && peek(&s, s.at) != s.delimiter)
			copy_to(&s, s.at + 1, out);
		copy_to(&s, s.at + 1, out);
	}
}

void
oracle_expect(const struct csv_options *o, struct str p, struct buf *out)
{
	struct reader s = reader(o, p);
	bool header = !o->no_header;

	while (s.at < p.n) {
		size_t start = s.at, line = line_of(&s, start);

		s.literal = SIZE_MAX;
		if (!record(&s)) {
			if (header) {
				buf_addf(out,
				    "error %zu: quote opened in the "
				    "header is never closed\n",
				    line_of(&s, s.opened));
				break;
			}
			print_problem(
			    out, PROBLEM_QUOTE, line_of(&s, s.opened), s.n + 1);
			s.literal = s.literal_end = s.opened;
			if (is_rest(&s)) {
				s.end[s.n++] = s.text.n;
				print_fields(&s, line, out);
				break;
			}
			while (!is_end(peek(&s, s.literal_end)))
				s.literal_end++;
			s.at = start;
			(void)record(&s);
		}
		print_fields(&s, line, out);
		header = header && s.n == 0;
		s.at = after_line_end(&s, s.at);
	}
	buf_fini(&s.text);
}

static void
expect_equal(const char *what, const struct buf *a, const struct buf *b)
{
	if (str_eq(buf_str(a), buf_str(b)))
		return;
	fprintf(stderr, "%s:\n%s\nand\n%s\n", what, buf_cstr(a), buf_cstr(b));
	abort();
}

static void
expect(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "not so: %s\n", what);
	abort();
}

/* The records' raw texts are all there is, but for blanks and line ends. */
static void
check_raw(struct str p, const struct csv_stats *st, const struct buf *raw)
{
	const char *r = buf_cstr(raw), *end = r + raw->n;
	size_t between = 0, in_raw = 0;

	while (p.n > 0) {
		size_t n = r < end ? strlen(r) : 0;

		/* A NUL in the data ends a raw text early: compare on. */
		if (n > 0 && n <= p.n && memcmp(p.p, r, n) == 0) {
			in_raw += n;
			p.p += n;
			p.n -= n;
			r += n + 1;
			continue;
		}
		if (r < end && n == 0) {
			r++;
			continue;
		}
		between += !memchr(" \t\r\n\0", *p.p, 5);
		p.p++;
		p.n--;
	}
	expect(r >= end || st->cut_bytes > 0, "raw texts are of the input");
	expect(between <= st->cut_bytes, "raw texts are all of the input");
	expect(in_raw <= st->record_bytes, "raw bytes are counted");
}

static void
check_counts(
    const struct csv_options *o, struct str p, const struct csv_stats *st)
{
	size_t fields = (o->columns_max != 0 ? o->columns_max + 1 : 2001);
	size_t record = o->record_max != 0 ? o->record_max : p.n;
	size_t most = record < p.n ? record : p.n;

	expect(st->bytes == p.n, "all bytes are read");
	expect(st->record_bytes + st->blank_bytes + st->cut_bytes == p.n,
	    "all bytes are counted");
	expect(o->record_max != 0 || st->cut_bytes == 0,
	    "nothing is cut without a bound");
	/* 64 KiB: a piece; libcsv starts with two of them. */
	expect(st->peak <= 4 * most + 32 * fields + 5 * 65536,
	    "memory is bounded");
}

void
oracle_check(const struct csv_options *o, struct str p, unsigned seed)
{
	static const size_t pieces[] = { 1, 2, 7, 300 };
	bool bounds = o->field_max || o->record_max || o->columns_max;
	struct buf whole = BUF_INIT, other = BUF_INIT, raw = BUF_INIT;
	struct buf doubled = BUF_INIT;
	struct csv_stats st, st2;
	struct str in;

	unescape(o, p, &doubled);
	in = buf_str(&doubled);
	oracle_read(o, p, SIZE_MAX >> 1, 0, &whole, &st, &raw);
	if (st.error_line == 0) {
		check_counts(o, p, &st);
		check_raw(in, &st, &raw);
	}
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		buf_clear(&other);
		oracle_read(o, p, pieces[i], seed, &other, &st2, NULL);
		expect_equal("in one piece, in many", &whole, &other);
		expect(st.error_line != 0 ||
			   (st.lines == st2.lines &&
			       st.blank_lines == st2.blank_lines &&
			       st.cut_bytes == st2.cut_bytes),
		    "counts do not depend on the pieces");
	}
	if (!bounds) {
		buf_clear(&other);
		oracle_expect(o, in, &other);
		expect_equal("read, expected", &whole, &other);
	}
	buf_fini(&whole);
	buf_fini(&other);
	buf_fini(&raw);
	buf_fini(&doubled);
}
