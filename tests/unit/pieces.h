/*
 * Where the tests of what unpacks get their bytes from.
 */
#ifndef ANNALS_TESTS_PIECES_H
#define ANNALS_TESTS_PIECES_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A file that comes in pieces of step bytes, and then perhaps fails. */
struct pieces {
	struct str rest;
	size_t step;
	bool stops; /* at its end */
};

static inline ssize_t
give(void *arg, const char **p, struct err *e)
{
	struct pieces *f = arg;
	size_t n = f->rest.n < f->step ? f->rest.n : f->step;

	if (n == 0 && f->stops) {
		err_set(e, ERR_STOPPED, "told to stop");
		return -1;
	}
	*p = f->rest.p;
	f->rest.p += n;
	f->rest.n -= n;
	return (ssize_t)n;
}

#endif
