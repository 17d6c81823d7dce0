#include "config.h"

#include "unit/querying.h"

/* ---- what is not -------------------------------------------------------- */

static const struct {
	const char *text;
	size_t column;
	const char *message;
} mistakes[] = {
	{ "\"", 1, "closing quote is missing" },
	{ "ab \"cd ef", 4, "closing quote is missing" },
	{ "\u05e6\u05d4\"", 3, "closing quote is missing" },
	{ "title:\"a", 7, "closing quote is missing" },
	{ "5\"", 2, "closing quote is missing" },
	{ "\"\"", 1, "nothing to search for in \"\"" },
	{ "\"++\"", 1, "nothing to search for in \"++\"" },
	{ "++", 1, "nothing to search for in \"++\"" },
	{ " -", 2, "nothing to search for in \"-\"" },
	{ "-++", 2, "nothing to search for in \"++\"" },
	{ "+ -", 1, "nothing to search for in \"+\"" },
	{ "::", 1, "nothing to search for in \"::\"" },
	{ "a title:++", 9, "nothing to search for in \"++\"" },
	{ "(a", 1, "closing parenthesis is missing" },
	{ "a (b (c)", 3, "closing parenthesis is missing" },
	{ "a)", 2, "no parenthesis is open here" },
	{ "a OR )", 3, "nothing follows \"OR\"" },
	{ ":)", 2, "no parenthesis is open here" },
	{ "()", 1, "nothing between the parentheses" },
	{ "a ( )", 3, "nothing between the parentheses" },
	{ "OR", 1, "nothing before \"OR\"" },
	{ "OR a", 1, "nothing before \"OR\"" },
	{ "a (OR b)", 4, "nothing before \"OR\"" },
	{ "AND a", 1, "nothing before \"AND\"" },
	{ "a OR", 3, "nothing follows \"OR\"" },
	{ "a OR OR b", 3, "nothing follows \"OR\"" },
	{ "a OR AND b", 3, "nothing follows \"OR\"" },
	{ "a AND OR b", 3, "nothing follows \"AND\"" },
	{ "a AND", 3, "nothing follows \"AND\"" },
	{ "a NOT", 3, "nothing follows \"NOT\"" },
	{ "a NOT OR b", 3, "nothing follows \"NOT\"" },
	{ "-(", 2, "closing parenthesis is missing" },
	{ "*a", 1, "* stands only at the end of a word" },
	{ "a*b", 1, "* stands only at the end of a word" },
	{ "title:a*b*", 7, "* stands only at the end of a word" },
	{ "a titel:b", 3, "no column is named \"titel\"" },
	{ "\u05d0\u05d1 titel:b", 4, "no column is named \"titel\"" },
	{ "titel:\"b\"", 1, "no column is named \"titel\"" },
	{ "titel:(b)", 1, "no column is named \"titel\"" },
	{ "\"no such\":b", 1, "no column is named \"no such\"" },
	{ "\"no such\">b", 1, "no column is named \"no such\"" },
	{ "yaer>1990", 1, "no column is named \"yaer\"" },
	{ "E=mc2", 1, "no column is named \"E\"" },
	{ "before>1990", 1, "no column is named \"before\"" },
	{ "yaer > 1990", 6, "no column before \">\"" },
	{ "a >= b", 3, "no column before \">=\"" },
	{ "<b>", 1, "no column before \"<\"" },
	{ "title:", 1, "nothing follows \"title:\"" },
	{ "a title:", 3, "nothing follows \"title:\"" },
	{ "title: OR a", 1, "nothing follows \"title:\"" },
	{ "(title:)", 2, "nothing follows \"title:\"" },
	{ "year>", 1, "nothing follows \"year>\"" },
	{ "\"my column\"=", 1, "nothing follows \"\"my column\"=\"" },
	{ "date:196", 6, "196: not an EDTF date" },
	{ "date:2019-02-29", 6, "2019-02-29: no such day" },
	{ "day:5-17", 5, "'5-17' is not MM-DD" },
	{ "a day:02-30", 7, "02-30: no such day" },
	{ "day:*", 5, "'*' is not MM-DD" },
	{ "day:\"\"", 5, "'' is not MM-DD" },
	{ "day>05-17", 1, "no column is named \"day\"" },
	{ "date:May", 6, "May: not an EDTF date" },
	{ "date:\"\"", 6, "\"\" is no date" },
	{ "date:2014..x", 6, "x: not an EDTF date" },
	{ "date:2018..2014", 6, "\"2018..2014\" ends before it begins" },
	{ "date>x", 6, "x: not an EDTF date" },
	{ "before:../1950", 8, "\"../1950\" has no first day" },
	{ "after:1950..", 7, "\"1950..\" has no last day" },
	{ "is:new", 4,
	    "\"new\" is none of bookmarked, note, list, read, unread" },
	{ "a\nb", 2, "control character U+000A" },
	{ "a\x1b[31m", 2, "control character U+001B" },
	{ "a\xc2\x9b", 2, "control character U+009B" },
	{ "a\x7f", 2, "control character U+007F" },
	{ "\u05d0\xffz", 2, "byte ff is not UTF-8" },
	{ "a\xed\xa0\x80", 2, "byte ed is not UTF-8" },
	{ "\u202eabc:x", 1, "no column is named \"\ufffdabc\"" },
};

START_TEST(mistakes_are_told)
{
	assert_mistake(str_of(mistakes[_i].text), false, mistakes[_i].column,
	    mistakes[_i].message);
}
END_TEST

START_TEST(long_pieces_are_cut_in_a_message)
{
	struct buf text = BUF_INIT;

	buf_adds(&text, "is:");
	for (int i = 0; i < 40; i++)
		buf_adds(&text, "\u05d0");
	assert_mistake(buf_str(&text), false, 4,
	    "\"\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0"
	    "\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0"
	    "\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0\u05d0"
	    "...\" is none of bookmarked, note, list, read, unread");
	buf_fini(&text);
}
END_TEST

START_TEST(a_zero_is_a_control_character)
{
	assert_mistake(
	    (struct str){ "ab\0c", 4 }, false, 3, "control character U+0000");
}
END_TEST

/* ---- while it is typed -------------------------------------------------- */

static const struct {
	const char *text, *tree;
} typed[] = {
	{ "", "all[]" },
	{ "recog", "[recog*]" },
	{ "recog ", "[recog]" },
	{ "a recog", "([a] & [recog*])" },
	{ "recog a", "([recog] & [a*])" },
	{ "C++", "[c]" },
	{ "co-op", "[co+op/coop*]" },
	{ "co-", "[co]" },
	{ "\"golda me", "[golda+me*]" },
	{ "\"golda ", "[golda]" },
	{ "\"golda meir\"", "[golda+meir]" },
	{ "\"", "all[]" },
	{ "\"\"", NULL }, /* it is finished */
	{ "a \"", "[a]" },
	{ "\u05e6\u05d4\"", "[\u05e6\u05d4]" },
	{ "\u05e6\u05d4\"\u05dc", "[\u05e6\u05d4\u05dc*]" },
	{ "\u624b\u673a", "[\u624b\u673a*]" },
	{ "-", "all[]" },
	{ "a -", "[a]" },
	{ "a -b", "([a] & ![b*])" },
	{ "++", "all[]" },
	{ "O", "[o*]" },
	{ "OR", "all[]" },
	{ "ORT", "[ort*]" },
	{ "a O", "([a] & [o*])" },
	{ "a OR", "[a]" },
	{ "a OR ", "[a]" },
	{ "a OR b", "([a] | [b*])" },
	{ "a AND ", "[a]" },
	{ "a NOT ", "[a]" },
	{ "a NOT", "[a]" },
	{ "(", "all[]" },
	{ "a (", "[a]" },
	{ "a (b", "([a] & [b*])" },
	{ "a (b OR ", "([a] & [b])" },
	{ "a -(", "[a]" },
	{ "title", "[title*]" },
	{ "title:", "all[]" },
	{ "title: ", "all[]" },
	{ "title:a", "[c3:a*]" },
	{ "title:\"a b", "[c3:a+b*]" },
	{ "title:(a OR b", "([c3:a] | [c3:b*])" },
	{ "title:++", "all[]" },
	{ "titel:", "[titel]" },
	{ "year", "[year*]" },
	{ "year>", "all[]" },
	{ "year>1", "?[c9>'1']" },
	{ "kind=", "all[]" },
	{ "kind=vis", "=[c7'vis'*]" },
	{ "kind=\"A vis", "=[c7'A vis'*]" },
	{ "kind=\"A visit\"", "=[c7'A visit']" },
	{ "kind=vis ", "=[c7'vis']" },
	{ "date:1", "all[]" },
	{ "date:19", "date[1900-01-01..1999-12-31]" },
	{ "date:196", "date[1960-01-01..1969-12-31]" },
	{ "date:1967", "date[1967-01-01..1967-12-31]" },
	{ "date:1967-", "date[1967-01-01..1967-12-31]" },
	{ "date:1967-0", "date[1967-01-01..1967-12-31]" },
	{ "date:1967-06-1", "date[1967-06-01..1967-06-30]" },
	{ "date:1967.", "date[1967-01-01..1967-12-31]" },
	{ "date:1967..", "date[1967-01-01..]" },
	{ "date:1967..19", "date[1967-01-01..]" },
	{ "date:1967..1950", "date[1967-01-01..]" },
	{ "date:x", "all[]" },
	{ "day:", "all[]" },
	{ "day:0", "all[]" },
	{ "day:05-1", "all[]" },
	{ "day:05-17", "day[05-17]" },
	{ "day:13-01", "all[]" },
	{ "before:", "all[]" },
	{ "before:19", "date[..1899-12-31]" },
	{ "before:../1950", "all[]" },
	{ "date>19", "?[c1>'19'1900-01-01..1999-12-31]" },
	{ "date>x", "all[]" },
	{ "section:sov", "section[sov|sov*]" },
	{ "section:\"Soviet ", "section[Soviet |soviet]" },
	{ "is:", "all[]" },
	{ "is:\"", "all[]" },
	{ "is:book", "is[bookmarked]" },
	{ "is:x", "all[]" },
	{ "note:x", "note[x*]" },
	{ "https:", "[https]" },
	{ "https://exa", "[https+exa*]" },
};

START_TEST(what_is_typed_may_be_unfinished)
{
	if (typed[_i].tree != NULL)
		assert_tree(typed[_i].text, true, typed[_i].tree);
	else
		assert_mistake(str_of(typed[_i].text), true, 1,
		    "nothing to search for in \"\"");
}
END_TEST

/* Mistakes that the next key does not mend are told at once. */
START_TEST(what_is_typed_may_be_wrong)
{
	static const struct {
		const char *text;
		size_t column;
		const char *message;
	} wrong[] = {
		{ "titel:b", 1, "no column is named \"titel\"" },
		{ "a)", 2, "no parenthesis is open here" },
		{ "OR a", 1, "nothing before \"OR\"" },
		{ "a OR OR ", 3, "nothing follows \"OR\"" },
		{ "a > ", 3, "no column before \">\"" },
		{ "day:05-1 a", 5, "'05-1' is not MM-DD" },
		{ "date:x y", 6, "x: not an EDTF date" },
		{ "is:x y", 4,
		    "\"x\" is none of bookmarked, note, list, read, unread" },
		{ "a*b", 1, "* stands only at the end of a word" },
		{ "title: OR ", 1, "nothing follows \"title:\"" },
		{ "\a", 1, "control character U+0007" },
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_mistake(str_of(wrong[i].text), true, wrong[i].column,
		    wrong[i].message);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, mistakes_are_told, 0, COUNT(mistakes));
	tcase_add_test(tc, long_pieces_are_cut_in_a_message);
	tcase_add_test(tc, a_zero_is_a_control_character);
	tcase_add_loop_test(
	    tc, what_is_typed_may_be_unfinished, 0, COUNT(typed));
	tcase_add_test(tc, what_is_typed_may_be_wrong);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("query_wrong", add_tests);
}
