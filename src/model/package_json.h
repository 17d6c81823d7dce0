/*
 * JSON, asked with SQL: SQLite has the functions for it.  The document is the
 * one row of a table in a database of its own, so no part of it is ever SQL.
 *
 * One thread at a time.
 */
#ifndef ANNALS_MODEL_PACKAGE_JSON_H
#define ANNALS_MODEL_PACKAGE_JSON_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct json {
	struct sqlite3 *db;
	struct sqlite3_stmt *q; /* the query that runs */
	const char *file;       /* for messages; lent */
};

/* The document is doc.j.  False with *e if text is no JSON; json_close() is
 * due all the same. */
bool json_open(
    struct json *j, const char *file, struct str text, struct err *e);
void json_close(struct json *j);

/* Ask; sql is never made of data.  Its ?1, if it has one, is json_bind()'s. */
bool json_query(struct json *j, const char *sql, struct err *e);
bool json_bind(struct json *j, int value, struct err *e);

/* True if there is another row; *failed, with *e, only if it could not be
 * had. */
bool json_row(struct json *j, bool *failed, struct err *e);

/* Lend column i of the row, from 0, until the next row; NULL if it is no
 * text. */
const char *json_text(struct json *j, int i);

/* The same as a number; 0 if it is none. */
int json_int(struct json *j, int i);

#endif
