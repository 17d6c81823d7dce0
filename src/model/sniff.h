/*
 * The dialect of a CSV by its first bytes: delimiter, quote, escape, header.
 *
 * Each delimiter (comma, semicolon, tab, vertical bar, and where these divide
 * worse caret, unit separator, tilde and colon) is tried with each quote; the
 * one by which the records have the same number of fields, of which the cells
 * of a column are of one kind, is it.  That is the "data consistency measure"
 * of G. J. J. van den Burg, A. Nazabal and C. Sutton, "Wrangling messy CSV
 * files by detecting row and type patterns", Data Mining and Knowledge
 * Discovery 33 (2019), in a short form: rows are told apart by their number of
 * fields alone.
 *
 * Quotes are escaped by a backslash if that makes fewer of them odd, or more
 * records agree.  Blanks divide if each text is quoted.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_SNIFF_H
#define ANNALS_MODEL_SNIFF_H

#include "base/str.h"
#include "model/csv.h"

#include <stdbool.h>
#include <stddef.h>

#define SNIFF_MAX ((size_t)64 << 10) /* more bytes are not looked at */

/* What is known and not to be guessed; all zero is nothing. */
struct sniff_known {
	char delimiter; /* 0: not known */
	char quote;     /* 0: not known */
	char escape;    /* 0: not known */
	bool no_quote;  /* known that there is none */
	bool no_escape; /* likewise */
	bool header;    /* known that there is one */
	bool no_header; /* known that there is none */
	bool no_titles; /* known that nothing stands above the table */
};

struct sniff {
	struct csv_options dialect; /* delimiter to no_header */
	bool sep;       /* the first record is a line "sep=;" as Excel has it */
	size_t titles;  /* so many records come then that are titles or comments
			   and not of the table: sniff_titles() */
	bool row_names; /* the header lacks a name for the first column */
	bool log;       /* the header is a line "#Fields: date time" of a log */
	size_t fields;  /* most records have so many; 1: not divided */
	int delimiter_sure; /* 0 to 100: a guess without evidence is 0 */
	int header_sure;    /* likewise */
};

/*
 * Guess from the first bytes of a file, in UTF-8 and without a byte order
 * mark.  final: the file ends there; else the last record may be cut.
 * Without evidence it is a comma, double quotes and a header.
 *
 * What is known stays so, and the rest is guessed with it.  Takes some
 * milliseconds for 64 KiB at worst.
 */
void sniff(struct str sample, bool final, const struct sniff_known *known,
    struct sniff *out);

#endif
