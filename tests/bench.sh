#!/bin/sh
#
# That what make bench needs still works, with few events and nothing timed:
# the chronicles that tests/bench/generate writes are the same each time, the
# start of longer ones, and read without a problem.

set -u
: "${ANNALS:?}" "${BUILD:?}"
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

"$generate" 500 >events.csv || complain "generate: status $?"
"$generate" 500 1 | cmp -s - events.csv || complain "generate differs"
"$generate" 500 2 | cmp -s - events.csv && complain "seeds do not matter"
"$generate" 300 >fewer.csv
head -c "$(wc -c <fewer.csv)" events.csv | cmp -s - fewer.csv ||
	complain "fewer events are other events"
[ "$("$ANNALS" search --count 'NOT zzzz' events.csv)" = 500 ] ||
	complain "not 500 events"
exit "$status"
