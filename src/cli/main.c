/*
 * annals: a terminal reader for chronicles.
 */
#include "config.h"

#include <fcntl.h>
#include <inttypes.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "cli/batch.h"
#include "cli/bookmarks.h"
#include "cli/compile.h"
#include "cli/options.h"
#include "model/format.h"
#include "model/ids.h"
#include "model/load.h"
#include "model/segment.h"
#include "plat/paths.h"
#include "plat/signals.h"
#include "plat/term.h"
#include "plat/tty.h"
#include "text/glyph.h"
#include "ui/app.h"
#include "ui/help.h"
#include "ui/loop.h"
#include "ui/setup.h"

enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_ERROR = 2 };

#define SHOW_COLS 76

/* Say what went wrong, safely; returns the exit status for it. */
static int
fail(const struct err *e, bool ascii)
{
	struct buf b = BUF_INIT;

	glyph_sanitize(&b, str_of(e->text),
	    GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0));
	fprintf(stderr, "annals: %s\n", buf_cstr(&b));
	buf_fini(&b);
	return EXIT_ERROR;
}

static const char *
env(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && s[0] != '\0' ? s : NULL;
}

/*
 * Only characters are the locale's: numbers stay as in C.  A UTF-8 locale
 * that is not installed here is still a terminal that shows UTF-8.  Returns
 * whether nothing but ASCII may be shown.
 */
static bool
set_locale(void)
{
	const char *name = env("LC_ALL");

	if (name == NULL)
		name = env("LC_CTYPE");
	if (name == NULL)
		name = env("LANG");
	if (setlocale(LC_CTYPE, "") == NULL && name != NULL &&
	    (strstr(name, "UTF-8") != NULL || strstr(name, "utf8") != NULL))
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

/* Give the path of the chronicle to read (x_free). */
static char *
chronicle_path(const struct cli *c, struct err *e)
{
	if (c->chronicle != NULL)
		return x_strdup(c->chronicle);
	if (env("ANNALS_CHRONICLE") != NULL)
		return x_strdup(env("ANNALS_CHRONICLE"));
	return paths_shipped("israel-russia", e);
}

/* Give where the roles of a file are kept if not beside it (x_free), or NULL
 * if there is no home. */
static char *
roles_path(const char *path)
{
	char *real = strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
	char name[64], *file;

	(void)snprintf(name, sizeof name, "roles/%016" PRIx64 ".json",
	    ids_hash(str_of(real != NULL ? real : path)));
	file = paths_user(PATH_CONFIG, name);
	free(real);
	return file;
}

/*
 * Where keys come from: standard input or, if that is something else (the
 * chronicle), the terminal that controls us.
 */
static bool
find_terminal(struct term_options *o, const struct cli *c, const char *path,
    struct err *e)
{
	if (!isatty(STDOUT_FILENO))
		return err_set(e, ERR_USAGE,
		    "standard output is no terminal; 'annals show ID' and "
		    "'annals sections' print without one");
	o->out = STDOUT_FILENO;
	o->in = STDIN_FILENO;
	if (isatty(STDIN_FILENO) && loader_reads_standard(path, &c->loading))
		return err_set(e, ERR_USAGE,
		    "standard input is the terminal, no chronicle comes from "
		    "it");
	if (isatty(STDIN_FILENO))
		return true;
	o->in = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	if (o->in < 0)
		return err_set(e, ERR_USAGE,
		    "standard input is no terminal, and there is no other; "
		    "'annals show ID' and 'annals sections' need none");
	return true;
}

static bool
prepare(struct app *a, const struct cli *c, const char *path, struct err *e)
{
	char *file;

	setup_keys(a);
	setup_recall(a);
	if (!setup_config(a, c->config, e))
		return false;
	if (c->layout != NULL &&
	    !option_set(&a->options, "layout", c->layout, e))
		return false;
	app_options_changed(a);
	file = paths_user(PATH_DATA, "annals.db");
	app_kept_open(a, file, path);
	x_free(file);
	if (c->id != NULL)
		app_set_target(a, c->id);
	app_keep(a, path, c->fresh, c->layout != NULL);
	app_roles_open(a, path, c->loading.package);
	return true;
}

static int
read_chronicle(
    const struct cli *c, const char *path, bool ascii, int64_t started)
{
	struct loop_options o = {
		.path = path,
		.loading = &c->loading,
		.terminal = { .type = getenv("TERM"),
		    .mono = env("NO_COLOR") != NULL },
		.started = started,
	};
	struct err e = { .code = ERR_NONE }, kept = { .code = ERR_NONE };
	int signo = 0;
	struct app a;
	bool ok;

	app_init(
	    &a, ascii, env("SSH_CONNECTION") != NULL || env("SSH_TTY") != NULL);
	ok = prepare(&a, c, path, &e) &&
	     find_terminal(&o.terminal, c, path, &e) && signals_open(&e) &&
	     loop_run(&a, &o, &signo, &e);
	/* Signals are caught until all is saved: shells repeat a SIGHUP. */
	if (ok && !setup_remember(&a, &kept))
		(void)fail(&kept, ascii);
	signals_close();
	app_fini(&a);
	if (!ok)
		return fail(&e, ascii);
	return signo != 0 ? 128 + signo : EXIT_DONE;
}

/* As wide as the terminal, or 80. */
static int
output_cols(void)
{
	struct tty terminal = { .out = STDOUT_FILENO };
	int rows, cols;

	tty_size(&terminal, &rows, &cols);
	if (cols <= 0)
		cols = 80;
	if (cols < TIMELINE_COLS_MIN)
		cols = TIMELINE_COLS_MIN;
	return cols < TERM_COLS_MAX ? cols : TERM_COLS_MAX;
}

static bool
print_timeline(const struct chronicle *chronicle, const struct timeline_ask *by,
    bool ascii, struct err *e)
{
	struct buf out = BUF_INIT;
	bool ok = timeline_print(&out, chronicle, by, output_cols(), ascii, e);

	(void)fwrite(out.p, 1, out.n, stdout); /* batch_flush() sees errors */
	buf_fini(&out);
	return ok && batch_flush(e);
}

static int
print_chronicle(const struct cli *c, const char *path, bool ascii)
{
	struct chronicle *chronicle = chronicle_new();
	struct err e = { .code = ERR_NONE };
	bool ok = chronicle_load(chronicle, path, &c->loading, &e);
	bool sought = ok && c->sub == SUB_SHOW;

	/* Without events the error says it all. */
	if (ok || chronicle_count(chronicle) > 0)
		batch_problems(chronicle, ascii);
	if (sought)
		ok = batch_show(chronicle, c->id, SHOW_COLS, ascii, &e);
	else if (ok && c->sub == SUB_TIMELINE)
		ok = print_timeline(chronicle, &c->by, ascii, &e);
	else if (ok)
		ok = batch_sections(chronicle, ascii, &e);
	chronicle_free(chronicle);
	if (ok || e.code == ERR_STOPPED)
		return EXIT_DONE; /* stopped: whoever read it has seen enough */
	(void)fail(&e, ascii);
	return sought && e.code == ERR_NOTFOUND ? EXIT_NOTHING : EXIT_ERROR;
}

static int
check_chronicle(const struct cli *c, const char *path, bool ascii)
{
	struct chronicle *chronicle = chronicle_new();
	struct err e = { .code = ERR_NONE };
	bool ok = chronicle_load(chronicle, path, &c->loading, &e);
	struct err output = { .code = ERR_NONE };
	size_t n = 0;

	if (!batch_check(chronicle, &n, ascii, &output) && ok) {
		e = output;
		ok = false;
	}
	chronicle_free(chronicle);
	if (!ok && e.code != ERR_STOPPED)
		return fail(&e, ascii);
	return n > 0 ? EXIT_NOTHING : EXIT_DONE;
}

static int
compile_chronicle(const struct cli *c, const char *path, bool ascii)
{
	struct compile_ask ask = c->compile;
	struct err e = { .code = ERR_NONE };
	int signo = 0;

	ask.ascii = ascii;
	if (compile_run(path, &c->loading, &ask, &signo, &e))
		return EXIT_DONE;
	return signo != 0 ? 128 + signo : fail(&e, ascii);
}

/* Must it be ASCII?  Data for other programs is UTF-8 whatever the locale
 * says, unless it is a terminal that gets it. */
static bool
is_ascii_output(const struct cli *c, bool ascii)
{
	return ascii && (!c->search.format->data || isatty(STDOUT_FILENO) ||
			    setlocale(LC_CTYPE, "C.UTF-8") == NULL);
}

/* May marks be shown by SGR sequences? */
static bool
is_highlighting(void)
{
	return isatty(STDOUT_FILENO) && env("NO_COLOR") == NULL &&
	       env("TERM") != NULL && strcmp(env("TERM"), "dumb") != 0;
}

static int
print_found(const struct cli *c, const char *path, bool ascii)
{
	struct search_request rq = c->search;
	struct err e = { .code = ERR_NONE };
	size_t found = 0;

	rq.ascii_messages = ascii;
	rq.ascii = is_ascii_output(c, ascii);
	rq.highlight = is_highlighting();
	if (search_print(path, &c->loading, &rq, &found, &e))
		return found > 0 ? EXIT_DONE : EXIT_NOTHING;
	if (e.code == ERR_STOPPED)
		return EXIT_DONE; /* whoever read it has seen enough */
	if (c->sub == SUB_SEARCH && c->chronicle != NULL &&
	    access(path, F_OK) != 0)
		err_set(&e, ERR_IO,
		    "%s: no such chronicle; put a query of several words in "
		    "quotes",
		    path);
	return fail(&e, ascii);
}

static int
keep_bookmarks(const struct cli *c, bool ascii)
{
	char *file = paths_user(PATH_DATA, "annals.db"), *path = NULL;
	struct bookmarks *b = bookmarks_new(file);
	struct loader_options loading = c->loading;
	char *roles = NULL;
	struct err e = { .code = ERR_NONE };
	bool ok = !bookmarks_action_reads(c->bookmarks.action) ||
		  (path = chronicle_path(c, &e)) != NULL;

	if (path != NULL)
		loading.package = roles = roles_path(path);
	ok = ok && bookmarks_run(b, &c->bookmarks, path, &loading, ascii, &e);
	bookmarks_free(b);
	x_free(roles);
	x_free(file);
	x_free(path);
	if (ok || e.code == ERR_STOPPED)
		return EXIT_DONE;
	(void)fail(&e, ascii);
	return e.code == ERR_NOTFOUND ? EXIT_NOTHING : EXIT_ERROR;
}

static int
print_about(const struct cli *c, bool ascii)
{
	struct err e = { .code = ERR_NONE };
	struct buf tables = BUF_INIT;

	if (c->sub == SUB_HELP)
		cli_print_help(stdout);
	else if (c->sub == SUB_VERSION)
		(void)puts("annals " PACKAGE_VERSION);
	else
		help_print_tables(&tables);
	(void)fputs(buf_cstr(&tables), stdout);
	buf_fini(&tables);
	return batch_flush(&e) || e.code == ERR_STOPPED ? EXIT_DONE
							: fail(&e, ascii);
}

static int
run(struct cli *c, bool ascii, int64_t started)
{
	struct err e = { .code = ERR_NONE };
	char *path, *roles;
	int status;

	if (c->sub >= SUB_HELP)
		return print_about(c, ascii);
	if (c->sub == SUB_BOOKMARKS)
		return keep_bookmarks(c, ascii);
	path = chronicle_path(c, &e);
	if (path == NULL)
		return fail(&e, ascii);
	c->loading.package = roles = roles_path(path);
	if (c->sub == SUB_OPEN)
		status = read_chronicle(c, path, ascii, started);
	else if (c->sub == SUB_CHECK)
		status = check_chronicle(c, path, ascii);
	else if (c->sub == SUB_COMPILE)
		status = compile_chronicle(c, path, ascii);
	else if (c->sub == SUB_SEARCH || c->sub == SUB_TODAY)
		status = print_found(c, path, ascii);
	else
		status = print_chronicle(c, path, ascii);
	x_free(roles);
	x_free(path);
	return status;
}

int
main(int argc, char *argv[])
{
	int64_t started = clock_ms();
	bool ascii = set_locale();
	struct err e = { .code = ERR_NONE };
	struct cli c = { .sub = SUB_OPEN };
	int status;

	if (!segment_setup(&e) || !cli_parse(&c, argc, argv, &e))
		status = fail(&e, ascii);
	else
		status = run(&c, ascii, started);
	cli_fini(&c);
	return status;
}
