/*
 * The parser of queries, by recursive descent:
 *
 *	either  = both { OR both }
 *	both    = wanted { [AND] wanted }
 *	wanted  = { - | NOT } part
 *	part    = ( either ) | [name operator] ( ( either ) | value )
 *
 * How deep it goes is bounded by QUERY_DEPTH_MAX; chains are loops.
 */
#include "config.h"

#include "model/query.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "model/query_field.h"
#include "model/query_leaf.h"
#include "model/query_lex.h"
#include "model/query_tree.h"

/* What stands before a value: the name and operator, also those of a group. */
struct scope {
	struct field field;
	enum lex_operator op;
};

struct parser {
	struct query *q;
	struct str text;
	const struct columns *columns;
	struct fold_map *map;
	bool typing;
	struct lex lex;
	struct lex_token token; /* the one at hand */
	size_t depth;
	size_t symbols, symbols_end; /* the first word that says nothing */
	size_t mistake;              /* offset of it */
	struct err *e;
};

static const struct scope anywhere = { { .kind = FIELD_ANY, .column = -1 },
	LEX_COLON };

static bool parse_either(
    struct parser *p, const struct scope *scope, const struct query_node **out);

static struct str
piece(const struct parser *p, size_t start, size_t end)
{
	return (struct str){ p->text.p + start, end - start };
}

/* Keep where a mistake is; said is the false of err_set(). */
static bool
fail(struct parser *p, size_t at, bool said)
{
	p->mistake = at;
	return said;
}

static bool
fail_with(struct parser *p, size_t at, const char *before, struct str text,
    const char *behind)
{
	struct buf shown = BUF_INIT;

	query_leaf_show(&shown, text);
	err_set(p->e, ERR_USAGE, "%s%s%s", before, buf_cstr(&shown), behind);
	buf_fini(&shown);
	return fail(p, at, false);
}

/* Nothing follows, and that may change with the next key. */
static bool
is_unfinished(const struct parser *p)
{
	return p->typing && p->token.kind == LEX_END;
}

static void
next(struct parser *p)
{
	lex_next(&p->lex, &p->token);
}

/* Fill in what a word or quoted text says; store holds it. */
static void
read_value(const struct parser *p, const struct lex_token *t, struct buf *store,
    struct query_term *term)
{
	term->start = t->start;
	term->end = t->end;
	term->quoted = t->kind == LEX_QUOTED;
	term->unfinished = p->typing && t->end == p->text.n &&
			   (t->kind == LEX_WORD || t->unclosed);
	if (term->quoted)
		lex_content(store, p->text, t);
	else
		buf_add(store, p->text.p + t->start, t->end - t->start);
	term->text = buf_str(store);
}

/* A leaf from the token at hand, a word or quoted text, which is passed. */
static bool
parse_value(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	struct query_term term = { .field = scope->field, .op = scope->op };
	struct lex_token t = p->token;
	struct buf store = BUF_INIT;
	bool ok;

	if (t.kind == LEX_QUOTED && t.unclosed && !p->typing)
		return fail(p, t.start,
		    err_set(p->e, ERR_USAGE, "closing quote is missing"));
	read_value(p, &t, &store, &term);
	if (t.kind == LEX_QUOTED && t.end < p->text.n &&
	    p->text.p[t.end] == '*') {
		term.star = true;
		p->lex.at++;
	}
	ok = query_leaf_make(p->q, p->map, &term, out, p->e);
	buf_fini(&store);
	if (!ok)
		return fail(p, t.start, false);
	if (*out == NULL && p->symbols_end == 0) {
		p->symbols = t.start;
		p->symbols_end = t.end;
	}
	next(p);
	return true;
}

/* A group; the token at hand is the parenthesis that opens it. */
static bool
parse_group(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	size_t at = p->token.start;

	if (p->depth == QUERY_DEPTH_MAX)
		return fail(p, at,
		    err_set(p->e, ERR_USAGE,
			"parentheses are nested more than %d deep",
			QUERY_DEPTH_MAX));
	p->depth++;
	next(p);
	if (p->token.kind == LEX_CLOSE)
		return fail(p, at,
		    err_set(
			p->e, ERR_USAGE, "nothing between the parentheses"));
	if (!parse_either(p, scope, out))
		return false;
	p->depth--;
	if (p->token.kind == LEX_CLOSE)
		next(p);
	else if (!is_unfinished(p))
		return fail(p, at,
		    err_set(p->e, ERR_USAGE, "closing parenthesis is missing"));
	return true;
}

/* What stands behind a name and its operator, at which the lexer is. */
static bool
parse_field(struct parser *p, const struct scope *scope, size_t name,
    size_t value, const struct query_node **out)
{
	p->lex.at = value;
	lex_value(&p->lex, &p->token);
	switch (p->token.kind) {
	case LEX_OPEN:
		return parse_group(p, scope, out);
	case LEX_WORD:
	case LEX_QUOTED:
		return parse_value(p, scope, out);
	default:
		if (is_unfinished(p))
			return true;
		return fail_with(
		    p, name, "nothing follows ", piece(p, name, value), "");
	}
}

/* Where in a word the first operator stands, or its end. */
static size_t
find_operator(const struct parser *p, const struct lex_token *t)
{
	size_t at = t->start, end;

	while (at < t->end && lex_operator_at(p->text, at, &end) == LEX_NONE)
		at++;
	return at;
}

/*
 * Is what stands before an operator too little of a name, or what follows a
 * colon too little of a value, to be meant so?  "12:30", "http://", "Title: "
 */
static bool
is_plain(
    const struct parser *p, struct str name, enum lex_operator op, size_t value)
{
	struct fold_token t;
	struct fold f;

	fold_init(&f, p->map, name);
	if (!fold_next(&f, &t) || (name.p[0] >= '0' && name.p[0] <= '9'))
		return true;
	if (op != LEX_COLON)
		return false;
	return value == p->text.n || p->text.p[value] == ')' ||
	       p->text.p[value] == '/' || lex_skip(p->text, value) > value;
}

/*
 * Look for a name and an operator in the word at hand, or for quoted text and
 * an operator behind it.  *value is the offset behind the operator, 0 if there
 * is none.  False with a mistake.
 */
static bool
find_field(struct parser *p, struct scope *scope, struct str name, size_t at,
    size_t *value)
{
	bool quoted = p->token.kind == LEX_QUOTED;
	size_t from = at;
	bool known;

	*value = 0;
	scope->op = lex_operator_at(p->text, at, &from);
	if (scope->op == LEX_NONE) {
		at = lex_skip(p->text, at);
		scope->op = lex_operator_at(p->text, at, &from);
		if (scope->op == LEX_NONE || scope->op == LEX_COLON)
			return true;
	}
	known = scope->op == LEX_COLON ? field_find(p->columns, p->map, name,
					     quoted, &scope->field)
				       : field_find_column(p->columns, p->map,
					     name, quoted, &scope->field);
	if (known)
		*value = from;
	if (known || is_plain(p, name, scope->op, from) || at > p->token.end)
		return true;
	return fail_with(p, p->token.start, "no column is named ", name, "");
}

/* A word or quoted text: a value, or the name of a field before one. */
static bool
parse_word(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	struct lex_token t = p->token;
	struct scope inner = *scope;
	struct buf content = BUF_INIT;
	struct str name;
	size_t at = t.end, value, end;
	bool ok;

	if (t.kind == LEX_WORD) {
		at = find_operator(p, &t);
		if (at == t.start) {
			(void)lex_operator_at(p->text, at, &end);
			return p->text.p[at] == ':'
				   ? parse_value(p, scope, out)
				   : fail_with(p, at, "no column before ",
					 piece(p, at, end), "");
		}
		name = piece(p, t.start, at);
	} else {
		lex_content(&content, p->text, &t);
		name = str_trim(buf_str(&content));
	}
	ok = find_field(p, &inner, name, at, &value);
	buf_fini(&content);
	if (!ok)
		return false;
	return value > 0 ? parse_field(p, &inner, t.start, value, out)
			 : parse_value(p, scope, out);
}

static bool
parse_part(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	return p->token.kind == LEX_OPEN ? parse_group(p, scope, out)
					 : parse_word(p, scope, out);
}

static bool
starts_part(const struct parser *p)
{
	switch (p->token.kind) {
	case LEX_OPEN:
	case LEX_MINUS:
	case LEX_NOT:
	case LEX_WORD:
	case LEX_QUOTED:
		return true;
	default:
		return false;
	}
}

/* Is there something behind the operator that was passed? */
static bool
expect_part(struct parser *p, const struct lex_token *joint)
{
	return starts_part(p) || is_unfinished(p) ||
	       fail_with(p, joint->start, "nothing follows ",
		   piece(p, joint->start, joint->end), "");
}

static bool
parse_wanted(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	bool wanted = true;

	while (p->token.kind == LEX_MINUS || p->token.kind == LEX_NOT) {
		struct lex_token joint = p->token;

		wanted = !wanted;
		next(p);
		if (!expect_part(p, &joint))
			return false;
	}
	if (!starts_part(p))
		return true;
	if (!parse_part(p, scope, out))
		return false;
	if (!wanted)
		*out = query_tree_not(p->q, *out);
	return true;
}

static bool
parse_both(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	while (starts_part(p)) {
		const struct query_node *right = NULL;

		if (!parse_wanted(p, scope, &right))
			return false;
		*out = query_tree_join(p->q, QUERY_AND, *out, right);
		if (p->token.kind == LEX_AND) {
			struct lex_token joint = p->token;

			next(p);
			if (!expect_part(p, &joint))
				return false;
		}
	}
	return true;
}

static bool
parse_either(
    struct parser *p, const struct scope *scope, const struct query_node **out)
{
	if (p->token.kind == LEX_AND || p->token.kind == LEX_OR)
		return fail_with(p, p->token.start, "nothing before ",
		    piece(p, p->token.start, p->token.end), "");
	if (!parse_both(p, scope, out))
		return false;
	while (p->token.kind == LEX_OR) {
		struct lex_token joint = p->token;
		const struct query_node *right = NULL;

		next(p);
		if (!expect_part(p, &joint) || !parse_both(p, scope, &right))
			return false;
		*out = query_tree_join(p->q, QUERY_OR, *out, right);
	}
	return true;
}

static bool
parse_all(struct parser *p)
{
	const struct query_node *top = NULL;
	struct query_node *all;

	next(p);
	if (!parse_either(p, &anywhere, &top))
		return false;
	if (p->token.kind != LEX_END)
		return fail(p, p->token.start,
		    err_set(p->e, ERR_USAGE, "no parenthesis is open here"));
	if (top == NULL && p->symbols_end > 0 && !p->typing)
		return fail_with(p, p->symbols, "nothing to search for in ",
		    piece(p, p->symbols, p->symbols_end), "");
	if (top == NULL) {
		all = query_tree_leaf(p->q, QUERY_ALL, p->e);
		top = all;
	}
	p->q->top = top;
	return true;
}

/* Refuse what is too long or no text before anything is made of it. */
static bool
check_text(struct parser *p)
{
	size_t at = 0;

	if (p->text.n > QUERY_BYTES_MAX)
		return fail(p, QUERY_BYTES_MAX - 1,
		    err_set(p->e, ERR_USAGE, "more than %d bytes",
			QUERY_BYTES_MAX));
	return lex_check(p->text, &at, p->e) || fail(p, at, false);
}

/* The number of the code point in which an offset lies, from 1. */
static size_t
column_of(struct str text, size_t offset)
{
	size_t column = 0, n;
	uint32_t cp;

	for (size_t i = 0; i <= offset && i < text.n; i += n) {
		n = utf8_decode(text.p + i, text.n - i, &cp);
		column++;
	}
	return column;
}

bool
query_is_blank(struct str text)
{
	text = str_trim(text);
	return lex_skip(text, 0) == text.n;
}

struct query *
query_parse(struct str text, const struct columns *columns,
    struct fold_map *map, bool typing, size_t *column, struct err *e)
{
	struct parser p = {
		.text = text,
		.columns = columns,
		.map = map,
		.typing = typing,
		.e = e,
	};

	if (!check_text(&p))
		goto failed;
	p.q = query_tree_new(map);
	lex_init(&p.lex, text, typing);
	if (parse_all(&p))
		return p.q;
failed:
	*column = column_of(text, p.mistake);
	query_tree_free(p.q);
	return NULL;
}

void
query_free(struct query *q)
{
	query_tree_free(q);
}

const struct query_node *
query_top(const struct query *q)
{
	return q->top;
}

bool
query_asks(const struct query *q)
{
	for (size_t i = 0; i < q->nnodes; i++)
		if (q->node[i].kind == QUERY_IS ||
		    q->node[i].kind == QUERY_NOTE ||
		    q->node[i].kind == QUERY_LIST)
			return true;
	return false;
}

struct fold_map *
query_map(const struct query *q)
{
	return q->map;
}
