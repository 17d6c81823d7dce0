/*
 * Compiled files that somebody has changed: what does not fit is refused when
 * the file is opened, or found out when it is asked for, and harmless then.
 */
#include "config.h"

#include "unit/compiling.h"

#include <sqlite3.h>

#include "model/days.h"
#include "model/query.h"
#include "model/result.h"
#include "model/search.h"
#include "model/timeline.h"

static const char csv[] = "id,date,section,title,text\n"
			  "a,1948-05-17,North,Peace,war and peace\n"
			  "b,1950,South,River,a river of peace\n"
			  "c,,North,Undated,the sea\n"
			  "d,1947/1960,South,Long,peace at the river\n"
			  "d,nonsense,North,Odd,war\n";

static void
setup(void)
{
	compiling_setup();
	compile_text(csv, "whole");
}

/* Let "bad" be the file with that change. */
static void
change(const char *sql)
{
	sqlite3 *db;
	char *why = NULL;

	ck_assert(system("cp whole bad") == 0);
	ck_assert(sqlite3_open("bad", &db) == SQLITE_OK);
	ck_assert(sqlite3_exec(db, "PRAGMA journal_mode=OFF", NULL, NULL,
		      NULL) == SQLITE_OK);
	ck_assert_msg(
	    sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK, "%s", why);
	ck_assert(sqlite3_close(db) == SQLITE_OK);
}

static const struct {
	const char *sql, *why;
} refused[] = {
	{ "PRAGMA user_version=3", "bad: is of a newer annals" },
	{ "PRAGMA user_version=1",
	    "bad: is of an older annals, and has to be compiled again" },
	{ "PRAGMA user_version=0", "bad: is damaged" },
	{ "PRAGMA application_id=1", "bad: is a database of another program" },
	{ "PRAGMA page_size=16384; VACUUM", "bad: is damaged" },
	{ "PRAGMA page_size=4096; VACUUM",
	    "bad: is not whole: its end is missing" },
	{ "PRAGMA auto_vacuum=1; VACUUM", "bad: is damaged" },
	{ "DELETE FROM event WHERE rowid<5; DROP TABLE page",
	    "bad: is damaged" }, /* it has free pages */

	/* Tables are compared text for text. */
	{ "CREATE TABLE more(a)", "bad: is no chronicle of annals" },
	{ "CREATE VIEW more AS SELECT 1", "bad: is no chronicle of annals" },
	{ "CREATE INDEX more ON event(c0)", "bad: is no chronicle of annals" },
	{ "CREATE TRIGGER more AFTER INSERT ON event BEGIN SELECT 1; END",
	    "bad: is no chronicle of annals" },
	{ "CREATE VIRTUAL TABLE more USING fts5(c0)",
	    "bad: is no chronicle of annals" },
	{ "ALTER TABLE event RENAME COLUMN c0 TO c9",
	    "bad: is no chronicle of annals" },
	{ "ALTER TABLE event ADD COLUMN c5", "bad: is no chronicle of annals" },
	{ "ALTER TABLE part ADD COLUMN more DEFAULT 1",
	    "bad: is no chronicle of annals" },
	{ "ALTER TABLE id RENAME TO ids", "bad: is no chronicle of annals" },
	{ "PRAGMA writable_schema=1; UPDATE sqlite_master SET sql=sql||' ' "
	  "WHERE name='array'",
	    "bad: is no chronicle of annals" },
	{ "PRAGMA writable_schema=1; UPDATE sqlite_master SET type='view' "
	  "WHERE name='array'",
	    "bad: the database is damaged" },

	/* Numbers that cannot be. */
	{ "DELETE FROM chronicle", "bad: is damaged" },
	{ "UPDATE chronicle SET events=4", "bad: is damaged" },
	{ "UPDATE chronicle SET events=6", "bad: is damaged" },
	{ "UPDATE chronicle SET events=-1", "bad: is damaged" },
	{ "UPDATE chronicle SET events=1<<62", "bad: is damaged" },
	{ "UPDATE event SET rowid=4000000000 WHERE rowid=5;"
	  "UPDATE chronicle SET events=4000000000",
	    "bad: is damaged" },
	{ "UPDATE chronicle SET dated=6", "bad: is damaged" },
	{ "UPDATE chronicle SET cols=1000", "bad: is damaged" },
	{ "UPDATE column SET id=7 WHERE id=4", "bad: is damaged" },
	{ "DELETE FROM column", "bad: is damaged" },
	{ "DELETE FROM column WHERE id=4", "bad: is no chronicle of annals" },
	{ "UPDATE column SET composed='date' WHERE id=4", "bad: is damaged" },
	{ "UPDATE column SET composed='date' WHERE id=0", "bad: is damaged" },
	{ "UPDATE column SET composed='x' WHERE id=4", "bad: is damaged" },
	{ "INSERT INTO composed VALUES(0,4,1)", "bad: is damaged" },
	{ "UPDATE column SET composed='kind' WHERE id=4;"
	  "INSERT INTO composed VALUES(0,4,1)",
	    "bad: is damaged" }, /* one part is none */
	{ "UPDATE column SET composed='kind' WHERE id=4;"
	  "INSERT INTO composed VALUES(0,4,1),(1,4,1)",
	    "bad: is damaged" },
	{ "UPDATE column SET composed='kind' WHERE id=4;"
	  "INSERT INTO composed VALUES(0,4,1),(1,4,4)",
	    "bad: is damaged" },
	{ "UPDATE column SET date_order=4", "bad: is damaged" },
	{ "UPDATE column SET pivot=100", "bad: is damaged" },
	{ "UPDATE column SET pivot=-2", "bad: is damaged" },
	{ "UPDATE column SET hint=8", "bad: is damaged" },
	{ "UPDATE role SET name='nobody'", "bad: is damaged" },
	{ "UPDATE role SET column=5", "bad: is damaged" },
	{ "UPDATE role SET column=-1", "bad: is damaged" },
	{ "UPDATE role SET how=99", "bad: is damaged" },
	{ "UPDATE section SET parent=id", "bad: is damaged" },
	{ "UPDATE section SET parent=1 WHERE id=0", "bad: is damaged" },
	{ "UPDATE section SET parent=-1", "bad: is damaged" },
	{ "UPDATE section SET name='North'", "bad: is damaged" },
	{ "UPDATE section SET rank=1<<40", "bad: is damaged" },
	{ "UPDATE section SET events=events+1", "bad: is damaged" },
	{ "DELETE FROM section", "bad: is damaged" },
	{ "UPDATE problem SET kind=99", "bad: is damaged" },
	{ "UPDATE problem SET kind=-1", "bad: is damaged" },
	{ "UPDATE problem SET event=5", "bad: is damaged" },
	{ "UPDATE problem SET line=-5", "bad: is damaged" },
	{ "UPDATE problems SET count=-1", "bad: is damaged" },
	{ "INSERT INTO problems VALUES(99,0)", "bad: is damaged" },
	{ "DELETE FROM dates", "bad: is damaged" },
	{ "UPDATE dates SET date_order=9", "bad: is damaged" },
	{ "UPDATE dates SET sentinel=9", "bad: is damaged" },
	{ "UPDATE dates SET pivot=1<<40", "bad: is damaged" },
	{ "DELETE FROM part", "bad: is damaged" },
	{ "UPDATE part SET events=0", "bad: is damaged" },
	{ "UPDATE part SET events=4", "bad: is damaged" },
	{ "UPDATE part SET events=1000000", "bad: is damaged" },
	{ "UPDATE part SET words=-1", "bad: is damaged" },
	{ "INSERT INTO part VALUES(1,1,0,NULL)", "bad: is damaged" },
};
#define NREFUSED (sizeof refused / sizeof refused[0])

START_TEST(what_does_not_fit_is_refused)
{
	change(refused[_i].sql);
	ck_assert_msg(!open_compiled("bad"), "%s", refused[_i].sql);
	ck_assert_msg(strcmp(e.text, refused[_i].why) == 0, "%s: %s",
	    refused[_i].sql, e.text);
	ck_assert_int_eq(e.code, ERR_FORMAT);
}
END_TEST

START_TEST(what_is_whole_is_read)
{
	ck_assert(open_compiled("whole"));
	ck_assert_uint_eq(chronicle_count(c), 5);
	ck_assert_uint_eq(chronicle_dated(c), 3);
	ck_assert_uint_eq(problems_total(chronicle_problems(c)), 2);
	ck_assert_str_eq(chronicle_title(c), "f.csv");
}
END_TEST

/* ---- what is found out later ---- */

/* How many events a query finds; -1 with e. */
static int
count_found(const char *text)
{
	size_t column;
	struct query *q = query_parse(str_of(text), chronicle_columns(c),
	    chronicle_map(c), false, &column, &e);
	struct search *s = search_new(q, c, &e);
	bool done = false, ok = true;
	int n;

	ck_assert(q != NULL && s != NULL);
	while (ok && !done)
		ok = search_step(s, &done, &e);
	n = ok ? (int)search_count(s) : -1;
	search_free(s);
	query_free(q);
	return n;
}

/* All that goes through arrays, twice. */
static void
look_at_all(void)
{
	struct timeline_ask ask = { TIMELINE_YEAR, 0, 9 };
	struct timeline t;
	struct result r;
	struct days days;
	uint32_t bin[9], count[2];
	int32_t first, last;

	result_init(&r);
	timeline_init(&t);
	for (int i = 0; i < 2; i++) {
		(void)facets_sections(c, NULL, count);
		if (result_filter(&r, c, SECTION_NONE, NULL, &e))
			ck_assert_uint_eq(r.n, 5);
		for (size_t k = 0; k < r.n; k++)
			ck_assert_uint_lt(result_event(&r, k), 5);
		if (facets_span(c, &first, &last) && first <= last)
			facets_plot(&r, c, first, last, bin, 9);
		(void)timeline_build(&t, c, NULL, &ask, &e);
		days_count(&days, c, NULL);
		(void)result_filter(&r, c, 0, NULL, &e);
	}
	timeline_fini(&t);
	result_fini(&r);
}

/* Arrays by number; see model/compiled_schema.h. */
static const char *const arrays[] = {
	"DELETE FROM array",
	"UPDATE array SET data=zeroblob(1)",
	"UPDATE array SET data=NULL",
	"UPDATE array SET data='text'",
	"UPDATE array SET data=randomblob(45)",
	"UPDATE array SET data=zeroblob(20) WHERE id=3<<32", /* order */
	"UPDATE array SET data=x'0400000003000000020000000100000004000000' "
	"WHERE id=3<<32",
	"UPDATE array SET data=x'FFFFFFFF03000000020000000100000000000000' "
	"WHERE id=3<<32",
	"UPDATE array SET data=x'0200000001000000000000000000000000000000' "
	"WHERE id=1<<32", /* section */
	"UPDATE array SET data=zeroblob(45) WHERE id=0",
	"UPDATE array SET data=zeroblob(44)||x'FF' WHERE id=0",
	"UPDATE array SET data=x'FFFFFF7F'||zeroblob(41) WHERE id=0",
	"UPDATE array SET data=x'00000001'||zeroblob(41) WHERE id=0",
	"UPDATE array SET data=randomblob(24) WHERE id=4<<32", /* days */
	"UPDATE array SET data=randomblob(8) WHERE id=5<<32",
};
#define NARRAYS (sizeof arrays / sizeof arrays[0])

START_TEST(arrays_that_are_wrong_do_no_harm)
{
	struct date d;

	change(arrays[_i]);
	ck_assert_msg(open_compiled("bad"), "%s", e.text);
	for (size_t i = 0; i < 5; i++) {
		ck_assert_uint_lt(chronicle_section(c, i), 2);
		d = chronicle_date(c, i);
		ck_assert_int_le(d.first, d.last);
		ck_assert_int_le(d.precision, DATE_INTERVAL);
	}
	look_at_all();
	(void)count_found("date:1948 OR section:North OR day:05-17");
}
END_TEST

START_TEST(an_order_without_an_event_is_damaged)
{
	change(
	    "UPDATE array SET data=x'0400000003000000020000000100000001000000'"
	    " WHERE id=3<<32");
	ck_assert(open_compiled("bad"));
	ck_assert(!events_need_all(chronicle_events(c), EVENTS_ORDERS, &e));
	ck_assert_int_eq(e.code, ERR_FORMAT);
	ck_assert(!events_need_all(chronicle_events(c), EVENTS_ORDERS, &e));
}
END_TEST

START_TEST(ids_that_lead_nowhere)
{
	size_t n = 99;

	change("UPDATE id SET event=event+5");
	ck_assert(open_compiled("bad"));
	ck_assert(!chronicle_find(c, str_of("a"), &n));
	change("UPDATE id SET event='x'||event");
	ck_assert(open_compiled("bad"));
	ck_assert(!chronicle_find(c, str_of("b"), &n));
	change("UPDATE id SET event=-event");
	ck_assert(open_compiled("bad"));
	ck_assert(!chronicle_find(c, str_of("b"), &n));
	ck_assert(open_compiled("whole"));
	ck_assert(chronicle_find(c, str_of("d"), &n));
	ck_assert_uint_eq(n, 3); /* the first one of two */
	ck_assert(!chronicle_find(c, str_of("x"), &n));
}
END_TEST

START_TEST(fields_of_another_type)
{
	struct record r;

	change("UPDATE event SET c3=NULL,c4=x'00FF' WHERE rowid=1;"
	       "UPDATE event SET c3=12,c4=0.5 WHERE rowid=2");
	ck_assert(open_compiled("bad"));
	record_init(&r);
	ck_assert(chronicle_record(c, 0, &r, &e));
	ck_assert(str_eq(r.field[3], str_of("")));
	ck_assert(str_eq(r.field[4], (struct str){ "\0\377", 2 }));
	ck_assert(chronicle_record(c, 1, &r, &e));
	ck_assert(str_eq(r.field[3], str_of("12")));
	ck_assert(str_eq(r.field[4], str_of("0.5")));
	record_fini(&r);
}
END_TEST

START_TEST(an_event_that_is_missing)
{
	struct record r;

	change("DELETE FROM event WHERE rowid=2");
	ck_assert(open_compiled("bad"));
	record_init(&r);
	ck_assert(!chronicle_record(c, 1, &r, &e));
	ck_assert_str_eq(e.text, "event 2 is missing");
	ck_assert_uint_eq(r.n, 5);
	ck_assert(chronicle_record(c, 2, &r, &e));
	record_fini(&r);
	ck_assert_int_eq(count_found("id=a"), -1);
	ck_assert_str_eq(e.text, "the events are damaged");
}
END_TEST

static const struct {
	const char *sql;
	int found; /* of "peace"; -1: that is told */
} indexes[] = {
	{ "SELECT 1", 3 },
	{ "DELETE FROM page", 0 },
	{ "UPDATE page SET block=NULL", 0 },
	{ "UPDATE page SET block=zeroblob(4)", -1 },
	{ "UPDATE page SET block=randomblob(3)", -1 },
	{ "UPDATE page SET id=id+1", 0 },
	{ "UPDATE page SET id=id+100", 0 },
	{ "UPDATE part SET pieces=NULL", -1 },
	{ "UPDATE part SET pieces=x'00000000FFFFFFFFFF'", -1 },
	{ "UPDATE part SET pieces=x'00000000'", -1 },
	{ "UPDATE part SET pieces=x'00000000000000'", 0 }, /* no pieces */
	{ "DELETE FROM start", 3 },
	{ "UPDATE start SET pgno=1<<40", 0 },
};
#define NINDEXES (sizeof indexes / sizeof indexes[0])

START_TEST(indexes_that_are_wrong)
{
	change(indexes[_i].sql);
	ck_assert_msg(open_compiled("bad"), "%s", e.text);
	for (int i = 0; i < 2; i++) {
		ck_assert_msg(count_found("peace") == indexes[_i].found,
		    "%s: %d", indexes[_i].sql, count_found("peace"));
		if (indexes[_i].found < 0)
			ck_assert_str_eq(e.text, "the index is damaged");
		(void)count_found("\"war and peace\"");
		(void)count_found("title:p*");
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, compiling_teardown);
	tcase_add_loop_test(t, what_does_not_fit_is_refused, 0, NREFUSED);
	tcase_add_test(t, what_is_whole_is_read);
	tcase_add_loop_test(t, arrays_that_are_wrong_do_no_harm, 0, NARRAYS);
	tcase_add_test(t, an_order_without_an_event_is_damaged);
	tcase_add_test(t, ids_that_lead_nowhere);
	tcase_add_test(t, fields_of_another_type);
	tcase_add_test(t, an_event_that_is_missing);
	tcase_add_loop_test(t, indexes_that_are_wrong, 0, NINDEXES);
}

int
main(void)
{
	return run_tests("compiled", add);
}
