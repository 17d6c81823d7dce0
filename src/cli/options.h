/*
 * The command line.  Main thread.
 */
#ifndef ANNALS_CLI_OPTIONS_H
#define ANNALS_CLI_OPTIONS_H

#include "base/err.h"
#include "cli/bookmarks.h"
#include "cli/compile.h"
#include "cli/search.h"
#include "cli/timeline.h"
#include "model/loader.h"

#include <stdbool.h>
#include <stdio.h>

enum subcommand {
	SUB_OPEN,
	SUB_SHOW,
	SUB_SECTIONS,
	SUB_SEARCH,
	SUB_TIMELINE,
	SUB_TODAY,
	SUB_CHECK,
	SUB_COMPILE,
	SUB_BOOKMARKS,
	SUB_HELP,
	SUB_VERSION,
	SUB_TABLES
};

/* All strings are borrowed from argv or the environment, but see owned. */
struct cli {
	enum subcommand sub;
	const char *id;                 /* of show, and of --at; else NULL */
	const char *chronicle;          /* a path, or NULL for the shipped one;
					 * those after it are in loading */
	bool fresh;                     /* of --fresh */
	const char *layout;             /* of --layout, or NULL */
	const char *config;             /* of --config, or NULL */
	struct search_request search;   /* of search and today */
	struct timeline_ask by;         /* of timeline */
	struct bookmarks_ask bookmarks; /* of bookmarks */
	struct compile_ask compile;     /* of compile */
	struct loader_options loading;
	char *owned[ROLE_NROLES]; /* copies that loading.role points into */
	char day[16];             /* the query of today */
};

/* Parse; false with *e (ERR_USAGE).  cli_fini() in either case. */
bool cli_parse(struct cli *c, int argc, char *argv[], struct err *e);
void cli_fini(struct cli *c);

/* The help text of -h. */
void cli_print_help(FILE *out);

#endif
