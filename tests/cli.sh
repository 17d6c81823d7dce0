#!/bin/sh
#
# What $ANNALS prints, says on standard error and returns: sub-commands,
# options, files that are missing or wrong, output that cannot be written.
# Each case is a line "try STATUS ARGUMENTS", then what must be there.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

esc=$(printf '\033')

# Standard output, or standard error, is what stands on standard input.  Not
# to be called behind a pipe: what is complained of there would be forgotten.
out() { cat >want; diff -u want out >&2 || complain "$tried: output"; }
err() { cat >want; diff -u want err >&2 || complain "$tried: message"; }
empty() { [ ! -s out ] || complain "$tried: prints"; }

# A message and nothing else.
refused() { says "$1"; empty; }

# ---- files to try

cat >tiny.csv <<'EOF'
id,date,section,title,text,actors,sources,Weather
first,1948-05-17,North,The first event,"What happened, in a sentence that is long enough to be wrapped at seventy-six cells.",one;two,1;2,fine
second,1950~,South,"Zürich — “quoted”",Ünïcödé.,,,
third,,North,Undated,,,,
EOF
cat >other.csv <<'EOF'
Nr;Wann;Was;Wo
7;1901;Ein Ereignis;hier
8;1902;Noch eins;dort
EOF
mkdir folder package
cp "$SRC"/tests/golden/small/* package/

# ---- one event

try 0 show first tiny.csv
silent
out <<'EOF'
The first event
17 May 1948  #1

What happened, in a sentence that is long enough to be wrapped at seventy-
six cells.

Actors   one; two
Sources  1; 2
Section  North
Date     1948-05-17
Id       first
Weather  fine
EOF

try 0 show third tiny.csv
silent
out <<'EOF'
Undated
#3

Section  North
Id       third
EOF

cat >wide.csv <<'EOF'
id,title,section,A name that is longer than most
x,T,s,value
EOF
try 0 show x wide.csv
out <<'EOF'
T
#1

Section       s
Id            x
A name that is longer than most  value
EOF

try 0 show charter package
silent
out <<'EOF'
The harbour gets its charter
17 May 1188 · agreement  #4

The charter frees ships of less than ten oars from the toll. It was renewed
nine times.

Actors   the duke; the town
Places   Northport
Sources  book, note 5
Section  The sea > Ports
Kind     agreement
Date     1188-05-17
Id       charter
EOF
try 0 show charter package/
silent
try 0 show charter package/datapackage.json
silent

try 1 show nobody tiny.csv
refused "no event 'nobody'"
try 1 show "no${esc}[31mbody" tiny.csv
refused "no event 'no␛[31mbody'"
try 2 show
refused "show needs an event's id"
try 2 show ''
refused "show needs an event's id"

# ---- the tree

try 0 sections tiny.csv
silent
out <<'EOF'
     3  tiny.csv
     2    North
     1    South
EOF
try 0 sections package
silent
out <<'EOF'
    17  A small chronicle
     5    Old times
     8    The sea
     5      Ports
     3      Ships
     4    Words and letters
EOF

# ---- about itself

for option in -h --help; do
	try 0 "$option"
	silent
	grep -q '^usage: annals ' out || complain "$tried: no usage"
done
for option in -V --version; do
	try 0 "$option"
	silent
	grep -qE '^annals [0-9]+(\.[0-9]+)+$' out || complain "$tried: $(cat out)"
done
try 0 show --help
grep -q '^usage: annals ' out || complain "$tried: no usage"
awk 'length($0) > 79 { exit 1 }' out || complain "$tried: wide lines"

# ---- wrong options and words

try 2 --nothing
refused "unknown option '--nothing', see annals --help"
try 2 -x sections tiny.csv
refused "unknown option '-x', see annals --help"
try 2 sections -Vx tiny.csv
refused "unknown option '-x', see annals --help"
try 2 "-${esc}"
refused "unknown option, see annals --help"
try 2 --help=yes
refused "--help takes no value"
try 2 --date-order
refused "--date-order needs a value"
for order in '' DMY dym dmyy; do
	try 2 --date-order "$order" tiny.csv
	refused "--date-order: '$order' is not dmy, mdy or ymd"
done
for pivot in '' 7 100 -1 xx +1; do
	try 2 "--year-pivot=$pivot" tiny.csv
	refused "--year-pivot: '$pivot' is not from 00 to 99"
done
for order in dmy mdy ymd; do
	try 0 sections --date-order "$order" --year-pivot 00 tiny.csv
	silent
done
try 2 --no-header=yes
refused "--no-header takes no value"
try 2 sections --role
refused "--role needs a value"
try 2 sections --role title tiny.csv
refused "--role: 'title' is not ROLE=COLUMN"
try 2 sections --role title= tiny.csv
refused "--role: 'title=' is not ROLE=COLUMN"
try 2 sections --role headline=x tiny.csv
refused "--role: no role 'headline'"
try 2 sections --delimiter ab tiny.csv
refused "--delimiter: 'ab' is not one ASCII character"
try 2 sections --quote '' tiny.csv
refused "--quote: '' is not one ASCII character"
try 2 sections --escape none --escape xx tiny.csv
refused "--escape: 'xx' is not one ASCII character"
try 2 sections --delimiter é tiny.csv
refused "--delimiter: 'é' is not one ASCII character"
try 2 --layout wide tiny.csv
refused "layout: 'wide' is none of auto, stacked, columns, single"
for option in --at --layout --config; do
	try 2 sections "$option" auto tiny.csv
	refused "$option does not go with this, see annals --help"
done
try 2 --config nothing tiny.csv
refused "nothing: No such file or directory"

# ---- files that are not there, or are something else

try 2 sections nothing.csv
refused "nothing.csv: No such file or directory"
try 2 show first nothing.csv
refused "nothing.csv: No such file or directory"
try 2 sections "no${esc}[2Jthing"
refused "no␛[2Jthing: No such file or directory"
try 2 sections folder
refused "folder: no datapackage.json in it"
ANNALS_CHRONICLE=nothing.csv
export ANNALS_CHRONICLE
try 2 sections
refused "nothing.csv: No such file or directory"
unset ANNALS_CHRONICLE
: >empty.csv
try 0 sections empty.csv
says "empty.csv:1: is empty: no header, no events"
out <<'EOF'
     0  empty.csv
EOF
try 1 show first empty.csv
err <<'EOF'
annals: empty.csv:1: is empty: no header, no events
annals: no event 'first'
EOF

# ---- other columns, other characters

try 0 show 8 --delimiter ';' --role id=Nr --role title=Was --role date=Wann \
    --role section=Wo other.csv
silent
out <<'EOF'
Noch eins
1902  #2

Section  dort
Date     1902
Id       8
EOF
try 0 show 8 --delimiter=';' --role id=1 --role title=3 --role date=2 \
    --role section=WO other.csv
silent
[ "$(head -n 1 out)" = "Noch eins" ] || complain "$tried: $(cat out)"
try 2 sections --delimiter ';' --role title=5 other.csv
grep -q '^annals: .*title' err || complain "$tried: $(cat err)"
try 2 sections --delimiter ';' --role title=Wer other.csv
grep -q '^annals: .*Wer.*title' err || complain "$tried: $(cat err)"

tr ';' '\t' <other.csv >other.tsv
for character in "$tab" '\t' tab; do
	try 0 sections --delimiter "$character" --role section=Wo other.tsv
	silent
	out <<-'EOF'
	     2  other.tsv
	     1    hier
	     1    dort
	EOF
done

printf 'id,title,section\na,"A" and "B",s\n' >quotes.csv
try 0 show a --quote none quotes.csv
silent
[ "$(head -n 1 out)" = '"A" and "B"' ] || complain "$tried: $(cat out)"
printf "title,section\n'A, B',s\n" >single.csv
try 0 show 'A, B' --quote "'" --role id=title single.csv
silent

printf 'a,1901,One\nb,1902,Two\n' >headless.csv
try 0 show a --no-header --role id=1 --role date=2 --role title=3 headless.csv
[ "$(head -n 1 out)" = One ] || complain "$tried: $(cat out)"
printf '1,2\n3,4\n' >numbers.csv
try 0 search '*' --format csv numbers.csv
[ "$(head -n 1 out)" = 'column 1,column 2' ] || complain "$tried: $(cat out)"
try 0 search '*' --format csv --header numbers.csv
[ "$(head -n 1 out)" = '1,2' ] || complain "$tried: $(cat out)"
try 0 search '*' --format csv --header --no-header numbers.csv
[ "$(head -n 1 out)" = 'column 1,column 2' ] || complain "$tried: $(cat out)"
printf 'when|what|why\n1999|A, b|c\n2000|D|e\n' >bars.csv
try 0 search '*' --format csv --role text=what,why bars.csv
[ "$(cat out)" = "when,what,why
1999,\"A, b\",c
2000,D,e" ] || complain "$tried: $(cat out)"
try 0 search '*' --format tsv --limit 1 --role text=what,why bars.csv
[ "$(wc -w <out)" -eq 7 ] || complain "$tried: $(cat out)"
try 0 search 'd e' --format jsonl --role 'text=what,why' bars.csv
case $(cat out) in
*'"text":"D\n\ne"'*'"fields":{"what":"D","why":"e"}}') ;;
*) complain "$tried: $(cat out)" ;;
esac

# ---- encodings

printf 'id,title\na,Z\201rich\nb,Malm\224\n' >cp850.csv
printf '\377\376i\0d\0,\0t\0i\0t\0l\0e\0\n\0b\0,\0M\0a\0l\0m\0' >utf16.csv
printf '\366\0\n\0' >>utf16.csv
for file in utf16.csv '--encoding=cp850 cp850.csv' '--encoding dos cp850.csv'; do
	# shellcheck disable=SC2086 # an option and a file
	try 0 show b $file
	silent
	[ "$(head -n 1 out)" = Malmö ] || complain "$tried: $(cat out)"
done
printf 'id,title\na,\201\nb,\216\n' >cp1252.csv
try 1 check --encoding cp1252 cp1252.csv
out <<'END'
cp1252.csv: 1 byte means nothing in WINDOWS-1252
cp1252.csv:2:2: byte 1 of the field, 0x81, is no UTF-8
    �
END
{ cat cp1252.csv; yes 'c,ok' | head -n 4000; printf 'd,\201\n'; } >odd.csv
try 0 search --count --encoding cp1252 '*' odd.csv
[ "$(grep -c 'mean.* nothing' err)" = 1 ] || complain "$tried: $(cat err)"
grep -q '2 bytes mean nothing' err || complain "$tried: $(cat err)"
try 2 show a --encoding klingon tiny.csv
refused 'no such encoding: klingon'
try 2 show a --encoding utf-8//IGNORE tiny.csv
refused 'no such encoding: utf-8//IGNORE'
try 2 show a --encoding '' tiny.csv
refused 'no such encoding: '
try 0 show a --encoding utf-8 cp850.csv
err <<'END'
annals: cp850.csv:2:2: byte 2 of the field, 0x81, is no UTF-8
annals: cp850.csv:3:2: byte 5 of the field, 0x94, is no UTF-8
END

# ---- names that look like something else

cp tiny.csv show
cp tiny.csv ./-dash.csv
try 0 sections ./show
[ "$(head -n 1 out)" = '     3  show' ] || complain "$tried: $(cat out)"
try 0 sections -- -dash.csv
[ "$(head -n 1 out)" = '     3  -dash.csv' ] || complain "$tried: $(cat out)"
try 0 show -- first -dash.csv
silent

# ---- where the chronicle comes from

ANNALS_CHRONICLE=tiny.csv
export ANNALS_CHRONICLE
try 0 sections
[ "$(head -n 1 out)" = '     3  tiny.csv' ] || complain "$tried: $(cat out)"
try 1 show show
refused "no event 'show'"
ANNALS_CHRONICLE=nothing.csv
try 0 sections tiny.csv
silent
unset ANNALS_CHRONICLE
input=tiny.csv
try 0 show second -
silent
[ "$(sed -n 2p out)" = 'about 1950  #2' ] || complain "$tried: $(cat out)"
input=tiny.csv
try 0 sections -
silent
[ "$(sed -n 2p out)" = '     2    North' ] || complain "$tried: $(cat out)"

# ---- what could not be used is told, and the rest is read

cat >bad.csv <<'EOF'
id,date,section,title,text
a,2001,one,First,Text.
b,2002-02-30,one,A day that is none,Text.
c,2003,one,Too many,Text,more,and more
d,2004,two
a,2005,one,Twice the same id,Text.
e,2007,two,"A quote that is never closed,Text.
f,2008,one,The line after it,Text.
EOF
try 0 sections bad.csv
err <<'EOF'
annals: bad.csv:3:2: 2002-02-30: no such day
annals: bad.csv:4: 7 fields instead of 5
annals: bad.csv:5: 3 fields instead of 5
annals: bad.csv:6:1: id is not unique: a
annals: bad.csv:7:4: quote is never closed
EOF
[ "$(head -n 1 out)" = '     7  bad.csv' ] || complain "$tried: $(cat out)"
try 0 show f bad.csv
[ "$(head -n 1 out)" = 'The line after it' ] || complain "$tried: $(cat out)"
try 0 show c bad.csv
grep -qx 'Text,more,and more' out || complain "$tried: $(cat out)"

printf 'id,"title\na,A\n' >header.csv
try 2 sections header.csv
refused "header.csv:1: quote opened in the header is never closed"

cp -r package unknown
printf 'x,2001,nowhere,T,Text,,,,\n' >>unknown/events.csv
try 0 show x unknown
grep -q '^annals: unknown/events\.csv:[0-9]*:3: .*nowhere' err ||
	complain "$tried: $(cat err)"

cp tiny.csv "na${esc}me.csv"
printf 'x,2001-13,s,T,,,,\n' >>"na${esc}me.csv"
try 0 sections "na${esc}me.csv"
says "na␛me.csv:5:2: 2001-13: no such month"

# ---- output: no control but LF, ASCII where that is asked for

hostile=$SRC/tests/golden/hostile/events.csv
try 0 sections "$hostile"
cat out err >all
for id in nul esc c1 bidi bs del zalgo tag wideedge priv bad; do
	try 0 show "$id" "$hostile"
	cat out err >>all
done
LC_ALL=C tr -d '\n -~\200-\377' <all >controls
[ ! -s controls ] || complain "control bytes: $(od -c controls)"
grep -aq "$(printf '\302[\200-\237]')" all && complain 'C1 controls'
LC_ALL=C grep -q "$(printf '\342\200[\252-\256]')" all &&
	complain 'bidi overrides'

for locale in C POSIX; do
	: >all
	LC_ALL=$locale
	for id in first second; do
		try 0 show "$id" tiny.csv
		cat out err >>all
	done
	try 0 show bidi "$hostile"
	cat out err >>all
	try 1 show é tiny.csv
	cat out err >>all
	LC_ALL=C tr -d '\n -~' <all >other
	[ ! -s other ] || complain "not ASCII: $(od -c other)"
	grep -qx 'Zurich - "quoted"' all || complain "$tried: $(cat all)"
done
LC_ALL=C.UTF-8

# ---- output that cannot be written

if [ -w /dev/full ]; then
	for arguments in 'show first tiny.csv' 'sections tiny.csv' --help -V; do
		count=$((count + 1))
		# shellcheck disable=SC2086 # words
		"$ANNALS" $arguments >/dev/full 2>err
		got=$?
		tried="annals $arguments >/dev/full"
		[ "$got" -eq 2 ] || complain "$tried: status $got"
		says 'standard output: No space left on device'
	done
fi

# Many lines, so that the reader is gone before the last one.
awk 'BEGIN {
	print "id,title,text,section"
	printf "x,T,\""
	for (i = 0; i < 50000; i++)
		print "A line of text."
	print "\",s"
}' >long.csv
count=$((count + 1))
first=$("$ANNALS" show x long.csv 2>err | head -n 1)
[ "$first" = T ] || complain "show | head: $first"
tried='annals show x long.csv | head -n 1'
silent

# ---- reading needs a terminal

for arguments in tiny.csv 'open tiny.csv' 'open package --at toll'; do
	# shellcheck disable=SC2086 # words
	try 2 $arguments
	empty
	says "standard output is no terminal; 'annals show ID' and 'annals sections' print without one"
done

# With a terminal: on_terminal MESSAGE COMMAND...
on_terminal() {
	message=$1
	shift
	count=$((count + 1))
	tried=$*
	script -qec "timeout --foreground 20 $*; echo \$? >code" /dev/null >out 2>&1 \
	    </dev/null
	[ "$(cat code)" = 2 ] || complain "$tried: status $(cat code)"
	tr -d '\r' <out | grep -qxF "annals: $message" ||
		complain "$tried: $(cat out)"
}

if command -v script >/dev/null && command -v setsid >/dev/null &&
    command -v timeout >/dev/null; then
	# A terminal for output alone, and none that controls us.
	on_terminal "standard input is no terminal, and there is no other; 'annals show ID' and 'annals sections' need none" \
	    setsid -w "'$ANNALS'" tiny.csv '</dev/null'
	on_terminal "standard input is the terminal, no chronicle comes from it" \
	    "'$ANNALS'" -
	# What is wrong before anything is drawn is told where errors belong.
	on_terminal "nothing.csv: No such file or directory" \
	    "'$ANNALS'" nothing.csv
	on_terminal "header.csv:1: quote opened in the header is never closed" \
	    "'$ANNALS'" header.csv
	on_terminal "nothing: No such file or directory" \
	    "'$ANNALS'" --config nothing tiny.csv
	on_terminal "layout: 'wide' is none of auto, stacked, columns, single" \
	    "'$ANNALS'" --layout wide tiny.csv
fi

# ---- check ----

cat >odd.csv <<'END'
id,date,title,text
a,2019-02-29,One,x
a,1949,Two,"y
b,1950,Three
END
try 1 check odd.csv
out <<END
odd.csv:2:2: 2019-02-29: no such day
    2019-02-29
odd.csv:3:4: quote is never closed
    a,1949,Two,"y
odd.csv:3:1: id is not unique: a
    a
odd.csv:4: 3 fields instead of 4
    b,1950,Three
END
silent
try 1 check odd.csv --role date=title
try 0 check tiny.csv
empty
silent
printf 'date,title\n3/4/1999,a\n' >either.csv
try 0 check either.csv
says "dates like 3/4/1999 are read month first; --date-order dmy changes it"
try 0 check either.csv --date-order dmy
silent
awk 'BEGIN { print "date,title"; for (i = 0; i < 1234; i++) print "x,y" }' >many.csv
try 1 check many.csv
[ "$(wc -l <out)" -eq 2001 ] || complain "$tried: lines"
tail -n 1 out >last && mv last out
out <<END
234 more: dates
END
try 2 check nothing.csv
refused "nothing.csv: No such file or directory"
try 2 check --count tiny.csv

echo "$count commands tried"
exit $status
