#include "config.h"

#include "model/charset.h"

/* Names that differ from the shown one in more than case and punctuation. */
static const struct charset charsets[] = {
	{ "UTF-8", "", "utf8sig utf8bom unicode11utf8 ascii usascii" },
	{ "UTF-16", "", "utf16bom unicode ucs2 iso10646ucs2" },
	{ "UTF-16LE", "UTF-16LE", "ucs2le unicodelittle" },
	{ "UTF-16BE", "UTF-16BE", "ucs2be unicodebig unicodefffe" },
	{ "UTF-32", "", "ucs4 iso10646ucs4" },
	{ "UTF-32LE", "UTF-32LE UCS-4LE", "ucs4le" },
	{ "UTF-32BE", "UTF-32BE UCS-4BE", "ucs4be" },
	{ "WINDOWS-1250", "CP1250 WINDOWS-1250", "cp1250 win1250" },
	{ "WINDOWS-1251", "CP1251 WINDOWS-1251", "cp1251 win1251" },
	{ "WINDOWS-1252", "CP1252 WINDOWS-1252",
	    "cp1252 win1252 ansi iso88591 latin1 l1" },
	{ "WINDOWS-1253", "CP1253 WINDOWS-1253", "cp1253 win1253" },
	{ "WINDOWS-1254", "CP1254 WINDOWS-1254",
	    "cp1254 win1254 iso88599 latin5 l5" },
	{ "WINDOWS-1255", "CP1255 WINDOWS-1255", "cp1255 win1255" },
	{ "WINDOWS-1256", "CP1256 WINDOWS-1256", "cp1256 win1256" },
	{ "WINDOWS-1257", "CP1257 WINDOWS-1257", "cp1257 win1257" },
	{ "WINDOWS-1258", "CP1258 WINDOWS-1258", "cp1258 win1258" },
	{ "ISO-8859-2", "ISO-8859-2", "latin2 l2" },
	{ "ISO-8859-3", "ISO-8859-3", "latin3 l3" },
	{ "ISO-8859-4", "ISO-8859-4", "latin4 l4" },
	{ "ISO-8859-5", "ISO-8859-5", "cyrillic" },
	{ "ISO-8859-6", "ISO-8859-6", "arabic" },
	{ "ISO-8859-7", "ISO-8859-7", "greek" },
	{ "ISO-8859-8", "ISO-8859-8", "hebrew iso88598i iso88598e" },
	{ "ISO-8859-10", "ISO-8859-10", "latin6 l6" },
	{ "ISO-8859-13", "ISO-8859-13", "latin7 l7" },
	{ "ISO-8859-14", "ISO-8859-14", "latin8 l8" },
	{ "ISO-8859-15", "ISO-8859-15", "latin9 l9" },
	{ "ISO-8859-16", "ISO-8859-16", "latin10 l10" },
	{ "KOI8-R", "KOI8-R", "koi8" },
	{ "KOI8-U", "KOI8-U KOI8-R", "koi8ru" },
	{ "IBM437", "IBM437 CP437", "cp437 dos437 oem437" },
	{ "IBM850", "IBM850 CP850", "cp850 dos850 oem850 dos" },
	{ "IBM852", "IBM852 CP852", "cp852 dos852" },
	{ "IBM855", "IBM855 CP855", "cp855 dos855" },
	{ "IBM862", "IBM862 CP862", "cp862 dos862" },
	{ "IBM865", "IBM865 CP865", "cp865 dos865" },
	{ "IBM866", "IBM866 CP866", "cp866 dos866" },
	{ "MACINTOSH", "MACINTOSH", "mac macroman xmacroman" },
	{ "MAC-CENTRALEUROPE", "MAC-CENTRALEUROPE MACCENTRALEUROPE", "macce" },
	{ "MAC-CYRILLIC", "MAC-CYRILLIC MACCYRILLIC", "xmaccyrillic" },
	{ "VISCII", "VISCII", "" },
	{ "TIS-620", "CP874 TIS-620", "cp874 windows874 iso885911 thai" },
	{ "SHIFT_JIS", "CP932 WINDOWS-31J SHIFT_JIS SJIS",
	    "sjis cp932 ms932 windows31j mskanji xsjis" },
	{ "EUC-JP", "EUC-JP-MS EUC-JP", "ujis xeucjp" },
	{ "ISO-2022-JP", "ISO-2022-JP", "jis csiso2022jp" },
	{ "GB18030", "GB18030 GBK", "gbk cp936 ms936 gb2312 euccn chinese" },
	{ "HZ-GB-2312", "HZ HZ-GB-2312", "hz" },
	{ "ISO-2022-CN", "ISO-2022-CN", "" },
	{ "BIG5", "CP950 BIG5", "cp950 ms950 big5eten xxbig5" },
	{ "BIG5-HKSCS", "BIG5-HKSCS", "" },
	{ "EUC-TW", "EUC-TW", "" },
	{ "EUC-KR", "CP949 UHC EUC-KR", "uhc cp949 ms949 ksc56011987 korean" },
	{ "JOHAB", "JOHAB CP1361", "cp1361" },
	{ "ISO-2022-KR", "ISO-2022-KR", "" },
};

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* The letters, small, and digits of s: what is left of a name when people
 * write it as they like. */
static struct str
squeeze(struct str s, char out[CHARSET_NAME_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < CHARSET_NAME_MAX; i++) {
		char c = s.p[i];

		if (is_alnum(c))
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	return (struct str){ out, n };
}

const struct charset *
charset_find(struct str name)
{
	char mine[CHARSET_NAME_MAX], other[CHARSET_NAME_MAX];
	struct str key = squeeze(name, mine);

	if (!charset_name_check(name))
		return NULL;
	for (size_t i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
		struct str rest = str_of(charsets[i].aliases), alias;

		if (str_eq(key, squeeze(str_of(charsets[i].name), other)))
			return &charsets[i];
		while (str_split(&rest, ' ', &alias))
			if (str_eq(key, alias))
				return &charsets[i];
	}
	return NULL;
}

bool
charset_name_check(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!is_alnum(name.p[i]) &&
		    memchr("-_.:+", name.p[i], 5) == NULL)
			return false;
	return name.n > 0 && name.n < CHARSET_NAME_MAX && is_alnum(name.p[0]);
}
