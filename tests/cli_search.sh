#!/bin/sh
#
# annals search, timeline and today from the shell: what they print, where,
# and with which exit status.  Runs $ANNALS on the shipped chronicle and on
# tests/cli/needles.csv of $SRC.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

here=$SRC/tests/cli
annals=$ANNALS
shipped=$SRC/data/israel-russia
ANNALS_CHRONICLE=$shipped
export ANNALS_CHRONICLE

wrong() { complain "$@"; }

# run STATUS ARGUMENT...: as try, but it reads what this reads.
run() {
	want=$1
	shift
	"$annals" "$@" >"$tmp/out" 2>"$tmp/err"
	is=$?
	[ "$is" -eq "$want" ] || {
		wrong "annals $*: status $is, not $want"
		sed 's/^/    /' "$tmp/err" >&2
	}
}

# said NAME TEXT: that is all there is in out or err.
said() {
	printf '%s' "${2:+$2
}" | cmp -s - "$tmp/$1" || {
		wrong "$1 is not '$2' but:"
		sed 's/^/    /' "$tmp/$1" >&2
	}
}

# refused MESSAGE ARGUMENT...: status 2, nothing but that on standard error.
refused() {
	message=$1
	shift
	run 2 "$@"
	said out ''
	said err "annals: $message"
}

# same FILE: out is like it.
same() {
	diff -u "$1" "$tmp/out" >&2 || wrong "$1 differs"
}

# harmless FILE: it holds no control but LF, TAB and CR LF, be it of one byte
# or two, no delete, and none of the characters that turn text around.
harmless() {
	n=$(sed "s/$(printf '\r')\$//" "$1" |
	    LC_ALL=C tr -d '\11\12\40-\176\200-\377' | wc -c)
	[ "$n" -eq 0 ] || wrong "$1: $n controls"
	if LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$1" ||
	    LC_ALL=C grep -q "$(printf '\342\200[\252-\256]')" "$1"; then
		wrong "$1: C1 or bidi controls"
	fi
}

# ---- usage -----------------------------------------------------------------

needed="search needs a query; '*' is every event"
quotes='put a query of several words in quotes'
refused "$needed" search
refused "$needed" search ''
refused "$needed" search ' '
refused "heights: no such chronicle; $quotes" search golan heights
refused "b: no such chronicle; $quotes" search a b c
refused "--sort: no column 'size'" search --sort size x
refused "--sort: no column 'size'" search --sort -size --count israel
refused "--sort: no order '-rank': the best come first" \
    search --sort -rank israel
refused "--format: no format 'xml'" search --format xml x
refused "--limit: '0' is not a number from 1 on" search --limit 0 x
refused "--limit: '-1' is not a number from 1 on" search --limit -1 x
refused "--limit: '99999999999999999999' is not a number from 1 on" \
    search --limit 99999999999999999999 x
refused '--count does not go with this, see annals --help' sections --count
refused '--by does not go with this, see annals --help' search --by year x
refused '--format does not go with this, see annals --help' --format csv
refused "--by: no unit 'day'" timeline --by day
refused '02-30: no such day' today 02-30
refused '13-01: no such day' today 13-01

# A mistake in the query has a column, and no word of SQL.
for query in '(' '"a' 'a OR' 'date:1967-13' 'nosuch:x' 'before:'; do
	run 2 search -- "$query"
	said out ''
	grep -Eq '^annals: query:[1-9][0-9]*: .+' "$tmp/err" ||
		wrong "$query: $(cat "$tmp/err")"
	grep -iq 'sql\|fts' "$tmp/err" && wrong "$query: $(cat "$tmp/err")"
done

# ---- found and not ---------------------------------------------------------

run 0 search gromyko
said err ''
run 1 search nothinglikethat
said out ''
said err ''
run 1 search nothinglikethat --count
said out 0
run 0 search --count '*'
said out "$(sed 1d "$shipped/events.csv" | wc -l | tr -d ' ')"
run 0 search --count --limit 5 '*'
said out 5
run 0 search --count -- -israel
run 1 search --format json nothinglikethat
said out '[]'
run 1 search --format csv nothinglikethat
said out 'id,date,section,title,text,actors,places,kind,sources'

# Who asks for what is not there is told what is, but not if a program reads
# on while it is searched, or only a number.
nearest='annals: nothing found; nearest words:'
run 1 search gromiko
said out ''
said err "$nearest gromyko"
run 1 search --format json 'title:"Netanyhu" putn'
said out '[]'
said err "$nearest netanyahu, netanyahus, putin, put"
run 1 search gromiko --count
said out 0
said err ''
run 1 search gromiko --sort file
said err ''
run 1 search 'netanyahu -netanyahu'
said err ''
run 1 search xyzzy
said err ''
run 1 today 02-29
said err ''
run 1 search needel "$here/needles.csv"
grep -qx "$nearest needle" "$tmp/err" || wrong "needel: $(cat "$tmp/err")"
printf 'title\n\340\241\n%s\n' 'צה"ל'  >"$tmp/near.csv"
run 1 search 'צהם' "$tmp/near.csv"
grep -qx "$nearest צהל" "$tmp/err" || wrong "near: $(cat "$tmp/err")"
LC_ALL=C run 1 search 'צהם' "$tmp/near.csv"
harmless "$tmp/err"
[ "$(LC_ALL=C tr -d '\11\12\40-\176' <"$tmp/err" | wc -c)" -eq 0 ] ||
	wrong 'a word near is not ASCII'

# What can be found, and what is in the file for it to be found; the reader
# finds the same, see tests/unit/test_lookups.c.
count=0
while IFS=$tab read -r query ids _; do
	case $query in
	'#'*) continue ;;
	esac
	count=$((count + 1))
	[ "$ids" != - ] || ids=
	run "$([ -n "$ids" ]; echo $?)" \
	    search --sort file --format tsv -- "$query"
	is=$(sed 1d "$tmp/out" | cut -f 1 | tr '\n' ' ')
	[ "$is" = "${ids:+$ids }" ] || wrong "$query: $is
	instead of: $ids"
	run "$([ -n "$ids" ]; echo $?)" search --sort file --count -- "$query"
	# shellcheck disable=SC2086 # a word each
	said out "$(set -- $ids && echo $#)"
done <"$here/lookups"
[ "$count" -ge 40 ] || wrong "only $count lookups"

# The examples of help and manual are what they say they are: queries.
printf 'id,date,section,title,text,column\nx,1967,Oil,x,x,x\n' \
    >"$tmp/examples.csv"
"$annals" --print-tables | sed -n "s/^query$tab\\([^$tab]*\\).*/\\1/p" \
    >"$tmp/examples"
[ "$(wc -l <"$tmp/examples")" -ge 10 ] || wrong 'no examples'
while read -r query; do
	"$annals" search --count -- "$query" "$tmp/examples.csv" \
	    >"$tmp/out" 2>"$tmp/err"
	[ $? -le 1 ] || wrong "$query: $(cat "$tmp/err")"
done <"$tmp/examples"

# An id goes back into show, and so does the number of what has none.
id=$("$annals" search 'true friend' --limit 1 | cut -sf 1)
run 0 show "$id"
printf 'title\nfirst\nsecond\n' >"$tmp/noid.csv"
run 0 search second "$tmp/noid.csv"
said out "#2$tab${tab}second"
run 0 show '#2' "$tmp/noid.csv"
[ "$(sed 1q "$tmp/out")" = second ] || wrong "show #2: $(cat "$tmp/out")"
run 1 show '#3' "$tmp/noid.csv"
run 1 show '#0' "$tmp/noid.csv"

# ---- order -----------------------------------------------------------------

cat >"$tmp/order.csv" <<'END'
id,date,title
c,1990,x
undated,,x
b,1950-05-05,x
a,1950,x
END
run 0 search x "$tmp/order.csv"
[ "$(cut -f 1 "$tmp/out" | tr '\n' ' ')" = 'a b c undated ' ] ||
	wrong "by date: $(cat "$tmp/out")"
run 0 search x --sort file --limit 3 "$tmp/order.csv"
[ "$(cut -f 1 "$tmp/out" | tr '\n' ' ')" = 'c undated b ' ] ||
	wrong "by file: $(cat "$tmp/out")"

# sorted ORDER IDS [QUERY]: so they come.
sorted() {
	run 0 search "${3:-x}" --sort "$1" "$tmp/order.csv"
	[ "$(cut -sf 1 "$tmp/out" | tr '\n' ' ')" = "$2 " ] ||
		wrong "by $1: $(cat "$tmp/out")"
}
cat >"$tmp/order.csv" <<'END'
id,date,title,text,my number
e1,1990,x,,10
undated,,Éx x,,9
e2,1950-05-05,X x,x x x x x,
e3,1950,ex,x,-1.5
END
sorted date 'e3 e2 e1 undated'
sorted -date 'e1 e2 e3 undated'
sorted file 'e1 undated e2 e3'
sorted -file 'e3 e2 undated e1'
sorted 'my number' 'e3 undated e1 e2'
sorted '-my number' 'e1 undated e3 e2'
sorted title 'e3 undated e1 e2'
sorted id 'e1 e2 e3 undated'
sorted rank 'e1 e2 undated e3'
said err ''
sorted rank 'e3 e2 e1 undated' '*'
said err 'annals: --sort rank: no words to rank by, so by date'
run 0 search x --sort rank --limit 1 "$tmp/order.csv"
[ "$(cut -sf 1 "$tmp/out")" = e1 ] || wrong "the best: $(cat "$tmp/out")"
run 0 search x --sort rank --format jsonl "$tmp/order.csv"
[ "$(wc -l <"$tmp/out" | tr -d ' ')" -eq 4 ] || wrong 'jsonl by rank'
run 0 today --sort -file 05-05 "$tmp/order.csv"
[ "$(cut -sf 1 "$tmp/out")" = e2 ] || wrong "today: $(cat "$tmp/out")"

# ---- formats ---------------------------------------------------------------

for format in text tsv csv json jsonl markdown bibtex; do
	run 0 search needle --format $format "$here/needles.csv"
	same "$here/found.$format"
	harmless "$tmp/out"
	# What is odd in the file is told, but not there.
	[ "$(wc -l <"$tmp/err")" -eq 4 ] || wrong "problems: $(cat "$tmp/err")"
	harmless "$tmp/err"
	run 0 search '*' --format $format "$SRC/tests/golden/hostile/events.csv"
	harmless "$tmp/out"
done
[ "$("$annals" search needle "$here/needles.csv" 2>/dev/null |
    cut -sf 1 | tr '\n' ' ')" = 'plain quoted hebrew escapes undated ' ] ||
	wrong 'cut -sf1 does not give ids'

# csv is the file, byte for byte, and what was cleaned stays as it is.
run 0 search '*' --sort file --format csv
same "$shipped/events.csv"
run 0 search '*' --sort file --format csv "$here/found.csv"
same "$here/found.csv"
run 0 search '*' --format jsonl "$shipped"
cp "$tmp/out" "$tmp/all.jsonl"
"$annals" search '*' --format csv >"$tmp/all.csv"
cp "$shipped/sections.csv" "$shipped/datapackage.json" "$tmp"
mv "$tmp/all.csv" "$tmp/events.csv"
run 0 search '*' --format jsonl "$tmp"
same "$tmp/all.jsonl"
run 0 search '*' --format csv --safe "$here/needles.csv"
grep -q ",'=1+1," "$tmp/out" || wrong 'a formula is not guarded'
grep -q "1;2,10," "$tmp/out" || wrong 'a number is guarded'

# Without UTF-8 people get ASCII, programs get the data.
LC_ALL=C run 0 search '*'
[ "$(LC_ALL=C tr -d '\11\12\40-\176' <"$tmp/out" | wc -c)" -eq 0 ] ||
	wrong 'no ASCII in a locale that has nothing else'
LC_ALL=C run 0 search '*' --sort file --format csv
same "$shipped/events.csv"

# ---- where it comes from and goes to ---------------------------------------

run 0 search needle - --limit 1 <"$here/needles.csv"
said out "plain${tab}1948-05-17${tab}A plain title
    One line of text about a needle."
run 0 search --role title=2 --no-header two - <<'END'
one,two
END
run 2 search needle "$tmp/none.csv"
run 2 search needle "$tmp"/order.csv/none

# Nobody listens any more: no message, and no trouble.
for order in date file; do
	{ "$annals" search --sort $order '*' 2>"$tmp/err"
	    echo $? >"$tmp/rc"; } | sed 1q >/dev/null
	case $(cat "$tmp/rc") in
	0 | 141) ;;
	*) wrong "a closed pipe by $order: $(cat "$tmp/rc")" ;;
	esac
	said err ''
	{ (trap '' PIPE && exec "$annals" search --sort $order '*' \
	    2>"$tmp/err"); echo $? >"$tmp/rc"; } | true
	[ "$(cat "$tmp/rc")" -eq 0 ] ||
		wrong "EPIPE by $order: $(cat "$tmp/rc")"
	said err ''
done
if [ -c /dev/full ]; then
	"$annals" search '*' >/dev/full 2>"$tmp/err"
	[ $? -eq 2 ] || wrong 'a full disk is no error'
	said err 'annals: standard output: No space left on device'
fi

# By file, what is found comes out while the rest is not there yet, and the
# end of who reads it is the end, or a limit: the file never gets to its own.
# Descriptor 9 is open at both ends, so that whoever comes late, or died of a
# pipe that nobody reads, keeps nobody waiting.
mkfifo "$tmp/file.csv" "$tmp/hold"
endless() {
	exec 9<>"$tmp/hold"
	{
		echo 'id,title,text'
		i=0
		while [ $i -lt 200 ]; do
			i=$((i + 1))
			echo "$i,word,text"
		done
		read -r _ <&9
	} >"$tmp/file.csv" 2>/dev/null &
	writer=$!
}
let_end() {
	echo >&9
	wait "$writer"
	exec 9>&-
}
bounded=$(command -v timeout) && bounded="$bounded 60"

endless
# shellcheck disable=SC2086 # words
{ $bounded "$annals" search --sort file 'word' "$tmp/file.csv" 2>"$tmp/err"
    echo $? >"$tmp/rc"; } | sed 1q >"$tmp/out"
let_end
said out "1$tab${tab}word"
said err ''
case $(cat "$tmp/rc") in
0 | 141) ;;
*) wrong "nobody reads: $(cat "$tmp/rc")" ;;
esac

endless
# shellcheck disable=SC2086 # words
$bounded "$annals" search --sort file 'word' --limit 1 "$tmp/file.csv" \
    >"$tmp/out" || wrong "a limit: $?"
let_end
said out "1$tab${tab}word"

# ---- today -----------------------------------------------------------------

run 0 today 05-17
said out "1948-recognition${tab}1948-05-17${tab}The Soviet Union officially\
 recognizes Israel"
cp "$tmp/out" "$tmp/today"
run 0 search day:05-17
same "$tmp/today"
run 1 today 02-29
said out ''
run 0 today 05-17 --count "$here/needles.csv"
said out 1
before=$(date +%m-%d)
printf 'id,date,title\n' >"$tmp/days.csv"
for year in 1801 1904 2000; do
	echo "y$year,$year-$before,x"
	echo "m$year,$year-${before%-*},x"
done >>"$tmp/days.csv"
run 0 today "$tmp/days.csv"
if [ "$(date +%m-%d)" = "$before" ]; then
	[ "$(cut -f 1 "$tmp/out" | tr '\n' ' ')" = 'y1801 y1904 y2000 ' ] ||
		wrong "today: $(cat "$tmp/out")"
fi

# ---- timeline --------------------------------------------------------------

COLUMNS=50 run 0 timeline --by decade
same "$here/decades.text"
LC_ALL=C COLUMNS=50 run 0 timeline --by decade
same "$here/decades.ascii"
run 0 timeline
[ "$(grep -c '^[12][0-9][0-9][0-9]' "$tmp/out")" -eq 83 ] ||
	wrong "years: $(cat "$tmp/out")"
run 0 timeline "$tmp/noid.csv"
said out '2 events, 2 undated'

exit $status
