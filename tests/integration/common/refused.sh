# Sourced by the tests of bad input; wants $gptreel.

# refused CODE WORDS-IN-THE-MESSAGE ARGUMENT…: the program gives that exit code and one line with those words.
refused() {
    code=$1 words=$2
    shift 2
    got=0
    "$gptreel" "$@" >said 2>complaint || got=$?
    if [ "$got" != "$code" ] || ! grep -qF -- "$words" complaint || [ "$(wc -l <complaint)" != 1 ]; then
        echo "gptreel $*: exit code $got, not $code; or not one line with \"$words\":"
        cat said complaint
        exit 1
    fi
}
