# A film in parts with the real program: spread over two processes, stopped and gone on with, taken from the cache, and
# told as JSON.
gptreel=$1
source=$2

rm -rf out cache run && mkdir out
size=180p15
unset HOME
export XDG_CACHE_HOME="$PWD/cache"

# Two shards in two processes at once, then the film: the bytes of one process, for any number of threads.
"$gptreel" render nanogpt --size $size --no-cache --jobs 3 --out out/whole
"$gptreel" render nanogpt --size $size --no-cache --shard 1/2 --out out/shared &
first=$!
"$gptreel" render nanogpt --size $size --no-cache --jobs 1 --shard 2/2 --out out/shared
wait $first
"$gptreel" join nanogpt --size $size --out out/shared
for file in out/whole/nanogpt/*; do
    cmp "$file" "out/shared/nanogpt/${file##*/}"
done
test ! -e cache
test ! -e out/shared/nanogpt/parts # the film has them
if "$gptreel" join nanogpt --size $size --out out/shared 2>complaint; then exit 1; fi
grep -q 'render all shards' complaint

# Killed in the middle, it leaves no film; the rest is made the next time, the finished parts are reused.
"$gptreel" render nanogpt --size 540p60 --out out/stopped 2>complaint &
pid=$!
for try in $(seq 1200); do
    sleep 0.1
    ls cache/gptreel/parts/*.part >/dev/null 2>&1 && break
done
kill -KILL $pid
wait $pid && exit 1
kept=$(ls cache/gptreel/parts/*.part | wc -l)
test "$kept" -ge 1
test -z "$(find out/stopped -name '*.mp4')"
"$gptreel" render nanogpt/01_architecture --size 540p60 --json --out out/stopped >events
grep -q '"event": "rendered"' events
test "$(sed -n 's/.*"rendered".*"reused": \([0-9]*\).*/\1/p' events)" -gt 0
grep -q '"event": "file", "path": "out/stopped/nanogpt/01_architecture.mp4"' events

# Two renders of one film at once, with one cache. Music would be made anew each time, and is tried above.
silent="nanogpt --size $size --music none"
"$gptreel" render $silent --no-cache --out out/silent
"$gptreel" render $silent --out out/one &
first=$!
"$gptreel" render $silent --out out/two
wait $first
cmp out/one/nanogpt/nanogpt.mp4 out/two/nanogpt/nanogpt.mp4
cmp out/one/nanogpt/nanogpt.mp4 out/silent/nanogpt/nanogpt.mp4

# Nothing left to do. Every event is a line of JSON, and none of it goes elsewhere; where it is not asked for and nobody
# looks, nothing is told but the files.
told() { # EVENT FIELD: the number that the field has in these events, summed
    sed -n "s/^{\"event\": \"$1\",.*\"$2\": \([0-9]*\).*}\$/\1/p" events | awk '{ sum += $1 } END { print sum + 0 }'
}
"$gptreel" render $silent --json --out out/one >events 2>words
test "$(told rendered made) $(told rendered reused)" = '0 1785'
test "$(grep -c '^{"event": "[a-z]*", .*}$' events)" = "$(wc -l <events)"
test "$(grep -c '"event": "part".*"reused": true' events)" = "$(told planned parts)"
test ! -s words
cmp out/one/nanogpt/nanogpt.mp4 out/silent/nanogpt/nanogpt.mp4
"$gptreel" render $silent --out out/one >files 2>words
test ! -s words
test "$(wc -l <files)" = "$(ls out/one/nanogpt | wc -l)"

# Another run makes only the parts that show what differs in it; another theme makes all.
cp -r "$source/model/runs/shakespeare" run
sed -i '$ s/"loss": [0-9.]*/"loss": 3.5/' run/metrics.jsonl
if cmp -s "$source/model/runs/shakespeare/metrics.jsonl" run/metrics.jsonl; then exit 1; fi
"$gptreel" render $silent --run run --json --out out/run >events
test "$(told rendered made)" -gt 0
test "$(told rendered reused)" -gt 0
"$gptreel" render $silent --theme light --json --out out/light >events
test "$(told rendered reused)" = 0
