#include "config.h"

#include "model/gunzip.h"

#ifdef HAVE_ZLIB

#include <stdlib.h>

#define ZLIB_CONST
#include <zlib.h>

struct gunzip {
	archive_source *source;
	void *arg;
	z_stream z;
	bool begun;   /* some bytes were given */
	bool between; /* members: the last one was read to its end */
	bool several; /* there was one */
	bool ended;
	struct err failure; /* what comes behind the bytes at hand */
	char out[65536];
};

bool
gunzip_can(void)
{
	return true;
}

struct gunzip *
gunzip_open(archive_source *source, void *arg)
{
	struct gunzip *g = calloc(1, sizeof *g);

	if (g == NULL)
		return NULL;
	g->source = source;
	g->arg = arg;
	g->between = true;
	if (inflateInit2(&g->z, MAX_WBITS + 16) == Z_OK) /* gzip only */
		return g;
	free(g);
	return NULL;
}

void
gunzip_close(struct gunzip *g)
{
	if (g == NULL)
		return;
	(void)inflateEnd(&g->z);
	free(g);
}

/* Have something to inflate; false if there is no more, or it failed. */
static bool
fill(struct gunzip *g)
{
	const char *p = NULL;
	ssize_t n;

	if (g->z.avail_in > 0)
		return true;
	n = g->source(g->arg, &p, &g->failure);
	if (n == 0 && !g->between)
		err_set(&g->failure, ERR_FORMAT,
		    "damaged or cut short: the end is missing");
	g->ended = n <= 0;
	if (n > 0) {
		g->z.next_in = (const Bytef *)(const void *)p;
		g->z.avail_in = (uInt)n;
	}
	return n > 0;
}

/* Inflate what is there; false if there is no more, or it failed. */
static bool
step(struct gunzip *g)
{
	int rc;

	/* Members follow each other; what is none does not count, as with
	 * gzip(1). */
	if (g->between && g->several && *g->z.next_in != 0x1f) {
		g->ended = true;
		return false;
	}
	g->between = false;
	rc = inflate(&g->z, Z_NO_FLUSH);
	if (rc == Z_OK || rc == Z_BUF_ERROR)
		return true;
	if (rc == Z_STREAM_END) {
		g->between = g->several = true;
		return inflateReset(&g->z) == Z_OK;
	}
	g->ended = true;
	if (rc == Z_MEM_ERROR)
		return err_set(&g->failure, ERR_MEMORY, "memory is used up");
	return err_set(&g->failure, ERR_FORMAT, "damaged or cut short: %s",
	    g->z.msg != NULL ? g->z.msg : "nobody says why");
}

ssize_t
gunzip_read(void *arg, const char **p, struct err *e)
{
	struct gunzip *g = arg;
	size_t want = g->begun ? 1 : ARCHIVE_HEAD, n = 0;

	*p = g->out;
	while (n < want && !g->ended && fill(g)) {
		g->z.next_out = (Bytef *)(void *)(g->out + n);
		g->z.avail_out = (uInt)(sizeof g->out - n);
		(void)step(g);
		n = sizeof g->out - g->z.avail_out;
	}
	g->begun = true;
	if (n > 0 || g->failure.code == ERR_NONE)
		return (ssize_t)n;
	if (e != NULL)
		*e = g->failure;
	return -1;
}

#else /* !HAVE_ZLIB */

bool
gunzip_can(void)
{
	return false;
}

struct gunzip *
gunzip_open(archive_source *source, void *arg)
{
	(void)source;
	(void)arg;
	return NULL;
}

void
gunzip_close(struct gunzip *g)
{
	(void)g;
}

ssize_t
gunzip_read(void *arg, const char **p, struct err *e)
{
	(void)arg;
	*p = NULL;
	err_set(e, ERR_USAGE, "annals was built without zlib");
	return -1;
}

#endif
