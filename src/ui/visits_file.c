#include "config.h"

#include "ui/visits_file.h"

#include <stdio.h>

#include "model/ids.h"
#include "ui/fields.h"
#include "ui/state.h"

const char *
visits_of(const struct chronicle *c, const char *path)
{
	const char *name = chronicle_name(c);

	if (path == NULL || chronicle_columns(c)->n == 0)
		return NULL;
	/* A name must not be taken for somebody else's path. */
	return name[0] != '\0' && name[0] != '/' ? name : path;
}

/* The name of a chronicle may be none of a file. */
static void
name_file(char *name, size_t size, const char *of)
{
	(void)snprintf(name, size, "read/%016llx",
	    (unsigned long long)ids_hash(str_of(of)));
}

void
visits_load(struct visits *v, const char *of)
{
	struct buf text = BUF_INIT, is = BUF_INIT;
	struct str rest, line;
	char name[40];

	name_file(name, sizeof name, of);
	state_read(name, &text);
	rest = buf_str(&text);
	if (fields_line(&rest, &line) && fields_find(line, "of", &is) &&
	    str_eq(buf_str(&is), str_of(of)))
		visits_parse(v, rest);
	buf_fini(&is);
	buf_fini(&text);
}

bool
visits_save(const struct visits *v, const char *of, struct err *e)
{
	struct visits *all = visits_new();
	struct buf text = BUF_INIT;
	char name[40];
	bool ok;

	name_file(name, sizeof name, of);
	visits_load(all, of);
	visits_add_all(all, v);
	fields_add(&text, "of", str_of(of));
	buf_addc(&text, '\n');
	visits_print(all, &text);
	ok = state_write(name, &text, e);
	buf_fini(&text);
	visits_free(all);
	return ok;
}

void
visits_remove(const char *of)
{
	char name[40];

	name_file(name, sizeof name, of);
	state_remove(name);
}
