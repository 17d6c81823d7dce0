/*
 * Words of plain letters and digits, folded eight bytes at a time.
 *
 * For fold.c.  Any thread.
 */
#ifndef ANNALS_TEXT_FOLD_PLAIN_H
#define ANNALS_TEXT_FOLD_PLAIN_H

#include <stddef.h>

#define FOLD_CHUNK 8 /* bytes */

/*
 * Fold the ASCII letters and digits with which the n bytes at p begin: how
 * many they are.  The first max of them, whole chunks, go to out, and NUL
 * after them up to a whole chunk.
 */
size_t fold_plain(const char *p, size_t n, char *out, size_t max);

#endif
