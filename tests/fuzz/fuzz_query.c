/*
 * Any bytes as a query over a small chronicle.  What is refused leaves one
 * clean line and a place in the text; what is understood is so while it is
 * typed, too, is a tree within its bounds, means the same in parentheses, and
 * finds something else when it is turned round; and with a word that is near
 * it is a query, too.
 */
#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "model/bitset.h"
#include "model/delivery.h"
#include "model/marks.h"
#include "model/nearest.h"
#include "model/query.h"
#include "model/search.h"
#include "model/segment.h"
#include "text/distance.h"
#include "text/glyph.h"

#define NCOLUMNS 12
#define MARKS_MAX 64
#define DEPTH_MAX (2 * QUERY_TERMS_MAX)

static const char *const names[NCOLUMNS] = { "id", "date", "section", "title",
	"text", "actors", "places", "kind", "sources", "my column", "Year",
	"\u0438\u043c\u044f" };

static const char *const events[][NCOLUMNS] = {
	{ "1947-vote", "1947-11-29", "a", "The vote on partition",
	    "Gromyko backs it; co-operate, S-300", "Gromyko; Soviet Union",
	    "New York", "vote", "1;2", "x y", "1947",
	    "\u0451\u043b\u043a\u0430" },
	{ "b", "", "b", "\u05e6\u05d4\"\u05dc a b c",
	    "\u4e70\u624b\u673a \U0001F600 AC/DC O'Brien C++", "", "", "", "",
	    "-1.5", "n/a", "" },
	{ "c", "199X", "a", "", "", "a; b", "c", "Visit", "15", "10", "1999",
	    "x" },
};
#define NEVENTS (sizeof events / sizeof events[0])

/* One chronicle for all runs: making it takes longer than they do. */
static struct chronicle *chronicle;

static void
add_event(struct segment *s, size_t i)
{
	struct str field[NCOLUMNS];
	struct segment_row row = { .section = (uint32_t)i % 2 };

	for (size_t k = 0; k < NCOLUMNS; k++)
		field[k] = str_of(events[i][k]);
	must(date_parse(field[1], &row.date, NULL), "date");
	must(segment_add(s, field, &row, NULL), "event");
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const bool worded[NCOLUMNS] = {
		[3] = true, [4] = true, [5] = true, [6] = true, [9] = true
	};
	struct delivery *d = delivery_new();

	(void)argc;
	(void)argv;
	setlocale(LC_ALL, "C.UTF-8");
	chronicle = chronicle_new();
	d->title = x_strdup("");
	d->source = x_strdup("");
	for (size_t i = 0; i < NCOLUMNS; i++)
		columns_add(&d->columns, str_of(names[i]));
	for (int i = 0; i < ROLE_NROLES; i++)
		d->columns.role[i] = i;
	sections_add(&d->sections, str_of("a"), SECTION_NONE,
	    str_of("Soviet Union"), str_of(""));
	sections_add(&d->sections, str_of("b"), 0, str_of("B"), str_of(""));
	d->segment = segment_new(NCOLUMNS, 10, NULL);
	must(segment_index(d->segment, worded, chronicle_map(chronicle), NULL),
	    "index");
	for (size_t i = 0; i < NEVENTS; i++)
		add_event(d->segment, i);
	must(segment_seal(d->segment, NULL, NULL), "seal");
	must(chronicle_adopt(chronicle, d, NULL), "adopt");
	return 0;
}

static struct query *
parse(struct str text, bool typing, size_t *column, struct err *e)
{
	return query_parse(text, chronicle_columns(chronicle),
	    chronicle_map(chronicle), typing, column, e);
}

/* ---- what is refused ---------------------------------------------------- */

static size_t
count_codes(struct str s)
{
	size_t count = 0;
	uint32_t cp;

	for (size_t i = 0; i < s.n; count++)
		i += utf8_decode(s.p + i, s.n - i, &cp);
	return count;
}

static void
check_refused(struct str text, size_t column, const struct err *e)
{
	struct buf clean = BUF_INIT;

	must(e->code == ERR_USAGE, "code");
	must(e->text[0] != '\0' && strlen(e->text) < 250, "message");
	glyph_sanitize(&clean, str_of(e->text), GLYPH_ONE_LINE);
	must(strcmp(buf_cstr(&clean), e->text) == 0, "message is clean");
	buf_fini(&clean);
	must(column >= 1 && column <= count_codes(text), "column");
}

/* ---- what is understood ------------------------------------------------- */

struct bounds {
	size_t leaves, nodes, depth;
};

static void
check_words(const struct query_node *n)
{
	must(n->nwords <= QUERY_WORDS_MAX, "words of a phrase");
	for (size_t i = 0; i < n->nwords; i++)
		must(n->word[i][0] != '\0' &&
			 strlen(n->word[i]) <= FOLD_TOKEN_MAX,
		    "length of a word");
	if (n->kind == QUERY_WORDS || n->kind == QUERY_NOTE ||
	    n->kind == QUERY_LIST)
		must(n->nwords > 0, "words");
	if (n->alternative != NULL)
		must(n->nwords > 1 && n->alternative[0] != '\0', "joined");
}

/* No control and no broken byte gets into a tree. */
static bool
is_text(struct str s)
{
	uint32_t cp;

	for (size_t i = 0; i < s.n;) {
		i += utf8_decode(s.p + i, s.n - i, &cp);
		if (cp == UTF8_BAD || (cp < ' ' && cp != '\t') ||
		    (cp >= 0x7F && cp < 0xA0))
			return false;
	}
	return true;
}

static void
check_node(const struct query_node *n, size_t depth, struct bounds *b)
{
	b->nodes++;
	b->depth = depth > b->depth ? depth : b->depth;
	b->leaves += n->left == NULL;
	must(n->column >= -1 && n->column < NCOLUMNS, "column of a leaf");
	must(strlen(n->value) == n->nvalue, "length of a value");
	must(is_text(str_of(n->value)), "value is text");
	must(
	    (n->left != NULL) == (n->kind == QUERY_AND || n->kind == QUERY_OR ||
				     n->kind == QUERY_NOT),
	    "left");
	must(
	    (n->right != NULL) == (n->kind == QUERY_AND || n->kind == QUERY_OR),
	    "right");
	if (n->kind == QUERY_NOT)
		must(n->left->kind != QUERY_NOT, "not not");
	if (n->kind == QUERY_DATE)
		must(n->date.first <= n->date.last, "date");
	if (n->kind == QUERY_DAY)
		must(n->on.month >= 1 && n->on.month <= 12 && n->on.day >= 1 &&
			 n->on.day <= 31,
		    "day of a year");
	if (n->kind == QUERY_EXACT || n->kind == QUERY_COMPARE ||
	    n->kind == QUERY_PERIOD)
		must(n->column >= 0, "column to compare");
	if (n->kind == QUERY_PERIOD)
		must(n->date.precision != DATE_NONE, "a period");
	check_words(n);
	if (n->left != NULL)
		check_node(n->left, depth + 1, b);
	if (n->right != NULL)
		check_node(n->right, depth + 1, b);
}

static void
check_tree(const struct query *q)
{
	struct bounds b = { 0, 0, 0 };

	check_node(query_top(q), 1, &b);
	must(b.leaves <= QUERY_TERMS_MAX, "terms");
	must(b.nodes <= QUERY_NODES_MAX, "nodes");
	must(b.depth <= DEPTH_MAX, "depth");
}

static void
check_marks(const struct query *q, struct str text)
{
	struct query_mark mark[MARKS_MAX];
	size_t at = 0, n;

	n = query_marks(q, chronicle_map(chronicle), -1, text, mark, MARKS_MAX);
	must(n <= MARKS_MAX, "number of marks");
	for (size_t i = 0; i < n; i++) {
		must(mark[i].start >= at && mark[i].end > mark[i].start &&
			 mark[i].end <= text.n,
		    "order of marks");
		must(utf8_cut(text, mark[i].start) == mark[i].start &&
			 utf8_cut(text, mark[i].end) == mark[i].end,
		    "marks are whole code points");
		at = mark[i].end;
	}
}

/* A quotation mark next to a word may become a letter of it, if the word is a
 * Hebrew one. */
static bool
touches_quote(struct str text, const struct nearest_offer *o)
{
	return (o->start > 0 && text.p[o->start - 1] == '"') ||
	       (o->end < text.n && text.p[o->end] == '"');
}

/* The query with a word that is near, instead of one that is not there. */
static void
check_offer(struct str text, const struct nearest_offer *o)
{
	struct buf b = BUF_INIT;
	struct query *q;
	size_t column;
	struct err e;

	must(o->start < o->end && o->end <= text.n, "place of an offer");
	must(utf8_cut(text, o->start) == o->start &&
		 utf8_cut(text, o->end) == o->end,
	    "an offer is put between code points");
	must(o->distance >= 1 && o->distance <= DISTANCE_MOST &&
		 o->events >= 1 && o->events <= NEVENTS,
	    "offer");
	nearest_apply(&b, text, o);
	q = parse(buf_str(&b), true, &column, &e);
	if (q == NULL)
		must(b.n > QUERY_BYTES_MAX || touches_quote(text, o), e.text);
	query_free(q);
	buf_fini(&b);
}

static void
check_nearest(const struct query *q, struct str text)
{
	struct nearest *n = nearest_new(q, text, chronicle, NULL);
	struct nearest_offer offer[NEAREST_MAX];
	struct err e = { ERR_NONE, "" };
	bool done = false;
	size_t count;

	while (!done)
		must(nearest_step(n, &done, &e), e.text);
	count = nearest_offers(n, offer);
	must(count <= NEAREST_MAX, "number of offers");
	for (size_t i = 0; i < count; i++)
		check_offer(text, &offer[i]);
	must(!nearest_apart(n) || nearest_missing(n) == NULL, "apart");
	nearest_free(n);
}

/* The events that are found, as bits. */
static uint64_t
find(const struct query *q)
{
	struct search *s = search_new(q, chronicle, NULL);
	struct err e = { ERR_NONE, "" };
	bool done = false;
	uint64_t found;

	while (!done)
		must(search_step(s, &done, &e), e.text);
	found = search_set(s)[0];
	must(search_count(s) == bitset_count(&found, NEVENTS), "count");
	search_free(s);
	return found;
}

static bool
is_same(const struct query_node *a, const struct query_node *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->kind != b->kind || a->column != b->column ||
	    a->nwords != b->nwords || a->prefix != b->prefix ||
	    strcmp(a->value, b->value) != 0)
		return false;
	for (size_t i = 0; i < a->nwords; i++)
		if (strcmp(a->word[i], b->word[i]) != 0)
			return false;
	return is_same(a->left, b->left) && is_same(a->right, b->right);
}

/* The same between before and a parenthesis that closes. */
static struct query *
parse_group(const char *before, struct str text)
{
	struct buf b = BUF_INIT;
	struct query *q;
	size_t column;
	struct err e;

	buf_adds(&b, before);
	buf_add(&b, text.p, text.n);
	buf_addc(&b, ')');
	q = parse(buf_str(&b), false, &column, &e);
	if (q == NULL)
		must(strstr(e.text, "more than") != NULL, e.text);
	buf_fini(&b);
	return q;
}

static void
check_groups(const struct query *q, struct str text)
{
	const struct query_node *top = query_top(q), *turned;
	struct query *group = parse_group("(", text);
	struct query *not = parse_group("-(", text);

	if (group != NULL)
		must(is_same(top, query_top(group)), "the same in a group");
	if (not != NULL) {
		turned = query_top(not );
		must(top->kind == QUERY_NOT ? is_same(top->left, turned)
					    : turned->kind == QUERY_NOT &&
						  is_same(top, turned->left),
		    "turned round");
		must((find(q) ^ find(not )) == (UINT64_C(1) << NEVENTS) - 1,
		    "what is not found is found turned round");
	}
	query_free(group);
	query_free(not );
}

static bool
is_blank(struct str text)
{
	struct query *q;
	struct buf b = BUF_INIT;
	size_t column;

	buf_addc(&b, '(');
	buf_add(&b, text.p, text.n);
	buf_addc(&b, ')');
	q = parse(buf_str(&b), false, &column, NULL);
	query_free(q);
	buf_fini(&b);
	return q == NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct err e = { ERR_NONE, "" };
	size_t column = 0;
	struct query *q = parse(text, false, &column, &e);
	struct query *typed;

	if (q == NULL)
		check_refused(text, column, &e);
	typed = parse(text, true, &column, &e);
	if (typed == NULL) {
		must(q == NULL, "refused only while typing");
		check_refused(text, column, &e);
	} else {
		check_tree(typed);
		check_marks(typed, text);
		check_nearest(typed, text);
		(void)find(typed);
	}
	if (q != NULL) {
		check_tree(q);
		check_marks(q, text);
		if (query_top(q)->kind != QUERY_ALL || !is_blank(text))
			check_groups(q, text);
	}
	query_free(q);
	query_free(typed);
	return 0;
}
