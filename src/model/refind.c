#include "config.h"

#include "model/refind.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/bitset.h"
#include "model/dates.h"
#include "model/ids.h"
#include "model/segment.h"
#include "model/trace.h"

#define ITEMS_STEP 256           /* items or candidates looked at in a step */
#define ROWS_STEP ((size_t)4096) /* titles read in a step */
#define SAME_MAX 128             /* candidates of an item that have its date */
#define SIMILAR_MAX 32           /* and that have not */

/* A title that is looked for, and whose it is. */
struct title {
	uint64_t hash;
	uint32_t item;
};

struct candidate {
	uint32_t item, event;
	unsigned score; /* 0: was not looked at */
};

#define SAME_DATE 1u /* bits of a score: what matters more is higher */
#define SAME_TEXT 2u
#define SAME_KEY 4u
#define LOOKED 8u

enum phase { BY_ID, TITLES, CANDIDATES };

struct refind {
	const struct chronicle *c;
	struct kept_item *item;
	size_t n;
	enum phase phase;
	size_t at;           /* item or candidate */
	size_t segment, row; /* titles read so far */
	struct title *title; /* sorted; those that are sought by title */
	size_t ntitles;
	struct candidate *candidate;
	size_t ncandidates, cap, looked;
	size_t count;  /* events that were there when the pass began */
	bool complete; /* and whether there were all */
	bool finished; /* the pass */
};

struct refind *
refind_new(const struct chronicle *c)
{
	struct refind *r = x_calloc(1, sizeof *r);

	r->c = c;
	r->finished = true;
	return r;
}

static void
forget(struct refind *r)
{
	free(r->title);
	free(r->candidate);
	r->title = NULL;
	r->candidate = NULL;
	r->ntitles = r->ncandidates = r->cap = r->looked = 0;
	r->segment = r->row = 0;
}

void
refind_free(struct refind *r)
{
	if (r == NULL)
		return;
	forget(r);
	x_free(r);
}

/* Begin a pass over what is there. */
static void
begin(struct refind *r)
{
	r->count = chronicle_count(r->c);
	r->complete = !chronicle_loading(r->c);
	r->phase = BY_ID;
	r->at = 0;
	r->finished = false;
}

static bool
sought(const struct refind *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->item[i].state == KEPT_SOUGHT || r->item[i].doubtful)
			return true;
	return false;
}

void
refind_start(struct refind *r, struct kept_item *item, size_t n)
{
	forget(r);
	r->item = item;
	r->n = n;
	begin(r);
	r->finished = !sought(r);
}

bool
refind_behind(const struct refind *r)
{
	if (!r->finished)
		return true;
	return (r->count != chronicle_count(r->c) ||
		   r->complete == chronicle_loading(r->c)) &&
	       sought(r);
}

static bool
no_memory(struct err *e)
{
	return err_set(e, ERR_MEMORY, "memory is used up");
}

/* What event n and the row of an item have in common. */
static unsigned
compare(const struct refind *r, size_t n, const struct bookmark *row,
    bool *same_title, struct err *e)
{
	struct record record;
	struct trace t;
	unsigned score = 0;

	record_init(&record);
	trace_init(&t);
	if (chronicle_record(r->c, n, &record, e)) {
		trace_of(&t, &record, chronicle_columns(r->c));
		score = LOOKED;
		if (str_eq(t.date, row->date))
			score |= SAME_DATE;
		if (t.text == row->text)
			score |= SAME_TEXT;
		if (str_eq(buf_str(&t.key), row->key))
			score |= SAME_KEY;
		*same_title = str_eq(t.title, row->title);
	}
	trace_fini(&t);
	record_fini(&record);
	return score;
}

static void
settle(struct kept_item *item, size_t event, bool same_text)
{
	item->state = same_text ? KEPT_FOUND : KEPT_CHANGED;
	item->event = event;
	item->doubtful = false;
}

/* Is there a date or text, and the same one? */
static bool
says_same(const struct bookmark *row, unsigned score)
{
	return ((score & SAME_DATE) != 0 && row->date.n > 0) ||
	       ((score & SAME_TEXT) != 0 && row->text != 0);
}

static bool
find_by_id(struct refind *r, struct kept_item *item, struct err *e)
{
	bool same_title = false;
	struct str id;
	unsigned score;
	size_t n;

	if (item->state != KEPT_SOUGHT || !trace_id(item->row.key, &id) ||
	    !chronicle_find(r->c, id, &n))
		return true;
	score = compare(r, n, &item->row, &same_title, e);
	if (score == 0)
		return false;
	settle(item, n, (score & SAME_TEXT) != 0);
	item->doubtful = !same_title && !says_same(&item->row, score);
	return true;
}

static int
by_hash(const void *a, const void *b)
{
	const struct title *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Gather the titles that are looked for; what is known stays out. */
static bool
gather_titles(struct refind *r, struct err *e)
{
	free(r->title);
	r->ntitles = 0;
	r->title = malloc((r->n + 1) * sizeof *r->title);
	if (r->title == NULL)
		return no_memory(e);
	for (size_t i = 0; i < r->n; i++) {
		const struct kept_item *item = &r->item[i];

		if (item->state == KEPT_SOUGHT || item->doubtful)
			r->title[r->ntitles++] =
			    (struct title){ ids_hash(item->row.title),
				    (uint32_t)i };
	}
	qsort(r->title, r->ntitles, sizeof *r->title, by_hash);
	return true;
}

static bool
step_ids(struct refind *r, struct err *e)
{
	size_t end = r->at + ITEMS_STEP;

	for (; r->at < r->n && r->at < end; r->at++)
		if (!find_by_id(r, &r->item[r->at], e))
			return false;
	if (r->at < r->n)
		return true;
	r->phase = TITLES;
	return gather_titles(r, e);
}

/* The rows at hand. */
struct reading {
	struct refind *r;
	size_t start;       /* number of the first event of the segment */
	size_t left;        /* rows to read */
	uint64_t *untitled; /* rows whose name is in their text; or NULL */
	bool refused;       /* memory */
};

static bool
add_candidate(struct refind *r, uint32_t item, size_t event)
{
	if (r->ncandidates == r->cap) {
		size_t cap = r->cap > 0 ? 2 * r->cap : 64;
		struct candidate *p = realloc(r->candidate, cap * sizeof *p);

		if (p == NULL)
			return false;
		r->candidate = p;
		r->cap = cap;
	}
	r->candidate[r->ncandidates++] =
	    (struct candidate){ item, (uint32_t)event, 0 };
	return true;
}

/* The date of an item, as days. */
static bool
has_date(const struct refind *r, const struct kept_item *item, size_t event)
{
	struct date want, is = chronicle_date(r->c, event);

	if (!dates_parse(chronicle_dates(r->c), item->row.date, &want, NULL))
		return is.precision == DATE_NONE;
	return is.precision == want.precision &&
	       (is.precision == DATE_NONE ||
		   (is.first == want.first && is.last == want.last));
}

static void
offer(struct reading *read, uint32_t i, size_t event)
{
	struct refind *r = read->r;
	struct kept_item *item = &r->item[i];
	bool same = has_date(r, item, event);
	uint32_t *n = same ? &item->same : &item->similar;

	if (*n >= (same ? SAME_MAX : SIMILAR_MAX))
		return;
	++*n;
	if (!add_candidate(r, i, event))
		read->refused = true;
}

/* Offer the row to all that look for this title. */
static void
take_name(void *arg, size_t row, struct str cell)
{
	struct reading *read = arg;
	struct refind *r = read->r;
	uint64_t hash = ids_hash(trace_title(cell));
	size_t lo = 0, hi = r->ntitles;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->title[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < r->ntitles && r->title[lo].hash == hash; lo++)
		offer(read, r->title[lo].item, read->start + row);
}

static bool
take_title(void *arg, size_t row, struct str cell)
{
	struct reading *read = arg;

	if (read->untitled != NULL && str_trim(cell).n == 0)
		bitset_add(read->untitled, row);
	else
		take_name(arg, row, cell);
	return --read->left > 0;
}

/* Read names from a column; what has none is named by its text. */
static bool
read_names(struct refind *r, struct segment *s, size_t start, struct err *e)
{
	const int *role = chronicle_columns(r->c)->role;
	int title = role[ROLE_TITLE], text = role[ROLE_TEXT];
	struct reading read = { r, start, ROWS_STEP, NULL, false };
	bool ok;

	if (title < 0 && text < 0) {
		for (; r->row < s->n; r->row++)
			take_name(&read, r->row, str_of(""));
		return !read.refused || no_memory(e);
	}
	if (title >= 0 && text >= 0) {
		read.untitled = calloc(bitset_words(s->n), sizeof(uint64_t));
		if (read.untitled == NULL)
			return no_memory(e);
	}
	ok = segment_read_column(s, (size_t)(title >= 0 ? title : text),
	    &r->row, take_title, &read, e);
	if (ok && read.untitled != NULL && !bitset_empty(read.untitled, s->n))
		ok = segment_scan_column(
		    s, (size_t)text, read.untitled, take_name, &read, e);
	free(read.untitled);
	return ok && (!read.refused || no_memory(e));
}

static bool
step_titles(struct refind *r, struct err *e)
{
	struct segment *s;
	size_t start;

	if (r->ntitles == 0 || r->segment == chronicle_segments(r->c)) {
		r->phase = CANDIDATES;
		return true;
	}
	s = chronicle_segment(r->c, r->segment, &start);
	if (r->row < s->n && !read_names(r, s, start, e))
		return false;
	if (r->row >= s->n) {
		r->segment++;
		r->row = 0;
	}
	return true;
}

static int
by_score(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->event > y->event) - (x->event < y->event);
}

/* A better one may come as long as the chronicle is not complete. */
static bool
good_enough(const struct refind *r, const struct candidate *c)
{
	const struct kept_item *item = &r->item[c->item];
	bool date = (c->score & SAME_DATE) != 0;
	bool text = (c->score & SAME_TEXT) != 0;

	if (item->doubtful)
		return text && item->row.text != 0;
	if (date && text)
		return true;
	return r->complete && (date || (text && item->row.text != 0));
}

/* Each item gets its best candidate that is nobody else's. */
static bool
assign(struct refind *r, struct err *e)
{
	uint64_t *taken = calloc(bitset_words(r->count) + 1, sizeof *taken);

	if (taken == NULL)
		return no_memory(e);
	for (size_t i = 0; i < r->n; i++)
		if ((r->item[i].state == KEPT_FOUND ||
			r->item[i].state == KEPT_CHANGED) &&
		    !r->item[i].doubtful)
			bitset_add(taken, r->item[i].event);
	qsort(r->candidate, r->ncandidates, sizeof *r->candidate, by_score);
	for (size_t i = 0; i < r->ncandidates; i++) {
		const struct candidate *c = &r->candidate[i];
		struct kept_item *item = &r->item[c->item];

		if ((item->state != KEPT_SOUGHT && !item->doubtful) ||
		    bitset_has(taken, c->event) || !good_enough(r, c))
			continue;
		bitset_add(taken, c->event);
		settle(item, c->event, (c->score & SAME_TEXT) != 0);
	}
	free(taken);
	return true;
}

static void
give_up(struct refind *r)
{
	for (size_t i = 0; i < r->n; i++) {
		r->item[i].doubtful = false;
		if (r->item[i].state == KEPT_SOUGHT)
			r->item[i].state = KEPT_GONE;
	}
}

static bool
step_candidates(struct refind *r, struct err *e)
{
	size_t end = r->looked + ITEMS_STEP;
	bool same_title = false;

	for (; r->looked < r->ncandidates && r->looked < end; r->looked++) {
		struct candidate *c = &r->candidate[r->looked];

		c->score =
		    compare(r, c->event, &r->item[c->item].row, &same_title, e);
		if (c->score == 0)
			return false;
	}
	if (r->looked < r->ncandidates)
		return true;
	if (r->ncandidates > 0 && !assign(r, e))
		return false;
	if (r->complete)
		give_up(r);
	r->finished = true;
	return true;
}

bool
refind_step(struct refind *r, bool *done, struct err *e)
{
	bool ok;

	if (r->finished && refind_behind(r))
		begin(r);
	*done = r->finished;
	if (r->finished)
		return true;
	switch (r->phase) {
	case BY_ID:
		ok = step_ids(r, e);
		break;
	case TITLES:
		ok = step_titles(r, e);
		break;
	default:
		ok = step_candidates(r, e);
		break;
	}
	*done = r->finished && !refind_behind(r);
	return ok;
}
