#!/bin/sh
#
# The shape of the source: which file includes which.  Looks at $SRC/src.
#
#   - arrows between layers only point down, and every header of ours is
#     included as "layer/name.h"
#   - each foreign library has its door: only there its headers are included
#   - no two modules need each other, directly or around corners
#   - a .c file includes config.h first and its own header next
#
# Prints FILE:LINE: WHAT for each breach.

set -u
cd -- "${SRC:?}/src" || exit 99

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# Layer: layers that it may include.
cat >"$tmp/layers" <<'END'
base base
text text base
plat plat base text
model model base text
ui ui base text plat model
cli cli base text plat model ui
END

# Header, as a pattern of the whole name: files that may include it.
cat >"$tmp/doors" <<'END'
(ncursesw?/)?n?curses\.h|(ncursesw?/)?term\.h plat/term.c
csv\.h model/csv.c
sqlite3(ext)?\.h model/bookfile.c model/bookmarks.c model/bookrow.c model/compile.c model/compile_arrays.c model/compile_tables.c model/compiled.c model/compiled_db.c model/compiled_events.c model/compiled_schema.c model/package_json.c model/segment.c model/segment_sql.c model/sql.c model/tokenizer.c model/wordcopy.c model/wordindex.c model/wordpages.c model/wordwalk.c model/wordwriter.c
uni(case|conv|ctype|gbrk|lbrk|name|norm|str|types|wbrk|width)\.h text/.*
pthread\.h model/loader.c model/sealer.c base/mailbox.c
iconv\.h model/convert.c
uchardet\.h|uchardet/.*\.h model/detect.c
fribidi.* text/bidi.c
archive.*\.h model/archive.c
zlib\.h model/gunzip.c
END

# Every include: FILE LINE KIND NAME, where KIND is " or <.
find . -name '*.[ch]' | sed 's/^\.\///' | sort >"$tmp/files"
if ! [ -s "$tmp/files" ]; then
	echo "$SRC/src: no source" >&2
	exit 1
fi
# shellcheck disable=SC2016 # $0 is for awk
xargs awk '/^[ \t]*#[ \t]*include/ {
	kind = index($0, "\"") ? "\"" : "<"
	name = $0
	sub(/^[^"<]*["<]/, "", name)
	sub(/[">].*/, "", name)
	print FILENAME, FNR, kind, name
}' <"$tmp/files" >"$tmp/includes"

{
awk -v dir="$tmp" '
function breach(what) { print $1 ":" $2 ": " what }
function matches(name, pattern) { return name ~ ("^(" pattern ")$") }

BEGIN {
	while ((getline line < (dir "/layers")) > 0) {
		n = split(line, word, " ")
		layer[word[1]] = 1
		for (i = 2; i <= n; i++)
			allowed[word[1], word[i]] = 1
	}
	while ((getline line < (dir "/doors")) > 0) {
		n = split(line, word, " ")
		header[++ndoors] = word[1]
		for (i = 2; i <= n; i++)
			door[ndoors] = door[ndoors] (i > 2 ? "|" : "") word[i]
	}
	while ((getline line < (dir "/files")) > 0)
		exists[line] = 1
}

{
	from = $1
	sub(/\/.*/, "", from)
	own = $1
	sub(/\.[ch]$/, ".h", own)
	nth[$1]++
	if (!(from in layer) && !seen[$1]++)
		breach(from " is no layer")
}

$4 == "config.h" {
	if ($1 !~ /\.c$/)
		breach("only .c files include config.h")
	else if (nth[$1] > 1)
		breach("config.h comes first")
	next
}

nth[$1] == 1 && $1 ~ /\.c$/ { breach("config.h comes first") }

nth[$1] == 2 && $1 ~ /\.c$/ && own in exists && $4 != own {
	breach(own " comes after config.h")
}

$3 == "\"" {
	to = $4
	sub(/\/.*/, "", to)
	if (!($4 in exists))
		breach($4 " is no header of src/")
	else if (!((from, to) in allowed))
		breach(from " must not include " $4)
	next
}

{
	for (i = 1; i <= ndoors; i++)
		if (matches($4, header[i]) && !matches($1, door[i]))
			breach("<" $4 "> belongs to " door[i])
}' "$tmp/includes"

# A .c file without any include has no line above.
while read -r file; do
	case $file in
	*/config.h) echo "$file:1: hides the config.h of the build" ;;
	*.c) grep -q "^$file " "$tmp/includes" ||
		echo "$file:1: config.h comes first" ;;
	esac
done <"$tmp/files"

# x.c and x.h are one module; tsort complains about rings.
awk '$3 == "\"" && $4 != "config.h" {
	sub(/\.[ch]$/, "", $1)
	sub(/\.h$/, "", $4)
	print $1, $4
}' "$tmp/includes" | sort -u | tsort 2>&1 >/dev/null |
    sed 's/^tsort: \(-: \)\{0,1\}/ring: /'
} >"$tmp/breaches"

sed 's/^[a-z]*\//src\/&/' "$tmp/breaches" >&2
! [ -s "$tmp/breaches" ]
