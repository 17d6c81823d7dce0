#include "config.h"

#include "cli/batch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "model/result.h"
#include "text/glyph.h"
#include "ui/doc.h"

/* The one way out: sanitised, a line. */
static void
print_line(FILE *out, struct str s, bool ascii)
{
	struct buf b = BUF_INIT;

	glyph_sanitize(
	    &b, s, GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	buf_addc(&b, '\n');
	(void)fwrite(b.p, 1, b.n, out);
	buf_fini(&b);
}

static void
print_doc(struct doc *d, bool ascii)
{
	struct buf line = BUF_INIT;

	if (d->title.n > 0)
		print_line(stdout, buf_str(&d->title), ascii);
	print_line(stdout, buf_str(&d->meta), ascii);
	(void)putchar('\n');
	doc_until(d, SIZE_MAX);
	for (size_t i = 0; i < doc_count(d); i++) {
		struct str label, text = doc_at(d, i, &label);
		int pad = d->label_cols + 2 - glyph_width(label, ascii);

		buf_clear(&line);
		if (i >= d->wrap.nlines && text.n > 0) {
			buf_add(&line, label.p, label.n);
			buf_addf(&line, "%*s", pad > 2 ? pad : 2, "");
		}
		buf_add(&line, text.p, text.n);
		print_line(stdout, buf_str(&line), ascii);
	}
	buf_fini(&line);
}

/* By its id or, as search prints those that have none, "#" and its number. */
static bool
find_event(const struct chronicle *c, const char *id, size_t *n)
{
	size_t number = 0;

	if (chronicle_find(c, str_of(id), n))
		return true;
	if (id[0] != '#' || id[1] == '\0' || strlen(id) > 10)
		return false;
	for (const char *p = id + 1; *p != '\0'; p++) {
		if (*p < '0' || *p > '9')
			return false;
		number = number * 10 + (size_t)(*p - '0');
	}
	*n = number - 1;
	return number > 0 && number <= chronicle_count(c);
}

bool
batch_show(const struct chronicle *c, const char *id, int cols, bool ascii,
    struct err *e)
{
	struct doc d;
	size_t event;

	if (!find_event(c, id, &event))
		return err_set(e, ERR_NOTFOUND, "no event '%s'", id);
	doc_init(&d);
	doc_event(&d, c, event, cols, ascii);
	print_doc(&d, ascii);
	doc_fini(&d);
	return batch_flush(e);
}

/* Print the sections from first on, and after each those below it. */
static void
print_below(const struct sections *s, const uint32_t *first,
    const uint32_t *next, const uint32_t *count, bool ascii)
{
	struct buf line = BUF_INIT;
	uint32_t i = first[s->n];
	int depth = 0;

	while (i != SECTION_NONE) {
		buf_clear(&line);
		buf_addf(&line, "%6u  %*s%s", (unsigned)count[i], 2 + 2 * depth,
		    "", s->at[i].title);
		print_line(stdout, buf_str(&line), ascii);
		if (first[i] != SECTION_NONE) {
			i = first[i];
			depth++;
			continue;
		}
		for (; i != SECTION_NONE && next[i] == SECTION_NONE; depth--)
			i = s->at[i].parent;
		if (i != SECTION_NONE)
			i = next[i];
	}
	buf_fini(&line);
}

bool
batch_sections(const struct chronicle *c, bool ascii, struct err *e)
{
	const struct sections *s = chronicle_sections(c);
	uint32_t *count = x_calloc(s->n, sizeof *count);
	uint32_t *first = x_calloc(s->n + 1, sizeof *first);
	uint32_t *next = x_calloc(s->n, sizeof *next);
	struct buf line = BUF_INIT;

	(void)facets_sections(c, NULL, count);
	sections_tree(s, first, next);
	buf_addf(&line, "%6zu  %s", chronicle_count(c), chronicle_title(c));
	print_line(stdout, buf_str(&line), ascii);
	print_below(s, first, next, count, ascii);
	buf_fini(&line);
	x_free(next);
	x_free(first);
	x_free(count);
	return batch_flush(e);
}

/* How many problems of a kind are listed. */
static size_t
count_listed(const struct problems *p, enum problem_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++)
		n += p->at[i].kind == kind;
	return n;
}

void
batch_problems(const struct chronicle *c, bool ascii)
{
	batch_problem_list(chronicle_problems(c), ascii);
}

void
batch_problem_list(const struct problems *p, bool ascii)
{
	struct buf line = BUF_INIT;

	size_t told = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (problem_kind_harmless(p->at[i].kind))
			continue;
		told++;
		if (p->at[i].open) /* it will be told when all is known */
			continue;
		buf_clear(&line);
		buf_adds(&line, "annals: ");
		problem_print(&line, &p->at[i]);
		print_line(stderr, buf_str(&line), ascii);
	}
	if (problems_serious(p) > told)
		fprintf(stderr, "annals: %zu more problems\n",
		    problems_serious(p) - told);
	buf_fini(&line);
}

void
batch_guesses(const char *encoding, const struct dates *dates, bool ascii)
{
	struct buf line = BUF_INIT;

	if (encoding != NULL) {
		buf_addf(&line,
		    "annals: read as %s; --encoding NAME changes it", encoding);
		print_line(stderr, buf_str(&line), ascii);
	}
	buf_clear(&line);
	buf_adds(&line, "annals: ");
	if (dates_explain(dates, &line))
		print_line(stderr, buf_str(&line), ascii);
	buf_fini(&line);
}

/* Likewise of the dates in other columns. */
static void
print_columns(const struct chronicle *c, bool ascii)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < chronicle_columns(c)->n; i++) {
		buf_clear(&line);
		buf_adds(&line, "annals: ");
		if (chronicle_explain_dates(c, i, &line))
			print_line(stderr, buf_str(&line), ascii);
	}
	buf_fini(&line);
}

bool
batch_check(const struct chronicle *c, size_t *n, bool ascii, struct err *e)
{
	const struct problems *p = chronicle_problems(c);
	bool guessed = false;
	const char *encoding = chronicle_encoding(c, &guessed);
	struct buf line = BUF_INIT;

	*n = problems_total(p);
	batch_guesses(guessed ? encoding : NULL, chronicle_dates(c), ascii);
	print_columns(c, ascii);
	for (size_t i = 0; i < p->n; i++) {
		buf_clear(&line);
		problem_print(&line, &p->at[i]);
		print_line(stdout, buf_str(&line), ascii);
		buf_clear(&line);
		buf_addf(&line, "    %s", p->at[i].raw);
		if (p->at[i].raw[0] != '\0')
			print_line(stdout, buf_str(&line), ascii);
	}
	for (int k = 0; k < PROBLEM_NKINDS; k++) {
		size_t listed = count_listed(p, (enum problem_kind)k);

		if (p->count[k] > listed)
			printf("%zu more: %s\n", p->count[k] - listed,
			    problem_kind_name((enum problem_kind)k));
	}
	buf_fini(&line);
	return batch_flush(e);
}

bool
batch_flush(struct err *e)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return true;
	if (errno == EPIPE)
		return err_set(e, ERR_STOPPED, "standard output is closed");
	return err_set(e, ERR_IO, "standard output: %s", strerror(errno));
}
