/*
 * Values stand one behind another in a store; what an event has are numbers
 * of them, 16 bits each.  Of a list an event has several, so that there it is
 * known where those of each event end.
 */
#include "config.h"

#include "model/facet.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "model/ids.h"
#include "model/query_lex.h"
#include "model/segment.h"

#define SLICE 4096    /* rows of a step */
#define SLOTS 32768   /* a power of two, more than twice the values */
#define NAME_SHOWN 64 /* bytes of a name that a message shows */

_Static_assert(FACET_VALUES_MAX * 2 < SLOTS, "the table stays half empty");
_Static_assert(FACET_VALUES_MAX < UINT16_MAX, "a number has 16 bits");

struct value {
	uint32_t at, n; /* in the store */
	uint32_t total; /* events that have it */
	uint32_t last;  /* of them, + 1 */
};

struct facet {
	const struct chronicle *c;
	struct field field;
	struct value *value;
	size_t nvalues, value_cap;
	struct buf store;
	uint16_t *slot;   /* hash of values: their numbers, 0 is free */
	uint16_t *number; /* the values of the first event, the second, ... */
	size_t nnumbers, number_cap;
	uint32_t *end; /* by event: where its numbers end; NULL: no list */
	size_t end_cap;
	size_t looked;       /* events */
	size_t segment, row; /* the next to be read */
	uint16_t before;     /* the value that was read last */
	enum err_code failed;
};

struct facet *
facet_new(const struct chronicle *c, const struct field *field, struct err *e)
{
	struct facet *f = calloc(1, sizeof *f);
	uint16_t *slot = calloc(SLOTS, sizeof *slot);

	if (f == NULL || slot == NULL) {
		free(f);
		free(slot);
		err_set(e, ERR_MEMORY, "memory is used up");
		return NULL;
	}
	f->c = c;
	f->field = *field;
	f->slot = slot;
	f->nvalues = f->value_cap = 1;
	f->value = x_calloc(1, sizeof *f->value);
	return f;
}

void
facet_free(struct facet *f)
{
	if (f == NULL)
		return;
	x_free(f->value);
	buf_fini(&f->store);
	free(f->slot);
	free(f->number);
	free(f->end);
	free(f);
}

struct str
facet_value(const struct facet *f, size_t i)
{
	const struct value *v = &f->value[i];

	return (struct str){ v->n > 0 ? f->store.p + v->at : "", v->n };
}

/* ---- reading ------------------------------------------------------------ */

/* Append a value that is new; false if there are too many. */
static bool
add_value(struct facet *f, struct str s)
{
	if (f->nvalues > FACET_VALUES_MAX || s.n > FACET_BYTES_MAX - f->store.n)
		return false;
	if (f->nvalues == f->value_cap) {
		f->value_cap *= 2;
		f->value =
		    x_reallocarray(f->value, f->value_cap, sizeof *f->value);
	}
	f->value[f->nvalues++] =
	    (struct value){ (uint32_t)f->store.n, (uint32_t)s.n, 0, 0 };
	buf_add(&f->store, s.p, s.n);
	return true;
}

/* The number of a value, which may be new; false if there are too many. */
static bool
find_value(struct facet *f, struct str s, uint16_t *number)
{
	size_t i;

	/* Many files are sorted, and most have runs. */
	if (str_eq(facet_value(f, f->before), s)) {
		*number = f->before;
		return true;
	}
	i = (size_t)ids_hash(s) & (SLOTS - 1);
	while (f->slot[i] != 0 && !str_eq(facet_value(f, f->slot[i]), s))
		i = (i + 1) & (SLOTS - 1);
	if (f->slot[i] == 0) {
		if (!add_value(f, s))
			return false;
		f->slot[i] = (uint16_t)(f->nvalues - 1);
	}
	*number = f->before = f->slot[i];
	return true;
}

static bool
push_number(struct facet *f, uint16_t number)
{
	size_t cap = f->number_cap > 0 ? f->number_cap * 2 : SLICE;
	uint16_t *more;

	if (f->nnumbers == f->number_cap) {
		if (f->nnumbers > UINT32_MAX / 2)
			return false;
		more = realloc(f->number, cap * sizeof *more);
		if (more == NULL)
			return false;
		f->number = more;
		f->number_cap = cap;
	}
	f->number[f->nnumbers++] = number;
	return true;
}

/* Let the event at hand have a value, once. */
static void
give(struct facet *f, struct str s)
{
	uint32_t event = (uint32_t)f->looked + 1;
	uint16_t number = FACET_NONE;

	if (s.n > 0 && !find_value(f, s, &number)) {
		f->failed = ERR_USAGE;
		return;
	}
	if (f->value[number].last == event)
		return;
	f->value[number].last = event;
	f->value[number].total++;
	if (!push_number(f, number))
		f->failed = ERR_MEMORY;
}

static void
give_pieces(struct facet *f, struct str cell)
{
	size_t before = f->nnumbers;
	struct str rest = cell, piece;

	while (str_split(&rest, ';', &piece))
		if (piece.n > 0 && f->failed == ERR_NONE)
			give(f, piece);
	/* A field of nothing but semicolons is one value for a query, too. */
	if (f->nnumbers == before && f->failed == ERR_NONE)
		give(f, str_trim(cell));
}

static bool
read_cell(void *arg, size_t row, struct str cell)
{
	struct facet *f = arg;

	if (f->field.list) {
		give_pieces(f, cell);
		f->end[f->looked] = (uint32_t)f->nnumbers;
	} else {
		give(f, str_trim(cell));
	}
	f->looked++;
	return f->failed == ERR_NONE && (row + 1) % SLICE > 0;
}

/* Make room in end for the events of the chronicle. */
static bool
make_room(struct facet *f)
{
	size_t n = chronicle_count(f->c);
	uint32_t *end;

	if (!f->field.list || n <= f->end_cap)
		return true;
	end = realloc(f->end, n * sizeof *end);
	if (end == NULL)
		return false;
	f->end = end;
	f->end_cap = n;
	return true;
}

bool
facet_running(const struct facet *f)
{
	return f->looked < chronicle_count(f->c);
}

static bool
fail(const struct facet *f, enum err_code why, struct err *e)
{
	struct str name = facet_name(f);

	if (why != ERR_USAGE)
		return err_set(e, why, "memory is used up");
	return err_set(e, why, "%.*s has too many values",
	    (int)utf8_cut(name, NAME_SHOWN), name.p);
}

bool
facet_step(struct facet *f, struct err *e)
{
	struct segment *s;
	size_t start;

	if (!facet_running(f))
		return true;
	if (!make_room(f))
		return fail(f, ERR_MEMORY, e);
	s = chronicle_segment(f->c, f->segment, &start);
	if (!segment_read_column(
		s, (size_t)f->field.column, &f->row, read_cell, f, e))
		return false;
	if (f->failed != ERR_NONE)
		return fail(f, f->failed, e);
	if (f->row == s->n) {
		assert(f->looked == start + s->n);
		f->segment++;
		f->row = 0;
	}
	return true;
}

size_t
facet_looked(const struct facet *f)
{
	return f->looked;
}

struct str
facet_name(const struct facet *f)
{
	return str_trim(str_of(chronicle_columns(f->c)->name[f->field.column]));
}

size_t
facet_values(const struct facet *f)
{
	return f->nvalues;
}

/* ---- order and counts --------------------------------------------------- */

struct ranked {
	uint32_t number, total;
	struct str text;
};

static int
compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	size_t n = x->text.n < y->text.n ? x->text.n : y->text.n;
	int order;

	if ((x->number == FACET_NONE) != (y->number == FACET_NONE))
		return x->number == FACET_NONE ? 1 : -1;
	if (x->total != y->total)
		return x->total > y->total ? -1 : 1;
	order = memcmp(x->text.p, y->text.p, n);
	return order != 0 ? order
			  : (x->text.n > y->text.n) - (x->text.n < y->text.n);
}

size_t
facet_order(const struct facet *f, uint32_t *order)
{
	struct ranked *ranked = x_calloc(f->nvalues, sizeof *ranked);
	size_t n = 0;

	for (size_t i = 0; i < f->nvalues; i++)
		if (f->value[i].total > 0)
			ranked[n++] = (struct ranked){ (uint32_t)i,
				f->value[i].total, facet_value(f, i) };
	qsort(ranked, n, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < n; i++)
		order[i] = ranked[i].number;
	x_free(ranked);
	return n;
}

void
facet_count(const struct facet *f, const struct result *r, uint32_t *count)
{
	bool all = r->n == f->looked && !facet_running(f);

	for (size_t i = 0; i < f->nvalues; i++)
		count[i] = all ? f->value[i].total : 0;
	if (all)
		return;
	for (size_t i = 0; i < r->n; i++) {
		size_t event = result_event(r, i), at = event, end = event + 1;

		if (event >= f->looked)
			continue;
		if (f->field.list) {
			at = event > 0 ? f->end[event - 1] : 0;
			end = f->end[event];
		}
		for (; at < end; at++)
			count[f->number[at]]++;
	}
}

/* ---- asking ------------------------------------------------------------- */

/*
 * Of a list column="" would also find events with an empty piece among others.
 */
void
facet_ask(const struct facet *f, size_t i, struct buf *out)
{
	bool not_any = i == FACET_NONE && f->field.list;

	buf_adds(out, not_any ? "-" : "");
	field_print(
	    out, chronicle_columns(f->c), chronicle_map(f->c), &f->field);
	buf_adds(out, not_any ? ":*" : "=");
	if (!not_any)
		lex_quote(out, facet_value(f, i));
}
