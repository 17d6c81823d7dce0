#include "config.h"

#include "ui/theme.h"

#define PLAIN                                                                  \
	{                                                                      \
		-1, -1, 0                                                      \
	}

/* Neither blue nor yellow as text: each is unreadable on one of the grounds. */
static const struct look shipped[STYLE_NSTYLES] = {
	[STYLE_NORMAL] = PLAIN,
	[STYLE_TITLE] = { -1, -1, LOOK_BOLD },
	[STYLE_HEADER] = { -1, -1, LOOK_BOLD },
	[STYLE_LABEL] = { 6, -1, 0 },
	[STYLE_DIM] = { -1, -1, LOOK_DIM },
	[STYLE_DATE] = { 6, -1, 0 },
	[STYLE_COUNT] = PLAIN,
	[STYLE_CURRENT] = { -1, -1, LOOK_REVERSE },
	[STYLE_PARKED] = { -1, -1, LOOK_BOLD },
	[STYLE_MARKER] = PLAIN,
	[STYLE_RULE] = PLAIN,
	[STYLE_PLOT] = { 2, -1, 0 },
	[STYLE_MATCH] = { -1, -1, LOOK_BOLD | LOOK_UNDERLINE },
	[STYLE_STATUS] = PLAIN,
	[STYLE_ERROR] = { 1, -1, LOOK_BOLD },
	[STYLE_KEY] = { -1, -1, LOOK_BOLD },
	[STYLE_READ] = { -1, -1, LOOK_DIM },
};

/* What the list pane is made of, and what changes with each key. */
static const bool plain_in_thrift[STYLE_NSTYLES] = {
	[STYLE_DATE] = true,
	[STYLE_COUNT] = true,
	[STYLE_CURRENT] = true,
	[STYLE_PARKED] = true,
	[STYLE_LABEL] = true,
	[STYLE_DIM] = true,
	[STYLE_PLOT] = true,
	[STYLE_KEY] = true,
};

void
theme_defaults(struct theme *t)
{
	for (int s = 0; s < STYLE_NSTYLES; s++) {
		t->look[s] = shipped[s];
		t->own[s] = false;
	}
}

void
theme_set(struct theme *t, enum style s, struct look look)
{
	t->look[s] = look;
	t->own[s] = true;
}

struct look
theme_look(const struct theme *t, enum style s, bool thrift)
{
	static const struct look plain = PLAIN;

	return thrift && plain_in_thrift[s] && !t->own[s] ? plain : t->look[s];
}
