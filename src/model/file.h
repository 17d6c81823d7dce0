/*
 * Reading the small files of a chronicle as a whole.  Any thread.
 */
#ifndef ANNALS_MODEL_FILE_H
#define ANNALS_MODEL_FILE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Takes the next n bytes; false with *e ends the reading. */
typedef bool file_sink(void *arg, const char *p, size_t n, struct err *e);

/*
 * Send the bytes of a regular file to sink, in pieces.  False with *e, text
 * starting with the path: ERR_IO, ERR_FORMAT if it has more than max bytes
 * (whole MiB), or what sink said.
 */
bool file_read(
    const char *path, size_t max, file_sink *sink, void *arg, struct err *e);

/* Give FOLDER/NAME (x_free). */
char *file_in(const char *folder, const char *name);

/* Give the path of what is called name in the folder of path (x_free). */
char *file_beside(const char *path, const char *name);

#endif
