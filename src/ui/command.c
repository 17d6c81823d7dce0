#include "config.h"

#include "ui/command.h"

#include <string.h>

#include "base/buf.h"
#include "ui/cmd.h"

/* clang-format off */
static const struct command commands[] = {
	{ "Moving", "down", "j <Down>", "",
	    "Go down a line", true, cmd_down },
	{ "Moving", "up", "k <Up>", "",
	    "Go up a line", true, cmd_up },
	{ "Moving", "half-down", "^D", "",
	    "Go down half a page", true, cmd_half_down },
	{ "Moving", "half-up", "^U", "",
	    "Go up half a page", true, cmd_half_up },
	{ "Moving", "page-down", "<Space> <PgDn>", "",
	    "Go down a page", true, cmd_page_down },
	{ "Moving", "page-up", "b <PgUp>", "",
	    "Go up a page", true, cmd_page_up },
	{ "Moving", "top", "g <Home>", "",
	    "Go to the first line, or to the line counted", true, cmd_top },
	{ "Moving", "bottom", "G <End>", "",
	    "Go to the last line, or to the line counted", true, cmd_bottom },

	{ "Events", "next-event", "J", "",
	    "Go to the next event, from any pane", false, cmd_next_event },
	{ "Events", "previous-event", "K", "",
	    "Go to the previous event, from any pane", false,
	    cmd_previous_event },
	{ "Events", "next-year", "]", "",
	    "Go to the next year with an event", false, cmd_next_year },
	{ "Events", "previous-year", "[", "",
	    "Go to the previous year with an event", false,
	    cmd_previous_year },
	{ "Events", "next-decade", "}", "",
	    "Go to the next decade with an event", false, cmd_next_decade },
	{ "Events", "previous-decade", "{", "",
	    "Go to the previous decade with an event", false,
	    cmd_previous_decade },
	{ "Events", "goto", "", "#N|YEAR|N|ID",
	    "Go to event N of the file, a year, line N of the list or an id",
	    false, cmd_go },
	{ "Events", "jump-back", "^O (", "",
	    "Go back to where I was before the last jump", false,
	    cmd_jump_back },
	{ "Events", "jump-forward", ")", "",
	    "Go forward again", false, cmd_jump_forward },
	{ "Events", "sort", "", "[ORDER]",
	    "List by date, -date, file, rank, a column", false, cmd_sort },

	{ "Search", "search", "/", "[QUERY]",
	    "Search as you type, or for the query", false, cmd_search },
	{ "Search", "next-hit", "n", "",
	    "Go to the next hit, in the text or the next event", false,
	    cmd_next_hit },
	{ "Search", "previous-hit", "N", "",
	    "Go to the previous hit", false, cmd_previous_hit },
	{ "Search", "keep", "&", "",
	    "Keep what was found as a filter and search inside it", false,
	    cmd_keep },
	{ "Search", "unread", "", "",
	    "List what was not read yet, of what is listed", false,
	    cmd_unread },
	{ "Search", "search-word", "*", "",
	    "Search the word at the cursor, or a telling one of the title",
	    false, cmd_search_word },
	{ "Search", "timeline", "t", "",
	    "Show the events over time, on the whole screen", true,
	    cmd_timeline },
	{ "Search", "on-this-day", "T", "[MM-DD]",
	    "List what happened on this day", false,
	    cmd_on_this_day },
	{ "Search", "finer", "", "",
	    "In the timeline: show finer bars", true, cmd_finer },
	{ "Search", "coarser", "", "",
	    "In the timeline: show coarser bars", true, cmd_coarser },
	{ "Search", "split", "", "",
	    "In the timeline: the sections as letters, as rows, or in one",
	    true, cmd_split },
	{ "Search", "span", "", "",
	    "In the timeline: list the events of the bar", true, cmd_span },
	{ "Search", "facet", "", "[COLUMN]",
	    "Count the values of a column, or show the sections again", false,
	    cmd_facet },
	{ "Search", "pick", "", "",
	    "In a facet: list the events with the value", false, cmd_pick },

	{ "Text", "next-word", "", "",
	    "In the text: go to the next word", false,
	    cmd_next_word },
	{ "Text", "previous-word", "", "",
	    "In the text: go to the previous word", false,
	    cmd_previous_word },

	{ "Bookmarks", "bookmark", "m", "[LETTER]",
	    "Bookmark the event, or take its bookmark away", false,
	    cmd_bookmark },
	{ "Bookmarks", "bookmarks", "'", "",
	    "List the bookmarks; a letter goes to one", true, cmd_bookmarks },
	{ "Bookmarks", "to-bookmark", "", "LETTER",
	    "Go to the bookmark with that letter", false, cmd_to_bookmark },
	{ "Bookmarks", "next-bookmark", "u", "",
	    "Go to the next bookmark in the list", false, cmd_next_bookmark },
	{ "Bookmarks", "previous-bookmark", "U", "",
	    "Go to the previous bookmark in the list", false,
	    cmd_previous_bookmark },
	{ "Bookmarks", "bookmarked", "B", "",
	    "List what is bookmarked only, or all again", false,
	    cmd_bookmarked },
	{ "Bookmarks", "list", "", "[+|-][NAME]",
	    "List a reading list only; + puts the event on it, - takes it off",
	    true, cmd_list },
	{ "Bookmarks", "note", "e", "[TEXT]",
	    "Write a note, or change the one there is", false, cmd_note },

	{ "Taking along", "copy", "y", "[plain] [WHAT]",
	    "Copy text, citation, markdown, bibtex, ris, id or result", false,
	    cmd_copy },
	{ "Taking along", "open", "o", "[N]",
	    "Open a web address of the event in a browser", true, cmd_open },
	{ "Taking along", "web", "O", "",
	    "Show its web addresses on the normal screen, for the mouse", true,
	    cmd_web },

	{ "Panes", "next-pane", "<Tab>", "",
	    "Give the next pane the focus", false, cmd_next_pane },
	{ "Panes", "previous-pane", "<S-Tab>", "",
	    "Give the previous pane the focus", false, cmd_previous_pane },
	{ "Panes", "deeper", "<Enter> l <Right>", "",
	    "Open the section, go on to events and text, follow a link", false,
	    cmd_deeper },
	{ "Panes", "back", "h <Left>", "",
	    "Close the section, or go back to events and sections", false,
	    cmd_back },
	{ "Panes", "fold", "-", "",
	    "Close all sections that hold others", false, cmd_fold },
	{ "Panes", "unfold", "+", "",
	    "Open all sections", false, cmd_unfold },
	{ "Panes", "layout", "|", "[auto|stacked|columns|single]",
	    "Choose the next layout, or the named one", false, cmd_layout },
	{ "Panes", "zoom", "z", "",
	    "Give the pane the whole screen, or share it again", false,
	    cmd_zoom },
	{ "Panes", "grow", ">", "",
	    "Make the pane larger", false, cmd_grow },
	{ "Panes", "shrink", "<lt>", "",
	    "Make the pane smaller", false, cmd_shrink },

	{ "Program", "save", "s", "[[FORMAT] FILE]",
	    "Save the list to a file, in the format of its name", false,
	    cmd_save },
	{ "Program", "prompt", ":", "[TEXT]",
	    "Ask for a command", true, cmd_prompt },
	{ "Program", "help", "? <F1>", "",
	    "Show keys, commands and options", true, cmd_help },
	{ "Program", "problems", "", "",
	    "Show what in the file could not be used", true, cmd_problems },
	{ "Program", "roles", "", "[save]",
	    "Show what the columns are for, or save it", true, cmd_roles },
	{ "Program", "role", "", "ROLE=[COLUMN,...]",
	    "Say what a column is for, and read the chronicle so", true,
	    cmd_role },
	{ "Program", "role-next", "", "",
	    "In the roles: take the next column", true, cmd_role_next },
	{ "Program", "role-previous", "", "",
	    "In the roles: take the previous column", true,
	    cmd_role_previous },
	{ "Program", "role-apply", "", "",
	    "In the roles: read the chronicle by them", true, cmd_role_apply },
	{ "Program", "set", "", "OPTION VALUE",
	    "Change an option", true, cmd_set },
	{ "Program", "bind", "", "MAP KEY COMMAND",
	    "Let a key run a command", true, cmd_bind },
	{ "Program", "color", "", "STYLE FG [BG] [ATTRIBUTE...]",
	    "Change how something looks", true, cmd_color },
	{ "Program", "cancel", "^C <Esc>", "",
	    "Drop the search, a filter or what lies over the panes", true,
	    cmd_cancel },
	{ "Program", "reload", "R", "",
	    "Read the chronicle again", false, cmd_reload },
	{ "Program", "redraw", "^L", "",
	    "Draw the whole screen again", true, cmd_redraw },
	{ "Program", "suspend", "^Z", "",
	    "Stop the program; fg continues it", true, cmd_suspend },
	{ "Program", "close", "q", "",
	    "Close what lies over the panes, go back, or quit", true,
	    cmd_close },
	{ "Program", "quit", "Q", "",
	    "Quit", true, cmd_quit },
};
/* clang-format on */

#define NCOMMANDS (sizeof commands / sizeof commands[0])

const struct command *
command_table(size_t *n)
{
	*n = NCOMMANDS;
	return commands;
}

const struct command *
command_find(struct str name, struct err *e)
{
	const struct command *found = NULL;

	for (size_t i = 0; i < NCOMMANDS; i++) {
		const struct command *c = &commands[i];

		if (strncmp(c->name, name.p, name.n) != 0)
			continue;
		if (c->name[name.n] == '\0')
			return c;
		if (found != NULL) {
			err_set(e, ERR_USAGE, "'%.*s' may be %s or %s",
			    (int)name.n, name.p, found->name, c->name);
			return NULL;
		}
		found = c;
	}
	if (found == NULL)
		err_set(e, ERR_USAGE, "no command '%.*s'",
		    (int)(name.n < 64 ? name.n : 64), name.p);
	return found;
}

/* "#23", "1967" and "-43" are what goto takes. */
static bool
is_place(struct str line)
{
	char c = line.p[0];

	if (c == '-' && line.n > 1)
		c = line.p[1];
	return c == '#' || (c >= '0' && c <= '9');
}

const struct command *
command_parse(const char *line, struct str *arg, struct err *e)
{
	struct str rest = str_trim(str_of(line)), name = rest;

	*arg = rest;
	if (rest.n == 0)
		return NULL;
	if (is_place(rest))
		return command_find(str_of("goto"), e);
	name.n = strcspn(name.p, " \t");
	if (name.n > rest.n)
		name.n = rest.n;
	rest.p += name.n;
	rest.n -= name.n;
	*arg = str_trim(rest);
	return command_find(name, e);
}

bool
command_run(struct app *a, const char *line, long n, struct err *e)
{
	struct err why = { .code = ERR_NONE };
	struct buf text = BUF_INIT;
	struct str arg;
	const struct command *c = command_parse(line, &arg, &why);
	bool ok;

	if (c == NULL && why.code == ERR_NONE)
		return true;
	if (c == NULL)
		return err_set(e, why.code, "%s", why.text);
	if (arg.n > 0 && c->args[0] == '\0')
		return err_set(e, ERR_USAGE, "%s takes no argument", c->name);
	buf_add(&text, arg.p, arg.n);
	ok = c->run(a, n, buf_cstr(&text), e);
	buf_fini(&text);
	return ok;
}
