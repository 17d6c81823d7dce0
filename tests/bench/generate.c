/*
 * Writes a chronicle that nobody has lived, as CSV: what make bench measures.
 *
 *	generate EVENTS [SEED]
 *
 * The same numbers give the same bytes, and fewer events are the start of
 * more.  An event has about 690 bytes and a text of 40 to 120 words; what the
 * words are, bench/words.h says.  Three texts in four are quoted, with commas,
 * line ends and doubled quotes.  Most dates are days of the years 1920 to
 * 2023, later ones more often, in no order; some are partial, intervals or
 * empty.
 */
#include "config.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "bench/words.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

struct generator {
	struct words *words;
	struct chance chance;
	struct buf row;
};

static const char *const sections[] = { "Agriculture", "Architecture", "Arts",
	"Aviation", "Borders", "Climate", "Diplomacy", "Education", "Elections",
	"Energy", "Fisheries", "Health", "Industry", "Justice", "Labour",
	"Migration", "Military", "Mining", "Music", "Railways", "Religion",
	"Science", "Shipping", "Sport", "Tourism", "Trade" };

static const char *const kinds[] = { "agreement", "appointment", "background",
	"decree", "disaster", "election", "opening", "statement", "statistic",
	"trade", "visit", "vote" };

static uint32_t
below(struct generator *g, uint32_t n)
{
	return chance_below(&g->chance, n);
}

/* One time in n. */
static bool
seldom(struct generator *g, uint32_t n)
{
	return below(g, n) == 0;
}

/* What is early in a list of n comes more often. */
static uint32_t
early(struct generator *g, uint32_t n)
{
	return below(g, 1 + below(g, n));
}

static void
add_word(struct generator *g, size_t rank, bool capital)
{
	struct str word = words_at(g->words, rank);
	size_t at = g->row.n;

	buf_add(&g->row, word.p, word.n);
	if (capital && islower((unsigned char)word.p[0]))
		g->row.p[at] = (char)toupper((unsigned char)word.p[0]);
}

static void
add_day(struct generator *g, uint32_t year)
{
	buf_addf(&g->row, "%04u-%02u-%02u", year, 1 + below(g, 12),
	    1 + below(g, 28));
}

/* A date that is not simply a day. */
static void
add_rough_date(struct generator *g, uint32_t year)
{
	switch (below(g, 10)) {
	case 0:
	case 1:
		buf_addf(&g->row, "%04u", year);
		break;
	case 2:
	case 3:
	case 4:
		buf_addf(&g->row, "%04u-%02u", year, 1 + below(g, 12));
		break;
	case 5:
		buf_addf(&g->row, "%03uX", year / 10);
		break;
	case 6:
		buf_addf(&g->row, "%04u%c", year, seldom(g, 2) ? '~' : '?');
		break;
	case 7:
		buf_addf(&g->row, "%04u/%04u", year, year + 1 + below(g, 9));
		break;
	case 8:
		add_day(g, year);
		buf_addc(&g->row, '/');
		add_day(g, year + 1);
		break;
	default:
		add_day(g, year);
		buf_adds(&g->row, "/..");
	}
}

static void
add_date(struct generator *g)
{
	uint32_t year = 2023 - early(g, 104);

	if (seldom(g, 50))
		return;
	if (seldom(g, 6))
		add_rough_date(g, year);
	else
		add_day(g, year);
}

static void
add_title(struct generator *g)
{
	uint32_t n = 4 + below(g, 5);

	for (uint32_t i = 0; i < n; i++) {
		if (i > 0)
			buf_addc(&g->row, ' ');
		add_word(g, words_draw(g->words, &g->chance), i == 0);
	}
}

/* What stands between two words of a quoted text. */
static void
add_gap(struct generator *g, bool ends)
{
	if (ends)
		buf_addc(&g->row, '.');
	else if (seldom(g, 10))
		buf_addc(&g->row, ',');
	buf_addc(&g->row, ends && seldom(g, 12) ? '\n' : ' ');
}

static void
add_text(struct generator *g)
{
	uint32_t n = 40 + below(g, 81), sentence = 0;
	bool quoted = !seldom(g, 4), starts = true;

	if (quoted)
		buf_addc(&g->row, '"');
	for (uint32_t i = 0; i < n; i++) {
		bool named = quoted && seldom(g, 60);

		if (starts)
			sentence = 5 + below(g, 13);
		if (named)
			buf_adds(&g->row, "\"\"");
		add_word(g, words_draw(g->words, &g->chance), starts);
		if (named)
			buf_adds(&g->row, "\"\"");
		starts = --sentence == 0;
		if (i + 1 == n)
			buf_addc(&g->row, '.');
		else if (quoted)
			add_gap(g, starts);
		else
			buf_adds(&g->row, starts ? ". " : " ");
	}
	if (quoted)
		buf_addc(&g->row, '"');
}

/* Up to most names of two words, of which there are n. */
static void
add_names(struct generator *g, uint32_t most, uint32_t n)
{
	for (uint32_t i = 1 + below(g, most); i > 0; i--) {
		uint32_t name = early(g, n);

		add_word(g, 3000 + name * 7, true);
		buf_addc(&g->row, ' ');
		add_word(g, 9000 + name * 11, true);
		if (i > 1)
			buf_adds(&g->row, "; ");
	}
}

static void
add_event(struct generator *g, unsigned long number)
{
	buf_addf(&g->row, "e%07lu,", number);
	add_date(g);
	buf_addf(&g->row, ",%s,", sections[early(g, LENGTH(sections))]);
	add_title(g);
	buf_addc(&g->row, ',');
	add_text(g);
	buf_addc(&g->row, ',');
	add_names(g, 3, 900);
	buf_addc(&g->row, ',');
	add_names(g, 2, 300);
	buf_addf(&g->row, ",%s,%u\n", kinds[early(g, LENGTH(kinds))],
	    1 + below(g, 200));
}

int
main(int argc, char *argv[])
{
	struct generator g = { .row = BUF_INIT };
	unsigned long events;
	bool written;

	if (argc < 2 || argc > 3) {
		fputs("usage: generate EVENTS [SEED]\n", stderr);
		return 2;
	}
	events = strtoul(argv[1], NULL, 10);
	g.chance.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	g.words = words_new();
	puts("id,date,section,title,text,actors,places,kind,sources");
	for (unsigned long i = 1; i <= events; i++) {
		buf_clear(&g.row);
		add_event(&g, i);
		if (fwrite(g.row.p, 1, g.row.n, stdout) != g.row.n)
			break;
	}
	buf_fini(&g.row);
	words_free(g.words);
	written = fflush(stdout) == 0 && !ferror(stdout);
	if (!written)
		perror("generate");
	return written ? 0 : 1;
}
