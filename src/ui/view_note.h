/*
 * The editor of a note, laid over the panes: whose note it is, and below that
 * the text, wrapped.  Its keys are its own and cannot be bound.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_VIEW_NOTE_H
#define ANNALS_UI_VIEW_NOTE_H

#include "ui/view.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VIEW_NOTE "note" /* its name */

/* What a key asks for that others have to do. */
enum note_wish {
	NOTE_NOTHING,
	NOTE_FULL, /* no more is taken: say so */
	NOTE_SAVE,
	NOTE_LEAVE,
	NOTE_SUSPEND,
	NOTE_REDRAW
};

/* Edit a copy of text under a title (copied), cursor at the end; it gets no
 * longer than max bytes, or than it is. */
struct view *view_note_new(const char *title, struct str text, size_t max);

/* Do what a key does (term_key(); annals(1), Writing notes). */
enum note_wish view_note_key(struct view *v, uint32_t key);

/* Lend the text until the next key; its bound. */
struct str view_note_text(const struct view *v);
size_t view_note_max(const struct view *v);

/* Lend the names of the keys of row i, blank-separated, and what they do.
 * False: there are no more. */
bool view_note_keys(size_t i, const char **keys, const char **help);

#endif
