#!/bin/sh
#
# What $ANNALS makes of dates that are no EDTF: as tests/cli.sh.

set -u
# shellcheck source=tests/cli/head.sh
. "${SRC:?}/tests/cli/head.sh"

# dates ARGUMENTS: EDTF and text of all events in the order of the file.
dates() {
	tried="annals $*"
	"$ANNALS" search --sort file --format jsonl "$@" '*' column.csv \
	    >out 2>err || complain "$tried: status $?"
	sed 's/.*"date":"\([^"]*\)","date_text":"\([^"]*\)".*/\2 = \1/' out >got
}
are() {
	printf '%s\n' "$@" >want
	diff -u want got >&2 || complain "$tried: output"
}
# column CELL...
column() {
	echo when >column.csv
	printf '"%s"\n' "$@" >>column.csv
}

column '9 Nov 2004' '14 мая 1948 г.' 'c. 1948' '2004-11-09T10:00:00Z' NA
dates --role date=when
are '9 Nov 2004 = 2004-11-09' '14 мая 1948 г. = 1948-05-14' \
    'c. 1948 = 1948~' '2004-11-09T10:00:00Z = 2004-11-09T10:00:00Z' 'NA = '
silent

# One order for the column: of its cells, or what the user says.
column 3/4/1999 23/4/1999 31/4/1999
dates --role date=when
are '3/4/1999 = 1999-04-03' '23/4/1999 = 1999-04-23' '31/4/1999 = '
says 'column.csv:4:1: 31/4/1999: no such day'
dates --role date=when --date-order mdy
are '3/4/1999 = 1999-03-04' '23/4/1999 = ' '31/4/1999 = '
says 'column.csv:3:1: 23/4/1999: no such month' \
    'column.csv:4:1: 31/4/1999: no such month'

column 31.12.29 31.12.30
dates --role date=when
are '31.12.29 = 2029-12-31' '31.12.30 = 2030-12-31'
dates --role date=when --year-pivot 30
are '31.12.29 = 2029-12-31' '31.12.30 = 1930-12-31'
silent

# The name says that numbers may be years, moments, days.
table() { printf '%s\n' "$@" >column.csv; }
table year,event -44,a 476,b
dates
are '-44 = -0044' '476 = 0476'
silent
table timestamp,event 1618571234,a 1618657634,b
dates
are '1618571234 = 2021-04-16' '1618657634 = 2021-04-17'
silent
table x,event 1618571234,a 1618657634,b
dates --role date=x
are '1618571234 = 2021-04-16' '1618657634 = 2021-04-17'
table date,event 36526,a 37145,b
dates
are '36526 = 2000-01-01' '37145 = 2001-09-11'

# Where a comma stands before decimals the day comes first, and where the names
# are not English.
for header in 'date;event' 'fecha,event' 'date,événement'; do
	delimiter=$(printf %s "$header" | tr -d '[:alnum:]é')
	table "$header" "3/4/1999${delimiter}a" "5/6/1999${delimiter}b"
	dates
	are '3/4/1999 = 1999-04-03' '5/6/1999 = 1999-06-05'
done
table 'date,temp (°C)' '3/4/1999,20' '5/6/1999,21'
dates
are '3/4/1999 = 1999-03-04' '5/6/1999 = 1999-05-06'

# What tells of an event tells its day.
column '9 Nov 2004'
for format in markdown text; do
	"$ANNALS" search --format "$format" --role date=when '*' column.csv \
	    >out || complain "$format: status $?"
	grep -q '9 Nov 2004' out || complain "$format: no date"
done
"$ANNALS" search --format bibtex --role date=when '*' column.csv >out
grep -q 'month = nov' out || complain "bibtex: no month"
[ "$("$ANNALS" search --count date:2004-11 column.csv --role date=when)" = 1 ] ||
    complain "not found by its month"

# Other columns have dates, too, and of these what is open is said by check.
# How they are written holds for what is read in pieces, as a count is.
table date,event,seen 1999,a,3/4/1999
"$ANNALS" check column.csv >out 2>err || complain "check: status $?"
tried=check
says 'seen: dates like 3/4/1999 are read month first; --date-order dmy changes it'
{
	printf '%s\n' date,event,seen 1999,a,13/4/1999
	yes 1999,b,3/4/1999 | head -n 2500
} >column.csv
for sort in date file; do
	n=$("$ANNALS" search --sort "$sort" --count 'seen>=1999-04' column.csv)
	[ "$n" = 2501 ] || complain "by $sort: $n"
	"$ANNALS" search --sort "$sort" 'seen<1999-04' column.csv &&
	    complain "by $sort: read in two ways"
done

exit "$status"
