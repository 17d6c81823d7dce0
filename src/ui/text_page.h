/*
 * What is read in the text pane: the selected event or, while a topic is set,
 * a section; how far it is scrolled, what a search found in it, where the
 * cursor is, and which events are related.
 *
 * What is related is known for the shown event only, and found out when it is
 * on the screen (text_page_work()); its links stand below the fields.
 *
 * Whoever draws it calls text_page_show() and text_page_fit() before and reads
 * the rest; whatever moves in it looks itself whether the reader selected
 * another event since.  Main thread.
 */
#ifndef ANNALS_UI_TEXT_PAGE_H
#define ANNALS_UI_TEXT_PAGE_H

#include "model/related.h"
#include "ui/doc.h"
#include "ui/reader.h"
#include "ui/scroll.h"
#include "ui/text_cursor.h"
#include "ui/text_hits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text_page {
	struct reader *reader; /* lent */
	bool topic;            /* show a section, not the event */
	uint32_t section;      /* if so, this one */

	bool valid; /* doc is of shown_*, cut to width */
	struct doc doc;
	bool shown_topic;
	size_t shown;  /* event or section */
	unsigned kept; /* the version of what is kept of it */
	size_t shown_count;
	int width; /* 0 before the first time */
	bool ascii;

	size_t top;   /* the line at the top of the pane */
	size_t at;    /* the place there, when the reader moved: does not
			 drift with the width */
	int rows;     /* of the pane, at least 1 */
	bool beside;  /* another pane shares them */
	size_t title; /* bytes of the title that are seen */

	struct text_hits hits;
	struct text_cursor cursor;
	bool in_sight;           /* it is to stay so when the size changes */
	struct text_cursor left; /* where it was in another event, */
	size_t left_event;       /* in this one */
	struct related *related; /* to what is shown; NULL: not asked yet */
	bool linked;             /* doc has the links, or never will */
};

/* Lends r. */
void text_page_init(struct text_page *p, struct reader *r);
void text_page_fini(struct text_page *p);

/* Forget what was fetched. */
void text_page_reset(struct text_page *p);

/* Make p->doc what is to be shown, width cells wide.  False: nothing is. */
bool text_page_show(struct text_page *p, int width, bool ascii);

/* The pane has so many rows, and another one beside it or not. */
void text_page_fit(struct text_page *p, int rows, bool beside);

/* All of the doc is seen. */
bool text_page_fits(const struct text_page *p);

/* How much is read, in percent; -1 if all of it is seen. */
int text_page_share(const struct text_page *p);

/* Scroll; false if nothing changed. */
bool text_page_scroll(struct text_page *p, enum motion m, long n);

/*
 * Go to the next (1) or previous (-1) hit of the search that is not seen; with
 * walk, put the cursor on the next one from where it is.  False: there is
 * none.
 */
bool text_page_hit(struct text_page *p, int direction, bool walk);

/* How many hits there are, and which one is meant (text_hits_number()). */
size_t text_page_hits(const struct text_page *p, size_t *number);

/*
 * Is the cursor on a word that is seen?  *line is its line if it is not the
 * title's.
 */
bool text_page_sees_cursor(struct text_page *p, size_t *line);

/*
 * Move the cursor n words on or (n < 0) back; if it is not seen, first to the
 * first or last word that is.  False if there is no word further on.
 */
bool text_page_step(struct text_page *p, long n);

/*
 * Lend the word that the cursor is on or, if that is not seen, the first one
 * that is; of a link, all of it, and *event is where it leads (else
 * DOC_NO_LINK).  Empty if there is no word.  Good until the next call.
 */
struct str text_page_word(struct text_page *p, uint32_t *event);

/* Put the cursor on the first link; false if there is none. */
bool text_page_to_link(struct text_page *p);

/* The event of link n (from 1), or of the one that the cursor is on (0). */
bool text_page_link(struct text_page *p, long n, size_t *event);

/* What is related to what is shown is not known yet. */
bool text_page_working(const struct text_page *p);

/* Look for it, a few milliseconds.  True: there are links now, draw them. */
bool text_page_work(struct text_page *p);

#endif
