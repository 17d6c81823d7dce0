#!/bin/sh
#
# Every source file, test, manual page and file of data is named in
# Makefile.am: what is not would be left out of the build, of make check or of
# the tarball without a word.  Looks at $SRC.

set -u
cd -- "${SRC:?}" || exit 99

status=0
for file in $(find src data man tests -name .deps -prune -o -type f -print |
    sort); do
	case $file in
	*.o | *.log | *.trs) continue ;; # made by a build at the top
	tests/*/*.c) name=${file%.c}'(\.c)?' ;;
	*.[ch] | *.sh | *.[0-9] | *.script | *.screen | data/* | \
	    tests/cli/* | tests/suite/* | tests/*/*/*) name=$file ;;
	*) continue ;;
	esac
	grep -qE "(^|[ 	])$name([ 	]|\$)" Makefile.am || {
		echo "Makefile.am: $file is missing" >&2
		status=1
	}
done
exit "$status"
