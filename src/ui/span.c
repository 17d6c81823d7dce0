#include "config.h"

#include "ui/span.h"

#include <inttypes.h>

#include "base/mem.h"
#include "ui/bars.h"

#define OTHERS "other topics"

static void
add_events(struct buf *out, uint32_t n)
{
	buf_addf(out, "%" PRIu32 " event%s", n, n == 1 ? "" : "s");
}

static void
add_name(struct buf *out, const struct timeline *t, size_t i)
{
	timeline_describe(out, t->level, t->first + (int32_t)i);
	buf_adds(out, ": ");
}

void
span_tell(struct buf *out, const struct timeline *t, size_t i, bool filtered)
{
	uint32_t all = timeline_sum(&t->all[i].all);
	uint32_t listed = timeline_sum(&t->all[i].listed);
	uint32_t wider = t->all[i].listed.wider;

	add_name(out, t, i);
	if (all == 0) {
		buf_adds(out, "no events");
		return;
	}
	if (listed == 0)
		buf_adds(out, "none of ");
	else if (filtered)
		buf_addf(out, "%" PRIu32 " of ", listed);
	add_events(out, all);
	if (wider == 1)
		buf_adds(out, ", 1 with a wider date");
	else if (wider > 1)
		buf_addf(out, ", %" PRIu32 " with wider dates", wider);
}

void
span_tell_briefly(
    struct buf *out, const struct timeline *t, size_t i, bool filtered)
{
	add_name(out, t, i);
	if (filtered)
		buf_addf(out, "%" PRIu32 "/", timeline_sum(&t->all[i].listed));
	buf_addf(out, "%" PRIu32, timeline_sum(&t->all[i].all));
}

/* The row with the most listed events in bar i of those not told yet. */
static size_t
largest(const struct timeline *t, size_t i, const bool *told)
{
	size_t best = t->nrows;
	uint32_t most = 0;

	for (size_t row = 0; row < t->nrows; row++) {
		uint32_t n = timeline_sum(&timeline_at(t, row, i)->listed);

		if (!told[row] && n > most) {
			most = n;
			best = row;
		}
	}
	return best;
}

void
span_tell_shares(struct buf *out, const struct timeline *t, size_t i,
    const struct sections *s, bool letters)
{
	bool *told = x_calloc(t->nrows, sizeof *told);
	const char *before = "";
	size_t row;

	while ((row = largest(t, i, told)) < t->nrows) {
		struct str title = span_title(t, row, s);

		told[row] = true;
		buf_adds(out, before);
		if (letters)
			buf_addf(out, "%c ", (char)('A' + row));
		buf_add(out, title.p, title.n);
		buf_addf(out, " %" PRIu32,
		    timeline_sum(&timeline_at(t, row, i)->listed));
		before = ", ";
	}
	x_free(told);
}

struct str
span_title(const struct timeline *t, size_t row, const struct sections *s)
{
	uint32_t section = t->row[row].section;

	return str_of(section == SECTION_NONE ? OTHERS : s->at[section].title);
}

void
span_tell_undated(
    struct buf *out, const struct timeline_row *row, bool filtered, bool brief)
{
	if (filtered)
		buf_addf(out, "%" PRIu32 "%s", row->undated_listed,
		    brief ? "/" : " of ");
	buf_addf(out, "%" PRIu32, row->undated);
}

static const char *const level_words[TIMELINE_NLEVELS] = { "century", "decade",
	"year", "month" };

void
span_tell_legend(
    struct buf *out, const struct timeline *t, uint32_t full, bool filtered)
{
	const char *name = level_words[t->level];

	buf_addf(out, "by %s  ", name);
	if (filtered)
		buf_adds(out, BARS_SOLID " listed  ");
	else
		buf_addf(out, BARS_SOLID " dated within the %s  ", name);
	if (t->sum.sum.listed.wider > 0)
		buf_addf(out, BARS_MEDIUM " %swider date  ",
		    filtered ? "listed, " : "");
	if (filtered)
		buf_adds(out, BARS_LIGHT " not listed  ");
	buf_adds(out, "full height ");
	add_events(out, full);
}

void
span_tell_letters(struct buf *out, const struct timeline *t, uint32_t full,
    const struct sections *s)
{
	buf_addf(out, "by %s  full height ", level_words[t->level]);
	add_events(out, full);
	for (size_t row = 0; row < t->nrows; row++) {
		struct str title = span_title(t, row, s);

		buf_addf(out, "  %c ", (char)('A' + row));
		buf_add(out, title.p, title.n);
	}
}
