/*
 * How long a reader waits for the app.
 *
 *	reader FILE [ROUNDS [cpu]]
 *
 * Reads FILE, a chronicle of tests/bench/generate, and prints a line for each
 * thing that was measured, its fields apart by tabs, times in milliseconds; of
 * 0 rounds, only the first:
 *
 *	loaded EVENTS WALL CPU PEAK_KB TURN_MAX KEYS P50 P99 MAX
 *	    SEARCHES P50 P99 MAX
 *	typed|moved WHAT HITS P50 P99 TURN_P99 TURN_MAX ROUNDS EXAMPLE
 *
 * A search is timed from its last key until list, counts and plot are painted
 * and nothing is left to be done; the keys before that one are pressed with a
 * turn between them, as by somebody who types faster than the search.  Each
 * round asks for other words of about the same frequency.  TURN is one turn
 * of the loop: so long the next key may have to wait.  With cpu, time is that
 * on a processor, which others that compute at the same time spoil less.  While
 * it loads, unless for 0 rounds, KEYS that move and SEARCHES by a letter are
 *pressed; they are timed by the wall, from when they were due until they are
 *drawn for the first time.
 */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "bench/player.h"
#include "bench/words.h"
#include "model/segment.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

enum {
	ROUNDS = 100,
	ENOUGH_ROUNDS = 30,
	ENOUGH_MS = 6000, /* so long, then enough rounds are enough */
};

/*
 * What is typed.  In text, % and a digit are the start of the word, so many
 * letters long; %w is all of it and %v is another one.  The words have ranks
 * (bench/words.h) from rank on, range of them in turn.
 */
struct ask {
	const char *what;
	const char *text;
	size_t rank, range;
	bool enter; /* is the last key */
};

static const struct ask asks[] = {
	{ "rare word", "%w ", 30000, 4000, false },
	{ "word in 2 % of events", "%w ", 330, 30, false },
	{ "word in 20 % of events", "%w ", 28, 8, false },
	{ "most frequent words", "%w ", 0, 3, false },
	{ "two words, 20 %", "%w %v ", 28, 8, false },
	{ "two words, most frequent", "%w %v ", 0, 3, false },
	{ "phrase, 20 %", "\"%w %v\"", 28, 8, false },
	{ "phrase, most frequent", "\"%w %v\"", 0, 3, false },
	{ "rare word as typed", "%w", 30000, 4000, false },
	{ "20 % word as typed", "%w", 28, 8, false },
	{ "three letters", "%3", 100, 4000, false },
	{ "three letters, frequent", "%3", 0, 3, false },
	{ "two letters", "%2", 100, 4000, false },
	{ "two letters, frequent", "%2", 0, 3, false },
	{ "one letter, Enter", "%1", 0, 8, true },
	{ "-word", "-%w ", 28, 8, false },
	{ "section:x word", "section:diplomacy %w ", 28, 8, false },
	{ "date:x..y word", "date:1950..1960 %w ", 28, 8, false },
};

/* A key that is pressed, and one before it that is not timed, or NULL. */
struct move {
	const char *what;
	const char *key, *before;
	bool rest; /* time what is done when no other key comes */
};

static const struct move moves[] = {
	{ "next event", "j", NULL, false },
	{ "page down", "<Space>", NULL, false },
	{ "last event", "G", "g", false },
	{ "first event", "g", "G", false },
	{ "next year", "]", NULL, false },
	{ "timeline", "t", "<Esc>", false },
	{ "related events", "j", NULL, true },
};

struct bench {
	struct player player;
	struct words *words;
	size_t rounds;
	struct times times;
	size_t hits; /* of all rounds */
};

/* Append the first n letters of a word, or all. */
static void
add_start(struct buf *out, struct str word, size_t n)
{
	size_t at = 0;
	uint32_t cp;

	for (size_t i = 0; i < n && at < word.n; i++)
		at += utf8_decode(word.p + at, word.n - at, &cp);
	buf_add(out, word.p, at);
}

static void
write_query(
    const struct bench *b, const struct ask *ask, size_t round, struct buf *out)
{
	size_t step = ask->range > b->rounds ? ask->range / b->rounds : 1;
	size_t nth = round * step % ask->range;
	size_t other = (nth + 1) % ask->range;

	buf_clear(out);
	for (const char *p = ask->text; *p != '\0'; p++) {
		if (*p != '%') {
			buf_addc(out, *p);
			continue;
		}
		p++;
		add_start(out,
		    words_at(b->words, ask->rank + (*p == 'v' ? other : nth)),
		    *p >= '1' && *p <= '9' ? (size_t)(*p - '0') : SIZE_MAX);
	}
}

/* Ask, and take the time of the last key. */
static void
time_query(struct bench *b, const struct ask *ask, const struct buf *query)
{
	struct player *p = &b->player;
	size_t last =
	    ask->enter ? query->n : utf8_cut(buf_str(query), query->n - 1);
	int64_t start;

	player_reset(p);
	player_press(p, '/');
	player_settle(p);
	player_type(p, query->p, last);
	start = times_now(&b->times);
	if (ask->enter)
		player_press_name(p, "<Enter>");
	else
		player_type(p, query->p + last, query->n - last);
	player_settle(p);
	times_add(&b->times, start);
	b->hits += p->app.reader.found;
}

static void
report(struct bench *b, const char *kind, const char *what, const char *example)
{
	struct times *turns = &b->player.turns;
	size_t n = b->times.n > 0 ? b->times.n : 1;

	printf("%s\t%s\t%zu\t%.3f\t%.3f\t%.3f\t%.3f\t%zu\t%s\n", kind, what,
	    b->hits / n, times_percentile(&b->times, 50),
	    times_percentile(&b->times, 99), times_percentile(turns, 99),
	    times_percentile(turns, 100), b->times.n, example);
	(void)fflush(stdout);
	times_clear(&b->times);
	times_clear(turns);
	b->hits = 0;
}

/* More rounds, or is that enough? */
static bool
goes_on(const struct bench *b, int64_t start)
{
	size_t n = b->times.n;

	return n < b->rounds &&
	       (n < ENOUGH_ROUNDS ||
		   times_now(&b->times) - start < ENOUGH_MS * (int64_t)1000000);
}

static void
measure_query(struct bench *b, const struct ask *ask)
{
	struct buf query = BUF_INIT;
	int64_t start = times_now(&b->times);

	times_clear(&b->player.turns);
	for (size_t round = 0; goes_on(b, start); round++) {
		write_query(b, ask, round, &query);
		time_query(b, ask, &query);
	}
	report(b, "typed", ask->what, buf_cstr(&query));
	buf_fini(&query);
}

/* Take the time of a key until all is painted that follows from it. */
static void
time_move(struct bench *b, const struct move *move)
{
	struct player *p = &b->player;
	int64_t start;

	if (move->before != NULL) {
		player_press_name(p, move->before);
		player_rest(p);
	}
	start = times_now(&b->times);
	player_press_name(p, move->key);
	player_settle(p);
	if (move->rest)
		start = times_now(&b->times);
	else
		times_add(&b->times, start);
	player_rest(p);
	if (move->rest)
		times_add(&b->times, start);
	b->hits += p->app.reader.result.n;
}

static void
measure_move(struct bench *b, const struct move *move)
{
	int64_t start = times_now(&b->times);

	times_clear(&b->player.turns);
	while (goes_on(b, start))
		time_move(b, move);
	report(b, "moved", move->what, move->key);
}

static void
measure_moves(struct bench *b)
{
	static const struct move sections[] = { { "one section", "j", "g",
						    false },
		{ "all sections", "g", "j", false } };
	struct player *p = &b->player;

	player_reset(p);
	for (size_t i = 0; i < LENGTH(moves); i++) {
		player_press_name(p, "g");
		player_rest(p);
		measure_move(b, &moves[i]);
		player_reset(p);
	}
	player_press_name(p, "h");
	for (size_t i = 0; i < LENGTH(sections); i++)
		measure_move(b, &sections[i]);
}

static double
timeval_ms(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static void
print_busy(struct times *t)
{
	printf("\t%zu\t%.3f\t%.3f\t%.3f", t->n, times_percentile(t, 50),
	    times_percentile(t, 99), times_percentile(t, 100));
}

static void
measure_load(struct bench *b, const char *file)
{
	struct player *p = &b->player;
	struct times wall;
	int64_t start;
	struct rusage used;

	times_init(&wall, CLOCK_MONOTONIC);
	start = times_now(&wall);
	player_open(p, file, b->times.clock, b->rounds > 0);
	times_add(&wall, start);
	(void)getrusage(RUSAGE_SELF, &used);
	printf("loaded\t%zu\t%.3f\t%.3f\t%ld\t%.3f",
	    chronicle_count(p->app.reader.chronicle),
	    times_percentile(&wall, 50),
	    timeval_ms(used.ru_utime) + timeval_ms(used.ru_stime),
	    used.ru_maxrss, times_percentile(&p->turns, 100));
	print_busy(&p->browsed);
	print_busy(&p->searched);
	putchar('\n');
	times_fini(&wall);
}

static void
measure(struct bench *b, const char *file)
{
	measure_load(b, file);
	if (b->rounds == 0)
		goto out;
	measure_moves(b);
	for (size_t i = 0; i < LENGTH(asks); i++)
		measure_query(b, &asks[i]);
out:
	player_close(&b->player);
}

int
main(int argc, char *argv[])
{
	struct bench b = { .rounds = ROUNDS };
	struct err e;

	if (argc < 2 || argc > 4 || setlocale(LC_CTYPE, "") == NULL) {
		fputs("usage: reader FILE [ROUNDS [cpu]]\n", stderr);
		return 2;
	}
	if (!segment_setup(&e)) {
		fprintf(stderr, "reader: %s\n", e.text);
		return 2;
	}
	if (argc > 2)
		b.rounds = strtoul(argv[2], NULL, 10);
	times_init(&b.times, argc > 3 && strcmp(argv[3], "cpu") == 0
				 ? CLOCK_THREAD_CPUTIME_ID
				 : CLOCK_MONOTONIC);
	b.words = words_new();
	measure(&b, argv[1]);
	words_free(b.words);
	times_fini(&b.times);
	return 0;
}
