# What a page has made, over real HTTP: files by commands with progress and cancel, and a film about a prompt of its own.
gptreel=$1
source=$2
command -v curl >/dev/null || { echo 'curl is missing; nobody asks'; exit 77; }

fail() { echo "$1"; cat said told complaint 2>/dev/null; exit 1; }

rm -rf said told out temp && mkdir temp
TMPDIR=$PWD/temp "$gptreel" studio nanogpt/03_generation --size 90p10 -o out >said 2>complaint &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
tries=0
until [ -s said ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no address'; sleep 0.1; done
page=$(head -n 1 said)

# ask PATH [JSON]: the answer into `told`.
ask() { if [ $# = 2 ]; then curl -s -X POST --data "$2" "$page$1"; else curl -s "$page$1"; fi >told; }
told() { grep -qF -- "$1" told; }

# until_state WORDS: the state has them soon.
until_state() {
    tries=0
    until ask state && told "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || fail "the state never has: $1"
        sleep 0.1
    done
}

until_state '"version": 1'

# Files.
ask make '{"what": "still", "at_s": 2, "size": "90p"}'
told '"command": "gptreel frame nanogpt/03_generation --out=out/nanogpt/nanogpt_2.00.png' || fail 'no command'
ask make '{"what": "captions"}'
until_state '"files": ["out/nanogpt/nanogpt.srt"]'
until_state '"files": ["out/nanogpt/nanogpt_2.00.png"]'
[ -s out/nanogpt/nanogpt.srt ] && [ -s out/nanogpt/nanogpt_2.00.png ] || fail 'the files are not there'
ask make '{"what": "render", "size": "2160p60", "music": "none"}'
told '"job": 3' || fail 'no third job'
ask cancel '{"job": 3}'
told '"ok": true' || fail 'the job cannot be cancelled'
until_state '"id": 3, "what": "render", "state": "cancelled"'
ask cancel '{"job": 3}'
told 'no such job runs' || fail 'cancelled twice'
ask make '{"what": "render", "size": "1p1"}'
until_state '"id": 4, "what": "render", "state": "failed"'
ask make '{"what": "render", "format": "exe"}'
told 'there is no format' || fail 'any format goes'

# Whatever is made tells how far it is and what it made; the command that is shown makes the same.
mkdir -p bin
ln -sf "$gptreel" bin/gptreel
makes() { # UNIT FILE WISH
    ask command "$3"
    command=$(sed 's/.*"command": "\(.*\)"}.*/\1/' told)
    ask make "$3"
    told "\"command\": \"$command\"" || fail "another command is shown before: $command"
    id=$(sed 's/.*"job": \([0-9]*\).*/\1/' told)
    tries=0
    until ask state && tr '{' '\n' <told | grep -qE "\"id\": $id, .*\"state\": \"done\", \"share\": 1(\.0)?, \"note\": \"([0-9]+) of \2 $1"; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || fail "no progress of $3"
        sleep 0.1
    done
    told "\"files\": [\"$2\"" || fail "$2 is not made by $3"
    rm -rf before && mv "$2" before
    PATH=$PWD/bin:$PATH sh -c "$command" >/dev/null 2>&1 || fail "this does not run: $command"
    diff -r before "$2" >/dev/null || fail "this makes something else: $command"
}
makes pictures out/nanogpt/nanogpt_1.00.png '{"what": "still", "at_s": 1, "size": "90p"}'
makes slides out/nanogpt/nanogpt_deck '{"what": "deck"}'
makes pictures out/nanogpt/nanogpt_sheet.png '{"what": "sheet"}'
makes scenes out/nanogpt/nanogpt_gallery/index.html '{"what": "gallery"}'
makes scenes out/nanogpt/nanogpt_notes.md '{"what": "notes"}'
makes scenes out/nanogpt/03_generation.svg '{"what": "render", "format": "svg"}'
makes frames out/nanogpt/03_generation_0-1.gif '{"what": "render", "format": "gif", "from_s": 0, "to_s": 1, "size": "90p10"}'
ask choose '{"music": "none"}'
until_state '"music": "none"'
ask command '{"what": "render"}'
told '--music=none' || fail 'the music that is chosen is not in the command'
ask choose '{"music": "lofi"}'

# Runs, by number alone.
ask runs
told '"name": "shakespeare"' || fail 'the runs that ship are not listed'
ask choose '{"run": 100000}'
told 'no run of that number' || fail 'any number goes'
ask choose '{"run": "/"}'
told 'no run of that number' || fail 'a path goes'

# A prompt.
ask prompt '{"text": "What is love?"}'
told '"ok": true' || fail 'no prompt'
until_state '"prompt": {"state": "ready"'
until_state '"building": false'
told '"errors": []' || fail 'the film of the prompt cannot be built'
ask audit
told '"equal": true' || fail 'no number of the new recording'
! told '"equal": false' || fail 'numbers differ from the new recording'
ls temp/gptreel_studio_*/1/generation.jsonl >/dev/null || fail 'nothing was recorded'
ask prompt '{"text": "\u00e4"}'
until_state '"prompt": {"state": "failed"'
told 'the vocabulary has no' || fail 'it is not said why'
ask prompt '{"text": null}'
until_state '"prompt": {"state": "own"'

kill -INT $server
wait $server || fail "Ctrl-C is no error: $?"
[ -z "$(ls -A temp)" ] || fail "left: $(ls temp)"
