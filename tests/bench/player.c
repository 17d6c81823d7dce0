#include "config.h"

#include "bench/player.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>

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
	LETTERS_MS = 1,
	EVERY_MS = 7 /* a key is pressed while it loads */
};

/* The keys of somebody who does not wait for the end: looks around, then
 * searches for something.  To open the prompt, or to drop all that was found,
 * is neither. */
static const struct {
	const char *key;
	enum { BROWSE, SEARCH, OTHER } kind;
} busy[] = {
	{ "j", BROWSE },
	{ "j", BROWSE },
	{ "<PgDn>", BROWSE },
	{ "j", BROWSE },
	{ "k", BROWSE },
	{ "<PgUp>", BROWSE },
	{ "j", BROWSE },
	{ "j", BROWSE },
	{ "<PgDn>", BROWSE },
	{ "<PgDn>", BROWSE },
	{ "j", BROWSE },
	{ "j", BROWSE },
	{ "k", BROWSE },
	{ "<PgDn>", BROWSE },
	{ "j", BROWSE },
	{ "/", OTHER },
	{ "t", SEARCH },
	{ "h", SEARCH },
	{ "e", SEARCH },
	{ "<Esc>", OTHER },
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

/* As the loop does it: take what came, and the keys. */
static void
take_letters(struct player *p, struct mailbox *box)
{
	int64_t end = clock_ms() + LETTERS_MS;
	struct letter *letter;

	while (clock_ms() < end && (letter = mailbox_take(box)) != NULL)
		app_adopt(&p->app, (struct delivery *)(void *)letter, p->now);
}

/*
 * One turn of the loop.  If a key is due by the clock (ms), it is pressed; how
 * long that took is counted from when it was due.
 */
static void
load_turn(struct player *p, struct mailbox *box, struct loader *l, int64_t *due,
    size_t *nkeys)
{
	size_t i = *nkeys % (sizeof busy / sizeof busy[0]);
	bool press = times_now(&p->browsed) >= *due &&
		     chronicle_count(p->app.reader.chronicle) > 0;
	int64_t start = times_now(&p->turns);
	uint32_t key;

	p->now = clock_ms();
	take_letters(p, box);
	if (press && key_parse(busy[i].key, &key)) {
		loader_typed(l);
		app_key(&p->app, key, p->now);
	}
	(void)app_draw(&p->app, p->now);
	canvas_clean(p->app.canvas);
	times_add(&p->turns, start);
	if (!press)
		return;
	if (busy[i].kind != OTHER)
		times_add(
		    busy[i].kind == SEARCH ? &p->searched : &p->browsed, *due);
	*due = times_now(&p->browsed) + EVERY_MS * 1000000;
	++*nkeys;
}

/* Wait some nanoseconds at most; poll() would be late by a millisecond. */
static bool
wait_for_letter(struct mailbox *box, int64_t ns)
{
	struct timespec most = { ns / 1000000000, ns % 1000000000 };
	int fd = mailbox_fd(box);
	fd_set fds;

	FD_ZERO(&fds);
	FD_SET(fd, &fds);
	return pselect(fd + 1, &fds, NULL, NULL, &most, NULL) > 0;
}

static void
load(struct player *p, struct mailbox *box, struct loader *l, bool is_busy)
{
	int64_t due = is_busy ? times_now(&p->browsed) : INT64_MAX;
	int64_t last = clock_ms();
	size_t nkeys = 0;

	while (chronicle_loading(p->app.reader.chronicle)) {
		bool seen = chronicle_count(p->app.reader.chronicle) > 0;
		int64_t left;

		if (!seen && is_busy) /* nobody sees anything yet */
			due = times_now(&p->browsed) + EVERY_MS * 1000000;
		left = due - times_now(&p->browsed);
		if (!seen || !is_busy)
			left = SILENCE_MS * INT64_C(1000000);
		if (left < 0 || app_due(&p->app, clock_ms()) == 0)
			left = 0;
		if (wait_for_letter(box, left))
			last = clock_ms();
		else if (clock_ms() - last > SILENCE_MS)
			die("loader", "it is silent");
		load_turn(p, box, l, &due, &nkeys);
	}
	player_reset(p);
}

void
player_open(struct player *p, const char *file, clockid_t clock, bool is_busy)
{
	struct loader_options options = { .delimiter = '\0' };
	struct err e = { .code = ERR_NONE };
	struct mailbox *box = mailbox_new(&e);
	struct loader *l;

	times_init(&p->turns, clock);
	times_init(&p->browsed, CLOCK_MONOTONIC);
	times_init(&p->searched, CLOCK_MONOTONIC);
	app_init(&p->app, false, false);
	setup_keys(&p->app);
	app_resize(&p->app, ROWS, COLS);
	options.map = chronicle_map(p->app.reader.chronicle);
	options.ordered = true;
	l = box == NULL ? NULL : loader_start(file, &options, box, &e);
	if (l == NULL)
		die(file, e.text);
	load(p, box, l, is_busy);
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
	times_fini(&p->browsed);
	times_fini(&p->searched);
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
