/*
 * The cells of a few CSV records, quickly and without copies: for guesses
 * about dialects, where many are tried on the same bytes.
 *
 * It reads as model/csv.h does, but for what is never closed: an open quote
 * goes to the end of the bytes.  Any thread, one at a time.
 */
#ifndef ANNALS_MODEL_SPLITTER_H
#define ANNALS_MODEL_SPLITTER_H

#include "base/str.h"

#include <stdbool.h>

struct splitter {
	struct str rest; /* bytes to go */
	char delimiter;
	char quote;  /* 0: none */
	char escape; /* a quote behind it is one of the text; 0: none */
	bool within; /* a record has begun */
};

struct split_cell {
	struct str text; /* without blanks and quotes around it; quotes that
			    are written twice or escaped are left so */
	bool last;       /* of its record */
	bool quoted;
	bool broken; /* a quote in it closes before it ends */
	bool open;   /* a quote is never closed */
};

/*
 * Is a line drawn, as sqlite3, psql, mysql and Markdown do below the names of
 * columns?  Where fields are separated by | it is no record.
 */
bool splitter_is_rule(struct str line);

/* The next cell; lends.  False at the end.  Blank lines and rules are no
 * records. */
bool splitter_next(struct splitter *s, struct split_cell *cell);

#endif
