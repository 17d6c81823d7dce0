/*
 * Compressed files as a stream of bytes: gzip, bzip2, xz, zstd, and the first
 * table in a tar (compressed or not) or zip.
 *
 * They are known by their first bytes, whatever they are called.  Only what
 * the first bytes say is undone: no file is unpacked twice.  Memory does not
 * depend on how much comes out.
 *
 * The one door of libarchive, which is loaded when it is needed first.  Any
 * thread, one at a time.
 */
#ifndef ANNALS_MODEL_ARCHIVE_H
#define ANNALS_MODEL_ARCHIVE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define ARCHIVE_HEAD 262 /* as many bytes tell the kind, if there are */

enum archive_kind {
	ARCHIVE_KIND_NONE, /* bytes as they are */
	ARCHIVE_KIND_GZIP,
	ARCHIVE_KIND_BZIP2,
	ARCHIVE_KIND_XZ,
	ARCHIVE_KIND_ZSTD,
	ARCHIVE_KIND_TAR,
	ARCHIVE_KIND_ZIP,
	ARCHIVE_KIND_UNSURE /* more bytes may tell */
};

/* By the first bytes of a file; never UNSURE if head is all of it. */
enum archive_kind archive_kind_of(struct str head, bool all);

/*
 * Lend the next bytes of the file in *p until the next call: how many, 0 at
 * its end, -1 with *e.
 */
typedef ssize_t archive_source(void *arg, const char **p, struct err *e);

struct archive_input;

/*
 * Start to unpack what source gives, from its first byte on.  False with *e:
 * what source said, ERR_USAGE if this program cannot, ERR_FORMAT if it is
 * damaged or no table is in it.  Gives *a.
 */
bool archive_input_open(struct archive_input **a, enum archive_kind kind,
    archive_source *source, void *arg, struct err *e);
void archive_input_close(struct archive_input *a); /* NULL is fine */

/* Lend the name of the member that is read, or NULL if there are none. */
const char *archive_input_member(const struct archive_input *a);

/*
 * Lend the next bytes in *s until the next call; none: it is the end.  False
 * with *e as above.
 */
bool archive_input_read(struct archive_input *a, struct str *s, struct err *e);

/* How many more tables there are, which are not read.  Known at the end. */
size_t archive_input_others(const struct archive_input *a);

#endif
