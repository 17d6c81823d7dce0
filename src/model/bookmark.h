/*
 * What is kept of one event: its bookmark and its note.  Any thread.
 */
#ifndef ANNALS_MODEL_BOOKMARK_H
#define ANNALS_MODEL_BOOKMARK_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOOKMARK_NOTE_MAX 8192 /* bytes of a note as it is written */
/* Bytes of a note in which the texts of several readers were joined. */
#define BOOKMARK_JOINED_MAX ((size_t)64 << 10)
#define BOOKMARK_TITLE_MAX 512 /* bytes; longer ones are cut */
#define BOOKMARK_NAME_MAX 64   /* bytes of the name of a list */
#define BOOKMARK_LIST_MAX 256  /* bytes of the names of its lists */

/* The line between two texts that became one note. */
#define BOOKMARK_SEPARATOR "---- also written ----"

/* A row.  What it lends is good as long as the function that lends it says. */
struct bookmark {
	/* The chronicle: the name of its package, else its absolute path
	 * ("-" if it was piped), a hash of its columns, what it is called. */
	struct str chronicle;
	uint64_t columns;
	struct str called;
	/* The event (model/trace.h): what it is found by, and what it was
	 * when the row was last written. */
	struct str key;
	struct str title;
	struct str date; /* EDTF, as in the file */
	uint64_t text;   /* hash of its text */
	/* The bookmark, if there is one. */
	bool marked;
	int64_t created; /* seconds since 1970; 0 in a write: now */
	char letter;     /* 'a' to 'z', or 0; one event each in a chronicle */
	struct str list; /* names of reading lists with ; between, or empty */
	/* The note; empty if there is none. */
	struct str note;
};

#endif
