/*
 * A gzip file (RFC 1952) as a stream of bytes: all of them up to where it is
 * cut short or damaged, which its checksum tells.  libarchive gives nothing of
 * a buffer that it could not fill, and checks no sum.
 *
 * The one door of zlib.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_GUNZIP_H
#define ANNALS_MODEL_GUNZIP_H

#include "base/err.h"
#include "model/archive.h"

#include <stdbool.h>
#include <sys/types.h>

/* Was this program built with zlib?  If not, the rest is of no use. */
bool gunzip_can(void);

struct gunzip;

/* Unpack what source gives, from its first byte on.  NULL if memory is
 * refused. */
struct gunzip *gunzip_open(archive_source *source, void *arg);
void gunzip_close(struct gunzip *g); /* NULL is fine */

/*
 * An archive_source itself, whose arg is the struct gunzip: the first time at
 * least ARCHIVE_HEAD bytes, if there are.  -1 with *e: what source said, or
 * ERR_FORMAT.
 */
ssize_t gunzip_read(void *arg, const char **p, struct err *e);

#endif
