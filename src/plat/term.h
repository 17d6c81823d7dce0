/*
 * The terminal.  The only file behind this header that knows curses.
 *
 * curses renders into a memory file; term_show() sends the difference to the
 * terminal with one write of its own that never blocks.  What a blocked
 * terminal did not take is kept and sent by term_flush(); nothing new is
 * drawn meanwhile.  This module owns termios and the size of the window
 * (clamped to TERM_ROWS_MAX x TERM_COLS_MAX before curses sees it).
 *
 * Main thread.  One at a time.
 */
#ifndef ANNALS_PLAT_TERM_H
#define ANNALS_PLAT_TERM_H

#include "base/err.h"
#include "base/str.h"
#include "plat/keys.h"
#include "text/canvas.h"
#include "text/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TERM_ROWS_MAX 300
#define TERM_COLS_MAX 1000

struct term;

struct term_options {
	int in, out;      /* stdin and stdout, or /dev/tty; never closed here */
	const char *type; /* TERM; NULL is unknown */
	bool mono;        /* use no colour */
};

/*
 * Take over the terminal.  A type without terminfo, or one that cannot place
 * the cursor, falls back to xterm-256color, xterm, vt100, and note (a
 * caller's buffer of size bytes, else "") says so.  Nothing is sent before
 * the first term_show().  setlocale() and signals_open() come first; the
 * environment's LINES and COLUMNS, which this may read, are gone afterwards,
 * as they would mislead programs that are started later.
 * NULL with *e, and nothing changed, if in or out is no terminal or no type
 * will do.
 */
struct term *term_open(
    const struct term_options *o, char *note, size_t size, struct err *e);

/*
 * Give the terminal back as it was: screen, cursor, termios.  Never blocks
 * longer than 200 ms, also when the terminal does not read.  NULL is fine.
 */
void term_close(struct term *t);

/* The descriptor to poll() for keys. */
int term_fd_in(const struct term *t);
/* The descriptor to poll() for POLLOUT while term_pending(). */
int term_fd_out(const struct term *t);

/* The size now known, at least 1 x 1. */
void term_size(const struct term *t, int *rows, int *cols);

/*
 * Ask the system for the size again; true if it changed, and then the next
 * term_show() sends everything.
 */
bool term_resize(struct term *t);

/*
 * Is type one of the old terminals (vt52 to vt220, ansi) that have no glyphs
 * for lines and blocks, even where a locale says that they show UTF-8?
 */
bool term_is_plain(const char *type);

bool term_has_colour(const struct term *t);

/* How a style looks from the next term_show() on. */
void term_set_look(struct term *t, enum style s, struct look look);

/*
 * Make the screen show cv (as large as term_size() says) with the cursor at
 * (y, x), by one write of what differs; nothing is written if nothing does.
 * y < 0 hides the cursor.  Must not be called while term_pending().
 * False with *e if the terminal is gone.
 */
bool term_show(
    struct term *t, const struct canvas *cv, int y, int x, struct err *e);

/*
 * Send bytes that show nothing (OSC 52) behind what waits already.  While the
 * terminal is given back they are dropped.  False with *e if it is gone.
 */
bool term_send(struct term *t, struct str bytes, struct err *e);

/* Bytes wait for a terminal that does not read. */
bool term_pending(const struct term *t);

/* Send what waits, as much as is taken now.  False: the terminal is gone. */
bool term_flush(struct term *t, struct err *e);

/*
 * Forget what the screen shows and how the terminal is set, e.g. after
 * SIGCONT; the next term_show() sends everything.
 */
void term_redraw(struct term *t);

/*
 * The next key that is there, without waiting (but for ESCDELAY after an
 * Esc); false if there is none.  *key is a Unicode code point (control
 * characters as they are, ^A is 1) or an enum term_key, perhaps with
 * TERM_KEY_ALT.  Broken UTF-8 is skipped.  TERM_KEY_EOF once input ended.
 */
bool term_key(struct term *t, uint32_t *key);

/*
 * Give the terminal back for a while (^Z, an editor), and take it again; the
 * size is asked for again, and the next term_show() sends everything.  While
 * it is given back, and after a resume in the background on the way out
 * (signals_ending()), there are no keys and nothing is shown.
 */
void term_suspend(struct term *t);
bool term_resume(struct term *t, struct err *e);

#endif
