#include "config.h"

#include "plat/caps.h"

#include <string.h>

/* What their names begin with. */
static const char *const pasting[] = { "xterm", "screen", "tmux", "foot",
	"alacritty", "rxvt", "st-", "kitty", "wezterm", "contour", "vte",
	"gnome", "konsole", "mintty", "iterm2" };

void
caps_add(struct buf *b, const char *s)
{
	while (*s != '\0') {
		const char *end =
		    s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;

		if (end != NULL)
			s = end;
		else
			buf_addc(b, *s);
		s++;
	}
}

/* The length of the switch at s to the ordinary character set, or 0. */
static size_t
charset_length(struct str s)
{
	if (s.n >= 1 && s.p[0] == '\017')
		return 1;
	return s.n >= 3 && memcmp(s.p, "\033(B", 3) == 0 ? 3 : 0;
}

/* The length of the sequence ESC [ ... m at s, or 0. */
static size_t
sgr_length(struct str s)
{
	size_t i = 2;

	if (s.n < 3 || s.p[0] != '\033' || s.p[1] != '[')
		return 0;
	while (
	    i < s.n && s.p[i] != '\0' && strchr("0123456789;:", s.p[i]) != NULL)
		i++;
	return i < s.n && s.p[i] == 'm' ? i + 1 : 0;
}

/* Is the first thing that the sequence does to reset everything? */
static bool
resets(const char *sgr)
{
	return sgr[2] == 'm' || sgr[2] == ';' ||
	       (sgr[2] == '0' && (sgr[3] == 'm' || sgr[3] == ';'));
}

/* Write to p, which is not behind s, the sequences that s begins with, as
 * one; *used bytes of s are done, 0 if it begins with none. */
static size_t
join(char *p, struct str s, size_t *used)
{
	size_t to = 0, n;

	for (*used = 0; *used < s.n; *used += n) {
		struct str rest = { s.p + *used, s.n - *used };

		n = charset_length(rest);
		if (n > 0)
			continue;
		n = sgr_length(rest);
		if (n == 0)
			break;
		if (to == 0 || resets(rest.p)) {
			memmove(p, rest.p, n);
			to = n;
		} else if (to == 3) { /* after ESC [ m */
			memmove(p + 4, rest.p + 2, n - 2);
			memcpy(p + 2, "0;", 2);
			to = n + 2;
		} else {
			memmove(p + to, rest.p + 2, n - 2);
			p[to - 1] = ';';
			to += n - 2;
		}
	}
	return to;
}

size_t
caps_squeeze(char *p, size_t n)
{
	size_t to = 0, used;

	for (size_t i = 0; i < n; i += used) {
		to += join(p + to, (struct str){ p + i, n - i }, &used);
		if (used > 0)
			continue;
		p[to++] = p[i];
		used = 1;
	}
	return to;
}

bool
caps_can_paste(const char *type)
{
	for (size_t i = 0; i < sizeof pasting / sizeof pasting[0]; i++)
		if (strncmp(type, pasting[i], strlen(pasting[i])) == 0)
			return true;
	return false;
}

bool
caps_takes_osc(const char *type)
{
	static const char *const without[] = { "linux", "vt", "ansi", "dumb",
		"cons", "wsvt" };

	for (size_t i = 0; i < sizeof without / sizeof without[0]; i++)
		if (type == NULL || type[0] == '\0' ||
		    strncmp(type, without[i], strlen(without[i])) == 0)
			return false;
	return true;
}
