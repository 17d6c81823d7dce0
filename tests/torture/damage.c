/*
 * Compiled files that are damaged: bytes are changed, pages exchanged, the end
 * cut off, and then all is asked of the file that a reader may ask.  It is
 * refused or read, but nothing crashes, hangs or reads what is not there: to
 * be run with sanitizers.
 *
 *	damage [TIMES [SEED]]
 *
 * Prints the seed that went wrong; damage 1 SEED does it again.
 */
#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/compile.h"
#include "model/chronicle.h"
#include "model/compiled.h"
#include "model/compiled_schema.h"
#include "model/days.h"
#include "model/facet.h"
#include "model/nearest.h"
#include "model/order.h"
#include "model/related.h"
#include "model/result.h"
#include "model/search.h"
#include "model/segment.h"
#include "model/telling.h"
#include "model/timeline.h"
#include "ui/visits.h"
#include "unit/chance.h"

#define EVENTS 400
#define BATCH 50    /* files a process looks at */
#define SECONDS 60  /* after which a batch hangs */
#define STEPS 10000 /* that a job may take */

static void
die(const char *what)
{
	(void)fprintf(stderr, "damage: %s\n", what);
	exit(EXIT_FAILURE);
}

/* ---- the file ---- */

/* Some of everything: sections, dates, undated, other scripts. */
static void
write_csv(const char *path)
{
	static const char *const dates[] = { "1948-05-17", "1950", "", "199X",
		"1950/1960", "../1949", "1995-06/..", "2001-21", "0044" };
	static const char *const words[] = { "peace", "war", "river", "wars",
		"caf\u00e9", "\u0451\u043b\u043a\u0430", "\u624b\u673a" };
	FILE *f = fopen(path, "w");

	if (f == NULL)
		die(path);
	(void)fputs("id,date,section,title,text,kind,number\n", f);
	for (unsigned i = 0; i < EVENTS; i++) {
		(void)fprintf(f, "e%u,%s,Section %u,%s %s,\"", i,
		    dates[i * 7 % 9], i % 5, words[i % 7], words[i / 7 % 7]);
		for (unsigned k = 0; k < 30; k++)
			(void)fprintf(f, "%s%u ", words[(i + k * k) % 7],
			    k % 3 == 0 ? i * k % 50 : k);
		(void)fprintf(f, "\",kind %u,%u\n", i % 4, i);
	}
	if (fclose(f) != 0)
		die(path);
}

static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	char *p = x_malloc((size_t)8 << 20);

	if (f == NULL)
		die(path);
	*n = fread(p, 1, (size_t)8 << 20, f);
	(void)fclose(f);
	return p;
}

static void
write_file(const char *path, const char *p, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(p, 1, n, f) != n || fclose(f) != 0)
		die(path);
}

/* ---- the damage ---- */

/* A place where something is: most of the pages of small tables is empty, and
 * what stands at the start of a file is mostly refused at once. */
static size_t
place(const char *p, size_t n)
{
	size_t page = chance(n / COMPILED_PAGE) * COMPILED_PAGE;
	size_t head = page == 0 && chance(8) != 0 ? 100 : 0, at = 0;

	for (int i = 0; i < 200; i++) {
		at = page + head + chance(COMPILED_PAGE - head);
		if (p[at] != 0)
			break;
	}
	return at;
}

static void
change_byte(char *p, size_t at)
{
	static const unsigned char often[] = { 0, 1, 0x7F, 0x80, 0xFF, 0x0D,
		0x05, 0x0A, 0x02 };

	switch (chance(4)) {
	case 0:
		p[at] ^= (char)(1 << chance(8));
		break;
	case 1:
		p[at] = (char)often[chance(sizeof often)];
		break;
	case 2:
		p[at] = (char)(p[at] + (chance(2) == 0 ? 1 : -1));
		break;
	default:
		p[at] = (char)chance(256);
	}
}

static void
change_run(char *p, size_t n, size_t at)
{
	size_t most = chance(3) == 0 ? 4096 : 8;
	char to = chance(2) == 0 ? 0 : (char)0xFF;

	for (size_t i = chance(most) + 1; i > 0 && at < n; i--, at++)
		p[at] = chance(3) == 0 ? (char)chance(256) : to;
}

/* Copy a page, or a piece of one, to where another one is. */
static void
change_place(char *p, size_t n)
{
	size_t pages = n / COMPILED_PAGE;
	size_t from = chance(pages) * COMPILED_PAGE;
	size_t to = (1 + chance(pages - 1)) * COMPILED_PAGE;

	if (chance(2) == 0)
		memmove(p + to, p + from, COMPILED_PAGE);
	else
		memmove(p + to, p + from, 8 + chance(200));
}

/* Returns how long it is then. */
static size_t
damage(char *p, size_t n)
{
	size_t changes = 1 + chance(chance(3) == 0 ? 40 : 3);

	for (size_t i = 0; i < changes; i++)
		switch (chance(12)) {
		case 0:
			change_run(p, n, place(p, n));
			break;
		case 1:
			change_place(p, n);
			break;
		default:
			change_byte(p, place(p, n));
		}
	if (chance(40) != 0)
		return n;
	n = chance(n);
	/* Half of these say so, as if it were all right. */
	if (chance(2) == 0 && n > 100) {
		size_t pages = n / COMPILED_PAGE + 1;

		n = pages * COMPILED_PAGE;
		p[28] = p[29] = 0;
		p[30] = (char)(pages >> 8);
		p[31] = (char)pages;
	}
	return n;
}

/* ---- all that may be asked ---- */

/* A job ends. */
static void
count_step(size_t *steps)
{
	if (++*steps > STEPS)
		die("a job does not end");
}

static void
ask_events(const struct chronicle *c)
{
	size_t n = chronicle_count(c), at;
	struct record r;
	struct err e;

	record_init(&r);
	for (size_t i = 0; i < n; i += 1 + n / 97) {
		struct date d = chronicle_date(c, i);
		int32_t key = date_key(&d);

		(void)date_year(key);
		if (chronicle_section(c, i) >= chronicle_sections(c)->n)
			die("a section that does not exist");
		(void)chronicle_record(c, i, &r, &e);
		(void)chronicle_find(
		    c, record_role(&r, chronicle_columns(c), ROLE_ID), &at);
		(void)visits_key(c, i);
	}
	record_fini(&r);
}

static void
ask_result(const struct chronicle *c, uint32_t section, const uint64_t *set)
{
	struct result r;
	struct err e;
	uint32_t bin[40], *count;
	int32_t first, last;
	size_t at;

	result_init(&r);
	count = x_calloc(chronicle_sections(c)->n, sizeof *count);
	(void)facets_sections(c, set, count);
	x_free(count);
	if (result_filter(&r, c, section, set, &e)) {
		for (size_t i = 0; i < r.n; i += 1 + r.n / 31)
			if (result_event(&r, i) >= chronicle_count(c))
				die("an event that does not exist");
		for (size_t i = 0; i < chronicle_count(c); i += 40)
			(void)result_find(&r, c, i, &at);
		for (int32_t year = 1900; year < 2010; year += 10)
			if (result_year(&r, c, year) > r.n)
				die("a place that does not exist");
		if (facets_span(c, &first, &last) && first <= last) {
			facets_plot(&r, c, first, last, bin, 40);
			facets_plot(NULL, c, first, last, bin, 40);
		}
	}
	result_fini(&r);
}

static void
ask_order(const struct chronicle *c, const struct query *q, const uint64_t *set,
    const char *name)
{
	struct result r;
	struct order_list list;
	struct order_setup setup = {
		.chronicle = c, .result = &r, .query = &q, .nqueries = 1
	};
	struct order *o = NULL;
	struct err e;
	size_t steps = 0;
	bool done = false;

	result_init(&r);
	order_list_init(&list);
	if (order_by_read(&setup.by, chronicle_columns(c), chronicle_map(c),
		str_of(name), &e) &&
	    result_filter(&r, c, SECTION_NONE, set, &e))
		o = order_new(&setup, &e);
	while (o != NULL && !done && order_step(o, &done, &e))
		count_step(&steps);
	if (o != NULL && done)
		order_take(o, &list);
	order_free(o);
	order_list_fini(&list);
	result_fini(&r);
}

static void
ask_nearest(const struct chronicle *c, const struct query *q, const char *text)
{
	struct err e;
	struct nearest *n = nearest_new(q, str_of(text), c, &e);
	struct nearest_offer offer[NEAREST_MAX];
	size_t steps = 0;
	bool done = false;

	while (n != NULL && !done && nearest_step(n, &done, &e))
		count_step(&steps);
	if (n != NULL && done)
		(void)nearest_offers(n, offer);
	nearest_free(n);
}

static void
ask_query(const struct chronicle *c, const char *text)
{
	static const char *const orders[] = { "rank", "title", "-number",
		"-date" };
	struct err e;
	size_t column, steps = 0;
	bool done = false;
	struct query *q = query_parse(str_of(text), chronicle_columns(c),
	    chronicle_map(c), false, &column, &e);
	struct search *s = q != NULL ? search_new(q, c, &e) : NULL;

	while (s != NULL && !done && search_step(s, &done, &e))
		count_step(&steps);
	if (s != NULL && done) {
		ask_result(c, SECTION_NONE, search_set(s));
		ask_result(c, 0, search_set(s));
		ask_order(c, q, search_set(s), orders[chance(4)]);
		if (search_count(s) == 0)
			ask_nearest(c, q, text);
	}
	search_free(s);
	query_free(q);
}

static void
ask_related(const struct chronicle *c, size_t event)
{
	struct err e;
	struct related *r = related_new(c, event, &e);
	size_t steps = 0;
	bool done = false;

	while (r != NULL && !done && related_step(r, &done, &e))
		count_step(&steps);
	for (size_t i = 0; r != NULL && i < related_count(r); i++)
		if (related_at(r, i) >= chronicle_count(c))
			die("an event that does not exist is related");
	related_free(r);
}

static void
ask_facet(const struct chronicle *c)
{
	struct field field = { .kind = FIELD_COLUMN };
	struct err e;
	struct facet *f;
	size_t steps = 0;

	field.column = (int)chance(chronicle_columns(c)->n);
	f = facet_new(c, &field, &e);
	while (f != NULL && facet_running(f) && facet_step(f, &e))
		count_step(&steps);
	facet_free(f);
}

static void
ask_time(const struct chronicle *c)
{
	struct timeline_ask ask = { (enum timeline_level)chance(4), 0, 4 };
	struct timeline t;
	struct days *days = x_malloc(sizeof *days);
	struct err e;

	timeline_init(&t);
	(void)timeline_build(&t, c, NULL, &ask, &e);
	timeline_fini(&t);
	days_count(days, c, NULL);
	x_free(days);
}

/* In another order each time: what was read before may matter. */
static void
ask(const struct chronicle *c)
{
	static const char *const queries[] = { "peace", "w*", "title:r*",
		"\"war river\"", "caf\u00e9 -war", "kind:kind", "number>200",
		"date:1948..1955", "section:\"section 2\"", "day:05-17",
		"text:p* OR \u0451\u043b\u043a\u0430", "\u624b", "peaec",
		"riverr wrs", "-a*" };
	struct str word;
	struct err e;

	for (int i = 0; i < 12; i++)
		switch (chance(8)) {
		case 0:
			ask_events(c);
			break;
		case 1:
			ask_result(c, chance(2) == 0 ? SECTION_NONE : 0, NULL);
			break;
		case 2:
			ask_time(c);
			break;
		case 3:
			ask_facet(c);
			break;
		case 4:
			if (chronicle_count(c) > 0)
				ask_related(c, chance(chronicle_count(c)));
			break;
		case 5:
			(void)telling_word(
			    c, str_of("the war of the river"), &word, &e);
			break;
		default:
			ask_query(c, queries[chance(15)]);
		}
}

/* Returns whether it was read. */
static bool
use(const char *path)
{
	struct chronicle *c = chronicle_new();
	struct err e = { .code = ERR_NONE };
	struct delivery *d = compiled_open(path, &e);
	bool opened = d != NULL;

	if (!opened && strncmp(e.text, path, strlen(path)) != 0)
		die("an error that does not name the file");
	if (opened && chronicle_adopt(c, d, &e))
		ask(c);
	chronicle_free(c);
	return opened;
}

/* ---- the whole ---- */

/* What a process that looks at files tells, before each and at its end. */
struct word {
	unsigned long number; /* of the file */
	unsigned read;        /* of those before it */
};

static void
try(const char *whole, size_t n, const char *path, unsigned long number,
    unsigned *read)
{
	char *p = x_malloc(n + COMPILED_PAGE);
	size_t left;

	memcpy(p, whole, n);
	memset(p + n, 0, COMPILED_PAGE);
	chance_start((int)number);
	left = damage(p, n);
	write_file(path, p, left);
	x_free(p);
	*read += use(path);
}

static void
try_all(const char *whole, size_t n, const char *path, unsigned long number,
    unsigned long count, int fd)
{
	struct word word = { .read = 0 };

	(void)alarm(SECONDS);
	for (unsigned long i = 0; i <= count; i++) {
		word.number = number + i;
		if (write(fd, &word, sizeof word) != sizeof word)
			die("nobody listens");
		if (i < count)
			try(whole, n, path, word.number, &word.read);
	}
}

/* Look at some in a process of their own.  Returns how many were read. */
static unsigned
try_batch(const char *whole, size_t n, const char *path, unsigned long number,
    unsigned long count)
{
	struct word word = { .read = 0 };
	int status, fd[2];
	pid_t pid = -1;

	if (pipe(fd) != 0 || (pid = fork()) < 0)
		die("no process");
	if (pid == 0) {
		(void)close(fd[0]);
		try_all(whole, n, path, number, count, fd[1]);
		exit(EXIT_SUCCESS);
	}
	(void)close(fd[1]);
	while (read(fd[0], &word, sizeof word) == sizeof word)
		continue;
	(void)close(fd[0]);
	if (waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
	    WEXITSTATUS(status) == EXIT_SUCCESS)
		return word.read;
	(void)fprintf(stderr, "damage: damage 1 %lu: %s %d\n", word.number,
	    WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	exit(EXIT_FAILURE);
}

int
main(int argc, char **argv)
{
	unsigned long times = argc > 1 ? strtoul(argv[1], NULL, 10) : 500;
	unsigned long number = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	char dir[] = "/tmp/annals-damage-XXXXXX";
	struct compile_ask make = { "whole", true, false };
	struct loader_options options = { .delimiter = '\0' };
	unsigned long done = 0, read = 0;
	struct err e;
	size_t n;
	int signo;
	char *whole;

	(void)setlocale(LC_ALL, "C.UTF-8");
	if (!segment_setup(&e) || mkdtemp(dir) == NULL || chdir(dir) != 0)
		die("no folder");
	write_csv("events.csv");
	if (!compile_run("events.csv", &options, &make, &signo, &e))
		die(e.text);
	whole = read_file("whole", &n);
	if (!use("whole"))
		die("what is whole is refused");
	while (done < times) {
		unsigned long count =
		    times - done < BATCH ? times - done : BATCH;

		read += try_batch(whole, n, "damaged", number + done, count);
		done += count;
	}
	(void)printf("damage: %lu files, %lu read\n", done, read);
	x_free(whole);
	(void)unlink("whole");
	(void)unlink("damaged");
	(void)unlink("events.csv");
	if (chdir("/") != 0 || rmdir(dir) != 0)
		die("the folder stays");
	return EXIT_SUCCESS;
}
