#include "config.h"

#include "model/nearest.h"

#include <stdio.h>

#include "base/utf8.h"
#include "running.h"
#include "unit/searching.h"
#include "unit/spelling.h"

/* ---- a chronicle whose words are nearly the same ------------------------ */

#define KNOWN_MAX 2000 /* different words */
#define EVENTS 5000
#define TITLE_WORDS 4
#define TEXT_WORDS 60

/* A word, and how many events have it. */
struct known {
	char text[64];
	struct letters letters;
	size_t events, in_title;
	size_t last, last_title; /* the event counted last, from 1 */
};

static struct known known[KNOWN_MAX];
static size_t nknown, nevents;

/* Three alphabets; a word has letters of one of them. */
static const struct letters alphabets[] = {
	{ { 'a', 'b', 'c', 'd', 'e' }, 5 },
	{ { 0x430, 0x431, 0x432, 0x433, 0x435 }, 5 },
	{ { 0x5D0, 0x5D1, 0x5D2, 0x5D3, 0x5D4 }, 5 },
};

static void
spell(char *text, const struct letters *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += utf8_encode(l->code[i], text + n);
	text[n] = '\0';
}

static void
make_letters(struct letters *l)
{
	const struct letters *abc = &alphabets[pick(3)];

	l->n = 1 + pick(11);
	for (size_t i = 0; i < l->n; i++)
		l->code[i] = abc->code[pick((unsigned)abc->n)];
}

static void
make_words(void)
{
	nknown = nevents = 0;
	for (size_t i = 0; i < KNOWN_MAX; i++) {
		struct known *w = &known[nknown];
		size_t same = 0;

		memset(w, 0, sizeof *w);
		make_letters(&w->letters);
		spell(w->text, &w->letters);
		while (strcmp(known[same].text, w->text) != 0)
			same++;
		nknown += same == nknown;
	}
}

/* Append a word to a field of the event at hand, and count that; a few words
 * are in many events. */
static void
write_word(struct buf *field, bool title)
{
	size_t top = pick(3) == 0 ? nknown : 20;
	struct known *w = &known[pick((unsigned)top)];

	buf_addf(field, "%s%s", field->n > 0 ? " " : "", w->text);
	w->events += w->last != nevents;
	w->last = nevents;
	if (!title)
		return;
	w->in_title += w->last_title != nevents;
	w->last_title = nevents;
}

/* Deliver n more events as a segment. */
static void
write_events(size_t n)
{
	while (n-- > 0) {
		const char *field[NCOLUMNS] = { NULL };
		struct buf title = BUF_INIT, text = BUF_INIT;

		nevents++;
		for (int i = 0; i < TITLE_WORDS; i++)
			write_word(&title, true);
		for (int i = 0; i < TEXT_WORDS; i++)
			write_word(&text, false);
		for (size_t i = 0; i < NCOLUMNS; i++)
			field[i] = "";
		field[TITLE] = buf_cstr(&title);
		field[TEXT] = buf_cstr(&text);
		add_event(field, 0);
		buf_fini(&title);
		buf_fini(&text);
	}
	deliver();
}

/* ---- what must be offered ----------------------------------------------- */

struct want {
	const struct known *word;
	size_t events;
	unsigned distance;
};

static int
compare_wants(const void *pa, const void *pb)
{
	const struct want *a = pa, *b = pb;

	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->events != b->events)
		return a->events > b->events ? -1 : 1;
	return strcmp(a->word->text, b->word->text);
}

/* What is near to l, best first. */
static size_t
naive_nearest(
    const struct letters *l, bool title, bool prefix, struct want *want)
{
	unsigned most = l->n < 3 ? 0 : l->n < 6 ? 1 : l->n < 9 ? 2 : 3;
	size_t n = 0;

	for (size_t i = 0; i < nknown; i++) {
		const struct known *w = &known[i];
		size_t events = title ? w->in_title : w->events;
		unsigned d = naive_distance(l, &w->letters, prefix && l->n > 3);

		if (events > 0 && d > 0 && d <= most && w->letters.n > 1)
			want[n++] = (struct want){ w, events, d };
	}
	qsort(want, n, sizeof *want, compare_wants);
	return n < NEAREST_MAX ? n : NEAREST_MAX;
}

/* Does an event have it? */
static bool
is_there(const char *text, bool title, bool prefix)
{
	for (size_t i = 0; i < nknown; i++) {
		const struct known *w = &known[i];

		if ((title ? w->in_title : w->events) > 0 &&
		    (prefix ? strncmp(w->text, text, strlen(text))
			    : strcmp(w->text, text)) == 0)
			return true;
	}
	return false;
}

static size_t
step_all(struct nearest *n)
{
	struct err e = { ERR_NONE, "" };
	bool done = false;
	size_t steps = 0;

	for (; !done; steps++)
		ck_assert_msg(nearest_step(n, &done, &e), "%s", e.text);
	return steps;
}

static void
assert_nearest(struct nearest *n, const struct letters *l, bool title,
    bool prefix, const char *query)
{
	static struct want want[KNOWN_MAX];
	struct nearest_offer offer[NEAREST_MAX];
	size_t count = naive_nearest(l, title, prefix, want);

	ck_assert_msg(nearest_offers(n, offer) == count, "%s: %zu, not %zu",
	    query, nearest_offers(n, offer), count);
	for (size_t i = 0; i < count; i++) {
		ck_assert_msg(strcmp(offer[i].word, want[i].word->text) == 0,
		    "%s: %zu: %s, not %s", query, i, offer[i].word,
		    want[i].word->text);
		ck_assert_uint_eq(offer[i].events, want[i].events);
		ck_assert_uint_eq(offer[i].distance, want[i].distance);
	}
}

/* Ask for something like a word; returns the steps it took, 0 if it is there
 * as it is. */
static size_t
ask_something(bool title, bool prefix)
{
	struct letters l = known[pick((unsigned)nknown)].letters;
	char text[64], query[128];
	struct query *q;
	struct nearest *n;
	size_t column, steps;

	spoil(&l, 4, &alphabets[pick(3)]);
	spell(text, &l);
	if (is_there(text, title, prefix))
		return 0;
	(void)snprintf(
	    query, sizeof query, "%s%s", title ? "title:" : "", text);
	q = query_parse(str_of(query), chronicle_columns(c), chronicle_map(c),
	    prefix, &column, NULL);
	ck_assert(q != NULL);
	n = nearest_new(q, str_of(query), c, NULL);
	ck_assert(n != NULL);
	steps = step_all(n);
	assert_nearest(n, &l, title, prefix, query);
	nearest_free(n);
	query_free(q);
	return steps;
}

START_TEST(they_are_what_comparing_with_all_words_finds)
{
	size_t most = 0, asked = 0;

	seed = (uint32_t)_i + 1;
	make_words();
	write_events(50);
	write_events(1);
	write_events(EVENTS / 2);
	write_events(EVENTS / 2);
	ck_assert_uint_eq(chronicle_segments(c), 4);
	for (int i = 0; i < 60; i++) {
		size_t steps = ask_something(i % 3 == 0, i % 2 == 0);

		asked += steps > 0;
		most = steps > most ? steps : most;
	}
	ck_assert_uint_gt(asked, 10);
	ck_assert_uint_gt(most, 3); /* it went on in the middle of a segment */
}
END_TEST

/* Whatever comes while it works, the answer is that for all of it. */
START_TEST(a_chronicle_may_grow)
{
	static const char word[] = "abcdeedcba";
	struct letters l;
	struct query *q;
	struct nearest *n;
	struct nearest_offer offer[NEAREST_MAX];
	const char *field[NCOLUMNS] = { "", "", "", word, "", "", "", "", "" };
	struct err e;
	bool done;

	seed = 5;
	make_words();
	letters_of(&l, str_of(word));
	ck_assert(!is_there(word, false, false));
	write_events(10);
	q = parse(word);
	n = nearest_new(q, str_of(word), c, NULL);
	for (int i = 0; i < 5; i++) {
		ck_assert(nearest_step(n, &done, &e));
		write_events(400);
		if (i % 2 == 0)
			continue;
		step_all(n);
		assert_nearest(n, &l, false, false, word);
	}
	/* Now it is there, and needs no other. */
	add_event(field, 0);
	deliver();
	step_all(n);
	ck_assert_uint_eq(nearest_offers(n, offer), 0);
	nearest_free(n);
	query_free(q);
}
END_TEST

/* ---- what is asked and where it stands ---------------------------------- */

static void
make_small(void)
{
	static const char *const events[][NCOLUMNS] = {
		{ "a", "", "", "Gromyko speaks", "The Soviet Union, O'Brien",
		    "Gromyko", "visit", "", "" },
		{ "b", "", "", "Gromov waits", "Netanyahu co-operates by mail",
		    "", "vote", "", "" },
		{ "c", "", "", "Gromyko again", "Netanyahus partition email",
		    "", "vote", "", "" },
		{ "d", "", "", "\u05e9\u05dc\u05d5\u05dd \u05e6\u05d4\"\u05dc",
		    "\u0413\u0440\u043e\u043c\u044b\u043a\u043e 1967", "", "",
		    "", "" },
		{ "e", "", "", "\u4e70\u624b\u673a", "", "", "", "", "" },
	};

	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		add_event(events[i], 0);
	deliver();
}

/* query|what is offered, as the queries that choosing it runs */
static const struct {
	bool typing;
	const char *query, *offers;
} offers[] = {
	{ false, "gromiko", "gromyko" },
	{ true, "gromiko", "gromyko|gromov" },
	{ true, "netanyhu", "netanyahu|netanyahus" },
	{ false, "netanyhu", "netanyahu|netanyahus" },
	{ true, "grmo", "gromyko|gromov" },
	{ true, "grm", "" },
	{ true, "mial", "mail" },
	{ true, "mia", "" },
	{ false, "grm", "" },
	{ false, "gromyko", "" },
	/* the rest of the query stays */
	{ false, "  Gromiko  title:speaks (a)", "  gromyko  title:speaks (a)" },
	{ false, "actor:\"Gromiko x\"*", "actor:\"gromyko x\"*" },
	{ false, "title:\"again, GROMIKO\" OR vote",
	    "title:\"again, gromyko\" OR vote" },
	{ false, "-x \"\"\"sovjet\"\"\" -y", "-x \"\"\"soviet\"\"\" -y" },
	{ false, "title:(gromiko OR speeks)",
	    "title:(gromyko OR speeks)|title:(gromiko OR speaks)" },
	{ false, "-gromiko", "" },
	{ false, "-(x -gromiko)", "-(x -gromyko)" },
	/* in a column only what is there; where that is dear, anywhere */
	{ false, "title:gromof", "title:gromov" },
	{ false, "actor:gromof", "" },
	{ false, "title:sovjet", "" },
	{ false, "title:soviet", "" },
	{ false, "kind:sovjet", "kind:soviet" },
	{ false, "kind:visit", "" },
	/* parts of words, and these in one */
	{ false, "O'Brian", "O'brien" },
	{ true, "O'Brian", "O'brien" },
	{ false, "co-operatse", "co-operates" },
	{ false, "e-mial", "email" },
	/* other alphabets */
	{ false, "\u0433\u0440\u043e\u043c\u0438\u043a\u043e",
	    "\u0433\u0440\u043e\u043c\u044b\u043a\u043e" },
	{ false, "\u05e9\u05dc\u05dd", "\u05e9\u05dc\u05d5\u05dd" },
	{ false, "x \u05e6\u05d4\"\u05dd y", "x \u05e6\u05d4\u05dc y" },
	/* what is near to nothing */
	{ false, "1968", "" },
	{ false, "xy", "" },
	{ false, "\u4e70\u624b\u6a5f", "" },
	{ false, "\U0001F600", "" },
	{ false, "*", "" },
	{ false, "date:1800", "" },
	{ false, "section:sovjet", "" },
	{ false, "note:sovjet", "" },
};
#define NOFFERS ((int)(sizeof offers / sizeof offers[0]))

static struct nearest *
make_nearest(const char *text, bool typing, struct query **q)
{
	size_t column;
	struct nearest *n;

	*q = query_parse(str_of(text), chronicle_columns(c), chronicle_map(c),
	    typing, &column, NULL);
	ck_assert_msg(*q != NULL, "%s", text);
	n = nearest_new(*q, str_of(text), c, NULL);
	step_all(n);
	return n;
}

START_TEST(the_word_is_put_in_its_place)
{
	const char *text = offers[_i].query;
	struct nearest_offer offer[NEAREST_MAX];
	struct buf is = BUF_INIT;
	struct query *q;
	struct nearest *n;
	size_t count;

	make_small();
	n = make_nearest(text, offers[_i].typing, &q);
	count = nearest_offers(n, offer);
	for (size_t i = 0; i < count; i++) {
		buf_adds(&is, i > 0 ? "|" : "");
		nearest_apply(&is, str_of(text), &offer[i]);
	}
	ck_assert_msg(strcmp(buf_cstr(&is), offers[_i].offers) == 0,
	    "%s: '%s' is not '%s'", text, buf_cstr(&is), offers[_i].offers);
	buf_fini(&is);
	nearest_free(n);
	query_free(q);
}
END_TEST

static const struct {
	const char *query;
	bool apart;
	const char *missing;
} aparts[] = {
	{ "speaks waits", true, NULL },
	{ "speaks (waits OR mail)", true, NULL },
	{ "\"speaks gromyko\"", true, NULL },
	{ "title:speaks title:waits", true, NULL },
	{ "mail-union", true, NULL },
	{ "speaks", false, NULL },
	{ "xyzzy", false, NULL },
	{ "title:speaks title:xyzzy", false, NULL },
	{ "speaks wites", false, "wites" },
	{ "\"speaks xyzzy gromyko\" 1968", false, "xyzzy" },
	{ "speaks 1968 date:1900", false, "1968" },
	{ "speaks title:mail", false, NULL },
	{ "speaks waits date:1967", false, NULL },
	{ "speaks -gromyko", false, NULL },
	{ "speaks waits kind:gromyko", false, NULL },
	{ "*", false, NULL },
};
#define NAPARTS ((int)(sizeof aparts / sizeof aparts[0]))

START_TEST(why_is_known_sometimes)
{
	struct query *q;
	struct nearest *n;
	const char *missing;

	make_small();
	n = make_nearest(aparts[_i].query, false, &q);
	ck_assert_msg(
	    nearest_apart(n) == aparts[_i].apart, "%s", aparts[_i].query);
	missing = nearest_missing(n);
	if (aparts[_i].missing == NULL)
		ck_assert_ptr_null(missing);
	else
		ck_assert_str_eq(missing, aparts[_i].missing);
	nearest_free(n);
	query_free(q);
}
END_TEST

START_TEST(each_word_gets_its_share)
{
	static const char text[] = "aaaaa bbbbb ccccc";
	static const char *const field[NCOLUMNS] = { "", "", "",
		"aaaab aaaac aaaad aaaae aaaba bbbba bbbbc ccccd", "", "", "",
		"", "" };
	static const char *const words[] = { "aaaab", "aaaac", "bbbba", "bbbbc",
		"ccccd" };
	struct nearest_offer offer[NEAREST_MAX];
	struct query *q;
	struct nearest *n;

	add_event(field, 0);
	deliver();
	n = make_nearest(text, false, &q);
	ck_assert_uint_eq(nearest_offers(n, offer), NEAREST_MAX);
	for (size_t i = 0; i < NEAREST_MAX; i++) {
		ck_assert_str_eq(offer[i].word, words[i]);
		ck_assert_uint_eq(offer[i].start, i < 2 ? 0 : i < 4 ? 6 : 12);
	}
	nearest_free(n);
	query_free(q);
}
END_TEST

START_TEST(nothing_is_near_in_an_empty_chronicle)
{
	struct nearest_offer offer[NEAREST_MAX];
	struct query *q;
	struct nearest *n;

	deliver();
	n = make_nearest("gromiko x", false, &q);
	ck_assert_uint_eq(nearest_offers(n, offer), 0);
	ck_assert(!nearest_apart(n));
	nearest_free(n);
	query_free(q);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(
	    tc, they_are_what_comparing_with_all_words_finds, 0, 3);
	tcase_add_test(tc, a_chronicle_may_grow);
	tcase_add_loop_test(tc, the_word_is_put_in_its_place, 0, NOFFERS);
	tcase_add_loop_test(tc, why_is_known_sometimes, 0, NAPARTS);
	tcase_add_test(tc, each_word_gets_its_share);
	tcase_add_test(tc, nothing_is_near_in_an_empty_chronicle);
}

int
main(void)
{
	return run_tests("nearest", add_tests);
}
