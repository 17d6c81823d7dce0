/*
 * The language of the config file, of which a line is also what :set, :bind
 * and :color take.
 *
 *	set NAME VALUE          also NAME=VALUE and NAME = VALUE
 *	bind MAP KEY COMMAND... "" or none unbinds
 *	color STYLE FG [BG] [ATTRIBUTE...]
 *
 * A # at the start of a line or after a blank starts a comment.  Words end at
 * blanks.  Within double quotes, which may open anywhere in a word, blanks
 * and # mean nothing and \" and \\ stand for " and \.  A COMMAND that is one
 * quoted word is what stands inside; else it is taken as it stands, quotes
 * and all.
 * Colours: default, black red green yellow blue magenta cyan white, those
 * with bright- or bright before them, 0 to 15.  Attributes: bold dim
 * underline reverse, and normal for none.
 *
 * What the names of options, maps, keys and commands are is not known here:
 * struct config_ops does what was read.  Main thread.
 */
#ifndef ANNALS_UI_CONFIGFILE_H
#define ANNALS_UI_CONFIGFILE_H

#include "base/err.h"
#include "base/str.h"
#include "text/style.h"

#include <stdbool.h>
#include <stddef.h>

#define CONFIG_FILE_MAX (256 * 1024) /* bytes that are read */
#define CONFIG_LINE_MAX 4096         /* bytes of a line, without its end */

/*
 * What to do with a line.  Strings are UTF-8 without controls, lent for the
 * call.  False with *e if it makes no sense; the text may hold words of the
 * line, it is sanitised afterwards.
 */
struct config_ops {
	bool (*set)(
	    void *arg, const char *name, const char *value, struct err *e);
	bool (*bind)(void *arg, const char *map, const char *key,
	    const char *command, struct err *e);
	bool (*color)(void *arg, enum style s, struct look look, struct err *e);
	/* One line, "FILE:LINE: what", ready to be shown. */
	void (*problem)(void *arg, const char *text);
};

/*
 * Apply all lines of text that are right; tell the others to ops->problem.
 * A UTF-8 BOM and CR LF are fine.  file is the name to show.  False if there
 * was a problem.
 */
bool config_read(
    const char *file, struct str text, const struct config_ops *ops, void *arg);

/*
 * Apply one line: exactly one call of set, bind or color, or none if it is
 * blank or a comment.  False with *e (ERR_USAGE, or what the call said); the
 * text may be shown.  Does not call ops->problem.
 */
bool config_line(
    struct str line, const struct config_ops *ops, void *arg, struct err *e);

/*
 * Lend the one of n names that word is most likely a misspelling of (at most
 * two letters wrong, missing, too many or swapped), or NULL.
 */
const char *config_nearest(
    const char *word, const char *const *names, size_t n);

#endif
