/*
 * A package in a folder of its own, its table of sections in it: what the
 * tests of packages and of their sections share.
 */
#ifndef ANNALS_TESTS_PACKAGED_H
#define ANNALS_TESTS_PACKAGED_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "model/package.h"
#include "running.h"

/* A folder of its own for each test. */
static char folder[32];

static inline void
setup(void)
{
	(void)snprintf(
	    folder, sizeof folder, "%s", "/tmp/annals-package-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline char *
path_of(const char *name)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s", folder, name);
	return buf_steal(&b);
}

static inline void
remove_file(const char *name)
{
	char *path = path_of(name);

	(void)remove(path);
	x_free(path);
}

static inline void
teardown(void)
{
	remove_file("datapackage.json");
	remove_file("s.csv");
	ck_assert_int_eq(rmdir(folder), 0);
}

static inline void
write_file(const char *name, struct str text)
{
	char *path = path_of(name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text.p, 1, text.n, f), text.n);
	ck_assert_int_eq(fclose(f), 0);
	x_free(path);
}

static inline bool
read_json(const char *json, struct package *p, struct err *e)
{
	write_file("datapackage.json", str_of(json));
	return package_read(folder, p, e);
}

static inline void
ck_in_folder(const char *path, const char *name)
{
	char *want = path_of(name);

	ck_assert_str_eq(path, want);
	x_free(want);
}

/* The error text is the file's path and what. */
static inline void
ck_error(
    const struct err *e, enum err_code code, const char *file, const char *what)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s/%s: %s", folder, file, what);
	ck_assert_str_eq(e->text, buf_cstr(&b));
	ck_assert_int_eq(e->code, code);
	buf_fini(&b);
}

static const char good[] =
    "{\"name\": \"x\", \"title\": \"Two lands\","
    " \"annals:source\": \"article, note\","
    " \"resources\": ["
    "  {\"name\": \"sections\", \"path\": \"s.csv\","
    "   \"encoding\": \"latin1\", \"dialect\": {\"delimiter\": \"|\"}},"
    "  {\"name\": \"other\", \"path\": \"o.json\"},"
    "  {\"name\": \"events\", \"path\": \"data/e.csv\","
    "   \"dialect\": {\"delimiter\": \"\\t\", \"quoteChar\": \"'\","
    "    \"header\": false},"
    "   \"schema\": {\"fields\": ["
    "    {\"name\": \"id\"}, {\"name\": \"title\"}, 7,"
    "    {\"name\": \"Headline\", \"annals:role\": \"title\"},"
    "    {\"name\": \"text\", \"annals:role\": \"\"},"
    "    {\"name\": \"date\", \"annals:role\": \"nonsense\"},"
    "    {\"name\": \"kind\", \"annals:role\": \"places\"},"
    "    {\"name\": \"colour\"}]}}]}";

#endif
