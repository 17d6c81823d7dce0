/*
 * Plays a script of keys on the app, without a terminal and without waiting,
 * and prints what the screen shows.  tests/golden.sh compares that with what
 * it showed before.
 *
 * A script is lines:
 *	open FILE        read a chronicle, relative to the script's folder
 *	reload FILE      as if it were changed: read that one in its place
 *	size COLSxROWS   before or after open
 *	ascii            the terminal has no UTF-8; first line only
 *	ssh              bytes are dear; first line only
 *	keep             bookmarks are kept, in a home as below; first line
 *	config TEXT      a line of the config file
 *	configfile FILE  a whole one
 *	home             a folder for what is kept and saved; first line
 *	at ID            start at that event
 *	fresh            start anew, wherever the last session ended
 *	leave            end the session; open begins another one
 *	key NAME...      press keys, one after another, no time between them
 *	type TEXT        press the keys of a text
 *	paste TEXT       the same, as a terminal marks a paste
 *	put NAME TEXT    make a file in it, of one line
 *	cat NAME         print a file in it
 *	ls               print the names in it
 *	day MM-DD        that is the day, until then nobody knows it
 *	wait MS          let time go by
 *	shot             print the screen, then the cursor
 *	line N           print row N of it, -1 is the last
 *	styles           print the letter of each cell's style
 *	marked           print what is marked as found: row, column, text
 *	# comment
 * Whatever is due is drawn after each line.  With --compiled before the script
 * each chronicle is compiled, and that is read in its place.
 */
#include "config.h"

#include <dirent.h>
#include <libgen.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mailbox.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/compile.h"
#include "folder.h"
#include "model/loader.h"
#include "model/segment.h"
#include "plat/keys.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/setup.h"

struct play {
	struct app app;
	char home[FOLDER_SIZE]; /* that is to be removed, or "" */
	bool started;           /* app is there */
	bool ascii, ssh;
	bool fresh;
	bool compiled;
	char file[80]; /* of bookmarks, or "" */
	int64_t now;
};

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "golden: %s: %s\n", what, why);
	exit(2);
}

static void
start(struct play *p)
{
	if (p->started)
		return;
	p->started = true;
	app_init(&p->app, p->ascii, p->ssh);
	setup_keys(&p->app);
	if (p->file[0] != '\0')
		app_kept_open(&p->app, p->file, "-");
}

static void
do_home(struct play *p, const char *arg)
{
	char state[80];

	(void)arg;
	if (!folder_make(p->home))
		die(p->home, "cannot be made");
	(void)snprintf(state, sizeof state, "%s/state", p->home);
	if (setenv("HOME", p->home, 1) != 0 ||
	    setenv("XDG_STATE_HOME", state, 1) != 0)
		die("home", p->home);
}

static void
do_keep(struct play *p, const char *arg)
{
	do_home(p, arg);
	(void)snprintf(p->file, sizeof p->file, "%s/annals.db", p->home);
}

static void
do_ascii(struct play *p, const char *arg)
{
	(void)arg;
	p->ascii = true;
}

static void
do_ssh(struct play *p, const char *arg)
{
	(void)arg;
	p->ssh = true;
}

/* Write the path of what the chronicle becomes; false if there is nothing in
 * it to compile. */
static bool
compile(const char *chronicle, char *path, size_t size)
{
	struct loader_options options = { .delimiter = '\0' };
	struct compile_ask ask = { path, true, false };
	struct err e;
	int signo, fd;

	(void)snprintf(path, size, "/tmp/annals-golden-XXXXXX");
	fd = mkstemp(path);
	if (fd < 0 || close(fd) != 0)
		die(path, "cannot be made");
	(void)freopen("/dev/null", "w", stderr); /* the problems are known */
	if (compile_run(chronicle, &options, &ask, &signo, &e))
		return true;
	(void)unlink(path);
	if (e.code == ERR_FORMAT)
		return false;
	puts(e.text);
	exit(2);
}

static void
do_open(struct play *p, const char *arg)
{
	struct loader_options options = { .delimiter = '\0' };
	struct err e;
	struct mailbox *box = mailbox_new(&e);
	struct letter *letter;
	struct loader *l;
	char path[64];
	bool compiled = p->compiled && compile(arg, path, sizeof path);

	l = loader_start(compiled ? path : arg, &options, box, &e);
	if (l == NULL)
		die(arg, e.text);
	if (p->home[0] != '\0' && p->app.place.path == NULL)
		app_keep(&p->app, arg, p->fresh, false);
	while (chronicle_loading(p->app.reader.chronicle)) {
		struct pollfd fd = { mailbox_fd(box), POLLIN, 0 };

		if (poll(&fd, 1, 10000) <= 0)
			die(arg, "the loader is silent");
		while ((letter = mailbox_take(box)) != NULL)
			app_adopt(
			    &p->app, (struct delivery *)(void *)letter, p->now);
	}
	loader_stop(l);
	mailbox_free(box);
	if (compiled)
		(void)unlink(path); /* it is open */
}

static void
do_fresh(struct play *p, const char *arg)
{
	(void)arg;
	p->fresh = true;
}

static void
do_leave(struct play *p, const char *arg)
{
	struct err e;

	(void)arg;
	if (!app_place_save(&p->app, p->now, &e))
		die("leave", e.text);
	app_fini(&p->app);
	p->started = p->fresh = false;
}

static void
do_reload(struct play *p, const char *arg)
{
	app_forget(&p->app);
	do_open(p, arg);
}

static void
do_size(struct play *p, const char *arg)
{
	int rows, cols;

	if (sscanf(arg, "%dx%d", &cols, &rows) != 2)
		die("size", arg);
	app_resize(&p->app, rows, cols);
}

static void
do_keys(struct play *p, const char *arg)
{
	struct str rest = str_of(arg), name;
	char text[64];
	uint32_t key;

	while (str_split(&rest, ' ', &name)) {
		(void)snprintf(text, sizeof text, "%.*s", (int)name.n, name.p);
		if (name.n == 0)
			continue;
		if (!key_parse(text, &key))
			die("no such key", text);
		app_key(&p->app, key, p->now);
	}
}

static void
do_type(struct play *p, const char *arg)
{
	size_t n = strlen(arg);
	uint32_t key;

	while (n > 0) {
		size_t k = utf8_decode(arg, n, &key);

		app_key(&p->app, key, p->now);
		arg += k;
		n -= k;
	}
}

static void
do_paste(struct play *p, const char *arg)
{
	app_key(&p->app, TERM_KEY_PASTE_START, p->now);
	do_type(p, arg);
	app_key(&p->app, TERM_KEY_PASTE_END, p->now);
}

static void
do_configfile(struct play *p, const char *arg)
{
	struct err e;

	if (!setup_config(&p->app, arg, &e))
		die(arg, e.text);
}

static void
do_config(struct play *p, const char *arg)
{
	struct err e;

	if (!setup_line(&p->app, str_of(arg), &e))
		die(arg, e.text);
}

static void
print(struct buf *b)
{
	(void)fwrite(b->p, 1, b->n, stdout);
	buf_fini(b);
}

static void
do_shot(struct play *p, const char *arg)
{
	struct buf b = BUF_INIT;
	int y, x;

	(void)arg;
	canvas_text(p->app.canvas, &b);
	app_cursor(&p->app, &y, &x);
	buf_addf(&b, "-- cursor %d,%d%s\n", y, x, p->app.quit ? " quit" : "");
	print(&b);
}

static void
do_line(struct play *p, const char *arg)
{
	struct buf b = BUF_INIT;
	struct str rest, line;
	long n = strtol(arg, NULL, 10);

	canvas_text(p->app.canvas, &b);
	rest = buf_str(&b);
	n += n < 0 ? canvas_rows(p->app.canvas) : 0;
	do {
		size_t end = strcspn(rest.p, "\n");

		line = (struct str){ rest.p, end };
		rest.p += end + 1;
	} while (n-- > 0);
	printf("%.*s\n", (int)line.n, line.p);
	buf_fini(&b);
}

static void
do_styles(struct play *p, const char *arg)
{
	struct buf b = BUF_INIT;

	(void)arg;
	canvas_styles(p->app.canvas, &b);
	buf_adds(&b, "--\n");
	print(&b);
}

/* Append the cells from (y, x) on that look like the first one. */
static int
print_marked(const struct canvas *cv, int y, int x, struct buf *out)
{
	char bytes[UTF8_MAX];

	buf_addf(out, "%d,%d ", y, x);
	for (; x < canvas_cols(cv); x++) {
		const struct cell *c = canvas_at(cv, y, x);

		if (c->style != STYLE_MATCH)
			break;
		for (int i = 0;
		     i < CANVAS_GLYPHS && c->glyph[i] != 0 && c->cells > 0; i++)
			buf_add(out, bytes, utf8_encode(c->glyph[i], bytes));
	}
	buf_addc(out, '\n');
	return x;
}

static void
do_marked(struct play *p, const char *arg)
{
	const struct canvas *cv = p->app.canvas;
	struct buf b = BUF_INIT;

	(void)arg;
	for (int y = 0; y < canvas_rows(cv); y++)
		for (int x = 0; x < canvas_cols(cv); x++)
			if (canvas_at(cv, y, x)->style == STYLE_MATCH)
				x = print_marked(cv, y, x, &b);
	buf_adds(&b, "--\n");
	print(&b);
}

static void
do_at(struct play *p, const char *arg)
{
	app_set_target(&p->app, arg);
}

static void
do_wait(struct play *p, const char *arg)
{
	p->now += strtol(arg, NULL, 10);
}

static void
do_day(struct play *p, const char *arg)
{
	struct err e;

	if (!yearday_parse(str_of(arg), &p->app.today, &e))
		die("day", e.text);
}

/* Open the file in the home that the first word of arg names. */
static FILE *
open_file(const struct play *p, const char *arg, const char *mode)
{
	struct buf path = BUF_INIT;
	FILE *f;

	buf_addf(&path, "%s/%.*s", p->home, (int)strcspn(arg, " "), arg);
	f = fopen(buf_cstr(&path), mode);
	if (f == NULL)
		die(arg, "cannot be opened");
	buf_fini(&path);
	return f;
}

static void
do_put(struct play *p, const char *arg)
{
	FILE *f = open_file(p, arg, "w");

	(void)fprintf(f, "%s\n", arg + strcspn(arg, " ") + 1);
	(void)fclose(f);
}

static void
do_cat(struct play *p, const char *arg)
{
	FILE *f = open_file(p, arg, "r");
	int c;

	while ((c = getc(f)) != EOF)
		(void)putchar(c);
	(void)fclose(f);
}

/* Print the names in the home. */
static void
do_ls(struct play *p, const char *arg)
{
	struct dirent **name;
	int n = scandir(p->home, &name, NULL, alphasort);

	(void)arg;
	for (int i = 0; i < n; i++) {
		if (strcmp(name[i]->d_name, ".") != 0 &&
		    strcmp(name[i]->d_name, "..") != 0)
			printf("%s\n", name[i]->d_name);
		free(name[i]);
	}
	if (n >= 0)
		free(name);
}

static const struct {
	const char *name;
	void (*run)(struct play *p, const char *arg);
	bool first; /* before there is an app */
	bool shows; /* after what is due was drawn */
} verbs[] = {
	{ "ascii", do_ascii, true, false },
	{ "ssh", do_ssh, true, false },
	{ "keep", do_keep, true, false },
	{ "home", do_home, true, false },
	{ "open", do_open, false, false },
	{ "reload", do_reload, false, false },
	{ "size", do_size, false, false },
	{ "config", do_config, false, false },
	{ "configfile", do_configfile, false, false },
	{ "at", do_at, false, false },
	{ "fresh", do_fresh, false, false },
	{ "leave", do_leave, false, false },
	{ "key", do_keys, false, false },
	{ "type", do_type, false, false },
	{ "paste", do_paste, false, false },
	{ "day", do_day, false, false },
	{ "wait", do_wait, false, false },
	{ "put", do_put, false, false },
	{ "cat", do_cat, false, true },
	{ "ls", do_ls, false, true },
	{ "shot", do_shot, false, true },
	{ "line", do_line, false, true },
	{ "styles", do_styles, false, true },
	{ "marked", do_marked, false, true },
};

static void
play_line(struct play *p, const char *name, const char *arg)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (strcmp(verbs[i].name, name) != 0)
			continue;
		if (!verbs[i].first)
			start(p);
		if (verbs[i].shows)
			(void)app_draw(&p->app, p->now);
		verbs[i].run(p, arg);
		if (p->started)
			(void)app_draw(&p->app, p->now);
		return;
	}
	die("no such verb", name);
}

int
main(int argc, char *argv[])
{
	struct play p = { .now = 1000 };
	char line[4096], *folder;
	struct err e;
	FILE *f;

	if (argc == 3 && strcmp(argv[1], "--compiled") == 0) {
		p.compiled = true;
		argv++;
		argc--;
	}
	if (argc != 2 || setlocale(LC_CTYPE, "") == NULL)
		die("usage", "golden [--compiled] SCRIPT");
	if (!segment_setup(&e))
		die("sqlite", e.text);
	if ((f = fopen(argv[1], "r")) == NULL)
		die(argv[1], "cannot be read");
	folder = x_strdup(argv[1]);
	if (chdir(dirname(folder)) != 0)
		die(argv[1], "has no folder");
	x_free(folder);
	while (fgets(line, sizeof line, f) != NULL) {
		char *arg;

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		if ((arg = strchr(line, ' ')) != NULL)
			*arg++ = '\0';
		play_line(&p, line, arg != NULL ? arg : "");
	}
	fclose(f);
	if (p.started)
		app_fini(&p.app);
	if (p.home[0] != '\0')
		(void)folder_remove(p.home);
	return 0;
}
