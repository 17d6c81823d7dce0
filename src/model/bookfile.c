#include "config.h"

#include "model/bookfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

/* A larger file is not read from end to end before it is used. */
#define CHECKED_MAX ((off_t)16 << 20)

#define TEXT_MAX (1 << 20) /* bytes of a text or row */

/* How long a commit waits for readers: 5 ms. */
#define NAPS 25
#define NAP_NS 200000

/*
 * What brings a file of version i to version i + 1.  A file of an earlier
 * annals gets all that it lacks in the transaction of the first write.
 */
static const char *const steps[] = {
	"CREATE TABLE chronicle("
	" id INTEGER PRIMARY KEY,"
	" name TEXT NOT NULL UNIQUE,"
	" columns INTEGER NOT NULL,"
	" title TEXT NOT NULL);"
	"CREATE TABLE event("
	" id INTEGER PRIMARY KEY,"
	" chronicle INTEGER NOT NULL REFERENCES chronicle,"
	" key TEXT NOT NULL,"
	" title TEXT NOT NULL,"
	" date TEXT NOT NULL,"
	" text INTEGER NOT NULL," /* hash */
	" created INTEGER,"       /* NULL: there is only a note */
	" letter TEXT,"
	" list TEXT NOT NULL,"
	" note TEXT NOT NULL,"
	" UNIQUE(chronicle, key));"
	"CREATE UNIQUE INDEX letter ON event(chronicle, letter)"
	" WHERE letter IS NOT NULL;",
};

#define SCHEMA ((int64_t)(sizeof steps / sizeof steps[0]))

void
bookfile_init(struct bookfile *f, const char *path)
{
	*f = (struct bookfile){ 0 };
	if (path != NULL)
		f->path = x_strdup(path);
}

void
bookfile_fini(struct bookfile *f)
{
	bookfile_close(f);
	x_free(f->path);
}

void
bookfile_close(struct bookfile *f)
{
	(void)sqlite3_close(f->db); /* all its statements are finalized */
	f->db = NULL;
}

bool
bookfile_same(const struct bookfile *f, struct stat *is)
{
	struct stat now;
	bool same;

	if (f->path == NULL || stat(f->path, &now) != 0)
		memset(&now, 0, sizeof now);
	same = now.st_dev == is->st_dev && now.st_ino == is->st_ino &&
	       now.st_size == is->st_size &&
	       now.st_mtim.tv_sec == is->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == is->st_mtim.tv_nsec;
	*is = now;
	return same;
}

static enum bookfile_answer
refuse(const struct bookfile *f, enum err_code code, const char *why,
    struct err *e)
{
	(void)err_set(e, code, "%s: %s", f->path, why);
	return BOOKFILE_REFUSED;
}

static enum bookfile_answer
refuse_system(const struct bookfile *f, int error, struct err *e)
{
	return refuse(f, ERR_IO, strerror(error), e);
}

/* Why SQLite failed. */
static enum bookfile_answer
refuse_sqlite(const struct bookfile *f, struct err *e)
{
	int system = f->db != NULL ? sqlite3_system_errno(f->db) : 0;

	switch (f->db != NULL ? sqlite3_errcode(f->db) : SQLITE_NOMEM) {
	case SQLITE_FULL:
		return refuse(f, ERR_IO, "the disk is full", e);
	case SQLITE_READONLY:
		return refuse(f, ERR_IO, "is read-only", e);
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return refuse(f, ERR_FORMAT, "is damaged", e);
	case SQLITE_NOMEM:
		return refuse(f, ERR_MEMORY, "memory is used up", e);
	default:
		return refuse(f, ERR_IO,
		    system != 0 ? strerror(system) : sqlite3_errmsg(f->db), e);
	}
}

static bool
is_busy(const struct bookfile *f)
{
	int rc = f->db != NULL ? sqlite3_errcode(f->db) : SQLITE_OK;

	return rc == SQLITE_BUSY || rc == SQLITE_LOCKED;
}

enum bookfile_answer
bookfile_failed(struct bookfile *f, struct err *e)
{
	enum bookfile_answer a = BOOKFILE_BUSY;

	if (is_busy(f))
		return a;
	a = refuse_sqlite(f, e);
	bookfile_close(f);
	return a;
}

enum bookfile_answer
bookfile_rollback(struct bookfile *f, struct err *e)
{
	enum bookfile_answer a = BOOKFILE_BUSY;

	if (!is_busy(f))
		a = refuse_sqlite(f, e);
	/* Where this fails, SQLite takes it back when it opens the file. */
	if (sqlite3_exec(f->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK ||
	    a != BOOKFILE_BUSY)
		bookfile_close(f);
	return a;
}

struct sqlite3_stmt *
bookfile_query(struct bookfile *f, const char *sql)
{
	sqlite3_stmt *q = NULL;

	(void)sqlite3_prepare_v2(f->db, sql, -1, &q, NULL); /* NULL says it */
	return q;
}

bool
bookfile_number(struct bookfile *f, const char *sql, int64_t *n)
{
	sqlite3_stmt *q = bookfile_query(f, sql);
	bool ok = q != NULL && sqlite3_step(q) == SQLITE_ROW;

	if (ok)
		*n = sqlite3_column_int64(q, 0);
	return sqlite3_finalize(q) == SQLITE_OK && ok;
}

/* Four bytes, the highest first. */
static uint32_t
number_at(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Read the first size bytes of a file; what it has not is 0. */
static bool
read_head(const char *path, unsigned char *head, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	memset(head, 0, size);
	if (fd < 0)
		return false;
	n = pread(fd, head, size, 0);
	(void)close(fd);
	return n >= 0;
}

/*
 * The pages that the file had when a journal beside it was begun that is not
 * finished, or -1.  The format is that of sqlite.org/fileformat2.html, 3.
 */
static int64_t
pages_in_journal(const struct bookfile *f)
{
	static const unsigned char magic[8] = { 0xD9, 0xD5, 0x05, 0xF9, 0x20,
		0xA1, 0x63, 0xD7 };
	char *path = sqlite3_mprintf("%s-journal", f->path);
	unsigned char head[20];
	bool ok = path != NULL && read_head(path, head, sizeof head) &&
		  memcmp(head, magic, sizeof magic) == 0;

	sqlite3_free(path);
	return ok ? (int64_t)number_at(head + 16) : -1;
}

/*
 * May SQLite look at the file?  A first write that was cut short has left a
 * journal of no pages, and the file without its first page or any: SQLite
 * makes it empty again.
 */
static enum bookfile_answer
look(const struct bookfile *f, struct err *e)
{
	static const unsigned char nothing[16];
	int64_t pages = pages_in_journal(f);
	unsigned char head[100];

	if (f->is.st_size == 0 && pages > 0)
		return refuse(f, ERR_FORMAT,
		    "is empty, and the journal beside it is not", e);
	if (f->is.st_size == 0)
		return BOOKFILE_READY;
	if (!read_head(f->path, head, sizeof head))
		return refuse_system(f, errno, e);
	if (pages == 0 && memcmp(head, nothing, sizeof nothing) == 0)
		return BOOKFILE_READY;
	if (memcmp(head, "SQLite format 3", 16) != 0)
		return refuse(f, ERR_FORMAT, "is no file of bookmarks", e);
	if (number_at(head + 68) != BOOKFILE_APPLICATION)
		return refuse(
		    f, ERR_FORMAT, "is a database of another program", e);
	if (number_at(head + 60) > SCHEMA)
		return refuse(f, ERR_FORMAT, "is of a newer annals", e);
	return BOOKFILE_READY;
}

/* What is in the file is not trusted. */
static bool
set_up(struct bookfile *f)
{
	sqlite3 *db = f->db;

	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	(void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, TEXT_MAX);
	(void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	return sqlite3_exec(db,
		   "PRAGMA cell_size_check=ON;"
		   "PRAGMA synchronous=FULL;"
		   "PRAGMA journal_mode=TRUNCATE",
		   NULL, NULL, NULL) == SQLITE_OK;
}

/* Is it whole?  SQLite has taken back by now what was cut short. */
static enum bookfile_answer
check(struct bookfile *f, struct err *e)
{
	sqlite3_stmt *q;
	bool ok;

	if (f->is.st_size > CHECKED_MAX)
		return BOOKFILE_READY;
	q = bookfile_query(f, "PRAGMA quick_check(1)");
	if (q == NULL || sqlite3_step(q) != SQLITE_ROW) {
		(void)sqlite3_finalize(q);
		return bookfile_failed(f, e);
	}
	ok = strcmp((const char *)sqlite3_column_text(q, 0), "ok") == 0;
	(void)sqlite3_finalize(q); /* it has given what it had */
	if (ok)
		return BOOKFILE_READY;
	bookfile_close(f);
	return refuse(f, ERR_FORMAT, "is damaged", e);
}

/* Open the file that is there. */
static enum bookfile_answer
open_file(struct bookfile *f, struct err *e)
{
	enum bookfile_answer a = look(f, e);

	if (a != BOOKFILE_READY)
		return a;
	if (sqlite3_open_v2(f->path, &f->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_PRIVATECACHE,
		NULL) != SQLITE_OK) {
		a = refuse_sqlite(f, e);
		bookfile_close(f);
		return a;
	}
	if (set_up(f))
		a = check(f, e);
	else
		a = bookfile_failed(f, e);
	if (a != BOOKFILE_READY)
		bookfile_close(f);
	return a;
}

/* Is the open file the one that is there? */
static bool
still_there(const struct bookfile *f, const struct stat *now)
{
	return f->db != NULL && now->st_dev == f->is.st_dev &&
	       now->st_ino == f->is.st_ino;
}

enum bookfile_answer
bookfile_read(struct bookfile *f, struct err *e)
{
	enum bookfile_answer a;
	struct stat now;
	int64_t version;

	if (f->path == NULL)
		return BOOKFILE_NONE;
	if (stat(f->path, &now) != 0) {
		a = errno == ENOENT || errno == ENOTDIR
			? BOOKFILE_NONE
			: refuse_system(f, errno, e);
		bookfile_close(f);
		return a;
	}
	if (!still_there(f, &now)) {
		bookfile_close(f);
		f->is = now;
		a = open_file(f, e);
		if (a != BOOKFILE_READY)
			return a;
	}
	if (!bookfile_number(f, "PRAGMA user_version", &version))
		return bookfile_failed(f, e);
	if (version > SCHEMA) {
		bookfile_close(f);
		return refuse(f, ERR_FORMAT, "is of a newer annals", e);
	}
	return version > 0 ? BOOKFILE_READY : BOOKFILE_NONE;
}

/* A name in a folder is durable once the folder is. */
static void
sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd); /* some file systems refuse */
	(void)close(fd);
}

/* Make the folders above the file.  False with errno. */
static bool
make_folders(const char *file)
{
	char *path = x_strdup(file), *slash = path, *last = NULL;
	bool ok = true;
	int error;

	while (ok && (slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		if (mkdir(path, 0700) != 0) {
			ok = errno == EEXIST;
		} else if (last != NULL) {
			*last = '\0';
			sync_folder(path);
			*last = '/';
		}
		*slash = '/';
		last = slash;
	}
	error = errno;
	x_free(path);
	errno = error;
	return ok;
}

/* An empty file is a database without tables; SQLite would let others read
 * it.  False with errno. */
static bool
make_file(struct bookfile *f)
{
	int fd;

	if (access(f->path, F_OK) == 0)
		return true;
	if (errno != ENOENT || !make_folders(f->path))
		return false;
	fd = open(f->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST;
	return close(fd) == 0;
}

/* Bring the tables up to date, within a transaction. */
static bool
migrate(struct bookfile *f, int64_t version)
{
	char *sql;
	bool ok = true;

	for (int64_t i = version; ok && i < SCHEMA; i++)
		ok = sqlite3_exec(f->db, steps[i], NULL, NULL, NULL) ==
		     SQLITE_OK;
	if (!ok || version == SCHEMA)
		return ok;
	sql =
	    sqlite3_mprintf("PRAGMA application_id=%d; PRAGMA user_version=%d",
		BOOKFILE_APPLICATION, (int)SCHEMA);
	ok = sql != NULL &&
	     sqlite3_exec(f->db, sql, NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_free(sql);
	return ok;
}

enum bookfile_answer
bookfile_begin(struct bookfile *f, struct err *e)
{
	enum bookfile_answer a;
	int64_t version;

	if (f->path == NULL) {
		(void)err_set(e, ERR_NOTFOUND, "there is no home folder");
		return BOOKFILE_REFUSED;
	}
	if (!make_file(f))
		return refuse_system(f, errno, e);
	a = bookfile_read(f, e);
	if (a == BOOKFILE_NONE && f->db == NULL)
		return refuse_system(f, ENOENT, e);
	if (a == BOOKFILE_BUSY || a == BOOKFILE_REFUSED)
		return a;
	if (sqlite3_exec(f->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) !=
	    SQLITE_OK)
		return bookfile_failed(f, e);
	/* Another reader may have been here first. */
	if (!bookfile_number(f, "PRAGMA user_version", &version))
		return bookfile_rollback(f, e);
	if (version > SCHEMA) {
		bookfile_close(f);
		return refuse(f, ERR_FORMAT, "is of a newer annals", e);
	}
	return migrate(f, version) ? BOOKFILE_READY : bookfile_rollback(f, e);
}

/*
 * Whoever tries to write is a reader for some microseconds first, and a commit
 * has to wait until there is none.  SQLite lets no new ones in meanwhile, so a
 * few naps are enough, where to begin anew would cost the others the same.
 */
enum bookfile_answer
bookfile_commit(struct bookfile *f, struct err *e)
{
	const struct timespec nap = { 0, NAP_NS };

	for (int i = 0; i < NAPS; i++) {
		if (sqlite3_exec(f->db, "COMMIT", NULL, NULL, NULL) ==
		    SQLITE_OK)
			return BOOKFILE_READY;
		if (!is_busy(f))
			break;
		(void)nanosleep(&nap, NULL);
	}
	return bookfile_rollback(f, e);
}
