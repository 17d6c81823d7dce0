#include "config.h"

#include "model/package.h"

#include <string.h>
#include <sys/stat.h>

#include "unit/packaged.h"

static void
ck_empty(const struct package *p)
{
	ck_assert_ptr_null(p->title);
	ck_assert_ptr_null(p->events);
	ck_assert_ptr_null(p->sections);
}

static void
ck_good(const struct package *p)
{
	ck_assert_str_eq(p->name, "x");
	ck_assert_str_eq(p->title, "Two lands");
	ck_assert_str_eq(p->source, "article, note");
	ck_in_folder(p->events, "data/e.csv");
	ck_in_folder(p->sections, "s.csv");
	ck_assert_ptr_null(p->encoding);
	ck_assert_str_eq(p->sections_encoding, "latin1");
	ck_assert_int_eq(p->dialect.delimiter, '\t');
	ck_assert_int_eq(p->dialect.quote, '\'');
	ck_assert(p->dialect.no_header);
	ck_assert(!p->dialect.no_quote);
	ck_assert_int_eq(p->sections_dialect.delimiter, '|');
	ck_assert(!p->sections_dialect.no_header);
}

START_TEST(all_that_is_read)
{
	struct package p;
	struct err e;

	ck_assert(read_json(good, &p, &e));
	ck_good(&p);
	ck_assert_str_eq(p.role[ROLE_ID].column[0], "id");
	ck_assert_str_eq(p.role[ROLE_TITLE].column[0], "Headline");
	ck_assert_str_eq(p.role[ROLE_PLACES].column[0], "kind");
	ck_assert_uint_eq(p.role[ROLE_TEXT].n, 0);
	ck_assert_uint_eq(p.role[ROLE_DATE].n, 0);
	ck_assert_uint_eq(p.role[ROLE_KIND].n, 0);
	package_fini(&p);
	ck_empty(&p);
}
END_TEST

START_TEST(the_file_may_be_named)
{
	struct package p;
	struct err e;
	char *path = path_of("datapackage.json");

	ck_assert(!package_is(folder));
	write_file("datapackage.json", str_of(good));
	ck_assert(package_is(folder));
	ck_assert(package_is(path));
	ck_assert(package_is("datapackage.json"));
	ck_assert(!package_is("/nowhere/events.csv"));
	ck_assert(package_read(path, &p, &e));
	ck_good(&p);
	package_fini(&p);
	x_free(path);
}
END_TEST

START_TEST(little_is_enough)
{
	struct package p;
	struct err e;

	ck_assert(read_json("\357\273\277{\"name\": \"x\", \"resources\":"
			    " [{\"path\": \"./a..b.csv\"}]}",
	    &p, &e));
	ck_assert_str_eq(p.title, "x");
	ck_assert_str_eq(p.source, "");
	ck_in_folder(p.events, "./a..b.csv");
	ck_assert_ptr_null(p.sections);
	ck_assert_int_eq(p.dialect.delimiter, 0);
	package_fini(&p);
}
END_TEST

START_TEST(which_resource_is_the_events)
{
	static const char *const resources[][2] = {
		{ "{\"name\": \"sections\", \"path\": \"1\"},"
		  "{\"name\": \"b\", \"path\": \"2\"},"
		  "{\"path\": \"3\"}",
		    "2" },
		{ "{\"path\": \"1\"}, {\"name\": \"events\", \"path\": \"2\"}",
		    "2" },
		{ "{\"path\": \"1\"}, {\"name\": \"b\", \"path\": \"2\"}",
		    "1" },
		{ "{\"path\": \"1.csv\"}, {\"path\": \"2.csv\", \"schema\":"
		  " {\"fields\": [{\"name\": \"x\"}, {\"name\": \"y\","
		  " \"type\": \"yearmonth\"}]}}",
		    "2.csv" },
		{ "{\"path\": \"1.csv\"}, {\"path\": \"2.csv\", \"schema\":"
		  " {\"fields\": [{\"annals:role\": \"date\"}]}}",
		    "2.csv" },
		{ "{\"path\": \"1.csv\", \"schema\": \"s.json\"},"
		  "{\"path\": \"2.csv\", \"schema\": {\"fields\": [7]}}",
		    "1.csv" },
		{ "{\"name\": \"sections\", \"path\": \"1\"}", "1" },
		{ "5, \"x\", null, [], {\"path\": \"1\"}", "1" },
	};

	for (size_t i = 0; i < sizeof resources / sizeof resources[0]; i++) {
		struct buf json = BUF_INIT;
		struct package p;
		struct err e;

		buf_addf(&json, "{\"resources\": [%s]}", resources[i][0]);
		ck_assert_msg(read_json(buf_cstr(&json), &p, &e), "%s", e.text);
		ck_in_folder(p.events, resources[i][1]);
		ck_assert((p.sections != NULL) == (i == 0));
		package_fini(&p);
		buf_fini(&json);
	}
}
END_TEST

START_TEST(a_dialect_may_be_that_of_csv)
{
	struct package p;
	struct err e;

	ck_assert(read_json("{\"resources\": [{\"path\": \"a\", \"dialect\": {"
			    "\"header\": false, \"csv\": {\"delimiter\": \";\","
			    " \"quoteChar\": \"'\", \"escapeChar\": \"x\"}}}]}",
	    &p, &e));
	ck_assert_int_eq(p.dialect.delimiter, ';');
	ck_assert_int_eq(p.dialect.quote, '\'');
	ck_assert_int_eq(p.dialect.escape, '\0');
	ck_assert(p.dialect.no_header);
	ck_assert_uint_eq(p.notes.n, 1);
	package_fini(&p);
}
END_TEST

START_TEST(quotes_may_be_escaped)
{
	static const struct {
		const char *value;
		char escape;
		size_t notes;
	} t[] = {
		{ "\"\\\\\"", '\\', 0 },
		{ "\"^\", \"quoteChar\": \"'\"", '^', 0 },
		{ "\"\\\"\"", '\0', 0 },
		{ "\"'\", \"quoteChar\": \"'\"", '\0', 0 },
		{ "null", '\0', 0 },
		{ "\"x\"", '\0', 1 },
	};
	struct package p;
	struct err e;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct buf b = BUF_INIT;

		buf_addf(&b,
		    "{\"resources\": [{\"path\": \"a\", \"dialect\":"
		    " {\"doubleQuote\": false, \"escapeChar\": %s}}]}",
		    t[i].value);
		ck_assert(read_json(buf_cstr(&b), &p, &e));
		ck_assert_int_eq(p.dialect.escape, t[i].escape);
		ck_assert_uint_eq(p.notes.n, t[i].notes);
		package_fini(&p);
		buf_fini(&b);
	}
}
END_TEST

START_TEST(no_quoting_is_said_with_null)
{
	struct package p;
	struct err e;

	ck_assert(read_json(
	    "{\"resources\": [{\"path\": \"a\","
	    " \"dialect\": {\"quoteChar\": null, \"header\": true}}]}",
	    &p, &e));
	ck_assert(p.dialect.no_quote);
	ck_assert(!p.dialect.no_header);
	package_fini(&p);
}
END_TEST

START_TEST(what_is_refused)
{
	static const char *const bad[][2] = {
		{ "", "not valid JSON" },
		{ "{\"resources\": [}", "not valid JSON" },
		{ "id,date\n", "not valid JSON" },
		{ "{}", "no resources" },
		{ "[1, 2]", "no resources" },
		{ "{\"resources\": \"x\"}", "no resources" },
		{ "{\"resources\": []}", "no resources" },
		{ "{\"resources\": [{\"name\": \"events\"}]}",
		    "resource of the events has no path" },
		{ "{\"resources\": [{\"path\": [7, {}]}]}",
		    "resource of the events has no path" },
		{ "{\"resources\": [{\"path\": \"\"}]}", "path is empty" },
		{ "{\"resources\": [{\"path\": \"/etc/passwd\"}]}",
		    "path is not relative: /etc/passwd" },
		{ "{\"resources\": [{\"path\": \"../a.csv\"}]}",
		    "path leaves the folder: ../a.csv" },
		{ "{\"resources\": [{\"path\": \"a/..\"}]}",
		    "path leaves the folder: a/.." },
		{ "{\"resources\": [{\"path\": \"a\"},"
		  "{\"name\": \"sections\", \"path\": \"x/../../y\"}]}",
		    "path leaves the folder: x/../../y" },
		{ "{\"resources\": [{\"path\": \"https://x.org/a.csv\"}]}",
		    "path is a URL: https://x.org/a.csv" },
		{ "{\"resources\": [{\"path\": \"a\", \"dialect\":"
		  " {\"delimiter\": \"ab\"}}]}",
		    "delimiter is not one ASCII character" },
		{ "{\"resources\": [{\"path\": \"a\", \"dialect\":"
		  " {\"quoteChar\": \"«\"}}]}",
		    "quoteChar is not one ASCII character" },
		{ "{\"resources\": [{\"path\": \"a\", \"dialect\":"
		  " {\"delimiter\": \"\\\"\"}}]}",
		    "delimiter and quote are equal" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct package p;
		struct err e = { ERR_NONE, "" };

		ck_assert_msg(!read_json(bad[i][0], &p, &e), "%s", bad[i][0]);
		ck_error(&e, ERR_FORMAT, "datapackage.json", bad[i][1]);
		ck_empty(&p);
		package_fini(&p);
	}
}
END_TEST

START_TEST(what_is_no_file)
{
	struct package p;
	struct err e;
	char *path = path_of("datapackage.json");

	ck_assert(!package_read(folder, &p, &e));
	ck_error(&e, ERR_IO, "datapackage.json", "No such file or directory");
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert(!package_read(path, &p, &e));
	ck_error(&e, ERR_IO, "datapackage.json", "Invalid argument");
	ck_empty(&p);
	x_free(path);
}
END_TEST

START_TEST(what_is_too_large)
{
	struct buf json = BUF_INIT;
	struct package p;
	struct err e;

	buf_adds(&json, "{\"resources\": [{\"path\": \"a\"}]}");
	while (json.n < PACKAGE_MAX)
		buf_addc(&json, ' ');
	ck_assert(read_json(buf_cstr(&json), &p, &e));
	package_fini(&p);
	buf_addc(&json, ' ');
	ck_assert(!read_json(buf_cstr(&json), &p, &e));
	ck_error(&e, ERR_FORMAT, "datapackage.json", "larger than 1 MiB");
	buf_fini(&json);
}
END_TEST

START_TEST(sql_in_it_is_text)
{
	struct package p;
	struct err e;

	ck_assert(read_json("{\"title\": \"'); DROP TABLE doc; --\","
			    " \"resources\": [{\"path\": \"a' OR 1\"}]}",
	    &p, &e));
	ck_assert_str_eq(p.title, "'); DROP TABLE doc; --");
	ck_in_folder(p.events, "a' OR 1");
	package_fini(&p);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, all_that_is_read);
	tcase_add_test(t, the_file_may_be_named);
	tcase_add_test(t, little_is_enough);
	tcase_add_test(t, which_resource_is_the_events);
	tcase_add_test(t, a_dialect_may_be_that_of_csv);
	tcase_add_test(t, quotes_may_be_escaped);
	tcase_add_test(t, no_quoting_is_said_with_null);
	tcase_add_test(t, what_is_refused);
	tcase_add_test(t, what_is_no_file);
	tcase_add_test(t, what_is_too_large);
	tcase_add_test(t, sql_in_it_is_text);
}

int
main(void)
{
	return run_tests("package", add_tests);
}
