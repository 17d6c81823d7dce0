#include "config.h"

#include "ui/addresses.h"

#include <string.h>

#include "base/mem.h"
#include "text/url.h"

/* Add an address unless it is there. */
static void
add(struct addresses *x, const char *url)
{
	for (size_t i = 0; i < x->n; i++)
		if (strcmp(x->url[i], url) == 0)
			return;
	x->url[x->n++] = x_strdup(url);
}

static void
add_all(struct addresses *x, struct str text)
{
	struct buf url = BUF_INIT;

	while (x->n < ADDRESSES_MAX && url_next(&text, &url)) {
		add(x, buf_cstr(&url));
		buf_clear(&url);
	}
	buf_fini(&url);
}

bool
addresses_find(
    struct addresses *x, const struct chronicle *c, size_t n, struct err *e)
{
	const struct columns *cols = chronicle_columns(c);
	struct str sources, source;
	struct record r;
	bool ok;

	x->n = 0;
	record_init(&r);
	ok = chronicle_record(c, n, &r, e);
	sources = record_role(&r, cols, ROLE_SOURCES);
	while (str_split(&sources, ';', &source))
		add_all(x, source);
	for (size_t i = 0; i < r.n; i++)
		if ((int)i != cols->role[ROLE_TEXT] &&
		    (int)i != cols->role[ROLE_SOURCES])
			add_all(x, r.field[i]);
	add_all(x, record_role(&r, cols, ROLE_TEXT));
	record_fini(&r);
	return ok;
}

void
addresses_fini(struct addresses *x)
{
	for (size_t i = 0; i < x->n; i++)
		x_free(x->url[i]);
	x->n = 0;
}

void
addresses_list(const struct addresses *x, struct buf *out)
{
	for (size_t i = 0; i < x->n; i++)
		buf_addf(out, "%zu\t%s\n", i + 1, x->url[i]);
}

void
addresses_print(const struct addresses *x, bool osc, struct buf *out)
{
	for (size_t i = 0; i < x->n; i++) {
		const char *url = x->url[i];

		if (osc)
			buf_addf(out, "%zu  \033]8;;%s\033\\%s\033]8;;\033\\\n",
			    i + 1, url, url);
		else
			buf_addf(out, "%zu  %s\n", i + 1, url);
	}
}
