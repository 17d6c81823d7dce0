/*
 * Rows are copied when the file has changed.  Where a row was found before,
 * it is not looked for again, as events never move; where we wrote it, we know
 * its event.
 */
#include "config.h"

#include "model/kept.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/bitset.h"
#include "model/compiled.h"
#include "model/ids.h"
#include "model/kept_row.h"
#include "model/kept_rows.h"
#include "model/package.h"
#include "model/refind.h"
#include "model/trace.h"

/* A row that was written for an event. */
struct hint {
	uint64_t key; /* hash */
	size_t event;
};

struct kept {
	struct bookmarks *store;
	const struct chronicle *c;
	char *name; /* of the chronicle in the file */
	uint64_t columns;
	struct kept_rows rows; /* in the order of the file */
	struct refind *refind;
	bool reads; /* the file is to be read again */
	struct hint *hint;
	size_t nhints;
	unsigned version;
	/* What is ours of the rows, by created and by event. */
	const struct kept_item **all, **found;
	size_t nall, nfound;
};

/* Give the name that a package has, itself or compiled; NULL if none. */
static char *
package_name(const char *path)
{
	struct package p = { 0 };
	char *name;

	if (!package_is(path))
		return compiled_name(path);
	name = package_read(path, &p, NULL) ? x_strdup(p.name) : NULL;
	package_fini(&p);
	return name;
}

/* The name of the chronicle at path. */
static char *
name_of(const char *path)
{
	char *name = package_name(path), *real;

	if (name != NULL && name[0] != '\0' && name[0] != '/')
		return name;
	x_free(name);
	real = realpath(path, NULL);
	name = x_strdup(real != NULL ? real : path);
	free(real);
	return name;
}

struct kept *
kept_new(struct bookmarks *store, const struct chronicle *c, const char *path)
{
	struct kept *k = x_calloc(1, sizeof *k);

	k->store = store;
	k->c = c;
	k->name = name_of(path);
	k->refind = refind_new(c);
	k->reads = true;
	return k;
}

void
kept_free(struct kept *k)
{
	if (k == NULL)
		return;
	refind_free(k->refind);
	kept_rows_fini(&k->rows);
	free(k->all);
	free(k->found);
	x_free(k->hint);
	x_free(k->name);
	x_free(k);
}

struct reading {
	struct kept *k;
	struct kept_rows rows;
};

/* Is it a CSV with our columns that is not there any more? */
static bool
was_renamed(const struct kept *k, const struct bookmark *row)
{
	char *path;
	bool gone;

	if (k->name[0] != '/' || row->chronicle.n == 0 ||
	    row->chronicle.p[0] != '/' || row->columns != k->columns)
		return false;
	path = x_strndup(row->chronicle.p, row->chronicle.n);
	gone = access(path, F_OK) != 0 && errno == ENOENT;
	x_free(path);
	return gone;
}

static bool
take_row(void *arg, const struct bookmark *row)
{
	struct reading *reading = arg;
	struct kept_rows *r = &reading->rows;
	bool same =
	    r->n > 0 && str_eq(row->chronicle, r->item[r->n - 1].row.chronicle);

	if (!same && !str_eq(row->chronicle, str_of(reading->k->name)) &&
	    !was_renamed(reading->k, row))
		return true;
	r->refused = !kept_rows_add(r, row);
	return !r->refused;
}

/* What we wrote belongs to the event that it was written for. */
static void
take_hints(struct kept *k, struct kept_rows *r)
{
	for (size_t h = 0; h < k->nhints; h++)
		for (size_t i = 0; i < r->n; i++)
			if (r->item[i].state == KEPT_SOUGHT &&
			    ids_hash(r->item[i].row.key) == k->hint[h].key) {
				r->item[i].state = KEPT_FOUND;
				r->item[i].event = k->hint[h].event;
			}
	if (!bookmarks_pending(k->store))
		k->nhints = 0;
}

/* Of another name: more than half of them are found, one with the same text
 * at least. */
static bool
is_ours(const struct kept *k, size_t start, size_t end)
{
	size_t found = 0, changed = 0;

	if (str_eq(k->rows.item[start].row.chronicle, str_of(k->name)))
		return true;
	for (size_t i = start; i < end; i++) {
		found += k->rows.item[i].state == KEPT_FOUND;
		changed += k->rows.item[i].state == KEPT_CHANGED;
	}
	return found > 0 && (found + changed) * 2 > end - start;
}

static int
by_created(const void *a, const void *b)
{
	const struct kept_item *x = *(const struct kept_item *const *)a;
	const struct kept_item *y = *(const struct kept_item *const *)b;

	if (x->row.marked != y->row.marked)
		return x->row.marked ? -1 : 1;
	if (x->row.created != y->row.created)
		return x->row.created < y->row.created ? -1 : 1;
	return (x > y) - (x < y);
}

static int
by_event(const void *a, const void *b)
{
	const struct kept_item *x = *(const struct kept_item *const *)a;
	const struct kept_item *y = *(const struct kept_item *const *)b;

	if (x->event != y->event)
		return x->event < y->event ? -1 : 1;
	return (x > y) - (x < y);
}

static void
show_item(struct kept *k, const struct kept_item *item)
{
	k->all[k->nall++] = item;
	if (item->state == KEPT_FOUND || item->state == KEPT_CHANGED)
		k->found[k->nfound++] = item;
}

/* Show what is known by now of the rows. */
static void
show(struct kept *k)
{
	const struct kept_rows *r = &k->rows;

	k->nall = k->nfound = 0;
	k->version++;
	for (size_t start = 0, end; start < r->n; start = end) {
		end = start + 1;
		while (end < r->n && str_eq(r->item[end].row.chronicle,
					 r->item[start].row.chronicle))
			end++;
		if (!is_ours(k, start, end))
			continue;
		for (size_t i = start; i < end; i++)
			show_item(k, &r->item[i]);
	}
	if (k->nall > 0)
		qsort(k->all, k->nall, sizeof *k->all, by_created);
	if (k->nfound > 0)
		qsort(k->found, k->nfound, sizeof *k->found, by_event);
}

/* Take the new rows in place of the old ones. */
static bool
replace_rows(struct kept *k, struct kept_rows *r, struct err *e)
{
	const struct kept_item **all = calloc(r->n + 1, sizeof *all);
	const struct kept_item **found = calloc(r->n + 1, sizeof *found);

	if (all == NULL || found == NULL || r->refused) {
		free(all);
		free(found);
		return err_set(e, ERR_MEMORY, "memory is used up");
	}
	kept_rows_carry(r, &k->rows);
	take_hints(k, r);
	free(k->all);
	free(k->found);
	k->all = all;
	k->found = found;
	kept_rows_fini(&k->rows);
	k->rows = *r;
	*r = (struct kept_rows){ 0 };
	refind_start(k->refind, k->rows.item, k->rows.n);
	show(k);
	return true;
}

static bool
read_rows(struct kept *k, struct err *e)
{
	struct reading reading = { k, { 0 } };
	struct err mine;
	bool ok;

	if (e == NULL)
		e = &mine;
	k->columns = trace_columns(chronicle_columns(k->c));
	ok = bookmarks_each(k->store, take_row, &reading, e);
	if (!ok && e->code == ERR_STOPPED) {
		kept_rows_fini(&reading.rows);
		return false;
	}
	k->reads = false;
	if (!ok)
		kept_rows_fini(&reading.rows); /* there are none */
	ok = replace_rows(k, &reading.rows, ok ? e : NULL) && ok;
	kept_rows_fini(&reading.rows);
	return ok;
}

/* Is anything known of the chronicle? */
static bool
has_head(const struct kept *k)
{
	return chronicle_columns(k->c)->n > 0;
}

bool
kept_stale(struct kept *k)
{
	if (!has_head(k))
		return false;
	if (bookmarks_changed(k->store))
		k->reads = true;
	return k->reads || refind_behind(k->refind);
}

bool
kept_step(struct kept *k, bool *done, struct err *e)
{
	bool found;

	*done = true;
	if (!has_head(k))
		return true;
	if (k->reads) {
		if (!read_rows(k, e))
			return false;
		*done = !refind_behind(k->refind);
		return true;
	}
	if (!refind_step(k->refind, &found, e))
		return false;
	*done = found;
	if (found)
		show(k);
	return true;
}

unsigned
kept_version(const struct kept *k)
{
	return k->version;
}

size_t
kept_count(const struct kept *k)
{
	return k->nall;
}

const struct kept_item *
kept_item(const struct kept *k, size_t i)
{
	return k->all[i];
}

/* How many found rows are of events before this one. */
static size_t
found_before(const struct kept *k, size_t event)
{
	size_t lo = 0, hi = k->nfound;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (k->found[mid]->event < event)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct kept_item *
kept_at(const struct kept *k, size_t event)
{
	size_t i = found_before(k, event);

	if (i == k->nfound || k->found[i]->event != event)
		return NULL;
	return k->found[i];
}

bool
kept_marked(const struct kept *k, size_t event)
{
	const struct kept_item *item = kept_at(k, event);

	return item != NULL && item->row.marked;
}

bool
kept_noted(const struct kept *k, size_t event)
{
	const struct kept_item *item = kept_at(k, event);

	return item != NULL && item->row.note.n > 0;
}

const struct kept_item *
kept_letter(const struct kept *k, char letter)
{
	for (size_t i = 0; letter != 0 && i < k->nall; i++)
		if (k->all[i]->row.letter == letter)
			return k->all[i];
	return NULL;
}

/* ---- writing ---- */

/* The event whose row is written, and what is lent for that. */
struct writing {
	struct record record;
	struct trace trace;
	struct bookmark m;
};

static void
writing_fini(struct writing *w)
{
	trace_fini(&w->trace);
	record_fini(&w->record);
}

/* Who the row belongs to. */
static void
name_chronicle(const struct kept *k, struct bookmark *m)
{
	m->chronicle = str_of(k->name);
	m->columns = k->columns;
	m->called = str_of(chronicle_title(k->c));
}

/* A row that was found by its content keeps its key. */
static bool
writing_init(
    struct writing *w, const struct kept *k, size_t event, struct err *e)
{
	const struct kept_item *item = kept_at(k, event);

	w->m = (struct bookmark){ 0 };
	record_init(&w->record);
	trace_init(&w->trace);
	if (!chronicle_record(k->c, event, &w->record, e))
		return false;
	trace_of(&w->trace, &w->record, chronicle_columns(k->c));
	w->m.key = item != NULL ? item->row.key : buf_str(&w->trace.key);
	w->m.title = w->trace.title;
	w->m.date = w->trace.date;
	w->m.text = w->trace.text;
	name_chronicle(k, &w->m);
	return true;
}

static void
add_hint(struct kept *k, struct str key, size_t event)
{
	k->hint = x_reallocarray(k->hint, k->nhints + 1, sizeof *k->hint);
	k->hint[k->nhints++] = (struct hint){ ids_hash(key), event };
}

/* Rows of the name that the file had get the one that it has. */
static enum bookmarks_answer
take_rows_along(struct kept *k, struct err *e)
{
	enum bookmarks_answer a = BOOKMARKS_SAVED;
	struct bookmark to = { 0 };

	name_chronicle(k, &to);
	for (size_t i = 0; i < k->nall && a != BOOKMARKS_FAILED; i++) {
		struct str was = k->all[i]->row.chronicle;

		if (str_eq(was, to.chronicle))
			continue;
		if (i > 0 && str_eq(was, k->all[i - 1]->row.chronicle))
			continue;
		a = bookmarks_move(k->store, &k->all[i]->row, &to, e);
	}
	return a;
}

/* See what was saved. */
static enum bookmarks_answer
look(struct kept *k, enum bookmarks_answer a)
{
	if (a == BOOKMARKS_BUSY)
		return a;
	k->reads = true;
	if (a == BOOKMARKS_FAILED)
		k->nhints = 0;
	else
		(void)read_rows(k, NULL); /* or by the next step */
	return a;
}

/* What each write begins with; writing_fini() is due in any case. */
static bool
begin_writing(struct writing *w, struct kept *k, size_t event, struct err *e)
{
	if (!writing_init(w, k, event, e) ||
	    take_rows_along(k, e) == BOOKMARKS_FAILED)
		return false;
	add_hint(k, w->m.key, event);
	return true;
}

enum bookmarks_answer
kept_mark(struct kept *k, size_t event, unsigned set, char letter,
    struct str list, struct err *e)
{
	enum bookmarks_answer a = BOOKMARKS_FAILED;
	struct writing w;

	if (begin_writing(&w, k, event, e)) {
		w.m.letter = letter;
		w.m.list = list;
		a = look(k, bookmarks_put(k->store, &w.m, set, e));
	}
	writing_fini(&w);
	return a;
}

enum bookmarks_answer
kept_list(struct kept *k, size_t event, struct str name, bool on, struct err *e)
{
	enum bookmarks_answer a = BOOKMARKS_FAILED;
	struct writing w;

	if (!kept_list_name(name)) {
		(void)err_set(e, ERR_USAGE,
		    "a list has a name of 1 to %d bytes, without ;",
		    BOOKMARK_NAME_MAX);
		return a;
	}
	if (begin_writing(&w, k, event, e)) {
		w.m.list = name;
		a = look(k, bookmarks_list(k->store, &w.m, on, e));
	}
	writing_fini(&w);
	return a;
}

enum bookmarks_answer
kept_unmark(struct kept *k, size_t event, struct err *e)
{
	const struct kept_item *item = kept_at(k, event);

	if (item == NULL)
		return BOOKMARKS_SAVED;
	return kept_unmark_item(k, item, e);
}

enum bookmarks_answer
kept_note(
    struct kept *k, size_t event, struct str note, uint64_t was, struct err *e)
{
	enum bookmarks_answer a = BOOKMARKS_FAILED;
	struct writing w;

	if (begin_writing(&w, k, event, e)) {
		w.m.note = note;
		a = look(k, bookmarks_note(k->store, &w.m, was, e));
	}
	writing_fini(&w);
	return a;
}

enum bookmarks_answer
kept_unmark_item(struct kept *k, const struct kept_item *item, struct err *e)
{
	return look(k, bookmarks_remove(k->store, &item->row, e));
}

enum bookmarks_answer
kept_retry(struct kept *k, struct err *e)
{
	if (!bookmarks_pending(k->store))
		return BOOKMARKS_SAVED;
	return look(k, bookmarks_retry(k->store, e));
}

bool
kept_left(void *arg, const struct query_node *node, size_t start, uint64_t *set,
    size_t n, struct err *e)
{
	const struct kept *k = arg;

	(void)e; /* nothing can fail */
	for (size_t i = found_before(k, start);
	     i < k->nfound && k->found[i]->event < start + n; i++)
		if (kept_row_is(node, chronicle_map(k->c), &k->found[i]->row))
			bitset_add(set, k->found[i]->event - start);
	return true;
}
