/*
 * Any bytes, as CSV: see csv_oracle.h for what must hold.  The first byte
 * picks the options, the second the series of pieces.
 */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "fuzz/csv_oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = { 0, ';', '\t', ' ' };
	struct csv_options o = { 0 };

	if (size < 2 || size > 4096)
		return 0;
	o.delimiter = delimiters[data[0] & 3];
	o.no_header = (data[0] & 4) != 0;
	o.no_quote = (data[0] & 0xE0) == 0xE0;
	o.escape = (data[0] & 0x20) != 0 ? '\\' : '\0';
	if (data[0] & 8) {
		o.quote = '\'';
	}
	if (data[0] & 16) {
		o.field_max = 1 + data[1] % 24;
		o.record_max = 1 + data[1] / 3;
		o.columns_max = 1 + data[1] % 5;
	}
	oracle_check(
	    &o, (struct str){ (const char *)data + 2, size - 2 }, data[1]);
	return 0;
}
