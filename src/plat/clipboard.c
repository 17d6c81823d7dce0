#include "config.h"

#include "plat/clipboard.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "plat/caps.h"
#include "plat/spawn.h"

/* A program that takes the text as its input. */
struct way {
	const char *variable; /* tried if it is set; NULL: in any case */
	const char *command;
	const char *name;
};

static const struct way inside[] = {
	{ "TMUX", "tmux load-buffer -w -", "tmux load-buffer -w" },
	/* Before tmux 3.2 there is no -w. */
	{ "TMUX", "tmux load-buffer -", "tmux load-buffer, for tmux alone" },
};

static const struct way here[] = {
	{ "WAYLAND_DISPLAY", "wl-copy --type text/plain;charset=utf-8",
	    "wl-copy" },
	{ "DISPLAY", "xclip -selection clipboard", "xclip" },
	{ "DISPLAY", "xsel --clipboard --input", "xsel" },
	{ NULL, "pbcopy", "pbcopy" },
};

static bool
is_set(const char *variable)
{
	const char *s = getenv(variable);

	return s != NULL && s[0] != '\0';
}

static void
add_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	buf_reserve(out, (s.n + 2) / 3 * 4);
	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 |
			       (i + k < s.n ? (unsigned char)s.p[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			buf_addc(out,
			    i + k > s.n ? '='
					: digits[bits >> (18 - 6 * k) & 0x3f]);
	}
}

void
clipboard_osc52(struct buf *out, struct str text)
{
	buf_adds(out, "\033]52;c;");
	add_base64(out, text);
	buf_adds(out, "\033\\");
}

/* Try the ways in turn.  *why is what went wrong with the first of those that
 * are there, or what it was; its code is ERR_NONE if none is. */
static bool
try_ways(const struct way *way, size_t n, struct str text, struct buf *how,
    struct err *why)
{
	for (size_t i = 0; i < n; i++) {
		struct err e = { .code = ERR_NONE };
		char **argv;
		bool ok;

		if (way[i].variable != NULL && !is_set(way[i].variable))
			continue;
		argv = spawn_argv(way[i].command, NULL);
		ok = spawn_feed(argv, text, CLIPBOARD_MS, &e);
		x_free(argv);
		if (ok) {
			buf_adds(how, way[i].name);
			return true;
		}
		if (e.code != ERR_NOTFOUND && why->code == ERR_NONE)
			*why = e;
	}
	return false;
}

/* The last way: ask the terminal.  *why: what went wrong with the others. */
static bool
ask_terminal(struct str text, const struct err *why, struct buf *how,
    struct buf *terminal, struct err *e)
{
	const char *but = why->code != ERR_NONE ? "; " : "";

	if (!caps_takes_osc(getenv("TERM")))
		return err_set(e, ERR_NOTFOUND,
		    "not copied: there is no clipboard here%s%s", but,
		    why->text);
	if (text.n > CLIPBOARD_OSC52_MAX)
		return err_set(e, ERR_USAGE,
		    "not copied: OSC 52 takes %zu bytes, these are %zu%s%s",
		    CLIPBOARD_OSC52_MAX, text.n, but, why->text);
	buf_addf(how, "OSC 52, if the terminal allows it%s%s", but, why->text);
	clipboard_osc52(terminal, text);
	return true;
}

bool
clipboard_copy(
    struct str text, struct buf *how, struct buf *terminal, struct err *e)
{
	struct err why = { .code = ERR_NONE };

	if (text.n > CLIPBOARD_MAX)
		return err_set(e, ERR_USAGE,
		    "not copied: %zu bytes are more than %zu", text.n,
		    CLIPBOARD_MAX);
	if (try_ways(inside, sizeof inside / sizeof *inside, text, how, &why))
		return true;
	if (!is_set("SSH_CONNECTION") && !is_set("SSH_TTY") &&
	    try_ways(here, sizeof here / sizeof *here, text, how, &why))
		return true;
	return ask_terminal(text, &why, how, terminal, e);
}
