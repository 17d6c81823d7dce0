/*
 * An app that keeps bookmarks and notes in a file in a folder of its own: what
 * the tests of them share.
 */
#ifndef ANNALS_TESTS_MARKING_H
#define ANNALS_TESTS_MARKING_H

#include <poll.h>
#include <sqlite3.h>

#include "folder.h"
#include "unit/playing.h"

static char folder[FOLDER_SIZE], file[96];

static inline void
marking_setup(void)
{
	buf_init(&shown);
	ck_assert(folder_make(folder));
	(void)snprintf(file, sizeof file, "%s/annals.db", folder);
}

static inline void
marking_teardown(void)
{
	teardown();
	ck_assert(folder_remove(folder));
}

/* Begin a session on csv that keeps in path; app_fini() ends it. */
static inline void
begin(const char *path, const char *csv)
{
	begin_app();
	app_kept_open(&a, path, "/somewhere/c.csv");
	open_csv(csv);
}

/* As another reader, who opened the same chronicle and has it open still. */
static inline sqlite3 *
run_sql(const char *sql)
{
	sqlite3 *db;

	ck_assert_int_eq(sqlite3_open(file, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK,
	    "%s", sqlite3_errmsg(db));
	return db;
}

static inline void
let_another_write(const char *sql)
{
	sqlite3_close(run_sql(sql));
}

/* Let time go by until nothing is due. */
static inline void
wait_all(void)
{
	for (int64_t now = 0; app_due(&a, now) >= 0;) {
		int due = app_due(&a, now);

		(void)poll(NULL, 0, due); /* the store has the system's clock */
		now += due;
		(void)app_draw(&a, now);
	}
}

#endif
