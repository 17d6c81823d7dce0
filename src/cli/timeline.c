#include "config.h"

#include "cli/timeline.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* How lines are laid out. */
struct plot {
	const struct timeline *t;
	uint64_t most; /* events of the longest bar */
	int label_cols, within_cols, wider_cols, bar_cols;
	bool ascii;
};

static const struct {
	const char *name;
	struct timeline_ask ask;
} asks[] = {
	{ "auto", { TIMELINE_MONTH, TIMELINE_LINES, 1 } },
	{ "month", { TIMELINE_MONTH, 0, 1 } },
	{ "year", { TIMELINE_YEAR, 0, 1 } },
	{ "decade", { TIMELINE_DECADE, 0, 1 } },
	{ "century", { TIMELINE_CENTURY, 0, 1 } },
};

bool
timeline_find(const char *name, struct timeline_ask *ask)
{
	for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++)
		if (strcmp(name, asks[i].name) == 0) {
			*ask = asks[i].ask;
			return true;
		}
	return false;
}

static const struct timeline_count *
count_at(const struct plot *p, size_t i)
{
	return &p->t->all[i].all;
}

static void
add_label(struct buf *out, const struct plot *p, size_t i)
{
	timeline_describe(out, p->t->level, p->t->first + (int32_t)i);
}

static int
digits(uint32_t n)
{
	int count = 1;

	while ((n /= 10) > 0)
		count++;
	return count;
}

/* See how much room is needed beside the bars. */
static void
measure(struct plot *p, int cols)
{
	struct buf label = BUF_INIT;
	uint32_t within = 0, wider = 0;

	for (size_t i = 0; i < p->t->nbars; i++) {
		const struct timeline_count *n = count_at(p, i);

		if ((uint64_t)n->within + n->wider > p->most)
			p->most = (uint64_t)n->within + n->wider;
		within = n->within > within ? n->within : within;
		wider = n->wider > wider ? n->wider : wider;
		buf_clear(&label);
		add_label(&label, p, i);
		if ((int)label.n > p->label_cols)
			p->label_cols = (int)label.n;
	}
	buf_fini(&label);
	p->within_cols = digits(within) + 1;
	p->wider_cols = wider > 0 ? digits(wider) + 2 : 0;
	p->bar_cols = cols - p->label_cols - p->within_cols - p->wider_cols - 1;
	if (p->bar_cols < 1)
		p->bar_cols = 1;
}

/* Eighths of a cell that n events take. */
static int
eighths(const struct plot *p, uint64_t n)
{
	return (int)(n * (uint64_t)p->bar_cols * 8 / p->most);
}

/* Append n > 0 events as full blocks, U+2588, and what is left of one, U+258F
 * to U+2589.  Returns the cells. */
static int
add_solid(struct buf *out, const struct plot *p, uint32_t n)
{
	int left = eighths(p, n), cells = 0;
	char bytes[UTF8_MAX];

	if (p->ascii)
		left = (left + 4) / 8 * 8;
	if (left == 0)
		left = p->ascii ? 8 : 1;
	for (; left > 0; left -= 8, cells++) {
		uint32_t eighth = left < 8 ? (uint32_t)left : 8;

		if (p->ascii)
			buf_addc(out, '#');
		else
			buf_add(
			    out, bytes, utf8_encode(0x2590 - eighth, bytes));
	}
	return cells;
}

/* Append U+2591 up to where a bar of n events ends, one at least. */
static void
add_light(struct buf *out, const struct plot *p, uint64_t n, int used)
{
	int cells = (eighths(p, n) + 4) / 8;

	if (cells <= used)
		cells = used + 1;
	for (; used < cells && used < p->bar_cols; used++)
		buf_adds(out, p->ascii ? "-" : "\xe2\x96\x91");
}

static void
add_bar(struct buf *out, const struct plot *p, const struct timeline_count *n)
{
	struct buf wider = BUF_INIT;
	int used = 0;

	if (n->wider > 0)
		buf_addf(&wider, " +%" PRIu32, n->wider);
	buf_addf(out, "%*" PRIu32 "%-*s ", p->within_cols, n->within,
	    p->wider_cols, buf_cstr(&wider));
	buf_fini(&wider);
	if (n->within > 0)
		used = add_solid(out, p, n->within);
	if (n->wider > 0)
		add_light(out, p, (uint64_t)n->within + n->wider, used);
}

static void
add_bars(struct buf *out, const struct plot *p)
{
	struct buf label = BUF_INIT;

	for (size_t i = 0; i < p->t->nbars; i++) {
		const struct timeline_count *n = count_at(p, i);
		bool empty = n->within + n->wider == 0;

		buf_clear(&label);
		add_label(&label, p, i);
		buf_addf(out, "%*s", p->label_cols, buf_cstr(&label));
		if (!empty)
			add_bar(out, p, n);
		buf_addc(out, '\n');
	}
	buf_fini(&label);
}

/* Append how many there are, and what the + means. */
static void
add_sum(struct buf *out, const struct plot *p, size_t n)
{
	static const char *const level_names[] = { "century", "decade", "year",
		"month" };

	if (p->t->nbars > 0)
		buf_addc(out, '\n');
	buf_addf(out, "%zu %s", n, n == 1 ? "event" : "events");
	if (p->t->sum.undated > 0)
		buf_addf(out, ", %" PRIu32 " undated", p->t->sum.undated);
	buf_addc(out, '\n');
	if (p->wider_cols > 0)
		buf_addf(out, "+: wider than a %s\n", level_names[p->t->level]);
}

bool
timeline_print(struct buf *out, const struct chronicle *c,
    const struct timeline_ask *ask, int cols, bool ascii, struct err *e)
{
	struct timeline t;
	struct plot p = { .t = &t, .ascii = ascii };
	bool ok;

	timeline_init(&t);
	ok = timeline_build(&t, c, NULL, ask, e);
	if (ok && t.nbars > 0) {
		measure(&p, cols);
		add_bars(out, &p);
	}
	if (ok)
		add_sum(out, &p, chronicle_count(c));
	timeline_fini(&t);
	return ok;
}
