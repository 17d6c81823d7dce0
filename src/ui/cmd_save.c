#include "config.h"

#include "ui/cmd.h"

#include "ui/app.h"

bool
cmd_save(struct app *a, long n, const char *arg, struct err *e)
{
	if (arg[0] == '\0')
		return cmd_prompt(a, n, "save ", e);
	return app_save(a, arg, e);
}
