/*
 * Keys of an app that is played without a terminal.
 */
#ifndef ANNALS_TESTS_PRESSING_H
#define ANNALS_TESTS_PRESSING_H

#include <check.h>
#include <stdio.h>

#include "ui/app.h"
#include "ui/key.h"

/* Press keys by their names, with blanks between them. */
static inline void
press_keys(struct app *app, const char *names, int64_t now)
{
	struct str rest = str_of(names), name;
	char text[16];
	uint32_t key;

	while (str_split(&rest, ' ', &name)) {
		(void)snprintf(text, sizeof text, "%.*s", (int)name.n, name.p);
		ck_assert_msg(key_parse(text, &key), "%s", text);
		app_key(app, key, now);
	}
}

#endif
