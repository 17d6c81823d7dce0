#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
	OPT_AT = 1000,
	OPT_ROLE,
	OPT_DELIMITER,
	OPT_QUOTE,
	OPT_NO_HEADER,
	OPT_LAYOUT,
	OPT_CONFIG,
	OPT_TABLES
};

static const struct option long_options[] = {
	{ "at", required_argument, NULL, OPT_AT },
	{ "role", required_argument, NULL, OPT_ROLE },
	{ "delimiter", required_argument, NULL, OPT_DELIMITER },
	{ "quote", required_argument, NULL, OPT_QUOTE },
	{ "no-header", no_argument, NULL, OPT_NO_HEADER },
	{ "layout", required_argument, NULL, OPT_LAYOUT },
	{ "config", required_argument, NULL, OPT_CONFIG },
	{ "print-tables", no_argument, NULL, OPT_TABLES },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static const struct {
	const char *name;
	enum subcommand sub;
	bool needs_id;
} subcommands[] = {
	{ "open", SUB_OPEN, false },
	{ "show", SUB_SHOW, true },
	{ "sections", SUB_SECTIONS, false },
};

static const char help_text[] =
    "usage: annals [open] [CHRONICLE|-] [--at ID]  read\n"
    "       annals show ID [CHRONICLE]             print one event\n"
    "       annals sections [CHRONICLE]            print the topics, counted\n"
    "\n"
    "CHRONICLE is a CSV file or a folder with a datapackage.json; without one\n"
    "the chronicle of ANNALS_CHRONICLE or the one that annals ships is read.\n"
    "\n"
    "  --at ID              start at that event\n"
    "  --role ROLE=COLUMN   what a column is for: id, date, section, title,\n"
    "                       text, actors, places, kind, sources; COLUMN is a\n"
    "                       name or a number from 1\n"
    "  --delimiter CHAR     between fields, instead of a comma; \\t is a tab\n"
    "  --quote CHAR         around fields, instead of \"; none for no quoting\n"
    "  --no-header          the first record is an event, too\n"
    "  --layout LAYOUT      auto, stacked, columns or single\n"
    "  --config FILE        instead of the user's config file\n"
    "  -h, --help           print this\n"
    "  -V, --version        print the version\n"
    "\n"
    "Exit status: 0 done, 1 not found, 2 wrong usage or an error, 130\n"
    "interrupted.  In the reader ? shows the keys.  See annals(1).\n";

void
cli_print_help(FILE *out)
{
	fputs(help_text, out);
}

/* "title=Headline" */
static bool
set_role(struct cli *c, const char *arg, struct err *e)
{
	const char *eq = strchr(arg, '=');
	enum role role;

	if (eq == NULL || eq[1] == '\0')
		return err_set(
		    e, ERR_USAGE, "--role: '%s' is not ROLE=COLUMN", arg);
	role = role_find((struct str){ arg, (size_t)(eq - arg) });
	if (role == ROLE_NROLES)
		return err_set(e, ERR_USAGE, "--role: no role '%.*s'",
		    (int)(eq - arg), arg);
	x_free(c->owned[role]);
	c->owned[role] = x_strdup(eq + 1);
	c->loading.role[role] = c->owned[role];
	return true;
}

static bool
set_char(char *to, const char *name, const char *arg, struct err *e)
{
	if (strcmp(arg, "\\t") == 0 || strcmp(arg, "tab") == 0)
		arg = "\t";
	if (arg[0] == '\0' || arg[1] != '\0' || (unsigned char)arg[0] >= 0x80 ||
	    arg[0] == '\n' || arg[0] == '\r')
		return err_set(e, ERR_USAGE,
		    "%s: '%s' is not one ASCII character", name, arg);
	*to = arg[0];
	return true;
}

static bool
set_quote(struct cli *c, const char *arg, struct err *e)
{
	if (strcmp(arg, "none") != 0)
		return set_char(&c->loading.quote, "--quote", arg, e);
	c->loading.no_quote = true;
	return true;
}

static bool
set_option(struct cli *c, int opt, const char *arg, struct err *e)
{
	switch (opt) {
	case 'h':
		c->sub = SUB_HELP;
		return true;
	case 'V':
		c->sub = SUB_VERSION;
		return true;
	case OPT_TABLES:
		c->sub = SUB_TABLES;
		return true;
	case OPT_AT:
		c->reading = "--at";
		c->id = arg;
		return true;
	case OPT_ROLE:
		return set_role(c, arg, e);
	case OPT_DELIMITER:
		return set_char(&c->loading.delimiter, "--delimiter", arg, e);
	case OPT_QUOTE:
		return set_quote(c, arg, e);
	case OPT_NO_HEADER:
		c->loading.no_header = true;
		return true;
	case OPT_LAYOUT:
		c->reading = "--layout";
		c->layout = arg;
		return true;
	case OPT_CONFIG:
		c->reading = "--config";
		c->config = arg;
		return true;
	default:
		return err_set(e, ERR_USAGE, "unknown option");
	}
}

/* Sub-command, id and chronicle. */
static bool
set_words(struct cli *c, int argc, char *argv[], struct err *e)
{
	int i = 0;

	for (size_t s = 0;
	     i < argc && s < sizeof subcommands / sizeof subcommands[0]; s++)
		if (strcmp(argv[0], subcommands[s].name) == 0) {
			c->sub = subcommands[s].sub;
			i = 1;
			if (!subcommands[s].needs_id)
				break;
			if (i >= argc || argv[i][0] == '\0')
				return err_set(e, ERR_USAGE,
				    "%s needs an event's id", argv[0]);
			c->id = argv[i++];
			break;
		}
	if (i < argc)
		c->chronicle = argv[i++];
	if (i < argc)
		return err_set(
		    e, ERR_USAGE, "one chronicle at a time: '%s'", argv[i]);
	if (c->sub != SUB_OPEN && c->reading != NULL)
		return err_set(
		    e, ERR_USAGE, "%s is for reading only", c->reading);
	return true;
}

/* Say what getopt_long() did not like; word is the last one that it read. */
static bool
refuse(const char *word, struct err *e)
{
	for (const struct option *o = long_options; o->name != NULL; o++)
		if (optopt != 0 && optopt == o->val)
			return err_set(
			    e, ERR_USAGE, "--%s takes no value", o->name);
	if (optopt > ' ' && optopt <= '~')
		return err_set(e, ERR_USAGE,
		    "unknown option '-%c', see annals --help", optopt);
	if (optopt != 0)
		return err_set(
		    e, ERR_USAGE, "unknown option, see annals --help");
	return err_set(
	    e, ERR_USAGE, "unknown option '%s', see annals --help", word);
}

bool
cli_parse(struct cli *c, int argc, char *argv[], struct err *e)
{
	int opt;

	memset(c, 0, sizeof *c);
	opterr = 0;
	while (
	    (opt = getopt_long(argc, argv, ":hV", long_options, NULL)) != -1) {
		if (opt == ':')
			return err_set(
			    e, ERR_USAGE, "%s needs a value", argv[optind - 1]);
		if (opt == '?')
			return refuse(argv[optind - 1], e);
		if (!set_option(c, opt, optarg, e))
			return false;
	}
	if (c->sub == SUB_HELP || c->sub == SUB_VERSION || c->sub == SUB_TABLES)
		return true;
	return set_words(c, argc - optind, argv + optind, e);
}

void
cli_fini(struct cli *c)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		x_free(c->owned[r]);
}
