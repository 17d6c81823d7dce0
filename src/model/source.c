#include "config.h"

#include "model/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/archive.h"
#include "model/gunzip.h"

#define READ_BYTES 65536

struct file {
	char *path;
	char *name;    /* as it is shown */
	uint64_t size; /* of a regular file; else 0 */
};

struct source {
	struct file *file;
	size_t n;
	size_t at; /* the file that is read, or is next */
	int fd;    /* of it; -1: none */
	source_wait *wait;
	void *arg;
	int idle; /* ms */

	struct gunzip *gunzip;        /* or NULL */
	struct str first;             /* what came of it, not yet given on */
	struct archive_input *packed; /* or NULL */
	size_t others;                /* tables in it that are left out */
	size_t head;   /* first bytes that were read to know the kind */
	bool begun;    /* SOURCE_FILE was told */
	bool over;     /* and how it ended */
	bool silent;   /* so was SOURCE_SILENT, since the last bytes */
	uint64_t done; /* bytes read of all files */
	uint64_t total;
	bool sized; /* total is of all of them */
	char bytes[READ_BYTES];
};

static bool
is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* O_NONBLOCK, so that a named pipe waits in poll() and not here. */
static int
open_file(const char *path, struct err *e)
{
	int fd;

	if (is_standard(path))
		return STDIN_FILENO;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	return fd;
}

static void
close_file(struct source *s)
{
	archive_input_close(s->packed);
	s->packed = NULL;
	gunzip_close(s->gunzip);
	s->gunzip = NULL;
	s->first.n = 0;
	if (s->fd > STDIN_FILENO)
		(void)close(s->fd);
	s->fd = -1;
	s->begun = s->silent = false;
	s->head = 0;
}

static void
add_file(struct source *s, const char *path)
{
	struct file *f = &s->file[s->n++];
	struct stat st;
	int rc = is_standard(path) ? fstat(STDIN_FILENO, &st) : stat(path, &st);

	f->path = x_strdup(path);
	f->name = x_strdup(is_standard(path) ? "standard input" : path);
	if (rc == 0 && S_ISREG(st.st_mode)) {
		f->size = (uint64_t)st.st_size;
		s->total += f->size;
	} else {
		s->sized = false;
	}
}

static int
wait_by_poll(void *arg, int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	(void)arg;
	return poll(&p, 1, ms) != 0; /* an error is read(2)'s to tell */
}

struct source *
source_open(const char *const *path, size_t n, struct err *e)
{
	struct source *s = x_calloc(1, sizeof *s);

	s->file = x_calloc(n, sizeof *s->file);
	s->sized = true;
	s->wait = wait_by_poll;
	s->idle = SOURCE_IDLE_MS;
	for (size_t i = 0; i < n; i++)
		add_file(s, path[i]);
	s->fd = open_file(s->file[0].path, e);
	if (s->fd >= 0)
		return s;
	source_close(s);
	return NULL;
}

void
source_close(struct source *s)
{
	if (s == NULL)
		return;
	close_file(s);
	for (size_t i = 0; i < s->n; i++) {
		x_free(s->file[i].path);
		x_free(s->file[i].name);
	}
	x_free(s->file);
	x_free(s);
}

void
source_set_idle(struct source *s, int ms)
{
	s->idle = ms;
}

void
source_set_wait(struct source *s, source_wait *wait, void *arg)
{
	s->wait = wait;
	s->arg = arg;
}

/* As read(2), but that *silent tells if nothing came for ms. */
static ssize_t
read_some(
    struct source *s, char *p, size_t n, int ms, bool *silent, struct err *e)
{
	*silent = false;
	for (;;) {
		int ready = s->wait(s->arg, s->fd, ms);
		ssize_t got;

		if (ready < 0)
			break;
		*silent = ready == 0;
		if (*silent)
			return 0;
		got = read(s->fd, p, n);
		if (got >= 0) {
			s->done += (uint64_t)got;
			return got;
		}
		if (errno == EINTR || errno == EAGAIN)
			continue;
		err_set(e, ERR_IO, "%s", strerror(errno));
		return -1;
	}
	err_set(e, ERR_STOPPED, "stopped");
	return -1;
}

/* For archive.c: the head first, then what follows. */
static ssize_t
give_packed(void *arg, const char **p, struct err *e)
{
	struct source *s = arg;
	ssize_t n = (ssize_t)s->head;
	bool silent;

	*p = s->bytes;
	s->head = 0;
	if (n > 0)
		return n;
	return read_some(s, s->bytes, sizeof s->bytes, -1, &silent, e);
}

/* Read until it is known what the file is. */
static bool
read_head(struct source *s, enum archive_kind *kind, struct err *e)
{
	bool silent;
	ssize_t n;

	do {
		n = read_some(s, s->bytes + s->head, sizeof s->bytes - s->head,
		    -1, &silent, e);
		if (n < 0)
			return false;
		s->head += (size_t)n;
		*kind =
		    archive_kind_of((struct str){ s->bytes, s->head }, n == 0);
	} while (*kind == ARCHIVE_KIND_UNSURE);
	return true;
}

/* For archive.c: what comes out of gunzip.c. */
static ssize_t
give_gunzipped(void *arg, const char **p, struct err *e)
{
	struct source *s = arg;
	ssize_t n = (ssize_t)s->first.n;

	*p = s->first.p;
	s->first.n = 0;
	return n > 0 ? n : gunzip_read(s->gunzip, p, e);
}

/* A gzip file, in which there may be a tar. */
static bool
begin_gunzip(struct source *s, struct err *e)
{
	ssize_t n;

	s->gunzip = gunzip_open(give_packed, s);
	if (s->gunzip == NULL)
		return err_set(e, ERR_MEMORY, "memory is used up");
	n = gunzip_read(s->gunzip, &s->first.p, e);
	if (n < 0)
		return false;
	s->first.n = (size_t)n;
	return archive_kind_of(s->first, true) != ARCHIVE_KIND_TAR ||
	       archive_input_open(
		   &s->packed, ARCHIVE_KIND_TAR, give_gunzipped, s, e);
}

static bool
begin_kind(struct source *s, enum archive_kind kind, struct err *e)
{
	if (kind == ARCHIVE_KIND_NONE)
		return true;
	if (kind == ARCHIVE_KIND_GZIP && gunzip_can())
		return begin_gunzip(s, e);
	return archive_input_open(&s->packed, kind, give_packed, s, e);
}

/* "x.zip:events.csv" */
static void
name_member(struct source *s)
{
	const char *member = archive_input_member(s->packed);
	struct file *f = &s->file[s->at];
	struct buf b = BUF_INIT;

	if (member == NULL)
		return;
	buf_addf(&b, "%s:%s", f->name, member);
	x_free(f->name);
	f->name = buf_steal(&b);
}

static bool
begin(struct source *s, struct err *e)
{
	enum archive_kind kind;

	if (s->fd < 0 && (s->fd = open_file(s->file[s->at].path, e)) < 0)
		return false;
	if (!read_head(s, &kind, e) || !begin_kind(s, kind, e))
		return err_in(e, "%s", s->file[s->at].name);
	if (s->packed != NULL)
		name_member(s);
	s->begun = true;
	return true;
}

static bool
read_plain(struct source *s, struct str *bytes, bool *silent, struct err *e)
{
	ssize_t n = (ssize_t)s->head;

	s->head = 0;
	if (n == 0)
		n = read_some(s, s->bytes, sizeof s->bytes,
		    s->silent ? -1 : s->idle, silent, e);
	*bytes = (struct str){ s->bytes, n > 0 ? (size_t)n : 0 };
	return n >= 0 || err_in(e, "%s", s->file[s->at].name);
}

static bool
read_gunzip(struct source *s, struct str *bytes, struct err *e)
{
	ssize_t n = give_gunzipped(s, &bytes->p, e);

	bytes->n = n > 0 ? (size_t)n : 0;
	return n >= 0 || err_in(e, "%s", s->file[s->at].name);
}

static bool
read_packed(struct source *s, struct str *bytes, struct err *e)
{
	if (!archive_input_read(s->packed, bytes, e))
		return err_in(e, "%s", s->file[s->at].name);
	s->others = archive_input_others(s->packed);
	return true;
}

/* The file is over; what comes next is the one after it. */
static enum source_got
end_file(struct source *s, enum source_got how)
{
	close_file(s);
	s->over = true;
	return how;
}

enum source_got
source_read(struct source *s, struct str *bytes, struct err *e)
{
	bool silent = false, ok;

	if (s->over) {
		s->over = false;
		s->others = 0;
		s->at++;
	}
	if (s->at == s->n)
		return SOURCE_END;
	if (!s->begun)
		return begin(s, e) ? SOURCE_FILE : end_file(s, SOURCE_BROKEN);
	if (s->packed != NULL)
		ok = read_packed(s, bytes, e);
	else if (s->gunzip != NULL)
		ok = read_gunzip(s, bytes, e);
	else
		ok = read_plain(s, bytes, &silent, e);
	if (!ok)
		return end_file(s, SOURCE_BROKEN);
	s->silent = silent;
	if (silent)
		return SOURCE_SILENT;
	return bytes->n > 0 ? SOURCE_BYTES : end_file(s, SOURCE_OVER);
}

const char *
source_name(const struct source *s)
{
	return s->file[s->at < s->n ? s->at : s->n - 1].name;
}

uint64_t
source_size(const struct source *s)
{
	bool plain = s->packed == NULL && s->gunzip == NULL;

	return plain && s->at < s->n ? s->file[s->at].size : 0;
}

int
source_share(const struct source *s)
{
	if (!s->sized || s->total == 0)
		return -1;
	return s->done < s->total ? (int)(s->done * 100 / s->total) : 100;
}

size_t
source_others(const struct source *s)
{
	return s->others;
}
