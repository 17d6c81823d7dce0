#include "config.h"

#include "model/compiled_db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/sql.h"

#define HEAD 100 /* bytes; sqlite.org/fileformat2.html, 1.3 */
#define MAGIC "SQLite format 3"

/* Where numbers of four bytes are in it. */
enum {
	HEAD_CHANGES = 24,
	HEAD_PAGES = 28,
	HEAD_FREE = 36,
	HEAD_FORMAT = 44,
	HEAD_VACUUM = 52,
	HEAD_ENCODING = 56,
	HEAD_VERSION = 60,
	HEAD_APPLICATION = 68,
	HEAD_VALID_FOR = 92
};

/* ---- what stands at the start ---- */

static bool
read_head(int fd, unsigned char *head)
{
	ssize_t n;

	do
		n = pread(fd, head, HEAD, 0);
	while (n < 0 && errno == EINTR);
	return n == HEAD && memcmp(head, MAGIC, sizeof MAGIC) == 0;
}

bool
compiled_is(int fd)
{
	unsigned char head[HEAD];
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       read_head(fd, head);
}

static uint32_t
number_at(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* Are these as compile_open() wants them, and as SQLite writes them? */
static bool
is_whole(const unsigned char *head)
{
	/* Page size, file formats, nothing left free in pages, fractions. */
	static const unsigned char start[] = { COMPILED_PAGE >> 8,
		COMPILED_PAGE & 0xFF, 1, 1, 0, 64, 32, 32 };

	return memcmp(head + sizeof MAGIC, start, sizeof start) == 0 &&
	       number_at(head + HEAD_CHANGES) ==
		   number_at(head + HEAD_VALID_FOR) &&
	       number_at(head + HEAD_FREE) == 0 &&
	       number_at(head + HEAD_FORMAT) == 4 &&
	       number_at(head + HEAD_VACUUM) == 0 &&
	       number_at(head + HEAD_ENCODING) == 1 &&
	       number_at(head + HEAD_VERSION) == COMPILED_VERSION;
}

static bool
check_head(const unsigned char *head, int64_t size, struct err *e)
{
	int64_t pages = number_at(head + HEAD_PAGES);

	if (number_at(head + HEAD_APPLICATION) != COMPILED_APPLICATION)
		return err_set(
		    e, ERR_FORMAT, "is a database of another program");
	if (number_at(head + HEAD_VERSION) > COMPILED_VERSION)
		return err_set(e, ERR_FORMAT, "is of a newer annals");
	if (number_at(head + HEAD_VERSION) > 0 &&
	    number_at(head + HEAD_VERSION) < COMPILED_VERSION)
		return err_set(e, ERR_FORMAT,
		    "is of an older annals, and has to be compiled again");
	if (size < pages * COMPILED_PAGE)
		return err_set(
		    e, ERR_FORMAT, "is not whole: its end is missing");
	return (is_whole(head) && size == pages * COMPILED_PAGE) ||
	       err_set(e, ERR_FORMAT, "is damaged");
}

static bool
look(const char *path, int64_t *size, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	unsigned char head[HEAD];
	struct stat st;
	bool ok;

	if (fd < 0)
		return err_set(e, ERR_IO, "%s", strerror(errno));
	if (fstat(fd, &st) != 0)
		ok = err_set(e, ERR_IO, "%s", strerror(errno));
	else if (!S_ISREG(st.st_mode) || !read_head(fd, head))
		ok = err_set(e, ERR_FORMAT, "is no compiled chronicle");
	else
		ok = check_head(head, st.st_size, e);
	(void)close(fd);
	*size = ok ? st.st_size : 0;
	return ok;
}

/* ---- opening ---- */

/*
 * Append the address of a file (sqlite.org/uri.html).  Immutable: nobody
 * writes it, so there are no locks, and no journal that belongs to it.
 */
static void
add_address(struct buf *out, const char *path)
{
	buf_adds(out, path[0] == '/' ? "file://" : "file:");
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c <= ' ' || c >= 0x7F || c == '%' || c == '?' || c == '#')
			buf_addf(out, "%%%02X", c);
		else
			buf_addc(out, (char)c);
	}
	buf_adds(out, "?immutable=1&mode=ro");
}

static void
set_limits(sqlite3 *db)
{
	static const struct {
		int limit, most;
	} limits[] = {
		/* A record has 64 MiB, see model/csv.h. */
		{ SQLITE_LIMIT_LENGTH, 72 << 20 },
		{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 2 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
		(void)sqlite3_limit(db, limits[i].limit, limits[i].most);
}

/*
 * A small cache: the system has the pages, too, and for all readers at once.
 * They are not mapped, because a file that gets shorter would kill us.
 */
static bool
set_up(sqlite3 *db, struct err *e)
{
	static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA,
		SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
		SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, SQLITE_DBCONFIG_DQS_DDL,
		SQLITE_DBCONFIG_DQS_DML };

	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
		(void)sqlite3_db_config(db, off[i], 0, NULL);
	set_limits(db);
	return sql_exec(db,
	    "PRAGMA cell_size_check=1; PRAGMA query_only=1;"
	    "PRAGMA mmap_size=0; PRAGMA cache_size=-500;"
	    "PRAGMA temp_store=2",
	    e);
}

struct compiled_db *
compiled_db_open(const char *path, struct err *e)
{
	static const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI |
				 SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	struct compiled_db *d = x_calloc(1, sizeof *d);
	struct buf address = BUF_INIT;
	bool ok = look(path, &d->size, e);

	d->owners = 1;
	add_address(&address, path);
	if (ok)
		ok = sqlite3_open_v2(buf_cstr(&address), &d->db, flags, NULL) ==
			 SQLITE_OK ||
		     sql_failed(d->db, e);
	buf_fini(&address);
	if (ok && set_up(d->db, e) && compiled_check(d->db, 0, e))
		return d;
	compiled_db_close(d);
	return NULL;
}

struct compiled_db *
compiled_db_share(struct compiled_db *d)
{
	d->owners++;
	return d;
}

void
compiled_db_close(struct compiled_db *d)
{
	if (d == NULL || --d->owners > 0)
		return;
	sqlite3_finalize(d->event);
	sqlite3_finalize(d->chunk);
	sqlite3_close(d->db);
	x_free(d);
}

/* ---- arrays ---- */

static bool
prepare_chunk(struct compiled_db *d, struct err *e)
{
	struct buf sql = BUF_INIT;
	bool ok = d->chunk != NULL;

	if (!ok) {
		buf_adds(&sql, "SELECT data FROM array WHERE id=?");
		ok = sql_prepare(d->db, &sql, &d->chunk, e);
		buf_fini(&sql);
	}
	return ok;
}

const unsigned char *
compiled_db_chunk(struct compiled_db *d, enum compiled_array array,
    size_t chunk, size_t n, size_t *has, struct err *e)
{
	sqlite3_int64 id = (sqlite3_int64)array << 32 | (sqlite3_int64)chunk;
	const unsigned char *p = NULL;
	int rc = SQLITE_ERROR;

	if (!prepare_chunk(d, e))
		return NULL;
	if (sqlite3_bind_int64(d->chunk, 1, id) == SQLITE_OK)
		rc = sqlite3_step(d->chunk);
	if (rc == SQLITE_ROW)
		p = sqlite3_column_blob(d->chunk, 0);
	*has = p != NULL ? (size_t)sqlite3_column_bytes(d->chunk, 0) : 0;
	if (p != NULL && (n == 0 || *has == n))
		return p;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		(void)sql_failed(d->db, e);
	else
		(void)err_set(e, ERR_FORMAT, "the file is damaged");
	sqlite3_reset(d->chunk); /* what failed was said */
	return NULL;
}

void
compiled_db_end(struct compiled_db *d)
{
	sqlite3_reset(d->chunk);
}
