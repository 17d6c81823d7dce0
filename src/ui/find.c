#include "config.h"

#include "ui/find.h"

#include <string.h>

#include "base/mem.h"

void
find_init(struct find *f, const struct chronicle *c)
{
	memset(f, 0, sizeof *f);
	f->chronicle = c;
}

static void
found_fini(struct found *d)
{
	search_free(d->search);
	query_free(d->query);
	buf_fini(&d->text);
	x_free(d->set);
	memset(d, 0, sizeof *d);
}

void
find_fini(struct find *f)
{
	found_fini(&f->next);
	while (f->nlevels > 0)
		found_fini(&f->level[--f->nlevels]);
}

void
find_ask(struct find *f, search_left fn, void *arg)
{
	f->left = fn;
	f->left_arg = arg;
}

/* Give the query, or NULL with *e that names the place. */
static struct query *
parse(const struct find *f, struct str text, bool typing, struct err *e)
{
	size_t column = 0;
	struct query *q = query_parse(text, chronicle_columns(f->chronicle),
	    chronicle_map(f->chronicle), typing, &column, e);

	if (q == NULL)
		err_in(e, "query:%zu", column);
	return q;
}

bool
find_check(const struct find *f, struct str text, struct err *e)
{
	struct query *q = parse(f, text, false, e);

	query_free(q);
	return q != NULL;
}

bool
find_start(struct find *f, struct str text, bool typing, struct err *e)
{
	struct query *q;

	if (query_is_blank(text)) {
		found_fini(&f->next);
		if (f->open)
			(void)find_drop(f);
		return true;
	}
	if ((q = parse(f, text, typing, e)) == NULL)
		return false;
	if (!f->open && f->nlevels == FIND_DEPTH) {
		query_free(q);
		return err_set(
		    e, ERR_USAGE, "%d filters are the most", FIND_DEPTH);
	}
	found_fini(&f->next);
	f->next.query = q;
	f->next.typing = typing;
	buf_add(&f->next.text, text.p, text.n);
	return true;
}

/* The lowest level that is not what the chronicle is now, or NULL. */
static struct found *
stale(struct find *f)
{
	for (size_t i = 0; i < f->nlevels; i++)
		if (!f->level[i].fresh)
			return &f->level[i];
	return f->next.query != NULL ? &f->next : NULL;
}

bool
find_running(const struct find *f)
{
	for (size_t i = 0; i < f->nlevels; i++)
		if (!f->level[i].fresh)
			return true;
	return f->next.query != NULL;
}

/* Make room for the events that there are now. */
static void
grow(struct found *d, size_t events)
{
	size_t words = (events + 63) / 64;

	d->events = events;
	if (words <= d->words)
		return;
	d->set = x_reallocarray(d->set, words, sizeof *d->set);
	memset(d->set + d->words, 0, (words - d->words) * sizeof *d->set);
	d->words = words;
}

/* What d's search found, of what the level below has. */
static void
narrow(struct found *d, const struct found *below)
{
	const uint64_t *set = search_set(d->search);
	size_t looked = (search_looked(d->search) + 63) / 64;

	for (size_t i = 0; i < d->words; i++) {
		d->set[i] = i < looked ? set[i] : 0;
		if (below != NULL)
			d->set[i] &= below->set[i];
	}
	d->fresh = true;
}

/* The new query takes its place. */
static void
land(struct find *f)
{
	if (f->open)
		found_fini(&f->level[--f->nlevels]);
	f->level[f->nlevels++] = f->next;
	f->version++;
	memset(&f->next, 0, sizeof f->next);
	f->open = true;
}

/* Give the search for a query, or NULL with *e. */
static struct search *
new_search(const struct find *f, const struct query *q, struct err *e)
{
	struct search *s = search_new(q, f->chronicle, e);

	if (s != NULL && f->left != NULL)
		search_ask(s, f->left, f->left_arg);
	return s;
}

bool
find_step(struct find *f, bool *changed, struct err *e)
{
	struct found *d = stale(f);
	size_t at, events = chronicle_count(f->chronicle);
	bool done = false;

	*changed = false;
	if (d == NULL)
		return true;
	at = d == &f->next ? f->nlevels - (f->open ? 1 : 0)
			   : (size_t)(d - f->level);
	if (d->search == NULL)
		d->search = new_search(f, d->query, e);
	if (d->search == NULL || !search_step(d->search, &done, e)) {
		if (d == &f->next)
			found_fini(d);
		else
			d->fresh = true; /* with what it has */
		return false;
	}
	if (!done)
		return true;
	grow(d, events);
	narrow(d, at > 0 ? &f->level[at - 1] : NULL);
	if (d == &f->next)
		land(f);
	*changed = !find_running(f);
	return true;
}

void
find_grown(struct find *f)
{
	size_t events = chronicle_count(f->chronicle);

	for (size_t i = 0; i < f->nlevels; i++) {
		if (f->level[i].events == events)
			continue;
		grow(&f->level[i], events);
		f->level[i].fresh = false;
	}
}

/* Run all again, or what asks for what a reader left behind. */
static void
run_again(struct find *f, bool all)
{
	bool again = false;

	for (size_t i = 0; i < f->nlevels; i++) {
		struct found *d = &f->level[i];

		if (all || query_asks(d->query)) {
			search_free(d->search);
			d->search = NULL;
			again = true;
		}
		if (again) /* what is above narrows it */
			d->fresh = false;
	}
	if (f->next.query != NULL && (all || query_asks(f->next.query))) {
		search_free(f->next.search);
		f->next.search = NULL;
	}
}

void
find_ask_again(struct find *f)
{
	run_again(f, false);
}

void
find_again(struct find *f)
{
	run_again(f, true);
}

bool
find_keep(struct find *f, struct err *e)
{
	if (f->next.query != NULL) { /* it goes on as a filter */
		grow(&f->next, chronicle_count(f->chronicle));
		land(f);
	}
	if (!f->open)
		return err_set(e, ERR_USAGE, "no search to keep");
	f->open = false;
	return true;
}

bool
find_drop(struct find *f)
{
	bool had = f->nlevels > 0 || f->next.query != NULL;

	found_fini(&f->next);
	if (f->nlevels > 0)
		found_fini(&f->level[--f->nlevels]);
	f->open = false;
	f->version++;
	return had;
}

const uint64_t *
find_set(const struct find *f)
{
	return f->nlevels > 0 ? f->level[f->nlevels - 1].set : NULL;
}

const uint64_t *
find_below(const struct find *f)
{
	return f->nlevels > 1 ? f->level[f->nlevels - 2].set : NULL;
}

const struct query *
find_query(const struct find *f)
{
	return f->nlevels > 0 ? f->level[f->nlevels - 1].query : NULL;
}

const char *
find_text(const struct find *f)
{
	return f->open ? buf_cstr(&f->level[f->nlevels - 1].text) : "";
}

void
find_describe(const struct find *f, struct buf *out)
{
	for (size_t i = 0; i < f->nlevels; i++)
		buf_addf(out, "%s%s%s", i > 0 ? " " : "",
		    f->open && i + 1 == f->nlevels ? "/" : "&",
		    buf_cstr(&f->level[i].text));
}

static void
add_text(struct find_texts *t, const struct found *d)
{
	t->text[t->n] = x_strndup(d->text.p, d->text.n);
	t->typing[t->n++] = d->typing;
}

void
find_texts(const struct find *f, struct find_texts *t)
{
	size_t n = f->nlevels;

	memset(t, 0, sizeof *t);
	if (f->next.query != NULL && f->open)
		n--;
	for (size_t i = 0; i < n; i++)
		add_text(t, &f->level[i]);
	if (f->next.query != NULL)
		add_text(t, &f->next);
	t->open = f->open || f->next.query != NULL;
}

void
find_texts_fini(struct find_texts *t)
{
	for (size_t i = 0; i < t->n; i++)
		x_free(t->text[i]);
	memset(t, 0, sizeof *t);
}

void
find_restore(struct find *f, const struct find_texts *t, struct buf *lost)
{
	for (size_t i = 0; i < t->n; i++) {
		struct err e = { .code = ERR_NONE };
		struct query *q =
		    parse(f, str_of(t->text[i]), t->typing[i], &e);
		struct found *d = &f->level[f->nlevels];

		if (q == NULL) {
			buf_addf(lost, "%s'%s' is dropped: %s",
			    lost->n > 0 ? "; " : "", t->text[i], e.text);
			continue;
		}
		d->query = q;
		d->typing = t->typing[i];
		buf_adds(&d->text, t->text[i]);
		grow(d, chronicle_count(f->chronicle));
		f->nlevels++;
		f->open = t->open && i + 1 == t->n;
	}
	f->version++;
}
