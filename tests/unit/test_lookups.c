/*
 * The lookups of tests/cli/lookups, which tests/cli_search.sh plays from the
 * shell, in the reader: typed, pasted and as a command.
 */
#include "config.h"

#include <poll.h>

#include "base/mailbox.h"
#include "base/mem.h"
#include "model/load.h"
#include "plat/keys.h"
#include "unit/playing.h"

#define LOOKUPS_MAX 200

struct lookup {
	char *query, *ids, *typed; /* "" for no ids */
};

static struct lookup lookups[LOOKUPS_MAX];
static int nlookups;
static int64_t now = 1000;

static const char *
must_getenv(const char *name)
{
	const char *s = getenv(name);

	if (s == NULL) {
		fprintf(stderr, "%s is not set\n", name);
		exit(99);
	}
	return s;
}

/* ---- the file ----------------------------------------------------------- */

static char *
take_ids(struct str *rest)
{
	struct str ids;

	if (!str_split(rest, '\t', &ids))
		return NULL;
	return str_eq(ids, str_of("-")) ? x_strdup("")
					: x_strndup(ids.p, ids.n);
}

static void
read_lookup(struct str line)
{
	struct lookup *l = &lookups[nlookups++];
	struct str query;

	(void)str_split(&line, '\t', &query);
	l->query = x_strndup(query.p, query.n);
	l->ids = take_ids(&line);
	l->typed = take_ids(&line);
	if (l->typed == NULL)
		l->typed = x_strdup(l->ids);
}

static void
read_lookups(void)
{
	char path[4096], line[4096];
	FILE *f;

	(void)snprintf(
	    path, sizeof path, "%s/tests/cli/lookups", must_getenv("SRC"));
	if ((f = fopen(path, "r")) == NULL) {
		perror(path);
		exit(99);
	}
	while (nlookups < LOOKUPS_MAX && fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '#')
			read_lookup(str_of(line));
	}
	(void)fclose(f);
}

/* ---- the reader --------------------------------------------------------- */

static bool
take(void *arg, struct mailbox *box, struct err *e)
{
	struct pollfd fd = { .fd = mailbox_fd(box), .events = POLLIN };
	struct letter *l;

	(void)arg;
	while (chronicle_loading(a.reader.chronicle)) {
		if (poll(&fd, 1, 10000) <= 0)
			return err_set(e, ERR_IO, "the loader is silent");
		while ((l = mailbox_take(box)) != NULL)
			app_adopt(&a, (struct delivery *)(void *)l, now);
	}
	return true;
}

static void
draw(void)
{
	now += APP_LOADING_MS;
	work(now);
}

static void
setup_shipped(void)
{
	struct loader_options options = { .delimiter = '\0' };
	struct err e = { .code = ERR_NONE };
	char path[4096];

	setlocale(LC_ALL, "");
	ck_assert(segment_setup(&e));
	setup();
	app_resize(&a, 40, 120);
	(void)snprintf(
	    path, sizeof path, "%s/data/israel-russia", must_getenv("SRC"));
	ck_assert_msg(load_with(path, &options, take, NULL, &e), "%s", e.text);
	draw();
}

static int
by_number(const void *x, const void *y)
{
	uint32_t i = *(const uint32_t *)x, k = *(const uint32_t *)y;

	return i < k ? -1 : i > k;
}

/* Append the ids of what is listed, in the order of the file. */
static void
print_listed(struct buf *out)
{
	const struct result *found = &a.reader.result;
	uint32_t *event = x_calloc(found->n, sizeof *event);
	struct record r;

	for (size_t i = 0; i < found->n; i++)
		event[i] = found->event[i];
	qsort(event, found->n, sizeof *event, by_number);
	record_init(&r);
	for (size_t i = 0; i < found->n; i++) {
		struct str id;

		ck_assert(
		    chronicle_record(a.reader.chronicle, event[i], &r, NULL));
		id = record_role(
		    &r, chronicle_columns(a.reader.chronicle), ROLE_ID);
		buf_addf(out, "%s%.*s", i > 0 ? " " : "", (int)id.n, id.p);
	}
	record_fini(&r);
	x_free(event);
}

static void
assert_listed(const char *query, const char *how, const char *want)
{
	struct buf is = BUF_INIT;

	draw();
	print_listed(&is);
	ck_assert_msg(strcmp(buf_cstr(&is), want) == 0,
	    "%s, %s: %s\ninstead of: %s", query, how, buf_cstr(&is), want);
	buf_fini(&is);
}

/* All events again. */
static void
drop(void)
{
	app_key(&a, 0x1B, now);
	draw();
	ck_assert_uint_eq(
	    a.reader.result.n, chronicle_count(a.reader.chronicle));
}

START_TEST(the_reader_finds_it)
{
	const struct lookup *l = &lookups[_i];

	type_at("/", now);
	type_at(l->query, now);
	assert_listed(l->query, "typed", l->typed);
	type_at("\r", now);
	assert_listed(l->query, "entered", l->typed);
	ck_assert_str_eq(find_text(&a.reader.find), l->query);
	drop();

	/* A blank ends the last word. */
	type_at("/", now);
	type_at(l->query, now);
	type_at(" \r", now);
	assert_listed(l->query, "with a blank", l->ids);
	drop();

	type_at("/", now);
	app_key(&a, TERM_KEY_PASTE_START, now);
	type_at(l->query, now);
	app_key(&a, TERM_KEY_PASTE_END, now);
	type_at("\r", now);
	assert_listed(l->query, "pasted", l->typed);
	drop();

	type_at(":search ", now);
	type_at(l->query, now);
	type_at("\r", now);
	assert_listed(l->query, "as a command", l->ids);
	drop();
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup_shipped, teardown);
	tcase_add_loop_test(tc, the_reader_finds_it, 0, nlookups);
}

int
main(void)
{
	int status;

	read_lookups();
	status = run_tests("lookups", add_tests);
	for (int i = 0; i < nlookups; i++) {
		x_free(lookups[i].query);
		x_free(lookups[i].ids);
		x_free(lookups[i].typed);
	}
	return nlookups >= 40 ? status : EXIT_FAILURE;
}
