#include "config.h"

#include "base/str.h"

#include <strings.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_split(struct str *rest, char sep, struct str *piece)
{
	const char *at;

	if (rest->p == NULL)
		return false;
	at = memchr(rest->p, sep, rest->n);
	if (at == NULL) {
		*piece = str_trim(*rest);
		*rest = (struct str){ NULL, 0 };
		return true;
	}
	*piece = str_trim((struct str){ rest->p, (size_t)(at - rest->p) });
	rest->n -= (size_t)(at - rest->p) + 1;
	rest->p = at + 1;
	return true;
}

bool
str_eq_nocase(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || strncasecmp(a.p, b.p, a.n) == 0);
}
