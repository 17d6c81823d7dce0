/*
 * Fields of a line, as the files of the program's own state have them:
 * "name=value", a blank between two.
 *
 * A value is any bytes: blanks, control characters, '%' and DEL are written
 * as %XX.  What is read may be anything, too.  Pure functions, any thread.
 */
#ifndef ANNALS_UI_FIELDS_H
#define ANNALS_UI_FIELDS_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Append a field to a line; name is a word of letters. */
void fields_add(struct buf *line, const char *name, struct str value);
void fields_add_number(struct buf *line, const char *name, size_t value);

/* Cut the next field off *rest; value is cleared before.  False: no more. */
bool fields_next(struct str *rest, struct str *name, struct buf *value);

/* Is there a field of that name?  The first one's value goes to value. */
bool fields_find(struct str line, const char *name, struct buf *value);

/* The same of a decimal number up to max. */
bool fields_find_number(
    struct str line, const char *name, size_t max, size_t *value);

/* Cut the next line off *rest, without its end.  False: no more. */
bool fields_line(struct str *rest, struct str *line);

#endif
