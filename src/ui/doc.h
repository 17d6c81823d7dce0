/*
 * An event (or a section) as lines to read: wrapped text, then its fields.
 *
 * The text is wrapped piece by piece (text/wrap.h), so the first screens of a
 * megabyte are there at once; the fields come after it.  Main thread.
 */
#ifndef ANNALS_UI_DOC_H
#define ANNALS_UI_DOC_H

#include "base/buf.h"
#include "model/chronicle.h"
#include "text/wrap.h"

#include <stdbool.h>
#include <stddef.h>

#define DOC_LABEL_COLS 12 /* the most that names of fields get */

/* A line below the text: the name of a field, or a piece of its value. */
struct doc_line {
	size_t label, nlabel; /* bytes of doc.fields; nlabel 0: none */
	size_t value, nvalue;
};

struct doc {
	struct buf title;      /* one line */
	struct buf meta;       /* date and kind, or count; one line */
	struct buf text;       /* the running text */
	struct buf fields;     /* names and values of the other columns */
	struct wrap wrap;      /* of text */
	struct doc_line *line; /* nlines, below the text */
	size_t nlines, cap;
	int label_cols; /* what names of fields take here */
};

void doc_init(struct doc *d);
void doc_fini(struct doc *d);

/* Make d show event n, cut to width cells. */
void doc_event(
    struct doc *d, const struct chronicle *c, size_t n, int width, bool ascii);

/* Make d show a section: title, count and what it lies in, summary. */
void doc_section(struct doc *d, const struct chronicle *c, uint32_t section,
    size_t count, int width, bool ascii);

/* Make sure that n lines are cut, if there are so many. */
void doc_until(struct doc *d, size_t n);

/* The lines cut so far, those of the fields only if the text is done. */
size_t doc_count(const struct doc *d);

/* The text is cut to its end. */
bool doc_done(const struct doc *d);

/*
 * Lend line i: a piece of the text, or *label (else empty) and a value.
 */
struct str doc_at(const struct doc *d, size_t i, struct str *label);

/* Byte of the text at which line i starts, and back: for keeping a place. */
size_t doc_offset(const struct doc *d, size_t i);
size_t doc_find(struct doc *d, size_t offset);

#endif
