/*
 * Web addresses in a text: what begins with http:// or https://, whatever
 * stands around it.
 *
 * What comes out is safe to hand to a browser, a terminal or a person: it
 * begins with the scheme in small letters and holds nothing but the characters
 * of RFC 3986; of letters beyond ASCII, and of braces, the bytes are
 * escaped (%D7%99).  Main thread.
 */
#ifndef ANNALS_TEXT_URL_H
#define ANNALS_TEXT_URL_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define URL_MAX 2048 /* bytes; what is longer is none */

/*
 * Append the next address of *rest and move *rest behind it; false if there is
 * none.  A full stop, comma or bracket that ends the sentence around it does
 * not belong to it, nor does what follows a semicolon or comma and is an
 * address itself.
 */
bool url_next(struct str *rest, struct buf *out);

/* Is s an address and nothing else? */
bool url_is(struct str s);

#endif
