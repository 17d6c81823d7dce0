#include "config.h"

#include "ui/help.h"

#include <string.h>

#include "text/style.h"
#include "ui/command.h"
#include "ui/key.h"
#include "ui/view_note.h"

/* What may be searched for; as in annals(1), SEARCH. */
static const struct {
	const char *query, *finds;
} queries[] = {
	{ "gromyko partition", "events with both words" },
	{ "\"true friend\"", "these words one after another" },
	{ "recogn*", "words that begin so; * alone is every event" },
	{ "-war", "events without the word; NOT war is the same" },
	{ "oil OR gas", "events with one of them at least" },
	{ "(oil OR gas) -iran", "parentheses, at most 16 deep" },
	{ "title:visit", "in one column: title text actor place kind source "
			 "id" },
	{ "column:value", "in any other column, by its name" },
	{ "section:\"Oil\"", "a section by title or id, with those below" },
	{ "column=\"value\"", "the column, or one value of a list, is that" },
	{ "column:*", "the column is not empty" },
	{ "column>10", "comparison of numbers, dates or texts: < <= > >=" },
	{ "column:1990..2000",
	    "the column is a date that overlaps with that time" },
	{ "date:1967", "the date overlaps with that year, month or day" },
	{ "date:2014..2018", "or with that time; 2014.. is open" },
	{ "before:1990", "or with the time before it; after:1990 likewise" },
	{ "day:05-17", "the date is that day of any year, month first" },
	{ "is:bookmarked",
	    "what has a bookmark; has:note, note:word, list:name too" },
	{ "is:read", "the event was read; is:unread likewise" },
};

#define NQUERIES (sizeof queries / sizeof queries[0])

static void
print_command(const struct command *c, const struct keymap *m, struct buf *out)
{
	struct buf keys = BUF_INIT;

	keymap_keys(m, KEYMAP_GLOBAL, c->name, &keys);
	if (keys.n == 0)
		buf_addf(&keys, ":%s", c->name);
	buf_addf(out, "%s\t%s", buf_cstr(&keys), c->help);
	if (c->args[0] != '\0')
		buf_addf(out, ": %s", c->args);
	buf_addf(out, "  (%s)\n", c->name);
	buf_fini(&keys);
}

/* Bindings of single panes, and lines that are no plain command's name. */
static void
print_binding(void *arg, const char *map, uint32_t key, const char *line)
{
	struct buf *out = arg;
	size_t n;
	const struct command *c = command_table(&n);

	if (strcmp(map, KEYMAP_GLOBAL) == 0)
		for (size_t i = 0; i < n; i++)
			if (strcmp(c[i].name, line) == 0)
				return;
	if (line[0] == '\0')
		return;
	key_print(out, key);
	buf_addf(out, "\t%s (in %s)\n", line, map);
}

static void
print_queries(struct buf *out)
{
	buf_adds(out, "\n#Queries  (of / and :search)\n");
	for (size_t i = 0; i < NQUERIES; i++)
		buf_addf(out, "%s\t%s\n", queries[i].query, queries[i].finds);
}

static void
print_note_keys(struct buf *out)
{
	const char *keys, *help;

	buf_adds(out, "\n#While a note is written\n");
	for (size_t i = 0; view_note_keys(i, &keys, &help); i++)
		buf_addf(out, "%s\t%s\n", keys, help);
}

static void
print_options(const struct options *o, struct buf *out)
{
	size_t n;
	const struct option *t = option_table(&n);

	buf_adds(out, "\n#Options  (:set NAME VALUE, or in the config file)\n");
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "%s\t%s (now ", t[i].name, t[i].help);
		option_print(o, &t[i], out);
		buf_adds(out, ")\n");
	}
}

void
help_print(const struct keymap *m, const struct options *o, struct buf *out)
{
	size_t n, own;
	const struct command *c = command_table(&n);

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(c[i].group, c[i - 1].group) != 0)
			buf_addf(out, "%s#%s\n", i > 0 ? "\n" : "", c[i].group);
		print_command(&c[i], m, out);
	}
	buf_adds(out, "\nDigits before a key count: 5j, 23G.  :#23 is event "
		      "23, :1967 a year.\n");
	print_queries(out);
	print_note_keys(out);
	own = out->n;
	buf_adds(out, "\n#More keys\n");
	n = out->n;
	keymap_each(m, print_binding, out);
	if (out->n == n) { /* there are none */
		out->n = own;
		out->p[own] = '\0';
	}
	print_options(o, out);
}

void
help_print_tables(struct buf *out)
{
	size_t n;
	const struct command *c = command_table(&n);
	const struct option *o;
	const char *keys, *help;

	for (size_t i = 0; i < n; i++)
		buf_addf(out, "command\t%s\t%s\t%s\n", c[i].name, c[i].keys,
		    c[i].args);
	o = option_table(&n);
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "option\t%s\t", o[i].name);
		if (o[i].words == NULL)
			buf_addf(out, "%d to %d", o[i].min, o[i].max);
		for (int w = 0; o[i].words != NULL && o[i].words[w]; w++)
			buf_addf(out, "%s%s", w > 0 ? " " : "", o[i].words[w]);
		buf_addc(out, '\n');
	}
	for (size_t i = 0; i < NQUERIES; i++)
		buf_addf(
		    out, "query\t%s\t%s\n", queries[i].query, queries[i].finds);
	for (size_t i = 0; view_note_keys(i, &keys, &help); i++)
		buf_addf(out, "note key\t%s\t%s\n", keys, help);
	for (int s = 0; s < STYLE_NSTYLES; s++)
		buf_addf(out, "style\t%s\n", style_name((enum style)s));
}
