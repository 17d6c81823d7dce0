/*
 * Events as they are printed: text for people, and what other programs read.
 *
 * text      ID, DATE and TITLE with tabs between, then lines of excerpts that
 *           are indented by four blanks and hold no tab: cut -sf1 gives ids
 * tsv, csv  the columns of the file, its names first.  csv is RFC 4180 with
 *           LF at line ends; tsv writes \t, \n, \r and \\ for these four
 * json      an array of objects; jsonl an object a line (annals(1) has its
 *           members)
 * markdown  a list, the text quoted below each event
 * bibtex    an entry each, see model/bibtex.h
 *
 * Nothing that comes out is a control (but LF, TAB and, within csv, CR LF) or
 * another character that text/glyph.h forbids.  text, markdown and bibtex are
 * sanitised as the screen is.  In csv and tsv such a character is replaced by
 * what the screen would show, but what the screen leaves out as it has no
 * shape (soft hyphen, direction marks) is kept.  In json and jsonl it is
 * escaped, so that nothing is lost there but broken bytes.
 *
 * Main thread.
 */
#ifndef ANNALS_MODEL_FORMAT_H
#define ANNALS_MODEL_FORMAT_H

#include "base/buf.h"
#include "model/chronicle.h"
#include "model/marks.h"
#include "model/query.h"

#include <stdbool.h>
#include <stddef.h>

#define FORMAT_EXCERPTS 3       /* at most, for an event in text */
#define FORMAT_EXCERPT_CELLS 76 /* with the dots at its ends */

struct printer;

/* A row of the table of formats. */
struct format {
	const char *name;
	const char *ending; /* of files that have it */
	bool data;          /* for programs: UTF-8 whatever the locale says */
	void (*begin)(struct printer *p);
	void (*event)(struct printer *p, size_t n, const struct record *r);
	void (*end)(struct printer *p);
};

/*
 * A run of events on its way out.  The caller fills it and takes what was
 * appended to out.  chronicle may be another one from event to event, if its
 * columns are the same.
 */
struct printer {
	const struct format *format;
	const struct chronicle *chronicle;
	const struct query *query; /* for its marks; NULL: there are none */
	struct fold_map *map;      /* for query */
	size_t base;               /* events of the file before chronicle */
	bool ascii;
	bool safe;      /* guard cells that a spreadsheet would run */
	bool highlight; /* marks by SGR sequences */
	size_t n;       /* events so far */
	struct buf out;
};

/* Lend the format of that name; NULL if there is none. */
const struct format *format_find(const char *name);

/*
 * Lend the format of a file by the ending of its name, in capitals or not;
 * NULL if it is none of the table.
 */
const struct format *format_of_file(const char *path);

/* Lend row i of the table; NULL: there are no more. */
const struct format *format_at(size_t i);

/* Append what comes before, for event n of chronicle, and after all. */
void format_begin(struct printer *p);
void format_event(struct printer *p, size_t n, const struct record *r);
void format_end(struct printer *p);

#endif
