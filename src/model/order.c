/*
 * Each event has a number to be sorted by.  Where that is not enough to tell
 * events apart (the first bytes of a text), these are sorted again among
 * themselves by the next one, and so on: round after round, of ever fewer
 * events.
 *
 * In a round the stages follow one another, each in pieces.
 */
#include "config.h"

#include "model/order.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/bitset.h"
#include "model/date_columns.h"
#include "model/radix.h"
#include "model/rank.h"
#include "model/segment.h"
#include "model/sortkey.h"

/* What a step may cost, where 1 is to look at a row (a microsecond or less).*/
#define STEP_COST 4096
#define ITEMS_FOR_1 64  /* items that are moved for that */
#define BYTES_FOR_1 512 /* bytes of a cell that are read for that */
#define PIECE_COST 16   /* to start reading costs as much */

/* Rows are looked up one by one if fewer than one in so many is asked for, as
 * each costs so much more. */
#define SPARSE 8

#define ROUNDS (ORDER_BYTES / 8)

enum stage { STAGE_ITEMS, STAGE_RANK, STAGE_KEYS, STAGE_SORT, STAGE_SPLIT };

struct order {
	const struct chronicle *c;
	struct order_by by;
	size_t nevents, nsegments; /* of the chronicle, at the start */
	struct order_list list;    /* in the making; by date at the start */
	enum stage stage;
	size_t at; /* how far the stage is: items, segments */
	size_t row;
	size_t left; /* of what the step may cost */
	size_t round;
	uint64_t flip; /* that turns keys round */
	struct radix_item *item, *room;
	size_t n;       /* items of the round */
	uint32_t *slot; /* by event: its item + 1, or 0 */
	struct radix radix;
	struct sortkey key;
	/* How the column writes dates, of which it may be told another one
	 * while this goes on; and the version of that. */
	struct dates written;
	unsigned version;
	size_t kept, run, line; /* of STAGE_SPLIT, see there */
	struct rank *rank;
	uint64_t *within; /* the events, for rank */
};

/* ---- lists ---- */

void
order_list_init(struct order_list *l)
{
	*l = (struct order_list){ NULL, 0, 0 };
}

void
order_list_fini(struct order_list *l)
{
	free(l->event);
	order_list_init(l);
}

bool
order_list_find(const struct order_list *l, size_t event, size_t *place)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->event[i] == event) {
			*place = i;
			return true;
		}
	return false;
}

/* ---- beginning ---- */

static bool
copy_result(struct order *o, const struct result *r)
{
	o->list.event = malloc((r->n + 1) * sizeof *o->list.event);
	if (o->list.event == NULL)
		return false;
	for (size_t i = 0; i < r->n; i++)
		o->list.event[i] = result_event(r, i);
	o->list.n = r->n;
	o->list.dated = o->by.kind == ORDER_DATE ? r->dated : r->n;
	return true;
}

/* The order of reading from its end, but what is undated last. */
static void
turn_round(struct order_list *l)
{
	for (size_t i = 0, j = l->dated; i + 1 < j; i++) {
		uint32_t event = l->event[i];

		l->event[i] = l->event[--j];
		l->event[j] = event;
	}
}

/* Learn how the column writes dates. */
static void
learn_dates(struct order *o)
{
	const struct dates *written =
	    chronicle_column_dates(o->c, (size_t)o->by.column, &o->version);

	o->key.written = NULL;
	if (written == NULL)
		return;
	o->written = *written;
	o->key.written = &o->written;
}

static bool
prepare_rank(struct order *o, const struct order_setup *setup, struct err *e)
{
	o->within = calloc(bitset_words(o->nevents) + 1, sizeof *o->within);
	if (o->within == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	o->rank = rank_new(setup->query, setup->nqueries, o->c, o->within, e);
	return o->rank != NULL;
}

static bool
prepare(struct order *o, const struct order_setup *setup, struct err *e)
{
	bool ok = copy_result(o, setup->result);

	if (ok && o->by.kind == ORDER_DATE) {
		if (o->by.reverse)
			turn_round(&o->list);
		return true;
	}
	if (ok) {
		o->n = o->list.n;
		o->item = malloc((o->n + 1) * sizeof *o->item);
		o->room = malloc((o->n + 1) * sizeof *o->room);
		o->slot = calloc(o->nevents + 1, sizeof *o->slot);
	}
	if (o->item == NULL || o->room == NULL || o->slot == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	if (o->by.kind == ORDER_COLUMN)
		learn_dates(o);
	return o->by.kind != ORDER_RANK || prepare_rank(o, setup, e);
}

struct order *
order_new(const struct order_setup *setup, struct err *e)
{
	struct order *o = calloc(1, sizeof *o);

	if (o == NULL) {
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	o->c = setup->chronicle;
	o->by = setup->by;
	o->nevents = chronicle_count(o->c);
	o->nsegments = chronicle_segments(o->c);
	o->flip = o->by.reverse ? UINT64_MAX : 0;
	o->key.map = chronicle_map(o->c);
	if (!prepare(o, setup, e)) {
		order_free(o);
		return NULL;
	}
	return o;
}

void
order_free(struct order *o)
{
	if (o == NULL)
		return;
	rank_free(o->rank);
	order_list_fini(&o->list);
	free(o->item);
	free(o->room);
	free(o->slot);
	free(o->within);
	free(o);
}

static void
use(struct order *o, size_t cost)
{
	o->left -= cost < o->left ? cost : o->left;
}

/* The end of the next piece of n items, of which o->at are done. */
static size_t
piece(struct order *o, size_t n)
{
	size_t end = o->at + o->left * ITEMS_FOR_1;

	if (end > n)
		end = n;
	use(o, (end - o->at) / ITEMS_FOR_1 + 1);
	return end;
}

static void
enter(struct order *o, enum stage stage)
{
	o->stage = stage;
	o->at = o->row = 0;
}

/* ---- items ---- */

/* Make an item for each event, and let each event know it. */
static void
make_items(struct order *o)
{
	size_t end = piece(o, o->n);

	for (; o->at < end; o->at++) {
		struct radix_item *item = &o->item[o->at];

		if (o->round == 0)
			*item =
			    (struct radix_item){ 0, 0, o->list.event[o->at] };
		if (o->by.kind == ORDER_FILE)
			item->key = o->flip ^ (uint64_t)item->event << 8;
		o->slot[item->event] = (uint32_t)o->at + 1;
		if (o->within != NULL)
			bitset_add(o->within, item->event);
	}
	if (o->at == o->n)
		enter(o, o->by.kind == ORDER_FILE   ? STAGE_SORT
			 : o->by.kind == ORDER_RANK ? STAGE_RANK
						    : STAGE_KEYS);
}

/* ---- keys ---- */

/*
 * The best first, so the bits of a score turned round; those of a float that
 * is not below 0 compare as it does.
 */
static void
take_scores(struct order *o)
{
	const float *score = rank_scores(o->rank);
	size_t end = piece(o, o->n);

	for (; o->at < end; o->at++) {
		uint32_t bits;

		memcpy(&bits, &score[o->item[o->at].event], sizeof bits);
		o->item[o->at].key = (uint64_t)~bits << 8;
	}
	if (o->at == o->n)
		enter(o, STAGE_SORT);
}

static bool
rank_more(struct order *o, struct err *e)
{
	bool done;

	if (!rank_step(o->rank, &o->left, &done, e))
		return false;
	if (done)
		enter(o, STAGE_KEYS);
	return true;
}

static uint64_t
make_key(struct order *o, struct str cell)
{
	uint64_t key = SORTKEY_NONE;

	if (cell.n > 0)
		key = sortkey_make(&o->key, cell, o->round);
	return key != SORTKEY_NONE ? o->flip ^ key : key;
}

static bool
take_cell(void *arg, size_t row, struct str cell)
{
	struct order *o = arg;
	size_t start;
	uint32_t slot;

	(void)chronicle_segment(o->c, o->at, &start);
	slot = o->slot[start + row];
	use(o, 1);
	if (o->key.written != NULL)
		date_columns_learn(chronicle_date_columns(o->c),
		    (size_t)o->by.column, start + row, cell);
	if (slot == 0)
		return o->left > 0;
	use(o, cell.n / BYTES_FOR_1);
	o->item[slot - 1].key = make_key(o, str_trim(cell));
	return o->left > 0;
}

static void
take_sparse_cell(void *arg, size_t row, struct str cell)
{
	use(arg, SPARSE - 1);
	(void)take_cell(arg, row, cell);
}

/* How many of the n rows from event start on have an item. */
static size_t
count_rows(const struct order *o, size_t start, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += o->slot[start + i] != 0;
	return count;
}

/* Read the rows of a segment that have an item, from o->row on, but no more
 * than the step has room for. */
static bool
read_some(struct order *o, struct segment *s, size_t start, struct err *e)
{
	size_t room = o->left / SPARSE + 1;
	uint64_t *set = calloc(bitset_words(s->n) + 1, sizeof *set);
	bool ok;

	if (set == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	for (; o->row < s->n && room > 0; o->row++)
		if (o->slot[start + o->row] != 0) {
			bitset_add(set, o->row);
			room--;
		}
	ok = segment_scan_column(
	    s, (size_t)o->by.column, set, take_sparse_cell, o, e);
	free(set);
	return ok;
}

/* Read what is wanted of the segment at hand, or a piece of it. */
static bool
read_segment(struct order *o, struct err *e)
{
	size_t start, count;
	struct segment *s = chronicle_segment(o->c, o->at, &start);
	bool ok = true;

	use(o, PIECE_COST);
	count = count_rows(o, start, s->n);
	if (count == 0)
		o->row = s->n;
	else if (count <= s->n / SPARSE)
		ok = read_some(o, s, start, e);
	else
		ok = segment_read_column(
		    s, (size_t)o->by.column, &o->row, take_cell, o, e);
	if (o->row == s->n) {
		o->row = 0;
		o->at++;
	}
	return ok;
}

/* All cells were seen: do they show that dates were misread? */
static bool
misread(struct order *o)
{
	unsigned was = o->version;

	if (o->key.written != NULL)
		(void)date_columns_settle(
		    chronicle_date_columns(o->c), (size_t)o->by.column);
	learn_dates(o);
	return o->version != was;
}

static bool
read_keys(struct order *o, struct err *e)
{
	if (o->at < o->nsegments)
		return read_segment(o, e);
	if (o->round == 0 && (sortkey_settle(&o->key) || misread(o)))
		enter(o, STAGE_KEYS);
	else
		enter(o, STAGE_SORT);
	return true;
}

static bool
make_keys(struct order *o, struct err *e)
{
	if (o->by.kind == ORDER_COLUMN)
		return read_keys(o, e);
	take_scores(o);
	return true;
}

/* ---- sorting ---- */

static void
sort(struct order *o)
{
	size_t most = o->left * ITEMS_FOR_1;

	if (o->at == 0)
		radix_start(&o->radix, o->item, o->room, o->n);
	o->at = 1;
	use(o, (o->n < most ? o->n : most) / ITEMS_FOR_1 + 1);
	if (radix_step(&o->radix, most))
		enter(o, STAGE_SPLIT);
}

/* ---- what is to be told apart yet ---- */

/* May more of the cell tell it from others with the same key? */
static bool
goes_on(const struct order *o, const struct radix_item *item)
{
	return item->key != SORTKEY_NONE && ((item->key ^ o->flip) & 0xFF) != 0;
}

static bool
is_same(const struct radix_item *a, const struct radix_item *b)
{
	return a->group == b->group && a->key == b->key;
}

/*
 * Put each event on its line, and keep the items of the next round: runs of
 * the same key that may go on.  The lines of a group are one after another
 * from line `group` on; the group of a run is its first line.
 */
static void
split(struct order *o)
{
	const struct radix_item *item = o->radix.from;
	size_t end = piece(o, o->n);

	for (; o->at < end; o->at++) {
		const struct radix_item *now = &item[o->at];
		bool first = o->at == 0 || !is_same(now - 1, now);
		bool last = o->at + 1 == o->n || !is_same(now, now + 1);

		if (o->at == 0 || now[-1].group != now->group)
			o->line = now->group;
		if (first)
			o->run = o->line;
		o->list.event[o->line++] = now->event;
		if ((!first || !last) && goes_on(o, now))
			o->radix.to[o->kept++] = (struct radix_item){ 0,
				(uint32_t)o->run, now->event };
	}
}

/* After split(): begin another round; true if none is needed. */
static bool
is_sorted(struct order *o)
{
	if (o->at < o->n)
		return false;
	o->item = o->radix.to;
	o->room = o->radix.from;
	o->n = o->kept;
	o->kept = 0;
	if (o->n == 0 || ++o->round == ROUNDS)
		return true;
	memset(o->slot, 0, o->nevents * sizeof *o->slot);
	enter(o, STAGE_ITEMS);
	return false;
}

/* Do a piece of the stage; *done: it was the last stage. */
static bool
work(struct order *o, bool *done, struct err *e)
{
	switch (o->stage) {
	case STAGE_ITEMS:
		make_items(o);
		return true;
	case STAGE_RANK:
		return rank_more(o, e);
	case STAGE_KEYS:
		return make_keys(o, e);
	case STAGE_SORT:
		sort(o);
		return true;
	case STAGE_SPLIT:
		split(o);
		*done = is_sorted(o);
		return true;
	}
	return true;
}

bool
order_step(struct order *o, bool *done, struct err *e)
{
	*done = o->by.kind == ORDER_DATE || o->list.n == 0;
	o->left = STEP_COST;
	while (o->left > 0 && !*done)
		if (!work(o, done, e))
			return false;
	return true;
}

void
order_take(struct order *o, struct order_list *list)
{
	*list = o->list;
	order_list_init(&o->list);
}
