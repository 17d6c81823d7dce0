/*
 * The pieces of a query: words, quoted text, parentheses, operators.
 *
 * A bare word goes on to a blank, a parenthesis or a quotation mark; what
 * stands in it (a column's name, an operator, a star) is the parser's to
 * know.  A quotation mark between Hebrew letters is part of the word, also
 * inside quotes.  Inside quotes two of them are one.
 *
 * Offsets are bytes of the text.  Pure functions; any thread.
 */
#ifndef ANNALS_MODEL_QUERY_LEX_H
#define ANNALS_MODEL_QUERY_LEX_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum lex_kind {
	LEX_END,
	LEX_OPEN,  /* ( */
	LEX_CLOSE, /* ) */
	LEX_MINUS, /* - before what is not wanted */
	LEX_AND,
	LEX_OR,
	LEX_NOT,
	LEX_WORD,
	LEX_QUOTED
};

enum lex_operator {
	LEX_NONE,
	LEX_COLON,
	LEX_EQ,
	LEX_LT,
	LEX_LE,
	LEX_GT,
	LEX_GE
};

struct lex_token {
	enum lex_kind kind;
	size_t start, end; /* quotation marks included */
	bool unclosed;     /* quoted, and the text ended */
};

struct lex {
	struct str text; /* passed lex_check() */
	size_t at;
	bool typing; /* what stands at the end may go on */
};

/*
 * False with *e and the offset *at of the first control character or broken
 * byte.  Tabs are blanks.
 */
bool lex_check(struct str text, size_t *at, struct err *e);

/* Lends text. */
void lex_init(struct lex *lx, struct str text, bool typing);

/* The next piece; LEX_END for ever at the end. */
void lex_next(struct lex *lx, struct lex_token *t);

/*
 * The next piece, as what follows an operator: if it touches it, nothing in it
 * is an operator ("-0044", "OR").
 */
void lex_value(struct lex *lx, struct lex_token *t);

/* The operator that stands at an offset, *end behind it; or LEX_NONE. */
enum lex_operator lex_operator_at(struct str text, size_t at, size_t *end);

/* The first offset from at on that is no blank. */
size_t lex_skip(struct str text, size_t at);

/* Append what a quoted piece holds. */
void lex_content(struct buf *out, struct str text, const struct lex_token *t);

/* Append text as a quoted piece that holds it. */
void lex_quote(struct buf *out, struct str text);

/* May any text, checked or not, stand before an operator without quotes? */
bool lex_is_name(struct str text);

#endif
