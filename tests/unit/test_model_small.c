#include "config.h"

#include <check.h>
#include <locale.h>
#include <stdio.h>

#include "model/problem.h"
#include "model/record.h"
#include "model/sections.h"
#include "running.h"

START_TEST(role_names)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		ck_assert_int_eq(role_find(str_of(role_name((enum role)r))), r);
	ck_assert_int_eq(role_find(str_of("text")), ROLE_TEXT);
	ck_assert_int_eq(role_find(str_of("Text")), ROLE_NROLES);
	ck_assert_int_eq(role_find(str_of("")), ROLE_NROLES);
	ck_assert_str_eq(role_name(ROLE_NROLES), "");
}
END_TEST

START_TEST(fields_by_role)
{
	struct str field[] = { { "1", 1 }, { "Two", 3 } };
	struct columns c;
	struct record r;

	columns_init(&c);
	columns_add(&c, str_of("a"));
	columns_add(&c, (struct str){ NULL, 0 });
	columns_add(&c, str_of("c"));
	ck_assert_uint_eq(c.n, 3);
	ck_assert_str_eq(c.name[1], "");
	c.role[ROLE_TITLE] = 1;
	c.role[ROLE_TEXT] = 2;
	record_init(&r);
	r.field = field;
	r.n = 2;
	ck_assert(str_eq(record_role(&r, &c, ROLE_TITLE), str_of("Two")));
	ck_assert_uint_eq(record_role(&r, &c, ROLE_TEXT).n, 0);
	ck_assert_uint_eq(record_role(&r, &c, ROLE_DATE).n, 0);
	ck_assert_uint_eq(record_role(&r, &c, ROLE_NROLES).n, 0);
	r.field = NULL;
	record_fini(&r);
	columns_fini(&c);
	ck_assert_uint_eq(c.n, 0);
}
END_TEST

START_TEST(an_event_is_called_by_its_title_or_text)
{
	char title[] = "  A title ", text[RECORD_NAME_MAX + 100], blank[] = " ";
	struct str field[2] = { str_of(title), { text, sizeof text } };
	struct record r = { .field = field, .n = 2 };
	struct columns c;

	columns_init(&c);
	c.role[ROLE_TITLE] = 0;
	c.role[ROLE_TEXT] = 1;
	memset(text, 'x', sizeof text);
	memcpy(text, "Text", strlen("Text"));
	ck_assert(str_eq(record_name(&r, &c), str_of("A title")));
	field[0] = str_of(blank);
	ck_assert_uint_eq(record_name(&r, &c).n, RECORD_NAME_MAX);
	ck_assert(strncmp(record_name(&r, &c).p, "Textx", 5) == 0);
	field[1] = str_of(blank);
	ck_assert_uint_eq(record_name(&r, &c).n, 0);
	c.role[ROLE_TITLE] = c.role[ROLE_TEXT] = -1;
	ck_assert_uint_eq(record_name(&r, &c).n, 0);
	columns_fini(&c);
}
END_TEST

static struct str
numbered(char *buf, size_t size, unsigned i)
{
	(void)snprintf(buf, size, "section-%u", i);
	return str_of(buf);
}

START_TEST(sections_are_found)
{
	const struct str none = { NULL, 0 };
	struct sections s;
	char id[32];

	sections_init(&s);
	ck_assert_uint_eq(sections_find(&s, str_of("a")), SECTION_NONE);
	for (unsigned i = 0; i < 5000; i++) {
		struct str name = numbered(id, sizeof id, i);

		ck_assert_uint_eq(sections_find(&s, name), SECTION_NONE);
		ck_assert_uint_eq(
		    sections_add(&s, name, i == 0 ? SECTION_NONE : i / 2, none,
			str_of("sum")),
		    i);
	}
	for (unsigned i = 0; i < 5000; i++)
		ck_assert_uint_eq(
		    sections_find(&s, numbered(id, sizeof id, i)), i);
	ck_assert_uint_eq(s.at[4999].parent, 2499);
	ck_assert_str_eq(s.at[4999].title, "section-4999");
	ck_assert_str_eq(s.at[4999].summary, "sum");
	ck_assert_uint_eq(sections_find(&s, str_of("section-")), SECTION_NONE);
	sections_fini(&s);
	ck_assert_uint_eq(s.n, 0);
}
END_TEST

START_TEST(sections_are_a_tree_by_rank)
{
	/* In the order of the file; c and d below b. */
	static const char *const ids[] = { "a", "b", "c", "d", "e" };
	static const uint32_t up[] = { SECTION_NONE, SECTION_NONE, 1, 1,
		SECTION_NONE };
	static const int32_t rank[] = { 7, -3, 0, 0, 7 };
	uint32_t first[6], next[5];
	struct sections s;

	sections_init(&s);
	for (uint32_t i = 0; i < 5; i++) {
		struct str id = str_of(ids[i]);

		ck_assert_uint_eq(
		    sections_add(&s, id, up[i], id, str_of("")), i);
		s.at[i].rank = rank[i];
	}
	sections_tree(&s, first, next);
	ck_assert_uint_eq(first[5], 1); /* b, a, e */
	ck_assert_uint_eq(next[1], 0);
	ck_assert_uint_eq(next[0], 4);
	ck_assert_uint_eq(next[4], SECTION_NONE);
	ck_assert_uint_eq(first[1], 2); /* c, d */
	ck_assert_uint_eq(next[2], 3);
	ck_assert_uint_eq(next[3], SECTION_NONE);
	ck_assert_uint_eq(first[0], SECTION_NONE);
	sections_fini(&s);
}
END_TEST

START_TEST(sections_with_odd_ids)
{
	struct str nul = { "x\0y", 3 }, none = { NULL, 0 };
	struct sections s;

	sections_init(&s);
	ck_assert_uint_eq(
	    sections_add(&s, none, SECTION_NONE, str_of("T"), none), 0);
	ck_assert_uint_eq(sections_find(&s, str_of("")), 0);
	ck_assert_uint_eq(sections_add(&s, nul, 0, none, none), 1);
	ck_assert_uint_eq(sections_find(&s, nul), 1);
	sections_fini(&s);
}
END_TEST

START_TEST(problems_are_kept_as_text_to_show)
{
	struct problems p;
	struct buf out = BUF_INIT;
	char raw[2 * PROBLEM_RAW_MAX];

	memset(raw, 'r', sizeof raw);
	problems_init(&p);
	problems_add(&p, PROBLEM_DATE, "a\033.csv", 7, 2, "no\nday",
	    (struct str){ raw, sizeof raw });
	problems_add(&p, PROBLEM_ID, "b", 3, 0, "w", (struct str){ NULL, 0 });
	problems_add(&p, PROBLEM_LENGTH, "b", 0, 4, "w", str_of("\302\233"));
	ck_assert_uint_eq(p.n, 3);
	ck_assert_uint_eq(strlen(p.at[0].raw), PROBLEM_RAW_MAX);
	ck_assert_str_eq(p.at[1].raw, "");
	ck_assert_str_eq(p.at[2].raw, "\357\277\275");
	problem_print(&out, &p.at[0]);
	ck_assert_str_eq(buf_cstr(&out), "a\342\220\233.csv:7:2: no day");
	buf_clear(&out);
	problem_print(&out, &p.at[1]);
	ck_assert_str_eq(buf_cstr(&out), "b:3: w");
	buf_clear(&out);
	problem_print(&out, &p.at[2]);
	ck_assert_str_eq(buf_cstr(&out), "b: w");
	buf_fini(&out);
	problems_fini(&p);
}
END_TEST

static void
add_many(struct problems *p, enum problem_kind kind, size_t n)
{
	for (size_t i = 0; i < n; i++)
		problems_add(p, kind, "f", i, 0, "w", str_of("r"));
}

START_TEST(problems_are_listed_then_counted)
{
	struct problems p, q;

	problems_init(&p);
	problems_init(&q);
	add_many(&p, PROBLEM_DATE, PROBLEM_EACH_MAX - 1);
	add_many(&q, PROBLEM_DATE, 3);
	add_many(&q, PROBLEM_ID, PROBLEM_EACH_MAX + 5);
	ck_assert_uint_eq(q.n, PROBLEM_EACH_MAX + 3);
	problems_move(&p, &q);
	ck_assert_uint_eq(q.n, 0);
	ck_assert_uint_eq(problems_total(&q), 0);
	ck_assert_uint_eq(p.n, 2 * PROBLEM_EACH_MAX);
	ck_assert_uint_eq(p.count[PROBLEM_DATE], PROBLEM_EACH_MAX + 2);
	ck_assert_uint_eq(p.count[PROBLEM_ID], PROBLEM_EACH_MAX + 5);
	ck_assert_uint_eq(problems_total(&p), 2 * PROBLEM_EACH_MAX + 7);
	add_many(&p, PROBLEM_DATE, 2);
	ck_assert_uint_eq(p.n, 2 * PROBLEM_EACH_MAX);
	problems_move(&q, &p);
	problems_fini(&p);
	problems_fini(&q);
}
END_TEST

static void
assert_what(const struct problems *p, size_t i, const char *what, bool open)
{
	ck_assert_uint_lt(i, p->n);
	ck_assert_str_eq(p->at[i].what, what);
	ck_assert_int_eq(p->at[i].open, open);
}

START_TEST(problems_of_a_file_are_updated)
{
	struct problems p, q;

	problems_init(&p);
	problems_init(&q);
	problems_update(&p, PROBLEM_BYTES, "f", "1 byte", false);
	problems_add(&p, PROBLEM_FILE, "f", 0, 0, "w", str_of(""));
	problems_update(&p, PROBLEM_BYTES, "f", "2 bytes", false);
	problems_update(&p, PROBLEM_BYTES, "g", "8 bytes", true);
	ck_assert_uint_eq(p.n, 3);
	assert_what(&p, 0, "2 bytes", true);
	assert_what(&p, 1, "w", false);
	assert_what(&p, 2, "8 bytes", false);
	/* From elsewhere, with the last word on it. */
	problems_update(&q, PROBLEM_BYTES, "f", "3 bytes", false);
	problems_update(&q, PROBLEM_BYTES, "f", "4 bytes", true);
	problems_update(&q, PROBLEM_BYTES, "g", "9 bytes", true);
	problems_move(&p, &q);
	ck_assert_uint_eq(p.n, 4);
	assert_what(&p, 0, "4 bytes", false);
	assert_what(&p, 3, "9 bytes", false);
	ck_assert_uint_eq(p.count[PROBLEM_BYTES], 3);
	ck_assert_uint_eq(problems_total(&p), 4);
	ck_assert_uint_eq(p.open, 0);
	/* One with a name that was there before is another one. */
	problems_update(&q, PROBLEM_BYTES, "f", "5 bytes", false);
	problems_move(&p, &q);
	ck_assert_uint_eq(p.open, 1);
	problems_update(&p, PROBLEM_BYTES, "f", "6 bytes", true);
	ck_assert_uint_eq(p.n, 5);
	assert_what(&p, 0, "4 bytes", false);
	assert_what(&p, 4, "6 bytes", false);
	problems_fini(&p);
	problems_fini(&q);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("small parts of the model");
	TCase *t = tcase_create("model");

	tcase_add_test(t, role_names);
	tcase_add_test(t, fields_by_role);
	tcase_add_test(t, an_event_is_called_by_its_title_or_text);
	tcase_add_test(t, sections_are_found);
	tcase_add_test(t, sections_are_a_tree_by_rank);
	tcase_add_test(t, sections_with_odd_ids);
	tcase_add_test(t, problems_are_kept_as_text_to_show);
	tcase_add_test(t, problems_are_listed_then_counted);
	tcase_add_test(t, problems_of_a_file_are_updated);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_suite(suite());
}
