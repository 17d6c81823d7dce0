#include "config.h"

#include "model/related.h"

#include <math.h>

#include "base/buf.h"
#include "base/mem.h"
#include "unit/made.h"
#include "unit/refusing.h"

static struct chronicle *c;
static struct buf said;

static void
setup(void)
{
	c = NULL;
	buf_init(&said);
}

static void
teardown(void)
{
	buf_fini(&said);
	chronicle_free(c);
}

/* A job for event n that is done. */
static struct related *
find(size_t n)
{
	struct err e = { .code = ERR_NONE };
	struct related *r = related_new(c, n, &e);
	bool done = false;

	ck_assert_msg(r != NULL, "%s", e.text);
	while (!done)
		ck_assert_msg(related_step(r, &done, &e), "%s", e.text);
	return r;
}

/* The numbers of what is related to event n, the first line of a file is 1. */
static const char *
related(size_t n)
{
	struct related *r = find(n - 1);

	buf_clear(&said);
	for (size_t i = 0; i < related_count(r); i++)
		buf_addf(
		    &said, "%s%zu", i > 0 ? " " : "", related_at(r, i) + 1);
	related_free(r);
	return buf_cstr(&said);
}

/* Events that have nothing in common with any other. */
#define OTHERS                                                                 \
	",rain\n,snow\n,hail\n,wind\n,sun\n,ice\n,fog\n,dew\n,frost\n"         \
	",heat\n,storm\n,mist\n,flood\n,sleet\n,calm\n,gale\n,haze\n"          \
	",smog\n,mud\n,dust\n"

START_TEST(rare_things_in_common_are_what_counts)
{
	c = made_chronicle("date,title,text,actors,places\n"
			   "1900,Bridge opens,,Ann;Town,Northport\n" /* 1 */
			   "1910,School built,,Town,Northport\n"     /* 2 */
			   "1920,Picture painted,,Ann,\n"            /* 3 */
			   "1930,Bridge falls,,Bob,Northport\n"      /* 4 */
			   "1940,Shop closed,,Town,Northport\n"      /* 5 */
			   "1950,Leaving,,Anna Ann;New Town,\n"      /* 6 */
			   "1960,Arrival,Near the bridge.,Cid,\n"    /* 7 */
	    OTHERS,
	    "");
	/*
	 * Of 27 events, in 256ths of bits: 4 shares a word of the title (3)
	 * and a place (4), 2 and 5 an actor (3) and a place, 3 an actor (2);
	 * the one with longer names (6) none, and 7 only one word.
	 */
	ck_assert_str_eq(related(1), "2 5 4 3");
	ck_assert_str_eq(related(3), "1");
	ck_assert_str_eq(related(6), "");
	ck_assert_str_eq(related(8), "");
}
END_TEST

START_TEST(words_are_enough)
{
	c = made_chronicle("date,title,text\n"
			   ",A comet seen,It frightens shepherds.\n"
			   ",Shepherds flee,Wolves came down.\n"
			   ",Nobody,A quiet year.\n"
			   ",A comet again,Shepherds know it.\n"
			   ",Shepherds sing,\n" OTHERS,
	    "");
	ck_assert_str_eq(related(1), "4");
	ck_assert_str_eq(related(4), "1");
	ck_assert_str_eq(related(3), "");
}
END_TEST

START_TEST(of_equals_those_near_in_time_come_first)
{
	c = made_chronicle("date,title,actors\n"
			   "1950,,Ann\n" /* 1 */
			   "1900,,Ann\n" /* 2 */
			   ",,Ann\n"     /* 3 */
			   "1951,,Ann\n" /* 4 */
			   "1949,,Ann\n" /* 5, as near as 4 */
			   "1800,,Ann\n" /* 6 */
			   "1700,,Ann\n" /* 7 */
	    OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS
		OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS OTHERS
			   "",
	    "");
	ck_assert_str_eq(related(1), "4 5 2 6 7");
	ck_assert_str_eq(related(7), "6 2 5 1 4");
	/* Nothing is near what has no date. */
	ck_assert_str_eq(related(3), "1 2 4 5 6");
}
END_TEST

START_TEST(one_event_has_nobody)
{
	c = made_chronicle("title,actors\nAlone,Ann\n", "");
	ck_assert_str_eq(related(1), "");
}
END_TEST

START_TEST(numbers_and_letters_say_nothing)
{
	c = made_chronicle("title\n1999 a\n1999 a\n", "");
	ck_assert_str_eq(related(1), "");
}
END_TEST

/* ---- against a plain count ---------------------------------------------- */

static uint32_t seed;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* What an event has, as one would write it down: at most 16 things, so that
 * all of them are weighed. */
enum { NOUNS = 150, NAMES = 60, THINGS = NOUNS + 2 * NAMES, EVENTS_MAX = 300 };

struct plain {
	int title, text[4];
	int actor, place;
};

static struct plain event[EVENTS_MAX];
static size_t nevents;

static void
make(size_t n)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "date,title,text,actors,places\n");
	nevents = n;
	for (size_t i = 0; i < n; i++) {
		struct plain *p = &event[i];
		/* What comes early in a list comes often. */
		int most = 1 + (int)below(NOUNS);

		p->title = (int)below((uint32_t)most);
		p->actor = (int)below(1 + below(NAMES));
		p->place = (int)below(1 + below(NAMES));
		buf_addf(&csv, "%u,noun%dx,", 1000 + below(900), p->title);
		for (size_t k = 0; k < LENGTH(p->text); k++) {
			p->text[k] = (int)below((uint32_t)most);
			buf_addf(&csv, "noun%dx ", p->text[k]);
		}
		buf_addf(
		    &csv, ",Mr Who %d;,\"Place, %d\"\n", p->actor, p->place);
	}
	chronicle_free(c);
	c = made_chronicle(buf_cstr(&csv), "");
	buf_fini(&csv);
}

static bool
has_noun(const struct plain *p, int noun)
{
	bool has = p->title == noun;

	for (size_t k = 0; k < LENGTH(p->text); k++)
		has = has || p->text[k] == noun;
	return has;
}

static bool
has(const struct plain *p, int thing)
{
	if (thing < NOUNS)
		return has_noun(p, thing);
	if (thing < NOUNS + NAMES)
		return p->actor == thing - NOUNS;
	return p->place == thing - NOUNS - NAMES;
}

/* What a thing that event i has weighs for it. */
static double
weight(size_t i, int thing)
{
	size_t most = nevents / 16 + 16, n = 0;

	for (size_t k = 0; k < nevents; k++)
		n += has(&event[k], thing);
	if (most > RELATED_COMMON)
		most = RELATED_COMMON;
	if (!has(&event[i], thing) || n < 2 || n > most)
		return 0;
	return log2((double)nevents / (double)n) * (thing >= NOUNS ? 3
						       : event[i].title == thing
							   ? 2
							   : 1);
}

static double
score(size_t i, size_t other)
{
	double sum = 0;

	for (int thing = 0; thing < THINGS; thing++)
		if (has(&event[other], thing))
			sum += weight(i, thing);
	return sum;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

/* What is found for event i is as good as what a plain count finds. */
static void
check(size_t i)
{
	const double near = 0.1; /* weights are 256ths, a dozen are added */
	double all[EVENTS_MAX], least;
	struct related *r = find(i);
	size_t n = 0, found = related_count(r);

	for (size_t k = 0; k < nevents; k++)
		if (k != i)
			all[n++] = score(i, k);
	qsort(all, n, sizeof all[0], by_size);
	least = fmax(all[0] / 3, 2 * log2((double)nevents));
	ck_assert_uint_le(found, RELATED_MAX);
	for (size_t k = 0; k < found; k++) {
		size_t at = related_at(r, k);

		ck_assert_uint_ne(at, i);
		ck_assert_uint_lt(at, nevents);
		ck_assert_msg(fabs(score(i, at) - all[k]) < near,
		    "event %zu of %zu, rank %zu is %zu: %f, not %f", i, nevents,
		    k, at, score(i, at), all[k]);
		ck_assert(all[k] > least - near);
		for (size_t before = 0; before < k; before++)
			ck_assert_uint_ne(at, related_at(r, before));
	}
	if (found < RELATED_MAX && found < n)
		ck_assert(all[found] < least + near);
	related_free(r);
}

START_TEST(as_a_plain_count_finds_it)
{
	size_t found = 0;

	seed = (uint32_t)_i + 1;
	make(20 + below(EVENTS_MAX - 20));
	for (size_t i = 0; i < nevents; i++) {
		struct related *r = find(i);

		found += related_count(r);
		related_free(r);
		check(i);
	}
	ck_assert_uint_gt(found, nevents); /* there was something to check */
}
END_TEST

START_TEST(the_same_is_found_again)
{
	char *first;

	seed = 7;
	make(EVENTS_MAX);
	first = x_strdup(related(5));
	for (int i = 0; i < 3; i++) {
		(void)related(1 + (size_t)i);
		ck_assert_str_eq(related(5), first);
	}
	x_free(first);
}
END_TEST

/* Nothing is asked for that would take long: what all have is passed over, in
 * few steps. */
START_TEST(what_is_common_is_passed_over)
{
	struct buf csv = BUF_INIT;
	struct err e = { .code = ERR_NONE };
	struct related *r;
	bool done = false;
	int steps = 0;

	buf_adds(&csv, "title,actors\n");
	for (int i = 0; i < 30000; i++)
		buf_addf(&csv, "The usual report %s,%s\n",
		    i % 10000 == 0 ? "of a comet" : "",
		    i < 3000 ? "Everybody" : "Nobody");
	c = made_chronicle(buf_cstr(&csv), "");
	buf_fini(&csv);
	r = related_new(c, 0, &e);
	ck_assert(r != NULL);
	for (; !done; steps++)
		ck_assert(related_step(r, &done, &e));
	ck_assert_int_le(steps, 8);
	ck_assert_uint_eq(related_count(r), 2);
	ck_assert_uint_eq(related_at(r, 0), 10000);
	ck_assert_uint_eq(related_at(r, 1), 20000);
	related_free(r);
}
END_TEST

START_TEST(hostile_events_are_looked_at_in_part)
{
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "title,text,actors,places\n\"");
	for (int i = 0; i < 5000; i++)
		buf_addf(&csv, "w%dx ", i);
	buf_adds(&csv, "\",\"\xff\xfe\xc3 \t\x01");
	for (int i = 0; i < 200000; i++)
		buf_adds(&csv, "long ");
	buf_adds(&csv, "\",\"");
	for (int i = 0; i < 5000; i++)
		buf_addf(&csv, "Actor %d;", i);
	buf_adds(&csv, "\",\";;; ; ???;\"\nother,,Actor 1,\n");
	for (int i = 0; i < 20; i++)
		buf_adds(&csv, "else,,,\n");
	c = made_chronicle(buf_cstr(&csv), "");
	buf_fini(&csv);
	(void)related(1);
	ck_assert_str_eq(related(2), "1");
}
END_TEST

/* ---- when something fails ----------------------------------------------- */

static struct segment_ops refusing;

START_TEST(failures_are_told)
{
	struct err e = { .code = ERR_NONE };
	struct segment *s;
	struct related *r;
	bool done = false;
	size_t start;

	c = made_chronicle("title\nA comet\nA comet\n", "");
	s = chronicle_segment(c, 0, &start);
	refuse_by(s, &refusing);
	refusing.match = refuse_match;
	r = related_new(c, 0, &e);
	ck_assert(r != NULL);
	ck_assert(!related_step(r, &done, &e));
	ck_assert_int_eq(e.code, ERR_MEMORY);
	ck_assert_uint_eq(related_count(r), 0);
	related_free(r);
	refusing.record = refuse_record;
	ck_assert(related_new(c, 0, &e) == NULL);
	related_free(NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, rare_things_in_common_are_what_counts);
	tcase_add_test(t, words_are_enough);
	tcase_add_test(t, of_equals_those_near_in_time_come_first);
	tcase_add_test(t, one_event_has_nobody);
	tcase_add_test(t, numbers_and_letters_say_nothing);
	tcase_add_loop_test(t, as_a_plain_count_finds_it, 0, 8);
	tcase_add_test(t, the_same_is_found_again);
	tcase_add_test(t, what_is_common_is_passed_over);
	tcase_add_test(t, hostile_events_are_looked_at_in_part);
	tcase_add_test(t, failures_are_told);
}

int
main(void)
{
	return made_run("related", add);
}
