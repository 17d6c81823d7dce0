#include "config.h"

#include <check.h>

#include "base/mem.h"
#include "fuzz/csv_oracle.h"
#include "running.h"

#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof s - 1                                                \
	}

static const struct csv_options plain;
static const struct csv_options rows = { .no_header = true };

struct csv_case {
	struct str in;
	const char *out; /* as of oracle_read() */
	struct csv_options o;
};

static const struct csv_case good[] = {
	/* nothing at all */
	{ TEXT(""), "", { 0 } },
	{ TEXT("\n"), "", { 0 } },
	{ TEXT(" \t \r\n\n"), "", { 0 } },
	/* fields */
	{ TEXT("a"), "1:[a]\n", { 0 } },
	{ TEXT("a,b,c\n"), "1:[a][b][c]\n", { 0 } },
	{ TEXT(",\n,"), "1:[][]\n2:[][]\n", { 0 } },
	{ TEXT("\"\""), "1:[]\n", { 0 } },
	{ TEXT(" a b ,\tc\t"), "1:[a b][c]\n", { 0 } },
	{ TEXT(" \" a \" ,\" \"\n"), "1:[ a ][ ]\n", { 0 } },
	{ TEXT("\"a,b\",\"c\nd\""), "1:[a,b][c\nd]\n", { 0 } },
	{ TEXT("\"say \"\"hi\"\"\",x"), "1:[say \"hi\"][x]\n", { 0 } },
	{ TEXT("5\" disk,\"b\"c\""), "1:[5\" disk][b\"c]\n", { 0 } },
	{ TEXT("\"b\" \"c\",d"), "1:[b\" \"c][d]\n", { 0 } },
	{ TEXT("a\0b,\"\0\",c"), "1:[a", { 0 } }, /* NUL: more below */
	/* escaped quotes */
	{ TEXT("\"a \\\"b\\\", c\",d\n\"\\\"\",\"\""),
	    "1:[a \"b\", c][d]\n2:[\"][]\n", { .escape = '\\' } },
	{ TEXT("\"a\\\\\",\\N,\"\\n\\\\\\\"\""), "1:[a\\\\][\\N][\\n\\\\\"]\n",
	    { .escape = '\\' } },
	{ TEXT("\"a\"\"\\\"\",\\\"b\\\",c\\"), "1:[a\"\"][\\\"b\\\"][c\\]\n",
	    { .escape = '\\' } },
	{ TEXT("\"a\"\\\"b\",\"c\" \\\"d\",\"e\" ,\\\"f"),
	    "1:[a\"\"b][c\" \"d][e][\\\"f]\n", { .escape = '\\' } },
	{ TEXT("\"a\" \",\\\"b"), "1:[a\" ][\\\"b]\n", { .escape = '\\' } },
	{ TEXT("h\n1,\"a\\"), "1:[h]\n? 0 2:2\n2!:[1][a\\]\n",
	    { .escape = '\\' } },
	{ TEXT("'a^'b',\"^\"\""), "1:[a'b][\"^\"\"]\n",
	    { .quote = '\'', .escape = '^' } },
	{ TEXT("\"a\\\"b\n"), "1:[\"a\\\"b]\n",
	    { .escape = '\\', .no_quote = true } },
	{ TEXT("\"C:\\\",\"b\""), "1:[C:\\][b]\n", { 0 } },
	/* line ends and line numbers */
	{ TEXT("a\rb\rc"), "1:[a]\n2:[b]\n3:[c]\n", { 0 } },
	{ TEXT("a\r\nb\r\nc\r\n"), "1:[a]\n2:[b]\n3:[c]\n", { 0 } },
	{ TEXT("a\r\r\nb\r\r\nc"), "1:[a]\n2:[b]\n3:[c]\n", { 0 } },
	{ TEXT("a\n\rb\r\rc"), "1:[a]\n3:[b]\n5:[c]\n", { 0 } },
	{ TEXT("\n \n\na\n\n\nb"), "4:[a]\n7:[b]\n", { 0 } },
	{ TEXT("\"1\n2\r3\r\n4\r\r\n5\"\nb"),
	    "1:[1\n2\r3\r\n4\r\r\n5]\n6:[b]\n", { 0 } },
	{ TEXT("\"a\n\",\"b\n\"\nc"), "1:[a\n][b\n]\n4:[c]\n", { 0 } },
	/* dialects */
	{ TEXT("a;b,c"), "1:[a][b,c]\n", { .delimiter = ';' } },
	{ TEXT("a\t b \t\n\t"), "1:[a][b][]\n2:[][]\n", { .delimiter = '\t' } },
	{ TEXT("a 'b c' d"), "1:[a][b c][d]\n",
	    { .delimiter = ' ', .quote = '\'' } },
	{ TEXT("\"a\t\"b\" \t c\"\n\"d\n"), "1:[\"a][\"b\"][c\"]\n2:[\"d]\n",
	    { .delimiter = '\t', .no_quote = true } },
	{ TEXT("a  \"b\"\t c\n"), "1:[a][][\"b\"][c]\n",
	    { .delimiter = ' ', .no_quote = true } },
};

static void
check_case(const struct csv_case *t)
{
	struct buf out = BUF_INIT;
	struct csv_stats st;

	oracle_read(&t->o, t->in, 1000, 0, &out, &st, NULL);
	ck_assert_msg(strcmp(buf_cstr(&out), t->out) == 0,
	    "%s\ngave\n%s\nnot\n%s", t->in.p, buf_cstr(&out), t->out);
	buf_fini(&out);
	oracle_check(&t->o, t->in, (unsigned)t->in.n);
}

START_TEST(good_files)
{
	check_case(&good[_i]);
}
END_TEST

START_TEST(nul_is_a_byte_like_any_other)
{
	static const char want[] = "1:[a\0b][\0][c]\n";
	struct str in = TEXT("a\0b,\"\0\",c");
	struct buf out = BUF_INIT;
	struct csv_stats st;

	oracle_read(&plain, in, 1, 0, &out, &st, NULL);
	ck_assert_uint_eq(out.n, sizeof want - 1);
	ck_assert_mem_eq(out.p, want, out.n);
	buf_fini(&out);
}
END_TEST

/* "? 0" is PROBLEM_QUOTE. */
static const struct csv_case unclosed[] = {
	{ TEXT("\"a,b\nc"), "? 0 1:1\n1!:[\"a][b]\n2:[c]\n",
	    { .no_header = true } },
	{ TEXT("h\na,\"b,c\nd,e\nf"),
	    "1:[h]\n? 0 2:2\n2!:[a][\"b][c]\n3:[d][e]\n4:[f]\n", { 0 } },
	{ TEXT("h\nx\na, \"b"), "1:[h]\n2:[x]\n? 0 3:2\n3!:[a][b]\n", { 0 } },
	{ TEXT("h\n\""), "1:[h]\n? 0 2:1\n2!:[]\n", { 0 } },
	/* it is one field, but not the last line, or not one field */
	{ TEXT("h\n1,\" 3 \n"), "1:[h]\n? 0 2:2\n2!:[1][\" 3]\n", { 0 } },
	{ TEXT("h\n1,\" 3 ,x"), "1:[h]\n? 0 2:2\n2!:[1][\" 3][x]\n", { 0 } },
	{ TEXT("h\n1,\" 3 "), "1:[h]\n? 0 2:2\n2!:[1][ 3 ]\n", { 0 } },
	/* each line opens one */
	{ TEXT("h\n\"a\n\"b\n\"c\n"),
	    "1:[h]\n? 0 2:1\n2!:[\"a]\n? 0 3:1\n3!:[\"b]\n"
	    "? 0 4:1\n4!:[\"c]\n",
	    { 0 } },
	/* good quotes before it in the record, some over lines, and behind */
	{ TEXT("h\n\"1\n2\",x,\"y,z\nq,\"\"r"),
	    "1:[h]\n? 0 3:3\n2!:[1\n2][x][\"y][z]\n"
	    "? 0 4:2\n4!:[q][\"r]\n",
	    { 0 } },
	{ TEXT("h\n\"1\n2\",\"\"x,\"\"\ny"),
	    "1:[h]\n? 0 3:2\n2!:[1\n2][\"\"x][\"\"]\n4:[y]\n", { 0 } },
	/* what looks like an end is none, until it is one */
	{ TEXT("h\n\"a\"\"\nb\"c\n\"\"\nd\" ,e"),
	    "1:[h]\n2:[a\"\nb\"c\n\"\nd][e]\n", { 0 } },
	/* the end of the file closes */
	{ TEXT("h\n\"a\nb\" "), "1:[h]\n2:[a\nb]\n", { 0 } },
	{ TEXT("h\n\"a\nb\"\""), "1:[h]\n? 0 2:1\n2!:[\"a]\n3:[b\"\"]\n",
	    { 0 } },
	/* in the header */
	{ TEXT("\"a,b\nc,d\n"),
	    "error 1: quote opened in the header is never closed\n", { 0 } },
	{ TEXT("\n\"1\n2\",\"a\nb\n"),
	    "error 3: quote opened in the header is never closed\n", { 0 } },
};

START_TEST(unclosed_quotes)
{
	check_case(&unclosed[_i]);
}
END_TEST

/* "? 7" is PROBLEM_LENGTH. */
static const struct csv_case bounds[] = {
	/* a field that may be 4 bytes long: cut, not in a code point */
	{ TEXT("abcd,abcde,ab\303\251f,abc\303\251"),
	    "? 7 1:2\n1:[abcd][abcd][ab\303\251][abc]\n",
	    { .field_max = 4, .no_header = true } },
	/* a quoted one: no end within the bound is none at all */
	{ TEXT("\"1\n3\",x\n\"1\n34\n67\",y"),
	    "1:[1\n3][x]\n? 0 3:1\n3!:[\"1]\n4:[34]\n5:[67\"][y]\n",
	    { .field_max = 4, .no_header = true } },
	{ TEXT("\"1234567\",x\ny"), "? 0 1:1\n? 7 1:1\n1!:[\"123][x]\n2:[y]\n",
	    { .field_max = 4, .no_header = true } },
	{ TEXT("\"1234567\",x\ny"),
	    "error 1: quote opened in the header is never closed\n",
	    { .field_max = 4 } },
	/* there is an end, but too far: back to the line after the quote */
	{ TEXT("\"1\n2\n34\",x\n5"),
	    "? 0 1:1\n1!:[\"1]\n2:[2]\n3:[34\"][x]\n4:[5]\n",
	    { .field_max = 6, .no_header = true } },
	/* a record that may be 8 bytes long: the rest of its line is out */
	{ TEXT("a,b,c,d,\ne"), "1:[a][b][c][d][]\n2:[e]\n",
	    { .record_max = 8, .no_header = true } },
	{ TEXT("a,b,c,d,e,f,\"g\nh"), "? 7 1:0\n1:[a][b][c][d][]\n2:[h]\n",
	    { .record_max = 8, .no_header = true } },
	{ TEXT("a,\"b\n2,3\n4\",x"),
	    "? 0 1:2\n1!:[a][\"b]\n2:[2][3]\n3:[4\"][x]\n",
	    { .record_max = 8, .no_header = true } },
	{ TEXT("         \nb"), "? 7 1:0\n2:[b]\n",
	    { .record_max = 8, .no_header = true } },
	/* columns: told once */
	{ TEXT("a,b,c,d\n1,2,3,4\n5,6\n7,8,,9,\"x,y\""),
	    "? 7 1:3\n1:[a][b][more columns]\n2:[1][2][3,4]\n3:[5][6]\n"
	    "4:[7][8][,9,x,y]\n",
	    { .columns_max = 2 } },
	{ TEXT("a,b\n1,2,3,4\n5,6,7"),
	    "1:[a][b]\n? 7 2:3\n2:[1][2][3,4]\n3:[5][6][7]\n",
	    { .columns_max = 2 } },
};

START_TEST(bounds_are_kept_and_told)
{
	check_case(&bounds[_i]);
}
END_TEST

START_TEST(too_many_columns_are_one)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct csv_stats st;

	for (int i = 1; i <= 100000; i++)
		buf_addf(&in, "%d,", i);
	oracle_read(&rows, buf_str(&in), 4096, 0, &out, &st, NULL);
	ck_assert_uint_eq(st.records, 1);
	ck_assert_ptr_nonnull(
	    strstr(buf_cstr(&out), "[1999][2000][2001,2002,2003,"));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&out), ",99999,100000,]\n"));
	buf_fini(&in);
	buf_fini(&out);
}
END_TEST

START_TEST(all_bytes_are_counted)
{
	struct str in = TEXT("a,b\r\n \n\n1,\"2\n3\"\nlonger than ten\n4,5");
	struct csv_options o = { .record_max = 10 };
	struct buf out = BUF_INIT;
	struct csv_stats st;

	oracle_read(&o, in, 3, 1, &out, &st, NULL);
	ck_assert_uint_eq(st.bytes, in.n);
	ck_assert_uint_eq(st.lines, 7);
	ck_assert_uint_eq(st.records, 4);
	ck_assert_uint_eq(st.blank_lines, 2);
	ck_assert_uint_eq(st.blank_bytes, 3);
	ck_assert_uint_eq(st.cut_bytes, 6);
	ck_assert_uint_eq(st.record_bytes, in.n - 9);
	buf_fini(&out);
}
END_TEST

/* Anew from each line this would be 10^10 bytes and more. */
START_TEST(a_quote_in_each_line_takes_no_longer)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct csv_options o = { .no_header = true };
	struct csv_stats st;

	for (int i = 0; i < 100000; i++)
		buf_adds(&in, "a,\"b\n");
	oracle_read(&o, buf_str(&in), 65536, 0, &out, &st, NULL);
	ck_assert_uint_eq(st.records, 100000);
	o.field_max = 100000;
	buf_clear(&out);
	oracle_read(&o, buf_str(&in), 65536, 0, &out, &st, NULL);
	ck_assert_uint_eq(st.records, 100000);
	buf_fini(&in);
	buf_fini(&out);
}
END_TEST

START_TEST(memory_is_bounded)
{
	struct csv_options o = { .field_max = 1000, .record_max = 4000 };
	static const char lines[][3] = { "x", "x,", "\"", "\"\n", ",", " " };
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct csv_stats st;

	buf_adds(&in, "h\n");
	while (in.n < 2000000)
		buf_adds(&in, lines[_i]);
	oracle_read(&o, buf_str(&in), 1000000, 0, &out, &st, NULL);
	ck_assert_uint_lt(st.peak, 5 * 65536);
	ck_assert_uint_eq(
	    st.record_bytes + st.blank_bytes + st.cut_bytes, in.n);
	buf_fini(&in);
	buf_fini(&out);
}
END_TEST

/* Noise made of what matters; the second reader agrees. */
START_TEST(noise)
{
	static const char bytes[] = "ab,,\"\"\"\n\n\r \t\303\251;";
	struct csv_options o = { .no_header = (_i & 1) != 0,
		.no_quote = _i % 5 == 4 };
	unsigned seed = (unsigned)_i * 2654435761u;
	char text[60];

	if (_i % 3 == 2) {
		o.field_max = 1 + (size_t)_i % 11;
		o.record_max = 1 + (size_t)_i % 37;
		o.columns_max = 1 + (size_t)_i % 3;
	}
	for (size_t i = 0; i < sizeof text; i++) {
		seed = seed * 1103515245u + 12345u;
		text[i] = bytes[(seed >> 16) % (sizeof bytes - 1)];
	}
	oracle_check(&o, (struct str){ text, sizeof text }, seed);
}
END_TEST

static bool
count_to_three(void *arg, const struct csv_record *r)
{
	size_t *n = arg;

	(void)r;
	return ++*n < 3;
}

static void
no_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	(void)arg;
	(void)line;
	(void)column;
	(void)raw;
	ck_abort_msg("problem %d: %s", (int)kind, what);
}

START_TEST(the_caller_can_stop_it)
{
	static const struct csv_ops ops = { count_to_three, no_problem };
	size_t n = 0;
	struct csv *c = csv_new(&plain, &ops, &n);
	struct err e;

	ck_assert(!csv_feed(c, "a\nb\nc\nd\ne\n", 10, &e));
	ck_assert_int_eq(e.code, ERR_STOPPED);
	ck_assert_uint_eq(n, 3);
	csv_close(c);
	csv_close(NULL);
}
END_TEST

START_TEST(options_that_make_no_sense)
{
	static const struct csv_options bad[] = {
		{ .delimiter = '"' },
		{ .delimiter = '\n' },
		{ .delimiter = 'a' },
		{ .delimiter = '\303' },
		{ .quote = ',' },
		{ .quote = ' ' },
		{ .quote = '7' },
		{ .quote = '\r' },
	};
	static const struct csv_options fine[] = {
		{ 0 },
		{ .delimiter = '\t' },
		{ .delimiter = '|', .quote = '\'' },
		{ .delimiter = '"', .no_quote = true },
	};
	struct err e;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		ck_assert(!csv_options_check(&bad[i], &e));
		ck_assert_int_eq(e.code, ERR_USAGE);
	}
	for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++)
		ck_assert(csv_options_check(&fine[i], &e));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, good_files, 0, sizeof good / sizeof good[0]);
	tcase_add_test(t, nul_is_a_byte_like_any_other);
	tcase_add_loop_test(
	    t, unclosed_quotes, 0, sizeof unclosed / sizeof unclosed[0]);
	tcase_add_loop_test(
	    t, bounds_are_kept_and_told, 0, sizeof bounds / sizeof bounds[0]);
	tcase_add_test(t, too_many_columns_are_one);
	tcase_add_test(t, all_bytes_are_counted);
	tcase_add_test(t, a_quote_in_each_line_takes_no_longer);
	tcase_add_loop_test(t, memory_is_bounded, 0, 6);
	tcase_add_loop_test(t, noise, 0, 300);
	tcase_add_test(t, the_caller_can_stop_it);
	tcase_add_test(t, options_that_make_no_sense);
}

int
main(void)
{
	return run_tests("csv", add);
}
