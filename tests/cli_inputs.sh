#!/bin/sh
#
# What $ANNALS can be given to read: compressed files, archives, several files
# at a time.  As tests/cli.sh.

set -u
: "${ANNALS:?}"

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
cd -- "$tmp" || exit 99

LC_ALL=C.UTF-8 HOME=/nonexistent
export LC_ALL HOME
unset LANG ANNALS_CHRONICLE NO_COLOR XDG_CONFIG_HOME XDG_STATE_HOME

status=0
count=0
tried=
input=/dev/null

complain() {
	echo "cli_inputs: $*" >&2
	status=1
}

# try STATUS ARGUMENTS
try() {
	want=$1
	shift
	tried="annals $*"
	count=$((count + 1))
	"$ANNALS" "$@" <"$input" >out 2>err
	got=$?
	input=/dev/null
	[ "$got" -eq "$want" ] || {
		complain "$tried: status $got, not $want"
		cat err >&2
	}
}

# What is printed, and what is said.
prints() {
	printf '%s\n' "$@" >want
	diff -u want out >&2 || complain "$tried: output"
}
says() {
	printf 'annals: %s\n' "$@" >want
	diff -u want err >&2 || complain "$tried: message"
}
silent() { [ ! -s err ] || { complain "$tried: says"; cat err >&2; }; }

# ids ARGUMENTS: the ids of the events in the order of the file.
ids() {
	try 0 search --sort file --format csv '*' "$@"
	sed 's/,.*//' out | tr '\n' ' ' >list
}
are() {
	[ "$(cat list)" = "id $* " ] || complain "$tried: $(cat list), not $*"
}

cat >a.csv <<'EOF'
id,date,title
a1,1901,One
a2,1902,Two
EOF

# ---- compressed, whatever the name

# Compressed files can be read, if it was built so.
printf '\037\213\010' >broken
try 2 sections broken
if grep -q 'built without libarchive' err; then
	says 'broken: compressed, and annals was built without libarchive'
	packed=no
else
	says 'broken: damaged or cut short'
	packed=yes
fi

for z in gzip bzip2 xz zstd; do
	[ $packed = yes ] && command -v $z >/dev/null || continue
	$z -c <a.csv >packed
	ids packed
	are a1 a2
	silent
	input=packed
	ids -
	are a1 a2
	try 0 sections packed
	prints '     2  packed' '     2    1900s'
done

exit $status
