/*
 * The reader of config files: every line is applied, blank or a problem that
 * names it, no message holds a control, and a line does alone what it does
 * in a file.
 */
#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzzing.h"
#include "plat/term.h"
#include "ui/configfile.h"
#include "ui/key.h"
#include "ui/keymap.h"

#define MUST(what) ((what) ? (void)0 : fail(__LINE__, #what))

static _Noreturn void
fail(int line, const char *what)
{
	fprintf(stderr, "fuzz_config.c:%d: %s\n", line, what);
	abort();
}

struct seen {
	size_t applied, problems, refused;
	size_t last; /* line of the last problem */
	struct keymap *keymap;
};

/* No broken UTF-8, no control. */
static void
check_clean(const char *s)
{
	struct str rest = str_of(s);

	while (rest.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(rest.p, rest.n, &cp);

		MUST(cp != UTF8_BAD);
		MUST(cp >= 0x20 && (cp < 0x7F || cp >= 0xA0));
		rest.p += n;
		rest.n -= n;
	}
}

/* Tabs may stand in quotes. */
static void
check_word(const char *s)
{
	char *copy = strdup(s);

	MUST(copy != NULL);
	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\t')
			*p = ' ';
	check_clean(copy);
	free(copy);
}

static bool
set(void *arg, const char *name, const char *value, struct err *e)
{
	struct seen *seen = arg;

	check_word(name);
	check_word(value);
	MUST(name[0] != '\0' && strpbrk(name, " \t=") == NULL);
	if (name[0] == 'q') {
		seen->refused++;
		return err_set(e, ERR_USAGE, "no option '%s'", name);
	}
	seen->applied++;
	return true;
}

static bool
bind_key(void *arg, const char *map, const char *key, const char *command,
    struct err *e)
{
	struct seen *seen = arg;
	uint32_t code, again;
	struct buf name = BUF_INIT;

	check_word(map);
	check_word(key);
	check_word(command);
	if (!keymap_bind(seen->keymap, map, key, command, e)) {
		seen->refused++;
		MUST(!key_parse(key, &code));
		return false;
	}
	MUST(key_parse(key, &code));
	key_print(&name, code);
	MUST(key_parse(buf_cstr(&name), &again) && again == code);
	buf_fini(&name);
	seen->applied++;
	return true;
}

static bool
color(void *arg, enum style s, struct look look, struct err *e)
{
	struct seen *seen = arg;

	(void)e;
	MUST(s < STYLE_NSTYLES);
	MUST(look.fg >= -1 && look.fg <= 15 && look.bg >= -1 && look.bg <= 15);
	MUST(look.attributes <= 15);
	seen->applied++;
	return true;
}

static void
problem(void *arg, const char *text)
{
	struct seen *seen = arg;
	unsigned long line;
	char *end;

	check_clean(text);
	MUST(strncmp(text, "fuzz:", 5) == 0);
	line = strtoul(text + 5, &end, 10);
	MUST(end > text + 5 && strncmp(end, ": ", 2) == 0 && end[2] != '\0');
	MUST(line > seen->last);
	seen->last = line;
	seen->problems++;
}

static const struct config_ops ops = { set, bind_key, color, problem };

static bool
is_blank_or_comment(struct str line)
{
	line = str_trim(line);
	return line.n == 0 || line.p[0] == '#';
}

/* Each line by itself: how many there are, how many of which kind. */
static size_t
walk(struct str text, struct seen *seen, size_t *blanks)
{
	size_t lines = 0;

	if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
		text = (struct str){ text.p + 3, text.n - 3 };
	for (; text.n > 0; lines++) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end != NULL ? (size_t)(end - text.p) : text.n;
		struct str line = { text.p, n };
		struct err e = { .code = ERR_NONE };

		if (n > 0 && line.p[n - 1] == '\r')
			line.n--;
		if (!config_line(line, &ops, seen, &e)) {
			MUST(e.code != ERR_NONE && e.text[0] != '\0');
			check_clean(e.text);
			seen->problems++;
		} else if (is_blank_or_comment(line)) {
			++*blanks;
		}
		n += end != NULL;
		text = (struct str){ text.p + n, text.n - n };
	}
	return lines;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_ALL, "C.UTF-8");
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct seen file = { .keymap = keymap_new() };
	struct seen alone = { .keymap = keymap_new() };
	struct str text = { (const char *)data, size };
	size_t blanks = 0, lines;
	bool ok = config_read("fuzz", text, &ops, &file);

	if (size <= CONFIG_FILE_MAX) {
		lines = walk(text, &alone, &blanks);
		MUST(ok == (file.problems == 0));
		MUST(file.last <= lines);
		MUST(file.applied + file.problems + blanks == lines);
		MUST(file.refused <= file.problems);
		MUST(file.applied == alone.applied);
		MUST(file.problems == alone.problems);
		MUST(file.refused == alone.refused);
	}
	keymap_free(alone.keymap);
	keymap_free(file.keymap);
	return 0;
}
