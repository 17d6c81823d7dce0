#!/bin/sh
#
# CSV files as many programs write them, opened without a word about how: as
# tests/cli.sh.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

# opens ARGUMENTS: all events of the file in its order, as CSV.
opens() {
	tried="annals $*"
	"$ANNALS" search --sort file --format csv "$@" '*' file.csv \
	    >got 2>err || complain "$tried: status $?"
}
are() {
	printf '%s\n' "$@" >want
	diff -u want got >&2 || complain "$tried: output"
}
# file LINE...
file() { printf '%s\n' "$@" >file.csv; }

# ---- quotes after a backslash

file 'id,date,title' '1,1999,"He said \"hi\", and left"' '2,2000,"C:\dir\\"'
opens
are 'id,date,title' '1,1999,"He said ""hi"", and left"' '2,2000,C:\dir\\'
silent
opens --escape '\'
are 'id,date,title' '1,1999,"He said ""hi"", and left"' '2,2000,C:\dir\\'
silent
opens --escape none
[ "$(wc -l <err)" -eq 2 ] || complain "$tried: $(cat err)"
file 'id,date,title' '1,1999,"He said ^"hi^", and left"' '2,2000,"a^b"'
opens --escape '^'
are 'id,date,title' '1,1999,"He said ""hi"", and left"' '2,2000,a^b'
silent

file 'id,date,title' '1,1999,"C:\dir\"' '2,2000,"D:\"'
opens
are 'id,date,title' '1,1999,C:\dir\' '2,2000,D:\'
silent

# A package tells it, for records that do not show it by themselves.
mkdir folder
file 'id,date,title' '1,1999,"C:\dir\\"' '2,2000,"x"'
printf 'id,date,title\n1,1999,"a|"b"\n' >folder/events.csv
cat >folder/datapackage.json <<'EOD'
{"resources": [{"path": "events.csv",
    "dialect": {"escapeChar": "|", "doubleQuote": false}}]}
EOD
cp folder/events.csv file.csv
"$ANNALS" search --format csv '*' folder >got 2>err || complain 'folder'
tried=folder
are 'id,date,title' '1,1999,"a""b"'
silent

# ---- delimiters that are seldom

for delimiter in '^' '~' ':' ';' '|' '	' "$(printf '\037')"; do
	printf '%s\n' date%title%place 1999%Fire%Leeds '2000%A flood%York' |
	    tr % "$delimiter" >file.csv
	opens
	are date,title,place 1999,Fire,Leeds '2000,A flood,York'
	silent
done
file 'place;height;year' 'Leeds;1,5;1999' 'York;2,5;2000'
opens
are 'place,height,year' 'Leeds,"1,5",1999' 'York,"2,5",2000'
silent
file when 'Mon 12:30:01 Fire' 'Tue 12:30:02 Flood' 'Wed 12:30:03 Frost'
opens
are when 'Mon 12:30:01 Fire' 'Tue 12:30:02 Flood' 'Wed 12:30:03 Frost'

for delimiter in "$(printf '\001')" '|'; do
	printf '%s\n' '1%1999%Fire' '2%2000%Flood' |
	    tr % "$delimiter" >file.csv
	opens
	are 'column 1,column 2,column 3' 1,1999,Fire 2,2000,Flood
	silent
done

# Lines that are drawn.
file ' id |    date    | title ' '----+------------+-------' \
    '  1 | 1999-01-01 | Fire' '  2 | 2000-01-01 | Flood'
opens
are id,date,title 1,1999-01-01,Fire 2,2000-01-01,Flood
silent
file '+----+------+-------+' '| id | date | title |' '+----+------+-------+' \
    '|  1 | 1999 | Fire  |' '|  2 | 2000 | Flood |' '+----+------+-------+'
opens
are 'column 1,id,date,title,column 5' ,1,1999,Fire, ,2,2000,Flood,
silent
file id,date,title 1,1999,--- 2,2000,---
opens
are id,date,title 1,1999,--- 2,2000,---

# ---- names that do not stand above their columns

file '"date","title"' '"1",1999-01-01,"A fire, big"' '"2",2000-01-01,"A flood"'
opens
are 'column 1,date,title' '1,1999-01-01,"A fire, big"' '2,2000-01-01,A flood'
silent
file '"date" "title"' '"1" 1999-01-01 "A fire, big"' '"2" NA "A flood"'
opens
are 'column 1,date,title' '1,1999-01-01,"A fire, big"' '2,NA,A flood'
silent
file 'Event,,Harm,' 'Date,Name,Dead,Hurt' '1 Feb 1999,Fire,1,2' \
    '13 Mar 2000,Flood,3,4'
opens
are Date,Name,Dead,Hurt '1 Feb 1999,Fire,1,2' '13 Mar 2000,Flood,3,4'
says 'file.csv:1: left out, as it stands above the table'
file '#Software: x y' '#Version: 1.0' '#Fields: date time cs-method' \
    '2014-02-03 10:11:12 GET' '#Version: 1.0' '2014-02-04 10:12:12 PUT'
opens
are date,time,cs-method 2014-02-03,10:11:12,GET 2014-02-04,10:12:12,PUT
says 'file.csv:1: left out, as it stands above the table' \
    'file.csv:2: left out, as it stands above the table' \
    'file.csv:5: left out, as it is a comment'

exit $status
