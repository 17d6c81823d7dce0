/*
 * The stage that holds the first bytes of a CSV back until its dialect is
 * guessed (model/sniff.h): bytes in; then one call with the guess; then all
 * bytes out.
 *
 * What comes out does not depend on how the input is cut into pieces, as long
 * as sniffer_flush() comes at its end.  At most SNIFF_MAX bytes are held.  Any
 * thread, one at a time.
 */
#ifndef ANNALS_MODEL_SNIFFING_H
#define ANNALS_MODEL_SNIFFING_H

#include "base/err.h"
#include "model/sniff.h"

#include <stdbool.h>
#include <stddef.h>

struct sniffer_ops {
	/* The guess, once, before any bytes.  False with *e stops it all. */
	bool (*decided)(void *arg, const struct sniff *s, struct err *e);
	/* Bytes, lent for the call.  False with *e: likewise. */
	bool (*bytes)(void *arg, const char *p, size_t n, struct err *e);
};

struct sniffer;

/* known and ops are copied. */
struct sniffer *sniffer_new(
    const struct sniff_known *known, const struct sniffer_ops *ops, void *arg);
void sniffer_free(struct sniffer *s); /* NULL is fine */

/* n more bytes.  False with *e if ops said so; then only sniffer_free() may
 * follow. */
bool sniffer_feed(struct sniffer *s, const char *p, size_t n, struct err *e);

/*
 * Guess with what is there, if it was not done, and give what is held.
 * final: nothing comes after it; else there may be more to feed, as when
 * a reader waits for a slow pipe.  As sniffer_feed().
 */
bool sniffer_flush(struct sniffer *s, bool final, struct err *e);

#endif
