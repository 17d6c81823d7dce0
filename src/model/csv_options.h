/*
 * What sort of CSV it is, and what bounds it.
 */
#ifndef ANNALS_MODEL_CSV_OPTIONS_H
#define ANNALS_MODEL_CSV_OPTIONS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define CSV_FIELD_MAX ((size_t)16 << 20)  /* bytes, with a closing quote */
#define CSV_RECORD_MAX ((size_t)64 << 20) /* bytes, in the file */
#define CSV_COLUMNS_MAX 2000              /* fields; the rest is folded */

/* All zero is the usual CSV with a header. */
struct csv_options {
	char delimiter;     /* 0: ',' */
	char quote;         /* 0: '"' */
	char escape;        /* a quote behind it closes nothing; 0: none */
	bool no_quote;      /* quotes are letters like any other */
	bool no_header;     /* the first record is one like any other */
	size_t field_max;   /* 0: CSV_FIELD_MAX, which is the most */
	size_t record_max;  /* 0: CSV_RECORD_MAX */
	size_t columns_max; /* 0: CSV_COLUMNS_MAX */
};

/*
 * False with *e (ERR_USAGE) if delimiter and quote are equal or one of them
 * is a line end, a letter, a digit or no ASCII, or the quote is a blank;
 * likewise the escape character.
 */
bool csv_options_check(const struct csv_options *o, struct err *e);

/* o, with what 0 stands for. */
struct csv_options csv_options_filled(const struct csv_options *o);

#endif
