/*
 * Most text is ASCII words between blanks: these are cut and folded by one
 * table.  Whatever is more goes by code points, and begins again at the start
 * of its word.
 *
 * Everything is linear: what is looked at ahead is a cluster, or a word with
 * hyphens once, at its first part.
 */
#include "config.h"

#include "text/fold.h"

#include "base/utf8.h"
#include "text/fold_plain.h"

#include <string.h>

#define UNIT_MAX (FOLD_TOKEN_MAX / 2) /* bytes of half a pair */

#define SELECTOR 0xfe0f /* shown as an emoji */
#define JOINER 0x200d

/* What a byte is for take_ascii(); letters and digits are their lower case. */
enum { BLANK, SIGN, FOREIGN };

/* clang-format off */
#define F8 \
	FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN, FOREIGN
#define F32 F8, F8, F8, F8
static const unsigned char ascii[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, SIGN, 0, 0, 0, SIGN, 0, 0, SIGN, 0, 0, SIGN, SIGN, 0,
	'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0, 0, 0, 0, 0, 0,
	0, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	0, 0, 0, 0, 0,
	SIGN, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm',
	'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z',
	0, 0, 0, 0, 0,
	F32, F32, F32, F32
};
/* clang-format on */

/* A code point, where it stands and what it is for words. */
struct spot {
	uint32_t cp;
	size_t n; /* bytes; 0 at the end */
	const struct fold_char *c;
};

void
fold_init(struct fold *f, struct fold_map *map, struct str text)
{
	f->map = map;
	f->text = text;
	f->at = 0;
	f->whole = 0;
	f->apart = true;
	f->has_second = false;
}

static struct spot
spot_at(const struct fold *f, size_t at)
{
	struct spot s = { .cp = UTF8_BAD };

	if (at < f->text.n)
		s.n = utf8_decode(f->text.p + at, f->text.n - at, &s.cp);
	s.c = fold_map_find(f->map, s.cp);
	return s;
}

static bool
stands_at(const struct fold *f, size_t at, const char *what)
{
	size_t n = strlen(what);

	return f->text.n - at >= n && memcmp(f->text.p + at, what, n) == 0;
}

/* Bytes of the keycap (a digit and U+20E3, perhaps U+FE0F between) at at. */
static size_t
keycap_at(const struct fold *f, size_t at)
{
	unsigned char c = (unsigned char)f->text.p[at];
	size_t i = at + 1;

	if ((c < '0' || c > '9') && c != '#' && c != '*')
		return 0;
	if (stands_at(f, i, "\uFE0F"))
		i += strlen("\uFE0F");
	return stands_at(f, i, "\u20E3") ? i + strlen("\u20E3") - at : 0;
}

/* Give a word of which the last chunk is filled up. */
static bool
give_chunks(struct fold *f, struct fold_token *t, const struct fold_word *w)
{
	t->text = w->text;
	t->n = w->n;
	t->start = w->start;
	t->end = w->end;
	t->colocated = false;
	t->gram = false;
	t->glued = !f->apart;
	f->apart = false;
	return true;
}

/* Fill up n bytes with NUL to whole chunks. */
static void
fill_up(char *text, size_t n)
{
	for (; n % FOLD_CHUNK != 0; n++)
		text[n] = '\0';
}

static bool
give(struct fold *f, struct fold_token *t, struct fold_word *w)
{
	fill_up(w->text, w->n);
	return give_chunks(f, t, w);
}

/* ---- words of ASCII ---- */

/* Does what stands at at end a word of so many letters, for sure? */
static bool
ends_word(const struct fold *f, size_t at, size_t letters)
{
	const unsigned char *p = (const unsigned char *)f->text.p + at;
	enum fold_class class;

	if (*p == '.' && letters > 1)
		return true;
	if (ascii[*p] == SIGN)
		return at + 1 == f->text.n || ascii[p[1]] <= SIGN;
	class = spot_at(f, at).c->class;
	return class == FOLD_SEPARATOR || class == FOLD_QUOTE;
}

/* False if it is something else that stands at f->at then, or the end. */
static bool
take_ascii(struct fold *f, struct fold_token *t)
{
	const unsigned char *p = (const unsigned char *)f->text.p;
	size_t i = f->at, n = f->text.n;
	struct fold_word *w = &f->first;
	unsigned char c = BLANK;

	for (; i < n && (c = ascii[p[i]]) <= SIGN; i++) {
		if (c == SIGN && i + 1 < n && ascii[p[i + 1]] == FOREIGN)
			break;
	}
	if (i > f->at)
		f->apart = true;
	f->at = i;
	if (i == n || c <= FOREIGN)
		return false;
	i += fold_plain(f->text.p + i, n - i, w->text, sizeof w->text);
	w->n = i - f->at < sizeof w->text ? i - f->at : sizeof w->text;
	if (i < n && ascii[p[i]] != BLANK && !ends_word(f, i, w->n))
		return false;
	w->start = f->at;
	w->end = i;
	f->at = i;
	return give_chunks(f, t, w);
}

/* ---- words ---- */

static void
word_init(struct fold_word *w, size_t at)
{
	w->n = 0;
	w->last = 0;
	w->start = w->end = at;
	w->class = FOLD_SEPARATOR;
	w->cut = false;
}

/* Append c, if there is room up to max and was before. */
static void
word_add(struct fold_word *w, const struct fold_char *c, size_t max)
{
	w->cut = w->cut || w->n + c->n > max;
	if (w->cut)
		return;
	memcpy(w->text + w->n, c->text, c->n);
	w->last = w->n;
	w->n += c->n;
}

/* Let the mark c melt with the letter that it stands on, if they do. */
static bool
word_melt(struct fold_word *w, const struct fold_char *c)
{
	uint32_t base, mark, letter;

	if (w->cut || c->n == 0 || w->n == 0)
		return false;
	/* Two letters or two marks never do. */
	if (utf8_decode(w->text + w->last, w->n - w->last, &base) !=
		w->n - w->last ||
	    utf8_decode(c->text, c->n, &mark) != c->n)
		return false;
	letter = fold_compose(base, mark);
	if (letter == 0 || w->last + UTF8_MAX > sizeof w->text)
		return false;
	w->n = w->last + utf8_encode(letter, w->text + w->last);
	return true;
}

/* Bytes of marks at at that are nothing between two Hebrew letters. */
static size_t
hebrew_marks(const struct fold *f, size_t at, const struct fold_word *w)
{
	struct spot s = spot_at(f, at);
	size_t i = at;

	if (w->class != FOLD_HEBREW)
		return 0;
	/* Two apostrophes are one way to write gershayim. */
	for (int more = 2; more > 0 && (s.c->class == FOLD_APOSTROPHE ||
					   s.c->class == FOLD_QUOTE);
	     more--) {
		i += s.n;
		s = spot_at(f, i);
	}
	return s.c->class == FOLD_HEBREW ? i - at : 0;
}

/* Append the part of a word at at; returns where it stopped. */
static size_t
scan_part(const struct fold *f, size_t at, struct fold_word *w)
{
	size_t marks;

	w->letters = 0;
	for (;;) {
		struct spot s = spot_at(f, at);

		switch (s.c->class) {
		case FOLD_DIGIT:
		case FOLD_LETTER:
		case FOLD_HEBREW:
			if (keycap_at(f, at) > 0)
				return at;
			word_add(w, s.c, sizeof w->text);
			w->class = s.c->class;
			w->letters++;
			break;
		case FOLD_LETTER_MARK:
			if (!word_melt(w, s.c))
				word_add(w, s.c, sizeof w->text);
			break;
		case FOLD_MARK:
			(void)word_melt(w, s.c);
			break;
		case FOLD_IGNORED:
			at += s.n;
			continue;
		default:
			marks = hebrew_marks(f, at, w);
			if (marks == 0)
				return at;
			at += marks;
			continue;
		}
		at += s.n;
		w->end = at;
	}
}

/* Is it one letter that stands at at? */
static bool
is_initial(const struct fold *f, size_t at)
{
	struct spot s = spot_at(f, at);

	if (s.c->class != FOLD_LETTER && s.c->class != FOLD_HEBREW)
		return false;
	do {
		at += s.n;
		s = spot_at(f, at);
	} while (s.c->class == FOLD_MARK);
	return s.c->class < FOLD_LETTER;
}

/* May what stands behind w join a part to it that starts at at? */
static bool
is_joint(const struct fold *f, enum fold_class sign, const struct fold_word *w,
    size_t at)
{
	switch (sign) {
	case FOLD_HYPHEN:
		return w->class != FOLD_DIGIT ||
		       spot_at(f, at).c->class != FOLD_DIGIT;
	case FOLD_APOSTROPHE:
		return true;
	case FOLD_STOP:
		return w->letters == 1 && w->class != FOLD_DIGIT &&
		       is_initial(f, at);
	default:
		return false;
	}
}

/*
 * Where the next part starts if a hyphen or the like at at joins it to w, else
 * 0.
 */
static size_t
find_join(const struct fold *f, size_t at, const struct fold_word *w)
{
	struct spot sign = spot_at(f, at), next;

	if (sign.c->class < FOLD_HYPHEN || sign.c->class > FOLD_STOP)
		return 0;
	for (at += sign.n;; at += next.n) {
		next = spot_at(f, at);
		if (next.c->class != FOLD_IGNORED)
			break;
	}
	switch (next.c->class) {
	case FOLD_LETTER:
	case FOLD_LETTER_MARK:
	case FOLD_HEBREW:
	case FOLD_DIGIT:
		if (keycap_at(f, at) > 0)
			return 0;
		return is_joint(f, sign.c->class, w, at) ? at : 0;
	default:
		return 0;
	}
}

/* Make the whole of the word whose first part is f->first. */
static void
scan_whole(struct fold *f, size_t next)
{
	struct fold_word *w = &f->second;
	size_t at = next;

	*w = f->first;
	while (next > 0) {
		at = scan_part(f, next, w);
		next = find_join(f, at, w);
	}
	f->whole = at;
	f->has_second = !w->cut;
}

static bool
take_word(struct fold *f, struct fold_token *t)
{
	struct fold_word *w = &f->first;
	size_t at, next;

	word_init(w, f->at);
	at = scan_part(f, f->at, w);
	next = find_join(f, at, w);
	if (next > 0 && w->start >= f->whole)
		scan_whole(f, next);
	f->at = next > 0 ? next : at;
	return give(f, t, w);
}

/* ---- emoji ---- */

static bool
is_tone(uint32_t cp)
{
	return cp >= 0x1f3fb && cp <= 0x1f3ff;
}

/* Append cp as it is. */
static void
add_plain(struct fold_word *w, uint32_t cp)
{
	struct fold_char c = { .class = FOLD_EMOJI };

	c.n = (uint8_t)utf8_encode(cp, c.text);
	word_add(w, &c, sizeof w->text);
}

/* Tags spell the name of a region behind a flag. */
static bool
is_tag(uint32_t cp)
{
	return cp >= 0xe0020 && cp <= 0xe007f;
}

/* Append the picture that a joiner at at adds; returns its bytes, or 0. */
static size_t
add_joined(const struct fold *f, size_t at, struct fold_word *w)
{
	static const size_t njoiner = sizeof "\u200D" - 1;
	struct fold_char both = { .class = FOLD_EMOJI };
	struct spot next = spot_at(f, at + njoiner);

	if (next.c->class != FOLD_EMOJI && next.c->class != FOLD_SYMBOL)
		return 0;
	/* As one, so that it is not cut between them. */
	memcpy(both.text, "\u200D", njoiner);
	memcpy(both.text + njoiner, next.c->text, next.c->n);
	both.n = (uint8_t)(njoiner + next.c->n);
	word_add(w, &both, sizeof w->text);
	return njoiner + next.n;
}

/* The rest of an emoji; how it is to look is dropped. */
static size_t
scan_emoji(const struct fold *f, size_t at, struct fold_word *w)
{
	for (;;) {
		struct spot s = spot_at(f, at);

		if (s.cp == JOINER)
			s.n = add_joined(f, at, w);
		else if (is_tag(s.cp))
			add_plain(w, s.cp);
		else if (s.c->class != FOLD_MARK && !is_tone(s.cp))
			return at;
		if (s.n == 0)
			return at;
		at += s.n;
	}
}

static bool
give_emoji(struct fold *f, struct fold_token *t)
{
	struct fold_word *w = &f->first;
	struct spot s = spot_at(f, f->at), next;

	word_init(w, f->at);
	word_add(w, s.c, sizeof w->text);
	next = spot_at(f, f->at + s.n);
	if (s.c->class == FOLD_FLAG && next.c->class == FOLD_FLAG) {
		word_add(w, next.c, sizeof w->text);
		s.n += next.n;
	} else if (s.c->class == FOLD_SYMBOL) {
		add_plain(w, SELECTOR); /* without it, it would be none */
		s.n += next.n;
	}
	w->end = f->at = scan_emoji(f, f->at + s.n, w);
	return give(f, t, w);
}

static bool
give_keycap(struct fold *f, struct fold_token *t, size_t n)
{
	struct fold_word *w = &f->first;

	word_init(w, f->at);
	w->text[0] = f->text.p[f->at];
	memcpy(w->text + 1, "\u20E3", strlen("\u20E3"));
	w->n = 1 + strlen("\u20E3");
	w->end = f->at += n;
	return give(f, t, w);
}

/* ---- runs without blanks ---- */

/* One letter and its marks; returns where what follows starts. */
static size_t
scan_unit(const struct fold *f, size_t at, struct fold_word *w)
{
	struct spot s = spot_at(f, at);

	word_init(w, at);
	w->class = FOLD_GRAM;
	word_add(w, s.c, UNIT_MAX);
	w->end = at += s.n;
	for (;; at += s.n) {
		s = spot_at(f, at);
		if (s.c->class == FOLD_IGNORED)
			continue;
		if (s.c->class != FOLD_MARK && s.c->class != FOLD_GRAM_MARK)
			return at;
		if (!word_melt(w, s.c) && s.c->class == FOLD_GRAM_MARK)
			word_add(w, s.c, UNIT_MAX);
		w->end = at + s.n;
	}
}

/* The letter in f->first, with the next one if there is one. */
static bool
give_gram(struct fold *f, struct fold_token *t)
{
	struct fold_word *w = &f->first, *next = &f->second;

	(void)give(f, t, w);
	t->gram = true;
	f->has_second = spot_at(f, f->at).c->class == FOLD_GRAM;
	if (!f->has_second)
		return true;
	f->at = scan_unit(f, f->at, next);
	memcpy(f->pair, w->text, w->n);
	memcpy(f->pair + w->n, next->text, next->n);
	fill_up(f->pair, w->n + next->n);
	t->text = f->pair;
	t->n += next->n;
	t->end = next->end;
	return true;
}

/* ---- all of it ---- */

/* What stands at f->at is more than ASCII; false if it was no token. */
static bool
take_other(struct fold *f, struct fold_token *t)
{
	struct spot s = spot_at(f, f->at);
	size_t keycap = s.n == 1 ? keycap_at(f, f->at) : 0;

	if (keycap > 0)
		return give_keycap(f, t, keycap);
	switch (s.c->class) {
	case FOLD_LETTER:
	case FOLD_LETTER_MARK:
	case FOLD_DIGIT:
	case FOLD_HEBREW:
		return take_word(f, t);
	case FOLD_GRAM:
	case FOLD_GRAM_MARK:
		f->at = scan_unit(f, f->at, &f->first);
		return give_gram(f, t);
	case FOLD_SYMBOL:
		if (!stands_at(f, f->at + s.n, "\uFE0F"))
			break;
		return give_emoji(f, t);
	case FOLD_EMOJI:
	case FOLD_FLAG:
		return give_emoji(f, t);
	case FOLD_IGNORED:
		f->at += s.n;
		return false;
	default:
		break;
	}
	f->at += s.n;
	f->apart = true;
	return false;
}

static bool
give_second(struct fold *f, struct fold_token *t)
{
	f->has_second = false;
	if (f->first.class == FOLD_GRAM) {
		f->first = f->second;
		return give_gram(f, t);
	}
	(void)give(f, t, &f->second);
	t->colocated = true;
	return true;
}

bool
fold_next(struct fold *f, struct fold_token *t)
{
	if (f->has_second)
		return give_second(f, t);
	while (f->at < f->text.n) {
		if (take_ascii(f, t) || take_other(f, t))
			return true;
	}
	return false;
}
