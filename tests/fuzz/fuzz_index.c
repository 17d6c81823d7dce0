/*
 * Any bytes as rows of texts: the pages of their index are those of FTS5.  The
 * first byte is how large pages are, the second how many columns there are.
 * Fields end with \x01; \x02 and a byte stand for a word so many times.
 */
#include "config.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "fuzz/fuzzing.h"
#include "fuzz/index_oracle.h"

#define COLUMNS_MAX 4

/* Kept, because filling it takes longer than everything else. */
static struct fold_map *map;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	map = fold_map_new();
	return 0;
}

/* Append a field, and return where the next one begins. */
static size_t
take_field(const uint8_t *data, size_t at, size_t size, struct buf *out)
{
	for (; at < size && data[at] != 1; at++) {
		if (data[at] != 2 || at + 1 == size) {
			buf_addc(out, (char)data[at]);
			continue;
		}
		at++;
		for (unsigned i = 0; i < data[at]; i++)
			buf_adds(out, data[at] % 2 == 0 ? " a" : " word");
		buf_addc(out, ' ');
	}
	return at + 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf text = BUF_INIT;
	struct str *field;
	size_t *end, n = 0, ncolumns;

	if (size < 3 || size > 4096)
		return 0;
	ncolumns = 1 + data[1] % COLUMNS_MAX;
	field = x_calloc(size + COLUMNS_MAX, sizeof *field);
	end = x_calloc(size + COLUMNS_MAX, sizeof *end);
	for (size_t at = 2; at < size || n % ncolumns != 0;) {
		at = take_field(data, at, size, &text);
		end[n++] = text.n;
	}
	for (size_t i = 0, at = 0; i < n; at = end[i++])
		field[i] = (struct str){ buf_cstr(&text) + at, end[i] - at };
	oracle_check(map, field, n / ncolumns, ncolumns, 32 + data[0]);
	x_free(field);
	x_free(end);
	buf_fini(&text);
	return 0;
}
