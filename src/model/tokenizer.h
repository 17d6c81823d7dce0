/*
 * The words of text/fold.h for FTS5, under the name "annals".
 *
 * What is asked for is taken as it is: the strings of a MATCH are words that
 * were folded before, one each, so that nothing of what somebody types is
 * ever cut by FTS5 itself.
 *
 * Whatever thread uses the database.
 */
#ifndef ANNALS_MODEL_TOKENIZER_H
#define ANNALS_MODEL_TOKENIZER_H

#include "base/err.h"
#include "text/fold.h"

#include <stdbool.h>

struct sqlite3;

/* Let db know it.  Shares map until db is closed.  False with *e: as
 * sql_failed(). */
bool tokenizer_register(
    struct sqlite3 *db, struct fold_map *map, struct err *e);

#endif
