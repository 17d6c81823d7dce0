/*
 * What is taken along: text to a clipboard by every way, addresses to a
 * browser.  Programs are fakes in a folder of their own, but for tmux.
 */
#include "config.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "e2e/watching.h"
#include "running.h"

#define MS 10000

static const char title[] = "T $(touch x) `touch y` \"q\" 'a' ; | & > z";
static struct pty *p;
static char dir[64], path_variable[4096], chronicle[256];

static const char *
in_dir(const char *name)
{
	static char path[256];

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

/*
 * A program that keeps its arguments, a line each, and its input in NAME.got.
 * waits: that is a fifo, as nobody waits for the program itself.
 */
static void
make_program(const char *name, bool waits)
{
	char script[512], file[64], path[256];

	(void)snprintf(file, sizeof file, "%s.got", name);
	(void)snprintf(script, sizeof script,
	    "#!/bin/sh\n{ printf '%%s\\n' \"$@\"; cat; } >'%s'\n",
	    in_dir(file));
	if (waits)
		ck_assert_int_eq(mkfifo(in_dir(file), 0600), 0);
	(void)snprintf(path, sizeof path, "%s", in_dir(name));
	write_file(path, script);
	ck_assert_int_eq(chmod(path, 0700), 0);
}

static void
setup(void)
{
	struct buf csv = BUF_INIT;

	(void)snprintf(dir, sizeof dir, "/tmp/annals.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	(void)snprintf(path_variable, sizeof path_variable, "PATH=%s:%s", dir,
	    must_getenv("PATH"));
	(void)snprintf(chronicle, sizeof chronicle, "%s", in_dir("c.csv"));
	buf_adds(&csv, "id,date,title,text,sources\n");
	buf_adds(&csv,
	    "one,1948,\"T $(touch x) `touch y` \"\"q\"\" 'a' ; | & > "
	    "z\",\"First\nsecond \033]0;evil\007 line\","
	    "\"https://example.org/$(touch%20x)?a=1&b='2\"\n"
	    "two,1949,Two,\"");
	while (csv.n < 80000)
		buf_adds(&csv, "many words ");
	buf_adds(&csv, "\",\n");
	write_file(chronicle, buf_cstr(&csv));
	buf_fini(&csv);
}

static void
teardown(void)
{
	static const char *const names[] = { "xclip", "wl-copy", "xdg-open",
		"browser", "tmux", "xclip.got", "wl-copy.got", "xdg-open.got",
		"browser.got", "c.csv", "big.csv" };

	pty_free(p);
	p = NULL;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)unlink(in_dir(names[i]));
	ck_assert_int_eq(rmdir(dir), 0);
	/* Nothing of the title was run. */
	ck_assert_int_ne(access("x", F_OK), 0);
	ck_assert_int_ne(access("y", F_OK), 0);
	ck_assert_int_ne(access("z", F_OK), 0);
}

static void
start_on(const char *path, const char *const *env)
{
	const char *argv[] = { must_getenv("ANNALS"), path, NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };

	p = must_start(24, 100, &program);
	ck_assert(pty_wait_text(p, "2 events", MS));
}

static void
start(const char *variable)
{
	const char *const env[] = { path_variable, variable, NULL };

	start_on(chronicle, env);
}

/* What a program kept. */
static void
got(const char *name, struct buf *out)
{
	char file[64], bytes[4096];
	size_t n;
	FILE *f;

	(void)snprintf(file, sizeof file, "%s.got", name);
	f = fopen(in_dir(file), "r");
	ck_assert_ptr_nonnull(f);
	buf_clear(out);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	(void)fclose(f);
	(void)unlink(in_dir(file));
}

static void
type(const char *keys)
{
	ck_assert(pty_type(p, keys));
}

/* ---- OSC 52 ---- */

static int
digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/* Decode what the last OSC 52 since the mark copies; false if there is none. */
static bool
decode(struct pty *pty, struct buf *out)
{
	static const char head[] = "\033]52;c;";
	struct str raw = pty_raw(pty);
	unsigned bits = 0;
	int n = 0;
	size_t at = 0;

	while (at + sizeof head - 1 < raw.n &&
	       memcmp(raw.p + at, head, sizeof head - 1) != 0)
		at++;
	at += sizeof head - 1;
	buf_clear(out);
	for (; at < raw.n && digit(raw.p[at]) >= 0; at++) {
		bits = bits << 6 | (unsigned)digit(raw.p[at]);
		n += 6;
		if (n < 8)
			continue;
		n -= 8;
		buf_addc(out, (char)(bits >> n & 0xff));
	}
	while (at < raw.n && raw.p[at] == '=')
		at++;
	return at + 1 < raw.n && raw.p[at] == 033 && raw.p[at + 1] == '\\';
}

START_TEST(ssh_copies_by_osc52)
{
	struct buf text = BUF_INIT;

	make_program("xclip", false);
	start("SSH_TTY=/dev/pts/0");
	pty_mark(p);
	type("yt");
	assert_sees(p, "bytes by OSC 52, if the terminal allows it");
	ck_assert(decode(p, &text));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), title));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), "\n1948\n\nFirst\n"));
	/* The text's own sequence is shown, not sent. */
	ck_assert_ptr_null(memchr(text.p, 033, text.n));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), "]0;evil"));
	type("yi");
	assert_sees(p, "copied 3 bytes by OSC 52");
	type("yo");
	assert_sees(p, "copied 41 bytes by OSC 52");
	pty_mark(p);
	type("q\x0c");
	assert_sees(p, "1 of ");
	buf_fini(&text);
}
END_TEST

START_TEST(too_much_is_refused)
{
	struct buf csv = BUF_INIT, text = BUF_INIT;
	const char *const env[] = { path_variable, "SSH_TTY=/dev/pts/0", NULL };

	buf_adds(&csv, "title,text\nBig,\"");
	while (csv.n < 5000000)
		buf_adds(&csv, "0123456789 ");
	buf_adds(&csv, "\"\nEnd,Short\n");
	write_file(in_dir("big.csv"), buf_cstr(&csv));
	buf_fini(&csv);
	start("SSH_TTY=/dev/pts/0");
	pty_mark(p);
	type("jyt");
	assert_sees(p, "not copied: OSC 52 takes 74991 bytes, these are");
	ck_assert(!decode(p, &text));
	pty_free(p);
	start_on(in_dir("big.csv"), env);
	pty_mark(p);
	type("yt");
	assert_sees(p, "not copied: the event has 49");
	ck_assert(!decode(p, &text));
	buf_fini(&text);
}
END_TEST

/* ---- programs ---- */

START_TEST(xclip_gets_what_is_copied)
{
	struct buf text = BUF_INIT;

	make_program("xclip", false);
	start("DISPLAY=:7");
	type(":copy result\r");
	assert_sees(p, "bytes by xclip");
	got("xclip", &text);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text),
	    "-selection\nclipboard\n1948  T $(touch x) `touch y` \"q\""));
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), "z\n1949  Two\n"));
	type("jk");
	assert_sees(p, "1 of ");
	type("yb");
	assert_sees(p, "bytes by xclip");
	got("xclip", &text);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), "@misc{one,\n"));
	buf_fini(&text);
}
END_TEST

START_TEST(wayland_has_wl_copy)
{
	struct buf text = BUF_INIT;

	make_program("wl-copy", false);
	start("WAYLAND_DISPLAY=wayland-7");
	type("yc");
	assert_sees(p, "bytes by wl-copy");
	got("wl-copy", &text);
	ck_assert_ptr_nonnull(strstr(buf_cstr(&text), title));
	buf_fini(&text);
}
END_TEST

/* Is the first buffer of the tmux whose socket is in dir the id? */
static bool
has_buffer(struct pty *pty, const void *arg)
{
	char command[512], line[64] = "";
	FILE *f;

	(void)pty;
	(void)arg;
	(void)snprintf(command, sizeof command,
	    "tmux -S '%s/tmux' show-buffer 2>/dev/null", dir);
	f = popen(command, "r");
	if (f == NULL)
		return false;
	if (fgets(line, sizeof line, f) == NULL)
		line[0] = '\0';
	(void)pclose(f);
	return strcmp(line, "one") == 0;
}

START_TEST(tmux_has_it_in_a_buffer)
{
	char socket[256], command[8192];
	const char *argv[] = { "/bin/sh", "-c", command, NULL };
	struct job_program program = { argv, "xterm-256color", NULL, 0 };

	if (system("command -v tmux >/dev/null 2>&1") != 0)
		return; /* not installed */
	(void)snprintf(socket, sizeof socket, "%s", in_dir("tmux"));
	(void)snprintf(command, sizeof command,
	    "exec tmux -u -S '%s' -f /dev/null new-session '%s' '%s'", socket,
	    must_getenv("ANNALS"), chronicle);
	p = must_start(24, 100, &program);
	assert_sees(p, "2 events");
	type("yi");
	assert_sees(p, "copied 3 bytes by tmux load-buffer -w");
	ck_assert(has_buffer(p, NULL));
	type("Q");
	ck_assert(pty_finish(p, MS, &(int){ 0 }));
}
END_TEST

/* ---- the normal screen ---- */

START_TEST(plain_text_is_on_the_normal_screen)
{
	struct str raw;

	start("SSH_TTY=/dev/pts/0");
	pty_mark(p);
	type("ypt");
	assert_sees(p, "[Enter goes back to annals]");
	ck_assert(!pty_modes(p).alternate);
	ck_assert(pty_termios_same(p));
	assert_sees(p, "$(touch x)");
	/* ^C and ^Z do nothing, the window may change. */
	type("\003\032");
	ck_assert(pty_resize(p, 20, 60));
	type("\r");
	assert_sees(p, "1 of ");
	ck_assert(pty_modes(p).alternate);
	raw = pty_raw(p);
	for (size_t i = 0; i + 3 < raw.n; i++)
		ck_assert_int_ne(memcmp(raw.p + i, "\033]0", 3), 0);
	pty_mark(p);
	type("O");
	assert_sees(p, "[Enter goes back to annals]");
	raw = pty_raw(p);
	assert_sees(p, "https://example.org/$(touch%20x)?a=1&b='2");
	pty_whole(p, &raw);
	for (size_t i = 0, n = 0;; i++) {
		static const char osc8[] =
		    "\033]8;;https://example.org/$(touch%20x)?a=1&b='2\033\\";

		ck_assert_uint_lt(i + sizeof osc8 - 1, raw.n);
		if (memcmp(raw.p + i, osc8, sizeof osc8 - 1) == 0)
			n++;
		if (n > 0)
			break;
	}
	type("\r");
	assert_sees(p, "1 of ");
}
END_TEST

START_TEST(a_signal_ends_it_there_too)
{
	int status;

	start("SSH_TTY=/dev/pts/0");
	type("ypt");
	assert_sees(p, "[Enter goes back to annals]");
	ck_assert(pty_signal(p, SIGTERM));
	ck_assert(pty_finish(p, MS, &status));
	ck_assert(pty_termios_same(p));
	ck_assert(!pty_modes(p).alternate);
}
END_TEST

/* ---- addresses ---- */

START_TEST(browser_gets_the_address)
{
	struct buf text = BUF_INIT, variable = BUF_INIT;
	const char *env[] = { path_variable, NULL, NULL };

	make_program("browser", true);
	make_program("xdg-open", true);
	buf_addf(&variable, "BROWSER=%s  --new-window", in_dir("browser"));
	env[1] = buf_cstr(&variable);
	start_on(chronicle, env);
	type("o");
	assert_sees(p, "to open https://example.org/$(touch%20x)?a=1&b='2");
	got("browser", &text);
	ck_assert_str_eq(buf_cstr(&text),
	    "--new-window\nhttps://example.org/$(touch%20x)?a=1&b='2\n");
	type("jo");
	assert_sees(p, "the event has no web address");
	pty_free(p);
	start("BROWSER=/nonexistent/browser");
	type("o");
	assert_sees(p, "asked xdg-open to open https://example.org/");
	got("xdg-open", &text);
	ck_assert_str_eq(
	    buf_cstr(&text), "https://example.org/$(touch%20x)?a=1&b='2\n");
	buf_fini(&text);
	buf_fini(&variable);
}
END_TEST

START_TEST(over_ssh_it_is_shown_and_copied)
{
	struct buf text = BUF_INIT;

	make_program("xdg-open", false);
	start("SSH_CONNECTION=1 2 3 4");
	pty_mark(p);
	type("o");
	assert_sees(p, "copied 41 bytes by OSC 52");
	assert_sees(p, "https://example.org/$(touch%20x)?a=1&b='2");
	ck_assert(decode(p, &text));
	ck_assert_str_eq(
	    buf_cstr(&text), "https://example.org/$(touch%20x)?a=1&b='2");
	ck_assert_int_ne(access(in_dir("xdg-open.got"), F_OK), 0);
	buf_fini(&text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, ssh_copies_by_osc52);
	tcase_add_test(t, too_much_is_refused);
	tcase_add_test(t, xclip_gets_what_is_copied);
	tcase_add_test(t, wayland_has_wl_copy);
	tcase_add_test(t, tmux_has_it_in_a_buffer);
	tcase_add_test(t, plain_text_is_on_the_normal_screen);
	tcase_add_test(t, a_signal_ends_it_there_too);
	tcase_add_test(t, browser_gets_the_address);
	tcase_add_test(t, over_ssh_it_is_shown_and_copied);
}

int
main(void)
{
	return run_tests("copy", add);
}
