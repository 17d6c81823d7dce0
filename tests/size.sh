#!/bin/sh
#
# Nothing grows out of hand: no function of more than 60 lines (from { to },
# which stand in column 1), no file of more than 600, no line of more than 80
# columns with tabs of 8.  Looks at the C files in $SRC/src and $SRC/tests.
#
# Prints FILE:LINE: WHAT for each breach.

set -u
cd -- "${SRC:?}" || exit 99

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

find src tests -name '*.[ch]' | sort >"$tmp/files"
if ! [ -s "$tmp/files" ]; then
	echo "$SRC: no source" >&2
	exit 1
fi

# Columns are code points: without the bytes that go on with one, the rest
# can be counted as bytes.
LC_ALL=C
export LC_ALL
while read -r file; do
	expand "$file" | tr -d '\200-\277' | awk -v file="$file" '
	function breach(line, what) { print file ":" line ": " what }
	length($0) > 80 { breach(NR, length($0) " columns") }
	/^\{/ { start = NR }
	/^\}/ && start {
		if (NR - start + 1 > 60)
			breach(start, "function of " NR - start + 1 " lines")
		start = 0
	}
	END { if (NR > 600) breach(NR, "file of " NR " lines") }'
done <"$tmp/files" >"$tmp/breaches"

cat "$tmp/breaches" >&2
! [ -s "$tmp/breaches" ]
