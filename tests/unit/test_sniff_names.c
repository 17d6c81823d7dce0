#include "config.h"

#include <check.h>

#include "base/buf.h"
#include "model/sniff.h"
#include "model/sniff_names.h"
#include "running.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *text;
	bool row_names;
} rows[] = {
	/* as write.table() has it, with quotes and without */
	{ "\"date\",\"title\"\n\"1\",1999,\"A, b\"\n\"2\",2000,\"C\"\n", true },
	{ "\"title\";\"year\"\n\"Bob\";\"A\";1999\n\"Al\";\"B\";2000\n", true },
	{ "date\ttitle\n1\t1999-01-01\tA, b\n2\t2000-01-01\tC\n", true },
	{ "date\ttitle\n1\t1999-01-01\t A\n2\t2000-01-01\t B\n", true },
	{ "date,title\n8,1999,A\n17,2000,B\n1999,2001,C\n", true },
	{ "# by R\ndate,title,place\n8,1999,A,x\n17,2000,B,y\n20,2001,C,z\n",
	    true },
	/* not in each record, or not first in it */
	{ "date,title\n1,1999,A\n2,B\n", false },
	{ "date,title\n1999,A\n2000,B\n", false },
	{ "title,x\nBob,A,1999\nAl,B,2000\n", false },
	{ "id,title\n2,A,x\n1,B,y\n3,C,z\n", false },
	{ "id,title\n1,A,x\n1,B,y\n3,C,z\n", false },
	{ "\"id\",\"title\"\n\"1\",\"A\",x\n\"1\",\"B\",y\n", false },
	{ "\"id\",title\n\"a\",\"A\",x\n\"b\",\"B\",y\n", false },
	{ "\"id\",\"title\"\n\"a\",\"A\",x\nb,\"B\",y\n", false },
	{ "a,b\n1,x,y\n", false },
	{ "a,b\n1,x,y\n2,z,w\n", false },
	{ "a\tb\n1\tx\ty\n", false },
	/* what is not quoted, or ends lines */
	{ "year,title\n1999,A,b\n2000,C,d\n2001,E,f\n", false },
	{ "id,title\n1,A fire, small\n2,A flood, big\n3,x, y\n", false },
	{ "id,title\n1,A,\n2,B,\n3,C,\n", false },
	{ "\"id\",\"title\"\n\"1\",\"A\",\n\"2\",\"B\",\n", false },
	/* no header, no records */
	{ "1,1999-01-01\n2,2000-01-01,A\n3,2000-01-02,B\n", false },
	{ "date,title\n", false },
	{ "", false },
};

START_TEST(names_of_rows_are_told)
{
	static const struct sniff_known nothing;
	struct sniff s;

	sniff(str_of(rows[_i].text), true, &nothing, &s);
	ck_assert_msg(s.row_names == rows[_i].row_names, "%s", rows[_i].text);
	ck_assert(!s.log);
}
END_TEST

/* The record at the end may go on. */
START_TEST(a_sample_may_be_cut)
{
	static const char text[] = "date,title\n1,1999,A\n2,2000,B\n3,2001,C\n"
				   "4,2002,D\n";
	static const struct sniff_known nothing;
	struct sniff s;

	for (size_t n = 39; n < sizeof text; n++) {
		sniff((struct str){ text, n }, false, &nothing, &s);
		ck_assert_msg(s.row_names, "%zu bytes", n);
	}
}
END_TEST

static const struct {
	const char *text;
	char delimiter; /* 0: it is no log */
	size_t titles;
} logs[] = {
	{ "#Version: 1.0\n#Fields: date time x\n1999-01-01 10:00 a\n", ' ', 1 },
	{ "#Fields: date time x\n1999-01-01\t10:00\ta b\n", '\t', 0 },
	{ "#Fields:\tdate\n#Date:\t1999\n1999-01-01\n", ' ', 0 },
	{ "#Software: X\r\n\r\n#Fields: date time\r\n1999-01-01 10:00\r\n", ' ',
	    1 },
	{ "#Fields: date", ' ', 0 },
	{ "#Fields:\ndate,title\n1999,A\n", '\0', 1 },
	{ "#Fields:date time\ndate,title\n1999,A\n", '\0', 1 },
	{ "# One\n1999,A\n#Fields: date time\n", '\0', 0 },
	{ "#Version: 1.0", '\0', 0 },
	{ "date\n#Fields: date time\n1999 A\n", '\0', 0 },
};

START_TEST(logs_of_the_w3c_are_told)
{
	static const struct sniff_known nothing, none = { .no_header = true };
	static const struct sniff_known comma = { .delimiter = ',' };
	struct sniff s;

	sniff(str_of(logs[_i].text), true, &nothing, &s);
	ck_assert(s.log == (logs[_i].delimiter != '\0'));
	ck_assert_uint_eq(s.titles, logs[_i].titles);
	if (!s.log)
		return;
	ck_assert_int_eq(s.dialect.delimiter, logs[_i].delimiter);
	ck_assert(!s.dialect.no_header);
	sniff(str_of(logs[_i].text), true, &none, &s);
	ck_assert(!s.log);
	sniff(str_of(logs[_i].text), true, &comma, &s);
	ck_assert(s.log);
	ck_assert_int_eq(s.dialect.delimiter, ',');
}
END_TEST

START_TEST(names_are_divided_by_blanks)
{
	struct str rest = str_of("#Fields: \tdate  cs(User-Agent) \t"), name;

	ck_assert(sniff_fields_next(&rest, &name));
	ck_assert(str_eq(name, str_of("#Fields:")));
	ck_assert(sniff_fields_next(&rest, &name));
	ck_assert(str_eq(name, str_of("date")));
	ck_assert(sniff_fields_next(&rest, &name));
	ck_assert(str_eq(name, str_of("cs(User-Agent)")));
	ck_assert(!sniff_fields_next(&rest, &name));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, names_of_rows_are_told, 0, (int)LENGTH(rows));
	tcase_add_test(t, a_sample_may_be_cut);
	tcase_add_loop_test(t, logs_of_the_w3c_are_told, 0, (int)LENGTH(logs));
	tcase_add_test(t, names_are_divided_by_blanks);
}

int
main(void)
{
	return run_tests("sniff_names", add);
}
