#include "config.h"

#include "plat/keys.h"

#include <string.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/mem.h"

#define ESC 0x1b
#define DEL 0x7f
#define SEQUENCE_MAX 64 /* a control sequence that is longer is none */
#define DEFINED_MAX 64

enum { SHIFT = 1, ALT = 2 }; /* of xterm's modifier parameter, less 1 */

struct defined {
	char *bytes;
	size_t n;
	uint32_t key;
};

struct keys {
	struct buf in;
	size_t at; /* bytes of in that are taken */
	struct defined defined[DEFINED_MAX];
	size_t ndefined;
};

/* What a piece of input is. */
enum verdict {
	KEY,     /* a key */
	NOTHING, /* no key, to be skipped */
	MORE     /* may become a key with more bytes */
};

/* A control sequence, ECMA-48 5.4: CSI P...P I...I F */
struct sequence {
	unsigned param[2]; /* 0 if left out */
	char final;
	bool plain; /* nothing but digits and ';' before the final byte */
};

/* clang-format off */
static const struct {
	char final;
	uint32_t key;
} letters[] = {
	{ 'A', TERM_KEY_UP },     { 'B', TERM_KEY_DOWN },
	{ 'C', TERM_KEY_RIGHT },  { 'D', TERM_KEY_LEFT },
	{ 'H', TERM_KEY_HOME },   { 'F', TERM_KEY_END },
	{ 'Z', TERM_KEY_BACKTAB },
	{ 'P', TERM_KEY_F1 },     { 'Q', TERM_KEY_F1 + 1 },
	{ 'R', TERM_KEY_F1 + 2 }, { 'S', TERM_KEY_F1 + 3 },
};

/* CSI number ~ */
static const struct {
	unsigned number;
	uint32_t key;
} numbers[] = {
	{ 1, TERM_KEY_HOME },      { 4, TERM_KEY_END },
	{ 7, TERM_KEY_HOME },      { 8, TERM_KEY_END },
	{ 2, TERM_KEY_INSERT },    { 3, TERM_KEY_DELETE },
	{ 5, TERM_KEY_PAGE_UP },   { 6, TERM_KEY_PAGE_DOWN },
	{ 11, TERM_KEY_F1 },       { 12, TERM_KEY_F1 + 1 },
	{ 13, TERM_KEY_F1 + 2 },   { 14, TERM_KEY_F1 + 3 },
	{ 15, TERM_KEY_F1 + 4 },   { 17, TERM_KEY_F1 + 5 },
	{ 18, TERM_KEY_F1 + 6 },   { 19, TERM_KEY_F1 + 7 },
	{ 20, TERM_KEY_F1 + 8 },   { 21, TERM_KEY_F1 + 9 },
	{ 23, TERM_KEY_F1 + 10 },  { 24, TERM_KEY_F12 },
	{ 200, TERM_KEY_PASTE_START }, { 201, TERM_KEY_PASTE_END },
};

/* Strings of terminfo, terminfo(5). */
static const struct {
	const char *cap;
	uint32_t key;
} caps[] = {
	{ "kcuu1", TERM_KEY_UP },       { "kcud1", TERM_KEY_DOWN },
	{ "kcub1", TERM_KEY_LEFT },     { "kcuf1", TERM_KEY_RIGHT },
	{ "khome", TERM_KEY_HOME },     { "kend", TERM_KEY_END },
	{ "kpp", TERM_KEY_PAGE_UP },    { "knp", TERM_KEY_PAGE_DOWN },
	{ "kich1", TERM_KEY_INSERT },   { "kdch1", TERM_KEY_DELETE },
	{ "kcbt", TERM_KEY_BACKTAB },   { "kbs", TERM_KEY_BACKSPACE },
	{ "kent", '\r' },
	{ "kf1", TERM_KEY_F1 },         { "kf2", TERM_KEY_F1 + 1 },
	{ "kf3", TERM_KEY_F1 + 2 },     { "kf4", TERM_KEY_F1 + 3 },
	{ "kf5", TERM_KEY_F1 + 4 },     { "kf6", TERM_KEY_F1 + 5 },
	{ "kf7", TERM_KEY_F1 + 6 },     { "kf8", TERM_KEY_F1 + 7 },
	{ "kf9", TERM_KEY_F1 + 8 },     { "kf10", TERM_KEY_F1 + 9 },
	{ "kf11", TERM_KEY_F1 + 10 },   { "kf12", TERM_KEY_F12 },
};

/* SS3 letter: the keypad in application mode, as the keys are labelled. */
static const char keypad_final[] = "MXjklmnopqrstuvwxy";
static const char keypad_means[] = "\r=*+,-./0123456789";
/* clang-format on */

struct keys *
keys_new(void)
{
	return x_calloc(1, sizeof(struct keys));
}

void
keys_free(struct keys *k)
{
	if (k == NULL)
		return;
	for (size_t i = 0; i < k->ndefined; i++)
		x_free(k->defined[i].bytes);
	buf_fini(&k->in);
	x_free(k);
}

const char *
keys_cap(size_t i, uint32_t *key)
{
	if (i >= sizeof caps / sizeof caps[0])
		return NULL;
	*key = caps[i].key;
	return caps[i].cap;
}

void
keys_define(struct keys *k, const char *bytes, uint32_t key)
{
	struct defined *d = &k->defined[k->ndefined];

	if (bytes[0] != ESC || bytes[1] == '\0' || k->ndefined == DEFINED_MAX)
		return;
	d->bytes = x_strdup(bytes);
	d->n = strlen(bytes);
	d->key = key;
	k->ndefined++;
}

void
keys_feed(struct keys *k, const char *p, size_t n)
{
	size_t rest = k->in.n - k->at;

	if (k->at > 0 && rest > 0)
		memmove(k->in.p, k->in.p + k->at, rest);
	k->in.n = rest;
	k->at = 0;
	buf_add(&k->in, p, n);
}

void
keys_clear(struct keys *k)
{
	buf_clear(&k->in);
	k->at = 0;
}

/* A character in the locale's encoding; *used bytes of it are done. */
static enum verdict
take_character(struct str s, bool late, uint32_t *key, size_t *used)
{
	mbstate_t state = { 0 };
	wchar_t c = 0;
	size_t n = mbrtowc(&c, s.p, s.n, &state);

	if (n == (size_t)-2 && !late)
		return MORE;
	*used = 1;
	if (n == (size_t)-1 || n == (size_t)-2)
		return NOTHING;
	if (n > 1)
		*used = n;
	*key = (uint32_t)c;
	if (c == DEL || c == '\b')
		*key = TERM_KEY_BACKSPACE;
	/* musl's C locale gives bytes as lone surrogates. */
	return *key >= 0xD800 && *key <= 0xDFFF ? NOTHING : KEY;
}

static enum verdict
take_defined(
    const struct keys *k, struct str s, bool late, uint32_t *key, size_t *used)
{
	enum verdict found = NOTHING;

	*used = 0;
	for (size_t i = 0; i < k->ndefined; i++) {
		const struct defined *d = &k->defined[i];
		size_t n = d->n < s.n ? d->n : s.n;

		if (memcmp(d->bytes, s.p, n) != 0)
			continue;
		if (n < d->n && !late)
			return MORE;
		if (n == d->n && n > *used) {
			*used = n;
			*key = d->key;
			found = KEY;
		}
	}
	return found;
}

/* Read the sequence after CSI at s.p[at]; its length, 0 if it has no end. */
static size_t
read_sequence(struct str s, size_t at, struct sequence *q)
{
	size_t nparam = 0;

	*q = (struct sequence){ .plain = true };
	for (; at < s.n && at < SEQUENCE_MAX; at++) {
		unsigned char c = (unsigned char)s.p[at];

		if (c >= '0' && c <= '9') {
			if (nparam < 2 && q->param[nparam] < 100000)
				q->param[nparam] =
				    q->param[nparam] * 10 + c - '0';
		} else if (c == ';') {
			nparam++;
		} else if (c >= 0x20 && c <= 0x3f) {
			q->plain = false;
		} else if (c >= 0x40 && c <= 0x7e) {
			q->final = (char)c;
			return at + 1;
		} else {
			return at; /* broken off by something else */
		}
	}
	return at < SEQUENCE_MAX ? 0 : at;
}

static enum verdict
means(const struct sequence *q, uint32_t *key)
{
	uint32_t found = 0;

	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (q->final == letters[i].final && q->param[0] <= 1)
			found = letters[i].key;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (q->final == '~' && q->param[0] == numbers[i].number)
			found = numbers[i].key;
	if (!q->plain || found == 0)
		return NOTHING;
	*key = found;
	if (q->param[1] > 0 && ((q->param[1] - 1) & ALT) != 0)
		*key |= TERM_KEY_ALT;
	return KEY;
}

/* Linux console: ESC [ [ A to E are F1 to F5. */
static enum verdict
take_console(struct str s, bool late, uint32_t *key, size_t *used)
{
	if (s.n == 3 && !late)
		return MORE;
	*used = s.n == 3 ? 3 : 4;
	if (s.n == 3 || s.p[3] < 'A' || s.p[3] > 'E')
		return NOTHING;
	*key = TERM_KEY_F1 + (uint32_t)(s.p[3] - 'A');
	return KEY;
}

/* ESC [ ... */
static enum verdict
take_csi(struct str s, bool late, uint32_t *key, size_t *used)
{
	struct sequence q;
	size_t n = read_sequence(s, 2, &q);

	if (s.n == 2 && late) { /* somebody typed it */
		*used = 2;
		*key = '[' | TERM_KEY_ALT;
		return KEY;
	}
	/*
	 * Nobody types the beginning of a longer one: it waits for its end,
	 * or the head of a paste that was torn apart would let the text
	 * through as commands.
	 */
	if (n == 0)
		return MORE;
	if (n == 3 && q.final == '[')
		return take_console(s, late, key, used);
	*used = n;
	return means(&q, key);
}

/* ESC O ..., perhaps with a digit as modifier */
static enum verdict
take_ss3(struct str s, bool late, uint32_t *key, size_t *used)
{
	struct sequence q = { .plain = true };
	size_t at = s.n > 2 && s.p[2] >= '1' && s.p[2] <= '8' ? 3 : 2;
	const char *pad;

	*used = 2;
	*key = 'O' | TERM_KEY_ALT; /* typed, and what follows too */
	if (at >= s.n)
		return late ? KEY : MORE;
	q.final = s.p[at];
	q.param[1] = at == 3 ? (unsigned)(s.p[2] - '0') : 0;
	pad = q.final != '\0' ? strchr(keypad_final, q.final) : NULL;
	if (pad != NULL)
		*key = (uint32_t)keypad_means[pad - keypad_final];
	else if (means(&q, key) != KEY)
		return KEY;
	*used = at + 1;
	return KEY;
}

/* ESC and anything */
static enum verdict
take_escape(
    const struct keys *k, struct str s, bool late, uint32_t *key, size_t *used)
{
	struct str rest = { s.p + 1, s.n - 1 };
	enum verdict v = take_defined(k, s, late, key, used);

	if (v != NOTHING)
		return v;
	*used = 1;
	*key = ESC;
	if (rest.n == 0)
		return late ? KEY : MORE;
	if (rest.p[0] == '[')
		return take_csi(s, late, key, used);
	if (rest.p[0] == 'O')
		return take_ss3(s, late, key, used);
	if (rest.p[0] == ESC && rest.n > 1 && rest.p[1] != '[' &&
	    rest.p[1] != 'O')
		return KEY; /* two keys */
	if (rest.p[0] == ESC)
		v = take_escape(k, rest, late, key, used);
	else
		v = take_character(rest, late, key, used);
	if (v == KEY && rest.p[0] == ESC && *used == 1) {
		*key = ESC;
		return KEY;
	}
	*used += 1;
	*key |= TERM_KEY_ALT;
	return v;
}

bool
keys_take(struct keys *k, bool late, uint32_t *key)
{
	while (k->at < k->in.n) {
		struct str s = { k->in.p + k->at, k->in.n - k->at };
		size_t used = 1;
		enum verdict v;

		if (s.p[0] == ESC)
			v = take_escape(k, s, late, key, &used);
		else
			v = take_character(s, false, key, &used);
		if (v == MORE)
			return false;
		k->at += used;
		if (v == KEY)
			return true;
	}
	return false;
}

bool
keys_escape(const struct keys *k)
{
	return k->at < k->in.n && k->in.p[k->at] == ESC;
}
