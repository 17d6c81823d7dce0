/*
 * annals compile: a chronicle as one file that opens at once.  Main thread.
 */
#ifndef ANNALS_CLI_COMPILE_H
#define ANNALS_CLI_COMPILE_H

#include "base/err.h"
#include "model/loader.h"

#include <stdbool.h>

struct compile_ask {
	const char *output; /* path of the file */
	bool force;         /* it may be there, and is replaced */
	bool ascii;         /* of what is said */
};

/*
 * Read the chronicle at path and write what ask says; the problems of the
 * chronicle go to standard error, and how far it is if that is a terminal.
 * False with *e, and nothing was written: ERR_STOPPED and *signo, else 0, if a
 * signal ended it.
 */
bool compile_run(const char *path, const struct loader_options *loading,
    const struct compile_ask *ask, int *signo, struct err *e);

#endif
