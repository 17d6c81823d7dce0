#include "config.h"

#include "model/role_words.h"

#include <stdint.h>

#include "base/utf8.h"
#include "model/looks.h"

/* So many words at most for each role. */
#define NSURE 96
#define NFAIR 80
#define NAGAINST 24

/*
 * Folded, the surer ones first.  What begins with = has to be the whole name:
 * within one it means too much else.
 */
static const char *const sure[ROLE_NROLES][NSURE] = {
	[ROLE_ID] = { "id", "identifier", "event id", "identifier uri", "key",
	    "uid", "uuid", "guid", "slug", "идентификатор", "=ид", "מזהה",
	    "kennung", "identifiant", "identificador", "identificativo", "编号",
	    "編號", "識別子", "kimlik", "identyfikator", "identifikator",
	    "azonosito", "tunniste", "المعرف" },
	[ROLE_DATE] = { "date", "event date", "start date", "date of event",
	    "datetime", "date time", "date start", "date published",
	    "date issued", "date created", "=timestamp", "=when", "excel date",
	    "serial date", "excel serial", "unix time", "=unixtime", "дата",
	    "дата события", "дата начала", "=когда", "תאריך", "datum",
	    "zeitpunkt", "fecha", "年月日", "月日", "日付", "日期", "日時",
	    "التاريخ", "=tarih", "=dato", "baslangic tarihi", "data wydarzenia",
	    "data evenimentului", "ημερομηνια", "paivamaara", "=pvm", "idopont",
	    "تاريخ", "data zdarzenia", "날짜", "일자", "일시" },
	[ROLE_SECTION] = { "section", "category", "topic", "theme", "chapter",
	    "section id", "раздел", "рубрика", "категория", "тема", "глава",
	    "מדור", "קטגוריה", "נושא", "פרק", "abschnitt", "kategorie",
	    "rubrik", "=thema", "kapitel", "rubrique", "categorie", "chapitre",
	    "seccion", "categoria", "=tema", "capitulo", "article section",
	    "分类", "分類", "類別", "类别", "カテゴリ", "カテゴリー", "区分",
	    "kategori", "bolum", "kategoria", "dzial", "temat", "oddil",
	    "κατηγορια", "=θεμα", "sectiune", "temakor", "avsnitt", "luokka",
	    "rubriek", "onderwerp", "القسم", "الفئة", "분류" },
	[ROLE_TITLE] = { "title", "headline", "event title", "event name",
	    "event", "name", "heading", "caption", "label", "item label",
	    "заголовок", "название", "событие", "наименование", "כותרת",
	    "אירוע", "titel", "uberschrift", "ereignis", "titre", "evenement",
	    "titulo", "titular", "evento", "suceso", "acontecimiento", "titolo",
	    "标题", "標題", "タイトル", "名称", "名稱", "題名", "件名",
	    "見出し", "出来事", "事件", "العنوان", "baslik", "=olay", "tytul",
	    "wydarzenie", "zdarzenie", "nazev", "titulek", "udalost", "τιτλοσ",
	    "γεγονοσ", "συμβαν", "titlu", "titlul", "eveniment", "evenimentul",
	    "=cim", "esemeny", "handelse", "tittel", "hendelse", "begivenhed",
	    "overskrift", "otsikko", "tapahtuma", "gebeurtenis", "عنوان",
	    "الحدث", "=item", "제목", "사건", "이름" },
	[ROLE_TEXT] = { "text", "full text", "description", "body",
	    "article body", "content", "event description", "summary",
	    "abstract", "narrative", "story", "текст", "описание", "содержание",
	    "полный текст", "טקסט", "תיאור", "תוכן", "beschreibung", "inhalt",
	    "volltext", "zusammenfassung", "texte", "contenu", "resume",
	    "texto", "descripcion", "contenido", "resumen", "testo",
	    "descrizione", "descricao", "conteudo", "説明", "説明文", "内容",
	    "描述", "本文", "概要", "正文", "詳細", "النص", "الوصف", "metin",
	    "aciklama", "icerik", "opis", "tresc", "tekst", "streszczenie",
	    "popis", "obsah", "κειμενο", "περιγραφη", "descriere", "continut",
	    "leiras", "szoveg", "tartalom", "beskrivning", "innehall",
	    "beskrivelse", "indhold", "innhold", "kuvaus", "teksti", "sisalto",
	    "beschrijving", "omschrijving", "inhoud", "نص", "وصف", "내용",
	    "설명", "본문" },
	[ROLE_ACTORS] = { "actors", "actor", "people", "persons", "person",
	    "participants", "=parties", "=who", "участники", "лица", "люди",
	    "=кто", "משתתפים", "אנשים", "=מי", "akteure", "beteiligte",
	    "personen", "acteurs", "personnes", "actores", "personas",
	    "participantes", "参加者", "人物", "kisiler", "katilimcilar",
	    "osoby", "uczestnicy", "ucastnici", "προσωπα", "persoane",
	    "participanti", "szemelyek", "resztvevok", "personer", "deltagare",
	    "deltagere", "aktorer", "henkilot", "osallistujat", "인물" },
	[ROLE_PLACES] = { "places", "place", "locations", "location", "where",
	    "venue", "место", "места", "=где", "место события", "מקום",
	    "מקומות", "orte", "=ort", "lieux", "lieu", "lugares", "lugar",
	    "luogo", "場所", "地点", "地點", "المكان", "=yer", "konum", "mekan",
	    "miejsce", "lokalizacja", "=misto", "lokalita", "τοποσ",
	    "τοποθεσια", "locatie", "locatia", "locul", "=hely", "helyszin",
	    "plats", "=sted", "paikka", "sijainti", "plaats", "مكان", "الموقع",
	    "장소", "위치" },
	[ROLE_KIND] = { "kind", "type", "event type", "=class", "genre", "=вид",
	    "тип", "סוג", "=art", "=typ", "tipo", "=clase", "種類", "种类",
	    "类型", "類型", "種別", "=tur", "rodzaj", "druh", "ειδοσ", "τυποσ",
	    "=tip", "tipus", "tyyppi", "soort", "النوع", "종류", "유형" },
	[ROLE_SOURCES] = { "sources", "source", "references", "reference",
	    "refs", "=ref", "citations", "citation", "links", "link", "urls",
	    "url", "источники", "источник", "ссылки", "ссылка", "מקורות",
	    "מקור", "קישורים", "קישור", "quellen", "quelle", "quellenangabe",
	    "liens", "lien", "fuentes", "fuente", "enlaces", "enlace", "出典",
	    "来源", "來源", "kaynak", "kaynaklar", "zrodlo", "zrodla", "zdroj",
	    "zdroje", "πηγη", "πηγεσ", "sursa", "surse", "forras", "forrasok",
	    "kalla", "kallor", "kilde", "kilder", "lahde", "lahteet", "=bron",
	    "bronnen", "المصدر", "출처" },
};

static const char *const fair[ROLE_NROLES][NFAIR] = {
	[ROLE_ID] = { "code", "number", "=no", "=nr", "=num", "nummer",
	    "numero", "номер", "=№", "код", "מספר", "object number",
	    "inventory number", "accession number", "inventarnummer",
	    "inventarnr", "dis no", "=doi", "=item", "signatur", "cote",
	    "=番号", "номер документа", "patent no" },
	[ROLE_DATE] = { "year", "=day", "=time", "=period", "published",
	    "issued", "=created", "created at", "posted at", "posted", "=start",
	    "=begin", "=from", "=год", "=день", "=время", "период", "שנה",
	    "=יום", "jahr", "=tag", "=zeit", "zeitraum", "annee", "=jour",
	    "=periode", "=ano", "=dia", "=data", "=giorno", "=anno",
	    "point in time", "inception", "pub date", "occurred", "temporal",
	    "=年", "年份", "时间", "時間", "год события", "=iyear", "=styear",
	    "=epoch", "=ts", "dates", "datierung", "datation", "=tarih", "=yil",
	    "=rok", "=ετοσ", "=anul", "=ev", "=ar", "=vuosi", "jaar", "=dag",
	    "السنة", "рік", "=termin", "=ts ms", "=time ms", "yearmonth",
	    "=yyyymm", "=yyyymmdd" },
	[ROLE_SECTION] = { "department", "=subject", "subject matter", "=about",
	    "collection", "subject area", "=group", "=field", "=предмет",
	    "=отдел", "=фонд", "abteilung", "=bereich", "departement",
	    "departamento", "=period", "=era", "series", "konu", "=tema",
	    "aihe", "amne", "=emne" },
	[ROLE_TITLE] = { "=subject", "=summary", "=what", "=incident",
	    "=alternative", "=имя", "שם", "=nom", "nombre", "=nome",
	    "bezeichnung", "=名前", "=名", "object name", "наименование",
	    "=тема письма", "=ad", "=adi", "isim", "nazwa", "naglowek",
	    "nadpis", "ονομα", "denumire", "=nume", "megnevezes", "=nev",
	    "=namn", "benamning", "=navn", "=nimi", "nimike", "naam",
	    "=betreff", "=asunto", "=objet", "=oggetto" },
	[ROLE_TEXT] = { "details", "notes", "note", "comment", "comments",
	    "remarks", "=desc", "transcript", "message", "what happened",
	    "подробности", "примечание", "примечания", "комментарий",
	    "аннотация", "פרטים", "הערות", "bemerkung", "bemerkungen",
	    "anmerkung", "anmerkungen", "erlauterung", "remarques", "notas",
	    "detalles", "observaciones", "observations", "備考", "备注", "ozet",
	    "detay", "notlar", "uwagi", "poznamka", "σημειωσεισ", "observatii",
	    "megjegyzes", "anmarkning", "bemaerkning", "merknad", "huomautus",
	    "opmerkingen" },
	[ROLE_ACTORS] = { "author", "authors", "creator", "artist",
	    "contributor", "performer", "attendee", "organizer", "involved",
	    "автор", "авторы", "מחבר", "autor", "autoren", "kunstler", "auteur",
	    "auteurs", "autores", "artista", "作者", "著者", "yazar",
	    "συγγραφεασ", "szerzo", "forfattare", "forfatter", "tekija" },
	[ROLE_PLACES] = { "city", "town", "country", "region", "address",
	    "=state", "county", "province", "=spatial", "=coverage", "город",
	    "страна", "регион", "адрес", "עיר", "מדינה", "stadt", "=land",
	    "fundort", "=ville", "=pays", "ciudad", "pais", "都市", "国",
	    "国家", "城市", "地区", "sehir", "ulke", "=miasto", "=kraj",
	    "=mesto", "zeme", "πολη", "χωρα", "=oras", "=tara", "judet",
	    "varos", "orszag", "stad", "kommun", "kommune", "kaupunki", "kunta",
	    "gemeente" },
	[ROLE_KIND] = { "classification", "=format", "object type", "=nature",
	    "=характер", "objektart" },
	[ROLE_SOURCES] = { "uri", "=see also", "website", "=web", "same as",
	    "=read more", "homepage", "литература", "literatur", "bibliography",
	    "リンク" },
};

/* Words that make something else of a name that holds one for the role. */
static const char *const against[ROLE_NROLES][NAGAINST] = {
	[ROLE_ID] = { "parent", "country", "user", "category", "section",
	    "author", "related", "phone", "house", "zip", "postal" },
	[ROLE_DATE] = { "end", "ending", "finish", "last", "update", "updated",
	    "modified", "accessed", "retrieved", "entry", "added", "birth",
	    "death", "окончания", "конца", "рождения", "fin", "ende", "release",
	    "available", "accessioned", "סיום" },
	[ROLE_TITLE] = { "country", "file", "author", "artist", "creator",
	    "person", "place", "city", "user", "job", "source", "agency" },
	[ROLE_PLACES] = { "birth", "death", "code" },
	[ROLE_KIND] = { "mime", "file", "data" },
};

/* German words that others are made with, "Ereignisdatum". */
static const struct {
	const char *end;
	enum role role;
} compounds[] = {
	{ "datum", ROLE_DATE },
	{ "titel", ROLE_TITLE },
	{ "bezeichnung", ROLE_TITLE },
	{ "beschreibung", ROLE_TEXT },
	{ "kategorie", ROLE_SECTION },
	{ "quelle", ROLE_SOURCES },
};

/* ---- folding ---- */

enum class { CLASS_SIGN, CLASS_DIGIT, CLASS_LOWER, CLASS_UPPER };

static enum class class_of(uint32_t cp) {
	if (cp == UTF8_BAD || cp < '0' || (cp > '9' && cp < 'A') ||
	    (cp > 'Z' && cp < 'a') || (cp > 'z' && cp < 0xC0) ||
	    (cp >= 0x2000 && cp <= 0x2115) || cp == 0x3000 ||
	    (cp >= 0x3001 && cp <= 0x3020) || cp == 0x30FB ||
	    cp == 0xFEFF) return CLASS_SIGN;
	if (cp <= '9') return CLASS_DIGIT;
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE) ||
	    (cp >= 0x410 && cp <= 0x42F)) return CLASS_UPPER;
	return CLASS_LOWER;
}

/* Is there a gap before a letter of class now, with these around it? */
static bool is_gap(enum class last, enum class now, enum class next)
{
	if (last == CLASS_LOWER)
		return now == CLASS_UPPER || now == CLASS_DIGIT;
	return last == CLASS_UPPER && now == CLASS_UPPER && next == CLASS_LOWER;
}

static enum class peek(struct str s) {
	uint32_t cp = UTF8_BAD;

	if (s.n > 0)(void) utf8_decode(s.p, s.n, &cp);
	return class_of(cp);
}

/* How long the prefix of a vocabulary is, with its blank. */
static size_t
prefix_length(struct str s)
{
	static const char *const names[] = { "dc ", "dct ", "dcterms ",
		"schema ", "schema org ", "rdfs ", "skos ", "foaf " };
	size_t longest = 0;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i]);

		if (s.n > n && n > longest && memcmp(s.p, names[i], n) == 0)
			longest = n;
	}
	return longest;
}

void
role_words_fold(struct buf *out, struct str name)
{
	size_t start = out->n, cut;
	enum class last = CLASS_SIGN;
	char bytes[UTF8_MAX];
	bool gap = false;

	while (name.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(name.p, name.n, &cp);
		enum class now = class_of(cp);

		name.p += n;
		name.n -= n;
		if (now == CLASS_SIGN || is_gap(last, now, peek(name)))
			gap = out->n > start;
		last = now;
		if (now == CLASS_SIGN)
			continue;
		if (gap)
			buf_addc(out, ' ');
		gap = false;
		buf_add(out, bytes, utf8_encode(looks_fold(cp), bytes));
	}
	if (out->n == start)
		return;
	cut = prefix_length((struct str){ out->p + start, out->n - start });
	memmove(out->p + start, out->p + start + cut, out->n - start - cut + 1);
	out->n -= cut;
}

/* ---- words in names ---- */

/* Chinese and Japanese write no blanks between words. */
static bool
is_han(char first)
{
	unsigned char c = (unsigned char)first;

	return c >= 0xE3 && c <= 0xE9;
}

/* The length of the word if s begins with it, else 0. */
static size_t
match(struct str s, const char *word)
{
	size_t n = 0;

	while (word[n] != '\0' && n < s.n && s.p[n] == word[n])
		n++;
	return word[n] == '\0' ? n : 0;
}

/* The first bytes of words in a name: what begins with another is not in it. */
struct starts {
	bool byte[256];
};

static void
find_starts(struct starts *x, struct str name)
{
	*x = (struct starts){ { false } };
	x->byte['='] = true;
	for (size_t i = 0; i < name.n; i++)
		if (i == 0 || name.p[i - 1] == ' ' || is_han(name.p[i]))
			x->byte[(unsigned char)name.p[i]] = true;
}

/* Where the word stands in the name, at the bounds of words, or -1; *n is how
 * long it is. */
static int
find_word(struct str name, const char *word, size_t *n)
{
	bool han = is_han(word[0]);

	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] != word[0] ||
		    !(han || i == 0 || name.p[i - 1] == ' '))
			continue;
		*n = match((struct str){ name.p + i, name.n - i }, word);
		if (*n > 0 &&
		    (han || i + *n == name.n || name.p[i + *n] == ' '))
			return (int)i;
	}
	return -1;
}

static bool
has_any(struct str name, const char *const *word, size_t n)
{
	size_t length;

	for (size_t i = 0; i < n && word[i] != NULL; i++)
		if (find_word(name, word[i], &length) >= 0)
			return true;
	return false;
}

/* The word that says what the rest is about: "of" and its like; or -1. */
static int
find_preposition(struct str name)
{
	static const char *const words[] = { "of", "de", "du", "des", "d",
		"del", "della", "di", "do", "da", "der", "von", "in", "for" };
	size_t n;

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		int at = find_word(name, words[i], &n);

		if (at > 0)
			return at;
	}
	return -1;
}

/*
 * Is what stands from at on, n bytes, what the name is about?  In "date of
 * the event" it is what comes before "of", in "event date" and 国民の祝日名称
 * the end, in Russian and Hebrew the start.
 */
static bool
is_head(struct str name, size_t at, size_t n)
{
	int of = find_preposition(name);
	unsigned char first = (unsigned char)name.p[0];

	if (of > 0)
		return at + n + 1 == (size_t)of;
	if (first >= 0xC3 && first < 0xE0)
		return at == 0;
	return at + n == name.n;
}

static int
count_blanks(struct str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/*
 * The score of a name by one word, which gives whole points if it is all of
 * it, and part if it is in it.
 */
static int
score_word(struct str name, const char *word, int whole, int part)
{
	size_t n;
	int at, more;

	if (word[0] == '=') {
		n = match(name, word + 1);
		return n > 0 && n == name.n ? whole : 0;
	}
	at = find_word(name, word, &n);
	if (at < 0)
		return 0;
	if (n == name.n)
		return whole;
	more = count_blanks(name) - count_blanks((struct str){ word, n });
	part += is_head(name, (size_t)at, n) ? 8 : 0;
	return part - 2 * (more < 6 ? more : 6);
}

static int
best_of(struct str name, const struct starts *starts, const char *const *word,
    size_t n, int whole, int part)
{
	int best = 0;

	for (size_t i = 0; i < n && word[i] != NULL; i++) {
		int score;

		if (!starts->byte[(unsigned char)word[i][0]])
			continue;
		score = score_word(
		    name, word[i], whole - (i < 48 ? (int)i / 4 : 12), part);
		if (score > best)
			best = score;
	}
	return best;
}

static int
score_compound(struct str name, enum role role)
{
	for (size_t i = 0; i < sizeof compounds / sizeof compounds[0]; i++) {
		struct str end = str_of(compounds[i].end);

		if (compounds[i].role == role && name.n > end.n &&
		    memcmp(name.p + name.n - end.n, end.p, end.n) == 0)
			return 40;
	}
	return 0;
}

int
role_words_score(struct str folded, enum role role)
{
	struct starts starts;
	int a, b, c;

	find_starts(&starts, folded);
	a = best_of(folded, &starts, sure[role], NSURE, 100, 38);
	b = best_of(folded, &starts, fair[role], NFAIR, 60, 26);
	c = score_compound(folded, role);
	if (b > a)
		a = b;
	if (c > a)
		a = c;
	if (a > 0 && a < 45 && has_any(folded, against[role], NAGAINST))
		a = a > 25 ? a - 25 : 0;
	return a;
}

static bool
is_one_of(struct str name, const char *const *word, size_t n)
{
	for (size_t i = 0; i < n && word[i] != NULL; i++) {
		const char *w = word[i] + (word[i][0] == '=');

		if (w[0] == name.p[0] && match(name, w) == name.n)
			return true;
	}
	return false;
}

bool
role_words_has(struct str name)
{
	struct buf b = BUF_INIT;
	bool has = false;

	role_words_fold(&b, name);
	for (int r = 0; r < ROLE_NROLES && b.n > 0 && !has; r++)
		has = is_one_of(buf_str(&b), sure[r], NSURE) ||
		      is_one_of(buf_str(&b), fair[r], NFAIR);
	buf_fini(&b);
	return has;
}

/* Words for parts of a date. */
static const struct {
	const char *word;
	enum date_part part;
} parts[] = {
	{ "year", PART_YEAR },
	{ "month", PART_MONTH },
	{ "day", PART_DAY },
	{ "год", PART_YEAR },
	{ "месяц", PART_MONTH },
	{ "день", PART_DAY },
	{ "число", PART_DAY },
	{ "jahr", PART_YEAR },
	{ "monat", PART_MONTH },
	{ "tag", PART_DAY },
	{ "annee", PART_YEAR },
	{ "mois", PART_MONTH },
	{ "jour", PART_DAY },
	{ "ano", PART_YEAR },
	{ "mes", PART_MONTH },
	{ "dia", PART_DAY },
	{ "שנה", PART_YEAR },
	{ "חודש", PART_MONTH },
	{ "יום", PART_DAY },
	{ "年", PART_YEAR },
	{ "月", PART_MONTH },
	{ "日", PART_DAY },
	{ "yil", PART_YEAR },
	{ "rok", PART_YEAR },
	{ "ετοσ", PART_YEAR },
	{ "anul", PART_YEAR },
	{ "ev", PART_YEAR },
	{ "ar", PART_YEAR },
	{ "vuosi", PART_YEAR },
	{ "jaar", PART_YEAR },
	{ "anno", PART_YEAR },
	{ "السنة", PART_YEAR },
	{ "ay", PART_MONTH },
	{ "miesiac", PART_MONTH },
	{ "mesic", PART_MONTH },
	{ "μηνασ", PART_MONTH },
	{ "luna", PART_MONTH },
	{ "honap", PART_MONTH },
	{ "manad", PART_MONTH },
	{ "maned", PART_MONTH },
	{ "kuukausi", PART_MONTH },
	{ "maand", PART_MONTH },
	{ "mese", PART_MONTH },
	{ "gun", PART_DAY },
	{ "dzien", PART_DAY },
	{ "den", PART_DAY },
	{ "ημερα", PART_DAY },
	{ "ziua", PART_DAY },
	{ "nap", PART_DAY },
	{ "dag", PART_DAY },
	{ "paiva", PART_DAY },
	{ "giorno", PART_DAY },
	{ "iyear", PART_YEAR },
	{ "imonth", PART_MONTH },
	{ "iday", PART_DAY },
	{ "styear", PART_YEAR },
	{ "stmon", PART_MONTH },
	{ "stday", PART_DAY },
	{ "mo", PART_MONTH },
	{ "dy", PART_DAY },
};

enum date_part
role_words_part(struct str folded, struct buf *rest)
{
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		size_t n;
		int at = find_word(folded, parts[i].word, &n);

		if (at < 0)
			continue;
		buf_add(rest, folded.p, (size_t)at);
		buf_addc(rest, ' ');
		buf_add(rest, folded.p + at + n, folded.n - (size_t)at - n);
		return parts[i].part;
	}
	return PART_NONE;
}
