/*
 * The app without a terminal, played as fast as it goes.
 *
 * Time does not go by while it is played: whenever the app waits for a moment,
 * that moment has come.  Keys are a second apart.
 */
#ifndef ANNALS_TESTS_PLAYER_H
#define ANNALS_TESTS_PLAYER_H

#include "ui/app.h"

#include <stdint.h>

#include "bench/times.h"

struct player {
	struct app app;
	int64_t now;
	struct times turns; /* app_draw(): how long the next key may wait */
	/* From when a key was due until what it did was drawn, by the wall,
	 * while it loads: keys that move, keys that search. */
	struct times browsed, searched;
};

/* Read the chronicle in file, drawing meanwhile, and pressing keys if it is to
 * be busy; ends the program if that fails. */
void player_open(
    struct player *p, const char *file, clockid_t clock, bool is_busy);
void player_close(struct player *p);

/* Press a key, by its code or by its name, and let the app draw once. */
void player_press(struct player *p, uint32_t key);
void player_press_name(struct player *p, const char *name);

/* Type a text that way. */
void player_type(struct player *p, const char *text, size_t n);

/* Let the app do all that follows from the keys. */
void player_settle(struct player *p);

/* The same, and what it does when no key comes for a while. */
void player_rest(struct player *p);

/* Press Esc until nothing is searched for and nothing lies over the panes. */
void player_reset(struct player *p);

#endif
