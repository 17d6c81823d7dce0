/*
 * The error a function gives back: a code to branch on and one line to show.
 *
 * Passed last, filled by value, never allocated, nothing to free.  The text is
 * one line in lower case that names the thing, without "annals:" and without
 * a full stop.  Any thread; each caller has its own.
 */
#ifndef ANNALS_BASE_ERR_H
#define ANNALS_BASE_ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,    /* the user asked for something that makes no sense */
	ERR_IO,       /* the system refused: file, pipe, terminal */
	ERR_FORMAT,   /* the data is not what it should be */
	ERR_MEMORY,   /* an allocation was refused */
	ERR_NOTFOUND, /* asked for by name, and not there */
	ERR_STOPPED   /* told to stop before the end */
};

struct err {
	enum err_code code;
	char text[512]; /* NUL-terminated, cut at a code point if too long */
};

/* Fill *e (NULL: nowhere) and return false, so that "return err_set(...)". */
bool err_set(struct err *e, enum err_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "fmt: " before the text of *e on its way up.  Returns false. */
bool err_in(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
