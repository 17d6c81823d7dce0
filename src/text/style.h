/*
 * What a cell means, not how it looks: the theme (ui/theme.h) gives each
 * style a look, the terminal (plat/term.h) shows looks.  Any thread.
 */
#ifndef ANNALS_TEXT_STYLE_H
#define ANNALS_TEXT_STYLE_H

#include <stdbool.h>
#include <stdint.h>

enum style {
	STYLE_NORMAL,  /* running text */
	STYLE_TITLE,   /* title of the event that is read */
	STYLE_HEADER,  /* the chronicle's title in the top line */
	STYLE_LABEL,   /* heading of a pane, name of a field */
	STYLE_DIM,     /* what matters less: hints, undated */
	STYLE_DATE,    /* dates in the list */
	STYLE_COUNT,   /* numbers of events */
	STYLE_CURRENT, /* current line of the pane with the focus */
	STYLE_PARKED,  /* current line of another pane */
	STYLE_MARKER,  /* the > before the current line */
	STYLE_RULE,    /* lines between panes */
	STYLE_PLOT,    /* bars over time */
	STYLE_MATCH,   /* what a search found */
	STYLE_STATUS,  /* status line */
	STYLE_ERROR,   /* a message that something is wrong */
	STYLE_KEY,     /* a key in help and hints */
	STYLE_READ,    /* events in the list that were read, if asked for */
	STYLE_NSTYLES
};

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };

struct look {
	int8_t fg, bg;      /* ANSI colour 0 to 15, -1 the terminal's own */
	uint8_t attributes; /* LOOK_* */
};

/* The name in config files ("title"); "" outside the enum. */
const char *style_name(enum style s);

/* False if no style has the name. */
bool style_find(const char *name, enum style *s);

#endif
