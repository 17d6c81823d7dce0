#!/bin/sh
#
# annals compile, and what it made: all that $ANNALS prints of a compiled file
# is what it prints of the chronicle, byte for byte; nothing is replaced or
# left behind; what is damaged or of another program is told.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

annals=$ANNALS
shipped=$SRC/data/israel-russia
generate=${BUILD:?}/tests/bench/generate

wrong() { complain "$@"; }
run() { try "$@"; }

# silent: nothing was said.
silent() {
	[ ! -s out ] && [ ! -s err ] && return
	wrong "not silent:"
	head -n 3 out err | sed 's/^/    /' >&2
}

# says TEXT: that is all, on standard error.
says() {
	[ ! -s out ] && [ "$(cat err)" = "annals: $1" ] && return
	wrong "not '$1' but:"
	head -n 3 out err | sed 's/^/    /' >&2
}

# alike ARGUMENT...: the same of $whole and of $compiled.
alike() {
	"$annals" "$@" "$whole" >out 2>err </dev/null
	was=$?
	"$annals" "$@" "$compiled" >out2 2>err2 </dev/null
	is=$?
	[ "$was" -eq "$is" ] && cmp -s out out2 && cmp -s err err2 && return
	wrong "annals $* $compiled: another output (status $is, $was)"
	diff out out2 | head -n 4 >&2
	diff err err2 | head -n 4 >&2
}

everything_alike() {
	alike sections
	alike check
	for by in auto month year decade century; do
		alike timeline --by "$by"
	done
	for day in 05-17 01-01 11-29; do
		alike today "$day"
	done
	for query in "$@"; do
		for order in date -date file rank title; do
			alike search --sort "$order" "$query"
		done
		alike search --count "$query"
	done
	for format in text tsv csv json jsonl markdown bibtex; do
		alike search --format "$format" '*'
	done
	alike show '#1'
	alike show '#200'
	alike show nothing
}

# ---- the same ----

whole=$shipped compiled=shipped
run 0 compile "$shipped" -o shipped
silent
everything_alike visit 'moscow*' '"soviet union"' 'title:r*' section:tourism \
    'date:1948..1970' 'kind:visit -putin' 'recogniton' 'source>10' 'day:05-17'
alike show 1948-recognition

"$generate" 5000 >many.csv || wrong generate
whole=many.csv compiled=many
run 0 compile many.csv -o many
silent
everything_alike nox 'w*' 'title:s*' '"les nox"' section:sport 'a* OR ru' \
    'date:1950..1960' id:e0000012 'actor:a* nox' 'thill'

# Problems are told when it is made, and each time it is read.
printf 'id,date,title\na,1948-02-30,A\na,1949,B\n,x,C\n' >odd.csv
run 0 compile odd.csv -o odd
[ "$(wc -l <err)" -eq 4 ] || wrong "problems: $(cat err)"
whole=odd.csv compiled=odd
everything_alike A

# ---- the same bytes ----

run 0 compile "$shipped" -o again
cmp -s again shipped || wrong "the same chronicle gives other bytes"
run 0 compile shipped -o again --force
cmp -s again shipped || wrong "compiled twice it has other bytes"
MALLOC_PERTURB_=85
export MALLOC_PERTURB_
run 0 compile many.csv -o again --force
cmp -s again many || wrong "what is in memory gets into the file"
unset MALLOC_PERTURB_

# ---- by its content ----

strange='a ?#%41&x=1
.csv'
cp shipped "$strange"
whole=$shipped compiled=./$strange
alike sections
compiled=$tmp/$strange
alike search visit
run 0 compile "$strange" -o "$tmp/%?#" && cmp -s '%?#' shipped ||
	wrong "a strange name"
rm -f '%?#'
chmod 0444 shipped
alike sections

# ---- several, standard input, packed ----

run 0 compile "$shipped/events.csv" -o events
"$annals" search 'peace' many.csv "$shipped/events.csv" >want
run 0 search 'peace' many events
cmp -s out want || wrong "two files are not one"
"$annals" sections many.csv "$shipped/events.csv" >want
run 0 sections many events
cmp -s out want || wrong "the sections of two files"
for name in 1 2; do
	printf 'date,title\n1999,a\n' >$name.csv
	run 0 compile $name.csv -o $name
done
run 0 search --count '*' 1 2
[ "$(cat out)" = 2 ] || wrong "files of one event: $(cat out)"

# Whatever the case of their names, but where a table lists these.
for name in Visit visit; do
	printf 'date,title,section\n1999,a,%s\n' $name >$name.csv
	run 0 compile $name.csv -o $name
	mkdir $name.folder
	mv $name.csv $name.folder/events.csv
	printf 'id\n%s\n' $name >$name.folder/sections.csv
	printf '{"resources":[{"name":"sections","path":"sections.csv"},%s' \
	    '{"name":"events","path":"events.csv"}]}' \
	    >$name.folder/datapackage.json
	run 0 compile $name.folder -o $name.listed
done
run 0 sections Visit visit
[ "$(sed 1d out | tr -s ' ')" = ' 2 Visit' ] || wrong "case: $(cat out)"
for first in Visit Visit.listed; do
	run 0 sections $first visit.listed
	[ "$(wc -l <out)" -eq 3 ] || wrong "case in a table: $(cat out)"
done
rm -rf Visit* visit*
run 0 show 1948-recognition many events
run 0 compile many events -o both
run 0 search 'peace' both
"$annals" search 'peace' many events >want
cmp -s out want || wrong "two files in one"
"$annals" compile - -o piped <many.csv || wrong "standard input"
whole=many.csv compiled=piped
alike search nox

run 2 sections many "$shipped/events.csv"
says "many: a compiled file is read together with others of its kind only,\
 not with $shipped/events.csv"
run 2 sections many.csv events
says "events: a compiled file is read together with others of its kind only,\
 not with many.csv"
run 2 sections many odd
says "odd: its columns are not those of many"
"$annals" sections - <many >out 2>err
[ $? -eq 2 ] || wrong "a compiled file on standard input"
says "standard input is compiled; such a file is opened by its name"
for option in '--delimiter=;' --escape=none --no-header --role=title=kind \
    --date-order=dmy
do
	run 2 sections "$option" many
	says "many: is compiled: how a CSV file is read is settled"
done

# ---- bookmarks know it by its package ----

XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME
run 0 bookmarks add 1948-recognition shipped
run 0 bookmarks list "$shipped"
grep -q '^1948-recognition' out || wrong "the bookmark of a compiled file"
rm -rf data

# ---- what is there stays ----

echo mine >mine
run 2 compile "$shipped" -o mine
says "mine: there is such a file; --force replaces it"
[ "$(cat mine)" = mine ] || wrong "mine was replaced"
run 2 compile nothing.csv -o mine --force
[ "$(cat mine)" = mine ] || wrong "mine was replaced by nothing"
run 0 compile "$shipped" -o mine --force
cmp -s mine again && wrong "it is something else" # again is many
cmp -s mine shipped || wrong "--force"
run 0 compile mine -o mine --force
cmp -s mine shipped || wrong "a file in its own place"
run 2 compile "$shipped"
says "compile needs -o FILE"
run 2 compile "$shipped" -o .
says ".: is a folder"
run 2 compile "$shipped" -o no/where
[ ! -e no ] || wrong "no/where was made"
: >empty.csv
run 2 compile empty.csv -o empty
[ ! -e empty ] || wrong "nothing was compiled"
run 2 sections --force many
says "--force does not go with this, see annals --help"

# A signal ends it.
mkfifo fifo
"$annals" compile fifo -o late 2>err &
job=$!
exec 3>fifo
printf 'title\nA\n' >&3
until ls -a | grep -q '\.part$'; do
	kill -0 "$job" 2>/dev/null || break
done
kill -TERM "$job"
wait "$job"
is=$?
exec 3>&-
[ "$is" -eq 143 ] || wrong "ended by SIGTERM: status $is"
[ ! -e late ] || wrong "half of a file"
# shellcheck disable=SC2012 # their names are ours
[ "$(ls -a | grep -c '^\.annals')" -eq 0 ] || wrong "left behind: $(ls -a)"

# ---- what is not whole ----

# patch FILE OFFSET BYTES: write them there.
patch() {
	# shellcheck disable=SC2059 # it has escapes
	printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

chmod 0644 shipped
size=$(wc -c <shipped)
cp shipped bad
patch bad 63 '\003'
run 2 sections bad
says "bad: is of a newer annals"
patch bad 68 'lite'
run 2 sections bad
says "bad: is a database of another program"
for n in $((size - 1)) $((size - 8192)) 100000 8192 200; do
	head -c "$n" shipped >bad
	run 2 sections bad
	case $n in
	200) says "bad: is not whole: its end is missing" ;;
	esac
	grep -q '^annals: bad: is ' err || wrong "cut at $n: $(cat err)"
done
head -c 90 shipped >bad
run 0 sections bad # too short for what it could be, so a CSV file
cat shipped shipped >bad
run 2 sections bad
says "bad: is damaged"
(cat shipped && echo) >bad
run 2 sections bad
says "bad: is damaged"
for at in 16 18 19 21 31 39 47 55 59 95; do
	cp shipped bad
	patch bad "$at" '\007'
	run 2 sections bad
	grep -q '^annals: bad: is ' err || wrong "byte $at: $(cat err)"
done
# A journal beside it is not looked at.
cp shipped good
printf '\331\325\005\371\040\241\143\327' >good-journal
echo x >good-wal
run 0 sections good
cmp -s good shipped || wrong "it was written"
[ "$(wc -c <good-journal)" -eq 8 ] || wrong "its journal was written"

exit $status
