/*
 * Packages with several tables, and what their schemas say.
 */
#include "config.h"

#include "model/package.h"

#include <check.h>

#include "running.h"
#include "unit/loading.h"
#include "unit/packed.h"

static void
put_package(const char *resources)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "{\"resources\": [%s]}", resources);
	put_bytes("datapackage.json", buf_str(&b));
	buf_fini(&b);
}

static void
remove_all(void)
{
	static const char *const names[] = { "a.csv", "b.csv", "c.csv", "d.csv",
		"t.csv", "e.csv.gz" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)remove(names[i]);
	teardown();
}

START_TEST(tables_of_the_same_columns_are_events)
{
	put("a.csv", "id,date,title\n1,1901,one\n");
	put("b.csv", "\xEF\xBB\xBFtitle,id,date\ntwo,2,1902\n");
	put("c.csv", "id,date,name\n3,1903,three\n");
	put("d.csv", "id,date,title\n4,1904,four\n");
	put_package("{\"name\": \"a\", \"path\": [\"a.csv\", \"b.csv\"]},"
		    "{\"name\": \"c\", \"path\": \"c.csv\"},"
		    "{\"name\": \"map\", \"path\": \"map.geojson\"},"
		    "{\"name\": \"gone\", \"path\": \"gone.csv\"},"
		    "{\"name\": \"out\", \"path\": \"../d.csv\"},"
		    "{\"name\": \"pdf\", \"path\": \"d.csv\","
		    " \"format\": \"pdf\"},"
		    "{\"name\": \"d\", \"path\": \"d.csv\"}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 3);
	assert_text(1, 0, "2");
	assert_text(2, 2, "four");
	ck_assert_str_eq(chronicle_title(c), "a.csv and 2 more");
	assert_problems(3);
	assert_problem(0, PROBLEM_FILE,
	    "./datapackage.json: resource 'out': path leaves the folder: "
	    "../d.csv",
	    "");
	assert_problem(1, PROBLEM_FILE,
	    "./datapackage.json: ./c.csv is left out: no column 'title', "
	    "which ./a.csv has",
	    "");
	assert_problem(2, PROBLEM_FILE,
	    "./datapackage.json: left out: ./gone.csv: "
	    "No such file or directory",
	    "");
}
END_TEST

START_TEST(a_table_of_another_dialect_is_left_out)
{
	put("a.csv", "id;title\n1;one\n");
	put("b.csv", "id,title\n2,two\n");
	put("c.csv", "id;title\n3;three\n");
	put_package("{\"path\": \"a.csv\", \"dialect\": {\"delimiter\": \";\","
		    " \"commentChar\": \"#\", \"lineTerminator\": \"\\r\\n\","
		    " \"doubleQuote\": true, \"escapeChar\": null}},"
		    "{\"name\": \"b\", \"path\": \"b.csv\"},"
		    "{\"name\": \"c\", \"path\": \"c.csv\","
		    " \"dialect\": {\"delimiter\": \";\","
		    " \"quoteChar\": \"\\\"\", \"header\": true}}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 2);
	assert_text(1, 1, "three");
	assert_problems(2);
	assert_problem(0, PROBLEM_FILE,
	    "./datapackage.json: resource '': commentChar of its dialect is "
	    "not used",
	    "");
	assert_problem(1, PROBLEM_FILE,
	    "./datapackage.json: resource 'b' is left out: its dialect is not "
	    "that of the events",
	    "");
}
END_TEST

START_TEST(without_headers_the_schema_has_the_names)
{
	put("a.csv", "1,one,1901\n");
	put("b.csv", "2,two,1902\n");
	put("c.csv", "3,three\n");
	put_package(
	    "{\"path\": [\"a.csv\", \"b.csv\", \"c.csv\"],"
	    " \"dialect\": {\"header\": false}, \"schema\": {\"fields\":"
	    " [{\"name\": \"id\"}, {}, {\"name\": \"when\","
	    " \"type\": \"year\"}]}}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_str_eq(chronicle_columns(c)->name[0], "id");
	ck_assert_str_eq(chronicle_columns(c)->name[1], "column 2");
	ck_assert_int_eq(chronicle_columns(c)->role[ROLE_DATE], 2);
	assert_problems(1);
	assert_problem(0, PROBLEM_FILE,
	    "./datapackage.json: ./c.csv is left out: 2 fields instead of 3",
	    "");
}
END_TEST

START_TEST(a_foreign_key_finds_the_sections)
{
	static const char *const fields[] = { "\"topic\"", "[\"topic\"]" };
	struct buf b = BUF_INIT;

	put("a.csv", "id,title,topic\n1,one,x\n2,two,y\n");
	put("t.csv", "Code,parent,Name\nw,,Whole\nx,w,Xanadu\n");
	buf_addf(&b,
	    "{\"path\": \"a.csv\", \"schema\": {\"fields\": ["
	    "{\"name\": \"id\"}, {\"name\": \"topic\","
	    " \"annals:role\": \"section\"}], \"foreignKeys\": ["
	    "{\"fields\": \"id\", \"reference\": {\"resource\": \"\","
	    " \"fields\": \"id\"}}, 3,"
	    "{\"fields\": %s, \"reference\": {\"resource\": \"topics\","
	    " \"fields\": %s}}]}},"
	    "{\"name\": \"topics\", \"path\": \"t.csv\"}",
	    fields[_i], _i == 0 ? "\"Code\"" : "[\"Code\"]");
	put_package(buf_cstr(&b));
	buf_fini(&b);
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_str_eq(section_of(0)->title, "Xanadu");
	ck_assert_uint_eq(section_of(0)->parent, 0);
	assert_problems(1);
	assert_problem(0, PROBLEM_SECTION,
	    "./a.csv:3:3: not in the table of sections: y", "y");
}
END_TEST

START_TEST(missing_values_are_empty)
{
	put("a.csv", "id,date,title,section\n-,NA,NA,n/a\n1,1901,one,-\n");
	put_package("{\"path\": \"a.csv\", \"schema\": {\"missingValues\":"
		    " [\"\", \"NA\", \"n/a\", \"-\", 7],"
		    " \"fields\": [{\"name\": \"id\"}]}}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 2);
	ck_assert_int_eq(chronicle_date(c, 0).precision, DATE_NONE);
	assert_text(0, 1, "NA"); /* and is shown as it stands there */
	assert_text(0, 2, "NA");
	ck_assert_str_eq(section_of(0)->title, "(no section)");
	ck_assert_str_eq(section_of(1)->title, "(no section)");
	assert_problems(1);
	assert_problem(0, PROBLEM_ID, "./a.csv:2:1: no id", "");
}
END_TEST

START_TEST(types_tell_dates_and_their_order)
{
	static const struct {
		const char *field, *date;
		enum date_order order;
	} files[] = {
		{ "\"type\": \"date\"", "when", DATE_ORDER_OPEN },
		{ "\"type\": \"year\"", "when", DATE_ORDER_OPEN },
		{ "\"type\": \"string\", \"format\": \"%d.%m.%Y\"", NULL,
		    DATE_ORDER_OPEN },
		{ "\"type\": \"date\", \"format\": \"default\"", "when",
		    DATE_ORDER_OPEN },
		{ "\"type\": \"date\", \"format\": \"%d/%m/%Y\"", "when",
		    DATE_ORDER_DMY },
		{ "\"type\": \"datetime\", \"format\": \"%m/%e/%y %H:%M\"",
		    "when", DATE_ORDER_MDY },
		{ "\"type\": \"date\", \"format\": \"%Y %B %d\"", "when",
		    DATE_ORDER_YMD },
		{ "\"type\": \"date\", \"format\": \"%d %\"", "when",
		    DATE_ORDER_OPEN },
	};
	struct buf b = BUF_INIT;
	struct package p;

	buf_addf(&b,
	    "{\"path\": \"a.csv\", \"schema\": {\"fields\": ["
	    "{\"name\": \"id\", \"type\": \"integer\"},"
	    "{\"name\": \"when\", %s},"
	    "{\"name\": \"then\", \"type\": \"string\"}]}}",
	    files[_i].field);
	put_package(buf_cstr(&b));
	buf_fini(&b);
	ck_assert_msg(package_read(".", &p, &e), "%s", e.text);
	ck_assert_uint_eq(p.role[ROLE_DATE].n, files[_i].date != NULL);
	if (files[_i].date != NULL)
		ck_assert_str_eq(p.role[ROLE_DATE].column[0], files[_i].date);
	ck_assert_int_eq(p.order, files[_i].order);
	ck_assert_uint_eq(p.fields.n, 3);
	package_fini(&p);
}
END_TEST

/* 3/4/1999 alone would be in March. */
START_TEST(the_format_of_dates_tells_their_order)
{
	struct loader_options mdy = { .dates = { .order = DATE_ORDER_MDY } };
	struct date d;

	put("a.csv", "id,when\n1,3/4/1999\n");
	put_package("{\"path\": \"a.csv\", \"schema\": {\"fields\": ["
		    "{\"name\": \"id\"}, {\"name\": \"when\","
		    " \"type\": \"date\", \"format\": \"%d/%m/%Y\"}]}}");
	ck_assert_msg(
	    chronicle_load(c, ".", _i == 0 ? &usual : &mdy, &e), "%s", e.text);
	d = chronicle_date(c, 0);
	ck_assert_int_eq(
	    d.first, date_day(1999, _i == 0 ? 4 : 3, _i == 0 ? 3 : 4));
}
END_TEST

START_TEST(tables_of_another_encoding_are_left_out)
{
	put("a.csv", "id,title\n1,one\n");
	put("b.csv", "id,title\n2,two\n");
	put("c.csv", "id,title\n3,three\n");
	put_package("{\"path\": \"a.csv\", \"encoding\": \"utf-8\"},"
		    "{\"name\": \"b\", \"path\": \"b.csv\","
		    " \"encoding\": \"latin1\"},"
		    "{\"path\": \"c.csv\", \"encoding\": \"UTF-8\"}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 2);
	assert_problems(1);
	assert_problem(0, PROBLEM_FILE,
	    "./datapackage.json: resource 'b' is left out: its encoding is not "
	    "that of the events",
	    "");
}
END_TEST

START_TEST(resources_may_be_compressed)
{
	struct str gzip = PACKED(gzip);

	put("a.csv", "title,id\nzero,0\n");
	put_bytes("e.csv.gz", gzip);
	put_package("{\"path\": \"a.csv\"}, {\"path\": \"e.csv.gz\"}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 3);
	assert_text(2, 0, "two");
	assert_problems(0);
}
END_TEST

START_TEST(a_pipe_is_not_waited_for)
{
	put("a.csv", "title,id\nzero,0\n");
	ck_assert(mkfifo("b.csv", 0600) == 0);
	put_package("{\"path\": \"a.csv\"}, {\"path\": \"b.csv\"}");
	load(".");
	ck_assert_uint_eq(chronicle_count(c), 1);
	assert_problem(0, PROBLEM_FILE,
	    "./datapackage.json: left out: ./b.csv is no regular file", "");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, remove_all);
	tcase_add_test(t, tables_of_the_same_columns_are_events);
	tcase_add_test(t, a_table_of_another_dialect_is_left_out);
	tcase_add_test(t, without_headers_the_schema_has_the_names);
	tcase_add_loop_test(t, a_foreign_key_finds_the_sections, 0, 2);
	tcase_add_test(t, missing_values_are_empty);
	tcase_add_loop_test(t, types_tell_dates_and_their_order, 0, 8);
	tcase_add_test(t, a_pipe_is_not_waited_for);
	tcase_add_loop_test(t, the_format_of_dates_tells_their_order, 0, 2);
	tcase_add_test(t, tables_of_another_encoding_are_left_out);
	if (WITH_LIBARCHIVE)
		tcase_add_test(t, resources_may_be_compressed);
}

int
main(void)
{
	return run_tests("package_tables", add);
}
