/*
 * One event as the file has it, and what its columns are for.
 *
 * Any thread; a record belongs to one at a time.
 */
#ifndef ANNALS_MODEL_RECORD_H
#define ANNALS_MODEL_RECORD_H

#include "base/buf.h"
#include "base/str.h"

#include <stddef.h>

enum role {
	ROLE_ID,
	ROLE_DATE,
	ROLE_SECTION,
	ROLE_TITLE,
	ROLE_TEXT,
	ROLE_ACTORS,
	ROLE_PLACES,
	ROLE_KIND,
	ROLE_SOURCES,
	ROLE_NROLES
};

/* The name of a role, as in datapackage.json and --role. */
const char *role_name(enum role r);

/* The role of that name, or ROLE_NROLES. */
enum role role_find(struct str name);

/*
 * The columns of a chronicle.  Frozen once the first segment is delivered.
 */
struct columns {
	size_t n;
	char **name;           /* n of them, UTF-8, as in the header */
	int role[ROLE_NROLES]; /* column of each role, -1 if none has it */
};

void columns_init(struct columns *c);
void columns_fini(struct columns *c);

/* Append a column without a role. */
void columns_add(struct columns *c, struct str name);

/* The fields of one event; they lie in store. */
struct record {
	struct str *field; /* n of them, one for each column */
	size_t n, cap;
	struct buf store;
};

void record_init(struct record *r);
void record_fini(struct record *r);

/* Lend the field of a role: empty if the chronicle has no such column. */
struct str record_role(
    const struct record *r, const struct columns *c, enum role role);

#define RECORD_NAME_MAX 4096 /* bytes */

/*
 * Lend what an event is called: its title or, without one, the start of its
 * text; empty if it has neither.
 */
struct str record_name(const struct record *r, const struct columns *c);

#endif
