/*
 * The clipboard of whoever sits in front of the terminal.
 *
 * There are several ways to it, and none of them fits everywhere: a tmux has
 * its buffers and passes them on (load-buffer -w); over SSH only the terminal
 * is where the user is, and takes OSC 52, or not, and never says which; here
 * wl-copy, xclip, xsel or pbcopy do it.  The first that works is taken, OSC 52
 * if no other is there.
 *
 * Which way it was is always said, as none can be trusted blindly.  Main
 * thread.
 */
#ifndef ANNALS_PLAT_CLIPBOARD_H
#define ANNALS_PLAT_CLIPBOARD_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* More bytes are refused, whatever the way. */
#define CLIPBOARD_MAX ((size_t)1 << 20)

/*
 * The most for OSC 52: with its frame and in base64 these are just under
 * 100,000 bytes, beyond which several terminals drop the sequence.
 */
#define CLIPBOARD_OSC52_MAX ((size_t)74991)

/* What a program may take of the time of the loop. */
#define CLIPBOARD_MS 1000

/*
 * Copy a text, which is sanitised already.  Looks at TMUX, SSH_CONNECTION,
 * SSH_TTY, WAYLAND_DISPLAY, DISPLAY and TERM.  *how (appended) is the way that
 * was taken, to be read after "copied 12 bytes by "; *terminal is what is to be
 * sent to the terminal for it, empty but for OSC 52.  False with *e if it is
 * too much or no way is left.
 */
bool clipboard_copy(
    struct str text, struct buf *how, struct buf *terminal, struct err *e);

/* Append the sequence of OSC 52 that copies a text. */
void clipboard_osc52(struct buf *out, struct str text);

#endif
