/*
 * The files of a chronicle as bytes: one after the other, each unpacked if it
 * is compressed.
 *
 * What is read may be a pipe that is silent for hours: it is waited for by a
 * function of the caller, who can end that.
 *
 * One thread at a time: who opened it may hand it to another.
 */
#ifndef ANNALS_MODEL_SOURCE_H
#define ANNALS_MODEL_SOURCE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SOURCE_IDLE_MS                                                         \
	50 /* after so long a pipe is called silent, at first                  \
	    */

/* Wait until fd can be read, but no longer than ms (-1: for ever): 1 it can,
 * 0 the time is over, -1 it is time to stop. */
typedef int source_wait(void *arg, int fd, int ms);

enum source_got {
	SOURCE_FILE,   /* the next file begins, see source_name() */
	SOURCE_BYTES,  /* of it */
	SOURCE_SILENT, /* a pipe sent nothing for a while; once after bytes */
	SOURCE_OVER,   /* no more of this file */
	SOURCE_BROKEN, /* the same, and *e says why */
	SOURCE_END     /* no more files */
};

struct source;

/*
 * A list of n files, n > 0; "-" is standard input.  The first one is opened.
 * path is copied.  NULL with *e (ERR_IO).
 */
struct source *source_open(const char *const *path, size_t n, struct err *e);
void source_close(struct source *s); /* NULL is fine */

/* A pipe is called silent after so many ms from now on. */
void source_set_idle(struct source *s, int ms);

/* How it waits from now on. */
void source_set_wait(struct source *s, source_wait *wait, void *arg);

/*
 * What comes next.  *bytes is lent until the next call.  *e is filled with
 * SOURCE_BROKEN only, its text starting with the name: ERR_STOPPED if wait
 * said so, and then nothing but source_close() may follow.
 */
enum source_got source_read(struct source *s, struct str *bytes, struct err *e);

/* Lend the name of the file that is read, as the user would name it, with the
 * member of an archive; good until source_close() once it has begun. */
const char *source_name(const struct source *s);

/* Its size if it is a regular file that is not compressed, else 0. */
uint64_t source_size(const struct source *s);

/* How much of all files is read, in percent; -1 if that is not known. */
int source_share(const struct source *s);

/* How many tables in the archive at hand are left out; after SOURCE_OVER. */
size_t source_others(const struct source *s);

#endif
