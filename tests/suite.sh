#!/bin/sh
#
# Suites of CSV files with what they hold: suite.sh [-t] [FOLDER...], by
# default the one in tests/suite.  In a folder, x.json says what x.csv holds
# (csv/x.csv and json/x.json, or csvs/, too), or cases.json what all do; see
# tests/suite/suite.c.  What has no .json is bad on purpose: annals check has
# to name a line.  Some that are right by another dialect need -t.

set -u
: "${BUILD:?}" "${SRC:?}" "${ANNALS:?}"

trims=
[ "${1:-}" != -t ] || { trims=-t; shift; }
[ $# -gt 0 ] || set -- "$SRC/tests/suite"
status=0
count=0

differs() {
	echo "suite: $*" >&2
	status=1
}

# What is wrong with a file is told with its line.
diagnosed() {
	"$ANNALS" check "$1" 2>&1 | grep -q "^[^ ]*${1##*/}:[0-9]" ||
	    differs "$1: nothing is said"
}

for folder; do
	if [ -f "$folder/cases.json" ]; then
		count=$((count + 1))
		"$BUILD/tests/suite/suite" ${trims:+"$trims"} \
		    "$folder/cases.json" || differs "$folder"
		continue
	fi
	for csv in "$folder"/*.csv "$folder"/csv/*.csv "$folder"/csvs/*.csv; do
		[ -f "$csv" ] || continue
		count=$((count + 1))
		name=${csv##*/}
		json=$folder/json/${name%.csv}.json
		[ -f "$json" ] || json=${csv%.csv}.json
		if [ -f "$json" ]; then
			"$BUILD/tests/suite/suite" ${trims:+"$trims"} "$csv" \
			    "$json" || differs "$csv"
		else
			diagnosed "$csv"
		fi
	done
done
echo "$count files or lists tried"
[ "$count" -gt 0 ] || status=1
exit $status
