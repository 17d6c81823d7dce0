/*
 * Sub-commands that print and end.  All that comes from data is sanitised.
 * Main thread.
 */
#ifndef ANNALS_CLI_BATCH_H
#define ANNALS_CLI_BATCH_H

#include "base/err.h"
#include "model/chronicle.h"

#include <stdbool.h>

/*
 * Print the event with that id ("#N": the Nth of the file), wrapped to cols
 * cells.  ERR_NOTFOUND if there is none.
 */
bool batch_show(const struct chronicle *c, const char *id, int cols, bool ascii,
    struct err *e);

/* Print the tree of sections with the events in each and below it. */
bool batch_sections(const struct chronicle *c, bool ascii, struct err *e);

/* Print what could not be used to standard error, a line each. */
void batch_problems(const struct chronicle *c, bool ascii);
void batch_problem_list(const struct problems *p, bool ascii);

/* Say how what the file leaves open was read; the name of its encoding if that
 * was guessed, else NULL. */
void batch_guesses(const char *encoding, const struct dates *dates, bool ascii);

/*
 * Print what could not be used, "FILE:LINE:COLUMN: what" and, indented
 * on a line of its own, the text that it is about; *n is how many there are.
 * What had to be guessed of the file goes to standard error.
 */
bool batch_check(
    const struct chronicle *c, size_t *n, bool ascii, struct err *e);

/*
 * Flush standard output; false with *e if it could not be written,
 * ERR_STOPPED if whoever read it has gone.
 */
bool batch_flush(struct err *e);

#endif
