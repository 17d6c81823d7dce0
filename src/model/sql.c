#include "config.h"

#include "model/sql.h"

#include <sqlite3.h>

bool
sql_failed(sqlite3 *db, struct err *e)
{
	if (db == NULL || sqlite3_errcode(db) == SQLITE_NOMEM)
		return err_set(e, ERR_MEMORY, "memory is used up");
	if (sqlite3_errcode(db) == SQLITE_CORRUPT)
		return err_set(e, ERR_FORMAT, "the database is damaged");
	return err_set(e, ERR_IO, "SQLite: %s", sqlite3_errmsg(db));
}

bool
sql_exec(sqlite3 *db, const char *sql, struct err *e)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return sql_failed(db, e);
	return true;
}

bool
sql_prepare(sqlite3 *db, struct buf *sql, sqlite3_stmt **stmt, struct err *e)
{
	int rc = sqlite3_prepare_v3(db, buf_cstr(sql), (int)sql->n + 1,
	    SQLITE_PREPARE_PERSISTENT, stmt, NULL);

	buf_clear(sql);
	return rc == SQLITE_OK || sql_failed(db, e);
}

bool
sql_bind(sqlite3_stmt *stmt, int at, struct str s)
{
	/* The caller's bytes outlive the step, so they need no copy.  A NULL
	 * pointer would be bound as NULL. */
	return sqlite3_bind_text64(stmt, at, s.n > 0 ? s.p : "", s.n,
		   SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
}

bool
sql_run(sqlite3_stmt *stmt)
{
	int rc = sqlite3_step(stmt);

	return sqlite3_reset(stmt) == SQLITE_OK && rc == SQLITE_DONE;
}

fts5_api *
sql_fts5(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
		SQLITE_OK &&
	    sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL) ==
		SQLITE_OK)
		(void)sqlite3_step(stmt);
	if (sqlite3_finalize(stmt) != SQLITE_OK)
		return NULL;
	return api;
}
