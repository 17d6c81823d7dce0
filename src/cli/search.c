#include "config.h"

#include "cli/search.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/batch.h"
#include "cli/left.h"
#include "model/bitset.h"
#include "model/chronicle.h"
#include "model/delivery.h"
#include "model/format.h"
#include "model/load.h"
#include "model/nearest.h"
#include "model/order.h"
#include "model/rank.h"
#include "model/search.h"
#include "text/glyph.h"

/* What is true while events are found and printed. */
struct finding {
	const struct search_request *rq;
	const char *path;
	struct chronicle *chronicle; /* all of it so far, or a piece */
	bool piecewise;
	struct query *query; /* NULL until columns are known */
	struct order_by by;  /* likewise */
	struct printer printer;
	size_t found;
	bool begun; /* format_begin() was called */
};

static bool
is_full(const struct finding *f)
{
	return f->rq->limit > 0 && f->found >= f->rq->limit;
}

/* ---- what is found ---- */

static bool
read_order(struct finding *f, struct err *e)
{
	const char *name = f->rq->sort != NULL ? f->rq->sort : "date";

	return order_by_read(&f->by, chronicle_columns(f->chronicle),
		   f->printer.map, str_of(name), e) ||
	       err_in(e, "--sort");
}

static bool
parse(struct finding *f, struct err *e)
{
	size_t column = 0;

	if (f->query != NULL)
		return true;
	f->query = query_parse(str_of(f->rq->query),
	    chronicle_columns(f->chronicle), f->printer.map, false, &column, e);
	f->printer.query = f->query;
	if (f->query == NULL)
		return err_in(e, "query:%zu", column);
	if (read_order(f, e))
		return true;
	query_free(f->query); /* nothing is searched for */
	f->query = NULL;
	return false;
}

/* Send what is printed so far on its way. */
static bool
pass_on(struct finding *f, struct err *e)
{
	struct buf *out = &f->printer.out;
	bool ok = fwrite(buf_cstr(out), 1, out->n, stdout) == out->n;

	buf_clear(out);
	return ok || batch_flush(e);
}

static bool
print_event(struct finding *f, size_t n, struct record *r, struct err *e)
{
	if (!chronicle_record(f->chronicle, n, r, e))
		return false;
	format_event(&f->printer, n, r);
	return pass_on(f, e);
}

/* Print and count those of n events that set has, in that order; NULL: in
 * that of the file. */
static bool
print_set(struct finding *f, const uint64_t *set, const uint32_t *event,
    size_t n, struct err *e)
{
	struct record r;
	bool ok = true;

	record_init(&r);
	for (size_t i = 0; ok && i < n && !is_full(f); i++) {
		size_t number = event != NULL ? event[i] : i;

		if (!bitset_has(set, number))
			continue;
		if (!f->rq->count)
			ok = print_event(f, number, &r, e);
		f->found += ok;
	}
	record_fini(&r);
	return ok;
}

/* Give the events of set in the order that is asked for. */
static bool
sort(struct finding *f, const uint64_t *set, struct order_list *list,
    struct err *e)
{
	const struct query *query = f->query;
	struct result result;
	struct order_setup setup = {
		.by = f->by,
		.chronicle = f->chronicle,
		.result = &result,
		.query = &query,
		.nqueries = 1,
	};
	struct order *o = NULL;
	bool ok, done = false;

	result_init(&result);
	ok = result_filter(&result, f->chronicle, SECTION_NONE, set, e) &&
	     (o = order_new(&setup, e)) != NULL;
	while (ok && !done)
		ok = order_step(o, &done, e);
	if (ok)
		order_take(o, list);
	order_free(o);
	result_fini(&result);
	return ok;
}

static bool
print_found(struct finding *f, const uint64_t *set, struct err *e)
{
	const struct events *ev = chronicle_events(f->chronicle);
	struct order_list list;
	bool ok;

	if (f->piecewise)
		return print_set(f, set, NULL, ev->n, e);
	if (order_by_is_date(&f->by) && !events_need_all(ev, EVENTS_ORDERS, e))
		return false;
	if (order_by_is_date(&f->by))
		return print_set(f, set, ev->order, ev->n, e);
	if (f->by.kind == ORDER_RANK && !rank_has_words(f->query))
		(void)fputs(
		    "annals: --sort rank: no words to rank by, so by date\n",
		    stderr);
	order_list_init(&list);
	ok = sort(f, set, &list, e) && print_set(f, set, list.event, list.n, e);
	order_list_fini(&list);
	return ok;
}

static void
begin(struct finding *f)
{
	f->printer.chronicle = f->chronicle;
	if (f->begun || f->rq->count)
		return;
	f->begun = true;
	format_begin(&f->printer);
}

/*
 * Search the chronicle at hand and print what is found.  All of it goes out
 * at once: what comes next may take long.
 */
static bool
find(struct finding *f, struct err *e)
{
	struct search *s = search_new(f->query, f->chronicle, e);
	struct left *left = NULL;
	bool done = false, ok = s != NULL;

	if (ok && query_asks(f->query)) {
		left = left_new(f->chronicle, f->path, e);
		ok = left != NULL;
		search_ask(s, left_answer, left);
	}
	while (ok && !done)
		ok = search_step(s, &done, e);
	begin(f);
	ok = ok && print_found(f, search_set(s), e);
	search_free(s);
	left_free(left);
	if (!ok)
		e = NULL; /* it has been said what went wrong */
	return pass_on(f, e) && batch_flush(e) && ok;
}

/* Say what the query may have meant; if nothing is near, nothing. */
static void
print_nearest(const struct finding *f)
{
	struct nearest *n =
	    nearest_new(f->query, str_of(f->rq->query), f->chronicle, NULL);
	struct nearest_offer offer[NEAREST_MAX];
	struct buf line = BUF_INIT, clean = BUF_INIT;
	bool done = false, ok = n != NULL;
	size_t count;

	while (ok && !done)
		ok = nearest_step(n, &done, NULL);
	count = ok ? nearest_offers(n, offer) : 0;
	for (size_t i = 0; i < count; i++)
		buf_addf(&line, "%s%s", i > 0 ? ", " : "", offer[i].word);
	glyph_sanitize(&clean, buf_str(&line),
	    GLYPH_ONE_LINE |
		(f->rq->ascii_messages ? (unsigned)GLYPH_ASCII : 0));
	if (count > 0)
		fprintf(stderr, "annals: nothing found; nearest words: %s\n",
		    buf_cstr(&clean));
	buf_fini(&line);
	buf_fini(&clean);
	nearest_free(n);
}

/* ---- what is read ---- */

/* Make d stand alone: give it the columns and sections known before it. */
static void
complete_delivery(struct delivery *d, const struct chronicle *before)
{
	const struct columns *cols = chronicle_columns(before);
	const struct sections *known = chronicle_sections(before);
	struct sections all;

	d->misread = 0; /* what was printed is printed */
	d->title = x_strdup("");
	d->source = x_strdup("");
	columns_copy(&d->columns, cols);
	sections_init(&all);
	for (int pass = 0; pass < 2; pass++, known = &d->sections)
		for (size_t i = 0; i < known->n; i++) {
			const struct section *s = &known->at[i];

			(void)sections_add(&all, str_of(s->id), s->parent,
			    str_of(s->title), str_of(s->summary));
		}
	sections_fini(&d->sections);
	d->sections = all;
}

/* Put a piece in the place of the one before. */
static bool
take_piece(struct finding *f, struct delivery *d, struct err *e)
{
	struct chronicle *before = f->chronicle;
	size_t n = chronicle_count(before);
	bool ok;

	if (d->title == NULL)
		complete_delivery(d, before);
	f->printer.base += n;
	f->chronicle = chronicle_new();
	ok = chronicle_adopt(f->chronicle, d, e);
	if (chronicle_columns(before)->n > 0)
		chronicle_follow(f->chronicle, before);
	chronicle_free(before);
	return ok;
}

static bool
take(struct finding *f, struct delivery *d, struct err *e)
{
	struct err failure;
	bool ok, known;

	if (f->piecewise)
		ok = take_piece(f, d, &failure);
	else
		ok = chronicle_adopt(f->chronicle, d, &failure);
	known = chronicle_columns(f->chronicle)->n > 0 || ok;
	if (known && !parse(f, e))
		return false;
	/* Bookmarks are looked for in all of the chronicle: the first piece
	 * stays. */
	if (known && query_asks(f->query))
		f->piecewise = false;
	if (f->piecewise)
		batch_problems(f->chronicle, f->rq->ascii_messages);
	if (known && f->piecewise && !find(f, e))
		return false;
	if (!ok && e != NULL)
		*e = failure;
	return ok;
}

/*
 * Wait for the next letter; NULL with *e, ERR_STOPPED if nobody reads what is
 * printed (poll() tells this of pipes and sockets without asking).
 */
static struct delivery *
next_delivery(struct mailbox *box, struct err *e)
{
	struct pollfd fds[] = {
		{ .fd = mailbox_fd(box), .events = POLLIN },
		{ .fd = STDOUT_FILENO, .events = 0 },
	};
	struct letter *l;

	while ((l = mailbox_take(box)) == NULL) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR && errno != EAGAIN) {
			err_set(e, ERR_IO, "poll: %s", strerror(errno));
			return NULL;
		}
		if ((fds[1].revents & (POLLERR | POLLHUP)) != 0) {
			err_set(e, ERR_STOPPED, "standard output is closed");
			return NULL;
		}
		if ((fds[1].revents & POLLNVAL) != 0)
			fds[1].fd = -1; /* writing will tell */
	}
	return (struct delivery *)l;
}

static bool
read_all(void *arg, struct mailbox *box, struct err *e)
{
	struct finding *f = arg;

	while (chronicle_loading(f->chronicle) && !is_full(f)) {
		struct delivery *d = next_delivery(box, e);

		if (d == NULL || !take(f, d, e))
			return false;
	}
	return true;
}

static bool
load(struct finding *f, const char *path, const struct loader_options *options,
    struct err *e)
{
	struct loader_options shared = *options;

	shared.map = f->printer.map;
	return load_with(path, &shared, read_all, f, e);
}

/* ---- all of it ---- */

/* By file is known before there are columns, so that it is printed while it
 * is read. */
static bool
may_go_piecewise(const struct search_request *rq)
{
	return rq->count || (rq->sort != NULL && strcmp(rq->sort, "file") == 0);
}

/* What is left to do once all is read; ok tells whether it was. */
static bool
finish(struct finding *f, bool ok, struct err *e)
{
	struct err later = { .code = ERR_NONE };

	if (f->query == NULL)
		return ok;
	if (!f->piecewise) {
		if (!chronicle_redate_all(f->chronicle, ok ? e : &later))
			ok = false;
		batch_problems(f->chronicle, f->rq->ascii_messages);
		if (!find(f, ok ? e : &later))
			return false;
		if (f->found == 0 && !may_go_piecewise(f->rq))
			print_nearest(f);
	}
	if (f->rq->count)
		buf_addf(&f->printer.out, "%zu\n", f->found);
	else
		format_end(&f->printer);
	return pass_on(f, ok ? e : &later) && batch_flush(ok ? e : &later) &&
	       ok;
}

bool
search_print(const char *path, const struct loader_options *loading,
    const struct search_request *rq, size_t *found, struct err *e)
{
	struct finding f = {
		.rq = rq,
		.path = path,
		.chronicle = chronicle_new(),
		.piecewise = may_go_piecewise(rq),
		.printer = {
		    .format = rq->format,
		    .map = fold_map_new(),
		    .ascii = rq->ascii,
		    .safe = rq->safe,
		    .highlight = rq->highlight,
		},
	};
	bool ok = load(&f, path, loading, e);

	if (ok || e->code != ERR_STOPPED)
		ok = finish(&f, ok, e);
	*found = f.found;
	query_free(f.query);
	chronicle_free(f.chronicle);
	buf_fini(&f.printer.out);
	fold_map_free(f.printer.map);
	return ok;
}
