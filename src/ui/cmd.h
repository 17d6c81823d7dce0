/*
 * The functions behind the command table (ui/command.c), by subject.  All
 * have the contract of struct command.run.
 */
#ifndef ANNALS_UI_CMD_H
#define ANNALS_UI_CMD_H

#include "base/err.h"

#include <stdbool.h>

struct app;

#define CMD(name)                                                              \
	bool cmd_##name(struct app *a, long n, const char *arg, struct err *e)

/* cmd_move.c */
CMD(down);
CMD(up);
CMD(half_down);
CMD(half_up);
CMD(page_down);
CMD(page_up);
CMD(top);
CMD(bottom);
CMD(next_event);
CMD(previous_event);
CMD(next_year);
CMD(previous_year);
CMD(next_decade);
CMD(previous_decade);
CMD(go);
CMD(jump_back);
CMD(jump_forward);
CMD(sort);

/* cmd_pane.c */
CMD(next_pane);
CMD(previous_pane);
CMD(deeper);
CMD(back);
CMD(fold);
CMD(unfold);
CMD(layout);
CMD(zoom);
CMD(grow);
CMD(shrink);

/* cmd_find.c */
CMD(search);
CMD(keep);
CMD(unread);
CMD(next_hit);
CMD(previous_hit);
CMD(timeline);
CMD(finer);
CMD(coarser);
CMD(split);
CMD(span);

/* cmd_day.c */
CMD(on_this_day);

/* cmd_facet.c */
CMD(facet);
CMD(pick);

/* cmd_copy.c */
CMD(copy);
CMD(open);
CMD(web);

/* cmd_kept.c */
CMD(bookmark);
CMD(bookmarks);
CMD(to_bookmark);
CMD(next_bookmark);
CMD(previous_bookmark);
CMD(bookmarked);
CMD(note);

/* cmd_list.c */
CMD(list);

/* cmd_text.c */
CMD(next_word);
CMD(previous_word);
CMD(search_word);

/* cmd_save.c */
CMD(save);

/* cmd_roles.c */
CMD(roles);
CMD(role);
CMD(role_next);
CMD(role_previous);
CMD(role_apply);

/* cmd_app.c */
CMD(prompt);
CMD(help);
CMD(problems);
CMD(set);
CMD(bind);
CMD(color);
CMD(cancel);
CMD(reload);
CMD(redraw);
CMD(suspend);
CMD(close);
CMD(quit);

#undef CMD

#endif
