#include "config.h"

#include "model/roles.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

/*
 * Names of columns in the wild, in lower case, the surer ones first.  Words
 * in English, Russian, Hebrew, German, French and Spanish.
 */
static const char *const words[ROLE_NROLES][64] = {
	[ROLE_ID] = { "id", "identifier", "event id", "key", "uid", "uuid",
	    "guid", "slug", "идентификатор", "ид", "מזהה", "kennung",
	    "identifiant", "identificador" },
	[ROLE_DATE] = { "date", "event date", "start date", "date of event",
	    "datetime", "timestamp", "when", "year", "day", "time", "period",
	    "дата", "дата события", "когда", "год", "день", "время", "תאריך",
	    "שנה", "יום", "datum", "zeitpunkt", "jahr", "tag", "année", "jour",
	    "fecha", "año", "día" },
	[ROLE_SECTION] = { "section", "category", "topic", "theme", "chapter",
	    "section id", "раздел", "рубрика", "категория", "тема", "глава",
	    "מדור", "קטגוריה", "נושא", "פרק", "abschnitt", "kategorie",
	    "rubrik", "thema", "kapitel", "rubrique", "catégorie", "thème",
	    "chapitre", "sección", "categoría", "tema", "capítulo" },
	[ROLE_TITLE] = { "title", "headline", "event", "event name", "name",
	    "subject", "label", "heading", "caption", "заголовок", "название",
	    "событие", "наименование", "имя", "כותרת", "אירוע", "שם", "titel",
	    "überschrift", "ereignis", "titre", "événement", "évènement", "nom",
	    "título", "titular", "evento", "nombre" },
	[ROLE_TEXT] = { "text", "description", "body", "content", "summary",
	    "abstract", "details", "narrative", "story", "notes", "note",
	    "comment", "comments", "remarks", "desc", "текст", "описание",
	    "содержание", "подробности", "примечание", "комментарий", "טקסט",
	    "תיאור", "תוכן", "פרטים", "beschreibung", "inhalt",
	    "zusammenfassung", "bemerkung", "texte", "contenu", "résumé",
	    "détails", "texto", "descripción", "contenido", "resumen",
	    "detalles" },
	[ROLE_ACTORS] = { "actors", "actor", "people", "persons", "person",
	    "participants", "parties", "who", "участники", "лица", "люди",
	    "кто", "משתתפים", "אנשים", "מי", "akteure", "beteiligte",
	    "personen", "acteurs", "personnes", "actores", "personas",
	    "participantes" },
	[ROLE_PLACES] = { "places", "place", "locations", "location", "where",
	    "city", "town", "venue", "место", "места", "город", "где", "מקום",
	    "מקומות", "עיר", "orte", "ort", "stadt", "lieux", "lieu", "ville",
	    "lugares", "lugar", "ciudad" },
	[ROLE_KIND] = { "kind", "type", "event type", "class", "genre", "вид",
	    "тип", "סוג", "art", "typ", "tipo", "clase" },
	[ROLE_SOURCES] = { "sources", "source", "references", "reference",
	    "refs", "ref", "citations", "citation", "links", "link", "urls",
	    "url", "источники", "источник", "ссылки", "ссылка", "מקורות",
	    "מקור", "קישורים", "קישור", "quellen", "quelle", "références",
	    "référence", "liens", "lien", "fuentes", "fuente", "enlaces",
	    "enlace" },
};

/* Lower case for the letters that the words have. */
static uint32_t
lower(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE) ||
	    (cp >= 0x410 && cp <= 0x42F))
		return cp + 0x20;
	return cp;
}

/* Append a column's name as the words are written. */
static void
fold(struct buf *out, struct str name)
{
	char bytes[UTF8_MAX];

	name = str_trim(name);
	while (name.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(name.p, name.n, &cp);

		name.p += n;
		name.n -= n;
		if (cp == '_' || cp == '-')
			cp = ' ';
		if (cp != UTF8_BAD)
			buf_add(out, bytes, utf8_encode(lower(cp), bytes));
	}
}

static bool
eq_folded(const char *column, struct str folded)
{
	struct buf b = BUF_INIT;
	bool eq;

	fold(&b, str_of(column));
	eq = str_eq(buf_str(&b), folded);
	buf_fini(&b);
	return eq;
}

/* A number from 1 to n, or 0. */
static size_t
column_number(struct str s, size_t n)
{
	size_t number = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || number > n)
			return 0;
		number = number * 10 + (size_t)(s.p[i] - '0');
	}
	return number <= n ? number : 0;
}

/* The column with exactly that name, or -1. */
static int
find_exact(const struct columns *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->name[i], name) == 0)
			return (int)i;
	return -1;
}

/* The column that a user means, or -1. */
static int
find_named(const struct columns *c, const char *name)
{
	struct buf b = BUF_INIT;
	int found = find_exact(c, name);

	fold(&b, str_of(name));
	for (size_t i = 0; i < c->n && found < 0; i++)
		if (b.n > 0 && eq_folded(c->name[i], buf_str(&b)))
			found = (int)i;
	buf_fini(&b);
	if (found < 0)
		found = (int)column_number(str_of(name), c->n) - 1;
	return found;
}

static bool
is_taken(const struct columns *c, int column)
{
	for (int r = 0; r < ROLE_NROLES; r++)
		if (c->role[r] == column)
			return true;
	return false;
}

/* The column whose name is a word of that role, the surest, or -1. */
static int
guess(const struct columns *c, const struct buf *folded, enum role role)
{
	const char *const *w = words[role];

	for (size_t k = 0; k < sizeof words[0] / sizeof *w && w[k]; k++)
		for (size_t i = 0; i < c->n; i++)
			if (!is_taken(c, (int)i) &&
			    str_eq(buf_str(&folded[i]), str_of(w[k])))
				return (int)i;
	return -1;
}

static void
guess_all(struct columns *c)
{
	struct buf *folded = x_calloc(c->n, sizeof *folded);

	for (size_t i = 0; i < c->n; i++)
		fold(&folded[i], str_of(c->name[i]));
	for (int r = 0; r < ROLE_NROLES; r++)
		if (c->role[r] < 0)
			c->role[r] = guess(c, folded, (enum role)r);
	for (size_t i = 0; i < c->n && c->role[ROLE_TITLE] < 0; i++)
		if (!is_taken(c, (int)i))
			c->role[ROLE_TITLE] = (int)i;
	for (size_t i = 0; i < c->n; i++)
		buf_fini(&folded[i]);
	x_free(folded);
}

bool
roles_assign(struct columns *c, const struct package *p,
    const char *const option[ROLE_NROLES], struct err *e)
{
	for (int r = 0; r < ROLE_NROLES; r++) {
		c->role[r] = -1;
		if (option[r] != NULL) {
			c->role[r] = find_named(c, option[r]);
			if (c->role[r] < 0)
				return err_set(e, ERR_USAGE,
				    "no column \"%s\" for the role %s",
				    option[r], role_name((enum role)r));
		} else if (p != NULL && p->role[r] != NULL) {
			c->role[r] = find_exact(c, p->role[r]);
		}
	}
	guess_all(c);
	return true;
}
