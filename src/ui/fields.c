#include "config.h"

#include "ui/fields.h"

void
fields_add(struct buf *line, const char *name, struct str value)
{
	buf_addf(line, "%s%s=", line->n > 0 ? " " : "", name);
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (c <= ' ' || c == '%' || c == 0x7F)
			buf_addf(line, "%%%02X", c);
		else
			buf_addc(line, (char)c);
	}
}

void
fields_add_number(struct buf *line, const char *name, size_t value)
{
	buf_addf(line, "%s%s=%zu", line->n > 0 ? " " : "", name, value);
}

/* The value of a hexadecimal digit, or -1. */
static int
digit_of(char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = memchr(digits, c, sizeof digits - 1);

	return at != NULL ? (int)(at - digits) : -1;
}

static void
decode(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		bool room = i + 2 < s.n;
		int high = room ? digit_of(s.p[i + 1]) : -1;
		int low = room ? digit_of(s.p[i + 2]) : -1;

		if (s.p[i] != '%' || high < 0 || low < 0) {
			buf_addc(out, s.p[i]);
			continue;
		}
		buf_addc(out, (char)(high * 16 + low));
		i += 2;
	}
}

bool
fields_next(struct str *rest, struct str *name, struct buf *value)
{
	struct str word;
	const char *sign;

	buf_clear(value);
	do {
		if (!str_split(rest, ' ', &word))
			return false;
		sign = word.n > 0 ? memchr(word.p, '=', word.n) : NULL;
	} while (sign == NULL);
	*name = (struct str){ word.p, (size_t)(sign - word.p) };
	decode((struct str){ sign + 1, word.n - name->n - 1 }, value);
	return true;
}

bool
fields_find(struct str line, const char *name, struct buf *value)
{
	struct str is;

	while (fields_next(&line, &is, value))
		if (str_eq(is, str_of(name)))
			return true;
	buf_clear(value);
	return false;
}

bool
fields_find_number(struct str line, const char *name, size_t max, size_t *value)
{
	struct buf text = BUF_INIT;
	bool ok = fields_find(line, name, &text) && text.n > 0;
	size_t n = 0;

	for (size_t i = 0; ok && i < text.n; i++) {
		unsigned digit = (unsigned)text.p[i] - (unsigned)'0';

		ok = digit <= 9 && n <= (max - digit) / 10;
		n = ok ? n * 10 + digit : n;
	}
	buf_fini(&text);
	if (ok)
		*value = n;
	return ok;
}

bool
fields_line(struct str *rest, struct str *line)
{
	const char *end;

	if (rest->n == 0)
		return false;
	end = memchr(rest->p, '\n', rest->n);
	line->p = rest->p;
	line->n = end != NULL ? (size_t)(end - rest->p) : rest->n;
	rest->p += line->n + (end != NULL);
	rest->n -= line->n + (end != NULL);
	return true;
}
