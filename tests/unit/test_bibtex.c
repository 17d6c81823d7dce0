#include "config.h"

#include "model/bibtex.h"

#include "running.h"
#include "unit/printing.h"

static const char *
entry_of(size_t n, bool ascii)
{
	struct record r;

	buf_clear(&out);
	record_init(&r);
	ck_assert(chronicle_record(c, n, &r, &e));
	bibtex_add(&out, c, n, n + 1, &r, ascii);
	record_fini(&r);
	return buf_cstr(&out);
}

static void
is_entry(size_t n, const char *want)
{
	ck_assert_str_eq(entry_of(n, false), want);
}

/* Event n has that in its entry. */
static void
has(size_t n, const char *want)
{
	ck_assert_msg(strstr(entry_of(n, false), want) != NULL,
	    "event %zu lacks '%s': %s", n, want, buf_cstr(&out));
}

static void
lacks(size_t n, const char *what)
{
	ck_assert_msg(strstr(entry_of(n, false), what) == NULL,
	    "event %zu has '%s': %s", n, what, buf_cstr(&out));
}

START_TEST(an_entry_has_all_fields)
{
	load_text("id,date,title,text,sources\n"
		  "1948-recognition,1948-05-17,It is recognized,Text.,"
		  "The paper; https://example.org/a_b%20c?x=1&y={2}\n"
		  ",,Bare,,\n");
	is_entry(0, "@misc{1948-recognition,\n"
		    "  title = {{It is recognized}},\n"
		    "  year = {1948},\n"
		    "  month = may,\n"
		    "  day = {17},\n"
		    "  howpublished = {f.csv},\n"
		    "  note = {The paper},\n"
		    "  url = {https://example.org/a_b%20c?x=1&y=%7B2%7D},\n"
		    "}\n");
	is_entry(1, "@misc{event-2,\n"
		    "  title = {{Bare}},\n"
		    "  howpublished = {f.csv},\n"
		    "}\n");
}
END_TEST

START_TEST(dates_are_as_precise_as_known)
{
	static const struct {
		const char *date, *fields;
	} given[] = {
		{ "1948-05-17",
		    "  year = {1948},\n  month = may,\n  day = {17},\n}" },
		{ "1948-12", "  year = {1948},\n  month = dec,\n}" },
		{ "1948", "  year = {1948},\n}" },
		{ "0044", "  year = {0044},\n}" },
		{ "1948~", "  year = {1948},\n  note = {about 1948},\n}" },
		{ "1948-05?", "  year = {1948},\n  month = may,\n  note = {" },
		{ "1948-21", "  year = {1948},\n  note = {spring 1948},\n}" },
		{ "194X", "}},\n  note = {1940s},\n}" },
		{ "1970/1999", "}},\n  note = {1970 to 1999},\n}" },
		{ "2022-02-24/..",
		    "}},\n  note = {since 24 February 2022},\n}" },
		{ "-0043", "}},\n  note = {44 BC},\n}" },
		{ "long ago", "}},\n  note = {long ago},\n}" },
		{ "", "}},\n}" },
	};
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,title,date\n");
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		buf_addf(&csv, "a%zu,t,%s\n", i, given[i].date);
	load_text(buf_cstr(&csv));
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		const char *s = entry_of(i, false);
		const char *at = strstr(s, "  howpublished = {f.csv},\n");
		struct buf rest = BUF_INIT;

		/* All but what each of them has. */
		ck_assert_ptr_nonnull(at);
		buf_add(&rest, s, (size_t)(at - s));
		buf_adds(&rest, strchr(at, '\n') + 1);
		ck_assert_msg(strstr(rest.p, given[i].fields) != NULL,
		    "%s is %s", given[i].date, rest.p);
		buf_fini(&rest);
	}
	buf_fini(&csv);
}
END_TEST

START_TEST(keys_are_plain_and_differ)
{
	load_text("id,title,date\n"
		  "a.b:c+d/e_f-9,t,\n"
		  "\"K{\xc3\xb6}ln, 2\",t,\n"
		  "same,t,\n"
		  "same,u,\n"
		  "\xd7\xa9,t,\n");
	has(0, "@misc{a.b:c+d/e_f-9,\n");
	has(1, "@misc{Kln2-event-2,\n");
	has(2, "@misc{same,\n");
	has(3, "@misc{same-event-4,\n");
	has(4, "@misc{-event-5,\n");
}
END_TEST

START_TEST(braces_and_commands_are_shown)
{
	load_text("id,title,sources\n"
		  "a,\"{ } \\ ~ ^ # $ % & _ \"\"x\"\"\",a_b\n"
		  "b,\"a\33[1m\nb \377\342\200\256 \327\251\",\n");
	has(0, "{{\\textbraceleft{} \\textbraceright{} \\textbackslash{} "
	       "\\textasciitilde{} \\textasciicircum{} \\# \\$ \\% \\& \\_ "
	       "\"x\"}},\n");
	has(0, "note = {a\\_b},\n");
	has(1, "{{a\u241b[1m b \ufffd\ufffd \u05e9}},\n");
	ck_assert_ptr_nonnull(strstr(entry_of(1, true), "{{a?[1m b ?? ?}},\n"));
}
END_TEST

/* Whatever is in a title, each brace that opens is closed. */
START_TEST(braces_are_balanced)
{
	const char *s;
	int depth = 0;

	load_text("id,title,text,sources\n"
		  "}}{{,\"{{{}\",x,\"}; http://x/{{\"\n");
	for (s = entry_of(0, false); *s != '\0'; s++) {
		depth += (*s == '{') - (*s == '}');
		ck_assert_int_ge(depth, 0);
		/* And only the last one ends the entry. */
		ck_assert(depth > 0 || s < strchr(out.p, '{') ||
			  strcmp(s, "}\n") == 0 || strcmp(s, "\n") == 0);
	}
	ck_assert_int_eq(depth, 0);
}
END_TEST

START_TEST(what_has_no_title_is_called_by_its_text)
{
	load_text("id,title,text\na,,The text.\nb,,\n");
	has(0, "title = {{The text.}},\n");
	has(1, "title = {{}},\n");
}
END_TEST

START_TEST(sources_that_are_urls_are_no_note)
{
	load_text("id,title,sources\n"
		  "a,t,HTTP://x.org/\xc3\xa9; https://y.org/\n"
		  "b,t,1; 2\n"
		  "c,t,http://;ftp://z.org/\n"
		  "d,t,See https://x.org/p.\n");
	has(0, "  url = {http://x.org/%C3%A9},\n");
	lacks(0, "note");
	has(1, "note = {1; 2},\n");
	lacks(2, "url");
	has(2, "note = {http://; ftp://z.org/},\n");
	has(3, "note = {See https://x.org/p.},\n");
	has(3, "url = {https://x.org/p},\n");
}
END_TEST

START_TEST(numbers_of_a_source_say_of_which)
{
	put("datapackage.json",
	    "{\"name\":\"x\",\"title\":\"A & B\",\"sources\":[{\"title\":"
	    "\"Article\"}],\"annals:source\":\"article\",\"resources\":[{"
	    "\"name\":\"events\",\"path\":\"events.csv\"}]}");
	put("events.csv", "id,title,sources\na,t,15\nb,t,1; 2\nc,t,1; p. 2\n");
	load(".");
	has(0, "howpublished = {A \\& B},\n");
	if (chronicle_source(c)[0] == '\0')
		ck_abort_msg("the package names no source");
	ck_assert_str_eq(chronicle_source(c), "article");
	has(0, "note = {article, note 15},\n");
	has(1, "note = {article, notes 1, 2},\n");
	has(2, "note = {1; p. 2},\n");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, start, end);
	tcase_add_test(tc, an_entry_has_all_fields);
	tcase_add_test(tc, dates_are_as_precise_as_known);
	tcase_add_test(tc, keys_are_plain_and_differ);
	tcase_add_test(tc, braces_and_commands_are_shown);
	tcase_add_test(tc, braces_are_balanced);
	tcase_add_test(tc, what_has_no_title_is_called_by_its_text);
	tcase_add_test(tc, sources_that_are_urls_are_no_note);
	tcase_add_test(tc, numbers_of_a_source_say_of_which);
}

int
main(void)
{
	return run_tests("bibtex", add);
}
