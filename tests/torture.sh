#!/bin/sh
#
# Whether bookmarks that were called saved are lost: under kill -9, power
# cuts, disks that fail, and many writers; and whether a compiled file that is
# damaged does harm.  A few seconds; make torture sets TORTURE_TIMES to the
# kills, cuts and tens of files that it takes, and wants it to be fast.

set -u
cd -- "${BUILD:?}/tests/torture" || exit 99

status=0
try() {
	"./$@" || status=1
}

if [ -n "${TORTURE_TIMES:-}" ]; then
	try kill "$TORTURE_TIMES" 1
	try kill "$TORTURE_TIMES" 10
	try power "$TORTURE_TIMES"
	try faults 1
	try writers 10 100 250 50
	try damage "${TORTURE_TIMES}0"
else
	try kill 30 1
	try kill 30 10
	try power 150
	try faults 7
	try writers 10 5 20
	try damage 500
fi
exit $status
