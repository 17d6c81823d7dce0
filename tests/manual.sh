#!/bin/sh
#
# The manual says what the program knows and nothing else: what $ANNALS prints
# by -h and --print-tables stands in man/ as an item of its list, and the
# other way round.  Looks at $SRC.
#
#   - commands with their arguments, default keys, keys while a note is written,
#     queries, sub-commands and command line options in annals(1)
#   - options with their values, styles, roles and the kinds of the shipped
#     chronicle in annals(5)
#   - no page speaks of a command (Ic) or option (Fl) that is unknown
#   - README keeps to 80 columns, names only files and options that exist, and
#     shows the screen that the golden player in $BUILD draws
#   - mandoc finds nothing to say (if there is no mandoc: skipped)
#
# Prints FILE: WHAT for each breach.  manual.sh --renew puts the screen into
# README: then read the diff.

set -u
cd -- "${SRC:?}" || exit 99

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

man1=man/annals.1
man5=man/annals.5
tab=$(printf '\t')
status=0

complain() {
	echo "$*" >&2
	status=1
}

if ! { "${ANNALS:?}" -h >"$tmp/help" &&
    "$ANNALS" --print-tables >"$tmp/tables"; }; then
	echo "$ANNALS does not run" >&2
	exit 1
fi

# rows KIND: the rows of a table without their first field.
rows() {
	sed -n "s/^$1$tab//p" "$tmp/tables"
}

# words: one a line; blanks, commas and quotes between them do not count.
words() {
	awk '{ gsub(/[",]/, " "); for (i = 1; i <= NF; i++) print $i }'
}

# items FILE SECTION [SUBSECTION]: the heads of its lists as they are read,
# without macros and escapes.
items() {
	awk -v section="$2" -v sub_section="${3-}" '
	/^\.Sh / { here = substr($0, 5) == section; there = sub_section == "" }
	/^\.Ss / && sub_section { there = substr($0, 5) == sub_section }
	!/^\.It / || !here || !there { next }
	{
		line = glue = ""
		for (i = 2; i <= NF; i++) {
			word = $i
			if (word ~ /^(Ar|Cm|Ic|Op|Oo|Oc|Pq)$/)
				continue
			if (word == "Ns" || word == ",")
				glue = ""
			if (word == "Ns")
				continue
			line = line glue (word == "Fl" ? "-" : word)
			glue = word == "Fl" || $(i + 1) == "Ns" ? "" : " "
		}
		gsub(/\\&/, "", line)
		gsub(/\\\(ha/, "^", line)
		gsub(/\\\(dq/, "\"", line)
		print line
	}' "$1"
}

# usage: lines of a name and how it is used, the same for table and manual:
# small letters, and none of the signs by which they differ.
usage() {
	tr '[:upper:]' '[:lower:]' | sed 's/[][| ]/ /g' |
	    awk '{ name = $1; $1 = ""; gsub(/ /, ""); print name, $0 }'
}

# same FILE WHAT: $tmp/known and $tmp/told hold the same lines.
same() {
	for list in known told; do
		sort "$tmp/$list" | sed 's/ *$//' >"$tmp/sorted.$list"
	done
	[ -s "$tmp/sorted.known" ] || complain "$1: no $2 to look for"
	comm -23 "$tmp/sorted.known" "$tmp/sorted.told" >"$tmp/missing"
	comm -13 "$tmp/sorted.known" "$tmp/sorted.told" >"$tmp/invented"
	while read -r line; do
		complain "$1: $2 is missing: $line"
	done <"$tmp/missing"
	while read -r line; do
		complain "$1: $2 is none: $line"
	done <"$tmp/invented"
}

# ---- annals(1) -------------------------------------------------------------

rows command | awk -F '\t' '{ print $1, $3 }' | usage >"$tmp/known"
items $man1 COMMANDS | usage >"$tmp/told"
same $man1 command

# <lt> is how a < is written where it would open a name.
rows command | awk -F '\t' '$2 != "" { sub(/<lt>/, "<", $2)
	print $1 ":", $2 }' >"$tmp/known"
items $man1 KEYS | awk -F ' Ta ' '{ print $2 ":", $1 }' >"$tmp/told"
same $man1 key

rows query | awk -F '\t' '{ print $1 ":", $2 }' >"$tmp/known"
items $man1 SEARCH | grep -v '^Em ' | awk -F ' Ta ' '{ print $1 ":", $2 }' \
    >"$tmp/told"
same $man1 query

rows 'note key' | awk -F '\t' '{ print $1 ":", $2 }' >"$tmp/known"
items $man1 'BOOKMARKS AND NOTES' 'Writing notes' |
    awk -F ' Ta ' '{ print $1 ":", $2 }' >"$tmp/told"
same $man1 'key of notes'

sed -n 's/^[usage: ]* annals \[*\([a-z]*\).*/\1/p' "$tmp/help" >"$tmp/known"
items $man1 DESCRIPTION | sed 's/ .*//' >"$tmp/told"
same $man1 sub-command

sed -n 's/^  \(-[^ ]*\( [^ ][^ ]*\)*\).*/\1/p' "$tmp/help" >"$tmp/used"
usage <"$tmp/used" >"$tmp/known"
items $man1 OPTIONS | usage >"$tmp/told"
same $man1 option
words <"$tmp/used" | grep '^-' >"$tmp/options"

# ---- annals(5) -------------------------------------------------------------

rows option | tr '\t' ' ' >"$tmp/known"
items $man5 'CONFIGURATION FILE' Options >"$tmp/told"
same $man5 option

rows style >"$tmp/known"
items $man5 'CONFIGURATION FILE' Colours >"$tmp/told"
same $man5 style

tr -s ' \n' ' ' <"$tmp/help" |
    sed 's/.*what a column is for: \([^;]*\);.*/\1/' |
    words >"$tmp/known"
items $man5 'CSV FILES' Roles | grep -v ' Ta ' >"$tmp/told"
same $man5 role

tr -d '\n' <data/israel-russia/datapackage.json |
    sed 's/.*"enum": *\[\([^]]*\)\].*/\1/' | words >"$tmp/known"
items $man5 'TABULAR DATA PACKAGES' Kinds >"$tmp/told"
same $man5 kind

# ---- what is said in passing -----------------------------------------------

# macro NAME: FILE:LINE ARGUMENT for each use of it that has an argument.
macro() {
	awk -v name="$1" '/^\./ {
		sub(/^\./, "")
		for (i = 1; i < NF; i++) {
			word = $(i + 1)
			gsub(/\\&/, "", word)
			if ($i == name && word !~ /^[],.;:|()[]$/)
				print FILENAME ":" FNR, word
		}
	}' $man1 $man5
}

rows command | cut -f 1 >"$tmp/commands"
macro Ic >"$tmp/uses"
while read -r place name; do
	grep -qxF -- "$name" "$tmp/commands" ||
		complain "$place: no such command: $name"
done <"$tmp/uses"
macro Fl >"$tmp/uses"
while read -r place name; do
	grep -qxF -- "-$name" "$tmp/options" ||
		complain "$place: no such option: -$name"
done <"$tmp/uses"

# ---- README ----------------------------------------------------------------

# Columns are code points: without the bytes that go on with one, the rest
# can be counted as bytes.
LC_ALL=C tr -d '\200-\277' <README | LC_ALL=C awk '
    length($0) > 80 { print "README:" NR ": " length($0) " columns" }' \
    >"$tmp/wide"
while read -r line; do
	complain "$line"
done <"$tmp/wide"

# Names of files are what has a slash in it, ends like one of ours or is what
# such files are called; what a build makes or a reader has is not looked for.
endings='[a-z]\.(ac|am|c|csv|h|json|sh|[1-9])'
called='AUTHORS|CONVENTIONS|COPYING|HACKING|INSTALL|LICEN[CS]E|NEWS|README'
words <README |
    sed -e 's/^["(<]*//' -e 's/[]>),.;:"]*$//' |
    grep -E '^[A-Za-z0-9._/-]+$' |
    grep -E "/|$endings\$|^($called)\$" |
    grep -vE '^(https?:|build/|\./configure$|/|mine\.csv$|datapackage\.json$)' |
    sort -u >"$tmp/names"
[ -s "$tmp/names" ] || complain "README: names no file"
while read -r name; do
	[ -e "$name" ] || complain "README: no such file: $name"
done <"$tmp/names"

sed -n 's/^ .*annals \(.*\)/ \1/p' README | grep -oE -- ' --?[a-zA-Z][a-z-]*' |
    tr -d ' ' | sort -u >"$tmp/names"
while read -r name; do
	grep -qxF -- "$name" "$tmp/options" ||
		complain "README: no such option: $name"
done <"$tmp/names"

# The screen, 24 lines, comes two lines below how to have it.
event=1948-recognition
above=$(sed -n "/annals --at $event):\$/=" README)
above=$((${above:-0} + 1))
printf '%s\n' "at $event" "open $SRC/data/israel-russia" 'size 80x24' shot \
    >"$tmp/script"
"${BUILD:?}/tests/golden/golden" "$tmp/script" | sed 24q >"$tmp/screen"
if [ "${1-}" = --renew ]; then
	{
		sed "${above}q" README
		cat "$tmp/screen"
		sed "1,$((above + 24))d" README
	} >"$tmp/new"
	cat "$tmp/new" >README
fi
sed "1,${above}d" README | sed 24q >"$tmp/shown"
diff -u "$tmp/shown" "$tmp/screen" >&2 ||
	complain "README: the screen is another one (manual.sh --renew)"

# ---- mandoc ----------------------------------------------------------------

if ! command -v mandoc >/dev/null 2>&1; then
	[ "$status" -eq 0 ] || exit "$status"
	echo "skipped: no mandoc here to look at the form of the pages"
	exit 77
fi
# Pages that are not installed cannot be found.
mandoc -T lint -W style $man1 $man5 |
    grep -v 'STYLE: referenced manual not found' >"$tmp/lint"
while read -r line; do
	complain "$line"
done <"$tmp/lint"

exit "$status"
