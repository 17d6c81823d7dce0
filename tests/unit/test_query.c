#include "config.h"

#include "unit/querying.h"

static const struct {
	const char *text, *tree;
} trees[] = {
	/* words */
	{ "", "all[]" },
	{ " \t ", "all[]" },
	{ "*", "all[]" },
	{ "gromyko", "[gromyko]" },
	{ "Gromyko partition", "([gromyko] & [partition])" },
	{ "a b c", "(([a] & [b]) & [c])" },
	{ "\u3000a\u00a0b\u2009", "([a] & [b])" },
	{ "recog*", "[recog*]" },
	{ "recog**", "[recog*]" },
	{ "* recog", "(all[] & [recog])" },
	{ "or and not", "(([or] & [and]) & [not])" },
	{ "a|b", "[a+b]" },
	{ "\u0401\u043b\u043a\u0430", "[\u0435\u043b\u043a\u0430]" },
	/* words that are cut */
	{ "C++", "[c]" },
	{ "AC/DC", "[ac+dc]" },
	{ "EL/W-2090", "[el+w+2090]" },
	{ "S-300", "[s+300/s300]" },
	{ "O'Brien", "[o+brien/obrien]" },
	{ "O\u2019Brien", "[o+brien/obrien]" },
	{ "co-operate*", "[co+operate/cooperate*]" },
	{ "1892-03", "[1892+03]" },
	{ "foo.bar", "[foo+bar]" },
	{ "12:30", "[12+30]" },
	{ "https://example.org/a?b=c", "[https+example+org+a+b+c]" },
	{ "\U0001F600", "[\U0001F600]" },
	{ "ok\U0001F600", "[ok+\U0001F600]" },
	/* runs without blanks: pairs, and a lone letter begins one */
	{ "\u624b", "[\u624b*]" },
	{ "\u624b\u673a", "[\u624b\u673a]" },
	{ "\u4e70\u624b\u673a", "[\u4e70\u624b+\u624b\u673a]" },
	{ "\u624b\u673aab", "[\u624b\u673a+\u673a+ab]" },
	{ "ab\u624b", "[ab+\u624b*]" },
	{ "\u4e70\u624b \u673a", "([\u4e70\u624b] & [\u673a*])" },
	/* phrases */
	{ "\"golda meir\"", "[golda+meir]" },
	{ "\"golda mei\"*", "[golda+mei*]" },
	{ "\"golda\"meir", "([golda] & [meir])" },
	{ "golda\"meir\"", "([golda] & [meir])" },
	{ "\"OR\"", "[or]" },
	{ "\"a (b) -c d*\"", "[a+b+c+d]" },
	{ "\"say \"\"hi\"\" now\"", "[say+hi+now]" },
	/* a quotation mark between Hebrew letters */
	{ "\u05e6\u05d4\"\u05dc", "[\u05e6\u05d4\u05dc]" },
	{ "\"\u05e6\u05d4\"\u05dc \u05d5\"", "[\u05e6\u05d4\u05dc+\u05d5]" },
	{ "\u05e6\u05b7\u05d4\u05b7\"\u05dc", "[\u05e6\u05d4\u05dc]" },
	{ "\u05e6\"a\"", "([\u05e6] & [a])" },
	{ "\"\u05e9\u05dc\u05d5\u05dd\"", "[\u05e9\u05dc\u05d5\u05dd]" },
	/* not, or, groups */
	{ "-a", "![a]" },
	{ "a -b", "([a] & ![b])" },
	{ "a NOT b", "([a] & ![b])" },
	{ "a AND NOT -b", "([a] & [b])" },
	{ "NOT NOT NOT a", "![a]" },
	{ "-(-(-a))", "![a]" },
	{ "-\"a b\"", "![a+b]" },
	{ "-(a b)", "!([a] & [b])" },
	{ "-5", "![5]" },
	{ "a OR b", "([a] | [b])" },
	{ "a b OR c d", "(([a] & [b]) | ([c] & [d]))" },
	{ "a OR b OR -c", "(([a] | [b]) | ![c])" },
	{ "a (b OR c)", "([a] & ([b] | [c]))" },
	{ "(a)(b)", "([a] & [b])" },
	{ "((a))", "[a]" },
	{ "a AND b", "([a] & [b])" },
	{ "a AND b OR c", "(([a] & [b]) | [c])" },
	{ "-*", "!all[]" },
	/* symbols next to words say nothing */
	{ "a - b", "([a] & [b])" },
	{ "a & b", "([a] & [b])" },
	{ "a OR ++", "[a]" },
	{ "++ OR a", "[a]" },
	{ "a -++", "[a]" },
	{ "(a) (++)", "[a]" },
	{ "a -> b", "([a] & [b])" },
	{ "--a", "[a]" },
	{ ":a", "[a]" },
	{ "a : b", "([a] & [b])" },
	/* fields */
	{ "title:a", "[c3:a]" },
	{ "TITLE:a", "[c3:a]" },
	{ "headline:a", "[c3:a]" },
	{ "text:a", "[c4:a]" },
	{ "actor:a", "[l5:a]" },
	{ "actors:a", "[l5:a]" },
	{ "place:a", "[l6:a]" },
	{ "kind:a", "[c7:a]" },
	{ "source:15", "[l8:15]" },
	{ "id:1948-recognition", "[c0:1948+recognition/1948recognition]" },
	{ "year:1948", "[c9:1948]" },
	{ "\"my column\":a", "[c10:a]" },
	{ "\"My Column\":a", "[c10:a]" },
	{ "\" my column \":a", "[c10:a]" },
	{ "\"gro\u00dfe M\":a", "[c11:a]" },
	{ "\u0438\u043c\u044f:a", "[c12:a]" },
	{ "title:\"a b\"", "[c3:a+b]" },
	{ "title:\"a b\"*", "[c3:a+b*]" },
	{ "title:a*", "[c3:a*]" },
	{ "title: a", "[c3:a]" },
	{ "title:-a", "[c3:a]" },
	{ "-title:a", "![c3:a]" },
	{ "title:a:b", "[c3:a+b]" },
	{ "title:OR", "[c3:or]" },
	{ "title:(a OR b)", "([c3:a] | [c3:b])" },
	{ "title:(a -\"b c\")", "([c3:a] & ![c3:b+c])" },
	{ "title:(a text:b c)", "(([c3:a] & [c4:b]) & [c3:c])" },
	{ "title:(a) b", "([c3:a] & [b])" },
	{ "title:*", "?[c3>'']" },
	{ "-title:*", "!?[c3>'']" },
	{ "title:co-operate", "[c3:co+operate/cooperate]" },
	/* what looks like a field and is none */
	{ "Moscow: a history", "(([moscow] & [a]) & [history])" },
	{ "\"War and Peace\": a", "([war+and+peace] & [a])" },
	{ "titel:", "[titel]" },
	/* exact and compared */
	{ "year=1948", "=[c9'1948']" },
	{ "year==1948", "=[c9'1948']" },
	{ "kind=\"A visit\"", "=[c7'A visit']" },
	{ "kind=\" A visit \"", "=[c7'A visit']" },
	{ "kind=\"\"", "=[c7'']" },
	{ "kind=vis*", "=[c7'vis*']" },
	{ "kind=(a OR b)", "(=[c7'a'] | =[c7'b'])" },
	{ "actor=\"Golda Meir\"", "=[l5'Golda Meir']" },
	{ "section=oil", "=[c2'oil']" },
	{ "title=a:b", "=[c3'a:b']" },
	{ "year>10", "?[c9>'10']" },
	{ "year>=10", "?[c9>='10']" },
	{ "year=>10", "?[c9>='10']" },
	{ "year<-10", "?[c9<'-10']" },
	{ "year <= 10", "?[c9<='10']" },
	{ "\"my column\" > a", "?[c10>'a']" },
	{ "year<=2020-05", "?[c9<='2020-05'2020-05-01..2020-05-31]" },
	{ "date>1990", "?[c1>'1990'1990-01-01..1990-12-31]" },
	{ "date=1990", "=[c1'1990']" },
	/* dates */
	{ "date:1967", "date[1967-01-01..1967-12-31]" },
	{ "date:1948-05-17", "date[1948-05-17..1948-05-17]" },
	{ "date:1948-05", "date[1948-05-01..1948-05-31]" },
	{ "date:199X", "date[1990-01-01..1999-12-31]" },
	{ "date:1948~", "date[1948-01-01..1948-12-31]" },
	{ "date:2014..2018", "date[2014-01-01..2018-12-31]" },
	{ "date:\"2014 .. 2018\"", "date[2014-01-01..2018-12-31]" },
	{ "date:..1950", "date[..1950-12-31]" },
	{ "date:1948-05..", "date[1948-05-01..]" },
	{ "date:1948-05..1948-06-02", "date[1948-05-01..1948-06-02]" },
	{ "date:1970/1999", "date[1970-01-01..1999-12-31]" },
	{ "date:2022-02-24/..", "date[2022-02-24..]" },
	{ "date:-0044", "date[-044-01-01..-044-12-31]" },
	{ "date:*", "date[..]" },
	{ "date:..", "date[..]" },
	{ "date:(1967 OR 1973)",
	    "(date[1967-01-01..1967-12-31] | date[1973-01-01..1973-12-31])" },
	{ "before:1990", "date[..1989-12-31]" },
	{ "after:2000-05", "date[2000-06-01..]" },
	{ "after:2014..2018", "date[2019-01-01..]" },
	{ "before:1990 -after:1980",
	    "(date[..1989-12-31] & !date[1981-01-01..])" },
	/* a day of any year */
	{ "day:05-17", "day[05-17]" },
	{ "DAY:02-29 war", "(day[02-29] & [war])" },
	{ "day:\" 05-17 \"", "day[05-17]" },
	{ "-day:(05-17 OR 12-31)", "!(day[05-17] | day[12-31])" },
	/* sections, states, notes */
	{ "section:oil", "section[oil|oil]" },
	{ "section:\"Soviet Union\"", "section[Soviet Union|soviet+union]" },
	{ "section:sov*", "section[sov*|sov*]" },
	{ "section:*", "all[]" },
	{ "section:(a OR b)", "(section[a|a] | section[b|b])" },
	{ "\"section\":oil", "[c2:oil]" },
	{ "is:bookmarked", "is[bookmarked]" },
	{ "IS:Bookmarked", "is[bookmarked]" },
	{ "has:note", "is[note]" },
	{ "has:notes", "is[note]" },
	{ "\"is\":x", "[c13:x]" },
	{ "note:x", "note[x]" },
	{ "note:*", "is[note]" },
	{ "note:\"a b\"", "note[a+b]" },
	{ "list:a", "list[a]" },
	{ "list:\"a b\"", "list[a+b]" },
	{ "list:*", "is[listed]" },
	{ "has:list", "is[listed]" },
};

START_TEST(queries_are_understood)
{
	assert_tree(trees[_i].text, false, trees[_i].tree);
}
END_TEST

START_TEST(a_column_of_days_is_found_in)
{
	columns_add(&columns, str_of("Day"));
	assert_tree("day:5", false, "[c14:5]");
	assert_tree("day:x* a", false, "([c14:x*] & [a])");
	assert_tree("day:*", false, "?[c14>'']");
	assert_tree("day>5", false, "?[c14>'5']");
	assert_tree("\"day\":05-17", false, "[c14:05+17]");
	assert_tree("day:05-17", false, "day[05-17]");
	assert_tree("day:05-1", true, "[c14:05+1*]");
}
END_TEST

/* ---- bounds ------------------------------------------------------------- */

static void
add_times(struct buf *out, const char *text, size_t n)
{
	while (n-- > 0)
		buf_adds(out, text);
}

START_TEST(bytes_are_bounded)
{
	struct buf b = BUF_INIT;

	add_times(&b, "a", QUERY_BYTES_MAX);
	assert_tree(buf_cstr(&b), false,
	    "[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "]");
	buf_addc(&b, 'a');
	assert_mistake(buf_str(&b), false, 1024, "more than 1024 bytes");
	add_times(&b, "NOT ", 10000);
	assert_mistake(buf_str(&b), true, 1024, "more than 1024 bytes");
	buf_clear(&b);
	add_times(&b, "\u05d0", QUERY_BYTES_MAX);
	assert_mistake(buf_str(&b), false, 512, "more than 1024 bytes");
	buf_clear(&b);
	add_times(&b, "\xff", 1000000); /* the length is looked at first */
	assert_mistake(buf_str(&b), false, 1024, "more than 1024 bytes");
	buf_fini(&b);
}
END_TEST

START_TEST(terms_are_bounded)
{
	struct buf b = BUF_INIT;
	size_t column;
	struct query *q;

	add_times(&b, "+ ", 100);
	add_times(&b, "x ", QUERY_TERMS_MAX);
	q = query_parse(buf_str(&b), &columns, map, false, &column, NULL);
	ck_assert(q != NULL);
	query_free(q);
	buf_adds(&b, "OR y");
	assert_mistake(buf_str(&b), false, 200 + 2 * QUERY_TERMS_MAX + 4,
	    "more than 32 terms");
	buf_fini(&b);
}
END_TEST

START_TEST(depth_is_bounded)
{
	struct buf b = BUF_INIT;

	add_times(&b, "(", QUERY_DEPTH_MAX);
	buf_addc(&b, 'x');
	add_times(&b, ")", QUERY_DEPTH_MAX);
	assert_tree(buf_cstr(&b), false, "[x]");

	buf_clear(&b);
	add_times(&b, "(", QUERY_DEPTH_MAX + 1);
	assert_mistake(buf_str(&b), true, QUERY_DEPTH_MAX + 1,
	    "parentheses are nested more than 16 deep");
	buf_fini(&b);
}
END_TEST

START_TEST(words_of_a_phrase_are_bounded)
{
	struct buf b = BUF_INIT;
	size_t column;
	struct query *q;

	buf_adds(&b, "y \"");
	add_times(&b, "x ", QUERY_WORDS_MAX);
	buf_adds(&b, "\"");
	q = query_parse(buf_str(&b), &columns, map, false, &column, NULL);
	ck_assert(q != NULL);
	ck_assert_uint_eq(query_top(q)->right->nwords, QUERY_WORDS_MAX);
	query_free(q);
	b.n--;
	buf_adds(&b, "z\"");
	assert_mistake(
	    buf_str(&b), false, 3, "more than 64 words in one phrase");
	buf_fini(&b);
}
END_TEST

/* As many nodes as there can be: joints and NOTs, taken back and made anew. */
START_TEST(the_tree_holds_all_nodes)
{
	struct buf b = BUF_INIT;
	size_t column;
	struct query *q;

	for (int i = 0; i < QUERY_TERMS_MAX - 1; i++)
		buf_adds(&b, i % 3 == 0 ? "-(-(-(-(-(-(-x))))) " : "-(-y ");
	buf_adds(&b, "-z");
	for (int typing = 0; typing < 2; typing++) {
		q = query_parse(
		    buf_str(&b), &columns, map, typing != 0, &column, NULL);
		query_free(q);
	}
	buf_clear(&b);
	for (int i = 0; i < QUERY_TERMS_MAX; i++)
		buf_adds(&b, "-(-(-(-(-(-(-(-(-x))))))))");
	ck_assert_uint_le(b.n, QUERY_BYTES_MAX);
	q = query_parse(buf_str(&b), &columns, map, false, &column, NULL);
	ck_assert(q != NULL);
	query_free(q);
	buf_fini(&b);
}
END_TEST

START_TEST(without_columns_there_are_only_words)
{
	struct columns none;
	struct err e;
	size_t column;
	struct query *q;

	columns_init(&none);
	ck_assert(query_parse(str_of("title:x"), &none, map, false, &column,
		      &e) == NULL);
	ck_assert_str_eq(e.text, "no column is named \"title\"");
	q = query_parse(
	    str_of("x date:1967 section:y"), &none, map, false, &column, &e);
	ck_assert(q != NULL);
	query_free(q);
	query_free(NULL);
}
END_TEST

/* A column called note is the file's; a role goes before a column's name. */
START_TEST(names_may_clash)
{
	struct columns clash;
	size_t column;
	struct query *q;

	columns_init(&clash);
	columns_add(&clash, str_of("text"));
	columns_add(&clash, str_of("body"));
	columns_add(&clash, str_of("note"));
	clash.role[ROLE_TEXT] = 1;
	q = query_parse(str_of("text:a \"text\":b note:c"), &clash, map, false,
	    &column, NULL);
	ck_assert(q != NULL);
	ck_assert_int_eq(query_top(q)->left->left->column, 1);
	ck_assert_int_eq(query_top(q)->left->right->column, 0);
	ck_assert_int_eq(query_top(q)->right->kind, QUERY_WORDS);
	ck_assert_int_eq(query_top(q)->right->column, 2);
	query_free(q);
	columns_fini(&clash);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, queries_are_understood, 0, COUNT(trees));
	tcase_add_test(tc, a_column_of_days_is_found_in);
	tcase_add_test(tc, bytes_are_bounded);
	tcase_add_test(tc, terms_are_bounded);
	tcase_add_test(tc, depth_is_bounded);
	tcase_add_test(tc, words_of_a_phrase_are_bounded);
	tcase_add_test(tc, the_tree_holds_all_nodes);
	tcase_add_test(tc, without_columns_there_are_only_words);
	tcase_add_test(tc, names_may_clash);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("query", add_tests);
}
