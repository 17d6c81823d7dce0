#include "config.h"

#include "model/package.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "running.h"

/* A folder of its own for each test. */
static char folder[32];

static void
setup(void)
{
	(void)snprintf(
	    folder, sizeof folder, "%s", "/tmp/annals-package-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static char *
path_of(const char *name)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s", folder, name);
	return buf_steal(&b);
}

static void
remove_file(const char *name)
{
	char *path = path_of(name);

	(void)remove(path);
	x_free(path);
}

static void
teardown(void)
{
	remove_file("datapackage.json");
	remove_file("s.csv");
	ck_assert_int_eq(rmdir(folder), 0);
}

static void
write_file(const char *name, struct str text)
{
	char *path = path_of(name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text.p, 1, text.n, f), text.n);
	ck_assert_int_eq(fclose(f), 0);
	x_free(path);
}

static bool
read_json(const char *json, struct package *p, struct err *e)
{
	write_file("datapackage.json", str_of(json));
	return package_read(folder, p, e);
}

static void
ck_in_folder(const char *path, const char *name)
{
	char *want = path_of(name);

	ck_assert_str_eq(path, want);
	x_free(want);
}

/* The error text is the file's path and what. */
static void
ck_error(
    const struct err *e, enum err_code code, const char *file, const char *what)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s: %s", folder, file, what);
	ck_assert_str_eq(e->text, buf_cstr(&b));
	ck_assert_int_eq(e->code, code);
	buf_fini(&b);
}

static void
ck_empty(const struct package *p)
{
	ck_assert_ptr_null(p->title);
	ck_assert_ptr_null(p->events);
	ck_assert_ptr_null(p->sections);
}

static const char good[] =
    "{\"name\": \"x\", \"title\": \"Two lands\","
    " \"annals:source\": \"article, note\","
    " \"resources\": ["
    "  {\"name\": \"sections\", \"path\": \"s.csv\","
    "   \"encoding\": \"latin1\", \"dialect\": {\"delimiter\": \"|\"}},"
    "  {\"name\": \"other\", \"path\": \"o.json\"},"
    "  {\"name\": \"events\", \"path\": \"data/e.csv\","
    "   \"dialect\": {\"delimiter\": \"\\t\", \"quoteChar\": \"'\","
    "    \"header\": false},"
    "   \"schema\": {\"fields\": ["
    "    {\"name\": \"id\"}, {\"name\": \"title\"}, 7,"
    "    {\"name\": \"Headline\", \"annals:role\": \"title\"},"
    "    {\"name\": \"text\", \"annals:role\": \"\"},"
    "    {\"name\": \"date\", \"annals:role\": \"nonsense\"},"
    "    {\"name\": \"kind\", \"annals:role\": \"places\"},"
    "    {\"name\": \"colour\"}]}}]}";

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

/* Read text as the sections of a package. */
static bool
read_sections(struct str text, struct sections *s, struct problems *problems,
    struct err *e)
{
	struct package p;
	bool ok;

	write_file("s.csv", text);
	ck_assert(read_json(good, &p, e));
	sections_init(s);
	problems_init(problems);
	ok = package_sections(&p, s, problems, e);
	package_fini(&p);
	return ok;
}

static void
ck_section(const struct sections *s, size_t i, const char *id,
    const char *title, uint32_t parent)
{
	ck_assert_uint_lt(i, s->n);
	ck_assert_str_eq(s->at[i].id, id);
	ck_assert_str_eq(s->at[i].title, title);
	ck_assert_uint_eq(s->at[i].parent, parent);
}

static void
ck_problem(const struct problems *p, size_t i, enum problem_kind kind,
    const char *what)
{
	struct buf text = BUF_INIT, want = BUF_INIT;

	ck_assert_uint_lt(i, p->n);
	ck_assert_int_eq(p->at[i].kind, kind);
	problem_print(&text, &p->at[i]);
	buf_addf(&want, "%s/s.csv:%s", folder, what);
	ck_assert_str_eq(buf_cstr(&text), buf_cstr(&want));
	buf_fini(&text);
	buf_fini(&want);
}

START_TEST(sections_in_order)
{
	struct sections s;
	struct problems problems;
	struct err e;

	ck_assert(read_sections(
	    str_of("\357\273\277Summary|ID|colour|Parent| title \n"
		   "\"first\nlines\"|a|red||Alpha\n"
		   "|b||a|\n|\" c \"||b|Gamma\n"),
	    &s, &problems, &e));
	ck_assert_uint_eq(problems_total(&problems), 0);
	ck_assert_uint_eq(s.n, 3);
	ck_section(&s, 0, "a", "Alpha", SECTION_NONE);
	ck_section(&s, 1, "b", "b", 0);
	ck_section(&s, 2, "c", "Gamma", 1);
	ck_assert_str_eq(s.at[0].summary, "first\nlines");
	ck_assert_str_eq(s.at[1].summary, "");
	sections_fini(&s);
	problems_fini(&problems);
}
END_TEST

/* These three bytes are a letter in UTF-8, and three in what good says. */
START_TEST(sections_have_their_encoding)
{
	struct sections s;
	struct problems problems;
	struct err e;

	ck_assert(read_sections(
	    str_of("id|title\na|\340\241\242\n"), &s, &problems, &e));
	ck_assert_uint_eq(problems_total(&problems), 0);
	ck_section(&s, 0, "a", "à¡¢", SECTION_NONE);
	sections_fini(&s);
	problems_fini(&problems);
}
END_TEST

START_TEST(bytes_of_sections_that_mean_nothing_are_counted)
{
	struct sections s;
	struct problems problems;
	struct err e;
	struct package p;

	write_file("s.csv", str_of("id|title\na|\201\215 x\n"));
	ck_assert(read_json(good, &p, &e));
	x_free(p.sections_encoding);
	p.sections_encoding = x_strdup("cp1252");
	sections_init(&s);
	problems_init(&problems);
	ck_assert(package_sections(&p, &s, &problems, &e));
	package_fini(&p);
	ck_assert_uint_eq(problems_total(&problems), 2);
	ck_problem(&problems, 0, PROBLEM_ENCODING,
	    "2:2: byte 1 of the field, 0x81, is no UTF-8");
	ck_problem(&problems, 1, PROBLEM_BYTES,
	    " 2 bytes mean nothing in WINDOWS-1252");
	sections_fini(&s);
	problems_fini(&problems);
}
END_TEST

START_TEST(odd_sections_are_told)
{
	struct sections s;
	struct problems problems;
	struct err e;

	ck_assert(read_sections(
	    str_of(
		"\357\273\277id|parent|title\na||A\n|a|no id\na||again\nb|c|B\n"
		"c|b|C\nd|d|D\ne\nf||F|more\ng||bad\377\nh||\"x\n"),
	    &s, &problems, &e));
	ck_assert_uint_eq(s.n, 8);
	ck_section(&s, 1, "b", "B", SECTION_NONE);
	ck_section(&s, 2, "c", "C", 1);
	ck_section(&s, 3, "d", "D", SECTION_NONE);
	ck_section(&s, 4, "e", "e", SECTION_NONE);
	ck_section(&s, 7, "h", "\"x", SECTION_NONE);
	ck_assert_uint_eq(problems_total(&problems), 8);
	ck_problem(&problems, 0, PROBLEM_ID, "3:1: section without an id");
	ck_problem(&problems, 1, PROBLEM_ID,
	    "4:1: there is a section with that id already");
	ck_problem(
	    &problems, 2, PROBLEM_SECTION, "5:2: parent is no section above");
	ck_problem(
	    &problems, 3, PROBLEM_SECTION, "7:2: parent is no section above");
	ck_problem(
	    &problems, 4, PROBLEM_FIELDS, "8: fewer fields than columns");
	ck_problem(&problems, 5, PROBLEM_FIELDS, "9: more fields than columns");
	ck_problem(&problems, 6, PROBLEM_ENCODING,
	    "10:3: byte 4 of the field, 0xFF, is no UTF-8");
	ck_problem(&problems, 7, PROBLEM_QUOTE, "11:3: quote is never closed");
	sections_fini(&s);
	problems_fini(&problems);
}
END_TEST

START_TEST(sections_that_cannot_be_read)
{
	static const struct {
		struct str text;
		const char *what;
	} bad[] = {
		{ { "", 0 }, "there is no column id" },
		{ { "parent|title\n", 13 }, "there is no column id" },
		{ { "id|\"title\n", 10 },
		    "quote opened in the header is never closed" },
		{ { "\377\376i\0e\0", 6 }, "there is no column id" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct sections s;
		struct problems problems;
		struct err e;

		ck_assert(!read_sections(bad[i].text, &s, &problems, &e));
		ck_error(&e, ERR_FORMAT, "s.csv", bad[i].what);
		ck_assert_uint_eq(s.n, 0);
		sections_fini(&s);
		problems_fini(&problems);
	}
}
END_TEST

START_TEST(sections_need_not_be)
{
	struct sections s;
	struct problems problems;
	struct package p;
	struct err e;

	sections_init(&s);
	problems_init(&problems);
	ck_assert(read_json(good, &p, &e));
	ck_assert(!package_sections(&p, &s, &problems, &e));
	ck_error(&e, ERR_IO, "s.csv", "No such file or directory");
	package_fini(&p);
	ck_assert(read_json("{\"resources\": [{\"path\": \"a\"}]}", &p, &e));
	ck_assert(package_sections(&p, &s, &problems, &e));
	ck_assert_uint_eq(s.n, 0);
	package_fini(&p);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("package");
	TCase *t = tcase_create("package");

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
	tcase_add_test(t, sections_in_order);
	tcase_add_test(t, sections_have_their_encoding);
	tcase_add_test(t, bytes_of_sections_that_mean_nothing_are_counted);
	tcase_add_test(t, odd_sections_are_told);
	tcase_add_test(t, sections_that_cannot_be_read);
	tcase_add_test(t, sections_need_not_be);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return run_suite(suite());
}
