/*
 * An event (or a section) as lines to read: wrapped text, then its fields,
 * then links to other events, a line each.
 *
 * The text is wrapped piece by piece (text/wrap.h), so the first screens of a
 * megabyte are there at once; the fields come after it.
 *
 * A place is a byte of the text or, counted on from its end, of the fields; it
 * does not depend on the width.  Main thread.
 */
#ifndef ANNALS_UI_DOC_H
#define ANNALS_UI_DOC_H

#include "base/buf.h"
#include "model/chronicle.h"
#include "text/wrap.h"

#include <stdbool.h>
#include <stddef.h>

#define DOC_LABEL_COLS 12 /* the most that names of fields get */

#define DOC_NO_LINK UINT32_MAX

/* What stands below the text. */
struct doc_field {
	size_t label, nlabel; /* bytes of doc.fields; nlabel 0: none */
	size_t value, nvalue;
	int column;    /* that it shows; -1 for a link */
	uint32_t link; /* the event that it leads to, or DOC_NO_LINK */
};

/* A line below the text: a piece of a field's value, the first or not. */
struct doc_line {
	size_t field;
	size_t value, nvalue; /* 0: blank, and there is no field */
	bool first;
};

struct doc {
	struct buf title;  /* one line */
	struct buf meta;   /* date and kind, or count; one line */
	struct buf text;   /* the running text */
	struct buf fields; /* names and values of what is below it */
	struct doc_field *field;
	size_t nfields;
	size_t nlinks;         /* of them, the last ones */
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

/* Add something that is not the chronicle's; before doc_relate(). */
void doc_add(struct doc *d, struct str label, struct str value);

/* Add links to n other events to what shows one. */
void doc_relate(
    struct doc *d, const struct chronicle *c, const uint32_t *event, size_t n);

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

/* The event that line i leads to, or DOC_NO_LINK. */
uint32_t doc_link(const struct doc *d, size_t i);

/* The event that link i leads to (i < d->nlinks). */
uint32_t doc_link_event(const struct doc *d, size_t i);

/* The value of field i, and at which place it starts. */
struct str doc_field(const struct doc *d, size_t i, size_t *place);

/* The place at which line i starts, and the line in which a place is. */
size_t doc_offset(const struct doc *d, size_t i);
size_t doc_find(struct doc *d, size_t offset);

#endif
