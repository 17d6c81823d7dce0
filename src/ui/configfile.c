#include "config.h"

#include "ui/configfile.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/glyph.h"

#include <stdint.h>

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

/* The index is the colour; the last is -1. */
static const char *const colours[] = { "black", "red", "green", "yellow",
	"blue", "magenta", "cyan", "white", "bright-black", "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta",
	"bright-cyan", "bright-white", "default" };

#define NCOLOURS 16

static const char *const attributes[] = { "bold", "dim", "underline", "reverse",
	"normal" };
static const uint8_t attribute_bits[LENGTH(attributes)] = { LOOK_BOLD, LOOK_DIM,
	LOOK_UNDERLINE, LOOK_REVERSE, 0 };

/*
 * Nearest words.
 */

#define NEAREST_MAX 32 /* bytes of a word for which it is tried */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Optimal string alignment (Damerau-Levenshtein, no substring edited twice)
 * of two words of at most NEAREST_MAX bytes.
 */
static size_t
distance(struct str a, struct str b)
{
	size_t row[3][NEAREST_MAX + 1];
	size_t *old = row[0], *last = row[1], *now = row[2], *turn;

	for (size_t j = 0; j <= b.n; j++)
		old[j] = last[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t wrong = a.p[i - 1] != b.p[j - 1];

			now[j] = least(last[j - 1] + wrong,
			    least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1])
				now[j] = least(now[j], old[j - 2] + 1);
		}
		turn = old;
		old = last;
		last = now;
		now = turn;
	}
	return last[b.n];
}

const char *
config_nearest(const char *word, const char *const *names, size_t n)
{
	struct str w = str_of(word);
	const char *best = NULL;
	size_t limit = w.n < 5 ? 1 : 2; /* "x" is no misspelling of "on" */

	if (w.n < 2 || w.n > NEAREST_MAX)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		struct str s = str_of(names[i]);
		size_t d;

		if (s.n > NEAREST_MAX || (d = distance(w, s)) > limit)
			continue;
		best = names[i];
		if (d == 0)
			break;
		limit = d - 1;
	}
	return best;
}

#define SHOWN_MAX 60 /* bytes of the user's word in a message */

static int
shown(const char *word)
{
	return (int)utf8_cut(str_of(word), SHOWN_MAX);
}

static bool
unknown(const char *what, const char *word, const char *const *names, size_t n,
    struct err *e)
{
	const char *near = config_nearest(word, names, n);

	if (near == NULL)
		return err_set(
		    e, ERR_USAGE, "no %s '%.*s'", what, shown(word), word);
	return err_set(e, ERR_USAGE, "no %s '%.*s', did you mean '%s'?", what,
	    shown(word), word, near);
}

/*
 * Words of a line.
 */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
skip(struct str *rest, size_t n)
{
	rest->p += n;
	rest->n -= n;
}

static void
skip_blanks(struct str *rest)
{
	while (rest->n > 0 && is_blank(rest->p[0]))
		skip(rest, 1);
}

/* Inside of quotes: does a backslash and what it protects stand at i? */
static bool
is_escape(struct str s, size_t i)
{
	return s.p[i] == '\\' && i + 1 < s.n &&
	       (s.p[i + 1] == '"' || s.p[i + 1] == '\\');
}

/* Take the comment off.  False with *e if a quote stays open. */
static bool
cut_comment(struct str *line, struct err *e)
{
	bool quoted = false;

	for (size_t i = 0; i < line->n; i++) {
		char c = line->p[i];

		if (quoted && is_escape(*line, i))
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (c == '#' && !quoted &&
			 (i == 0 || is_blank(line->p[i - 1])))
			line->n = i;
	}
	if (quoted)
		return err_set(e, ERR_USAGE, "a quote is not closed");
	*line = str_trim(*line);
	return true;
}

/* What goes on from here to the names of things is clean text. */
static bool
check_text(struct str s, struct err *e)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp;
		size_t n = utf8_decode(s.p + i, s.n - i, &cp);

		if (cp == UTF8_BAD)
			return err_set(e, ERR_USAGE, "byte 0x%02X is no UTF-8",
			    (unsigned char)s.p[i]);
		if ((cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0))
			return err_set(e, ERR_USAGE, "control character U+%04X",
			    (unsigned)cp);
		i += n;
	}
	return true;
}

/*
 * Put the next word, without quotes, into *word; false at the end.  All
 * quotes are closed, cut_comment() saw to that.
 */
static bool
next_word(struct str *rest, struct buf *word)
{
	bool quoted = false;
	size_t i;

	skip_blanks(rest);
	buf_clear(word);
	for (i = 0; i < rest->n; i++) {
		char c = rest->p[i];

		if (!quoted && is_blank(c))
			break;
		if (quoted && is_escape(*rest, i))
			buf_addc(word, rest->p[++i]);
		else if (c == '"')
			quoted = !quoted;
		else
			buf_addc(word, c);
	}
	skip(rest, i);
	return i > 0;
}

/* Is all of s one word in quotes? */
static bool
is_quoted(struct str s)
{
	size_t i = 1;

	if (s.n < 2 || s.p[0] != '"')
		return false;
	while (i < s.n && s.p[i] != '"')
		i += is_escape(s, i) ? 2 : 1;
	return i == s.n - 1;
}

/*
 * Directives.  Each gets what stands behind its name.
 */

struct directive {
	const char *name;
	bool (*run)(struct str rest, const struct config_ops *ops, void *arg,
	    struct err *e);
};

static bool
run_set(struct str rest, const struct config_ops *ops, void *arg, struct err *e)
{
	struct buf name = BUF_INIT, value = BUF_INIT;
	size_t n = 0;
	bool ok = false;

	while (n < rest.n && !is_blank(rest.p[n]) && rest.p[n] != '=')
		n++;
	buf_add(&name, rest.p, n);
	skip(&rest, n);
	skip_blanks(&rest);
	if (rest.n > 0 && rest.p[0] == '=')
		skip(&rest, 1);

	if (name.n == 0)
		err_set(e, ERR_USAGE, "set: no name");
	else if (!next_word(&rest, &value))
		err_set(
		    e, ERR_USAGE, "set %.*s: no value", shown(name.p), name.p);
	else if (rest.n > 0)
		err_set(e, ERR_USAGE,
		    "set %.*s: more than one value, put it in quotes",
		    shown(name.p), name.p);
	else
		ok = ops->set(arg, name.p, buf_cstr(&value), e);
	buf_fini(&value);
	buf_fini(&name);
	return ok;
}

static bool
run_bind(
    struct str rest, const struct config_ops *ops, void *arg, struct err *e)
{
	struct buf map = BUF_INIT, key = BUF_INIT, command = BUF_INIT;
	bool ok = false;

	if (!next_word(&rest, &map)) {
		err_set(e, ERR_USAGE, "bind: no map");
		goto out;
	}
	if (!next_word(&rest, &key)) {
		err_set(e, ERR_USAGE, "bind: no key");
		goto out;
	}
	rest = str_trim(rest);
	if (rest.n == 0) {
		err_set(e, ERR_USAGE, "bind: no command (\"none\" unbinds)");
		goto out;
	}
	if (is_quoted(rest))
		(void)next_word(&rest, &command); /* there is one */
	else
		buf_add(&command, rest.p, rest.n);
	ok = ops->bind(
	    arg, buf_cstr(&map), buf_cstr(&key), buf_cstr(&command), e);
out:
	buf_fini(&command);
	buf_fini(&key);
	buf_fini(&map);
	return ok;
}

static bool
find_name(const char *word, const char *const *table, size_t n, size_t *at)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(word, table[i]) == 0) {
			*at = i;
			return true;
		}
	}
	return false;
}

/* 0 to 15. */
static bool
find_number(const char *word, size_t *n)
{
	size_t len = strlen(word);

	if (len < 1 || len > 2 || strspn(word, "0123456789") != len ||
	    (len == 2 && word[0] != '1'))
		return false;
	*n = len == 1 ? (size_t)(word[0] - '0') : 10 + (size_t)(word[1] - '0');
	return *n < NCOLOURS;
}

static bool
find_colour(const char *word, int8_t *colour)
{
	size_t i;

	if (find_name(word, colours, LENGTH(colours), &i)) {
		*colour = i < NCOLOURS ? (int8_t)i : -1;
		return true;
	}
	if (strncmp(word, "bright", 6) == 0 &&
	    find_name(word + 6, colours, NCOLOURS / 2, &i))
		i += NCOLOURS / 2;
	else if (!find_number(word, &i))
		return false;
	*colour = (int8_t)i;
	return true;
}

static bool
add_attribute(struct look *look, const char *word, struct err *e)
{
	size_t i;

	if (!find_name(word, attributes, LENGTH(attributes), &i))
		return unknown(
		    "attribute", word, attributes, LENGTH(attributes), e);
	if (attribute_bits[i] == 0)
		look->attributes = 0;
	look->attributes |= attribute_bits[i];
	return true;
}

/* A background or the first attribute. */
static bool
add_second(struct look *look, const char *word, struct err *e)
{
	const char *both[LENGTH(colours) + LENGTH(attributes)];
	size_t i;

	if (find_colour(word, &look->bg))
		return true;
	if (find_name(word, attributes, LENGTH(attributes), &i))
		return add_attribute(look, word, e);
	memcpy(both, colours, sizeof colours);
	memcpy(both + LENGTH(colours), attributes, sizeof attributes);
	return unknown("colour or attribute", word, both, LENGTH(both), e);
}

static bool
parse_look(struct str rest, struct look *look, struct err *e)
{
	struct buf word = BUF_INIT;
	bool ok = true;

	*look = (struct look){ .fg = -1, .bg = -1 };
	if (!next_word(&rest, &word))
		ok = err_set(e, ERR_USAGE, "color: no colour");
	else if (!find_colour(buf_cstr(&word), &look->fg))
		ok = unknown(
		    "colour", buf_cstr(&word), colours, LENGTH(colours), e);
	if (ok && next_word(&rest, &word))
		ok = add_second(look, buf_cstr(&word), e);
	while (ok && next_word(&rest, &word))
		ok = add_attribute(look, buf_cstr(&word), e);
	buf_fini(&word);
	return ok;
}

static bool
unknown_style(const char *word, struct err *e)
{
	const char *names[STYLE_NSTYLES];

	for (int i = 0; i < STYLE_NSTYLES; i++)
		names[i] = style_name((enum style)i);
	return unknown("style", word, names, LENGTH(names), e);
}

static bool
run_color(
    struct str rest, const struct config_ops *ops, void *arg, struct err *e)
{
	struct buf word = BUF_INIT;
	struct look look;
	enum style style;
	bool ok = false;

	if (!next_word(&rest, &word))
		err_set(e, ERR_USAGE, "color: no style");
	else if (!style_find(buf_cstr(&word), &style))
		unknown_style(buf_cstr(&word), e);
	else if (parse_look(rest, &look, e))
		ok = ops->color(arg, style, look, e);
	buf_fini(&word);
	return ok;
}

static const struct directive directives[] = {
	{ "set", run_set },
	{ "bind", run_bind },
	{ "color", run_color },
};

static bool
run_line(
    struct str line, const struct config_ops *ops, void *arg, struct err *e)
{
	const char *names[LENGTH(directives)];
	struct buf word = BUF_INIT;
	bool ok;

	(void)next_word(&line, &word); /* there is one */
	skip_blanks(&line);
	for (size_t i = 0; i < LENGTH(directives); i++) {
		names[i] = directives[i].name;
		if (strcmp(buf_cstr(&word), names[i]) == 0) {
			ok = directives[i].run(line, ops, arg, e);
			goto out;
		}
	}
	ok = unknown("directive", buf_cstr(&word), names, LENGTH(names), e);
out:
	buf_fini(&word);
	return ok;
}

bool
config_line(
    struct str line, const struct config_ops *ops, void *arg, struct err *e)
{
	struct err mine = { .code = ERR_NONE };
	struct buf clean = BUF_INIT;
	bool ok;

	if (line.n > CONFIG_LINE_MAX) {
		ok = err_set(&mine, ERR_USAGE, "line is longer than %d bytes",
		    CONFIG_LINE_MAX);
	} else {
		line = str_trim(line);
		ok = cut_comment(&line, &mine) && check_text(line, &mine) &&
		     (line.n == 0 || run_line(line, ops, arg, &mine));
	}
	if (!ok) {
		glyph_sanitize(&clean, str_of(mine.text), GLYPH_ONE_LINE);
		(void)err_set(e, mine.code, "%s", buf_cstr(&clean));
	}
	buf_fini(&clean);
	return ok;
}

static void
tell(const char *file, size_t line, const char *what,
    const struct config_ops *ops, void *arg)
{
	struct buf text = BUF_INIT;

	glyph_sanitize(&text, str_of(file), GLYPH_ONE_LINE);
	buf_addf(&text, ":%zu: %s", line, what);
	ops->problem(arg, buf_cstr(&text));
	buf_fini(&text);
}

bool
config_read(
    const char *file, struct str text, const struct config_ops *ops, void *arg)
{
	static const char too_long[] =
	    "file is longer than 256 KiB, the rest is not read";
	size_t left = CONFIG_FILE_MAX;
	bool ok = true;

	if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
		skip(&text, 3);
	for (size_t number = 1; text.n > 0; number++) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
		struct str line = { text.p, n };
		struct err e;

		if (n > left) {
			tell(file, number, too_long, ops, arg);
			return false;
		}
		if (n > 0 && line.p[n - 1] == '\r')
			line.n--;
		if (!config_line(line, ops, arg, &e)) {
			tell(file, number, e.text, ops, arg);
			ok = false;
		}
		n += end != NULL;
		left -= least(left, n);
		skip(&text, n);
	}
	return ok;
}
