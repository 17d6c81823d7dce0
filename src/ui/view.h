/*
 * A view shows something of the model in a box and knows where its cursor
 * is.  It never reads keys and never sees the terminal: commands move it,
 * draw() paints it.  One static const struct view_ops for each kind of view;
 * code outside a view never asks what kind it is.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_VIEW_H
#define ANNALS_UI_VIEW_H

#include "base/buf.h"
#include "text/canvas.h"
#include "ui/reader.h"
#include "ui/scroll.h"

#include <stdbool.h>

struct reading; /* ui/reading.h */
struct view;

/* How a view is to paint itself. */
struct view_look {
	bool focused;
	bool beside; /* another pane shares its rows: turn pages */
	bool bar;    /* the current line is a bar, not only a marker */
	bool typing; /* a query is being typed: no line changes its place */
	int measure; /* widest line of running text */
	const struct reading *reading; /* events that were read are marked;
					  NULL: none are */
};

struct view_ops {
	const char *name; /* also of its keymap */
	const char *hint; /* its most used keys, if they are no commands */

	/* The cells that it needs to show all that it has open.  NULL: does
	 * not say. */
	int (*cols)(struct view *v, bool ascii);
	/*
	 * Paint all of b, and set the view's cursor.  Must not leave b.  May
	 * only change what the view itself remembers.
	 */
	void (*draw)(struct view *v, struct canvas *cv, struct box b,
	    const struct view_look *look);
	/* Move; false if nothing changed. */
	bool (*move)(struct view *v, enum motion m, long n);
	/* Go deeper into the current line, or out of it; false: nothing to
	 * do here, the caller changes the pane.  NULL: never anything. */
	bool (*deeper)(struct view *v);
	bool (*back)(struct view *v);
	/* How much is read, in percent; -1 if all of it is on the screen.
	 * NULL: does not say. */
	int (*share)(const struct view *v);
	void (*free)(struct view *v);
};

struct view { /* first member of every view */
	const struct view_ops *ops;
	int cursor_y, cursor_x; /* where the terminal's cursor belongs */
};

/* Topics: "All", then the tree.  Lends r. */
struct view *view_sections_new(struct reader *r);

/* The section of the current line; SECTION_NONE for all. */
uint32_t view_sections_current(const struct view *v);

/* Make a section the current line, its parents open. */
void view_sections_select(struct view *v, uint32_t section);

/* Open or close all nodes. */
void view_sections_fold(struct view *v, bool open);

/* The list of the reader's result.  Lends r. */
struct view *view_events_new(struct reader *r);

/* Forget what was fetched: the chronicle is another one. */
void view_events_reset(struct view *v);

/*
 * Lines to page through (help, problems): takes the bytes of text and leaves
 * it empty.  A line that starts with '#' is a heading; "key<TAB>rest" shows
 * the key in a column of its own.  name is lent and also names the keymap.
 */
struct view *view_pager_new(const char *name, struct buf *text);

/* A view's share(); -1 if it does not say, too. */
int view_share(const struct view *v);

/* A view's free(); NULL is fine. */
void view_free(struct view *v);

#endif
