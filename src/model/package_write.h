/*
 * A package for a CSV file that came without one: how it is written and what
 * its columns are for, as model/package.h reads it.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_PACKAGE_WRITE_H
#define ANNALS_MODEL_PACKAGE_WRITE_H

#include "base/buf.h"
#include "model/csv.h"
#include "model/record.h"

/* What is told; strings are lent. */
struct package_about {
	const char *file;     /* the CSV, as the user named it */
	const char *title;    /* NULL or "": none */
	const char *encoding; /* NULL: not told */
	const struct csv_options *dialect;
	const struct columns *columns;
};

/*
 * Append datapackage.json (Frictionless Tabular Data Package): name, title and
 * the one resource with name, path (the last part of the file's), dialect,
 * encoding and the fields, each with its annals:role, an array if it has
 * several; the order of parts (annals:part) where it is not that of the file;
 * and the roles that no column has (annals:without).
 */
void package_write(struct buf *out, const struct package_about *about);

#endif
