#!/bin/sh
#
# make bench: how long a reader waits for annals, alone and beside others that
# are installed.  For each number of events in $BENCH_EVENTS a chronicle is
# made in $BENCH_FOLDER, where it stays for the next time, and a table printed.
# Times are milliseconds; with BENCH_CLOCK=cpu those of keys are a processor's.
# Loads are the median of $BENCH_LOADS, those of annals and sqlite3 in turns.
# A ratio is that of annals to the other: below 1 it takes less.  What annals
# loads, and shows by a key, is measured by tests/bench/reader, where more is
# said of it.

set -u
: "${ANNALS:?}" "${BUILD:?}"
events=${BENCH_EVENTS:-10000 100000}
rounds=${BENCH_ROUNDS:-100}
loads=${BENCH_LOADS:-3}
clock=${BENCH_CLOCK:-wall}
folder=${BENCH_FOLDER:-$BUILD/tests/bench}
bench=$BUILD/tests/bench

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
tab=$(printf '\t')

fail() {
	echo "bench: $*" >&2
	exit 1
}

has() { command -v "$1" >/dev/null; }

# typed WHAT N: a field of the line of what was typed.
typed() {
	awk -F "$tab" -v what="$1" -v n="$2" \
	    '$1 == "typed" && $2 == what { print $n }' "$tmp/reader"
}

# median: of an odd number of numbers, a line each.
median() { sort -n | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'; }

# beside WHAT ANNALS PEER NAME: one line of the comparison.
beside() {
	awk -v what="$1" -v a="$2" -v b="$3" -v peer="$4" 'BEGIN {
		printf " %-30s %10.2f %10.2f %8.3f  %s\n", what, a, b,
		    (b > 0 ? a / b : 0), peer }'
}

missing() { printf ' %-30s %s is not installed\n' "$1" "$2"; }

print_keys() {
	awk -F "$tab" '
	$1 == "moved" || $1 == "typed" {
		if ($1 != kind)
			printf "\n %-25s %8s %8s %8s %8s %8s %5s  %s\n", $1,
			    ($1 == "moved" ? "in" : "hits"), "p50", "p99",
			    "turn p99", "max", "times", "such as"
		kind = $1
		printf " %-25s %8d %8.2f %8.2f %8.2f %8.2f %5d  %s\n", $2, $3,
		    $4, $5, $6, $7, $8, $9
	}' "$tmp/reader"
}

# What sqlite3 needs to do the same, and then to count a word, 20 times in one
# statement as its timer knows milliseconds; three times.
sqlite_script() {
	cat <<END
.import --csv "$1" event
CREATE VIRTUAL TABLE word USING fts5(title, text, actors, places,
    content=event);
INSERT INTO word(word) VALUES('rebuild');
.timer on
END
	for _ in 1 2 3; do
		cat <<END
WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 20)
    SELECT sum((SELECT count(*) FROM word
    WHERE word MATCH '"$2"' || substr('', i))) FROM n;
END
	done
}

# load_ours FILE: append wall, time of processors and memory.
load_ours() {
	"$bench/reader" "$1" 0 | sed -n 's/^loaded	//p' |
	    cut -f 2-4 >>"$tmp/ours"
}

# load_theirs: likewise; the queries do not belong to the load.
load_theirs() {
	"$bench/spend" sqlite3 -batch :memory: <"$tmp/script" >"$tmp/sqlite" ||
		fail "sqlite3: $(cat "$tmp/sqlite")"
	sed -n 's/^Run Time: real \([0-9.]*\) .*/\1/p' "$tmp/sqlite" |
	    awk '{ print $1 * 1000 }' >"$tmp/queries"
	asked=$(awk '{ ms += $1 } END { print ms + 0 }' "$tmp/queries")
	tail -n 1 "$tmp/sqlite" | awk -v asked="$asked" '{
		printf "%s\t%s\t%s\n", $1 - asked, $2 - asked, $3
	}' >>"$tmp/theirs"
}

# middle FILE N: the median of a field.
middle() { cut -f "$2" "$1" | median; }

beside_sqlite() {
	if ! has sqlite3; then
		missing "load, one word" sqlite3
		return
	fi
	sqlite_script "$1" "$2" >"$tmp/script"
	: >"$tmp/ours"
	: >"$tmp/theirs"
	turn=0
	while [ $((turn += 1)) -le "$loads" ]; do
		load_ours "$1"
		load_theirs
	done
	beside "load" "$(middle "$tmp/ours" 1)" "$(middle "$tmp/theirs" 1)" \
	    ".import and FTS5 rebuild"
	beside "load, time of processors" "$(middle "$tmp/ours" 2)" \
	    "$(middle "$tmp/theirs" 2)" "the same"
	beside "load, most memory, MB" \
	    "$(middle "$tmp/ours" 3 | awk '{ print $1 / 1024 }')" \
	    "$(middle "$tmp/theirs" 3 | awk '{ print $1 / 1024 }')" "the same"
	beside "one word" "$(typed 'word in 20 % of events' 4)" \
	    "$(median <"$tmp/queries" | awk '{ print $1 / 20 }')" \
	    "FTS5 count(*)"
}

beside_rg() {
	if ! has rg; then
		missing "one word" rg
		return
	fi
	for _ in 1 2 3 4 5; do
		"$bench/spend" rg -c -i -F -e "$2" "$1" | tail -n 1
	done >"$tmp/rg"
	beside "one word" "$(typed 'word in 20 % of events' 4)" \
	    "$(median <"$tmp/rg")" "rg -ciF"
}

# The first screen: half full, of annals and of others.
beside_readers() {
	if ! [ -x "$bench/screen" ]; then
		echo " first screen: needs libvterm"
		return
	fi
	ours=$("$bench/screen" "$ANNALS" "$1") || fail "annals shows nothing"
	for peer in less vd csvlens lnav; do
		if ! has $peer; then
			missing "first screen" $peer
			continue
		fi
		theirs=$("$bench/screen" "$(command -v $peer)" "$1") || continue
		beside "first screen" "$ours" "$theirs" "$peer"
	done
}

# loaded FILE N: a field of the line of what was loaded.
loaded() { sed -n 's/^loaded	//p' "$1" | cut -f "$2"; }

# print_busy WHAT N: the times of keys that were pressed while it loaded.
print_busy() {
	loaded "$tmp/reader" "$2" | awk -v what="$1" '{
		printf " %s, of %d: p50 %.2f, p99 %.2f, most %.2f ms\n", what,
		    $1, $2, $3, $4 }'
}

# To compile the file, to open that, and what it takes, beside the file itself.
beside_itself() {
	"$bench/spend" "$ANNALS" compile "$1" -o "$tmp/compiled" --force \
	    >"$tmp/made" || fail "annals compile failed"
	"$bench/reader" "$tmp/compiled" 0 "$clock" >"$tmp/opened" ||
		fail "reader failed"
	"$bench/reader" "$1" 0 >"$tmp/read" || fail "reader failed"
	beside "compile" "$(tail -n 1 "$tmp/made" | cut -f 1)" \
	    "$(loaded "$tmp/read" 2)" "to load the CSV file"
	beside "compiled: load, first screen" "$(loaded "$tmp/opened" 2)" \
	    "$(loaded "$tmp/read" 2)" "the same"
	beside "compiled: most memory, MB" \
	    "$(loaded "$tmp/opened" 4 | awk '{ print $1 / 1024 }')" \
	    "$(loaded "$tmp/read" 4 | awk '{ print $1 / 1024 }')" "the same"
	beside "compiled: size, MB" \
	    "$(($(wc -c <"$tmp/compiled") / 1000000))" \
	    "$(($(wc -c <"$1") / 1000000))" "the CSV file"
	rm -f "$tmp/compiled"
}

load_average() {
	if [ -r /proc/loadavg ]; then
		cut -d ' ' -f 1-3 /proc/loadavg
	elif has uptime; then
		uptime | sed 's/.*average[s]*: //'
	fi
}

# made FILE: it is there, and not older than what makes it.
made() { [ -n "$(find "$1" -newer "$bench/generate" 2>/dev/null)" ]; }

mkdir -p "$folder" || exit 1
for n in $events; do
	file=$folder/$n.csv
	if ! made "$file"; then
		"$bench/generate" "$n" >"$file.part" && mv "$file.part" "$file"
	fi || fail "$file cannot be made"
	"$bench/reader" "$file" "$rounds" "$clock" >"$tmp/reader" ||
		fail "reader failed"
	word=$(typed 'word in 20 % of events' 9 | tr -d ' ')

	printf '\n%d events, %d MB; ms, %s; load average %s\n' "$n" \
	    $(($(wc -c <"$file") / 1000000)) "$clock" \
	    "$(load_average)"
	print_keys
	printf '\n longest turn while loading: %.1f ms\n' \
	    "$(sed -n 's/^loaded	//p' "$tmp/reader" | cut -f 5)"
	print_busy "a key meanwhile" 6-9
	print_busy "a letter of a search" 10-13
	printf '\n %-30s %10s %10s %8s\n' "beside others" annals other ratio
	beside_itself "$file"
	beside_sqlite "$file" "$word"
	beside_rg "$file" "$word"
	beside_readers "$file"
done
