/*
 * The line at the bottom: where I am, what happened, the most used keys.
 * Main thread.
 */
#ifndef ANNALS_UI_STATUS_H
#define ANNALS_UI_STATUS_H

#include "text/canvas.h"
#include "ui/keymap.h"
#include "ui/prompt.h"
#include "ui/reader.h"

#include <stdbool.h>

/*
 * Draw where the reader is: what was typed of a count, the line of the list
 * and its order, how much of the text is read (percent, -1: nothing to say), at
 * which of how many hits in it, how much of a file is saved (as share), and
 * the section.
 */
void status_draw_place(const struct reader *r, long count, int share,
    size_t hit, size_t nhits, int saved, struct canvas *cv, struct box b);

/* Draw the name of what lies over the panes, and how much of it is read. */
void status_draw_cover(
    const char *name, int share, struct canvas *cv, struct box b);

/* Draw a message. */
void status_draw_message(
    const char *text, bool alarming, struct canvas *cv, struct box b);

/* Draw a question, and the keys for an answer; returns the cursor's x. */
int status_draw_question(const char *text, struct canvas *cv, struct box b);

/* Draw the prompt with what it may complete to; returns the cursor's x. */
int status_draw_prompt(const struct prompt *p, struct canvas *cv, struct box b);

/*
 * Draw the most used keys at the right end of b and return the cells that
 * they take, 0 if there is no room.  leave: what the key for close does now.
 */
int status_draw_hints(
    const struct keymap *m, const char *leave, struct canvas *cv, struct box b);

#endif
