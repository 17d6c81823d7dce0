#include "config.h"

#include "model/package.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/columns_match.h"
#include "model/encoding.h"
#include "model/source.h"

/* The first record of a file. */
struct header {
	bool named;             /* its fields are names */
	bool known;             /* columns are those of the events */
	struct columns columns; /* of the events */
	const char *encoding;   /* likewise, or NULL */
	const char *first;      /* file of the events */
	struct csv *csv;
	bool done;
	struct err e; /* why it is not the same */
};

/* False ends the reading. */
static bool
take_record(void *arg, const struct csv_record *r)
{
	struct header *h = arg;
	size_t *from = NULL;

	h->done = true;
	if (!h->known)
		columns_take(&h->columns, r);
	else if (h->named)
		(void)columns_match(&h->columns, h->first, r, &from, &h->e);
	else if (r->n != h->columns.n)
		(void)err_set(&h->e, ERR_FORMAT, "%zu fields instead of %zu",
		    r->n, h->columns.n);
	x_free(from);
	return false;
}

/* It is told when the events are read. */
static void
drop_problem(void *arg, enum problem_kind kind, size_t line, size_t column,
    const char *what, struct str raw)
{
	(void)arg;
	(void)kind;
	(void)line;
	(void)column;
	(void)what;
	(void)raw;
}

static bool
on_text(void *arg, const char *p, size_t n, struct err *e)
{
	struct header *h = arg;

	return csv_feed(h->csv, p, n, e);
}

/* Feed a file until its first record is known; false with *e. */
static bool
feed(struct header *h, struct source *s, struct encoding *c, struct err *e)
{
	enum source_got got;
	struct str bytes;

	while ((got = source_read(s, &bytes, e)) != SOURCE_END) {
		if (got == SOURCE_BROKEN)
			return false;
		if (got == SOURCE_BYTES &&
		    !encoding_feed(c, bytes.p, bytes.n, e))
			return h->done;
	}
	return (encoding_finish(c, e) && csv_finish(h->csv, e)) || h->done;
}

/* No pipe is waited for. */
static bool
read_header(struct header *h, const char *path,
    const struct csv_options *dialect, struct err *e)
{
	static const struct csv_ops ops = { take_record, drop_problem };
	struct encoding_setup setup = {
		.hint = h->encoding,
		.sink = on_text,
		.arg = h,
	};
	struct encoding *c = encoding_new(&setup, e);
	struct source *s = NULL;
	struct stat st;
	bool ok = false;

	h->done = false;
	h->csv = csv_new(dialect, &ops, h);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		err_set(e, ERR_IO, "%s is no regular file", path);
	else if (c == NULL)
		err_in(e, "%s", path);
	else if (h->csv == NULL)
		err_set(e, ERR_MEMORY, "%s: memory is used up", path);
	else if ((s = source_open(&path, 1, e)) != NULL)
		ok = feed(h, s, c, e);
	source_close(s);
	csv_close(h->csv);
	encoding_free(c);
	return ok;
}

/* Has the file the columns of the events?  Else it is noted. */
static bool
is_more(struct header *h, struct package *p, const char *path)
{
	struct buf b = BUF_INIT;
	struct err e;
	bool ok;

	h->e.code = ERR_NONE;
	ok = read_header(h, path, &p->dialect, &e);
	if (!ok)
		buf_addf(&b, "left out: %s", e.text);
	else if (h->e.code != ERR_NONE)
		buf_addf(&b, "%s is left out: %s", path, h->e.text);
	if (b.n > 0)
		package_list_add(&p->notes, buf_cstr(&b));
	buf_fini(&b);
	return ok && h->e.code == ERR_NONE;
}

void
package_choose(struct package *p)
{
	struct header h = { .first = p->events,
		.encoding = p->encoding,
		.named = !p->dialect.no_header };
	struct err e;
	size_t n = 0;

	columns_init(&h.columns);
	/* What is wrong with the first is told when it is read. */
	if (p->more.n > 0 && read_header(&h, p->events, &p->dialect, &e)) {
		h.known = h.columns.n > 0;
		for (size_t i = 0; i < p->more.n; i++) {
			if (is_more(&h, p, p->more.at[i]))
				p->more.at[n++] = p->more.at[i];
			else
				x_free(p->more.at[i]);
		}
		p->more.n = n;
	}
	columns_fini(&h.columns);
}
