/*
 * The nearest ASCII character, for terminals and locales without UTF-8.
 *
 * Pure function; any thread.  Used by text/glyph.c only.
 */
#ifndef ANNALS_TEXT_TRANSLIT_H
#define ANNALS_TEXT_TRANSLIT_H

#include <stdint.h>

/*
 * The printable ASCII character (0x20 to 0x7e) that is nearest to cp, '?' if
 * none is near: dashes, quotes, blanks, ellipsis, bullets and arrows by their
 * shape, accented Latin letters and compatibility forms by their base letter
 * (Unicode decomposition), digits of any script by their value, box and block
 * characters by a drawing of the same density.
 */
char translit_ascii(uint32_t cp);

#endif
