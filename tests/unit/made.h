/*
 * A chronicle made from the text of a CSV, and a program that runs tests:
 * what the tests of the ui share.
 */
#ifndef ANNALS_TESTS_MADE_H
#define ANNALS_TESTS_MADE_H

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "model/chronicle.h"
#include "model/delivery.h"
#include "model/intake.h"
#include "model/segment.h"
#include "running.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))
#define MADE_MAX 16

/* What the loader would send, in order. */
struct made {
	struct delivery *delivery[MADE_MAX];
	size_t n;
};

static inline void
made_sink(void *arg, struct delivery *d)
{
	struct made *m = arg;

	ck_assert_uint_lt(m->n, MADE_MAX);
	m->delivery[m->n++] = d;
}

/* Read csv; source is what its source numbers refer to, "" for nothing; option
 * what its columns are for. */
static inline void
made_read_roles(struct made *m, const char *csv, const char *source,
    const struct roles_option *option)
{
	char title[] = "Made", name[32];
	struct package package = { .title = title, .source = name };
	struct intake_setup setup = { .file = "made.csv",
		.title = title,
		.package = &package,
		.options.role = *option,
		.sink = made_sink,
		.arg = m };
	struct err e = { .code = ERR_NONE };
	struct intake *in;

	(void)snprintf(name, sizeof name, "%s", source);
	m->n = 0;
	in = intake_new(&setup, &e);
	ck_assert_msg(in != NULL, "%s", e.text);
	ck_assert_msg(intake_feed(in, csv, strlen(csv), &e), "%s", e.text);
	intake_end(in, NULL);
	intake_free(in);
}

static inline void
made_read(struct made *m, const char *csv, const char *source)
{
	static const struct roles_option nothing;

	made_read_roles(m, csv, source, &nothing);
}

/* Give the whole chronicle. */
static inline struct chronicle *
made_chronicle(const char *csv, const char *source)
{
	struct chronicle *c = chronicle_new();
	struct err e = { .code = ERR_NONE };
	struct made m;

	made_read(&m, csv, source);
	for (size_t i = 0; i < m.n; i++)
		ck_assert_msg(
		    chronicle_adopt(c, m.delivery[i], &e), "%s", e.text);
	return c;
}

/* Run the tests that add() puts into a case; the status of the program. */
static inline int
made_run(const char *name, void (*add)(TCase *t))
{
	(void)setlocale(LC_ALL, "");
	return run_tests(name, add);
}

#endif
