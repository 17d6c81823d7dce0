/*
 * A chronicle, compiled and read: it has all that it had.  Events are in many
 * segments, since that is how they are kept.
 */
#include "config.h"

#include "unit/compiling.h"

#include <unistd.h>

#include "base/buf.h"
#include "model/compile.h"
#include "model/result.h"
#include "model/search.h"
#include "ui/app.h"
#include "unit/chance.h"

#define MANY (SEGMENT_ROWS_MAX + 4000) /* a first, a second and two large */

static struct chronicle *whole; /* the same, as it is read */

static void
setup(void)
{
	compiling_setup();
	whole = chronicle_new();
}

static void
teardown(void)
{
	chronicle_free(whole);
	compiling_teardown();
}

/* Read it as it is, and compiled. */
static void
read_both(const char *path)
{
	const struct loader_options options = { .delimiter = '\0' };

	ck_assert_msg(chronicle_load(whole, path, &options, &e), "%s", e.text);
	compile(path, "made");
	ck_assert_msg(open_compiled("made"), "%s", e.text);
}

static void
same_text(const char *a, const char *b)
{
	ck_assert_str_eq(a, b);
}

static void
same_columns(void)
{
	const struct columns *a = chronicle_columns(whole);
	const struct columns *b = chronicle_columns(c);

	ck_assert_uint_eq(a->n, b->n);
	ck_assert_uint_eq(a->nfile, b->nfile);
	for (size_t i = 0; i < a->n; i++)
		same_text(a->name[i], b->name[i]);
	ck_assert_mem_eq(a->role, b->role, sizeof a->role);
	ck_assert_mem_eq(a->how, b->how, sizeof a->how);
	for (size_t i = 0; i < a->n - a->nfile; i++) {
		ck_assert_int_eq(a->composed[i].role, b->composed[i].role);
		ck_assert_uint_eq(a->composed[i].n, b->composed[i].n);
		ck_assert_mem_eq(a->composed[i].part, b->composed[i].part,
		    a->composed[i].n * sizeof *a->composed[i].part);
	}
}

static void
same_sections(void)
{
	const struct sections *a = chronicle_sections(whole);
	const struct sections *b = chronicle_sections(c);
	uint32_t *count = x_calloc(2 * a->n, sizeof *count);

	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		same_text(a->at[i].id, b->at[i].id);
		same_text(a->at[i].title, b->at[i].title);
		same_text(a->at[i].summary, b->at[i].summary);
		ck_assert_uint_eq(a->at[i].parent, b->at[i].parent);
		ck_assert_int_eq(a->at[i].rank, b->at[i].rank);
	}
	ck_assert_uint_eq(facets_sections(whole, NULL, count),
	    facets_sections(c, NULL, count + a->n));
	ck_assert_mem_eq(count, count + a->n, a->n * sizeof *count);
	x_free(count);
}

static void
same_problems(void)
{
	const struct problems *a = chronicle_problems(whole);
	const struct problems *b = chronicle_problems(c);

	ck_assert_uint_eq(a->n, b->n);
	ck_assert_mem_eq(a->count, b->count, sizeof a->count);
	for (size_t i = 0; i < a->n; i++) {
		ck_assert_int_eq(a->at[i].kind, b->at[i].kind);
		ck_assert_uint_eq(a->at[i].event, b->at[i].event);
		ck_assert_uint_eq(a->at[i].line, b->at[i].line);
		ck_assert_uint_eq(a->at[i].column, b->at[i].column);
		same_text(a->at[i].file, b->at[i].file);
		same_text(a->at[i].what, b->at[i].what);
		same_text(a->at[i].raw, b->at[i].raw);
	}
}

static void
same_event(size_t i, struct record *a, struct record *b)
{
	struct date once = events_date_once(chronicle_events(c), i);
	struct date d = chronicle_date(whole, i), f = chronicle_date(c, i);

	ck_assert_int_eq(d.first, f.first);
	ck_assert_int_eq(d.last, f.last);
	ck_assert_int_eq(d.precision, f.precision);
	ck_assert_int_eq(d.uncertain, f.uncertain);
	ck_assert_int_eq(d.approximate, f.approximate);
	ck_assert_int_eq(d.last, once.last);
	ck_assert_int_eq(d.precision, once.precision);
	ck_assert_uint_eq(chronicle_section(whole, i), chronicle_section(c, i));
	ck_assert_uint_eq(events_id(chronicle_events(whole), i),
	    events_id(chronicle_events(c), i));
	ck_assert_uint_eq(events_place(chronicle_events(whole), i),
	    events_place(chronicle_events(c), i));
	ck_assert(chronicle_record(whole, i, a, &e));
	ck_assert(chronicle_record(c, i, b, &e));
	ck_assert_uint_eq(a->n, b->n);
	for (size_t k = 0; k < a->n; k++)
		ck_assert(str_eq(a->field[k], b->field[k]));
}

static void
same_plot(void)
{
	int32_t first, last, f, l;
	uint32_t a[300], b[300];

	ck_assert_int_eq(
	    facets_span(whole, &first, &last), facets_span(c, &f, &l));
	if (!facets_span(whole, &first, &last))
		return;
	ck_assert_int_eq(first, f);
	ck_assert_int_eq(last, l);
	for (size_t bins = 1; bins <= 300; bins += 43) {
		facets_plot(NULL, whole, first, last, a, bins);
		facets_plot(NULL, c, first, last, b, bins);
		ck_assert_mem_eq(a, b, bins * sizeof *a);
		facets_plot(NULL, whole, first - 3, last + 50, a, bins);
		facets_plot(NULL, c, first - 3, last + 50, b, bins);
		ck_assert_mem_eq(a, b, bins * sizeof *a);
	}
}

static void
all_is_the_same(void)
{
	struct record a, b;

	same_text(chronicle_title(whole), chronicle_title(c));
	same_text(chronicle_name(whole), chronicle_name(c));
	same_text(chronicle_source(whole), chronicle_source(c));
	ck_assert_uint_eq(chronicle_count(whole), chronicle_count(c));
	ck_assert_uint_eq(chronicle_dated(whole), chronicle_dated(c));
	ck_assert_int_eq(chronicle_date_cols(whole), chronicle_date_cols(c));
	same_columns();
	same_sections();
	same_problems();
	same_plot();
	record_init(&a);
	record_init(&b);
	for (size_t i = 0; i < chronicle_count(c); i++)
		same_event(i, &a, &b);
	record_fini(&a);
	record_fini(&b);
}

static void
finds_the_same(const char *text)
{
	struct chronicle *in[] = { whole, c };
	size_t n = chronicle_count(c) / 64 + 1, column;
	uint64_t *set[2];

	for (int i = 0; i < 2; i++) {
		struct query *q =
		    query_parse(str_of(text), chronicle_columns(in[i]),
			chronicle_map(in[i]), false, &column, &e);
		struct search *s = search_new(q, in[i], &e);
		bool done = false;

		while (!done)
			ck_assert_msg(search_step(s, &done, &e), "%s", e.text);
		set[i] = x_malloc(n * sizeof *set[i]);
		memcpy(set[i], search_set(s), n * sizeof *set[i]);
		ck_assert_uint_gt(search_count(s), 0);
		search_free(s);
		query_free(q);
	}
	ck_assert_msg(
	    memcmp(set[0], set[1], n * sizeof *set[0]) == 0, "%s", text);
	x_free(set[0]);
	x_free(set[1]);
}

/* ---- chronicles ---- */

static void
write_many(const char *path)
{
	static const char *const words[] = { "peace", "war", "river", "wars",
		"caf\u00e9", "\u0451\u043b\u043a\u0430", "\u624b\u673a" };
	FILE *f = fopen(path, "w");

	ck_assert(f != NULL);
	chance_start(7);
	(void)fputs("id,date,section,title,text,number\n", f);
	for (int i = 0; i < MANY; i++) {
		(void)fprintf(f, "e%d,", i % 9999);
		if (chance(20) > 0)
			(void)fprintf(f, "%d-%02d", 1400 + (int)chance(600),
			    1 + (int)chance(12));
		(void)fprintf(f, ",S%d,%s %s,", (int)chance(70),
		    words[chance(7)], words[chance(7)]);
		for (size_t n = chance(6); n > 0; n--)
			(void)fprintf(f, "%s ", words[chance(7)]);
		(void)fprintf(f, ",%d\n", (int)chance(100));
	}
	ck_assert(fclose(f) == 0);
}

START_TEST(many_events)
{
	static const char *const queries[] = { "peace", "w*", "title:r*",
		"\"war river\"", "\"war r\"*", "text:caf\u00e9 -war",
		"number>90", "date:1500..1510", "section:S3", "\u624b*",
		"\u0435\u043b\u043a\u0430 OR title:wars" };
	size_t start, n;

	write_many("many.csv");
	read_both("many.csv");
	ck_assert_uint_gt(chronicle_segments(c), 3);
	for (size_t i = 0; i < chronicle_segments(c); i++)
		ck_assert_uint_eq(chronicle_segment(c, i, &start)->n,
		    chronicle_segment(whole, i, &start)->n);
	for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++)
		finds_the_same(queries[i]);
	all_is_the_same();
	ck_assert(chronicle_find(c, str_of("e9000"), &n));
	ck_assert_uint_eq(n, 9000);
	ck_assert(chronicle_find(c, str_of("e7"), &n));
	ck_assert_uint_eq(n, 7); /* not the second one of that id */
}
END_TEST

static const char *const small[] = {
	"title\nA\n",
	"a\n",      /* no events */
	"a,b\n,\n", /* nothing in them */
	"id,date,title\na,,A\nb,,B\n",
	"number\n1\n2\n", /* no words */
	"id,date,title\na,1948-02-30,A\na,1949?,B\n,x,C,D\n\"",
	"when,what\n../1949,open\n1970/..,open\n-0044~,old\n1948-24,winter\n",
	"year,month,day,title\n1948,5,17,A\n1950,,,B\n1951,2,30,C\n",
	"date,title\n3/4/1999,A\n5/6/1999,B\n13/1/1999,C\n",
	"a,a,\n1,2,3\n",
	"title\n\xff\xfe\x00",
};

START_TEST(small_chronicles)
{
	scratch_put("small.csv", small[_i]);
	read_both("small.csv");
	all_is_the_same();
}
END_TEST

START_TEST(the_shipped_chronicle)
{
	char path[4096];

	(void)snprintf(
	    path, sizeof path, "%s/data/israel-russia", getenv("SRC"));
	read_both(path);
	all_is_the_same();
	same_text(chronicle_name(c), "israel-russia");
}
END_TEST

/* A date that comes late tells how the earlier ones were meant. */
START_TEST(dates_that_were_misread)
{
	FILE *f = fopen("late.csv", "w");

	ck_assert(f != NULL);
	(void)fputs("date,title\n", f);
	for (int i = 0; i < 5000; i++)
		(void)fprintf(
		    f, "%d/%d/1999,event %d\n", 1 + i % 12, 1 + i % 7, i);
	for (int i = 0; i < 5000; i++)
		(void)fprintf(
		    f, "%d/%d/1999,event %d\n", 13 + i % 15, 1 + i % 7, i);
	ck_assert(fclose(f) == 0);
	read_both("late.csv");
	ck_assert_int_eq(chronicle_date(c, 1).first, date_day(1999, 2, 2));
	ck_assert_int_eq(chronicle_date(c, 7).first, date_day(1999, 1, 8));
	all_is_the_same();
}
END_TEST

START_TEST(roles_are_settled)
{
	struct app a;

	app_init(&a, false, false);
	scratch_put("small.csv", "id,name,title\nx,A,B\n");
	compile("small.csv", "made");
	app_adopt(&a, compiled_open("made", &e), 1000);
	ck_assert(chronicle_compiled(a.reader.chronicle));
	ck_assert(!app_roles_say(&a, "title=name", &e));
	ck_assert_str_eq(
	    e.text, "a compiled chronicle keeps the roles that it has");
	app_roles_open(&a, "made", NULL);
	ck_assert(!app_roles_save(&a, &e));
	app_fini(&a);
}
END_TEST

START_TEST(the_same_bytes)
{
	write_many("many.csv");
	compile("many.csv", "one");
	compile("many.csv", "two");
	compile("one", "three");
	ck_assert(system("cmp one two && cmp one three") == 0);
}
END_TEST

START_TEST(what_is_not_there_is_no_chronicle)
{
	struct compile *made;

	ck_assert(!open_compiled("nothing"));
	ck_assert_str_eq(e.text, "nothing: No such file or directory");
	scratch_put("text", "text");
	ck_assert(!open_compiled("text"));
	ck_assert_str_eq(e.text, "text: is no compiled chronicle");
	ck_assert(!open_compiled("."));
	ck_assert_ptr_null(compiled_name("text"));
	ck_assert_ptr_null(compile_open("no/where", &e));
	scratch_put("empty", "");
	made = compile_open("empty", &e);
	ck_assert_msg(made != NULL, "%s", e.text);
	ck_assert(!compile_finish(made, &e));
	ck_assert_str_eq(e.text, "there is nothing to compile");
	compile_close(made);
	compile_close(NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, many_events);
	tcase_add_loop_test(
	    t, small_chronicles, 0, sizeof small / sizeof small[0]);
	tcase_add_test(t, the_shipped_chronicle);
	tcase_add_test(t, dates_that_were_misread);
	tcase_add_test(t, roles_are_settled);
	tcase_add_test(t, the_same_bytes);
	tcase_add_test(t, what_is_not_there_is_no_chronicle);
}

int
main(void)
{
	return run_tests("compile", add);
}
