#!/bin/sh
#
# What $ANNALS can be given to read: compressed files, archives, several files
# at a time.  As tests/cli.sh.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

# What is printed.
prints() {
	printf '%s\n' "$@" >want
	diff -u want out >&2 || complain "$tried: output"
}

# ids ARGUMENTS: the ids of the events in the order of the file.
ids() {
	try 0 search --sort file --format csv '*' "$@"
	sed 's/,.*//' out | tr '\n' ' ' >list
}
are() {
	[ "$(cat list)" = "id $* " ] || complain "$tried: $(cat list), not $*"
}

cat >a.csv <<'EOF'
id,date,title
a1,1901,One
a2,1902,Two
EOF

# ---- compressed, whatever the name

# can BYTES: can files that begin so be read, as this program was built?
can() {
	# shellcheck disable=SC2059 # it has escapes
	printf "$1" >broken
	try 2 sections broken
	if grep -q 'built without libarchive' err; then
		says 'broken: compressed, and annals was built without libarchive'
		return 1
	fi
	grep -q '^annals: broken: damaged or cut short' err ||
		complain "$tried: $(cat err)"
}

readable=
! can '\037\213\010' || readable=gzip
! can 'PK\003\004' || readable='gzip bzip2 xz zstd'
for z in $readable; do
	command -v "$z" >/dev/null || continue
	"$z" -c <a.csv >packed
	ids packed
	are a1 a2
	silent
	input=packed
	ids -
	are a1 a2
	try 0 sections packed
	prints '     2  packed' '     2    1900s'
done

# Of a gzip file all is there up to where it ends.
if [ -n "$readable" ] && command -v gzip >/dev/null; then
	gzip -c <a.csv >packed
	head -c 30 packed >short
	try 2 sections short
	grep -q '^annals: short: damaged or cut short' err ||
		complain "$tried: $(cat err)"
fi

# ---- several files

cat >b.csv <<'EOF'
title,id,date
Three,b1,1903
Four,a1,x1904
EOF
printf 'id,date\nc1,1905\n' >few.csv
printf 'id,date,title,place\nd1,1905,Five,here\n' >many.csv
printf 'id,date,title\n' >none.csv
: >empty.csv

ids a.csv b.csv
are a1 a2 b1 a1
says "b.csv:3:3: x1904: not a date
annals: b.csv:3:2: id is not unique: a1"
try 0 sections a.csv none.csv empty.csv
prints '     2  a.csv and 2 more' '     2    1900s'
silent
ids none.csv empty.csv a.csv
are a1 a2
ids empty.csv a.csv
are a1 a2
input=b.csv
ids a.csv -
are a1 a2 b1 a1
try 0 show b1 a.csv b.csv
grep -q '^Three' out || complain "$tried: $(cat out)"
try 0 timeline a.csv b.csv
try 1 today 01-02 a.csv b.csv

# Bookmarks are kept by the first one.
XDG_DATA_HOME=$tmp/data
export XDG_DATA_HOME
try 0 bookmarks add b1 a.csv b.csv
try 0 search --sort file --format csv is:bookmarked a.csv b.csv
prints 'id,date,title' 'b1,1903,Three'
try 0 bookmarks list a.csv b.csv
prints "b1	1903					Three"
try 1 search is:bookmarked b.csv
try 2 bookmarks export a.csv b.csv
says "bookmarks export is about all chronicles: 'a.csv'"

try 2 sections a.csv few.csv
says "few.csv:1: no column 'title', which a.csv has"
try 2 search '*' few.csv a.csv
says "a.csv:1: a column 'title', which few.csv has not"
try 2 sections a.csv many.csv
says "many.csv:1: a column 'place', which a.csv has not"
try 2 sections a.csv nowhere.csv
says 'nowhere.csv: No such file or directory'
# What is there is given all the same.
try 2 search --count '*' a.csv nowhere.csv none.csv
prints 2
says 'nowhere.csv: No such file or directory'
try 2 sections "$SRC/data/israel-russia" a.csv
says "$SRC/data/israel-russia: a folder is read alone, not together with a.csv"

# With numbers for names nothing is compared.
printf 'x,1\n' >x.csv
printf 'y,2,3\n' >y.csv
try 0 search --no-header --format csv --sort file '*' x.csv y.csv
prints 'column 1,column 2' 'x,1' 'y,"2,3"'
says 'y.csv:1: 3 fields instead of 2'

# A FIFO is opened once: who writes to it would die of a second time.
mkfifo fifo
bounded=$(command -v timeout) && bounded="$bounded 20"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
	# shellcheck disable=SC2086 # words
	$bounded sh -c "printf 'id,title\n1,One\n' >fifo" &
	try 0 search --count '*' fifo
	wait $! || complain "$tried: its writer died"
	prints 1
done

exit $status
