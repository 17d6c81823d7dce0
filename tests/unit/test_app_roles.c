#include "config.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "running.h"
#include "unit/playing.h"
#include "unit/scratch.h"

static const char csv[] = "When,Headline,What,Notes,Place\n"
			  "1883-05-24,Brooklyn Bridge opens,The first,steel "
			  "wire,New York\n"
			  "1932,Harbour Bridge opens,,arch,Sydney\n"
			  "1937,Golden Gate opens,Red,,San Francisco\n";

/* What was chosen for a role, or "-". */
static const char *
chosen(enum role role)
{
	struct roles_option o = { { NULL } };

	app_roles_option(&a, &o);
	return o.column[role] != NULL ? o.column[role] : "-";
}

START_TEST(roles_are_shown)
{
	open_csv(csv);
	type(":roles\r");
	ck_assert(shows("Role"));
	ck_assert(shows("Found by"));
	ck_assert(shows("> id        (none)"));
	ck_assert(shows("  date      When                 name      1883"));
	ck_assert(shows("  title     Headline"));
	ck_assert(shows("Brooklyn Bridge opens"));
	ck_assert(shows("            What                           The f"));
	ck_assert(shows("h l: another column"));
	press("q");
	ck_assert(!shows("Found by"));
	type(":roles\r:roles\r");
	ck_assert(!shows("Found by"));
}
END_TEST

/* They say nothing of how much of them is read. */
START_TEST(roles_are_shown_without_hints)
{
	open_csv(csv);
	type(":set hints off\r:roles\r");
	ck_assert(shows("> id        (none)"));
	ck_assert(!shows("h l: another column"));
	ck_assert(!shows("%"));
}
END_TEST

START_TEST(keys_choose_columns)
{
	open_csv(csv);
	type(":roles\r");
	press("j j j j"); /* text: Notes */
	ck_assert(shows("> text      Notes                name      steel"));
	press("h");
	ck_assert(shows("> text      What                 chosen    The f"));
	press("l");
	ck_assert(shows("> text      Notes                name      steel"));
	press("l l");
	ck_assert(shows("> text      (none)               chosen"));
	press("l");
	ck_assert(shows("> text      When                 chosen    1883"));
	press("<Left> <Left> h");
	ck_assert(shows("> text      Notes                name      steel"));
	press("h <Enter>");
	ck_assert(!shows("Found by"));
	ck_assert(a.reload);
	ck_assert_str_eq(chosen(ROLE_TEXT), "What");
	ck_assert_str_eq(chosen(ROLE_TITLE), "-");
}
END_TEST

START_TEST(nothing_chosen_reads_nothing)
{
	open_csv(csv);
	type(":roles\r");
	press("j l h <Enter>");
	ck_assert(!shows("Found by"));
	ck_assert(!a.reload);
	type(":roles\r");
	press("G l"); /* a column without a role */
	ck_assert(shows("go to a role first"));
	press("q");
	type(":role-next\r");
	ck_assert(shows("only in the roles"));
	type(":role-apply\r");
	ck_assert(shows("only in the roles"));
	type(":roles other\r");
	ck_assert(shows("'other' is not save"));
}
END_TEST

START_TEST(a_command_chooses_columns)
{
	static const char *const bad[][2] = {
		{ "text", "role needs ROLE=COLUMN" },
		{ "nothing=When", "no role 'nothing'" },
		{ "text=nothing", "no column \"nothing\" for the role text" },
		{ "text=What,nothing", "no column \"nothing\"" },
	};

	open_csv(csv);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char line[64];

		(void)snprintf(line, sizeof line, ":role %s\r", bad[i][0]);
		type(line);
		ck_assert_msg(shows(bad[i][1]), "%s", bad[i][0]);
		ck_assert(!a.reload);
	}
	type(":role text=What,Notes\r");
	ck_assert(a.reload);
	ck_assert_str_eq(chosen(ROLE_TEXT), "What,Notes");
	type(":role places=\r");
	ck_assert_str_eq(chosen(ROLE_PLACES), "");
	type(":role text = 3\r");
	ck_assert_str_eq(chosen(ROLE_TEXT), "3");
}
END_TEST

START_TEST(columns_are_completed)
{
	open_csv(csv);
	type(":role te");
	press("<Tab>");
	ck_assert_str_eq(prompt_text(a.prompt), "role text=");
	type("Wha");
	press("<Tab>");
	ck_assert_str_eq(prompt_text(a.prompt), "role text=What");
	type(",No");
	press("<Tab>");
	ck_assert_str_eq(prompt_text(a.prompt), "role text=What,Notes");
}
END_TEST

/* Read it again by what was chosen. */
static void
read_again(void)
{
	struct roles_option option = { { NULL } };

	app_roles_option(&a, &option);
	a.reload = false;
	app_forget(&a);
	made_read_roles(&m, csv, "", &option);
	adopt(0, m.n, 0);
	work(0);
}

START_TEST(it_comes_back_to_the_event)
{
	open_csv(csv);
	press("j");
	ck_assert_uint_eq(selected(), 1);
	type(":role id=Headline\r");
	read_again();
	ck_assert_uint_eq(selected(), 1);
	ck_assert_int_eq(
	    chronicle_columns(a.reader.chronicle)->role[ROLE_ID], 1);
	type(":role id=Place\r");
	read_again();
	ck_assert_uint_eq(selected(), 1);
	ck_assert(!shows("no event")); /* with the id that it had */
	type(":role text=What,Notes\r");
	read_again();
	ck_assert_uint_eq(selected(), 1);
	type(":roles\r");
	ck_assert(shows("text      What + Notes         option    arch"));
	press("j j j j l");
	ck_assert(shows("> text      (none)"));
	press("h");
	ck_assert(shows("> text      What + Notes         option    arch"));
}
END_TEST

static const char saved[] =
    "{\n"
    "  \"name\": \"made\",\n"
    "  \"title\": \"Made\",\n"
    "  \"resources\": [\n"
    "    {\n"
    "      \"name\": \"events\",\n"
    "      \"path\": \"made.csv\",\n"
    "      \"dialect\": {\"delimiter\": \",\", \"quoteChar\": \"\\\"\","
    " \"header\": true},\n"
    "      \"encoding\": \"utf-8\",\n"
    "      \"schema\": {\"fields\": [\n"
    "        {\"name\": \"When\", \"annals:role\": \"date\"},\n"
    "        {\"name\": \"Headline\", \"annals:role\": \"title\"},\n"
    "        {\"name\": \"What\"},\n"
    "        {\"name\": \"Notes\", \"annals:role\": \"text\"},\n"
    "        {\"name\": \"Place\", \"annals:role\": \"places\"}\n"
    "      ]},\n"
    "      \"annals:without\": [\"id\", \"section\", \"actors\","
    " \"kind\", \"sources\"]\n"
    "    }\n"
    "  ]\n"
    "}\n";

START_TEST(roles_are_saved_beside_the_file)
{
	app_roles_open(&a, "made.csv", "other.json");
	open_csv(csv);
	type(":roles save\r");
	ck_assert(shows("roles saved in made.datapackage.json"));
	scratch_holds("made.datapackage.json", saved);
	scratch_put("made.datapackage.json", "mine");
	type(":roles\r");
	press("s");
	ck_assert(shows("made.datapackage.json is there; replace it?"));
	press("n");
	ck_assert(shows("roles are not saved"));
	scratch_holds("made.datapackage.json", "mine");
	press("s y");
	scratch_holds("made.datapackage.json", saved);
	ck_assert_int_eq(scratch_count(), 1);
}
END_TEST

START_TEST(roles_are_saved_where_that_can_be)
{
	app_roles_open(&a, "nowhere/made.csv", "other.json");
	open_csv(csv);
	type(":roles save\r");
	ck_assert(shows("roles saved in other.json"));
	scratch_holds("other.json", saved);
	type(":roles save\r");
	ck_assert(shows("other.json is there; replace it?"));
	press("n");
}
END_TEST

START_TEST(some_roles_are_not_saved)
{
	open_csv(csv);
	type(":roles save\r");
	ck_assert(shows("roles are saved for a file, and this is none"));
	app_roles_open(&a, "nowhere/made.csv", NULL);
	type(":roles save\r");
	ck_assert(shows("there is no folder to save it in"));
	ck_assert_int_eq(scratch_count(), 0);
}
END_TEST

static void
enter(void)
{
	scratch_enter();
	setup();
}

static void
leave(void)
{
	teardown();
	scratch_leave();
}

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, enter, leave);
	tcase_add_test(t, roles_are_shown);
	tcase_add_test(t, roles_are_shown_without_hints);
	tcase_add_test(t, keys_choose_columns);
	tcase_add_test(t, nothing_chosen_reads_nothing);
	tcase_add_test(t, a_command_chooses_columns);
	tcase_add_test(t, columns_are_completed);
	tcase_add_test(t, it_comes_back_to_the_event);
	tcase_add_test(t, roles_are_saved_beside_the_file);
	tcase_add_test(t, roles_are_saved_where_that_can_be);
	tcase_add_test(t, some_roles_are_not_saved);
}

int
main(void)
{
	return made_run("app_roles", add);
}
