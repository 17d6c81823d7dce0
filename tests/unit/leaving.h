/*
 * An app whose places are kept in a folder of its own, and what the tests of
 * that do with it.
 */
#ifndef ANNALS_TESTS_LEAVING_H
#define ANNALS_TESTS_LEAVING_H

#include <stdint.h>
#include <unistd.h>

#include "folder.h"
#include "plat/paths.h"
#include "ui/app.h"
#include "ui/key.h"
#include "ui/setup.h"
#include "unit/made.h"
#include "unit/pressing.h"

#define HEADER "id,date,section,title,text\n"
#define FIVE                                                                   \
	HEADER "a,1901,x,One,1\nb,1902,y,Two,2\nc,1903,x,Three,3\n"            \
	       "d,1904,y,Four,4\ne,1905,x,Five,5\n"
#define NO_IDS "date,title\n1901,One\n1902,Two\n1903,Three\n1904,Four\n"

static char home[FOLDER_SIZE], csv[128];
static struct app a;
static struct made m;
static int64_t now; /* ms */

static inline void
setup(void)
{
	ck_assert(folder_make(home));
	(void)snprintf(csv, sizeof csv, "%s/made.csv", home);
	ck_assert(paths_write(csv, "", 0, NULL)); /* read by made_read() */
	ck_assert_int_eq(setenv("XDG_STATE_HOME", home, 1), 0);
	now = 1000;
}

static inline void
teardown(void)
{
	ck_assert(folder_remove(home));
}

static inline void
settle(void)
{
	now += 200;
	do
		(void)app_draw(&a, now);
	while (find_running(&a.reader.find) || app_due(&a, now) == 0);
}

static inline void
press(const char *names)
{
	press_keys(&a, names, now);
	settle();
}

static inline void
run(const char *line)
{
	app_key(&a, ':', now);
	for (; *line != '\0'; line++)
		app_key(&a, (unsigned char)*line, now);
	press("<Enter>");
}

static inline void
begin(void)
{
	app_init(&a, false, false);
	setup_keys(&a);
	app_resize(&a, 24, 80);
}

/* Deliver what is in text. */
static inline void
load(const char *text)
{
	made_read(&m, text, "");
	for (size_t i = 0; i < m.n; i++)
		app_adopt(&a, m.delivery[i], now);
	settle();
}

static inline void
open_csv(const char *text)
{
	begin();
	app_keep(&a, csv, false, false);
	load(text);
}

static inline void
leave(void)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(app_place_save(&a, now, &e), "%s", e.text);
	app_fini(&a);
}

static inline void
assert_selected(const char *title)
{
	struct record r;
	struct str is;
	size_t event = 0;

	record_init(&r);
	ck_assert(reader_event(&a.reader, &event));
	ck_assert(chronicle_record(a.reader.chronicle, event, &r, NULL));
	is = record_role(&r, chronicle_columns(a.reader.chronicle), ROLE_TITLE);
	ck_assert_msg(str_eq(is, str_of(title)), "'%.*s' is selected, not '%s'",
	    (int)is.n, is.p, title);
	record_fini(&r);
}

static inline void
assert_find(const char *want, size_t n)
{
	struct buf said = BUF_INIT;

	find_describe(&a.reader.find, &said);
	ck_assert_str_eq(buf_cstr(&said), want);
	ck_assert_uint_eq(reader_count(&a.reader), n);
	buf_fini(&said);
}

/* The path of a file of the state. */
static inline const char *
path_of(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "%s/annals/%s", home, name);
	return path;
}

static inline void
write_file(const char *name, const char *text, size_t n)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(paths_write(path_of(name), text, n, &e), "%s", e.text);
}

/* Have the event on the screen long enough, and go on. */
static inline void
read_event(void)
{
	now += READING_MS;
	press("j");
}

/* Leave a chronicle of 30,000 events, which text gets, at "Event 29000". */
static inline void
leave_far(struct buf *text)
{
	buf_adds(text, HEADER);
	for (int i = 0; i < 30000; i++)
		buf_addf(text, "e%d,%d,x,Event %d,\n", i, 1000 + i / 10, i);
	open_csv(buf_cstr(text));
	run("goto e29000");
	leave();
}

#endif
