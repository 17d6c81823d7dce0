/*
 * A one-line editor at the bottom of the screen.
 *
 * Its text is UTF-8 without controls, at most PROMPT_MAX bytes; what does not
 * fit is not taken.  The cursor stands between grapheme clusters.  Between
 * TERM_KEY_PASTE_START and TERM_KEY_PASTE_END every key is text: line ends
 * and tabs become blanks, other controls are dropped, nothing is done.
 *
 * Main thread.
 */
#ifndef ANNALS_UI_PROMPT_H
#define ANNALS_UI_PROMPT_H

#include "text/canvas.h"
#include "ui/candidates.h"
#include "ui/edit.h"
#include "ui/history.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROMPT_MAX 4096 /* bytes of the text */

struct prompt;

/*
 * Fill *out, which is empty with start at the end of before, with what the
 * word that ends before the cursor may become.  before is lent for the call.
 */
typedef void prompt_complete_fn(
    void *arg, const char *before, struct candidates *out);

enum prompt_state {
	PROMPT_EDITING,  /* the text is what it was before the key */
	PROMPT_CHANGED,  /* the text is another one */
	PROMPT_DONE,     /* Enter: take it */
	PROMPT_CANCELLED /* forget it */
};

struct prompt *prompt_new(void);
void prompt_free(struct prompt *p); /* NULL is fine */

/*
 * Start to edit text (cleaned as a paste is), cursor at its end.  mark is
 * shown before it.  h is what Up and Down walk through; it is only read, so
 * adding the line when it is done is the caller's; lent until the next
 * prompt_open() or prompt_free(), NULL for none.  There is no completer
 * until prompt_set_completer().  What ^W ^U ^K cut stays for ^Y.
 */
void prompt_open(
    struct prompt *p, const char *mark, const char *text, struct history *h);

/* Whom Tab asks; NULL for nobody. */
void prompt_set_completer(struct prompt *p, prompt_complete_fn *fn, void *arg);

/*
 * Do what a key does (term_key(); annals(1), PROMPT).  Keys that mean nothing
 * here are ignored.  After PROMPT_DONE or PROMPT_CANCELLED the text is still
 * there.
 */
enum prompt_state prompt_key(struct prompt *p, uint32_t key);

/* Lend the text; good until the next key. */
const char *prompt_text(const struct prompt *p);

/* The cursor, in bytes of the text. */
size_t prompt_cursor(const struct prompt *p);

/*
 * While completing lend the candidates as a line ("goto  goto-year"),
 * from the chosen one on, else "".  Good until the next key.
 */
const char *prompt_hint(const struct prompt *p);

/* The cells that mark and text would take in one row. */
int prompt_width(const struct prompt *p, bool ascii);

/*
 * Draw mark and text in the first row of b, blanks behind it (STYLE_STATUS).
 * What is too long is shown around the cursor, with a < if something is cut
 * off on the left.  Returns the cursor's x on the canvas, within b.
 */
int prompt_draw(const struct prompt *p, struct canvas *cv, struct box b);

#endif
