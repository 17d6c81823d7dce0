#include "config.h"

#include "model/marks.h"

#include "model/bitset.h"
#include "model/search.h"
#include "unit/made.h"

enum { TITLE, TEXT, NCOLUMNS };

static struct columns columns;
static struct fold_map *map;

static void
setup(void)
{
	columns_init(&columns);
	columns_add(&columns, str_of("title"));
	columns_add(&columns, str_of("text"));
	columns.role[ROLE_TITLE] = TITLE;
	columns.role[ROLE_TEXT] = TEXT;
	map = fold_map_new();
}

static void
teardown(void)
{
	fold_map_free(map);
	columns_fini(&columns);
}

static struct query *
parse(const char *text, bool typing)
{
	struct err e = { ERR_NONE, "" };
	size_t column;
	struct query *q =
	    query_parse(str_of(text), &columns, map, typing, &column, &e);

	ck_assert_msg(q != NULL, "%s: %s", text, e.text);
	return q;
}

/* The text of column with its marks between brackets. */
static void
assert_marked(const char *query, bool typing, int column, const char *text,
    const char *want)
{
	struct query *q = parse(query, typing);
	struct query_mark mark[100];
	struct buf b = BUF_INIT;
	size_t n, at = 0;

	n = query_marks(q, map, column, str_of(text), mark, 100);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_le(at, mark[i].start);
		ck_assert_uint_lt(mark[i].start, mark[i].end);
		buf_add(&b, text + at, mark[i].start - at);
		buf_addf(&b, "[%.*s]", (int)(mark[i].end - mark[i].start),
		    text + mark[i].start);
		at = mark[i].end;
	}
	buf_adds(&b, text + at);
	ck_assert_msg(strcmp(buf_cstr(&b), want) == 0, "%s: %s is not %s",
	    query, buf_cstr(&b), want);
	buf_fini(&b);
	query_free(q);
}

/* The text without the brackets is searched. */
static const struct {
	const char *query, *marked;
} table[] = {
	/* Latin */
	{ "gromyko", "[Gromyko] backs partition. [GROMYKO]!" },
	{ "cafe", "un [caf\u00e9], un [cafe\u0301] un [CAF\u00c9]" },
	{ "caf\u00e9", "[cafe]" },
	{ "part", "partition, [part] of" },
	{ "part*", "[partition], [part] of a counterpart" },
	{ "stra\u00dfe", "[STRASSE] [Stra\u00dfe]" },
	{ "xyz", "nothing of it" },
	/* phrases are one mark */
	{ "\"golda meir\"", "[Golda  Meir], Golda and Meir, [golda-meir]" },
	{ "\"golda mei\"*", "[Golda Meir] [Golda Meiri]" },
	{ "\"a a\"", "b [a a a] b a" },
	{ "\"to be or\"", "to be to [to be or] not to be" },
	{ "meir \"golda meir\"", "[Golda Meir], [Meir]" },
	{ "golda meir", "[Golda] [Meir]" },
	{ "meir \"golda meir said\"", "[Golda Meir said] [Meir] golda" },
	/* words that are cut */
	{ "C++", "[C]++ and [C] and D" },
	{ "AC/DC", "[AC/DC], [AC, DC] or AC or DC" },
	{ "S-300", "[S-300] [S300] [S 300] 300" },
	{ "300", "S-[300] x300" },
	{ "s300", "[S-300] [S300] S 300" },
	{ "O'Brien", "[O\u2019Brien] [OBrien] [O Brien] Brien" },
	{ "co-operate", "[co-operate] [cooperate] [co operate]" },
	{ "cooperate", "[co-operate] [cooperate] co operate" },
	{ "1892-03", "[1892-03]-05 1892" },
	{ "EL/W-2090", "the [EL/W-2090] radar" },
	/* Cyrillic */
	{ "\u0435\u043b\u043a\u0430",
	    "[\u0401\u043b\u043a\u0430] [\u0415\u041b\u041a\u0410]" },
	{ "\u043c\u043e\u0439", "[\u041c\u043e\u0439] \u043c\u043e\u0438" },
	{ "\u043c\u043e\u0438", "\u041c\u043e\u0439 [\u043c\u043e\u0438]" },
	{ "\u043c\u043e\u0439",
	    "[\u043c\u043e\u0438\u0306] \u043c\u043e\u0438" },
	/* Hebrew with and without points, acronyms */
	{ "\u05e9\u05dc\u05d5\u05dd",
	    "[\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd] "
	    "[\u05e9\u05dc\u05d5\u05dd]" },
	{ "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
	    "[\u05e9\u05dc\u05d5\u05dd]." },
	{ "\u05e6\u05d4\"\u05dc",
	    "[\u05e6\u05d4\u05f4\u05dc] [\u05e6\u05d4\"\u05dc] "
	    "[\u05e6\u05d4\u05dc]" },
	{ "\u05e6\u05d4\u05dc", "\"[\u05e6\u05d4\"\u05dc]\"" },
	{ "\u05d0\u05d5\"\u05dd", "([\u05d0\u05d5\u201d\u05dd])" },
	/* Arabic */
	{ "\u0633\u0644\u0627\u0645", "[\u0633\u064e\u0644\u064e\u0627\u0645] "
				      "[\u0633\u0640\u0644\u0627\u0645]" },
	/* emoji, whole clusters */
	{ "\U0001F600", "ok[\U0001F600]ok \U0001F601[\U0001F600]" },
	{ "ok", "[ok]\U0001F600[ok]" },
	{ "\U0001F468\u200d\U0001F469\u200d\U0001F467",
	    "a[\U0001F468\u200d\U0001F469\u200d\U0001F467]b \U0001F468" },
	{ "\U0001F468",
	    "\U0001F468\u200d\U0001F469\u200d\U0001F467 [\U0001F468]" },
	/* substrings of runs without blanks */
	{ "\u624b\u673a", "\u4e70[\u624b\u673a]\u4e86 [\u624b\u673a]" },
	{ "\u4e70\u624b\u673a", "[\u4e70\u624b\u673a]\u4e86" },
	{ "\u624b", "\u4e70[\u624b]\u673a\u4e86[\u624b]" },
	{ "\u624b", "[\u624b][\u624b][\u624b] [\u624b]" },
	{ "\u624b\u624b", "[\u624b\u624b\u624b]\u673a" },
	{ "\u4e86", "\u4e70\u624b\u673a[\u4e86]" },
	{ "ab\u624b", "[ab\u624b]\u673a \u624b ab" },
	{ "\u3042\u3044", "\u3046[\u3042\u3044]\u3048" },
	{ "\u304c", "\u304b\u3044[\u304b\u3099]\u3044[\u304c]" },
	{ "\"\u4e70\u624b \u673a\"", "[\u4e70\u624b \u673a]\u4e86" },
	/* what is not wanted is not marked; what may be is */
	{ "a -b", "[a] b" },
	{ "a OR (b -c)", "[a] [b] c" },
	{ "-(-a)", "[a] b" },
	{ "text:b a", "[a] b" },
	{ "title:b a", "[a] [b]" },
	{ "date:1967 is:note 1967", "[1967]-06" },
	{ "*", "a" },
	{ "", "a" },
};

#define NROWS (sizeof table / sizeof table[0])

/* Append what stands from p up to end without the brackets in it. */
static void
print_text(struct buf *out, const char *p, const char *end, const char *quote)
{
	for (; p < end; p++) {
		if (*p == '"')
			buf_adds(out, quote);
		if (*p != '[' && *p != ']')
			buf_addc(out, *p);
	}
}

START_TEST(marks_are_where_the_words_are)
{
	const char *marked = table[_i].marked;
	struct buf text = BUF_INIT;

	print_text(&text, marked, marked + strlen(marked), "");
	assert_marked(
	    table[_i].query, false, TITLE, buf_cstr(&text), table[_i].marked);
	buf_fini(&text);
}
END_TEST

static void
print_event(struct buf *csv, const char *p, const char *end)
{
	buf_adds(csv, "x,1900,\"");
	print_text(csv, p, end, "\"");
	buf_adds(csv, "\",\n");
}

/* An event for each row of the table, and for each piece that is marked. */
static struct chronicle *
chronicle_of_table(void)
{
	struct buf csv = BUF_INIT;
	struct chronicle *c;

	buf_adds(&csv, "kind,date,title,text\n");
	for (size_t i = 0; i < NROWS; i++) {
		const char *p = table[i].marked;

		print_event(&csv, p, p + strlen(p));
		while ((p = strchr(p, '[')) != NULL) {
			print_event(&csv, p, strchr(p, ']'));
			p++;
		}
	}
	c = made_chronicle(buf_cstr(&csv), "");
	buf_fini(&csv);
	return c;
}

static bool
marks_title(const struct query *q, const struct chronicle *c, size_t event)
{
	int title = chronicle_columns(c)->role[ROLE_TITLE];
	struct query_mark mark;
	struct record r;
	bool any;

	record_init(&r);
	ck_assert(chronicle_record(c, event, &r, NULL));
	any = query_marks(
		  q, chronicle_map(c), title, r.field[title], &mark, 1) > 0;
	record_fini(&r);
	return any;
}

static struct search *
search_all(const struct query *q, const struct chronicle *c)
{
	struct search *s = search_new(q, c, NULL);
	bool done = false;

	while (!done)
		ck_assert(search_step(s, &done, NULL));
	return s;
}

/*
 * Where one thing is sought, an event is found if something in it is marked,
 * and only then: for each query of the table all of its texts are looked at.
 */
START_TEST(what_is_found_is_marked)
{
	struct chronicle *c = chronicle_of_table();
	size_t asked = 0, found = 0, column;

	for (size_t i = 0; i < NROWS; i++) {
		struct query *q =
		    query_parse(str_of(table[i].query), chronicle_columns(c),
			chronicle_map(c), false, &column, NULL);
		struct search *s = search_all(q, c);
		bool one = query_top(q)->kind == QUERY_WORDS;

		for (size_t k = 0; one && k < chronicle_count(c); k++)
			ck_assert_msg(bitset_has(search_set(s), k) ==
					  marks_title(q, c, k),
			    "%s in line %zu", table[i].query, k + 2);
		asked += one;
		found += one ? search_count(s) : 0;
		search_free(s);
		query_free(q);
	}
	ck_assert_uint_ge(asked, 40);
	ck_assert_uint_ge(found, 2 * asked);
	chronicle_free(c);
}
END_TEST

START_TEST(the_word_that_is_typed_is_marked)
{
	assert_marked("reco", true, -1, "a recognition", "a [recognition]");
	assert_marked("reco ", true, -1, "a recognition", "a recognition");
	assert_marked("co-op", true, -1, "co-operate cooperate co op cop",
	    "[co-operate] [cooperate] [co op] cop");
	assert_marked("\u4e70\u624b", true, -1, "\u4e70\u624b\u673a",
	    "[\u4e70\u624b]\u673a");
	assert_marked("\"golda me", true, -1, "golda meir", "[golda meir]");
}
END_TEST

START_TEST(a_column_has_its_own_marks)
{
	assert_marked("title:a b", false, TITLE, "a b", "[a] [b]");
	assert_marked("title:a b", false, TEXT, "a b", "a [b]");
	assert_marked("title:a b", false, -1, "a b", "a [b]");
}
END_TEST

START_TEST(broken_bytes_separate)
{
	assert_marked("ab", false, -1,
	    "ab\xff"
	    "ab \xe2\x82 ab",
	    "[ab]\xff[ab] \xe2\x82 [ab]");
}
END_TEST

START_TEST(no_more_marks_than_asked_for)
{
	struct query *q = parse("a \"a b\" c*", false);
	struct query_mark mark[3] = { { 9, 9 }, { 9, 9 }, { 9, 9 } };
	struct str text = str_of("a b. a, ca a b");

	ck_assert_uint_eq(query_marks(q, map, -1, text, mark, 0), 0);
	ck_assert_uint_eq(mark[0].end, 9);
	ck_assert_uint_eq(query_marks(q, map, -1, text, mark, 2), 2);
	ck_assert_uint_eq(mark[0].start, 0);
	ck_assert_uint_eq(mark[0].end, 3);
	ck_assert_uint_eq(mark[1].start, 5);
	ck_assert_uint_eq(mark[1].end, 6);
	ck_assert_uint_eq(mark[2].end, 9);
	ck_assert_uint_eq(
	    query_marks(q, map, -1, (struct str){ NULL, 0 }, mark, 3), 0);
	query_free(q);
}
END_TEST

/* The longest phrase goes round the ring of places once. */
START_TEST(a_long_phrase_is_found)
{
	struct buf query = BUF_INIT, text = BUF_INIT, want = BUF_INIT;

	buf_adds(&query, "\"");
	for (int i = 0; i < QUERY_WORDS_MAX; i++)
		buf_addf(&query, "w%d ", i);
	buf_adds(&query, "\"");
	buf_adds(&text, "w0 w1 w2 ");
	buf_adds(&want, "w0 w1 w2 [");
	for (int i = 0; i < QUERY_WORDS_MAX; i++) {
		buf_addf(&text, "w%d ", i);
		buf_addf(
		    &want, "w%d%s", i, i + 1 < QUERY_WORDS_MAX ? " " : "] ");
	}
	assert_marked(
	    buf_cstr(&query), false, -1, buf_cstr(&text), buf_cstr(&want));
	buf_fini(&query);
	buf_fini(&text);
	buf_fini(&want);
}
END_TEST

START_TEST(words_stand_in_a_text_or_not)
{
	struct query *q = parse("section:\"soviet uni\"*", false);
	const struct query_node *node = query_top(q);

	ck_assert(query_words_in(node, map, str_of("The Soviet Union")));
	ck_assert(!query_words_in(node, map, str_of("Soviet, the Union")));
	ck_assert(!query_words_in(node, map, str_of("")));
	query_free(q);
	q = parse("section:\"--\"", false);
	ck_assert(!query_words_in(query_top(q), map, str_of("--")));
	query_free(q);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, marks_are_where_the_words_are, 0, (int)NROWS);
	tcase_add_test(t, what_is_found_is_marked);
	tcase_add_test(t, the_word_that_is_typed_is_marked);
	tcase_add_test(t, a_column_has_its_own_marks);
	tcase_add_test(t, broken_bytes_separate);
	tcase_add_test(t, no_more_marks_than_asked_for);
	tcase_add_test(t, a_long_phrase_is_found);
	tcase_add_test(t, words_stand_in_a_text_or_not);
}

int
main(void)
{
	return made_run("marks", add);
}
