#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/yearday.h"
#include "model/format.h"
#include "model/query.h"

enum {
	OPT_AT = 1000,
	OPT_FRESH,
	OPT_ROLE,
	OPT_DELIMITER,
	OPT_QUOTE,
	OPT_ESCAPE,
	OPT_HEADER,
	OPT_NO_HEADER,
	OPT_DATE_ORDER,
	OPT_YEAR_PIVOT,
	OPT_ENCODING,
	OPT_LAYOUT,
	OPT_CONFIG,
	OPT_TABLES,
	OPT_FORMAT,
	OPT_LIMIT,
	OPT_SORT,
	OPT_COUNT,
	OPT_SAFE,
	OPT_BY,
	OPT_NOTE,
	OPT_LIST,
	OPT_FORCE
};

static const struct option long_options[] = {
	{ "at", required_argument, NULL, OPT_AT },
	{ "fresh", no_argument, NULL, OPT_FRESH },
	{ "role", required_argument, NULL, OPT_ROLE },
	{ "delimiter", required_argument, NULL, OPT_DELIMITER },
	{ "quote", required_argument, NULL, OPT_QUOTE },
	{ "escape", required_argument, NULL, OPT_ESCAPE },
	{ "header", no_argument, NULL, OPT_HEADER },
	{ "no-header", no_argument, NULL, OPT_NO_HEADER },
	{ "date-order", required_argument, NULL, OPT_DATE_ORDER },
	{ "year-pivot", required_argument, NULL, OPT_YEAR_PIVOT },
	{ "encoding", required_argument, NULL, OPT_ENCODING },
	{ "layout", required_argument, NULL, OPT_LAYOUT },
	{ "config", required_argument, NULL, OPT_CONFIG },
	{ "format", required_argument, NULL, OPT_FORMAT },
	{ "limit", required_argument, NULL, OPT_LIMIT },
	{ "sort", required_argument, NULL, OPT_SORT },
	{ "count", no_argument, NULL, OPT_COUNT },
	{ "safe", no_argument, NULL, OPT_SAFE },
	{ "by", required_argument, NULL, OPT_BY },
	{ "note", required_argument, NULL, OPT_NOTE },
	{ "list", required_argument, NULL, OPT_LIST },
	{ "output", required_argument, NULL, 'o' },
	{ "force", no_argument, NULL, OPT_FORCE },
	{ "print-tables", no_argument, NULL, OPT_TABLES },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

/* What comes between the sub-command and the chronicle. */
enum operand {
	OPERAND_NONE,
	OPERAND_ID,
	OPERAND_QUERY,
	OPERAND_DAY,
	OPERAND_ACTION
};

static const struct {
	const char *name;
	enum subcommand sub;
	enum operand operand;
} subcommands[] = {
	{ "open", SUB_OPEN, OPERAND_NONE },
	{ "show", SUB_SHOW, OPERAND_ID },
	{ "sections", SUB_SECTIONS, OPERAND_NONE },
	{ "search", SUB_SEARCH, OPERAND_QUERY },
	{ "timeline", SUB_TIMELINE, OPERAND_NONE },
	{ "today", SUB_TODAY, OPERAND_DAY },
	{ "check", SUB_CHECK, OPERAND_NONE },
	{ "compile", SUB_COMPILE, OPERAND_NONE },
	{ "bookmarks", SUB_BOOKMARKS, OPERAND_ACTION },
};

/* Which options of search the sub-command that was found would ignore. */
static const struct {
	int opt;
	unsigned subs; /* bits of those that know it */
} special[] = {
	{ OPT_AT, 1u << SUB_OPEN },
	{ OPT_FRESH, 1u << SUB_OPEN },
	{ OPT_LAYOUT, 1u << SUB_OPEN },
	{ OPT_CONFIG, 1u << SUB_OPEN },
	{ OPT_FORMAT, 1u << SUB_SEARCH | 1u << SUB_TODAY },
	{ OPT_LIMIT, 1u << SUB_SEARCH | 1u << SUB_TODAY },
	{ OPT_SORT, 1u << SUB_SEARCH | 1u << SUB_TODAY },
	{ OPT_COUNT, 1u << SUB_SEARCH | 1u << SUB_TODAY },
	{ OPT_SAFE, 1u << SUB_SEARCH | 1u << SUB_TODAY },
	{ OPT_BY, 1u << SUB_TIMELINE },
	{ OPT_NOTE, 1u << SUB_BOOKMARKS },
	{ OPT_LIST, 1u << SUB_BOOKMARKS },
	{ 'o', 1u << SUB_COMPILE },
	{ OPT_FORCE, 1u << SUB_COMPILE },
};

static const char help_text[] =
    "usage: annals [open] [CHRONICLE...] [--at ID]  read\n"
    "       annals show ID [CHRONICLE...]           print one event\n"
    "       annals sections [CHRONICLE...]          print the topics, counted\n"
    "       annals search QUERY [CHRONICLE...]      print what matches\n"
    "       annals timeline [CHRONICLE...]          print a plot over time\n"
    "       annals today [MM-DD] [CHRONICLE...]     print what was this day\n"
    "       annals check [CHRONICLE...]             print its problems\n"
    "       annals compile [CHRONICLE...] -o FILE   make one file of it\n"
    "       annals bookmarks ACTION [CHRONICLE...]  list, add ID, remove ID,\n"
    "                                               export, import FILE\n"
    "\n"
    "CHRONICLE is a CSV file, - for standard input, a folder with a\n"
    "datapackage.json, or what compile made; several files with the same\n"
    "columns are read as one.\n"
    "Without one that of ANNALS_CHRONICLE or the one that annals ships is\n"
    "read.\n"
    "\n"
    "  --at ID              start at that event\n"
    "  --fresh              not at the place where the last session ended\n"
    "  --role ROLE=COLUMN   what a column is for: id, date, section, title,\n"
    "                       text, actors, places, kind, sources; COLUMN is a\n"
    "                       name or a number from 1, or several: a,b\n"
    "  --delimiter CHAR     between fields, instead of a guess; \\t is a tab\n"
    "  --quote CHAR         around fields, likewise; none for no quoting\n"
    "  --escape CHAR        before quotes of the text, likewise; or none\n"
    "  --header             the first record has the names of the columns\n"
    "  --no-header          it is an event, too\n"
    "  --date-order ORDER   dmy, mdy or ymd: how 3/4/05 is to be read\n"
    "  --year-pivot NN      years of two digits from NN on are 19NN\n"
    "  --encoding NAME      of the file, e.g. latin1, cp1251, utf-16 or sjis,\n"
    "                       if what is found out by itself is wrong\n"
    "  --layout LAYOUT      auto, stacked, columns or single\n"
    "  --config FILE        instead of the user's config file\n"
    "  --format FORMAT      text, tsv, csv, json, jsonl, markdown or bibtex\n"
    "  --limit N            print at most so many events\n"
    "  --sort ORDER         date, -date, file, rank, a column or -COLUMN\n"
    "  --count              print only how many there are\n"
    "  --safe               guard cells that a spreadsheet would run\n"
    "  --by UNIT            of timeline: auto, month, year, decade or century\n"
    "  --note TEXT          of bookmarks add: write that note\n"
    "  --list NAME          of bookmarks add: put it on that reading list\n"
    "  -o, --output FILE    of compile: what to write\n"
    "  --force              of compile: FILE may be there, and is replaced\n"
    "  -h, --help           print this\n"
    "  -V, --version        print the version\n"
    "\n"
    "Exit status: 0 done, 1 nothing found or, of check, problems, 2 wrong\n"
    "usage or an error, 130 interrupted.  In the reader ? shows\n"
    "the keys.  See annals(1).\n";

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
	c->loading.role.column[role] = c->owned[role];
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

/* What may be "none" as well. */
static bool
set_mark(char *to, bool *none, const char *name, const char *arg, struct err *e)
{
	*none = strcmp(arg, "none") == 0;
	return *none || set_char(to, name, arg, e);
}

static bool
set_year_pivot(struct dates_options *o, const char *arg, struct err *e)
{
	if (strlen(arg) != 2 || strspn(arg, "0123456789") != 2)
		return err_set(e, ERR_USAGE,
		    "--year-pivot: '%s' is not from 00 to 99", arg);
	o->has_pivot = true;
	o->pivot = (arg[0] - '0') * 10 + (arg[1] - '0');
	return true;
}

static bool
set_limit(size_t *limit, const char *arg, struct err *e)
{
	size_t n = 0;

	for (const char *p = arg; *p != '\0'; p++) {
		if (*p < '0' || *p > '9' || n > SIZE_MAX / 10 - 1) {
			n = 0;
			break;
		}
		n = n * 10 + (size_t)(*p - '0');
	}
	if (n == 0)
		return err_set(e, ERR_USAGE,
		    "--limit: '%s' is not a number from 1 on", arg);
	*limit = n;
	return true;
}

/* Those of search, today and timeline. */
static bool
set_output(struct cli *c, int opt, const char *arg, struct err *e)
{
	switch (opt) {
	case OPT_FORMAT:
		c->search.format = format_find(arg);
		return c->search.format != NULL ||
		       err_set(e, ERR_USAGE, "--format: no format '%s'", arg);
	case OPT_LIMIT:
		return set_limit(&c->search.limit, arg, e);
	case OPT_SORT: /* columns are not known yet */
		c->search.sort = arg;
		return true;
	case OPT_COUNT:
		c->search.count = true;
		return true;
	case OPT_SAFE:
		c->search.safe = true;
		return true;
	case OPT_NOTE:
		c->bookmarks.note = arg;
		return true;
	case OPT_LIST:
		c->bookmarks.list = arg;
		return true;
	case 'o':
		c->compile.output = arg;
		return true;
	case OPT_FORCE:
		c->compile.force = true;
		return true;
	case OPT_BY:
		return timeline_find(arg, &c->by) ||
		       err_set(e, ERR_USAGE, "--by: no unit '%s'", arg);
	default:
		return err_set(e, ERR_USAGE, "unknown option");
	}
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
		c->id = arg;
		return true;
	case OPT_FRESH:
		c->fresh = true;
		return true;
	case OPT_ROLE:
		return set_role(c, arg, e);
	case OPT_DELIMITER:
		return set_char(&c->loading.delimiter, "--delimiter", arg, e);
	case OPT_QUOTE:
		return set_mark(
		    &c->loading.quote, &c->loading.no_quote, "--quote", arg, e);
	case OPT_ESCAPE:
		return set_mark(&c->loading.escape, &c->loading.no_escape,
		    "--escape", arg, e);
	case OPT_HEADER:
		c->loading.header = true;
		c->loading.no_header = false;
		return true;
	case OPT_NO_HEADER:
		c->loading.no_header = true;
		c->loading.header = false;
		return true;
	case OPT_DATE_ORDER:
		return date_order_find(arg, &c->loading.dates.order) ||
		       err_set(e, ERR_USAGE,
			   "--date-order: '%s' is not dmy, mdy or ymd", arg);
	case OPT_YEAR_PIVOT:
		return set_year_pivot(&c->loading.dates, arg, e);
	case OPT_ENCODING:
		c->loading.encoding = arg;
		return true;
	case OPT_LAYOUT:
		c->layout = arg;
		return true;
	case OPT_CONFIG:
		c->config = arg;
		return true;
	default:
		return set_output(c, opt, arg, e);
	}
}

/* Today is a search for a day: word or, if that is NULL, the one of now. */
static bool
set_day(struct cli *c, const char *word, struct err *e)
{
	struct yearday on;

	if (word != NULL ? !yearday_parse(str_of(word), &on, e)
			 : !clock_today(&on, e))
		return false;
	(void)snprintf(
	    c->day, sizeof c->day, "day:%02d-%02d", on.month, on.day);
	c->search.query = c->day;
	return true;
}

/* The word after the sub-command name; *used tells whether it was one. */
static bool
set_operand(struct cli *c, enum operand what, const char *name,
    const char *word, bool *used, struct err *e)
{
	*used = true;
	switch (what) {
	case OPERAND_ID:
		c->id = word;
		return (word != NULL && word[0] != '\0') ||
		       err_set(e, ERR_USAGE, "%s needs an event's id", name);
	case OPERAND_QUERY:
		c->search.query = word;
		return (word != NULL && !query_is_blank(str_of(word))) ||
		       err_set(e, ERR_USAGE,
			   "%s needs a query; '*' is every event", name);
	case OPERAND_DAY:
		*used = word != NULL && yearday_looks_like(str_of(word));
		return set_day(c, *used ? word : NULL, e);
	case OPERAND_ACTION: /* by set_action() */
	case OPERAND_NONE:
		break;
	}
	*used = false;
	return true;
}

/* The words after bookmarks; *used is how many there are before the
 * chronicle. */
static bool
set_action(struct cli *c, int n, char *word[], int *used, struct err *e)
{
	enum bookmarks_action a = BOOKMARKS_NACTIONS;

	if (n > 0)
		a = bookmarks_action_find(word[0]);
	c->bookmarks.action = a;
	*used = 1;
	if (a == BOOKMARKS_NACTIONS)
		return err_set(e, ERR_USAGE,
		    "bookmarks needs list, add, remove, export or import");
	if (bookmarks_action_takes(a)) {
		if (n < 2 || word[1][0] == '\0')
			return err_set(e, ERR_USAGE, "bookmarks %s needs %s",
			    word[0],
			    bookmarks_action_reads(a) ? "an event's id"
						      : "a file");
		c->bookmarks.operand = word[1];
		*used = 2;
	}
	if (!bookmarks_action_reads(a) && n > *used)
		return err_set(e, ERR_USAGE,
		    "bookmarks %s is about all chronicles: '%s'", word[0],
		    word[*used]);
	return true;
}

/* Sub-command, its operand and chronicle. */
static bool
set_words(struct cli *c, int argc, char *argv[], struct err *e)
{
	enum operand what = OPERAND_NONE;
	const char *name = NULL;
	bool used;
	int i = 0, more = 0;

	for (size_t s = 0;
	     i < argc && s < sizeof subcommands / sizeof subcommands[0]; s++)
		if (strcmp(argv[0], subcommands[s].name) == 0) {
			c->sub = subcommands[s].sub;
			what = subcommands[s].operand;
			name = argv[0];
			i = 1;
			break;
		}
	if (!set_operand(c, what, name, i < argc ? argv[i] : NULL, &used, e))
		return false;
	i += used;
	if (what == OPERAND_ACTION &&
	    !set_action(c, argc - i, argv + i, &more, e))
		return false;
	i += more;
	if (i < argc)
		c->chronicle = argv[i++];
	c->loading.more = (const char *const *)argv + i;
	c->loading.nmore = i < argc ? (size_t)(argc - i) : 0;
	return true;
}

/* False if an option was given that the sub-command does not know. */
static bool
check_special(const struct cli *c, const bool *given, struct err *e)
{
	for (size_t i = 0; i < sizeof special / sizeof special[0]; i++) {
		const struct option *o = long_options;

		if (!given[i] || (special[i].subs >> c->sub & 1) != 0)
			continue;
		while (o->val != special[i].opt)
			o++;
		return err_set(e, ERR_USAGE,
		    "--%s does not go with this, see annals --help", o->name);
	}
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
	bool given[sizeof special / sizeof special[0]] = { false };
	int opt;

	memset(c, 0, sizeof *c);
	c->search.format = format_at(0);
	(void)timeline_find("auto", &c->by); /* there is one */
	opterr = 0;
	while ((opt = getopt_long(argc, argv, ":hVo:", long_options, NULL)) !=
	       -1) {
		if (opt == ':')
			return err_set(
			    e, ERR_USAGE, "%s needs a value", argv[optind - 1]);
		if (opt == '?')
			return refuse(argv[optind - 1], e);
		if (!set_option(c, opt, optarg, e))
			return false;
		for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
			given[i] = given[i] || special[i].opt == opt;
	}
	if (c->sub == SUB_HELP || c->sub == SUB_VERSION || c->sub == SUB_TABLES)
		return true;
	return set_words(c, argc - optind, argv + optind, e) &&
	       check_special(c, given, e) &&
	       (c->sub != SUB_COMPILE || c->compile.output != NULL ||
		   err_set(e, ERR_USAGE, "compile needs -o FILE"));
}

void
cli_fini(struct cli *c)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		x_free(c->owned[r]);
}
