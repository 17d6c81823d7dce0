#include "config.h"

#include "base/date_words.h"

#include <string.h>

/* Short names, so that the table is a table. */
#define AD WORD_AD
#define AFTER WORD_AFTER
#define BC WORD_BC
#define BEFORE WORD_BEFORE
#define CENTURY WORD_CENTURY
#define CIRCA WORD_CIRCA
#define CLOCK_UNIT WORD_CLOCK_UNIT
#define DAY_UNIT WORD_DAY_UNIT
#define DECADE WORD_DECADE
#define DOUBT WORD_DOUBT
#define ERA WORD_ERA
#define FROM WORD_FROM
#define GLUE WORD_GLUE
#define IN WORD_IN
#define MONTH WORD_MONTH
#define MONTH_UNIT WORD_MONTH_UNIT
#define NOON WORD_NOON
#define PRESENT WORD_PRESENT
#define QUARTER WORD_QUARTER
#define SEASON WORD_SEASON
#define SUFFIX WORD_SUFFIX
#define T WORD_T
#define TO WORD_TO
#define UNTIL WORD_UNTIL
#define WEEK WORD_WEEK
#define WEEKDAY WORD_WEEKDAY
#define YEAR_UNIT WORD_YEAR_UNIT
#define ZONE WORD_ZONE

/* clang-format off */
static const struct date_entry entries[] = {
	{ "a", TO, 0 }, { "about", CIRCA, 0 }, { "abr", MONTH, 4 },
	{ "abril", MONTH, 4 }, { "ac", BC, 0 }, { "ad", AD, 0 },
	{ "after", AFTER, 0 }, { "ago", MONTH, 8 }, { "agosto", MONTH, 8 },
	{ "al", TO, 0 }, { "am", NOON, 0 }, { "an", GLUE, 0 }, { "and", TO, 0 },
	{ "annee", GLUE, 0 }, { "annees", DECADE, 0 }, { "anni", DECADE, 0 },
	{ "anno", GLUE, 0 }, { "ano", GLUE, 0 },
	{ "anos", DECADE, 0 }, { "antes", BEFORE, 0 }, { "aout", MONTH, 8 },
	{ "ap", AFTER, 0 },
	{ "approx", CIRCA, 0 }, { "approximately", CIRCA, 0 },
	{ "apr", MONTH, 4 }, { "apres", AFTER, 0 }, { "april", MONTH, 4 },
	{ "aprile", MONTH, 4 }, { "around", CIRCA, 0 }, { "at", GLUE, 0 },
	{ "ate", UNTIL, 0 }, { "au", TO, 0 }, { "aug", MONTH, 8 },
	{ "august", MONTH, 8 }, { "augustus", MONTH, 8 },
	{ "automne", SEASON, 23 }, { "autumn", SEASON, 23 },
	{ "autunno", SEASON, 23 }, { "av", BEFORE, 0 }, { "avant", BEFORE, 0 },
	{ "avr", MONTH, 4 }, { "avril", MONTH, 4 }, { "bc", BC, 0 },
	{ "bce", BC, 0 }, { "before", BEFORE, 0 }, { "between", FROM, 0 },
	{ "bis", UNTIL, 0 }, { "bst", ZONE, 0 }, { "by", UNTIL, 0 },
	{ "c", CIRCA, 0 }, { "ca", CIRCA, 0 }, { "cca", CIRCA, 0 },
	{ "cdt", ZONE, 0 }, { "ce", AD, 0 }, { "cent", CENTURY, 0 },
	{ "century", CENTURY, 0 }, { "cerca", CIRCA, 0 }, { "cest", ZONE, 0 },
	{ "cet", ZONE, 0 }, { "chr", ERA, 0 }, { "christi", ERA, 0 },
	{ "christus", ERA, 0 }, { "circa", CIRCA, 0 }, { "cst", ZONE, 0 },
	{ "da", GLUE, 0 }, { "dal", FROM, 0 }, { "dc", AD, 0 },
	{ "de", GLUE, 0 }, { "dec", MONTH, 12 }, { "december", MONTH, 12 },
	{ "decembre", MONTH, 12 }, { "del", GLUE, 0 }, { "della", GLUE, 0 },
	{ "den", GLUE, 0 }, { "depois", AFTER, 0 }, { "depuis", FROM, 0 },
	{ "der", GLUE, 0 }, { "desde", FROM, 0 }, { "despues", AFTER, 0 },
	{ "dez", MONTH, 12 }, { "dezember", MONTH, 12 },
	{ "dezembro", MONTH, 12 }, { "di", WEEKDAY, 0 }, { "dic", MONTH, 12 },
	{ "dicembre", MONTH, 12 }, { "diciembre", MONTH, 12 },
	{ "die", GLUE, 0 }, { "dienstag", WEEKDAY, 0 }, { "dim", WEEKDAY, 0 },
	{ "dimanche", WEEKDAY, 0 }, { "do", GLUE, 0 }, { "dom", WEEKDAY, 0 },
	{ "domenica", WEEKDAY, 0 }, { "domingo", WEEKDAY, 0 },
	{ "domini", AD, 0 }, { "donnerstag", WEEKDAY, 0 }, { "dopo", AFTER, 0 },
	{ "e", SUFFIX, 1 }, { "early", CIRCA, 0 }, { "edt", ZONE, 0 },
	{ "eest", ZONE, 0 }, { "eet", ZONE, 0 }, { "el", GLUE, 0 },
	{ "ene", MONTH, 1 }, { "enero", MONTH, 1 }, { "entre", FROM, 0 },
	{ "env", CIRCA, 0 }, { "environ", CIRCA, 0 }, { "er", SUFFIX, 2 },
	{ "ere", SUFFIX, 1 }, { "est", ZONE, 0 }, { "estate", SEASON, 22 },
	{ "et", TO, 0 }, { "ete", SEASON, 22 }, { "etwa", CIRCA, 0 },
	{ "fall", SEASON, 23 }, { "feb", MONTH, 2 }, { "febbr", MONTH, 2 },
	{ "febbraio", MONTH, 2 }, { "feber", MONTH, 2 }, { "febr", MONTH, 2 },
	{ "febrero", MONTH, 2 }, { "februar", MONTH, 2 },
	{ "februari", MONTH, 2 }, { "february", MONTH, 2 },
	{ "feira", WEEKDAY, 0 }, { "fev", MONTH, 2 }, { "fevereiro", MONTH, 2 },
	{ "fevr", MONTH, 2 }, { "fevrier", MONTH, 2 }, { "fino", UNTIL, 0 },
	{ "fr", WEEKDAY, 0 }, { "freitag", WEEKDAY, 0 }, { "fri", WEEKDAY, 0 },
	{ "friday", WEEKDAY, 0 }, { "from", FROM, 0 },
	{ "fruhjahr", SEASON, 21 }, { "fruhling", SEASON, 21 },
	{ "gen", MONTH, 1 }, { "genn", MONTH, 1 }, { "gennaio", MONTH, 1 },
	{ "gio", WEEKDAY, 0 }, { "giovedi", WEEKDAY, 0 }, { "giu", MONTH, 6 },
	{ "giugno", MONTH, 6 }, { "gmt", ZONE, 0 }, { "h", NOON, 0 },
	{ "hacia", CIRCA, 0 }, { "hasta", UNTIL, 0 }, { "herbst", SEASON, 23 },
	{ "heute", PRESENT, 0 }, { "hiver", SEASON, 24 }, { "idt", ZONE, 0 },
	{ "im", GLUE, 0 }, { "in", IN, 0 }, { "inverno", SEASON, 24 },
	{ "invierno", SEASON, 24 }, { "ist", ZONE, 0 }, { "jaenner", MONTH, 1 },
	{ "jahr", GLUE, 0 }, { "jahre", GLUE, 0 },
	{ "jahrhundert", CENTURY, 0 }, { "jan", MONTH, 1 },
	{ "janeiro", MONTH, 1 }, { "janner", MONTH, 1 }, { "januar", MONTH, 1 },
	{ "januari", MONTH, 1 }, { "january", MONTH, 1 }, { "janv", MONTH, 1 },
	{ "janvier", MONTH, 1 }, { "jc", ERA, 0 }, { "jeu", WEEKDAY, 0 },
	{ "jeudi", WEEKDAY, 0 }, { "jh", CENTURY, 0 }, { "jhdt", CENTURY, 0 },
	{ "jst", ZONE, 0 }, { "jue", WEEKDAY, 0 }, { "jueves", WEEKDAY, 0 },
	{ "juil", MONTH, 7 }, { "juillet", MONTH, 7 }, { "juin", MONTH, 6 },
	{ "jul", MONTH, 7 }, { "julho", MONTH, 7 }, { "juli", MONTH, 7 },
	{ "julio", MONTH, 7 }, { "july", MONTH, 7 }, { "jun", MONTH, 6 },
	{ "june", MONTH, 6 }, { "junho", MONTH, 6 }, { "juni", MONTH, 6 },
	{ "junio", MONTH, 6 }, { "la", GLUE, 0 }, { "late", CIRCA, 0 },
	{ "le", GLUE, 0 }, { "les", GLUE, 0 }, { "lug", MONTH, 7 },
	{ "luglio", MONTH, 7 }, { "lun", WEEKDAY, 0 }, { "lundi", WEEKDAY, 0 },
	{ "lunedi", WEEKDAY, 0 }, { "lunes", WEEKDAY, 0 },
	{ "maart", MONTH, 3 }, { "maerz", MONTH, 3 }, { "mag", MONTH, 5 },
	{ "maggio", MONTH, 5 }, { "mai", MONTH, 5 }, { "maio", MONTH, 5 },
	{ "mar", MONTH, 3 }, { "march", MONTH, 3 }, { "marco", MONTH, 3 },
	{ "mardi", WEEKDAY, 0 }, { "mars", MONTH, 3 },
	{ "martedi", WEEKDAY, 0 }, { "martes", WEEKDAY, 0 },
	{ "marz", MONTH, 3 }, { "marzo", MONTH, 3 }, { "may", MONTH, 5 },
	{ "maybe", DOUBT, 0 }, { "mayo", MONTH, 5 }, { "mdt", ZONE, 0 },
	{ "mei", MONTH, 5 }, { "mer", WEEKDAY, 0 }, { "mercoledi", WEEKDAY, 0 },
	{ "mercredi", WEEKDAY, 0 }, { "mi", WEEKDAY, 0 }, { "mid", CIRCA, 0 },
	{ "mie", WEEKDAY, 0 }, { "miercoles", WEEKDAY, 0 },
	{ "mittwoch", WEEKDAY, 0 }, { "mo", WEEKDAY, 0 }, { "mon", WEEKDAY, 0 },
	{ "monday", WEEKDAY, 0 }, { "montag", WEEKDAY, 0 }, { "mrt", MONTH, 3 },
	{ "mrz", MONTH, 3 }, { "msk", ZONE, 0 }, { "mst", ZONE, 0 },
	{ "nach", AFTER, 0 }, { "nchr", AD, 0 }, { "nd", SUFFIX, 1 },
	{ "nov", MONTH, 11 }, { "november", MONTH, 11 },
	{ "novembre", MONTH, 11 }, { "novembro", MONTH, 11 },
	{ "noviembre", MONTH, 11 }, { "now", PRESENT, 0 }, { "oct", MONTH, 10 },
	{ "october", MONTH, 10 }, { "octobre", MONTH, 10 },
	{ "octubre", MONTH, 10 }, { "oder", TO, 0 }, { "of", GLUE, 0 },
	{ "okt", MONTH, 10 },
	{ "oktober", MONTH, 10 }, { "on", GLUE, 0 }, { "ongoing", PRESENT, 0 },
	{ "or", TO, 0 }, { "otono", SEASON, 23 }, { "ott", MONTH, 10 },
	{ "ottobre", MONTH, 10 },
	{ "ou", TO, 0 }, { "out", MONTH, 10 }, { "outubro", MONTH, 10 },
	{ "pdt", ZONE, 0 },
	{ "perhaps", DOUBT, 0 }, { "pm", NOON, 0 }, { "possibly", DOUBT, 0 },
	{ "post", AFTER, 0 }, { "pre", BEFORE, 0 }, { "present", PRESENT, 0 },
	{ "prima", BEFORE, 0 }, { "primavera", SEASON, 21 },
	{ "printemps", SEASON, 21 }, { "probably", DOUBT, 0 },
	{ "pst", ZONE, 0 }, { "q", QUARTER, 0 }, { "qtr", QUARTER, 0 },
	{ "quarta", WEEKDAY, 0 }, { "quartal", QUARTER, 0 },
	{ "quarter", QUARTER, 0 }, { "quinta", WEEKDAY, 0 },
	{ "rd", SUFFIX, 1 }, { "s", SUFFIX, 3 }, { "sa", WEEKDAY, 0 },
	{ "sab", WEEKDAY, 0 }, { "sabado", WEEKDAY, 0 },
	{ "sabato", WEEKDAY, 0 }, { "sam", WEEKDAY, 0 },
	{ "samedi", WEEKDAY, 0 }, { "samstag", WEEKDAY, 0 },
	{ "sat", WEEKDAY, 0 }, { "saturday", WEEKDAY, 0 },
	{ "secolo", CENTURY, 0 }, { "seculo", CENTURY, 0 },
	{ "segunda", WEEKDAY, 0 }, { "seit", FROM, 0 }, { "sep", MONTH, 9 },
	{ "sept", MONTH, 9 }, { "september", MONTH, 9 },
	{ "septembre", MONTH, 9 }, { "septiembre", MONTH, 9 },
	{ "set", MONTH, 9 }, { "setembro", MONTH, 9 },
	{ "setiembre", MONTH, 9 }, { "sett", MONTH, 9 },
	{ "settembre", MONTH, 9 }, { "sexta", WEEKDAY, 0 },
	{ "siecle", CENTURY, 0 }, { "siglo", CENTURY, 0 }, { "since", FROM, 0 },
	{ "so", WEEKDAY, 0 }, { "sommer", SEASON, 22 },
	{ "sonnabend", WEEKDAY, 0 }, { "sonntag", WEEKDAY, 0 },
	{ "spring", SEASON, 21 }, { "st", SUFFIX, 1 }, { "summer", SEASON, 22 },
	{ "sun", WEEKDAY, 0 }, { "sunday", WEEKDAY, 0 }, { "t", T, 0 },
	{ "terca", WEEKDAY, 0 }, { "th", SUFFIX, 1 }, { "the", GLUE, 0 },
	{ "through", UNTIL, 0 }, { "thru", UNTIL, 0 }, { "thu", WEEKDAY, 0 },
	{ "thur", WEEKDAY, 0 }, { "thurs", WEEKDAY, 0 },
	{ "thursday", WEEKDAY, 0 }, { "till", UNTIL, 0 }, { "to", TO, 0 },
	{ "today", PRESENT, 0 }, { "trimestre", QUARTER, 0 },
	{ "tue", WEEKDAY, 0 }, { "tues", WEEKDAY, 0 },
	{ "tuesday", WEEKDAY, 0 }, { "uhr", NOON, 0 }, { "um", CIRCA, 0 },
	{ "und", TO, 0 }, { "until", UNTIL, 0 }, { "utc", ZONE, 0 },
	{ "vchr", BC, 0 }, { "ven", WEEKDAY, 0 }, { "vendredi", WEEKDAY, 0 },
	{ "venerdi", WEEKDAY, 0 }, { "verano", SEASON, 22 },
	{ "vers", CIRCA, 0 }, { "vie", WEEKDAY, 0 }, { "viernes", WEEKDAY, 0 },
	{ "von", FROM, 0 }, { "vor", BEFORE, 0 }, { "w", WEEK, 0 },
	{ "wed", WEEKDAY, 0 }, { "wednesday", WEEKDAY, 0 }, { "west", ZONE, 0 },
	{ "wet", ZONE, 0 }, { "winter", SEASON, 24 }, { "wohl", DOUBT, 0 },
	{ "y", TO, 0 }, { "year", GLUE, 0 }, { "z", ZONE, 0 },
	{ "zirka", CIRCA, 0 }, { "zwischen", FROM, 0 }, { "авг", MONTH, 8 },
	{ "август", MONTH, 8 }, { "августа", MONTH, 8 },
	{ "августе", MONTH, 8 }, { "апр", MONTH, 4 }, { "апреле", MONTH, 4 },
	{ "апрель", MONTH, 4 }, { "апреля", MONTH, 4 },
	{ "березень", MONTH, 3 }, { "березня", MONTH, 3 }, { "в", IN, 0 },
	{ "век", CENTURY, 0 }, { "века", CENTURY, 0 }, { "веке", CENTURY, 0 },
	{ "вересень", MONTH, 9 }, { "вересня", MONTH, 9 },
	{ "вероятно", DOUBT, 0 }, { "весна", SEASON, 21 },
	{ "веснои", SEASON, 21 }, { "весны", SEASON, 21 }, { "во", IN, 0 },
	{ "возможно", DOUBT, 0 }, { "воскресенье", WEEKDAY, 0 },
	{ "вс", WEEKDAY, 0 }, { "вт", WEEKDAY, 0 }, { "вторник", WEEKDAY, 0 },
	{ "г", GLUE, 0 }, { "гг", GLUE, 0 }, { "го", SUFFIX, 1 },
	{ "год", GLUE, 0 }, { "года", GLUE, 0 }, { "годов", GLUE, 0 },
	{ "году", GLUE, 0 }, { "годы", GLUE, 0 }, { "грудень", MONTH, 12 },
	{ "грудня", MONTH, 12 }, { "дек", MONTH, 12 }, { "декабре", MONTH, 12 },
	{ "декабрь", MONTH, 12 }, { "декабря", MONTH, 12 }, { "до", BEFORE, 0 },
	{ "е", SUFFIX, 2 }, { "жовтень", MONTH, 10 }, { "жовтня", MONTH, 10 },
	{ "зима", SEASON, 24 }, { "зимои", SEASON, 24 }, { "зимы", SEASON, 24 },
	{ "и", TO, 0 }, { "или", TO, 0 }, { "июл", MONTH, 7 },
	{ "июле", MONTH, 7 },
	{ "июль", MONTH, 7 }, { "июля", MONTH, 7 }, { "июн", MONTH, 6 },
	{ "июне", MONTH, 6 }, { "июнь", MONTH, 6 }, { "июня", MONTH, 6 },
	{ "кв", QUARTER, 0 }, { "квартал", QUARTER, 0 },
	{ "квартала", QUARTER, 0 }, { "квітень", MONTH, 4 },
	{ "квітня", MONTH, 4 }, { "лета", SEASON, 22 }, { "лето", SEASON, 22 },
	{ "летом", SEASON, 22 }, { "липень", MONTH, 7 }, { "липня", MONTH, 7 },
	{ "листопад", MONTH, 11 }, { "листопада", MONTH, 11 },
	{ "лютии", MONTH, 2 }, { "лютого", MONTH, 2 }, { "мае", MONTH, 5 },
	{ "маи", MONTH, 5 }, { "мар", MONTH, 3 }, { "март", MONTH, 3 },
	{ "марта", MONTH, 3 }, { "марте", MONTH, 3 }, { "мая", MONTH, 5 },
	{ "мск", ZONE, 0 }, { "н", GLUE, 0 }, { "нашеи", GLUE, 0 },
	{ "ноя", MONTH, 11 }, { "нояб", MONTH, 11 }, { "ноябре", MONTH, 11 },
	{ "ноябрь", MONTH, 11 }, { "ноября", MONTH, 11 }, { "нэ", ERA, 0 },
	{ "ое", SUFFIX, 1 }, { "ок", CIRCA, 0 }, { "около", CIRCA, 0 },
	{ "окт", MONTH, 10 }, { "октябре", MONTH, 10 },
	{ "октябрь", MONTH, 10 }, { "октября", MONTH, 10 },
	{ "осени", SEASON, 23 }, { "осень", SEASON, 23 },
	{ "осенью", SEASON, 23 }, { "пн", WEEKDAY, 0 }, { "по", TO, 0 },
	{ "понедельник", WEEKDAY, 0 }, { "после", AFTER, 0 },
	{ "прибл", CIRCA, 0 }, { "примерно", CIRCA, 0 }, { "пт", WEEKDAY, 0 },
	{ "пятница", WEEKDAY, 0 }, { "с", FROM, 0 }, { "сб", WEEKDAY, 0 },
	{ "сен", MONTH, 9 }, { "сент", MONTH, 9 }, { "сентябре", MONTH, 9 },
	{ "сентябрь", MONTH, 9 }, { "сентября", MONTH, 9 },
	{ "серпень", MONTH, 8 }, { "серпня", MONTH, 8 }, { "со", FROM, 0 },
	{ "ср", WEEKDAY, 0 }, { "среда", WEEKDAY, 0 },
	{ "суббота", WEEKDAY, 0 }, { "січень", MONTH, 1 },
	{ "січня", MONTH, 1 }, { "травень", MONTH, 5 }, { "травня", MONTH, 5 },
	{ "фев", MONTH, 2 }, { "февр", MONTH, 2 }, { "феврале", MONTH, 2 },
	{ "февраль", MONTH, 2 }, { "февраля", MONTH, 2 }, { "х", SUFFIX, 3 },
	{ "червень", MONTH, 6 }, { "червня", MONTH, 6 },
	{ "четверг", WEEKDAY, 0 }, { "чт", WEEKDAY, 0 }, { "ые", SUFFIX, 3 },
	{ "э", ERA, 0 }, { "эры", ERA, 0 }, { "янв", MONTH, 1 },
	{ "январе", MONTH, 1 }, { "январь", MONTH, 1 }, { "января", MONTH, 1 },
	{ "אביב", SEASON, 21 }, { "אוג", MONTH, 8 }, { "אוגוסט", MONTH, 8 },
	{ "אוק", MONTH, 10 }, { "אוקטובר", MONTH, 10 }, { "אחרי", AFTER, 0 },
	{ "אפר", MONTH, 4 }, { "אפריל", MONTH, 4 }, { "ב", GLUE, 0 },
	{ "בערך", CIRCA, 0 }, { "בשנת", GLUE, 0 }, { "דצמ", MONTH, 12 },
	{ "דצמבר", MONTH, 12 }, { "ה", GLUE, 0 }, { "המאה", CENTURY, 0 },
	{ "הספירה", ERA, 0 }, { "חורף", SEASON, 24 }, { "חמישי", WEEKDAY, 0 },
	{ "יולי", MONTH, 7 }, { "יום", WEEKDAY, 0 }, { "יוני", MONTH, 6 },
	{ "ינו", MONTH, 1 }, { "ינואר", MONTH, 1 }, { "לספירה", AD, 0 },
	{ "לפנהס", BC, 0 }, { "לפני", BEFORE, 0 }, { "מ", FROM, 0 },
	{ "מאז", FROM, 0 }, { "מאי", MONTH, 5 }, { "מרס", MONTH, 3 },
	{ "מרץ", MONTH, 3 }, { "נוב", MONTH, 11 }, { "נובמבר", MONTH, 11 },
	{ "סביב", CIRCA, 0 }, { "ספט", MONTH, 9 }, { "ספטמבר", MONTH, 9 },
	{ "סתיו", SEASON, 23 }, { "עד", UNTIL, 0 }, { "פבר", MONTH, 2 },
	{ "פברואר", MONTH, 2 }, { "קיץ", SEASON, 22 }, { "ראשון", WEEKDAY, 0 },
	{ "רביעי", WEEKDAY, 0 }, { "שבת", WEEKDAY, 0 }, { "שישי", WEEKDAY, 0 },
	{ "שלישי", WEEKDAY, 0 }, { "שנה", GLUE, 0 }, { "שני", WEEKDAY, 0 },
	{ "שנת", GLUE, 0 }, { "ابريل", MONTH, 4 }, { "اغسطس", MONTH, 8 },
	{ "اكتوبر", MONTH, 10 }, { "ديسمبر", MONTH, 12 },
	{ "سبتمبر", MONTH, 9 }, { "فبراير", MONTH, 2 }, { "مارس", MONTH, 3 },
	{ "مايو", MONTH, 5 }, { "نوفمبر", MONTH, 11 }, { "يناير", MONTH, 1 },
	{ "يوليو", MONTH, 7 }, { "يونيو", MONTH, 6 }, { "世紀", CENTURY, 0 },
	{ "世纪", CENTURY, 0 }, { "公元", AD, 0 }, { "公元前", BC, 0 },
	{ "分", CLOCK_UNIT, 0 }, { "号", DAY_UNIT, 0 }, { "土曜日", WEEKDAY, 0 },
	{ "年", YEAR_UNIT, 0 }, { "年代", DECADE, 0 }, { "年度", GLUE, 0 },
	{ "日", DAY_UNIT, 0 }, { "日曜日", WEEKDAY, 0 }, { "时", CLOCK_UNIT, 0 },
	{ "星期一", WEEKDAY, 0 }, { "星期三", WEEKDAY, 0 }, { "星期二", WEEKDAY, 0 },
	{ "星期五", WEEKDAY, 0 }, { "星期六", WEEKDAY, 0 }, { "星期四", WEEKDAY, 0 },
	{ "星期天", WEEKDAY, 0 }, { "星期日", WEEKDAY, 0 }, { "時", CLOCK_UNIT, 0 },
	{ "月", MONTH_UNIT, 0 }, { "月曜日", WEEKDAY, 0 }, { "木曜日", WEEKDAY, 0 },
	{ "水曜日", WEEKDAY, 0 }, { "火曜日", WEEKDAY, 0 }, { "点", CLOCK_UNIT, 0 },
	{ "秒", CLOCK_UNIT, 0 }, { "紀元前", BC, 0 }, { "纪元前", BC, 0 },
	{ "號", DAY_UNIT, 0 }, { "西暦", AD, 0 }, { "金曜日", WEEKDAY, 0 },
	{ "금요일", WEEKDAY, 0 }, { "기원전", BC, 0 }, { "년", YEAR_UNIT, 0 },
	{ "년대", DECADE, 0 }, { "목요일", WEEKDAY, 0 }, { "분", CLOCK_UNIT, 0 },
	{ "서기", AD, 0 }, { "세기", CENTURY, 0 }, { "수요일", WEEKDAY, 0 },
	{ "시", CLOCK_UNIT, 0 }, { "월", MONTH_UNIT, 0 }, { "월요일", WEEKDAY, 0 },
	{ "일", DAY_UNIT, 0 }, { "일요일", WEEKDAY, 0 }, { "초", CLOCK_UNIT, 0 },
	{ "토요일", WEEKDAY, 0 }, { "화요일", WEEKDAY, 0 },
};
/* clang-format on */

#define NENTRIES (sizeof entries / sizeof entries[0])

/* As memcmp() of the entry's text and s, and the shorter first. */
static int
compare(const struct date_entry *entry, struct str s)
{
	size_t n = strlen(entry->text);
	int order = memcmp(entry->text, s.p, n < s.n ? n : s.n);

	return order != 0 ? order : (n > s.n) - (n < s.n);
}

const struct date_entry *
date_words_find(struct str folded)
{
	size_t lo = 0, hi = NENTRIES;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = compare(&entries[mid], folded);

		if (order == 0)
			return &entries[mid];
		if (order < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

const struct date_entry *
date_words_all(size_t *n)
{
	*n = NENTRIES;
	return entries;
}
