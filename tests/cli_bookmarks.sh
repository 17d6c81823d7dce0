#!/bin/sh
#
# annals bookmarks from the shell: what it prints, says and returns.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME

# STATUS ARGUMENTS: both outputs together are what stands on standard input.
run() {
	want=$1
	shift
	"$ANNALS" bookmarks "$@" >out 2>&1 </dev/null
	got=$?
	cat >want
	[ "$got" -eq "$want" ] || complain "$*: status $got"
	diff -u want out >&2 || complain "$*: output"
}

cat >f.csv <<END
id,date,title,text
a,1948,One,x
b,1949,Two,y
END

run 0 list f.csv </dev/null
[ ! -e data ] || complain 'a file without need'
run 0 add a f.csv --note 'two
lines' </dev/null
run 0 add b f.csv --list 'To read' </dev/null
run 2 add b f.csv --list 'x;y' <<END
annals: a list has a name of 1 to 64 bytes, without ;
END
run 0 list f.csv <<END
a${tab}1948${tab}${tab}${tab}note${tab}${tab}One
b${tab}1949${tab}${tab}${tab}${tab}To read${tab}Two
END
sed -e 's/y$/z/' -e '/^a/d' f.csv >g.csv && mv g.csv f.csv
run 0 list f.csv <<END
a${tab}1948${tab}${tab}gone${tab}note${tab}${tab}One
b${tab}1949${tab}${tab}changed${tab}${tab}To read${tab}Two
END
# found QUERY ID...: what annals search finds of f.csv; also to count, and by
# file, where other queries go piece by piece.
found() {
	query=$1
	shift
	printf '%s\n' "$@" | sed '/^$/d' >want
	for by in date file; do
		"$ANNALS" search --format tsv --sort $by "$query" f.csv 2>err |
		    sed 1d | cut -f 1 >out
		diff -u want out >&2 || complain "search $query by $by"
	done
	"$ANNALS" search --count "$query" f.csv >out 2>err
	[ "$(cat out)" -eq $# ] || complain "search --count $query: $(cat out)"
	sed 's/:.*//' err | uniq -c | tr -d ' \n' >out
	[ "$(cat out)" = 2annals ] || complain "search --count: $(cat err)"
}

cp f.csv was.csv
cp -R data was
{
	cat was.csv
	i=0
	while [ $((i += 1)) -le 3000 ]; do
		echo "n$i,1950,Number $i,z"
	done
	echo 'bad,1951,"Open'
} >f.csv
"$ANNALS" bookmarks add n2999 f.csv --note 'the last but one' || complain add
found is:bookmarked b n2999
found has:note n2999
found 'note:last -is:bookmarked'
found 'is:bookmarked before:1950' b
rm -R data
mv was data
mv was.csv f.csv

run 1 add c f.csv <<END
annals: no event 'c'
END
run 1 remove c f.csv <<END
annals: no bookmark of 'c'
END

"$ANNALS" bookmarks export >was || complain export
rm -r "$tmp/data"
run 0 import was <<END
2 events
END
"$ANNALS" bookmarks export >is || complain export
diff -u was is >&2 || complain 'not the same again'
run 0 remove a f.csv </dev/null
run 0 import was <<END
2 events
END
"$ANNALS" bookmarks export >is || complain export
diff -u was is >&2 || complain 'not the same again'

run 2 <<END
annals: bookmarks needs list, add, remove, export or import
END
run 2 add <<END
annals: bookmarks add needs an event's id
END
run 2 import <<END
annals: bookmarks import needs a file
END
run 2 export f.csv <<END
annals: bookmarks export is about all chronicles: 'f.csv'
END
run 2 import f.csv <<END
annals: f.csv: line 1: is not 'annals bookmarks 1'
END
echo text >data/annals/annals.db
run 2 list f.csv <<END
annals: $tmp/data/annals/annals.db: is no file of bookmarks
END
run 2 add b f.csv <<END
annals: $tmp/data/annals/annals.db: is no file of bookmarks
END
[ "$(cat data/annals/annals.db)" = text ] || complain 'the file was changed'
exit $status
