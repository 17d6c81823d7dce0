#include "config.h"

#include "model/format.h"

#include "running.h"
#include "unit/loading.h"

static struct printer p;
static struct query *query; /* p's, or NULL */

static const char small[] =
    "id,date,section,title,text,actors,kind,note,note,"
    "\"odd\nname\",\n"
    "a,1948-05-17,s,First thing,The first text.,\"Ann; Bob;;\",visit,n1,n2,"
    "o,x\n"
    " b ,long ago,t,\"Second, \"\"thing\"\"\",\"Two words\n\n"
    "* here\n\",,,,,,\n";

static void
start(void)
{
	setup();
	query = NULL;
	p = (struct printer){ .map = fold_map_new() };
}

static void
end(void)
{
	query_free(query);
	buf_fini(&p.out);
	fold_map_free(p.map);
	teardown();
}

/* Print all events of c. */
static void
print(const char *format)
{
	struct record r;

	buf_clear(&p.out);
	p.format = format_find(format);
	p.chronicle = c;
	p.n = 0;
	ck_assert(p.format != NULL);
	record_init(&r);
	format_begin(&p);
	for (size_t n = 0; n < chronicle_count(c); n++) {
		ck_assert(chronicle_record(c, n, &r, &e));
		format_event(&p, n, &r);
	}
	format_end(&p);
	record_fini(&r);
}

static void
assert_printed(const char *format, const char *want)
{
	print(format);
	ck_assert_str_eq(buf_cstr(&p.out), want);
}

static void
ask(const char *text)
{
	size_t column;

	query_free(query);
	query = query_parse(
	    str_of(text), chronicle_columns(c), p.map, false, &column, &e);
	ck_assert_msg(query != NULL, "%s", e.text);
	p.query = query;
}

START_TEST(formats_have_names)
{
	static const char *const names[] = { "text", "tsv", "csv", "json",
		"jsonl", "markdown", "bibtex" };

	for (size_t i = 0; i < 7; i++) {
		ck_assert_str_eq(format_at(i)->name, names[i]);
		ck_assert_ptr_eq(format_find(names[i]), format_at(i));
	}
	ck_assert_ptr_null(format_at(7));
	ck_assert_ptr_null(format_find("Text"));
}
END_TEST

START_TEST(files_have_formats)
{
	ck_assert_ptr_eq(format_of_file("a/b.c/x.txt"), format_find("text"));
	ck_assert_ptr_eq(format_of_file("x.TSV"), format_find("tsv"));
	ck_assert_ptr_eq(format_of_file("x.json.csv"), format_find("csv"));
	ck_assert_ptr_eq(format_of_file(".json"), format_find("json"));
	ck_assert_ptr_eq(format_of_file("x.jsonl"), format_find("jsonl"));
	ck_assert_ptr_eq(format_of_file("x.Md"), format_find("markdown"));
	ck_assert_ptr_eq(format_of_file("x.bib"), format_find("bibtex"));
	ck_assert_ptr_null(format_of_file("x.jso"));
	ck_assert_ptr_null(format_of_file("json"));
	ck_assert_ptr_null(format_of_file("a.csv/x"));
	ck_assert_ptr_null(format_of_file(""));
}
END_TEST

START_TEST(bibtex_has_an_entry_for_each_event)
{
	load_text("id,title\na,b\n,d\n");
	assert_printed("bibtex", "@misc{a,\n  title = {{b}},\n"
				 "  howpublished = {f.csv},\n}\n"
				 "\n"
				 "@misc{event-2,\n  title = {{d}},\n"
				 "  howpublished = {f.csv},\n}\n");
	p.base = 10;
	print("bibtex");
	ck_assert_ptr_nonnull(strstr(buf_cstr(&p.out), "@misc{event-12,"));
}
END_TEST

START_TEST(text_is_a_line_of_three_parts)
{
	load_text(small);
	assert_printed("text", "a\t1948-05-17\tFirst thing\n"
			       "b\tlong ago\tSecond, \"thing\"\n");
}
END_TEST

START_TEST(without_an_id_there_is_a_number)
{
	load_text("title,text\na,b\nc,d\n");
	assert_printed("text", "#1\t\ta\n#2\t\tc\n");
	p.base = 100;
	assert_printed("text", "#101\t\ta\n#102\t\tc\n");
}
END_TEST

START_TEST(text_shows_why)
{
	load_text(small);
	ask("words OR first");
	assert_printed("text", "a\t1948-05-17\tFirst thing\n"
			       "    The first text.\n"
			       "b\tlong ago\tSecond, \"thing\"\n"
			       "    Two words  * here\n");
	ask("bob");
	assert_printed("text", "a\t1948-05-17\tFirst thing\n"
			       "    actors: Ann; Bob;;\n"
			       "b\tlong ago\tSecond, \"thing\"\n");
}
END_TEST

START_TEST(marks_are_highlighted_if_told_so)
{
	load_text(small);
	ask("first \"the first\"");
	p.highlight = true;
	print("text");
	ck_assert_ptr_nonnull(strstr(buf_cstr(&p.out),
	    "\t\33[1;4mFirst\33[m thing\n    \33[1;4mThe first\33[m text."));
}
END_TEST

START_TEST(nothing_but_highlighting_is_an_escape)
{
	load_text("\357\273\277id,title,text\n"
		  "\33[1m,\33]0;x\7 word,a \33[31m word \302\233 \377 \tb\n");
	ask("word");
	print("text");
	ck_assert_str_eq(
	    buf_cstr(&p.out), "␛[1m\t\t␛]0;x␇ word\n    a ␛[31m word � �  b\n");
	p.ascii = true;
	print("text");
	ck_assert_str_eq(
	    buf_cstr(&p.out), "?[1m\t\t?]0;x? word\n    a ?[31m word ? ?  b\n");
}
END_TEST

START_TEST(long_texts_have_three_excerpts)
{
	struct buf text = BUF_INIT;
	const char *line;
	int lines = 0;

	buf_adds(&text, "id,title,text\nx,t,\"");
	for (int i = 0; i < 2000; i++)
		buf_adds(&text, i % 100 == 50 ? "needle " : "straw ");
	buf_adds(&text, "\"\n");
	load_text(buf_cstr(&text));
	ask("needle");
	print("text");
	line = strchr(buf_cstr(&p.out), '\n') + 1;
	for (; *line != '\0'; line = strchr(line, '\n') + 1, lines++) {
		ck_assert(strncmp(line, "    ... straw", 13) == 0);
		ck_assert_int_le(
		    strchr(line, '\n') - line, 4 + FORMAT_EXCERPT_CELLS);
		ck_assert(strncmp(strchr(line, '\n') - 4, " ...", 4) == 0);
	}
	ck_assert_int_eq(lines, FORMAT_EXCERPTS);
	buf_fini(&text);
}
END_TEST

START_TEST(json_has_all_of_an_event)
{
	static const char want[] =
	    "{\"id\":\"a\",\"date\":\"1948-05-17\",\"date_text\":"
	    "\"1948-05-17\",\"section\":\"s\",\"section_id\":\"s\","
	    "\"title\":\"First thing\",\"text\":\"The first text.\","
	    "\"kind\":\"visit\",\"actors\":[\"Ann\",\"Bob\"],\"places\":[],"
	    "\"sources\":[],\"fields\":{\"note\":\"n1\",\"note (2)\":\"n2\","
	    "\"odd name\":\"o\",\"column 11\":\"x\"}}";
	static const char other[] =
	    "{\"id\":\"b\",\"date\":\"\",\"date_text\":\"long ago\","
	    "\"section\":\"t\",\"section_id\":\"t\",\"title\":\"Second, "
	    "\\\"thing\\\"\",\"text\":\"Two words\\n\\n* here\\n\",\"kind\":"
	    "\"\",\"actors\":[],\"places\":[],\"sources\":[],\"fields\":{"
	    "\"note\":\"\",\"note (2)\":\"\",\"odd name\":\"\","
	    "\"column 11\":\"\"}}";
	struct buf b = BUF_INIT;

	load_text(small);
	buf_addf(&b, "%s\n%s\n", want, other);
	assert_printed("jsonl", buf_cstr(&b));
	buf_clear(&b);
	buf_addf(&b, "[\n%s,\n%s\n]\n", want, other);
	assert_printed("json", buf_cstr(&b));
	buf_fini(&b);
}
END_TEST

START_TEST(nothing_found_is_printed_too)
{
	load_text("id,title\n");
	assert_printed("json", "[]\n");
	assert_printed("jsonl", "");
	assert_printed("csv", "id,title\n");
	assert_printed("tsv", "id\ttitle\n");
	assert_printed("text", "");
	assert_printed("markdown", "");
	assert_printed("bibtex", "");
}
END_TEST

START_TEST(markdown_is_a_list_with_quotations)
{
	load_text(small);
	assert_printed("markdown", "- **1948-05-17** First thing\n"
				   "\n"
				   "  > The first text.\n"
				   "\n"
				   "- **long ago** Second, \"thing\"\n"
				   "\n"
				   "  > Two words\n"
				   "  >\n"
				   "  > \\* here\n");
}
END_TEST

START_TEST(markdown_says_undated)
{
	load_text("title,text,date\n1. a,,\n");
	assert_printed("markdown", "- **undated** 1\\. a\n");
}
END_TEST

/* Files that come out as they went in. */
static const char *const files[] = {
	"id,title\na,b\n",
	"id,date,title\n,,\n",
	"a b,c,\"d,\"\"e\"\"\"\n\" 1\",\"2\n3\",\"4\r\n5\"\n",
	"only\n\"\"\nx\n\"\"\n",
	"id,title\n\"\xef\xbb\xbf\",\"x \"\n",
	"id,title,title (2)\n=1+1,-2,@x\n",
};
#define NFILES ((int)(sizeof files / sizeof files[0]))

START_TEST(an_event_without_a_title_is_called_by_its_text)
{
	load_text("date,text\n1948,\"What was said\nat length\"\n1949,\n");
	assert_printed(
	    "text", "#1\t1948\tWhat was said at length\n#2\t1949\t\n");
	assert_printed("markdown",
	    "- **1948** What was said at length\n\n"
	    "  > What was said\n  > at length\n\n- **1949** \n");
}
END_TEST

START_TEST(csv_comes_out_as_it_went_in)
{
	load_text(files[_i]);
	assert_printed("csv", files[_i]);
}
END_TEST

START_TEST(tables_may_be_made_safe)
{
	load_text(files[NFILES - 1]);
	p.safe = true;
	assert_printed("csv", "id,title,title (2)\n'=1+1,'-2,'@x\n");
	assert_printed("tsv", "id\ttitle\ttitle (2)\n'=1+1\t'-2\t'@x\n");
	print("json");
	ck_assert_ptr_nonnull(strstr(buf_cstr(&p.out), "\"=1+1\""));
}
END_TEST

START_TEST(tsv_keeps_a_record_on_a_line)
{
	load_text("id,title\n\"a\tb\",\"c\nd\\\"\n");
	assert_printed("tsv", "id\ttitle\na\\tb\tc\\nd\\\\\n");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, start, end);
	tcase_add_test(tc, formats_have_names);
	tcase_add_test(tc, files_have_formats);
	tcase_add_test(tc, bibtex_has_an_entry_for_each_event);
	tcase_add_test(tc, text_is_a_line_of_three_parts);
	tcase_add_test(tc, without_an_id_there_is_a_number);
	tcase_add_test(tc, text_shows_why);
	tcase_add_test(tc, marks_are_highlighted_if_told_so);
	tcase_add_test(tc, nothing_but_highlighting_is_an_escape);
	tcase_add_test(tc, long_texts_have_three_excerpts);
	tcase_add_test(tc, json_has_all_of_an_event);
	tcase_add_test(tc, nothing_found_is_printed_too);
	tcase_add_test(tc, markdown_is_a_list_with_quotations);
	tcase_add_test(tc, markdown_says_undated);
	tcase_add_test(tc, an_event_without_a_title_is_called_by_its_text);
	tcase_add_loop_test(tc, csv_comes_out_as_it_went_in, 0, NFILES);
	tcase_add_test(tc, tables_may_be_made_safe);
	tcase_add_test(tc, tsv_keeps_a_record_on_a_line);
}

int
main(void)
{
	return run_tests("format", add_tests);
}
