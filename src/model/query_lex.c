#include "config.h"

#include "model/query_lex.h"

#include "base/utf8.h"

/* White_Space of Unicode 15 that stands in a line. */
static bool
is_blank(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
	       cp == 0x3000;
}

static bool
is_hebrew_letter(uint32_t cp)
{
	return (cp >= 0x5D0 && cp <= 0x5EA) || (cp >= 0x5EF && cp <= 0x5F2) ||
	       cp == 0xFB1D || (cp >= 0xFB1F && cp <= 0xFB28) ||
	       (cp >= 0xFB2A && cp <= 0xFB4F);
}

static bool
is_hebrew_point(uint32_t cp)
{
	return cp >= 0x591 && cp <= 0x5C7 && cp != 0x5BE && cp != 0x5C0 &&
	       cp != 0x5C3 && cp != 0x5C6;
}

/* What stands at an offset; 0 at the end. */
static uint32_t
code_at(struct str text, size_t at, size_t *n)
{
	uint32_t cp = 0;

	*n = at < text.n ? utf8_decode(text.p + at, text.n - at, &cp) : 0;
	return cp;
}

/* What stands before an offset, which is moved there; 0 at the start. */
static uint32_t
code_before(struct str text, size_t *at)
{
	size_t n;

	if (*at == 0)
		return 0;
	do
		--*at;
	while (*at > 0 && ((unsigned char)text.p[*at] & 0xC0) == 0x80);
	return code_at(text, *at, &n);
}

/*
 * Is the quotation mark at an offset a letter of an acronym?  unfinished: what
 * follows at the end of the text may be one more letter.
 */
static bool
is_gershayim(struct str text, size_t at, bool unfinished)
{
	size_t before = at, n;
	uint32_t cp;

	do
		cp = code_before(text, &before);
	while (is_hebrew_point(cp));
	if (!is_hebrew_letter(cp))
		return false;
	if (at + 1 == text.n)
		return unfinished;
	return is_hebrew_letter(code_at(text, at + 1, &n));
}

bool
lex_check(struct str text, size_t *at, struct err *e)
{
	size_t n;

	for (size_t i = 0; i < text.n; i += n) {
		uint32_t cp = code_at(text, i, &n);

		*at = i;
		if (cp == UTF8_BAD)
			return err_set(e, ERR_USAGE, "byte %02x is not UTF-8",
			    (unsigned)(unsigned char)text.p[i]);
		if ((cp < ' ' && cp != '\t') || (cp >= 0x7F && cp < 0xA0))
			return err_set(e, ERR_USAGE, "control character U+%04X",
			    (unsigned)cp);
	}
	return true;
}

void
lex_init(struct lex *lx, struct str text, bool typing)
{
	*lx = (struct lex){ .text = text, .typing = typing };
}

size_t
lex_skip(struct str text, size_t at)
{
	size_t n;

	while (is_blank(code_at(text, at, &n)))
		at += n;
	return at;
}

enum lex_operator
lex_operator_at(struct str text, size_t at, size_t *end)
{
	static const struct {
		char text[3];
		enum lex_operator op;
	} operators[] = {
		{ "<=", LEX_LE },
		{ "=<", LEX_LE },
		{ ">=", LEX_GE },
		{ "=>", LEX_GE },
		{ "==", LEX_EQ },
		{ "=", LEX_EQ },
		{ "<", LEX_LT },
		{ ">", LEX_GT },
		{ ":", LEX_COLON },
	};

	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
		struct str op = str_of(operators[i].text);

		if (text.n - at >= op.n &&
		    memcmp(text.p + at, op.p, op.n) == 0) {
			*end = at + op.n;
			return operators[i].op;
		}
	}
	return LEX_NONE;
}

/* Where the bare word that starts at an offset ends. */
static size_t
end_of_word(const struct lex *lx, size_t at)
{
	size_t n;

	while (at < lx->text.n) {
		uint32_t cp = code_at(lx->text, at, &n);

		if (is_blank(cp) || cp == '(' || cp == ')' ||
		    (cp == '"' && !is_gershayim(lx->text, at, lx->typing)))
			break;
		at += n;
	}
	return at;
}

/* Read quoted text; t->start is at the mark that opens it. */
static void
read_quoted(struct lex *lx, struct lex_token *t)
{
	struct str text = lx->text;
	size_t at = t->start + 1;

	t->kind = LEX_QUOTED;
	t->unclosed = true;
	while (at < text.n && t->unclosed) {
		if (text.p[at] != '"' || is_gershayim(text, at, false))
			at++;
		else if (at + 1 < text.n && text.p[at + 1] == '"')
			at += 2;
		else
			t->unclosed = false;
	}
	t->end = t->unclosed ? at : at + 1;
	lx->at = t->end;
}

static void
read_word(struct lex *lx, struct lex_token *t)
{
	t->kind = LEX_WORD;
	t->end = end_of_word(lx, t->start);
	lx->at = t->end;
}

/* The operator that a bare word is, if it is one. */
static enum lex_kind
keyword(struct str word)
{
	if (str_eq(word, str_of("AND")))
		return LEX_AND;
	if (str_eq(word, str_of("OR")))
		return LEX_OR;
	if (str_eq(word, str_of("NOT")))
		return LEX_NOT;
	return LEX_WORD;
}

/* A minus is one before what can be searched for; "->" and "--" are words. */
static bool
is_minus(struct str text, size_t at)
{
	size_t end, n;
	uint32_t next;

	if (text.p[at] != '-' || at + 1 == text.n)
		return false;
	next = code_at(text, at + 1, &n);
	return !is_blank(next) && next != ')' && next != '-' &&
	       lex_operator_at(text, at + 1, &end) == LEX_NONE;
}

static void
read_any(struct lex *lx, struct lex_token *t)
{
	struct str word;

	read_word(lx, t);
	word = (struct str){ lx->text.p + t->start, t->end - t->start };
	t->kind = keyword(word);
	/* Who types OR may be on the way to ORT. */
	if (t->kind != LEX_WORD && lx->typing && t->end == lx->text.n)
		t->kind = LEX_END;
}

static void
read_char(struct lex *lx, struct lex_token *t, enum lex_kind kind)
{
	t->kind = kind;
	t->end = t->start + 1;
	lx->at = t->end;
}

void
lex_next(struct lex *lx, struct lex_token *t)
{
	size_t at = lex_skip(lx->text, lx->at);

	*t = (struct lex_token){ LEX_END, at, at, false };
	lx->at = at;
	if (at == lx->text.n)
		return;
	if (lx->text.p[at] == '(')
		read_char(lx, t, LEX_OPEN);
	else if (lx->text.p[at] == ')')
		read_char(lx, t, LEX_CLOSE);
	else if (lx->text.p[at] == '"')
		read_quoted(lx, t);
	else if (is_minus(lx->text, at))
		read_char(lx, t, LEX_MINUS);
	else
		read_any(lx, t);
}

void
lex_value(struct lex *lx, struct lex_token *t)
{
	size_t at = lx->at;

	if (at < lx->text.n && end_of_word(lx, at) > at) {
		*t = (struct lex_token){ LEX_WORD, at, at, false };
		read_word(lx, t);
	} else {
		lex_next(lx, t);
	}
}

void
lex_content(struct buf *out, struct str text, const struct lex_token *t)
{
	size_t end = t->unclosed ? t->end : t->end - 1;

	for (size_t i = t->start + 1; i < end; i++) {
		buf_addc(out, text.p[i]);
		if (text.p[i] == '"' && i + 1 < end && text.p[i + 1] == '"')
			i++;
	}
}

/* Two marks are one, also where one alone would be a letter of an acronym. */
void
lex_quote(struct buf *out, struct str text)
{
	buf_addc(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.p[i]);
	}
	buf_addc(out, '"');
}

bool
lex_is_name(struct str text)
{
	struct lex_token t;
	struct lex lx;
	size_t at, end;

	if (!lex_check(text, &at, NULL))
		return false;
	lex_init(&lx, text, false);
	lex_next(&lx, &t);
	if (t.kind != LEX_WORD || t.start > 0 || t.end < text.n)
		return false;
	for (at = 0; at < text.n; at++)
		if (lex_operator_at(text, at, &end) != LEX_NONE)
			return false;
	return true;
}
