/*
 * What columns are called in the wild: words for roles, in English, Russian,
 * Hebrew, German, French, Spanish and some in Italian, Portuguese, Dutch,
 * Danish, Norwegian, Swedish, Finnish, Polish, Czech, Romanian, Hungarian,
 * Greek, Turkish, Arabic, Japanese, Korean and Chinese; with them the terms of
 * schema.org and Dublin Core.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_ROLE_WORDS_H
#define ANNALS_MODEL_ROLE_WORDS_H

#include "base/buf.h"
#include "base/str.h"
#include "model/record.h"

#include <stdbool.h>

/*
 * Append a name as the words are written: lower case without accents, one
 * blank for each run of signs and between the parts of "camelCase" and "url2",
 * without the prefix of a vocabulary ("dc:title", "schema_startDate").
 */
void role_words_fold(struct buf *out, struct str name);

/*
 * How well a folded name stands for a role, 0 to 100: above 75 for a sure
 * word, above 45 for a fair one, below for a name that holds one ("date of
 * incident"), more where it is what the name is about.
 */
int role_words_score(struct str folded, enum role role);

/* Is it, in any case, a word for some role? */
bool role_words_has(struct str name);

/* Is a folded name that of a part of a date, and which? */
enum date_part { PART_NONE, PART_YEAR, PART_MONTH, PART_DAY };

/*
 * The part of a date that a folded name is; *rest is what remains of it
 * without that word ("start year": "start "), appended.
 */
enum date_part role_words_part(struct str folded, struct buf *rest);

#endif
