/*
 * A file that is written as a whole or not at all.
 *
 * What is written goes to a file of another name in the same folder, which
 * takes its place when it is complete and on the disk.  Until then whatever
 * was there stays as it was, and if it fails nothing is left behind.
 *
 * A symbolic link stays one: the file that it leads to is written.  Errors say
 * what failed and why, but not of which file.  Main thread.
 */
#ifndef ANNALS_PLAT_OUTFILE_H
#define ANNALS_PLAT_OUTFILE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct outfile;

/* As write(2). */
typedef ssize_t outfile_write_fn(int fd, const void *p, size_t n);

/*
 * May there be a file at path?  *exists says that there is one, of *size
 * bytes.  False with *e: it is a folder, a device or something else that is
 * no regular file, a link to nothing, or not to be written by us.
 */
bool outfile_look(const char *path, bool *exists, int64_t *size, struct err *e);

/*
 * Begin.  replace: a file that is there may be replaced, and what is new gets
 * its permissions; else it gets 0666 less the umask.  writer: NULL is
 * write(2).  NULL with *e.
 */
struct outfile *outfile_open(
    const char *path, bool replace, outfile_write_fn *writer, struct err *e);

/* Lend the path of what is written, for who writes it by its name; it is empty
 * at first. */
const char *outfile_part(const struct outfile *o);

/* Append.  False with *e: there is nothing to do then but to drop it. */
bool outfile_write(struct outfile *o, struct str bytes, struct err *e);

/*
 * Put it in its place (takes o).  False with *e: it is not there, also if
 * replace was not said and somebody else made a file there meanwhile.  Waits
 * for the disk.
 */
bool outfile_close(struct outfile *o, struct err *e);

/* Leave everything as it was before (takes o).  NULL is fine. */
void outfile_drop(struct outfile *o);

#endif
