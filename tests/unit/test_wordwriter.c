/*
 * An index that is written without FTS5 is that of FTS5, byte for byte; FTS5
 * finds it whole and answers alike.
 */
#include "config.h"

#include "model/wordwriter.h"

#include <check.h>
#include <sqlite3.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fuzz/index_oracle.h"
#include "model/leafwriter.h"
#include "model/wordindex.h"
#include "running.h"
#include "unit/chance.h"

#define COLUMNS 3
#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

static const bool worded[COLUMNS] = { true, true, true };

static struct fold_map *map;
static struct word_writer *writer;
static struct str *field;
static struct buf text;

static void
setup(void)
{
	map = fold_map_new();
	writer = word_writer_new(map);
	field = NULL;
	buf_init(&text);
}

static void
teardown(void)
{
	x_free(field);
	buf_fini(&text);
	word_writer_free(writer);
	fold_map_free(map);
}

/* ---- texts ---- */

typedef void add_text(size_t row, size_t nrows, size_t column);

/* Few words are frequent and many are rare, in several scripts. */
static void
add_natural(size_t row, size_t nrows, size_t column)
{
	static const char *const pieces[] = { "a", "the", "Peace", "war's",
		"co-operate", "S-300", "Café", "ёлка", "Київ", "שלום", "צה\"ל",
		"中国人", "ไทย", "👨\u200D👩", "1948", "U.S." };
	size_t n = column == 2 ? 1 + chance(60) : chance(6);

	(void)row;
	(void)nrows;
	for (size_t i = 0; i < n; i++) {
		size_t rare = chance(1 + chance(1 + chance(40000)));

		if (chance(3) == 0)
			buf_adds(&text, pieces[chance(LENGTH(pieces))]);
		else
			buf_addf(&text, "w%zu", rare);
		buf_adds(&text, chance(5) > 0 ? " " : ", ");
	}
}

/* One row of a thousand has the same word again and again. */
static void
add_same_word(size_t row, size_t nrows, size_t column)
{
	size_t n = row % 1000 == 0 && column == 1 ? 10000 : row % 3;

	(void)nrows;
	for (size_t i = 0; i < n; i++)
		buf_adds(&text, "again ");
}

static void
add_sizes(size_t row, size_t nrows, size_t column)
{
	(void)nrows;
	if (row % 500 == 0 && column == 0)
		for (size_t i = 0; i < 20000; i++)
			buf_addc(&text, (char)('a' + (row + i) % 26));
	buf_addc(&text, ' ');
	for (size_t i = chance(8); i > 0; i--)
		buf_addf(&text, "%c ", (char)('a' + chance(26)));
}

static void
add_nothing(size_t row, size_t nrows, size_t column)
{
	if (row + 1 == nrows && nrows % 2 == 0 && column == 2)
		buf_adds(&text, "last");
}

static void
add_equal(size_t row, size_t nrows, size_t column)
{
	(void)row;
	(void)nrows;
	for (size_t i = 0; i < 4; i++)
		buf_addf(&text, "all rows are equal %zu ", column * 10 + i);
}

static void
add_in_order(size_t row, size_t nrows, size_t column)
{
	(void)nrows;
	buf_addf(&text, "w%08zu", row * COLUMNS + column);
}

static void
add_in_reverse(size_t row, size_t nrows, size_t column)
{
	buf_addf(&text, "w%08zu", (nrows - row) * COLUMNS - column);
}

/* Words that begin alike, up to their last byte and beyond what is kept. */
static void
add_prefixes(size_t row, size_t nrows, size_t column)
{
	size_t n = 1 + row % 140;

	(void)nrows;
	(void)column;
	for (size_t i = 0; i < n; i++)
		buf_addc(&text, i % 8 == 7 && chance(9) == 0 ? 'b' : 'a');
	buf_addf(&text, "\xD1\x8F %zu", row % 7);
}

static void
add_bytes(size_t row, size_t nrows, size_t column)
{
	static const char bytes[] = "\0\0 ab\xFF\xC3\xA9\xE2\x80\xED\xA0'-.";

	(void)row;
	(void)nrows;
	(void)column;
	for (size_t i = chance(60); i > 0; i--)
		buf_addc(&text, chance(3) == 0
				    ? (char)chance(256)
				    : bytes[chance(sizeof bytes - 1)]);
}

static add_text *const kinds[] = { add_natural, add_same_word, add_sizes,
	add_nothing, add_equal, add_in_order, add_in_reverse, add_prefixes,
	add_bytes };
static const size_t sizes[] = { 1, 2, 10, 100, 2000, 12288, 50000 };
#define LONG_KINDS 3 /* the others have no more than 2,000 rows */

static void
make_fields(add_text *add, size_t nrows)
{
	size_t n = nrows * COLUMNS, *end = x_calloc(n, sizeof *end);

	field = x_calloc(n, sizeof *field);
	for (size_t i = 0; i < n; i++) {
		add(i / COLUMNS, nrows, i % COLUMNS);
		end[i] = text.n;
	}
	for (size_t i = 0, at = 0; i < n; at = end[i++])
		field[i] = (struct str){ buf_cstr(&text) + at, end[i] - at };
	x_free(end);
}

/* ---- tables ---- */

static sqlite3 *
index_by(struct word_writer *by, struct word_index *w, size_t nrows)
{
	sqlite3 *db = oracle_open(map, field, nrows, COLUMNS);
	struct err e;

	word_index_init(w, db);
	ck_assert(word_index_choose(w, worded, COLUMNS, map, &e));
	ck_assert_msg(word_index_fill(w, by, true, &e), "%s", e.text);
	oracle_exec(db, "COMMIT");
	return db;
}

static void
compare_tables(sqlite3 *a, sqlite3 *b)
{
	static const char *const tables[] = {
		"SELECT * FROM word_docsize ORDER BY id",
		"SELECT * FROM word_idx ORDER BY segid, term",
		"SELECT * FROM word_data WHERE id<>10 ORDER BY id",
		"SELECT substr(block,5) FROM word_data WHERE id=10",
	};

	for (size_t i = 0; i < LENGTH(tables); i++)
		oracle_compare(a, b, tables[i]);
}

static void
compare_answers(sqlite3 *a, sqlite3 *b)
{
	static const char *const asked[] = { "a", "again", "last", "peace",
		"\"war\" + \"s\"", "w*", "w1*", "w0000*", "a*", "c0:w*",
		"{c0 c2}:a*", "^again", "a AND w1", "a OR \"ёлка\"", "a NOT w2",
		"NEAR(a the, 3)", "NEAR(\"a\" + \"b\" c, 2)", "\"a\"", "\"b\"*",
		"all + rows + are", "equal + 11", "^all AND 20", "nowhere",
		"\"שלום\"", "aaaaaaaa*", "\"елка\" + \"w1\" *" };
	struct buf sql = BUF_INIT;

	for (size_t i = 0; i < LENGTH(asked); i++) {
		buf_clear(&sql);
		buf_addf(&sql,
		    "SELECT rowid, bm25(word) FROM word WHERE word MATCH '%s'",
		    asked[i]);
		oracle_compare(a, b, buf_cstr(&sql));
	}
	buf_fini(&sql);
	for (int i = 0; i < 2; i++)
		oracle_exec(i == 0 ? a : b,
		    "CREATE VIRTUAL TABLE list USING fts5vocab(word, col)");
	oracle_compare(a, b, "SELECT * FROM list");
}

START_TEST(tables_are_those_of_fts5)
{
	size_t nrows = sizes[(size_t)_i % LENGTH(sizes)];
	size_t kind = (size_t)_i / LENGTH(sizes);
	struct word_index w;
	sqlite3 *ours, *theirs;

	if (kind >= LONG_KINDS && nrows > 2000)
		return;
	chance_start(_i);
	make_fields(kinds[kind], nrows);
	ours = index_by(writer, &w, nrows);
	theirs = oracle_open(map, field, nrows, COLUMNS);
	oracle_index(theirs, COLUMNS, LEAF_BYTES);
	oracle_exec(
	    ours, "INSERT INTO word(word,rank) VALUES('integrity-check',1)");
	compare_tables(ours, theirs);
	compare_answers(ours, theirs);
	word_index_fini(&w);
	sqlite3_close(ours);
	sqlite3_close(theirs);
}
END_TEST

START_TEST(pages_of_any_size_are_those_of_fts5)
{
	static const size_t bytes[] = { 32, 33, 50, 64, 200, 1000 };

	chance_start(_i);
	for (size_t i = 0; i < LENGTH(bytes); i++) {
		size_t nrows = 1 + chance(400);

		x_free(field);
		buf_clear(&text);
		make_fields(kinds[_i], nrows);
		oracle_check(map, field, nrows, COLUMNS, bytes[i]);
	}
}
END_TEST

/* Doclist indexes as high as they get. */
START_TEST(a_word_may_fill_thousands_of_pages)
{
	make_fields(add_equal, 12000);
	oracle_check(map, field, 12000, COLUMNS, 32);
}
END_TEST

START_TEST(a_writer_may_be_used_again)
{
	struct word_index w;

	for (int i = 0; i < 3; i++) {
		sqlite3 *db;

		chance_start(i);
		x_free(field);
		buf_clear(&text);
		make_fields(add_natural, 300);
		db = index_by(writer, &w, 300);
		oracle_exec(db,
		    "INSERT INTO word(word,rank) VALUES('integrity-check',1)");
		word_index_fini(&w);
		sqlite3_close(db);
	}
}
END_TEST

/* ---- where it cannot be done ---- */

START_TEST(another_format_is_not_written)
{
	static const int column[] = { 0, 1, 2 };
	sqlite3 *db;
	struct err e = { .code = ERR_NONE };

	make_fields(add_equal, 5);
	db = oracle_open(map, field, 5, COLUMNS);
	oracle_exec(db, "CREATE VIRTUAL TABLE word USING fts5(c0,c1,c2,"
			"content='event',tokenize='annals');"
			"UPDATE word_config SET v=v+1 WHERE k='version'");
	ck_assert(!word_writer_fill(writer, db, column, COLUMNS, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	sqlite3_close(db);
}
END_TEST

START_TEST(fts5_does_it_where_its_tables_are_closed)
{
	sqlite3 *db;
	struct word_index w;
	struct err e;
	int on;

	make_fields(add_natural, 500);
	db = oracle_open(map, field, 500, COLUMNS);
	ck_assert(sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on) ==
		  SQLITE_OK);
	ck_assert(on);
	word_index_init(&w, db);
	ck_assert(word_index_choose(&w, worded, COLUMNS, map, &e));
	ck_assert_msg(word_index_fill(&w, writer, true, &e), "%s", e.text);
	oracle_exec(
	    db, "INSERT INTO word(word,rank) VALUES('integrity-check',1)");
	word_index_fini(&w);
	sqlite3_close(db);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, tables_are_those_of_fts5, 0,
	    (int)(LENGTH(kinds) * LENGTH(sizes)));
	tcase_add_loop_test(
	    tc, pages_of_any_size_are_those_of_fts5, 0, (int)LENGTH(kinds));
	tcase_add_test(tc, a_word_may_fill_thousands_of_pages);
	tcase_add_test(tc, a_writer_may_be_used_again);
	tcase_add_test(tc, another_format_is_not_written);
	tcase_add_test(tc, fts5_does_it_where_its_tables_are_closed);
}

int
main(void)
{
	return run_tests("wordwriter", add_tests);
}
