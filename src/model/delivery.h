/*
 * What the loader sends: a piece of a chronicle.
 *
 * Made by the loader's thread, taken by chronicle_adopt().
 */
#ifndef ANNALS_MODEL_DELIVERY_H
#define ANNALS_MODEL_DELIVERY_H

#include "base/err.h"
#include "base/mailbox.h"
#include "model/csv.h"
#include "model/dates.h"
#include "model/problem.h"
#include "model/record.h"
#include "model/sections.h"
#include "model/stamp.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segment;

/* The order of reading of all events so far, from a place on. */
struct order_part {
	uint32_t *event; /* n numbers (free); NULL: it is not known */
	size_t start, n; /* events there are start + n */
	size_t dated;    /* so many come before the undated */
};

struct delivery {
	struct letter letter;       /* first */
	char *title;                /* first delivery only, else NULL */
	char *name;                 /* likewise; the package's, or NULL */
	char *source;               /* likewise */
	bool listed;                /* likewise; see struct shaper */
	char *encoding;             /* once: what the file is in; NULL: UTF-8 */
	bool guessed;               /* that is */
	struct columns columns;     /* first delivery only, else n is 0 */
	struct csv_options dialect; /* likewise */
	/* Likewise, one for each column; NULL: nothing is known.  See
	 * model/date_columns.h. */
	struct dates_options *hint;
	struct sections sections; /* those that are new, parents by number */
	struct problems problems; /* new since the last delivery */
	struct stamps stamps;     /* of files, likewise */
	struct segment *segment;  /* sealed; may be several; NULL if there are
				     no events */
	struct order_part order;  /* with these (model/ordering.h) */
	bool hurries;             /* it is to be seen at once */
	bool later;               /* its order comes with another delivery */
	struct dates dates;       /* how these are written, so far */
	size_t misread; /* so many events of the chronicle, with those of this
			   delivery, were dated in another way before; or 0 */
	int date_cols;  /* cells of the widest date so far */
	int share;      /* read so far, in percent; -1: not known */
	bool compiled;  /* of a compiled file */
	bool last;      /* nothing comes after it */
	bool failed;    /* and e says why */
	struct err e;
};

struct delivery *delivery_new(void);
void delivery_free(struct delivery *d); /* NULL is fine */

#endif
