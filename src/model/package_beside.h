/*
 * The package of a CSV file that is no chronicle in a folder: one that lies
 * beside it, or elsewhere.  Any thread.
 */
#ifndef ANNALS_MODEL_PACKAGE_BESIDE_H
#define ANNALS_MODEL_PACKAGE_BESIDE_H

#include "base/err.h"
#include "model/package.h"

#include <stdbool.h>

/* Give FOLDER/NAME.datapackage.json for FOLDER/NAME.csv (x_free): where the
 * package of a file is looked for first. */
char *package_beside(const char *file);

/*
 * Read a package that lies apart from the CSV file that it is about, events:
 * that is its resource by the last part of its name, wherever it is.  False
 * with *e: as package_read(), or ERR_NOTFOUND if it is about another file.
 */
bool package_read_of(
    const char *file, const char *events, struct package *p, struct err *e);

#endif
