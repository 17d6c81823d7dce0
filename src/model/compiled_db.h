/*
 * The database of a compiled file, opened to be read.
 *
 * Nothing in it is trusted: what stands at its start is looked at before
 * SQLite is, its tables must be those that we make (compiled_schema.h), and no
 * statement of ours believes what it gives.  It is never written, no lock is
 * taken and no journal beside it is looked at.
 *
 * It stays open as long as somebody has it.  One thread at a time.
 */
#ifndef ANNALS_MODEL_COMPILED_DB_H
#define ANNALS_MODEL_COMPILED_DB_H

#include "base/err.h"
#include "model/compiled_schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sqlite3;
struct sqlite3_stmt;

struct compiled_db {
	struct sqlite3 *db;
	struct sqlite3_stmt *event; /* see segment_sql_select(); or NULL */
	struct sqlite3_stmt *chunk; /* of an array; or NULL */
	int64_t size;               /* of the file in bytes */
	size_t owners;
};

/* Does the file start as a database does, ours or another one? */
bool compiled_is(int fd);

/* Open it.  NULL with *e: ERR_FORMAT "is ..." if it is not what it should be.
 */
struct compiled_db *compiled_db_open(const char *path, struct err *e);

/* One more, or one less, has it: the last one closes it.  NULL is fine. */
struct compiled_db *compiled_db_share(struct compiled_db *d);
void compiled_db_close(struct compiled_db *d);

/*
 * Lend the bytes of a chunk of an array until compiled_db_end(), which is to
 * be called then and only then.  NULL with *e if there is none, or, unless n is
 * 0, if it has not n bytes; *has is how many it has.
 */
const unsigned char *compiled_db_chunk(struct compiled_db *d,
    enum compiled_array array, size_t chunk, size_t n, size_t *has,
    struct err *e);
void compiled_db_end(struct compiled_db *d);

/* Four bytes of an array, the lowest first. */
static inline uint32_t
compiled_number(const unsigned char *p)
{
	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[1] << 8 | p[0];
}

#endif
