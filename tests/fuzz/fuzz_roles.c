/*
 * Any bytes as a file that nobody prepared: its dialect is guessed, its first
 * records are read by that and given roles.  What must hold: no crash, the
 * same answer twice, a dialect that the parser takes, a role for at most one
 * column and a column for at most one role, and composed columns of parts that
 * are in the file, each once, whose fields hold nothing but theirs.  The first
 * byte picks what is known, the second an option.
 */
#include "config.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/compose.h"
#include "model/roles.h"
#include "model/sniff.h"
#include "model/sniff_titles.h"
#include "model/splitter.h"

#define COLUMNS 8
#define ROWS 20

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static struct sniff
guess(struct str text, uint8_t pick)
{
	static const char delimiters[] = { 0, 0, ';', ':' };
	struct sniff_known known = { .delimiter = delimiters[pick & 3] };
	struct sniff a, b;

	if ((pick & 12) == 12)
		known.no_quote = true;
	known.header = (pick & 48) == 16;
	known.no_header = (pick & 48) == 32;
	sniff(text, (pick & 64) != 0, &known, &a);
	sniff(text, (pick & 64) != 0, &known, &b);
	must(a.dialect.delimiter == b.dialect.delimiter &&
	     a.dialect.quote == b.dialect.quote && a.sep == b.sep &&
	     a.titles == b.titles &&
	     a.dialect.no_header == b.dialect.no_header &&
	     a.dialect.no_quote == b.dialect.no_quote);
	must(csv_options_check(&a.dialect, NULL) &&
	     a.titles <= SNIFF_TITLES_MAX);
	must(known.delimiter == 0 || known.delimiter == a.dialect.delimiter);
	must(a.delimiter_sure >= 0 && a.delimiter_sure <= 100);
	must(a.header_sure >= 0 && a.header_sure <= 100);
	return a;
}

/* Read records into field, ROWS rows of c->nfile; the first gives names. */
static size_t
read_rows(struct columns *c, const struct sniff *guess, struct str text,
    struct str *field)
{
	struct splitter s = { .rest = text,
		.delimiter = guess->dialect.delimiter,
		.quote = guess->dialect.no_quote ? '\0' : guess->dialect.quote,
		.escape = guess->dialect.escape };
	struct split_cell cell;
	size_t row = 0, at = 0, above = guess->sep + guess->titles;

	while (above > 0 && splitter_next(&s, &cell))
		above -= cell.last;
	while (row <= ROWS && splitter_next(&s, &cell)) {
		if (row == 0 && at < COLUMNS)
			columns_add_header(c,
			    guess->dialect.no_header ? str_of("") : cell.text);
		else if (row > 0 && at < c->nfile)
			field[(row - 1) * c->nfile + at] = cell.text;
		at++;
		if (!cell.last)
			continue;
		for (; row > 0 && at < c->nfile; at++)
			field[(row - 1) * c->nfile + at] = str_of("");
		row++;
		at = 0;
	}
	return row > 0 ? row - 1 : 0;
}

static void
check(const struct columns *c)
{
	size_t used[COLUMNS] = { 0 };

	must(c->n <= c->nfile + ROLE_NROLES);
	for (int r = 0; r < ROLE_NROLES; r++) {
		int at = c->role[r];

		must(at >= -1 && at < (int)c->n);
		if (at >= 0)
			must(c->how[r] != ROLE_HOW_NOT);
		if (at >= 0 && at < (int)c->nfile && c->how[r] >= ROLE_HOW_NAME)
			used[at]++;
	}
	for (size_t i = 0; i < c->n - c->nfile; i++) {
		const struct composed *x = &c->composed[i];
		size_t seen[COLUMNS] = { 0 };

		must(x->n >= 2 && c->role[x->role] == (int)(c->nfile + i));
		for (size_t k = 0; k < x->n; k++) {
			must(x->part[k] >= 0 && x->part[k] < (int)c->nfile);
			must(seen[x->part[k]]++ == 0);
			if (c->how[x->role] >= ROLE_HOW_NAME)
				used[x->part[k]]++;
		}
	}
	for (size_t i = 0; i < c->nfile; i++)
		must(used[i] <= 1);
}

/* Composed fields are there, and no longer than their parts and what is put
 * between them. */
static void
check_fields(const struct columns *c, const struct str *row)
{
	struct str field[COLUMNS + ROLE_NROLES];
	struct buf store = BUF_INIT;

	memcpy(field, row, c->nfile * sizeof *row);
	columns_fill(c, field, &store);
	for (size_t i = c->nfile; i < c->n; i++) {
		const struct composed *x = &c->composed[i - c->nfile];
		size_t most = 0;

		for (size_t k = 0; k < x->n; k++)
			most += field[x->part[k]].n + 4;
		must(field[i].n <= most);
	}
	buf_fini(&store);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const options[] = { NULL, "1,2", "2,1,3", "", "1" };
	struct str text = { (const char *)data + 2, size - 2 };
	struct roles_option option = { { NULL } };
	static struct str field[COLUMNS * (ROWS + 1)];
	struct roles_sample sample = { field, 0 };
	struct columns a, b;
	struct sniff s;

	if (size < 3 || size > 8192)
		return 0;
	s = guess(text, data[0]);
	columns_init(&a);
	columns_init(&b);
	sample.n = read_rows(&a, &s, text, field);
	option.column[data[1] % ROLE_NROLES] = options[data[1] / 16 % 5];
	if (a.n > 0 && roles_assign(&a, NULL, &option, &sample, NULL)) {
		check(&a);
		if (sample.n > 0)
			check_fields(&a, field);
		columns_copy(&b, &a);
		must(roles_assign(&b, NULL, &option, &sample, NULL));
		must(memcmp(a.role, b.role, sizeof a.role) == 0);
		must(memcmp(a.how, b.how, sizeof a.how) == 0);
	}
	columns_fini(&a);
	columns_fini(&b);
	return 0;
}
