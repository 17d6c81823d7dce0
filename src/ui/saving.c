#include "config.h"

#include "ui/saving.h"

#include <locale.h>
#include <stdlib.h>

#include "base/mem.h"
#include "plat/paths.h"

/* Of a step, whichever comes first; each takes some 2 ms. */
#define STEP_EVENTS 200
#define STEP_BYTES ((size_t)64 * 1024)

struct saving {
	char *name, *path; /* as it was typed; without the ~ */
	outfile_write_fn *writer;
	struct outfile *file; /* NULL: not begun, or done */
	struct printer printer;
	struct query *query;
	locale_t utf8; /* for data where the locale has none, or 0 */
	uint32_t *event;
	size_t n, at;
	bool begun;
	uint64_t bytes;
	struct record record;
};

struct saving *
saving_new(const struct saving_setup *setup, bool *exists, int64_t *size,
    struct err *e)
{
	char *path = paths_expand(setup->name, e);
	struct saving *s;

	if (path == NULL)
		return NULL;
	if (!outfile_look(path, exists, size, e)) {
		(void)err_in(e, "%s", setup->name);
		x_free(path);
		return NULL;
	}
	s = x_calloc(1, sizeof *s);
	s->name = x_strdup(setup->name);
	s->path = path;
	s->writer = setup->writer;
	s->printer.format = setup->format;
	s->printer.safe = setup->safe;
	s->printer.ascii = setup->ascii;
	record_init(&s->record);
	if (setup->ascii && setup->format->data) {
		s->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
		s->printer.ascii = s->utf8 == (locale_t)0;
	}
	return s;
}

void
saving_free(struct saving *s)
{
	if (s == NULL)
		return;
	outfile_drop(s->file);
	query_free(s->query);
	record_fini(&s->record);
	buf_fini(&s->printer.out);
	if (s->utf8 != (locale_t)0)
		freelocale(s->utf8);
	free(s->event);
	x_free(s->name);
	x_free(s->path);
	x_free(s);
}

const char *
saving_name(const struct saving *s)
{
	return s->name;
}

/* The query that is marked, anew: the reader may drop its own meanwhile. */
static void
take_query(struct saving *s, const struct find *f)
{
	const struct found *top = &f->level[f->nlevels - 1];
	size_t column;

	s->query =
	    query_parse(buf_str(&top->text), chronicle_columns(f->chronicle),
		chronicle_map(f->chronicle), top->typing, &column, NULL);
}

bool
saving_begin(
    struct saving *s, const struct reader *r, bool replace, struct err *e)
{
	struct printer *p = &s->printer;

	s->n = reader_count(r);
	if (s->n == 0)
		return err_set(
		    e, ERR_NOTFOUND, "nothing is listed to be saved");
	s->event = calloc(s->n, sizeof *s->event);
	if (s->event == NULL)
		return err_set(e, ERR_MEMORY, "%s: out of memory", s->name);
	for (size_t i = 0; i < s->n; i++)
		s->event[i] = (uint32_t)reader_at(r, i);
	if (r->find.nlevels > 0)
		take_query(s, &r->find);
	p->chronicle = r->chronicle;
	p->query = s->query;
	p->map = chronicle_map(r->chronicle);
	s->file = outfile_open(s->path, replace, s->writer, e);
	if (s->file == NULL)
		return err_in(e, "%s", s->name);
	format_begin(p);
	s->begun = true;
	return true;
}

bool
saving_begun(const struct saving *s)
{
	return s->begun;
}

static bool
print_some(struct saving *s, struct err *e)
{
	struct printer *p = &s->printer;
	size_t end = s->n - s->at > STEP_EVENTS ? s->at + STEP_EVENTS : s->n;

	while (s->at < end && p->out.n < STEP_BYTES) {
		size_t n = s->event[s->at];

		if (!chronicle_record(p->chronicle, n, &s->record, e))
			return false;
		format_event(p, n, &s->record);
		s->at++;
	}
	return true;
}

static bool
pass_on(struct saving *s, struct err *e)
{
	struct buf *out = &s->printer.out;

	s->bytes += out->n;
	if (!outfile_write(s->file, buf_str(out), e))
		return false;
	if (out->cap > 4 * STEP_BYTES) /* a huge event was among them */
		buf_fini(out);
	buf_clear(out);
	return true;
}

static bool
step(struct saving *s, bool *done, struct err *e)
{
	struct outfile *file = s->file;

	*done = s->at == s->n;
	if (!*done)
		return print_some(s, e) && pass_on(s, e);
	format_end(&s->printer);
	if (!pass_on(s, e))
		return false;
	s->file = NULL;
	return outfile_close(file, e);
}

bool
saving_step(struct saving *s, bool *done, struct err *e)
{
	locale_t before = (locale_t)0;
	bool ok;

	if (s->utf8 != (locale_t)0)
		before = uselocale(s->utf8);
	ok = step(s, done, e);
	if (s->utf8 != (locale_t)0)
		(void)uselocale(before);
	return ok || err_in(e, "%s", s->name);
}

bool
saving_ending(const struct saving *s)
{
	return s->begun && s->at == s->n;
}

size_t
saving_events(const struct saving *s)
{
	return s->at;
}

uint64_t
saving_bytes(const struct saving *s)
{
	return s->bytes;
}

size_t
saving_total(const struct saving *s)
{
	return s->n;
}
