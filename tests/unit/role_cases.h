/*
 * Headers as they are met in the wild, with some records, and the letter of
 * the role that each column is to get: i id, d date, s section, t title,
 * x text, a actors, p places, k kind, c sources, - none.  The parts of a
 * composed column have its letter.
 */
#ifndef ANNALS_TESTS_ROLE_CASES_H
#define ANNALS_TESTS_ROLE_CASES_H

#define LONG                                                                   \
	"A long account of what had happened on that day, of who was there "   \
	"and of what came of it, in whole sentences."
/* clang-format off */
#define LANG \
	"Подробный рассказ о том, что было в тот день, кто был при этом " \
	"и чем всё закончилось."
/* clang-format on */

/* Fields are separated by |, records by line ends. */
static const struct role_case {
	const char *header, *rows, *roles;
} role_cases[] = {
	/* what chronicles of annals look like */
	{ "id|date|section|title|text|actors|places|kind|sources",
	    "a|1948|s|One|" LONG "|x|y|z|1\nb|1949|s|Two|" LONG "|x|y|z|2",
	    "idstxapkc" },
	/* months as statistics have them; and numbers that are none */
	{ "period|title|value", "201403|One|7\n201412|Two|8\n199901|Six|9",
	    "dt-" },
	{ "period|title|value", "201403|One|7\n201413|Two|8\n199901|Six|9",
	    "st-" },
	{ "YYYYMM|title|value", "201403|One|7\n201412|Two|8\n199901|Six|9",
	    "dt-" },
	/* accidents and disasters */
	{ "Date|Time|Location|Operator|Flight #|Route|Type|Registration|"
	  "cn/In|Aboard|Fatalities|Ground|Summary",
	    "09/17/1908|17:18|Fort Myer|Military - U.S. Army|||A||1|2|1|0|" LONG
	    "\n07/12/1912|06:30|Atlantic City|Military - U.S. Navy||Test|B|||5|"
	    "5|0|" LONG,
	    "d-pt--k-----x" },
	{ "DisNo.|Historic|Classification Key|Disaster Group|Disaster Type|"
	  "Event Name|ISO|Country|Location|Start Year|Start Month|Start Day|"
	  "End Year|End Month|End Day|Total Deaths|Entry Date|Last Update",
	    "1999-9388-DJI|No|nat-cli|Natural|Drought||DJI|Djibouti|Ali Sabieh|"
	    "2001|6||2001||||2006-03-01|2023-09-25\n"
	    "1999-9388-SDN|No|nat-cli|Natural|Drought|Long dry season|SDN|"
	    "Sudan|North Kordofan|2000|1||2001||||2006-03-08|2023-09-25",
	    "i---kt--pddd------" },
	{ "Event Id|Event Date|Injury Severity|Country|Report Status",
	    "20001218X45444|1948-10-24|Fatal(2)|United States|Probable Cause\n"
	    "20001218X45447|1962-07-19|Fatal(4)|United States|Probable Cause",
	    "idtp-" },
	{ "Incident_Date|Incident_ID|State|City Or County|Narrative",
	    "1/1/2014|92114|Ohio|Columbus|" LONG
	    "\n3/4/2014|92115|Iowa|Ames|" LONG,
	    "dip-x" },
	{ "earthquake_id|time|mag|place|type",
	    "us1|1999-01-02T03:04:05.123Z|5.1|12 km N of Ica|earthquake\n"
	    "us2|1999-01-03T03:04:05.123Z|4.9|3 km S of Lae|earthquake",
	    "id-tk" },
	{ "Number|Name of vessel|Date of loss|Cause|Remarks",
	    "1|Amalia|12 May 1873|storm|" LONG "\n2|Rose|June 1880|fire|" LONG,
	    "itd-x" },
	/* votes and politics */
	{ "year|date|month|draft|meeting_record|agenda_item|crisis_topic|"
	  "region",
	    "1946|2/16/1946|2|S/PV.23|S/PV.23|Letter from the heads of "
	    "delegations dated 4 February 1946|Lebanon|Middle East\n"
	    "1946|6/18/1946|6|S/PV.45|S/PV.47|The question of Spain, and what "
	    "the Council can do about it|Spain|Western Europe",
	    "-d---xsp" },
	{ "rcid|session|date|unres|short_descr|issue|country",
	    "3|1|1946-01-01|R/1/66|Amendments, council|Human rights|Chile\n"
	    "4|1|1946-01-02|R/1/79|Secretary general|Human rights|Peru",
	    "--d-t-p" },
	{ "event_id_cnty|event_date|year|time_precision|disorder_type|"
	  "event_type|actor1|location|source|notes",
	    "AFG1|24 May 2017|2017|1|Violence|Battle|Police|Kabul|Tolo|" LONG
	    "\nAFG2|25 May 2017|2017|1|Violence|Riot|Army|Herat|Khaama|" LONG,
	    "id---kapcx" },
	{ "eventid|iyear|imonth|iday|country_txt|city|attacktype1_txt|summary",
	    "197000000001|1970|7|2|Chile|Santiago|Attack|" LONG
	    "\n197000000002|1970|0|0|Mexico|Toluca|Theft|" LONG,
	    "-ddd-p-x" },
	/* statistics */
	{ "Country Name|Country Code|Indicator Name|Indicator Code|1960|1961",
	    "Aruba|ABW|Population, total|SP.POP.TOTL|54608|55811\n"
	    "Angola|AGO|Population, total|SP.POP.TOTL|5357195|5441333",
	    "t-----" },
	{ "Entity|Code|Year|Deaths",
	    "World||1990|12\nWorld||1991|14\nChad|TCD|1990|2\nChad|TCD|1991|1",
	    "t-d-" },
	/* SPARQL */
	{ "item|itemLabel|itemDescription|date|placeLabel",
	    "http://www.wikidata.org/entity/Q1|Battle of Ain|battle in 1118|"
	    "1118-01-01T00:00:00Z|Ain\nhttp://www.wikidata.org/entity/Q2|"
	    "Siege of Tyre|siege of a town by an army|"
	    "1124-01-01T00:00:00Z|Tyre",
	    "itxdp" },
	{ "event|eventLabel|pointInTime|countryLabel|image",
	    "http://www.wikidata.org/entity/Q3|Battle of Ain|"
	    "1118-01-01T00:00:00Z|Syria|http://commons.org/a.jpg\n"
	    "http://www.wikidata.org/entity/Q4|Siege of Tyre|"
	    "1124-01-01T00:00:00Z|Lebanon|http://commons.org/b.jpg",
	    "-tdp-" },
	/* schema.org and Dublin Core */
	{ "@id|headline|datePublished|articleBody|about|author|url",
	    "1|New bridge|2001-02-03|" LONG "|Traffic|A. Miller|http://a.b/c\n"
	    "2|Old tower|2001-02-04|" LONG "|Traffic|B. Baker|http://a.b/d",
	    "itdxsac" },
	{ "schema:name|schema:startDate|schema:endDate|schema:location|"
	  "schema:description",
	    "Fair|2001-02-03|2001-02-04|Leeds|" LONG "\nShow|2001-02-05|"
	    "2001-02-06|York|" LONG,
	    "td-px" },
	{ "dc:identifier|dc:title|dc:creator|dc:date|dc:description|dc:subject|"
	  "dc:type|dc:source|dc:coverage",
	    "x1|A letter|Smith, J.|1901|" LONG "|Trade|Text|Box 1|Leeds\n"
	    "x2|A map|Baker, K.|1902-03|" LONG "|Trade|Image|Box 2|York",
	    "itadxskcp" },
	{ "dc.identifier.uri|dc.title[en]|dc.date.issued|"
	  "dc.date.accessioned|dc.description.abstract",
	    "http://h.net/1|On ships|1999-05-01|2010-01-01T00:00:00Z|" LONG
	    "\nhttp://h.net/2|On trains|1999-06-01|2010-01-01T00:00:00Z|" LONG,
	    "itd-x" },
	{ "dcterms_title|dcterms_created|dcterms_spatial|dcterms_abstract",
	    "A letter|1901|Leeds|" LONG "\nA map|1902|York|" LONG, "tdpx" },
	/* museums, archives, libraries */
	{ "Object Number|Is Highlight|Department|AccessionYear|Object Name|"
	  "Title|Artist Display Name|Object Date|Medium|Link Resource",
	    "1979.486.1|False|The American Wing|1979|Coin|One-dollar Coin|"
	    "James Longacre|1853|Gold|http://m.org/1\n"
	    "1980.264.5|False|The American Wing|1980|Coin|Ten-dollar Coin|"
	    "Christian Gobrecht|ca. 1901|Gold|http://m.org/2",
	    "i-s--tad-c" },
	{ "Inventarnummer|Objektbezeichnung|Datierung|Künstler|Beschreibung|"
	  "Fundort",
	    "I 1|Krug|um 1780|Meister H.|" LONG "|Ulm\nI 2|Teller|1790|"
	    "Unbekannt|" LONG "|Worms",
	    "itdaxp" },
	{ "Signatur|Titel|Laufzeit|Inhalt|Abteilung",
	    "A 1|Akten der Bauverwaltung|1811-1820|" LONG "|Bau\n"
	    "A 2|Akten der Schulaufsicht|1821-1830|" LONG "|Schule",
	    "itdxs" },
	{ "Cote|Intitulé|Dates extrêmes|Présentation du contenu",
	    "1 J 1|Lettres de Paul|1811-1820|" LONG
	    "\n1 J 2|Comptes|1821|" LONG,
	    "itdx" },
	/* press, letters, newsletters */
	{ "Title|URL|Pub Date|Subject|Body Text",
	    "Issue 1|http://n.org/1|Mon, 04 Feb 2019|Spring|" LONG
	    "\nIssue 2|http://n.org/2|Tue, 05 Feb 2019|Summer|" LONG,
	    "tcdsx" },
	{ "post_id|email_date|is_published|title|subtitle|type",
	    "1.first|2021-03-04T10:00:00.000Z|true|First|How it began|post\n"
	    "2.second|2021-03-05T10:00:00.000Z|true|Second|How it went|post",
	    "id-t-k" },
	{ "From|To|Date|Subject|Message",
	    "a@b.org|c@d.org|1 Jan 2001 10:00|Hello there|" LONG
	    "\na@b.org|c@d.org|2 Jan 2001 11:00|Once again|" LONG,
	    "--dtx" },
	{ "created_at|screen_name|full_text|retweet_count",
	    "Wed Oct 10 20:19:24 2018|annals|" LONG "|3\n"
	    "Thu Oct 11 20:19:24 2018|annals|" LONG "|4",
	    "d-x-" },
	{ "Key|Item Type|Publication Year|Author|Title|Publication Title|"
	  "Abstract Note|Date|Date Added|Date Modified",
	    "ABC|journalArticle|2001|Smith, J.|On ships|Sea|" LONG
	    "|2001-05|2020-01-01 10:00:00|2021-01-01 10:00:00\n"
	    "DEF|book|2002|Baker, K.|On trains|Rail|" LONG
	    "|2002-06|2020-01-02 10:00:00|2021-01-02 10:00:00",
	    "ik-at-xd--" },
	/* code and work */
	{ "commit|author|date|message",
	    "a1b2|Ann|2001-02-03 10:00:00 +0200|mend the loader\n"
	    "c3d4|Bob|2001-02-04 10:00:00 +0200|add a test of dates",
	    "-adx" },
	{ "Issue key|Summary|Issue Type|Created|Description",
	    "AN-1|No output|Bug|2001-02-03 10:00|" LONG
	    "\nAN-2|Wrong sort|Bug|2001-02-04 11:00|" LONG,
	    "itkdx" },
	{ "ID|Executed|Applied|Issued|Patent No.|Title|Primary Subject Matter",
	    "1|10/13/1868|10/28/1868|6/1/1869|90646|Vote-Recorder|Misc\n"
	    "2|1/25/1869|2/17/1869|6/22/1869|91527|Printing-Telegraphs|Cable",
	    "i--d-ts" },
	/* Russian */
	{ "№|Дата принятия|Наименование документа|Текст документа|Раздел",
	    "1|12.05.1999|О мерах|" LANG "|Право\n2|13.05.1999|О составе|" LANG
	    "|Право",
	    "idtxs" },
	{ "Дата события|Событие|Место|Описание|Источник",
	    "5 мая 1945 г.|Салют|Москва|" LANG "|Правда\n6 мая 1945 г.|Парад|"
	    "Киев|" LANG "|Труд",
	    "dtpxc" },
	{ "Год|Месяц|День|Название|Примечание",
	    "1945|5|9|Парад победы|" LANG "\n1945|6|24|Салют|" LANG, "dddtx" },
	{ "Номер документа|Тип документа|Заголовок|Аннотация|Дата_публикации",
	    "12-Ф|указ|О наградах|" LANG "|2001-02-03\n13-Ф|закон|О земле|" LANG
	    "|2001-02-04",
	    "iktxd" },
	{ "Автор|Название книги|Год издания|Город|Рубрика",
	    "Иванов И.|Поля|1956|Москва|Проза\nПетров П.|Горы|1957|Омск|Проза",
	    "atdps" },
	/* Hebrew */
	{ "מזהה|תאריך האירוע|שם האירוע|תיאור האירוע|מקום",
	    "1|12/05/1999|טקס|" LONG "|חיפה\n2|13/05/1999|כנס|" LONG "|עכו",
	    "idtxp" },
	{ "שנה|כותרת|תוכן|נושא|מקורות",
	    "1948|הכרזה|" LONG "|מדינה|א\n1949|בחירות|" LONG "|מדינה|ב",
	    "dtxsc" },
	/* German */
	{ "Ereignisdatum|Ereignistitel|Kurzbeschreibung|Ort|Quelle",
	    "9. November 1918|Ausrufung|" LONG "|Berlin|Zeitung\n"
	    "10. November 1918|Bildung des Rates|" LONG "|Berlin|Brief",
	    "dtxpc" },
	{ "lfd. Nr.|Jahr|Monat|Tag|Ereignis|Bemerkungen",
	    "1|1918|11|9|Ausrufung|" LONG "\n2|1918|11|10|Rat|" LONG,
	    "-dddtx" },
	{ "Name|Geburtsdatum|Beruf|Kurzbiographie",
	    "Anna Weber|01.02.1900|Lehrerin|" LONG
	    "\nKarl Baum|03.04.1901|Bauer|" LONG,
	    "td-x" },
	/* French */
	{ "Date de début|Date de fin|Lieu de l'événement|"
	  "Titre de l'événement|Résumé",
	    "12/05/1999|13/05/1999|Lyon|Fête du port|" LONG
	    "\n14/06/1999|15/06/1999|Metz|Foire|" LONG,
	    "d-ptx" },
	{ "Année|Mois|Jour|Événement|Détails|Type d'événement",
	    "1944|juin|6|Débarquement|" LONG "|guerre\n1944|août|25|"
	    "Libération|" LONG "|guerre",
	    "dddtxk" },
	{ "Auteur|Titre|Éditeur|Année de parution|Thème",
	    "Hugo, V.|Les Voix|Lacroix|1862|Roman\nZola, É.|La Mine|Charpent|"
	    "1885|Roman",
	    "at-ds" },
	/* Spanish, Italian, Portuguese */
	{ "Fecha del suceso|Título|Descripción del hecho|Lugar|Fuentes",
	    "12/05/1999|Elección|" LONG "|Lima|Diario\n13/06/1999|Marcha|" LONG
	    "|Quito|Radio",
	    "dtxpc" },
	{ "Año|Mes|Día|Suceso|Categoría|Observaciones",
	    "1936|7|17|Alzamiento|Guerra|" LONG
	    "\n1936|7|18|Combate|Guerra|" LONG,
	    "dddtsx" },
	{ "Data|Titolo|Descrizione|Luogo",
	    "12/05/1999|Festa|" LONG "|Roma\n13/06/1999|Fiera|" LONG "|Bari",
	    "dtxp" },
	{ "Data do evento|Título|Descrição|Cidade",
	    "12/05/1999|Festa|" LONG "|Braga\n13/06/1999|Feira|" LONG "|Faro",
	    "dtx-" },
	/* Japanese, Chinese */
	{ "国民の祝日・休日月日|国民の祝日・休日名称",
	    "1955/1/1|元日\n1955/1/15|成人の日\n1955/3/21|春分の日", "dt" },
	{ "日付|タイトル|説明|場所|カテゴリ",
	    "1999年1月1日|新年会|年の初めに行われた会の詳しい説明である|東京|会\n"
	    "1999年2月3日|節分|豆をまいて鬼を払う行事の詳しい説明である|京都|祭",
	    "dtxps" },
	{ "编号|日期|标题|内容|地点|来源",
	    "1|1999-01-01|开幕|这是关于开幕式的详细内容以及各方的反应|北京|报\n"
	    "2|1999-02-03|闭幕|这是关于闭幕式的详细内容以及各方的反应|上海|报",
	    "idtxpc" },
	/* names that say little, or nothing */
	{ "a|b|c",
	    "1999|Fire in the mill|\n2000|Flood in the vale|1999-02-03\n"
	    "2001|Frost in the wood|",
	    "dt-" },
	{ "Event Title (EN)|Event Title (FR)|When did it happen?|Full story",
	    "Fire|Feu|1999-01-01|" LONG "\nFlood|Crue|1999-02-03|" LONG,
	    "t-dx" },
	{ "a|b|c",
	    "1999-01-01|Fire in the mill|" LONG "\n1999-02-03|Flood|" LONG,
	    "dtx" },
	{ "column 1|column 2|column 3|column 4",
	    "1|Fire in the mill|12 May 1899|" LONG "\n2|Flood in the vale|"
	    "13 June 1900|" LONG,
	    "-tdx" },
	{ "What|Happened on|Notes|Story of it",
	    "Fire|1999-01-01||" LONG "\nFlood|1999-02-03|see file|" LONG,
	    "td-x" },
	{ "Description|Notes",
	    "Fire in the mill|" LONG "\nFlood in the vale|" LONG, "tx" },
	{ "date|event", "1999-01-01|" LONG LONG "\n1999-02-03|" LONG LONG,
	    "dx" },
	{ "id|name|value",
	    "1|One|3.5\n1|Two|4.5\n1|Three|3.9\n2|Four|1\n2|Five|2", "-t-" },
	{ "latitude|longitude|location|date",
	    "12.5|13.5|12.5,13.5|1999-01-01\n12.6|13.6|12.6,13.6|1999-01-02",
	    "t--d" },
	{ "date|date of birth|name",
	    "1999-01-01|1950-01-01|Ann Weber\n1999-01-02|1951-01-01|Bob Baum",
	    "d-t" },
	{ "time|date|event",
	    "10:00|1999-01-01|Fire in town\n11:30|1999-01-02|Flood in the vale",
	    "-dt" },
	{ "Year|Mo|Dy|Country|Location Name",
	    "1755|11|1|PORTUGAL|LISBON\n-1610|||GREECE|THERA ISLAND", "dddpt" },
	{ "dispnum|stday|stmon|styear|endday|endmon|endyear",
	    "2|-9|5|1902|-9|1|1903\n3|2|5|1913|25|10|1913", "tddd---" },
	/* dates in words, and with years of two digits */
	{ "Summary|Issue id|Created",
	    "Login fails|1001|12/Jan/22 3:04 PM\nLogout|1002|13/Feb/22 4:05 PM",
	    "xid" },
	{ "Век|Событие", "XVII век|Смута\nXIX век|Реформы", "dt" },
	{ "Decade|Event", "1920s|Jazz\n1930s|Slump", "dt" },
	{ "week|cases|what", "2020-W05|3|Fever\n2020-W06|5|More fever", "d-t" },
	{ "날짜|사건", "1945년 8월 15일|광복절\n1950년 6월 25일|전쟁", "dt" },
	{ "month|x", "April|One\nMay|Two", "t-" },
	/* codes are no titles, if there are words */
	{ "freq,unit,geo|2019|2020",
	    "A,NR,AT|8858775 p|8901064 b\n"
	    "A,NR,BE|11455519 p|11492641 b",
	    "t--" },
	{ "Pope|Pontificate", "Peter|33 - 64/67 (?)\nLinus|64/67 - 76/79 (?)",
	    "t-" },
	{ "code|n", "12-345-A|1\n12-346-B|2", "it" },
	/* moments as numbers, days as in spreadsheets */
	{ "id|ts|title", "1|1618571234.0002|A fire\n2|1618657634.0003|A flood",
	    "idt" },
	{ "created_at|title", "1618571234000|A fire\n1618657634000|A flood",
	    "dt" },
	{ "Date (Excel serial)|Event", "36526|A fire\n37145.5|A flood", "dt" },
	{ "Event date code|Event", "100|A fire\n371|A flood", "it" },
	{ "Reg. date no.|Event", "9936526|A fire\n9937145|A flood", "-t" },
	{ "Cote|Intitulé|Dates extrêmes",
	    "1 J 1|Lettres de famille|1850-1862\n1 J 2|Comptes|1789-1799",
	    "itd" },
	{ "Titel|Datierung", "Der Wanderer|um 1817\nDas Eismeer|1823/24",
	    "td" },
	{ "people|place|year|what",
	    "12|Leeds|1999|A fire\n300|York|2000|A flood\n7|Hull|2001|A storm",
	    "-pdt" },
	/* a section by what is in it */
	{ "when|what|party|votes",
	    "1990|Vote on ships|Reds|1\n1991|Vote on trains|Blues|2\n"
	    "1992|Vote on mills|Reds|3\n1993|Vote on roads|Blues|4\n"
	    "1994|Vote on canals|Reds|5\n1995|Vote on schools|Blues|6\n"
	    "1996|Vote on ports|Reds|7\n1997|Vote on taxes|Blues|8\n"
	    "1998|Vote on fish|Reds|9\n1999|Vote on coal|Blues|10",
	    "dts-" },
	{ "when|what|party|category",
	    "1990|Vote on ships|Reds|1\n1991|Vote on trains|Blues|2\n"
	    "1992|Vote on mills|Reds|3\n1993|Vote on roads|Blues|4\n"
	    "1994|Vote on canals|Reds|5\n1995|Vote on schools|Blues|6\n"
	    "1996|Vote on ports|Reds|7\n1997|Vote on taxes|Blues|8\n"
	    "1998|Vote on fish|Reds|9\n1999|Vote on coal|Blues|10",
	    "dt-s" },
	{ "날짜|제목|내용|장소",
	    "2014년 2월 1일|하나|" LONG "|서울\n2014년 3월 1일|둘|" LONG
	    "|부산",
	    "dtxp" },
	{ "Betreff|Beginnt am|Ort", "Treffen|1.2.2014|Bonn\nFest|2.3.2014|Ulm",
	    "tdp" },
	/* what is called a section may be a date */
	{ "Era|Event", "1920s|Jazz\nlate 1930s|War\n1940-45|Fire\n1950/51|Fair",
	    "dt" },
	/* of several years, those with months */
	{ "Year|Event|End Year|End Month|Start Year|Start Month|Start Day",
	    "1999|Fire|1999|6|1999|5|4\n2000|Flood|2000|8|2000|7|6",
	    "-t--ddd" },
	{ "Year|Event|End Year|End Month",
	    "1999|Fire|1999|6\n2000|Flood|2000|8", "dt--" },
	/* no title by its name */
	{ "Date|Item|Amount", "1 Feb 2014|Rent|500\n13 Mar 2014|Food|20",
	    "dt-" },
	{ "date|place|height|weight",
	    "||(m)|(kg)\n1999|Leeds|1.5|7\n2000|York|1|8", "dt--" },
	/* without values */
	{ "When|Headline|What happened|Country", NULL, "dtxp" },
	{ "EVENT_DATE|Event-Name |Description|URL", NULL, "dtxc" },
	{ "year|date|name|title", NULL, "-d-t" },
	{ "ДАТА|Заголовок|Описание|Тема|Город", NULL, "dtxsp" },
	{ "Año|Título|Descripción|Fuente", NULL, "dtxc" },
	{ "id|date|x|y", NULL, "idt-" },
	{ "a", NULL, "t" },
	{ "id", NULL, "i" },
	{ "date|date", NULL, "dt" },
	{ "\377|title", NULL, "-t" },
	/* languages of Europe and the Near East */
	{ "Tarih|Başlık|Açıklama|Yer|Kaynak",
	    "5 Mayıs 1999|Bir|" LONG "|Ankara|x\n6 Ağustos 1999|İki|" LONG
	    "|İzmir|y",
	    "dtxpc" },
	{ "Data wydarzenia|Tytuł|Opis|Miejsce|Źródło",
	    "5 maja 1999|Jeden|" LONG "|Kraków|x\n6 sierpnia 1999|Dwa|" LONG
	    "|Łódź|y",
	    "dtxpc" },
	{ "Datum|Název|Popis|Místo|Zdroj",
	    "5. května 1999|Jedna|" LONG "|Brno|x\n6. srpna 1999|Dvě|" LONG
	    "|Praha|y",
	    "dtxpc" },
	{ "Ημερομηνία|Τίτλος|Περιγραφή|Τόπος|Πηγή",
	    "5 Μαΐου 1999|Ένα|" LONG "|Αθήνα|x\n6 Ιουνίου 1999|Δύο|" LONG
	    "|Πάτρα|y",
	    "dtxpc" },
	{ "Data|Titlul|Descriere|Locul|Sursa",
	    "5 mai 1999|Unu|" LONG "|Iași|x\n6 iunie 1999|Doi|" LONG "|Cluj|y",
	    "dtxpc" },
	{ "Dátum|Cím|Leírás|Helyszín|Forrás",
	    "1999. május 5.|Egy|" LONG "|Pécs|x\n1999. június 6.|Kettő|" LONG
	    "|Győr|y",
	    "dtxpc" },
	{ "Datum|Händelse|Beskrivning|Plats|Källa",
	    "5 maj 1999|Ett|" LONG "|Umeå|x\n6 juni 1999|Två|" LONG "|Lund|y",
	    "dtxpc" },
	{ "Dato|Overskrift|Beskrivelse|Sted|Kilde",
	    "5. maj 1999|En|" LONG "|Aarhus|x\n6. juni 1999|To|" LONG
	    "|Odense|y",
	    "dtxpc" },
	{ "Päivämäärä|Otsikko|Kuvaus|Paikka|Lähde",
	    "5. toukokuuta 1999|Yksi|" LONG
	    "|Turku|x\n6. kesäkuuta 1999|Kaksi|" LONG "|Oulu|y",
	    "dtxpc" },
	{ "التاريخ|عنوان|الوصف|الموقع|المصدر",
	    "5 أيار 1999|واحد|" LONG "|بيروت|x\n6 حزيران 1999|اثنان|" LONG
	    "|دمشق|y",
	    "dtxpc" },
	{ "Yıl|Ay|Gün|Olay", "1999|5|3|Bir\n2000|6|4|İki", "dddt" },
	{ "Rok|Měsíc|Den|Událost", "1999|5|3|Jedna\n2000|6|4|Dvě", "dddt" },
};

#endif
