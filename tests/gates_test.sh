#!/bin/sh
#
# The gates themselves: layers.sh, size.sh, listed.sh and globals.sh are green
# on a copy of the tree, and red, for the right reason, on a copy in which one
# rule is broken.  Reads $SRC, compiles with $CC and $AR.

set -u
tests=${SRC:?}/tests

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
tree=$tmp/tree
status=0

# A fresh copy; the current folder is its src/.
fresh() {
	rm -rf "$tree"
	mkdir "$tree" || exit 99
	for part in Makefile.am data man src tests; do
		cp -R "$SRC/$part" "$tree/" || exit 99
	done
	chmod -R u+w "$tree"
	cd "$tree/src" || exit 99
}

# run GATE: its exit status; what it says goes to $tmp/said.
run() {
	SRC=$tree BUILD=$tmp sh "$tests/$1" >"$tmp/said" 2>&1
}

wrong() {
	echo "$*" >&2
	sed 's/^/    /' "$tmp/said" >&2
	status=1
}

# green GATE: on the copy as it is.
green() {
	run "$1" || wrong "$1 is red on an unbroken copy"
}

# silent GATE WHAT: it has nothing against the file zz.
silent() {
	run "$1"
	! grep -q zz "$tmp/said" || wrong "$1 is red: $2"
}

# red GATE PATTERN WHAT: it fails and says a line that PATTERN matches; then
# the tree is fresh again.
red() {
	if run "$1"; then
		wrong "$1 is green: $3"
	elif ! grep -q -- "$2" "$tmp/said"; then
		wrong "$1 is red for another reason: $3"
	fi
	fresh
}

# includes FILE INCLUDE...: a file with these includes, each "x.h" or <x.h>.
includes() {
	file=$1
	shift
	printf '#include %s\n' "$@" >"$file"
}

# lines N: that many.
lines() {
	awk -v n="$1" 'BEGIN { while (n-- > 0) print "\t;" }'
}

# ---- layers.sh -------------------------------------------------------------

fresh
green layers.sh

for arrow in base:text/style.h base:model/record.h text:plat/term.h \
    text:model/record.h plat:model/record.h plat:ui/layout.h \
    model:plat/paths.h model:ui/layout.h ui:cli/zz.h; do
	from=${arrow%:*}
	echo >cli/zz.h
	includes "$from/zz.c" '"config.h"' "\"${arrow#*:}\""
	red layers.sh "src/$from/zz.c:2: $from must not include" "$arrow"
done

for door in curses.h ncursesw/curses.h ncurses.h term.h csv.h sqlite3.h \
    unigbrk.h uniwidth.h pthread.h iconv.h fribidi.h fribidi/fribidi.h \
    archive.h archive_entry.h; do
	includes ui/zz.c '"config.h"' "<$door>"
	red layers.sh "src/ui/zz.c:2: <$door> belongs to" "$door"
done

includes ui/za.h '"ui/zb.h"'
includes ui/zb.h '"ui/za.h"'
red layers.sh '^ring: ui/z' "two headers include each other"

includes ui/za.h '"ui/zb.h"'
includes ui/zb.c '"config.h"' '"ui/zb.h"' '"ui/zc.h"'
includes ui/zc.c '"config.h"' '"ui/zc.h"' '"ui/za.h"'
echo >ui/zb.h
echo >ui/zc.h
red layers.sh '^ring: ui/z' "three modules in a ring"

includes ui/zz.c '<stdio.h>' '"config.h"'
red layers.sh 'src/ui/zz.c:1: config.h comes first' "config.h second"

includes ui/zz.c '<stdio.h>'
red layers.sh 'src/ui/zz.c:1: config.h comes first' "no config.h"

echo 'int zz(void);' >ui/zz.c
red layers.sh 'src/ui/zz.c:1: config.h comes first' "no include at all"

includes ui/zz.h '"config.h"'
red layers.sh 'src/ui/zz.h:1: only .c files' "config.h in a header"

echo >ui/zz.h
includes ui/zz.c '"config.h"' '<stdio.h>' '"ui/zz.h"'
red layers.sh 'src/ui/zz.c:2: ui/zz.h comes after' "own header third"

echo >ui/zz.h
includes ui/zz.c '"config.h"' '"zz.h"'
red layers.sh 'src/ui/zz.c:2: zz.h is no header of src' "no layer in a name"

mkdir zz
includes zz/zz.c '"config.h"'
red layers.sh 'src/zz/zz.c:1: zz is no layer' "a folder that is no layer"

echo >ui/config.h
red layers.sh 'src/ui/config.h:1: hides' "a second config.h"

# ---- size.sh ---------------------------------------------------------------

green size.sh

{ echo '{'; lines 58; echo '}'; } >ui/zz.c
silent size.sh "a function of 60 lines"
{ echo '{'; lines 59; echo '}'; } >ui/zz.c
red size.sh 'src/ui/zz.c:1: function of 61 lines' "a function of 61 lines"

lines 600 >ui/zz.c
silent size.sh "a file of 600 lines"
lines 601 >ui/zz.c
red size.sh 'src/ui/zz.c:601: file of 601 lines' "a file of 601 lines"

# Two tabs, 62 letters of two bytes each, two of one.
wide=$(awk 'BEGIN { while (n++ < 62) printf "\303\251" }')
printf '\t\t%sxx\n' "$wide" >ui/zz.c
silent size.sh "80 columns"
printf '\t\t%sxxx\n' "$wide" >ui/zz.c
red size.sh 'src/ui/zz.c:1: 81 columns' "81 columns"

printf '\t\t%sxxx\n' "$wide" >../tests/unit/test_zz.c
red size.sh 'tests/unit/test_zz.c:1: 81 columns' "81 columns in a test"

# ---- listed.sh -------------------------------------------------------------

green listed.sh
for file in src/ui/zz.c src/ui/zz.h tests/zz.sh tests/unit/test_zz.c \
    tests/fuzz/fuzz_zz.c tests/e2e/zz.h; do
	echo >"$tree/$file"
	red listed.sh "Makefile.am: $file is missing" "$file is not listed"
done

# ---- globals.sh ------------------------------------------------------------

# library OBJECT CODE: make $tmp/libannals.a of it.
library() {
	rm -f "$tmp/libannals.a"
	printf '%s\n' "$2" >"$tmp/zz.c"
	# shellcheck disable=SC2086 # CC may hold options
	${CC:-cc} -c -o "$tmp/$1" "$tmp/zz.c" &&
	    "${AR:-ar}" cr "$tmp/libannals.a" "$tmp/$1" || exit 99
}

table='const char *const table[] = { "a", "b" };'
used='int f(void); int f(void) { return ++v; }'
library zz.o "$table static const int n[] = { 1 }; int f(void); int
f(void) { return n[0]; }"
run globals.sh
if [ $? -eq 77 ]; then
	cat "$tmp/said"
	echo "globals.sh is not tested here"
	exit "$status"
fi
silent globals.sh "constant tables"

for variable in 'int v;' 'int v = 1;' 'static int v;' 'static int v = 1;' \
    'static _Thread_local int v;' 'static _Thread_local int v = 1;'; do
	library zz.o "$variable $used"
	red globals.sh 'zz.o: v is a variable' "$variable"
done
library zz.o "int f(void); int f(void) { static int v; return ++v; }"
red globals.sh 'zz.o: .* is a variable' "a static in a function"

library signals.o "static int v; $used"
run globals.sh || wrong "globals.sh is red: one variable in signals.o"
library signals.o "static int w; int g(void); int g(void) { return ++w; }
    static int v; $used"
red globals.sh 'signals.o: 2 variables' "two variables in signals.o"

exit "$status"
