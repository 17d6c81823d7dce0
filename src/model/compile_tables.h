/*
 * What is known of a chronicle as a whole when it is compiled, and the small
 * tables that it fills.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_COMPILE_TABLES_H
#define ANNALS_MODEL_COMPILE_TABLES_H

#include "base/err.h"
#include "model/dates.h"
#include "model/events.h"
#include "model/problem.h"
#include "model/record.h"
#include "model/sections.h"

#include <stdbool.h>

struct sqlite3;

struct compile_tables {
	struct columns columns;
	bool *worded; /* which of them have an index; NULL before it is known */
	struct dates_options *hint; /* as delivered; or NULL */
	struct events events;
	struct sections sections;
	bool listed; /* as delivered */
	struct problems problems;
	struct dates dates;
	int date_cols;
	char *title, *name, *source; /* name may be NULL, all at first */
};

void compile_tables_init(struct compile_tables *t);
void compile_tables_fini(struct compile_tables *t);

/* Fill the tables of db but those of the events, their arrays and their words;
 * the events are sorted.  False with *e. */
bool compile_tables_write(
    const struct compile_tables *t, struct sqlite3 *db, struct err *e);

#endif
