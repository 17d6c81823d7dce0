#include "config.h"

#include "ui/command.h"

#include <ctype.h>

#include "ui/help.h"
#include "unit/playing.h"

static void
setup_four(void)
{
	setup();
	made_read(
	    &m, "id,date,title\na,-0044,A\nb,0012,B\nc,1967,C\nd,1991,D\n", "");
	adopt(0, m.n, 0);
	ck_assert(app_draw(&a, 0));
}

START_TEST(rows_are_complete)
{
	size_t n;
	const struct command *c = command_table(&n);

	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_gt(strlen(c[i].group), 0);
		ck_assert_uint_gt(strlen(c[i].help), 0);
		ck_assert(isupper((unsigned char)c[i].help[0]));
		ck_assert_int_ne(c[i].help[strlen(c[i].help) - 1], '.');
		ck_assert(c[i].run != NULL);
		ck_assert_uint_eq(strspn(c[i].name, "abcdefghijklmnopqrstuvwxyz"
						    "-"),
		    strlen(c[i].name));
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(c[i].name, c[k].name);
	}
}
END_TEST

/* Whether it was seen before. */
static bool
collides(uint32_t key, uint32_t *seen, size_t *nseen)
{
	for (size_t i = 0; i < *nseen; i++)
		if (seen[i] == key)
			return true;
	seen[(*nseen)++] = key;
	return false;
}

START_TEST(default_keys_are_keys_and_do_not_collide)
{
	size_t n, nseen = 0;
	const struct command *c = command_table(&n);
	uint32_t seen[200], key;

	for (size_t i = 0; i < n; i++) {
		struct str rest = str_of(c[i].keys), name;

		while (rest.n > 0 && str_split(&rest, ' ', &name)) {
			char text[16];

			ck_assert_uint_lt(name.n, sizeof text);
			(void)snprintf(
			    text, sizeof text, "%.*s", (int)name.n, name.p);
			ck_assert_msg(
			    key_parse(text, &key), "%s: '%s'", c[i].name, text);
			ck_assert_uint_lt(nseen, LENGTH(seen));
			ck_assert_msg(!collides(key, seen, &nseen), "%s", text);
			ck_assert_str_eq(
			    keymap_find(a.keymap, "global", key), c[i].name);
		}
	}
}
END_TEST

START_TEST(every_command_is_in_the_help)
{
	struct buf help = BUF_INIT, line = BUF_INIT;
	size_t n;
	const struct command *c = command_table(&n);

	help_print(a.keymap, &a.options, &help);
	for (size_t i = 0; i < n; i++) {
		buf_clear(&line);
		buf_addf(&line, "\t%s", c[i].help);
		if (c[i].args[0] != '\0')
			buf_addf(&line, ": %s", c[i].args);
		buf_addf(&line, "  (%s)\n", c[i].name);
		ck_assert_msg(
		    strstr(help.p, line.p) != NULL, "no line %s", line.p);
		/* It has a key, or its name stands there. */
		buf_clear(&line);
		buf_addf(&line, "\n:%s\t", c[i].name);
		ck_assert_int_eq(
		    strstr(help.p, line.p) != NULL, c[i].keys[0] == '\0');
	}
	buf_fini(&help);
	buf_fini(&line);
}
END_TEST

START_TEST(names_may_be_cut_as_long_as_they_are_unique)
{
	static const struct {
		const char *name, *found, *text;
	} given[] = {
		{ "quit", "quit", "" },
		{ "qu", "quit", "" },
		{ "go", "goto", "" },
		/* A whole name is no beginning of another one. */
		{ "fold", "fold", "" },
		{ "fo", "fold", "" },
		{ "next-y", "next-year", "" },
		{ "s", NULL, "'s' may be sort or search" },
		{ "nothing", NULL, "no command 'nothing'" },
		{ "quits", NULL, "no command 'quits'" },
		{ "Quit", NULL, "no command 'Quit'" },
	};

	for (size_t i = 0; i < LENGTH(given); i++) {
		struct err e = { .code = ERR_NONE };
		const struct command *c =
		    command_find(str_of(given[i].name), &e);

		if (given[i].found != NULL) {
			ck_assert(c != NULL);
			ck_assert_str_eq(c->name, given[i].found);
		} else {
			ck_assert(c == NULL);
			ck_assert_int_eq(e.code, ERR_USAGE);
		}
		ck_assert_str_eq(
		    e.code != ERR_NONE ? e.text : "", given[i].text);
	}
}
END_TEST

START_TEST(lines_are_taken_apart)
{
	static const struct {
		const char *line, *name, *arg;
	} given[] = {
		{ "down", "down", "" },
		{ "  set\tlayout  single ", "set", "layout  single" },
		{ "#23", "goto", "#23" },
		{ " 1967 ", "goto", "1967" },
		{ "-44", "goto", "-44" },
		{ "-#", "goto", "-#" },
		{ "goto -44", "goto", "-44" },
	};
	struct err e = { .code = ERR_NONE };
	struct str arg;

	for (size_t i = 0; i < LENGTH(given); i++) {
		const struct command *c =
		    command_parse(given[i].line, &arg, &e);

		ck_assert_msg(c != NULL, "'%s'", given[i].line);
		ck_assert_str_eq(c->name, given[i].name);
		ck_assert(str_eq(arg, str_of(given[i].arg)));
	}
	ck_assert(command_parse("", &arg, &e) == NULL);
	ck_assert(command_parse(" \t ", &arg, &e) == NULL);
	ck_assert_int_eq(e.code, ERR_NONE);
	ck_assert(command_parse("-", &arg, &e) == NULL);
	ck_assert_int_eq(e.code, ERR_USAGE);
}
END_TEST

static void
leads_to(const char *line, long n, size_t event)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(command_run(&a, line, n, &e), "%s: %s", line, e.text);
	ck_assert_uint_eq(selected(), event);
}

START_TEST(places_need_no_command)
{
	leads_to("#3", 0, 2);
	leads_to("-44", 0, 0);
	leads_to("1967", 0, 2);
	leads_to("12", 0, 1);
}
END_TEST

static void
fails(const char *line, const char *text)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(!command_run(&a, line, 0, &e), "%s", line);
	ck_assert_str_eq(e.text, text);
}

START_TEST(mistakes_are_told)
{
	fails("frobnicate 7", "no command 'frobnicate'");
	fails("down 7", "down takes no argument");
	fails("#0", "no event '#0'");
	fails("#5", "no event 5, there are 4");
	fails("#1x", "no event '#1x'");
	fails("99999", "99999 is no year of the chronicle and no line of the "
		       "list");
	fails("99999999999999999999", "no event '99999999999999999999'");
	fails("goto", "goto needs #N, a year or an id");
	fails("goto nobody", "no event 'nobody'");
	fails("set", "set needs OPTION VALUE");
	fails("bind", "bind needs MAP KEY COMMAND");
	fails("layout wide", "layout: 'wide' is none of auto, stacked, "
			     "columns, single");
	fails("bind global x frobnicate", "no command 'frobnicate'");
	fails("bind nowhere x down",
	    "no map 'nowhere': global sections facet events text help problems "
	    "roles timeline web");
}
END_TEST

START_TEST(keys_may_be_bound_to_lines)
{
	struct err e;

	ck_assert_msg(
	    command_run(&a, "bind global x 1967", 0, &e), "%s", e.text);
	ck_assert(command_run(&a, "bind global y \"#1\"", 0, &e));
	ck_assert(command_run(&a, "bind global Q none", 0, &e));
	press_at("x", 0);
	leads_to("", 0, 2);
	press_at("y", 0);
	leads_to("", 0, 0);
	press_at("Q", 0);
	ck_assert(!a.quit);
	ck_assert_str_eq(a.message, "Q is not bound");
}
END_TEST

START_TEST(covered_panes_are_left_alone)
{
	size_t n;
	const struct command *c = command_table(&n);

	ck_assert(command_run(&a, "help", 0, NULL));
	for (size_t i = 0; i < n; i++) {
		struct buf line = BUF_INIT;

		if (c[i].covered)
			continue;
		buf_addf(&line, "bind global x %s", c[i].name);
		ck_assert(command_run(&a, line.p, 0, NULL));
		a.message[0] = '\0';
		press_at("x", 0);
		buf_clear(&line);
		buf_addf(&line, "%s: close the help first", c[i].name);
		ck_assert_str_eq(a.message, line.p);
		ck_assert(a.overlay != NULL);
		buf_fini(&line);
	}
}
END_TEST

START_TEST(tables_for_the_manual)
{
	struct buf out = BUF_INIT;

	help_print_tables(&out);
	ck_assert(strstr(out.p, "command\tdown\tj <Down>\t\n") != NULL);
	ck_assert(strstr(out.p, "command\tset\t\tOPTION VALUE\n") != NULL);
	ck_assert(strstr(out.p, "option\tmeasure\t20 to 200\n") != NULL);
	ck_assert(strstr(out.p, "option\thints\toff on\n") != NULL);
	ck_assert(strstr(out.p, "style\ttitle\n") != NULL);
	buf_fini(&out);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup_four, teardown);
	tcase_add_test(t, rows_are_complete);
	tcase_add_test(t, default_keys_are_keys_and_do_not_collide);
	tcase_add_test(t, every_command_is_in_the_help);
	tcase_add_test(t, names_may_be_cut_as_long_as_they_are_unique);
	tcase_add_test(t, lines_are_taken_apart);
	tcase_add_test(t, places_need_no_command);
	tcase_add_test(t, mistakes_are_told);
	tcase_add_test(t, keys_may_be_bound_to_lines);
	tcase_add_test(t, covered_panes_are_left_alone);
	tcase_add_test(t, tables_for_the_manual);
}

int
main(void)
{
	return made_run("command", add);
}
