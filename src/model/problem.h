/*
 * Something in a file that could not be used as it stands.  Nothing is
 * dropped in silence: what it was is kept here.
 *
 * Built by the loader, read by the main thread after it was handed over.
 */
#ifndef ANNALS_MODEL_PROBLEM_H
#define ANNALS_MODEL_PROBLEM_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROBLEM_RAW_MAX 512   /* bytes of the raw text that are kept */
#define PROBLEM_EACH_MAX 1000 /* of one kind that are listed; then counted */

#define PROBLEM_NO_EVENT SIZE_MAX

enum problem_kind {
	PROBLEM_QUOTE,    /* a quote that is never closed */
	PROBLEM_FIELDS,   /* more or fewer fields than columns */
	PROBLEM_DATE,     /* no date, or a day that does not exist */
	PROBLEM_ID,       /* missing or not unique */
	PROBLEM_SECTION,  /* not in the table of sections */
	PROBLEM_ENCODING, /* bytes that are no UTF-8 */
	PROBLEM_CONTROL,  /* control or bidi characters */
	PROBLEM_LENGTH,   /* a field or record over its bound */
	PROBLEM_MEMORY,   /* memory refused: the rest is missing */
	PROBLEM_FILE,     /* a file, or a part of it, that is left out */
	PROBLEM_STRAY,    /* a quote in a field without quotes: a letter */
	PROBLEM_BYTES,    /* how many bytes of a file mean nothing */
	PROBLEM_NKINDS
};

struct problem {
	enum problem_kind kind;
	char *file;    /* as the user would name it */
	size_t line;   /* from 1; 0 if it is the file as a whole */
	size_t column; /* from 1; 0 if it is the record as a whole */
	size_t event;  /* number of the event, or PROBLEM_NO_EVENT */
	char *what;    /* one line, sanitised, no full stop */
	char *raw;     /* the text it is about, sanitised, cut; may be "" */
	bool open; /* more may be known of it later, see problems_update() */
};

struct problems {
	struct problem *at;
	size_t n, cap;
	size_t count[PROBLEM_NKINDS]; /* also of those not listed */
	size_t event; /* what is added is about it, or PROBLEM_NO_EVENT */
	size_t open;  /* how many are */
};

void problems_init(struct problems *p);
void problems_fini(struct problems *p);

/* Append a problem; the texts are copied, sanitised and cut. */
void problems_add(struct problems *p, enum problem_kind kind, const char *file,
    size_t line, size_t column, const char *what, struct str raw);

/*
 * Tell of a file as a whole what may change while it is read: it takes the
 * place of what was told so of that kind and file, until it is the last.
 */
void problems_update(struct problems *p, enum problem_kind kind,
    const char *file, const char *what, bool last);

/* Move all of from to the end of p, or to the places of what they update; from
 * is empty afterwards. */
void problems_move(struct problems *p, struct problems *from);

/* Move those of a kind that are about events before that one to the end of to;
 * they are not counted in p any more. */
void problems_take(struct problems *p, enum problem_kind kind, size_t before,
    struct problems *to);

/* Put those from the start-th on in the order of their lines. */
void problems_sort(struct problems *p, size_t start);

/* How many there are, listed or not, and how many of these matter. */
size_t problems_total(const struct problems *p);
size_t problems_serious(const struct problems *p);

/* Is nothing lost or left open by problems of a kind?  Such are listed, but
 * nobody is told that they are there. */
bool problem_kind_harmless(enum problem_kind kind);

/* What problems of a kind are about: "dates". */
const char *problem_kind_name(enum problem_kind kind);

/* Append "FILE:LINE:COLUMN: what" (parts that are 0 left out). */
void problem_print(struct buf *out, const struct problem *p);

#endif
