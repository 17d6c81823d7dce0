#include "config.h"

#include "ui/cmd.h"

#include <string.h>

#include "ui/app.h"
#include "ui/view_roles.h"

#define ROLES "roles"

bool
cmd_roles(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	if (strcmp(arg, "save") == 0)
		return app_roles_save(a, e);
	if (arg[0] != '\0')
		return err_set(e, ERR_USAGE, "'%s' is not save", arg);
	if (chronicle_columns(a->reader.chronicle)->n == 0)
		return err_set(e, ERR_NOTFOUND, "no columns are known yet");
	app_cover(a, app_covered(a, ROLES) ? NULL : view_roles_new(&a->reader));
	return true;
}

bool
cmd_role(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	return app_roles_say(a, arg, e);
}

static bool
step(struct app *a, int by, struct err *e)
{
	if (!app_covered(a, ROLES))
		return err_set(e, ERR_USAGE, "only in the roles");
	if (!view_roles_step(a->overlay, by, e))
		return false;
	a->dirty = true;
	return true;
}

bool
cmd_role_next(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return step(a, 1, e);
}

bool
cmd_role_previous(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	return step(a, -1, e);
}

bool
cmd_role_apply(struct app *a, long n, const char *arg, struct err *e)
{
	(void)n;
	(void)arg;
	if (!app_covered(a, ROLES))
		return err_set(e, ERR_USAGE, "only in the roles");
	return app_roles_apply(a, e);
}
