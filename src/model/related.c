/*
 * Each term is asked of one segment after another until it turns out to be
 * too common, which for most words of a language is in the first of them.
 * Events that have a value are found as a phrase and then read, because the
 * phrase may stand within a longer value.
 *
 * Weights are whole numbers, so that the answer is the same everywhere.
 */
#include "config.h"

#include "model/related.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "model/bitset.h"
#include "model/query_words.h"
#include "model/segment.h"

#define TERMS_MAX 96   /* that are asked for */
#define VALUES_MAX 32  /* of them actors and places */
#define TEXT_MAX 16384 /* bytes of a field that are looked at */

/* What a step may cost, and its parts, in microseconds as measured. */
enum { STEP_COST = 3000, MATCH_COST = 20, READ_COST = 2, HITS_PER_COST = 8 };

enum { FACTOR_WORD = 1, FACTOR_TITLE = 2, FACTOR_VALUE = 3 };

/* Something that the event has. */
struct term {
	size_t at, n; /* bytes of related.text: a folded word, or a value */
	int column;   /* of a value; -1: a word of title and text */
	unsigned factor;
	uint32_t *event; /* nevents that have it, in their order */
	size_t nevents, room;
	unsigned weight; /* 0: it says nothing */
};

struct candidate {
	uint32_t event;
	unsigned weight;
	int64_t days; /* between the two, INT64_MAX if one is undated */
};

struct related {
	const struct chronicle *c;
	size_t event;
	struct buf text; /* of the terms, each with a NUL behind it */
	struct term term[TERMS_MAX];
	size_t nterms;
	size_t at;                /* the term at hand */
	size_t segment;           /* the next one to be asked for it */
	struct query_words words; /* of the value at hand */
	uint64_t *set;            /* rows of a segment */
	size_t room;              /* rows for which it has bits */
	struct candidate best[RELATED_MAX];
	size_t nbest;
};

static bool
no_memory(struct err *e)
{
	return err_set(e, ERR_MEMORY, "memory is used up");
}

/* ---- what the event has ------------------------------------------------- */

static struct str
text_of(const struct related *r, const struct term *t)
{
	return (struct str){ r->text.p + t->at, t->n };
}

static void
add_term(struct related *r, struct str s, int column, unsigned factor)
{
	struct term *t = &r->term[r->nterms];

	for (size_t i = 0; i < r->nterms; i++)
		if (r->term[i].column == column &&
		    str_eq(text_of(r, &r->term[i]), s))
			return;
	if (r->nterms == TERMS_MAX)
		return;
	*t = (struct term){
		.at = r->text.n, .n = s.n, .column = column, .factor = factor
	};
	buf_add(&r->text, s.p, s.n);
	buf_addc(&r->text, '\0');
	r->nterms++;
}

/* The values of a list. */
static void
add_values(struct related *r, const struct record *rec, enum role role)
{
	const struct columns *cols = chronicle_columns(r->c);
	struct str list = record_role(rec, cols, role), piece;

	while (r->nterms < VALUES_MAX && str_split(&list, ';', &piece))
		if (piece.n > 0 && piece.n <= TEXT_MAX)
			add_term(r, piece, cols->role[role], FACTOR_VALUE);
}

/* Numbers and single letters say little about what an event is. */
static bool
is_telling(const struct fold_token *t)
{
	size_t digits = 0;

	while (
	    digits < t->n && t->text[digits] >= '0' && t->text[digits] <= '9')
		digits++;
	return digits < t->n && t->n > 1;
}

static void
add_words(struct related *r, const struct record *rec, enum role role,
    unsigned factor)
{
	struct str s = record_role(rec, chronicle_columns(r->c), role);
	struct fold_token t;
	struct fold f;

	s.n = utf8_cut(s, TEXT_MAX);
	fold_init(&f, chronicle_map(r->c), s);
	while (r->nterms < TERMS_MAX && fold_next(&f, &t))
		if (is_telling(&t))
			add_term(r, (struct str){ t.text, t.n }, -1, factor);
}

struct related *
related_new(const struct chronicle *c, size_t event, struct err *e)
{
	struct related *r = x_calloc(1, sizeof *r);
	struct record rec;

	r->c = c;
	r->event = event;
	record_init(&rec);
	if (!chronicle_record(c, event, &rec, e)) {
		related_free(r);
		r = NULL;
		goto out;
	}
	add_values(r, &rec, ROLE_ACTORS);
	add_values(r, &rec, ROLE_PLACES);
	add_words(r, &rec, ROLE_TITLE, FACTOR_TITLE);
	add_words(r, &rec, ROLE_TEXT, FACTOR_WORD);
out:
	record_fini(&rec);
	return r;
}

void
related_free(struct related *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->nterms; i++)
		free(r->term[i].event);
	query_words_fini(&r->words);
	buf_fini(&r->text);
	free(r->set);
	x_free(r);
}

/* ---- who else has it ---------------------------------------------------- */

/* What more events have says nothing. */
static size_t
common(const struct related *r)
{
	size_t most = chronicle_count(r->c) / 16 + 16;

	return most < RELATED_COMMON ? most : RELATED_COMMON;
}

/* The next term is at hand. */
static void
next_term(struct related *r)
{
	query_words_fini(&r->words);
	r->at++;
	r->segment = 0;
}

/* Nobody has to look at it any more. */
static void
drop_term(struct related *r)
{
	struct term *t = &r->term[r->at];

	free(t->event);
	t->event = NULL;
	t->nevents = t->room = 0;
	next_term(r);
}

static bool
make_room(struct related *r, size_t rows, struct err *e)
{
	uint64_t *set;

	if (rows > r->room) {
		set = realloc(r->set, bitset_words(rows) * sizeof *set);
		if (set == NULL)
			return no_memory(e);
		r->set = set;
		r->room = rows;
	}
	bitset_clear(r->set, rows);
	return true;
}

/* Find the rows that have the words of the term at hand. */
static bool
match(struct related *r, struct segment *s, size_t *count, struct err *e)
{
	const struct columns *cols = chronicle_columns(r->c);
	const struct term *t = &r->term[r->at];
	const char *text = r->text.p + t->at;
	int column[2] = { t->column, -1 };
	struct segment_term asked = { .column = column, .ncolumns = 1 };

	if (t->column >= 0) {
		if (r->segment == 0 &&
		    !query_words_fold(&r->words, chronicle_map(r->c),
			(struct str){ text, t->n }, NULL))
			return true; /* a value of too many words */
		asked.word = (const char *const *)r->words.word;
		asked.nwords = r->words.n;
	} else {
		column[0] = cols->role[ROLE_TITLE];
		column[1] = cols->role[ROLE_TEXT];
		asked.ncolumns = 2;
		asked.word = &text;
		asked.nwords = 1;
	}
	return asked.nwords == 0 || segment_match(s, &asked, r->set, count, e);
}

/* What show_value() looks for, and where it takes out who has it not. */
struct check {
	struct str value;
	uint64_t *set;
};

static void
check_value(void *arg, size_t row, struct str cell)
{
	struct check *check = arg;
	struct str piece;

	while (str_split(&cell, ';', &piece))
		if (str_eq(piece, check->value))
			return;
	check->set[row / 64] &= ~(UINT64_C(1) << row % 64);
}

/* Leave the rows that have the value and not only its words. */
static bool
check_values(struct related *r, struct segment *s, struct err *e)
{
	struct term *t = &r->term[r->at];
	struct check check = { text_of(r, t), r->set };

	return segment_scan_column(
	    s, (size_t)t->column, r->set, check_value, &check, e);
}

static bool
keep_event(struct term *t, size_t event, struct err *e)
{
	size_t room = t->room > 0 ? 2 * t->room : 8;
	uint32_t *more;

	if (t->nevents == t->room) {
		more = realloc(t->event, room * sizeof *more);
		if (more == NULL)
			return no_memory(e);
		t->event = more;
		t->room = room;
	}
	t->event[t->nevents++] = (uint32_t)event;
	return true;
}

static bool
keep_events(struct related *r, size_t start, size_t rows, struct err *e)
{
	for (size_t i = 0; i < rows; i++) {
		if (i % 64 == 0 && r->set[i / 64] == 0)
			i += 63;
		else if (bitset_has(r->set, i) &&
			 !keep_event(&r->term[r->at], start + i, e))
			return false;
	}
	return true;
}

/* Ask the next segment for the term at hand, and add what that cost. */
static bool
ask(struct related *r, unsigned *cost, struct err *e)
{
	struct term *t = &r->term[r->at];
	size_t start, count = 0;
	struct segment *s = chronicle_segment(r->c, r->segment, &start);

	if (!make_room(r, s->n, e) || !match(r, s, &count, e))
		return false;
	*cost += MATCH_COST + (unsigned)(count / HITS_PER_COST);
	if (t->nevents + count > common(r)) {
		drop_term(r);
		return true;
	}
	if (t->column >= 0 && count > 0) {
		*cost += MATCH_COST + READ_COST * (unsigned)count;
		if (!check_values(r, s, e))
			return false;
	}
	if (count > 0 && !keep_events(r, start, s->n, e))
		return false;
	if (++r->segment == chronicle_segments(r->c))
		next_term(r);
	return true;
}

/* ---- what that comes to ------------------------------------------------- */

/* log2(all / n) in 256ths; 0 < n <= all. */
static unsigned
rarity(size_t n, size_t all)
{
	uint64_t x = ((uint64_t)all << 16) / n; /* 16 bits behind the point */
	unsigned log = 0;

	for (; x >= UINT64_C(2) << 16; x >>= 1)
		log += 256;
	for (unsigned bit = 128; bit > 0; bit /= 2) {
		x = x * x >> 16;
		if (x >= UINT64_C(2) << 16) {
			x >>= 1;
			log += bit;
		}
	}
	return log;
}

/* Weigh the terms, and put the rarest first; how many that are. */
static size_t
choose_terms(struct related *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nterms; i++) {
		struct term *t = &r->term[i];

		if (t->nevents > 1) /* the event itself is one of them */
			t->weight = t->factor *
				    rarity(t->nevents, chronicle_count(r->c));
	}
	for (; n < RELATED_TERMS && n < r->nterms; n++) {
		size_t best = n;
		struct term t;

		for (size_t i = n + 1; i < r->nterms; i++)
			if (r->term[i].weight > r->term[best].weight)
				best = i;
		if (r->term[best].weight == 0)
			break;
		t = r->term[best];
		r->term[best] = r->term[n];
		r->term[n] = t;
	}
	return n;
}

static int64_t
days_between(const struct related *r, size_t event)
{
	const struct events *ev = chronicle_events(r->c);
	struct date a = events_date(ev, r->event);
	struct date b = events_date_once(ev, event);
	int64_t days = (int64_t)date_key(&a) - date_key(&b);

	if (a.precision == DATE_NONE || b.precision == DATE_NONE)
		return INT64_MAX;
	return days < 0 ? -days : days;
}

static bool
is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->weight != b->weight)
		return a->weight > b->weight;
	return a->days < b->days; /* they come in the order of their numbers */
}

static void
take_candidate(struct related *r, uint32_t event, unsigned weight)
{
	struct candidate c = { event, weight, 0 };
	size_t i = r->nbest;

	/* Most are not good enough, and their dates need not be fetched. */
	if (i == RELATED_MAX && weight < r->best[i - 1].weight)
		return;
	c.days = days_between(r, event);
	if (i == RELATED_MAX && !is_better(&c, &r->best[--i]))
		return;
	for (; i > 0 && is_better(&c, &r->best[i - 1]); i--)
		r->best[i] = r->best[i - 1];
	r->best[i] = c;
	r->nbest += r->nbest < RELATED_MAX;
}

/* Go through what the first n terms found, event by event. */
static void
add_up(struct related *r, size_t n)
{
	size_t at[RELATED_TERMS] = { 0 };
	uint32_t event = 0;

	while (event != UINT32_MAX) {
		uint32_t next = UINT32_MAX;
		unsigned weight = 0;

		for (size_t i = 0; i < n; i++) {
			const struct term *t = &r->term[i];

			if (at[i] < t->nevents && t->event[at[i]] == event) {
				weight += t->weight;
				at[i]++;
			}
			if (at[i] < t->nevents && t->event[at[i]] < next)
				next = t->event[at[i]];
		}
		if (weight > 0 && event != r->event)
			take_candidate(r, event, weight);
		event = next;
	}
}

static void
finish(struct related *r)
{
	size_t all = chronicle_count(r->c);
	unsigned least = FACTOR_TITLE * rarity(1, all);

	add_up(r, choose_terms(r));
	if (r->nbest > 0 && r->best[0].weight / 3 > least)
		least = r->best[0].weight / 3;
	while (r->nbest > 0 && r->best[r->nbest - 1].weight < least)
		r->nbest--;
}

bool
related_step(struct related *r, bool *done, struct err *e)
{
	unsigned cost = 0;

	while (r->at < r->nterms && cost < STEP_COST) {
		if (!ask(r, &cost, e)) {
			r->at = r->nterms;
			return false;
		}
	}
	*done = r->at == r->nterms;
	if (*done && r->nbest == 0)
		finish(r);
	return true;
}

size_t
related_count(const struct related *r)
{
	return r->nbest;
}

size_t
related_at(const struct related *r, size_t i)
{
	return r->best[i].event;
}
