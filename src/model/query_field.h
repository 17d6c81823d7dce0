/*
 * What the name before an operator means.  Main thread.
 */
#ifndef ANNALS_MODEL_QUERY_FIELD_H
#define ANNALS_MODEL_QUERY_FIELD_H

#include "base/buf.h"
#include "model/record.h"
#include "text/fold.h"

#include <stdbool.h>

enum field_kind {
	FIELD_ANY, /* no name at all */
	FIELD_COLUMN,
	FIELD_SECTION,
	FIELD_DATE,
	FIELD_BEFORE,
	FIELD_AFTER,
	FIELD_DAY,
	FIELD_IS,
	FIELD_HAS,
	FIELD_NOTE,
	FIELD_LIST
};

struct field {
	enum field_kind kind;
	int column;  /* or -1; of FIELD_DAY one that is called so */
	bool list;   /* several values, with ; between them */
	bool dated;  /* it is the column of the events' dates */
	bool worded; /* it has one of the roles that are words */
};

/*
 * The field that name: stands for; false if there is none.  A name in quotes
 * is a column's if there is one; else the words of the language come first,
 * but for note, as many files have a column called so.
 */
bool field_find(const struct columns *c, struct fold_map *map, struct str name,
    bool quoted, struct field *f);

/*
 * The column that is compared where an operator follows name, also of a date
 * or section; false if there is none.
 */
bool field_find_column(const struct columns *c, struct fold_map *map,
    struct str name, bool quoted, struct field *f);

/*
 * Append the name of a column as a query that asks for it writes it, before
 * any operator.  If no name stands for it alone, that of its header.
 */
void field_print(struct buf *out, const struct columns *c, struct fold_map *map,
    const struct field *f);

#endif
