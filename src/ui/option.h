/*
 * What a reader may set: in the config file, at the prompt, by resizing.
 *
 * One table (option_table) says name, range, default and help; help screen
 * and manual are checked against it.
 */
#ifndef ANNALS_UI_OPTION_H
#define ANNALS_UI_OPTION_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum thrift { THRIFT_AUTO, THRIFT_ON, THRIFT_OFF };

struct options {
	int layout; /* enum layout_mode */
	int thrift; /* enum thrift */
	int measure;
	int sections_width;
	int list_height;
	int list_width;
	int history;
	int hints;
	int safe;
	int read_marks;
};

struct option {
	const char *name;
	size_t offset;            /* of an int in struct options */
	const char *const *words; /* NULL-terminated, their index is the value;
				   * NULL: a number from min to max */
	int min, max, start;      /* start: the default */
	const char *help;         /* one line, no full stop */
};

/* Lend the table and its length. */
const struct option *option_table(size_t *n);

/* All defaults. */
void option_defaults(struct options *o);

/* False with *e (ERR_USAGE) for an unknown name or a value out of range. */
bool option_set(
    struct options *o, const char *name, const char *value, struct err *e);

/* Append the value of an option as option_set() takes it. */
void option_print(
    const struct options *o, const struct option *t, struct buf *out);

#endif
