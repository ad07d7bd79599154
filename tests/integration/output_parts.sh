# A film in parts with the real program: spread over two processes, stopped and gone on with, taken from the cache, and
# told as JSON.
gptreel=$1

rm -rf out cache && mkdir out
size=180p15
unset HOME
export XDG_CACHE_HOME="$PWD/cache"

# Two shares in two processes at once, then the film: the bytes of one process, for any number of threads.
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
rm "$(find out/shared/nanogpt/parts -name '*.part' | head -n 1)"
if "$gptreel" join nanogpt --size $size --out out/shared 2>complaint; then exit 1; fi
grep -q 'render all shares' complaint

# Stopped in the middle, the rest is made the next time: the finished parts are reused.
"$gptreel" render nanogpt --size 1080p60 --out out/stopped 2>complaint &
pid=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.5
    ls cache/gptreel/parts/*.part >/dev/null 2>&1 && break
done
kill -INT $pid
wait $pid && exit 1
kept=$(ls cache/gptreel/parts/*.part | wc -l)
test "$kept" -ge 1
test -z "$(find out/stopped -type f)"
"$gptreel" render nanogpt/01_architecture --size 1080p60 --from 0 --to 25 --json --out out/stopped >events
grep -q '"event": "rendered"' events
test "$(sed -n 's/.*"rendered".*"reused": \([0-9]*\).*/\1/p' events)" -gt 0
grep -q '"event": "file", "path": "out/stopped/nanogpt/01_architecture.mp4"' events

# Two renders of one film at once, with one cache.
"$gptreel" render nanogpt --size $size --out out/one &
first=$!
"$gptreel" render nanogpt --size $size --out out/two
wait $first
cmp out/one/nanogpt/nanogpt.mp4 out/two/nanogpt/nanogpt.mp4
cmp out/one/nanogpt/nanogpt.mp4 out/whole/nanogpt/nanogpt.mp4

# Nothing left to do.
"$gptreel" render nanogpt --size $size --json --out out/one >events
grep -q '"made": 0, "reused": 1350' events
cmp out/one/nanogpt/nanogpt.mp4 out/whole/nanogpt/nanogpt.mp4
