#include "config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "plat/clipboard.h"
#include "running.h"

static char dir[64];
static struct buf how, terminal;
static struct err e;

/* Nothing of the caller's environment decides, but sh is to be found. */
static void
setup(void)
{
	static const char *const names[] = { "TMUX", "SSH_CONNECTION",
		"SSH_TTY", "WAYLAND_DISPLAY", "DISPLAY" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)unsetenv(names[i]);
	(void)setenv("TERM", "xterm", 1);
	(void)snprintf(dir, sizeof dir, "clipboard.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	(void)setenv("PATH", dir, 1);
	e.code = ERR_NONE;
	buf_init(&how);
	buf_init(&terminal);
}

static void
remove_file(const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	(void)unlink(path);
}

static void
teardown(void)
{
	static const char *const names[] = { "tmux", "wl-copy", "xclip", "xsel",
		"pbcopy", "got", "args" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		remove_file(names[i]);
	ck_assert_int_eq(rmdir(dir), 0);
	buf_fini(&how);
	buf_fini(&terminal);
}

/* A program of that name that keeps what it gets, then does more. */
static void
make_program(const char *name, const char *more)
{
	char path[128];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	(void)fprintf(f,
	    "#!/bin/sh\n"
	    "PATH=/usr/local/bin:/usr/bin:/bin\n"
	    "cat >'%s/got'\n"
	    "echo \"$0 $*\" | sed 's/^[^ ]*\\///' >>'%s/args'\n%s\n",
	    dir, dir, more);
	(void)fclose(f);
	ck_assert_int_eq(chmod(path, 0700), 0);
}

/* The file of that name has just that text. */
static void
has_text(const char *name, const char *text)
{
	char path[128], got[256];
	FILE *f;
	size_t n;

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "r");
	ck_assert_ptr_nonnull(f);
	n = fread(got, 1, sizeof got - 1, f);
	got[n] = '\0';
	(void)fclose(f);
	ck_assert_str_eq(got, text);
}

static void
copies(const char *text, const char *way, const char *args)
{
	ck_assert_msg(
	    clipboard_copy(str_of(text), &how, &terminal, &e), "%s", e.text);
	ck_assert_str_eq(buf_cstr(&how), way);
	ck_assert_uint_eq(terminal.n, 0);
	has_text("got", text);
	has_text("args", args);
}

START_TEST(tmux_goes_first)
{
	make_program("tmux", "");
	make_program("xclip", "");
	(void)setenv("TMUX", "/tmp/x,1,0", 1);
	(void)setenv("SSH_TTY", "/dev/pts/1", 1);
	(void)setenv("DISPLAY", ":0", 1);
	copies("a\n\"$(b)\"", "tmux load-buffer -w", "tmux load-buffer -w -\n");
}
END_TEST

START_TEST(old_tmux_keeps_it)
{
	make_program("tmux", "[ $# -eq 2 ]");
	(void)setenv("TMUX", "/tmp/x,1,0", 1);
	copies("x", "tmux load-buffer, for tmux alone",
	    "tmux load-buffer -w -\ntmux load-buffer -\n");
}
END_TEST

START_TEST(ssh_asks_the_terminal)
{
	make_program("xclip", "");
	(void)setenv("SSH_CONNECTION", "1 2 3 4", 1);
	(void)setenv("DISPLAY", ":0", 1);
	ck_assert(clipboard_copy(str_of("hello"), &how, &terminal, &e));
	ck_assert_str_eq(buf_cstr(&how), "OSC 52, if the terminal allows it");
	ck_assert_str_eq(buf_cstr(&terminal), "\033]52;c;aGVsbG8=\033\\");
}
END_TEST

START_TEST(displays_have_their_programs)
{
	make_program("xclip", "");
	make_program("wl-copy", "");
	make_program("xsel", "");
	(void)setenv("DISPLAY", ":0", 1);
	copies("x", "xclip", "xclip -selection clipboard\n");
	(void)setenv("WAYLAND_DISPLAY", "wayland-0", 1);
	remove_file("args");
	buf_clear(&how);
	copies("y", "wl-copy", "wl-copy --type text/plain;charset=utf-8\n");
	(void)unsetenv("WAYLAND_DISPLAY");
	remove_file("args");
	remove_file("xclip");
	buf_clear(&how);
	copies("z", "xsel", "xsel --clipboard --input\n");
}
END_TEST

START_TEST(other_systems_have_pbcopy)
{
	make_program("pbcopy", "");
	copies("x", "pbcopy", "pbcopy \n");
}
END_TEST

START_TEST(failure_is_said)
{
	make_program("xclip", "exit 1");
	(void)setenv("DISPLAY", ":0", 1);
	ck_assert(clipboard_copy(str_of("x"), &how, &terminal, &e));
	ck_assert_str_eq(buf_cstr(&how),
	    "OSC 52, if the terminal allows it; xclip: exit status 1");
	ck_assert_str_eq(buf_cstr(&terminal), "\033]52;c;eA==\033\\");
	(void)setenv("TERM", "linux", 1);
	buf_clear(&terminal);
	ck_assert(!clipboard_copy(str_of("x"), &how, &terminal, &e));
	ck_assert_str_eq(e.text, "not copied: there is no clipboard here; "
				 "xclip: exit status 1");
	ck_assert_uint_eq(terminal.n, 0);
}
END_TEST

START_TEST(too_much_is_refused)
{
	char *much = x_calloc(5, 1000000);

	ck_assert(clipboard_copy(
	    (struct str){ much, CLIPBOARD_OSC52_MAX }, &how, &terminal, &e));
	ck_assert_uint_le(terminal.n, 100000);
	buf_clear(&terminal);
	ck_assert(!clipboard_copy((struct str){ much, CLIPBOARD_OSC52_MAX + 1 },
	    &how, &terminal, &e));
	ck_assert_str_eq(
	    e.text, "not copied: OSC 52 takes 74991 bytes, these are 74992");
	make_program("xclip", "");
	(void)setenv("DISPLAY", ":0", 1);
	ck_assert(!clipboard_copy(
	    (struct str){ much, 5000000 }, &how, &terminal, &e));
	ck_assert_str_eq(
	    e.text, "not copied: 5000000 bytes are more than 1048576");
	ck_assert_uint_eq(terminal.n, 0);
	x_free(much);
}
END_TEST

START_TEST(base64_is_that_of_the_standard)
{
	/* RFC 4648, 10 */
	static const char *const given[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\xff\xfe\xfb\xef", "//777w==" } };
	char want[64];

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		buf_clear(&terminal);
		clipboard_osc52(&terminal, str_of(given[i][0]));
		(void)snprintf(
		    want, sizeof want, "\033]52;c;%s\033\\", given[i][1]);
		ck_assert_str_eq(buf_cstr(&terminal), want);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, tmux_goes_first);
	tcase_add_test(t, old_tmux_keeps_it);
	tcase_add_test(t, ssh_asks_the_terminal);
	tcase_add_test(t, displays_have_their_programs);
	tcase_add_test(t, other_systems_have_pbcopy);
	tcase_add_test(t, failure_is_said);
	tcase_add_test(t, too_much_is_refused);
	tcase_add_test(t, base64_is_that_of_the_standard);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	return run_tests("clipboard", add);
}
