#include "config.h"

#include "ui/gather.h"

#include "text/glyph.h"

#define STEP 200 /* events, about 2 ms */

void
gather_start(struct gather *g, const struct reader *r, size_t most)
{
	buf_clear(&g->text);
	g->running = true;
	g->most = most;
	g->version = r->version;
	g->place = 0;
}

void
gather_stop(struct gather *g)
{
	buf_fini(&g->text);
	buf_init(&g->text);
	g->running = false;
}

static void
add_line(struct buf *out, const struct chronicle *c, size_t n,
    const struct record *r, unsigned flags)
{
	const struct columns *cols = chronicle_columns(c);
	struct date is = chronicle_date(c, n);
	struct buf date = BUF_INIT;

	date_describe_cell(&date, record_role(r, cols, ROLE_DATE), &is);
	glyph_sanitize(out, buf_str(&date), flags);
	if (date.n > 0)
		buf_adds(out, "  ");
	glyph_sanitize(out, str_trim(record_name(r, cols)), flags);
	buf_addc(out, '\n');
	buf_fini(&date);
}

static bool
add_events(
    struct gather *g, const struct reader *r, unsigned flags, struct err *e)
{
	size_t end = reader_count(r);
	struct record record;
	bool ok = true;

	if (end > g->place + STEP)
		end = g->place + STEP;
	record_init(&record);
	for (; ok && g->place < end; g->place++) {
		size_t n = reader_at(r, g->place);

		ok = chronicle_record(r->chronicle, n, &record, e);
		if (ok)
			add_line(&g->text, r->chronicle, n, &record, flags);
	}
	record_fini(&record);
	return ok;
}

bool
gather_step(struct gather *g, const struct reader *r, bool ascii, struct err *e)
{
	unsigned flags = GLYPH_ONE_LINE | (ascii ? (unsigned)GLYPH_ASCII : 0);
	bool ok;

	if (g->version != r->version)
		gather_start(g, r, g->most);
	ok = add_events(g, r, flags, e);
	if (ok && g->text.n > g->most)
		ok = err_set(e, ERR_USAGE,
		    "not copied: the list takes more than %zu bytes", g->most);
	if (!ok)
		gather_stop(g);
	else if (g->place >= reader_count(r))
		g->running = false;
	return ok;
}
