#!/bin/sh
#
# That make bench still works, with 500 events and no limit to any time: what
# tests/bench/generate writes is the same each time and the start of longer
# chronicles, and every line of the table is there.

set -u
: "${ANNALS:?}" "${BUILD:?}" "${SRC:?}"
generate=$BUILD/tests/bench/generate
status=0

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
cd -- "$tmp" || exit 99

complain() {
	echo "bench: $*" >&2
	status=1
}

"$generate" 500 >500.csv || complain "generate: status $?"
"$generate" 500 1 | cmp -s - 500.csv || complain "generate differs"
"$generate" 500 2 | cmp -s - 500.csv && complain "seeds do not matter"
"$generate" 300 >fewer.csv
head -c "$(wc -c <fewer.csv)" 500.csv | cmp -s - fewer.csv ||
	complain "fewer events are other events"

BENCH_EVENTS=500 BENCH_ROUNDS=1 BENCH_LOADS=1 BENCH_FOLDER=$tmp \
    sh "$SRC/tests/bench/bench.sh" >table 2>said || complain "status $?"
[ ! -s said ] || complain "$(cat said)"
grep -q '^500 events, ' table || complain "not 500 events"
for line in 'next event' 'one section' 'rare word' 'two letters' \
    'date:x..y word'; do
	grep -Eq "^ $line +[0-9]+( +[0-9]+\.[0-9]+){4} +1  " table ||
		complain "'$line' is missing"
done

# What is timed is the search that was asked for.
word=$(sed -n 's/^ word in 20 % of events .* 1  //p' table)
hits=$(awk '/^ word in 20 % of events/ { print $7 }' table)
[ "$("$ANNALS" search --count "$word" 500.csv)" = "$hits" ] ||
	complain "'$word' has other hits than $hits"
[ "$status" -eq 0 ] || cat table >&2
exit "$status"
