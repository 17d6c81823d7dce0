/*
 * Questions that nobody means, or somebody means badly, from the shell and in
 * the reader, typed and pasted: each gets an answer or one line that says what
 * is wrong and where.  Nothing of it is SQL, and nothing of it reaches the
 * terminal as a control.
 */
#include "config.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "e2e/watching.h"
#include "running.h"

#define MS 20000
#define ROWS 24

/* The text is unit, so many times, then rest; mistake is NULL for an answer. */
static const struct question {
	const char *unit;
	size_t times;
	const char *rest, *mistake;
} questions[] = {
	/* names and numbers as people write them */
	{ "", 0, "C++", NULL },
	{ "", 0, "1892-03", NULL },
	{ "", 0, "O'Brien", NULL },
	{ "", 0, "AC/DC", NULL },
	{ "", 0, "S-300", NULL },
	{ "", 0, "EL/W-2090", NULL },
	{ "", 0, "$1.1 billion (2004)", NULL },
	{ "", 0, "https://x.org/?a=b&c=d", NULL },
	{ "", 0, "../../etc/passwd", NULL },
	{ "", 0, "$(id) `id` %s %n ${HOME}", NULL },
	{ "", 0, "1=1", NULL },
	{ "", 0, "\u2019", "1: nothing to search for in \"\u2019\"" },
	{ "", 0, "'", "1: nothing to search for in \"'\"" },
	{ "", 0, "%", "1: nothing to search for in \"%\"" },
	{ "", 0, "\\", "1: nothing to search for in \"\\\"" },
	{ "", 0, "...", "1: nothing to search for in \"...\"" },
	/* signs of the language, alone and in the wrong place */
	{ "", 0, "\"", "1: closing quote is missing" },
	{ "", 0, "\"\"", "1: nothing to search for in \"\"" },
	{ "", 0, "a \"b", "3: closing quote is missing" },
	{ "", 0, "\"a\"\"b\"", NULL },
	{ "", 0, "*", NULL },
	{ "", 0, "**", NULL },
	{ "", 0, "*a", "1: * stands only at the end of a word" },
	{ "", 0, "a*b", "1: * stands only at the end of a word" },
	{ "", 0, "()", "1: nothing between the parentheses" },
	{ "", 0, "(a", "1: closing parenthesis is missing" },
	{ "", 0, "a)", "2: no parenthesis is open here" },
	{ "", 0, "OR", "1: nothing before \"OR\"" },
	{ "", 0, "AND AND", "1: nothing before \"AND\"" },
	{ "", 0, "a OR", "3: nothing follows \"OR\"" },
	{ "", 0, "NOT", "1: nothing follows \"NOT\"" },
	{ "", 0, "a NOT b", NULL },
	{ "", 0, "NOT NOT a", NULL },
	{ "", 0, "-", "1: nothing to search for in \"-\"" },
	{ "", 0, "--", "1: nothing to search for in \"--\"" },
	{ "", 0, "-- a", NULL },
	/* fields */
	{ "", 0, "title:", "1: nothing follows \"title:\"" },
	{ "", 0, "title:*", NULL },
	{ "", 0, "title:(a", "7: closing parenthesis is missing" },
	{ "", 0, "nosuch:x", "1: no column is named \"nosuch\"" },
	{ "", 0, "column>", "1: no column is named \"column\"" },
	{ "", 0, "kind>", "1: nothing follows \"kind>\"" },
	{ "", 0, "kind>1e999", NULL },
	{ "", 0, ">", "1: no column before \">\"" },
	{ "", 0, ":", "1: nothing to search for in \":\"" },
	{ "", 0, "date:x", "6: x: not an EDTF date" },
	{ "", 0, "date:-", "6: -: not an EDTF date" },
	{ "", 0, "date:99999999999999999999",
	    "6: 99999999999999999999: not an EDTF date" },
	{ "", 0, "date:2014..2013", "6: \"2014..2013\" ends before it begins" },
	{ "", 0, "is:x",
	    "4: \"x\" is none of bookmarked, note, list, read, unread" },
	/* SQL and FTS5 */
	{ "", 0, "NEAR(a b)", NULL },
	{ "", 0, "NEAR(a b, 5)", NULL },
	{ "", 0, "a NEAR/5 b", NULL },
	{ "", 0, "^a", NULL },
	{ "", 0, "{a b}:c", "4: no column is named \"b}\"" },
	{ "", 0, "- title : a", NULL },
	{ "", 0, "'; DROP TABLE events; --", NULL },
	{ "", 0, "a\" OR \"1\"=\"1", "9: nothing to search for in \"=\"" },
	{ "", 0, "c0:a", "1: no column is named \"c0\"" },
	{ "", 0, "rowid:1", "1: no column is named \"rowid\"" },
	{ "", 0, "rank:x", "1: no column is named \"rank\"" },
	{ "", 0, "?1 :1 @a $a", NULL },
	/* what is no text */
	{ "", 0, "a\x01z", "2: control character U+0001" },
	{ "", 0, "a\tz", NULL },
	{ "", 0, "a\nz", "2: control character U+000A" },
	{ "", 0, "a\rz", "2: control character U+000D" },
	{ "", 0, "a\x7fz", "2: control character U+007F" },
	{ "", 0, "a\33[38;5;201mz", "2: control character U+001B" },
	{ "", 0, "a\33]0;title\7z", "2: control character U+001B" },
	{ "", 0, "a\33P+q\33\\z", "2: control character U+001B" },
	{ "", 0,
	    "a\xc2\x9b"
	    "5nz",
	    "2: control character U+009B" },
	{ "", 0, "\xff", "1: byte ff is not UTF-8" },
	{ "", 0, "a\xc3", "2: byte c3 is not UTF-8" },
	{ "", 0, "a\xed\xa0\x80z", "2: byte ed is not UTF-8" },
	{ "", 0, "\xf4\x90\x80\x80", "1: byte f4 is not UTF-8" },
	{ "\x80\xfe\xc0\x9c\xf5\x1b\x9b", 30, "", "1: byte 80 is not UTF-8" },
	/* what turns text around, has no shape or is several code points */
	{ "", 0, "\u202eabc\u202c", NULL },
	{ "", 0, "\u2066abc:x", "1: no column is named \"\ufffdabc\"" },
	{ "", 0, "\u200b", "1: nothing to search for in \"\"" },
	{ "\u0301", 20, "a", NULL },
	{ "", 0, "\U0001F468\u200d\U0001F469\u200d\U0001F467", NULL },
	{ "", 0, "\u05e6\u05d4\"\u05dc \u4e70\u624b\u673a", NULL },
	/* too much */
	{ "a ", 32, "", NULL },
	{ "a ", 33, "", "65: more than 32 terms" },
	{ "a -", 31, "a", NULL },
	{ "\"a b c d\" ", 20, "", NULL },
	{ "(", 16, "a))))))))))))))))", NULL },
	{ "(", 17, "a)))))))))))))))))",
	    "17: parentheses are nested more than 16 deep" },
	{ "-", 1000, "a", NULL },
	{ "NOT ", 200, "a", NULL },
	{ "a", 1024, "", NULL },
	{ "a", 1025, "", "1024: more than 1024 bytes" },
	{ "\u05d0", 513, "", "512: more than 1024 bytes" },
	{ "NOT ", 10000, "", "1024: more than 1024 bytes" },
	{ "x", 131000, "", "1024: more than 1024 bytes" },
	/* The system takes no longer argument; a prompt does. */
	{ "y", 1 << 20, "", "1024: more than 1024 bytes" },
	/* columns are characters: here six are eight bytes */
	{ "(\"-*:\u202e", 100000, "", "768: more than 1024 bytes" },
};
#define NQUESTIONS ((int)(sizeof questions / sizeof questions[0]))
#define ARGUMENT_MAX 131000

static const char *const blanks[] = { "", " ", "  ", "\t ", "\u00a0",
	"\u3000" };
#define NBLANKS ((int)(sizeof blanks / sizeof blanks[0]))

static struct pty *p;
static struct buf text;

static void
setup(void)
{
	buf_init(&text);
}

static void
teardown(void)
{
	pty_free(p);
	p = NULL;
	buf_fini(&text);
}

/* Make text the question. */
static void
put_together(const struct question *q)
{
	buf_clear(&text);
	for (size_t i = 0; i < q->times; i++)
		buf_adds(&text, q->unit);
	buf_adds(&text, q->rest);
}

/* The start of the question, for messages. */
static const char *
name(void)
{
	static char start[64]; /* clean */
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < sizeof start - 8; i++)
		n += (size_t)snprintf(start + n, sizeof start - n,
		    text.p[i] > ' ' && text.p[i] < 0x7f ? "%c" : "\\%03o",
		    (unsigned)(unsigned char)text.p[i]);
	return start;
}

static bool
holds(struct str s, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= s.n; i++)
		if (strncasecmp(s.p + i, what, n) == 0)
			return true;
	return false;
}

/* No word of who answers behind the scenes. */
static void
assert_no_sql(struct str s)
{
	static const char *const words[] = { "sqlite", "fts5", "syntax error",
		"malformed", "no such column", "logic error" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		ck_assert_msg(
		    !holds(s, words[i]), "%s: %.*s", name(), (int)s.n, s.p);
}

/* C1 controls and what turns text around, as UTF-8. */
static bool
is_turning(const unsigned char *s)
{
	return (s[0] == 0xc2 && s[1] < 0xa0) ||
	       (s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0xaa && s[2] <= 0xae) ||
	       (s[0] == 0xe2 && s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9);
}

/* ---- from the shell ----------------------------------------------------- */

/* Read what a descriptor has from its start on. */
static void
read_all(int fd, struct buf *out)
{
	char piece[4096];
	ssize_t n;

	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	while ((n = read(fd, piece, sizeof piece)) > 0)
		buf_add(out, piece, (size_t)n);
	ck_assert_int_eq(n, 0);
	(void)close(fd);
}

static int
temporary(void)
{
	char path[] = "/tmp/annals-hostile-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	(void)unlink(path);
	return fd;
}

/* annals search with text as its query; the status. */
static int
run(struct buf *out, struct buf *err)
{
	const char *argv[] = { must_getenv("ANNALS"), "search", "--limit", "3",
		"--", buf_cstr(&text), shipped(), NULL };
	int o = temporary(), e = temporary(), status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		(void)dup2(o, 1);
		(void)dup2(e, 2);
		(void)execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(99);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFEXITED(status), "%s: signal", name());
	read_all(o, out);
	read_all(e, err);
	return WEXITSTATUS(status);
}

static void
assert_clean(const struct buf *b)
{
	const unsigned char *s = (const unsigned char *)buf_cstr(b);

	for (size_t i = 0; i < b->n; i++)
		ck_assert_msg(
		    (s[i] >= ' ' && s[i] != 0x7f && !is_turning(s + i)) ||
			s[i] == '\n' || s[i] == '\t',
		    "%s: byte %02x of %s", name(), s[i], s);
	assert_no_sql(buf_str(b));
}

/* One line, of words that are near. */
static bool
is_offer(const char *said)
{
	static const char start[] = "annals: nothing found; nearest words: ";

	return strncmp(said, start, sizeof start - 1) == 0 &&
	       strchr(said, '\n') == said + strlen(said) - 1;
}

START_TEST(the_shell_gets_an_answer)
{
	const struct question *q = &questions[_i];
	struct buf out = BUF_INIT, err = BUF_INIT, want = BUF_INIT;
	int status;

	put_together(q);
	if (text.n > ARGUMENT_MAX)
		return;
	status = run(&out, &err);
	assert_clean(&out);
	assert_clean(&err);
	if (q->mistake != NULL)
		buf_addf(&want, "annals: query:%s\n", q->mistake);
	ck_assert_msg(strcmp(buf_cstr(&err), buf_cstr(&want)) == 0 ||
			  (q->mistake == NULL && is_offer(buf_cstr(&err))),
	    "%s: %s instead of %s", name(), buf_cstr(&err), buf_cstr(&want));
	if (q->mistake != NULL)
		ck_assert_msg(status == 2 && out.n == 0, "%s", name());
	else
		ck_assert_msg(status == (out.n > 0 ? 0 : 1), "%s", name());
	buf_fini(&out);
	buf_fini(&err);
	buf_fini(&want);
}
END_TEST

START_TEST(the_shell_is_told_that_nothing_was_asked)
{
	struct buf out = BUF_INIT, err = BUF_INIT;

	buf_adds(&text, blanks[_i]);
	ck_assert_int_eq(run(&out, &err), 2);
	ck_assert_uint_eq(out.n, 0);
	ck_assert_str_eq(buf_cstr(&err),
	    "annals: search needs a query; '*' is every event\n");
	buf_fini(&out);
	buf_fini(&err);
}
END_TEST

/* ---- in the reader ------------------------------------------------------ */

static void
start(void)
{
	const char *argv[] = { must_getenv("ANNALS"), shipped(), NULL };
	struct job_program program = { argv, "xterm-256color", NULL, 0 };

	p = must_start(ROWS, 80, &program);
	ck_assert(pty_wait_text(p, "1 of 220", MS));
}

static bool
is_prompting(struct pty *pty, const void *arg)
{
	int y, x;

	pty_cursor(pty, &y, &x);
	return (y == ROWS - 1) == *(const bool *)arg;
}

static void
wait_prompt(bool open)
{
	ck_assert_msg(pty_wait(p, is_prompting, &open, MS),
	    "%s: the prompt "
	    "is %s",
	    name(), open ? "closed" : "open");
}

/* All that was sent to the terminal is ours. */
static void
assert_ours(void)
{
	struct str raw = pty_raw(p);
	const unsigned char *s = (const unsigned char *)raw.p;

	for (size_t i = 0; i + 3 < raw.n; i++)
		ck_assert_msg(s[i] >= ' ' || s[i] == '\33' || s[i] == '\b' ||
				  s[i] == '\r' || s[i] == '\n' || s[i] == '\t',
		    "%s: byte %02x", name(), s[i]);
	for (size_t i = 0; i + 3 < raw.n; i++)
		ck_assert_msg(!is_turning(s + i), "%s: turned", name());
	ck_assert_msg(!holds(raw, "\33]"), "%s", name());
	ck_assert_msg(!holds(raw, "\33P"), "%s", name());
	ck_assert_msg(!holds(raw, "38;5;201"), "%s", name());
	assert_no_sql(raw);
}

/* Enter text at the prompt; *status gets the last line of the screen. */
static void
ask(bool pasted, struct buf *status)
{
	pty_mark(p);
	ck_assert(pty_type(p, "/"));
	wait_prompt(true);
	ck_assert(!pasted || pty_type(p, "\33[200~"));
	ck_assert_msg(pty_send(p, buf_cstr(&text), text.n), "%s", name());
	ck_assert(pty_type(p, pasted ? "\33[201~\r" : "\r"));
	wait_prompt(false);
	buf_clear(status);
	pty_row(p, ROWS - 1, status);
	assert_ours();
}

/* Keys do more than to write themselves. */
static bool
has_controls(void)
{
	const unsigned char *s = (const unsigned char *)buf_cstr(&text);

	for (size_t i = 0; i < text.n; i++)
		if (s[i] < ' ' || s[i] == 0x7f ||
		    (s[i] == 0xc2 && s[i + 1] < 0xa0))
			return true;
	return false;
}

/* Is it told?  What does not fit on the line is cut there. */
static bool
tells(const struct buf *status, const char *mistake)
{
	struct buf want = BUF_INIT;
	bool told;

	buf_addf(&want, " query:%s", mistake);
	told = strncmp(buf_cstr(status), buf_cstr(&want),
		   want.n < 70 ? want.n : 70) == 0;
	buf_fini(&want);
	return told;
}

START_TEST(the_reader_gets_an_answer)
{
	bool pasted = _i == 1;
	struct buf status = BUF_INIT;

	start();
	for (int i = 0; i < NQUESTIONS; i++) {
		const struct question *q = &questions[i];
		bool text_only;

		put_together(q);
		text_only =
		    !has_controls() && utf8_check(buf_str(&text)) == text.n;
		if (!pasted && has_controls())
			continue;
		ask(pasted, &status);
		if (text_only && q->mistake != NULL)
			ck_assert_msg(tells(&status, q->mistake),
			    "%s: '%s' is not '%s'", name(), buf_cstr(&status),
			    q->mistake);
		if (text_only && q->mistake == NULL)
			ck_assert_msg(!holds(buf_str(&status), "query:"),
			    "%s: %s", name(), buf_cstr(&status));
	}
	/* It still does its work. */
	buf_clear(&text);
	buf_adds(&text, "gromyko");
	ask(pasted, &status);
	ck_assert(pty_wait_text(p, "/gromyko  1 of 1", MS));
	ck_assert(pty_type(p, "Q"));
	assert_exits(p, MS, 0);
	ck_assert(pty_termios_same(p));
	buf_fini(&status);
}
END_TEST

START_TEST(blanks_drop_the_search)
{
	struct buf status = BUF_INIT;

	start();
	for (int i = 0; i < NBLANKS; i++) {
		buf_clear(&text);
		buf_adds(&text, "gromyko");
		ask(true, &status);
		ck_assert(pty_wait_text(p, "/gromyko  1 of 1", MS));
		buf_clear(&text);
		buf_adds(&text, blanks[i]);
		ask(true, &status);
		ck_assert(pty_wait_text(p, "2022 220 events", MS));
	}
	buf_fini(&status);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, the_shell_gets_an_answer, 0, NQUESTIONS);
	tcase_add_loop_test(
	    tc, the_shell_is_told_that_nothing_was_asked, 0, NBLANKS);
	tcase_add_loop_test(tc, the_reader_gets_an_answer, 0, 2);
	tcase_add_test(tc, blanks_drop_the_search);
}

int
main(void)
{
	return run_tests("hostile", add_tests);
}
