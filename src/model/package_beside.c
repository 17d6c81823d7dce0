#include "config.h"

#include "model/package_beside.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

char *
package_beside(const char *file)
{
	const char *base = base_name(file), *dot = strrchr(base, '.');
	struct buf b = BUF_INIT;

	buf_add(&b, file,
	    dot != NULL && dot > base ? (size_t)(dot - file) : strlen(file));
	buf_adds(&b, ".datapackage.json");
	return buf_steal(&b);
}

bool
package_read_of(
    const char *file, const char *events, struct package *p, struct err *e)
{
	if (!package_read(file, p, e))
		return false;
	if (strcmp(base_name(events), base_name(p->events)) != 0) {
		err_set(e, ERR_NOTFOUND, "%s: is about %s", file,
		    base_name(p->events));
		package_fini(p);
		return false;
	}
	x_free(p->events);
	p->events = x_strdup(events);
	package_list_fini(&p->more);
	return true;
}
