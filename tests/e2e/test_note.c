/*
 * Notes in an editor: what it saves is the note, and whatever else it does
 * leaves the note as it was.  Editors are scripts in a folder of their own, or
 * our own one.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "e2e/watching.h"
#include "folder.h"
#include "running.h"

#define MS 10000
#define AFTER 400 /* without output: nothing more will come */

static struct pty *p;
static char dir[FOLDER_SIZE], home[128], editor[128], editing[160], path[4096];
static char tmp[80];

static const char *
in_dir(const char *name)
{
	static char name_of[256];

	(void)snprintf(name_of, sizeof name_of, "%s/%s", dir, name);
	return name_of;
}

/* The editor is this script; "$1" is the file. */
static void
edit_by(const char *script)
{
	write_file(editor, script);
	ck_assert_int_eq(chmod(editor, 0700), 0);
}

static void
start(const char *variable)
{
	const char *const env[] = { home, variable, path, tmp, NULL };
	const char *argv[] = { must_getenv("ANNALS"), in_dir("c.csv"), NULL };
	struct job_program program = { argv, "xterm-256color", env, 0 };

	p = must_start(24, 80, &program);
	ck_assert(pty_wait_text(p, "2 events", MS));
}

static void
setup(void)
{
	ck_assert(folder_make(dir));
	(void)snprintf(home, sizeof home, "XDG_DATA_HOME=%s/data", dir);
	(void)snprintf(editor, sizeof editor, "%s/editor", dir);
	(void)snprintf(editing, sizeof editing, "EDITOR=%s", editor);
	(void)snprintf(path, sizeof path, "PATH=%s", must_getenv("PATH"));
	(void)snprintf(tmp, sizeof tmp, "TMPDIR=%s", dir);
	write_file(in_dir("c.csv"),
	    "id,date,title,text\none,1948,\"$(touch x)\",First.\n"
	    "two,1949,Two,Second.\n");
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
	ck_assert(folder_remove(dir));
	ck_assert_int_ne(access("x", F_OK), 0);
}

/* The note is there, after what the editor did. */
static void
edit(const char *script, const char *said)
{
	edit_by(script);
	ck_assert(pty_type(p, "e"));
	ck_assert_msg(pty_wait_text(p, said, MS), "%s", said);
}

START_TEST(what_the_editor_saves_is_the_note)
{
	start(editing);
	edit("#!/bin/sh\nprintf 'One \\033[31mline.\\nAnd two.\\n' >\"$1\"\n",
	    "note saved");
	ck_assert(pty_wait_text(p, "And two.", MS));
	ck_assert(pty_wait_text(p, "One \u241b[31mline.", MS));
	/* It gets what there is, in a file for nobody else. */
	edit("#!/bin/sh\ngrep -q 'And two' \"$1\" || exit 1\n"
	     "stat -c %a \"$1\" >>\"$1\"\n",
	    "note saved");
	ck_assert(pty_wait_text(p, "600", MS));
	ck_assert(pty_type(p, "/note:two\r"));
	ck_assert(pty_wait_text(p, "1 of 2 events", MS));
}
END_TEST

START_TEST(an_editor_that_fails_changes_nothing)
{
	static const char *const scripts[] = {
		"#!/bin/sh\necho other >\"$1\"\nexit 3\n",
		"#!/bin/sh\necho other >\"$1\"\nkill -9 $$\n",
		"#!/bin/sh\n: >\"$1\"\n",
		"#!/bin/sh\nrm \"$1\"\n",
		"#!/bin/sh\nhead -c 9000 /dev/zero | tr '\\0' x >\"$1\"\n",
		"#!/nonexistent\n",
		"#!/bin/sh\n",
	};

	start(editing);
	edit("#!/bin/sh\necho 'The old one.' >\"$1\"\n", "note saved");
	ck_assert(pty_type(p, "j"));
	ck_assert(pty_wait_text(p, "2 of 2", MS));
	ck_assert(pty_type(p, "k"));
	ck_assert(pty_wait_text(p, "1 of 2", MS));
	edit(scripts[_i], "the note is as it was");
	ck_assert(pty_type(p, "j"));
	ck_assert(pty_wait_text(p, "2 of 2", MS));
	ck_assert(pty_type(p, "k"));
	ck_assert(pty_wait_text(p, "The old one.", MS));
}
END_TEST

static const struct {
	const char *script;
	bool by_key;
} stopping[] = {
	{ "kill -TSTP $$\n", false },
	{ "kill -STOP $$\n", false },
	{ "", true },
};

/* As vi, mutt and git: the whole job stops, the shell gets its terminal, and
 * fg goes on in the editor. */
START_TEST(an_editor_that_stops_stops_the_job)
{
	char script[256];

	(void)snprintf(script, sizeof script,
	    "#!/bin/sh\n%secho ready\nread -r x\necho \"$x\" >\"$1\"\n",
	    stopping[_i].script);
	start(editing);
	edit_by(script);
	ck_assert(pty_type(p, "e"));
	if (stopping[_i].by_key) {
		ck_assert(pty_wait_text(p, "ready", MS));
		ck_assert(pty_type(p, "\032"));
	}
	ck_assert(pty_wait_stop(p, MS));
	ck_assert(pty_termios_same(p));
	ck_assert(!pty_modes(p).alternate);
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "ready", MS));
	ck_assert(pty_type(p, "Said after it.\n"));
	ck_assert(pty_wait_text(p, "note saved", MS));
	ck_assert(pty_wait_text(p, "Said after it.", MS));
	ck_assert(pty_modes(p).alternate);
	ck_assert(pty_type(p, "j"));
	ck_assert(pty_wait_text(p, "2 of 2", MS));
}
END_TEST

START_TEST(what_a_killed_editor_saved_is_in_its_file)
{
	start(editing);
	edit("#!/bin/sh\necho other >\"$1\"\nkill -9 $$\n", "its text is in");
	ck_assert(pty_wait_text(p, "the note is as it was", MS));
}
END_TEST

/* Without an editor it is our own. */
static void
start_writing(void)
{
	start("EDITOR=");
	ck_assert(pty_type(p, "e"));
	ck_assert(pty_wait_text(p, "Note: $(touch x)  1948", MS));
}

START_TEST(without_an_editor_it_is_ours)
{
	start_writing();
	ck_assert(pty_type(p, "In two\r\033[200~lines.\r\033[201~"));
	ck_assert(pty_wait_text(p, "lines.", MS));
	ck_assert(pty_type(p, "\030"));
	ck_assert(pty_wait_text(p, "note saved", MS));
	ck_assert(pty_wait_text(p, "Note  ", MS));
	ck_assert(pty_wait_text(p, "In two", MS));
}
END_TEST

START_TEST(a_letter_costs_4_bytes)
{
	static const char line[] = "Each one is waited for.";
	size_t before, dearest = 0;
	int y, x;

	start_writing();
	(void)pty_quiet(p, AFTER);
	pty_mark(p);
	for (const char *letter = line; *letter != '\0'; letter++) {
		before = pty_raw(p).n;
		pty_cursor(p, &y, &x);
		ck_assert(pty_send(p, letter, 1));
		ck_assert(pty_wait(p, left_column, &x, MS));
		if (pty_raw(p).n - before > dearest)
			dearest = pty_raw(p).n - before;
	}
	ck_assert_uint_le(dearest, 4);
	/* And nothing follows when it is quiet. */
	(void)pty_quiet(p, AFTER);
	ck_assert_uint_le(pty_raw(p).n, 4 * strlen(line));
}
END_TEST

START_TEST(it_follows_the_size_of_the_screen)
{
	start_writing();
	ck_assert(pty_type(p, "A line that is longer than twenty cells are."));
	ck_assert(pty_wait_text(p, "twenty cells are.", MS));
	ck_assert(pty_resize(p, 5, 20));
	ck_assert(pty_wait_text(p, "cells are.", MS));
	ck_assert(pty_type(p, "\001So: "));
	ck_assert(pty_wait_text(p, "So: A line that is", MS));
	ck_assert(pty_resize(p, 24, 80));
	ck_assert(pty_wait_text(
	    p, "So: A line that is longer than twenty cells are.", MS));
	ck_assert(pty_type(p, "\032"));
	ck_assert(pty_wait_stop(p, MS));
	ck_assert(pty_termios_same(p));
	ck_assert(pty_continue(p));
	ck_assert(pty_wait_text(p, "twenty cells are.", MS));
	ck_assert(pty_type(p, "\030"));
	ck_assert(pty_wait_text(p, "note saved", MS));
}
END_TEST

static const int ends[] = { SIGTERM, SIGHUP, SIGINT, 0 };

/* Whatever ends the program, what was typed is there the next time. */
START_TEST(an_end_from_outside_loses_nothing)
{
	int status;

	start_writing();
	ck_assert(pty_type(p, "Not saved by me."));
	ck_assert(pty_wait_text(p, "Not saved by me.", MS));
	if (ends[_i] != 0)
		ck_assert(pty_signal(p, ends[_i]));
	else
		pty_hangup(p);
	ck_assert(pty_finish(p, MS, &status));
	pty_free(p);
	start("EDITOR=");
	ck_assert(pty_wait_text(p, "Not saved by me.", MS));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_the_editor_saves_is_the_note);
	tcase_add_loop_test(t, an_editor_that_fails_changes_nothing, 0, 7);
	tcase_add_loop_test(t, an_editor_that_stops_stops_the_job, 0,
	    (int)(sizeof stopping / sizeof stopping[0]));
	tcase_add_test(t, what_a_killed_editor_saved_is_in_its_file);
	tcase_add_test(t, without_an_editor_it_is_ours);
	tcase_add_test(t, a_letter_costs_4_bytes);
	tcase_add_test(t, it_follows_the_size_of_the_screen);
	tcase_add_loop_test(t, an_end_from_outside_loses_nothing, 0,
	    (int)(sizeof ends / sizeof ends[0]));
}

int
main(void)
{
	return run_tests("note", add);
}
