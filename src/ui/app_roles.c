#include "config.h"

#include "ui/app.h"

#include <string.h>

#include "base/mem.h"
#include "model/package_beside.h"
#include "model/package_write.h"
#include "plat/outfile.h"
#include "plat/paths.h"
#include "ui/view_roles.h"

void
app_roles_open(struct app *a, const char *path, const char *other)
{
	a->roles.path = x_strdup(path);
	a->roles.other = other != NULL ? x_strdup(other) : NULL;
}

void
app_roles_fini(struct app *a)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		x_free(a->roles.chosen[r]);
	x_free(a->roles.path);
	x_free(a->roles.other);
	x_free(a->roles.target);
}

/* ---- choices ---- */

/* May they be other ones? */
static bool
may_change(const struct app *a, struct err *e)
{
	return !chronicle_compiled(a->reader.chronicle) ||
	       err_set(e, ERR_USAGE,
		   "a compiled chronicle keeps the roles that it has");
}

static void
choose(struct app *a, enum role role, const char *column)
{
	x_free(a->roles.chosen[role]);
	a->roles.chosen[role] = x_strdup(column);
}

/* Read the chronicle again by what is chosen. */
static bool
read_again(struct app *a, struct err *e)
{
	if (app_save_busy(a, e)) /* it reads what would go */
		return false;
	app_cover(a, NULL);
	a->roles.changed = true;
	a->reload = true;
	return true;
}

bool
app_roles_apply(struct app *a, struct err *e)
{
	bool any = false;

	if (!may_change(a, e))
		return false;
	for (int r = 0; r < ROLE_NROLES; r++) {
		const char *column =
		    view_roles_chosen(a->overlay, (enum role)r);

		if (column == NULL)
			continue;
		choose(a, (enum role)r, column);
		any = true;
	}
	if (any)
		return read_again(a, e);
	app_cover(a, NULL);
	return true;
}

/* Would these options give roles to the columns that there are? */
static bool
is_possible(const struct app *a, const struct roles_option *o, struct err *e)
{
	struct columns c;
	bool ok;

	if (!may_change(a, e))
		return false;
	columns_init(&c);
	columns_copy(&c, chronicle_columns(a->reader.chronicle));
	ok = roles_assign(&c, NULL, o, NULL, e);
	columns_fini(&c);
	return ok;
}

bool
app_roles_say(struct app *a, const char *arg, struct err *e)
{
	struct roles_option o = { { NULL } };
	const char *eq = strchr(arg, '=');
	enum role role;

	if (eq == NULL)
		return err_set(
		    e, ERR_USAGE, "role needs ROLE=COLUMN, or ROLE= for none");
	role = role_find(str_trim((struct str){ arg, (size_t)(eq - arg) }));
	if (role == ROLE_NROLES)
		return err_set(e, ERR_USAGE, "no role '%.*s'",
		    (int)(eq - arg < 64 ? eq - arg : 64), arg);
	eq += 1 + strspn(eq + 1, " ");
	o.column[role] = eq;
	if (!is_possible(a, &o, e))
		return false;
	choose(a, role, eq);
	return read_again(a, e);
}

void
app_roles_option(const struct app *a, struct roles_option *o)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (a->roles.chosen[r] != NULL)
			o->column[r] = a->roles.chosen[r];
}

struct recall *
app_roles_recall(struct app *a)
{
	struct recall *k = recall_new(&a->reader);

	if (a->roles.changed)
		recall_by_number(k);
	a->roles.changed = false;
	return k;
}

/* ---- saving ---- */

static bool
write_package(const struct app *a, const char *path, bool replace,
    struct str text, struct err *e)
{
	struct outfile *out;

	if (a->roles.other != NULL && strcmp(path, a->roles.other) == 0)
		return paths_write(path, text.p, text.n, e);
	out = outfile_open(path, replace, NULL, e);
	if (out == NULL)
		return false;
	if (!outfile_write(out, text, e)) {
		outfile_drop(out);
		return false;
	}
	return outfile_close(out, e);
}

static void
save(struct app *a, bool replace)
{
	const struct chronicle *c = a->reader.chronicle;
	const char *path = a->roles.target;
	bool guessed;
	const char *encoding = chronicle_encoding(c, &guessed);
	struct package_about about = {
		.file = a->roles.path,
		.title = chronicle_title(c),
		.encoding = encoding != NULL ? encoding : "utf-8",
		.dialect = chronicle_dialect(c),
		.columns = chronicle_columns(c),
	};
	struct err e = { .code = ERR_NONE };
	struct buf text = BUF_INIT;

	package_write(&text, &about);
	if (write_package(a, path, replace, buf_str(&text), &e))
		app_tell(a, "roles saved in %s", path);
	else
		app_alarm(a, "%s: %s", path, e.text);
	buf_fini(&text);
}

static void
answered(struct app *a, bool yes)
{
	if (yes)
		save(a, true);
	else
		app_tell(a, "roles are not saved");
}

/* Can a file be made there? */
static bool
is_writable(const char *path, bool exists)
{
	struct outfile *o = outfile_open(path, exists, NULL, NULL);

	outfile_drop(o);
	return o != NULL;
}

/* Beside the file or, if nothing can be written there, where the user's own
 * files are.  False with *e. */
static bool
find_target(struct app *a, bool *exists, struct err *e)
{
	char *beside = package_beside(a->roles.path);
	int64_t size;
	bool ok = outfile_look(beside, exists, &size, e) &&
		  is_writable(beside, *exists);

	x_free(a->roles.target);
	a->roles.target = ok ? beside : NULL;
	if (ok)
		return true;
	x_free(beside);
	if (a->roles.other == NULL)
		return err_set(e, ERR_IO, "there is no folder to save it in");
	a->roles.target = x_strdup(a->roles.other);
	/* A folder that is not there yet is made. */
	if (!outfile_look(a->roles.target, exists, &size, NULL))
		*exists = false;
	return true;
}

bool
app_roles_save(struct app *a, struct err *e)
{
	bool exists = false;

	if (a->roles.path == NULL || strcmp(a->roles.path, "-") == 0)
		return err_set(e, ERR_USAGE,
		    "roles are saved for a file, and this is none");
	if (package_is(a->roles.path))
		return err_set(e, ERR_USAGE,
		    "the roles of a folder are in its " PACKAGE_FILE);
	if (chronicle_columns(a->reader.chronicle)->n == 0)
		return err_set(e, ERR_NOTFOUND, "no columns are known yet");
	if (!may_change(a, e))
		return false;
	if (!find_target(a, &exists, e))
		return false;
	if (exists)
		app_ask(a, answered, "%s is there; replace it? (y/n)",
		    a->roles.target);
	else
		save(a, false);
	return true;
}
