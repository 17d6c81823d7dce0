#!/bin/sh
#
# Plays every script of tests/golden on the app and compares the screens with
# those beside it, first with the chronicles as they are and then compiled.
# golden.sh --renew writes them anew: then read the diff.

set -u
dir=${SRC:?}/tests/golden
status=0
count=0

for script in "$dir"/*.script; do
	want=${script%.script}.screen
	if [ "${1:-}" = --renew ]; then
		"${BUILD:?}/tests/golden/golden" "$script" >"$want" || status=1
		continue
	fi
	count=$((count + 1))
	for how in '' --compiled; do
		# shellcheck disable=SC2086 # nothing is no argument
		"${BUILD:?}/tests/golden/golden" $how "$script" 2>&1 |
		    diff -u "$want" - && continue
		echo "golden: $script differs $how" >&2
		status=1
	done
done
[ "${1:-}" = --renew ] || echo "$count scripts played"
[ "$count" -gt 0 ] || [ "${1:-}" = --renew ] || status=1
exit $status
