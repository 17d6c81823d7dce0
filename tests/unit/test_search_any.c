/*
 * Queries made by chance over a chronicle made by chance: a search finds what
 * looking at each event by itself finds, with nothing shared but the parser
 * and the folding.
 */
#include "config.h"

#include "unit/searching.h"

#include "base/utf8.h"
#include "running.h"
#include "unit/chance.h"

#define NEVENTS 300
#define NQUERIES 400
#define WORDS_MAX 64 /* of one field */

static const char *const vocabulary[] = { "peace", "Peace", "war", "wars",
	"river", "co-operate", "cooperate", "operate", "S-300", "S300", "300",
	"O'Brien", "caf\u00e9", "cafe", "\u0451\u043b\u043a\u0430",
	"\u0435\u043b\u043a\u0430", "\u05e6\u05d4\"\u05dc",
	"\u05e6\u05d4\u05dc", "\u624b\u673a", "\u4e70\u624b\u673a\u4e86",
	"\u673a", "\U0001F600", "AC/DC", "ac", "dc" };
#define NWORDS (sizeof vocabulary / sizeof vocabulary[0])

static const char *const dates[] = { "", "1948", "1948-05", "1948-05-17",
	"1950/1960", "199X", "../1949", "1995-06/..", "2001-21", "-0044" };
#define NDATES (sizeof dates / sizeof dates[0])

static const char *const numbers[] = { "", "3", "10", "-5", "2.5", "n/a",
	"007" };
#define NNUMBERS (sizeof numbers / sizeof numbers[0])

static const uint32_t parents[] = { SECTION_NONE, 0, 1, 0, SECTION_NONE, 4 };
#define NSECTIONS (sizeof parents / sizeof parents[0])

/* One field, cut into words that were folded. */
struct field {
	struct {
		char *text;
		size_t place;
	} word[WORDS_MAX];
	size_t n;
};

static struct field fields[NEVENTS][NCOLUMNS];
static struct record records[NEVENTS];

/* ---- the chronicle ------------------------------------------------------ */

static void
write_words(struct buf *out, size_t most, const char *between)
{
	for (size_t n = chance(most + 1); n > 0; n--) {
		buf_adds(out, out->n > 0 ? between : "");
		buf_adds(out, vocabulary[chance(NWORDS)]);
	}
}

static void
add_any_event(size_t n)
{
	struct buf title = BUF_INIT, text = BUF_INIT, actors = BUF_INIT;
	struct buf id = BUF_INIT;
	const char *field[NCOLUMNS];

	buf_addf(&id, "e-%zu", n);
	write_words(&title, 4, " ");
	write_words(&text, 12, chance(2) ? " " : ", ");
	write_words(&actors, 3, "; ");
	field[ID] = buf_cstr(&id);
	field[DATE] = dates[chance(NDATES)];
	field[SECTION] = "";
	field[TITLE] = buf_cstr(&title);
	field[TEXT] = buf_cstr(&text);
	field[ACTORS] = buf_cstr(&actors);
	field[KIND] = vocabulary[chance(NWORDS)];
	field[NUMBER] = numbers[chance(NNUMBERS)];
	field[PUBLISHED] = dates[chance(NDATES)];
	add_event(field, (uint32_t)chance(NSECTIONS));
	buf_fini(&title);
	buf_fini(&text);
	buf_fini(&actors);
	buf_fini(&id);
}

static void
read_field(struct field *f, struct str s)
{
	struct fold_token t;
	struct fold fold;
	size_t place = 0;

	fold_init(&fold, chronicle_map(c), s);
	while (fold_next(&fold, &t)) {
		ck_assert_uint_lt(f->n, WORDS_MAX);
		place += !t.colocated;
		f->word[f->n].text = x_strndup(t.text, t.n);
		f->word[f->n++].place = place;
	}
}

static void
make(void)
{
	struct err e;

	setup();
	for (size_t i = 0; i < NSECTIONS; i++) {
		char id[] = { (char)('a' + i), '\0' };

		add_section(id, parents[i], id);
	}
	for (size_t i = 0; i < NEVENTS; i++) {
		add_any_event(i);
		if (chance(50) == 0)
			deliver();
	}
	deliver();
	for (size_t i = 0; i < NEVENTS; i++) {
		record_init(&records[i]);
		ck_assert(chronicle_record(c, i, &records[i], &e));
		for (size_t k = 0; k < NCOLUMNS; k++) {
			fields[i][k].n = 0;
			read_field(&fields[i][k], records[i].field[k]);
		}
	}
}

static void
end(void)
{
	for (size_t i = 0; i < NEVENTS; i++) {
		record_fini(&records[i]);
		for (size_t k = 0; k < NCOLUMNS; k++)
			for (size_t w = 0; w < fields[i][k].n; w++)
				x_free(fields[i][k].word[w].text);
	}
	teardown();
}

/* ---- a query ------------------------------------------------------------ */

static void
write_word(struct buf *out)
{
	const char *word = vocabulary[chance(NWORDS)];

	if (chance(4) == 0) {
		size_t n = utf8_cut(str_of(word), 1 + chance(strlen(word)));

		buf_add(out, word, n);
		if (n > 0 && word[n - 1] == '"') /* it would open a phrase */
			buf_adds(out, word + n);
		buf_addc(out, '*');
	} else if (chance(4) == 0) {
		buf_addf(out, "\"%s %s\"", word, vocabulary[chance(NWORDS)]);
	} else {
		buf_adds(out, word);
	}
}

static void
write_leaf(struct buf *out)
{
	static const char *const names[] = {
		"title:", "text:", "actor:", "kind:", "id:"
	};
	static const char *const ops[] = { "<", "<=", ">", ">=", "=" };

	switch (chance(10)) {
	case 0:
		buf_addf(out, "date:%s", dates[1 + chance(NDATES - 1)]);
		break;
	case 1:
		buf_addf(out, "%s:%d", chance(2) ? "before" : "after",
		    1940 + (int)chance(70));
		break;
	case 2:
		buf_addf(out, "section:%c", (char)('a' + chance(NSECTIONS)));
		break;
	case 3:
		buf_addf(out, "number%s\"%s\"", ops[chance(5)],
		    numbers[chance(NNUMBERS)]);
		break;
	case 4:
		buf_addf(out, "%s%s%s", chance(2) ? "published" : "date",
		    ops[chance(5)], dates[1 + chance(NDATES - 1)]);
		break;
	case 5:
	case 6:
		buf_adds(out, names[chance(5)]);
		write_word(out);
		break;
	default:
		write_word(out);
		break;
	}
}

static void
write_query(struct buf *out, int depth)
{
	size_t n = 1 + chance(3);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_adds(out, chance(3) == 0 ? " OR " : " ");
		if (chance(4) == 0)
			buf_adds(out, chance(2) ? "-" : "NOT ");
		if (depth > 0 && chance(4) == 0) {
			buf_addc(out, '(');
			write_query(out, depth - 1);
			buf_addc(out, ')');
		} else {
			write_leaf(out);
		}
	}
}

/* ---- its answer, event by event ----------------------------------------- */

static bool
has_word(const struct field *f, size_t place, const char *word, bool prefix)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->word[i].place == place &&
		    (prefix ? strncmp(f->word[i].text, word, strlen(word))
			    : strcmp(f->word[i].text, word)) == 0)
			return true;
	return false;
}

static bool
has_phrase(
    const struct field *f, const char *const *word, size_t n, bool prefix)
{
	for (size_t at = 1; at <= WORDS_MAX; at++) {
		size_t i = 0;

		while (
		    i < n && has_word(f, at + i, word[i], prefix && i + 1 == n))
			i++;
		if (i == n)
			return true;
	}
	return false;
}

static bool
has_words(size_t event, const struct query_node *node)
{
	for (int k = TITLE; k < NCOLUMNS; k++) {
		const struct field *f = &fields[event][k];

		if (node->column >= 0 ? k != node->column : k > ACTORS)
			continue;
		if (has_phrase(f, node->word, node->nwords, node->prefix) ||
		    (node->alternative != NULL &&
			has_phrase(f, &node->alternative, 1, node->prefix)))
			return true;
	}
	return node->column == ID &&
	       (has_phrase(&fields[event][ID], node->word, node->nwords,
		    node->prefix) ||
		   (node->alternative != NULL &&
		       has_phrase(&fields[event][ID], &node->alternative, 1,
			   node->prefix)));
}

static bool
is_below(size_t event, const char *section)
{
	uint32_t n = chronicle_section(c, event);

	while (n != SECTION_NONE && n != (uint32_t)(section[0] - 'a'))
		n = parents[n];
	return n != SECTION_NONE;
}

static bool
is_ordered(double a, enum query_compare how, double b)
{
	return how == QUERY_LT   ? a < b
	       : how == QUERY_LE ? a <= b
	       : how == QUERY_GT ? a > b
				 : a >= b;
}

/* Is it one number from end to end? */
static bool
is_number(struct str s, double *x)
{
	char *copy = x_strndup(s.p, s.n), *end;
	bool all;

	*x = strtod(copy, &end);
	all = s.n > 0 && *end == '\0';
	x_free(copy);
	return all;
}

/* What this chronicle has: numbers, dates, and "n/a". */
static bool
is_compared(struct str cell, const struct query_node *node)
{
	struct str value = { node->value, node->nvalue };
	struct date d;
	double a, b;

	if (cell.n == 0)
		return false;
	if (value.n == 0)
		return node->compare >= QUERY_GT;
	if (node->column != DATE && is_number(cell, &a) && is_number(value, &b))
		return is_ordered(a, node->compare, b);
	if (node->date.precision == DATE_NONE)
		return node->value[0] == 'n' &&
		       is_ordered(cell.p[0], node->compare, 'n');
	if (!date_parse(cell, &d, NULL))
		return false;
	switch (node->compare) {
	case QUERY_LT:
		return d.last < node->date.first;
	case QUERY_LE:
		return d.last <= node->date.last;
	case QUERY_GT:
		return d.first > node->date.last;
	default:
		return d.first >= node->date.first;
	}
}

/* The value of a query that is still typed may go on. */
static bool
is_exactly(struct str cell, const struct query_node *node)
{
	if (node->prefix && cell.n > node->nvalue)
		cell.n = node->nvalue;
	return str_eq(cell, str_of(node->value));
}

static bool
is_found(size_t event, const struct query_node *node)
{
	struct str *field = records[event].field;
	struct date d;

	switch (node->kind) {
	case QUERY_ALL:
		return true;
	case QUERY_AND:
		return is_found(event, node->left) &&
		       is_found(event, node->right);
	case QUERY_OR:
		return is_found(event, node->left) ||
		       is_found(event, node->right);
	case QUERY_NOT:
		return !is_found(event, node->left);
	case QUERY_WORDS:
		return has_words(event, node);
	case QUERY_SECTION:
		return is_below(event, node->value);
	case QUERY_DATE:
		ck_assert(date_parse(field[DATE], &d, NULL));
		return d.precision != DATE_NONE && d.last >= node->date.first &&
		       d.first <= node->date.last;
	case QUERY_EXACT:
		return is_exactly(field[node->column], node);
	default:
		ck_assert_int_eq(node->kind, QUERY_COMPARE);
		return is_compared(field[node->column], node);
	}
}

START_TEST(any_query_finds_what_is_there)
{
	size_t found = 0;

	chance_start(_i);
	make();
	for (size_t k = 0; k < NQUERIES; k++) {
		struct buf text = BUF_INIT;
		struct query *q;
		struct search *s;

		write_query(&text, 2);
		q = parse_typed(buf_cstr(&text), chance(2));
		s = run(q);
		for (size_t i = 0; i < NEVENTS; i++)
			ck_assert_msg(bitset_has(search_set(s), i) ==
					  is_found(i, query_top(q)),
			    "%s: event %zu", buf_cstr(&text), i);
		found += search_count(s);
		search_free(s);
		query_free(q);
		buf_fini(&text);
	}
	/* It is about something. */
	ck_assert_uint_gt(found, NEVENTS * NQUERIES / 10);
	ck_assert_uint_lt(found, NEVENTS * NQUERIES / 2);
	end();
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, any_query_finds_what_is_there, 0, 4);
}

int
main(void)
{
	return run_tests("search_any", add_tests);
}
