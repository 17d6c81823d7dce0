#include "config.h"

#include "model/archive.h"

#include "base/mem.h"

#include <string.h>

#define MAGIC(kind, offset, bytes)                                             \
	{                                                                      \
		ARCHIVE_KIND_##kind, offset, sizeof bytes - 1, bytes           \
	}

/* RFC 1952, RFC 8878, POSIX pax; xz-file-format.txt, bzip2.c, APPNOTE.TXT. */
static const struct magic {
	enum archive_kind kind;
	size_t offset, n;
	const char *bytes;
} magics[] = {
	MAGIC(GZIP, 0, "\x1f\x8b\x08"),
	MAGIC(XZ, 0,
	    "\xfd"
	    "7zXZ\0"),
	MAGIC(ZSTD, 0, "\x28\xb5\x2f\xfd"),
	MAGIC(ZIP, 0, "PK\x03\x04"),
	MAGIC(TAR, 257, "ustar"),
};

/* "BZh", how much at a time, the first block or the end: a text could begin
 * with three letters and a digit. */
static enum archive_kind
bzip2_kind(struct str head)
{
	static const char start[] = "BZh", block[] = "1AY&SY",
			  end[] = "\x17\x72\x45\x38\x50\x90";
	size_t n = head.n < 3 ? head.n : 3;
	struct str rest = { NULL, 0 };

	if (memcmp(head.p, start, n) != 0 ||
	    (head.n > 3 && (head.p[3] < '1' || head.p[3] > '9')))
		return ARCHIVE_KIND_NONE;
	if (head.n > 4)
		rest = (struct str){ head.p + 4, head.n - 4 };
	n = rest.n < 6 ? rest.n : 6;
	if (n > 0 && memcmp(rest.p, block, n) != 0 &&
	    memcmp(rest.p, end, n) != 0)
		return ARCHIVE_KIND_NONE;
	return n == 6 ? ARCHIVE_KIND_BZIP2 : ARCHIVE_KIND_UNSURE;
}

static enum archive_kind
magic_kind(const struct magic *m, struct str head)
{
	size_t n = 0;

	/* A name in a tar is filled up with NULs; a text has none. */
	if (head.n <= m->offset && m->offset > 0)
		return memchr(head.p, '\0', head.n) != NULL
			   ? ARCHIVE_KIND_UNSURE
			   : ARCHIVE_KIND_NONE;
	n = head.n - m->offset < m->n ? head.n - m->offset : m->n;
	if (memcmp(head.p + m->offset, m->bytes, n) != 0)
		return ARCHIVE_KIND_NONE;
	return n == m->n ? m->kind : ARCHIVE_KIND_UNSURE;
}

enum archive_kind
archive_kind_of(struct str head, bool all)
{
	enum archive_kind kind;

	if (head.n == 0)
		return all ? ARCHIVE_KIND_NONE : ARCHIVE_KIND_UNSURE;
	kind = bzip2_kind(head);
	for (size_t i = 0;
	     i < sizeof magics / sizeof magics[0] && kind == ARCHIVE_KIND_NONE;
	     i++)
		kind = magic_kind(&magics[i], head);
	return all && kind == ARCHIVE_KIND_UNSURE ? ARCHIVE_KIND_NONE : kind;
}

#ifdef HAVE_LIBARCHIVE

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <sys/stat.h>

#ifndef RTLD_NODELETE
#define RTLD_NODELETE 0 /* then it is loaded anew each time */
#endif

/* What we call of the library. */
#define FUNCTIONS(F)                                                           \
	F(archive_read_new)                                                    \
	F(archive_read_free)                                                   \
	F(archive_read_open)                                                   \
	F(archive_read_next_header)                                            \
	F(archive_read_data_block)                                             \
	F(archive_read_support_filter_gzip)                                    \
	F(archive_read_support_filter_bzip2)                                   \
	F(archive_read_support_filter_xz)                                      \
	F(archive_read_support_filter_zstd)                                    \
	F(archive_read_support_format_empty)                                   \
	F(archive_read_support_format_raw)                                     \
	F(archive_read_support_format_tar)                                     \
	F(archive_read_support_format_zip_streamable)                          \
	F(archive_entry_filetype)                                              \
	F(archive_entry_pathname)                                              \
	F(archive_error_string)                                                \
	F(archive_filter_code)                                                 \
	F(archive_format)                                                      \
	F(archive_set_error)

struct api {
#define MEMBER(name) __typeof__(name) *name;
	FUNCTIONS(MEMBER)
#undef MEMBER
};

static const struct {
	const char *name;
	size_t offset;
} functions[] = {
#define ROW(name) { #name, offsetof(struct api, name) },
	FUNCTIONS(ROW)
#undef ROW
};

struct archive_input {
	void *library;
	struct api api;
	struct archive *a;
	archive_source *source;
	void *arg;
	struct err e; /* what source said */
	char *member;
	size_t others;
	bool ended;
};

static bool
load_library(struct archive_input *in, struct err *e)
{
	in->library =
	    dlopen(LIBARCHIVE_FILE, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
	if (in->library == NULL)
		return err_set(e, ERR_USAGE,
		    "compressed, and there is no libarchive: %s", dlerror());
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		void *p = dlsym(in->library, functions[i].name);

		if (p == NULL)
			return err_set(e, ERR_USAGE,
			    "compressed, and libarchive is no good: %s",
			    dlerror());
		/* POSIX has it that the two kinds of pointers are alike. */
		memcpy((char *)&in->api + functions[i].offset, &p, sizeof p);
	}
	return true;
}

static la_ssize_t
on_read(struct archive *a, void *arg, const void **p)
{
	struct archive_input *in = arg;
	const char *bytes = NULL;
	ssize_t n = in->source(in->arg, &bytes, &in->e);

	*p = bytes;
	if (n < 0)
		in->api.archive_set_error(a, -1, "%s", in->e.text);
	return n < 0 ? ARCHIVE_FATAL : n;
}

/* What is to be undone.  A filter that libarchive has to start a program for
 * is none: nothing is started for a file. */
static bool
support(struct archive_input *in, enum archive_kind kind, struct err *e)
{
	const struct api *api = &in->api;
	int rc = ARCHIVE_OK;

	if (kind == ARCHIVE_KIND_GZIP)
		rc = api->archive_read_support_filter_gzip(in->a);
	else if (kind == ARCHIVE_KIND_BZIP2)
		rc = api->archive_read_support_filter_bzip2(in->a);
	else if (kind == ARCHIVE_KIND_XZ)
		rc = api->archive_read_support_filter_xz(in->a);
	else if (kind == ARCHIVE_KIND_ZSTD)
		rc = api->archive_read_support_filter_zstd(in->a);
	if (rc != ARCHIVE_OK)
		return err_set(e, ERR_USAGE,
		    "compressed in a way that this libarchive cannot read");
	if (kind == ARCHIVE_KIND_ZIP)
		rc = api->archive_read_support_format_zip_streamable(in->a);
	else
		rc = api->archive_read_support_format_tar(in->a);
	if (rc == ARCHIVE_OK && kind != ARCHIVE_KIND_ZIP &&
	    kind != ARCHIVE_KIND_TAR) {
		rc = api->archive_read_support_format_raw(in->a);
		if (rc == ARCHIVE_OK)
			rc = api->archive_read_support_format_empty(in->a);
	}
	return rc == ARCHIVE_OK || err_set(e, ERR_MEMORY, "memory is used up");
}

/* Say why libarchive cannot go on. */
static bool
failed(const struct archive_input *in, struct err *e)
{
	const char *why = in->api.archive_error_string(in->a);

	if (in->e.code != ERR_NONE) {
		if (e != NULL)
			*e = in->e;
		return false;
	}
	return err_set(e, ERR_FORMAT, "damaged or cut short: %s",
	    why != NULL ? why : "nobody says why");
}

/* A regular file of that name; what other systems put beside it is none. */
static bool
is_table(const struct archive_input *in, struct archive_entry *entry)
{
	const char *path = in->api.archive_entry_pathname(entry), *base;
	struct str end;

	if (path == NULL || in->api.archive_entry_filetype(entry) != S_IFREG)
		return false;
	base = strrchr(path, '/');
	base = base != NULL ? base + 1 : path;
	if (base[0] == '.' || strlen(base) < 4)
		return false;
	end = str_of(base + strlen(base) - 4);
	return str_eq_nocase(end, str_of(".csv")) ||
	       str_eq_nocase(end, str_of(".tsv"));
}

/* The next table; *found false if there is none. */
static bool
next_table(struct archive_input *in, struct archive_entry **entry, bool *found,
    struct err *e)
{
	int rc;

	*found = false;
	while ((rc = in->api.archive_read_next_header(in->a, entry)) ==
		   ARCHIVE_OK ||
	       rc == ARCHIVE_WARN) {
		*found = is_table(in, *entry);
		if (*found)
			return true;
	}
	return rc == ARCHIVE_EOF || failed(in, e);
}

/* With raw bytes there is one entry, which has no name of its own. */
static bool
open_raw(struct archive_input *in, bool *raw, struct err *e)
{
	struct archive_entry *entry;
	int rc = in->api.archive_read_next_header(in->a, &entry);

	*raw = false;
	if (rc == ARCHIVE_EOF) {
		*raw = in->ended = true;
		return true;
	}
	if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
		return failed(in, e);
	*raw = in->api.archive_format(in->a) == ARCHIVE_FORMAT_RAW;
	/* What is too short for its filter goes by without. */
	if (*raw &&
	    in->api.archive_filter_code(in->a, 0) == ARCHIVE_FILTER_NONE)
		return err_set(e, ERR_FORMAT, "damaged or cut short");
	if (!*raw && is_table(in, entry))
		in->member = x_strdup(in->api.archive_entry_pathname(entry));
	return true;
}

static bool
open_table(struct archive_input *in, struct err *e)
{
	struct archive_entry *entry;
	bool raw, found;

	if (!open_raw(in, &raw, e))
		return false;
	if (raw || in->member != NULL)
		return true;
	if (!next_table(in, &entry, &found, e))
		return false;
	if (!found)
		return err_set(
		    e, ERR_FORMAT, "no file .csv or .tsv is in this archive");
	in->member = x_strdup(in->api.archive_entry_pathname(entry));
	return true;
}

bool
archive_input_open(struct archive_input **a, enum archive_kind kind,
    archive_source *source, void *arg, struct err *e)
{
	struct archive_input *in = x_calloc(1, sizeof *in);

	in->source = source;
	in->arg = arg;
	*a = NULL;
	if (!load_library(in, e))
		goto failed;
	in->a = in->api.archive_read_new();
	if (in->a == NULL) {
		(void)err_set(e, ERR_MEMORY, "memory is used up");
		goto failed;
	}
	if (!support(in, kind, e))
		goto failed;
	if (in->api.archive_read_open(in->a, in, NULL, on_read, NULL) !=
	    ARCHIVE_OK) {
		(void)failed(in, e);
		goto failed;
	}
	if (!open_table(in, e))
		goto failed;
	*a = in;
	return true;
failed:
	archive_input_close(in);
	return false;
}

void
archive_input_close(struct archive_input *in)
{
	if (in == NULL)
		return;
	if (in->a != NULL)
		(void)in->api.archive_read_free(in->a);
	if (in->library != NULL)
		(void)dlclose(in->library);
	x_free(in->member);
	x_free(in);
}

/* Count what is left out; what is damaged behind the table does no harm. */
static bool
end_table(struct archive_input *in, struct err *e)
{
	struct archive_entry *entry;
	bool found = in->member != NULL;
	struct err why;

	in->ended = true;
	while (found) {
		if (!next_table(in, &entry, &found, &why)) {
			if (in->e.code == ERR_NONE)
				return true;
			return failed(in, e);
		}
		in->others += found;
	}
	return true;
}

bool
archive_input_read(struct archive_input *in, struct str *s, struct err *e)
{
	const void *p;
	la_int64_t offset;
	int rc;

	*s = (struct str){ NULL, 0 };
	while (s->n == 0 && !in->ended) {
		rc = in->api.archive_read_data_block(in->a, &p, &s->n, &offset);
		if (rc == ARCHIVE_EOF)
			return end_table(in, e);
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return failed(in, e);
		s->p = p;
	}
	return true;
}

const char *
archive_input_member(const struct archive_input *in)
{
	return in->member;
}

size_t
archive_input_others(const struct archive_input *in)
{
	return in->others;
}

#else /* !HAVE_LIBARCHIVE */

bool
archive_input_open(struct archive_input **a, enum archive_kind kind,
    archive_source *source, void *arg, struct err *e)
{
	(void)kind;
	(void)source;
	(void)arg;
	*a = NULL;
	return err_set(e, ERR_USAGE,
	    "compressed, and annals was built without libarchive");
}

void
archive_input_close(struct archive_input *a)
{
	(void)a;
}

bool
archive_input_read(struct archive_input *a, struct str *s, struct err *e)
{
	(void)a;
	*s = (struct str){ NULL, 0 };
	return err_set(e, ERR_USAGE, "annals was built without libarchive");
}

const char *
archive_input_member(const struct archive_input *a)
{
	(void)a;
	return NULL;
}

size_t
archive_input_others(const struct archive_input *a)
{
	(void)a;
	return 0;
}

#endif
