#include "config.h"

#include <check.h>
#include <locale.h>

#include "base/buf.h"
#include "running.h"
#include "ui/configfile.h"

/* What the reader asked for, a line each. */
static struct buf out;

static bool
set(void *arg, const char *name, const char *value, struct err *e)
{
	ck_assert_ptr_eq(arg, &out);
	if (strcmp(name, "bad") == 0)
		return err_set(e, ERR_NOTFOUND, "no option '%s'", name);
	buf_addf(&out, "set|%s|%s\n", name, value);
	return true;
}

static bool
bind_key(void *arg, const char *map, const char *key, const char *command,
    struct err *e)
{
	ck_assert_ptr_eq(arg, &out);
	if (strcmp(map, "bad") == 0)
		return err_set(e, ERR_USAGE, "no key '%s'", key);
	buf_addf(&out, "bind|%s|%s|%s\n", map, key, command);
	return true;
}

static bool
color(void *arg, enum style s, struct look look, struct err *e)
{
	(void)e;
	ck_assert_ptr_eq(arg, &out);
	buf_addf(&out, "color|%s|%d|%d|%d\n", style_name(s), look.fg, look.bg,
	    look.attributes);
	return true;
}

static void
problem(void *arg, const char *text)
{
	ck_assert_ptr_eq(arg, &out);
	buf_addf(&out, "! %s\n", text);
}

static const struct config_ops ops = { set, bind_key, color, problem };

static void
setup(void)
{
	buf_init(&out);
}

static void
teardown(void)
{
	buf_fini(&out);
}

struct row {
	const char *line;
	const char *got; /* a call, or what is wrong */
};

static const struct row right[] = {
	{ "", "" },
	{ "  \t", "" },
	{ "# a comment with \"one quote", "" },
	{ "  # and this", "" },
	{ "#\xff\x01 is fine in a comment", "" },

	{ "set thrift on", "set|thrift|on\n" },
	{ "  set\tthrift\ton  ", "set|thrift|on\n" },
	{ "set thrift=on", "set|thrift|on\n" },
	{ "set thrift = on", "set|thrift|on\n" },
	{ "set thrift =on", "set|thrift|on\n" },
	{ "set thrift= on", "set|thrift|on\n" },
	{ "set thrift on\r", "set|thrift|on\n" },
	{ "set thrift on # auto", "set|thrift|on\n" },
	{ "set thrift on#auto", "set|thrift|on#auto\n" },
	{ "set browser \"w3m -o x\"", "set|browser|w3m -o x\n" },
	{ "set browser=\"w3m # x\"", "set|browser|w3m # x\n" },
	{ "set browser \"\"", "set|browser|\n" },
	{ "set browser=\"\" # none", "set|browser|\n" },
	{ "set x \"a \\\"b\\\" \\\\ \\n\"", "set|x|a \"b\" \\ \\n\n" },
	{ "set x a\\b\\\\", "set|x|a\\b\\\\\n" },
	{ "set x a\"b c\"d", "set|x|ab cd\n" },
	{ "set x a=b", "set|x|a=b\n" },
	{ "set x ==b", "set|x|=b\n" },
	{ "set имя значение", "set|имя|значение\n" },

	{ "bind list j down", "bind|list|j|down\n" },
	{ "bind  list  <Down>  goto  23 ", "bind|list|<Down>|goto  23\n" },
	{ "bind list j \"goto #23\"", "bind|list|j|goto #23\n" },
	{ "bind list j goto #23", "bind|list|j|goto\n" },
	{ "bind list j search \"a phrase # x\" # c",
	    "bind|list|j|search \"a phrase # x\"\n" },
	{ "bind list j search column=\"a #b\"",
	    "bind|list|j|search column=\"a #b\"\n" },
	{ "bind list j \"a\" \"b\"", "bind|list|j|\"a\" \"b\"\n" },
	{ "bind list j \"search \\\"a b\\\"\"",
	    "bind|list|j|search \"a b\"\n" },
	{ "bind list j \"a \\\\\"", "bind|list|j|a \\\n" },
	{ "bind list j \"\"", "bind|list|j|\n" },
	{ "bind list j none", "bind|list|j|none\n" },
	{ "bind list \"#\" help", "bind|list|#|help\n" },
	{ "bind list \"\\\"\" help", "bind|list|\"|help\n" },
	{ "bind list ' bookmarks", "bind|list|'|bookmarks\n" },
	{ "bind list = zoom", "bind|list|=|zoom\n" },

	{ "color title yellow", "color|title|3|-1|0\n" },
	{ "color title default", "color|title|-1|-1|0\n" },
	{ "color title yellow black", "color|title|3|0|0\n" },
	{ "color title yellow default bold", "color|title|3|-1|1\n" },
	{ "color title yellow bold", "color|title|3|-1|1\n" },
	{ "color title white blue bold dim underline reverse",
	    "color|title|7|4|15\n" },
	{ "color title red bold normal", "color|title|1|-1|0\n" },
	{ "color title red normal dim", "color|title|1|-1|2\n" },
	{ "color title bright-black", "color|title|8|-1|0\n" },
	{ "color title bright-white brightred", "color|title|15|9|0\n" },
	{ "color title 0 15", "color|title|0|15|0\n" },
	{ "color title 9 10 dim", "color|title|9|10|2\n" },
	{ "color \"title\" \"red\"", "color|title|1|-1|0\n" },
};

static const struct row wrong[] = {
	{ "sett x y", "no directive 'sett', did you mean 'set'?" },
	{ "Set x y", "no directive 'Set', did you mean 'set'?" },
	{ "include x", "no directive 'include'" },
	{ "\"\" x", "no directive ''" },
	{ "colour title red", "no directive 'colour', did you mean 'color'?" },
	{ "set", "set: no name" },
	{ "set =on", "set: no name" },
	{ "set # x", "set: no name" },
	{ "set thrift", "set thrift: no value" },
	{ "set thrift =", "set thrift: no value" },
	{ "set thrift= # on", "set thrift: no value" },
	{ "set x a b", "set x: more than one value, put it in quotes" },
	{ "set x == b", "set x: more than one value, put it in quotes" },
	{ "set x \"a\" b", "set x: more than one value, put it in quotes" },
	{ "set x \"a", "a quote is not closed" },
	{ "set x a\"b", "a quote is not closed" },
	{ "set x \"a\\\"", "a quote is not closed" },
	{ "set x \"a # b", "a quote is not closed" },
	{ "set bad x", "no option 'bad'" },
	{ "bind", "bind: no map" },
	{ "bind list", "bind: no key" },
	{ "bind list # help", "bind: no key" },
	{ "bind list j", "bind: no command (\"none\" unbinds)" },
	{ "bind list j # down", "bind: no command (\"none\" unbinds)" },
	{ "bind list \" down", "a quote is not closed" },
	{ "bind bad <Dwn> down", "no key '<Dwn>'" },
	{ "color", "color: no style" },
	{ "color title", "color: no colour" },
	{ "color tilte red", "no style 'tilte', did you mean 'title'?" },
	{ "color qqq red", "no style 'qqq'" },
	{ "color \"\" red", "no style ''" },
	{ "color title \"\"", "no colour ''" },
	{ "color title rde", "no colour 'rde', did you mean 'red'?" },
	{ "color title 16", "no colour '16'" },
	{ "color title 00", "no colour '00'" },
	{ "color title 09", "no colour '09'" },
	{ "color title -1", "no colour '-1'" },
	{ "color title 1x", "no colour '1x'" },
	{ "color title brightdefault", "no colour 'brightdefault'" },
	{ "color title bold", "no colour 'bold'" },
	{ "color title red blod",
	    "no colour or attribute 'blod', did you mean 'bold'?" },
	{ "color title red bleu",
	    "no colour or attribute 'bleu', did you mean 'blue'?" },
	{ "color title red blue underlin",
	    "no attribute 'underlin', did you mean 'underline'?" },
	{ "color title red bold blue", "no attribute 'blue'" },
	{ "set x \x1b[31m", "control character U+001B" },
	{ "set x \x7f", "control character U+007F" },
	{ "set x a\rb", "control character U+000D" },
	{ "set x \xc2\x9b", "control character U+009B" },
	{ "set x \xe9t\xe9", "byte 0xE9 is no UTF-8" },
	{ "set \xed\xa0\x80 x", "byte 0xED is no UTF-8" },
	{ "\u202ees x y", "no directive '\uFFFDes'" },
	{ "color \u202etitle red", "no style '\uFFFDtitle'" },
};

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

START_TEST(right_line)
{
	const struct row *r = &right[_i];
	struct err e = { .code = ERR_NONE };

	if (!config_line(str_of(r->line), &ops, &out, &e))
		buf_addf(&out, "! %s", e.text);
	ck_assert_str_eq(buf_cstr(&out), r->got);
}
END_TEST

START_TEST(wrong_line)
{
	const struct row *r = &wrong[_i];
	struct err e = { .code = ERR_NONE };

	ck_assert(!config_line(str_of(r->line), &ops, &out, &e));
	ck_assert_str_eq(e.text, r->got);
	ck_assert_int_ne(e.code, ERR_NONE);
	ck_assert_str_eq(buf_cstr(&out), "");
	ck_assert(!config_line(str_of(r->line), &ops, &out, NULL));
}
END_TEST

START_TEST(nul_byte_is_an_error)
{
	static const char line[] = "set x a\0b";
	struct err e;

	ck_assert(!config_line(
	    (struct str){ line, sizeof line - 1 }, &ops, &out, &e));
	ck_assert_str_eq(e.text, "control character U+0000");
}
END_TEST

START_TEST(code_of_the_call_is_kept)
{
	struct err e;

	ck_assert(!config_line(str_of("set bad 1"), &ops, &out, &e));
	ck_assert_int_eq(e.code, ERR_NOTFOUND);
}
END_TEST

/* Fill out with what config_read() does; its result. */
static bool
read_text(const char *file, const char *text, size_t n)
{
	buf_clear(&out);
	return config_read(file, (struct str){ text, n }, &ops, &out);
}

START_TEST(file_applies_what_is_right)
{
	static const char text[] = "# mine\n"
				   "set thrift off\n"
				   "\n"
				   "color tilte red\r\n"
				   "bind list x zoom\r\n"
				   "\r\n"
				   "set bad 1\n"
				   "frob\n"
				   "set last 1";

	ck_assert(!read_text("/c/annals/config", text, sizeof text - 1));
	ck_assert_str_eq(out.p,
	    "set|thrift|off\n"
	    "! /c/annals/config:4: no style 'tilte', did you mean 'title'?\n"
	    "bind|list|x|zoom\n"
	    "! /c/annals/config:7: no option 'bad'\n"
	    "! /c/annals/config:8: no directive 'frob'\n"
	    "set|last|1\n");
}
END_TEST

START_TEST(file_without_problem)
{
	ck_assert(read_text("f", "", 0));
	ck_assert_str_eq(buf_cstr(&out), "");
	ck_assert(config_read("f", (struct str){ NULL, 0 }, &ops, &out));
	ck_assert(read_text("f", "\xEF\xBB\xBFset a b\n", 11));
	ck_assert_str_eq(out.p, "set|a|b\n");
	ck_assert(read_text("f", "\xEF\xBB\xBF", 3));
	ck_assert(read_text("f", "\n\n", 2));
}
END_TEST

START_TEST(file_name_is_sanitised)
{
	ck_assert(!read_text("a\x1b[1m\n", "x", 1));
	ck_assert_str_eq(out.p, "! a\u241b[1m :1: no directive 'x'\n");
}
END_TEST

START_TEST(long_words_are_cut_in_messages)
{
	struct buf b = BUF_INIT;
	struct err e;

	buf_adds(&b, "color ");
	while (b.n < 4000)
		buf_adds(&b, "ж");
	ck_assert(!config_line(buf_str(&b), &ops, &out, &e));
	ck_assert_str_eq(e.text, "no style 'жжжжжжжжжжжжжжжжжжжжжжжжжжжжжж'");
	buf_fini(&b);
}
END_TEST

START_TEST(long_line_is_a_problem)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "set x ");
	while (b.n < CONFIG_LINE_MAX)
		buf_addc(&b, 'y');
	ck_assert(read_text("f", b.p, b.n));
	buf_adds(&b, "\r\nset a b\n");
	ck_assert(read_text("f", b.p, b.n));
	buf_clear(&b);
	while (b.n < CONFIG_LINE_MAX + 1)
		buf_addc(&b, '#');
	buf_adds(&b, "\nset a b\n");
	ck_assert(!read_text("f", b.p, b.n));
	ck_assert_str_eq(
	    out.p, "! f:1: line is longer than 4096 bytes\nset|a|b\n");
	buf_fini(&b);
}
END_TEST

START_TEST(long_file_is_read_up_to_the_bound)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "set a 1\n");
	while (b.n < CONFIG_FILE_MAX - 8)
		buf_adds(&b, "#######\n");
	buf_adds(&b, "set b 2\n");
	ck_assert_uint_eq(b.n, CONFIG_FILE_MAX);
	ck_assert(read_text("f", b.p, b.n));
	ck_assert_str_eq(out.p, "set|a|1\nset|b|2\n");

	b.p[b.n - 1] = '2'; /* a line without end */
	ck_assert(read_text("f", b.p, b.n));
	ck_assert_str_eq(out.p, "set|a|1\nset|b|22\n");
	b.p[b.n - 1] = '\n';

	buf_adds(&b, "set c 3\nset d 4\n");
	ck_assert(!read_text("f", b.p, b.n));
	ck_assert_str_eq(out.p,
	    "set|a|1\nset|b|2\n"
	    "! f:32769: file is longer than 256 KiB, the rest is not read\n");
	buf_fini(&b);
}
END_TEST

START_TEST(nearest_word)
{
	static const char *const names[] = { "on", "title", "tide", "header",
		"a-word-that-is-longer-than-those-tried" };
	static const char *const likely[][2] = { { "title", "title" },
		{ "titel", "title" }, { "itle", "title" },
		{ "tittle", "title" }, { "tilte", "title" },
		{ "tixle", "title" }, { "hedaer", "header" },
		{ "heade", "header" }, { "no", "on" }, { "onn", "on" },
		{ "tid", "tide" }, { "tidle", "title" } };
	static const char *const unlikely[] = { "", "x", "o", "foot", "ttl",
		"theader--", "a-word-that-is-longer-than-those-tried" };

	for (size_t i = 0; i < LENGTH(likely); i++) {
		const char *got =
		    config_nearest(likely[i][0], names, LENGTH(names));

		ck_assert_msg(got != NULL && strcmp(got, likely[i][1]) == 0,
		    "'%s' is '%s'", likely[i][0], got != NULL ? got : "");
	}
	for (size_t i = 0; i < LENGTH(unlikely); i++)
		ck_assert_ptr_null(
		    config_nearest(unlikely[i], names, LENGTH(names)));
	ck_assert_ptr_null(config_nearest("title", NULL, 0));
}
END_TEST

START_TEST(every_style_and_colour)
{
	static const char *const base[] = { "black", "red", "green", "yellow",
		"blue", "magenta", "cyan", "white" };
	struct buf line = BUF_INIT, want = BUF_INIT;
	struct err e;

	for (int s = 0; s < STYLE_NSTYLES; s++) {
		for (int c = 0; c < 8; c++) {
			const char *name = style_name((enum style)s);

			buf_clear(&line);
			buf_clear(&want);
			buf_clear(&out);
			buf_addf(&line, "color %s %s bright-%s", name, base[c],
			    base[c]);
			buf_addf(&want, "color|%s|%d|%d|0\n", name, c, c + 8);
			ck_assert(config_line(buf_str(&line), &ops, &out, &e));
			ck_assert_str_eq(out.p, want.p);
		}
	}
	buf_fini(&want);
	buf_fini(&line);
}
END_TEST

static Suite *
config_suite(void)
{
	Suite *s = suite_create("config");
	TCase *t = tcase_create("lines");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, right_line, 0, LENGTH(right));
	tcase_add_loop_test(t, wrong_line, 0, LENGTH(wrong));
	tcase_add_test(t, nul_byte_is_an_error);
	tcase_add_test(t, code_of_the_call_is_kept);
	tcase_add_test(t, nearest_word);
	tcase_add_test(t, every_style_and_colour);
	suite_add_tcase(s, t);
	t = tcase_create("files");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, file_applies_what_is_right);
	tcase_add_test(t, file_without_problem);
	tcase_add_test(t, file_name_is_sanitised);
	tcase_add_test(t, long_words_are_cut_in_messages);
	tcase_add_test(t, long_line_is_a_problem);
	tcase_add_test(t, long_file_is_read_up_to_the_bound);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_suite(config_suite());
}
