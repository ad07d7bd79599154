# gptreel watch: a run's files over real HTTP while they grow, nothing else of the folder, and the terminal's picture.
gptreel=$1
source=$2
command -v curl >/dev/null || { echo 'curl is missing; nobody asks'; exit 77; }

fail() { echo "$1"; cat said told events 2>/dev/null; exit 1; }

rm -rf run said told events && cp -r "$source/model/runs/shakespeare" run
"$gptreel" watch run >said 2>complaint &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
tries=0
until [ -s said ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no address'; sleep 0.1; done
page=$(head -n 1 said)

# code WANTED ADDRESS: what curl gets has that status.
code() {
    got=$(curl -s --path-as-is -o told -w '%{http_code}' "$2") || true
    [ "$got" = "$1" ] || fail "curl $2: $got, not $1"
}

code 200 "$page"
grep -q 'watch.js' told || fail 'this is not the page'
code 200 "${page}run/run.json"
code 200 "${page}run/metrics.jsonl"
cmp -s told run/metrics.jsonl || fail 'not the bytes of the file'
size=$(wc -c <run/metrics.jsonl)
code 200 "${page}run/metrics.jsonl?from=$((size - 10))"
[ "$(wc -c <told)" = 10 ] || fail 'not from that byte on'
code 200 "${page}run/metrics.jsonl?from=$((size + 10))"
[ ! -s told ] || fail 'something behind the end'
for other in run/model.safetensors run/tokenizer.json run/../said run/ run state; do code 404 "$page$other"; done

curl -sN "${page}events" >events &
tries=0
until grep -q 'event: run' events; do tries=$((tries + 1)); [ $tries -lt 100 ] || fail 'no first event'; sleep 0.1; done
echo '{"step": 5001, "loss": 1}' >>run/metrics.jsonl
size=$(wc -c <run/metrics.jsonl)
tries=0
until grep -qF "\"file\": \"metrics.jsonl\", \"bytes\": $size" events; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || fail 'pages are not told that the file has grown'
    sleep 0.1
done
kill -TERM $server
wait $server || fail "a stop is no error: $?"

# In the terminal; what is no terminal gets it once.
"$gptreel" watch run --term >told
grep -qF 'step 5001' told || fail 'the terminal does not show the last step'
! "$gptreel" watch nowhere 2>told || fail 'a run that is not there'
grep -qF 'there is no folder nowhere' told || fail 'it is not said what is wrong'
