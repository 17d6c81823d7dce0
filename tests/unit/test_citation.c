#include "config.h"

#include "model/citation.h"

#include "running.h"
#include "unit/printing.h"

static const char *
cited(citation_fn *fn, size_t n, bool ascii)
{
	struct record r;

	buf_clear(&out);
	record_init(&r);
	ck_assert(chronicle_record(c, n, &r, &e));
	fn(&out, c, n, &r, ascii);
	record_fini(&r);
	return buf_cstr(&out);
}

START_TEST(a_citation_has_all_fields)
{
	load_text("id,date,title,text,sources\n"
		  "1948-recognition,1948-05-17,It is *recognized*,Text.,"
		  "The paper; https://example.org/a_b\n");
	ck_assert_str_eq(cited(citation_text, 0, false),
	    "It is *recognized*, 17 May 1948. In: f.csv, 1948-recognition. "
	    "Source: The paper; https://example.org/a_b\n");
	ck_assert_str_eq(cited(citation_markdown, 0, false),
	    "**It is \\*recognized\\***, 17 May 1948. In: *f.csv*, "
	    "1948-recognition. Source: The paper; https://example.org/a_b\n");
	ck_assert_str_eq(cited(citation_ris, 0, false),
	    "TY  - GEN\n"
	    "TI  - It is *recognized*\n"
	    "PY  - 1948\n"
	    "DA  - 1948/05/17/\n"
	    "T2  - f.csv\n"
	    "N1  - The paper; https://example.org/a_b\n"
	    "ID  - 1948-recognition\n"
	    "UR  - https://example.org/a_b\n"
	    "ER  - \n");
}
END_TEST

START_TEST(what_is_empty_is_left_out)
{
	load_text("id,date,title,text,sources\n,,Who?,,\n,,,,\n,1948,,,3;4\n");
	ck_assert_str_eq(cited(citation_text, 0, false), "Who? In: f.csv.\n");
	ck_assert_str_eq(cited(citation_text, 1, false), "In: f.csv.\n");
	ck_assert_str_eq(
	    cited(citation_text, 2, false), "1948. In: f.csv. Source: 3; 4\n");
	ck_assert_str_eq(
	    cited(citation_ris, 1, false), "TY  - GEN\nT2  - f.csv\nER  - \n");
}
END_TEST

START_TEST(numbers_of_a_source_say_of_which)
{
	put("datapackage.json",
	    "{\"name\":\"x\",\"title\":\"A_B_ \",\"annals:source\":\"article\","
	    "\"resources\":[{\"name\":\"events\",\"path\":\"events.csv\"}]}");
	put("events.csv", "id,title,sources\na,t,15\nb,t,1; 2\n");
	load(".");
	ck_assert_str_eq(cited(citation_text, 0, false),
	    "t. In: A_B_, a. Source: article, note 15\n");
	ck_assert_str_eq(cited(citation_markdown, 1, false),
	    "**t**. In: *A_B\\_*, b. Source: article, notes 1, 2\n");
}
END_TEST

START_TEST(dates_of_ris_are_as_precise_as_known)
{
	static const struct {
		const char *date, *lines;
	} given[] = {
		{ "1948-05", "PY  - 1948\nDA  - 1948/05//\nT2" },
		{ "1948", "PY  - 1948\nT2" },
		{ "1948-21", "PY  - 1948\nN1  - spring 1948\nT2" },
		{ "1948~", "PY  - 1948\nN1  - about 1948\nT2" },
		{ "194X", "TI  - t\nN1  - 1940s\nT2" },
		{ "2022/..", "TI  - t\nN1  - since 2022\nT2" },
		{ "../1948", "TI  - t\nN1  - until 1948\nT2" },
		{ "-0043", "TI  - t\nN1  - 44 BC\nT2" },
		{ "once", "TI  - t\nN1  - once\nT2" },
	};
	struct buf csv = BUF_INIT;

	buf_adds(&csv, "id,title,date\n");
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		buf_addf(&csv, "a%zu,t,%s\n", i, given[i].date);
	load_text(buf_cstr(&csv));
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		ck_assert_msg(strstr(cited(citation_ris, i, false),
				  given[i].lines) != NULL,
		    "%s: %s", given[i].date, buf_cstr(&out));
	buf_fini(&csv);
}
END_TEST

/* Also one that the next source follows without a blank. */
START_TEST(each_address_has_a_line)
{
	load_text("id,title,sources\n"
		  "a,t,https://a.org/x;p. 3;See http://b.org and "
		  "http://c.org.\n");
	ck_assert_msg(strstr(cited(citation_ris, 0, false),
			  "UR  - https://a.org/x\nUR  - http://b.org\n"
			  "UR  - http://c.org\nER  - \n") != NULL,
	    "%s", buf_cstr(&out));
}
END_TEST

START_TEST(nothing_ends_a_line_or_is_a_control)
{
	static citation_fn *const all[] = { citation_text, citation_markdown,
		citation_ris };

	load_text(
	    "id,date,title,text,sources\n"
	    "\"a\nER  - \",\"x\r\nTY  - GEN\",\"A\n\nER  - \nTY  - \033]0;"
	    "x\007\",,\"1\nUR  - x; \x9b\"\n");
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		const char *s = cited(all[i], 0, false);
		size_t lines = 0;

		for (; *s != '\0'; s++) {
			lines += *s == '\n';
			ck_assert(*s == '\n' || (unsigned char)*s >= ' ');
		}
		ck_assert_uint_eq(lines, all[i] == citation_ris ? 7 : 1);
	}
}
END_TEST

START_TEST(ascii_is_all_ascii)
{
	load_text("id,title,sources\n\u05d0,\u2018Caf\u00e9\u2019 \u2013 "
		  "\u05d0,https://a.org/\u05d0\n");
	for (const char *s = cited(citation_ris, 0, true); *s != '\0'; s++)
		ck_assert((unsigned char)*s < 0x80);
	ck_assert_str_eq(cited(citation_text, 0, true),
	    "\'Cafe\' - ? In: f.csv, ? Source: https://a.org/?\n");
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, start, end);
	tcase_add_test(t, a_citation_has_all_fields);
	tcase_add_test(t, what_is_empty_is_left_out);
	tcase_add_test(t, numbers_of_a_source_say_of_which);
	tcase_add_test(t, dates_of_ris_are_as_precise_as_known);
	tcase_add_test(t, each_address_has_a_line);
	tcase_add_test(t, nothing_ends_a_line_or_is_a_control);
	tcase_add_test(t, ascii_is_all_ascii);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("citation", add);
}
