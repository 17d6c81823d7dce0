/*
 * A chronicle that is compiled in a folder of its own: what the tests of
 * compiled files share.
 */
#ifndef ANNALS_TESTS_COMPILING_H
#define ANNALS_TESTS_COMPILING_H

#include <check.h>
#include <locale.h>

#include "cli/compile.h"
#include "model/chronicle.h"
#include "model/compiled.h"
#include "model/load.h"
#include "model/segment.h"
#include "running.h"
#include "unit/scratch.h"

static struct err e;
static struct chronicle *c; /* what was opened last, or NULL */

static inline void
compiling_setup(void)
{
	ck_assert(setlocale(LC_ALL, "") != NULL);
	scratch_enter();
	ck_assert(segment_setup(&e));
	/* Problems are for standard error, and are looked at elsewhere. */
	ck_assert(freopen("/dev/null", "w", stderr) != NULL);
	e = (struct err){ .code = ERR_NONE };
	c = NULL;
}

static inline void
compiling_teardown(void)
{
	chronicle_free(c);
	scratch_leave();
}

/* Compile a file, or a folder, into another one. */
static inline void
compile(const char *from, const char *to)
{
	const struct loader_options options = { .delimiter = '\0' };
	const struct compile_ask ask = { to, true, false };
	int signo;

	ck_assert_msg(
	    compile_run(from, &options, &ask, &signo, &e), "%s", e.text);
}

static inline void
compile_text(const char *csv, const char *to)
{
	scratch_put("f.csv", csv);
	compile("f.csv", to);
}

/* Let c be what is in the file; false with e. */
static inline bool
open_compiled(const char *name)
{
	struct delivery *d = compiled_open(name, &e);

	chronicle_free(c);
	c = NULL;
	if (d == NULL)
		return false;
	c = chronicle_new();
	ck_assert_msg(chronicle_adopt(c, d, &e), "%s", e.text);
	ck_assert(!chronicle_loading(c));
	return true;
}

#endif
