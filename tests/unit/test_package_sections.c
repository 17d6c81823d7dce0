#include "config.h"

#include "model/package.h"

#include "unit/packaged.h"

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

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, sections_in_order);
	tcase_add_test(t, sections_have_their_encoding);
	tcase_add_test(t, bytes_of_sections_that_mean_nothing_are_counted);
	tcase_add_test(t, odd_sections_are_told);
	tcase_add_test(t, sections_that_cannot_be_read);
	tcase_add_test(t, sections_need_not_be);
}

int
main(void)
{
	return run_tests("package sections", add_tests);
}
