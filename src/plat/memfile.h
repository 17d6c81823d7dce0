/*
 * A file in memory, for libraries that insist on writing to a descriptor.
 * Thread: the main thread.
 */
#ifndef ANNALS_PLAT_MEMFILE_H
#define ANNALS_PLAT_MEMFILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdio.h>

/* Give an empty one (fclose()), or NULL with *e. */
FILE *memfile_open(struct err *e);

/* Append to b what was written to the descriptor since the last call of this
 * or memfile_forget(). */
bool memfile_take(FILE *f, struct buf *b, struct err *e);

void memfile_forget(FILE *f);

#endif
