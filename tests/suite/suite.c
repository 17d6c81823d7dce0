/*
 * suite [-t] FILE.csv FILE.json: does the one hold what the other says?
 * suite [-t] CASES.json: a list of cases of libcsv's own test.
 *
 * The JSON is an array of the records, each an array of its fields or an
 * object of them by the names in the header; of a case, "input_file" names
 * the CSV beside it, "expected_rows" are the records, and only those with the
 * options "0" are tried.  -t: blanks at the ends of fields and records of one
 * empty field do not count.
 *
 * By commas, with quotes; whether these are escaped by backslashes is sniffed.
 *
 * Prints what differs.  Status 1 if anything does.
 */
#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/csv.h"
#include "model/file.h"
#include "model/sniff.h"

#define FILE_MAX ((size_t)16 << 20)

/* The records as text: fields between \x1F, each record ended by \x1E. */
struct reading {
	bool trims;
	struct buf records, header;
	bool named; /* the expected records are objects, or none */
	size_t n;
};

/* As JSON, but a NUL in a string is six characters, as add_field() has it. */
static bool
add_json(void *arg, const char *p, size_t n, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < n; i++) {
		if (n - i >= 6 && memcmp(p + i, "\\u0000", 6) == 0)
			buf_addc(arg, '\\');
		buf_addc(arg, p[i]);
	}
	return true;
}

static bool
add_bytes(void *arg, const char *p, size_t n, struct err *e)
{
	(void)e;
	buf_add(arg, p, n);
	return true;
}

static void
add_field(struct reading *r, struct str field, bool first)
{
	if (!first)
		buf_addc(&r->records, '\x1F');
	if (r->trims)
		field = str_trim(field);
	for (size_t i = 0; i < field.n; i++) /* NUL: no text of SQLite's */
		buf_add(&r->records, field.p[i] != 0 ? &field.p[i] : "\\u0000",
		    field.p[i] != 0 ? 1 : 6);
}

static bool
take_record(void *arg, const struct csv_record *rec)
{
	struct reading *r = arg;

	if (r->n++ == 0 && r->named) /* the header: by its names */
		return true;
	if (r->trims && rec->n == 1 && str_trim(rec->field[0]).n == 0)
		return true;
	for (size_t i = 0; i < rec->n; i++)
		add_field(r, rec->field[i], i == 0);
	buf_addc(&r->records, '\x1E');
	return true;
}

static void
take_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	(void)arg;
	(void)kind;
	(void)raw;
	printf("  %zu:%zu: %s\n", line, column, what);
}

/* Read a CSV into r. */
static bool
read_csv(struct reading *r, const char *path, struct err *e)
{
	static const struct csv_ops ops = { take_record, take_problem };
	static const struct sniff_known known = { .delimiter = ',',
		.quote = '"',
		.no_header = true,
		.no_titles = true };
	struct buf bytes = BUF_INIT;
	struct csv *csv = NULL;
	struct sniff guess;
	bool ok = file_read(path, FILE_MAX, add_bytes, &bytes, e);

	if (ok) {
		sniff(buf_str(&bytes), true, &known, &guess);
		csv = csv_new(&guess.dialect, &ops, r);
		ok = csv_feed(csv, buf_cstr(&bytes), bytes.n, e) &&
		     csv_finish(csv, e);
	}
	buf_fini(&bytes);
	csv_close(csv);
	return ok;
}

static struct str
column_text(sqlite3_stmt *q, int i)
{
	const char *p = (const char *)sqlite3_column_text(q, i);

	return (struct str){ p != NULL ? p : "",
		(size_t)sqlite3_column_bytes(q, i) };
}

/* Append the records that json says, as take_record() does. */
static bool
read_expected(sqlite3 *db, struct str json, struct reading *r)
{
	static const char sql[] =
	    "SELECT r.key, r.type, f.value, f.rowid FROM json_each(?) r"
	    " LEFT JOIN json_each(r.value) f";
	sqlite3_stmt *q = NULL;
	int64_t row = -1;
	size_t fields = 0, start = 0;
	int rc;

	r->named = true;
	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		return false;
	sqlite3_bind_text(q, 1, json.p, (int)json.n, SQLITE_STATIC);
	while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
		if (sqlite3_column_int64(q, 0) != row) {
			if (row >= 0 && !(r->trims && r->records.n == start))
				buf_addc(&r->records, '\x1E');
			row = sqlite3_column_int64(q, 0);
			start = r->records.n;
			fields = 0;
		}
		r->named = str_eq(column_text(q, 1), str_of("object"));
		if (sqlite3_column_type(q, 3) != SQLITE_NULL)
			add_field(r, column_text(q, 2), fields++ == 0);
	}
	if (row >= 0 && !(r->trims && r->records.n == start))
		buf_addc(&r->records, '\x1E');
	sqlite3_finalize(q);
	return rc == SQLITE_DONE;
}

static void
print_records(const char *what, struct str s)
{
	printf("  %s: ", what);
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.p[i];

		if (b == '\x1F')
			(void)fputs(" | ", stdout);
		else if (b == '\x1E')
			(void)fputs(" //\n    ", stdout);
		else if (b < 0x20)
			printf("\\x%02x", b);
		else
			(void)putchar(b);
	}
	(void)putchar('\n');
}

/* Compare a CSV with the records that json says. */
static bool
compare(sqlite3 *db, const char *path, struct str json, bool trims)
{
	struct reading is = { .trims = trims }, want = { .trims = trims };
	struct err e = { .code = ERR_NONE };
	bool same = read_expected(db, json, &want);

	is.named = want.named;
	if (!read_csv(&is, path, &e)) {
		printf("  %s\n", e.text);
		same = false;
	} else if (!str_eq(buf_str(&is.records), buf_str(&want.records))) {
		print_records("is", buf_str(&is.records));
		print_records("should be", buf_str(&want.records));
		same = false;
	}
	printf("%s %s\n", same ? "ok  " : "DIFF", path);
	buf_fini(&is.records);
	buf_fini(&want.records);
	return same;
}

/* All cases of a list. */
static bool
compare_cases(sqlite3 *db, const char *path, struct str json, bool trims)
{
	static const char sql[] =
	    "SELECT value ->> 'input_file', value -> 'expected_rows'"
	    " FROM json_each(?) WHERE value ->> 'options' = '0'";
	sqlite3_stmt *q = NULL;
	bool same = true;
	size_t n = 0;

	if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) != SQLITE_OK)
		return false;
	sqlite3_bind_text(q, 1, json.p, (int)json.n, SQLITE_STATIC);
	while (sqlite3_step(q) == SQLITE_ROW) {
		char *file =
		    file_beside(path, (const char *)sqlite3_column_text(q, 0));

		same = compare(db, file, column_text(q, 1), trims) && same;
		x_free(file);
		n++;
	}
	sqlite3_finalize(q);
	return same && n > 0;
}

int
main(int argc, char *argv[])
{
	bool trims = argc > 1 && str_eq(str_of(argv[1]), str_of("-t"));
	int first = trims ? 2 : 1;
	struct err e = { .code = ERR_NONE };
	struct buf json = BUF_INIT;
	sqlite3 *db = NULL;
	bool same = false;

	if (argc - first < 1 || argc - first > 2)
		return 2;
	if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
	    !file_read(argv[argc - 1], FILE_MAX, add_json, &json, &e))
		printf("%s\n", e.text);
	else if (argc - first == 2)
		same = compare(db, argv[first], buf_str(&json), trims);
	else
		same = compare_cases(db, argv[first], buf_str(&json), trims);
	buf_fini(&json);
	sqlite3_close(db);
	return same ? EXIT_SUCCESS : EXIT_FAILURE;
}
