/*
 * Saving what is listed to a file: a job in steps.
 *
 * What is saved are the events of the list as it is when the job begins, in
 * its order; what becomes of the list later does not matter.  It takes 4 bytes
 * an event.  The file is there once the job is done, and not before
 * (plat/outfile.h).
 *
 * Main thread.
 */
#ifndef ANNALS_UI_SAVING_H
#define ANNALS_UI_SAVING_H

#include "base/err.h"
#include "model/format.h"
#include "plat/outfile.h"
#include "ui/reader.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct saving;

struct saving_setup {
	const char *name; /* of the file, as it was typed */
	const struct format *format;
	bool ascii;               /* the locale has no UTF-8 */
	bool safe;                /* as in struct printer */
	outfile_write_fn *writer; /* NULL: write(2) */
};

/*
 * Look at the file (outfile_look(), which says what exists and size are).
 * NULL with *e.
 */
struct saving *saving_new(const struct saving_setup *setup, bool *exists,
    int64_t *size, struct err *e);

/* Unless it is done, nothing is left behind.  NULL is fine. */
void saving_free(struct saving *s);

/* Lend the name as it was typed. */
const char *saving_name(const struct saving *s);

/*
 * Begin with the list of r, whose chronicle is lent until saving_free().
 * False with *e: nothing is listed, memory is refused, or there can be no file.
 */
bool saving_begin(
    struct saving *s, const struct reader *r, bool replace, struct err *e);

/* It has begun. */
bool saving_begun(const struct saving *s);

/*
 * Do a piece of the work, a few milliseconds unless a single event takes
 * longer; *done says whether that was the last one, which waits for the disk.
 * False with *e: there is no file, or the one of before.
 */
bool saving_step(struct saving *s, bool *done, struct err *e);

/* All is written but the last step. */
bool saving_ending(const struct saving *s);

/* Events and bytes so far, and the events that there are. */
size_t saving_events(const struct saving *s);
uint64_t saving_bytes(const struct saving *s);
size_t saving_total(const struct saving *s);

#endif
