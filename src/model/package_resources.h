/*
 * The resources of a package, as far as they are the same for all: names,
 * paths, dialects.  For package.c.
 *
 * One thread at a time.
 */
#ifndef ANNALS_MODEL_PACKAGE_RESOURCES_H
#define ANNALS_MODEL_PACKAGE_RESOURCES_H

#include "base/err.h"
#include "model/csv.h"
#include "model/package_json.h"
#include "model/package_list.h"

#include <stdbool.h>
#include <stddef.h>

struct resource {
	int number; /* in the file, from 0 */
	char *name; /* "" if it has none */
	bool table; /* a CSV, as far as format, mediatype or path tell */
	bool typed; /* format or mediatype do */
	bool dated; /* one of its fields is a date */
	struct package_list paths; /* as they stand there */
	char *encoding;            /* or NULL */
	struct csv_options dialect;
	char *wrong;             /* why that cannot be used, or NULL */
	struct package_list odd; /* what of it is not used */
};

struct resources {
	struct resource *at;
	size_t n, cap;
};

/* Read all that are objects; resources_fini() is due in either case.  False
 * with *e if memory is refused. */
bool resources_read(struct resources *r, struct json *j, struct err *e);
void resources_fini(struct resources *r);

#endif
