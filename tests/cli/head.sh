# What the scripts that look at the output of $ANNALS begin with: an empty
# folder to work in, which does not stay, surroundings in which nothing is set,
# and how a command is tried.
#
# shellcheck shell=sh disable=SC2034 # the scripts have more uses

: "${ANNALS:?}" "${SRC:?}"

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM
cd -- "$tmp" || exit 99

LC_ALL=C.UTF-8 HOME=/nonexistent
export LC_ALL HOME
unset LANG ANNALS_CHRONICLE NO_COLOR XDG_CONFIG_HOME XDG_DATA_HOME \
    XDG_STATE_HOME

tab=$(printf '\t')
status=0
count=0
tried= # the command that was tried last, for complaints
input=/dev/null

complain() {
	echo "$(basename -- "$0" .sh): $*" >&2
	status=1
}

# try STATUS ARGUMENT...: what it prints goes to out, what it says to err.
try() {
	want=$1
	shift
	tried="annals $*"
	count=$((count + 1))
	"$ANNALS" "$@" <"$input" >"$tmp/out" 2>"$tmp/err"
	got=$?
	input=/dev/null
	[ "$got" -eq "$want" ] || {
		complain "$tried: status $got, not $want"
		sed 's/^/    /' "$tmp/err" >&2
	}
}

# says MESSAGE...: that is what it said, all of it.
says() {
	printf 'annals: %s\n' "$@" >want
	diff -u want err >&2 || complain "$tried: message"
}
silent() { [ ! -s err ] || { complain "$tried: says"; cat err >&2; }; }
