/*
 * The most telling word of a title: the one that fewest events have, but not
 * one alone.
 *
 * Asks the index for each word, and no further than until it is clear that it
 * is a common one, which is a few milliseconds in all.  Main thread.
 */
#ifndef ANNALS_MODEL_TELLING_H
#define ANNALS_MODEL_TELLING_H

#include "base/err.h"
#include "base/str.h"
#include "model/chronicle.h"

#include <stdbool.h>

/*
 * The most telling word of title, as *word (a part of it); the first one if
 * no other event of c has any of them, empty if there is no word.  False with
 * *e if SQLite fails or memory is refused.
 */
bool telling_word(const struct chronicle *c, struct str title, struct str *word,
    struct err *e);

#endif
