/*
 * The topics of a chronicle: a tree, in the order of the file.
 *
 * Section numbers are indices; a parent has a smaller number than its
 * children.  Every event is in exactly one section.  Grows only.
 *
 * The loader builds one and hands over what is new with each segment; the
 * main thread has its own copy (chronicle_sections()).
 */
#ifndef ANNALS_MODEL_SECTIONS_H
#define ANNALS_MODEL_SECTIONS_H

#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

#define SECTION_NONE UINT32_MAX

struct section {
	char *id;        /* as in the event's section column */
	char *title;     /* what is shown; the id if the file has none */
	char *summary;   /* may be "" */
	uint32_t parent; /* or SECTION_NONE */
	int32_t rank;    /* siblings stand in the order of their ranks, those
			  * of one rank in that of their numbers */
};

struct sections {
	struct section *at;
	size_t n, cap;
	uint32_t *slot; /* hash of ids: numbers + 1, 0 is free */
	size_t nslots;
};

void sections_init(struct sections *s);
void sections_fini(struct sections *s);

/*
 * Append a section and return its number; the texts are copied.  parent is a
 * number that exists or SECTION_NONE.  The id must not be there yet.
 */
uint32_t sections_add(struct sections *s, struct str id, uint32_t parent,
    struct str title, struct str summary);

/*
 * The section for what has that date, where the file has no sections: "1990s",
 * "40s BC", "undated".  It is made, with its rank, if it is not there.  name
 * is scratch.
 */
uint32_t sections_of_decade(
    struct sections *s, const struct date *d, struct buf *name);

/*
 * Append copies of the sections of from, from number start on, to be sent:
 * their parents have the numbers that they have in from, and to is not asked
 * for ids.
 */
void sections_copy(
    struct sections *to, const struct sections *from, size_t start);

/*
 * Tell the tree: first has s->n + 1 places, next s->n.  first[i] is the first
 * section below i, first[s->n] the first at the top, next[i] the one after i
 * below the same parent; SECTION_NONE where there is none.
 */
void sections_tree(const struct sections *s, uint32_t *first, uint32_t *next);

/* The number of the section with that id, or SECTION_NONE. */
uint32_t sections_find(const struct sections *s, struct str id);

#endif
