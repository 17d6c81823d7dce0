/*
 * The web addresses of an event: those of its sources, of its other fields and
 * of its text, each once, numbered from 1 on the screen.  Main thread.
 */
#ifndef ANNALS_UI_ADDRESSES_H
#define ANNALS_UI_ADDRESSES_H

#include "base/buf.h"
#include "base/err.h"
#include "model/chronicle.h"

#include <stdbool.h>
#include <stddef.h>

#define ADDRESSES_MAX 99 /* of one event; others are left out */

struct addresses {
	char *url[ADDRESSES_MAX]; /* see text/url.h */
	size_t n;
};

/* Find those of event n.  False with *e, and none, if it cannot be read. */
bool addresses_find(
    struct addresses *x, const struct chronicle *c, size_t n, struct err *e);
void addresses_fini(struct addresses *x);

/* Append them as lines of view_pager_new(): "1<TAB>https://...". */
void addresses_list(const struct addresses *x, struct buf *out);

/*
 * Append them as lines for the normal screen.  osc: the terminal takes OSC 8,
 * which lets it open them.
 */
void addresses_print(const struct addresses *x, bool osc, struct buf *out);

#endif
