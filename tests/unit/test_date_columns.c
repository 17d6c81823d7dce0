/*
 * Dates in columns that are not the events' own: what is found and how it is
 * sorted in a CSV file, and in what is compiled of it.
 */
#include "config.h"

#include "model/date_columns.h"

#include "model/bitset.h"
#include "model/order.h"
#include "model/search.h"
#include "unit/compiling.h"

static struct loader_options options;

static void
setup(void)
{
	compiling_setup();
	options = (struct loader_options){ .delimiter = '\0' };
}

static void
load(const char *path)
{
	chronicle_free(c);
	c = chronicle_new();
	ck_assert_msg(chronicle_load(c, path, &options, &e), "%s", e.text);
}

static void
load_text(const char *text)
{
	scratch_put("f.csv", text);
	load("f.csv");
}

/* Compile f.csv, as it was loaded, and open that. */
static void
load_compiled(void)
{
	const struct compile_ask ask = { "f.annals", true, false };
	int signo;

	ck_assert_msg(
	    compile_run("f.csv", &options, &ask, &signo, &e), "%s", e.text);
	ck_assert_msg(open_compiled("f.annals"), "%s", e.text);
}

/* Append the first letters of the title of an event. */
static void
print_title(struct buf *out, size_t event)
{
	struct record r;
	struct str title;

	record_init(&r);
	ck_assert(chronicle_record(c, event, &r, &e));
	title = record_role(&r, chronicle_columns(c), ROLE_TITLE);
	buf_addf(out, "%s%.*s", out->n > 0 ? " " : "", (int)title.n, title.p);
	record_fini(&r);
}

static struct query *
parse(const char *text)
{
	size_t column;
	struct query *q = query_parse(str_of(text), chronicle_columns(c),
	    chronicle_map(c), false, &column, &e);

	ck_assert_msg(q != NULL, "%s: %s", text, e.text);
	return q;
}

static struct search *
search(const struct query *q)
{
	struct search *s = search_new(q, c, &e);
	bool done = false;

	ck_assert(s != NULL);
	while (!done)
		ck_assert_msg(search_step(s, &done, &e), "%s", e.text);
	ck_assert_uint_eq(search_looked(s), chronicle_count(c));
	return s;
}

static void
finds(const char *text, const char *want)
{
	struct query *q = parse(text);
	struct search *s = search(q);
	struct buf is = BUF_INIT;

	for (size_t i = 0; i < chronicle_count(c); i++)
		if (bitset_has(search_set(s), i))
			print_title(&is, i);
	ck_assert_msg(strcmp(buf_cstr(&is), want) == 0, "%s: %s is not %s",
	    text, buf_cstr(&is), want);
	buf_fini(&is);
	search_free(s);
	query_free(q);
}

static size_t
count(const char *text)
{
	struct query *q = parse(text);
	struct search *s = search(q);
	size_t n = search_count(s);

	search_free(s);
	query_free(q);
	return n;
}

static struct order_list
sort(const char *name)
{
	struct result result;
	struct order_setup setup = { .chronicle = c, .result = &result };
	struct order_list list;
	struct order *o;
	bool done = false;

	result_init(&result);
	ck_assert(order_by_read(&setup.by, chronicle_columns(c),
	    chronicle_map(c), str_of(name), &e));
	ck_assert(result_filter(&result, c, SECTION_NONE, NULL, &e));
	o = order_new(&setup, &e);
	ck_assert(o != NULL);
	while (!done)
		ck_assert(order_step(o, &done, &e));
	order_list_init(&list);
	order_take(o, &list);
	order_free(o);
	result_fini(&result);
	return list;
}

static void
sorts(const char *name, const char *want)
{
	struct order_list list = sort(name);
	struct buf is = BUF_INIT;

	for (size_t i = 0; i < list.n; i++)
		print_title(&is, list.event[i]);
	ck_assert_msg(strcmp(buf_cstr(&is), want) == 0, "%s: %s is not %s",
	    name, buf_cstr(&is), want);
	buf_fini(&is);
	order_list_fini(&list);
}

static const char table[] =
    "date,title,updated,born,stamp,day,people,excel date\n"
    "1999,A,31.12.1999,3 мая 1945,1394000000,20041109,12000,38300\n"
    "1999,B,1.2.1850,12 June 1900,1494000000,20031231101010,100,38000\n"
    "1999,C,NA,n.d.,1294000000,00000000,30000,38500\n"
    "1999,D,05.01.2001,1870,1394000002,20041109080000,5,\n"
    "1999,E,,\"May 1, 1990\",1394000001,20041109070000,77,38100\n"
    "1999,F,soon,before 1800,,20020101,1900,38200\n";

static const struct {
	const char *query, *found;
} queries[] = {
	{ "updated>1870", "A D" },
	{ "updated<1870", "B" },
	{ "updated>31.12.1998", "A D" },
	{ "updated>=\"31 Dec 1999\"", "A D" },
	{ "updated:1850", "B" },
	{ "updated:1999-12", "A" },
	{ "updated:1990..2000", "A" },
	{ "updated:2000..", "D" },
	{ "updated:..1900", "B" },
	{ "updated:\"1990..2000\"", "" },
	{ "updated:*", "A B D F" }, /* NA is nothing */
	{ "updated:soon", "F" },
	{ "updated>k", "F" },
	{ "updated=NA", "C" },
	{ "born>1945-05", "E" },
	{ "born<1900", "D F" },
	{ "born:1945-05", "A" },
	{ "born>\"3 мая 1945\"", "E" },
	{ "born:мая", "A" },
	{ "stamp>2014-03-05", "B" },
	{ "stamp:2014-03-05", "A D E" },
	{ "stamp>1394000000", "B D E" },
	{ "stamp<2012", "C" },
	{ "stamp:2014", "A D E" },
	{ "\"day\">2003", "A D E" },
	{ "\"day\">20041108", "A D E" },
	{ "\"day\":2003..2004-10", "B" },
	{ "\"day\">\"\"", "A B D E F" },
	{ "people>2000", "A C" },
	{ "people:1899..1901", "F" },
	{ "\"excel date\">2004-11-08", "A C" },
	{ "\"excel date\">38200", "A C" },
	{ "\"excel date\":2004-11", "A" },
	{ "title>B updated>1990", "D" }, /* as text, as a date */
	{ "-updated>1870", "B C E F" },
};
#define NQUERIES (sizeof queries / sizeof queries[0])

static const struct {
	const char *name, *want;
} orders[] = {
	{ "updated", "B A D F C E" },
	{ "-updated", "F D A B C E" },
	{ "born", "F D B A E C" },
	{ "stamp", "C A E D B F" },
	{ "-stamp", "B D E A C F" },
	{ "\"day\"", "F B A E D C" },
	{ "people", "D E B F A C" },
	{ "excel date", "B E F A C D" },
};
#define NORDERS (sizeof orders / sizeof orders[0])

START_TEST(a_column_has_its_dates)
{
	load_text(table);
	for (int twice = 0; twice < 2; twice++) {
		for (size_t i = 0; i < NQUERIES; i++)
			finds(queries[i].query, queries[i].found);
		load_compiled();
	}
}
END_TEST

START_TEST(a_column_is_sorted_by_its_dates)
{
	load_text(table);
	for (int twice = 0; twice < 2; twice++) {
		for (size_t i = 0; i < NORDERS; i++)
			sorts(orders[i].name, orders[i].want);
		load_compiled();
	}
}
END_TEST

/* As is asked of any other column. */
START_TEST(the_column_of_the_events_has_its_dates)
{
	load_text("Opened,title,x\n24/5/1883,A,1\n1932,B,2\nc. 1990,C,3\n"
		  "NA,D,4\n3/4/1883,E,5\n");
	for (int twice = 0; twice < 2; twice++) {
		finds("Opened:1883..1932", "A B E");
		finds("Opened:1883-05", "A");
		finds("Opened:1883", "A E");
		finds("Opened:NA", "D");
		finds("Opened:1883-05 x>0", "A");
		finds("-Opened:1883..1932", "C D");
		load_compiled();
	}
}
END_TEST

/* Nobody who has numbers wants them to be dates. */
START_TEST(numbers_stay_numbers)
{
	load_text("date,title,dead,code,version,score\n"
		  "1999,A,12000,2125551234,1.10.2,45-33-21\n"
		  "1999,B,9000,5125551234,1.9.13,99-10-44\n"
		  "1999,C,38000,1125551234,1.9.2,7-70-60\n");
	sorts("dead", "B A C");
	sorts("version", "C B A");
	finds("dead>2004", "A B C");
	finds("code>2037-01-01", "");
	finds("score:1900..2100", "");
	load_text("date,title,pages\n1999,A,1900\n1999,B,2000\n1999,C,150\n");
	finds("pages>160", "A B");
	finds("pages<1900.5", "A C");
	sorts("pages", "C A B");
}
END_TEST

/* n events whose day is open, and then one that tells. */
static void
write_open(struct buf *b, int n)
{
	buf_adds(b, "date,title,seen\n");
	for (int i = 0; i < n; i++)
		buf_addf(b, "1999,%d,%d/%d/1999\n", i, i % 12 + 1, i % 11 + 1);
	buf_adds(b, "1999,tells,13/4/1999\n1999,also,14/4/1999\n");
}

START_TEST(what_was_misread_is_read_again)
{
	static const int before[] = { 100, 2500, 30000 };
	int n = before[_i / 2];
	struct buf b = BUF_INIT;
	struct order_list list;
	unsigned was, now;
	size_t april = 0;

	write_open(&b, n);
	load_text(buf_cstr(&b));
	for (int i = 0; i < n; i++)
		april += i % 11 + 1 == 4;
	(void)chronicle_column_dates(c, 2, &was);
	if (_i % 2 == 0) {
		ck_assert_uint_eq(count("seen:1999-04..1999-04"), april + 2);
		ck_assert_uint_eq(
		    count("seen>=1999-04-13"), 2 + count("seen>=1999-05"));
	}
	list = sort("seen");
	for (size_t i = 0; i < list.n; i++)
		if (list.event[i] == (uint32_t)n) {
			/* 13 April: behind all days of April but one. */
			ck_assert_uint_eq(i, count("seen<1999-04-13"));
			ck_assert_uint_eq(list.event[i + 1], list.event[i] + 1);
		}
	order_list_fini(&list);
	(void)chronicle_column_dates(c, 2, &now);
	if (n >= DATE_COLUMNS_FIRST)
		ck_assert_uint_gt(now, was);
	ck_assert_uint_eq(count("seen:1999-04..1999-04"), april + 2);
	buf_fini(&b);
}
END_TEST

START_TEST(what_is_open_is_said)
{
	struct buf line = BUF_INIT;

	load_text("date,title,seen,died\n1999,A,3/4/1999,4.5.2001\n"
		  "1999,B,5/6/1999,13.5.2001\n");
	ck_assert(chronicle_explain_dates(c, 2, &line));
	ck_assert_str_eq(buf_cstr(&line), "seen: dates like 3/4/1999 are read "
					  "month first; --date-order dmy "
					  "changes it");
	buf_clear(&line);
	ck_assert(!chronicle_explain_dates(c, 0, &line));
	ck_assert(!chronicle_explain_dates(c, 1, &line));
	ck_assert(!chronicle_explain_dates(c, 3, &line));
	finds("seen<1999-04", "A");
	options.dates.order = DATE_ORDER_DMY;
	load("f.csv");
	ck_assert(!chronicle_explain_dates(c, 2, &line));
	finds("seen>=1999-04", "A B");
	load_compiled();
	ck_assert(!chronicle_explain_dates(c, 2, &line));
	finds("seen>=1999-04", "A B");
	ck_assert_uint_eq(line.n, 0);
	buf_fini(&line);
}
END_TEST

START_TEST(a_pivot_counts_for_all_columns)
{
	options.dates.has_pivot = true;
	options.dates.pivot = 30;
	load_text("date,title,seen\n1999,A,31.12.29\n1999,B,31.12.30\n");
	finds("seen>2000", "A");
	load_compiled();
	finds("seen>2000", "A");
}
END_TEST

/* Its format tells the order, its type that numbers are dates. */
START_TEST(a_package_tells_of_any_column)
{
	scratch_put("events.csv", "date,title,seen,read,n\n"
				  "1999,A,3/4/1999,3/4/1999,38300\n"
				  "1999,B,5/6/1999,5/6/1999,38000\n");
	scratch_put("datapackage.json",
	    "{\"resources\":[{\"name\":\"events\",\"path\":\"events.csv\","
	    "\"schema\":{\"fields\":[{\"name\":\"date\",\"type\":\"year\"},"
	    "{\"name\":\"title\"},"
	    "{\"name\":\"read\"},"
	    "{\"name\":\"seen\",\"type\":\"date\",\"format\":\"%d/%m/%Y\"},"
	    "{\"name\":\"n\",\"type\":\"date\"}]}}]}");
	load(".");
	for (int twice = 0; twice < 2; twice++) {
		finds("seen:1999-04..1999-04", "A");
		finds("read:1999-03..1999-03", "A");
		finds("n>2004-11-01", "A");
		compile(".", "p.annals");
		ck_assert(open_compiled("p.annals"));
	}
}
END_TEST

/* The second file shows how the first one is to be read. */
START_TEST(several_files_are_one)
{
	static const char *const more[] = { "g.csv" };

	scratch_put("g.csv", "date,title,seen\n1999,C,13/4/1999\n");
	options.more = more;
	options.nmore = 1;
	load_text("date,title,seen\n1999,A,3/4/1999\n1999,B,5/6/1999\n");
	finds("seen:1999-04..1999-04", "A C");
	sorts("seen", "A C B");
}
END_TEST

START_TEST(who_does_not_ask_pays_nothing)
{
	load_text(table);
	for (size_t i = 0; i < chronicle_columns(c)->n; i++)
		ck_assert_uint_eq(
		    date_columns_learned(chronicle_date_columns(c), i), 0);
	finds("updated:*", "A B D F");
	ck_assert_uint_eq(
	    date_columns_learned(chronicle_date_columns(c), 2), 6);
	ck_assert_uint_eq(
	    date_columns_learned(chronicle_date_columns(c), 3), 0);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_checked_fixture(t, setup, compiling_teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_column_has_its_dates);
	tcase_add_test(t, a_column_is_sorted_by_its_dates);
	tcase_add_test(t, the_column_of_the_events_has_its_dates);
	tcase_add_test(t, numbers_stay_numbers);
	tcase_add_loop_test(t, what_was_misread_is_read_again, 0, 6);
	tcase_add_test(t, what_is_open_is_said);
	tcase_add_test(t, a_pivot_counts_for_all_columns);
	tcase_add_test(t, a_package_tells_of_any_column);
	tcase_add_test(t, several_files_are_one);
	tcase_add_test(t, who_does_not_ask_pays_nothing);
}

int
main(void)
{
	return run_tests("date_columns", add_tests);
}
