# The studio and the page of a training, in Chromium and in Firefox, by clicks and keys.
gptreel=$1
source=$2

. "$source/tests/integration/common/sanitizers.sh"
. "$source/tests/integration/common/browser.sh"
edits=40
[ -z "${GPTREEL_LONG:-}" ] || edits=3000
browsers=chromium
if has_sanitizers; then
    echo 'sanitizers keep memory that is freed; whether it grows was not looked at'
    echo 'a page asks the same in every browser; the studio was not tried in Firefox'
    edits=0
elif command -v "${FIREFOX:-firefox}" >/dev/null; then
    browsers='chromium firefox'
else
    echo 'firefox is missing; the studio was not tried in it'
fi
for browser in $browsers; do
    rm -rf talk
    "$gptreel" new talk >/dev/null
    node studio.mjs "$gptreel" talk "$browser" "$edits"
    node watch.mjs "$gptreel" "$source/model/runs/shakespeare" "$browser"
done
