/*
 * A folder of its own and a chronicle loaded from files in it: what the test
 * programs of the loader share.
 */
#ifndef ANNALS_TESTS_LOADING_H
#define ANNALS_TESTS_LOADING_H

#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/load.h"
#include "model/segment.h"

static const struct loader_options usual;

static char dir[] = "/tmp/annals-loader-XXXXXX";
static struct chronicle *c;
static struct mailbox *box;
static struct err e;

static inline void
setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	ck_assert(mkdtemp(dir) != NULL);
	ck_assert(chdir(dir) == 0);
	ck_assert(segment_setup(&e));
	e = (struct err){ 0 };
	c = chronicle_new();
	box = mailbox_new(&e);
	ck_assert(box != NULL);
}

static inline void
teardown(void)
{
	static const char *const names[] = { "f.csv", "datapackage.json",
		"events.csv", "sections.csv", "fifo" };

	mailbox_free(box);
	chronicle_free(c);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)unlink(names[i]);
	ck_assert(chdir("/") == 0);
	ck_assert(rmdir(dir) == 0);
}

static inline void
put_bytes(const char *name, struct str s)
{
	FILE *f = fopen(name, "wb");

	ck_assert(f != NULL);
	ck_assert_uint_eq(fwrite(s.p, 1, s.n, f), s.n);
	ck_assert(fclose(f) == 0);
}

static inline void
put(const char *name, const char *text)
{
	put_bytes(name, str_of(text));
}

static inline void
load(const char *path)
{
	ck_assert_msg(chronicle_load(c, path, &usual, &e), "%s", e.text);
	ck_assert(!chronicle_loading(c));
}

static inline void
load_text(const char *text)
{
	put("f.csv", text);
	load("f.csv");
}

/* The field in column of event n. */
static inline void
assert_field(size_t n, size_t column, const char *p, size_t len)
{
	struct record r;

	record_init(&r);
	ck_assert_msg(chronicle_record(c, n, &r, &e), "%s", e.text);
	ck_assert_uint_lt(column, r.n);
	ck_assert_msg(str_eq(r.field[column], (struct str){ p, len }),
	    "event %zu, column %zu: '%.*s' is not '%s'", n, column,
	    (int)r.field[column].n, r.field[column].p, p);
	record_fini(&r);
}

static inline void
assert_text(size_t n, size_t column, const char *want)
{
	assert_field(n, column, want, strlen(want));
}

/* Problem i is of that kind, prints like that and is about raw. */
static inline void
assert_problem(
    size_t i, enum problem_kind kind, const char *want, const char *raw)
{
	const struct problems *p = chronicle_problems(c);
	struct buf b = BUF_INIT;

	ck_assert_uint_lt(i, p->n);
	ck_assert_int_eq(p->at[i].kind, kind);
	problem_print(&b, &p->at[i]);
	ck_assert_str_eq(buf_cstr(&b), want);
	ck_assert_str_eq(p->at[i].raw, raw);
	buf_fini(&b);
}

static inline void
assert_problems(size_t n)
{
	const struct problems *p = chronicle_problems(c);
	struct buf b = BUF_INIT;

	if (p->n > 0)
		problem_print(&b, &p->at[0]);
	ck_assert_msg(problems_total(p) == n, "%zu problems: %s",
	    problems_total(p), buf_cstr(&b));
	buf_fini(&b);
}

static inline const struct section *
section_of(size_t n)
{
	uint32_t i = chronicle_section(c, n);

	ck_assert_uint_lt(i, chronicle_sections(c)->n);
	return &chronicle_sections(c)->at[i];
}

#endif
