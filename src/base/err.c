#include "config.h"

#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Take back the bytes of a code point that snprintf() cut in two. */
static void
trim_cut(char *text, size_t size)
{
	size_t n = strlen(text);

	if (n + 1 < size)
		return;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xC0)
		n--;
	text[n] = '\0';
}

bool
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return false;
	e->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	trim_cut(e->text, sizeof e->text);
	return false;
}

bool
err_in(struct err *e, const char *fmt, ...)
{
	char was[sizeof e->text];
	va_list ap;
	size_t n;

	if (e == NULL)
		return false;
	memcpy(was, e->text, sizeof was);
	va_start(ap, fmt);
	(void)vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	n = strlen(e->text);
	(void)snprintf(e->text + n, sizeof e->text - n, ": %s", was);
	trim_cut(e->text, sizeof e->text);
	return false;
}
