#include "config.h"

#include "ui/setup.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "plat/paths.h"
#include "ui/app.h"
#include "ui/command.h"
#include "ui/configfile.h"
#include "ui/state.h"

/* What sizes are kept from one session to the next. */
static const char *const kept[] = { "layout", "sections-width", "list-height",
	"list-width" };

/* Default keys of one map only. */
static const struct {
	const char *map, *key, *line;
} own_keys[] = {
	{ "facet", "<Enter>", "pick" },
	{ "roles", "l", "role-next" },
	{ "roles", "<Right>", "role-next" },
	{ "roles", "h", "role-previous" },
	{ "roles", "<Left>", "role-previous" },
	{ "roles", "<Enter>", "role-apply" },
	{ "roles", "s", "roles save" },
	{ "text", "w", "next-word" },
	{ "text", "W", "previous-word" },
	{ "timeline", "l", "down" },
	{ "timeline", "<Right>", "down" },
	{ "timeline", "h", "up" },
	{ "timeline", "<Left>", "up" },
	{ "timeline", "+", "finer" },
	{ "timeline", "-", "coarser" },
	{ "timeline", "s", "split" },
	{ "timeline", "<Enter>", "span" },
	{ "web", "1", "open 1" },
	{ "web", "2", "open 2" },
	{ "web", "3", "open 3" },
	{ "web", "4", "open 4" },
	{ "web", "5", "open 5" },
	{ "web", "6", "open 6" },
	{ "web", "7", "open 7" },
	{ "web", "8", "open 8" },
	{ "web", "9", "open 9" },
};

void
setup_keys(struct app *a)
{
	size_t n;
	const struct command *c = command_table(&n);

	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(c[i].keys), key;
		char name[16];

		while (rest.n > 0 && str_split(&rest, ' ', &key)) {
			(void)snprintf(
			    name, sizeof name, "%.*s", (int)key.n, key.p);
			(void)keymap_bind(
			    a->keymap, KEYMAP_GLOBAL, name, c[i].name, NULL);
		}
	}
	for (size_t i = 0; i < sizeof own_keys / sizeof own_keys[0]; i++)
		(void)keymap_bind(a->keymap, own_keys[i].map, own_keys[i].key,
		    own_keys[i].line, NULL);
}

static bool
on_set(void *arg, const char *name, const char *value, struct err *e)
{
	struct app *a = arg;

	if (!option_set(&a->options, name, value, e))
		return false;
	app_options_changed(a);
	return true;
}

static bool
is_map(const char *map)
{
	size_t n;
	const char *const *name = keymap_names(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(name[i], map) == 0)
			return true;
	return false;
}

/* Say which maps there are.  Returns false. */
static bool
refuse_map(const char *map, struct err *e)
{
	struct buf all = BUF_INIT;
	size_t n;
	const char *const *name = keymap_names(&n);

	for (size_t i = 0; i < n; i++)
		buf_addf(&all, " %s", name[i]);
	err_set(e, ERR_USAGE, "no map '%s':%s", map, buf_cstr(&all));
	buf_fini(&all);
	return false;
}

static bool
on_bind(void *arg, const char *map, const char *key, const char *command,
    struct err *e)
{
	struct app *a = arg;
	struct err why = { .code = ERR_NONE };
	struct str rest;

	if (!is_map(map))
		return refuse_map(map, e);
	if (!str_eq(str_trim(str_of(command)), str_of("none")) &&
	    command_parse(command, &rest, &why) == NULL && why.code != ERR_NONE)
		return err_set(e, why.code, "%s", why.text);
	return keymap_bind(a->keymap, map, key, command, e);
}

static bool
on_color(void *arg, enum style s, struct look look, struct err *e)
{
	struct app *a = arg;

	(void)e;
	theme_set(&a->theme, s, look);
	a->relook = true;
	return true;
}

static void
on_problem(void *arg, const char *text)
{
	struct app *a = arg;

	buf_adds(&a->notes, text);
	buf_addc(&a->notes, '\n');
}

static void
on_nothing(void *arg, const char *text)
{
	(void)arg;
	(void)text;
}

static const struct config_ops ops = {
	.set = on_set,
	.bind = on_bind,
	.color = on_color,
	.problem = on_problem,
};

bool
setup_line(struct app *a, struct str line, struct err *e)
{
	return config_line(line, &ops, a, e);
}

bool
setup_config(struct app *a, const char *path, struct err *e)
{
	char *mine = path == NULL ? paths_user(PATH_CONFIG, "config") : NULL;
	char *text = NULL;
	struct err why = { .code = ERR_NONE };
	size_t n;
	bool ok = true;

	if (path != NULL)
		ok = (text = paths_read(path, CONFIG_FILE_MAX, &n, e)) != NULL;
	else if (mine != NULL)
		text = paths_read(mine, CONFIG_FILE_MAX, &n, &why);
	if (text != NULL)
		(void)config_read(path != NULL ? path : mine,
		    (struct str){ text, n }, &ops, a);
	else if (why.code != ERR_NONE && why.code != ERR_NOTFOUND)
		on_problem(a, why.text);
	x_free(text);
	x_free(mine);
	return ok;
}

static void
recall_history(const char *name, struct history *h)
{
	struct buf text = BUF_INIT;

	state_read(name, &text);
	history_parse(h, buf_str(&text));
	buf_fini(&text);
}

void
setup_recall(struct app *a)
{
	/* Only a convenience: what is wrong in it is not worth a word. */
	static const struct config_ops quiet = { .set = on_set,
		.bind = on_bind,
		.color = on_color,
		.problem = on_nothing };
	struct buf text = BUF_INIT;

	state_read("layout", &text);
	(void)config_read("layout", buf_str(&text), &quiet, a);
	buf_fini(&text);
	recall_history("prompt", a->history);
	recall_history("searches", a->searches);
}

/* Others may have written theirs meanwhile. */
static bool
remember_history(const char *name, const struct history *h, struct err *e)
{
	struct buf file = BUF_INIT, all = BUF_INIT;
	bool ok;
	int lock;

	if (!state_lock(&lock, e))
		return false;
	state_read(name, &file);
	ok = !history_merge(h, buf_str(&file), &all) ||
	     state_write(name, &all, e);
	state_unlock(lock);
	buf_fini(&file);
	buf_fini(&all);
	return ok;
}

static bool
remember_sizes(const struct app *a, struct err *e)
{
	struct buf b = BUF_INIT;
	const struct option *t;
	size_t n;
	bool ok = true;

	t = option_table(&n);
	for (size_t i = 0; a->keep_sizes && i < n; i++)
		for (size_t k = 0; k < sizeof kept / sizeof kept[0]; k++)
			if (strcmp(t[i].name, kept[k]) == 0) {
				buf_addf(&b, "set %s ", t[i].name);
				option_print(&a->options, &t[i], &b);
				buf_addc(&b, '\n');
			}
	if (b.n > 0)
		ok = state_write("layout", &b, e);
	buf_fini(&b);
	return ok;
}

bool
setup_remember(struct app *a, struct err *e)
{
	bool ok = remember_sizes(a, e);

	if (a->prompted)
		ok = remember_history("prompt", a->history, e) &&
		     remember_history("searches", a->searches, e) && ok;
	return app_place_save(a, clock_ms(), e) && ok;
}
