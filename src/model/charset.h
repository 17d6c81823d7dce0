/*
 * Encodings by name: what one is called here, what iconv calls it, and what
 * people call it.
 *
 * Some stand for a larger one that has everything where they have it, as the
 * Encoding Standard (encoding.spec.whatwg.org) says: ISO-8859-1 is read as
 * Windows-1252, GB2312 and GBK as GB18030, Shift_JIS and EUC-KR with what
 * Windows added to them, ASCII as UTF-8.
 *
 * Constant tables; any thread.
 */
#ifndef ANNALS_MODEL_CHARSET_H
#define ANNALS_MODEL_CHARSET_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define CHARSET_NAME_MAX 40 /* bytes of a name, with its NUL */

struct charset {
	const char *name;    /* to show */
	const char *iconv;   /* names to try, blanks between; "": not by it */
	const char *aliases; /* squeezed (charset.c), blanks between */
};

/*
 * The one of that name, loosely: "utf8", "latin-1", "CP1251", "sjis"; NULL if
 * the table has none.
 */
const struct charset *charset_find(struct str name);

/* True if name may be an encoding's: letters, digits and - _ . : + only, and
 * shorter than CHARSET_NAME_MAX. */
bool charset_name_check(struct str name);

#endif
