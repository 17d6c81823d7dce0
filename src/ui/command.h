/*
 * Everything a user can do is a row of one table.
 *
 * Keys, the : prompt, the config file and test scripts all run a command by
 * its line ("goto 1967"); help, completion and the check of the manual read
 * the same table.  Main thread.
 */
#ifndef ANNALS_UI_COMMAND_H
#define ANNALS_UI_COMMAND_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct app;

struct command {
	const char *group; /* heading in the help screen */
	const char *name;  /* kebab-case, stable: users bind it */
	const char *keys;  /* default keys of all panes, blank-separated */
	const char *args;  /* usage after the name; "" takes none */
	const char *help;  /* imperative, one line, no full stop */
	bool covered;      /* makes sense while something lies over the panes */
	/*
	 * n is the count typed before the key, 0 if there was none.  arg is
	 * what stands after the name, "" if nothing does.
	 */
	bool (*run)(struct app *a, long n, const char *arg, struct err *e);
};

/* Lend the table and its length. */
const struct command *command_table(size_t *n);

/* Lend the command of that name or unique beginning, or NULL with *e. */
const struct command *command_find(struct str name, struct err *e);

/*
 * Take a line apart: lend its command and, in *arg, a part of line.  What
 * goto takes ("#23", "1967") needs no name before it.  NULL with *e if there
 * is no such command; NULL and *e as it was if the line is blank.
 */
const struct command *command_parse(
    const char *line, struct str *arg, struct err *e);

/*
 * Run a line, see command_parse().  A blank line does nothing.  False with
 * *e.
 */
bool command_run(struct app *a, const char *line, long n, struct err *e);

#endif
