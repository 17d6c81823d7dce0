/*
 * Strings of terminfo as bytes to send.  Any thread.
 */
#ifndef ANNALS_PLAT_CAPS_H
#define ANNALS_PLAT_CAPS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Append s without its delays ("$<5>"): no terminal at hand needs them. */
void caps_add(struct buf *b, const char *s);

/*
 * Make a frame of n bytes at p shorter without changing what it shows, and
 * return what is left.
 *
 * Switches to the ordinary character set (ESC ( B, or SI), which terminfo has
 * in sgr0, are dropped: a frame never leaves that set.  Select Graphic
 * Rendition sequences (ECMA-48 8.3.117) that follow each other become one,
 * without what a reset in it makes void.
 */
size_t caps_squeeze(char *p, size_t n);

/* Do terminals of that type know bracketed paste (CSI ? 2004 h and l),
 * though their terminfo may not say so? */
bool caps_can_paste(const char *type);

/* Do they take operating system commands (OSC), if only to drop those that
 * they do not know?  Others would show what is in them. */
bool caps_takes_osc(const char *type);

#endif
