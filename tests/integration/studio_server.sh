# The studio's server over real HTTP: who may ask, what it answers, and that a saved, broken and mended script is seen.
gptreel=$1
source=$2
command -v curl >/dev/null || { echo 'curl is missing; nobody asks'; exit 77; }

fail() { echo "$1"; cat said 2>/dev/null; head -c 2000 told | tr -d '\0'; exit 1; }

rm -rf talk said other events told && mkdir talk
printf 'return scene("One", function() appear(line("One.")) hold(1) end)\n' >talk/01_one.lua
"$gptreel" studio talk --size 90p10 >said 2>complaint &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
tries=0
until [ -s said ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no address'; sleep 0.1; done
page=$(head -n 1 said)
host=${page#http://} host=${host%%/*}

# code WANTED ARGUMENT…: what curl gets has that status.
code() {
    wanted=$1
    shift
    got=$(curl -s -o told -w '%{http_code}' "$@") || true
    [ "$got" = "$wanted" ] || fail "curl $*: $got, not $wanted"
}

# until_state WORDS: the state has them soon.
until_state() {
    tries=0
    until curl -s "${page}state" >told && grep -qF -- "$1" told; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || fail "the state never has: $1"
        sleep 0.05
    done
}

# Who may ask.
code 404 "http://$host/"
code 404 "http://$host/state"
code 404 "http://$host/wrong/state"
code 403 -H 'Host: example.com' "${page}state"
code 403 -H 'Origin: http://example.com' "${page}state"
code 200 -H "Origin: http://$host" "${page}state"
code 200 -H 'Host: localhost:8022' -H 'Origin: http://localhost:8022' "${page}state" # through a tunnel, as of ssh -L
code 403 -H 'Host: localhost:8022' -H 'Origin: http://localhost:8023' "${page}state"
code 405 -X PUT --data x "${page}state"
code 404 --path-as-is "${page}../../../etc/passwd"
code 404 --path-as-is "${page}fonts/../run"
code 404 -X POST "${page}state"
head -c 100000 /dev/zero >zeros
code 413 -X POST --data-binary @zeros "${page}choose"

# What it answers.
code 200 "$page"
grep -qi '<!doctype html>' told || fail 'the page is no page'
code 200 "${page}fonts/Inter-Regular.otf"
until_state '"version": 1'
code 200 "${page}timeline"
grep -qF '"frames": 1' told || fail 'the timeline has no frames'
code 200 "${page}frames?scene=0&from=0&w=160"
[ "$(head -c 4 told)" = FRM1 ] || fail 'no record of a frame'
code 400 "${page}frames?scene=7&w=160"
code 400 "${page}timeline?canvas=round"
code 200 "${page}timeline?canvas=tall"
grep -qF '"height": 1920' told || fail 'the other canvas is not another'
for query in lint audit 'svg?scene=0' 'sound?scene=0' 'node?scene=0&frame=1&x=960&y=540'; do code 200 "$page$query"; done

# Choosing.
code 400 -X POST --data 'no json' "${page}choose"
code 400 -X POST --data '{"canvas": "round"}' "${page}choose"
code 200 -X POST --data '{"canvas": "square", "theme": "light"}' "${page}choose"
until_state '"canvas": "square"'

# A script that is saved, broken, mended; and one that never ends.
version() { curl -s "${page}state" | sed 's/.*"version": \([0-9]*\).*/\1/'; }
before=$(version)
printf 'return scene("Two", function() appear(line("Two.")) hold(1) end)\n' >talk/new && mv talk/new talk/01_one.lua
until_state '"building": false, '
until [ "$(version)" != "$before" ]; do sleep 0.05; done
printf 'return scene("Two", function() appear(line("Two.") end)\n' >talk/01_one.lua
until_state '"file": "talk/01_one.lua"'
grep -qF '"line": 1' told || fail 'the error has no line'
code 200 "${page}frames?scene=0&from=0&w=160" # as it was
printf 'while true do end\n' >talk/01_one.lua
until_state 'a loop without an end'
printf 'return scene("Three", function() appear(line("Three.")) hold(1) end)\n' >talk/01_one.lua
until_state '"errors": []'
curl -s "${page}timeline" | grep -qF '"title": "Three"' || fail 'the mended film is not seen'

# A process that is killed is told of, and the next save brings the film back.
pkill -KILL -P $server
until_state 'drawing the film ended with the signal 9'
code 503 "${page}frames?scene=0&from=0&w=160"
printf 'return scene("Four", function() appear(line("Four.")) hold(1) end)\n' >talk/01_one.lua
until_state '"errors": []'
code 200 "${page}frames?scene=0&from=0&w=160"

# Many edits leave the server as it was, but for a connection that is about to be closed.
resident() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$server/status; }
edits() {
    for i in $(seq "$1"); do
        before=$(version)
        printf 'return scene("Edit", function() appear(line("Edit.")) hold(1) end) -- %d\n' $i >talk/01_one.lua
        tries=0
        until [ "$(version)" != "$before" ]; do
            tries=$((tries + 1))
            [ $tries -lt 200 ] || fail 'an edit is not seen'
            sleep 0.01
        done
    done
}
edits 10
settled=$(resident) files=$(ls /proc/$server/fd | wc -l)
edits 60
case $(readelf -d "$gptreel") in
*libasan* | *libtsan*) echo 'sanitizers keep memory that is freed; whether it grows was not looked at' ;;
*) [ "$(resident)" -le $((settled + 1500)) ] || fail "memory grew from $settled to $(resident) kB" ;;
esac
[ "$(ls /proc/$server/fd | wc -l)" -le $((files + 5)) ] || fail 'files are left open'

# Pages are told, and of the end, too; Ctrl-C ends it with all that it began.
curl -sN "${page}events" >events &
mkdir -p programs
cat >programs/xdg-open <<'END'
#!/bin/sh
{ echo "$1"; cut -d ' ' -f 6 /proc/$$/stat; } >opening
mv opening opened
END
chmod +x programs/xdg-open
rm -f opened
PATH=$PWD/programs:$PATH "$gptreel" studio talk --size 90p10 --open >other 2>/dev/null &
second=$!
tries=0
until [ -s other ] && [ -s events ] && [ -s opened ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail 'no second server, or it opens nothing'
    sleep 0.1
done
[ "$(head -n 1 opened)" = "$(cat other)" ] || fail 'another address is opened'
[ "$(sed -n 2p opened)" != "$(cut -d ' ' -f 6 /proc/$second/stat)" ] || fail 'Ctrl-C would end the browser'
kill $second
other=$(sed 's,.*:\([0-9]*\)/.*,\1,' other)
[ "$other" != "${host##*:}" ] || fail 'two servers on one port'
children=$(pgrep -P $server)
[ -n "$children" ] || fail 'no worker'
curl -s -o waits -w '%{http_code}' "${page}sound?scene=0" >status & # which is being made then
waiting=$!
sleep 0.1
kill -INT $server
wait $server || fail "Ctrl-C is no error: $?"
wait $waiting || true # with or without its answer
sleep 0.2
grep -q '^event: bye' events || fail 'pages are not told of the end'
for child in $children; do ! kill -0 $child 2>/dev/null || fail "process $child is left"; done

# One that was killed leaves nothing that the next one does not delete; for the network it tells addresses.
mkdir -p temp/gptreel_studio_KILLED
: >temp/gptreel_studio_KILLED/lock
rm -f other
TMPDIR=$PWD/temp "$gptreel" studio talk --size 90p10 --host 0.0.0.0 >other 2>/dev/null &
server=$!
tries=0
until [ -s other ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no address'; sleep 0.1; done
page=$(head -n 1 other)
case $page in http://127.0.0.1:*) ;; *) fail "nobody can open $page" ;; esac
code 200 "${page}state"
code 200 -H 'Host: 192.168.1.2:4700' "${page}state"
code 403 -H 'Host: example.com' "${page}state"
code 404 "${page%/*/}/state"
sed -n '2,$p' other | while read -r _ _ _ elsewhere; do code 200 "${elsewhere}state"; done
[ ! -e temp/gptreel_studio_KILLED ] || fail 'what a killed studio left stays'
kill $server

# What leads nowhere is one line.
! "$gptreel" studio nowhere 2>told || fail 'a film that is not there'
grep -qF 'there is no film "nowhere"' told || fail 'it is not said what is wrong'
rm -f said
"$gptreel" studio talk >said 2>/dev/null &
server=$!
tries=0
until [ -s said ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no address'; sleep 0.1; done
port=$(sed 's,.*:\([0-9]*\)/.*,\1,' said)
! timeout 20 "$gptreel" studio talk --port "$port" >told 2>&1 || fail 'a port that is taken'
grep -qF "cannot listen on port $port of 127.0.0.1: it is in use; without --port" told || fail 'it is not said which port'
! "$gptreel" studio talk --host nonsense 2>told || fail 'an address that is none'
grep -qF 'is no address to listen on' told || fail 'it is not said what an address is'
