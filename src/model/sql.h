/*
 * What every user of SQLite needs.  Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_SQL_H
#define ANNALS_MODEL_SQL_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

struct fts5_api;
struct sqlite3;
struct sqlite3_stmt;

/* Say what went wrong in db last; ERR_MEMORY if that is it, or if there is no
 * db, ERR_FORMAT if it is damaged.  Returns false. */
bool sql_failed(struct sqlite3 *db, struct err *e);

bool sql_exec(struct sqlite3 *db, const char *sql, struct err *e);

/* Prepare what is in sql, to be used often, and empty it. */
bool sql_prepare(struct sqlite3 *db, struct buf *sql,
    struct sqlite3_stmt **stmt, struct err *e);

/* Bind any bytes as TEXT; lends them until the next sql_bind().  False if
 * SQLite fails. */
bool sql_bind(struct sqlite3_stmt *stmt, int at, struct str s);

/* Run to its end a statement that gives no rows.  False if it fails. */
bool sql_run(struct sqlite3_stmt *stmt);

/* Lend the functions of FTS5, which it gives by way of a statement; NULL if it
 * does not. */
struct fts5_api *sql_fts5(struct sqlite3 *db);

#endif
