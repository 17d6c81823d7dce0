#include "config.h"

#include "bench/player.h"

#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mailbox.h"
#include "base/utf8.h"
#include "model/loader.h"
#include "ui/key.h"
#include "ui/setup.h"

enum {
	ROWS = 40,
	COLS = 120,
	KEY_MS = 1000,
	SILENCE_MS = 60000,
	LETTERS_MS = 4
};

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "reader: %s: %s\n", what, why);
	exit(2);
}

static void
draw(struct player *p)
{
	int64_t start = times_now(&p->turns);

	(void)app_draw(&p->app, p->now);
	canvas_clean(p->app.canvas);
	times_add(&p->turns, start);
}

/* As the loop does it: take what came, draw what is due. */
static void
load(struct player *p, struct mailbox *box)
{
	while (chronicle_loading(p->app.reader.chronicle)) {
		struct pollfd fd = { mailbox_fd(box), POLLIN, 0 };
		struct letter *letter;
		int64_t start;

		if (poll(&fd, 1, SILENCE_MS) <= 0)
			die("loader", "it is silent");
		start = times_now(&p->turns);
		p->now = clock_ms();
		while (clock_ms() < p->now + LETTERS_MS &&
		       (letter = mailbox_take(box)) != NULL)
			app_adopt(
			    &p->app, (struct delivery *)(void *)letter, p->now);
		(void)app_draw(&p->app, p->now);
		times_add(&p->turns, start);
	}
}

void
player_open(struct player *p, const char *file, clockid_t clock)
{
	struct loader_options options = { .delimiter = '\0' };
	struct err e = { .code = ERR_NONE };
	struct mailbox *box = mailbox_new(&e);
	struct loader *l;

	times_init(&p->turns, clock);
	app_init(&p->app, false, false);
	setup_keys(&p->app);
	app_resize(&p->app, ROWS, COLS);
	options.map = chronicle_map(p->app.reader.chronicle);
	l = box == NULL ? NULL : loader_start(file, &options, box, &e);
	if (l == NULL)
		die(file, e.text);
	load(p, box);
	loader_stop(l);
	mailbox_free(box);
	if (p->app.failure.code != ERR_NONE)
		die(file, p->app.failure.text);
	player_rest(p);
}

void
player_close(struct player *p)
{
	times_fini(&p->turns);
	app_fini(&p->app);
}

void
player_press(struct player *p, uint32_t key)
{
	p->now += KEY_MS;
	app_key(&p->app, key, p->now);
	draw(p);
}

void
player_press_name(struct player *p, const char *name)
{
	uint32_t key;

	if (!key_parse(name, &key))
		die(name, "no such key");
	player_press(p, key);
}

void
player_type(struct player *p, const char *text, size_t n)
{
	while (n > 0) {
		uint32_t key;
		size_t k = utf8_decode(text, n, &key);

		player_press(p, key);
		text += k;
		n -= k;
	}
}

/* Let time go by as long as something is due within so many ms. */
static void
wait_for(struct player *p, int ms)
{
	int due;

	while ((due = app_due(&p->app, p->now)) >= 0 && due <= ms) {
		p->now += due;
		draw(p);
	}
}

void
player_settle(struct player *p)
{
	wait_for(p, APP_QUIET_MS / 2);
}

void
player_rest(struct player *p)
{
	wait_for(p, INT_MAX);
}

static bool
is_reset(const struct player *p)
{
	return !p->app.prompting && p->app.overlay == NULL &&
	       find_set(&p->app.reader.find) == NULL;
}

void
player_reset(struct player *p)
{
	for (int i = 0; !is_reset(p); i++) {
		if (i == FIND_DEPTH + 2)
			die("Esc", "does not lead back");
		player_press_name(p, "<Esc>");
		player_settle(p);
	}
}
