#include "config.h"

#include "ui/complete.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/format.h"
#include "plat/folder.h"
#include "text/style.h"
#include "ui/app.h"
#include "ui/command.h"
#include "ui/keymap.h"
#include "ui/lists.h"
#include "ui/option.h"
#include "ui/reader.h"

static void
offer(struct candidates *out, const char *name, const char *word)
{
	if (strncmp(name, word, strlen(word)) == 0)
		candidates_add(out, name);
}

static void
offer_commands(struct candidates *out, const char *word)
{
	size_t n;
	const struct command *c = command_table(&n);

	for (size_t i = 0; i < n; i++)
		offer(out, c[i].name, word);
}

static void
offer_options(struct candidates *out, const char *word)
{
	size_t n;
	const struct option *o = option_table(&n);

	for (size_t i = 0; i < n; i++)
		offer(out, o[i].name, word);
}

static void
offer_words(struct candidates *out, struct str option, const char *word)
{
	size_t n;
	const struct option *o = option_table(&n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(str_of(o[i].name), option) && o[i].words != NULL)
			for (int w = 0; o[i].words[w] != NULL; w++)
				offer(out, o[i].words[w], word);
}

static void
offer_maps(struct candidates *out, const char *word)
{
	size_t n;
	const char *const *name = keymap_names(&n);

	for (size_t i = 0; i < n; i++)
		offer(out, name[i], word);
}

/* What has few values comes first; r may be NULL. */
static void
offer_columns(struct candidates *out, const struct reader *r, const char *word)
{
	const struct columns *c;
	static const enum role first[] = { ROLE_KIND, ROLE_ACTORS, ROLE_PLACES,
		ROLE_SOURCES };

	if (r == NULL)
		return;
	c = chronicle_columns(r->chronicle);
	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++)
		if (c->role[first[i]] >= 0)
			offer(out, role_name(first[i]), word);
	offer(out, role_name(ROLE_SECTION), word);
	for (size_t i = 0; i < c->nfile; i++)
		offer(out, c->name[i], word);
}

static void
offer_kinds(struct candidates *out, struct str before, const char *word)
{
	const char *name;

	for (size_t i = 0; (name = app_copy_kind(i)) != NULL; i++)
		offer(out, name, word);
	if (before.n == 0)
		offer(out, "plain", word);
}

static void
offer_argument(struct candidates *out, const struct command *c,
    struct str before, const char *word)
{
	if (strcmp(c->name, "set") == 0 && before.n == 0)
		offer_options(out, word);
	else if (strcmp(c->name, "set") == 0)
		offer_words(out, before, word);
	else if (strcmp(c->name, "layout") == 0 && before.n == 0)
		offer_words(out, str_of("layout"), word);
	else if (strcmp(c->name, "copy") == 0)
		offer_kinds(out, before, word);
	else if (strcmp(c->name, "roles") == 0 && before.n == 0)
		offer(out, "save", word);
	else if (strcmp(c->name, "color") == 0 && before.n == 0)
		for (int s = 0; s < STYLE_NSTYLES; s++)
			offer(out, style_name((enum style)s), word);
	else if (strcmp(c->name, "bind") == 0 && before.n == 0)
		offer_maps(out, word);
	else if (strcmp(c->name, "bind") == 0 &&
		 memchr(before.p, ' ', before.n) != NULL) /* MAP KEY */
		offer_commands(out, word);
}

/* An order whose name, without the -, begins as what is typed. */
static void
offer_order(struct candidates *out, const char *name, struct str typed)
{
	bool reverse = typed.n > 0 && typed.p[0] == '-';
	struct str start = str_of(name);
	struct buf order = BUF_INIT;

	typed.p += reverse;
	typed.n -= reverse;
	if (start.n > typed.n)
		start.n = typed.n;
	buf_addf(&order, "%s%s", reverse ? "-" : "", name);
	if (str_eq_nocase(start, typed) &&
	    !(reverse && strcmp(name, order_by_word(ORDER_RANK)) == 0))
		candidates_add(out, buf_cstr(&order));
	buf_fini(&order);
}

/* Is that an order or role, but for its case? */
static bool
is_offered(struct str name)
{
	for (size_t i = 0; order_by_word(i) != NULL; i++)
		if (str_eq_nocase(str_of(order_by_word(i)), name))
			return true;
	for (int role = 0; role < ROLE_NROLES; role++)
		if (str_eq_nocase(str_of(role_name((enum role)role)), name))
			return true;
	return false;
}

/* Names of orders, roles and columns; they may have blanks. */
static void
offer_orders(struct candidates *out, const struct reader *r, struct str typed)
{
	const struct columns *columns;

	for (size_t i = 0; order_by_word(i) != NULL; i++)
		offer_order(out, order_by_word(i), typed);
	if (r == NULL)
		return;
	columns = chronicle_columns(r->chronicle);
	for (int role = 0; role < ROLE_NROLES; role++)
		if (columns->role[role] >= 0)
			offer_order(out, role_name((enum role)role), typed);
	for (size_t i = 0; i < columns->nfile; i++)
		if (!is_offered(str_of(columns->name[i])))
			offer_order(out, columns->name[i], typed);
}

/* What cannot be typed is not offered. */
static void
offer_path(void *arg, const char *path)
{
	struct str s = str_of(path);
	bool typed = utf8_check(s) == s.n;

	for (size_t i = 0; i < s.n; i++)
		typed =
		    typed && (unsigned char)s.p[i] >= 0x20 && s.p[i] != 0x7f;
	if (typed)
		candidates_add(arg, path);
}

/* A format, or the name of a file, which may have blanks; typed is moved on to
 * what is to be completed. */
static void
offer_file(struct candidates *out, const char **typed)
{
	size_t n = strcspn(*typed, " ");
	const struct format *f;
	const char *rest = NULL;

	for (size_t i = 0; (f = format_at(i)) != NULL; i++) {
		offer(out, f->name, *typed);
		if (strncmp(f->name, *typed, n) == 0 && f->name[n] == '\0' &&
		    (*typed)[n] == ' ')
			rest = *typed + n + strspn(*typed + n, " ");
	}
	if (rest != NULL)
		*typed = rest;
	folder_complete(*typed, offer_path, out);
}

/* Names of reading lists, perhaps with a sign in front. */
static void
offer_lists(struct candidates *out, const struct reader *r, struct str typed)
{
	size_t sign = typed.n > 0 && strchr("+-", typed.p[0]) != NULL;
	struct str start = { typed.p + sign, typed.n - sign };
	struct buf whole = BUF_INIT;
	struct lists lists;

	lists_gather(&lists, r != NULL ? r->kept : NULL);
	for (size_t i = 0; i < lists.n; i++) {
		struct str name = lists.at[i].name;

		if (name.n < start.n ||
		    !str_eq_nocase((struct str){ name.p, start.n }, start))
			continue;
		buf_clear(&whole);
		buf_add(&whole, typed.p, sign);
		buf_add(&whole, name.p, name.n);
		candidates_add(out, buf_cstr(&whole));
	}
	lists_fini(&lists);
	buf_fini(&whole);
}

/* "ROLE=", then names of columns, which may have blanks. */
static void
offer_roles(struct candidates *out, const struct reader *r, const char *typed)
{
	const char *eq = strchr(typed, '='), *comma = strrchr(typed, ',');
	const struct columns *c;
	struct buf whole = BUF_INIT;

	for (int role = 0; eq == NULL && role < ROLE_NROLES; role++) {
		buf_clear(&whole);
		buf_addf(&whole, "%s=", role_name((enum role)role));
		offer(out, buf_cstr(&whole), typed);
	}
	c = r != NULL ? chronicle_columns(r->chronicle) : NULL;
	for (size_t i = 0; eq != NULL && c != NULL && i < c->nfile; i++) {
		buf_clear(&whole);
		buf_add(&whole, typed,
		    (size_t)((comma > eq ? comma : eq) + 1 - typed));
		buf_adds(&whole, c->name[i]);
		offer(out, buf_cstr(&whole), typed);
	}
	buf_fini(&whole);
}

/* Is its argument one name, which may have blanks? */
static bool
takes_name(const struct command *c)
{
	return strcmp(c->name, "facet") == 0 || strcmp(c->name, "sort") == 0 ||
	       strcmp(c->name, "save") == 0 || strcmp(c->name, "list") == 0 ||
	       strcmp(c->name, "role") == 0;
}

void
complete_command(void *arg, const char *before, struct candidates *out)
{
	const char *blank = strrchr(before, ' ');
	const char *word = blank != NULL ? blank + 1 : before;
	struct str line = { before, (size_t)(word - before) }, name;
	const struct command *c;

	out->start = line.n;
	line = str_trim(line);
	if (line.n == 0) {
		offer_commands(out, word);
		return;
	}
	name = line;
	name.n = 0;
	while (name.n < line.n && line.p[name.n] != ' ')
		name.n++;
	if ((c = command_find(name, NULL)) == NULL)
		return;
	line.p += name.n;
	line.n -= name.n;
	if (!takes_name(c)) {
		offer_argument(out, c, str_trim(line), word);
		return;
	}
	word = line.p + strspn(line.p, " ");
	if (strcmp(c->name, "facet") == 0)
		offer_columns(out, arg, word);
	else if (strcmp(c->name, "save") == 0)
		offer_file(out, &word);
	else if (strcmp(c->name, "role") == 0)
		offer_roles(out, arg, word);
	else if (strcmp(c->name, "list") == 0)
		offer_lists(out, arg, str_of(word));
	else
		offer_orders(out, arg, str_of(word));
	out->start = (size_t)(word - before);
}
