#include "config.h"

#include "ui/option.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const layout_words[] = { "auto", "stacked", "columns",
	"single", NULL };
static const char *const thrift_words[] = { "auto", "on", "off", NULL };
static const char *const bool_words[] = { "off", "on", NULL };

#define AT(field) offsetof(struct options, field)

/* clang-format off */
static const struct option table[] = {
	{ "layout", AT(layout), layout_words, 0, 3, 0,
	    "How the panes split the screen" },
	{ "thrift", AT(thrift), thrift_words, 0, 2, 0,
	    "Save bytes on slow lines; auto is on over SSH" },
	{ "measure", AT(measure), NULL, 20, 200, 76,
	    "Widest line of the text, in cells" },
	{ "sections-width", AT(sections_width), NULL, 0, 200, 0,
	    "Width of the sections pane, in cells; 0 fits the titles" },
	{ "list-height", AT(list_height), NULL, 10, 90, 45,
	    "Rows of the list over the text, in percent" },
	{ "list-width", AT(list_width), NULL, 10, 90, 50,
	    "Width of the list beside the text, in percent" },
	{ "history", AT(history), NULL, 0, 10000, 200,
	    "Lines of the prompt that are kept; 0 keeps none" },
	{ "hints", AT(hints), bool_words, 0, 1, 1,
	    "Show the most used keys in the status line" },
	{ "safe", AT(safe), bool_words, 0, 1, 0,
	    "Guard cells of saved tables that spreadsheets would run" },
	{ "read-marks", AT(read_marks), bool_words, 0, 1, 0,
	    "Show events that were read dim in the list" },
};
/* clang-format on */

static int *
field(struct options *o, const struct option *t)
{
	return (int *)(void *)((char *)o + t->offset);
}

const struct option *
option_table(size_t *n)
{
	*n = sizeof table / sizeof table[0];
	return table;
}

void
option_defaults(struct options *o)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		*field(o, &table[i]) = table[i].start;
}

static const struct option *
find(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

static bool
set_word(int *value, const struct option *t, const char *word, struct err *e)
{
	struct buf all = BUF_INIT;

	for (int i = 0; t->words[i] != NULL; i++)
		if (strcmp(t->words[i], word) == 0) {
			*value = i;
			return true;
		}
	for (int i = 0; t->words[i] != NULL; i++)
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", t->words[i]);
	err_set(e, ERR_USAGE, "%s: '%s' is none of %s", t->name, word,
	    buf_cstr(&all));
	buf_fini(&all);
	return false;
}

static bool
set_number(int *value, const struct option *t, const char *s, struct err *e)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(s, &end, 10);
	if (end == s || *end != '\0' || errno != 0 || n < t->min || n > t->max)
		return err_set(e, ERR_USAGE,
		    "%s: '%s' is no number from %d to %d", t->name, s, t->min,
		    t->max);
	*value = (int)n;
	return true;
}

bool
option_set(
    struct options *o, const char *name, const char *value, struct err *e)
{
	const struct option *t = find(name);

	if (t == NULL)
		return err_set(e, ERR_USAGE, "no option '%s'", name);
	if (t->words != NULL)
		return set_word(field(o, t), t, value, e);
	return set_number(field(o, t), t, value, e);
}

void
option_print(const struct options *o, const struct option *t, struct buf *out)
{
	int value;

	memcpy(&value, (const char *)o + t->offset, sizeof value);
	if (t->words != NULL)
		buf_adds(out, t->words[value]);
	else
		buf_addf(out, "%d", value);
}
