/*
 * Each word has a number, and the rows are kept as these numbers one after
 * another: 4 bytes a word, written in a row.  When all are there, the words
 * are sorted, and the rows are dealt out to them as places.  So nothing grows
 * in many spots at once, and each list is written when it is complete.
 */
#include "config.h"

#include "model/postings.h"

#include "base/mem.h"
#include "model/wordtable.h"

#include <assert.h>
#include <stdlib.h>

#define BATCH 64 /* words that are looked up, or dealt out, at a time */
#define AHEAD 16 /* words that are fetched ahead */
#define MAIN '0' /* before each word, as FTS5 has it */
#define USUAL ((size_t)1 << 22) /* so many words are room for others, too */

/* What the rows are kept as: the number of a word, or one of these. */
#define COLOCATED                                                              \
	(UINT32_C(1) << 30)        /* and a number: where the last one is      \
				    */
#define COLUMN (UINT32_C(1) << 31) /* and its number: a column begins */
#define ROW UINT32_MAX             /* a row begins */

/* A place as one number, which are in order as places are. */
#define POSITION_BITS 26
#define COLUMN_BITS 11
#define ROW_BITS (64 - POSITION_BITS - COLUMN_BITS)

struct postings {
	struct word_table table;
	struct word_seek waiting[BATCH]; /* to be looked up */
	uint32_t flags[BATCH];           /* and COLOCATED, or 0 */
	size_t nwaiting;
	uint32_t *kept;
	size_t nkept, kept_cap;
	size_t nrows;
	/* To write: the order of the words, where the places of each end, the
	 * places, and those of a row as bytes. */
	uint32_t *order, *end;
	uint64_t *place;
	unsigned char *bytes;
	size_t order_cap, end_cap, place_cap, bytes_cap;
};

struct postings *
postings_new(void)
{
	struct postings *p = x_calloc(1, sizeof *p);

	word_table_init(&p->table);
	return p;
}

static void
fini(struct postings *p)
{
	word_table_fini(&p->table);
	free(p->kept);
	free(p->order);
	free(p->end);
	free(p->place);
	free(p->bytes);
}

void
postings_free(struct postings *p)
{
	if (p == NULL)
		return;
	fini(p);
	x_free(p);
}

void
postings_clear(struct postings *p)
{
	if (p->kept_cap > USUAL) {
		fini(p);
		*p = (struct postings){ .nrows = 0 };
		word_table_init(&p->table);
	}
	word_table_clear(&p->table);
	p->nwaiting = 0;
	p->nkept = 0;
	p->nrows = 0;
}

/* ---- gathering ---- */

/* Look up what waits, and keep it. */
static bool
look_up(struct postings *p)
{
	size_t n = p->nwaiting;

	if (!word_table_find(&p->table, p->waiting, n) ||
	    !mem_grow(&p->kept, &p->kept_cap, p->nkept + n, sizeof *p->kept))
		return false;
	for (size_t i = 0; i < n; i++)
		p->kept[p->nkept++] = p->waiting[i].number | p->flags[i];
	p->nwaiting = 0;
	return true;
}

/* Let something wait. */
static bool
await(struct postings *p, uint32_t flags, struct word_seek **seek)
{
	if (p->nwaiting == BATCH && !look_up(p))
		return false;
	p->flags[p->nwaiting] = flags;
	*seek = &p->waiting[p->nwaiting++];
	return true;
}

static bool
await_mark(struct postings *p, uint32_t mark)
{
	struct word_seek *seek;

	if (!await(p, 0, &seek))
		return false;
	seek->n = 0;
	seek->hash = 0;
	seek->number = mark;
	return true;
}

static bool
await_word(struct postings *p, const struct fold_token *t)
{
	struct word_seek *seek;

	if (!await(p, t->colocated ? COLOCATED : 0, &seek))
		return false;
	word_seek(&p->table, seek, t->text, t->n);
	return true;
}

bool
postings_row(struct postings *p)
{
	p->nrows++;
	assert(p->nrows >> ROW_BITS == 0);
	return await_mark(p, ROW);
}

bool
postings_add(struct postings *p, size_t column, struct fold_map *map,
    struct str text, size_t *places)
{
	struct fold_token t;
	struct fold f;

	assert(column >> COLUMN_BITS == 0);
	assert(text.n / 2 >> POSITION_BITS == 0); /* words have gaps */
	*places = 0;
	if (text.n == 0)
		return true;
	if (!await_mark(p, COLUMN | (uint32_t)column))
		return false;
	fold_init(&f, map, text);
	while (fold_next(&f, &t)) {
		if (!await_word(p, &t))
			return false;
		*places += !t.colocated;
	}
	return true;
}

/* ---- dealing out ---- */

static bool
is_word(uint32_t kept)
{
	return kept < COLUMN;
}

static uint32_t
number_of(uint32_t kept)
{
	return kept & ~COLOCATED;
}

/* Let p->end be where the places of each word begin, in the order of words;
 * dealing them out makes it where they end. */
static void
find_starts(struct postings *p)
{
	uint32_t start = 0;

	memset(p->end, 0, p->table.n * sizeof *p->end);
	for (size_t i = 0; i < p->nkept; i++) {
		if (is_word(p->kept[i]))
			p->end[number_of(p->kept[i])]++;
	}
	for (size_t i = 0; i < p->table.n; i++) {
		uint32_t *end = &p->end[p->order[i]];
		uint32_t n = *end;

		*end = start;
		start += n;
	}
}

/* Places that are dealt out together. */
struct deal {
	uint64_t place[BATCH];
	uint32_t number[BATCH];
	size_t n;
};

static void
deal(struct postings *p, struct deal *d)
{
	for (size_t i = 0; i < d->n; i++)
		MEM_FETCH(&p->end[d->number[i]]);
	for (size_t i = 0; i < d->n; i++)
		MEM_FETCH(&p->place[p->end[d->number[i]]]);
	for (size_t i = 0; i < d->n; i++)
		p->place[p->end[d->number[i]]++] = d->place[i];
	d->n = 0;
}

static void
deal_out(struct postings *p)
{
	uint64_t at = 0, row = 0; /* the next place, but for its row */
	struct deal d = { .n = 0 };

	for (size_t i = 0; i < p->nkept; i++) {
		uint32_t kept = p->kept[i];

		if (kept == ROW) {
			row += UINT64_C(1) << (64 - ROW_BITS);
			continue;
		}
		if (!is_word(kept)) {
			at = row | (uint64_t)(kept & ~COLUMN) << POSITION_BITS;
			continue;
		}
		d.number[d.n] = number_of(kept);
		d.place[d.n++] = (kept & COLOCATED) != 0 ? at - 1 : at++;
		if (d.n == BATCH)
			deal(p, &d);
	}
	deal(p, &d);
}

/* ---- writing ---- */

static size_t
row_of(uint64_t place)
{
	return (size_t)(place >> (64 - ROW_BITS));
}

static uint32_t
column_of(uint64_t place)
{
	return place >> POSITION_BITS & ((1U << COLUMN_BITS) - 1);
}

static uint32_t
position_of(uint64_t place)
{
	return place & ((1U << POSITION_BITS) - 1);
}

/*
 * Write n places of a row as bytes: for each the difference to the one before
 * and 2, before the first one of a column but 0 the byte 1 and the column.
 */
static size_t
print_places(const uint64_t *place, size_t n, unsigned char *out)
{
	uint32_t column = 0, last = 0;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (column_of(place[i]) != column) {
			column = column_of(place[i]);
			last = 0;
			out[k++] = 1;
			k += leaf_number_put(out + k, column);
		}
		k += leaf_number_put(out + k, position_of(place[i]) - last + 2);
		last = position_of(place[i]);
	}
	return k;
}

/* Write the places of a word, row by row. */
static bool
write_places(struct postings *p, const uint64_t *place, const uint64_t *end,
    struct leaf_writer *w)
{
	while (place < end) {
		size_t row = row_of(*place), n = 1;
		size_t most;

		while (place + n < end && row_of(place[n]) == row)
			n++;
		most = n * (1 + LEAF_NUMBER_MAX); /* at least LEAF_SLACK */
		if (most > p->bytes_cap &&
		    !mem_grow(&p->bytes, &p->bytes_cap, most, 1))
			return false;
		leaf_writer_row(
		    w, row, p->bytes, print_places(place, n, p->bytes));
		place += n;
	}
	return true;
}

static bool
write_words(struct postings *p, struct leaf_writer *w)
{
	char word[1 + FOLD_TOKEN_MAX] = { MAIN };
	const uint64_t *place = p->place;

	for (size_t i = 0; i < p->table.n; i++) {
		struct str text = word_table_at(&p->table, p->order[i]);
		const uint64_t *end = p->place + p->end[p->order[i]];

		if (i + AHEAD < p->table.n)
			word_table_fetch(&p->table, p->order[i + AHEAD]);
		memcpy(word + 1, text.p, text.n);
		leaf_writer_word(w, (struct str){ word, 1 + text.n });
		if (!write_places(p, place, end, w))
			return false;
		place = end;
	}
	return true;
}

bool
postings_write(struct postings *p, struct leaf_writer *w)
{
	size_t n;

	if (!look_up(p))
		return false;
	n = p->table.n;
	if (n == 0)
		return true;
	if (p->nkept > UINT32_MAX ||
	    !mem_grow(&p->order, &p->order_cap, n, sizeof *p->order) ||
	    !mem_grow(&p->end, &p->end_cap, n, sizeof *p->end) ||
	    !mem_grow(&p->place, &p->place_cap, p->nkept, sizeof *p->place) ||
	    !word_table_sort(&p->table, p->order))
		return false;
	find_starts(p);
	deal_out(p);
	return write_words(p, w);
}
