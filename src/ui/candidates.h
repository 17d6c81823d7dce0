/*
 * What a word at the prompt may become: filled by whoever knows, offered by
 * the prompt.  Main thread.
 */
#ifndef ANNALS_UI_CANDIDATES_H
#define ANNALS_UI_CANDIDATES_H

#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>

#define CANDIDATES_MAX 1000 /* the rest is not kept */

struct candidates {
	char **text; /* n strings without controls, in order of offering */
	size_t n;
	size_t start; /* byte at which the word to be replaced starts */
};

void candidates_init(struct candidates *c);
void candidates_fini(struct candidates *c);

/* Add a copy of text, cleaned (ui/edit.h), unless it is empty or there. */
void candidates_add(struct candidates *c, const char *text);

/* Lend what all of them, at least one, start with, in whole clusters. */
struct str candidates_common(const struct candidates *c);

/*
 * Append all of them, two blanks between, from number first on and then from
 * the start; no more than a screen can show.
 */
void candidates_print(
    const struct candidates *c, size_t first, struct buf *out);

#endif
