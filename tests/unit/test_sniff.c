#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "model/looks.h"
#include "model/sniff.h"
#include "model/sniff_titles.h"
#include "model/splitter.h"
#include "running.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* ---- looks ---- */

static const struct {
	const char *cell;
	enum look look;
} looks[] = {
	{ "", LOOK_EMPTY },
	{ " ", LOOK_EMPTY },
	{ "N/A", LOOK_EMPTY },
	{ "null", LOOK_EMPTY },
	{ "..", LOOK_EMPTY },
	{ "-", LOOK_EMPTY },
	{ "0", LOOK_NUMBER },
	{ "-12.5", LOOK_NUMBER },
	{ "1,234,567", LOOK_NUMBER },
	{ "1 234", LOOK_NUMBER },
	{ "3,5", LOOK_NUMBER },
	{ ".5", LOOK_NUMBER },
	{ "12%", LOOK_NUMBER },
	{ "$ 12", LOOK_NUMBER },
	{ "\342\202\254"
	  "5",
	    LOOK_NUMBER },
	{ "1e5", LOOK_NUMBER },
	{ "12.1999", LOOK_NUMBER },
	{ "999", LOOK_NUMBER },
	{ "2500", LOOK_NUMBER },
	{ "12345678", LOOK_NUMBER },
	{ "1999", LOOK_YEAR },
	{ "2100", LOOK_YEAR },
	{ "2101", LOOK_NUMBER },
	{ "1999-04-05", LOOK_DATE },
	{ "5/4/1999", LOOK_DATE },
	{ "5.4.99", LOOK_DATE },
	{ "1999-04", LOOK_DATE },
	{ "19990405", LOOK_DATE },
	{ "1999-04-05T10:00Z", LOOK_DATE },
	{ "1999-04-05 10:00:00.123+0200", LOOK_DATE },
	{ "April 5, 1999", LOOK_DATE },
	{ "5th Apr. 1999", LOOK_DATE },
	{ "Mon, 05 Apr 1999 10:00:00 GMT", LOOK_DATE },
	{ "Mon Apr 05 10:00:00 1999", LOOK_DATE },
	{ "5 мая 1945 г.", LOOK_DATE },
	{ "Май 1945", LOOK_DATE },
	{ "9. November 1918", LOOK_DATE },
	{ "1er août 1944", LOOK_DATE },
	{ "17 de julio de 1936", LOOK_DATE },
	{ "1999年1月5日", LOOK_DATE },
	{ "5 במאי 1948", LOOK_DATE },
	{ "3 października 1999", LOOK_DATE },
	{ "5 Μαΐου 1999", LOOK_DATE },
	{ "199X", LOOK_DATE },
	{ "19XX", LOOK_DATE },
	{ "1999/2001", LOOK_DATE },
	{ "1999-2001", LOOK_DATE },
	{ "1956/57", LOOK_DATE },
	{ "2022-02-24/..", LOOK_DATE },
	{ "1948~", LOOK_DATE },
	{ "c. 1885\342\200\22390", LOOK_DATE },
	{ "44 BC", LOOK_DATE },
	{ "476 AD", LOOK_DATE },
	{ "17:18", LOOK_TIME },
	{ "17:18:19.5", LOOK_TIME },
	{ "5 pm", LOOK_TEXT },
	{ "http://a.b", LOOK_LINK },
	{ "HTTPS://a.b/c d", LOOK_LINK },
	{ "a@b.org", LOOK_LINK },
	{ "www.a.b", LOOK_LINK },
	{ "word", LOOK_TEXT },
	{ "In 1945 the war", LOOK_TEXT },
	{ "1999-9388-DJI", LOOK_TEXT },
	{ "S/PV.1999", LOOK_TEXT },
	{ "1.2.3", LOOK_NUMBER },
	{ "12 Main St", LOOK_TEXT },
	{ "5;2", LOOK_TEXT },
	{ "May", LOOK_TEXT },
	{ "1999-45678", LOOK_DATE },
	{ "555-123-4567", LOOK_TEXT },
	{ "a@b", LOOK_TEXT },
	{ "1-2", LOOK_TEXT },
	{ "\377\376", LOOK_TEXT },
	{ "99999999999999999999999999999999999999999999", LOOK_TEXT },
};

START_TEST(what_cells_look_like)
{
	for (size_t i = 0; i < LENGTH(looks); i++) {
		enum look look = looks_of(str_of(looks[i].cell));

		ck_assert_msg(look == looks[i].look, "%s: %d, not %d",
		    looks[i].cell, (int)look, (int)looks[i].look);
	}
}
END_TEST

/* ---- the splitter ---- */

/* The cells as [a][b] and a line end for each record. */
static void
split(struct buf *out, const char *text, char delimiter, char quote)
{
	struct splitter s = { .rest = str_of(text),
		.delimiter = delimiter,
		.quote = quote,
		.escape = quote == '"' ? '\\' : '\0' };
	struct split_cell cell;

	buf_clear(out);
	while (splitter_next(&s, &cell)) {
		buf_addc(out, '[');
		buf_add(out, cell.text.p, cell.text.n);
		buf_adds(out, cell.broken ? "]b" : cell.open ? "]o" : "]");
		buf_adds(out, cell.last ? "\n" : "");
	}
}

START_TEST(records_are_split)
{
	static const struct {
		const char *text;
		char delimiter, quote;
		const char *want;
	} t[] = {
		{ "a,b\nc,d\n", ',', '"', "[a][b]\n[c][d]\n" },
		{ "a, b \r\n\r\n  \n c,d", ',', '"', "[a][b]\n[c][d]\n" },
		{ "a,\n,b", ',', '"', "[a][]\n[][b]\n" },
		{ "a,", ',', '"', "[a][]\n" },
		{ ",", ',', '"', "[][]\n" },
		{ "", ',', '"', "" },
		{ "\n\n", ',', '"', "" },
		{ "\ta\n", '\t', '"', "[][a]\n" },
		{ "\"a,b\",c\n", ',', '"', "[a,b][c]\n" },
		{ "\"a\n\nb\" ,c\n", ',', '"', "[a\n\nb][c]\n" },
		{ " \"a\"\"b\",c\n", ',', '"', "[a\"\"b][c]\n" },
		{ "\"a\" b\",c\n", ',', '"', "[a\" b]b[c]\n" },
		{ "a \"b\",c\n", ',', '"', "[a \"b\"][c]\n" },
		{ "a,\"b,c\n", ',', '"', "[a][b,c\n]o\n" },
		{ "a,\"b\"", ',', '"', "[a][b]\n" },
		{ "a,\"", ',', '"', "[a][]o\n" },
		{ "'a,b',\"c\n", ',', '\'', "[a,b][\"c]\n" },
		{ "\"a,b\"\n", ',', '\0', "[\"a][b\"]\n" },
		/* escaped quotes, where they are double ones */
		{ "\"a\\\",b\",c\n", ',', '"', "[a\\\",b][c]\n" },
		{ "\"a\\\\\",b\n", ',', '"', "[a\\\\][b]\n" },
		{ "\"a\\\\\\\",\",b\n", ',', '"', "[a\\\\\\\",][b]\n" },
		{ "'a\\',b\n", ',', '\'', "[a\\][b]\n" },
		{ "\\\"a,b\n", ',', '"', "[\\\"a][b]\n" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < LENGTH(t); i++) {
		split(&b, t[i].text, t[i].delimiter, t[i].quote);
		ck_assert_str_eq(buf_cstr(&b), t[i].want);
	}
	buf_fini(&b);
}
END_TEST

/* ---- dialects ---- */

/* Delimiter, quote (- for none, \ where quotes are escaped), and h with a
 * header. */
static const struct {
	const char *text, *want;
} dialects[] = {
	{ "a,b,c\n1,2,3\n4,5,6\n", ",\"h" },
	{ "a;b;c\n1;2;3\n4;5;6\n", ";\"h" },
	{ "a\tb\tc\n1\t2\t3\n", "\t\"h" },
	{ "a|b|c\n1|2|3\n", "|\"h" },
	/* commas in the texts of others */
	{ "date;title;text\n1999-01-01;One, two;A, b, c and d\n"
	  "1999-01-02;Three;Nothing\n1999-01-03;Four, five;x, y\n",
	    ";\"h" },
	{ "name;year\nSmith, John;1999\nBaker, Ann;2000\nMiller, Bob;2001\n",
	    ";\"h" },
	{ "Smith, John;London\nBaker, Ann;Leeds\nMiller, Bob;York\n", ";\"h" },
	{ "date\ttext\n1999\tOne, two; three, four\n2000\tFive; six\n",
	    "\t\"h" },
	{ "a|b\nx, y; z|p, q; r\ns, t; u|v, w; x\n", "|\"h" },
	/* numbers with a decimal comma */
	{ "place;height;width\nA;1,5;2,5\nB;2,5;3,5\nC;3,5;1,5\n", ";\"h" },
	{ "1,5;2,5\n2,5;3,5\n3,5;1,5\n", ";\"-" },
	/* lists in the cells of CSV */
	{ "date,title,places\n1999,One,A;B\n2000,Two,C;D\n2001,Three,E;F\n",
	    ",\"h" },
	{ "date,title,places\n1999,One,\"A;B\"\n2000,Two,\"C;D\"\n", ",\"h" },
	{ "title,tags\n\"x, y\",a|b|c\n\"z, w\",d|e|f\nv,g|h|i\n", ",\"h" },
	/* quotes: delimiters and line ends in them count for nothing */
	{ "date,text\n1999,\"one;two;three\nfour;five;six\nseven;eight;nine\n"
	  "ten\"\n2000,\"a;b;c\nd;e;f\"\n",
	    ",\"h" },
	{ "id;text\n1;\"a, b\nc, d\ne, f\"\n2;\"g, h\ni, j\"\n", ";\"h" },
	{ "'id','text'\n'1','one, two'\n'2','three, four, five'\n", ",'h" },
	{ "id,text\n1,'Tis the season\n2,Don't, he said\n3,'90s\n", ",\"h" },
	{ "id,title\n1,\"Say \"\"hi\"\", twice\"\n2,\"No, no\"\n", ",\"h" },
	{ "id,title\n1,\"Hey, I missed \" it\"\n2,\"x, y\"\n", ",\"h" },
	/* quotes after a backslash, and backslashes before the end */
	{ "id,title\n1,\"He said \\\"hi\\\", and left\"\n2,x\n", ",\\h" },
	{ "id,title\n1,\"He said \\\"hi\\\"\"\n", ",\\h" },
	{ "id,title\n1,\"He said \\\", and left\"\n2,x\n", ",\\h" },
	{ "\"id\";\"title\"\n\"1\";\"A \\\"b\\\"; c, d\"\n\"2\";\"x\"\n",
	    ";\\h" },
	{ "id\ttitle\n1\t\"A \\\"b\\\"\tc\"\n2\tx\n", "\t\\h" },
	{ "title\n\"A \\\"b\\\", c\"\n\"x\"\n", ",\\h" },
	{ "id,title\n1,\"C:\\dir\\\"\n2,\"D:\\\"\n", ",\"h" },
	{ "id,path,title\n1,\"C:\\dir\\\",x\n2,\"D:\\\",\"y, z\"\n", ",\"h" },
	{ "id,path,title\n1,\"C:\\dir\\\",\"x\"\n2,\"D:\\\",\"y \"z\" a\"\n",
	    ",\"h" },
	{ "id,title\n1,\"A \\\"\"b\\\"\", c\"\n", ",\"h" },
	{ "id,title\n1,the 12\\\" gun\n2,\"x, y\"\n", ",\"h" },
	/* seldom ones */
	{ "date^title^text\n1999^One^a, b\n2000^Two^c, d\n", "^\"h" },
	{ "date\x1ftitle\n1999\x1fOne, two\n2000\x1fThree\n", "\x1f\"h" },
	{ "date~title~text\n1999~One~a, b\n2000~Two~c; d\n", "~\"h" },
	{ "root:x:0:System\nbin:x:2:Binaries\nsys:x:3:Files, all\n", ":\"-" },
	{ "date:title:place\n1999:Fire:Leeds\n2000:Flood:York\n", ":\"h" },
	{ "time\n12:30:00 x\n12:31:00 y\n", ",\"h" },
	{ "12:30:00 Fire\n12:31:00 Flood\n", ",\"-" },
	{ "12:30:00,Fire\n12:31:00,Flood\n", ",\"-" },
	{ "text\nhttp://a.b:c\nhttp://d.e:f\n", ",\"h" },
	{ "C:\\a:b\nD:\\c:d\n", ",\"h" },
	{ "what\n~1850\n~1860\n~1870\n", ",\"h" },
	{ "~1850\n~1860\n~1870\n", ",\"-" },
	{ "a:b:c,One\nd:e:f,Two\ng:h:i,Three\n", ",\"h" },
	{ "text\na^b\nc^d\n", ",\"h" },
	{ "1\x01"
	  "1999\x01One, two\n2\x01"
	  "2000\x01Three\n",
	    "\x01\"-" },
	{ "root:x:0:0:root:/root:/bin/sh\nbin:x:2:2:bin:/bin:/bin/sh\n",
	    ":\"-" },
	/* blanks: R */
	{ "\"date\" \"title\"\n\"1\" 1999-01-01 \"A fire, big\"\n"
	  "\"2\" 2000-01-01 \"B\"\n",
	    " \"h" },
	{ "\"date\" \"title\"\n1999-01-01 \"A fire\"\n2000-01-01 \"B\"\n",
	    " \"h" },
	{ "\"date\" \"title\"\n1999-01-01 A fire\n2000-01-01 B\n", ",\"h" },
	{ "date title\n1999-01-01 \"A fire\"\n2000-01-01 \"B\"\n", ",\"h" },
	{ "\"a b\" \"c\"\n\"d\" \"e\" \"f\" \"g\"\n", ",\"h" },
	/* drawn lines */
	{ " id |  date  | title\n----+--------+-------\n  1 | 1999   | Fire\n",
	    "|\"h" },
	{ "+----+------+\n| id | date |\n+----+------+\n|  1 | 1999 |\n"
	  "+----+------+\n",
	    "|\"h" },
	/* tabs, where quotes are letters */
	{ "id\ttitle\n1\t\"Hello\" he said\n2\tthey went\n3\tand so on\n",
	    "\t-h" },
	{ "id\ttitle\n1\t\"never closed\n2\tthey went\n3\tand so on\n"
	  "4\tfour\n5\tfive\n",
	    "\t-h" },
	{ "id\ttitle\n1\tthe 12\" gun\n2\tthe 5\" gun\n", "\t-h" },
	{ "id\ttitle\n1\t\"Hello\"\n2\t\"a\tb\"\n", "\t\"h" },
	/* one column, or none */
	{ "text\nOne, two\nThree\nFour, five, six\nSeven\n", ",\"h" },
	{ "text\nOne; two\nThree\nFour\nSeven\nEight\nNine\nTen\n", ",\"h" },
	{ "word\n", ",\"h" },
	{ "", ",\"h" },
	{ "\n\n\n", ",\"h" },
	{ "1999\n2000\n2001\n", ",\"-" },
	/* with a header, or without */
	{ "id,name\nx,One\ny,Two\n", ",\"h" },
	{ "Moscow,Russia\nBerlin,Germany\nParis,France\n", ",\"h" },
	{ "x,1,2.5\ny,2,3.5\nz,3,4.5\n", ",\"-" },
	{ "1999-01-01,One\n1999-01-02,Two\n", ",\"-" },
	{ "12 May 1999,One,Leeds\n13 May 1999,Two,York\n", ",\"-" },
	{ "440;//c.d/p.jpg;Bulb;Honda;2006;600\n330;;Lamp;Honda;2006;150\n"
	  "329;//c.d/q.jpg;Key;Honda;2006;100\n",
	    ";\"-" },
	{ "One,Leeds\nTwo,Leeds\nThree,York\nFour,Leeds\n", ",\"-" },
	{ "http://a.b/c,One\nhttp://a.b/d,Two\n", ",\"-" },
	{ "Country Name,Country Code,1960,1961,1962\nAruba,ABW,54,55,56\n"
	  "Angola,AGO,53,54,55\n",
	    ",\"h" },
	{ "year,2019\n1,2\n3,4\n", ",\"h" },
	{ ",a,b\n0,x,1\n1,y,2\n", ",\"h" },
	{ "What is your age, in years?,Do you read?\n12,yes\n13,no\n", ",\"h" },
	{ "2001-01-01,One", ",\"-" },
	{ "1999: A fire\n2000: A flood\n", ",\"-" },
	/* files that were put together */
	{ "date,title\n1999-01-01,One\n1999-01-02,Two\ndate,title\n"
	  "1999-01-03,Three\n",
	    ",\"h" },
	{ "foo,bar\na,b\nfoo,bar\nc,d\n", ",\"h" },
	{ "foo,bar\na,b\nfoo,c\nfoo,d\n", ",\"-" },
	{ "foo,bar,baz\n", ",\"h" },
	{ "Дата;Событие\n1999;Пожар\n2000;Потоп\n", ";\"h" },
	{ "月日,名称\n1955/1/1,元日\n1955/1/15,成人の日\n", ",\"h" },
};

static void
ck_dialect(const struct sniff *s, const char *want, const char *text)
{
	char got[4] = { s->dialect.delimiter,
		s->dialect.no_quote         ? '-'
		: s->dialect.escape != '\0' ? s->dialect.escape
					    : s->dialect.quote,
		s->dialect.no_header ? '-' : 'h', '\0' };

	ck_assert_msg(
	    strcmp(got, want) == 0, "%s\n'%s', not '%s'", text, got, want);
}

START_TEST(dialects_are_told)
{
	static const struct sniff_known nothing;
	struct sniff s;

	sniff(str_of(dialects[_i].text), true, &nothing, &s);
	ck_dialect(&s, dialects[_i].want, dialects[_i].text);
	ck_assert(!s.sep);
	ck_assert_uint_eq(s.titles, 0);
	ck_assert(csv_options_check(&s.dialect, NULL));
}
END_TEST

START_TEST(a_sample_may_be_cut_anywhere)
{
	static const char text[] = "date;title;text\n"
				   "1999-01-01;One, two;\"A, b; c\nand d\"\n"
				   "1999-01-02;Three, four;\"E, f; g\nand h\"\n"
				   "1999-01-03;Five, six;\"I, j; k\nand l\"\n";
	static const struct sniff_known nothing;

	for (size_t n = 60; n < sizeof text - 1; n++) {
		struct sniff s;

		sniff((struct str){ text, n }, false, &nothing, &s);
		ck_dialect(&s, ";\"h", text);
		ck_assert_uint_eq(s.fields, 3);
	}
}
END_TEST

START_TEST(no_more_than_the_start_is_looked_at)
{
	static const struct sniff_known nothing;
	struct buf b = BUF_INIT;
	struct sniff s;

	buf_adds(&b, "a;b\n");
	while (b.n < SNIFF_MAX)
		buf_adds(&b, "1;2\n");
	while (b.n < 4 * SNIFF_MAX)
		buf_adds(&b, "x,y,z,x,y,z,x,y,z\n");
	sniff(buf_str(&b), true, &nothing, &s);
	ck_dialect(&s, ";\"h", "long");
	buf_fini(&b);
}
END_TEST

START_TEST(a_header_that_is_not_divided_counts)
{
	static const struct sniff_known nothing;
	struct buf b = BUF_INIT;
	struct sniff s;

	buf_adds(&b, "text\n");
	for (int i = 0; i < 40; i++)
		buf_adds(&b, "a^b\n");
	sniff(buf_str(&b), true, &nothing, &s);
	ck_assert_int_eq(s.dialect.delimiter, ',');
	sniff((struct str){ b.p + 5, b.n - 5 }, true, &nothing, &s);
	ck_assert_int_eq(s.dialect.delimiter, '^');
	buf_fini(&b);
}
END_TEST

START_TEST(the_line_of_excel_is_no_record)
{
	static const struct {
		const char *text;
		bool sep;
		const char *want;
	} t[] = {
		{ "sep=;\r\na;b,c\r\n1;2,3\r\n", true, ";\"h" },
		{ "SEP=|\na,b\n1,2\n", true, "|\"h" },
		{ "\"sep=;\"\na;b\n1;2\n", true, ";\"h" },
		{ "sep=\t\na\tb\n1\t2\n", true, "\t\"h" },
		{ "sep=:\na:b\n1:2\n", true, ":\"h" },
		{ "sep=,", true, ",\"h" },
		{ "sep=x\na,b\n1,2\n", false, ",\"h" },
		{ "sep=;;\na;b\n1;2\n", false, ";\"h" },
		{ "sep=\na,b\n1,2\n", false, ",\"h" },
		{ "sep", false, ",\"h" },
	};
	static const struct sniff_known comma = { .delimiter = ',' };
	static const struct sniff_known nothing;
	struct sniff s;

	for (size_t i = 0; i < LENGTH(t); i++) {
		sniff(str_of(t[i].text), true, &nothing, &s);
		ck_dialect(&s, t[i].want, t[i].text);
		ck_assert(s.sep == t[i].sep);
	}
	sniff(str_of(t[0].text), true, &comma, &s);
	ck_dialect(&s, ",\"h", t[0].text);
	ck_assert(s.sep);
}
END_TEST

/* ---- what stands above the header ---- */

static const struct {
	const char *text;
	size_t titles;
	const char *want;
} above[] = {
	{ "My list\ndate,title,place\n1999,Fire,Leeds\n", 1, ",\"h" },
	{ "My list\nof 2023\n\n1999,x,y\n2000,z,w\n", 2, ",\"-" },
	{ "My list,,,\n,,,\ndate,title,place,text\n1999,a,b,c\n", 2, ",\"h" },
	{ ",,\ndate,title,place\n1999,Fire,Leeds\n", 1, ",\"h" },
	{ "\"Bank\";\"30 days\";\n\"Day\";\"Valuta\";\"Text\";\"EUR\"\n"
	  "\"02.01.2023\";\"02.01.2023\";\"x, y\";\"1,5\"\n",
	    1, ";\"h" },
	{ "\"Bank\";;;\n\"Time\";\"2023\";;\n\"Day\";\"Date\";\"Text\";EUR\n"
	  "\"02.01.2023\";\"02.01.2023\";\"x, y\";\"1,5\"\n",
	    2, ";\"h" },
	{ "Event,,Harm,\nDate,Name,Dead,Hurt\n1999,x,1,2\n2000,y,3,4\n", 1,
	    ",\"h" },
	{ "One,,Two,\nx,y,z,w\na,b,c,d\n", 0, ",\"-" },
	{ "\"A title, of\ntwo lines\"\ndate,title,place\n1999,x,y\n", 1,
	    ",\"h" },
	{ "sep=;\nMy list\ndate;title;place\n1999;x;y\n", 1, ";\"h" },
	/* a level above the names */
	{ ",,,Harm,,\ndate,title,place,dead,hurt,gone\n1999,x,y,1,2,3\n"
	  "2000,z,w,1,2,3\n",
	    1, ",\"h" },
	/* two columns: only above names that are known */
	{ "My list\nyear,title\n1999,Fire\n2000,Flood\n", 1, ",\"h" },
	{ "Quotes\nFoo, bar\nBaz, qux\nOne, two\n", 0, ",\"h" },
	{ "text\nOne, two\nThree, four\nFive, six\n", 0, ",\"h" },
	{ ",0\n2001-01-01,5\n2001-01-02,6\n", 0, ",\"-" },
	/* comments, and names like them */
	{ "# by hand, on demand\n#\ndate,title,place\n1999,x,y\n", 2, ",\"h" },
	{ "% version 2; new\ndate;title;place\n1999;x;y\n", 1, ";\"h" },
	{ "# One, two\ndate,title\n1999,x\n2000,y\n", 1, ",\"h" },
	{ "# One\n#date,title\n1999,x\n2000,y\n", 1, ",\"h" },
	{ "# One\n# date,title\n1999,x\n2000,y\n", 1, ",\"h" },
	{ "#year,heat,rain\n1990,0.1,2\n1991,0.2,3\n", 0, ",\"h" },
	{ "#linux,300\n#debian,200\n#bsd,100\n", 0, ",\"-" },
	{ "# one\n# two\n", 0, ",\"h" },
	{ "# one\ntext\nFire\nFlood\n", 1, ",\"h" },
	/* none */
	{ "date,title,place\n1999,a,b,c\n2000,d,e,f\n", 0, ",\"h" },
	{ "date,title,place\ndate,title,place\n1999,a,b\n2000,c,d\n", 0,
	    ",\"h" },
	{ "My list\ndate,title,place\n", 0, ",\"h" },
	{ "a\n", 0, ",\"h" },
};

START_TEST(titles_and_comments_are_counted)
{
	static const struct sniff_known nothing, none = { .no_header = true };
	static const struct sniff_known first = { .header = true,
		.no_titles = true };
	struct sniff s;

	for (size_t i = 0; i < LENGTH(above); i++) {
		sniff(str_of(above[i].text), true, &nothing, &s);
		ck_dialect(&s, above[i].want, above[i].text);
		ck_assert_msg(s.titles == above[i].titles, "%s\n%zu, not %zu",
		    above[i].text, s.titles, above[i].titles);
	}
	sniff(str_of(above[0].text), true, &none, &s);
	ck_assert_uint_eq(s.titles, 1);
	ck_assert(s.dialect.no_header);
	sniff(str_of(above[0].text), true, &first, &s);
	ck_assert_uint_eq(s.titles, 0);
	sniff(str_of("1999,,\n2000,x,y\n2001,x,y\n"), true, &none, &s);
	ck_assert_uint_eq(s.titles, 0);
}
END_TEST

START_TEST(there_are_no_more_titles_than_that)
{
	static const struct sniff_known nothing;

	for (size_t n = SNIFF_TITLES_MAX; n <= SNIFF_TITLES_MAX + 1; n++) {
		struct buf b = BUF_INIT;
		struct sniff s;

		for (size_t i = 0; i < n; i++)
			buf_adds(&b, "My list\n");
		for (size_t i = 0; i < 5 * n; i++)
			buf_adds(&b, "1999,Fire,Leeds\n");
		sniff(buf_str(&b), true, &nothing, &s);
		ck_assert_uint_eq(s.titles, n > SNIFF_TITLES_MAX ? 0 : n);
		buf_fini(&b);
	}
}
END_TEST

START_TEST(what_is_known_is_not_guessed)
{
	static const char text[] = "a;b\n'1,2';2\n'3,4';4\n";
	static const struct {
		struct sniff_known known;
		const char *want;
	} t[] = {
		{ { .delimiter = 0 }, ";'h" },
		{ { .delimiter = ',' }, ",\"h" },
		{ { .delimiter = ':' }, ":\"h" },
		{ { .quote = '"' }, ";\"h" },
		{ { .no_quote = true }, ";-h" },
		{ { .no_header = true }, ";'-" },
	};
	static const struct sniff_known header = { .header = true };
	struct sniff s;

	for (size_t i = 0; i < LENGTH(t); i++) {
		sniff(str_of(text), true, &t[i].known, &s);
		ck_dialect(&s, t[i].want, text);
	}
	sniff(str_of("1;2\n3;4\n5;6\n"), true, &header, &s);
	ck_dialect(&s, ";\"h", "numbers");
}
END_TEST

START_TEST(how_sure_it_is)
{
	static const struct sniff_known nothing;
	struct sniff s;

	sniff(str_of("date,title\n1999,x\n2000,y\n"), true, &nothing, &s);
	ck_assert_int_eq(s.delimiter_sure, 100);
	ck_assert_int_ge(s.header_sure, 50);
	sniff(str_of("word\nother\n"), true, &nothing, &s);
	ck_assert_int_eq(s.delimiter_sure, 0);
	ck_assert_int_eq(s.header_sure, 0);
	ck_assert_uint_eq(s.fields, 1);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, what_cells_look_like);
	tcase_add_test(t, records_are_split);
	tcase_add_loop_test(t, dialects_are_told, 0, (int)LENGTH(dialects));
	tcase_add_test(t, a_sample_may_be_cut_anywhere);
	tcase_add_test(t, no_more_than_the_start_is_looked_at);
	tcase_add_test(t, a_header_that_is_not_divided_counts);
	tcase_add_test(t, the_line_of_excel_is_no_record);
	tcase_add_test(t, titles_and_comments_are_counted);
	tcase_add_test(t, there_are_no_more_titles_than_that);
	tcase_add_test(t, what_is_known_is_not_guessed);
	tcase_add_test(t, how_sure_it_is);
}

int
main(void)
{
	return run_tests("sniff", add);
}
