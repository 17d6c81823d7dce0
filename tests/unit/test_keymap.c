#include "config.h"

#include <check.h>
#include <stdio.h>

#include "base/buf.h"
#include "plat/term.h"
#include "running.h"
#include "ui/keymap.h"

static struct keymap *m;
static struct buf out;

static void
setup(void)
{
	m = keymap_new();
	buf_init(&out);
}

static void
teardown(void)
{
	buf_fini(&out);
	keymap_free(m);
}

static void
bind_key(const char *map, const char *key, const char *line)
{
	struct err e = { .code = ERR_NONE };

	ck_assert_msg(keymap_bind(m, map, key, line, &e), "%s", e.text);
}

static const char *
keys(const char *map, const char *line)
{
	buf_clear(&out);
	keymap_keys(m, map, line, &out);
	return buf_cstr(&out);
}

START_TEST(own_map_comes_before_global)
{
	bind_key("global", "j", "down");
	bind_key("text", "j", "scroll 1");

	ck_assert_str_eq(keymap_find(m, "text", 'j'), "scroll 1");
	ck_assert_str_eq(keymap_find(m, "list", 'j'), "down");
	ck_assert_str_eq(keymap_find(m, "global", 'j'), "down");
	ck_assert_ptr_null(keymap_find(m, "text", 'J'));
}
END_TEST

START_TEST(later_binding_replaces)
{
	bind_key("list", "j", "down");
	bind_key("list", "<Down>", "down");
	bind_key("list", "j", "next");

	ck_assert_str_eq(keymap_find(m, "list", 'j'), "next");
	ck_assert_str_eq(keys("list", "down"), "<Down>");
	bind_key("list", "j", "down");
	ck_assert_str_eq(keys("list", "down"), "<Down> j");
}
END_TEST

START_TEST(unbinding_hides_global)
{
	bind_key("global", "q", "back");
	bind_key("text", "q", "none");
	ck_assert_ptr_null(keymap_find(m, "text", 'q'));
	ck_assert_str_eq(keymap_find(m, "list", 'q'), "back");

	bind_key("text", "q", "quit");
	ck_assert_str_eq(keymap_find(m, "text", 'q'), "quit");
	bind_key("text", "q", " ");
	ck_assert_ptr_null(keymap_find(m, "text", 'q'));

	bind_key("global", "q", "");
	ck_assert_ptr_null(keymap_find(m, "list", 'q'));
	ck_assert_str_eq(keys("text", ""), "");
	ck_assert_str_eq(keys("text", "none"), "");
}
END_TEST

START_TEST(one_key_has_one_name)
{
	bind_key("global", "<C-d>", "page-down");
	bind_key("global", "^D", "half-down");

	ck_assert_str_eq(keymap_find(m, "global", 4), "half-down");
	ck_assert_str_eq(keys("global", "page-down"), "");
	ck_assert_str_eq(keys("global", "half-down"), "^D");
}
END_TEST

START_TEST(keys_are_listed_in_order_of_binding)
{
	bind_key("list", "<PageDown>", "page-down");
	bind_key("list", "<Space>", "page-down");
	bind_key("text", "f", "page-down");
	bind_key("list", "^F", "page-down 2");
	bind_key("list", "<M-v>", " page-down\t");

	ck_assert_str_eq(keys("list", "page-down"), "<PgDn> <Space> <M-v>");
	ck_assert_str_eq(keys("list", "page-down 2"), "^F");
	ck_assert_str_eq(keys("list", "page"), "");
	ck_assert_str_eq(keys("none", "page-down"), "");

	buf_adds(&out, "keys:");
	keymap_keys(m, "text", "page-down", &out);
	ck_assert_str_eq(out.p, "keys:f");
}
END_TEST

START_TEST(bad_key_is_an_error)
{
	struct err e;

	bind_key("list", "j", "down");
	ck_assert(!keymap_bind(m, "list", "<Dwn>", "down", &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	ck_assert_str_eq(e.text, "no key '<Dwn>'");
	ck_assert(!keymap_bind(m, "list", "gg", "top", NULL));
	ck_assert_str_eq(keys("list", "down"), "j");
}
END_TEST

static void
print(void *arg, const char *map, uint32_t key, const char *line)
{
	buf_addf(arg, "%s %x %s;", map, (unsigned)key, line);
}

START_TEST(each_lists_all_in_order)
{
	bind_key("list", "j", "down");
	bind_key("global", "k", "up");
	bind_key("text", "k", "none");
	bind_key("list", "j", "next");

	keymap_each(m, print, &out);
	ck_assert_str_eq(out.p, "global 6b up;text 6b ;list 6a next;");
}
END_TEST

START_TEST(line_may_come_from_the_map)
{
	bind_key("list", "j", "down");
	bind_key("list", "j", keymap_find(m, "list", 'j'));
	ck_assert_str_eq(keymap_find(m, "list", 'j'), "down");
}
END_TEST

START_TEST(many_bindings)
{
	char name[2] = "", line[32];

	for (int round = 0; round < 3; round++) {
		for (int c = '!'; c <= '~'; c++) {
			name[0] = (char)c;
			(void)snprintf(line, sizeof line, "goto %d", c);
			bind_key("list", name, line);
			bind_key("text", name, line);
		}
	}
	for (int c = '!'; c <= '~'; c++) {
		(void)snprintf(line, sizeof line, "goto %d", c);
		ck_assert_str_eq(keymap_find(m, "text", (uint32_t)c), line);
		name[0] = (char)c;
		ck_assert_str_eq(keys("list", line), name);
	}
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, own_map_comes_before_global);
	tcase_add_test(t, later_binding_replaces);
	tcase_add_test(t, unbinding_hides_global);
	tcase_add_test(t, one_key_has_one_name);
	tcase_add_test(t, keys_are_listed_in_order_of_binding);
	tcase_add_test(t, bad_key_is_an_error);
	tcase_add_test(t, each_lists_all_in_order);
	tcase_add_test(t, line_may_come_from_the_map);
	tcase_add_test(t, many_bindings);
}

int
main(void)
{
	return run_tests("keymap", add);
}
