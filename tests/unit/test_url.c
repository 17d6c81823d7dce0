#include "config.h"

#include <check.h>
#include <locale.h>
#include <string.h>

#include "base/buf.h"
#include "running.h"
#include "text/url.h"

/* What is found, a blank after each. */
static const struct {
	const char *text, *urls;
} given[] = {
	{ "", "" },
	{ "no address: here", "" },
	{ "https://example.org", "https://example.org " },
	{ "see http://a.org/x and https://b.org.",
	    "http://a.org/x https://b.org " },
	{ "HTTPS://Example.ORG/Path", "https://Example.ORG/Path " },
	/* what stands around it */
	{ "(https://a.org/b)", "https://a.org/b " },
	{ "https://a.org/a_(b)", "https://a.org/a_(b) " },
	{ "(see https://a.org/a_(b)).", "https://a.org/a_(b) " },
	{ "<https://a.org>, \"https://b.org\"",
	    "https://a.org https://b.org " },
	{ "[x](https://a.org)", "https://a.org " },
	{ "*https://a.org*?!", "https://a.org " },
	{ "http://[::1]/x]", "http://[::1]/x " },
	{ "https://a.org/x;y,z?q=1;2#f", "https://a.org/x;y,z?q=1;2#f " },
	{ "https://a.org;https://b.org,http://c.org",
	    "https://a.org https://b.org http://c.org " },
	{ "\u201chttps://a.org\u201d\u3002", "https://a.org " },
	{ "\u89c1https://a.org/x\uff0c\u5b8c", "https://a.org/x " },
	{ "a:b:https://a.org::", "https://a.org " },
	{ "{https://a.org/b}", "https://a.org/b " },
	/* braces are no end, but escaped */
	{ "\\url{https://a.org/{b}?y={2}}, x",
	    "https://a.org/%7Bb%7D?y=%7B2%7D " },
	/* letters beyond ASCII */
	{ "https://he.org/\u05d0\u05d1", "https://he.org/%D7%90%D7%91 " },
	/* what is none */
	{ "xhttps://a.org 1http://b.org", "" },
	{ "ftp://a.org file:///etc/passwd javascript:alert(1)", "" },
	{ "https:// https:/// http://?x http://#x https://", "" },
	{ "https:/a.org http:a.org", "" },
	{ "http://user@a.org", "http://user@a.org " },
	/* what a shell, a terminal or a browser could stumble over */
	{ "https://a.org/$(touch x)`id`;x", "https://a.org/$(touch " },
	{ "https://a.org/\033]0;x\007y", "https://a.org/ " },
	{ "https://a.org/\nhttps://b.org/\r",
	    "https://a.org/ https://b.org/ " },
	{ "https://a.org/\xc2\x9bx", "https://a.org/ " },
	{ "https://a.org/\u202egro", "https://a.org/ " },
	{ "https://a.org/\xff\xfe", "https://a.org/ " },
	{ "https://a.org/a\"b'c", "https://a.org/a " },
	{ "-https://a.org", "https://a.org " },
};

START_TEST(addresses_are_found)
{
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
		struct str rest = str_of(given[i].text);
		struct buf found = BUF_INIT;

		while (url_next(&rest, &found))
			buf_addc(&found, ' ');
		ck_assert_msg(strcmp(buf_cstr(&found), given[i].urls) == 0,
		    "'%s' gives '%s'", given[i].text, buf_cstr(&found));
		buf_fini(&found);
	}
}
END_TEST

START_TEST(long_ones_are_none)
{
	struct buf text = BUF_INIT, found = BUF_INIT;
	struct str rest;

	buf_adds(&text, "https://a.org/");
	while (text.n < URL_MAX)
		buf_addc(&text, 'x');
	rest = buf_str(&text);
	ck_assert(url_next(&rest, &found));
	ck_assert_uint_eq(found.n, URL_MAX);
	buf_clear(&found);
	buf_adds(&text, "x http://b.org");
	rest = buf_str(&text);
	ck_assert(url_next(&rest, &found));
	ck_assert_str_eq(buf_cstr(&found), "http://b.org");
	buf_fini(&text);
	buf_fini(&found);
}
END_TEST

/* Whatever the bytes are, what comes out holds nothing but what RFC 3986
 * allows. */
START_TEST(any_bytes_give_plain_ones)
{
	unsigned seed = 1;
	char bytes[64];

	for (int round = 0; round < 20000; round++) {
		struct str rest = { bytes, sizeof bytes };
		struct buf found = BUF_INIT;

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = (char)(seed >> 16);
		}
		memcpy(bytes + round % 40, "http://a", 8);
		while (url_next(&rest, &found))
			continue;
		for (size_t i = 0; i < found.n; i++)
			ck_assert(found.p[i] > ' ' && found.p[i] < 0x7f &&
				  strchr("\"<>\\^`{}|", found.p[i]) == NULL);
		buf_fini(&found);
	}
}
END_TEST

/* An address and nothing else, and whatever surely is none. */
START_TEST(an_address_alone_is_told)
{
	static const char *const all[] = { "https://a.org",
		"HTTP://a.org/x_(y)", "https://a.org/\u05d0" };
	static const char *const part[] = { "", "x", "http://",
		"x https://a.org", "https://a.org x", "https://a.org.",
		"ftp://a.org" };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		ck_assert_msg(url_is(str_of(all[i])), "%s", all[i]);
	for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
		ck_assert_msg(!url_is(str_of(part[i])), "%s", part[i]);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, addresses_are_found);
	tcase_add_test(t, long_ones_are_none);
	tcase_add_test(t, an_address_alone_is_told);
	tcase_add_test(t, any_bytes_give_plain_ones);
	tcase_set_timeout(t, 60);
}

int
main(void)
{
	(void)setlocale(LC_ALL, "");
	return run_tests("url", add);
}
