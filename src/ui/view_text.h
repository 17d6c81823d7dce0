/*
 * The text pane: a page (ui/text_page.h) that is drawn.  The terminal's cursor
 * stands on the word that the page's cursor is on, if that is seen.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_VIEW_TEXT_H
#define ANNALS_UI_VIEW_TEXT_H

#include "ui/reader.h"
#include "ui/text_page.h"
#include "ui/view.h"

#include <stdbool.h>
#include <stdint.h>

/* Lends r. */
struct view *view_text_new(struct reader *r);

/* Show the summary of this section instead; topic false: the event again. */
void view_text_topic(struct view *v, bool topic, uint32_t section);

/* Forget what was fetched. */
void view_text_reset(struct view *v);

/* Lend the page; what changes on it is seen once the view is drawn again. */
struct text_page *view_text_page(struct view *v);

#endif
