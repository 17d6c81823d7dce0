#include "config.h"

#include "model/intake.h"

#include "model/delivery.h"
#include "running.h"
#include "unit/loading.h"

START_TEST(an_empty_file_has_no_columns)
{
	static const char *const texts[] = { "", "\n\n\n", "\xEF\xBB\xBF" };

	load_text(texts[_i]);
	ck_assert_uint_eq(chronicle_count(c), 0);
	ck_assert_uint_eq(chronicle_columns(c)->n, 0);
	ck_assert_str_eq(chronicle_name(c), "");
	ck_assert_str_eq(chronicle_title(c), "f.csv");
	assert_problems(1);
	assert_problem(
	    0, PROBLEM_FIELDS, "f.csv:1: is empty: no header, no events", "");
}
END_TEST

START_TEST(what_cannot_be_opened_is_said_at_once)
{
	ck_assert(loader_start("nowhere.csv", &usual, box, &e) == NULL);
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_str_eq(e.text, "nowhere.csv: No such file or directory");
	ck_assert(loader_start(dir, &usual, box, &e) == NULL);
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(strstr(e.text, ": no datapackage.json in it") != NULL);
	ck_assert(!chronicle_load(c, "nowhere.csv", &usual, &e));
	ck_assert(mailbox_take(box) == NULL);
}
END_TEST

START_TEST(options_decide_over_the_file)
{
	struct loader_options o = { .delimiter = ';',
		.quote = '\'',
		.no_header = true,
		.role.column = { [ROLE_TITLE] = "3" } };

	put("f.csv", "1;'a;b';c\n2;d;e\n");
	ck_assert_msg(chronicle_load(c, "f.csv", &o, &e), "%s", e.text);
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_uint_eq(chronicle_columns(c)->n, 3);
	ck_assert_str_eq(chronicle_columns(c)->name[2], "column 3");
	ck_assert_int_eq(chronicle_columns(c)->role[ROLE_TITLE], 2);
	assert_text(0, 1, "a;b");
	assert_text(1, 0, "2");
}
END_TEST

START_TEST(options_that_make_no_sense_fail)
{
	struct loader_options same = { .delimiter = '"' };
	struct loader_options role = { .role.column = {
					   [ROLE_DATE] = "when" } };

	put("f.csv", "a,b\n1,2\n");
	ck_assert(!chronicle_load(c, "f.csv", _i == 0 ? &same : &role, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert(!chronicle_loading(c));
}
END_TEST

START_TEST(too_few_fields_are_filled)
{
	load_text("id,title,text\n1,one\n2,two,text\n");
	ck_assert_uint_eq(chronicle_count(c), 2);
	assert_text(0, 1, "one");
	assert_text(0, 2, "");
	assert_problems(1);
	assert_problem(
	    0, PROBLEM_FIELDS, "f.csv:2: 2 fields instead of 3", "1,one");
}
END_TEST

START_TEST(too_many_fields_stay_in_the_last)
{
	load_text("id,title,text\n1,one,It was cold, wet, and late.\n"
		  "2,two,text,,\n3,three,\"a \"\"b\"\"\", c\n4,four,, x , \n"
		  "5,\"a, b\",c , d\n6,six,a, \"b\"\n");
	assert_text(5, 2, "a,b");
	assert_text(2, 2, "a \"b\",c");
	assert_text(3, 2, ", x");
	assert_text(4, 2, "c , d");
	assert_text(0, 2, "It was cold, wet, and late.");
	assert_text(1, 2, "text");
	assert_problems(5);
	assert_problem(0, PROBLEM_FIELDS, "f.csv:2: 5 fields instead of 3",
	    "1,one,It was cold, wet, and late.");
}
END_TEST

START_TEST(a_delimiter_at_the_end_of_lines_is_no_problem)
{
	load_text("\xEF\xBB\xBF\xEF\xBB\xBFid,title,,\n1,one\n2,two,\n"
		  "3,three,x,y,,\n4\n");
	ck_assert_str_eq(chronicle_columns(c)->name[0], "id");
	assert_text(2, 3, "y");
	assert_problems(1);
	assert_problem(0, PROBLEM_FIELDS, "f.csv:5: 1 field instead of 4", "4");
}
END_TEST

START_TEST(more_columns_than_a_table_bears_are_folded)
{
	struct buf b = BUF_INIT;

	for (int line = 0; line < 2; line++) {
		for (int i = 0; i < 3000; i++)
			buf_addf(&b, "%s%c%d", i > 0 ? "," : "",
			    line == 0 ? 'h' : 'v', i);
		buf_addc(&b, '\n');
	}
	put_bytes("f.csv", buf_str(&b));
	buf_fini(&b);
	load("f.csv");
	ck_assert_uint_eq(chronicle_count(c), 1);
	ck_assert_uint_eq(
	    chronicle_columns(c)->n, SEGMENT_COLUMNS_MAX - ROLE_NROLES);
	ck_assert_str_eq(chronicle_columns(c)->name[1980], CSV_MORE_COLUMNS);
	assert_text(0, 1979, "v1979");
}
END_TEST

START_TEST(the_line_of_excel_counts)
{
	load_text("sep=;\r\ndate;title\r\n2019-02-29;a\r\n");
	ck_assert_uint_eq(chronicle_count(c), 1);
	ck_assert_uint_eq(chronicle_columns(c)->n, 2);
	ck_assert_uint_eq(chronicle_problems(c)->at[0].line, 3);
}
END_TEST

START_TEST(bad_dates_are_undated_and_told)
{
	size_t dated;

	load_text("date,title\n2019-02-29,a\nlast week,b\n,c\n1948-05-17,d\n");
	ck_assert_uint_eq(chronicle_count(c), 4);
	chronicle_order(c, &dated);
	ck_assert_uint_eq(dated, 1);
	ck_assert_int_eq(chronicle_date(c, 0).precision, DATE_NONE);
	assert_text(0, 0, "2019-02-29");
	assert_problems(2);
	assert_problem(0, PROBLEM_DATE, "f.csv:2:1: 2019-02-29: no such day",
	    "2019-02-29");
	ck_assert_int_eq(chronicle_problems(c)->at[1].kind, PROBLEM_DATE);
	ck_assert_uint_eq(chronicle_problems(c)->at[1].line, 3);
	ck_assert_str_eq(section_of(0)->title, "undated");
	ck_assert_str_eq(section_of(3)->title, "1940s");
}
END_TEST

START_TEST(ids_that_are_missing_or_twins_are_told)
{
	load_text("title,id\na,x\nb,\nc,x\nd,y\n");
	ck_assert_uint_eq(chronicle_count(c), 4);
	assert_text(2, 1, "x");
	assert_problems(2);
	assert_problem(0, PROBLEM_ID, "f.csv:3:2: no id", "");
	assert_problem(1, PROBLEM_ID, "f.csv:4:2: id is not unique: x", "x");
}
END_TEST

START_TEST(an_open_quote_costs_no_more_than_its_line)
{
	load_text("id,title\n1,one\n2,\"two\n3,three\n");
	ck_assert_uint_eq(chronicle_count(c), 3);
	assert_text(1, 1, "\"two");
	assert_text(2, 1, "three");
	assert_problems(1);
	ck_assert_int_eq(chronicle_problems(c)->at[0].kind, PROBLEM_QUOTE);
	ck_assert_uint_eq(chronicle_problems(c)->at[0].line, 3);
}
END_TEST

START_TEST(an_open_quote_in_the_header_fails)
{
	put("f.csv", "id,\"title\n1,one\n");
	ck_assert(!chronicle_load(c, "f.csv", &usual, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(
	    e.text, "f.csv:1: quote opened in the header is never closed");
	ck_assert_uint_eq(chronicle_count(c), 0);
}
END_TEST

/* What the chronicle says it was read as; NULL: UTF-8. */
static void
assert_encoding(const char *want, bool want_guessed)
{
	bool guessed;
	const char *name = chronicle_encoding(c, &guessed);

	if (want == NULL)
		ck_assert_ptr_null(name);
	else
		ck_assert_str_eq(name, want);
	ck_assert_int_eq(guessed, want_guessed);
}

static void
load_by(const char *path, const char *encoding)
{
	struct loader_options options = { .encoding = encoding };

	chronicle_free(c);
	c = chronicle_new();
	ck_assert_msg(chronicle_load(c, path, &options, &e), "%s", e.text);
}

START_TEST(utf8_is_not_told)
{
	load_text("id,title\n1,caf\xC3\xA9\n");
	assert_encoding(NULL, false);
}
END_TEST

START_TEST(utf16_is_read_and_told)
{
	static const char file[] =
	    "\xFF\xFEi\0d\0,\0t\0\n\0\x31\0,\0\xE9\0\x3D\xD8\n";

	put_bytes("f.csv", (struct str){ file, sizeof file });
	load("f.csv");
	assert_encoding("UTF-16LE", false);
	assert_text(0, 1, "\xC3\xA9\xED\xA0\xBD");
	assert_problems(2);
	assert_problem(
	    0, PROBLEM_BYTES, "f.csv: 2 bytes mean nothing in UTF-16LE", "");
	assert_problem(1, PROBLEM_ENCODING,
	    "f.csv:2:2: byte 3 of the field, 0xED, is no UTF-8",
	    "\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}
END_TEST

/* What is not ASCII may come long after the first delivery. */
START_TEST(a_guess_is_told_when_it_is_made)
{
	struct buf text = BUF_INIT;

	buf_adds(&text, "id,title\n");
	for (int i = 0; i < 5000; i++)
		buf_addf(&text, "%d,A title that is not too short\n", i);
	buf_adds(&text, "x,\xCC\xEE\xF1\xEA\xE2\xE0 \xE8 "
			"\xE4\xF0\xF3\xE3\xE8\xE5 "
			"\xE3\xEE\xF0\xEE\xE4\xE0\n");
	load_text(buf_cstr(&text));
	assert_encoding("WINDOWS-1251", true);
	assert_text(5000, 1, "Москва и другие города");
	buf_fini(&text);
}
END_TEST

START_TEST(an_encoding_may_be_given)
{
	put("f.csv", "id\n\xEB\n");
	load_by("f.csv", "koi8r");
	assert_encoding("KOI8-R", false);
	assert_text(0, 0, "К");
}
END_TEST

START_TEST(no_such_encoding)
{
	struct loader_options options = { .encoding = "klingon" };

	put("f.csv", "id\n1\n");
	ck_assert(!chronicle_load(c, "f.csv", &options, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.text, "no such encoding: klingon");
}
END_TEST

/* The package is believed, unless the user knows better. */
START_TEST(a_package_may_tell_the_encoding)
{
	put("datapackage.json",
	    "{\"resources\":["
	    "{\"path\":\"events.csv\",\"encoding\":\"koi8-r\"}]}");
	put("events.csv", "id\n\xEB\n");
	load_by("datapackage.json", NULL);
	assert_encoding("KOI8-R", false);
	assert_text(0, 0, "К");
	load_by("datapackage.json", "cp1251");
	assert_encoding("WINDOWS-1251", false);
	assert_text(0, 0, "л");
}
END_TEST

START_TEST(a_package_may_be_wrong)
{
	put("datapackage.json",
	    "{\"resources\":["
	    "{\"path\":\"events.csv\",\"encoding\":\"x/y\"}]}");
	put("events.csv", "id\n1\n");
	ck_assert(!chronicle_load(c, "datapackage.json", &usual, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert_str_eq(e.text, "events.csv: no such encoding: x/y");
	load_by("datapackage.json", "cp1251");
}
END_TEST

START_TEST(odd_bytes_are_kept_and_told)
{
	static const char file[] = "\xEF\xBB\xBFid,title\n"
				   "1,a\0b\n"
				   "2,\x1B[31mred\n"
				   "3,br\xFFoken \xC3\n"
				   "4,\xE2\x80\xAEover\n"
				   "5,\xC3\xA9t\xC3\xA9\n";

	put_bytes("f.csv", (struct str){ file, sizeof file - 1 });
	load("f.csv");
	ck_assert_uint_eq(chronicle_count(c), 5);
	assert_field(0, 1, "a\0b", 3);
	assert_text(1, 1, "\x1B[31mred");
	assert_text(2, 1, "br\xFFoken \xC3");
	assert_text(3, 1, "\xE2\x80\xAEover");
	assert_text(4, 1, "\xC3\xA9t\xC3\xA9");
	assert_problems(4);
	for (size_t i = 0; i < 4; i++) {
		const struct problem *p = &chronicle_problems(c)->at[i];

		ck_assert_int_eq(
		    p->kind, i == 2 ? PROBLEM_ENCODING : PROBLEM_CONTROL);
		ck_assert_uint_eq(p->line, i + 2);
		ck_assert_uint_eq(p->column, 2);
		ck_assert(strchr(p->raw, '\x1B') == NULL);
	}
}
END_TEST

START_TEST(crlf_and_a_byte_order_mark_do_no_harm)
{
	load_text("\xEF\xBB\xBFid,title\r\n1,\"a\r\nb\"\r\n2,c");
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_str_eq(chronicle_columns(c)->name[0], "id");
	assert_text(0, 1, "a\r\nb");
	assert_text(1, 1, "c");
	assert_problems(0);
}
END_TEST

START_TEST(decades_are_sections_where_there_are_none)
{
	static const struct {
		const char *date, *section;
	} want[] = {
		{ "1948-05", "1940s" },
		{ "1949-12-31", "1940s" },
		{ "1950", "1950s" },
		{ "../1967", "1960s" },
		{ "0005", "0s" },
		{ "0000", "0s BC" },
		{ "-0043", "40s BC" },
		{ "", "undated" },
	};
	struct buf b = BUF_INIT;

	buf_adds(&b, "date,title\n");
	for (size_t i = 0; i < 8; i++)
		buf_addf(&b, "%s,x\n", want[i].date);
	load_text(buf_cstr(&b));
	buf_fini(&b);
	assert_problems(0);
	for (size_t i = 0; i < 8; i++)
		ck_assert_str_eq(section_of(i)->title, want[i].section);
	ck_assert_uint_eq(chronicle_sections(c)->n, 7);
	ck_assert_int_eq(section_of(0)->rank, 1948);
	ck_assert_int_eq(section_of(7)->rank, INT32_MAX);
}
END_TEST

START_TEST(a_column_of_sections_needs_no_table)
{
	load_text("section,title\nb,1\na,2\n,3\n b ,4\n");
	assert_problems(0);
	ck_assert_uint_eq(chronicle_sections(c)->n, 3);
	ck_assert_str_eq(section_of(0)->title, "b");
	ck_assert_str_eq(section_of(1)->title, "a");
	ck_assert_str_eq(section_of(2)->id, "");
	ck_assert_str_eq(section_of(2)->title, "(no section)");
	ck_assert(section_of(3) == section_of(0));
}
END_TEST

static void
put_package(void)
{
	put("datapackage.json",
	    "{\"name\":\"p\",\"title\":\"A package\",\"resources\":["
	    "{\"name\":\"sections\",\"path\":\"sections.csv\"},"
	    "{\"name\":\"events\",\"path\":\"events.csv\",\"schema\":"
	    "{\"fields\":[{\"name\":\"id\"},{\"name\":\"headline\","
	    "\"annals:role\":\"title\"},{\"name\":\"section\"}]}}]}");
	put("sections.csv", "id,parent,title,summary\n"
			    "top,,The top,All of it.\n"
			    "low,top,Low,\n");
	put("events.csv", "id,headline,section\n"
			  "1,one,low\n"
			  "2,two,lost\n"
			  "3,three,lost\n"
			  "4,four,\n");
}

START_TEST(a_package_brings_title_roles_and_sections)
{
	put_package();
	load(_i == 0 ? "." : "datapackage.json");
	ck_assert_str_eq(chronicle_name(c), "p");
	ck_assert_str_eq(chronicle_title(c), "A package");
	ck_assert_uint_eq(chronicle_count(c), 4);
	ck_assert_int_eq(chronicle_columns(c)->role[ROLE_TITLE], 1);
	ck_assert_str_eq(section_of(0)->title, "Low");
	ck_assert_uint_eq(section_of(0)->parent, 0);
	ck_assert_str_eq(chronicle_sections(c)->at[0].summary, "All of it.");
	ck_assert_str_eq(section_of(1)->title, "lost");
	ck_assert_uint_eq(section_of(1)->parent, SECTION_NONE);
	ck_assert(section_of(2) == section_of(1));
	ck_assert_str_eq(section_of(3)->title, "(no section)");
	assert_problems(1);
	ck_assert_int_eq(chronicle_problems(c)->at[0].kind, PROBLEM_SECTION);
	ck_assert_uint_eq(chronicle_problems(c)->at[0].line, 3);
	ck_assert_uint_eq(chronicle_problems(c)->at[0].column, 3);
	ck_assert_str_eq(chronicle_problems(c)->at[0].raw, "lost");
}
END_TEST

START_TEST(a_package_without_its_files_fails)
{
	put_package();
	ck_assert(unlink(_i == 0 ? "events.csv" : "sections.csv") == 0);
	ck_assert(!chronicle_load(c, ".", &usual, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(
	    strstr(e.text, _i == 0 ? "events.csv" : "sections.csv") != NULL);
	ck_assert(!chronicle_loading(c));
}
END_TEST

START_TEST(a_broken_package_fails)
{
	put("datapackage.json", "{\"resources\":");
	ck_assert(!chronicle_load(c, ".", &usual, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert(!chronicle_loading(c));
}
END_TEST

START_TEST(problems_come_in_the_order_of_their_lines)
{
	load_text("date,title\n2019-02-29,a\n1948,\"open\nnever,c\n");
	assert_problems(3);
	assert_problem(0, PROBLEM_DATE, "f.csv:2:1: 2019-02-29: no such day",
	    "2019-02-29");
	ck_assert_uint_eq(chronicle_problems(c)->at[1].line, 3);
	ck_assert_int_eq(chronicle_problems(c)->at[1].kind, PROBLEM_QUOTE);
	ck_assert_uint_eq(chronicle_problems(c)->at[2].line, 4);
}
END_TEST

/* ---- what comes in parts ---- */

static void
adopt(void *arg, struct delivery *d)
{
	size_t *n = arg;

	(*n)++;
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
}

static void
feed(struct intake *in, const char *s)
{
	ck_assert(intake_feed(in, s, strlen(s), &e));
}

START_TEST(what_is_there_is_sent_when_nothing_comes)
{
	size_t deliveries = 0;
	struct intake_setup setup = { .file = "pipe",
		.title = "pipe",
		.sink = adopt,
		.arg = &deliveries };
	struct intake *in = intake_new(&setup, &e);

	ck_assert(in != NULL);
	feed(in, "id,title,n\n");
	ck_assert(intake_flush(in, &e)); /* nothing to be seen yet */
	ck_assert_uint_eq(deliveries, 0);
	feed(in, "1,one,5\n2,tw");
	ck_assert(intake_flush(in, &e));
	ck_assert_uint_eq(chronicle_count(c), 1);
	assert_text(0, 1, "one");
	ck_assert(intake_flush(in, &e));
	ck_assert_uint_eq(deliveries, 1);
	feed(in, "o,not a number\n");
	ck_assert(intake_flush(in, &e));
	ck_assert_uint_eq(chronicle_count(c), 2);
	assert_text(1, 1, "two");
	/* One event cannot tell that there are numbers only. */
	ck_assert(segment_indexes(chronicle_segment(c, 1, &(size_t){ 0 }), 2));
	ck_assert(chronicle_loading(c));
	intake_end(in, NULL);
	ck_assert(!chronicle_loading(c));
	ck_assert_uint_eq(deliveries, 3);
	intake_free(in);
}
END_TEST

START_TEST(stray_quotes_are_told)
{
	load_text("date,title,text\n1948,a 5\" pipe,x\n"
		  "1949,\"He said \"no\" twice\",\"y\"\n"
		  "1950,\"fine\" ,\"\"\"z\"\"\"\n");
	assert_text(0, 1, "a 5\" pipe");
	assert_text(1, 1, "He said \"no\" twice");
	assert_problems(2);
	assert_problem(0, PROBLEM_STRAY,
	    "f.csv:2:2: a quote in a field that is not quoted",
	    "1948,a 5\" pipe,x");
	assert_problem(1, PROBLEM_QUOTE,
	    "f.csv:3:2: a quote in the field is not doubled",
	    "1949,\"He said \"no\" twice\",\"y\"");
	ck_assert_uint_eq(problems_serious(chronicle_problems(c)), 1);
}
END_TEST

START_TEST(what_stands_above_the_header_is_told)
{
	load_text("sep=;\nMy list; of 2023\n;;;;\n\n\"of\ntwo\"\n"
		  "date;title;text;place;kind\n1948;a;b;c;d\nx;e;f;g;h\n");
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_str_eq(chronicle_columns(c)->name[4], "kind");
	assert_text(0, 1, "a");
	assert_problems(3);
	assert_problem(0, PROBLEM_FILE,
	    "f.csv:2: left out, as it stands above the table",
	    "My list; of 2023");
	ck_assert_uint_eq(chronicle_problems(c)->at[1].line, 5);
	ck_assert_uint_eq(chronicle_problems(c)->at[1].event, PROBLEM_NO_EVENT);
	assert_problem(2, PROBLEM_DATE, "f.csv:9:1: x: not a date", "x");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, an_empty_file_has_no_columns, 0, 3);
	tcase_add_test(tc, what_cannot_be_opened_is_said_at_once);
	tcase_add_test(tc, options_decide_over_the_file);
	tcase_add_loop_test(tc, options_that_make_no_sense_fail, 0, 2);
	tcase_add_test(tc, too_few_fields_are_filled);
	tcase_add_test(tc, too_many_fields_stay_in_the_last);
	tcase_add_test(tc, a_delimiter_at_the_end_of_lines_is_no_problem);
	tcase_add_test(tc, more_columns_than_a_table_bears_are_folded);
	tcase_add_test(tc, the_line_of_excel_counts);
	tcase_add_test(tc, bad_dates_are_undated_and_told);
	tcase_add_test(tc, ids_that_are_missing_or_twins_are_told);
	tcase_add_test(tc, an_open_quote_costs_no_more_than_its_line);
	tcase_add_test(tc, an_open_quote_in_the_header_fails);
	tcase_add_test(tc, utf8_is_not_told);
	tcase_add_test(tc, utf16_is_read_and_told);
	tcase_add_test(tc, a_guess_is_told_when_it_is_made);
	tcase_add_test(tc, an_encoding_may_be_given);
	tcase_add_test(tc, no_such_encoding);
	tcase_add_test(tc, a_package_may_tell_the_encoding);
	tcase_add_test(tc, a_package_may_be_wrong);
	tcase_add_test(tc, odd_bytes_are_kept_and_told);
	tcase_add_test(tc, crlf_and_a_byte_order_mark_do_no_harm);
	tcase_add_test(tc, decades_are_sections_where_there_are_none);
	tcase_add_test(tc, a_column_of_sections_needs_no_table);
	tcase_add_loop_test(
	    tc, a_package_brings_title_roles_and_sections, 0, 2);
	tcase_add_loop_test(tc, a_package_without_its_files_fails, 0, 2);
	tcase_add_test(tc, a_broken_package_fails);
	tcase_add_test(tc, problems_come_in_the_order_of_their_lines);
	tcase_add_test(tc, stray_quotes_are_told);
	tcase_add_test(tc, what_stands_above_the_header_is_told);
	tcase_add_test(tc, what_is_there_is_sent_when_nothing_comes);
}

int
main(void)
{
	return run_tests("intake", add_tests);
}
