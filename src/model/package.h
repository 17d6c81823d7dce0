/*
 * A folder's datapackage.json: what a chronicle is called, where its files
 * are, how they are written and which column is what.
 *
 * Frictionless Tabular Data Package (specs.frictionlessdata.io), of which
 * only this is read: name, title, the custom property annals:source, and of
 * the resources name, path, encoding, format, mediatype, dialect (delimiter,
 * quoteChar, header), schema: fields (name, type, format, the custom property
 * annals:role), missingValues, foreignKeys, and annals:without (an array of
 * roles that no field is to have).  A package is data and configures nothing
 * else; it cannot name files outside its folder.
 *
 * Pure functions but for reading files; any thread.
 */
#ifndef ANNALS_MODEL_PACKAGE_H
#define ANNALS_MODEL_PACKAGE_H

#include "base/date_numeric.h"
#include "base/err.h"
#include "model/csv.h"
#include "model/package_list.h"
#include "model/problem.h"
#include "model/record.h"
#include "model/sections.h"

#include <stdbool.h>
#include <stddef.h>

#define PACKAGE_FILE "datapackage.json"
#define PACKAGE_MAX ((size_t)1 << 20)           /* bytes of that file */
#define PACKAGE_SECTIONS_MAX ((size_t)16 << 20) /* bytes of the sections */
#define PACKAGE_FILES_MAX 10000                 /* of events */
#define PACKAGE_MISSING_MAX 64                  /* texts for nothing */

/* What a package says of a role. */
struct package_role {
	char **column; /* n names, in their order; several make one */
	size_t n;
	bool none; /* no column is to have it */
};

/* What a package says of a field beside its name. */
struct package_field {
	bool dated;            /* by its type */
	enum date_order order; /* by its format; OPEN: it does not say */
};

struct package {
	char *file;               /* the PACKAGE_FILE itself */
	char *name;               /* "" if it has none */
	char *title;              /* else the name, else "" */
	char *source;             /* what its source numbers are notes of, e.g.
				     "article"; "" if it does not say */
	char *events;             /* path of the CSV, folder included */
	char *sections;           /* likewise, or NULL */
	struct package_list more; /* other tables of events, likewise */
	char *sections_id;        /* name of the column of ids there, or NULL */
	char *encoding;           /* of the events, as it says, or NULL */
	char *sections_encoding;  /* likewise */
	struct csv_options dialect;          /* of the events */
	struct csv_options sections_dialect; /* of the sections */
	struct package_role role[ROLE_NROLES];

	/* Of the events' schema. */
	struct package_list fields;  /* names of all columns; may be none */
	struct package_field *field; /* what it says of each */
	struct package_list missing; /* texts that say that there is nothing */
	enum date_order order;       /* of dates; OPEN: it does not say */

	struct package_list notes; /* what is left out, a line each */
};

/* True if path is a folder with a PACKAGE_FILE or is named like one. */
bool package_is(const char *path);

/*
 * Read the package at path: the folder or the file itself.  The events are
 * the resource "events", else the first table with a field of dates, else the
 * first table, but not the sections; more are all other tables, see
 * package_choose().  The sections are the resource "sections" or the one that a
 * foreign key of the events' sections points at. A field's role is its
 * annals:role, which may be an array, else its name if that is a role's name;
 * without a date so far it is the first field with a type of dates.  Several
 * with the same role are one column, in the order of their annals:part, a
 * number, else in that of the file.
 *
 * False with *e and *p empty (package_fini() is fine): ERR_IO, or ERR_FORMAT
 * if it is no such package, too large or names a path that is absolute, a URL
 * or holds "..".  The text starts with the file.
 */
bool package_read(const char *path, struct package *p, struct err *e);

void package_fini(struct package *p);

/*
 * Leave of p->more only what has the columns of the events, by the headers of
 * the files; what is left out is noted.
 */
void package_choose(struct package *p);

/*
 * Append the sections of p (none: nothing) to *out, by the header names id (or
 * sections_id), parent, title (or name), summary.  What is odd goes to
 * problems: the notes of p, a missing id (skipped), an id that was there
 * (skipped), a parent that is unknown or comes later (it becomes top level).
 * False with *e, text starting with the file, if it cannot be read or has no
 * column of ids.
 */
bool package_sections(const struct package *p, struct sections *out,
    struct problems *problems, struct err *e);

#endif
