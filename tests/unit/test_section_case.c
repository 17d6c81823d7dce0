#include "config.h"

#include "model/section_case.h"

#include "running.h"
#include "unit/loading.h"

/* As it is written first. */
START_TEST(sections_of_any_case_are_one)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "section,title\nVisit,0\nvisit ,1\nVISIT,2\nvisits,3\n"
		     "ΟΔΟΣ,4\nοδός,5\nοδος,6\nΟδοσ,7\n\377A,8\n\377"
		     "a,9\n\376"
		     "a,10\n");
	for (int i = 0; i < 200; i++)
		buf_addf(&b, "Topic %d,x\ntopic %d,y\n", i, i);
	load_text(buf_cstr(&b));
	ck_assert_uint_eq(chronicle_sections(c)->n, 6 + 200);
	ck_assert_str_eq(section_of(0)->title, "Visit");
	ck_assert(section_of(1) == section_of(0));
	ck_assert(section_of(2) == section_of(0));
	ck_assert_str_eq(section_of(3)->title, "visits");
	ck_assert_str_eq(section_of(5)->title, "οδός");
	ck_assert(section_of(6) == section_of(4));
	ck_assert(section_of(7) == section_of(4));
	ck_assert(section_of(9) == section_of(8));
	ck_assert(section_of(10) != section_of(8));
	for (size_t i = 11; i < 411; i += 2) {
		ck_assert(section_of(i) == section_of(i + 1));
		ck_assert_int_eq(section_of(i)->title[0], 'T');
	}
	buf_fini(&b);
}
END_TEST

/* Its ids are names that a package gives. */
START_TEST(sections_of_a_table_have_their_case)
{
	put("datapackage.json",
	    "{\"resources\":[{\"name\":\"sections\",\"path\":"
	    "\"sections.csv\"},{\"name\":\"events\",\"path\":"
	    "\"events.csv\"}]}");
	put("sections.csv", "id,title\na,Small\nA,Large\n");
	put("events.csv", "title,section\nx,A\ny,a\nz,B\nz,b\n");
	load(".");
	ck_assert_str_eq(section_of(0)->title, "Large");
	ck_assert_str_eq(section_of(1)->title, "Small");
	ck_assert_uint_eq(chronicle_sections(c)->n, 4);
	assert_problems(2);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, sections_of_any_case_are_one);
	tcase_add_test(t, sections_of_a_table_have_their_case);
}

int
main(void)
{
	return run_tests("section_case", add_tests);
}
