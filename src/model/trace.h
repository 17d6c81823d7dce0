/*
 * What is remembered of an event so that it is found again after its file was
 * sorted, corrected or moved.
 *
 * The key is the id of the event.  An event without one has a key made from
 * its content: "~" and 16 digits, the hash of its date, name and text in hex;
 * so that the two are never confused, an id that begins with "~" has another
 * "~" before it.  Events that are the same in all three are one to a reader.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_TRACE_H
#define ANNALS_MODEL_TRACE_H

#include "base/buf.h"
#include "base/str.h"
#include "model/record.h"

#include <stdbool.h>
#include <stdint.h>

struct trace {
	struct buf key;
	struct str title; /* trace_title(); lent by the record */
	struct str date;  /* trimmed; likewise */
	uint64_t text;    /* hash of the text */
};

void trace_init(struct trace *t);
void trace_fini(struct trace *t);

/* What of a record_name() is remembered: trimmed, and cut to
 * BOOKMARK_TITLE_MAX.  Lends. */
struct str trace_title(struct str name);

/* What is to be remembered of r, which lends to t. */
void trace_of(
    struct trace *t, const struct record *r, const struct columns *columns);

/* Lend the id in a key; false if it was made from content. */
bool trace_id(struct str key, struct str *id);

/* A hash of the names of columns, in their order. */
uint64_t trace_columns(const struct columns *columns);

#endif
