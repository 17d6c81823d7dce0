#!/bin/sh
#
# No global or static variables but the one that signal handlers need: looks
# for symbols in writable sections of the objects in $BUILD/libannals.a.
# Tables that are only relocated (.data.rel.ro) are constant.
#
# Prints OBJECT: NAME for each breach.  Skipped (77) where the sanitizers put
# variables of their own, and where nm cannot name sections (not ELF).

set -u
library=${BUILD:?}/libannals.a

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

skip() {
	echo "skipped: $*"
	exit 77
}

"${NM:-nm}" -A -f sysv "$library" >"$tmp/symbols" ||
	skip "${NM:-nm} -f sysv does not work here"
if grep -qE '__(asan|tsan|msan|ubsan)_' "$tmp/symbols"; then
	skip "sanitizers add variables of their own"
fi
grep -q '\.text' "$tmp/symbols" || skip "no ELF sections in $library"

# LIBRARY:OBJECT:NAME |value|class|type|size|line|SECTION
awk -F '|' '
{
	section = $NF
	gsub(/[ \t]/, "", section)
	class = $3
	gsub(/ /, "", class)
	n = split($1, part, ":")
	object = part[n - 1]
	name = part[n]
	gsub(/ /, "", name)
}
section ~ /^\.data\.rel\.ro/ { next }
$4 ~ /SECTION|FILE/ { next }
(section ~ /^\.(data|bss|tdata|tbss)/ || section ~ /COM/) &&
    object != "signals.o" {
	print object ": " name " is a variable"
}
object == "signals.o" && section ~ /^\.(data|bss)/ { variables++ }
END {
	if (variables > 1)
		print "signals.o: " variables " variables, 1 is allowed"
}' "$tmp/symbols" >"$tmp/breaches"

cat "$tmp/breaches" >&2
! [ -s "$tmp/breaches" ]
