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

/* How it was found which column has a role, or that none has it. */
enum role_how {
	ROLE_HOW_NOT, /* it was not: no column fits */
	ROLE_HOW_OPTION,
	ROLE_HOW_PACKAGE,
	ROLE_HOW_NAME,  /* by what the column is called */
	ROLE_HOW_VALUES /* by what is in it */
};

/* A column that is not in the file: it is made of others that are. */
struct composed {
	int *part; /* n of them, 2 at least, in the order of their parts */
	size_t n;
	enum role role; /* which says how they are joined; it has that role */
};

/*
 * The columns of a chronicle: first those of the file, then those that are
 * composed of them.  Frozen once the first segment is delivered.
 */
struct columns {
	size_t n;                  /* all of them */
	size_t nfile;              /* of the file */
	char **name;               /* n of them, UTF-8, as in the header */
	struct composed *composed; /* n - nfile of them, the column nfile + i */
	int role[ROLE_NROLES];     /* column of each role, -1 if none has it */
	enum role_how how[ROLE_NROLES];
};

void columns_init(struct columns *c);
void columns_fini(struct columns *c);

/* Append a column of the file without a role; none is composed yet. */
void columns_add(struct columns *c, struct str name);

/*
 * Likewise, by a name as it stands in a header: trimmed, without the quotes
 * around it, line ends as blanks.  Without a name it is "column N", and of a
 * second one with a name it is "NAME (2)".
 */
void columns_add_header(struct columns *c, struct str name);

/*
 * Append a column that is made of n others, 2 at least, each of them once, and
 * give it the role.  Its name is theirs with " + " between.
 */
void columns_add_composed(
    struct columns *c, enum role role, const int *part, size_t n);

/* Take all roles away, and the columns that were composed for them. */
void columns_reset(struct columns *c);

/* Append the columns of from to the empty *to, with their roles. */
void columns_copy(struct columns *to, const struct columns *from);

/* The composed column that column is a part of, or -1: the first. */
int columns_whole(const struct columns *c, size_t column);

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
