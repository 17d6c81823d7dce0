#include "config.h"

#include "model/package_json.h"

#include <sqlite3.h>
#include <string.h>

static bool
json_failed(const struct json *j, struct err *e)
{
	if (sqlite3_errcode(j->db) == SQLITE_NOMEM)
		return err_set(e, ERR_MEMORY, "%s: memory refused", j->file);
	return err_set(e, ERR_FORMAT, "%s: %s", j->file,
	    j->db != NULL ? sqlite3_errmsg(j->db) : "memory refused");
}

bool
json_query(struct json *j, const char *sql, struct err *e)
{
	(void)sqlite3_finalize(j->q);
	j->q = NULL;
	if (sqlite3_prepare_v2(j->db, sql, -1, &j->q, NULL) != SQLITE_OK)
		return json_failed(j, e);
	return true;
}

bool
json_open(struct json *j, const char *file, struct str text, struct err *e)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	*j = (struct json){ NULL, NULL, file };
	if (sqlite3_open_v2(":memory:", &j->db, flags, NULL) != SQLITE_OK ||
	    sqlite3_exec(j->db, "CREATE TABLE doc(j)", NULL, NULL, NULL) !=
		SQLITE_OK)
		return json_failed(j, e);
	if (!json_query(j, "INSERT INTO doc SELECT ?1 WHERE json_valid(?1)", e))
		return false;
	if (sqlite3_bind_text(j->q, 1, text.p, (int)text.n, SQLITE_STATIC) !=
		SQLITE_OK ||
	    sqlite3_step(j->q) != SQLITE_DONE)
		return json_failed(j, e);
	if (sqlite3_changes(j->db) != 1 || memchr(text.p, '\0', text.n))
		return err_set(e, ERR_FORMAT, "%s: not valid JSON", file);
	return true;
}

void
json_close(struct json *j)
{
	(void)sqlite3_finalize(j->q);
	(void)sqlite3_close(j->db);
}

bool
json_bind(struct json *j, int value, struct err *e)
{
	return sqlite3_bind_int(j->q, 1, value) == SQLITE_OK ||
	       json_failed(j, e);
}

bool
json_row(struct json *j, bool *failed, struct err *e)
{
	int rc = sqlite3_step(j->q);

	*failed = rc != SQLITE_ROW && rc != SQLITE_DONE;
	if (*failed)
		(void)json_failed(j, e);
	return rc == SQLITE_ROW;
}

const char *
json_text(struct json *j, int i)
{
	if (sqlite3_column_type(j->q, i) != SQLITE_TEXT)
		return NULL;
	return (const char *)sqlite3_column_text(j->q, i);
}

int
json_int(struct json *j, int i)
{
	return sqlite3_column_int(j->q, i);
}
